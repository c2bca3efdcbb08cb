"""Lint of many files: other processes check what was read here, and nothing is found otherwise than by one alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from schemactl.config import LintConfig
from schemactl.lint import parallel, run
from schemactl.lint.parallel import in_children
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, Report, lint
from schemactl.lint.runners import PLAIN, SCHEMACTL, Runner

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),  # of fork, where pytest has threads
]

FORMS = (
    "CREATE TABLE t{0} (id bigint PRIMARY KEY, other_id bigint REFERENCES t0, name text CHECK (name IS NOT NULL));",
    "CREATE INDEX ON t{1} (other_id);\nALTER TABLE t{1} ALTER COLUMN name SET NOT NULL;",
    "-- schemactl:ignore table-dropped: nobody uses it\nDROP TABLE t{1};",
    "-- schemactl:ignore trunkate\nALTER TABLE t{2} ADD COLUMN c{0} integer NOT NULL;",
    "-- schemactl:assert SELECT NOT EXISTS (SELECT FROM t{2})\nALTER TABLE t{2} RENAME COLUMN name TO name{0};",
    "CREATE TABLE broken (;",
    "UPDATE t{1} SET name = 'ä' WHERE id < 5;\nCREATE INDEX CONCURRENTLY i{0} ON t{1} (name);",
)
FIRST = "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'CREATE TABLE made (id bigint PRIMARY KEY)';\nSELECT f();"
LAST = "CREATE TABLE IF NOT EXISTS made (at timestamp);"


def report(*, count: int, forks: bool, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Report:
    """What is found in so many files, of which each third one is only there for the state behind it."""
    monkeypatch.setattr(run, "can_fork", lambda: forks)
    texts = [FORMS[number % len(FORMS)].format(number, number // 2, number // 3) for number in range(count)]
    texts = [FIRST, *texts, LAST]
    files = tuple(File(f"{number:04}.sql", text, is_wanted=number % 3 != 1) for number, text in enumerate(texts))
    return lint(Job(files, runner, active_rules(RULES, LintConfig(), {}), late=("0008.sql",)))


@pytest.mark.parametrize("runner", [PLAIN, SCHEMACTL], ids=lambda runner: runner.name)
@pytest.mark.parametrize("count", [run.MANY, 3 * run.PART + 7])
def test_other_processes_find_the_same(count: int, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same findings in the same order, suppressed ones and those that wait for the last file among them."""
    alone = report(count=count, forks=False, runner=runner, monkeypatch=monkeypatch)
    assert report(count=count, forks=True, runner=runner, monkeypatch=monkeypatch) == alone
    found = {one.rule for one in alone.findings}
    assert {"fk-without-index", "suppression-unknown", "syntax-error", "history-not-linear"} <= found
    assert "prefer-timestamptz" not in found
    assert alone.suppressed


def test_results_come_in_the_order_of_the_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each work is done in a process of its own, the last one here; no more wait than there are processors."""
    monkeypatch.setattr(parallel, "_processors", lambda: 2)

    def work(number: int) -> Callable[[], tuple[int, bool]]:
        return lambda: (number, os.getpid() == here)

    here = os.getpid()
    done = list(in_children(map(work, range(5)), work(5)))
    assert done == [*((number, False) for number in range(5)), (5, True)]


def test_a_work_that_fails_is_an_error_here() -> None:
    """What went wrong in the other process is said by the one that waits for it."""
    with pytest.raises(ChildProcessError, match="ZeroDivisionError"):
        list(in_children([lambda: 1 // 0], lambda: 1))
