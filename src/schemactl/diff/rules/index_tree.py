"""Indexes and keys that not all partitions of a table have: made ON ONLY it, not valid until the last one is attached.

In: indexes and constraints, and both catalogs. Out: whether the server makes a copy or the plan attaches it, and what
must be dropped because nothing is ever detached from an index. This file must never know how an index is written.
"""

from __future__ import annotations

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Context, membership
from schemactl.diff.rules.copies import source_id, table_of
from schemactl.pgsql import qualified


def is_complete(object: Object) -> bool:
    """Not one that was made ON ONLY a partitioned table, and that some partition lacks."""
    return object.get("index_valid" if object.id.kind == "constraint" else "valid") is not False


def comes_by_itself(object: Object, context: Context) -> bool:
    """Whether a new partition gets what it has of this index or key, or of the one that this is a copy of."""
    source = source_id(object)
    whole = context.desired.objects.get(source) if source else object
    return whole is None or is_complete(whole) or whole.id not in context.made


def is_attached_alone(new: Object, context: Context) -> bool:
    """A copy that the plan makes and attaches: no statement about its parent's makes it."""
    source = context.desired.objects.get(source_id(new) or new.id)
    if source is None or source.id == new.id or not _has_index(new):
        return False
    return not is_complete(source) if source.id in context.made else _stays_below(table_of(new), context)


def is_attached_later(old: Object, new: Object, context: Context) -> bool:
    """What is there becomes a copy, by none of the statements that take along what is there and fits."""
    source = context.desired.objects.get(source_id(new) or new.id)
    if source_id(old) or source is None or source.id == new.id or not _has_index(new):
        return False
    return not is_complete(source) if source.id in context.made else _stays_below(table_of(new), context)


def attach(new: Object, context: Context) -> Statement:
    source = source_id(new)
    assert source is not None
    parent, child = qualified(source.schema, source.name), qualified(new.id.schema, new.id.name)
    above = table_of(context.desired.objects[source])
    leaving = context.leaving.get((above.schema, above.name), frozenset())
    sql = f"ALTER INDEX {parent} ATTACH PARTITION {child}"
    made = frozenset({validity_of_keys(above)})
    return Statement(sql, makes=made, needs=frozenset({source, new.id}), after=leaving)


def validity_of_keys(table: ObjectId) -> ObjectId:
    """What a foreign key to a partitioned table wants: the last copy makes its key valid."""
    return table._replace(kind="valid keys")


def partitions_first(new: Object, context: Context) -> frozenset[ObjectId]:
    """A partition that is made or attached after an index ON ONLY its parent would get a copy."""
    table = table_of(new)
    heirs = context.children.get((table.schema, table.name), ())
    return frozenset(heirs).union(membership(heir, table) for heir in heirs)


def trees_to_remake(delta: Delta, context: Context) -> frozenset[ObjectId]:
    """Nothing is detached from an index, nor does it become valid, or not valid, by anything but an attached copy."""
    old, new = delta.old, delta.new
    if old is None:
        return frozenset()
    itself = frozenset({delta.id}) if new else frozenset[ObjectId]()
    if new and is_complete(old) != is_complete(new) and not (is_complete(new) and _gets_copies(new, context)):
        return itself | _above(old, context.current) & context.desired.objects.keys()
    source = source_id(old)
    is_let_go = source in context.desired.objects and _has_index(old) and (new is None or source_id(new) != source)
    if is_let_go and _stays_below(table_of(old), context):
        return itself | _above(old, context.current) & context.desired.objects.keys()
    return frozenset()


def _has_index(object: Object) -> bool:
    return object.id.kind == "index" or object["type"] in ("p", "u", "x")


def _stays_below(table: ObjectId, context: Context) -> bool:
    """A partition that is there, and is no moment without its parent."""
    both = all(table in catalog.objects for catalog in (context.current, context.desired))
    return both and not context.is_remade(table) and not context.is_out(table)


def _gets_copies(new: Object, context: Context) -> bool:
    copies = [o for o in context.desired.objects.values() if o.id.kind == new.id.kind and source_id(o) == new.id]
    return any(_is_attached_in_plan(copy, context) or _gets_copies(copy, context) for copy in copies)


def _is_attached_in_plan(copy: Object, context: Context) -> bool:
    old = context.current.objects.get(copy.id)
    return _stays_below(table_of(copy), context) and (old is None or not source_id(old))


def _above(object: Object, catalog: Catalog) -> frozenset[ObjectId]:
    source = source_id(object)
    return frozenset({source}) | _above(catalog.objects[source], catalog) if source else frozenset()
