"""A type that columns have and that no ALTER can bring to its new form: rebuilt, columns moved over.

ALTER TYPE … RENAME; CREATE TYPE; ALTER TABLE … ALTER COLUMN … TYPE … USING; DROP TYPE. How values are converted, see
`conversion.py`. A range type cannot stand beside its old form, since the functions that make its values are named after
it: its columns hold text while it is rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemactl.catalog.model import ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context
from schemactl.diff.rules.aside import with_suffix
from schemactl.diff.rules.conversion import (
    SWAPPED,
    conversion_of,
    lost_attributes,
    record_cast,
    records_of,
    unlimited,
    via_text,
)
from schemactl.diff.rules.merged import merged_below
from schemactl.diff.rules.relation import alter_column
from schemactl.errors import UnsupportedError
from schemactl.pgsql import qualified, quote_identifier


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
    for column in columns:
        _refuse_partition_key(column, id, context)
        _refuse_merged(column, id, context)
    if id.kind == "range":
        return _swap_through_text(id, create, columns, context)
    words, old = "DOMAIN" if id.kind == "domain" else "TYPE", meanwhile(id)
    nested = frozenset(swapped)
    rename = Statement(
        f"ALTER {words} {qualified(id.schema, id.name)} RENAME TO {quote_identifier(old.name)}",
        after=frozenset(dependents) - nested,
        note=f"{id} is rebuilt; its columns are moved over to it.",
        data_loss=lost_attributes(id, columns, nested, context),
    )
    drop = Statement(
        f"DROP {words} {qualified(old.schema, old.name)}",
        needs=frozenset(columns),
        removes=frozenset({old}),
        after=context.current.dependents.get(id, frozenset()) | {meanwhile(each) for each in nested},
    )
    made = frozenset[ObjectId]().union(*(statement.makes for statement in create))
    is_record = id.kind == "composite_type" and all(type.kind == id.kind for type in made if type.kind in SWAPPED)
    is_held = bool(columns or nested)  # a table of the type holds none of its values
    last = frozenset(map(meanwhile, nested))
    cast, end = record_cast(id, old, columns, last, context) if is_record and is_held else ([], [])
    records = records_of(id, context.current)
    needs = made | {conversion_of(each) for each in records}
    moves = [_move(column, needs, context, has_cast=bool(records)) for column in columns]
    return [[rename, *create, *cast], *([move] for move in moves), [*end, drop]]


def _refuse_partition_key(column: ObjectId, type: ObjectId, context: Context) -> None:
    """A table that is partitioned by a column of a type that keeps its name is not made anew for it."""
    table = context.current.objects.get(ObjectId("table", column.schema, column.table))
    if table and any(name == column.name for name, *_ in table.get("partition_key_columns") or ()):
        raise UnsupportedError(
            f"{column}: Postgres changes the type of no column that its table is partitioned by, and {type} must be "
            "rebuilt for what changes in it",
            hint=f"Change {type.name} only as ALTER TYPE or ALTER DOMAIN can (labels are added, not removed); "
            "or make a type of another name, and give the column that.",
            object=str(column),
        )


def _refuse_merged(column: ObjectId, type: ObjectId, context: Context) -> None:
    """No table leaves a parent for a type that keeps its name."""
    merged = merged_below(column, context)
    if merged:
        raise UnsupportedError(
            f"{merged}: the table inherits it from several tables, and Postgres changes its type only while it "
            f"inherits it from one; {type} must be rebuilt for what changes in it",
            hint=f"Change {type.name} only as ALTER TYPE or ALTER DOMAIN can (labels are added, not removed); "
            "or make a type of another name, and give the columns that.",
            object=str(merged),
        )


def meanwhile(id: ObjectId) -> ObjectId:
    """The old type under the name that it has in between."""
    return id._replace(name=with_suffix(id.name))


def _move(column: ObjectId, needs: frozenset[ObjectId], context: Context, *, has_cast: bool) -> Statement:
    """has_cast: values have a structure, which text must not stand for."""
    new, both = context.desired.objects[column], frozenset({column})
    collate = f" COLLATE {new['collation']}" if new["collation"] else ""
    sql = f"{alter_column(new)} TYPE {new['type']}{collate}"
    if new["foreign"]:
        return Statement(sql, makes=both, removes=both, needs=needs, about=column)
    name, target = quote_identifier(column.name), unlimited(new["type"], context.desired)
    direct, through_text = (f"{sql} USING {form}" for form in (f"{name}::{target}", via_text(name, target)))
    fallback = "" if has_cast else through_text
    return Statement(direct, fallback=fallback, makes=both, removes=both, needs=needs, about=column)


def _swap_through_text(
    id: ObjectId, create: Sequence[Statement], columns: Sequence[ObjectId], context: Context
) -> list[list[Statement]]:
    note = f"{id} is rebuilt; its columns hold text meanwhile."
    drop = Statement(f"DROP TYPE {qualified(id.schema, id.name)}", removes=frozenset({id}))
    groups = [[drop, *create]]
    for number, column in enumerate(columns):
        new = context.desired.objects[column]
        name, wanted, alter = quote_identifier(column.name), new["type"], alter_column(new)
        text, this = "text[]" if wanted.endswith("[]") else "text", frozenset({column})
        leave = Statement(f"{alter} TYPE {text}", about=column, removes=this, note="" if number else note)
        back = f"{alter} TYPE {wanted}" + ("" if new["foreign"] else f" USING {name}::{wanted}")
        groups += [[leave], [Statement(back, about=column, makes=this, needs=frozenset({id}))]]
    return groups
