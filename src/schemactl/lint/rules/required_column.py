"""A column that old rows have no value for."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddColumn
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import column_shown


def _check(change: AddColumn, context: Context) -> Iterator[Hit]:
    column = change.column
    if change.relation != "table" or not context.has_rows(change.table) or column.is_filled:
        return
    if column.has("not_null") or column.has("primary_key"):
        name = column_shown(change.table, column.name)
        yield Hit(f"adds the required column {name} without a default: it fails if the table has a row", name)


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
