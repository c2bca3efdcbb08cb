"""Findings for GitHub Actions: annotation commands for the log, a summary for the job's page.

Comes in: a Report. Goes out: text. https://docs.github.com/actions/reference/workflow-commands-for-github-actions
GitHub shows the first ten annotations of a kind in a step and drops the others without a word: the worst come first,
and a last line says what is not shown.
Must never know: environment variables, files.
"""

from __future__ import annotations

from collections import Counter

from schemactl.finding import Finding, Severity
from schemactl.lint.run import Report
from schemactl.report.findings import render_effect

SHOWN = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ORDER = list(Severity)


def render_github(report: Report) -> str:
    """One command for each finding, the worst first."""
    findings = worst_first(report)
    lines = [_annotation(finding) for finding in findings]
    counts = Counter(finding.severity for finding in findings)
    hidden = [f"{counts[one] - SHOWN} {one.value}s" for one in Severity if counts[one] > SHOWN]
    if hidden:
        more = f"GitHub shows {SHOWN} of a kind: {' and '.join(hidden)} more are in the log and the summary"
        lines.append(f"::notice title=schemactl lint::{_data(more)}")
    return "\n".join(lines)


def worst_first(report: Report) -> list[Finding]:
    """Errors, warnings, notes; each in the order of the files."""
    return sorted(report.findings, key=lambda finding: _ORDER.index(finding.severity))


def _annotation(finding: Finding) -> str:
    properties = {"title": f"{finding.rule} ({finding.code})"}
    if finding.place:
        properties |= {"file": finding.place.path, "line": str(finding.place.line), "col": str(finding.place.column)}
    if finding.end and finding.place:
        properties["endLine"] = str(finding.end.line)
        if finding.end.line == finding.place.line:
            properties["endColumn"] = str(finding.end.column)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    parts = [finding.message, *(render_effect(effect) for effect in finding.effects)]
    if finding.remedy:
        parts.append(f"Instead: {finding.remedy}")
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(chr(10).join(parts))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
