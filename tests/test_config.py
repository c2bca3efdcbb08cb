"""The configuration file, its variables and its mistakes. No server."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemactl.config import Config, database_url, load_config, parse_duration, scratch_server
from schemactl.errors import ConfigError

SMALLEST = "schema: schema/schema.sql\nmigrations: migrations\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(folder: Path, text: str, environment: str | None = None, **environ: str) -> Config:
    """The configuration that `text` says."""
    (folder / "atlas-like.yaml").write_text(text, encoding="utf-8")
    return load_config(folder / "atlas-like.yaml", environment, environ)


def mistake(folder: Path, text: str, environment: str | None = None, **environ: str) -> str:
    """The whole error: place, message and hint."""
    with pytest.raises(ConfigError) as caught:
        database_url(load(folder, text, environment, **environ))
    place = str(caught.value.place).removeprefix(f"{folder}/") if caught.value.place else "-"
    return f"{place} | {caught.value.message} | {caught.value.hint}"


def test_without_a_file_the_defaults_hold(folder: Path) -> None:
    """No atlas-like.yaml is no mistake: `diff --from --to` needs no project."""
    config = load_config(None, None, {})
    assert config.path is None
    assert config.migrations == folder / "migrations"
    assert scratch_server(config) == "embedded"


def test_every_key_is_read(folder: Path) -> None:
    """Each key of the documented file arrives with its type."""
    config = load(
        folder,
        SMALLEST.replace("schema/schema.sql", "[a.sql, b/*.sql]")
        + """
postgres: {version: 17, scratch: "postgresql://localhost/${PLACE}"}
database: {url: "postgresql://x", lock_timeout: 500ms, statement_timeout: 2min, role: owner}
history: {schema: books}
diff: {online: false, renames: never, privileges: no, owners: yes, exclude: ["audit.*"]}
lint: {destructive: warning, rules: {a: off, b: error, c: {severity: info, limit: 3, list: [1, x]}}}
""",
        PLACE="here",
    )
    assert config.schema == ("a.sql", "b/*.sql")
    assert config.postgres.version == 17
    assert scratch_server(config) == "postgresql://localhost/here"
    assert (config.database.lock_timeout, config.database.statement_timeout) == (0.5, 120.0)
    assert config.database.role == "owner"
    assert config.history.schema == "books"
    assert (config.diff.online, config.diff.renames, config.diff.privileges, config.diff.owners) == (
        False,
        "never",
        False,
        True,
    )
    assert config.diff.exclude == ("audit.*",)
    assert config.lint.destructive == "warning"
    assert [(rule.name, rule.severity, dict(rule.options)) for rule in config.lint.rules] == [
        ("a", "off", {}),
        ("b", "error", {}),
        ("c", "info", {"limit": 3, "list": [1, "x"]}),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SMALLEST + "databse: {}\n", "3:1 | unknown key databse | did you mean database?"),
        (SMALLEST + "database:\n  ulr: x\n", "4:3 | unknown key ulr in database | did you mean url?"),
        (SMALLEST + "schema: b\n", "3:1 | the key schema stands here twice | keep one of them"),
        (SMALLEST + "diff: {online: 3}\n", "3:16 | diff.online must be true or false | "),
        (SMALLEST + "diff: [online]\n", "3:7 | diff must be a mapping of keys to values | "),
        (SMALLEST + "postgres: {version: 12}\n", "3:21 | postgres.version is '12' | known are: 14, 15, 16, 17, 18"),
        (SMALLEST + "diff: {renames: sometimes}\n", "3:17 | diff.renames is 'sometimes' | known are: ask, never"),
        (SMALLEST + "lint: {destructive: warn}\n", "3:21 | lint.destructive is 'warn' | did you mean warning?"),
        (
            SMALLEST + "database: {lock_timeout: 5}\n",
            "3:26 | not a duration: '5' | write 5s, 500ms, 2min, 1h, or 0 for none",
        ),
        (SMALLEST + "environments: {a: {url: x}}\n", "3:20 | unknown key url in a | known are: "),
        (SMALLEST + "environments: {a: {database: {urll: x}}}\n", "3:31 | unknown key urll in database | did you mean"),
        ("migrations: m\n", "- | the key schema is missing | "),
        ("schema: s\n", "- | the key migrations is missing | "),
        ("schema: [\n", "2:1 | not valid YAML: expected the node content, but found '<stream end>' | "),
        ("schema: !!python/name:os.system x\nmigrations: m\n", "1:9 | schema must be a text"),
        (SMALLEST + "database: {url: '${NOT_SET}'}\n", "3:17 | the variable NOT_SET is not set | set it, or write"),
        (SMALLEST + "database: {url: '${}'}\n", "3:17 | not a variable | write ${NAME}"),
    ],
)
def test_a_mistake_is_shown_with_its_place(folder: Path, text: str, expected: str) -> None:
    """Each kind of mistake has a place, a plain message and a way out."""
    found = mistake(folder, text).removeprefix("atlas-like.yaml:").replace("atlas-like.yaml |", "- |")
    assert found.startswith(expected)


def test_an_unset_variable_hurts_only_where_it_is_used(folder: Path) -> None:
    """The URL of production is not asked for by a command that reaches no database."""
    config = load(folder, SMALLEST + "database: {url: '${PRODUCTION_URL}'}\n")
    assert database_url(config, "postgresql://given") == "postgresql://given"
    with pytest.raises(ConfigError, match="PRODUCTION_URL is not set"):
        database_url(config)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("${A}", "a"),
        ("x${A}y${B:-z}", "xayz"),
        ("${B:-${C:-${A}}}", "a"),
        ("${A:-${B}}", "a"),
        ("$${A}$", "${A}$"),
        ("${EMPTY:-full}", "full"),
        ("${B:-}x", "x"),
    ],
)
def test_variables_are_expanded(folder: Path, raw: str, expected: str) -> None:
    """Defaults nest, are used for empty values as in a shell, and need not hold where they are not needed."""
    config = load(folder, SMALLEST + f"database: {{url: '{raw}'}}\n", A="a", EMPTY="")
    assert database_url(config) == expected


def test_the_order_of_urls(folder: Path) -> None:
    """--url, then the environment, then the file, then MIGRATE_DATABASE_URL, then DATABASE_URL."""
    with_url = SMALLEST + "database: {url: file}\nenvironments: {staging: {database: {url: env}}, other: {}}\n"
    both = {"MIGRATE_DATABASE_URL": "migrate", "DATABASE_URL": "plain"}
    assert database_url(load(folder, with_url, "staging", **both), "flag") == "flag"
    assert database_url(load(folder, with_url, "staging", **both)) == "env"
    assert database_url(load(folder, with_url, "other", **both)) == "file"
    assert database_url(load(folder, with_url, **both)) == "file"
    assert database_url(load(folder, SMALLEST, **both)) == "migrate"
    assert database_url(load(folder, SMALLEST, DATABASE_URL="plain")) == "plain"
    with pytest.raises(ConfigError, match="no database is named"):
        database_url(load(folder, SMALLEST))


STAGED = SMALLEST + "database: {url: file}\nenvironments: {staging: {database: {url: '%s'}}}\n"


@pytest.mark.parametrize(
    ("text", "environment", "environ", "expected"),
    [
        (STAGED % "${STAGING_URL:-}", "staging", {}, "4:42 | database.url (environment staging) is empty"),
        (
            STAGED % "${STAGING_URL}",
            "staging",
            {"STAGING_URL": ""},
            "4:42 | database.url (environment staging) is empty",
        ),
        (STAGED % "${STAGING_URL}", "staging", {"STAGING_URL": " "}, "4:42 | database.url (environment staging) is"),
        (STAGED % "${STAGING_URL}", "staging", {}, "4:42 | the variable STAGING_URL is not set"),
        (STAGED % "", "staging", {}, "4:42 | database.url (environment staging) is empty"),
        (
            SMALLEST + "database: {url: '${X}'}",
            None,
            {"X": ""},
            "3:17 | database.url is empty | it is written as '${X}'",
        ),
        (SMALLEST, None, {"MIGRATE_DATABASE_URL": ""}, "- | the variable MIGRATE_DATABASE_URL is empty | "),
        (SMALLEST + "database: {role: '${X}'}", None, {"X": ""}, "3:18 | database.role is empty"),
        (SMALLEST + "history: {schema: ' '}", None, {}, "3:19 | history.schema is empty"),
        (SMALLEST.replace("schema/schema.sql", "[]"), None, {}, "1:9 | schema names no file | write `empty`"),
    ],
)
def test_what_is_named_is_what_is_used(
    folder: Path, text: str, environment: str | None, environ: dict[str, str], expected: str
) -> None:
    """A URL or a setting that is there and empty is an error, also where DATABASE_URL would be a way on."""
    found = mistake(folder, text, environment, **{"DATABASE_URL": "postgresql://elsewhere", **environ})
    assert found.removeprefix("atlas-like.yaml:").startswith(expected)


def test_an_empty_scratch_server_is_not_the_embedded_one(folder: Path) -> None:
    """The same holds for postgres.scratch."""
    config = load(folder, SMALLEST + "postgres: {scratch: '${X:-}'}\n")
    with pytest.raises(ConfigError, match=r"postgres\.scratch is empty"):
        scratch_server(config)


def test_dotenv_never_overrides_the_real_environment(folder: Path) -> None:
    """`.env` adds variables; a URL in the real environment wins over both URLs in `.env`."""
    (folder / ".env").write_text(
        "# comment\nexport MIGRATE_DATABASE_URL='from dotenv' # why\nOTHER=word # note\nnonsense\n"
    )
    assert database_url(load(folder, SMALLEST)) == "from dotenv"
    assert database_url(load(folder, SMALLEST, DATABASE_URL="real")) == "real"
    assert load(folder, SMALLEST, OTHER="mine").environ["OTHER"] == "mine"
    assert load(folder, SMALLEST).environ["OTHER"] == "word"


def test_an_environment_lies_over_the_file(folder: Path) -> None:
    """Only the keys that an environment gives are replaced."""
    text = (
        SMALLEST
        + "database: {lock_timeout: 3s, role: a}\nenvironments: {p: {database: {role: b}, lint: {destructive: off}}}\n"
    )
    config = load(folder, text, "p")
    assert (config.database.lock_timeout, config.database.role, config.lint.destructive) == (3.0, "b", "off")
    assert config.environment == "p"
    assert "did you mean p?" in mistake(folder, text, "P") or "known are: p" in mistake(folder, text, "P")


def test_the_file_is_found_upwards_within_the_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a subfolder of a git repository; outside of one only the working directory counts."""
    (folder / "atlas-like.yaml").write_text(SMALLEST)
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert load_config(None, None, {}).path is None
    (folder / ".git").mkdir()
    assert load_config(None, None, {}).migrations == folder / "migrations"


def test_secrets_do_not_show(folder: Path) -> None:
    """The variables of the process are no part of a configuration's repr."""
    assert "hunter2" not in repr(load(folder, SMALLEST, DATABASE_URL="postgresql://a:hunter2@b/c"))


@pytest.mark.parametrize(
    ("raw", "seconds"), [("0", 0), ("5s", 5), ("500ms", 0.5), ("1.5min", 90), ("1h", 3600), ("0s", 0)]
)
def test_durations(raw: str, seconds: float) -> None:
    """A number with a unit, or 0."""
    assert parse_duration(raw) == seconds


@pytest.mark.parametrize("raw", ["5", "s", "-1s", "1d", "", "1.2.3s", "٣s"])
def test_not_durations(raw: str) -> None:
    """A number without a unit is refused: seconds to one reader, milliseconds to another."""
    with pytest.raises(ConfigError, match="not a duration"):
        parse_duration(raw)
