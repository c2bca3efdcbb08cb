"""Findings as SARIF 2.1.0, which GitHub code scanning and many editors read.

Comes in: a Report and the rules. Goes out: a document (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).
A result's fingerprint is made of its rule, its statement and how many of the same come before it, not of line numbers:
moved text is not a new finding.
Must never know: files on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemactl import __version__
from schemactl.errors import Place
from schemactl.finding import Finding, Severity
from schemactl.lint.fingerprint import fingerprints
from schemactl.lint.model import Rule
from schemactl.lint.run import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://pypi.org/project/schemactl/"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PRECISION = {"trace": "very-high", "catalog": "high", "tree": "medium"}


def sarif_document(report: Report, rules: Sequence[Rule]) -> dict[str, Any]:
    """One run. Suppressed findings are in it, marked as such."""
    found = [(finding, None) for finding in report.findings] + [(one, why) for one, why in report.suppressed]
    used = {finding.rule for finding, _ in found}
    ordered = [rule for rule in rules if rule.name in used]
    marks = fingerprints([finding for finding, _ in found])
    results = [_result(finding, why, mark, ordered) for (finding, why), mark in zip(found, marks, strict=True)]
    faults = [finding for finding in report.findings if finding.rule == "syntax-error"]
    run = {
        "tool": {
            "driver": {
                "name": "schemactl",
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": [_rule(rule) for rule in ordered],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not faults, "toolExecutionNotifications": [_notification(one) for one in faults]}
        ],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    markdown = f"{rule.problem}\n\n**Instead:** {rule.remedy}\n\n```sql\n{rule.good}\n```"
    return {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.problem},
        "help": {"text": f"{rule.problem} Instead: {rule.remedy}", "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.is_on},
        "properties": {
            "tags": ["database", "postgresql", rule.code, *(["data-loss"] if rule.is_destructive else [])],
            "problem.severity": "recommendation" if rule.severity is Severity.INFO else rule.severity.value,
        },
    }


def _result(finding: Finding, why: str | None, mark: str, rules: Sequence[Rule]) -> dict[str, Any]:
    index = next((index for index, rule in enumerate(rules) if rule.name == finding.rule), -1)
    text = finding.message + (f". Instead: {finding.remedy}" if finding.remedy else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.place, finding.end)] if finding.place else [],
        "partialFingerprints": {"primaryLocationLineHash": mark},
        "properties": {
            "evidence": finding.evidence,
            "precision": _PRECISION.get(finding.evidence, "medium"),
            "locks": [f"{effect.relation}: {effect.lock}" for effect in finding.effects],
        },
    }
    if index < 0:
        del result["ruleIndex"]
    if why is not None:
        result["suppressions"] = [{"kind": "inSource", **({"justification": why} if why else {})}]
    return result


def _location(place: Place, end: Place | None) -> dict[str, Any]:
    region = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    if end and (end.line, end.column) > (place.line, place.column):
        region |= {"endLine": end.line, "endColumn": end.column}
    return {"physicalLocation": {"artifactLocation": {"uri": uri_of(place.path)}, "region": region}}


def uri_of(path: str) -> str:
    """A path as a relative URI reference; standard input has a name, too."""
    from urllib.parse import quote

    return "stdin.sql" if path in ("", "-") else quote(path.replace("\\", "/"))


def _notification(finding: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {"level": "error", "message": {"text": finding.message}}
    if finding.place:
        found["locations"] = [_location(finding.place, None)]
    return found
