"""The rows of one copy, from the moment they are written to the last look at them.

In: a session on the copy, both catalogs. Out: Evidence. It has a session of its own, on which no trigger fires and
which is never in a transaction, since what a migration does must not depend on being watched.
This file must never know how a plan is made or run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.pgsql import qualified, quote_literal
from schemactl.rows.compare import Expectation, find_losses
from schemactl.rows.fill import fill
from schemactl.rows.table import Sides, touched_tables
from schemactl.rows.values import Values, read_values

if TYPE_CHECKING:
    import psycopg

    from schemactl.sandbox import Session

BOUNDS = """
SELECT n.nspname, c.relname, pg_catalog.pg_get_partition_constraintdef(c.oid)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND c.relkind = 'r' AND c.oid >= 16384"""

STEPS = 1000
"""How far a sequence is moved, so that it stands elsewhere than the values that were written."""


@dataclass(slots=True)
class Evidence:
    """values: as they were when they were last looked at. empty: the tables without rows, each with the reason.

    own: the tables with rows that migrations wrote: every database has these, so that they never give way.
    """

    connection: psycopg.Connection[Any]
    values: Values
    own: frozenset[ObjectId]
    empty: dict[ObjectId, str] = field(default_factory=dict)

    def find_losses(self, change: Expectation) -> list[str]:
        """What is lost since the last look, in words; this look is what the next one is held against."""
        before, self.values = self.values, read_values(self.connection)
        self.own = frozenset(map(change.new_name, self.own))
        return find_losses(self.connection, before, self.values, change)

    def give_up(self, tables: Collection[ObjectId], catalog: Catalog, reason: str) -> bool:
        """Delete the rows of tables, and of those that refer to them; False if there were none that may go."""
        gone = {id for id in _with_referencing(tables, catalog) if id in self.values.rows}
        if gone & self.own:
            return False
        for id in gone:
            _delete(self.connection, qualified(id.schema, id.name))
        self.empty |= dict.fromkeys(gone, reason)
        self.values = self.values.without(gone)
        return bool(gone)


def _delete(connection: psycopg.Connection[Any], table: str) -> None:
    """What a publication sends, Postgres deletes only where the replica identity suffices; it truncates without.

    What refers to the table goes as well, or has no rows.
    """
    import psycopg

    refusals = (psycopg.errors.ObjectNotInPrerequisiteState, psycopg.errors.InvalidColumnReference)
    try:
        connection.execute(f"DELETE FROM ONLY {table}".encode())
    except refusals:
        connection.execute(f"TRUNCATE ONLY {table} CASCADE".encode())


@contextmanager
def open_evidence(session: Session, sides: Sides, changed: Iterable[ObjectId]) -> Iterator[Evidence]:
    """Fill the tables that a change of `changed` reaches. The copy must be in the current state, and nobody else's."""
    with session.sandbox.quiet(session.admin) as connection:
        wanted = touched_tables(sides.current, sides.desired, changed)
        bounds = _bounds(connection) if _has_partitions(wanted, sides.current) else {}
        known = {id: [_texts(row) for row in rows] for id, rows in read_values(connection).rows.items()}
        filled = fill(connection, sides.tables(wanted - known.keys(), bounds), known)
        _move_sequences(connection, wanted - known.keys(), sides.current)
        yield Evidence(connection, read_values(connection), frozenset(known), filled.empty)


def _texts(row: Mapping[str, Any]) -> dict[str, str | None]:
    """Values as input functions take them; what has a structure no key is made of."""
    return {name: None if value is None else str(value) for name, value in row.items()}


def _has_partitions(tables: Iterable[ObjectId], catalog: Catalog) -> bool:
    return any(catalog.objects[id].get("partition_bound") for id in tables)


def _bounds(connection: psycopg.Connection[Any]) -> Mapping[ObjectId, str]:
    rows = connection.execute(BOUNDS.encode()).fetchall()
    return {ObjectId("table", schema, name): bound for schema, name, bound in rows if bound}


def _move_sequences(connection: psycopg.Connection[Any], tables: Collection[ObjectId], catalog: Catalog) -> None:
    """To where no value that was written would lead them."""
    import psycopg

    for schema, name, options in _sequences(tables, catalog):
        step = int(options["increment"]) * STEPS
        value = min(max(int(options["start"]) + step, int(options["minimum"])), int(options["maximum"]))
        sql = f"SELECT pg_catalog.setval({quote_literal(qualified(schema, name))}, {value})"
        with suppress(psycopg.errors.InsufficientPrivilege):
            connection.execute(sql.encode())


def _sequences(tables: Collection[ObjectId], catalog: Catalog) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for id in tables:
        for part in catalog.parts.get(id, ()):
            options = part.get("identity_options") if part.id.kind == "column" else None
            if options:
                yield options["schema"], options["name"], options
    for object in catalog.objects.values():
        owner = object.get("owned_by") if object.id.kind == "sequence" else None
        if owner and ObjectId("table", *owner[:2]) in tables:
            yield object.id.schema, object.id.name, object.attributes


def _with_referencing(tables: Collection[ObjectId], catalog: Catalog) -> set[ObjectId]:
    """Also those whose foreign keys lead to them, or to what they are partitions of."""
    found, queue = set(tables), list(tables)
    referring: dict[ObjectId, set[ObjectId]] = {}
    for key in catalog.objects.values():
        if key.id.kind == "constraint" and key.get("referenced_table"):
            holder = ObjectId("table", key.id.schema, key.id.table)
            referring.setdefault(ObjectId("table", *key["referenced_table"]), set()).add(holder)
    while queue:
        id = queue.pop()
        table = catalog.objects.get(id)
        above = {ObjectId("table", *parent) for parent in (table and table.get("parents")) or ()}
        below = {each for each in catalog.dependents.get(id, ()) if each.kind == "table"}
        fresh = (above | referring.get(id, set()) | below) - found
        found |= fresh
        queue += fresh
    return found
