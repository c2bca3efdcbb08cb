"""Assertions above a statement: asked at apply just before it, and what lint takes them to prove."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import psycopg
import pytest

from schemactl.config import LintConfig
from schemactl.errors import SourceError
from schemactl.execute import StatementError, run
from schemactl.lint.assertions import read_proofs
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, Report, lint
from schemactl.lint.runners import GOOSE, PLAIN, SCHEMACTL, Runner
from schemactl.lint.script import Mode, read_script
from schemactl.pgsql import split_statements

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

NO_VALUES = "-- schemactl:assert select not exists (select from users where name is not null)\n"
EMPTY = "-- schemactl:assert select not exists (select from users)\n"
DROP_COLUMN = "ALTER TABLE users DROP COLUMN name;"
DROP_TABLE = "DROP TABLE users;"
LOSSES = {"column-dropped", "table-dropped", "truncate", "schema-dropped"}


def linted(sql: str, runner: Runner = SCHEMACTL) -> Report:
    rules = active_rules(RULES, LintConfig(), {})
    return lint(Job((File("1.sql", sql),), runner, rules))


@pytest.mark.parametrize(
    ("sql", "lost"),
    [
        (NO_VALUES + DROP_COLUMN, []),
        (EMPTY + DROP_COLUMN, []),
        (EMPTY + DROP_TABLE, []),
        (EMPTY + "TRUNCATE public.users;", []),
        ("/* schemactl:assert: select not exists (select 1 from public.users); */\n" + DROP_TABLE, []),
        (EMPTY + "TRUNCATE users CASCADE;", ["truncate"]),
        (NO_VALUES + DROP_TABLE, ["table-dropped"]),
        (NO_VALUES + "ALTER TABLE users DROP COLUMN email;", ["column-dropped"]),
        (NO_VALUES + "ALTER TABLE other.users DROP COLUMN name;", ["column-dropped"]),
        (DROP_COLUMN + "\n" + EMPTY + "SELECT 1;", ["column-dropped"]),
        (EMPTY + "DROP SCHEMA users;", ["schema-dropped"]),
        ("-- schemactl:assert select true\n" + DROP_TABLE, ["table-dropped"]),
        ("-- schemactl:assert select exists (select from users)\n" + DROP_TABLE, ["table-dropped"]),
    ],
)
def test_what_an_assertion_proves(sql: str, lost: list[str]) -> None:
    """The loss of exactly what it says is not there, from where it stands."""
    report = linted(sql)
    assert [one.rule for one in report.findings if one.rule in LOSSES] == lost
    assert bool(lost) or [why for _, why in report.suppressed] == ["an assertion of the file proves it"]


@pytest.mark.parametrize(
    "query",
    [
        "select not exists (select from users limit 0)",
        "select not exists (select from users offset 1)",
        "select not exists (select from only users)",
        "select not exists (select from users tablesample system (0))",
        "select not exists (select from users where false)",
        "select not exists (select from users group by id having false)",
        "select not exists (select generate_series(1, 0) from users)",
        "select not exists (select from users, other)",
        "select not exists (select from users as x (a, name) where name is not null)",
        "with users as (select 1 where false) select not exists (select from users)",
        "select not exists (with users as (select 1 where false) select from users)",
        "select not exists (select from users) where true",
        "select not exists (select from users where (name = 'x') is not null)",
        "select not exists (select from users where name is null)",
        "select not exists (select from users) or true",
    ],
)
def test_what_looks_like_a_proof(query: str) -> None:
    """A query that may be true although there are rows proves nothing."""
    report = linted(f"-- schemactl:assert {query}\n{DROP_TABLE}\n{DROP_COLUMN}")
    assert [one.rule for one in report.findings if one.rule in LOSSES] == ["table-dropped", "column-dropped"]


@pytest.mark.parametrize("runner", [GOOSE, PLAIN], ids=lambda runner: runner.name)
def test_other_runners_ask_nothing(runner: Runner) -> None:
    """Their files keep the finding, and get one about the assertion."""
    start = "-- +goose Up\n" if runner is GOOSE else ""
    rules = {one.rule for one in linted(start + EMPTY + DROP_TABLE, runner).findings}
    assert {"table-dropped", "assertion-fails"} <= rules


def test_an_assertion_that_is_none() -> None:
    """A finding at its place; everything else is still found."""
    found = linted("SELECT 1;\n-- schemactl:assert selec 1\n" + DROP_TABLE).findings
    by_rule = {one.rule: one for one in found}
    assert by_rule["assertion-fails"].place is not None
    assert by_rule["assertion-fails"].place.line == 2
    assert "table-dropped" in by_rule
    with pytest.raises(SourceError, match="one query"):
        read_proofs(read_script("1.sql", "-- schemactl:assert drop table users\n" + DROP_TABLE, Mode.FILE))


def columns(connection: psycopg.Connection) -> list[str]:
    query = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('users') AND attnum > 0 AND NOT attisdropped"
    return [row[0] for row in connection.execute(query)]


def prepared(database: str, row: str) -> psycopg.Connection:
    connection = psycopg.connect(database, autocommit=True)
    connection.execute("CREATE TABLE users (id int, name text)")
    connection.execute(f"INSERT INTO users VALUES {row}".encode())
    return connection


@pytest.mark.parametrize("transaction", [True, False])
def test_apply_asks_first(database: str, transaction: bool) -> None:
    """One that holds lets the statement pass; one that does not is its failure, and nothing of it is done."""
    statements = split_statements("SELECT 1;\n" + NO_VALUES + DROP_COLUMN, "1.sql")
    with prepared(database, "(1, 'x')") as connection:
        with pytest.raises(StatementError) as caught:
            run(connection, statements, transaction=transaction)
        assert caught.value.sqlstate == "P0004"
        assert "where name is not null" in caught.value.message
        assert caught.value.index == 1
        assert caught.value.place is not None
        assert caught.value.place.line == 3
        assert columns(connection) == ["id", "name"]
        connection.execute("UPDATE users SET name = NULL")
        run(connection, statements, transaction=transaction)
        assert columns(connection) == ["id"]


@pytest.mark.parametrize("query", ["select null::bool", "select true where false", "select false", "select 'no'::text"])
def test_only_true_is_true(database: str, query: str) -> None:
    """Null, no row and false do not hold; what is no boolean, or two rows, is an error of the server's."""
    with prepared(database, "(1, NULL)") as connection, pytest.raises(StatementError):
        run(connection, split_statements(f"-- schemactl:assert {query}\n{DROP_TABLE}"))


def test_an_assertion_sees_what_the_file_has_done(database: str) -> None:
    """It is asked where it stands, in the transaction of the statements above; quotes and backslashes are no matter."""
    sql = (
        "UPDATE users SET name = NULL;\n"
        + NO_VALUES
        + DROP_COLUMN
        + "\n-- schemactl:assert select E'\\\\' = '\\' and $$a'b$$ = 'a''b' -- so\nSELECT 1;"
    )
    with prepared(database, "(1, 'x')") as connection:
        run(connection, split_statements(sql))
        assert columns(connection) == ["id"]


def test_an_observer_sees_statements_only(database: str) -> None:
    """What is asserted counts as a part of the statement below it."""
    seen: list[tuple[str, int]] = []

    class Observer:
        def statement_started(self, index: int, total: int, statement: object) -> None:  # noqa: ARG002
            seen.append(("started", index))

        def statement_finished(self, index: int, total: int, statement: object, seconds: float) -> None:  # noqa: ARG002
            seen.append(("finished", index))

    with prepared(database, "(1, NULL)") as connection:
        run(connection, split_statements("SELECT 1;\n" + NO_VALUES + NO_VALUES + DROP_COLUMN), observer=Observer())
    assert seen == [("started", 0), ("finished", 0), ("started", 1), ("finished", 1)]


def test_no_file_begins_with_an_assertion_that_is_none(database: str) -> None:
    """Nothing of the file runs."""
    with prepared(database, "(1, 'x')") as connection:
        with pytest.raises(SourceError, match="no SQL"):
            run(connection, split_statements(DROP_COLUMN + "\n-- schemactl:assert selec\nSELECT 1;"), transaction=False)
        assert columns(connection) == ["id", "name"]


def test_lint_asks_the_scratch_server(scratch: ScratchServer) -> None:
    """An assertion about what is not there is found before anybody runs it."""
    files = (File("1.sql", "CREATE TABLE users (id int, name text);", is_wanted=False),)
    bad = "-- schemactl:assert select not exists (select from usres)\nDROP TABLE users;"
    rules = active_rules(RULES, LintConfig(), {})
    report = lint(Job((*files, File("2.sql", bad)), SCHEMACTL, rules, lambda: nullcontext(scratch)))
    assert [one.message for one in report.findings if one.rule == "assertion-fails"] == [
        'the assertion fails on the scratch server: relation "usres" does not exist'
    ]
