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

import hashlib
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from schemactl.address import with_settings
from schemactl.copying import copy_rows
from schemactl.errors import ServerError
from schemactl.pgsql import quote_identifier, top_node
from schemactl.sandbox.grants import is_grant, is_of_members, unheeded
from schemactl.sandbox.limits import limit_memory
from schemactl.sandbox.statements import (
    WAY_OUT,
    is_always_raised,
    is_lent,
    is_of_roles,
    is_raised,
    is_superusers_own,
    new_owner,
    wakes_always,
)

if TYPE_CHECKING:
    import psycopg

    from schemactl.server import ScratchServer

_OWN_SCHEMAS = ("pg_", "information_schema", "schemactl_")
"""Of Postgres, and of the function that raises: whoever changed one in a transaction would keep us from dropping it."""

MOST_SECONDS = 900.0
MOST_BYTES = 2 << 30
LOOK_SECONDS = 0.2
REST = 30
"""A look at a database of thousands of files takes its time: how much longer than that is waited before the next."""
FIRST_LOOK_SECONDS = 1.0
"""What is done before then costs no connection to watch it."""

_FUNCTION = """
CREATE SCHEMA {schema};
GRANT USAGE ON SCHEMA {schema} TO {role};
CREATE FUNCTION {schema}.run(secret text, statement text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
{settings} AS $schemactl$
BEGIN
  IF pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(secret, 'UTF8')), 'hex')
     OPERATOR(pg_catalog.<>) '{digest}' THEN
    RAISE insufficient_privilege USING MESSAGE = 'this is for schemactl itself';
  END IF;
  EXECUTE statement;
END $schemactl$;
"""

_CLOSED = """
SELECT n.nspname FROM pg_catalog.pg_namespace n
WHERE NOT pg_catalog.has_schema_privilege(%s, n.oid, 'CREATE') ORDER BY n.nspname
"""
_POWERLESS = """
SELECT FROM pg_catalog.pg_roles r
WHERE r.rolname OPERATOR(pg_catalog.=) %s AND NOT EXISTS (
  SELECT FROM pg_catalog.pg_roles o
  WHERE pg_catalog.pg_has_role(r.oid, o.oid, 'MEMBER') AND o.rolname OPERATOR(pg_catalog.<>) 'pg_database_owner'
    AND (o.rolsuper OR o.rolcreaterole OR o.rolcreatedb OR o.rolreplication
         OR o.rolname OPERATOR(pg_catalog.^@) 'pg_'))
"""


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

    def execute(self, connection: psycopg.Connection[Any], sql: str, data: str | None = None) -> None:
        """One statement; raised, if only a superuser may run it and it is harmless; passed over if it is needless.

        `data`: the rows of a COPY … FROM stdin.

        In a transaction, one that is refused leaves it as it was. Raises psycopg.Error.
        """
        import psycopg

        if data is not None:
            copy_rows(connection, sql, data)
            return
        if self.role and is_always_raised(sql):
            self.run_raised(connection, sql)
            return
        if self.role and is_grant(sql):
            self._grant(connection, sql)
            return
        is_needless = bool(self.role) and self.is_needless(sql)
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

    def _grant(self, connection: psycopg.Connection[Any], sql: str) -> None:
        """GRANT and REVOKE; raised on what an extension has made, where Postgres warns or refuses."""
        import psycopg

        try:
            with connection.transaction(), unheeded(connection) as warnings:
                connection.execute(sql.encode())
        except psycopg.errors.InsufficientPrivilege:
            if self.is_needless(sql):
                return
            if not is_of_members(connection, sql):
                raise
            warnings = ["refused"]
        if warnings and is_of_members(connection, sql):
            with connection.transaction():
                self.run_raised(connection, sql)

    def is_needless(self, sql: str) -> bool:
        """Whether a statement that was refused has nothing to do here.

        It is about roles, or gives an object to us, who have it: files may name a superuser, as dumps do.
        """
        owner = new_owner(sql)
        is_ours = owner == self.superuser or (owner == self.role and is_superusers_own(sql))
        return is_of_roles(sql) or (bool(owner) and is_ours)

    def run_raised(self, connection: psycopg.Connection[Any], sql: str) -> None:
        """Run a statement that `is_raised` in the transaction of `connection`. Raises psycopg.Error.

        As a superuser; or as the guest, who is lent what he lacks, if the statement would else lend him more.
        """
        import psycopg

        with psycopg.connect(self.admin, autocommit=True) as admin:
            is_old = admin.info.server_version < 170000
            if is_old and wakes_always(sql):
                message = "an event trigger that is always on would see schemactl's own sessions, before 17"
                raise psycopg.errors.InsufficientPrivilege(message)
            schema, secret = f"schemactl_{secrets.token_hex(8)}", secrets.token_hex(32)
            digest = hashlib.sha256(secret.encode()).hexdigest()
            settings = "SET session_replication_role = replica" if is_old else "SET event_triggers = off"
            role = quote_identifier(self.role)
            admin.execute(_FUNCTION.format(schema=schema, role=role, settings=settings, digest=digest).encode())
            run = f"SELECT {schema}.run(%s, %s)".encode()  # what is bound is in no view that others read
            try:
                lent = self._lent(admin, connection, sql) if is_lent(sql) else None
                if lent is None:
                    connection.execute(run, [secret, sql])
                    return
                for right, to in lent:
                    connection.execute(run, [secret, f"GRANT {right} TO {to}"])
                connection.execute(sql.encode())
                for right, to in lent:
                    connection.execute(run, [secret, f"REVOKE {right} FROM {to}"])
            finally:
                admin.execute(f"DROP SCHEMA {schema} CASCADE".encode())

    def _lent(
        self, admin: psycopg.Connection[Any], connection: psycopg.Connection[Any], sql: str
    ) -> list[tuple[str, str]]:
        """Rights, and who lacks them: the guest that of a wrapper, a new owner that of making something in a schema."""
        import psycopg

        owner, node = new_owner(sql), top_node(sql)[1]
        if not owner:
            return [(f"USAGE ON FOREIGN DATA WRAPPER {quote_identifier(node.fdwname)}", quote_identifier(self.role))]
        if not _is_powerless(admin, owner):
            raise psycopg.errors.InsufficientPrivilege(f"{owner} may do more on the scratch server than the file may")
        names = (str(name) for (name,) in connection.execute(_CLOSED.encode(), [owner]))
        schemas = ", ".join(quote_identifier(name) for name in names if not name.startswith(_OWN_SCHEMAS))
        return [(f"CREATE ON SCHEMA {schemas}", quote_identifier(owner))] if schemas else []

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
    def quiet(self, admin: psycopg.Connection[Any]) -> Iterator[psycopg.Connection[Any]]:
        """A session of files on which no trigger fires, autocommit; triggers do fire where our role may not say so.

        admin: a connection of `admin`.
        """
        with self._opened_quietly(admin) as connection, self.watched(connection) if self.role else nullcontext():
            yield connection

    def _opened_quietly(self, admin: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
        import psycopg
        from psycopg import sql

        if not self.role:
            with suppress(psycopg.Error):
                quiet = with_settings(self.conninfo, {"session_replication_role": "replica"})
                return psycopg.connect(quiet, autocommit=True)
            return psycopg.connect(self.conninfo, autocommit=True)
        words = {"role": sql.Identifier(self.role), "database": sql.Identifier(admin.info.dbname)}
        alter = "ALTER ROLE {role} IN DATABASE {database} "
        admin.execute(sql.SQL(alter + "SET session_replication_role = replica").format(**words))
        try:
            return psycopg.connect(self.conninfo, autocommit=True)
        finally:
            admin.execute(sql.SQL(alter + "RESET session_replication_role").format(**words))

    @contextmanager
    def watched(self, connection: psycopg.Connection[Any], seconds: float = MOST_SECONDS) -> Iterator[None]:
        """Ends the session from outside when it works too long, or fills the disk: ServerError then says so.

        What counts is the time in which the server works for it, not that between its statements.
        """
        limit_memory(connection.info.backend_pid)
        done, reasons = threading.Event(), list[str]()
        arguments = (connection.info, done, seconds, reasons)
        watch = threading.Thread(target=self._watch, args=arguments, daemon=True)
        watch.start()
        try:
            yield
        except Exception as error:
            if reasons:
                hint = f"no file may take more on a scratch server; {WAY_OUT.partition('; ')[2]}"
                raise ServerError(f"the file was stopped: {reasons[0]}", hint=hint) from error
            raise
        finally:
            done.set()
            watch.join()

    def _watch(self, guest: psycopg.ConnectionInfo, done: threading.Event, seconds: float, reasons: list[str]) -> None:
        import psycopg

        pid, worked, looked = guest.backend_pid, 0.0, monotonic()
        if done.wait(min(FIRST_LOOK_SECONDS, seconds)):
            return
        with suppress(psycopg.Error), psycopg.connect(self.admin, autocommit=True) as admin:
            took = 0.0
            while not done.wait(max(LOOK_SECONDS, took * REST)):
                began = monotonic()
                is_at_work = guest.transaction_status is psycopg.pq.TransactionStatus.ACTIVE
                worked, looked = worked + (began - looked if is_at_work else 0.0), began
                row = admin.execute("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())").fetchone()
                if worked > seconds:
                    reasons.append(f"it runs for more than {seconds / 60:.0f} minutes")
                elif row and row[0] > MOST_BYTES:
                    reasons.append(f"its database has more than {MOST_BYTES >> 20} MB")
                took = monotonic() - began
                if reasons:
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

    to, wanted = f" ROLE {quote_identifier(member)}" if member else "", list(names)
    query = "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) ANY (%s)"
    have = {name for (name,) in connection.execute(query.encode(), [wanted])}
    for name in wanted:
        if name not in have:
            with suppress(psycopg.errors.DuplicateObject, psycopg.errors.ReservedName):
                connection.execute(f"CREATE ROLE {quote_identifier(name)} NOLOGIN{to}".encode())
        if member and _is_powerless(connection, name) and name != member and not name.startswith("pg_"):
            connection.execute(f"GRANT {quote_identifier(name)} TO {quote_identifier(member)}".encode())


def _is_powerless(connection: psycopg.Connection[Any], name: str) -> bool:
    """Whether there is such a role, and it may do no more than a placeholder of ours, by itself or through others."""
    return connection.execute(_POWERLESS.encode(), [name]).fetchone() is not None
