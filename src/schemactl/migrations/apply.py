"""Applies what is pending in a folder, under the migration lock.

Comes in: a target, a folder, what was chosen. Goes out: what was applied, and how things stand after it.
Must never know: how a file is run, who asked, or how anything is shown; an observer is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from schemactl.connect import connect
from schemactl.errors import UsageError
from schemactl.migrations import history
from schemactl.migrations.drift import DriftCheck, compare_recorded, read_fingerprint, record_fingerprint, refuse_drift
from schemactl.migrations.job import Job
from schemactl.migrations.leftovers import find_invalid_indexes
from schemactl.migrations.lock import Lock, migration_lock
from schemactl.migrations.observer import Applied, Observer, Silent
from schemactl.migrations.plan import Choice, Folder, Outlook, look_ahead, read_folder, read_standing
from schemactl.migrations.resume import settle
from schemactl.migrations.run import run_jobs, run_together
from schemactl.migrations.runner import open_runner
from schemactl.migrations.session import role_sql
from schemactl.migrations.shield import shielded
from schemactl.migrations.state import Standing
from schemactl.migrations.target import Target

if TYPE_CHECKING:
    import psycopg

Gate = Callable[["psycopg.Connection", Outlook], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did, and how things stand after it."""

    applied: tuple[Applied, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial run did, all of it rolled back. `untried`: files that cannot be tried so, or stand behind one."""

    applied: tuple[Applied, ...]
    untried: tuple[Job, ...]


def apply_migrations(
    target: Target,
    folder: Traversable | Folder,
    choice: Choice | None = None,
    *,
    together: bool = False,
    gate: Gate | None = None,
    drift: DriftCheck | None = None,
    observer: Observer | None = None,
) -> Result:
    """Applies what is pending in `folder`, each file by itself, or all in one transaction (`together`).

    `gate` is asked before anything runs, and again under the lock; it raises what speaks against it. `drift`: refuse
    a database that was changed by something else. Nothing pending: no lock is taken, nothing is written.
    HistoryError, LockError, ConnectError, UsageError; FileError when a file fails.
    """
    seen, choice, files = observer or Silent(), choice or Choice(), read_folder(folder)
    with connect(target.url, target.server_wait) as connection:
        outlook = look_ahead(connection, target, files, choice)
        if gate:
            gate(connection, outlook)
        if not outlook.jobs and drift is None:
            return Result((), outlook.standing)
        with locked(target, seen) as lock:
            outlook = look_ahead(connection, target, files, choice)
            if gate:
                gate(connection, outlook)
            if drift:
                refuse_drift(connection, drift, outlook.standing.applied)
            jobs = _settled(connection, outlook, target)
            if together:
                _require_whole(jobs)
            run = run_together if together else run_jobs
            with open_runner(connection, lock, target, seen) as runner:
                applied = run(runner, jobs)
            if drift:
                record_fingerprint(lock.connection, target.history, drift)
            # By the lock's connection: the other one is as the last file has left it.
            return Result(applied, read_standing(lock.connection, target, files))


def try_migrations(
    target: Target, folder: Traversable | Folder, choice: Choice | None = None, *, observer: Observer | None = None
) -> Trial:
    """Runs what is pending in one transaction and rolls it back. Its locks are real, and held until then."""
    seen, choice, files = observer or Silent(), choice or Choice(), read_folder(folder)
    with connect(target.url, target.server_wait) as connection, locked(target, seen, create=False) as lock:
        jobs = look_ahead(connection, target, files, choice).jobs
        count = next((index for index, job in enumerate(jobs) if not job.is_whole), len(jobs))
        with open_runner(connection, lock, target, seen) as runner:
            applied = run_together(runner, jobs[:count], commit=False)
    return Trial(applied, jobs[count:])


def read_status(target: Target, folder: Traversable | Folder, *, drift: DriftCheck | None = None) -> Standing:
    """How a database and a folder stand, and which indexes there are invalid; takes no lock, makes nothing.

    With `drift` the whole catalog is read.
    """
    files = read_folder(folder)
    with connect(target.url, target.server_wait) as connection:
        standing = read_standing(connection, target, files)
        stopped = any(row.status != "applied" for row in standing.applied)
        invalid = find_invalid_indexes(connection, target.exclude, target.schema, is_halfway=stopped)
        standing = replace(standing, invalid_indexes=invalid)
        return standing.with_drift(compare_recorded(connection, drift, standing.applied)) if drift else standing


def read_outlook(
    target: Target, folder: Traversable | Folder, choice: Choice | None = None, exclude: Sequence[str] = ()
) -> tuple[Outlook, str]:
    """What `apply_migrations` would run, and the fingerprint of the target; takes no lock, makes nothing."""
    files = read_folder(folder)
    with connect(target.url, target.server_wait) as connection:
        outlook = look_ahead(connection, target, files, choice or Choice())
        return outlook, read_fingerprint(connection, exclude)


@contextmanager
def locked(target: Target, observer: Observer, *, create: bool = True) -> Iterator[Lock]:
    """The lock, and below it a history that is there."""
    told = shielded(observer).lock_awaited
    with migration_lock(target.url, target.history, wait=target.lock_wait, on_wait=told) as lock:
        lock.connection.execute(role_sql(target.session).encode())
        if create:
            history.create_history(lock.connection, target.history)
        history.refuse_role_of_its_name(lock.connection, target.history)
        yield lock


def _settled(connection: psycopg.Connection, outlook: Outlook, target: Target) -> Sequence[Job]:
    rows = {int(row.version): row for row in outlook.standing.applied}
    return [settle(connection, job, rows.get(int(job.entry.version)), target) for job in outlook.jobs]


def _require_whole(jobs: Sequence[Job]) -> None:
    for job in jobs:
        if not job.is_whole:
            raise UsageError(
                f"{job.path} cannot share a transaction",
                hint="apply without --transaction all, or up to the file before it with --to",
            )
