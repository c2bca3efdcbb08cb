"""Runs the statements of one file: in one transaction, or one by one where Postgres wants that.

Comes in: an autocommit connection, `Statement`s, and a `Frame` of SQL that belongs around them. Goes out: nothing; a
StatementError that knows which statement failed, where in the file, and what the server said; or a FrameError.
Must never know: migrations, histories, locks.

A transaction goes to the server in one round trip, however many statements it has, and so do many transactions that
follow each other. What is asserted above a statement is asked just before it, in its transaction; an assertion that
does not hold is the statement's failure. A file in Python is one statement, called between what belongs around it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from schemactl.assertion import read_assertions, render_check
from schemactl.code import Code, CodeError, call
from schemactl.errors import ConnectError, ExecuteError, Place
from schemactl.exchange import Failure, Query, Watch, as_queries, exchange
from schemactl.pgsql import (
    Statement,
    place_in,
)
from schemactl.segments import COMMITS, Segment, may_commit, segments

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)

BATCH = 400  # transactions in a round trip at most


def _record_nothing(done: int) -> Sequence[str | Query]:  # noqa: ARG001 the number is for those who record
    return ()


def _prepare_nothing(statement: Statement) -> Sequence[str]:  # noqa: ARG001 the statement is for those who prepare
    return ()


@dataclass(frozen=True, slots=True)
class Frame:
    """SQL around the statements of a file.

    `before` goes before the first statement, in its transaction. `record(n)` gives what goes into the transaction
    that ends a segment, after statement n. `prepare(statement)` is asked before a statement that runs outside of any
    transaction, and gives what to run before it; `after_alone` goes into the transaction that records it.
    `opening` and `closing` begin and end a transaction; without them, files share one. `is_chained`: a transaction may
    begin with the end of the one before it, since nothing in the file changes how transactions begin.
    """

    before: tuple[str, ...] = ()
    record: Callable[[int], Sequence[str | Query]] = _record_nothing
    prepare: Callable[[Statement], Sequence[str]] = _prepare_nothing
    after_alone: tuple[str, ...] = ()
    opening: tuple[str, ...] = ("BEGIN",)
    closing: tuple[str, ...] = ("COMMIT",)
    is_chained: bool = False


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


def run(
    connection: psycopg.Connection,
    statements: Sequence[Statement],
    *,
    frame: Frame | None = None,
    observer: Observer | None = None,
    transaction: bool = True,
    parts: Sequence[Segment] | None = None,
) -> None:
    """Runs `statements`, or some of their segments: `parts`, which follow each other.

    The connection must be in autocommit mode and outside a transaction. A segment that fails is rolled back; segments
    before it stay. ConnectError if the connection is lost.
    """
    frame, parts = frame or Frame(), segments(statements, transaction=transaction) if parts is None else parts
    runner = _Runner(connection, frame, _Watched(statements, observer))
    position = 0
    while position < len(parts):
        position += runner.run_next(parts[position : position + BATCH])


@dataclass(frozen=True, slots=True)
class File:
    """A file that is one transaction; `begun` and `ended` are called when it is at work, and when it is done."""

    statements: tuple[Statement, ...]
    frame: Frame
    begun: Callable[[], None]
    ended: Callable[[], None]


def run_files(
    connection: psycopg.Connection, files: Sequence[File], observer: Observer | None = None
) -> StatementError | FrameError | None:
    """Runs files one after the other, a transaction each, in one round trip; what `run` raises is given back.

    The file that failed is the one that has begun and not ended. None of those after it has run. ConnectError.
    """
    runs = [_Runner(connection, one.frame, _Watched(one.statements, observer)) for one in files]

    def started(step: tuple[int, int]) -> None:
        number, index = step
        if index == _BEGUN:
            files[number].begun()
        elif index >= 0:
            runs[number].watched.started(index)

    def finished(step: tuple[int, int]) -> None:
        number, index = step
        if index == _ENDED:
            files[number].ended()
        elif index >= 0:
            runs[number].watched.finished(index)

    def queries() -> Iterator[Query]:
        for number, (file, one) in enumerate(zip(files, runs, strict=True)):
            *own, last = one.transaction(Segment(0, file.statements, is_transaction=True))
            for position, query in enumerate(own):
                step = query.step if position else _BEGUN
                yield query._replace(step=None if step is None else (number, step), tag=(one, query.tag))
            yield last._replace(step=(number, _ENDED), ends=True, tag=(one, last.tag))

    failure = exchange(connection, queries(), Watch(started, finished))
    if failure is None:
        return None
    failed, tag = failure.query.tag
    error: StatementError | FrameError = failed.watched.error(replace(failure, query=failure.query._replace(tag=tag)))
    return error


_BEGUN, _ENDED = -1, -2


def execute(connection: psycopg.Connection, *queries: str | Query) -> None:
    """Runs SQL of our own in one transaction and one round trip. FrameError, ConnectError."""
    failure = exchange(connection, [Query("BEGIN"), *as_queries(queries), Query("COMMIT")])
    if failure:
        raise _frame_error(failure.said, 0)


class _Runner:
    """One run of one file. A statement's index in the file is the step that is watched."""

    def __init__(self, connection: psycopg.Connection, frame: Frame, watched: _Watched) -> None:
        self.connection = connection
        self.frame = frame
        self.watched = watched
        self.before: Sequence[str] = frame.before

    def run_next(self, parts: Sequence[Segment]) -> int:
        """Runs the first of these segments, and those that go out with it; how many. StatementError, FrameError."""
        first = parts[0]
        if not first.is_transaction:
            self._run_alone(first)
            return 1
        if first.code:
            self._run_code(first, first.code)
            return 1
        together = list(takewhile(lambda part: part.is_transaction and not part.code, parts))
        failure = self._exchange(self._transactions(together))
        if failure is None:
            return len(together)
        part = failure.query.tag.part
        if not (part.is_apart and failure.said.sqlstate == COMMITS and may_commit(part.statements[0].sql)):
            raise self.watched.error(failure)
        self._run_alone(part)
        return together.index(part) + 1

    def _transactions(self, parts: Sequence[Segment]) -> Iterator[Query]:
        if not self.frame.is_chained:
            return chain.from_iterable(map(self.transaction, parts))
        last = len(parts) - 1
        return chain.from_iterable(
            self.transaction(
                part,
                () if number else self.frame.opening,
                self.frame.closing if number == last else ("COMMIT AND CHAIN",),
            )
            for number, part in enumerate(parts)
        )

    def transaction(
        self, part: Segment, opening: Sequence[str] | None = None, closing: Sequence[str] | None = None
    ) -> Iterator[Query]:
        """The queries of a segment that is one; it begins and ends as the frame says, unless said otherwise."""
        around, end = _Tag(part), _Tag(part, part.end - 1, is_end=True)
        opening = self.frame.opening if opening is None else opening
        yield from as_queries((*opening, *self._take_before()), around)
        for index, statement in enumerate(part.statements, part.first):
            yield from self._statement(part, index, statement)
        yield from as_queries(self.frame.record(part.end), around)
        yield from as_queries(self.frame.closing if closing is None else closing, end)

    def _statement(self, part: Segment, index: int, statement: Statement) -> Iterator[Query]:
        tag = _Tag(part, index)
        for assertion in read_assertions(statement):
            yield Query(render_check(assertion), step=index, tag=tag)
        yield Query(statement.sql, data=statement.data, step=index, ends=True, tag=tag)

    def _framed(self, part: Segment, *queries: str | Query) -> Iterator[Query]:
        return as_queries(queries, _Tag(part))

    def _take_before(self) -> Sequence[str]:
        """What goes before the first statement, the first time; then nothing."""
        taken, self.before = self.before, ()
        return taken

    def _run_alone(self, part: Segment) -> None:
        """One statement outside of any transaction; what belongs around it has one before it, and one after."""
        statement = part.statements[0]
        self._frame(part, *self._take_before(), *self.frame.prepare(statement))
        if part.code:
            self._call(part, part.code)
        else:
            for query in self._statement(
                part, part.first, statement
            ):  # each by itself: in a pipeline they would share a transaction
                self._require(self._exchange([query]))
        self._frame(part, *self.frame.after_alone, *self.frame.record(part.end))

    def _run_code(self, part: Segment, code: Code) -> None:
        """What belongs around a file in Python goes out in a round trip of its own, before and after it."""
        head = [*self.frame.opening, *self._take_before()]
        if head:
            self._require(self._exchange(self._framed(part, *head)))
        try:
            self._call(part, code)
        except BaseException:
            if not self.connection.closed:
                self.connection.rollback()
            raise
        tail = as_queries(self.frame.closing, _Tag(part, part.first, is_end=True))
        self._require(self._exchange([*self._framed(part, *self.frame.record(part.end)), *tail]))

    def _frame(self, part: Segment, *queries: str | Query) -> None:
        self._require(self._exchange(self._framed(part, "BEGIN", *queries, "COMMIT")))

    def _exchange(self, queries: Iterable[Query]) -> Failure | None:
        return exchange(self.connection, queries, self.watched.watch)

    def _require(self, failure: Failure | None) -> None:
        if failure:
            raise self.watched.error(failure)

    def _call(self, part: Segment, code: Code) -> None:
        self.watched.started(part.first)
        try:
            call(self.connection, code)
        except CodeError as error:
            if self.connection.closed:
                raise ConnectError("the connection to the database was lost", detail=error.message) from error
            raise StatementError(
                error.message,
                index=part.first,
                total=len(self.watched.statements),
                statement=code,
                done=part.first,
                place=error.place,
                sqlstate=error.sqlstate,
                detail=error.detail,
            ) from error
        self.watched.finished(part.first)


@dataclass(frozen=True, slots=True)
class _Tag:
    """What a query belongs to: a statement of a segment, by its index; its COMMIT; or what the frame has around it."""

    part: Segment
    index: int | None = None
    is_end: bool = False


class _Watched:
    """The statements of a file as they come and go, and their failures."""

    def __init__(self, statements: Sequence[Statement], observer: Observer | None) -> None:
        self.statements = statements
        self.observer = observer
        self.watch = Watch(self.started, self.finished)
        self.began = 0.0

    def started(self, index: int) -> None:
        log.debug("%s", self.statements[index].sql)
        self.began = monotonic()
        if self.observer:
            self.observer.statement_started(index, len(self.statements), self.statements[index])

    def finished(self, index: int) -> None:
        if self.observer:
            seconds = monotonic() - self.began
            self.observer.statement_finished(index, len(self.statements), self.statements[index], seconds)

    def error(self, failure: Failure) -> StatementError | FrameError:
        """The server's answer as an error, with the place in the file where it has one."""
        said, tag = failure.said, failure.query.tag
        if tag.index is None or not tag.part.statements:
            return _frame_error(said, tag.part.first)
        statement = self.statements[tag.index]
        return StatementError(
            f"at COMMIT: {_words(said)}" if tag.is_end else _words(said),
            index=tag.index,
            total=len(self.statements),
            statement=statement,
            done=tag.part.first,
            place=_place(said, statement, tag),
            sqlstate=said.sqlstate or "",
            detail="\n".join(part for part in (said.message_detail, said.context) if part),
            hint=_hint(said, tag),
        )


def _frame_error(said: Any, done: int) -> FrameError:
    return FrameError(
        _words(said),
        done=done,
        sqlstate=said.sqlstate or "",
        detail=said.message_detail or "",
        hint=said.message_hint or "",
    )


def _words(said: Any) -> str:
    return said.message_primary or "the server gave no reason"


def _place(said: Any, statement: Statement, tag: _Tag) -> Place:
    """Where the server points at; of a COMMIT the statement, if it has one for itself, else the file."""
    if tag.is_end:
        return statement.place if tag.part.is_apart else Place(statement.place.path)
    at, inner = int(said.statement_position or 0), said.internal_query or ""
    if at:
        return place_in(statement, at - 1)
    if inner and inner in statement.sql:
        return place_in(statement, statement.sql.index(inner) + int(said.internal_position or 1) - 1)
    return statement.place


def _hint(said: Any, tag: _Tag) -> str:
    """The server's, or the way out where we know one."""
    if tag.is_end and said.sqlstate and said.sqlstate[:2] == "23":
        return said.message_hint or "a deferred constraint is checked at COMMIT: nothing of this transaction stays"
    if said.sqlstate == COMMITS and not tag.part.is_apart:
        return "it commits by itself: `-- schemactl: transaction=none` at the top runs each statement alone"
    return str(said.message_hint or "")
