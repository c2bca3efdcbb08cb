"""Columns that a table has from a parent alone, and the statements about the parent's that reach them.

In: columns and both catalogs. Out: ids, and statements that name all that they reach.
This file must never know how a column is written.
"""

from __future__ import annotations

from dataclasses import replace

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context


def is_made_by_parent(column: Object) -> bool:
    """An inherited column that the child did not declare."""
    return bool(column["inherited"]) and not column["local"]


def copies_below(column: Object, context: Context, catalog: Catalog) -> set[ObjectId]:
    """The same column in the children that only inherit it in this catalog, as far down as they go."""
    ids = (column.id._replace(schema=heir.schema, table=heir.name) for heir in context.heirs(column.parent))
    heirs = [catalog.objects[id] for id in ids if id in catalog.objects]
    made = [heir for heir in heirs if is_made_by_parent(heir)]
    return {heir.id for heir in made}.union(*(copies_below(heir, context, catalog) for heir in made))


def with_copies(change: Statement, column: Object, context: Context) -> Statement:
    """A change of type reaches the same column of the children that only inherit it."""
    reached = copies_below(column, context, context.desired) & context.current.objects.keys()
    return replace(change, makes=change.makes | reached, removes=change.removes | reached)
