"""How `schemactl lint` shows a report: for people, programs, and the pages of build servers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.cli import screen

if TYPE_CHECKING:
    from schemactl.errors import Place
    from schemactl.finding import Finding
    from schemactl.lint.check import ActiveRule
    from schemactl.lint.fix import Fixed
    from schemactl.lint.model import Rule
    from schemactl.lint.run import Report


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    LINES = "lines"
    GITHUB = "github"
    SARIF = "sarif"
    GITLAB = "gitlab"
    JUNIT = "junit"
    MARKDOWN = "markdown"


SARIF_KEPT = 5000
OF_SERVERS = {Format.GITHUB: "GITHUB_WORKSPACE", Format.SARIF: "GITHUB_WORKSPACE", Format.GITLAB: "CI_PROJECT_DIR"}
"""Formats whose paths start from the top of the repository, and the variable that names it."""


def show(report: Report, format: Format, rules: Sequence[Rule]) -> None:
    """Print a report in the form that is asked for; what is only for people goes to stderr."""
    top = os.environ.get(OF_SERVERS.get(format, ""), "")
    report = _from_top(report, Path(top)) if top else report
    screen.out(_document(report, format, rules) or _text(report, format))
    if format is Format.SARIF and len(report.findings) > SARIF_KEPT:
        screen.warn(f"GitHub keeps {SARIF_KEPT:,} results of a SARIF file: there are {len(report.findings):,}")
    if format is Format.GITHUB:
        _summarise(report)


def show_fixes(fixes: Sequence[Sequence[Fixed]]) -> bool:
    """Print what would be changed as a unified diff; whether there is anything."""
    from difflib import unified_diff

    changed = [one for folder in fixes for one in folder if one.before != one.after]
    for one in changed:
        lines = (one.before.splitlines(keepends=True), one.after.splitlines(keepends=True))
        text = "".join(f"{line.rstrip(chr(10))}\n" for line in unified_diff(*lines, one.path, one.path))
        screen.out(text.rstrip("\n"))
    _say(fixes)
    return bool(changed)


def write_fixes(fixes: Sequence[Sequence[Fixed]]) -> None:
    """Write the files that are changed, and the settings beside them; a byte order mark stays."""
    for one in (one for folder in fixes for one in folder if one.before != one.after):
        path = Path(one.path)
        if one.settings:
            one.settings[0].write_text(one.settings[1], encoding="utf-8")
            screen.note(f"wrote {one.settings[0]}")
        mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
        path.write_bytes(mark + one.after.encode())
        recorded = path.parent / "schemactl.sum"
        screen.note(f"fixed {one.path}" + ("; `schemactl sum` records it" if recorded.is_file() else ""))
    _say(fixes)


def _say(fixes: Sequence[Sequence[Fixed]]) -> None:
    for note in (note for folder in fixes for one in folder for note in one.notes):
        screen.note(note)


def list_rules(rules: Sequence[Rule], active: Sequence[ActiveRule], format: Format) -> None:
    """All rules with the severities that they have here."""
    from schemactl.report.json import render_json

    severities = {one.rule.name: one.severity.value for one in active}
    rows = [
        {"rule": one.name, "code": one.code, "severity": severities.get(one.name, "off"), "summary": one.summary}
        for one in sorted(rules, key=lambda rule: rule.code)
    ]
    if format is Format.JSON:
        screen.out(render_json({"command": "lint", "rules": rows}))
    else:
        lines = (f"{row['code']}  {row['severity']:<7}  {row['rule']:<32}  {row['summary']}" for row in rows)
        screen.out("\n".join(lines))


def _document(report: Report, format: Format, rules: Sequence[Rule]) -> str:
    """A form for programs; empty if the format is one for people."""
    match format:
        case Format.JSON:
            from schemactl.report import findings
            from schemactl.report.json import render_json

            return render_json({"command": "lint", **findings.report_document(report)})
        case Format.SARIF:
            from schemactl.report import sarif

            return json.dumps(sarif.sarif_document(report, rules), indent=2, ensure_ascii=False)
        case Format.GITLAB:
            from schemactl.report import gitlab

            return json.dumps(gitlab.gitlab_document(report), indent=2, ensure_ascii=False)
        case Format.JUNIT:
            from schemactl.report import junit

            return junit.render_junit(report)
        case Format.MARKDOWN:
            from schemactl.report import markdown

            return markdown.render_markdown(report).rstrip()
    return ""


def _text(report: Report, format: Format) -> str:
    from schemactl.report import findings
    from schemactl.report.text import plain

    for note in report.notes:
        screen.note(note)
    if format is Format.GITHUB:
        from schemactl.report import github

        shown = github.render_github(report)
    elif format is Format.LINES:
        shown = findings.render_lines(report.findings)
    else:
        paint = partial(screen.paint, stream=sys.stdout) if screen.has_colour(sys.stdout) else plain
        shown = findings.render_findings(report.findings, paint)
    return "\n".join([*filter(None, [shown]), findings.render_summary(report.findings, len(report.files))])


def _from_top(report: Report, top: Path) -> Report:
    """The same with paths that start from the top of the repository, as build servers want them."""

    def path(name: str) -> str:
        full = (Path.cwd() / name).resolve()
        return full.relative_to(top.resolve()).as_posix() if full.is_relative_to(top.resolve()) else name

    names = {name: path(name) for name in report.files}

    def place(old: Place | None) -> Place | None:
        return old._replace(path=names.get(old.path, old.path)) if old else None

    def moved(one: Finding) -> Finding:
        return one._replace(place=place(one.place), end=place(one.end))

    return replace(
        report,
        findings=tuple(map(moved, report.findings)),
        files=tuple(names.values()),
        suppressed=tuple((moved(one), why) for one, why in report.suppressed),
    )


def _summarise(report: Report) -> None:
    """The page of the job, which holds what the annotations do not."""
    from schemactl.report.markdown import render_markdown

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(render_markdown(report))
