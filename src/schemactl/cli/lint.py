"""`schemactl lint`: what migrations would do to a live database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.lint.run import File, Report


def lint(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS]", help="Files or folders; - is standard input.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REF", help="Files not in this commit or branch.")
    ] = None,
    latest: Annotated[int | None, typer.Option("--latest", metavar="N", min=0, help="The last N migrations.")] = None,
    static: Annotated[bool, typer.Option("--static", help="Read the SQL only, run nothing.")] = False,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="SEVERITY", help="Exit with 1 from: error, warning, info.")
    ] = "error",
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="RULE[=SEVERITY]", help="Turn a rule on, off or up.")
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Say what the new migrations would do to a live database: losses, locks, rewrites, failures.

    Without PATHS: the migrations that the base branch does not have. Exits with 1 if there are errors.
    """
    from schemactl.errors import UsageError
    from schemactl.finding import Severity
    from schemactl.lint.policy import active_rules
    from schemactl.lint.rules import RULES
    from schemactl.lint.run import Job
    from schemactl.lint.run import lint as run
    from schemactl.lint.runners import SCHEMACTL

    if fail_on not in list(Severity):
        raise UsageError(f"--fail-on {fail_on}", hint=f"one of {', '.join(Severity)}")
    config = options.load()
    active = active_rules(RULES, config.lint, _chosen(rule or []))
    files, reason = _files(config, paths or [], since, latest)
    job = Job(files, SCHEMACTL, active, None if static else _server(config))
    report = run(job)
    _show(report, reason, format)
    levels = list(Severity)[: list(Severity).index(Severity(fail_on)) + 1]
    if any(finding.severity in levels for finding in report.findings):
        raise typer.Exit(1)


def _chosen(rules: list[str]) -> dict[str, str]:
    pairs = (rule.partition("=") for rule in rules)
    return {name: severity for name, _, severity in pairs}


def _server(config: Config) -> Any:
    from schemactl.config import scratch_server
    from schemactl.server import open_scratch

    return lambda: open_scratch(scratch_server(config), config.postgres.version)


def _files(config: Config, paths: list[str], since: str | None, latest: int | None) -> tuple[tuple[File, ...], str]:
    from schemactl.lint.run import File, read_text
    from schemactl.lint.select import select_new
    from schemactl.migrations.files import load_migrations
    from schemactl.report.text import shown_path

    folder = config.root / config.migrations
    migrations = [one.up_path for one in load_migrations(folder)] if folder.is_dir() else []
    if paths == ["-"]:
        before = [File(shown_path(str(path)), read_text(path, str(path)), is_wanted=False) for path in migrations]
        return (*before, File("-", sys.stdin.read())), ""
    reason = ""
    if paths:
        wanted = {Path(path).resolve() for path in paths}
        chosen = {path for path in migrations if path.resolve() in wanted or path.parent.resolve() in wanted}
    else:
        selection = select_new(folder, migrations, since, latest)
        chosen, reason = set(selection.paths), selection.reason
    return tuple(File(shown_path(str(path)), read_text(path, str(path)), path in chosen) for path in migrations), reason


def _show(report: Report, reason: str, format: Format) -> None:
    from schemactl.report.findings import render_finding, render_summary
    from schemactl.report.json import place_document, render_json

    if format is Format.JSON:
        found = [
            {
                "rule": one.rule,
                "code": one.code,
                "severity": one.severity,
                "message": one.message,
                "place": place_document(one.place),
            }
            for one in report.findings
        ]
        screen.out(render_json({"command": "lint", "files": list(report.files), "findings": found}))
        return
    for note in (reason, *report.notes):
        if note:
            screen.note(note)
    for finding in report.findings:
        screen.out(render_finding(finding, lambda style, text: screen.paint(style, text, sys.stdout)) + "\n")
    screen.out(render_summary(report.findings, len(report.files)))
