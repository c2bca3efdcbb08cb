"""The trace against facts measured by hand on Postgres: locks, rewrites, rebuilt indexes, scans of 151 statements.

The cases lie beside this repository, in ../shared/lint-corpus/pg_facts; where they are not, nothing is tested. Each is
judged as a finding, too: what is slow must be found as something that blocks, what is harmless must not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from schemactl.config import LintConfig
from schemactl.finding import Finding, Severity
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import Runner
from schemactl.lint.script import Mode, Script, read_script
from schemactl.lint.trace.model import STRENGTH, Relation, StepTrace
from schemactl.lint.trace.run import trace
from schemactl.sandbox import Sandbox
from schemactl.source.roles import make_placeholder_roles

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

FOLDER = Path(__file__).parent.parent.parent / "shared" / "lint-corpus" / "pg_facts"
CASES = sorted(path.stem for path in FOLDER.glob("*.json"))
MODES = {
    "ACCESS SHARE": "AS",
    "ROW SHARE": "RS",
    "ROW EXCLUSIVE": "RE",
    "SHARE UPDATE EXCLUSIVE": "SUE",
    "SHARE": "S",
    "SHARE ROW EXCLUSIVE": "SRE",
    "EXCLUSIVE": "E",
    "ACCESS EXCLUSIVE": "AE",
}
STOPPING = {"S", "SRE", "AE"}

pytestmark = pytest.mark.skipif(not CASES, reason="no ../shared/lint-corpus here")


@cache
def load(name: str) -> dict[str, Any]:
    case: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return case


def measured(name: str, major: int) -> dict[str, Any]:
    """What was measured on a major; skips where the form is none."""
    found: dict[str, Any] | None = load(name)["by_version"].get(str(major))
    if found is None:
        pytest.skip(f"not on {major}")
    return found


def setup_of(case: Mapping[str, Any]) -> list[str]:
    """The setup, and more of it; `EXT name` is an extension."""
    more = [part.strip() for part in (case["setup_more"] or "").split(";") if part.strip()]
    return [case["setup"], *(f"CREATE EXTENSION {part[4:]}" if part.startswith("EXT ") else part for part in more)]


@pytest.fixture
def prepared(scratch: ScratchServer, name: str) -> Iterator[str]:
    """A database with the tables of a case, rows and all."""
    measured(name, scratch.major)
    with _prepared(scratch, load(name)) as conninfo:
        yield conninfo


@contextmanager
def _prepared(scratch: ScratchServer, case: Mapping[str, Any]) -> Iterator[str]:
    with scratch.clone(scratch.database("lint facts", _fill(scratch))) as copy:
        conninfo = scratch.plain_conninfo(copy)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            make_placeholder_roles(connection, ["r1"])
            for statement in setup_of(case)[1:]:
                try:
                    connection.execute(statement.encode())
                except psycopg.errors.FeatureNotSupported as error:
                    pytest.skip(str(error))
        yield conninfo


def _fill(scratch: ScratchServer) -> Callable[[str], None]:
    """Loads the setup, which all cases share."""

    def fill(name: str) -> None:
        with psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
            connection.execute(load(CASES[0])["setup"].replace("create role r1 nologin;", "").encode())

    return fill


def script_of(case: Mapping[str, Any]) -> Script:
    return read_script("1.sql", case["sql"], Mode.FILE if case["one_transaction"] else Mode.EACH)


def shown(relation: Relation) -> str:
    return relation.name.name + (f"({relation.kind})" if relation.kind in "iIt" else "")


def own(names: Mapping[str, Any] | list[str]) -> set[str]:
    """Without TOAST tables, whose names hold numbers of the server."""
    return {name for name in names if not name.startswith("pg_toast_")}


def summed(traces: list[StepTrace]) -> dict[str, Any]:
    """What was seen, in the words of the cases: the strongest locks and all work of the whole file."""
    locks: dict[str, str] = {}
    scans: dict[str, tuple[int, int]] = {}
    for one in traces:
        for held in one.held:
            key = shown(held.relation)
            if STRENGTH[held.mode] > STRENGTH.get(locks.get(key, ""), -1):
                locks[key] = held.mode
        for table, (times, tuples) in one.scanned.items():
            before = scans.get(table.name, (0, 0))
            scans[table.name] = (before[0] + times, before[1] + tuples)
    return {
        "locks": {key: MODES[mode] for key, mode in locks.items() if not key.startswith("pg_toast_")},
        "rewrite": own([f"{one.name.name}({one.kind})" for each in traces for one in each.rewritten]),
        "rebuilt": own([one.name.name for each in traces for one in each.rebuilt]),
        "reused": own([one.name.name for each in traces for one in each.reused]),
        "scan": {table: list(counts) for table, counts in scans.items()},
    }


@pytest.mark.parametrize("name", CASES)
def test_the_trace_sees_what_was_measured(prepared: str, name: str, major: int) -> None:
    """Locks, rewritten, rebuilt and reused relations, and scans with their tuples, are exactly the measured ones."""
    wanted = measured(name, major)
    script = script_of(load(name))
    traces = list(trace(script, Sandbox(prepared, prepared)).values())
    errors = [one.sqlstate for one in traces if one.error]
    if "error" in wanted:
        assert script.fault or errors == [wanted["error"][:5]]
        return
    assert not errors
    assert summed(traces) == {
        "locks": {key: mode for key, mode in wanted["locks"].items() if not key.startswith("pg_toast_")},
        "rewrite": own(wanted["rewrite"]),
        "rebuilt": own(wanted["rebuilt"]),
        "reused": own(wanted["reused"]),
        "scan": wanted["scan"],
    }


@pytest.mark.parametrize("name", CASES)
def test_what_a_statement_did_is_not_laid_to_the_next(scratch: ScratchServer, name: str, major: int) -> None:
    """Of two neighbours in one session the second is seen to do what it is seen to do in a session of its own."""
    first, second = load(name), load(CASES[(CASES.index(name) + 1) % len(CASES)])
    if major != NEWEST or any("error" in case["by_version"].get(str(major), {"error": ""}) for case in (first, second)):
        pytest.skip("not both on this major")
    texts = [f"{case['sql'].rstrip().rstrip(';')};\n" for case in (first, second)]
    together = _seen(scratch, first, ["".join(texts)])
    apart = _seen(scratch, first, texts)
    assert together[len(apart[0]) :] == apart[1]


NEWEST = 18


def _seen(scratch: ScratchServer, case: Mapping[str, Any], texts: list[str]) -> Any:
    """What each statement scanned and wrote, in one session for each text; of one text the list itself."""
    seen: list[list[tuple[Any, Any]]] = []
    with _prepared(scratch, case) as conninfo:
        for text in texts:
            script = read_script("1.sql", text, Mode.EACH)
            traces = trace(script, Sandbox(conninfo, conninfo))
            seen.append([(one.scanned, one.written) for _, one in sorted(traces.items())])
    return seen if len(texts) > 1 else seen[0]


def is_slow(wanted: Mapping[str, Any]) -> bool:
    """A table rewritten, or an old one scanned while others may not write it.

    EXCLUSIVE is only taken by REFRESH … CONCURRENTLY: it keeps other refreshes out, and nobody else.
    """
    heaps = any(name.endswith(("(r)", "(m)")) for name in wanted["rewrite"])
    return heaps or any(wanted["locks"].get(table) in STOPPING for table in wanted["scan"])


def blocking(findings: tuple[Finding, ...]) -> list[str]:
    """Rules that say of a statement that it keeps others waiting while it works."""
    return sorted(
        {
            one.rule
            for one in findings
            if one.severity is not Severity.INFO and one.code.startswith(("SC1", "SC2")) and one.rule not in ADVICE
        }
    )


ADVICE = {"lock-timeout-missing", "statement-timeout-missing", "many-tables-locked", "trigger-locks-table"}
"""Rules about how long a lock is waited for, or about many short ones: no claim that the statement itself is slow."""


def judge(scratch: ScratchServer, name: str) -> tuple[bool, list[str]]:
    """Whether a form is slow, and the rules that say so."""
    case, major = load(name), scratch.major
    wanted, runner = measured(name, major), Runner("facts", Mode.FILE if case["one_transaction"] else Mode.EACH)
    setup = ";\n".join(part.rstrip("; \n") for part in setup_of(case)) + ";"
    files = (File("0.sql", setup, is_wanted=False), File("1.sql", case["sql"]))
    rules = active_rules(RULES, LintConfig(), {})
    report = lint(Job(files, runner, rules, lambda: nullcontext(scratch)))
    assert not [note for note in report.notes if "cannot be replayed" in note], report.notes
    return is_slow(wanted), blocking(report.findings)


def test_slow_forms_are_found_and_harmless_ones_pass(scratch: ScratchServer, major: int) -> None:
    """None of the slow forms is missed, and none of the harmless ones is found as blocking."""
    missed: list[str] = []
    flagged: list[str] = []
    harmless = 0
    for name in CASES:
        wanted = load(name)["by_version"].get(str(major))
        if wanted is None or "error" in wanted or name in DESTRUCTIVE:
            continue
        try:
            slow, found = judge(scratch, name)
        except AssertionError as error:
            if "is not available" in str(error):
                continue
            raise
        harmless += not slow
        if slow and not found:
            missed.append(name)
        elif found and not slow:
            flagged.append(f"{name}: {', '.join(found)}")
    assert not missed
    assert not flagged
    assert harmless > 80


DESTRUCTIVE = {"truncate"}
"""New files for an empty table: no work, and an error for another reason."""
