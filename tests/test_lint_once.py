"""One thing is said once: what goes along with a drop, keys without an index, rows that were unique before."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from schemactl.config import LintConfig
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN, SCHEMACTL

if TYPE_CHECKING:
    from schemactl.finding import Finding
    from schemactl.server import ScratchServer

GIVEN = """
CREATE SEQUENCE s;
CREATE TABLE d (id int DEFAULT nextval('s'), v int DEFAULT 5);
CREATE TABLE t (id serial PRIMARY KEY, a int, b int, c int);
ALTER TABLE t ADD CONSTRAINT t_ab UNIQUE (a, b), ADD CONSTRAINT t_c CHECK (c > 0);
CREATE UNIQUE INDEX t_c_idx ON t (c);
CREATE SCHEMA sc;
CREATE TABLE sc.x (id int DEFAULT 5);
"""


def found(server: ScratchServer | None, rule: str, *files: str) -> list[Finding]:
    given = File("0.sql", GIVEN, is_wanted=False)
    job = Job(
        (given, *(File(f"{number}.sql", text) for number, text in enumerate(files, 1))),
        PLAIN,
        active_rules(RULES, LintConfig(), {}),
        (lambda: nullcontext(server)) if server else None,
    )
    return [one for one in lint(job).findings if one.rule == rule]


CASCADES = {
    "DROP SEQUENCE s CASCADE": "",
    "ALTER TABLE d DROP COLUMN v CASCADE": "",
    "DROP TABLE d CASCADE": "",
    "DROP SCHEMA sc CASCADE": "CASCADE takes along table sc.x",
    "DROP SEQUENCE s, t_id_seq CASCADE": "",
}


@pytest.mark.parametrize("sql", CASCADES)
def test_what_cascade_takes_that_nothing_else_says(scratch: ScratchServer, sql: str) -> None:
    """A default goes with its column or table; with a sequence it is named where the sequence is."""
    assert "".join(one.message for one in found(scratch, "cascade-drops-unseen", sql)) == CASCADES[sql]


def test_a_sequence_says_which_defaults_go(scratch: ScratchServer) -> None:
    """With the first one of a statement, in one finding; by the text alone nobody knows which."""
    (one,) = found(scratch, "sequence-dropped", "DROP SEQUENCE s CASCADE")
    assert one.message.endswith("where it stood; CASCADE takes along the default of public.d.id")
    first, second = found(scratch, "sequence-dropped", "DROP SEQUENCE s, t_id_seq CASCADE")
    assert "public.d.id" in first.message
    assert "public.t.id" in first.message
    assert second.message.endswith("where it stood")
    assert "the defaults that use it" in found(None, "sequence-dropped", "DROP SEQUENCE s CASCADE")[0].message
    assert not found(None, "cascade-drops-unseen", "DROP SEQUENCE s CASCADE")
    assert found(None, "cascade-drops-unseen", "DROP TABLE t CASCADE")


@pytest.mark.parametrize("is_run", [False, True])
def test_keys_of_one_statement_are_one_finding(scratch: ScratchServer, is_run: bool) -> None:
    """With all their columns; what has an index is not named."""
    sql = "CREATE TABLE n (a int REFERENCES t, b int REFERENCES t, c int UNIQUE REFERENCES t)"
    (one,) = found(scratch if is_run else None, "fk-without-index", sql)
    assert one.message == "no index of n begins with a, which refers to t; or with b, which refers to t"
    two = "ALTER TABLE t ADD FOREIGN KEY (c) REFERENCES t NOT VALID;\nALTER TABLE d ADD FOREIGN KEY (v) REFERENCES t"
    assert len(found(scratch if is_run else None, "fk-without-index", f"DROP INDEX t_c_idx;\n{two}")) == 2


UNIQUE = {
    ("DROP INDEX t_c_idx; CREATE UNIQUE INDEX i ON t (c, a);",): False,
    ("DROP INDEX t_c_idx; CREATE UNIQUE INDEX i ON t (a);",): True,
    ("DROP INDEX t_c_idx;", "CREATE UNIQUE INDEX i ON t (c, a);"): False,
    ("DROP INDEX t_c_idx;", "SELECT 1;", "CREATE UNIQUE INDEX i ON t (c, a);"): False,
    ("ALTER TABLE t DROP CONSTRAINT t_ab; ALTER TABLE t ADD UNIQUE (b, a, c);",): False,
    ("ALTER TABLE t DROP CONSTRAINT t_ab, ADD UNIQUE (b, a, c);",): False,
    ("ALTER TABLE t DROP CONSTRAINT t_ab;", "ALTER TABLE t ADD UNIQUE (a, b, c);"): False,
    ("ALTER TABLE t DROP CONSTRAINT t_ab; ALTER TABLE t ADD UNIQUE (a);",): True,
    ("ALTER TABLE t DROP CONSTRAINT t_c; ALTER TABLE t ADD UNIQUE (a);",): True,
    ("DROP INDEX t_c_idx; DROP TABLE d;", "CREATE UNIQUE INDEX i ON t (b);"): True,
}


@pytest.mark.parametrize("is_run", [False, True])
@pytest.mark.parametrize("files", UNIQUE)
def test_rows_that_were_unique_until_now(scratch: ScratchServer, files: tuple[str, ...], is_run: bool) -> None:
    """What an index or a constraint has kept unique is so, if a new file has dropped that; a check keeps nothing so."""
    known = found(scratch if is_run else None, "unique-may-fail", *files)
    if not is_run and "DROP CONSTRAINT" in files[0]:
        return  # by the text alone nobody knows what a constraint was
    assert bool(known) is UNIQUE[files]


def test_an_old_drop_is_long_ago(scratch: ScratchServer) -> None:
    """Rows may have become alike since a file that has been run everywhere."""
    files = (
        File("0.sql", GIVEN, is_wanted=False),
        File("1.sql", "DROP INDEX t_c_idx;", is_wanted=False),
        File("2.sql", "CREATE UNIQUE INDEX i ON t (c, a);"),
    )
    for server in (None, lambda: nullcontext(scratch)):
        rules = [one.rule for one in lint(Job(files, PLAIN, active_rules(RULES, LintConfig(), {}), server)).findings]
        assert "unique-may-fail" in rules


def test_a_type_that_is_dropped_by_name_is_seen_once(scratch: ScratchServer) -> None:
    """What belongs to a range type goes with it, without CASCADE; in a block its name is the same."""
    made = "CREATE TYPE span AS RANGE (subtype = int); CREATE TYPE \"Odd\" AS ENUM ('a');"
    for sql in ('DROP TYPE public.span; DROP TYPE "Odd";', 'DO $$ BEGIN DROP TYPE span; DROP TYPE "Odd"; END $$;'):
        assert not found(scratch, "cascade-drops-unseen", made, sql)


def test_what_is_suppressed_is_told_of_the_next_one(scratch: ScratchServer) -> None:
    """A suppression covers its own statement: what is told once of a transaction is told at the next one then."""
    base = "CREATE TABLE a (id bigint PRIMARY KEY, x int);\nCREATE TABLE b (id bigint PRIMARY KEY, x int);"
    text = "ALTER TABLE a ADD COLUMN y int;\n-- schemactl:ignore backfill-with-ddl: few rows\n"
    text += "UPDATE a SET x = 1 WHERE id > 0;\nUPDATE b SET x = 1 WHERE id > 0;\n"
    files = (File("1_a.up.sql", base, is_wanted=False), File("2_b.up.sql", text))
    active = active_rules(RULES, LintConfig(), {})
    report = lint(Job(files, SCHEMACTL, active, lambda: nullcontext(scratch)))
    found = [(one.rule, one.place.line) for one in report.findings if one.severity == "error" and one.place]
    assert ("backfill-with-ddl", 4) in found
    assert {one.rule for one, _ in report.suppressed} >= {"backfill-with-ddl"}
    assert "suppression-unused" not in {one.rule for one in report.findings}
