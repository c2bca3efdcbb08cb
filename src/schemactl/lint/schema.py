"""What is known of the database at one moment of a file: tables, columns, constraints, indexes, types.

Starts as a catalog that was read, or as nothing; `advance.py` follows each change, so that a rule sees the state just
before the statement it looks at. What was never seen is unknown, not absent: `is_whole` says whether the start was a
whole catalog.
Must never know: rules, servers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.lint.changes import Constraint, Name, Routine, Type
from schemactl.lint.nodes import type_of
from schemactl.lint.read import read_changes
from schemactl.pgsql import parse, quote_identifier


@dataclass(slots=True)
class KnownColumn:
    type: Type | None = None
    not_null: bool = False
    has_default: bool = False
    generated: str = ""
    is_new: bool = False


@dataclass(slots=True)
class KnownIndex:
    name: Name
    table: Name
    columns: tuple[str, ...] = ()
    unique: bool = False
    is_partial: bool = False
    not_null: tuple[str, ...] = ()
    is_valid: bool = True
    is_partitioned: bool = False
    constraint: str = ""
    is_new: bool = False
    keys: frozenset[str] = frozenset()
    """Its columns, and those that its expressions name; empty for what a constraint made."""


@dataclass(slots=True)
class KnownTable:
    """kind: table, view, materialized view or foreign table. is_whole: whether all its parts are known.

    is_new: made by this file, so that nobody has locks on it. is_filled: from old tables, whose rows nobody knows.
    """

    name: Name
    kind: str = "table"
    is_partitioned: bool = False
    parents: tuple[Name, ...] = ()
    persistence: str = "p"
    columns: dict[str, KnownColumn] = field(default_factory=dict)
    constraints: dict[str, Constraint] = field(default_factory=dict)
    is_whole: bool = False
    is_new: bool = False
    is_partition: bool = False
    is_default: bool = False
    is_filled: bool = False


class Schema:
    """Lives as long as the linting of the files behind each other."""

    def __init__(self, catalog: Catalog | None = None) -> None:
        self.is_whole = catalog is not None
        self.search_path: tuple[str, ...] = ("public",)
        self.tables: dict[Name, KnownTable] = {}
        self.indexes: dict[Name, KnownIndex] = {}
        self._indexes_of: dict[Name, dict[Name, None]] = {}
        self._fresh: list[KnownTable | KnownColumn | KnownIndex] = []
        self.dropped_indexes: list[KnownIndex] = []
        """Those that this file has dropped, and the new ones before it."""
        self.enums: dict[Name, dict[str, None]] = {}
        """The labels of each, in their order."""
        self.gone: set[Name] = set()
        """Tables that were dropped or have another name since."""
        self.new_types: set[Name] = set()
        self.checks_of_domains: dict[Name, dict[str, str]] = {}
        """Kinds of the constraints of domains (check, not_null), by their names; of domains that have any."""
        self.domains: set[Name] = set()
        self.new_labels: set[tuple[Name, str]] = set()
        self.sequences: set[Name] = set()
        self.new_sequences: set[Name] = set()
        self._enums_before: dict[Name, tuple[str, ...]] = {}
        """Labels before this file, of those that it has changed."""
        self.known_routines: dict[Name, list[Routine | str]] = {}
        """Functions and procedures by name; those of a catalog by their definitions, which few files ever need."""
        if catalog is not None:
            self._take(catalog)

    def begin_file(self) -> None:
        """What the files before made is old from here on."""
        self.search_path = ("public",)
        self.new_types, self.new_labels, self.new_sequences = set(), set(), set()
        self._enums_before = {}
        for one in self._fresh:
            one.is_new = False
        self._fresh = []

    def mark_new(self, one: KnownTable | KnownColumn | KnownIndex) -> None:
        """What this file makes, until the next one begins."""
        one.is_new = True
        self._fresh.append(one)

    def change_enum(self, name: Name, labels: Iterable[str] | None) -> None:
        """Give an enum other labels; None: it is gone."""
        self._keep_enum(name)
        if labels is None:
            self.enums.pop(name, None)
        else:
            self.enums[name] = dict.fromkeys(labels)

    def add_label(self, name: Name, label: str) -> None:
        self._keep_enum(name)
        if label not in self.enums.setdefault(name, {}):
            self.new_labels.add((name, label))
            self.enums[name][label] = None

    def _keep_enum(self, name: Name) -> None:
        if name not in self._enums_before:
            self._enums_before[name] = tuple(self.enums.get(name, ()))

    def labels_before(self, name: Name) -> Iterable[str]:
        """The labels of an enum before this file."""
        return self._enums_before.get(name, self.enums.get(name, ()))

    def put_index(self, index: KnownIndex) -> None:
        self.indexes[index.name] = index
        self._indexes_of.setdefault(index.table, {})[index.name] = None

    def pop_index(self, name: Name) -> KnownIndex | None:
        index = self.indexes.pop(name, None)
        if index:
            self._indexes_of.get(index.table, {}).pop(name, None)
        return index

    def put_routine(self, name: Name, routine: Routine) -> None:
        """It takes the place of one with the same arguments."""
        whole = name if name.schema else Name(self.search_path[0] if self.search_path else "public", name.name)
        others = [one for one in self._read_routines(whole) if one.types != routine.types]
        self.known_routines[whole] = [*others, routine]

    def routines(self, name: Name, arguments: int) -> Iterator[Routine]:
        """Those that a call may mean: of the first schema of the search path that has one with so many arguments."""
        for schema in (name.schema,) if name.schema else self.search_path:
            found = [one for one in self._read_routines(Name(schema, name.name)) if one.least <= arguments <= one.most]
            if found:
                yield from found
                return

    def _read_routines(self, name: Name) -> Iterator[Routine]:
        for one in self.known_routines.get(name, ()):
            if isinstance(one, Routine):
                yield one
            else:
                yield _changes_from_text(one)[0].routine

    def resolve(self, name: Name) -> Name:
        """A name with its schema: the first of the search path in which there is such a relation or type."""
        if name.schema:
            return name
        for schema in self.search_path:
            found = Name(schema, name.name)
            if found in self.tables or found in self.indexes or found in self.enums or found in self.domains:
                return found
        return Name(self.search_path[0] if self.search_path else "public", name.name)

    def table(self, name: Name) -> KnownTable | None:
        return self.tables.get(self.resolve(name))

    def column(self, table: Name, column: str) -> KnownColumn | None:
        known = self.table(table)
        return known.columns.get(column) if known else None

    def index(self, name: Name) -> KnownIndex | None:
        return self.indexes.get(self.resolve(name))

    def index_of(self, table: Name, index: str) -> KnownIndex | None:
        """An index by its name alone; it lives in the schema of its table."""
        return self.indexes.get(Name(self.resolve(table).schema, index))

    def indexes_of(self, table: Name) -> Iterator[KnownIndex]:
        whole = self.resolve(table)
        return (self.indexes[name] for name in tuple(self._indexes_of.get(whole, ())))

    def is_new(self, table: Name) -> bool:
        """Whether this file made the table, or it is temporary."""
        known = self.table(table)
        return known is not None and (known.is_new or known.persistence == "t")

    def is_filled(self, table: Name) -> bool:
        """Whether this file has put rows of old tables into it."""
        known = self.table(table)
        return known is not None and known.is_filled

    def partitions(self, table: Name) -> Iterator[KnownTable]:
        whole = self.resolve(table)
        return (known for known in self.tables.values() if whole in known.parents and known.is_partition)

    def default_partition(self, table: Name) -> KnownTable | None:
        """The default partition of a partitioned table."""
        return next((known for known in self.partitions(table) if known.is_default), None)

    def users_of(self, type: Name) -> list[Name]:
        """Old tables with a column of this type."""
        whole = self.resolve(type)
        return [
            table.name
            for table in self.tables.values()
            if not table.is_new
            and any(one.type and self.resolve(one.type.name) == whole for one in table.columns.values())
        ]

    def has_constraints(self, type: Type) -> bool:
        """Whether a type is a domain that checks its values."""
        return bool(self.checks_of_domains.get(self.resolve(type.name)))

    def _take(self, catalog: Catalog) -> None:
        for object in catalog.objects.values():
            taker = _TAKERS.get(object.id.kind)
            if taker:
                taker(self, object)


@lru_cache(maxsize=4096)
def type_from_text(text: str) -> Type:
    """A type as format_type() writes it."""
    tree = parse(f"SELECT NULL::{text}").stmts[0].stmt.select_stmt
    return type_of(tree.target_list[0].res_target.val.type_cast.type_name)


def _changes_from_text(sql: str) -> tuple[Any, ...]:
    statement = parse(sql).stmts[0].stmt
    kind = statement.WhichOneof("node") or ""
    return read_changes(kind, getattr(statement, kind), 0)


def _name(id: ObjectId) -> Name:
    return Name(id.schema, id.name)


def _take_table(schema: Schema, object: Object) -> None:
    parents = tuple(Name(*parent) for parent in object.get("parents") or ())
    schema.tables[_name(object.id)] = KnownTable(
        _name(object.id),
        object.id.kind.replace("_", " "),
        is_partitioned=bool(object.get("partitioned")),
        parents=parents,
        persistence="u" if object.get("unlogged") else "p",
        is_whole=True,
        is_partition=object.get("partition_bound") is not None,
        is_default=object.get("partition_bound") == "DEFAULT",
    )


def _take_column(schema: Schema, object: Object) -> None:
    table = schema.tables.get(Name(object.id.schema, object.id.table))
    if table:
        table.columns[object.id.name] = KnownColumn(
            type_from_text(object["type"]),
            bool(object["not_null"]),
            has_default=bool(object["identity"]),
            generated=object["generated"],
        )


def _take_default(schema: Schema, object: Object) -> None:
    column = schema.column(Name(object.id.schema, object.id.table), object.id.name)
    if column:
        column.has_default = True


def _take_constraint(schema: Schema, object: Object) -> None:
    table = schema.tables.get(Name(object.id.schema, object.id.table))
    if not table or object["type"] not in ("c", "f", "p", "u", "x"):
        return
    sql = f"ALTER TABLE t ADD CONSTRAINT {quote_identifier(object.id.name)} {object['definition']}"
    constraint = _changes_from_text(sql)[0].constraint
    table.constraints[object.id.name] = constraint._replace(is_valid=bool(object["validated"]))
    if object["type"] in ("p", "u", "x"):
        name, is_unique = _name(object.id), object["type"] != "x"
        schema.put_index(KnownIndex(name, table.name, constraint.columns, is_unique, constraint=object.id.name))


def _take_index(schema: Schema, object: Object) -> None:
    index = _changes_from_text(object["definition"])[0]
    schema.put_index(
        KnownIndex(
            _name(object.id),
            Name(object.id.schema, object["on_table"]),
            index.columns,
            index.unique,
            index.is_partial,
            index.not_null,
            is_valid=bool(object["valid"]),
            is_partitioned=bool(object["partitioned"]),
            keys=index.keys,
        )
    )


def _take_enum(schema: Schema, object: Object) -> None:
    schema.enums[_name(object.id)] = dict.fromkeys(object["labels"])


def _take_domain(schema: Schema, object: Object) -> None:
    schema.domains.add(_name(object.id))
    if object.get("not_null"):
        name = object.get("not_null_name") or f"{object.id.name}_not_null"
        schema.checks_of_domains.setdefault(_name(object.id), {})[name] = "not_null"


def _take_domain_constraint(schema: Schema, object: Object) -> None:
    schema.checks_of_domains.setdefault(Name(object.id.schema, object.id.table), {})[object.id.name] = "check"


def _take_sequence(schema: Schema, object: Object) -> None:
    schema.sequences.add(_name(object.id))


def _take_routine(schema: Schema, object: Object) -> None:
    schema.known_routines.setdefault(_name(object.id), []).append(object["definition"])


_TAKERS = {
    "table": _take_table,
    "foreign_table": _take_table,
    "view": _take_table,
    "materialized_view": _take_table,
    "column": _take_column,
    "default": _take_default,
    "constraint": _take_constraint,
    "index": _take_index,
    "enum": _take_enum,
    "domain": _take_domain,
    "domain_constraint": _take_domain_constraint,
    "sequence": _take_sequence,
    "function": _take_routine,
    "procedure": _take_routine,
}
