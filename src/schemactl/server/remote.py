"""Somebody's server as a host of scratch databases: `postgres.scratch: postgresql://…`.

In: a URL. Out: a `Host` for scratch.py, after looking whether databases may be created there. Nothing is kept on
such a server. A run marks itself by an advisory lock that ends with its connection; databases of a run without one
were left by a crash and are dropped by the next. This file must never let a password out.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from schemactl.connect import connect, session_conninfo
from schemactl.errors import SchemactlError, ServerError
from schemactl.server.binaries import MAJORS

if TYPE_CHECKING:
    import psycopg

    from schemactl.server.shelf import Shelf

LOCK_CLASS = 0x5C4EAC71  # an arbitrary number of ours, to tell these advisory locks from other people's
PREFIX = "schemactl_"


class RemoteHost:
    """A server that is not ours: nothing is kept, nothing is configured, everything is dropped."""

    shelf: Shelf | None = None
    standins: frozenset[str] = frozenset()
    flavour = ""

    def __init__(self, url: str, major: int | None) -> None:
        self._parts = _parse(url)
        self.description = _describe(self._parts)
        self._run = secrets.randbelow(2**31)
        self.prefix = f"{PREFIX}{self._run:08x}_"
        self.guest = f"{self.prefix}guest"
        self._connection = self._connect()
        try:
            self._check_version(major)
            self._check_permission()
            self._connection.execute("SELECT pg_advisory_lock(%s, %s)", (LOCK_CLASS, self._run))
            self._drop_leftovers()
        except BaseException:
            self._connection.close()
            raise

    def conninfo(self, database: str) -> str:
        from psycopg.conninfo import make_conninfo

        name = database or str(self._parts.get("dbname") or "postgres")
        return make_conninfo(session_conninfo(self._connection), dbname=name)

    def explain(self) -> str:
        return ""

    def locks(self) -> None:
        return None

    def grow(self, locks: int, *, now: bool) -> None:  # noqa: ARG002  it is never asked to, having no number of locks
        raise ServerError(
            f"the scratch server {self.description} has too few locks: {locks} are needed",
            hint="raise max_locks_per_transaction there",
        )

    def close(self) -> None:
        self._connection.close()

    def _connect(self) -> psycopg.Connection:
        from psycopg.conninfo import make_conninfo

        try:
            return connect(make_conninfo("", **{"dbname": "postgres", **self._parts}))
        except SchemactlError as error:
            raise ServerError(
                f"cannot connect to the scratch server {self.description}",
                detail="\n".join(filter(None, (error.message, error.detail))),
                sqlstate=error.sqlstate,
                hint="see `postgres.scratch`; `postgres.scratch: embedded` needs no server",
            ) from error

    def _check_version(self, major: int | None) -> None:
        found = self._connection.info.server_version // 10000
        if found not in MAJORS:
            raise ServerError(
                f"the scratch server {self.description} is Postgres {found}",
                hint=f"schemactl knows Postgres {MAJORS[0]} to {MAJORS[-1]}",
            )
        if major is not None and found != major:
            raise ServerError(
                f"the scratch server {self.description} is Postgres {found}, but Postgres {major} is wanted",
                hint="change `postgres.version` or `postgres.scratch`",
            )

    def _check_permission(self) -> None:
        query = "SELECT rolname, rolsuper OR rolcreatedb FROM pg_catalog.pg_roles WHERE rolname = current_user"
        row = self._connection.execute(query).fetchone()
        if row is not None and not row[1]:
            raise ServerError(
                f"{row[0]} may not create databases on the scratch server {self.description}",
                hint=f"ALTER ROLE {row[0]} CREATEDB there, or set `postgres.scratch: embedded`",
                sqlstate="42501",
            )

    def _drop_leftovers(self) -> None:
        """Databases and guests of ours whose run is not there any more."""
        import psycopg
        from psycopg import sql

        query = r"""
            SELECT datname FROM pg_catalog.pg_database d
            WHERE datname ~ '^schemactl_[0-9a-f]{8}_[0-9]+$'
              AND pg_catalog.pg_has_role(datdba, 'MEMBER')
              AND NOT EXISTS (
                SELECT 1 FROM pg_catalog.pg_locks l
                WHERE l.locktype = 'advisory' AND l.classid = %s::bigint::oid
                  AND lpad(to_hex(l.objid::bigint), 8, '0') = split_part(d.datname, '_', 2))"""
        for (name,) in self._connection.execute(query, (LOCK_CLASS,)).fetchall():
            try:
                drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
                self._connection.execute(drop)
            except psycopg.Error:
                continue  # another run drops it at the same moment
        self._drop_guests()

    def _drop_guests(self) -> None:
        import psycopg
        from psycopg import sql

        query = rf"""
            SELECT rolname FROM pg_catalog.pg_roles WHERE rolname ~ '^{PREFIX}[0-9a-f]{{8}}_guest$'
              AND (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)
              AND split_part(rolname, '_', 2) <> ALL (
                SELECT lpad(to_hex(l.objid::bigint), 8, '0') FROM pg_catalog.pg_locks l
                WHERE l.locktype = 'advisory' AND l.classid = %s::bigint::oid)"""
        for (name,) in self._connection.execute(query.encode(), (LOCK_CLASS,)).fetchall():
            with suppress(psycopg.Error):
                self._connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))


def _parse(url: str) -> dict[str, str]:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:  # its message may hold a part of the password
        raise ServerError(
            "`postgres.scratch` is neither `embedded` nor a connection URL that libpq understands",
            hint="postgresql://user@host:5432/postgres; special characters in the password are written as %XX",
        ) from None
    return {name: str(value) for name, value in parts.items() if value is not None}


def _describe(parts: dict[str, str]) -> str:
    """Where it is, without user and password."""
    port = f":{parts['port']}" if "port" in parts else ""
    return f"postgresql://{parts.get('host', '')}{port}"
