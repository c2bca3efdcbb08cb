"""What `diff` writes, seen by `lint`: the two halves say the same of it.

The plans are those of tests/corpus. Locks and rewrites are left out: a plan says nothing of them yet, and plain forms
are what it is written in.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemactl.config import LintConfig
from schemactl.finding import Finding, Severity
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import SCHEMACTL
from schemactl.pgsql import split_statements

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

CORPUS = Path(__file__).parent / "corpus"
UP, DOWN = "-- ===== up =====", "-- ===== down ====="
PLANS = sorted(path.parent.name for path in CORPUS.glob("*/plan.sql") if UP in path.read_text())
LOCKS = ("SC1", "SC2")
ANNOUNCED = ("-- WARNING: ", "-- The number that ")


@pytest.mark.parametrize("name", PLANS)
def test_lint_finds_in_a_plan_what_it_announces(scratch: ScratchServer, name: str) -> None:
    """No error but those of locks, and those of which the plan warns in a comment above the statement."""
    plan = (CORPUS / name / "plan.sql").read_text()
    up = plan.split(UP)[1].split(DOWN)[0]
    files = (File("1.sql", (CORPUS / name / "current.sql").read_text(), is_wanted=False), File("2.sql", up))
    report = lint(Job(files, SCHEMACTL, active_rules(RULES, LintConfig(), {}), lambda: nullcontext(scratch)))
    errors = [one for one in report.findings if one.severity is Severity.ERROR and not one.code.startswith(LOCKS)]
    assert [f"{one.rule}: {one.message}" for one in errors if not is_announced(one, up)] == []
    assert not [one for one in report.findings if one.rule == "suppression-unused"]


def is_announced(finding: Finding, up: str) -> bool:
    """Above the statement; of an enum that loses labels, above the change of a column to it."""
    assert finding.place
    at = (finding.place.line, finding.place.column)
    statements = [one for one in split_statements(up) if (one.place.line, one.place.column) <= at]
    if finding.rule == "enum-value-removed":
        return f"that are no {finding.object};" in up
    return any(comment.startswith(ANNOUNCED) for comment in statements[-1].comments)


def test_changes_of_type_of_one_table_are_one_rewrite(scratch: ScratchServer) -> None:
    """Lint has nothing to merge in what the plan writes, nor two rewrites of one table to tell of."""
    up = (CORPUS / "column--types-of-one-table" / "plan.sql").read_text().split(UP)[1].split(DOWN)[0]
    current = (CORPUS / "column--types-of-one-table" / "current.sql").read_text()
    files = (File("1.sql", current, is_wanted=False), File("2.sql", up))
    found = lint(Job(files, SCHEMACTL, active_rules(RULES, LintConfig(), {}), lambda: nullcontext(scratch))).findings
    assert "alters-can-merge" not in {one.rule for one in found}
