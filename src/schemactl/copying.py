"""COPY … FROM stdin with the rows that stand below it in a file, which the protocol has an exchange of its own for.

Comes in: a psycopg connection that is not in pipeline mode, a statement with its data.
Must never know: files, transactions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg


def copy_rows(connection: psycopg.Connection, sql: str, data: str) -> None:
    """Runs one COPY. Raises psycopg.Error; where the server says which line of the data it is, that is in the context.

    The transaction is whichever is open; without one the statement has its own.
    """
    with connection.cursor().copy(sql.encode()) as copy:
        copy.write(data)
