"""Takes migrations back, the last applied first, under the migration lock.

Comes in: a target, how many or down to which version. Goes out: what was reverted.
The way back is the one that the history keeps: the files may be older, or gone.
Must never know: the folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemactl.connect import connect
from schemactl.errors import HistoryError, UsageError
from schemactl.migrations import history
from schemactl.migrations.history import Entry, Row
from schemactl.migrations.job import Job, make_job
from schemactl.migrations.lock import migration_lock
from schemactl.migrations.losses import count_losses
from schemactl.migrations.observer import Applied, Observer, Silent
from schemactl.migrations.resume import settle
from schemactl.migrations.run import run_jobs
from schemactl.migrations.runner import open_runner
from schemactl.migrations.session import role_sql
from schemactl.migrations.shield import shielded
from schemactl.migrations.state import State, compare
from schemactl.migrations.target import Target

if TYPE_CHECKING:
    import psycopg


def revert_migrations(
    target: Target,
    *,
    count: int = 1,
    to: str | None = None,
    allow_data_loss: bool = False,
    observer: Observer | None = None,
) -> tuple[Applied, ...]:
    """Reverts the last `count` migrations, or all that were applied after version `to` (0: all).

    Before anything runs: HistoryError `irreversible` if one of them has no way back, `data_loss` if rows would be gone
    and that is not allowed. Others as apply_migrations.
    """
    seen = shielded(observer or Silent())
    with connect(target.url, target.server_wait) as connection:
        if not _jobs(history.read_history(connection, target.history) or (), count, to):
            return ()
        with migration_lock(target.url, target.history, wait=target.lock_wait, on_wait=seen.lock_awaited) as lock:
            lock.connection.execute(role_sql(target.session).encode())
            rows = history.read_history(connection, target.history) or ()
            by_version = {row.version: row for row in rows}
            jobs = [settle(connection, job, by_version[job.entry.version], target) for job in _jobs(rows, count, to)]
            if not allow_data_loss:
                connection.execute(role_sql(target.session).encode())
                _refuse_losses(connection, jobs)
            with open_runner(connection, lock, target, seen) as runner:
                return run_jobs(runner, jobs)


def _jobs(rows: Sequence[Row], count: int, to: str | None) -> tuple[Job, ...]:
    """The ways back, in the order in which they run."""
    compare(rows, ()).refuse("down", [State.AHEAD])
    stay = max(0, len(rows) - count) if to is None else _position(rows, to)
    for row in rows[stay:]:
        if row.down_sql is None:
            raise HistoryError(
                f"{row.version}_{row.name} has no way back",
                state="irreversible",
                object=row.version,
                hint="write a new migration that undoes it",
            )
    return tuple(_job(row) for row in reversed(rows[stay:]))


def _refuse_losses(connection: psycopg.Connection, jobs: Sequence[Job]) -> None:
    losses = count_losses(connection, [statement for job in jobs for statement in job.statements[job.start :]])
    if losses:
        raise HistoryError(
            f"this would destroy {', '.join(map(str, losses))}",
            state="data_loss",
            place=losses[0].statement.place,
            hint="save them first; --allow-data-loss takes it as it is",
        )


def _position(rows: Sequence[Row], version: str) -> int:
    """How many rows stay when everything after `version` goes."""
    if version.isascii() and version.isdigit():
        if int(version) == 0:
            return 0
        for index, row in enumerate(rows):
            if int(row.version) == int(version):
                return index + 1
    raise UsageError(f"migration {version} was not applied", hint="`schemactl status` shows all versions; 0 is none")


def _job(row: Row) -> Job:
    entry = Entry(row.version, row.name, "down", row.up_sha256, row.down_sha256, row.down_sql, row.fingerprint, ())
    return make_job(f"{row.version}_{row.name}.down.sql", row.down_sql or "", entry, row)
