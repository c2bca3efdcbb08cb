"""What the scratch server cannot run is left out by name: what comes after it is run and looked at all the same."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from schemactl.config import LintConfig
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, Report, lint
from schemactl.lint.runners import RUNNERS
from schemactl.server import ScratchServer

BASE = "CREATE TABLE old (id bigint PRIMARY KEY, a text, b text);\n"
IN_C = "CREATE FUNCTION inner_work() RETURNS int LANGUAGE c AS 'nothing', 'nothing';\n"
DYNAMIC = """\
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT relname FROM pg_class WHERE relname LIKE 'ol_' LOOP
    EXECUTE format('ALTER TABLE %I DROP COLUMN a', r.relname);
  END LOOP;
END $$;
"""
PYTHON = "def up(connection):\n    connection.execute('ALTER TABLE old DROP COLUMN a')\n"


def run(scratch: ScratchServer, *files: tuple[str, str], new: int = 1, runner: str = "golang-migrate") -> Report:
    """The last `new` files are linted."""
    job = Job(
        tuple(File(path, text, index >= len(files) - new) for index, (path, text) in enumerate(files)),
        RUNNERS[runner],
        active_rules(RULES, LintConfig(), {}),
        lambda: nullcontext(scratch),
    )
    return lint(job)


def errors(report: Report) -> set[str]:
    return {f"{one.rule} {one.object}".strip() for one in report.findings if one.severity == "error"}


@pytest.mark.parametrize("runner", ["golang-migrate", "plain", "dbmate"])
def test_a_refused_statement_hides_nothing(scratch: ScratchServer, runner: str) -> None:
    """The statements around it run, in whatever transactions; the names that only a run knows are seen."""
    sql = "-- migrate:up\nALTER TABLE old ADD COLUMN c int;\n" + IN_C + DYNAMIC
    report = run(scratch, ("1_a.up.sql", "-- migrate:up\n" + BASE), ("2_b.up.sql", sql), runner=runner)
    assert "column-dropped public.old.a" in errors(report)
    assert "migration-fails" not in errors(report)
    assert ["2_b.up.sql:3" in note and "language c" in note for note in report.notes] == [True]


def test_a_refused_statement_of_an_earlier_file(scratch: ScratchServer) -> None:
    """The state before the files has all but that; what is made at run time is unknown to the end, and said to be."""
    report = run(scratch, ("1_a.up.sql", IN_C + BASE), ("2_b.up.sql", DYNAMIC))
    assert errors(report) == {"column-dropped public.old.a", "unchecked-sql"}
    assert ["1_a.up.sql:1" in note for note in report.notes] == [True]
    again = run(scratch, ("1_a.up.sql", IN_C + BASE), ("2_b.up.sql", DYNAMIC))
    assert again.notes == report.notes  # the database is a kept one


def test_what_needs_a_refused_statement(scratch: ScratchServer) -> None:
    """A block that fails for want of it is named as unknown, and is no failure; later ones run."""
    needs = "DO $$ BEGIN PERFORM inner_work(); EXECUTE 'DROP TABLE ' || 'o' || lower('LD'); END $$;\n"
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.sql", IN_C + needs + DYNAMIC))
    assert {one.rule for one in report.findings if one.place and one.place.line == 2} >= {"unchecked-sql"}
    assert "migration-fails" not in {one.rule for one in report.findings}
    assert "column-dropped public.old.a" in errors(report)


def test_a_function_that_is_refused_and_called(scratch: ScratchServer) -> None:
    """What it does nobody knows."""
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.sql", IN_C + "SELECT inner_work();"))
    assert errors(report) == {"unchecked-sql"}
    assert ["what inner_work() does" in one.message for one in report.findings if one.rule == "unchecked-sql"] == [True]


def test_plain_statements_after_it_are_quiet(scratch: ScratchServer) -> None:
    """A refused statement is a note: its text tells what it does."""
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.sql", IN_C + "ALTER TABLE old ADD COLUMN c int;"))
    assert errors(report) == set()


def test_blocks_that_run_are_quiet(scratch: ScratchServer) -> None:
    """Nothing was left out: a block that did nothing in a run is no finding."""
    quiet = "DO $$ BEGIN EXECUTE format('SELECT %s', 1); END $$;"
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.sql", quiet))
    assert not [one for one in report.findings if one.rule == "unchecked-sql"]


def test_after_a_failure_blocks_are_unknown(scratch: ScratchServer) -> None:
    """Also where the failure itself is suppressed."""
    fails = "SELECT 1 / 0; -- schemactl:ignore migration-fails: known\n"
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.sql", fails + DYNAMIC))
    assert errors(report) == {"unchecked-sql"}


def test_an_earlier_file_that_does_not_load(scratch: ScratchServer) -> None:
    """The rest is there: the later file is run, and what it wants of the lost is forgiven."""
    broken = BASE + "CREATE TABLE other (id nothing);\nCREATE TABLE CREATE;\n"
    for earlier in (broken, BASE + "SELECT 1/0;\nCREATE TABLE more (id int);\n"):
        sql = "ALTER TABLE more ADD COLUMN x int;\nALTER TABLE old ALTER COLUMN a SET NOT NULL;"
        report = run(scratch, ("1_a.up.sql", earlier), ("2_b.up.sql", sql))
        assert "migration-fails" not in errors(report)
        assert "set-not-null-scans public.old.a" in {one.replace(" old", " public.old") for one in errors(report)}
        assert report.notes


def test_many_refused_statements(scratch: ScratchServer) -> None:
    """Are left out in two runs of the transaction, not in one for each."""
    many = "".join(IN_C.replace("inner_work", f"work_{number}") for number in range(200))
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.sql", many + DYNAMIC))
    assert "column-dropped public.old.a" in errors(report)
    assert ["199 more" in note for note in report.notes] == [True]


def test_an_extension_that_is_not_here(scratch: ScratchServer) -> None:
    """Is no failure elsewhere, and what needs it neither."""
    sql = "CREATE EXTENSION IF NOT EXISTS nowhere_to_be_had;\nCREATE TABLE spots (at nowhere_type);\n" + DYNAMIC
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.sql", sql))
    assert errors(report) == {"column-dropped public.old.a", "unchecked-sql"}


@pytest.mark.parametrize("trusted", [False, True])
def test_a_file_in_python(scratch: ScratchServer, monkeypatch: pytest.MonkeyPatch, trusted: bool) -> None:
    """Run where it is trusted, and looked at; else an error says that nobody knows what it does."""
    monkeypatch.setattr(scratch, "is_trusted", trusted)
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.py", PYTHON), runner="schemactl")
    assert errors(report) == ({"column-dropped public.old.a"} if trusted else {"unchecked-sql"})


def test_a_file_in_python_that_is_let_pass(scratch: ScratchServer) -> None:
    """A comment in it suppresses, as one of SQL does."""
    text = "# schemactl:ignore unchecked-sql: read by two of us\n" + PYTHON
    report = run(scratch, ("1_a.up.sql", BASE), ("2_b.up.py", text), runner="schemactl")
    assert errors(report) == set()
    assert [reason for _, reason in report.suppressed] == ["read by two of us"]


def test_one_file_alone(scratch: ScratchServer) -> None:
    """Nothing is known of its database: a block that finds nothing there is a note."""
    active = active_rules(RULES, LintConfig(), {})
    job = Job((File("x.sql", DYNAMIC),), RUNNERS["plain"], active, lambda: nullcontext(scratch), is_alone=True)
    assert [(one.rule, one.severity) for one in lint(job).findings] == [("unchecked-sql", "info")]
