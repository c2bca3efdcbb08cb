"""Types that become smaller: of a column, and enums that lose labels."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AlterType, CreateEnum, Mutation, Name, Rename, Type
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.nodes import is_plain_cast
from schemactl.lint.rules.common import TABLES, column_shown, of_table, shown
from schemactl.lint.types import may_fail, narrows
from schemactl.pgsql import qualified


def _narrowed(change: AlterType, context: Context) -> Iterator[Hit]:
    column = context.schema.column(change.table, change.column)
    if change.relation not in TABLES or not column or not column.type or not context.is_old(change.table):
        return
    if narrows(column.type, change.type) and not _is_written_before(change, context):
        name = column_shown(change.table, change.column)
        yield Hit(
            f"narrows {name} from {column.type.text} to {change.type.text}: values that do not fit are cut, or fail it",
            name,
            evidence="catalog",
            remedy=f"Look first: {_misfits(change)}. If values must go, say so in an UPDATE with a WHERE before it.",
        )


def _is_written_before(change: AlterType, context: Context) -> bool:
    """Whether this file has said before what becomes of values that do not fit."""
    return any(
        one.verb == "update" and change.column in dict(one.columns)
        for one in context.changes_before(Mutation, of_table(change.table))
    )


def _misfits(change: AlterType) -> str:
    """A query for the rows whose value changes with the type."""
    column, table = qualified("", change.column), shown(change.table)
    return f"SELECT count(*) FROM {table} WHERE {column}::{change.type.text}::text IS DISTINCT FROM {column}::text"


TYPE_NARROWED = Rule(
    name="type-narrowed",
    code="SC310",
    severity=Severity.ERROR,
    on=(AlterType,),
    check=_narrowed,
    summary="ALTER COLUMN TYPE to a smaller type",
    problem="What does not fit is rounded or cut off without a word (digits, fractions of a second, with a USING "
    "also letters), or the statement fails on the first value that is too long.",
    remedy="Count the values that do not fit first.",
    given="CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12,4));",
    bad="ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,2);",
    good="ALTER TABLE orders ALTER COLUMN total TYPE numeric(14,4);",
    aliases=("narrow-type",),
    is_destructive=True,
)


def _cast(change: AlterType, context: Context) -> Iterator[Hit]:
    column = context.schema.column(change.table, change.column)
    if change.relation not in TABLES or not column or not column.type or not context.is_old(change.table):
        return
    if not _is_cast(change) or _grows(column.type, change.type, context):
        return
    if may_fail(column.type, change.type):
        name = column_shown(change.table, change.column)
        old, new = column.type.text, change.type.text
        yield Hit(
            f"the cast of {name} from {old} to {new} fails on the first value that is none", name, evidence="catalog"
        )


def _is_cast(change: AlterType) -> bool:
    """Whether values are cast, by no USING or by one that does nothing else."""
    return change.using is None or is_plain_cast(change.using, change.column)


def _grows(old: Type, new: Type, context: Context) -> bool:
    """Whether both are enums, and the new one has all labels of the old one."""
    enums = context.schema.enums
    labels = enums.get(context.schema.resolve(old.name)), enums.get(context.schema.resolve(new.name))
    return labels[0] is not None and labels[1] is not None and set(labels[0]) <= set(labels[1])


CAST_MAY_FAIL = Rule(
    name="cast-may-fail",
    code="SC504",
    severity=Severity.WARNING,
    on=(AlterType,),
    check=_cast,
    summary="ALTER COLUMN TYPE to a type that not every value can be cast to",
    problem="A scratch database is empty and lets it pass; production holds the one value that does not cast.",
    remedy="Find the rows that do not cast before, and repair them in a migration of their own.",
    given="CREATE TABLE orders (id bigint PRIMARY KEY, code text);",
    bad="ALTER TABLE orders ALTER COLUMN code TYPE integer USING code::integer;",
    good="ALTER TABLE orders ALTER COLUMN code TYPE varchar;",
)


def _label(change: CreateEnum, context: Context) -> Iterator[Hit]:
    """A type made anew under the name of one that was there, with fewer labels."""
    was = context.schema.labels_before(context.schema.resolve(change.type))
    renamed = {one.old for one in context.changes_before(Rename) if one.what == "enum value"}
    gone = [label for label in was if label not in change.labels and label not in renamed]
    if gone:
        name = shown(change.type)
        yield Hit(f"the enum {name} loses {', '.join(map(repr, gone))}", name, evidence="catalog")


def _row(change: Mutation) -> Iterator[Hit]:
    if change.table in (Name("pg_catalog", "pg_enum"), Name("", "pg_enum")) and change.verb == "delete":
        yield Hit("deletes labels of an enum behind the back of Postgres", "pg_enum")


def _enum(change: CreateEnum | Mutation, context: Context) -> Iterator[Hit]:
    yield from _label(change, context) if isinstance(change, CreateEnum) else _row(change)


ENUM_VALUE_REMOVED = Rule(
    name="enum-value-removed",
    code="SC309",
    severity=Severity.ERROR,
    on=(CreateEnum, Mutation),
    check=_enum,
    summary="An enum is made anew without one of its labels",
    problem="Rows that hold the label fail the conversion, or are changed to another one; programs that write it fail.",
    remedy="Stop writing the label, move the rows to another one, and only then make the type anew.",
    given="CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');",
    bad="ALTER TYPE mood RENAME TO mood_old;\nCREATE TYPE mood AS ENUM ('sad', 'happy');\nDROP TYPE mood_old;",
    good="ALTER TYPE mood ADD VALUE 'great';",
    aliases=("remove-enum-value",),
    is_destructive=True,
)

RULES = (TYPE_NARROWED, CAST_MAY_FAIL, ENUM_VALUE_REMOVED)
