"""Applies what is pending in a folder, under the migration lock.

Comes in: a target, a folder. Goes out: what was applied, and how things stand after it.
Must never know: how a file is run, who asked, or how anything is shown; an observer is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.errors import UsageError
from schemactl.migrations import history
from schemactl.migrations.connect import connect, role_sql
from schemactl.migrations.directives import read_directives
from schemactl.migrations.files import NONE, Migration, SumLine, check_sum, load_migrations
from schemactl.migrations.history import Entry
from schemactl.migrations.job import Job, make_job
from schemactl.migrations.lock import migration_lock
from schemactl.migrations.resume import settle
from schemactl.migrations.run import Applied, Observer, Silent, Target, make_runner, run_jobs
from schemactl.migrations.state import Standing, State, compare

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did, and how things stand after it."""

    applied: tuple[Applied, ...]
    standing: Standing


def apply_migrations(
    target: Target,
    folder: Path,
    *,
    limit: int | None = None,
    to: str | None = None,
    allow: Sequence[State] = (),
    observer: Observer | None = None,
) -> Result:
    """Applies what is pending in `folder`, at most `limit` files, none behind version `to`.

    `allow`: states that are no hindrance (AHEAD, OUT_OF_ORDER). Nothing pending: no lock is taken, nothing is written.
    HistoryError, LockError, ConnectError, UsageError; FileError when a file fails.
    """
    seen = observer or Silent()
    migrations = load_migrations(folder)
    lines = check_sum(folder, migrations)
    with connect(target.url) as connection:
        jobs = _plan(connection, target, migrations, lines, allow, limit, to)
        if not jobs:
            return Result((), read_standing(connection, target.history, migrations))
        with migration_lock(target.url, target.history, wait=target.lock_wait, on_wait=seen.lock_awaited) as lock:
            lock.connection.execute(role_sql(target.session).encode())
            if history.read_history(lock.connection, target.history) is None:
                history.create_history(lock.connection, target.history)
            jobs = _plan(connection, target, migrations, lines, allow, limit, to, is_locked=True)
            applied = run_jobs(make_runner(connection, lock, target, seen), jobs)
        return Result(applied, read_standing(connection, target.history, migrations))


def read_standing(connection: psycopg.Connection, schema: str, migrations: Sequence[Migration]) -> Standing:
    """How the history and the files stand; reads only."""
    rows = history.read_history(connection, schema)
    has_objects = not rows and not history.is_empty_database(connection, schema)
    return compare(rows or (), migrations, has_objects=has_objects)


def read_status(target: Target, folder: Path) -> Standing:
    """How a database and a folder stand; takes no lock, makes nothing."""
    migrations = load_migrations(folder)
    check_sum(folder, migrations)
    with connect(target.url) as connection:
        return read_standing(connection, target.history, migrations)


def _plan(
    connection: psycopg.Connection,
    target: Target,
    migrations: Sequence[Migration],
    lines: Sequence[SumLine],
    allow: Sequence[State],
    limit: int | None,
    to: str | None,
    *,
    is_locked: bool = False,
) -> tuple[Job, ...]:
    """The files to run, all of them parsed; or the reason why none may. Under the lock, doubts are settled."""
    standing = read_standing(connection, target.history, migrations)
    late = {one.version for one in standing.pending if read_directives(one.up_sql, str(one.up_path)).is_late_allowed}
    standing.refuse("apply", allow, late)
    pending = standing.pending
    if to is not None:
        _require_version(migrations, to)
        pending = tuple(one for one in pending if int(one.version) <= int(to))
    rows = {int(row.version): row for row in standing.applied}
    fingerprints = {line.version: line.fingerprint for line in lines}
    jobs = [
        make_job(
            str(one.up_path), one.up_sql, _entry(one, fingerprints.get(one.version, NONE)), rows.get(int(one.version))
        )
        for one in pending[:limit]
    ]
    if is_locked:
        jobs = [settle(connection, job, rows.get(int(job.entry.version)), target.lock_wait) for job in jobs]
    return tuple(jobs)


def _require_version(migrations: Sequence[Migration], version: str) -> None:
    if not (version.isascii() and version.isdigit()) or int(version) not in {int(one.version) for one in migrations}:
        raise UsageError(f"there is no migration {version}", hint="`schemactl status` shows all versions")


def _entry(migration: Migration, fingerprint: str) -> Entry:
    return Entry(
        migration.version,
        migration.name,
        "up",
        migration.up_sha,
        migration.down_sha or None,
        migration.down_sql,
        None if fingerprint == NONE else fingerprint,
        (),
    )
