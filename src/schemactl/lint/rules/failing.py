"""What works on an empty database and fails on a real one; and what fails at once."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import (
    AddColumn,
    AddConstraint,
    CreateIndex,
    CreateTable,
    DropConstraint,
    Mutation,
    Name,
    Type,
)
from schemactl.lint.context import Context
from schemactl.lint.model import EndOfStatement, Hit, Rule, Severity
from schemactl.lint.rules.common import of_table, plain, shown

GIVEN = (
    "CREATE TABLE users (id bigint PRIMARY KEY, email text);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id int);"
)


_REPAIRS = ("update", "delete")
"""What takes duplicates away; whether all of them, nobody can tell from the text."""


def _repaired(change: Mutation) -> list[Name]:
    return [plain(change.table)] if change.verb in _REPAIRS else []


def _unique(change: AddConstraint | CreateIndex, context: Context) -> Iterator[Hit]:
    if isinstance(change, CreateIndex):
        columns, is_unique = change.columns, change.unique and not change.is_partial
    else:
        one = change.constraint
        columns, is_unique = one.columns, one.kind in ("unique", "primary_key") and not one.using
    if not is_unique or not context.has_rows(change.table) or "" in columns:
        return
    known = [context.schema.column(change.table, column) for column in columns]
    if context.changes_before(Mutation, (_repaired, plain(change.table))):
        return
    is_empty = any(column and column.is_new for column in known) and not context.schema.is_filled(change.table)
    if is_empty or _is_unique_already(change.table, columns, context):
        return
    listed, table = ", ".join(columns), shown(change.table)
    remedy = f"Look first: SELECT {listed}, count(*) FROM {table} GROUP BY {listed} HAVING count(*) > 1"
    yield Hit(f"fails if {table} has two rows with the same {listed}", table, remedy)


def _is_unique_already(table: Name, columns: tuple[str, ...], context: Context) -> bool:
    """Whether a unique index over them, or over what is made of them, is there, or was until this file or a new one."""
    gone = [one for one in context.schema.dropped_indexes if one.table == context.schema.resolve(table)]
    known = [*context.schema.indexes_of(table), *gone]
    keys = [one.keys or set(one.columns) for one in known if one.unique and not one.is_partial]
    if any(key and key <= set(columns) for key in keys):  # what is alike in them is alike in any expression of them
        return True
    dropped = context.script.changes(DropConstraint, end=context.here.index + 1, about=of_table(table))
    return not context.schema.is_whole and bool(dropped)


UNIQUE_MAY_FAIL = Rule(
    name="unique-may-fail",
    code="SC502",
    severity=Severity.WARNING,
    on=(AddConstraint, CreateIndex),
    check=_unique,
    summary="A unique constraint or index over old columns",
    problem="An empty scratch database has no duplicates. A concurrent build that finds one leaves an invalid "
    "index behind.",
    remedy="Look for duplicates first.",
    given=GIVEN,
    bad="CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);",
    good="CREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
    aliases=("atlas:MF101", "atlas:MF102", "django-migration-linter:ADD_UNIQUE"),
)


def _mismatch(change: AddConstraint | AddColumn | CreateTable, context: Context) -> Iterator[Hit]:
    for table, columns, other, referenced in _keys(change, context):
        for name, of in zip(columns, referenced, strict=False):
            there = context.schema.column(other, of)
            here = columns[name]
            if (
                there
                and there.type
                and here
                and here.name != there.type.name
                and _number(here.base) != _number(there.type.base)
            ):
                message = f"{shown(table)}.{name} is {here.text}, and {shown(other)}.{of} is {there.type.text}"
                yield Hit(message, shown(table), evidence="catalog")


def _number(base: str) -> str:
    return {"serial": "int4", "bigserial": "int8", "smallserial": "int2"}.get(base, base)


def _keys(
    change: AddConstraint | AddColumn | CreateTable, context: Context
) -> Iterator[tuple[Name, dict[str, Type | None], Name, tuple[str, ...]]]:
    """Foreign keys with the types of their own columns, the other table and its columns."""
    columns = change.columns if isinstance(change, CreateTable) else ()
    columns = (change.column,) if isinstance(change, AddColumn) else columns
    constraints = [one for column in columns for one in column.constraints]
    if isinstance(change, AddConstraint):
        constraints = [change.constraint]
    elif isinstance(change, CreateTable):
        constraints = [*change.constraints, *constraints]
    for one in constraints:
        if one.kind == "foreign_key":
            own: dict[str, Type | None] = {column.name: column.type for column in columns}
            if isinstance(change, AddConstraint):
                known = [(name, context.schema.column(change.table, name)) for name in one.columns]
                own = {name: column.type for name, column in known if column}
            types = {name: own.get(name) for name in one.columns}
            yield change.table, types, one.table, one.referenced or _primary(one.table, context)


def _primary(table: Name, context: Context) -> tuple[str, ...]:
    known = context.schema.table(table)
    for one in known.constraints.values() if known else ():
        if one.kind == "primary_key":
            return one.columns
    return ()


FK_TYPE_MISMATCH = Rule(
    name="fk-type-mismatch",
    code="SC506",
    severity=Severity.WARNING,
    on=(AddConstraint, AddColumn, CreateTable),
    check=_mismatch,
    summary="A foreign key whose columns are of another type than the key",
    problem="It works until the key outgrows the smaller type; comparisons between the two cast, and may not use "
    "an index.",
    remedy="Give the column the type of the key.",
    given=GIVEN,
    bad="ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;",
    good="ALTER TABLE orders ADD COLUMN buyer bigint REFERENCES users (id);",
    aliases=("online-migrations:mismatched_foreign_key_type",),
)


def _fails(_: EndOfStatement, context: Context) -> Iterator[Hit]:
    trace = context.trace
    if trace and trace.error and not any(one.code in ("SC601", "SC505", "SC602") for one in context.found):
        yield Hit(f"fails on the scratch server: {trace.error} (SQLSTATE {trace.sqlstate})", evidence="trace")


MIGRATION_FAILS = Rule(
    name="migration-fails",
    code="SC508",
    severity=Severity.ERROR,
    on=(EndOfStatement,),
    check=_fails,
    summary="The statement fails on the scratch server, at the state before the file",
    problem="It will fail in production too. What comes after it in the file was judged by its text alone.",
    remedy="Repair the statement.",
    given=GIVEN + "\nCREATE VIEW mails AS SELECT email FROM users;",
    bad="ALTER TABLE users ALTER COLUMN email TYPE varchar;",
    good="DROP VIEW mails;\nALTER TABLE users ALTER COLUMN email TYPE varchar;",
    aliases=("atlas:replay",),
    needs_run=True,
)

RULES = (UNIQUE_MAY_FAIL, FK_TYPE_MISMATCH, MIGRATION_FAILS)
