"""Foreign keys over columns of which both ends get another type, one after the other.

In: a constraint and both catalogs. Out: whether Postgres could keep it while only one of its columns is changed.
This file must never know how a type is changed, nor how a constraint is written.
"""

from __future__ import annotations

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.rule import Context

FAMILIES = (
    frozenset({"smallint", "integer", "bigint"}),
    frozenset({"text", "character varying"}),
    frozenset({"real", "double precision"}),
    frozenset({"date", "timestamp without time zone", "timestamp with time zone"}),
)
"""Types whose values Postgres compares with one another by the operators of one family of b-trees
(https://www.postgresql.org/docs/current/btree.html): a foreign key may lead from any of them to any other."""


def is_foreign_key(id: ObjectId, catalog: Catalog) -> bool:
    return id.kind == "constraint" and bool(catalog.objects[id]["type"] == "f")


def breaks_between(id: ObjectId, context: Context) -> bool:
    """Whether this is a foreign key that cannot be implemented while one of its columns has its new type and one not.

    Where only one of its columns changes there is nothing in between.
    """
    if not is_foreign_key(id, context.current):
        return False
    columns = [each for each in context.current.requirements.get(id, ()) if each.kind == "column"]
    return sum(_is_compared_otherwise(column, context) for column in columns) > 1


def _is_compared_otherwise(column: ObjectId, context: Context) -> bool:
    """It gets a type of another family, or a collation under which other values are equal."""
    old, new = context.current.objects[column], context.desired.objects.get(column)
    if new is None:
        return False
    was, wanted = _without_modifiers(old["type"]), _without_modifiers(new["type"])
    if was == wanted:
        sides = (context.current, context.desired)
        return bool(old["collation"] != new["collation"]) and any(_is_nondeterministic(column, s) for s in sides)
    return not any({was, wanted} <= family for family in FAMILIES)


def _without_modifiers(type: str) -> str:
    """`timestamp(3) without time zone` as `timestamp without time zone`."""
    head, _, tail = type.partition("(")
    return head + tail.partition(")")[2]


def _is_nondeterministic(column: ObjectId, catalog: Catalog) -> bool:
    needed = (catalog.objects[id] for id in catalog.requirements.get(column, ()) if id.kind == "collation")
    return any(not collation["deterministic"] for collation in needed)
