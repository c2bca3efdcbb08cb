"""A type that columns have and that no ALTER can bring to its new form: made anew, columns moved over.

ALTER TYPE … RENAME; CREATE TYPE; ALTER TABLE … ALTER COLUMN … TYPE … USING (through text); DROP TYPE. A range type
cannot stand beside its old form, since the functions that make its values are named after it: its columns hold text
while it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context
from schemactl.pgsql import qualified, quote_identifier

SWAPPED = frozenset({"enum", "composite_type", "domain", "range"})
OLD = "__schemactl_old"


def swap_type(
    id: ObjectId,
    create: Sequence[Statement],
    columns: Sequence[ObjectId],
    dependents: Iterable[ObjectId],
    swapped: Iterable[ObjectId],
    context: Context,
) -> list[list[Statement]]:
    """Groups of statements, each to run in its order: the new type, each column's move, the end of the old type.

    columns: those that go on existing. dependents: current objects that go before the old type does; swapped: those
    of them that are swapped as well.
    """
    if id.kind == "range":
        return _swap_through_text(id, create, columns, context)
    words, old = "DOMAIN" if id.kind == "domain" else "TYPE", _old(id)
    nested = frozenset(swapped)
    rename = Statement(
        f"ALTER {words} {qualified(id.schema, id.name)} RENAME TO {quote_identifier(old.name)}",
        after=frozenset(dependents) - nested,
        note=f"{id} is made anew; its columns are moved over to it.",
    )
    drop = Statement(
        f"DROP {words} {qualified(old.schema, old.name)}",
        needs=frozenset(columns),
        removes=frozenset({old}),
        after=context.current.dependents.get(id, frozenset()) | {_old(each) for each in nested},
    )
    made = frozenset[ObjectId]().union(*(statement.makes for statement in create))
    moves = [_move(column, made, context) for column in columns]
    return [[rename, *create], *([move] for move in moves), [drop]]


def _old(id: ObjectId) -> ObjectId:
    """The old type under the name that it has in between."""
    return id._replace(name=id.name[: 63 - len(OLD)] + OLD)


def _move(column: ObjectId, types: frozenset[ObjectId], context: Context) -> Statement:
    new, both, name = context.desired.objects[column], frozenset({column}), quote_identifier(column.name)
    via = "text[]" if new["type"].endswith("[]") else "text"
    how = f" COLLATE {new['collation']}" if new["collation"] else ""
    how += "" if new["foreign"] else f" USING {name}::{via}::{new['type']}"
    sql = f"{_alter_column(new)} TYPE {new['type']}{how}"
    return Statement(sql, makes=both, removes=both, needs=types, about=column)


def _alter_column(column: Object) -> str:
    words = "ALTER FOREIGN TABLE" if column["foreign"] else "ALTER TABLE"
    return f"{words} {qualified(column.id.schema, column.id.table)} ALTER COLUMN {quote_identifier(column.id.name)}"


def _swap_through_text(
    id: ObjectId, create: Sequence[Statement], columns: Sequence[ObjectId], context: Context
) -> list[list[Statement]]:
    note = f"{id} is made anew; its columns hold text meanwhile."
    drop = Statement(f"DROP TYPE {qualified(id.schema, id.name)}", removes=frozenset({id}))
    groups = [[drop, *create]]
    for number, column in enumerate(columns):
        new = context.desired.objects[column]
        name, wanted, alter = quote_identifier(column.name), new["type"], _alter_column(new)
        text, this = "text[]" if wanted.endswith("[]") else "text", frozenset({column})
        leave = Statement(f"{alter} TYPE {text}", about=column, removes=this, note="" if number else note)
        back = f"{alter} TYPE {wanted}" + ("" if new["foreign"] else f" USING {name}::{wanted}")
        groups += [[leave], [Statement(back, about=column, makes=this, needs=frozenset({id}))]]
    return groups
