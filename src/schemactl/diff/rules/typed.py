"""Tables of a composite type: OF and NOT OF (https://www.postgresql.org/docs/current/sql-altertable.html).

While a table is tied to its type, its columns change only with the attributes, and those only by CASCADE. So the table
is untied, both are changed, each by itself, and the table is tied to its type again; no row is touched by that.
This file must never know how columns and attributes are changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context, membership
from schemactl.errors import UnsupportedError
from schemactl.pgsql import qualified


def change_type(old: Object, new: Object, context: Context) -> tuple[Sequence[Statement], Sequence[Statement]]:
    """What comes before the changes of the table's columns and of its type, and what comes after them."""
    alter = f"ALTER TABLE {qualified(new.id.schema, new.id.name)}"
    untie, tie = [], []
    if old["of_type"]:
        ends = frozenset(membership(old.id, type) for type in _type_of(old, context.current))
        untie.append(Statement(f"{alter} NOT OF", removes=ends))
    if new["of_type"]:
        had, has = (_columns(new.id, catalog) for catalog in (context.current, context.desired))
        _refuse_another_order(new, had, has)
        needs = frozenset(has) | _type_of(new, context.desired)
        tie.append(Statement(f"{alter} OF {new['of_type']}", needs=needs, after=frozenset(had) - frozenset(has)))
    return untie, tie


def _type_of(table: Object, catalog: Catalog) -> frozenset[ObjectId]:
    needed = (id for id in catalog.requirements.get(table.id, ()) if id.kind == "composite_type")
    return frozenset(id for id in needed if qualified(id.schema, id.name) == table["of_type"])


def _columns(table: ObjectId, catalog: Catalog) -> list[ObjectId]:
    return [part.id for part in catalog.parts.get(table, ()) if part.id.kind == "column"]


def _refuse_another_order(new: Object, had: Sequence[ObjectId], has: Sequence[ObjectId]) -> None:
    """The columns must stand in the order of the attributes, and Postgres can only append some."""
    kept = [column for column in had if column in has]
    if kept != list(has[: len(kept)]):
        raise UnsupportedError(
            f"{new.id}: its columns cannot be brought into the order that its type {new['of_type']} has",
            hint="Let the type keep the order of the attributes that there are, and put new ones at its end.",
            object=str(new.id),
        )
