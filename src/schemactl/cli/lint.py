"""`schemactl lint`: what migrations would do to a live database."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.lint.collect import Batch
    from schemactl.lint.run import Report


def lint(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS]", help="Files or folders; - is standard input.")
    ] = None,
    *,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REF", help="Files that this commit does not have.")
    ] = None,
    latest: Annotated[int | None, typer.Option("--latest", metavar="N", min=0, help="The last N migrations.")] = None,
    static: Annotated[bool, typer.Option("--static", help="Read the SQL only, run nothing.")] = False,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="RULE[=SEVERITY]", help="Turn a rule on, off or up.")
    ] = None,
    runner: Annotated[
        str, typer.Option("--runner", metavar="NAME", help="Whose transactions: goose, dbmate, flyway and so on.")
    ] = "",
    stdin_filename: Annotated[
        str, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")
    ] = "",
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="SEVERITY", help="Exit with 1 from: error, warning, info.")
    ] = "error",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Say what the new migrations would do to a live database: losses, locks, rewrites, failures.

    Without PATHS: the migrations that the base branch does not have. Exits with 1 if there are errors.
    """
    from schemactl.errors import UsageError
    from schemactl.finding import Severity
    from schemactl.lint.collect import Wanted
    from schemactl.lint.policy import active_rules
    from schemactl.lint.rules import RULES

    gc.disable()  # thousands of small objects that live to the end: collecting would only cost time
    if fail_on not in list(Severity):
        raise UsageError(f"--fail-on {fail_on}", hint=f"one of {', '.join(Severity)}")
    config = options.load()
    active = active_rules(RULES, config.lint, _chosen(rule or []))
    wanted = Wanted(tuple(paths or ()), config.root / config.migrations, config.path is not None, since, latest, runner)
    reports = [_lint(batch, active, None if static else _server(config)) for batch in _batches(wanted, stdin_filename)]
    report = _joined(reports)
    _show(report, format)
    levels = list(Severity)[: list(Severity).index(Severity(fail_on)) + 1]
    if not exit_zero and any(finding.severity in levels for finding in report.findings):
        raise typer.Exit(1)


def _chosen(rules: list[str]) -> dict[str, str]:
    pairs = (rule.partition("=") for rule in rules)
    return {name: severity for name, _, severity in pairs}


def _server(config: Config) -> Any:
    from schemactl.cli.scratch import open_server

    return lambda: open_server(config)


def _batches(wanted: Any, name: str) -> tuple[Batch, ...]:
    from schemactl.lint.collect import collect, standard_input

    if wanted.paths == ("-",):
        return (standard_input(sys.stdin.read(), name, wanted),)
    return collect(wanted)


def _lint(batch: Batch, active: Any, server: Any) -> Report:
    from dataclasses import replace

    from schemactl.lint.run import Job
    from schemactl.lint.run import lint as run

    report = run(Job(batch.files, batch.runner, active, server, is_alone=batch.is_alone, late=batch.late))
    return replace(report, notes=tuple(note for note in (batch.reason, *report.notes) if note))


def _joined(reports: list[Report]) -> Report:
    from schemactl.lint.run import Report

    return Report(
        tuple(finding for report in reports for finding in report.findings),
        tuple(file for report in reports for file in report.files),
        tuple(note for report in reports for note in report.notes),
        next((report.server for report in reports if report.server), ""),
    )


def _show(report: Report, format: Format) -> None:
    from schemactl.report.findings import render_finding, render_summary, report_document
    from schemactl.report.json import render_json
    from schemactl.report.text import plain

    if format is Format.JSON:
        screen.out(render_json({"command": "lint", **report_document(report)}))
        return
    for note in report.notes:
        screen.note(note)
    paint = partial(screen.paint, stream=sys.stdout) if screen.has_colour(sys.stdout) else plain
    shown = [render_finding(finding, paint) + "\n" for finding in report.findings]
    screen.out("\n".join([*shown, render_summary(report.findings, len(report.files))]))
