"""Many statements in one message: the connection of one load, and what the server answers.

Comes in: an autocommit connection. Goes out: how many statements of a message were done, and why the next one failed.
Must never know: where statements come from, or what to do about a failure.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemactl.errors import ServerError

if TYPE_CHECKING:
    from psycopg import Connection, Error
    from psycopg.pq.abc import PGresult

log = logging.getLogger(__name__)

SEPARATOR = ";\n"


@dataclass(frozen=True, slots=True)
class Failure:
    """What the server said. `position` counts characters of the message from 1; 0 where it does not say.

    `inner` is the text that `inner_position` is in, when that is not the message but, say, the body of a function.
    """

    sqlstate: str
    message: str
    detail: str = ""
    hint: str = ""
    context: str = ""
    position: int = 0
    inner: str = ""
    inner_position: int = 0


def send(connection: Connection, statements: Sequence[str]) -> tuple[int, Failure | None]:
    """Sends all in one message of the simple protocol; the first failure ends it.

    Gives the number of statements done, and the failure of the next one. Outside a transaction block the server
    treats a message of several statements as one transaction. ServerError if the connection is lost.
    """
    from psycopg import OperationalError, generators, pq

    text = SEPARATOR.join(statements)
    log.debug("%s", text)
    try:
        connection.pgconn.send_query(text.encode("utf-8"))
        results = connection.wait(generators.execute(connection.pgconn))
    except OperationalError as error:
        raise _lost(str(error)) from error
    failed = next((result for result in results if result.status == pq.ExecStatus.FATAL_ERROR), None)
    if connection.pgconn.status != pq.ConnStatus.OK:
        raise _lost(_failure(failed).message if failed else "")
    done = sum(result.status in (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK) for result in results)
    return done, _failure(failed) if failed else None


def do(connection: Connection, *statements: str) -> None:
    """Sends what must not fail: transaction control and settings of our own."""
    _, failure = send(connection, statements)
    if failure:
        raise ServerError(failure.message, hint=failure.hint, sqlstate=failure.sqlstate, detail=failure.detail)


def _lost(message: str) -> ServerError:
    hint = "it may have been stopped, or be out of memory: try again, and see the server's log"
    return ServerError("the connection to the scratch server was lost while loading", hint=hint, detail=message.strip())


def failure_of(error: Error) -> Failure:
    """What psycopg raised for one statement. ServerError if the connection is lost."""
    if error.pgresult is None:
        raise _lost(str(error)) from error
    return _failure(error.pgresult)


def _failure(result: PGresult) -> Failure:
    from psycopg.pq import DiagnosticField as Field

    def text(field: Field) -> str:
        return (result.error_field(field) or b"").decode("utf-8", "replace")

    return Failure(
        text(Field.SQLSTATE),
        text(Field.MESSAGE_PRIMARY) or result.error_message.decode("utf-8", "replace").strip(),
        text(Field.MESSAGE_DETAIL),
        text(Field.MESSAGE_HINT),
        text(Field.CONTEXT),
        int(text(Field.STATEMENT_POSITION) or 0),
        text(Field.INTERNAL_QUERY),
        int(text(Field.INTERNAL_POSITION) or 0),
    )
