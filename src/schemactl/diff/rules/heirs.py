"""Columns that a table has from a parent alone, and the statements about the parent's that reach them.

In: columns and both catalogs. Out: ids, and statements that name all that they reach.
This file must never know how a column is written.
"""

from __future__ import annotations

from dataclasses import replace

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context, above, membership
from schemactl.diff.rules.merged import left_while_retyped


def is_made_by_parent(column: Object) -> bool:
    """An inherited column that the child did not declare."""
    return bool(column["inherited"]) and not column["local"]


def copies_below(column: Object, context: Context, catalog: Catalog) -> set[ObjectId]:
    """The same column in the children that only inherit it in this catalog, as far down as they go."""
    ids = (column.id._replace(schema=heir.schema, table=heir.name) for heir in context.heirs(column.parent))
    heirs = [catalog.objects[id] for id in ids if id in catalog.objects]
    made = [heir for heir in heirs if is_made_by_parent(heir)]
    return {heir.id for heir in made}.union(*(copies_below(heir, context, catalog) for heir in made))


def is_retyped_above(column: Object, context: Context) -> bool:
    """A parent that its table keeps gets the new type: Postgres changes the one below as well, declared or not."""
    table = column.parent
    if table is None or context.must_rejoin(table):
        return False
    names = {(id.schema, id.table) for id in above(column, context.current) if not _is_remade(id, context)}
    pairs = (
        (context.current.objects.get(id), context.desired.objects.get(id))
        for id in above(column, context.desired)
        if (id.schema, id.table) in names
    )
    keys = ("type", "collation")
    return any(old and new and any(old[key] != new[key] for key in keys) for old, new in pairs)


def _is_remade(column: ObjectId, context: Context) -> bool:
    return context.is_remade(ObjectId("table", column.schema, column.table))


def _merged_below(column: Object, context: Context) -> set[ObjectId]:
    """The same column in the heirs that have it now and then, whether they declare it or not."""
    ids = (column.id._replace(schema=heir.schema, table=heir.name) for heir in context.heirs(column.parent))
    below = [id for id in ids if all(id in catalog.objects for catalog in (context.current, context.desired))]
    found = [context.desired.objects[id] for id in below]
    merged = [each for each in found if is_retyped_above(each, context)]
    return {each.id for each in merged}.union(*(_merged_below(each, context) for each in merged))


def with_copies(change: Statement, column: Object, context: Context) -> Statement:
    """A change of type reaches the same column of the children that only inherit it."""
    reached = _merged_below(column, context)
    tables = {ObjectId("table", id.schema, id.table) for id in reached}
    children = (context.children.get((table.schema, table.name), ()) for table in (*tables, column.parent) if table)
    remade = {child for group in children for child in group if context.is_remade(child)}
    left = {membership(table, parent) for table in tables for parent in left_while_retyped(table, context)}
    makes, removes = change.makes | reached, change.removes | reached
    return replace(change, makes=makes, removes=removes, after=change.after | left | remade)
