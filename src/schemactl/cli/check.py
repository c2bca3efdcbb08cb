"""`schemactl check`: the gate of a pull request, without a target."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemactl.config import Config
    from schemactl.finding import Finding
    from schemactl.migrations.base import Base
    from schemactl.migrations.check import Review
    from schemactl.migrations.plan import Folder


def check(
    *,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REF", help="The branch to be merged into, else origin/main, main and so on."),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Check that the migrations are whole, lead to the desired schema and back, and come behind the base branch's.

    Runs them on a scratch server: all from nothing, the new ones up, down and up again. Exits 1 if anything is wrong.
    """
    from schemactl.migrations.base import read_base
    from schemactl.migrations.check import Review, check_files

    config = options.load()
    folder = config.root / config.migrations
    found = read_base(folder, base)
    files, findings = check_files(folder, found)
    review = _replay(config, files, found) if files else Review((), 0)
    findings = (*findings, *review.findings)
    _show(found, len(files.migrations) if files else 0, review, findings, format)
    if _errors(findings):
        raise typer.Exit(1)


def _errors(findings: Sequence[Finding]) -> list[Finding]:
    """What is wrong; the rest are notes."""
    from schemactl.finding import Severity

    return [one for one in findings if one.severity is Severity.ERROR]


def _replay(config: Config, files: Folder, base: Base | None) -> Review:
    from schemactl.cli.scratch import open_server
    from schemactl.migrations.check import check_replay
    from schemactl.source import parse_source

    desired = parse_source(config.schema, config.root)
    with open_server(config) as server:
        return check_replay(server, files, desired, options.scope(config), base)


def _show(base: Base | None, count: int, review: Review, findings: tuple[Finding, ...], format: Format) -> None:
    from schemactl.cli.answers import say_findings
    from schemactl.report.findings import render_finding
    from schemactl.report.json import place_document, render_json
    from schemactl.report.text import render_count

    if format is Format.JSON:
        document = {
            "command": "check",
            "base": base.ref if base else None,
            "migrations": count,
            "reversed": review.reversed,
            "findings": [
                {
                    "rule": one.rule,
                    "severity": one.severity,
                    "message": one.message,
                    "remedy": one.remedy or None,
                    "object": one.object or None,
                    "place": place_document(one.place),
                }
                for one in findings
            ],
        }
        screen.out(render_json(document))
        return
    screen.note(f"compared with {base.ref}" if base else "no base branch was found: all migrations count as new")
    errors = _errors(findings)
    say_findings([finding for finding in findings if finding not in errors])
    for finding in errors:
        screen.out(render_finding(finding, lambda style, text: screen.paint(style, text, sys.stdout)) + "\n")
    ran = f"{render_count(count, 'migration')}, {review.reversed} there and back"
    screen.out(f"{ran}: {render_count(len(errors), 'error')}" if errors else f"{ran}: all is well")
