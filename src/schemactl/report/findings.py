"""Findings as text for people: what, where with the line and a caret, what it does to whom, what to do instead.

Comes in: findings. Goes out: text, with `paint` applied to the parts that a terminal may colour.
Must never know: whether there is a terminal, and how findings came about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from schemactl.finding import Effect, Finding, Severity
from schemactl.lint.run import Report
from schemactl.report.json import place_document
from schemactl.report.text import Paint, plain, render_bytes, render_count, render_place, visible

STYLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


def render_finding(finding: Finding, paint: Paint = plain) -> str:
    """One finding, over several lines."""
    style = STYLES[finding.severity]
    parts = [f"{paint(style, f'{finding.severity}[{finding.rule}]:')} {visible(finding.message)}"]
    if finding.place:
        parts.append(render_place(finding.place, paint))
    parts += [f"  {paint('dim', 'lock:')} {visible(render_effect(effect))}" for effect in finding.effects]
    if finding.remedy:
        parts.append(f"  {paint('hint', 'instead:')} {visible(finding.remedy)}")
    return "\n".join(parts)


def render_effect(effect: Effect) -> str:
    """public.users: ACCESS EXCLUSIVE, blocks reads and writes while it is rewritten; since line 3; 1,200,000 rows."""
    parts = [f"{effect.relation}: {effect.lock}" if effect.lock else effect.relation]
    works = {
        "rewrite": "the table is rewritten",
        "scan": "it is scanned",
        "index": "an index is built",
        "write": "rows are written",
    }
    work = works.get(effect.work, "")
    if effect.blocks:
        parts.append(f"blocks {effect.blocks}{f' while {work}' if work else ''}")
    elif work:
        parts.append(work)
    if effect.since:
        parts.append(f"held since line {effect.since}")
    if effect.rows is not None:
        parts.append(f"{effect.rows:,} rows")
    if effect.bytes is not None:
        parts.append(render_bytes(effect.bytes))
    if effect.duration and effect.lock:
        parts.append(
            f"for {effect.duration}" if effect.duration == "under a second" else f"for {effect.duration} or so"
        )
    return ", ".join(parts)


def render_findings(findings: Sequence[Finding], paint: Paint = plain) -> str:
    """All of them. A note takes one line; locks of a statement are shown with the first finding that has them."""
    parts: list[str] = []
    shown: tuple[object, ...] = ()
    for finding in findings:
        if finding.severity is Severity.INFO:
            parts.append(render_note(finding, paint))
            continue
        key = (finding.statement, finding.end, finding.effects)
        parts.append(render_finding(finding._replace(effects=()) if key == shown else finding, paint) + "\n")
        shown = key if finding.effects else shown
    return "\n".join(parts)


def render_note(finding: Finding, paint: Paint = plain) -> str:
    """A finding of severity info, in one line."""
    at = f" ({finding.place})" if finding.place else ""
    return f"{paint('hint', f'info[{finding.rule}]:')} {visible(finding.message)}{paint('dim', at)}\n"


def render_lines(findings: Sequence[Finding]) -> str:
    """path:line:column: severity: message [rule], as compilers write it."""
    return "\n".join(f"{one.place or '-'}: {one.severity}: {visible(one.message)} [{one.rule}]" for one in findings)


def render_summary(findings: Sequence[Finding], files: int) -> str:
    """1 error, 2 warnings in 3 files."""
    counts = Counter(finding.severity for finding in findings)
    named = [
        render_count(counts[severity], severity.value if severity is not Severity.INFO else "note")
        for severity in Severity
        if counts[severity]
    ]
    return f"{', '.join(named) or 'no findings'} in {render_count(files, 'file')}"


def report_document(report: Report) -> dict[str, Any]:
    """A report as data: `files`, `server` (empty where nothing ran), `counts`, `findings`, `suppressed`, `notes`."""
    counts = Counter(finding.severity for finding in report.findings)
    return {
        "files": list(report.files),
        "server": report.server,
        "counts": {severity.value: counts[severity] for severity in Severity},
        "findings": [finding_document(finding) for finding in report.findings],
        "suppressed": [{**finding_document(finding), "reason": why} for finding, why in report.suppressed],
        "notes": list(report.notes),
    }


def finding_document(finding: Finding) -> dict[str, Any]:
    """A finding as data."""
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "object": finding.object,
        "place": place_document(finding.place),
        "end": place_document(finding.end),
        "statement": finding.statement,
        "evidence": finding.evidence,
        "effects": [effect_document(effect) for effect in finding.effects],
    }


def effect_document(effect: Effect) -> dict[str, Any]:
    """An effect as data."""
    return {
        name: getattr(effect, name)
        for name in ("relation", "lock", "blocks", "work", "since", "rows", "bytes", "duration")
    }
