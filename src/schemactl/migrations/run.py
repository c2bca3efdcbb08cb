"""Runs files on a database, one after the other, each with its history.

Comes in: an autocommit connection, the lock that is held, `Job`s. Goes out: `Applied`s, or a FileError that knows
which files were done before it. A file that can run in one transaction does so, with its row of the history inside:
it took place or it never did. Any other runs statement by statement and goes on, next time, where it stopped.
Must never know: which files should run.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import pairwise, takewhile
from time import monotonic

from schemactl import execute
from schemactl.connect import after_reset, hurry
from schemactl.errors import ConnectError, ExecuteError, SchemactlError
from schemactl.exchange import Query
from schemactl.execute import File, Frame, FrameError, StatementError
from schemactl.migrations import history
from schemactl.migrations.job import Job
from schemactl.migrations.observer import Applied
from schemactl.migrations.resume import clear_the_way
from schemactl.migrations.runner import Runner
from schemactl.migrations.session import (
    DISCARD,
    HASTE,
    OWN_PATH_HERE,
    Session,
    books_sql,
    last_books_sql,
    lost_with_session,
    session_sql,
    settings_of,
    timeout_sql,
)
from schemactl.pgsql import Statement
from schemactl.segments import Segment, may_commit
from schemactl.stop import pause

# lock_not_available, deadlock_detected, serialization_failure: all was rolled back, and the way may be free next time.
RETRIED = ("55P03", "40P01", "40001")
FILES = 20  # in a round trip at most, where each only defines things: so many run on if their runner is killed
GUARDED = 16  # every so many statements that run one by one the lock is looked at; a lost row is seen at each
TRIES = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class FileError(ExecuteError):
    """A file failed; `applied` are the files of this run that were done before it, and stay so."""

    def __init__(self, cause: ExecuteError, path: str, applied: Sequence[Applied]) -> None:
        super().__init__(
            cause.message,
            hint=cause.hint,
            place=cause.place,
            sqlstate=cause.sqlstate,
            detail=cause.detail,
            object=path,
        )
        self.applied = tuple(applied)


def run_jobs(runner: Runner, jobs: Sequence[Job]) -> tuple[Applied, ...]:
    """Runs files one after the other, each in a transaction if it can, until one fails.

    FileError; LockError, HistoryError or ConnectError if it is not the file's fault.
    """
    applied: list[Applied] = []
    while len(applied) < len(jobs):
        left = jobs[len(applied) :]
        plain = list(takewhile(lambda job: job.is_plain, left[:FILES])) if runner.is_ready else []
        if len(plain) > 1:
            _run_plain(runner, plain, applied)
        else:
            _run_one(runner, left[0], applied)
    return tuple(applied)


def _run_one(runner: Runner, job: Job, applied: list[Applied]) -> None:
    runner.observer.file_started(job.path, len(job.statements))
    began = monotonic()
    try:
        if job.traits.change_logins:
            runner.remember_logins()
        _run_with_retries(runner, job)
    except ExecuteError as error:
        raise FileError(error, job.path, applied) from error
    runner.is_ready = job.is_plain
    applied.append(_applied(runner, job, monotonic() - began))
    runner.observer.file_finished(applied[-1])
    if job.traits.change_logins and runner.is_outdated():
        runner.renew()


def _run_plain(runner: Runner, jobs: Sequence[Job], applied: list[Applied]) -> None:
    """Several files in one round trip; up to one that is rolled back for a lock, which is then tried by itself."""
    first, began = len(applied), [monotonic()]

    def begun(job: Job) -> None:
        began[0] = monotonic()
        runner.observer.file_started(job.path, len(job.statements))

    def ended(job: Job) -> None:
        applied.append(_applied(runner, job, monotonic() - began[0]))
        runner.observer.file_finished(applied[-1])

    files = [File(one.statements, _frame(runner, one), partial(begun, one), partial(ended, one)) for one in jobs]
    try:
        error = execute.run_files(runner.connection, files, runner.observer)
    except (ConnectError, KeyboardInterrupt) as lost:
        done = len(applied) - first
        if done < len(jobs):  # else it came when all was done
            _note_failure(runner, jobs[done], lost)
        raise
    if error is None:
        return
    job = jobs[len(applied) - first]
    if isinstance(error, StatementError) and error.sqlstate in RETRIED:
        _run_one(runner, job, applied)
        return
    cause = history.write_error(runner.books.schema, error) if isinstance(error, FrameError) else error
    _note_failure(runner, job, cause)
    if isinstance(cause, ExecuteError):
        raise FileError(cause, job.path, applied) from error
    raise cause from error


def run_together(runner: Runner, jobs: Sequence[Job], *, commit: bool = True) -> tuple[Applied, ...]:
    """Runs files in one transaction: all of them took place, or none. Each must be one that can (`Job.is_whole`).

    Without `commit` all is rolled back, and the books are left alone.
    """
    applied: list[Applied] = []
    for job in jobs:
        runner.is_ready = False
        frame = _frame(runner, job, is_alone=False) if commit else Frame(before=_session(runner))
        opening = ("BEGIN", *_fresh(runner), "COMMIT", "BEGIN") if job is jobs[0] else (DISCARD,)
        closing = (("COMMIT",) if commit else ("ROLLBACK",)) if job is jobs[-1] else ()
        runner.observer.file_started(job.path, len(job.statements))
        began = monotonic()
        try:
            _run(runner, job, replace(frame, opening=opening, closing=closing))
        except ExecuteError as error:
            if commit:
                _note_failure(runner, job, error)
            raise FileError(error, job.path, ()) from error
        applied.append(_applied(runner, job, monotonic() - began))
    for one in applied:
        runner.observer.file_finished(one)
    return tuple(applied)


def _applied(runner: Runner, job: Job, seconds: float) -> Applied:
    notices, runner.notices = tuple(runner.notices), []
    return Applied(job.entry.version, job.entry.name, job.entry.direction, len(job.statements), seconds, notices)


def _run_with_retries(runner: Runner, job: Job) -> None:
    """Runs a file; again, after a pause, if it was rolled back whole for a lock that was not free."""
    longest = FIRST_PAUSE
    for left in reversed(range(TRIES)):
        try:
            _run(runner, job, _frame(runner, job))
            return
        except StatementError as error:
            if not left or not job.is_whole or error.sqlstate not in RETRIED:
                _note_failure(runner, job, error)
                raise
            seconds = longest * random.uniform(0.5, 1.0)  # noqa: S311 no secret
            runner.observer.file_retried(job.path, error, seconds)
            pause(seconds)
            longest = min(longest * 2, LONGEST_PAUSE)
        except (SchemactlError, KeyboardInterrupt) as error:
            _note_failure(runner, job, error)
            raise


def _run(runner: Runner, job: Job, frame: Frame) -> None:
    """Runs a file from where it begins. Where sessions begin otherwise after a statement, the rest has a new one.

    So it has where the run is cut there, and what comes out does not depend on it.
    """
    try:
        if job.is_whole:
            _send(runner, job, frame, job.parts)
        else:
            _run_apart(runner, job, frame)
    except FrameError as error:
        raise history.write_error(runner.books.schema, error) from error


def _session(runner: Runner) -> tuple[str, ...]:
    """The session as each file finds it."""
    reset = after_reset(runner.connection)
    return session_sql(runner.session, checks_client=runner.lock.checks_client, after_reset=reset)


def _fresh(runner: Runner) -> tuple[str, ...]:
    """What a transaction's own beginning needs: it is as the settings before it say, such as of a file before this."""
    return "RESET ALL", *after_reset(runner.connection), DISCARD


def _run_apart(runner: Runner, job: Job, frame: Frame) -> None:
    total = len(job.statements)
    if job.start == total:
        _begin_apart(runner, job, total)
        execute.execute(runner.connection, *frame.record(total))
        return
    stops = [stop for stop in job.traits.change_logins if job.start < stop < total]
    is_new = True
    for start, stop in pairwise([job.start, *stops, total]):
        if is_new:
            _begin_apart(runner, job, start)
        _send(runner, job, frame, job.parts[start:stop])
        is_new = stop < total and runner.is_outdated() and lost_with_session(job.statements, stop) is None
        if is_new:
            runner.renew()


def _begin_apart(runner: Runner, job: Job, start: int) -> None:
    """The row of the file, and its session as the statements before `start` have left it."""
    sha256 = list(job.entry.sha256[:start][-1:])
    row = history.render(runner.connection, "start", runner.books, job.entry, done=start, sha256=sha256)
    settings = settings_of(job.statements, start)
    execute.execute(
        runner.connection,
        *(*_fresh(runner), "COMMIT", "BEGIN", *_session(runner), OWN_PATH_HERE, row, "COMMIT"),
        *("BEGIN", HASTE, "DEALLOCATE ALL", history.prepare_progress(runner.books), *settings),
    )


def _send(runner: Runner, job: Job, frame: Frame, parts: Sequence[Segment]) -> None:
    execute.run(runner.connection, job.statements, frame=frame, observer=runner.observer, parts=parts)


def _frame(runner: Runner, job: Job, *, is_alone: bool = True) -> Frame:
    """The settings before a file, the way cleared for statements that run alone, and the books after it.

    is_alone: no other file shares its transaction.
    """
    finish = ("applied" if job.is_whole else "finished") if job.entry.direction == "up" else "reverted"
    guard = history.render_guard(runner.connection, runner.books)
    total = len(job.statements)

    def record(done: int) -> tuple[str | Query, ...]:
        if done == total:
            last = history.render(runner.connection, finish, runner.books, job.entry)
            return *last_books_sql(runner.session), guard, last
        guards = (guard,) if done % GUARDED == 0 or done == job.start + 1 else ()
        if done < job.traits.changes_session:
            return *guards, history.prepared_progress(runner.books, job.entry, done)
        return *books_sql(runner.session), *guards, history.progress(runner.books, job.entry, done)

    def prepare(statement: Statement) -> tuple[str, ...]:
        clear_the_way(runner.connection, statement)
        # Waiting for others hurts nobody here, and giving up half-way leaves an invalid index.
        is_patient = not job.traits.sets_timeouts and not may_commit(statement.sql)
        return (guard, *timeout_sql(Session(0, 0))) if is_patient else (guard,)

    if not job.is_whole:
        limits = () if job.traits.sets_timeouts else timeout_sql(runner.session)
        is_chained = job.traits.changes_session == total
        return Frame(record=record, prepare=prepare, after_alone=limits, is_chained=is_chained)
    if job.is_plain and is_alone:
        return _plain_frame(runner, job, guard)
    return Frame(
        before=_session(runner),
        record=record,
        opening=("BEGIN", *_fresh(runner), "COMMIT", "BEGIN"),
    )


def _plain_frame(runner: Runner, job: Job, guard: str) -> Frame:
    """Of a file that leaves the session as it was: the next one needs no other, and the books are prepared."""
    books = history.prepared_applied(runner.connection, runner.books, job.entry)
    if runner.is_ready:
        return Frame(record=lambda _: books)
    prepared = ("DEALLOCATE ALL", *history.prepare_applied(runner.books, guard))
    return Frame(
        before=_session(runner),
        record=lambda _: books,
        opening=("BEGIN", *_fresh(runner), *prepared, "COMMIT", "BEGIN"),
    )


def _note_failure(runner: Runner, job: Job, error: SchemactlError | KeyboardInterrupt) -> None:
    """Writes down what happened, on the lock's connection; a database that is gone cannot be told."""
    import psycopg

    if isinstance(error, KeyboardInterrupt):
        if runner.connection.closed:
            # A server that does not answer cannot be told, and nobody knows what became of the statement.
            runner.lock.connection.close()
            return
        hurry(runner.lock.connection)
        error = ExecuteError("interrupted")
    if isinstance(error, ConnectError):
        hurry(runner.lock.connection)
    with suppress(psycopg.Error):
        history.record_failed(runner.lock.connection, runner.books, job.entry, error)
