"""Findings as Markdown, for a comment on a pull request or a job's summary.

Comes in: a Report. Goes out: Markdown, at most as long as GitHub takes for a comment; what is left out is said.
Must never know: where it is posted.
"""

from __future__ import annotations

from schemactl.finding import Finding, Severity
from schemactl.lint.run import Report
from schemactl.report.findings import render_effect, render_summary
from schemactl.report.github import worst_first

LONGEST = 60_000
MARK = "<!-- schemactl lint -->"
"""The first line, by which a bot finds its own comment again."""
_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.INFO: "🔵"}


def render_markdown(report: Report) -> str:
    """A heading with the counts, a section for each finding, the worst first."""
    parts = [MARK, f"### schemactl lint: {render_summary(report.findings, len(report.files))}"]
    parts += [f"> {note}" for note in report.notes]
    size, findings = sum(map(len, parts)), worst_first(report)
    for index, finding in enumerate(findings):
        text = _section(finding)
        size += len(text)
        if size > LONGEST:
            parts.append(f"… and {len(findings) - index} more, which are not shown here.")
            break
        parts.append(text)
    if report.suppressed:
        rows = "\n".join(
            f"- `{one.rule}` {_place(one)}: {why or 'no reason given'}" for one, why in report.suppressed[:50]
        )
        parts.append(f"<details><summary>{len(report.suppressed)} suppressed</summary>\n\n{rows}\n\n</details>")
    return "\n\n".join(parts) + "\n"


def _section(finding: Finding) -> str:
    lines = [f"{_SIGNS[finding.severity]} **{finding.rule}** {_place(finding)}: {_plain(finding.message)}"]
    if finding.statement:
        fence = "````" if "```" in finding.statement else "```"
        lines.append(f"{fence}sql\n{finding.statement}\n{fence}")
    lines += [f"- {_plain(render_effect(effect))}" for effect in finding.effects]
    if finding.remedy:
        lines.append(f"**Instead:** {_plain(finding.remedy)}")
    return "\n\n".join(lines)


def _place(finding: Finding) -> str:
    return f"`{finding.place}`" if finding.place else ""


def _plain(text: str) -> str:
    """Text in which nothing is markup, and nobody is mentioned."""
    for letter in "\\`*_[]<>|#@":
        text = text.replace(letter, "&#64;" if letter == "@" else f"\\{letter}")
    return text.replace("\n", " ")
