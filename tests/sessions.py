"""Sessions of tests: what runs in them is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemactl.sandbox import Sandbox, Session

if TYPE_CHECKING:
    import psycopg


def trusted(connection: psycopg.Connection[Any]) -> Session:
    """The connection for everything."""
    dsn = connection.info.dsn
    return Session(connection, connection, Sandbox(dsn, dsn, is_trusted=True))
