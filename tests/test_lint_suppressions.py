"""Comments that say which findings are meant: each covers one statement, or the file."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from schemactl.config import LintConfig
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

GIVEN = "CREATE TABLE a (id int PRIMARY KEY, v int, w int); CREATE TABLE b (id int); CREATE TABLE c (id int);"
IGNORE = "schemactl:ignore table-dropped: meant"
LEFT = {
    # on a line of its own: the next statement, and no other on its line
    f"-- {IGNORE}\nDROP TABLE a; DROP TABLE b;": "b",
    f"-- {IGNORE}\n\nDROP TABLE a;\nDROP TABLE b;": "",  # the block at the top is for the file
    f"SELECT 1;\n-- {IGNORE}\n\nDROP TABLE a; DROP TABLE b;": "b",
    f"DROP TABLE a; DROP TABLE b;\n-- {IGNORE}\nDROP TABLE c;": "ab",
    f"/* {IGNORE} */\n-- and more\nDROP TABLE a;\nDROP TABLE b;": "b",
    # behind the last statement of a line: that one
    f"DROP TABLE a; DROP TABLE b; -- {IGNORE}": "a",
    f"DROP TABLE a; DROP TABLE b; -- {IGNORE}\nDROP TABLE c;": "ac",
    f"DROP TABLE a; DROP TABLE b; /* {IGNORE} */\nDROP TABLE c;": "ac",
    f"DROP TABLE a -- {IGNORE}\n; DROP TABLE b;": "b",
    # before a statement on its line: that one
    f"/* {IGNORE} */ DROP TABLE a; DROP TABLE b;": "b",
    f"DROP TABLE a; /* {IGNORE} */ DROP TABLE b; DROP TABLE c;": "ac",
    f"DROP TABLE a; /* {IGNORE} */ DROP TABLE b; /* {IGNORE} */ DROP TABLE c;": "a",
    # inside of a statement: that one, whichever of its lines is found
    f"DROP TABLE /* {IGNORE} */ a; DROP TABLE b;": "b",
    f"DROP TABLE\n  a, -- {IGNORE}\n  b; DROP TABLE c;": "c",
    f"DROP TABLE\n  a,\n  b; -- {IGNORE}\nDROP TABLE c;": "c",
    f"DROP TABLE a; DROP TABLE\n  b -- {IGNORE}\n;": "a",
    # not in a string
    f"SELECT '-- {IGNORE}'; DROP TABLE a;": "a",
    f"CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT '' -- {IGNORE}\n $$; DROP TABLE a;": "a",
    # as squawk writes it
    "-- squawk-ignore ban-drop-table\nDROP TABLE a; DROP TABLE b;": "b",
    "-- squawk-ignore ban-drop-table, prefer-text-field\nDROP TABLE a;\nDROP TABLE b;": "b",
    "/* squawk-ignore ban-drop-table */ DROP TABLE a; DROP TABLE b;": "b",
    "DROP TABLE a; -- squawk-ignore ban-drop-table\nDROP TABLE b;": "b",
    "--squawk-ignore ban-drop-table -- nobody reads it\nDROP TABLE a;\nDROP TABLE b;": "b",
    "DROP TABLE a;\n-- squawk-ignore-file ban-drop-table\nDROP TABLE b;": "",
    "-- squawk-ignore prefer-text-field\nDROP TABLE a;": "a",
}


def job(sql: str, server: ScratchServer | None = None) -> Job:
    files = (File("1.sql", GIVEN, is_wanted=False), File("2.sql", sql))
    return Job(files, PLAIN, active_rules(RULES, LintConfig(), {}), (lambda: nullcontext(server)) if server else None)


@pytest.mark.parametrize("sql", LEFT)
def test_a_suppression_is_for_its_own_statement(sql: str) -> None:
    """Whatever else stands on the line."""
    found = [one for one in lint(job(sql)).findings if one.rule == "table-dropped"]
    assert "".join(sorted({(one.object or "").removeprefix("public.") for one in found})) == LEFT[sql]


def test_in_the_body_of_a_block(scratch: ScratchServer) -> None:
    """It is for the DO statement; another one of the file has its own."""
    block = "DO $body$\nBEGIN\n  -- %s\n  DROP TABLE %s;\nEND $body$;\n"
    one = block % (IGNORE, "a")
    report = lint(job(one + block % ("no reason", "b"), scratch))
    assert [one.object for one in report.findings if one.rule == "table-dropped"] == ["b"]
    assert [one.object for one, _ in report.suppressed if one.rule == "table-dropped"] == ["a"]
    assert "suppression-unused" not in {one.rule for one in lint(job(one, scratch)).findings}


def test_two_findings_on_one_line_of_one_statement() -> None:
    """A suppression names what it means: other rules of the statement speak on, and so do other statements."""
    sql = "ALTER TABLE a DROP COLUMN v; ALTER TABLE a DROP COLUMN w; -- schemactl:ignore column-dropped: meant"
    found = [one for one in lint(job(sql)).findings if one.rule == "column-dropped"]
    assert [one.object for one in found] == ["a.v"]
