"""Findings as a GitLab code quality report.

Comes in: a Report. Goes out: one JSON array, empty if nothing was found
(https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
Must never know: files on disk.
"""

from __future__ import annotations

from typing import Any

from schemactl.finding import Severity
from schemactl.lint.fingerprint import fingerprints
from schemactl.lint.run import Report

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab_document(report: Report) -> list[dict[str, Any]]:
    """An entry for each finding, with a fingerprint of its own."""
    marks = fingerprints(report.findings)
    return [
        {
            "description": finding.message + (f". Instead: {finding.remedy}" if finding.remedy else ""),
            "check_name": finding.rule,
            "fingerprint": mark,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": finding.place.path.removeprefix("./") if finding.place else "",
                "lines": {
                    "begin": max(finding.place.line, 1) if finding.place else 1,
                    "end": finding.end.line if finding.end else (finding.place.line if finding.place else 1),
                },
            },
        }
        for finding, mark in zip(report.findings, marks, strict=True)
    ]
