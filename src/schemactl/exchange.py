"""Queries to the server and its answers, in as few round trips as there can be.

Comes in: an autocommit connection, `Query`s in order. Goes out: the first that failed with what the server says, or
nothing; or a ConnectError.
Must never know: files, histories, who watches.

Everything between two COPY goes out in pipeline mode, in one round trip, however many transactions it is; COPY has an
exchange of its own. What stands after a failure does not run, and a transaction with a failure in it is rolled back,
also after an interrupt, which ends the statement first.
https://www.postgresql.org/docs/current/libpq-pipeline-mode.html
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from schemactl.copying import copy_rows
from schemactl.errors import ConnectError

if TYPE_CHECKING:
    import psycopg
    from psycopg.pq.abc import PGconn


class Query(NamedTuple):
    """One query. `values`: for $1, $2… in it, as text. `data`: the rows of a COPY … FROM stdin.

    `step` says what the query is a part of, for who watches: a statement with what is asked before it. `ends`: it is
    the last of its step. `tag` is the sender's own, to know by it what failed.
    """

    sql: str
    values: tuple[str, ...] = ()
    data: str | None = None
    step: Hashable = None
    ends: bool = False
    tag: Any = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The query that failed; `said` is psycopg's Diagnostic."""

    query: Query
    said: Any


@dataclass(frozen=True, slots=True)
class Watch:
    """Told as the answers come in: the first query of a step is at work, and its last one is done."""

    started: Callable[[Any], None]
    finished: Callable[[Any], None]


def _look_away(step: Hashable) -> None: ...


def exchange(connection: psycopg.Connection, queries: Iterable[Query], watch: Watch | None = None) -> Failure | None:
    """Sends the queries until one fails. ConnectError if the connection is lost.

    The server is at work while the later ones are still being made.
    """
    from psycopg import Error, pq

    events = _Events(watch or Watch(_look_away, _look_away))
    failure: Failure | None = None
    try:
        try:
            for is_copy, leg in groupby(queries, lambda query: query.data is not None):
                failure = failure or (_copy if is_copy else _pipe)(connection, leg, events)
        except BaseException:
            if not connection.closed and connection.info.transaction_status is not pq.TransactionStatus.IDLE:
                connection.execute("ROLLBACK")
            raise
        if failure and connection.info.transaction_status is not pq.TransactionStatus.IDLE:
            connection.execute("ROLLBACK")
    except Error as error:
        said = str(error).strip()
        raise ConnectError("the connection to the database was lost", detail=said) from error
    return failure


class _Events:
    """Turns queries into steps that begin and end."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.step: Hashable = None

    def begun(self, query: Query) -> None:
        if query.step != self.step and query.step is not None:
            self.step = query.step
            self.watch.started(query.step)

    def ended(self, query: Query) -> None:
        if query.ends:
            self.watch.finished(query.step)


def _copy(connection: psycopg.Connection, queries: Iterable[Query], events: _Events) -> Failure | None:
    from psycopg import Error

    for query in queries:
        events.begun(query)
        try:
            copy_rows(connection, query.sql, query.data or "")
        except Error as error:
            if error.pgresult is None:
                raise
            return Failure(query, error.diag)
        events.ended(query)
    return None


def _pipe(connection: psycopg.Connection, queries: Iterable[Query], events: _Events) -> Failure | None:
    from psycopg import pq

    pgconn = connection.pgconn
    pgconn.enter_pipeline_mode()
    try:
        return connection.wait(_talk(pgconn, queries, events))
    finally:
        if pgconn.status == pq.ConnStatus.OK:
            pgconn.exit_pipeline_mode()


def _talk(pgconn: PGconn, queries: Iterable[Query], events: _Events) -> Generator[Any, Any, Failure | None]:
    from psycopg import generators, pq
    from psycopg.errors import error_from_result

    sent: list[Query] = []
    for query in queries:
        pgconn.send_query_params(query.sql.encode(), [value.encode() for value in query.values] or None)
        pgconn.send_flush_request()
        sent.append(query)
        if query.ends:
            pgconn.flush()
    pgconn.pipeline_sync()
    yield from generators.send(pgconn)
    failure: Failure | None = None
    for query in sent:
        is_watched = query.step is not None and not failure
        if is_watched:
            events.begun(query)
        for result in (yield from generators.fetch_many(pgconn)):
            if result.status == pq.ExecStatus.FATAL_ERROR:
                failure = failure or Failure(query, error_from_result(result, encoding="utf-8").diag)
        if is_watched and not failure:
            events.ended(query)
    yield from generators.fetch_many(pgconn)
    return failure


def as_queries(sql: Iterable[str | Query], tag: Any = None) -> Iterator[Query]:
    """Plain SQL as queries, all with one tag."""
    return (one._replace(tag=tag) if isinstance(one, Query) else Query(one, tag=tag) for one in sql)
