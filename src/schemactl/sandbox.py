"""Scratch databases for SQL of people one does not know: it may do there what a migration does, and nothing else.

In: a scratch server and the name of a database on it. Out: a session of a role without superuser that may make
everything there but what lets out: no programs, no files, no untrusted languages, no server settings, no other
database, no other role. Single statements that Postgres keeps for superusers (CREATE EXTENSION, event triggers,
operator classes) run raised: by a function that lives as long as the statement, with the file's own event triggers
off; none of them runs code of the file. Time and disk are watched from outside, memory is limited where the system can.
Where the server is trusted, or our own role on it is no superuser, files run as that role.
This file must never know what is loaded.

    with open_session(server, database) as session:
        session.execute("CREATE TABLE a ()")
        read_catalog(session.admin)
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from schemactl.pgsql import enum_name, quote_identifier, top_node

if TYPE_CHECKING:
    import psycopg

    from schemactl.server import ScratchServer

REFUSED = "42501"
WAY_OUT = (
    "files run without a superuser's rights on the scratch server; if you know who wrote them, and they need more,"
    " set SCHEMACTL_TRUST=1"
)
MOST_SECONDS = 300.0
MOST_BYTES = 2 << 30
MOST_MEMORY = 4 << 30
LOOK_SECONDS = 0.2
FIRST_LOOK_SECONDS = 1.0
"""What is done before then costs no connection to watch it."""

_FUNCTION = """
CREATE SCHEMA {schema};
GRANT USAGE ON SCHEMA {schema} TO {role};
CREATE FUNCTION {schema}.run(statement text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER {settings} AS $schemactl$
BEGIN
  IF {is_old} AND EXISTS (
    SELECT FROM pg_catalog.pg_event_trigger e WHERE e.evtenabled OPERATOR(pg_catalog.=) ANY ('{{A,R}}')) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not beside an event trigger that is always on';
  END IF;
  EXECUTE statement;
END $schemactl$;
"""

_POWERLESS = """
SELECT FROM pg_catalog.pg_roles r
WHERE r.rolname OPERATOR(pg_catalog.=) %s AND NOT EXISTS (
  SELECT FROM pg_catalog.pg_roles o
  WHERE pg_catalog.pg_has_role(r.oid, o.oid, 'MEMBER') AND o.rolname OPERATOR(pg_catalog.<>) 'pg_database_owner'
    AND (o.rolsuper OR o.rolcreaterole OR o.rolcreatedb OR o.rolreplication
         OR o.rolname OPERATOR(pg_catalog.^@) 'pg_'))
"""

# Kinds of statements that Postgres keeps for superusers, and that run no code of the file.
_RAISED = frozenset(
    """create_extension_stmt alter_extension_stmt create_event_trig_stmt alter_event_trig_stmt create_op_class_stmt
    create_op_family_stmt alter_op_family_stmt create_cast_stmt create_fdw_stmt alter_fdw_stmt create_transform_stmt
    create_publication_stmt alter_publication_stmt create_foreign_server_stmt comment_stmt""".split()
)
_OF_SUPERUSERS = frozenset(
    """OBJECT_EXTENSION OBJECT_EVENT_TRIGGER OBJECT_OPCLASS OBJECT_OPFAMILY OBJECT_CAST OBJECT_FDW OBJECT_TRANSFORM
    OBJECT_PUBLICATION""".split()
)
_CHANGED = {"drop_stmt": "remove_type", "rename_stmt": "rename_type", "alter_object_schema_stmt": "object_type"}


@dataclass(frozen=True, slots=True)
class Sandbox:
    """conninfo: for SQL of files. admin: for schemactl itself. role: of the files; empty if they are not confined.

    superuser: schemactl's own role, where they are. is_trusted: the user knows who wrote the files; only then may they
    be more than SQL.
    """

    conninfo: str
    admin: str
    role: str = ""
    superuser: str = ""
    is_trusted: bool = False

    def make_roles(self, names: Iterable[str]) -> None:
        """See `Session.make_roles`."""
        import psycopg

        with psycopg.connect(self.admin, autocommit=True) as connection:
            _make_roles(connection, self.role, names)

    def execute(self, connection: psycopg.Connection[Any], sql: str) -> None:
        """One statement; raised, if only a superuser may run it and it is harmless; passed over if it is needless.

        In a transaction, one that is refused leaves it as it was. Raises psycopg.Error.
        """
        import psycopg

        is_needless = self.is_needless(sql)
        if not self.role or not (is_needless or is_raised(sql)):
            connection.execute(sql.encode())
            return
        try:
            with connection.transaction():
                connection.execute(sql.encode())
        except psycopg.errors.InsufficientPrivilege:
            if not is_needless:
                with connection.transaction():
                    self.run_raised(connection, sql)

    def is_needless(self, sql: str) -> bool:
        """Whether a statement that was refused has nothing to do here.

        It is about roles, or gives to a superuser what is ours: files may name him, as dumps do.
        """
        return top_node(sql)[0] in _OF_ROLES or new_owner(sql) == (self.superuser or None)

    def run_raised(self, connection: psycopg.Connection[Any], sql: str) -> None:
        """Run a statement that `is_raised` as a superuser, in the transaction of `connection`. Raises psycopg.Error."""
        import psycopg

        schema = f"schemactl_{secrets.token_hex(16)}"
        with psycopg.connect(self.admin, autocommit=True) as admin:
            if (owner := new_owner(sql)) and not _is_powerless(admin, owner) and not _has_superusers_kind(sql):
                raise psycopg.errors.InsufficientPrivilege(f"{owner} is a superuser of the scratch server")
            is_old = admin.info.server_version < 170000
            settings = "SET session_replication_role = replica" if is_old else "SET event_triggers = off"
            role = quote_identifier(self.role)
            admin.execute(_FUNCTION.format(schema=schema, role=role, settings=settings, is_old=is_old).encode())
            try:
                run = f"SELECT {schema}.run(%s)".encode()
                kind, node = top_node(sql)
                if kind == "create_foreign_server_stmt":  # by the guest, who is lent the right to use the wrapper
                    wrapper = f"USAGE ON FOREIGN DATA WRAPPER {quote_identifier(node.fdwname)}"
                    connection.execute(run, [f"GRANT {wrapper} TO {role}"])
                    connection.execute(sql.encode())
                    connection.execute(run, [f"REVOKE {wrapper} FROM {role}"])
                else:
                    connection.execute(run, [sql])
            finally:
                admin.execute(f"DROP SCHEMA {schema} CASCADE".encode())

    @contextmanager
    def session(self, admin: psycopg.Connection[Any] | None = None) -> Iterator[Session]:
        """Both sessions, the one of files watched, if it is confined. Raises psycopg.Error.

        admin: a connection of `admin` that is open already.
        """
        import psycopg

        with (
            nullcontext(admin) if admin else psycopg.connect(self.admin, autocommit=True) as own,
            psycopg.connect(self.conninfo, autocommit=True) as connection,
            self.watched(connection) if self.role else nullcontext(),
        ):
            yield Session(connection, own, self)

    @contextmanager
    def watched(self, connection: psycopg.Connection[Any], seconds: float = MOST_SECONDS) -> Iterator[None]:
        """Ends the session from outside when it takes too long, or fills the disk."""
        limit_memory(connection.info.backend_pid)
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(connection.info.backend_pid, done, seconds), daemon=True)
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join()

    def _watch(self, pid: int, done: threading.Event, seconds: float) -> None:
        import psycopg

        end = monotonic() + seconds
        if done.wait(min(FIRST_LOOK_SECONDS, seconds)):
            return
        with suppress(psycopg.Error), psycopg.connect(self.admin, autocommit=True) as admin:
            while not done.wait(LOOK_SECONDS):
                row = admin.execute("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())").fetchone()
                if monotonic() > end or (row and row[0] > MOST_BYTES):
                    admin.execute("SELECT pg_catalog.pg_terminate_backend(%s)", [pid])
                    return


@dataclass(frozen=True, slots=True)
class Session:
    """Two sessions on one database, both autocommit: `connection` runs what files say, `admin` looks at it."""

    connection: psycopg.Connection[Any]
    admin: psycopg.Connection[Any]
    sandbox: Sandbox

    @property
    def is_confined(self) -> bool:
        return bool(self.sandbox.role)

    def execute(self, sql: str) -> None:
        """See `Sandbox.execute`."""
        self.sandbox.execute(self.connection, sql)

    def make_roles(self, names: Iterable[str]) -> None:
        """Those that are missing, with no rights; the sandbox may act as them."""
        _make_roles(self.admin, self.sandbox.role, names)


def open_sandbox(server: ScratchServer, database: str, *, confined: bool = True) -> Sandbox:
    """Prepare a database for SQL of files; what was loaded into it may be the guest's already. Raises psycopg.Error.

    confined: False where nothing comes from a file.
    """
    import psycopg

    with psycopg.connect(server.conninfo(database), autocommit=True) as admin:
        return _prepare(server, admin, database, confined=confined)


def _prepare(server: ScratchServer, admin: psycopg.Connection[Any], database: str, *, confined: bool) -> Sandbox:
    import psycopg

    guest, conninfo = server.guest() if confined else None, server.conninfo(database)
    if guest is None:
        return Sandbox(server.plain_conninfo(database), conninfo, is_trusted=server.is_trusted)
    role = quote_identifier(guest.name)
    admin.execute(f"GRANT CREATE, CONNECT, TEMPORARY ON DATABASE {quote_identifier(database)} TO {role}".encode())
    with suppress(psycopg.errors.InvalidSchemaName):
        admin.execute(f"ALTER SCHEMA public OWNER TO {role}".encode())
    return Sandbox(server.plain_conninfo(database, guest), conninfo, guest.name, admin.info.user)


@contextmanager
def open_session(server: ScratchServer, database: str, *, confined: bool = True) -> Iterator[Session]:
    """See `open_sandbox` and `Sandbox.session`."""
    import psycopg

    with (
        psycopg.connect(server.conninfo(database), autocommit=True) as admin,
        _prepare(server, admin, database, confined=confined).session(admin) as session,
    ):
        yield session


def _make_roles(connection: psycopg.Connection[Any], member: str, names: Iterable[str]) -> None:
    import psycopg

    to = f" ROLE {quote_identifier(member)}" if member else ""
    for name in names:
        with suppress(psycopg.errors.DuplicateObject, psycopg.errors.ReservedName):
            connection.execute(f"CREATE ROLE {quote_identifier(name)} NOLOGIN{to}".encode())
        if member and _is_powerless(connection, name) and name != member and not name.startswith("pg_"):
            connection.execute(f"GRANT {quote_identifier(name)} TO {quote_identifier(member)}".encode())


def _is_powerless(connection: psycopg.Connection[Any], name: str) -> bool:
    """Whether there is such a role, and it may do no more than a placeholder of ours, by itself or through others."""
    return connection.execute(_POWERLESS.encode(), [name]).fetchone() is not None


def is_raised(sql: str) -> bool:
    """Whether a statement that was refused may run raised; known by the grammar alone."""
    kind, node = top_node(sql)
    match kind:
        case "drop_stmt" | "rename_stmt" | "alter_object_schema_stmt":
            return enum_name(node, _CHANGED[kind]) in _OF_SUPERUSERS and "schemactl" not in sql
        case "alter_event_trig_stmt":
            return not node.trigname.startswith("schemactl")
        case "create_event_trig_stmt":
            return str(node.eventname) != "login"  # it would greet schemactl's own sessions
    return kind in _RAISED or bool(new_owner(sql))


_OF_ROLES = frozenset("create_role_stmt alter_role_stmt alter_role_set_stmt drop_role_stmt grant_role_stmt".split())


def new_owner(sql: str) -> str:
    """The role that a statement gives an object to, if it does nothing else; empty for CURRENT_USER and its like."""
    kind, node = top_node(sql)
    if kind == "alter_owner_stmt":
        return str(node.newowner.rolename)
    if kind != "alter_table_stmt":
        return ""
    commands = [item.alter_table_cmd for item in node.cmds]
    if any(enum_name(command, "subtype") != "AT_ChangeOwner" for command in commands):
        return ""
    return str(commands[-1].newowner.rolename)


def _has_superusers_kind(sql: str) -> bool:
    """An owner of these must be a superuser, and lends nobody his rights by it."""
    kind, node = top_node(sql)
    return kind == "alter_owner_stmt" and enum_name(node, "object_type") in ("OBJECT_EVENT_TRIGGER", "OBJECT_FDW")


def limit_memory(pid: int, most: int = MOST_MEMORY) -> bool:
    """Let a server process have no more than this; False where the system, or the server's place, forbids it."""
    if sys.platform != "linux":
        return False
    import resource

    try:
        resource.prlimit(pid, resource.RLIMIT_AS, (most, most))
    except PermissionError:
        return _limit_as_owner(pid, most)
    except OSError:
        return False
    return True


def _limit_as_owner(pid: int, most: int) -> bool:
    """A root without the right to limit others asks in the name of the one who runs the server."""
    program, process = shutil.which("prlimit"), Path(f"/proc/{pid}")
    if sys.platform == "win32" or os.geteuid() != 0 or program is None or not process.exists():
        return False
    owner = process.stat()
    command = [program, f"--pid={pid}", f"--as={most}"]
    with suppress(OSError):
        done = subprocess.run(command, user=owner.st_uid, group=owner.st_gid, capture_output=True, check=False)
        return done.returncode == 0
    return False
