"""`init --from`: a project from a live database, which is only read; the baseline makes the same elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from schemactl.server import ScratchServer

LIVE = """
CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('new', 'old');
CREATE TABLE app.users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE app.orders (user_id bigint REFERENCES app.users (id), state app.state DEFAULT 'new');
CREATE FUNCTION app.count_users() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM app.users';
CREATE VIEW app.emails AS SELECT email FROM app.users;
INSERT INTO app.users (email) VALUES ('a@example.com');
"""
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def live(database: str) -> str:
    """A database that others have made."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(LIVE.encode())
    return database


@pytest.fixture
def run(project: Path, run_json: Run) -> Run:
    """Runs a command in an empty folder; its exit code and its JSON."""
    (project / "schema" / "schema.sql").unlink()
    (project / "atlas-like.yaml").unlink()
    return run_json


def test_a_project_from_a_live_database(run: Run, project: Path, live: str, scratch: ScratchServer) -> None:
    """Schema file, baseline migration and configuration agree with the database; a new database gets the same."""
    code, document = run("init", "--from", live)
    version = document["migration"]
    assert (code, document["marked"]) == (0, [])
    assert document["written"] == ["schema/schema.sql", "atlas-like.yaml", f"migrations/{version}_baseline.up.sql"]
    assert run("check")[0] == 0
    assert run("diff", "--from", live, "--to", "schema/schema.sql", "--exit-code")[0] == 0
    with scratch.create() as name:
        other = scratch.plain_conninfo(name)
        assert run("apply", "--url", other)[0] == 0
        assert run("diff", "--from", live, "--to", "migrations", "--exit-code")[0] == 0
    code, status = run("status", "--url", live)
    assert status["state"] == "no_baseline"
    assert run("baseline", version, "--url", live)[0] == 0
    assert run("status", "--url", live, "--exit-code")[0] == 0
    assert f"version: {scratch.version // 10000}" in (project / "atlas-like.yaml").read_text()


def test_the_database_is_told_at_once(run: Run, project: Path, live: str) -> None:
    """--baseline marks it; where that cannot be, nothing is written."""
    code, document = run("init", "--from", live, "--baseline")
    assert (code, document["marked"]) == (0, [document["migration"]])
    assert run("status", "--url", live, "--exit-code")[0] == 0
    for path in [*(project / "migrations").iterdir(), project / "schema" / "schema.sql", project / "atlas-like.yaml"]:
        path.unlink()
    code, document = run("init", "--from", live, "--baseline")
    assert (code, document["error"]["state"]) == (4, "has_history")
    assert [path for path in project.rglob("*") if path.is_file()] == []


def test_what_is_there_is_not_overwritten(run: Run, project: Path, live: str) -> None:
    """A schema file with statements, or a migration, is an error; --baseline without --from too."""
    (project / "schema" / "schema.sql").write_text("CREATE TABLE mine ();\n")
    code, document = run("init", "--from", live)
    assert (code, "here already" in document["error"]["message"]) == (2, True)
    assert (project / "schema" / "schema.sql").read_text() == "CREATE TABLE mine ();\n"
    assert run("init", "--baseline")[0] == 2


def test_a_schema_that_cannot_be_planned_writes_nothing(run: Run, project: Path, live: str) -> None:
    """Refused by name, as dump does, before the first file."""
    with psycopg.connect(live, autocommit=True) as connection:
        connection.execute("CREATE TYPE odd")
        connection.execute("CREATE FUNCTION i(cstring) RETURNS odd LANGUAGE internal IMMUTABLE STRICT AS 'textin'")
        connection.execute("CREATE FUNCTION o(odd) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'")
        connection.execute("CREATE TYPE odd (INPUT = i, OUTPUT = o)")
    code, document = run("init", "--from", live)
    assert (code, "odd" in document["error"]["message"]) == (3, True)
    assert [path for path in project.rglob("*") if path.is_file()] == []


WRITTEN = "# mine\nschema: schema/schema.sql  # here\nmigrations: migrations\n"


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (None, "\n\npostgres:\n  version: %d\n"),
        (WRITTEN, "\npostgres:\n  version: %d\n"),
        (WRITTEN.replace("\n", "\r\n").rstrip(), "\r\n\r\npostgres:\r\n  version: %d\r\n"),
        (WRITTEN + "postgres: {version: 14}\n", ""),
        (WRITTEN + "postgres: {scratch: embedded}\n", None),
        ("{schema: schema/schema.sql, migrations: migrations}\n", None),
    ],
)
@pytest.mark.parametrize("command", ["init", "init --from", "import"])
def test_the_major_of_the_database_is_recorded(
    text: str | None, added: str | None, command: str, run: Run, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`postgres.version` is that of the database; in a written file only as lines at its end, else a note says it.

    The other tool's table, which import takes over from, is left out of what is compared, in the same way.
    """
    path = Path("atlas-like.yaml")
    if text is not None:
        path.write_text(text, newline="")
    Path("old").mkdir()
    Path("old", "1_a.up.sql").write_text("CREATE TABLE a ();")
    with psycopg.connect(live, autocommit=True) as connection:
        connection.execute("CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)")
        major = connection.info.server_version // 10000
    monkeypatch.setenv("DATABASE_URL", live)
    seen: list[str] = []
    monkeypatch.setattr("schemactl.cli.screen.note", seen.append)
    more = {"init": [], "init --from": [live], "import": ["old", "--from", "golang-migrate", "--url", live]}[command]
    code, document = run(*command.split(), *more)
    assert (code, document.get("error")) == (0, None)
    now = path.read_bytes().decode()
    asked = f"write `postgres: {{version: {major}}}` into atlas-like.yaml"
    assert any(asked in note for note in seen) == (added is None)
    wanted = (added % major if "%" in added else added) if added else ""
    end = "\r\n" if "\r\n" in now else "\n"
    if command == "import" and "{schema:" not in now:
        wanted += end.join(["", "diff:", '  exclude: ["public.schema_migrations"]', ""])
    assert now == text + wanted if text is not None else now.endswith(wanted)


def test_without_a_database_there_is_no_version(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No URL, and one behind which nobody answers, are no failure; the second one is said."""
    for variable in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    assert run("init")[0] == 0
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
    seen: list[str] = []
    monkeypatch.setattr("schemactl.cli.screen.note", seen.append)
    code, document = run("init")
    assert (code, document["postgres_version"]) == (0, None)
    assert "postgres.version is left out: no Postgres server answers" in "".join(seen)
    assert "postgres:" not in (project / "atlas-like.yaml").read_text()
