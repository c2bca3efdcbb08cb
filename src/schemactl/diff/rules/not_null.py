"""NOT NULL of columns: a constraint with a name and properties since Postgres 18, a property before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from schemactl.catalog.chosen import NOT_NULL, make_name
from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff import engine
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Context, above, membership, not_null_name, not_null_of, not_nulls_of
from schemactl.diff.rules.relation import alter_table, table_name
from schemactl.errors import UnsupportedError
from schemactl.pgsql import quote_identifier


def named_not_null(new: Object) -> Mapping[str, Any] | None:
    """Its properties, and its name unless Postgres gives it by itself: to say it costs nothing in what is made."""
    named = new.get("not_null_constraint") or {"no_inherit": False, "valid": True}
    is_plain = not new.get("not_null_constraint") and new.given in ("", _default_name(new))
    return None if is_plain else {**named, "name": new.given}


def _default_name(column: Object) -> str:
    return make_name(column.id.table, column.id.name, NOT_NULL)


def default_not_null(new: Object, context: Context) -> Mapping[str, Any] | None:
    """Tables below that are there before their parent has it hold the name that Postgres would give by itself."""
    table, heirs = new.parent, context.children.get((new.id.schema, new.id.table), ())
    is_new = table is None or table not in context.current.objects or context.is_remade(table)
    is_held = any(heir in context.current.objects for heir in heirs) if is_new else context.declared_below(new)
    if "not_null_constraint" not in new.attributes or not is_held:
        return None
    return {"name": _default_name(new), "no_inherit": False, "valid": True}


def is_named_later(new: Object) -> bool:
    """NOT VALID cannot be said inside CREATE TABLE."""
    named = new.get("not_null_constraint")
    return bool(named) and not named["valid"]


def unchecked_below(column: Object, context: Context) -> frozenset[ObjectId]:
    """The heirs where it is not known to hold either: a table that is made after it would start with what it checks."""
    heirs = context.children.get((column.id.schema, column.id.table), ())
    found = (context.desired.objects.get(column.id._replace(schema=h.schema, table=h.name)) for h in heirs)
    below = [each for each in found if each and is_named_later(each)]
    tables = frozenset(ObjectId("table", each.id.schema, each.id.table) for each in below)
    return tables.union(*(unchecked_below(each, context) for each in below))


def becomes_inherited(delta: Delta) -> bool:
    """Between tables that inherit (18): what a table says itself stays its own, whatever its parents say."""
    assert delta.old is not None and delta.new is not None
    return bool(delta.old["not_null"]) and "not_null_local" in delta.changed and delta.new["not_null_local"] is False


def has_own_not_null(column: Object, catalog: Catalog) -> bool:
    """The table says it; before 18, where one cannot know, no parent does."""
    if column.get("not_null_local") is not None:
        return bool(column["not_null_local"])
    parents = (catalog.objects.get(id) for id in above(column, catalog))
    return bool(column["not_null"]) and not any(parent and parent["not_null"] for parent in parents)


def set_not_null(column: Object) -> Statement:
    statement = engine.set_not_null(column, table_name(column))
    return replace(statement, makes=_made(column)) if column["not_null"] else statement


def _made(column: Object) -> frozenset[ObjectId]:
    return frozenset({not_nulls_of(ObjectId("table", column.id.schema, column.id.table))})


def add_not_null(new: Object) -> Statement:
    """A NOT NULL constraint with a name or properties of its own (Postgres 18)."""
    named, column = (
        new.get("not_null_constraint") or {"no_inherit": False, "valid": True},
        quote_identifier(new.id.name),
    )
    extra = " NO INHERIT" if named["no_inherit"] else ""
    extra += "" if named["valid"] else " NOT VALID"
    sql = f"{alter_table(new)} ADD CONSTRAINT {quote_identifier(new.given)} NOT NULL {column}{extra}"
    return Statement(sql, makes=_made(new))


def change_not_null(old: Object, new: Object, changed: frozenset[str], context: Context) -> list[Statement]:
    if "not_null" in changed:
        if new["not_null"] and new.get("not_null_local") is False:
            return []  # its parent's makes it
        if new["not_null"] and named_not_null(new):
            return [add_not_null(new)]
        keys = frozenset(id for id in context.current.dependents.get(new.id, ()) if id.kind == "constraint")
        ended = context.outlived(new.parent) if new.parent else frozenset[ObjectId]()
        from_parents = frozenset() if new["not_null"] else context.inherited_from(old)
        return [replace(set_not_null(new), after=keys | ended, needs=from_parents)]
    if not new["not_null"]:
        return []
    if "not_null_local" in changed and new["not_null_local"] and old.get("not_null_local") is False:
        return [set_not_null(new)]
    if "not_null_constraint" not in changed:
        return []
    plain = {"no_inherit": False, "valid": True}
    was, wanted = old["not_null_constraint"] or plain, new["not_null_constraint"] or plain
    is_out = new.parent is not None and context.is_out(new.parent)
    table, statements, name = alter_table(new), list[Statement](), quote_identifier((new if is_out else old).given)
    if not_null_name(old) != not_null_name(new) and new.parent and not is_out:
        names, name = f"{name} TO {quote_identifier(new.given)}", quote_identifier(new.given)
        out = [heir for heir in context.heirs(new.parent) if context.must_rejoin(heir)]
        rename = Statement(f"{table} RENAME CONSTRAINT {names}")
        statements.append(_while_they_are_out(rename, old, out) if out else rename)
    if was["valid"] and not wanted["valid"]:
        return [set_not_null(Object(new.id, {"not_null": False})), add_not_null(new)]
    if wanted["valid"] and not was["valid"]:
        statements.append(Statement(f"{table} VALIDATE CONSTRAINT {name}"))
    if was["no_inherit"] != wanted["no_inherit"]:
        word = "NO INHERIT" if wanted["no_inherit"] else "INHERIT"
        statements.append(Statement(f"{table} ALTER CONSTRAINT {name} {word}"))
    return statements


def change_validity(old: Object, new: Object, context: Context) -> list[Statement]:
    """Of a NOT NULL that its table only inherits: VALIDATE reaches those below, and not those above."""
    is_now, is_wanted = (bool(each["not_null"]) and not is_named_later(each) for each in (old, new))
    if is_now == is_wanted or not (old["not_null"] and new["not_null"]):
        return []
    for parent in above(new, context.desired):
        was, wanted = context.current.objects.get(parent), context.desired.objects.get(parent)
        if was and wanted and is_named_later(was) != is_named_later(wanted):
            return []  # it follows
    if is_wanted:
        return [Statement(f"{alter_table(new)} VALIDATE CONSTRAINT {quote_identifier(old.given)}")]
    raise UnsupportedError(
        f"{new.id}: its NOT NULL is validated, and inherited: Postgres has no ALTER that takes that back, and drops it "
        "only with the parent's",
        hint="Leave it validated. Or write it by hand: DROP NOT NULL and ADD … NOT NULL … NOT VALID on the parent.",
        object=str(new.id),
    )


def _while_they_are_out(statement: Statement, column: Object, heirs: Sequence[ObjectId]) -> Statement:
    """Between the leaving and the return of the heirs, which wait for the column itself before they leave."""
    assert column.parent is not None
    left = frozenset(membership(heir, column.parent) for heir in heirs)
    named, needs = frozenset({not_null_of(column.id)}), frozenset({column.id})
    return replace(statement, after=left, removes=named, needs=needs)
