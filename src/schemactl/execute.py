"""Runs the statements of one file: in one transaction, or one by one where Postgres wants that.

Comes in: an autocommit connection, `Statement`s, and a `Frame` of SQL that belongs around them. Goes out: nothing; a
StatementError that knows which statement failed, where in the file, and what the server said; or a FrameError.
Must never know: migrations, histories, locks.

A transaction goes to the server in one round trip, however many statements it has (pipeline mode); each answer comes
back when its statement is done, so that an observer sees them one by one. What is asserted above a statement is asked
just before it, in its transaction; an assertion that does not hold is the statement's failure. A file in Python is one
statement, called between what belongs around it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from schemactl.assertion import read_assertions, render_check
from schemactl.code import Code, CodeError, call
from schemactl.errors import ConnectError, ExecuteError
from schemactl.pgsql import Statement, needs_own_transaction, parse, place_in

if TYPE_CHECKING:
    import psycopg
    from psycopg.pq.abc import PGconn, PGresult

log = logging.getLogger(__name__)

# A statement without any of these words can share a transaction: parsing it would only cost time.
_SUSPECT = "concurrently vacuum database tablespace system subscription reindex cluster discard".split()
_ENDS_TRANSACTION = frozenset("begin start commit end rollback abort savepoint release prepare".split())


def _record_nothing(done: int) -> Sequence[str]:  # noqa: ARG001 the number is for those who record
    return ()


def _prepare_nothing(statement: Statement) -> Sequence[str]:  # noqa: ARG001 the statement is for those who prepare
    return ()


@dataclass(frozen=True, slots=True)
class Frame:
    """SQL around the statements of a file.

    `before` goes before the first statement, in its transaction. `record(n)` gives what goes into the transaction
    that ends a segment, after statement n. `prepare(statement)` is asked before a statement that runs outside of any
    transaction, and gives what to run before it; `after_alone` goes into the transaction that records it.
    `opening` and `closing` begin and end a transaction; without them, files share one.
    """

    before: tuple[str, ...] = ()
    record: Callable[[int], Sequence[str]] = _record_nothing
    prepare: Callable[[Statement], Sequence[str]] = _prepare_nothing
    after_alone: tuple[str, ...] = ()
    opening: tuple[str, ...] = ("BEGIN",)
    closing: tuple[str, ...] = ("COMMIT",)


@dataclass(frozen=True, slots=True)
class Segment:
    """Statements that share a transaction, or one that must run outside of any. `first` is its index in the file."""

    first: int
    statements: tuple[Statement, ...]
    is_transaction: bool


class Observer(Protocol):
    """Who wants to see statements come and go; `index` counts from 0."""

    def statement_started(self, index: int, total: int, statement: Statement) -> None: ...

    def statement_finished(self, index: int, total: int, statement: Statement, seconds: float) -> None: ...


class StatementError(ExecuteError):
    """A statement failed; `index` counts from 0, `done` says how many before it stay done."""

    def __init__(
        self, message: str, *, index: int, total: int, statement: Statement, done: int = 0, **rest: Any
    ) -> None:
        super().__init__(message, **rest)
        self.index = index
        self.total = total
        self.statement = statement
        self.done = done


class FrameError(ExecuteError):
    """Something around the statements failed; `done` says how many statements stay done."""

    def __init__(self, message: str, *, done: int = 0, **rest: Any) -> None:
        super().__init__(message, **rest)
        self.done = done


def segments(statements: Sequence[Statement], *, transaction: bool = True) -> tuple[Segment, ...]:
    """One segment if all can share a transaction, which `transaction=False` forbids; else one for each statement.

    Raises ExecuteError for what no runner may send: BEGIN and COMMIT of the file's own, COPY with its data in the file;
    SourceError for an assertion that is none.
    """
    for statement in statements:
        if not isinstance(statement, Code):
            _refuse(statement)
            read_assertions(statement)
    alone = [not one.transaction if isinstance(one, Code) else is_alone(one.sql) for one in statements]
    if not statements or (transaction and not any(alone)):
        return (Segment(0, tuple(statements), is_transaction=True),)
    return tuple(
        Segment(index, (statement,), is_transaction=not alone[index]) for index, statement in enumerate(statements)
    )


def run(
    connection: psycopg.Connection,
    statements: Sequence[Statement],
    *,
    frame: Frame | None = None,
    observer: Observer | None = None,
    transaction: bool = True,
    start: int = 0,
) -> None:
    """Runs `statements` from index `start` on. The connection must be in autocommit mode and outside a transaction.

    A segment that fails is rolled back; segments before it stay. ConnectError if the connection is lost. If all
    statements are done already, only that is recorded.
    """
    frame = frame or Frame()
    before = frame.before
    if start and start == len(statements):
        execute(connection, *before, *frame.record(start))
    for segment in segments(statements, transaction=transaction):
        if segment.first >= start:
            _run_segment(connection, segment, frame, before, _Watch(segment, len(statements), observer))
            before = ()


def execute(connection: psycopg.Connection, *queries: str) -> None:
    """Runs SQL of our own in one transaction and one round trip. FrameError, ConnectError."""
    failure = _exchange(connection, ["BEGIN", *queries, "COMMIT"], None)
    if failure:
        raise _frame_error(failure[1], 0)


@dataclass(slots=True)
class _Watch:
    """Tells an observer of the statements of one segment as their answers come in."""

    segment: Segment
    total: int
    observer: Observer | None
    began: float = 0.0

    def started(self, position: int) -> None:
        statement = self.segment.statements[position]
        log.debug("%s", statement.sql)
        self.began = monotonic()
        if self.observer:
            self.observer.statement_started(self.segment.first + position, self.total, statement)

    def finished(self, position: int) -> None:
        if self.observer:
            seconds = monotonic() - self.began
            statement = self.segment.statements[position]
            self.observer.statement_finished(self.segment.first + position, self.total, statement, seconds)


def _run_segment(
    connection: psycopg.Connection, segment: Segment, frame: Frame, before: Sequence[str], watch: _Watch
) -> None:
    record = frame.record(segment.first + len(segment.statements))
    if segment.is_transaction:
        _run_transaction(connection, segment, replace(frame, before=tuple(before)), record, watch)
        return
    statement = segment.statements[0]
    execute(connection, *before, *frame.prepare(statement))
    if isinstance(statement, Code):
        _call(connection, statement, segment, watch)
        execute(connection, *frame.after_alone, *record)
        return
    checks = _checks(statement)
    failure = _exchange(connection, checks, None) if checks else None
    failure = failure or _exchange(connection, [statement.sql], _Part(0, (0,), watch))
    if failure:
        raise _statement_error(failure[1], segment, 0, watch.total)
    execute(connection, *frame.after_alone, *record)


def _run_transaction(
    connection: psycopg.Connection, segment: Segment, frame: Frame, record: Sequence[str], watch: _Watch
) -> None:
    head = [*frame.opening, *frame.before]
    if segment.statements and isinstance(segment.statements[0], Code):
        _run_code(connection, segment, head, [*record, *frame.closing], watch)
        return
    parts = [[*_checks(statement), statement.sql] for statement in segment.statements]
    queries = [*head, *chain.from_iterable(parts), *record, *frame.closing]
    part = _Part(len(head), tuple(at for at, queries in enumerate(parts) for _ in queries), watch)
    failure = _exchange(connection, queries, part)
    if not failure:
        return
    index, result = failure
    is_end = index >= part.end + len(record)
    if segment.statements and (part.first <= index < part.end or is_end):
        # What fails only at COMMIT, a deferred constraint, is laid to the last statement.
        position = len(segment.statements) - 1 if is_end else part.positions[index - part.first]
        raise _statement_error(result, segment, position, watch.total)
    raise _frame_error(result, segment.first)


def _run_code(
    connection: psycopg.Connection, segment: Segment, head: Sequence[str], tail: Sequence[str], watch: _Watch
) -> None:
    """What belongs around a file in Python goes out in a round trip of its own, before and behind it."""
    code = segment.statements[0]
    assert isinstance(code, Code)
    failure = _exchange(connection, head, None) if head else None
    if failure:
        raise _frame_error(failure[1], segment.first)
    try:
        _call(connection, code, segment, watch)
    except BaseException:
        if not connection.closed:
            connection.rollback()
        raise
    failure = _exchange(connection, tail, None)
    if failure and failure[0] == len(tail) - 1:
        raise _statement_error(failure[1], segment, 0, watch.total)  # a deferred constraint
    if failure:
        raise _frame_error(failure[1], segment.first)


def _call(connection: psycopg.Connection, code: Code, segment: Segment, watch: _Watch) -> None:
    watch.started(0)
    try:
        call(connection, code)
    except CodeError as error:
        if connection.closed:
            raise ConnectError("the connection to the database was lost", detail=error.message) from error
        raise StatementError(
            error.message,
            index=segment.first,
            total=watch.total,
            statement=code,
            done=segment.first,
            place=error.place,
            sqlstate=error.sqlstate,
            detail=error.detail,
        ) from error
    watch.finished(0)


def _checks(statement: Statement) -> list[str]:
    return [render_check(assertion) for assertion in read_assertions(statement)]


@dataclass(frozen=True, slots=True)
class _Part:
    """Which queries of an exchange belong to statements of the file: from `first` on, each with its statement's number.

    Those of a statement are its checks and, as the last one, itself.
    """

    first: int
    positions: tuple[int, ...]
    watch: _Watch

    @property
    def end(self) -> int:
        return self.first + len(self.positions)

    def position(self, index: int) -> int | None:
        """The number of the statement that a query belongs to."""
        return self.positions[index - self.first] if self.first <= index < self.end else None


def _exchange(
    connection: psycopg.Connection, queries: Sequence[str], part: _Part | None
) -> tuple[int, PGresult] | None:
    """Sends all queries in one round trip; the first that failed, with its answer, none of those behind it run.

    A transaction with a failure in it is rolled back, also after an interrupt, which ends the statement first.
    """
    from psycopg import Error, pq

    pgconn = connection.pgconn
    try:
        pgconn.enter_pipeline_mode()
        try:
            return connection.wait(_talk(pgconn, queries, part))
        finally:
            if pgconn.status == pq.ConnStatus.OK:
                pgconn.exit_pipeline_mode()
                if connection.info.transaction_status is pq.TransactionStatus.INERROR:
                    connection.execute("ROLLBACK")
    except Error as error:
        said = str(error).strip()
        raise ConnectError("the connection to the database was lost", detail=said) from error


def _talk(
    pgconn: PGconn, queries: Sequence[str], part: _Part | None
) -> Generator[Any, Any, tuple[int, PGresult] | None]:
    from psycopg import generators, pq

    for query in queries:
        pgconn.send_query_params(query.encode(), None)
        pgconn.send_flush_request()
    pgconn.pipeline_sync()
    yield from generators.send(pgconn)
    failure: tuple[int, PGresult] | None = None
    for index in range(len(queries)):
        position = part.position(index) if part and not failure else None
        if part and position is not None and position != part.position(index - 1):
            part.watch.started(position)
        for result in (yield from generators.fetch_many(pgconn)):
            if result.status == pq.ExecStatus.FATAL_ERROR:
                failure = failure or (index, result)
        if part and position is not None and position != part.position(index + 1) and not failure:
            part.watch.finished(position)
    yield from generators.fetch_many(pgconn)
    return failure


def _statement_error(result: PGresult, segment: Segment, position: int, total: int) -> StatementError:
    """The server's answer as an error with the place in the file."""
    statement = segment.statements[position]
    said = _diagnosis(result)
    at = int(said.statement_position or 0)
    place = place_in(statement, at - 1) if at else statement.place
    inner = said.internal_query or ""
    if not at and inner and inner in statement.sql:
        place = place_in(statement, statement.sql.index(inner) + int(said.internal_position or 1) - 1)
    return StatementError(
        said.message_primary or "the server gave no reason",
        index=segment.first + position,
        total=total,
        statement=statement,
        done=segment.first,
        place=place,
        sqlstate=said.sqlstate or "",
        detail="\n".join(part for part in (said.message_detail, said.context) if part),
        hint=said.message_hint or "",
    )


def _frame_error(result: PGresult, done: int) -> FrameError:
    said = _diagnosis(result)
    return FrameError(
        said.message_primary or "the server gave no reason",
        done=done,
        sqlstate=said.sqlstate or "",
        detail=said.message_detail or "",
        hint=said.message_hint or "",
    )


def _diagnosis(result: PGresult) -> Any:
    from psycopg.errors import error_from_result

    return error_from_result(result, encoding="utf-8").diag


def is_alone(sql: str) -> bool:
    """Whether a statement must run outside of any transaction."""
    lower = sql.lower()
    return any(word in lower for word in _SUSPECT) and needs_own_transaction(sql)


def _refuse(statement: Statement) -> None:
    first = "".join(takewhile(str.isalpha, statement.sql)).lower()
    if first in _ENDS_TRANSACTION and parse(statement.sql).stmts[0].stmt.HasField("transaction_stmt"):
        hint = "remove it: a file runs in one; `-- schemactl: transaction=none` at its top runs each statement alone"
        raise ExecuteError("a migration file begins and ends no transaction", hint=hint, place=statement.place)
    if first == "copy" and not parse(statement.sql).stmts[0].stmt.copy_stmt.filename:
        hint = "write INSERT statements (pg_dump --inserts)"
        raise ExecuteError("COPY from or to the client cannot run from a file", hint=hint, place=statement.place)
