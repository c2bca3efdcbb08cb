"""Databases on a scratch server: kept ones, throw-away ones, and copies.

In: a running server, ours or one that the user names by URL. Out: names of databases, and how to connect to them.
Nothing that a run makes outlives it but kept databases, which only a server of ours has. This file must never know
what is loaded: a key says when two loads would be the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from schemactl.errors import ServerError

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql
    from psycopg.abc import Params

    Load = Callable[[psycopg.Connection], None]

FIRST_OWN_OID = 16384  # objects with a lower one came with the cluster
LOCKS_PER_RELATION = 2.5  # a transaction that makes a schema takes 2.3 for each table, index, sequence and view
UNUSED_SECONDS = 5.0


class Host(Protocol):
    """What a scratch server stands on: a cluster of ours, or somebody's server."""

    description: str
    prefix: str

    def conninfo(self, database: str) -> str: ...
    def kept(self) -> Shelf | None: ...
    def locks(self) -> int | None: ...
    def grow(self, locks: int) -> None: ...
    def explain(self) -> str: ...


class Shelf(Protocol):
    """Remembers which kept databases there are and when each was last used."""

    def holds(self, name: str) -> bool: ...
    def use(self, name: str) -> None: ...
    def surplus(self) -> list[str]: ...
    def forget(self, name: str) -> None: ...
    def save(self) -> None: ...


class ScratchServer:
    """A Postgres on which everything may be made and nothing matters. Safe to use from several threads."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._shelf = host.kept()
        self._guard = threading.RLock()
        self._keys: dict[str, threading.Lock] = {}
        self._loaded: dict[str, str] = {}
        self._made: list[str] = []
        self._number = 0
        self._admin = self._connect_admin()
        self._roles = self._own_roles()
        self.is_clean = True

    @property
    def version(self) -> int:
        """As `server_version_num`: 180006 is 18.6."""
        return self._admin.info.server_version

    @property
    def major(self) -> int:
        return self.version // 10000

    @property
    def description(self) -> str:
        """For people: which Postgres, from where. Never holds a password."""
        return self._host.description

    def conninfo(self, database: str) -> str:
        """For `psycopg.connect`; complete, so that PG* variables of the user change nothing."""
        return self._host.conninfo(database)

    def database(self, key: str | None, load: Load) -> str:
        """The name of a database that `load` filled; do not change what is in it.

        With a key, which must decide the whole content, it is filled once a run; a server of ours keeps it for later
        runs too, unless the load made roles or other things that belong to the whole server. `load` gets a
        connection in autocommit mode; what it leaves open is committed. If it raises, nothing is kept and the error
        is passed on. A half loaded database has another name, so it is never taken for a whole one.
        """
        if key is None:
            return self._load("", load)
        with self._guard:
            turn = self._keys.setdefault(key, threading.Lock())
        with turn:
            if key not in self._loaded:
                self._loaded[key] = self._find_kept(_kept_name(key)) or self._load(_kept_name(key), load)
            return self._loaded[key]

    @contextlib.contextmanager
    def clone(self, database: str) -> Iterator[str]:
        """A throw-away copy, dropped at exit. Nobody may be connected to the original meanwhile."""
        name = self._create(f"TEMPLATE {database}", strategy=True, source=database)
        try:
            yield name
        finally:
            self._drop(name)

    @contextlib.contextmanager
    def create(self) -> Iterator[str]:
        """An empty throw-away database, dropped at exit."""
        name = self._create_empty()
        try:
            yield name
        finally:
            self._drop(name)

    def close(self) -> None:
        """Drop what this run made, and kept databases that were not used for longest."""
        try:
            for name in list(self._made):
                self._drop(name)
            if self._shelf is not None:
                for name in self._shelf.surplus():
                    self._drop(name)
                    self._shelf.forget(name)
                self._shelf.save()
            self._drop_roles()
            self.is_clean = self._shelf is None or not self._residue()
        except ServerError:
            self.is_clean = False
            if self._shelf is None:
                raise
        finally:
            self._admin.close()

    def _connect_admin(self) -> psycopg.Connection:
        import psycopg

        try:
            return psycopg.connect(self._host.conninfo(""), autocommit=True)
        except psycopg.Error as error:
            raise self._failed("cannot connect to the scratch server", error) from error

    def _execute(self, doing: str, query: str | sql.Composed, params: Params | None = None) -> list[tuple[object, ...]]:
        import psycopg

        try:
            with self._guard:
                text = query.encode() if isinstance(query, str) else query
                cursor = self._admin.execute(text, params)
                return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            raise self._failed(f"cannot {doing} on the scratch server", error) from error

    def _failed(self, message: str, error: psycopg.Error) -> ServerError:
        detail = "\n".join(filter(None, (str(error).strip(), self._host.explain())))
        return ServerError(
            f"{message} ({self.description})", detail=detail, sqlstate=error.sqlstate or "", hint=_hint(error)
        )

    def _new_name(self) -> str:
        with self._guard:
            self._number += 1
            name = f"{self._host.prefix}{self._number}"
            self._made.append(name)
            return name

    def _create_empty(self) -> str:
        return self._create("TEMPLATE template0 ENCODING 'UTF8'")

    def _create(self, how: str, *, source: str = "", strategy: bool = True) -> str:
        """CREATE DATABASE. Copying files is faster than writing them to the log: 20 ms against 40 for a small one."""
        name = self._new_name()
        if source:
            self._wait_until_unused(source)
        if strategy and self.version >= 150000:
            how += " STRATEGY file_copy"
        self._execute("create a database", f"CREATE DATABASE {name} {how}")
        return name

    def _drop(self, name: str) -> None:
        self._execute("drop a database", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        with self._guard:
            if name in self._made:
                self._made.remove(name)

    def _wait_until_unused(self, name: str) -> None:
        """A closed connection's server process lives on for a moment, and CREATE DATABASE waits for it by 100 ms."""
        end = time.monotonic() + UNUSED_SECONDS
        query = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = %s"
        while self._execute("look for connections", query, (name,)) and time.monotonic() < end:
            time.sleep(0.001)

    def _find_kept(self, name: str) -> str:
        if self._shelf is None or not self._shelf.holds(name):
            return ""
        self._shelf.use(name)
        return name

    def _load(self, kept_name: str, load: Load) -> str:
        import psycopg

        name = self._create_empty()
        roles = self._own_roles()
        try:
            with psycopg.connect(self.conninfo(name), autocommit=True) as connection:
                load(connection)
                connection.commit()
        except BaseException:
            with contextlib.suppress(ServerError):
                self._drop(name)
            raise
        if kept_name and self._shelf and self._own_roles() == roles and not self._uses_roles(name):
            self._keep(name, kept_name, self._shelf)
            return kept_name
        return name

    def _keep(self, name: str, kept_name: str, shelf: Shelf) -> None:
        self._wait_until_unused(name)
        self._execute("rename a database", f"ALTER DATABASE {name} RENAME TO {kept_name}")
        with self._guard:
            self._made.remove(name)
        shelf.use(kept_name)

    def _own_roles(self) -> set[str]:
        query = "SELECT rolname FROM pg_catalog.pg_roles WHERE oid >= %s"
        return {str(name) for (name,) in self._execute("list roles", query, (FIRST_OWN_OID,))}

    def _uses_roles(self, database: str) -> bool:
        query = """
            SELECT 1 FROM pg_catalog.pg_shdepend s JOIN pg_catalog.pg_database d ON d.oid = s.dbid
            WHERE d.datname = %s AND s.refobjid >= %s LIMIT 1"""
        return bool(self._execute("look for roles", query, (database, FIRST_OWN_OID)))

    def _drop_roles(self) -> None:
        """Roles belong to the whole server: those that came up during this run go with it."""
        from psycopg import sql

        if made := sorted(self._own_roles() - self._roles):
            names = sql.SQL(", ").join(map(sql.Identifier, made))
            self._execute("drop the roles of this run", sql.SQL("DROP ROLE {}").format(names))

    def _residue(self) -> bool:
        """Whether a load changed what belongs to the whole cluster, so that a later run would see it."""
        query = """
            SELECT 1 FROM pg_catalog.pg_tablespace WHERE oid >= %(own)s
            UNION ALL SELECT 1 FROM pg_catalog.pg_roles WHERE oid >= %(own)s
            UNION ALL SELECT 1 FROM pg_catalog.pg_db_role_setting WHERE setdatabase = 0
            UNION ALL SELECT 1 FROM pg_catalog.pg_replication_slots
            UNION ALL SELECT 1 FROM pg_catalog.pg_replication_origin
            UNION ALL SELECT 1 FROM pg_catalog.pg_subscription"""
        return bool(self._execute("look around", query, {"own": FIRST_OWN_OID}))


def _kept_name(key: str) -> str:
    return f"kept_{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def _hint(error: psycopg.Error) -> str:
    hints = {
        "42501": "ALTER ROLE … CREATEDB, or set `postgres.scratch: embedded`",
        "53100": "the disk is full; set SCHEMACTL_CACHE to a folder with room",
        "55006": "close every connection to a database before it is cloned",
    }
    return hints.get(error.sqlstate or "", "")
