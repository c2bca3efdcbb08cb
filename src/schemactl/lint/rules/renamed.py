"""Names that clients use and that are suddenly others."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddColumn, Create, Name, Rename, SetSchema
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import column_shown, plain, shown
from schemactl.pgsql import quote_identifier

RELATIONS = ("table", "view", "materialized view", "foreign table")
CALLED = ("sequence", "type", "domain", "function", "procedure", "routine", "aggregate")
BY_NAME = "Make a second one with the new name, move what uses the old one, and drop that later."


def _is_new_type(change: Rename, context: Context) -> bool:
    return context.schema.resolve(change.name) in context.schema.new_types


def _added(change: AddColumn) -> list[tuple[Name, str]]:
    return [(plain(change.table), change.column.name)]


def _column(change: Rename, context: Context) -> Iterator[Hit]:
    if change.what not in ("column", "attribute") or change.old.startswith("pg_"):
        return
    if not context.is_old(change.name) or _is_new_type(change, context):
        return
    column = context.schema.column(change.name, change.old)
    if column and column.is_new:
        return
    if context.changes_after(AddColumn, (_added, (plain(change.name), change.old))):
        return
    old = column_shown(change.name, change.old)
    yield Hit(f"renames {old} to {change.new}: whoever uses the old name fails", old, word=change.old)


COLUMN_RENAMED = Rule(
    name="column-renamed",
    code="SC401",
    severity=Severity.ERROR,
    on=(Rename,),
    check=_column,
    summary="RENAME COLUMN, RENAME ATTRIBUTE of a type",
    problem="Programs that run while the migration is deployed use the old name, and fail until the last one is "
    "replaced.",
    remedy="Add a column with the new name, write both, copy the values, move the readers, and drop the old one "
    "later; or rename the table and put a view with the old names in its place.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, mail text);",
    bad="ALTER TABLE users RENAME COLUMN mail TO email;",
    good="ALTER TABLE users ADD COLUMN email text;",
    aliases=(
        "squawk:renaming-column",
        "atlas:BC102",
        "pgsafe:rename",
        "diesel-guard:RenameColumnCheck",
        "django-migration-linter:RENAME_COLUMN",
        "rename-column",
    ),
)


def _made(change: Create) -> list[str]:
    return [change.name.name]


def _made_view(change: Create) -> list[str]:
    return [change.name.name] if change.what == "view" else []


def _is_made_here(change: Rename, context: Context) -> bool:
    return bool(context.changes_before(Create, (_made, change.old))) or _is_new_type(change, context)


def _table(change: Rename, context: Context) -> Iterator[Hit]:
    if change.what not in (*RELATIONS, *CALLED) or not context.is_old(change.name):
        return
    if change.what in CALLED and _is_made_here(change, context):
        return
    if context.changes_after(Create, (_made_view, change.old)):
        return
    name = shown(change.name)
    yield Hit(
        f"renames the {change.what} {name} to {change.new}: whoever uses the old name fails",
        name,
        BY_NAME if change.what in CALLED else "",
        word=change.old,
        severity=Severity.WARNING if change.what in CALLED else None,
    )


TABLE_RENAMED = Rule(
    name="table-renamed",
    code="SC402",
    severity=Severity.ERROR,
    on=(Rename,),
    check=_table,
    summary="RENAME of a table or view, without a view that keeps the old name; a warning for sequences, types, "
    "functions",
    problem="Programs that run while the migration is deployed use the old name, and fail until the last one is "
    "replaced.",
    remedy="In the same transaction, make a view with the old name over the table: simple views can be written to "
    "as well.",
    given="CREATE TABLE users (id bigint PRIMARY KEY);",
    bad="ALTER TABLE users RENAME TO accounts;",
    good="ALTER TABLE users RENAME TO accounts;\nCREATE VIEW users AS SELECT * FROM accounts;",
    aliases=(
        "squawk:renaming-table",
        "atlas:BC101",
        "pgsafe:rename",
        "diesel-guard:RenameTableCheck",
        "django-migration-linter:RENAME_TABLE",
        "rename-table",
    ),
)


def _schema(change: Rename | SetSchema, context: Context) -> Iterator[Hit]:
    if isinstance(change, Rename):
        if change.what == "schema":
            yield Hit(f"renames the schema {quote_identifier(change.old)} to {change.new}", change.old, word=change.old)
    elif change.what in (*RELATIONS, "type", "function", "sequence") and context.is_old(change.name):
        yield Hit(f"moves the {change.what} {shown(change.name)} to the schema {change.new}", shown(change.name))


SCHEMA_RENAMED = Rule(
    name="schema-renamed",
    code="SC403",
    severity=Severity.ERROR,
    on=(Rename, SetSchema),
    check=_schema,
    summary="ALTER SCHEMA … RENAME, SET SCHEMA",
    problem="Every qualified name that programs use for what is in it fails at once.",
    remedy="Leave views behind under the old names, or move one thing at a time with its readers.",
    given="CREATE SCHEMA app;",
    bad="ALTER SCHEMA app RENAME TO shop;",
    good="CREATE SCHEMA shop;",
    aliases=("diesel-guard:RenameSchemaCheck", "strong-migrations:rename_schema", "rename-schema"),
)


def _enum_value(change: Rename, context: Context) -> Iterator[Hit]:
    if change.what == "enum value" and context.schema.resolve(change.name) not in context.schema.new_types:
        name = shown(change.name)
        yield Hit(f"renames the label {change.old!r} of {name} to {change.new!r}", name)


ENUM_VALUE_RENAMED = Rule(
    name="enum-value-renamed",
    code="SC404",
    severity=Severity.ERROR,
    on=(Rename,),
    check=_enum_value,
    summary="ALTER TYPE … RENAME VALUE",
    problem="Programs that write or compare with the old label fail at once.",
    remedy="Add a label (ALTER TYPE … ADD VALUE), move the rows, and leave the old one unused.",
    given="CREATE TYPE mood AS ENUM ('sad', 'ok');",
    bad="ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';",
    good="ALTER TYPE mood ADD VALUE 'fine';",
    aliases=("strong-migrations:rename_enum_value",),
)

RULES = (COLUMN_RENAMED, TABLE_RENAMED, SCHEMA_RENAMED, ENUM_VALUE_RENAMED)
