"""Partitions and inheriting tables: what comes from a parent, and how a table joins and leaves one.

A new partition is made by CREATE TABLE … PARTITION OF, which gives it the parent's columns, constraints, indexes and
triggers. Where its NOT NULL constraints have names of their own (Postgres 18) it was attached, and is again: made
as a table, then ATTACH PARTITION. What is there already is attached or detached, never made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Frame, Item, Statement
from schemactl.diff.rule import Context, above, membership, not_null_of
from schemactl.diff.rules.column import column_clause
from schemactl.diff.rules.copies import namesakes_below
from schemactl.diff.rules.index_tree import comes_by_itself, is_complete
from schemactl.diff.rules.merged import left_while_retyped
from schemactl.pgsql import qualified, quote_identifier


def parents_of(object: Object) -> list[ObjectId]:
    return [ObjectId("table", schema, name) for schema, name in object["parents"] or ()]


def must_be_attached(new: Object, columns: Sequence[Object], desired: Catalog) -> bool:
    """Whether PARTITION OF would give a NOT NULL constraint another name than the wanted one."""
    (parent,) = parents_of(new)
    return any(
        column["not_null"] and column.given != above.given
        for column in columns
        if (above := desired.objects.get(column.id._replace(table=parent.name, schema=parent.schema))) is not None
        and above["not_null"]
    )


def create_and_attach(new: Object, frame: str, columns: Sequence[Object], context: Context) -> list[Statement]:
    """frame: CREATE TABLE … {} …, with room for the columns."""
    head, tail = frame.split("{}")
    items = [Item(c.id, column_clause(_without_identity(c), context)) for c in columns]
    checks = [o for o in _belongings(new.id, context.desired) if o.id.kind == "constraint" and o["type"] == "c"]
    inherited = [check for check in checks if _inherits(check)]
    items += [Item(o.id, f"CONSTRAINT {quote_identifier(o.id.name)} {o['definition']}", 4) for o in inherited]
    made = frozenset({new.id, *(item.id for item in items)})
    (parent,) = parents_of(new)
    name = qualified(new.id.schema, new.id.name)
    attach = Statement(
        f"ALTER TABLE {qualified(parent.schema, parent.name)} ATTACH PARTITION {name} {new['partition_bound']}",
        makes=frozenset(made_with_partition(new, context) - made | {membership(new.id, parent)}),
        needs=frozenset({parent, new.id} | must_precede_partition(new, context)),
        after=those_that_overlap(parent, context),
    )
    return [Statement(head, makes=made, frame=Frame(closing="\n)" + tail), items=tuple(items)), attach]


def _without_identity(column: Object) -> Object:
    """A partition takes its identity from the parent, when it is attached."""
    return replace(column, attributes={**column.attributes, "identity": ""})


def made_with_partition(new: Object, context: Context) -> set[ObjectId]:
    """Constraints, indexes and triggers that PARTITION OF makes from the parent's."""
    desired = context.desired
    given = [o for o in _belongings(new.id, desired) if _inherits(o) and o.get("validated", True)]
    return {o.id for o in given if comes_by_itself(o, context) and not follows_partitions(o, context)}


def follows_partitions(object: Object, context: Context) -> bool:
    """A foreign key to a partitioned table, or to a partition: both tables may be the same, or wait for each other.

    So does one whose name something else has in a partition.

    Made in this plan, it comes after the partitions on both sides, and makes its copies in all of them.
    """
    if object.id.kind != "constraint" or object["type"] != "f":
        return False
    while object["parent_constraint"]:
        schema, table, name = object["parent_constraint"]
        object = context.desired.objects[ObjectId("constraint", schema, name, table)]
    to = context.desired.objects.get(ObjectId("table", *object["referenced_table"]))
    waits = to is not None and bool(to["partitioned"] or to["partition_bound"])
    return object.id in context.made and (waits or bool(namesakes_below(object, context)))


def those_that_overlap(parent: ObjectId, context: Context) -> frozenset[ObjectId]:
    """The partitions that go, or leave: what may be theirs now is free for another one after that."""
    members = [heir.id for heir in _members(parent, context.current)]
    return frozenset(members).union(membership(id, parent) for id in members)


def members_that_go(parent: ObjectId, context: Context) -> frozenset[ObjectId]:
    """The partitions that go, or leave, at every depth."""
    members = [heir.id for heir in _members(parent, context.current)]
    return those_that_overlap(parent, context).union(*(members_that_go(id, context) for id in members))


def _inherits(object: Object) -> bool:
    if object.id.kind == "constraint":
        return bool(object["parent_constraint"]) or (object["inherited"] and not object["local"])
    return bool(object.get("parent_index") or object.get("parent_trigger"))


def _belongings(table: ObjectId, catalog: Catalog) -> list[Object]:
    kinds = ("constraint", "index", "trigger")
    found = (catalog.objects[id] for kind in kinds for id in catalog.dependents_of_kind.get((table, kind), ()))
    return [object for object in found if _relation_name(object) == table.name]


def _relation_name(object: Object) -> str:
    return object.id.table or object.get("on_table", "")


def must_precede_partition(new: Object, context: Context) -> set[ObjectId]:
    """The parent's own constraints, indexes and triggers come first, so that the partition gets its copies.

    But for a check that is not known to hold: Postgres would take it that it holds for a partition made after it.
    """
    desired = context.desired
    unchecked = {o.id.name for o in _belongings(new.id, desired) if not o.get("validated", True)}
    belongings = (o for parent in parents_of(new) for o in _belongings(parent, desired))
    ids = (o.id for o in belongings if not follows_partitions(o, context))
    checked = {id for id in ids if not (id.kind == "constraint" and id.name in unchecked)}
    return {id for id in checked if is_complete(desired.objects[id]) or id not in context.made}


def checks_that_precede(new: Object, desired: Catalog) -> set[ObjectId]:
    """The parents' checks that nobody knows to hold there, but that hold in a table that inherits them."""
    checks = [
        o for o in _belongings(new.id, desired) if o.id.kind == "constraint" and o["type"] == "c" and _inherits(o)
    ]
    ids = (id for check in checks if check["validated"] for id in above(check, desired))
    return {id for id in ids if id in desired.objects and not desired.objects[id]["validated"]}


def staying_members(parent: ObjectId, context: Context) -> frozenset[ObjectId]:
    """The memberships of the tables that a parent has and that outlive it."""
    members = (heir.id for heir in _members(parent, context.current) if heir.id in context.desired.objects)
    return frozenset(membership(id, parent) for id in members if not context.is_remade(id))


def going_members(parent: ObjectId, context: Context) -> list[str]:
    """The names of those that a DROP TABLE takes along."""
    members = sorted(heir.id for heir in _members(parent, context.current) if heir.id not in context.desired.objects)
    return [qualified(id.schema, id.name) for id in members]


def _members(parent: ObjectId, catalog: Catalog) -> list[Object]:
    heirs = (catalog.objects[id] for id in catalog.dependents_of_kind.get((parent, parent.kind), ()))
    return [heir for heir in heirs if parent in parents_of(heir)]


def change_parents(old: Object, new: Object, context: Context) -> list[Statement]:
    """ATTACH and DETACH of partitions, INHERIT and NO INHERIT of children; a moved bound is both.

    So is a parent that is made anew: what it held stays, beside it for a while.
    """
    name = qualified(new.id.schema, new.id.name)
    was = [(parent, old["partition_bound"]) for parent in parents_of(old)]
    wanted = [(parent, new["partition_bound"]) for parent in parents_of(new)]
    rejoins, away = context.must_rejoin(new.id), left_while_retyped(new.id, context)
    stays = [each for each in was if each in wanted and not rejoins and not context.is_remade(each[0])]
    stays = [each for each in stays if each[0] not in away]
    leave = [
        (p, f"ALTER TABLE {qualified(p.schema, p.name)} DETACH PARTITION {name}")
        if bound
        else (p, f"ALTER TABLE {name} NO INHERIT {qualified(p.schema, p.name)}")
        for p, bound in was
        if (p, bound) not in stays
    ]
    join = [
        (p, f"ALTER TABLE {qualified(p.schema, p.name)} ATTACH PARTITION {name} {bound}")
        if bound
        else (p, f"ALTER TABLE {name} INHERIT {qualified(p.schema, p.name)}")
        for p, bound in wanted
        if (p, bound) not in stays
    ]
    rename = _rename_not_nulls(new, context) if leave or join else []
    gone = _parts_of(new.id, context.current)
    own = _columns_and_checks(new.id, context.desired)
    referring = {parent: foreign_keys_to(parent, context.current) for parent, _ in leave}
    moved = {parent for parent, _ in join if not context.is_remade(parent) and parent not in away}
    return [
        Statement(
            sql,
            removes=frozenset({membership(new.id, parent)}),
            needs=_columns_and_checks(parent, context.desired) if parent in moved else frozenset(),
            after=referring[parent] | (_parts_of(parent, context.current) if parent in moved else frozenset()),
        )
        for parent, sql in leave
    ] + [
        *rename,
        *(
            Statement(
                sql,
                makes=frozenset({membership(new.id, parent)}),
                needs=frozenset({parent, *own, *_columns_of(parent, context.desired)}),
                after=gone.union(_named_columns(parent, context.current), those_that_overlap(parent, context)),
            )
            for parent, sql in join
        ),
    ]


def _rename_not_nulls(table: Object, context: Context) -> list[Statement]:
    """While a table is out, its NOT NULL constraints get their names, those that the server chose as well (18)."""
    ids = [part.id for part in context.desired.parts.get(table.id, ()) if part.id.kind == "column"]
    pairs = [(context.current.objects[id], context.desired.objects[id]) for id in ids if id in context.current.objects]
    named = [(old, new) for old, new in pairs if old["not_null"] and new["not_null"] and old.given and new.given]
    alter = f"ALTER TABLE {qualified(table.id.schema, table.id.name)} RENAME CONSTRAINT"
    return [
        Statement(
            f"{alter} {quote_identifier(old.given)} TO {quote_identifier(new.given)}", needs=frozenset({table.id})
        )
        for old, new in named
        if old.given != new.given
    ]


def foreign_keys_to(table: ObjectId, catalog: Catalog) -> frozenset[ObjectId]:
    """Where they go, they go before a partition with rows that they point to leaves."""
    ids = catalog.dependents_of_kind.get((table, "constraint"), ())
    keys = [o.id for o in catalog.parts.get(table, ()) if o.id.kind == "constraint"]
    ids = (*ids, *(id for key in keys for id in catalog.dependents_of_kind.get((key, "constraint"), ())))
    found = (catalog.objects[id] for id in ids)
    return frozenset(o.id for o in found if o["type"] == "f" and o["referenced_table"] == [table.schema, table.name])


def _columns_and_checks(table: ObjectId, catalog: Catalog) -> frozenset[ObjectId]:
    """What ATTACH and INHERIT compare; a table that moves within its parent has it from the parent."""
    checks = (o.id for o in _belongings(table, catalog) if o.id.kind == "constraint" and o["type"] == "c")
    return frozenset(_columns_of(table, catalog)).union(checks)


def _parts_of(table: ObjectId, catalog: Catalog) -> frozenset[ObjectId]:
    parts = {part.id for part in catalog.parts.get(table, ())}
    return frozenset(parts.union(o.id for o in _belongings(table, catalog)))


def _named_columns(table: ObjectId, catalog: Catalog) -> set[ObjectId]:
    """The columns, and what their NOT NULL constraints are called."""
    columns = _columns_of(table, catalog)
    return columns.union(not_null_of(column) for column in columns)


def _columns_of(table: ObjectId, catalog: Catalog) -> set[ObjectId]:
    return {part.id for part in catalog.parts.get(table, ()) if part.id.kind == "column"}
