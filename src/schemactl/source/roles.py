"""Roles that a schema names: made on the scratch server as placeholders, since they are no part of a database.

Comes in: an autocommit connection outside a transaction, and names. Goes out: nothing.
Must never know: what the roles may do (a placeholder cannot even log in), or how long they live, which the scratch
server sees to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from schemactl.pgsql import quote_identifier
from schemactl.source.session import Failure, send

if TYPE_CHECKING:
    from psycopg import Connection

_RACES = ("42710", "23505")  # another run makes the same role


def missing_roles(connection: Connection, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that the server does not have, in their order."""
    wanted = tuple(names)
    rows = connection.execute("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = ANY(%s)", [list(wanted)])
    existing = {row[0] for row in rows}
    return tuple(name for name in wanted if name not in existing)


def make_placeholder_roles(connection: Connection, names: Iterable[str]) -> Failure | None:
    """Makes the roles that are missing, up to one that the server refuses, as it does names that begin with pg_."""
    member = " ROLE CURRENT_USER" if connection.info.parameter_status("is_superuser") == "off" else ""
    for name in missing_roles(connection, names):
        _, failure = send(connection, [f"CREATE ROLE {quote_identifier(name)} NOLOGIN{member}"])
        if failure and failure.sqlstate not in _RACES:
            return failure
    return None
