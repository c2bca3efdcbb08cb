"""What a rule is: how one kind of object is created, dropped and altered, attribute by attribute.

A rule is data and a few pure functions from objects to SQL. Owner, privileges and comment are the same for all
kinds and are written by `common.py`; a rule writes the rest. Registering it is one line in `rules/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from schemactl.catalog.chosen import NOT_NULL, make_name
from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Delta, Statement


class Change(StrEnum):
    """How a difference in an attribute is carried out."""

    ALTER = "alter"
    """In place, by the rule's `alter`."""
    REPLACE = "replace"
    """By DROP and CREATE, dependents taken along and given back."""
    REFUSE = "refuse"
    """Not at all: named, and the exit code says so."""
    FOLLOW = "follow"
    """It follows from another change; the proof sees whether it did."""
    IGNORE = "ignore"
    """Never compared: a fact that no migration makes."""


def membership(table: ObjectId, parent: ObjectId) -> ObjectId:
    """A table's place below a parent, as something that a statement ends, so that other statements may wait for it."""
    return ObjectId("membership", table.schema, table.name, f"{parent.schema}.{parent.name}")


def above(part: Object, catalog: Catalog) -> list[ObjectId]:
    """What a column or constraint is called in each table that its table inherits from, whether it is there or not."""
    table = catalog.objects.get(part.parent) if part.parent else None
    return [part.id._replace(schema=schema, table=name) for schema, name in (table and table["parents"]) or ()]


def not_null_name(column: Object) -> str:
    """The name of a column's NOT NULL constraint that somebody wrote (Postgres 18); '' for the server's."""
    named, default = column.get("not_null_constraint"), make_name(column.id.table, column.id.name, NOT_NULL)
    return str(named["name"]) if named and named["name"] != default else ""


def not_null_of(column: ObjectId) -> ObjectId:
    """A column's NOT NULL under the name that it has, as something that a statement ends."""
    return column._replace(kind="not null")


def not_nulls_of(table: ObjectId) -> ObjectId:
    """The NOT NULL of a table's columns, as something that a statement makes for others to wait for."""
    return table._replace(kind="not nulls")


def called(object: Object) -> Object:
    """An index or a constraint under the name that it has in its database, for statements that say it."""
    return replace(object, id=object.id._replace(name=object.given)) if object.given else object


NAMED_RELATIONS = ("table", "view", "materialized_view", "foreign_table", "sequence", "index", "composite_type")
COPY_OF = ("parent_constraint", "parent_index", "parent_trigger")


@dataclass(frozen=True)
class Context:
    """Both catalogs, for rules that must look around. made: what is created or replaced, once that is decided."""

    current: Catalog
    desired: Catalog
    made: AbstractSet[ObjectId] = frozenset()

    @cached_property
    def children(self) -> Mapping[tuple[str, str], tuple[ObjectId, ...]]:
        """For each [schema, table], its partitions and inheriting tables in the desired state."""
        found: dict[tuple[str, str], list[ObjectId]] = {}
        for object in self.desired.objects.values():
            for parent in object.get("parents") or ():
                found.setdefault(tuple(parent), []).append(object.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    @cached_property
    def leaving(self) -> Mapping[tuple[str, str], frozenset[ObjectId]]:
        """For each [schema, table], the memberships of the partitions and inheriting tables that stay but leave it."""
        found: dict[tuple[str, str], set[ObjectId]] = {}
        for object in self.current.objects.values():
            for parent in object.get("parents") or ():
                stays = self.desired.objects.get(object.id)
                if stays is not None and parent not in (stays["parents"] or ()):
                    found.setdefault(tuple(parent), set()).add(membership(object.id, ObjectId("table", *parent)))
        return {parent: frozenset(ids) for parent, ids in found.items()}

    def is_remade(self, table: ObjectId) -> bool:
        """Whether a table goes and comes back: none becomes partitioned, or partitioned otherwise, in place."""
        old, new = self.current.objects.get(table), self.desired.objects.get(table)
        keys = ("partitioned", "partition_key", "partition_key_columns")
        return old is not None and new is not None and any(old.get(key) != new.get(key) for key in keys)

    def must_rejoin(self, table: ObjectId) -> bool:
        """A partition whose NOT NULL gets another name, as somebody wrote: Postgres renames none that is inherited."""
        old = self.current.objects.get(table)
        if old is None or table not in self.desired.objects or not old.get("partition_bound"):
            return False
        columns = [part for part in self.current.parts.get(table, ()) if part.id.kind == "column"]
        return any(self._is_renamed(column) for column in columns if column["inherited"] and column["not_null"])

    def _is_renamed(self, column: Object) -> bool:
        """Its NOT NULL gets another name, or its parent's does without its own: that is renamed with those below."""
        new = self.desired.objects.get(column.id)
        if "not_null_constraint" not in column.attributes or new is None or not (new["inherited"] and new["not_null"]):
            return False
        if not_null_name(column) != not_null_name(new):
            return True
        parents = zip(above(column, self.current), above(new, self.desired), strict=False)
        pairs = [(self.current.objects.get(old), self.desired.objects.get(wanted)) for old, wanted in parents]
        renamed = (old for old, wanted in pairs if old and wanted and not_null_name(old) != not_null_name(wanted))
        return any(old.given != column.given for old in renamed)

    def is_joining(self, table: ObjectId | None) -> bool:
        """A table that is there gets a parent: ATTACH and INHERIT want its columns and checks to be there."""
        old, new = (table and catalog.objects.get(table) for catalog in (self.current, self.desired))
        if not old or not new:
            return False
        stays = {tuple(parent) for parent in old["parents"] or () if not self.is_remade(ObjectId("table", *parent))}
        return not {tuple(parent) for parent in new["parents"] or ()} <= stays

    def outlived(self, table: ObjectId) -> frozenset[ObjectId]:
        """The memberships that a table ends: what those parents gave it is its own from then on."""
        old, new = self.current.objects.get(table), self.desired.objects.get(table)
        if old is None or new is None or self.is_remade(table):
            return frozenset()
        parents = {ObjectId("table", *parent): parent in (new["parents"] or ()) for parent in old["parents"] or ()}
        left = (p for p, is_kept in parents.items() if not is_kept or self.is_remade(p))
        return frozenset(membership(table, p) for p in left)

    def is_out(self, table: ObjectId) -> bool:
        """There is a moment when it has left a parent, or has yet to join one."""
        return self.is_joining(table) or bool(self.outlived(table)) or self.must_rejoin(table)

    def inherited_from(self, part: Object) -> frozenset[ObjectId]:
        """The columns or constraints of this name in the tables that the current one inherits from."""
        return frozenset(above(part, self.current))

    def heirs(self, table: ObjectId | None) -> tuple[ObjectId, ...]:
        """The partitions and inheriting tables that a table had and keeps."""
        if table is None or self.is_remade(table):
            return ()
        olds = (self.current.objects.get(id) for id in self.children.get((table.schema, table.name), ()))
        kept = [old for old in olds if old and not self.is_remade(old.id)]
        return tuple(old.id for old in kept if [table.schema, table.name] in (old["parents"] or ()))

    def declared_below(self, part: Object) -> frozenset[ObjectId]:
        """The columns or constraints of this name that heirs declare as well: they come first, then Postgres merges."""
        below = (part.id._replace(schema=heir.schema, table=heir.name) for heir in self.heirs(part.parent))
        found = (self.desired.objects.get(id) for id in below)
        return frozenset(object.id for object in found if object and object["local"])

    @cached_property
    def copies(self) -> Mapping[tuple[str, ...], tuple[Object, ...]]:
        """For each constraint, index or trigger of a partitioned table, those of its partitions in the desired state.

        Keys are the kind and what `parent_constraint`, `parent_index` or `parent_trigger` hold.
        """
        found: dict[tuple[str, ...], list[Object]] = {}
        for object in self.desired.objects.values():
            for attribute in COPY_OF:
                if parent := object.get(attribute):
                    found.setdefault((object.id.kind, *parent), []).append(object)
        return {parent: tuple(objects) for parent, objects in found.items()}

    @cached_property
    def relations(self) -> Mapping[tuple[str, str], ObjectId]:
        """What has a name among the tables, indexes and sequences of a schema in the desired state, by that name."""
        ids = (o.id for o in self.desired.objects.values() if o.id.kind in NAMED_RELATIONS or o.get("index_valid"))
        return {(id.schema, id.name): id for id in ids}

    @property
    def version(self) -> int:
        """server_version_num of the server that the statements are for."""
        return self.current.version


Writer = Callable[[Object, Context], Sequence[Statement]]
Alterer = Callable[[Delta, Context], Sequence[Statement]]


def _no_statements(object: Object, context: Context) -> Sequence[Statement]:
    return ()


def _nothing(delta: Delta, context: Context) -> Sequence[Statement]:
    return ()


def _never(delta: Delta, context: Context) -> bool:
    return False


def _none(delta: Delta, context: Context) -> frozenset[ObjectId]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind is written.

    phrase: the object as COMMENT ON, DROP and ALTER … OWNER TO name it ('TABLE app.users').
    create: statements that make the object; its owner, privileges and comment are added by the caller.
    drop: statements that remove it; without one, 'DROP ' + phrase.
    settle: statements after any creation, also where another statement made the object (a column in CREATE TABLE).
    alter: statements for the attributes that `changes` marks ALTER (owner, privileges, comment excepted).
    changes: every attribute of the kind's query but owner, privileges and comment. An attribute that is not listed
    is refused. needs_replace: for differences that only the values decide. rebuilds: dependents (by id) that must be
    dropped before `alter` and created after it. grant_on: the words of GRANT … ON; '' where the kind has no privileges.
    remakes: wholes that must be made anew for a part's sake.
    rank: the kind's place among statements that nothing orders; small first for creates.
    """

    kind: str
    phrase: Callable[[ObjectId, Object], str]
    create: Writer
    changes: Mapping[str, Change] = field(default_factory=dict)
    drop: Writer | None = None
    settle: Writer = _no_statements
    alter: Alterer = _nothing
    needs_replace: Callable[[Delta, Context], bool] = _never
    rebuilds: Callable[[Delta, Context], frozenset[ObjectId]] = _none
    remakes: Callable[[Delta, Context], frozenset[ObjectId]] = _none
    grant_on: Callable[[Object], str] | None = None
    commentable: bool = True
    ownable: bool = True
    rank: int = 50
