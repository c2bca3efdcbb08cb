"""Runs files on a database, one after the other, each with its history.

Comes in: an autocommit connection, the lock that is held, `Job`s. Goes out: `Applied`s, or a FileError that knows
which files were done before it. A file that can run in one transaction does so, with its row of the history inside:
it took place or it never did. Any other runs statement by statement and goes on, next time, where it stopped.
Must never know: which files should run.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from time import monotonic, sleep
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from schemactl import execute
from schemactl.errors import ConnectError, ExecuteError, HistoryError, SchemactlError
from schemactl.execute import StatementError
from schemactl.migrations import history
from schemactl.migrations.connect import Session, role_sql, session_sql
from schemactl.migrations.directives import Directives, read_directives
from schemactl.migrations.history import Books, Entry, Row
from schemactl.migrations.lock import Holder, Lock
from schemactl.migrations.state import State
from schemactl.pgsql import Statement, split_statements

if TYPE_CHECKING:
    import psycopg

# lock_not_available, deadlock_detected: the whole file was rolled back, and another try may find the way free.
RETRIED = ("55P03", "40P01")
TRIES = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class Observer(execute.Observer, Protocol):
    """Who wants to see a run."""

    def lock_awaited(self, holder: Holder | None) -> None: ...

    def file_started(self, path: str, statements: int) -> None: ...

    def file_finished(self, applied: Applied) -> None: ...

    def file_retried(self, path: str, error: StatementError, seconds: float) -> None: ...


class Silent:
    """An observer that looks away; others start from it."""

    def statement_started(self, index: int, total: int, statement: Statement) -> None: ...

    def statement_finished(self, index: int, total: int, statement: Statement, seconds: float) -> None: ...

    def lock_awaited(self, holder: Holder | None) -> None: ...

    def file_started(self, path: str, statements: int) -> None: ...

    def file_finished(self, applied: Applied) -> None: ...

    def file_retried(self, path: str, error: StatementError, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Applied:
    """One file that ran to its end."""

    version: str
    name: str
    direction: str
    statements: int
    seconds: float


class FileError(ExecuteError):
    """A file failed; `applied` are the files of this run that were done before it, and stay so."""

    def __init__(self, cause: SchemactlError, path: str, applied: Sequence[Applied]) -> None:
        super().__init__(
            cause.message,
            hint=cause.hint,
            place=cause.place,
            sqlstate=cause.sqlstate,
            detail=cause.detail,
            object=path,
        )
        self.applied = tuple(applied)
        self.exit_code = cause.exit_code


@dataclass(frozen=True, slots=True)
class Job:
    """One half of a migration, ready to run from statement `start` on."""

    path: str
    statements: tuple[Statement, ...]
    directives: Directives
    entry: Entry
    start: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """The database, the history in it, and the settings of the sessions."""

    url: str
    history: str = "schemactl"
    session: Session = field(default_factory=Session)
    lock_wait: float = 60.0


def make_job(path: str, sql: str, entry: Entry, row: Row | None) -> Job:
    """A file, split and checked before anything runs; behind what `row` says is done of it."""
    directives = read_directives(sql, path)
    statements = split_statements(sql, path)
    execute.segments(statements, transaction=directives.transaction)
    entry = replace(entry, statement_sha256=tuple(sha256(one.sql.encode()).hexdigest() for one in statements))
    start = 0
    if row and row.status == "failed" and row.direction == entry.direction:
        left = history.statements_left(row, entry.statement_sha256)
        if left is None:
            raise HistoryError(
                f"{path}: a statement that has run already was edited",
                state=State.DIVERGED.value,
                object=entry.version,
                hint=f"restore the first {row.statements_done} statements as they were",
            )
        start = left
    return Job(path, statements, directives, entry, start)


def run_jobs(
    connection: psycopg.Connection, lock: Lock, target: Target, jobs: Sequence[Job], observer: Observer
) -> tuple[Applied, ...]:
    """Runs files one after the other, until one fails."""
    books = Books(target.history, uuid4())
    applied: list[Applied] = []
    for job in jobs:
        lock.check()
        observer.file_started(job.path, len(job.statements))
        began = monotonic()
        try:
            _run_with_retries(connection, target.session, books, job, observer)
        except KeyboardInterrupt:
            _note_failure(lock, books, job, ExecuteError("interrupted"))
            raise
        except SchemactlError as error:
            _note_failure(lock, books, job, error)
            raise FileError(error, job.path, applied) from error
        seconds = monotonic() - began
        entry = job.entry
        applied.append(Applied(entry.version, entry.name, entry.direction, len(job.statements), seconds))
        observer.file_finished(applied[-1])
    return tuple(applied)


def _run_with_retries(
    connection: psycopg.Connection, session: Session, books: Books, job: Job, observer: Observer
) -> None:
    """Runs a file; again, after a pause, if it was rolled back whole for a lock that was not free."""
    pause = FIRST_PAUSE
    for left in reversed(range(TRIES)):
        try:
            _run(connection, session, books, job, observer)
            return
        except StatementError as error:
            if not left or not _is_whole(job) or error.sqlstate not in RETRIED:
                raise
            seconds = pause * random.uniform(0.5, 1.0)  # noqa: S311 no secret
            observer.file_retried(job.path, error, seconds)
            sleep(seconds)
            pause = min(pause * 2, LONGEST_PAUSE)


def _run(connection: psycopg.Connection, session: Session, books: Books, job: Job, observer: Observer) -> None:
    total = len(job.statements)
    try:
        connection.execute(session_sql(session).encode())
        if not _is_whole(job):
            history.record_start(connection, books, job.entry, job.start)
        execute.run(
            connection,
            job.statements,
            observer=observer,
            record=_recorder(session, books, job.entry, total),
            transaction=job.directives.transaction,
            start=job.start,
        )
    except SchemactlError:
        raise
    except Exception as error:
        if connection.broken:
            raise ConnectError("the connection to the database was lost", detail=str(error).strip()) from error
        raise


def _note_failure(lock: Lock, books: Books, job: Job, error: SchemactlError) -> None:
    """Writes down what happened, on the lock's connection; a database that is gone cannot be told."""
    import psycopg

    done = error.done if isinstance(error, StatementError) else 0
    with suppress(psycopg.OperationalError):
        history.record_failed(lock.connection, books, job.entry, error, done)


def _is_whole(job: Job) -> bool:
    """Whether the file runs in one transaction."""
    parts = execute.segments(job.statements, transaction=job.directives.transaction)
    return len(parts) == 1 and parts[0].is_transaction


def _recorder(session: Session, books: Books, entry: Entry, total: int) -> Callable[[psycopg.Connection, int], None]:
    """What is written into the history with the last statement of each segment."""
    finish = history.record_applied if entry.direction == "up" else history.record_reverted

    def record(connection: psycopg.Connection, done: int) -> None:
        connection.execute(f"SET SESSION AUTHORIZATION DEFAULT; {role_sql(session)}".encode())
        if done == total:
            finish(connection, books, entry)
        else:
            history.record_progress(connection, books, entry, done)

    return record
