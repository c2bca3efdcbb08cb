"""Roles that a schema names: made on the scratch server as placeholders, since they are no part of a database.

Comes in: an autocommit connection outside a transaction, and names. Goes out: nothing.
Must never know: what the roles may do. A placeholder cannot log in, and carries a comment by which it is found again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from schemactl.pgsql import quote_identifier, quote_literal
from schemactl.source.session import Failure, send

if TYPE_CHECKING:
    from psycopg import Connection

PLACEHOLDER = "made by schemactl for a scratch database; may be dropped"
_RACES = ("42710", "23505", "XX000", "40001", "40P01")  # another run makes, comments or drops the same role


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
        role = quote_identifier(name)
        for sql in (f"CREATE ROLE {role} NOLOGIN{member}", f"COMMENT ON ROLE {role} IS {quote_literal(PLACEHOLDER)}"):
            _, failure = send(connection, [sql])
            if failure and failure.sqlstate not in _RACES:
                return failure
    return None


def drop_placeholder_roles(connection: Connection) -> None:
    """Drops the placeholders that no database of the server uses any more. For an autocommit connection."""
    query = """
        SELECT r.rolname FROM pg_catalog.pg_roles r
        WHERE pg_catalog.shobj_description(r.oid, 'pg_authid') = %s
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_shdepend d
                          WHERE d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND d.refobjid = r.oid)
        ORDER BY r.rolname
    """
    for (name,) in connection.execute(query, [PLACEHOLDER]).fetchall():
        send(connection, [f"DROP ROLE IF EXISTS {quote_identifier(name)}"])  # one that is taken meanwhile stays
