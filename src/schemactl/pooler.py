"""What stands between us and a server: nothing that shows, or a pooler, and in which mode.

Comes in: an autocommit connection, a way to open another one like it. Goes out: a `Mode`.
Must never know: what the connections are for.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg


SERVER = "EXTRACT(epoch FROM pg_catalog.pg_postmaster_start_time())::pg_catalog.text"
"""SQL that says which server it is: behind one address there may be several, and each session gets another."""


class Mode(Enum):
    """For how long a client has its backend. The server itself is as good as a pooler in session mode."""

    SESSION = "session"
    TRANSACTION = "transaction"
    STATEMENT = "statement"


def real_pid(connection: psycopg.Connection) -> int:
    """The backend that works for this connection; a pooler gives the connection another number."""
    row = connection.execute("SELECT pg_catalog.pg_backend_pid()").fetchone()
    return int(row[0]) if row else 0


def find_mode(connection: psycopg.Connection, connect: Callable[[], psycopg.Connection]) -> Mode:
    """Whether each transaction, or each statement, gets whichever backend is free.

    A second connection holds a transaction meanwhile. In transaction mode it gets the first one's backend, or the first
    one gets another; twice more for poolers that go round. In statement mode it gets no transaction at all.
    """
    import psycopg

    pid = real_pid(connection)
    with connect() as other:
        for _ in range(3):
            try:
                with other.transaction():
                    if real_pid(other) == pid or real_pid(connection) != pid:
                        return Mode.TRANSACTION
            except psycopg.errors.ProtocolViolation as error:
                if "statement pooling" not in str(error):
                    raise
                return Mode.STATEMENT
    return Mode.SESSION
