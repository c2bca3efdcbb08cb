"""What must be known of a table to give it rows: its columns with the types that they become, its keys and checks.

In: both catalogs and the renames between them. Out: Tables, in an order in which they can be filled.
Pure; must never know a connection.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.rows.constraints import (
    Check,
    ForeignKey,
    check_expression,
    foreign_keys,
    make_check,
    unique_keys,
    with_value,
)
from schemactl.rows.types import Type, Types

NewName = Callable[[ObjectId], ObjectId]
SPREADS = frozenset(
    """enum composite_type domain range domain_constraint column default constraint index function procedure operator
    cast collation sequence statistics trigger policy""".split()
)
"""Kinds through which a change reaches what depends on them; a table does not change for what refers to it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a value is written to. becomes: its type in the desired state; place counts from 1."""

    name: str
    type: Type
    becomes: Type
    nullable: bool
    place: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can hold rows.

    checks: of both states, and those of its columns' domains. wanted: those among them that only the desired state has,
    which do not refuse a row yet. uniques: the columns of keys of the desired state.
    """

    id: ObjectId
    columns: tuple[Column, ...]
    keys: tuple[ForeignKey, ...]
    checks: tuple[Check, ...]
    wanted: tuple[Check, ...]
    uniques: tuple[tuple[str, ...], ...]
    above: tuple[ObjectId, ...]
    """The partitioned tables whose rows its rows are."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both catalogs with their types. new_name: what an object of the current one is called in the desired one."""

    current: Catalog
    desired: Catalog
    new_name: NewName

    def tables(self, wanted: Collection[ObjectId], bounds: Mapping[ObjectId, str]) -> list[Table]:
        """What is known of these tables, those that are referred to before those that refer to them.

        bounds: the partition constraints of partitions, as expressions.
        """
        types, new_types = Types(self.current), Types(self.desired)
        tables = [self._table(id, types, new_types, bounds) for id in sorted(wanted)]
        return _ordered(tables)

    def _table(self, id: ObjectId, types: Types, new_types: Types, bounds: Mapping[ObjectId, str]) -> Table:
        parts = [part for part in self.current.parts.get(id, ()) if part.id.kind == "column"]
        columns = tuple(
            self._column(part, place, types, new_types) for place, part in enumerate(parts, 1) if not part["generated"]
        )
        names = [part.id.name for part in parts]
        new = self.new_name(id)
        expressions = [*self._checks(id), *([bounds[id]] if id in bounds else [])]
        expressions += [each for column in columns for each in self._domain_checks(self.current, column.type, column)]
        wanted = list(self._wanted_checks(new, names))
        wanted += [each for column in columns for each in self._domain_checks(self.desired, column.becomes, column)]
        wanted = [each for each in dict.fromkeys(wanted) if each not in expressions]
        keys = (*foreign_keys(id, self.current), *self._wanted_keys(new, names))
        now, later = (tuple(make_check(e, names) for e in dict.fromkeys(each)) for each in (expressions, wanted))
        uniques = tuple(key for key in unique_keys(new, self.desired) if set(key) <= set(names))
        above = tuple(_partitioned_above(id, self.current))
        return Table(id, columns, tuple(dict.fromkeys(keys)), now + later, later, uniques, above)

    def _column(self, part: Object, place: int, types: Types, new_types: Types) -> Column:
        new = self.desired.objects.get(self.new_name(part.id))
        becomes = new_types.resolve(new["type"]) if new else types.resolve(part["type"])
        type = types.resolve(part["type"])
        is_free = not part["not_null"] and not (new and new["not_null"])
        domains = [(self.current, id) for id in type.domains] + [(self.desired, id) for id in becomes.domains]
        is_free = is_free and not any(side.objects[id]["not_null"] for side, id in domains if id in side.objects)
        return Column(part.id.name, type, becomes, is_free, place)

    def _checks(self, id: ObjectId) -> Iterator[str]:
        for part in self.current.parts.get(id, ()):
            if part.id.kind == "constraint" and part["type"] == "c":
                yield check_expression(part["definition"])

    def _wanted_checks(self, new: ObjectId, names: Sequence[str]) -> Iterator[str]:
        known = {part.id.name for part in self.desired.parts.get(new, ()) if part.id.kind == "column"}
        for part in self.desired.parts.get(new, ()):
            if part.id.kind == "constraint" and part["type"] == "c":
                expression = check_expression(part["definition"])
                if make_check(expression, sorted(known)).columns <= set(names):
                    yield expression

    def _domain_checks(self, catalog: Catalog, type: Type, column: Column) -> Iterator[str]:
        for domain in type.domains:
            for part in catalog.parts.get(domain, ()):
                if part.id.kind == "domain_constraint" and part["definition"].startswith("CHECK"):
                    yield with_value(check_expression(part["definition"]), column.name)

    def _wanted_keys(self, new: ObjectId, names: Sequence[str]) -> Iterator[ForeignKey]:
        """Those of the desired state, as far as they are between columns that are there now under the same names."""
        for key in foreign_keys(new, self.desired):
            there = {part.id.name for part in self.current.parts.get(key.table, ()) if part.id.kind == "column"}
            if set(key.columns) <= set(names) and (set(key.referenced) <= there or not there):
                yield key


def _partitioned_above(id: ObjectId, catalog: Catalog) -> Iterator[ObjectId]:
    table = catalog.objects.get(id)
    for schema, name in (table and table.get("partition_bound") and table["parents"]) or ():
        parent = ObjectId("table", schema, name)
        yield parent
        yield from _partitioned_above(parent, catalog)


def _ordered(tables: Iterable[Table]) -> list[Table]:
    """Where tables refer to each other in a circle, one of them comes first all the same."""
    by_id = {table.id: table for table in tables}
    holders: dict[ObjectId, set[ObjectId]] = {id: {id} for id in by_id}
    for table in by_id.values():
        for parent in table.above:
            holders.setdefault(parent, set()).add(table.id)
    before = {
        id: {holder for key in table.keys for holder in holders.get(key.table, ()) if holder != id}
        for id, table in by_id.items()
    }
    while True:
        try:
            return [by_id[id] for id in TopologicalSorter(before).static_order()]
        except CycleError as error:
            earlier, later = error.args[1][:2]
            before[later].discard(earlier)


def touched_tables(current: Catalog, desired: Catalog, changed: Iterable[ObjectId]) -> set[ObjectId]:
    """The tables of the current state that can hold rows and that a change of these objects reaches.

    With what they refer to, and the tables above and below them.
    """
    reached = _reached(current, desired, changed)
    tables = {table for id in reached if (table := _table_of(id, current)) in current.objects}
    queue = list(tables)
    while queue:
        id = queue.pop()
        near = {key.table for key in foreign_keys(id, current)} | _family(id, current)
        fresh = {each for each in near if each in current.objects} - tables
        tables |= fresh
        queue += fresh
    return {id for id in tables if not current.objects[id]["partitioned"]}


def _reached(current: Catalog, desired: Catalog, changed: Iterable[ObjectId]) -> set[ObjectId]:
    found = set(changed)
    queue = [id for id in found if id.kind in SPREADS]
    while queue:
        id = queue.pop()
        dependents = current.dependents.get(id, frozenset()) | desired.dependents.get(id, frozenset())
        fresh = dependents - found
        found |= fresh
        queue += [each for each in fresh if each.kind in SPREADS]
    return found


def _table_of(id: ObjectId, catalog: Catalog) -> ObjectId:
    if id.kind == "table":
        return id
    object = catalog.objects.get(id)
    on_table = object.get("on_table") if object else None
    if isinstance(on_table, str) and on_table:
        return ObjectId("table", id.schema, on_table)
    return ObjectId("table", id.schema, id.table)


def _family(id: ObjectId, catalog: Catalog) -> set[ObjectId]:
    """The tables right above and below."""
    table = catalog.objects[id]
    above = {ObjectId("table", schema, name) for schema, name in table["parents"] or ()}
    return above | {each for each in catalog.dependents.get(id, ()) if each.kind == "table"}
