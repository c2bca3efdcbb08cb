"""What one statement does, as plain data: the vocabulary in which lint rules are written.

Made by `read.py` from the parse tree. `at` is where it stands: a byte offset in the file.
This file must never know the parser, files on disk, servers or rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, dataclass_transform


class Name(NamedTuple):
    """A name as written; `schema` is empty where the search path decides."""

    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name


NO_NAME = Name("", "")


class Type(NamedTuple):
    """A data type. `name` is the server's own (int8, varchar, bpchar), `modifiers` as 10 and 2 of numeric(10,2).

    words: modifiers of which some are words, as geometry(Point,4326) has them.
    """

    name: Name
    modifiers: tuple[int, ...] = ()
    is_array: bool = False
    words: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The server's own name if it is a built-in type; serial types too; else empty."""
        return self.name.name if self.name.schema in ("", "pg_catalog") else ""

    @property
    def text(self) -> str:
        """As people write it."""
        name = SQL_NAMES.get(self.base, self.base) or str(self.name)
        if self.base == "interval":
            return _interval(self.modifiers) + ("[]" if self.is_array else "")
        shown = self.words or self.modifiers
        modifiers = f"({','.join(map(str, shown))})" if shown else ""
        return name + modifiers + ("[]" if self.is_array else "")


INTERVAL_FIELDS = ("", "month", "year", "day", *[""] * 6, "hour", "minute", "second")
"""The bits of an interval's first modifier (https://www.postgresql.org/docs/current/datatype-datetime.html)."""
ALL_FIELDS = 0x7FFF


def _interval(modifiers: tuple[int, ...]) -> str:
    """`interval day to second(3)`: its first modifier is a set of fields, the second the precision."""
    fields, precision = modifiers[0] if modifiers else ALL_FIELDS, f"({modifiers[1]})" if len(modifiers) > 1 else ""
    order = ("year", "month", "day", "hour", "minute", "second")
    named = [name for name in order if fields & (1 << INTERVAL_FIELDS.index(name))] if fields != ALL_FIELDS else []
    span = " to ".join(dict.fromkeys([*named[:1], *named[-1:]]))
    return f"interval {span}".rstrip() + precision


SQL_NAMES = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "float4": "real",
    "float8": "double precision",
    "bool": "boolean",
    "bpchar": "char",
    "varbit": "bit varying",
}
SERIALS = frozenset("serial bigserial smallserial serial2 serial4 serial8".split())


class Constraint(NamedTuple):
    """A constraint as written with a column or a table.

    kind: check, foreign_key, unique, primary_key, exclude, not_null. `columns` are its own, `referenced` those of the
    other table. `using` is the index of USING INDEX. not_null: the columns that a CHECK says are never null.
    """

    kind: str
    name: str
    at: int
    columns: tuple[str, ...] = ()
    is_valid: bool = True
    is_enforced: bool = True
    using: str = ""
    table: Name = NO_NAME
    referenced: tuple[str, ...] = ()
    not_null: tuple[str, ...] = ()


Kind = TypeVar("Kind", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def change(kind: Kind) -> Kind:
    """A frozen dataclass for the type checker, which holds us to it; at run time one that takes half as long to make.

    There are many kinds, and of a long history hundreds of thousands of changes.
    """
    made: Kind = dataclass(slots=True, unsafe_hash=True)(kind)  # type: ignore[assignment]
    return made


@change
class Column:
    """A column as written in CREATE TABLE or ADD COLUMN. identity: a, d or empty. generated: s, v or empty."""

    name: str
    type: Type
    at: int
    constraints: tuple[Constraint, ...] = ()
    default: Any = field(default=None, compare=False)
    identity: str = ""
    generated: str = ""

    def has(self, kind: str) -> bool:
        """Whether it is written with a constraint of this kind."""
        return kind in [constraint.kind for constraint in self.constraints]

    @property
    def is_serial(self) -> bool:
        return self.type.base in SERIALS

    @property
    def is_filled(self) -> bool:
        """Whether Postgres finds a value for it by itself."""
        return self.default is not None or bool(self.identity or self.generated) or self.is_serial


@change
class Change:
    """Base of all. A statement may be several, as ALTER TABLE is, in the order of the text."""

    at: int


@change
class CreateTable(Change):
    """persistence: p, u (unlogged) or t. `columns` are empty where they come from a query or a type.

    copies_keys: LIKE … INCLUDING INDEXES, so that the keys of the other table are there.
    """

    table: Name
    columns: tuple[Column, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    partition_of: Name | None = None
    is_default: bool = False
    is_partitioned: bool = False
    persistence: str = "p"
    likes: tuple[Name, ...] = ()
    copies_keys: bool = False
    inherits: tuple[Name, ...] = ()
    is_query: bool = False
    reads: tuple[Name, ...] = ()
    of_type: bool = False
    if_not_exists: bool = False
    is_foreign: bool = False


@change
class TableChange(Change):
    """A command of ALTER TABLE and its like; `relation` is Postgres's word: table, index, view, sequence."""

    table: Name
    relation: str


@change
class AddColumn(TableChange):
    column: Column
    if_not_exists: bool = False


@change
class DropColumn(TableChange):
    column: str
    cascade: bool = False
    if_exists: bool = False


@change
class AlterType(TableChange):
    """`using` is a parse tree, or None."""

    column: str
    type: Type
    using: Any = field(default=None, compare=False)
    collation: str = ""


@change
class SetNotNull(TableChange):
    column: str


@change
class DropNotNull(TableChange):
    column: str


@change
class SetDefault(TableChange):
    """`default` is a parse tree; None for DROP DEFAULT."""

    column: str
    default: Any = field(default=None, compare=False)


@change
class SetExpression(TableChange):
    column: str


@change
class AddConstraint(TableChange):
    constraint: Constraint


@change
class DropConstraint(TableChange):
    constraint: str
    cascade: bool = False
    if_exists: bool = False


@change
class ValidateConstraint(TableChange):
    constraint: str


@change
class AlterConstraint(TableChange):
    constraint: str
    is_enforced: bool | None = None


@change
class AttachPartition(TableChange):
    partition: Name
    is_default: bool = False


@change
class DetachPartition(TableChange):
    partition: Name
    concurrently: bool = False


@change
class SetLogged(TableChange):
    is_logged: bool


@change
class MoveStorage(TableChange):
    """SET TABLESPACE or SET ACCESS METHOD."""

    what: str
    name: str


@change
class ReplicaIdentity(TableChange):
    identity: str


@change
class AlterTrigger(TableChange):
    """action: enable, disable, drop, rename, create."""

    action: str
    name: str = ""


@change
class OtherTableChange(TableChange):
    """A command that no rule of its own asks for; `subtype` is the parser's word."""

    subtype: str
    name: str = ""
    if_exists: bool = False


@change
class CreateIndex(Change):
    """`columns` in order, empty texts for expressions. not_null: all that a partial one asks is that these are.

    keys: its columns, and those that its expressions name.
    """

    index: str
    table: Name
    columns: tuple[str, ...] = ()
    unique: bool = False
    concurrently: bool = False
    if_not_exists: bool = False
    only: bool = False
    is_partial: bool = False
    not_null: tuple[str, ...] = ()
    method: str = "btree"
    keys: frozenset[str] = frozenset()


@change
class Reindex(Change):
    """what: index, table, schema, system, database."""

    what: str
    name: Name
    concurrently: bool = False


@change
class Drop(Change):
    """what: Postgres's word: table, index, view, schema, type, function, database. `of` is a trigger's table."""

    what: str
    name: Name
    cascade: bool = False
    concurrently: bool = False
    if_exists: bool = False
    of: Name = NO_NAME


@change
class Truncate(Change):
    table: Name
    cascade: bool = False


@change
class Rename(Change):
    """what: table, column, constraint, enum value and others; `name` is the whole, `old` and `new` its part's names."""

    what: str
    name: Name
    old: str
    new: str
    relation: str = ""
    if_exists: bool = False


@change
class SetSchema(Change):
    what: str
    name: Name
    new: str
    if_exists: bool = False


@change
class CreateEnum(Change):
    type: Name
    labels: tuple[str, ...]


@change
class AddEnumValue(Change):
    type: Name
    label: str
    has_position: bool = False
    if_not_exists: bool = False


@change
class CreateDomain(Change):
    domain: Name
    type: Type
    constraints: tuple[Constraint, ...] = ()


@change
class AlterDomain(Change):
    """action: add, drop, validate, set_not_null, drop_not_null, default."""

    domain: Name
    action: str
    constraint: Constraint | None = None
    name: str = ""
    if_exists: bool = False


@change
class Routine:
    """What a function or procedure does: its text, or its changes where it is kept as a tree (BEGIN ATOMIC).

    names: of all its arguments. types: of those that tell it from others of its name. least, most: how many a call may
    have.
    """

    language: str
    text: str = ""
    names: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    types: tuple[Type, ...] = ()
    least: int = 0
    most: int = 0


@change
class Create(Change):
    """Any other CREATE; what: view, materialized view, function, trigger, policy, schema, sequence, extension."""

    what: str
    name: Name
    or_replace: bool = False
    if_not_exists: bool = False
    of: Name = NO_NAME
    columns: tuple[tuple[str, int], ...] = ()
    routine: Routine | None = field(default=None, compare=False)


@change
class Alter(Change):
    """Any other ALTER, GRANT, COMMENT and their like."""

    what: str
    name: Name


@change
class Refresh(Change):
    view: Name
    concurrently: bool = False
    with_data: bool = True


@change
class Mutation(Change):
    """verb: insert, update, delete, merge. columns: what is assigned, listed: what INSERT names; with the places.

    reads: the tables that rows come from. nulls: columns of which a DELETE takes all rows where they are null.
    routines: as in Query, but for those in VALUES, which are run anyway.
    """

    verb: str
    table: Name
    has_where: bool = False
    columns: tuple[tuple[str, int], ...] = ()
    listed: tuple[tuple[str, int], ...] = ()
    reads: tuple[Name, ...] = ()
    nulls: tuple[str, ...] = ()
    routines: tuple[tuple[Name, int], ...] = ()


@change
class Query(Change):
    """SELECT and what only reads. `locks`: FOR UPDATE and its like. `sets_sequence`: setval() of what it reads.

    routines: the functions that it calls, with the number of arguments.
    """

    tables: tuple[Name, ...] = ()
    locks: bool = False
    sets_sequence: bool = False
    routines: tuple[tuple[Name, int], ...] = ()


@change
class Lock(Change):
    """mode in Postgres's spelling."""

    table: Name
    mode: str


@change
class Vacuum(Change):
    table: Name
    full: bool = False
    analyze_only: bool = False


@change
class Cluster(Change):
    table: Name


@change
class Transaction(Change):
    """word: begin, start, commit, rollback, savepoint, release, rollback_to, prepare."""

    word: str


@change
class SetVariable(Change):
    """SET or RESET of a setting; `value` empty for RESET and DEFAULT. is_local: until the transaction ends."""

    name: str
    value: str
    is_local: bool = False
    is_reset: bool = False


@change
class Code(Change):
    """DO, CALL, EXECUTE: what it does stands elsewhere. `is_whole`: the changes after it are all of it.

    routines: as in Query.
    """

    word: str
    language: str = ""
    body: str = field(default="", compare=False)
    is_whole: bool = False
    routines: tuple[tuple[Name, int], ...] = ()


@change
class Other(Change):
    """A statement that no rule knows; `kind` is the parser's word."""

    kind: str
