"""Findings as JUnit XML, which most build servers show.

Comes in: a Report. Goes out: XML. A file is a suite; a finding is a failed case whose name holds rule and line, since
build servers know cases by their names; a file without findings has one case that passed.
Must never know: files on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from schemactl.finding import Finding, Severity
from schemactl.lint.run import Report
from schemactl.report.findings import render_finding


def render_junit(report: Report) -> str:
    """The whole document."""
    root = Element("testsuites", name="schemactl lint")
    total = failed = 0
    for file in report.files:
        found = [finding for finding in report.findings if finding.place and finding.place.path == file]
        cases, failures = _suite(root, file, found)
        total, failed = total + cases, failed + failures
    root.set("tests", str(total))
    root.set("failures", str(failed))
    root.set("errors", "0")
    root.set("time", "0")
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, file: str, found: Sequence[Finding]) -> tuple[int, int]:
    failing = [finding for finding in found if finding.severity is not Severity.INFO]
    tests, failures = str(max(len(found), 1)), str(len(failing))
    suite = SubElement(root, "testsuite", name=file, tests=tests, failures=failures, errors="0", time="0")
    if not found:
        SubElement(suite, "testcase", name="no findings", classname=file, file=file, time="0")
    for finding in found:
        place = finding.place
        name = f"{finding.rule} at {place.line}:{place.column}" if place else finding.rule
        case = SubElement(suite, "testcase", name=name, classname=file, file=file, time="0")
        if place:
            case.set("line", str(place.line))
        text = _clean(render_finding(finding))
        if finding.severity is Severity.INFO:
            SubElement(case, "system-out").text = text
        else:
            failure = SubElement(case, "failure", message=_clean(finding.message), type=finding.severity.value)
            failure.text = text
    return max(len(found), 1), len(failing)


def _clean(text: str) -> str:
    """Without what XML 1.0 has no place for."""
    return "".join(
        letter if letter in "\t\n" or " " <= letter < "\ud800" or letter > "\udfff" else "�" for letter in text
    )
