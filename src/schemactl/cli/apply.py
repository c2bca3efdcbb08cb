"""`schemactl apply`: runs what is pending; or only shows it, or only tries it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemactl.cli import options, screen
from schemactl.cli.fleet import CanaryOption, Chosen, FleetOption, MaxFailuresOption, ParallelOption, ShardOption
from schemactl.cli.options import (
    Format,
    FormatOption,
    LockTimeoutOption,
    LockWaitOption,
    RoleOption,
    ServerWaitOption,
    StatementTimeoutOption,
    UrlOption,
)

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.migrations.apply import Result, Trial
    from schemactl.migrations.plan import Choice, Outlook
    from schemactl.migrations.target import Target
    from schemactl.pgsql import Statement


class Transaction(StrEnum):
    FILE = "file"
    ALL = "all"


class DryRun(StrEnum):
    PRINT = "print"
    EXECUTE = "execute"


LimitOption = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Apply at most N migrations.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="VERSION", help="Apply nothing behind this version.")]
TransactionOption = Annotated[
    Transaction, typer.Option("--transaction", help="One for each file, or one for all of them.")
]
DryRunOption = Annotated[
    DryRun | None,
    typer.Option("--dry-run", help="Print the SQL that would run; =execute runs it and rolls it back."),
]
PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", metavar="FILE", help="Run exactly what --dry-run --format json printed, or nothing."),
]
CheckDriftOption = Annotated[
    bool, typer.Option("--check-drift", help="Refuse a database that something else has changed.")
]
OutOfOrderOption = Annotated[
    bool, typer.Option("--allow-out-of-order", help="Run migrations that come late, behind later ones.")
]
AheadOption = Annotated[
    bool, typer.Option("--allow-ahead", help="Do not mind migrations in the database that have no files here.")
]


def apply(
    *,
    url: UrlOption = None,
    limit: LimitOption = None,
    to: ToOption = None,
    transaction: TransactionOption = Transaction.FILE,
    dry_run: DryRunOption = None,
    plan: PlanOption = None,
    check_drift: CheckDriftOption = False,
    allow_out_of_order: OutOfOrderOption = False,
    allow_ahead: AheadOption = False,
    wait: ServerWaitOption = "0",
    lock_wait: LockWaitOption = "60s",
    lock_timeout: LockTimeoutOption = None,
    statement_timeout: StatementTimeoutOption = None,
    role: RoleOption = None,
    fleet: FleetOption = None,
    shard: ShardOption = None,
    parallel: ParallelOption = 4,
    canary: CanaryOption = 0,
    max_failures: MaxFailuresOption = 1,
    format: FormatOption = Format.TEXT,
) -> None:
    """Run the pending migrations, each in a transaction if it can, and keep the books.

    One run at a time: others wait, and find nothing left to do. With --fleet on many databases or schemas, each with
    its own lock and history; run it again to finish what stopped.
    """
    from schemactl.migrations.fleet import Pace
    from schemactl.migrations.plan import Choice
    from schemactl.migrations.state import State

    config = options.load()
    chosen = {State.OUT_OF_ORDER: allow_out_of_order, State.AHEAD: allow_ahead}
    choice = Choice(limit, to, frozenset(state for state, is_allowed in chosen.items() if is_allowed))
    if fleet:
        _refuse_beside_fleet(url=url, dry_run=dry_run, plan=plan, check_drift=check_drift)
        base = options.any_target(config, lock_wait, lock_timeout, statement_timeout, role, wait)
        pace = Pace(parallel, canary, max_failures)
        _apply_fleet(config, base, Chosen(fleet, shard, pace), choice, transaction, format)
        return
    target = options.target(config, url, lock_wait, lock_timeout, statement_timeout, role, wait)
    if dry_run is DryRun.PRINT:
        _print(config, target, choice, format)
    elif dry_run is DryRun.EXECUTE:
        _try(config, target, choice, format)
    else:
        _apply(config, target, choice, format, transaction, plan, check_drift=check_drift)


def _refuse_beside_fleet(**given: object) -> None:
    from schemactl.errors import UsageError

    for name, value in given.items():
        if value:
            option = name.replace("_", "-")
            raise UsageError(f"--{option} is for one database, --fleet for many", hint="give one or the other")


def _apply_fleet(
    config: Config,
    base: Target,
    chosen: Chosen,
    choice: Choice,
    transaction: Transaction,
    format: Format,
) -> None:
    from schemactl.cli import fleet
    from schemactl.cli.progress import applied_document
    from schemactl.migrations.apply import apply_migrations
    from schemactl.migrations.plan import read_folder
    from schemactl.report.text import render_count

    folder = read_folder(config.migrations)

    def work(target: Target) -> Result:
        return apply_migrations(target, folder, choice, together=transaction is Transaction.ALL)

    def describe(result: Result) -> str:
        said = [f"{one.version}_{one.name}: {notice}" for one in result.applied for notice in one.notices]
        done = f"applied {render_count(len(result.applied), 'migration')}" if result.applied else "nothing to do"
        return "; ".join([done, *said])

    def document(result: Result) -> dict[str, Any]:
        applied = [applied_document(one) for one in result.applied]
        return {"state": result.standing.state, "applied": applied}

    fleet.run(config, base, chosen, work, command="apply", describe=describe, document=document, format=format)


def _apply(
    config: Config,
    target: Target,
    choice: Choice,
    format: Format,
    transaction: Transaction,
    plan: Path | None,
    *,
    check_drift: bool,
) -> None:
    from schemactl.cli.progress import Progress, applied_document
    from schemactl.errors import SchemactlError
    from schemactl.migrations.apply import apply_migrations
    from schemactl.migrations.drift import DriftCheck

    with Progress(is_quiet=format is Format.JSON) as progress:
        try:
            result = apply_migrations(
                target,
                config.migrations,
                choice,
                together=transaction is Transaction.ALL,
                gate=_gate(config, plan) if plan else None,
                drift=DriftCheck(config.diff.exclude) if check_drift else None,
                observer=progress,
            )
        except (SchemactlError, KeyboardInterrupt):
            options.add_to_error({"command": "apply", "applied": [applied_document(one) for one in progress.applied]})
            raise
    _show(result, format)


def _gate(config: Config, path: Path) -> Any:
    """The check that what runs is what the plan in `path` says."""
    from schemactl.migrations.pinned import check_pinned, read_pinned

    pinned = read_pinned(path)

    def gate(connection: Any, outlook: Outlook) -> None:
        check_pinned(connection, config.diff.exclude, pinned, outlook)

    return gate


def _show(result: Result, format: Format) -> None:
    from schemactl.cli.progress import applied_document
    from schemactl.report.json import render_json
    from schemactl.report.text import render_count

    pending = result.standing.pending
    if format is Format.JSON:
        document = {
            "command": "apply",
            "state": result.standing.state,
            "applied": [applied_document(one) for one in result.applied],
            "pending": [one.version for one in pending],
        }
        screen.out(render_json(document))
        return
    rest = f"{render_count(len(pending), 'migration')} pending still" if pending else "up to date"
    screen.note(rest if result.applied or pending else "nothing to do: up to date")


def _print(config: Config, target: Target, choice: Choice, format: Format) -> None:
    from schemactl.migrations.apply import read_outlook
    from schemactl.migrations.pinned import pinned_document
    from schemactl.report.json import render_json
    from schemactl.report.text import shown_path

    outlook, fingerprint = read_outlook(target, config.migrations, choice, config.diff.exclude)
    if format is Format.JSON:
        document = {"command": "apply", "dry_run": DryRun.PRINT, "state": outlook.standing.state}
        screen.out(render_json({**document, **pinned_document(fingerprint, outlook)}))
        return
    for job in outlook.jobs:
        how = "in one transaction" if job.is_whole else f"statement by statement, from statement {job.start + 1}"
        statements = "\n".join(_shown(statement) for statement in job.statements[job.start :])
        screen.sql(f"-- {shown_path(job.path)}: {how}\n{statements}\n")
    if not outlook.jobs:
        screen.note("nothing to do: up to date")


def _shown(statement: Statement) -> str:
    """As a file has it: SQL ends with a semicolon, rows below it with a line of their own."""
    from schemactl.code import is_code
    from schemactl.psql import as_written

    is_ended = is_code(statement.place.path) or statement.data is not None
    return as_written(statement) if is_ended else f"{statement.sql};"


def _try(config: Config, target: Target, choice: Choice, format: Format) -> None:
    from schemactl.cli.progress import Progress
    from schemactl.migrations.apply import try_migrations

    with Progress(is_quiet=True) as progress:
        trial = try_migrations(target, config.migrations, choice, observer=progress)
    _show_trial(trial, format)


def _show_trial(trial: Trial, format: Format) -> None:
    from schemactl.cli.progress import applied_document
    from schemactl.report.json import render_json
    from schemactl.report.text import render_seconds, shown_path

    if format is Format.JSON:
        document = {
            "command": "apply",
            "dry_run": DryRun.EXECUTE,
            "tried": [applied_document(one) for one in trial.applied],
            "untried": [job.entry.version for job in trial.untried],
        }
        screen.out(render_json(document))
        return
    for one in trial.applied:
        screen.out(f"tried {one.version}_{one.name} ({render_seconds(one.seconds)}), rolled back")
    if trial.untried:
        first = shown_path(trial.untried[0].path)
        screen.warn(f"not tried: {first} cannot run in a transaction, nor what stands behind it be tried without it")
        for job in trial.untried:
            screen.out(f"not tried {job.entry.version}_{job.entry.name}")
    if not trial.applied and not trial.untried:
        screen.note("nothing to do: up to date")
