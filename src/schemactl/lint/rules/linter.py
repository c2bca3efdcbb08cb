"""What the linter says about itself: text that does not parse, files out of order, suppressions.

These have no function of their own: `run.py` and `ignore.py` find them. As rules they have a severity, a name and a
page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemactl.lint.model import Hit, Rule, Severity


def _never(_: Any, __: Any) -> Iterator[Hit]:
    return iter(())


SYNTAX_ERROR = Rule(
    name="syntax-error",
    code="SC901",
    severity=Severity.ERROR,
    on=(),
    check=_never,
    summary="Text that is no SQL, by Postgres's own grammar",
    problem="The file cannot run. The other files are still looked at.",
    remedy="Repair it.",
    bad="ALTER TABEL users ADD COLUMN a int;",
    good="CREATE TABLE users (id bigint PRIMARY KEY);",
    aliases=("squawk:syntax-error",),
)
HISTORY_NOT_LINEAR = Rule(
    name="history-not-linear",
    code="SC607",
    severity=Severity.ERROR,
    on=(),
    check=_never,
    summary="A new file that sorts before one that the base branch has",
    problem="Where the later one has run already, this one is out of order: runners refuse it, or run it late, on "
    "a state for which it was not written.",
    remedy="Give it a version behind all others.",
    bad="-- 001_late.up.sql, new beside 002_users.up.sql\nCREATE TABLE late (id bigint PRIMARY KEY);",
    good="-- 003_late.up.sql\nCREATE TABLE late (id bigint PRIMARY KEY);",
    aliases=("atlas:nonlinear",),
)
SUPPRESSION_UNKNOWN = Rule(
    name="suppression-unknown",
    code="SC902",
    severity=Severity.ERROR,
    on=(),
    check=_never,
    summary="A suppression that names no rule",
    problem="A name with a slip of the pen in it suppresses nothing, or what nobody meant.",
    remedy="Write the name of a rule: `schemactl lint --rules` lists them.",
    given="CREATE TABLE users (id bigint PRIMARY KEY);",
    bad="-- schemactl:ignore tabel-dropped: unused since 2023\nDROP TABLE users;",
    good="-- schemactl:ignore table-dropped: unused since 2023\nDROP TABLE users;",
    aliases=("squawk:unused-ignore", "pgsafe:suppression-unknown-rule"),
)
SUPPRESSION_UNUSED = Rule(
    name="suppression-unused",
    code="SC903",
    severity=Severity.WARNING,
    on=(),
    check=_never,
    summary="A suppression that suppresses nothing",
    problem="What it was for is gone; the next thing of that kind would pass unseen.",
    remedy="Remove the comment.",
    given="CREATE TABLE users (id bigint PRIMARY KEY);",
    bad="-- schemactl:ignore table-dropped: unused since 2023\nALTER TABLE users ADD COLUMN a int;",
    good="ALTER TABLE users ADD COLUMN a int;",
    aliases=("squawk:unused-ignore", "pgsafe:suppression-unused"),
)
SUPPRESSION_NO_REASON = Rule(
    name="suppression-no-reason",
    code="SC904",
    severity=Severity.WARNING,
    on=(),
    check=_never,
    summary="A suppression without a reason",
    problem="Nobody can tell later whether it still holds.",
    remedy="-- schemactl:ignore rule: why",
    given="CREATE TABLE users (id bigint PRIMARY KEY);",
    bad="-- schemactl:ignore table-dropped\nDROP TABLE users;",
    good="-- schemactl:ignore table-dropped: unused since 2023\nDROP TABLE users;",
    aliases=("pgsafe:suppression-missing-reason", "pgsafe:suppression-malformed"),
    is_on=False,
)

ASSERTION_FAILS = Rule(
    name="assertion-fails",
    code="SC905",
    severity=Severity.ERROR,
    on=(),
    check=_never,
    summary="An assertion that is no query for one boolean, that the scratch server refuses, or that nobody asks",
    problem="`schemactl apply` asks it before the statement below it, and would fail there; other runners take it for "
    "a comment.",
    remedy="-- schemactl:assert select not exists (select from the_table)",
    given="CREATE TABLE users (id bigint PRIMARY KEY);",
    bad="-- schemactl:assert select 1\nDROP TABLE users;",
    good="-- schemactl:assert select not exists (select from users)\nDROP TABLE users;",
)

RULES = (
    SYNTAX_ERROR,
    HISTORY_NOT_LINEAR,
    SUPPRESSION_UNKNOWN,
    SUPPRESSION_UNUSED,
    SUPPRESSION_NO_REASON,
    ASSERTION_FAILS,
)
