"""A column that old rows have no value for."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddColumn, Mutation, Name, Truncate
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import column_shown, is_first_of, of_table, shown


def _check(change: AddColumn, context: Context) -> Iterator[Hit]:
    """Told once for each table of a statement."""
    is_known = change.relation == "table" and context.has_rows(change.table)
    if not is_known or not is_first_of(change, (AddColumn,), context):
        return
    added = [one for one in context.here.changes if isinstance(one, AddColumn) and one.table == change.table]
    names = [one.column.name for one in added if is_required(one)]
    if not names:
        return
    why = (
        "programs that insert without it fail"
        if _is_emptied(change.table, context)
        else "it fails if the table has a row"
    )
    if len(names) == 1:
        name = column_shown(change.table, names[0])
        yield Hit(f"adds the required column {name} without a default: {why}", name, word=names[0])
    else:
        table = shown(change.table)
        yield Hit(
            f"adds the required columns {', '.join(names)} of {table} without a default: {why}", table, word=names[0]
        )


def is_required(change: AddColumn) -> bool:
    """Whether rows that are there have no value for it, and must have one."""
    column = change.column
    return not column.is_filled and (column.has("not_null") or column.has("primary_key"))


def _is_emptied(table: Name, context: Context) -> bool:
    """Whether this file deletes all rows before."""
    written = context.changes_before(Mutation, of_table(table))
    is_deleted = any(one.verb == "delete" and not one.has_where for one in written)
    return is_deleted or bool(context.changes_before(Truncate, of_table(table)))


REQUIRED_COLUMN = Rule(
    name="required-column",
    code="SC501",
    severity=Severity.ERROR,
    on=(AddColumn,),
    check=_check,
    summary="ADD COLUMN … NOT NULL without a default",
    problem="It works on an empty table, as on a developer's machine, and fails on every other. Programs that "
    "insert without the new column fail as well.",
    remedy="Give it a default (a constant costs nothing), or add it nullable, fill it in batches, and then add "
    "NOT NULL.",
    given="CREATE TABLE users (id bigint PRIMARY KEY);",
    bad="ALTER TABLE users ADD COLUMN plan text NOT NULL;",
    good="ALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';",
    aliases=(
        "squawk:adding-required-field",
        "atlas:MF103",
        "pgsafe:add-column-not-null-no-default",
        "django-migration-linter:NOT_NULL",
        "add-required-column",
    ),
)

RULES = (REQUIRED_COLUMN,)
