"""What makes a finding the same as an earlier one, although the text around it has moved; and the baseline made of it.

Comes in: findings. Goes out: their marks; the text of a baseline file.
A mark is made of the rule, the file, the object and the statement, and of how many of the same come before it: no line
numbers.
Must never know: where the file lies.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemactl.errors import Place, UsageError
from schemactl.finding import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One for each."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        path = finding.place.path.rpartition("/")[2] if finding.place else ""
        text = "\0".join([finding.rule, path, finding.object, " ".join(finding.statement.lower().split())])
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        marks.append(f"{digest}:{seen[digest]}")
        seen[digest] += 1
    return marks


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is new, how many findings the baseline holds, and how many of its entries nothing answers to any more."""

    findings: tuple[Finding, ...]
    known: int = 0
    gone: int = 0


def render_baseline(findings: Sequence[Finding]) -> str:
    """The file: a line for each finding, so that it merges well."""
    marks = fingerprints(findings)
    rows = [
        json.dumps({"rule": one.rule, "path": one.place.path if one.place else "", "mark": mark}, ensure_ascii=False)
        for one, mark in zip(findings, marks, strict=True)
    ]
    return '{"version": 1, "findings": [\n' + ",\n".join(rows) + "\n]}\n"


def weigh(findings: Sequence[Finding], baseline: str, path: str, files: Sequence[str]) -> Weighed:
    """The findings that a baseline does not hold. Raises UsageError if it is none. files: those that were looked at."""
    try:
        entries = json.loads(baseline)["findings"]
        known = {entry["mark"]: entry["path"] for entry in entries}
    except (ValueError, KeyError, TypeError) as error:
        hint = "`schemactl lint --write-baseline FILE` writes one"
        raise UsageError("not a baseline of lint", hint=hint, place=Place(path)) from error
    marks = fingerprints(findings)
    new = [one for one, mark in zip(findings, marks, strict=True) if mark not in known]
    names = {file.rpartition("/")[2] for file in files}
    gone = [mark for mark, of in known.items() if of.rpartition("/")[2] in names and mark not in set(marks)]
    return Weighed(tuple(new), len(findings) - len(new), len(gone))
