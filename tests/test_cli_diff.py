"""`schemactl diff` from the outside: what it prints and writes, how it fails, and what it never does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

SECRET = "hunter2"
ADD_NAME = "ALTER TABLE public.users ADD COLUMN name text;\n"


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


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "schemactl", *arguments]


def schemactl(*arguments: str, cwd: Path | None = None, environ: Mapping[str, str] | None = None) -> Outcome:
    """Run it as a user does, with this run's cache."""
    done = subprocess.run(
        command(*arguments), cwd=cwd, env={**os.environ, **(environ or {})}, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr or "--debug" in arguments
    return Outcome(done.returncode, done.stdout, done.stderr)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write_schema(project: Path, sql: str) -> None:
    """Another desired state."""
    (project / "schema" / "schema.sql").write_text(sql)


@pytest.fixture
def started(project: Path) -> Path:
    """A project whose migrations lead to its schema."""
    assert schemactl("diff", "initial").code == 0
    return project


def add_name(project: Path) -> None:
    schema = project / "schema" / "schema.sql"
    schema.write_text(schema.read_text().replace("email text NOT NULL UNIQUE", "email text NOT NULL UNIQUE, name text"))


@pytest.fixture
def live(scratch: ScratchServer) -> Iterator[Callable[[str], str]]:
    """Makes live databases."""
    with ExitStack() as stack:

        def make(sql: str) -> str:
            url = scratch.plain_conninfo(stack.enter_context(scratch.create()))
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(sql.encode())
            return url

        yield make


def test_a_migration_is_written(started: Path) -> None:
    """The pair of files and the line of the sum, paths on stdout, the rest on stderr; the next version of the day."""
    add_name(started)
    before = tree(started / "migrations")
    outcome = schemactl("diff", "add_name")
    assert outcome.code == 0
    up, down = (started / line for line in outcome.out.splitlines())
    assert up.read_text().endswith("\n" + ADD_NAME)
    assert down.read_text().endswith("ALTER TABLE public.users DROP COLUMN name;\n")
    assert "1 statement, proven on Postgres" in outcome.err
    after = tree(started / "migrations")
    assert after.keys() - before.keys() == {up.name, down.name}
    assert after["schemactl.sum"].startswith(before["schemactl.sum"])
    assert int(up.name[:11]) == int(min(before)[:11]) + 1


def test_nothing_to_do(started: Path) -> None:
    """Said on stdout, exit code 0 also with --exit-code, and nothing is written."""
    before = tree(started)
    for more in ((), ("--exit-code",)):
        outcome = schemactl("diff", "again", *more)
        assert (outcome.code, outcome.out) == (
            0,
            "Nothing to do: the migrations lead to the desired state. Nothing is written.\n",
        )
    assert schemactl("diff", "--exit-code").out == ""
    assert tree(started) == before


def test_without_a_name_nothing_is_written(started: Path) -> None:
    """The SQL on stdout; --exit-code says 1 where there are differences."""
    add_name(started)
    before = tree(started)
    assert schemactl("diff").out == ADD_NAME
    assert schemactl("diff").code == 0
    outcome = schemactl("diff", "--exit-code")
    assert (outcome.code, outcome.out) == (1, ADD_NAME)
    assert tree(started) == before


def test_what_is_destroyed_is_said(started: Path) -> None:
    """In the up file, in the head of the down file, and on screen."""
    write_schema(started, "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);")
    outcome = schemactl("diff", "drop_email")
    up, down = ((started / line).read_text() for line in outcome.out.splitlines())
    assert "-- WARNING: destroys the values of public.users.email.\nALTER TABLE" in up
    assert "-- WARNING: this cannot bring back the values of public.users.email.\n" in down
    assert "warning: this destroys the values of public.users.email" in outcome.err
    assert schemactl("diff", "--from", "migrations", "--to", "empty").err.count("all rows of public.users") == 1


@pytest.mark.parametrize("name", ["../up", "a/b", "", "x" * 300, ".hidden"])
def test_a_name_that_is_none(started: Path, name: str) -> None:
    """Exit code 2, and nothing is written, wherever it would have gone."""
    add_name(started)
    before = tree(started.parent)
    outcome = schemactl("diff", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(("error:", "Usage:"))
    assert tree(started.parent) == before


@pytest.mark.usefixtures("started")
def test_a_name_and_sources() -> None:
    """One writes, the other prints: both together are a usage error, with the way out."""
    outcome = schemactl("diff", "x", "--to", "schema")
    assert outcome.code == 2
    assert "hint: give one or the other" in outcome.err


def test_an_edited_file(started: Path) -> None:
    """A migration that is not what was recorded: named, exit code 4, nothing written."""
    add_name(started)
    [up] = (started / "migrations").glob("*.up.sql")
    up.write_text(up.read_text() + "-- more\n")
    before = tree(started)
    outcome = schemactl("diff", "add_name")
    assert outcome.code == 4
    assert up.name in outcome.err
    assert "hint:" in outcome.err
    assert tree(started) == before
    assert schemactl("diff").code == 4


def test_a_missing_sum(started: Path) -> None:
    """Nobody knows whether the migrations are what they were."""
    add_name(started)
    (started / "migrations" / "schemactl.sum").unlink()
    before = tree(started)
    outcome = schemactl("diff", "add_name")
    assert outcome.code == 2
    assert "schemactl.sum" in outcome.err
    assert "schemactl sum" in outcome.err
    assert tree(started) == before


def test_an_error_in_the_schema(project: Path) -> None:
    """file:line:column, the line, a caret below the place, the server's message and SQLSTATE; exit code 3."""
    write_schema(project, "CREATE TABLE a (id integer);\n\nCREATE VIEW v AS\n  SELECT idd FROM a;\n")
    before = tree(project)
    outcome = schemactl("diff", "x")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.splitlines()[:4] == [
        'error: column "idd" does not exist (SQLSTATE 42703)',
        "  schema/schema.sql:4:10",
        "    4 |   SELECT idd FROM a",
        "      |          ^",
    ]
    assert 'Perhaps you meant to reference the column "a.id"' in outcome.err
    assert tree(project) == before


def test_a_syntax_error_in_the_schema(project: Path) -> None:
    """Found before any server is asked, with the same place."""
    write_schema(project, "CREATE TABLE a (\n  id integer,,\n);\n")
    outcome = schemactl("diff", "x")
    assert outcome.code == 3
    assert outcome.err.splitlines()[1:4] == [
        "  schema/schema.sql:2:14",
        "    2 |   id integer,,",
        "      |              ^",
    ]
    assert "42601" in outcome.err


def test_what_cannot_be_planned_is_named(started: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kind, name, reason and way out; exit code 3, nothing written."""
    monkeypatch.setenv("SCHEMACTL_TRUST", "1")  # base types are for superusers
    with (started / "schema" / "schema.sql").open("a") as schema:
        schema.write("CREATE TYPE shell;\n")
    before = tree(started)
    outcome = schemactl("diff", "x")
    assert outcome.code == 3
    assert "base type public.shell: this kind of object is read but cannot be planned yet" in outcome.err
    assert "schemactl new NAME" in outcome.err
    assert tree(started) == before


def test_two_sources_without_a_project(tmp_path: Path) -> None:
    """No configuration file, no folder of migrations: any two sources."""
    (tmp_path / "a.sql").write_text("CREATE TABLE users (id integer);")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.sql").write_text("CREATE TABLE users (id integer, name text);")
    assert schemactl("diff", "--from", "a.sql", "--to", "b", cwd=tmp_path) == Outcome(0, ADD_NAME, "")
    same = schemactl("diff", "--from", "b/*.sql", "--to", "b", cwd=tmp_path)
    assert same.err == "Nothing to do: both are the same.\n"
    assert schemactl("diff", "--from", "a.sql", "--to", "b", "--exit-code", cwd=tmp_path).code == 1
    assert tree(tmp_path).keys() == {"a.sql", "b/one.sql"}


def test_a_live_database_is_proven_on_its_own_major(project: Path, major: int, database: str) -> None:
    """Whatever the configuration says, which is told: the text of a view is another on another major."""
    config = project / "atlas-like.yaml"
    config.write_text(config.read_text().replace(f"version: {major}", f"version: {18 if major != 18 else 17}"))
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE TABLE users (id bigint); CREATE VIEW ids AS SELECT id FROM users")
        host, port = connection.info.host, connection.info.port
        url = f"postgresql://{connection.info.user}:{connection.info.password}@/{connection.info.dbname}"
        url += f"?host={host}&port={port}"
    outcome = schemactl("diff", "--from", url, "--to", "schema")
    assert outcome.code == 0, outcome.err
    assert f"the database is Postgres {major}, and so is the scratch server" in outcome.err
    assert "DROP VIEW public.ids" in outcome.out


def test_what_can_be_tried_cannot_be_written_wrongly(started: Path) -> None:
    """A type that no value can become is refused, with the way out; what may fail is warned of, in the file as well."""
    write_schema(started, "CREATE TABLE users (id uuid PRIMARY KEY, email text NOT NULL UNIQUE);")
    refused = schemactl("diff", "x")
    assert refused.code == 3
    assert "public.users.id: no bigint can become uuid" in refused.err
    write_schema(started, "CREATE TABLE users (id int PRIMARY KEY, email varchar(9) NOT NULL UNIQUE);")
    written = schemactl("diff", "smaller")
    query = "find them: SELECT * FROM public.users WHERE length(email::text) > 9"
    assert written.code == 0
    assert query in written.err
    (file,) = (started / "migrations").glob("*_smaller.up.sql")
    assert query in file.read_text()


def test_tables_without_rows_are_told(started: Path) -> None:
    """What no row could be made for is named, with what the server said; on the screen and in the file."""
    impossible = "CREATE TABLE users (id {}, CHECK (id IS NOT NULL AND id < 3 AND id > 5));"
    write_schema(started, impossible.format("int"))
    assert schemactl("diff", "first").code == 0
    write_schema(started, impossible.format("bigint"))
    outcome = schemactl("diff", "second")
    said = "not proven: values of table public.users, for which no rows could be made (new row"
    assert said in outcome.err
    (file,) = (started / "migrations").glob("*_second.up.sql")
    assert said in file.read_text().lower()


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    """A usage error, with where paths start."""
    outcome = schemactl("diff", "--from", "empty", "--to", "nowhere.sql", cwd=tmp_path)
    assert outcome.code == 2
    assert "no such file or folder: nowhere.sql" in outcome.err
    assert str(tmp_path) in outcome.err


def test_without_a_project_a_name_needs_one(tmp_path: Path) -> None:
    """Where there is nothing to write to, `init` is the way."""
    outcome = schemactl("diff", "x", cwd=tmp_path)
    assert outcome.code == 2
    assert "error:" in outcome.err


def test_json(started: Path) -> None:
    """One versioned document: the plan statement by statement, and the files that were written."""
    nothing = schemactl("diff", "x", "--format", "json").document
    assert nothing["version"] == 1
    assert (nothing["command"], nothing["plan"], nothing["files"]) == ("diff", None, [])
    add_name(started)
    document = schemactl("diff", "--format", "json").document
    assert document["plan"]["transaction"] is True
    assert document["plan"]["data_loss"] == []
    [statement] = document["plan"]["statements"]
    assert statement["sql"] == ADD_NAME.rstrip(";\n")
    assert statement["object"] == "column public.users.name"
    assert statement["transactional"] is True
    assert (statement["note"], statement["data_loss"]) == (None, None)
    document = schemactl("diff", "x", "--format", "json").document
    assert [Path(path).exists() for path in document["files"]] == [True, True]
    [down] = document["down"]["statements"]
    assert down["data_loss"] == "the values of public.users.name"


def test_json_of_an_error(started: Path) -> None:
    """The same document, with the error in it."""
    write_schema(started, "CREATE TABLE a (id integer);\nSELECT nowhere;\n")
    outcome = schemactl("diff", "--format", "json")
    assert outcome.code == 3
    error = outcome.document["error"]
    assert error["kind"] == "SourceError"
    assert error["sqlstate"] in ("42703", "")
    assert error["place"]["line"] == 2
    assert outcome.document["exit_code"] == 3


def test_two_live_databases(live: Callable[[str], str], tmp_path: Path) -> None:
    """They are only read: a role that may do nothing else is enough, and nothing in them is other than before."""
    one, two = live("CREATE TABLE users (id integer);"), live("CREATE TABLE users (id integer, name text);")
    outcome = schemactl("diff", "--from", one, "--to", two, cwd=tmp_path)
    assert (outcome.code, outcome.out) == (0, ADD_NAME)
    writes = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"  # each write takes a number
    for url in (one, two):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ALTER ROLE CURRENT_USER SET default_transaction_read_only = on")
            try:
                before = connection.execute(writes).fetchone()
                assert schemactl("diff", "--from", one, "--to", two, cwd=tmp_path).code in (0, 3)
                assert connection.execute(writes).fetchone() == before
            finally:
                connection.execute("SET default_transaction_read_only = off")
                connection.execute("ALTER ROLE CURRENT_USER RESET default_transaction_read_only")


def urls(database: str) -> list[str]:
    """Databases that cannot be reached, each with a password."""
    return [
        f"postgresql://someone:{SECRET}@127.0.0.1:1/x",
        f"host=127.0.0.1 port=1 user=someone password={SECRET} dbname=x",
        f"{database} user=stranger password={SECRET}",
        f"{database} dbname=nowhere password={SECRET}",
    ]


@pytest.mark.parametrize("number", range(4))
def test_a_password_is_never_shown(database: str, tmp_path: Path, number: int) -> None:
    """Not in the error, nor in the JSON, nor with --debug; exit code 3."""
    url = urls(database)[number]
    for more in ((), ("--format", "json"), ("--debug",)):
        outcome = schemactl("diff", "--from", url, "--to", "empty", *more, cwd=tmp_path)
        assert outcome.code == 3
        assert outcome.err
        assert SECRET not in outcome.out + outcome.err


def test_an_interrupted_run_leaves_nothing(project: Path) -> None:
    """Control-C while it works: no file, no server of its own left running; and the next run works."""
    tables = "".join(f"CREATE TABLE t{n} (id bigint PRIMARY KEY, x text UNIQUE);\n" for n in range(400))
    write_schema(project, tables)
    before = tree(project)
    with subprocess.Popen(
        command("diff", "many"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    if process.returncode == 0:  # it was faster than the signal
        return
    assert (process.returncode, out) == (130, "")
    assert tree(project) == before
    assert schemactl("diff", "many").code == 0


def test_the_same_bytes_whatever_is_hashed_how(tmp_path: Path) -> None:
    """Two processes with other hash seeds print the same plan."""
    corpus = Path(__file__).parent / "corpus"
    for case in ("table--create", "function--replaced", "enum--used-everywhere", "operator_class--all"):
        sources = ("--from", str(corpus / case / "current.sql"), "--to", str(corpus / case / "desired.sql"))
        one, other = (
            schemactl("diff", *sources, cwd=tmp_path, environ={"PYTHONHASHSEED": seed}) for seed in ("1", "2")
        )
        assert one.code == 0
        assert one.out == other.out
