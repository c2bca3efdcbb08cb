"""Judge lint on other linters' cases: what they find must be found, what they pass must pass.

usage: lint_score.py CORPUS [--only TEXT] [--static] [--verbose]

CORPUS holds rule_map.json (our codes to their rules) and a folder of cases for each peer. A violation counts as found
if a rule of ours that maps to theirs reports it; a clean case as passed if none does. What differs is listed, with
the reason where docs/lint-peers.md has one. Exits 1 below 97 %.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemactl.config import LintConfig
from schemactl.finding import Finding
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN, Runner
from schemactl.lint.script import Mode
from schemactl.server import open_scratch

ROOT = Path(__file__).resolve().parent.parent
IN_TRANSACTION = Runner("peer", Mode.FILE)
STEPS = Runner("peer", Mode.AUTO)


def main() -> int:
    """All cases; the table; the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--static", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    codes = read_map(options.corpus)
    rules = active_rules(RULES, LintConfig(), {"all": "", "suppression-no-reason": "off"})
    counts: Counter[tuple[str, str]] = Counter()
    reasons = known_reasons()
    with nullcontext() if options.static else open_scratch() as server:
        for name, case in cases(options.corpus, options.only):
            report = lint(replace(job_of(case, rules), server=(lambda: nullcontext(server)) if server else None))
            wrong = judge(case, report.findings, codes)
            verdict = "agrees" if not wrong else "explained" if name in reasons else "differs"
            counts[case["peer"], verdict] += 1
            if wrong and (verdict == "differs" or options.verbose):
                print(f"{name}: {wrong}; {reasons.get(name, 'no reason known')}")
                if options.verbose:
                    print(f"    {case['sql']!r}\n    {sorted({one.rule for one in report.findings})} {report.notes}")
    return show(counts)


def read_map(corpus: Path) -> dict[tuple[str, str], set[str]]:
    """(peer, their rule) to our codes."""
    found: dict[tuple[str, str], set[str]] = {}
    for code, entry in json.loads((corpus / "rule_map.json").read_text()).items():
        for peer, names in entry["peers"].items():
            for name in names:
                found.setdefault((peer, name), set()).add(code)
    return found


def cases(corpus: Path, only: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those that say what a linter should find, of servers that there are."""
    for path in sorted(corpus.glob("*/*/*.json")):
        case = json.loads(path.read_text())
        name = path.relative_to(corpus).with_suffix("").as_posix()
        if only in name and case["verdict"] in ("clean", "violation") and case.get("pg_version") != "19":
            yield name, case


def job_of(case: dict[str, Any], rules: Any) -> Job:
    """The case as files: its setup first, the last step or the statements as the one that is linted."""
    version = case.get("pg_version", "18")
    number = (
        int(version) * 10000 if version.isdigit() else int(float(version) * 10000) if _is_number(version) else 180000
    )
    if "steps" in case:
        files = [File(step["name"], step["sql"]) for step in case["steps"]]
        return Job(tuple(files), STEPS, rules, version=number, is_alone=True)
    setup = case.get("setup") or ""
    files = [File("0.sql", setup, is_wanted=False)] if setup else []
    runner = IN_TRANSACTION if case.get("assume_in_transaction") else PLAIN
    if case["peer"] == "eugene":
        runner = STEPS
    return Job((*files, File("1.sql", case["sql"])), runner, rules, version=number, is_alone=True)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def judge(case: dict[str, Any], findings: tuple[Finding, ...], codes: dict[tuple[str, str], set[str]]) -> str:
    """What is wrong; empty if nothing is."""
    found = {finding.code for finding in findings}
    peer, rule = case["peer"], case["rule"]
    if rule.startswith("_"):
        expected = [name for name in case["expected_rules"] if codes.get((peer, name))]
        missing = [name for name in dict.fromkeys(expected) if not codes[peer, name] & found]
        return f"not found: {', '.join(missing)}" if missing else ""
    ours = codes.get((peer, rule), set())
    if case["verdict"] == "violation":
        wanted = [rule] if rule in case["expected_rules"] else case["expected_rules"]
        missing = [name for name in dict.fromkeys(wanted) if not codes.get((peer, name), set()) & found]
        return f"not found: {', '.join(missing)}" if missing else ""
    extra = sorted({finding.rule for finding in findings if finding.code in ours})
    return f"found, and clean there: {', '.join(extra)}" if extra and rule not in case["expected_rules"] else ""


def known_reasons() -> dict[str, str]:
    """The table of docs/lint-peers.md: cases in which we differ on purpose."""
    page = ROOT / "docs" / "lint-peers.md"
    rows = page.read_text(encoding="utf-8").splitlines() if page.exists() else []
    cells = (row.strip("|").split("|") for row in rows if row.startswith("| `"))
    return {cell[0].strip().strip("`"): cell[1].strip() for cell in cells}


def show(counts: Counter[tuple[str, str]]) -> int:
    """The table, and whether it is good enough."""
    good = True
    for peer in sorted({peer for peer, _ in counts}):
        row = {verdict: counts[peer, verdict] for verdict in ("agrees", "explained", "differs")}
        total = sum(row.values())
        share = (row["agrees"] + row["explained"]) / total
        good = good and share >= 0.97
        print(f"{peer}: {share:.1%} of {total} ({', '.join(f'{count} {verdict}' for verdict, count in row.items())})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
