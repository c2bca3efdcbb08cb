"""Runs the statements of one file: in one transaction, or one by one where Postgres wants that.

Comes in: an autocommit connection and `Statement`s. Goes out: nothing, or a StatementError that knows which statement
failed, where in the file, and what the server said.
Must never know: migrations, histories, locks. What must stand or fall with the statements is handed in as `record`,
which is called inside the last transaction of each segment with the number of statements that are done by then.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from schemactl.errors import ExecuteError, Place
from schemactl.pgsql import Statement, needs_own_transaction, node_kind, parse

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)

Record = Callable[["psycopg.Connection", int], None]


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
        self, message: str, *, index: int, total: int, statement: Statement, done: int = 0, **rest: object
    ) -> None:
        super().__init__(message, **rest)  # type: ignore[arg-type]
        self.index = index
        self.total = total
        self.statement = statement
        self.done = done


def segments(statements: Sequence[Statement], *, transaction: bool = True) -> tuple[Segment, ...]:
    """One segment if all can share a transaction, which `transaction=False` forbids; else one for each statement.

    Raises ExecuteError for what no runner may send: BEGIN and COMMIT of the file's own, COPY with its data in the file.
    """
    for statement in statements:
        _refuse(statement)
    alone = [needs_own_transaction(statement.sql) for statement in statements]
    if not statements or (transaction and not any(alone)):
        return (Segment(0, tuple(statements), is_transaction=True),)
    return tuple(
        Segment(index, (statement,), is_transaction=not alone[index]) for index, statement in enumerate(statements)
    )


def run(
    connection: psycopg.Connection,
    statements: Sequence[Statement],
    *,
    observer: Observer | None = None,
    record: Record | None = None,
    transaction: bool = True,
    start: int = 0,
) -> None:
    """Runs `statements` from index `start` on. The connection must be in autocommit mode and outside a transaction.

    A segment that fails is rolled back; segments before it stay. For a statement that cannot run in a transaction,
    `record` is called after it, in a transaction of its own.
    """
    for segment in segments(statements, transaction=transaction):
        if segment.first >= start:
            _run_segment(connection, segment, len(statements), observer, record)


def server_error(error: psycopg.Error, statement: Statement, *, index: int, total: int, done: int) -> StatementError:
    """The server's answer as an error with the place in the file."""
    diagnosis = error.diag
    position = int(diagnosis.statement_position or 0)
    detail = "\n".join(part for part in (diagnosis.message_detail, diagnosis.context) if part)
    return StatementError(
        diagnosis.message_primary or str(error).strip() or type(error).__name__,
        index=index,
        total=total,
        statement=statement,
        done=done,
        place=place_in(statement, position - 1) if position else statement.place,
        sqlstate=error.sqlstate or "",
        detail=detail,
        hint=diagnosis.message_hint or "",
    )


def place_in(statement: Statement, offset: int) -> Place:
    """The place in the file of a character offset within a statement."""
    start = statement.place
    before = statement.sql[:offset]
    lines = before.count("\n")
    if not lines:
        return Place(start.path, start.line, start.column + offset, start.text)
    text = statement.sql.split("\n")[lines].rstrip("\r")
    return Place(start.path, start.line + lines, offset - before.rindex("\n"), text)


def _run_segment(
    connection: psycopg.Connection, segment: Segment, total: int, observer: Observer | None, record: Record | None
) -> None:
    import psycopg

    current = segment.first
    try:
        if not segment.is_transaction:
            _send(connection, segment.statements[0], segment.first, total, observer)
        with connection.transaction():
            for index, statement in enumerate(segment.statements if segment.is_transaction else (), segment.first):
                current = index
                _send(connection, statement, index, total, observer)
            if record:
                record(connection, segment.first + len(segment.statements))
    except psycopg.Error as error:
        statement = segment.statements[current - segment.first]
        raise server_error(error, statement, index=current, total=total, done=segment.first) from error


def _send(
    connection: psycopg.Connection, statement: Statement, index: int, total: int, observer: Observer | None
) -> None:
    log.debug("%s", statement.sql)
    if observer:
        observer.statement_started(index, total, statement)
    began = monotonic()
    connection.execute(statement.sql.encode())
    if observer:
        observer.statement_finished(index, total, statement, monotonic() - began)


def _refuse(statement: Statement) -> None:
    kind = node_kind(statement.sql)
    if kind == "transaction_stmt":
        hint = "remove it: a file runs in one; `-- schemactl: transaction=none` at its top runs each statement alone"
        raise ExecuteError("a migration file begins and ends no transaction", hint=hint, place=statement.place)
    if kind == "copy_stmt" and not parse(statement.sql).stmts[0].stmt.copy_stmt.filename:
        hint = "write INSERT statements (pg_dump --inserts)"
        raise ExecuteError("COPY from or to the client cannot run from a file", hint=hint, place=statement.place)
