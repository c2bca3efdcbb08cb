"""The history in the database: which migrations have run, and what happened.

Comes in: an autocommit connection, the history's schema. Goes out: `Row`s; or what is recorded. Reading needs SELECT
only and never makes anything; `create_history` is called under the migration lock.
Must never know: files, or what may run next; `state.py` decides that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import accumulate
from socket import gethostname
from typing import TYPE_CHECKING, Any
from uuid import UUID

from schemactl import __version__
from schemactl.config.urls import redact
from schemactl.connect import reset_path
from schemactl.errors import ConnectError, ExecuteError, HistoryError, LockError, SchemactlError, UsageError
from schemactl.exchange import Query
from schemactl.execute import FrameError
from schemactl.migrations.lock import lock_key
from schemactl.pgsql import Statement, quote_identifier

if TYPE_CHECKING:
    import psycopg


_THERE = """
SELECT c.relname::text
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = %s
"""
_SCHEMA = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = %s"


@dataclass(frozen=True, slots=True)
class Row:
    """One migration as the database knows it. `status`: running, applied or failed; `direction` of what ran last.

    `is_running`: the server still works for the runner that wrote the row.
    """

    version: str
    name: str
    status: str
    direction: str
    origin: str
    up_sha256: str
    down_sha256: str | None
    down_sql: str | None
    fingerprint: str | None
    target_fingerprint: str | None
    statements_total: int
    statements_done: int
    statement_sha256: list[str]
    started_at: datetime
    finished_at: datetime | None
    seconds: float | None
    executed_by: str
    application: str
    host: str
    tool_version: str
    backend_pid: int
    backend_start: datetime | None
    error: str | None
    error_sqlstate: str | None
    error_line: int | None
    error_column: int | None
    is_running: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What is recorded of one run of one file. `sha256[n]` is the checksum of its first n + 1 statements."""

    version: str
    name: str
    direction: str
    up_sha256: str
    down_sha256: str | None
    down_sql: str | None
    fingerprint: str | None
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Books:
    """Where the history is, and the run that writes to it."""

    schema: str
    batch: UUID


def statements_sha256(statements: Sequence[Statement]) -> tuple[str, ...]:
    """The checksum of the first statement, of the first two, and so on; comments around them do not count."""
    return tuple(accumulate(map(_sha256, statements), lambda before, own: _digest(before + own)))


def is_same_so_far(row: Row, statements: Sequence[Statement], done: int) -> bool:
    """Whether the first `done` statements are those that a row says have run.

    Older versions of schemactl kept a checksum of each statement instead of one of all.
    """
    if not done:
        return True
    own = [_sha256(one) for one in statements[:done]]
    return row.statement_sha256 in ([statements_sha256(statements[:done])[-1]], own)


def _sha256(statement: Statement) -> str:
    return _digest(statement.sql if statement.data is None else f"{statement.sql}\0{statement.data}")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def read_history(connection: psycopg.Connection, schema: str) -> tuple[Row, ...] | None:
    """The rows in the order of application; None if there is no history."""
    import psycopg
    from psycopg.rows import class_row

    try:
        with connection.cursor(row_factory=class_row(Row)) as cursor:
            return tuple(cursor.execute(query_text("read", schema), {"key": lock_key(schema)}).fetchall())
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        return None
    except psycopg.errors.InsufficientPrivilege as error:
        raise _not_allowed("read", schema, error) from error
    except psycopg.errors.UndefinedColumn as error:
        if not _is_ours(connection, schema):
            raise _taken(f"{schema}.migrations") from error
        raise HistoryError(
            f"the history in schema {schema} is not one that this version of schemactl knows",
            state="unknown",
            detail=error.diag.message_primary or "",
            hint="use the schemactl that wrote it, or a newer one; history.schema names another place",
        ) from error


def has_begun(connection: psycopg.Connection, schema: str) -> bool:
    """Whether a history without rows says that nothing is applied; else it was made, and nothing came of it."""
    import psycopg

    try:
        row = connection.execute(query_text("begun", schema).encode()).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn):
        return False
    except psycopg.errors.InsufficientPrivilege as error:
        raise _not_allowed("read", schema, error) from error
    return bool(row and row[0])


def find_objects(connection: psycopg.Connection, only: str | None = None) -> list[tuple[str, str]]:
    """Schema and name of what somebody has made here, or in the schema `only`; not what extensions or histories have.

    What lives and dies with another object (a sequence of its table, a partition) is not named beside it.
    """
    from schemactl.catalog.histories import own_relations

    rows = connection.execute(query_text("objects").encode(), {"only": only}).fetchall()
    own = set(own_relations(connection)) if rows else ()
    return [row for row in rows if row not in own]


def find_schemas(connection: psycopg.Connection) -> tuple[str, ...]:
    """The schemas that have a history."""
    from schemactl.catalog.histories import own_relations

    return tuple(schema for schema, name in own_relations(connection) if name == "migrations")


def create_history(connection: psycopg.Connection, schema: str) -> None:
    """Makes what is missing of the schema and the two tables, in one transaction; a DBA may have made any of them."""
    import psycopg

    missing = _missing(connection, schema)
    if not missing:
        return
    try:
        with connection.transaction():
            if connection.execute(_SCHEMA, [schema]).fetchone() is None:
                connection.execute(query_text("create_schema", schema).encode())
            for name in missing:
                connection.execute(query_text(f"create_{name}", schema).encode())
    except psycopg.errors.InsufficientPrivilege as error:
        raise _not_allowed("create", schema, error) from error


def _missing(connection: psycopg.Connection, schema: str) -> list[str]:
    """The tables of the history that are not there yet; HistoryError if another of such a name is."""
    from schemactl.catalog.histories import HISTORY_TABLES, own_relations

    own = set(own_relations(connection))
    missing = [name for name in HISTORY_TABLES if (schema, name) not in own]
    there = {name for (name,) in connection.execute(_THERE, [schema]).fetchall()} if missing else set()
    for name in missing:
        if name in there:
            raise _taken(f"{schema}.{name}")
    return missing


def _is_ours(connection: psycopg.Connection, schema: str) -> bool:
    from schemactl.catalog.histories import own_relations

    return (schema, "migrations") in own_relations(connection)


def _taken(name: str) -> HistoryError:
    return HistoryError(
        f"{name} is there, and is no table of schemactl's: the history has no place beside it",
        state="unknown",
        object=name,
        hint="name another schema in `history.schema`",
    )


def refuse_role_of_its_name(connection: psycopg.Connection, schema: str) -> None:
    """UsageError where "$user" in search_path is a schema made for the history: what files make would land in there."""
    query = """
        SELECT FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = %(schema)s AND pg_catalog.current_schema() = n.nspname AND current_user = n.nspname
          AND pg_catalog.starts_with(pg_catalog.obj_description(n.oid, 'pg_namespace'), 'schemactl: ')
    """
    with connection.transaction(force_rollback=True):
        reset_path(connection)
        is_its_own = connection.execute(query, {"schema": schema}).fetchone() is not None
    if is_its_own:
        raise UsageError(
            f"migrations run as {schema}, and so what they make would land in the schema {schema}, beside the history",
            hint=f"ALTER ROLE {quote_identifier(schema)} SET search_path = public; or choose another `history.schema`",
        )


def render(connection: psycopg.Connection, query: str, books: Books, entry: Entry, **more: Any) -> str:
    """One of the queries that write, as SQL with its values in it: start, applied, finished, reverted."""
    from psycopg import ClientCursor

    return ClientCursor(connection).mogrify(query_text(query, books.schema), _values(books, entry, **more))


def _values(books: Books, entry: Entry, **more: Any) -> dict[str, Any]:
    return {
        "version": entry.version,
        "name": entry.name,
        "direction": entry.direction,
        "up_sha256": entry.up_sha256,
        "down_sha256": entry.down_sha256,
        "down_sql": entry.down_sql,
        "fingerprint": entry.fingerprint,
        "total": len(entry.sha256),
        "sha256": list(entry.sha256[-1:]),
        "host": gethostname(),
        "tool": __version__,
        "batch": books.batch,
        **more,
    }


def progress(books: Books, entry: Entry, done: int) -> Query:
    """After statement `done` of a file that runs one by one; fails with 22012 if another run has taken the file on."""
    values = (str(done), entry.sha256[done - 1], entry.version, str(books.batch))
    return Query(query_text("progress", books.schema), values)


class _Numbers(dict[str, str]):
    """$1, $2… for the names of a query, in the order in which they stand in it."""

    def __missing__(self, name: str) -> str:
        self[name] = f"${len(self) + 1}"
        return self[name]


def prepare_applied(books: Books, guard: str) -> tuple[str, ...]:
    """Makes `prepared_applied` possible in a session."""
    applied = query_text("applied", books.schema) % _Numbers()
    return f"PREPARE {_GUARD} AS {guard}", f"PREPARE {_APPLIED} AS {applied}"


def prepared_applied(connection: psycopg.Connection, books: Books, entry: Entry) -> tuple[str, ...]:
    """The guard, and the row of a file that ran whole, without the time that planning them takes."""
    from psycopg import ClientCursor

    names = _Numbers()
    _ = query_text("applied", books.schema) % names
    values = ", ".join(f"%({name})s" for name in names)
    row = ClientCursor(connection).mogrify(f"EXECUTE {_APPLIED} ({values})", _values(books, entry))
    return f"EXECUTE {_GUARD}", row


def prepare_progress(books: Books) -> str:
    """Makes `prepared_progress` possible in a session, for as long as nothing takes its prepared statements away."""
    return f"PREPARE {_PROGRESS} AS {query_text('progress', books.schema)}"


def prepared_progress(books: Books, entry: Entry, done: int) -> str:
    """As `progress`, without the time that planning takes."""
    return f"EXECUTE {_PROGRESS} ({done}, '{entry.sha256[done - 1]}', '{entry.version}', '{books.batch}')"


def fence_of(books: Books) -> int:
    """The key of the lock that a run holds beside the migration lock, which no other run knows."""
    return int.from_bytes(books.batch.bytes[:8], signed=True)


def render_guard(connection: psycopg.Connection, books: Books) -> str:
    """SQL that fails with 22012 unless another session holds the fence of this run."""
    from psycopg import ClientCursor

    return ClientCursor(connection).mogrify(query_text("guard", ""), {"fence": fence_of(books)})


def record_failed(connection: psycopg.Connection, books: Books, entry: Entry, error: SchemactlError) -> None:
    """After a failure, on a connection that did not fail: what and where."""
    place = error.place
    said = {
        # A lost connection leaves it open whether the statement took effect.
        "is_settled": not isinstance(error, ConnectError),
        "event": "failed" if entry.direction == "up" else "revert failed",
        "error": redact(error.message),
        "sqlstate": error.sqlstate or None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
    connection.execute(render(connection, "failed", books, entry, **said).encode())


def fingerprint_query(schema: str) -> bytes:
    """The query that keeps a fingerprint with the migration applied last."""
    return query_text("fingerprint", schema).encode()


def write_error(schema: str, error: FrameError) -> SchemactlError:
    """Why the books, the lock or the session around a file did not hold."""
    if error.sqlstate == "22012":
        return LockError(
            "the migration lock is lost: its connection ended",
            hint="what ran meanwhile was rolled back; run the command again",
        )
    if error.sqlstate == "23505":
        return HistoryError(
            "the migration was applied by another run meanwhile", state="diverged", hint="run the command again"
        )
    return ExecuteError(
        f"the history in schema {schema} cannot be written: {error.message}",
        sqlstate=error.sqlstate,
        detail=error.detail,
        hint=error.hint or "GRANT what is missing to the user, or set database.role or history.schema",
    )


_PROGRESS, _GUARD, _APPLIED = "schemactl_progress", "schemactl_guard", "schemactl_applied"


@cache
def query_text(name: str, schema: str = "") -> str:
    """One of the queries of this room."""
    text = (files("schemactl.migrations") / "queries" / f"{name}.sql").read_text(encoding="utf-8")
    return text.format(schema=quote_identifier(schema) if schema else "")


def _not_allowed(verb: str, schema: str, error: psycopg.Error) -> ExecuteError:
    return ExecuteError(
        f"not allowed to {verb} the history in schema {schema}: {error.diag.message_primary}",
        sqlstate=error.sqlstate or "",
        hint="GRANT what is missing to the user, or set database.role or history.schema",
    )
