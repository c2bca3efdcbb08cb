"""The command line: options, errors in words, exit codes, JSON; what goes to stdout and what to stderr."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from schemactl import __version__
from schemactl.cli import main as cli
from schemactl.cli import screen
from schemactl.errors import Place, SchemactlError
from schemactl.report.text import render_error, render_seconds

SECRET = "hunter2"


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON on stdout."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs schemactl in this process, as the console script does."""

    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["schemactl", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        code = caught.value.code or 0
        assert isinstance(code, int)
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The folder of a project that `init` has just made, without any database setting."""
    for variable in ("DATABASE_URL", "MIGRATE_DATABASE_URL", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    assert run("init").code == 0
    return tmp_path


def write(folder: Path, run: Run, **files: str) -> None:
    """`v1="…"` is the up file of version 1, `d1` its down file; `sum` records them."""
    for key, text in files.items():
        half = {"v": "up", "d": "down"}[key[0]]
        (folder / "migrations" / f"{key[1:]}_x.{half}.sql").write_text(text, encoding="utf-8")
    assert run("sum").code == 0


def test_version(run: Run) -> None:
    """`--version` says the version on stdout."""
    assert run("--version") == Outcome(0, f"schemactl {__version__}\n", "")


def test_version_is_light() -> None:
    """Nothing heavy is imported for it, and it takes at most 1.6 times what importing typer takes."""
    code = "import sys; sys.argv=['schemactl','--version']\nfrom schemactl.cli.main import main\ntry: main()\nfinally: "
    code += "print([m for m in ('rich','yaml','psycopg','sqlalchemy','postgast','migra') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"

    def median(*command: str) -> float:
        times = []
        for _ in range(10):
            began = time.perf_counter()
            subprocess.run([sys.executable, *command], capture_output=True, check=True)
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    best = min(median("-m", "schemactl", "--version") / median("-c", "import typer") for _ in range(2))
    assert best <= 1.6


def test_a_command_that_there_is_not(run: Run) -> None:
    """A usage error: exit code 2, and the nearest command."""
    outcome = run("stats")
    assert outcome.code == 2
    assert "Did you mean 'status'?" in outcome.err
    assert run("status", "--nonsense").code == 2
    assert run("new").code == 2


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("status", "--url", ""), "--url"),
        (("status", "--url="), "--url"),
        (("-e", "", "status"), "-e"),
        (("status", "--env="), "--env"),
        (("status", "-c", " "), "-c"),
        (("apply", "--role", ""), "--role"),
        (("apply", "--to", ""), "--to"),
        (("apply", "--fleet", ""), "--fleet"),
        (("apply", "--fleet", "x.yaml", "--shard", ""), "--shard"),
        (("apply", "--plan", ""), "--plan"),
        (("import", "--from", "goose", "--table", ""), "--table"),
        (("import", "--from", ""), "--from"),
        (("diff", "--from", "", "--to", "schema"), "--from"),
        (("diff", ""), "an argument"),
    ],
)
@pytest.mark.usefixtures("started")
def test_an_empty_value_is_no_option_left_out(
    run: Run, database: str, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], name: str
) -> None:
    """As an unset variable of a shell leaves it: exit code 2 with its name, though DATABASE_URL leads somewhere."""
    monkeypatch.setenv("DATABASE_URL", database)
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{name} is empty" in outcome.err
    assert run("status").code == 0


def test_every_command_has_help(run: Run) -> None:
    """`--help` of all and of each, with the options that all of them share."""
    listed = run("--help").out
    for name in filter(lambda name: find_spec(f"schemactl.cli.{name}"), cli.COMMANDS):
        assert f"  {name} " in listed
        assert "--debug" in run(name, "--help").out


def test_init_never_overwrites(started: Path, run: Run) -> None:
    """A second run keeps what is there, and says so."""
    (started / "schema" / "schema.sql").write_text("CREATE TABLE mine ();")
    outcome = run("init", "--format", "json")
    assert outcome.document["written"] == []
    assert (started / "schema" / "schema.sql").read_text() == "CREATE TABLE mine ();"
    (started / "atlas-like.yaml").unlink()
    outcome = run("init")
    assert outcome.out == "wrote atlas-like.yaml\n"
    assert "kept schema/schema.sql" in outcome.err


def test_new_writes_a_pair(started: Path, run: Run) -> None:
    """The paths on stdout; twice on a day, two versions."""
    first, second = run("new", "Add title").out.split(), run("new", "more", "--format", "json").document
    assert [Path(path).exists() for path in (*first, *second["files"])] == [True] * 4
    assert int(second["migration"]) == int(Path(first[0]).name.partition("_")[0]) + 1
    assert run("new", "../x").code == 2
    assert len(list((started / "migrations").glob("*.sql"))) == 4


def test_apply_status_down(started: Path, run: Run, database: str) -> None:
    """The whole way: results on stdout, the rest on stderr, exit codes as documented."""
    write(started, run, v1="CREATE TABLE a ();", d1="DROP TABLE a;", v2="CREATE TABLE b (); CREATE TABLE c ();")
    url = ("--url", database)
    assert run("status", *url, "--exit-code").code == 1
    outcome = run("apply", *url)
    assert outcome.code == 0
    assert [line.partition(",")[0] for line in outcome.out.splitlines()] == [
        "applied 1_x (1 statement",
        "applied 2_x (2 statements",
    ]
    assert outcome.err == "up to date\n"
    assert run("apply", *url) == Outcome(0, "", "nothing to do: up to date\n")
    assert run("status", *url, "--exit-code").code == 0
    assert "up to date" in run("status", *url).out
    outcome = run("down", *url)
    assert outcome.code == 4
    assert "2_x has no way back" in outcome.err


def test_json_of_apply_status_down(started: Path, run: Run, database: str) -> None:
    """One versioned document on stdout, whatever happens."""
    write(started, run, v1="CREATE TABLE a ();", d1="DROP TABLE a;", v2="SELECT\n nowhere;")
    more = ("--url", database, "--format", "json")
    outcome = run("apply", *more)
    assert outcome.code == 3
    document = outcome.document
    assert document["version"] == 1
    assert [one["migration"] for one in document["applied"]] == ["1"]
    assert document["error"]["sqlstate"] == "42703"
    assert document["error"]["place"]["line"] == 2
    assert document["exit_code"] == 3
    document = run("status", *more).document
    assert (document["state"], [one["migration"] for one in document["pending"]]) == ("behind", ["2"])
    assert document["applied"][0]["status"] == "applied"
    document = run("down", *more).document
    assert [one["migration"] for one in document["reverted"]] == ["1"]


def test_an_error_in_sql_is_shown_with_its_line(started: Path, run: Run, database: str) -> None:
    """file:line:column, the line, a caret below the place, the server's words and SQLSTATE."""
    write(started, run, v1="CREATE TABLE a ();\nSELECT 'ü', a.nope FROM a;\n")
    outcome = run("apply", "--url", database)
    assert outcome.code == 3
    assert outcome.out == ""
    assert outcome.err.splitlines()[:4] == [
        "error: column a.nope does not exist (SQLSTATE 42703)",
        "  migrations/1_x.up.sql:2:13",
        "    2 | SELECT 'ü', a.nope FROM a;",
        "      |             ^",
    ]


def test_an_error_in_the_configuration(started: Path, run: Run) -> None:
    """Exit code 2 with the place; no traceback unless --debug asks for it, before or behind the command."""
    (started / "atlas-like.yaml").write_text("schema: a\nmigrations: m\ndatabas: {}\n")
    outcome = run("status")
    assert (outcome.code, outcome.out) == (2, "")
    assert "atlas-like.yaml:3:1" in outcome.err
    assert "did you mean database?" in outcome.err
    assert "Traceback" not in outcome.err
    assert "Traceback" in run("status", "--debug").err
    assert "Traceback" in run("--debug", "status").err


def test_config_and_env_options(started: Path, run: Run, database: str) -> None:
    """They stand before or behind the command's name."""
    settings = {"schema": "s", "migrations": "migrations", "environments": {"here": {"database": {"url": database}}}}
    (started / "other.yaml").write_text(json.dumps(settings))
    assert run("--config", "other.yaml", "--env", "here", "status").code == 0
    assert run("status", "-c", "other.yaml", "-e", "here").code == 0
    assert run("status", "-c", "other.yaml", "-e", "there").code == 2
    assert run("status", "-c", "nowhere.yaml").code == 2


@pytest.mark.usefixtures("started")
def test_the_url_comes_from_the_environment_too(run: Run, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """MIGRATE_DATABASE_URL before DATABASE_URL; without any the error names the ways."""
    assert "--url" in run("status").err
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost:1/nowhere")
    assert run("status").code == 3
    monkeypatch.setenv("MIGRATE_DATABASE_URL", database)
    assert run("status").code == 0


def password_urls(database: str) -> Mapping[str, str]:
    """URLs that do not work, each with the secret, and what is said of them."""
    parts = conninfo_to_dict(database)
    socket = str(parts["host"]).replace("/", "%2F")
    there = f"{socket}:{parts.get('port', 5432)}"
    return {
        f"postgresql://u:{SECRET}@127.0.0.1:1/x": "no Postgres server answers at u@127.0.0.1:1/x",
        f"postgresql://k_{parts['dbname']}:{SECRET}@{there}/nowhere": "there is no database",
        f"postgresql://stranger:{SECRET}@{there}/postgres": "does not accept the password of stranger@",
        f"postgresql://u:{SECRET}@nobody.invalid/x": "no machine has the name",
        f"host=127.0.0.1 port=1 user=u password={SECRET} dbname=x": "no Postgres server answers",
        f"postgresql+psycopg://u:{SECRET}@127.0.0.1:1/x": "no Postgres server answers",
    }


@pytest.mark.usefixtures("started")
def test_connections_that_fail(run: Run, database: str) -> None:
    """Different words for different reasons, exit code 3, and never the password: not even with --debug."""
    name = f"k_{conninfo_to_dict(database)['dbname']}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{SECRET}'".encode())
    try:
        fail(run, database)
    finally:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f"DROP ROLE {name}".encode())


def fail(run: Run, database: str) -> None:
    for url, words in password_urls(database).items():
        for more in ((), ("--format", "json"), ("--debug",)):
            outcome = run("status", "--url", url, *more)
            assert (outcome.code, words in outcome.err, outcome.err.count(SECRET)) == (3, True, 0), (url, outcome)
            assert SECRET not in outcome.out


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    "url",
    [
        f"postgresqlx://u:{SECRET}@h/x",
        f"postgresql://u:{SECRET}@[::1/x",
        f"postgresql://u:%zz{SECRET}@h/x",
        f"postgresql://u:{SECRET}@h/x?pgbouncer=true",
        f"postgresql://u:a/b{SECRET}@h/x?zzz=1",
        SECRET,
    ],
)
def test_texts_that_are_no_url(run: Run, url: str) -> None:
    """Usage errors that say how a URL is written, and not the text itself: it may be a password."""
    for more in ((), ("--debug",)):
        outcome = run("status", "--url", url, *more)
        assert outcome.code == 2
        assert "not the URL of a database" in outcome.err
        assert ("hint: remove it" in outcome.err) == ("?" in url)
        assert ("postgresql://user:password@host" in outcome.err) != ("?" in url)
        assert SECRET not in outcome.err


@pytest.mark.parametrize(
    "sql",
    [
        f"SELECT 'postgresql://u:{SECRET}@h/x', nowhere;",
        f"CREATE ROLE pg_no PASSWORD '{SECRET}';",
        f"SELECT 'host=h password={SECRET}', nowhere;",
        f"DO $$ BEGIN RAISE EXCEPTION 'cannot reach postgresql://u:{SECRET}@h/x'; END $$;",
    ],
)
def test_a_password_in_a_migration_is_not_shown(started: Path, run: Run, database: str, sql: str) -> None:
    """Not on the screen, not in the log, not in JSON, not in a traceback, not in the history."""
    write(started, run, v1=sql)
    for more in ((), ("--debug",), ("--format", "json")):
        outcome = run("apply", "--url", database, *more)
        assert outcome.code == 3
        assert SECRET not in outcome.out + outcome.err
    with psycopg.connect(database) as connection:
        assert SECRET not in str(connection.execute("SELECT * FROM schemactl.events").fetchall())


def test_debug_shows_the_sql(started: Path, run: Run, database: str) -> None:
    """What is sent is logged on stderr."""
    write(started, run, v1="CREATE TABLE a ();")
    assert "CREATE TABLE a ()" in run("--debug", "apply", "--url", database).err


@pytest.mark.usefixtures("started")
def test_an_error_that_nobody_foresaw(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, exit code 3, and where to go; the traceback only with --debug."""

    def fail(*_: object) -> None:
        raise RuntimeError("what\nis this")

    monkeypatch.setattr("schemactl.migrations.files.update_sum", fail)
    outcome = run("sum")
    assert outcome.code == 3
    assert outcome.err.splitlines()[0] == "error: RuntimeError: what is this"
    assert "this is a bug" in outcome.err
    assert "Traceback" not in outcome.err
    assert "Traceback" in run("sum", "--debug").err


@pytest.mark.usefixtures("started")
def test_an_interrupt_ends_with_a_clean_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C: exit code 130."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("schemactl.migrations.files.update_sum", interrupt)
    assert run("sum") == Outcome(130, "", "\ninterrupted\n")


def test_what_the_system_refuses_is_no_bug(started: Path, run: Run) -> None:
    """A file in the way is named."""
    (started / "migrations" / "schemactl.sum").mkdir()
    outcome = run("sum")
    assert outcome.code == 3
    assert "schemactl.sum" in outcome.err
    assert "bug" not in outcome.err


def test_the_lock_is_named_and_its_exit_code_is_5(started: Path, run: Run, database: str) -> None:
    """Who has it, and that nothing was done."""
    from schemactl.migrations.lock import migration_lock

    write(started, run, v1="CREATE TABLE a ();")
    with migration_lock(database, "schemactl") as lock:
        pid = lock.connection.info.backend_pid
        outcome = run("apply", "--url", database, "--lock-wait", "100ms")
    assert outcome.code == 5
    assert f"held by pid {pid}" in outcome.err
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT to_regclass('a')").fetchone() == (None,)


def test_as_a_module_and_into_a_closed_pipe(started: Path, run: Run, database: str) -> None:
    """`python -m schemactl`; a reader that goes away is no error of ours."""
    for number in range(40):
        (started / "migrations" / f"{number + 1}_{'x' * 150}.up.sql").write_text("SELECT 1;")
    run("sum")
    command = [sys.executable, "-m", "schemactl", "status", "--url", database]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, unless NO_COLOR or a dumb terminal says otherwise."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert screen.paint("error", "x") == "\x1b[1;31mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert screen.paint("error", "x") == "x"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert screen.paint("error", "x") == "x"


def test_carets_stand_below_their_column() -> None:
    """Behind tabs, wide characters, and in lines that are too long for a terminal."""

    def caret(text: str, column: int) -> tuple[str, str]:
        shown = render_error(SchemactlError("no", place=Place("f", 1, column, text))).splitlines()
        return shown[2][8:], shown[3][8:]

    assert caret("\tab", 3) == ("\tab", "\t ^")
    assert caret("表x", 2) == ("表x", "  ^")
    text, below = caret("a" * 500 + "X" + "b" * 500, 501)
    assert text[len(below) - 1] == "X"
    assert len(text) <= 160


@pytest.mark.parametrize(("seconds", "shown"), [(0.0123, "12 ms"), (1.24, "1.2 s"), (125.9, "2 min 5 s")])
def test_times_are_short(seconds: float, shown: str) -> None:
    """As a person would say them."""
    assert render_seconds(seconds) == shown
