"""A type that columns have and that no ALTER can bring to its new form: made beside the old one, columns moved over.

ALTER TYPE … RENAME; CREATE TYPE; ALTER TABLE … ALTER COLUMN … TYPE … USING (through text); DROP TYPE.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context
from schemactl.pgsql import qualified, quote_identifier

SWAPPED = frozenset({"enum", "composite_type", "domain", "range"})
OLD = "__schemactl_old"


def swap_type(
    id: ObjectId, create: Sequence[Statement], users: Sequence[ObjectId], gone: frozenset[ObjectId], context: Context
) -> list[list[Statement]]:
    """Groups of statements, each to run in its order: the new type, each column's move, the end of the old type.

    users: columns (and types made of it) that go on existing. gone: current objects that go before the old type does.
    """
    old_name = (id.name[: 63 - len(OLD)]) + OLD
    words = "DOMAIN" if id.kind == "domain" else "TYPE"
    rename = Statement(
        after=gone,
        sql=f"ALTER {words} {qualified(id.schema, id.name)} RENAME TO {quote_identifier(old_name)}",
        note=f"{id} is made anew; its columns are moved over to it.",
    )
    drop = Statement(f"DROP {words} {qualified(id.schema, old_name)}")
    moves = [_move(user, id, context) for user in users if user.kind == "column"]
    last = replace(drop, needs=frozenset(m.about for m in moves if m.about))
    return [[rename, *create], *([move] for move in moves), [last]]


def _move(column: ObjectId, type: ObjectId, context: Context) -> Statement:
    wanted = context.desired.objects[column]["type"]
    name = quote_identifier(column.name)
    via = "text[]" if wanted.endswith("[]") else "text"
    alter = f"ALTER TABLE {qualified(column.schema, column.table)} ALTER COLUMN {name}"
    return Statement(
        f"{alter} TYPE {wanted} USING {name}::{via}::{wanted}",
        makes=frozenset({column}),
        removes=frozenset({column}),
        needs=frozenset({type}),
        about=column,
    )
