"""`schemactl lint`: what migrations would do to a live database."""

from __future__ import annotations

import atexit
import gc
import sys
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.lint_report import Format, list_rules, show, show_fixes, write_fixes

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.lint.check import ActiveRule
    from schemactl.lint.collect import Batch, Wanted
    from schemactl.lint.fix import Fixed
    from schemactl.lint.model import Rule
    from schemactl.lint.run import Job, Report


BASELINE = "lint-baseline.json"


PathsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[PATHS]", help="Files or folders; - is standard input.")
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="REF", help="Files that this commit does not have.")
]
LatestOption = Annotated[int | None, typer.Option("--latest", metavar="N", min=0, help="The last N migrations.")]
StaticOption = Annotated[bool, typer.Option("--static", help="Read the SQL only, run nothing.")]
RuleOption = Annotated[
    list[str] | None, typer.Option("--rule", metavar="RULE[=SEVERITY]", help="Turn a rule on, off or up.")
]
RulesOption = Annotated[bool, typer.Option("--rules", help="List the rules, as they are set here, and exit.")]
RunnerOption = Annotated[
    str, typer.Option("--runner", metavar="NAME", help="Whose transactions: goose, dbmate, flyway and so on.")
]
NameOption = Annotated[str, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")]
StatsOption = Annotated[
    str | None, typer.Option("--stats", metavar="URL", help="A real database: how large its tables are. Only read.")
]
BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help=f"Known findings; else migrations/{BASELINE}.")
]
WriteBaselineOption = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write what is found as known.")
]
FixOption = Annotated[bool, typer.Option("--fix", help="Rewrite what has a safe form, proven on the scratch server.")]
DiffOption = Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and write nothing.")]
FailOption = Annotated[
    str, typer.Option("--fail-on", metavar="SEVERITY", help="Exit with 1 from: error, warning, info.")
]
ZeroOption = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")]
FormatOption = Annotated[Format, typer.Option("--format", help="For people, programs, or a build server.")]


def lint(
    paths: PathsArgument = None,
    *,
    since: SinceOption = None,
    latest: LatestOption = None,
    static: StaticOption = False,
    rule: RuleOption = None,
    rules: RulesOption = False,
    runner: RunnerOption = "",
    stdin_filename: NameOption = "",
    stats: StatsOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = None,
    fix: FixOption = False,
    diff: DiffOption = False,
    fail_on: FailOption = "error",
    exit_zero: ZeroOption = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Say what the new migrations would do to a live database: losses, locks, rewrites, failures.

    Without PATHS: the migrations that the base branch does not have. Exits with 1 if there are errors.
    """
    options.remember_format(options.Format.JSON if format is Format.JSON else options.Format.TEXT)
    gc.disable()  # thousands of small objects that live to the end: collecting would only cost time
    atexit.register(gc.freeze)  # at the end as well
    levels = _levels(fail_on)
    config = options.load()
    active = _active(config, rule or [])
    if rules:
        list_rules(all_rules(), active, format)
        return
    folder = config.root / config.migrations
    wanted = _wanted(config, paths or [], since, latest, runner)
    if diff:
        shown = show_fixes(_fixes(wanted, active, None if static else config, stdin_filename))
        raise typer.Exit(1 if shown and not exit_zero else 0)
    if fix:
        write_fixes(_fixes(wanted, active, None if static else config, stdin_filename))
    report = _joined([_lint(batch, active, None if static else config) for batch in _batches(wanted, stdin_filename)])
    if write_baseline:
        _write_baseline(write_baseline, report)
        return
    report = _with_sizes(_without_known(report, baseline, folder / BASELINE), stats)
    show(report, format, all_rules())
    if not exit_zero and any(finding.severity in levels for finding in report.findings):
        raise typer.Exit(1)


def _levels(fail_on: str) -> list[str]:
    """The severities from which the exit code is 1."""
    from schemactl.errors import UsageError
    from schemactl.finding import Severity

    names = [severity.value for severity in Severity]
    if fail_on not in names:
        raise UsageError(f"--fail-on {fail_on}", hint=f"one of {', '.join(names)}")
    return names[: names.index(fail_on) + 1]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Our own, and those that other packages bring."""
    from schemactl.lint.policy import installed_rules
    from schemactl.lint.rules import RULES

    return (*RULES, *installed_rules())


def _active(config: Config, chosen: list[str]) -> tuple[ActiveRule, ...]:
    from schemactl.errors import UsageError
    from schemactl.finding import Severity
    from schemactl.lint.policy import OFF, active_rules

    pairs = {name: severity for name, _, severity in (rule.partition("=") for rule in chosen)}
    for name, severity in pairs.items():
        if severity not in ("", OFF, *Severity):
            raise UsageError(f"--rule {name}={severity}", hint=f"one of {', '.join(Severity)}, {OFF}")
    return active_rules(all_rules(), config.lint, pairs)


def _wanted(config: Config, paths: list[str], since: str | None, latest: int | None, runner: str) -> Wanted:
    from schemactl.lint.collect import Wanted

    return Wanted(tuple(paths), config.root / config.migrations, config.path is not None, since, latest, runner)


def _batches(wanted: Wanted, name: str) -> tuple[Batch, ...]:
    from schemactl.lint.collect import collect, standard_input

    if wanted.paths == ("-",):
        return (standard_input(sys.stdin.buffer.read(), name, wanted),)
    return collect(wanted)


def _job(batch: Batch, active: tuple[ActiveRule, ...], config: Config | None) -> Job:
    from schemactl.cli.scratch import open_server
    from schemactl.lint.run import Job

    server = partial(open_server, config) if config else None
    return Job(batch.files, batch.runner, active, server, is_alone=batch.is_alone, late=batch.late)


def _lint(batch: Batch, active: tuple[ActiveRule, ...], config: Config | None) -> Report:
    """One folder; without a configuration its text alone."""
    from schemactl.lint.run import lint as run

    report = run(_job(batch, active, config))
    return replace(report, notes=tuple(note for note in (batch.reason, *report.notes) if note))


def _fixes(
    wanted: Wanted, active: tuple[ActiveRule, ...], config: Config | None, name: str
) -> tuple[tuple[Fixed, ...], ...]:
    """What --fix changes, folder by folder."""
    from schemactl.errors import UsageError
    from schemactl.lint.collect import unreleased
    from schemactl.lint.fix import fix

    if wanted.paths == ("-",) or config is None:
        raise UsageError("--fix and --diff change files, and prove it on a scratch server", hint="no -, no --static")
    new = [(batch, unreleased(batch, wanted.since)) for batch in _batches(wanted, name)]
    for note in (left.reason for batch, left in new if left is not batch):
        screen.note(note)
    return tuple(fix(_job(batch, active, config)) for _, batch in new)


def _joined(reports: list[Report]) -> Report:
    from schemactl.lint.run import Report

    return Report(
        tuple(finding for report in reports for finding in report.findings),
        tuple(file for report in reports for file in report.files),
        tuple(note for report in reports for note in report.notes),
        next((report.server for report in reports if report.server), ""),
        tuple(one for report in reports for one in report.suppressed),
    )


def _with_sizes(report: Report, url: str | None) -> Report:
    from schemactl.lint.sizes import read_sizes, with_sizes

    return replace(report, findings=with_sizes(report.findings, read_sizes(url))) if url else report


def _write_baseline(path: Path, report: Report) -> None:
    from schemactl.lint.fingerprint import render_baseline
    from schemactl.report.text import render_count

    path.write_text(render_baseline(report.findings), encoding="utf-8")
    screen.out(f"{path}: {render_count(len(report.findings), 'finding')}")


def _without_known(report: Report, given: Path | None, beside: Path) -> Report:
    """Without the findings of the baseline, if there is one."""
    from schemactl.errors import UsageError
    from schemactl.lint.fingerprint import weigh
    from schemactl.report.text import render_count

    path = given or beside
    if given is None and not beside.is_file():
        return report
    try:
        known = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the baseline {path}", detail=str(error)) from error
    weighed = weigh(report.findings, known, str(path), report.files)
    notes = [f"{render_count(weighed.known, 'finding')} of the baseline not shown"] if weighed.known else []
    if weighed.gone:
        notes.append(f"{weighed.gone} of the baseline found no longer: write it anew with --write-baseline {path}")
    return replace(report, findings=weighed.findings, notes=(*report.notes, *notes))
