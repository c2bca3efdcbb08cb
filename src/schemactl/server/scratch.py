"""Databases on a scratch server: kept ones, throw-away ones, and copies.

In: a running server, ours or one that the user names by URL. Out: names of databases, and how to connect to them.
Nothing that a run makes outlives it but kept databases, which only a server of ours has. This file must never know
what is loaded: a key says when two loads would be the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Protocol

from schemactl.address import with_settings
from schemactl.errors import ServerError
from schemactl.server.admin import FIRST_OWN_OID, Admin
from schemactl.server.roles import (
    Guest,
    drop_roles,
    hide_roles,
    is_superuser,
    make_guest,
    read_roles,
    reveal_roles,
    roles_of,
)

if TYPE_CHECKING:
    from schemactl.server.shelf import Shelf

    Load = Callable[[str], None]

log = logging.getLogger(__name__)

KEPT_PREFIX = "kept_"
LOCKS_PER_RELATION = 2.5  # making a schema in one transaction takes 2.3 for each table, index, sequence and view
OTHER_LOCKS = 4_000
MOST_LOCKS = 2_000_000
OUT_OF_MEMORY = "53200"


class Host(Protocol):
    """What a scratch server stands on: a cluster of ours, or somebody's server (which has no shelf)."""

    description: str
    prefix: str
    guest: str
    shelf: Shelf | None
    standins: frozenset[str]
    flavour: str

    def conninfo(self, database: str) -> str: ...
    def explain(self) -> str: ...
    def locks(self) -> int | None: ...
    def grow(self, locks: int, *, now: bool) -> None: ...


class ScratchServer:
    """A Postgres on which everything may be made and nothing matters. Safe to use from several threads."""

    def __init__(self, host: Host, *, is_trusted: bool = False) -> None:
        """is_trusted: files may do here what a superuser may."""
        self._host = host
        self.is_trusted = is_trusted
        self._shelf = host.shelf
        self._guard = threading.Lock()
        self._relations: dict[str, int] = {}
        self._copying: list[Future[str]] = []
        self._turns: dict[str, threading.Lock] = {}
        self._ready: dict[str, str] = {}
        self._made: list[str] = []
        self._number = 0
        self._admin = Admin(host.conninfo, host.description, host.explain, host.guest)
        self._new_roles: dict[int, str] = {}
        self._is_superuser = is_superuser(self._admin)
        self._guest: Guest | None = None
        self.is_clean = True
        if self._shelf is not None:
            self._compare_shelf(self._shelf)

    @property
    def version(self) -> int:
        """As `server_version_num`: 180006 is 18.6."""
        return self._admin.version

    @property
    def major(self) -> int:
        return self.version // 10000

    @property
    def description(self) -> str:
        """For people: which Postgres, from where. Never holds a password."""
        return self._host.description

    @property
    def standins(self) -> frozenset[str]:
        """Extensions that this server only has stand-ins for."""
        return self._host.standins

    def conninfo(self, database: str) -> str:
        """For schemactl's own looks; on a server of ours complete, so that PG* variables of the user change nothing.

        Where we are a superuser, nothing that files made is met: no operator, no trigger, no event trigger.
        """
        return with_settings(self._host.conninfo(database), self._own_settings())

    def plain_conninfo(self, database: str, guest: Guest | None = None) -> str:
        """For SQL of files: as the guest, or as ourselves."""
        from psycopg.conninfo import make_conninfo

        login = {"user": guest.name, "password": guest.password} if guest else {}
        conninfo = make_conninfo(self._host.conninfo(database), **login)
        return with_settings(conninfo, {"schemactl.guest": self._host.guest})

    def guest(self) -> Guest | None:
        """The role of files that are not trusted; None where our own has nothing to lose. Made once a run."""
        if self.is_trusted or not self._is_superuser:
            return None
        with self._guard:
            self._guest = self._guest or make_guest(self._admin)
            return self._guest

    def _own_settings(self) -> dict[str, str]:
        own = {"schemactl.guest": self._host.guest}
        if not self._is_superuser:
            return own
        own |= {"search_path": "pg_catalog", "session_replication_role": "replica", "lock_timeout": "30s"}
        return own | ({"event_triggers": "off"} if self.major >= 17 else {})

    def database(self, key: str | None, load: Load) -> str:
        """The name of a database that `load` filled; nothing in it may be changed.

        With a key, which must decide the whole content, it is filled once a run; a server of ours keeps it for later
        runs too. `load` gets the name of an empty database. If it raises, nothing is kept and the error is passed on.
        A half loaded database has another name: it is never taken for a whole one. Roles that the load made are there
        while the database is in use, and not in runs that do not use it.
        """
        if key is None:
            return self._load(load)[0]
        key = self._full(key)
        with self._guard:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            if key not in self._ready:
                name = _kept_name(key + self._host.flavour)
                self._ready[key] = self._find(name) or self._load_to_keep(name, load)
            return self._ready[key]

    @contextlib.contextmanager
    def clone(self, database: str) -> Iterator[str]:
        """A throw-away copy, dropped at exit. Nobody may be connected to the original while it is made."""
        name = self._new_name()
        self._admin.copy(database, name)
        try:
            yield name
        finally:
            self._drop(name)

    @contextlib.contextmanager
    def clone_ahead(self, database: str) -> Iterator[Callable[[], str]]:
        """As `clone`, in the background: what is yielded waits for the copy, and gives its name.

        Until then nobody may connect to the original.
        """
        name = self._new_name()
        with ThreadPoolExecutor(1) as pool:
            copying = pool.submit(self._copy_aside, database, name)
            self._copying.append(copying)
            try:
                yield copying.result
            finally:
                wait([copying])
                self._drop(name)

    def is_ready(self, key: str) -> bool:
        """Whether `database` would have nothing to load."""
        key = self._full(key)
        kept = self._shelf.find(_kept_name(key + self._host.flavour)) if self._shelf else None
        return key in self._ready or kept is not None

    def relations(self, database: str) -> int:
        """How many relations a database of this run has, indexes, sequences and TOAST tables too."""
        return self._relations[database]

    @contextlib.contextmanager
    def create(self) -> Iterator[str]:
        """An empty throw-away database, dropped at exit."""
        name = self._create()
        try:
            yield name
        finally:
            self._drop(name)

    def close(self) -> None:
        """Drop what this run made and what was kept for too long; `is_clean` says whether to trust the rest."""
        self.is_clean = False
        try:
            for name in list(self._made):
                self._drop(name)
            if self._shelf is None:
                self._drop_roles_of_loads()
                if self._guest:
                    drop_roles(self._admin, [self._guest.name])
            else:
                self._tidy(self._shelf)
                self.is_clean = not self._admin.has_residue()
        finally:
            self._admin.close()

    def _compare_shelf(self, shelf: Shelf) -> None:
        """The list and the server must agree; where they do not, the database is not used."""
        found = self._admin.databases(KEPT_PREFIX)
        for name in found - shelf.names():
            self._admin.drop(name)
        for name in shelf.names() - found:
            shelf.forget(name)

    def _find(self, name: str) -> str:
        """A kept database, with its roles; dropped if they cannot be had."""
        kept = self._shelf.find(name) if self._shelf else None
        if self._shelf is None or kept is None:
            return ""
        if not reveal_roles(self._admin, kept.roles):
            self._admin.drop(name)
            self._shelf.forget(name)
            return ""
        self._shelf.put(name, kept.relations, kept.roles)
        self._relations[name] = kept.relations
        return name

    def _load_to_keep(self, kept_name: str, load: Load) -> str:
        name, relations, roles = self._load(load)
        if self._shelf is None or self._admin.has_residue():
            return name
        self._admin.rename(name, kept_name)
        self._made.remove(name)
        self._shelf.put(kept_name, relations, roles)
        self._relations[kept_name] = relations
        return kept_name

    def _load(self, load: Load) -> tuple[str, int, Mapping[int, str]]:
        """Load into a fresh database: its name, the number of its relations, the roles that it needs."""
        before = read_roles(self._admin)
        try:
            name, relations = self._fill(load)
        except Exception as error:
            if getattr(error, "sqlstate", "") != OUT_OF_MEMORY or not self._grow_beyond(self._host.locks()):
                raise
            return self._load(load)
        after = read_roles(self._admin)
        made = {oid: role for oid, role in after.items() if oid not in before}
        self._new_roles.update(made)
        needed = made.keys() | roles_of(self._admin, name)
        self._make_room(relations)
        self._relations[name] = relations
        return name, relations, {oid: role for oid, role in after.items() if oid in needed}

    def _fill(self, load: Load) -> tuple[str, int]:
        import psycopg

        name = self._create()
        try:
            load(name)
            with psycopg.connect(self.conninfo(name), autocommit=True) as connection:
                query = "SELECT count(*) FROM pg_catalog.pg_class WHERE oid >= %s"
                row = connection.execute(query, (FIRST_OWN_OID,)).fetchone()
        except BaseException:
            with contextlib.suppress(ServerError):
                self._drop(name)
            raise
        return name, row[0] if row else 0

    def _make_room(self, relations: int) -> None:
        """A transaction may take a lock on everything that was loaded: see to it before one fails."""
        locks = self._host.locks()
        wanted = int(relations * LOCKS_PER_RELATION) + OTHER_LOCKS
        if locks is not None and wanted > locks:
            self._grow(max(wanted, 2 * locks))

    def _grow_beyond(self, locks: int | None) -> bool:
        """After a load ran out of locks: True if there is more room now."""
        return locks is not None and locks < MOST_LOCKS and self._grow(4 * locks)

    def _grow(self, locks: int) -> bool:
        """Start the server anew with more locks, now if nobody is connected, else when it is next started."""
        wait(self._copying)
        now = not self._admin.has_connections()
        log.info("the scratch server gets room for %d locks", locks)
        self._host.grow(min(locks, MOST_LOCKS), now=now)
        if now:
            self._admin.reconnect()
        return now

    def _tidy(self, shelf: Shelf) -> None:
        for name in shelf.surplus():
            self._admin.drop(name)
            shelf.forget(name)
        needed = shelf.roles()
        drop_roles(self._admin, (name for oid, name in read_roles(self._admin).items() if oid not in needed))
        hide_roles(self._admin, needed)
        shelf.save()

    def _drop_roles_of_loads(self) -> None:
        """On somebody's server: those that came up while we loaded; another run may still need one."""
        for name in self._new_roles.values():
            with contextlib.suppress(ServerError):
                drop_roles(self._admin, [name])

    def _full(self, key: str) -> str:
        """What files may do decides, too, what comes of them."""
        return f"{key} trusted" if self.is_trusted else key

    def _copy_aside(self, database: str, name: str) -> str:
        with contextlib.closing(self._admin.sibling()) as admin:
            admin.copy(database, name)
        return name

    def _new_name(self) -> str:
        with self._guard:
            self._number += 1
            self._made.append(f"{self._host.prefix}{self._number}")
            return self._made[-1]

    def _create(self) -> str:
        name = self._new_name()
        self._admin.create(name)
        return name

    def _drop(self, name: str) -> None:
        self._admin.drop(name)
        with self._guard:
            self._made.remove(name)


def _kept_name(key: str) -> str:
    return f"{KEPT_PREFIX}{hashlib.sha256(key.encode()).hexdigest()[:24]}"
