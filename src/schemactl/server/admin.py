"""SQL on the server as a whole: databases made, copied, renamed and dropped; what belongs to no database.

In: a connection string and names of our own making. Out: done, or a ServerError in words. One connection, in
autocommit mode, behind a lock. This file must never know which databases are worth keeping.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from schemactl.errors import ServerError

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql
    from psycopg.abc import Params

FIRST_OWN_OID = 16384  # objects with a lower one came with the cluster
UNUSED_SECONDS = 5.0
HINTS = {
    "42501": "ALTER ROLE … CREATEDB, or set `postgres.scratch: embedded`",
    "53100": "the disk is full; set SCHEMACTL_CACHE to a folder with room",
    "55006": "close every connection to a database before it is copied",
}


class Admin:
    """The connection that makes and drops databases. Safe to use from several threads."""

    def __init__(self, conninfo: Callable[[str], str], name: str, explain: Callable[[], str], guest: str) -> None:
        """`conninfo` of a database, `name` of the server for messages, `explain` adds what the server logged.

        `guest`: the role of files, which comes with the server, if it is ours.
        """
        self._conninfo = conninfo
        self._name = name
        self._explain = explain
        self.guest = guest
        self._guard = threading.RLock()
        self._connection = self._connect()
        self.version = self._connection.info.server_version

    def sibling(self) -> Admin:
        """Another connection, for what takes long beside other work."""
        return Admin(self._conninfo, self._name, self._explain, self.guest)

    def reconnect(self) -> None:
        """After the server was started anew."""
        self._connection.close()
        self._connection = self._connect()

    def close(self) -> None:
        self._connection.close()

    def create(self, name: str) -> None:
        """CREATE DATABASE, empty; takes 20 ms."""
        self._create(name, "TEMPLATE template0 ENCODING 'UTF8'")

    def copy(self, source: str, name: str) -> None:
        """CREATE DATABASE from another, which nobody may be connected to."""
        self._wait_until_unused(source)
        self._create(name, f"TEMPLATE {source}")

    def rename(self, old: str, new: str) -> None:
        self._wait_until_unused(old)
        self.execute("rename a database", f"ALTER DATABASE {old} RENAME TO {new}")

    def drop(self, name: str) -> None:
        """DROP DATABASE with all connections to it; subscriptions in it, which forbid that, go first."""
        statement = f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        try:
            self.execute("drop a database", statement)
        except ServerError as error:
            if error.sqlstate != "55006":
                raise
            self._drop_subscriptions(name)
            self.execute("drop a database", statement)

    def databases(self, prefix: str) -> set[str]:
        query = "SELECT datname FROM pg_catalog.pg_database WHERE starts_with(datname, %s)"
        return {str(name) for (name,) in self.execute("list databases", query, (prefix,))}

    def has_connections(self) -> bool:
        """Whether anybody but this connection is at work here."""
        query = """
            SELECT 1 FROM pg_catalog.pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid() LIMIT 1"""
        return bool(self.execute("look for connections", query))

    def has_residue(self) -> bool:
        """Whether something was made that belongs to no database and no role, so that a later run would see it."""
        query = """
            SELECT 1 FROM pg_catalog.pg_tablespace WHERE oid >= %(own)s
            UNION ALL SELECT 1 FROM pg_catalog.pg_db_role_setting WHERE setdatabase = 0 AND setrole < %(own)s
            UNION ALL SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = current_user AND NOT rolsuper
            UNION ALL SELECT 1 FROM pg_catalog.pg_replication_slots
            UNION ALL SELECT 1 FROM pg_catalog.pg_replication_origin
            UNION ALL SELECT 1 FROM pg_catalog.pg_subscription"""
        if self.version >= 150000:
            query += " UNION ALL SELECT 1 FROM pg_catalog.pg_parameter_acl"
        return bool(self.execute("look around", query, {"own": FIRST_OWN_OID}))

    def execute(self, doing: str, query: str | sql.Composed, params: Params | None = None) -> list[tuple[object, ...]]:
        import psycopg

        try:
            with self._guard:
                cursor = self._connection.execute(query.encode() if isinstance(query, str) else query, params)
                return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise self._failed(f"cannot {doing} on the scratch server", error) from error

    def _connect(self) -> psycopg.Connection:
        import psycopg

        try:
            return psycopg.connect(self._conninfo(""), autocommit=True)
        except psycopg.Error as error:
            raise self._failed("cannot connect to the scratch server", error) from error

    def _failed(self, message: str, error: psycopg.Error) -> ServerError:
        return ServerError(
            f"{message} ({self._name})",
            detail="\n".join(filter(None, (str(error).strip(), self._explain()))),
            sqlstate=error.sqlstate or "",
            hint=HINTS.get(error.sqlstate or "", ""),
        )

    def _create(self, name: str, how: str) -> None:
        """Copying files beats writing to the log: 20 ms to 40 for a small one, 0.4 s to 0.8 for 1,000 tables."""
        strategy = " STRATEGY file_copy" if self.version >= 150000 else ""
        self.execute("create a database", f"CREATE DATABASE {name} {how}{strategy}")

    def _wait_until_unused(self, name: str) -> None:
        """A closed connection's server process lives on for a moment, and CREATE DATABASE waits for it by 100 ms."""
        end = time.monotonic() + UNUSED_SECONDS
        query = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = %s"
        while self.execute("look for connections", query, (name,)) and time.monotonic() < end:
            time.sleep(0.001)

    def _drop_subscriptions(self, name: str) -> None:
        import psycopg
        from psycopg import sql

        query = "SELECT subname FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = subdbid"
        names = self.execute("list subscriptions", f"{query} WHERE datname = %s", (name,))
        with contextlib.suppress(psycopg.Error), psycopg.connect(self._conninfo(name), autocommit=True) as connection:
            for (subscription,) in names:
                for action in ("ALTER SUBSCRIPTION {} DISABLE", "ALTER SUBSCRIPTION {} SET (slot_name = NONE)"):
                    connection.execute(sql.SQL(action).format(sql.Identifier(str(subscription))))
                connection.execute(sql.SQL("DROP SUBSCRIPTION {}").format(sql.Identifier(str(subscription))))
