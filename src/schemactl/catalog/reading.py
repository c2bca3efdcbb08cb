"""One consistent look at a database: a REPEATABLE READ, READ ONLY transaction with an empty search_path.

So the server qualifies every name (https://www.postgresql.org/docs/current/functions-info.html). Takes ACCESS SHARE on
system catalogs only. This file must never know what the queries are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemactl.catalog.kinds import PRESENCE
from schemactl.pgsql import quote_literal
from schemactl.settings import SETTINGS as OURS
from schemactl.settings import WRITTEN

if TYPE_CHECKING:
    import psycopg

SETTINGS = (
    "search_path = ''",
    "work_mem = '64MB'",
    "jit = off",
    "max_parallel_workers_per_gather = 0",
    "lc_monetary = 'C'",
    *(f"{name} = {quote_literal(OURS[name])}" for name in WRITTEN),
)
"""Of the transaction only. Sorts of large catalogs stay in memory; queries of milliseconds are not compiled.

Values in definitions are written as they are on a scratch server, whatever the URL says of the session."""

OWN = """SELECT pg_catalog.set_config('schemactl.me', m.oids::text, true),
                pg_catalog.set_config('schemactl.own', (m.oids || r.oid)::text, true)
         FROM pg_catalog.pg_roles r, (SELECT pg_catalog.array_agg(r.oid) AS oids FROM pg_catalog.pg_roles r
               WHERE r.oid = (SELECT datdba FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                  OR r.rolname = pg_catalog.current_setting('schemactl.guest', true)) m
         WHERE r.rolname = 'pg_database_owner'"""
"""The roles that stand for whoever runs a migration, as the queries ask for them: what is theirs has no owner to name.

`me`: the database's owner, and on a scratch server the guest; `own`: pg_database_owner besides, another name for the
database's owner, which has the schema public of a new database. Set there, not asked for in each row's subquery."""

CLASSES = """SELECT c.relname, c.oid::int8 FROM pg_catalog.pg_class c
             WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r'"""


@dataclass(frozen=True, slots=True)
class Query:
    """SQL and what is bound to its %s."""

    sql: str
    values: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """version: server_version_num. classes: the oid of each system catalog by its name. kinds: those there may be."""

    connection: psycopg.Connection[Any]
    version: int
    classes: Mapping[str, int]
    kinds: frozenset[str]

    @property
    def major(self) -> int:
        return self.version // 10000

    def fetch(self, queries: Sequence[Query]) -> list[Result]:
        """The results of all queries, sent in one pipeline: one round trip."""
        from psycopg.rows import tuple_row

        cursors = [self.connection.cursor(row_factory=tuple_row) for _ in queries]
        with self.connection.pipeline():
            for cursor, query in zip(cursors, queries, strict=True):
                cursor.execute(query.sql.encode(), query.values)
        return [
            Result(tuple(c.name for c in cursor.description), cursor.fetchall())
            if cursor.description
            else Result((), [])
            for cursor in cursors
        ]


@contextmanager
def reading(connection: psycopg.Connection[Any]) -> Iterator[Reading]:
    """The connection must be outside a transaction; it is left so, its settings as they were."""
    from psycopg import IsolationLevel

    was = (connection.isolation_level, connection.read_only, connection.autocommit)
    connection.autocommit = False
    connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with connection.transaction():
            first = Reading(connection, connection.info.server_version, {}, frozenset())
            settings = [Query(f"SET LOCAL {setting}") for setting in SETTINGS]
            *_, classes, kinds = first.fetch([*settings, Query(OWN), Query(CLASSES), Query(PRESENCE)])
            yield Reading(connection, first.version, dict(classes.rows), frozenset(name for (name,) in kinds.rows))
    finally:
        connection.isolation_level, connection.read_only, connection.autocommit = was
