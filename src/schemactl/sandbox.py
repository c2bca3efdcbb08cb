"""A role that may do what a migration does to its own database, and nothing else: for SQL of people one does not know.

In: the connection string of a superuser to a scratch database. Out: one of a role without superuser that may make
everything there but what lets out: no programs, no files, no untrusted languages, no server settings, no other
database, no other role. Single statements that Postgres keeps for superusers (CREATE EXTENSION, event triggers,
operator classes) run raised: by a function that asks for a secret, with the file's own event triggers off; none of
them runs code of the file. Time and disk are watched from outside, memory is limited where the system can.
This file must never know what is loaded.

    sandbox = open_sandbox(conninfo)
    with sandbox.watched(psycopg.connect(sandbox.conninfo)) as connection: ...
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from schemactl.pgsql import enum_name, quote_identifier, quote_literal, top_node

if TYPE_CHECKING:
    import psycopg

ROLE = "schemactl_sandbox"
SCHEMA = "schemactl_private"
REFUSED = "42501"
MOST_SECONDS = 300.0
MOST_BYTES = 2 << 30
MOST_MEMORY = 4 << 30
LOOK_SECONDS = 0.2
OWN_SESSION = "-c search_path=pg_catalog -c session_replication_role=replica"
"""Of a superuser's sessions beside the file's: no operator and no event trigger of the file is met there."""

_FUNCTION = """
CREATE OR REPLACE FUNCTION {schema}.run(secret text, statement text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
{settings} AS $schemactl$
BEGIN
  IF pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(secret, 'UTF8')), 'hex')
     OPERATOR(pg_catalog.<>) '{digest}' THEN
    RAISE insufficient_privilege USING MESSAGE = 'this is for schemactl itself';
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_event_trigger e WHERE e.evtenabled OPERATOR(pg_catalog.=) ANY ('{{A,R}}')) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not beside an event trigger that is always on';
  END IF;
  EXECUTE statement;
END $schemactl$;
"""

# Kinds of statements that Postgres keeps for superusers, and that run no code of the file.
_RAISED = frozenset(
    """create_extension_stmt alter_extension_stmt create_event_trig_stmt alter_event_trig_stmt create_op_class_stmt
    create_op_family_stmt alter_op_family_stmt create_cast_stmt create_fdw_stmt create_transform_stmt
    create_publication_stmt alter_publication_stmt comment_stmt""".split()
)
_DROPPED = frozenset(
    """OBJECT_EXTENSION OBJECT_EVENT_TRIGGER OBJECT_OPCLASS OBJECT_OPFAMILY OBJECT_CAST OBJECT_FDW OBJECT_TRANSFORM
    OBJECT_PUBLICATION""".split()
)


@dataclass(frozen=True, slots=True)
class Sandbox:
    """conninfo: for SQL of the file. admin: a superuser's, for schemactl itself. secret: of this run."""

    conninfo: str
    admin: str
    secret: str = ""

    def make_roles(self, names: Iterable[str]) -> None:
        """Roles that the file names, powerless ones; the sandbox may act as them."""
        import psycopg

        with psycopg.connect(self.admin, autocommit=True) as connection:
            for name in names:
                with suppress(psycopg.errors.DuplicateObject, psycopg.errors.ReservedName):
                    connection.execute(f"CREATE ROLE {quote_identifier(name)} NOLOGIN ROLE {ROLE}".encode())
                rows = connection.execute("SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = %s", [name])
                if rows.fetchall() == [(False,)] and name != ROLE and not name.startswith("pg_"):
                    connection.execute(f"GRANT {quote_identifier(name)} TO {ROLE}".encode())

    def run_raised(self, connection: psycopg.Connection[Any], sql: str) -> None:
        """Run a statement that `is_raised` as a superuser, in the transaction of `connection`. Raises psycopg.Error."""
        connection.execute(f"SELECT {SCHEMA}.run(%s, %s)".encode(), [self.secret, sql])
        if top_node(sql)[0] == "create_extension_stmt":
            query = "SELECT fdwname FROM pg_catalog.pg_foreign_data_wrapper ORDER BY fdwname"
            for (name,) in connection.execute(query.encode()).fetchall():
                grant = f"GRANT USAGE ON FOREIGN DATA WRAPPER {quote_identifier(name)} TO {ROLE}"
                connection.execute(f"SELECT {SCHEMA}.run(%s, %s)".encode(), [self.secret, grant])

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
        with suppress(psycopg.Error), psycopg.connect(self.admin, autocommit=True) as admin:
            while not done.wait(LOOK_SECONDS):
                row = admin.execute("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())").fetchone()
                if monotonic() > end or (row and row[0] > MOST_BYTES):
                    admin.execute("SELECT pg_catalog.pg_terminate_backend(%s)", [pid])
                    return


def open_sandbox(admin: str) -> Sandbox:
    """Prepare a database for SQL of others; what was loaded into it may be the sandbox's already.

    Where the role of `admin` is no superuser, that role is all there is to lose, and it is used as it is. Raises
    psycopg.Error.
    """
    import psycopg
    from psycopg.conninfo import make_conninfo

    if not _is_superuser(admin):
        return Sandbox(admin, admin)
    raised, secret = make_conninfo(admin, options=OWN_SESSION), secrets.token_hex(32)
    with psycopg.connect(raised, autocommit=True) as connection:
        _prepare(connection, secret)
    return Sandbox(make_conninfo(admin, user=ROLE, password=secret, options=""), raised, secret)


def _is_superuser(conninfo: str) -> bool:
    """Only a superuser may begin a session as ours; no other role has anything to lose."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    try:
        psycopg.connect(make_conninfo(conninfo, options=OWN_SESSION)).close()
    except psycopg.OperationalError:
        with psycopg.connect(conninfo) as connection:
            query = "SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) current_user"
            row = connection.execute(query.encode()).fetchone()
        if row and row[0]:
            raise
        return False
    return True


def _prepare(connection: psycopg.Connection[Any], secret: str) -> None:
    import psycopg

    version, database = connection.info.server_version, quote_identifier(connection.info.dbname)
    settings = "SET event_triggers = off" if version >= 170000 else "SET session_replication_role = replica"
    digest = hashlib.sha256(secret.encode()).hexdigest()
    with suppress(psycopg.errors.DuplicateObject):
        connection.execute(f"CREATE ROLE {ROLE}".encode())
    for statement in (
        f"ALTER ROLE {ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
        f"ALTER ROLE {ROLE} PASSWORD {quote_literal(secret)}",
        f"ALTER ROLE {ROLE} RESET ALL",
        f"ALTER ROLE {ROLE} SET temp_file_limit = '1GB'",
        f"GRANT CREATE, CONNECT, TEMPORARY ON DATABASE {database} TO {ROLE}",
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
        f"ALTER SCHEMA {SCHEMA} OWNER TO CURRENT_USER",
        f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {ROLE}",
        _FUNCTION.format(schema=SCHEMA, settings=settings, digest=digest),
    ):
        connection.execute(statement.encode())
    with suppress(psycopg.errors.InvalidSchemaName):
        connection.execute(f"ALTER SCHEMA public OWNER TO {ROLE}".encode())


def is_raised(sql: str) -> bool:
    """Whether a statement that was refused may run raised; known by the grammar alone."""
    kind, node = top_node(sql)
    match kind:
        case "drop_stmt":
            return enum_name(node, "remove_type") in _DROPPED and "schemactl" not in sql
        case "alter_event_trig_stmt":
            return node.tgenabled in ("O", "D") and not node.trigname.startswith("schemactl")
        case "create_event_trig_stmt":
            return str(node.eventname) != "login"  # it would greet schemactl's own sessions
    return kind in _RAISED


_OF_ROLES = frozenset("create_role_stmt alter_role_stmt alter_role_set_stmt drop_role_stmt grant_role_stmt".split())


def is_needless(sql: str) -> bool:
    """Whether a statement that was refused has nothing to do here: it is about roles, or gives an object to one."""
    kind, node = top_node(sql)
    if kind in _OF_ROLES:
        return True
    if kind == "alter_table_stmt":
        return all(enum_name(item.alter_table_cmd, "subtype") == "AT_ChangeOwner" for item in node.cmds)
    return kind == "alter_owner_stmt"


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
