"""Sessions of tests: what runs in them is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemactl.sandbox import Sandbox, Session

if TYPE_CHECKING:
    import psycopg


def dsn_of(connection: psycopg.Connection[Any]) -> str:
    """What another connection to the same database is made with; psycopg leaves the password out."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(connection.info.dsn, password=connection.info.password)


def trusted(connection: psycopg.Connection[Any]) -> Session:
    """The connection for everything."""
    dsn = dsn_of(connection)
    return Session(connection, connection, Sandbox(dsn, dsn, is_trusted=True))
