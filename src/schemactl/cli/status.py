"""`schemactl status`: how the database and the migrations stand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemactl.cli import options, screen
from schemactl.cli.fleet import Chosen, FleetOption, ParallelOption, ShardOption
from schemactl.cli.options import Format, FormatOption, UrlOption

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.migrations.history import Row
    from schemactl.migrations.state import Standing
    from schemactl.migrations.target import Target

_DRIFT = {"yes": "no", "no": "yes", "unknown": "unknown"}


def status(
    url: UrlOption = None,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code", help="Exit 1 if migrations are pending or indexes invalid, 4 if something is in the way."
        ),
    ] = False,
    check_drift: Annotated[
        bool, typer.Option("--check-drift", help="Say too whether something else has changed the database.")
    ] = False,
    fleet: FleetOption = None,
    shard: ShardOption = None,
    parallel: ParallelOption = 4,
    format: FormatOption = Format.TEXT,
) -> None:
    """Show which migrations have run and which are pending. Reads only, takes no lock.

    With --fleet a line for each of many databases or schemas.
    """
    from schemactl.address import name_of
    from schemactl.migrations.apply import read_status
    from schemactl.migrations.drift import DriftCheck
    from schemactl.report.json import render_json

    config = options.load()
    if fleet:
        _show_fleet(config, fleet, shard, parallel, format, exit_code=exit_code)
        return
    target = options.target(config, url)
    drift = DriftCheck(config.diff.exclude) if check_drift else None
    standing = read_status(target, config.migrations, drift=drift)
    if format is Format.JSON:
        screen.out(render_json({"command": "status", "database": name_of(target.url), **status_document(standing)}))
    else:
        _show(name_of(target.url), standing)
    if exit_code:
        _exit([standing])


def _exit(standings: Sequence[Standing]) -> None:
    if any(one.problems or one.pending or one.invalid_indexes for one in standings):
        raise typer.Exit(4 if any(one.problems for one in standings) else 1)


def _show_fleet(
    config: Config, file: Path, shard: str | None, parallel: int, format: Format, *, exit_code: bool
) -> None:
    from schemactl.cli import fleet
    from schemactl.migrations.apply import read_status
    from schemactl.migrations.fleet import Pace
    from schemactl.migrations.plan import read_folder

    folder = read_folder(config.migrations)

    def work(target: Target) -> Standing:
        return read_status(target, folder)

    outcomes = fleet.run(
        config,
        options.any_target(config),
        Chosen(file, shard, Pace(parallel, max_failures=sys.maxsize)),
        work,
        command="status",
        describe=_words,
        document=status_document,
        format=format,
    )
    if exit_code:
        _exit([one.result for one in outcomes if one.result])


def _words(standing: Standing) -> str:
    from schemactl.report.text import render_count

    pending = f", {render_count(len(standing.pending), 'migration')} pending" if standing.pending else ""
    count = len(standing.invalid_indexes)
    invalid = f", {count} invalid index{'es' if count > 1 else ''}" if count else ""
    return f"{standing.state.words}{pending}{invalid}"


def status_document(standing: Standing) -> dict[str, Any]:
    """A standing as data."""
    return {
        "state": standing.state,
        "drift": standing.same and _DRIFT[standing.same.value],
        "applied": [_row_document(row) for row in standing.applied],
        "pending": [{"migration": one.version, "name": one.name} for one in standing.pending],
        "problems": [
            {"state": one.state, "migration": one.version, "message": one.message, "hint": one.hint}
            for one in standing.problems
        ],
        "invalid_indexes": [
            {"index": one.index, "table": one.table, "message": one.message, "remedy": one.remedy}
            for one in standing.invalid_indexes
        ],
    }


def _status(row: Row) -> str:
    """As in the row, but for one whose runner has died."""
    from schemactl.migrations.state import State

    return State.IN_DOUBT.value if row.status == "running" and not row.is_running else row.status


def _row_document(row: Row) -> dict[str, Any]:
    return {
        "migration": row.version,
        "name": row.name,
        "status": _status(row),
        "direction": row.direction,
        "statements_done": row.statements_done,
        "statements_total": row.statements_total,
        "started_at": row.started_at,
        "seconds": row.seconds,
        "executed_by": row.executed_by,
        "error": row.error,
        "sqlstate": row.error_sqlstate,
    }


def _show(database: str, standing: Standing) -> None:
    for row in standing.applied:
        screen.out(f"{_status(row).replace('_', ' '):<8} {row.started_at:%Y-%m-%d %H:%M}  {row.version}_{row.name}")
    for migration in standing.pending:
        if all(int(migration.version) != int(row.version) for row in standing.applied):
            screen.out(f"{'pending':<8} {'':<16}  {migration.version}_{migration.name}")
    screen.out(f"{database}: {_words(standing)}")
    if standing.same and standing.same.value == "unknown":
        screen.out("drift: not known: no `apply --check-drift` of this version has recorded how the database was")
    for problem in standing.problems:
        screen.out(f"{problem.state.words}: {problem.message}\n  hint: {problem.hint}")
    for index in standing.invalid_indexes:
        screen.out(f"invalid index: {index.message}\n  hint: {index.hint}")
