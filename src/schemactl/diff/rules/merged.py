"""Columns that a table inherits from several tables, none of which inherits from another: how they get another type.

Postgres changes no column below one parent that has it from another as well. So the table leaves the others, the
parents change, and it joins them again. In: tables and both catalogs. Out: parents to leave, or an UnsupportedError.
This file must never know how a table leaves or joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.rule import Context, above
from schemactl.errors import UnsupportedError


def left_while_retyped(table: ObjectId, context: Context) -> tuple[ObjectId, ...]:
    """The parents that a table must be without while the type of a column changes that it has from them as well.

    Those that follow are left too, so that the parents keep their order. Raises UnsupportedError.
    """
    old, new = context.current.objects.get(table), context.desired.objects.get(table)
    if not old or not new or old["parents"] != new["parents"] or len(old["parents"] or ()) < 2:
        return ()
    columns = [part for part in context.current.parts.get(table, ()) if _is_retyped(part, context)]
    away = {id for column in columns for id in _of_another_root(column, context.current)}
    parents = [ObjectId("table", *parent) for parent in old["parents"]]
    if not away:
        return ()
    first = min(parents.index(parent) for parent in away)
    _refuse_to_own(table, parents[:first], columns[0], context)
    return tuple(parents[first:])


def merged_below(column: ObjectId, context: Context) -> ObjectId | None:
    """The same column in an heir, at any depth, that has it from another root as well."""
    for heir in context.heirs(ObjectId("table", column.schema, column.table)):
        below = context.current.objects.get(column._replace(schema=heir.schema, table=heir.name))
        if below is not None:
            found = below.id if _of_another_root(below, context.current) else merged_below(below.id, context)
            if found:
                return found
    return None


def _is_retyped(part: Object, context: Context) -> bool:
    new = context.desired.objects.get(part.id)
    return part.id.kind == "column" and new is not None and any(part[k] != new[k] for k in ("type", "collation"))


def _of_another_root(column: Object, catalog: Catalog) -> Sequence[ObjectId]:
    """The parents that do not have it from where the first one has it."""
    root = _root(column, catalog)
    others = (catalog.objects[id] for id in above(column, catalog) if id in catalog.objects)
    return [other.parent for other in others if other.parent and _root(other, catalog) != root]


def _root(column: Object, catalog: Catalog) -> ObjectId:
    """Where a column comes from, by way of each table's first parent that has it."""
    first = next((catalog.objects[id] for id in above(column, catalog) if id in catalog.objects), None)
    return _root(first, catalog) if first else column.id


def _refuse_to_own(table: ObjectId, kept: Iterable[ObjectId], column: Object, context: Context) -> None:
    """NO INHERIT makes what comes from no other parent the table's own, and INHERIT leaves it so."""
    inherited = [o for o in context.current.objects.values() if _belongs(o, table) and o.get("inherited")]
    above_it = {parent: {o.id.name for o in context.current.parts.get(parent, ())} for parent in kept}
    lost = [o for o in inherited if not _stays_inherited(o, above_it.values())]
    if lost:
        raise UnsupportedError(
            f"{column.id}: the table inherits it from several tables, and Postgres changes its type only while it "
            f"inherits it from one; without the others, {lost[0].id} would become the table's own for good",
            hint=f"Declare {', '.join(o.id.name for o in lost)} in {table.name} as well: "
            f"CREATE TABLE {table.name} (…) INHERITS (…).",
            object=str(column.id),
        )


def _belongs(object: Object, table: ObjectId) -> bool:
    return object.id.kind in ("column", "constraint") and object.parent == table


def _stays_inherited(object: Object, kept: Iterable[set[str]]) -> bool:
    is_own = bool(object["local"]) and object.get("not_null_local") is not False
    return is_own or any(object.id.name in names for names in kept)
