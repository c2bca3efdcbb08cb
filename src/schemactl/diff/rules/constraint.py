"""Constraints of tables, and indexes (https://www.postgresql.org/docs/current/sql-createindex.html)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff import engine
from schemactl.diff.model import Delta, Fold, Statement
from schemactl.diff.rule import Change, Context, Rule, above, called, membership
from schemactl.diff.rules.common import comment_on, depend_on_extensions
from schemactl.diff.rules.copies import (
    copies_of,
    gone_below,
    name_then,
    namesakes_below,
    renames,
    skipped_before,
    table_of,
    twins_before,
)
from schemactl.diff.rules.index_tree import (
    attach,
    is_attached_alone,
    is_attached_later,
    is_complete,
    partitions_first,
    trees_to_remake,
    validity_of_keys,
)
from schemactl.diff.rules.partition import follows_partitions, members_that_go
from schemactl.diff.rules.relation import option_changes
from schemactl.pgsql import qualified, quote_identifier, quote_literal

NOT_VALID = " NOT VALID"
NOT_ENFORCED = " NOT ENFORCED"
PLACES = {"p": 1, "u": 2, "f": 3, "c": 4, "x": 5}
"""Where a constraint stands inside CREATE TABLE: keys, references, checks, exclusions."""


def is_inherited(object: Object) -> bool:
    """It came with the parent's constraint, and goes with it."""
    return bool(object["parent_constraint"]) or (object["inherited"] and not object["local"])


def _create(new: Object, context: Context) -> Sequence[Statement]:
    is_attached = is_attached_alone(new, context)
    if is_inherited(new) and not is_attached and not (new["type"] == "c" and context.is_joining(new.parent)):
        return []
    if not is_complete(new):
        sql = engine.add_constraint(new, context)[0].sql.replace("ALTER TABLE ", "ALTER TABLE ONLY ", 1)
        add = Statement(sql, needs=partitions_first(new, context), after=_other_keys(new, context))
        return [add, *([attach(new, context)] if is_attached else [])]
    follows = follows_partitions(new, context)
    made = frozenset({new.id, *copies_of(new.id, context, everywhere=follows)})
    statement = engine.add_constraint(new, context)[0]
    owner = ObjectId("table", new.id.schema, new.id.table)
    clause = f"CONSTRAINT {quote_identifier(new.id.name)} {new['definition']}"
    foldable = new["validated"] and not new["options"] and not is_attached
    fold = Fold(owner, clause, PLACES[new["type"]]) if foldable else None
    needs = context.declared_below(new) | _unchecked_below(new, context) | twins_before(new, context)
    needs |= namesakes_below(new, context) | _skipped_before(made, context)
    if new["type"] == "f":
        needs |= {validity_of_keys(ObjectId("table", *new["referenced_table"]))} | _partitions_it_points_to(
            new, context
        )
    after = _other_keys(new, context) | gone_below(new, context)
    add = Statement(statement.sql, makes=made, needs=needs, after=after, fold=fold)
    return [add, *([attach(new, context)] if is_attached else [])]


def _partitions_it_points_to(new: Object, context: Context) -> frozenset[ObjectId]:
    """Rows of a partition that joins are there only after that; it never waits for a key of its own to others."""
    to = ObjectId("table", *new["referenced_table"])
    if not context.is_remade(to) or to == table_of(new):
        return frozenset()
    return frozenset(membership(heir, to) for heir in context.children.get((to.schema, to.name), ()))


def _unchecked_below(new: Object, context: Context) -> frozenset[ObjectId]:
    """The heirs whose rows are not known to satisfy it: a table that is made later would start with what it checks."""
    if new["validated"]:
        return frozenset()
    heirs = context.children.get((new.id.schema, new.id.table), ())
    found = (context.desired.objects.get(new.id._replace(schema=h.schema, table=h.name)) for h in heirs)
    copies = [copy for copy in found if copy and not copy["validated"]]
    return frozenset(table_of(copy) for copy in copies).union(*(_unchecked_below(copy, context) for copy in copies))


def _other_keys(new: Object, context: Context) -> frozenset[ObjectId]:
    """Postgres ties a foreign key to the first key that fits: those that go must be gone; a primary key is alone.

    So must partitions, which it would refer to as well.
    """
    if new["type"] == "p":
        parts = context.current.parts.get(table_of(new), ())
        return frozenset(part.id for part in parts if part.id.kind == "constraint" and part["type"] == "p")
    if new["type"] != "f":
        return frozenset()
    table = ObjectId("table", *new["referenced_table"])
    keys = (part.id for part in context.current.parts.get(table, ()) if part.id.kind == "constraint")
    indexes = context.current.dependents_of_kind.get((table, "index"), ())
    return frozenset({*keys, *indexes} - {new.id}) | members_that_go(table, context)


def _settle(new: Object, context: Context) -> Sequence[Statement]:
    phrase = _index_phrase(new.id)
    comment = [comment_on(phrase, new["index_comment"])] if new["index_comment"] else []
    return [*comment, *depend_on_extensions(phrase, (), new["index_extensions"])]


def _index_phrase(id: ObjectId) -> str:
    return f"INDEX {qualified(id.schema, id.name)}"


def _drop(old: Object, context: Context) -> Sequence[Statement]:
    """One that a parent has as well goes with the parent's only as far as it was inherited."""
    ended = context.outlived(table_of(old))
    if is_inherited(old) and not ended:
        return []
    drop = engine.drop_constraint(called(old), context)
    return [replace(s, after=ended or context.inherited_from(old)) for s in drop]


def _must_remake(delta: Delta, context: Context) -> bool:
    """Only validation, and of foreign keys whether they can be deferred and are enforced, can be altered."""
    assert delta.old is not None and delta.new is not None
    old, new = delta.old, delta.new
    if "definition" not in delta.changed:
        return False
    if old["definition"] == new["definition"] + NOT_VALID:
        return False
    same_rows = old["validated"] == new["validated"] or _is_enforced(old) != _is_enforced(new)
    return not (new["type"] == "f" and _plain(old) == _plain(new) and same_rows)


def _plain(object: Object) -> str:
    """A foreign key's definition without what ALTER CONSTRAINT changes."""
    text: str = object["definition"]
    for words in (NOT_VALID, NOT_ENFORCED, " INITIALLY DEFERRED", " DEFERRABLE"):
        text = text.removesuffix(words)
    return text


def _is_enforced(object: Object) -> bool:
    return not object["definition"].endswith(NOT_ENFORCED)


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    old, new = delta.old, delta.new
    table, name = f"ALTER TABLE {qualified(new.id.schema, new.id.table)}", quote_identifier(name_then(delta))
    statements = renames(delta, f"{table} RENAME CONSTRAINT", context)
    if is_attached_later(old, new, context):
        statements.append(attach(new, context))
    if is_inherited(new) and new["validated"] and not old["validated"] and not _is_validated_above(new, context):
        statements.append(Statement(f"{table} VALIDATE CONSTRAINT {name}"))
    if "definition" in delta.changed and not is_inherited(new):
        if _is_enforced(new) != _is_enforced(old):
            words = "ENFORCED" if _is_enforced(new) else "NOT ENFORCED"
            statements.append(Statement(f"{table} ALTER CONSTRAINT {name} {words}"))
        elif new["validated"] and not old["validated"]:
            statements.append(Statement(f"{table} VALIDATE CONSTRAINT {name}"))
        if {"deferrable", "deferred"} & delta.changed:
            words = "DEFERRABLE" if new["deferrable"] else "NOT DEFERRABLE"
            words += " INITIALLY DEFERRED" if new["deferred"] else ""
            statements.append(Statement(f"{table} ALTER CONSTRAINT {name} {words}"))
    index = qualified(new.id.schema, name_then(delta))
    if "options" in delta.changed:
        changes = option_changes(old["options"] or [], new["options"] or [])
        statements += [Statement(f"ALTER INDEX {index} {change}") for change in changes]
    if "index_comment" in delta.changed:
        statements.append(comment_on(_index_phrase(new.id), new["index_comment"]))
    return statements + depend_on_extensions(_index_phrase(new.id), old["index_extensions"], new["index_extensions"])


def _is_validated_above(new: Object, context: Context) -> bool:
    parents = (context.desired.objects.get(id) for id in above(new, context.desired))
    return any(parent and parent["validated"] for parent in parents)


CONSTRAINT = Rule(
    kind="constraint",
    phrase=lambda id, object: f"CONSTRAINT {quote_identifier(id.name)} ON {qualified(id.schema, id.table)}",
    create=_create,
    settle=_settle,
    drop=_drop,
    alter=_alter,
    changes={
        "type": Change.REPLACE,
        "definition": Change.ALTER,
        "called": Change.ALTER,
        "options": Change.ALTER,
        "index_comment": Change.ALTER,
        "index_extensions": Change.ALTER,
        "no_inherit": Change.FOLLOW,
        "index_valid": Change.FOLLOW,
        **dict.fromkeys(("validated", "deferrable", "deferred", "referenced_table"), Change.FOLLOW),
        **dict.fromkeys(("local", "inherited", "parent_constraint"), Change.FOLLOW),
        "tablespace": Change.IGNORE,
    },
    needs_replace=_must_remake,
    remakes=trees_to_remake,
    ownable=False,
    rank=54,
)


def _create_index(new: Object, context: Context) -> Sequence[Statement]:
    """On a partitioned table the whole tree of indexes is made by one statement."""
    is_attached = is_attached_alone(new, context)
    if new["parent_index"] and not is_attached:
        return []
    sql = engine.create_index(new, context)[0].sql
    if new["partitioned"] and not new["valid"]:
        create = Statement(sql, makes=frozenset({new.id}), needs=partitions_first(new, context))
    else:
        made = frozenset({new.id, *copies_of(new.id, context)})
        create = Statement(
            sql.replace(" ON ONLY ", " ON ", 1),
            makes=made,
            needs=twins_before(new, context) | _skipped_before(made, context),
            after=gone_below(new, context),
        )
    return [create, *([attach(new, context)] if is_attached else [])]


def _skipped_before(made: frozenset[ObjectId], context: Context) -> frozenset[ObjectId]:
    return skipped_before([context.desired.objects[id] for id in made], context)


def _settle_index(new: Object, context: Context) -> Sequence[Statement]:
    statistics = new["statistics"] or {}
    return [_set_statistics(new.id, number, target) for number, target in statistics.items()]


def _set_statistics(id: ObjectId, number: str, target: int) -> Statement:
    return Statement(f"ALTER INDEX {qualified(id.schema, id.name)} ALTER COLUMN {number} SET STATISTICS {target}")


def _drop_index(old: Object, context: Context) -> Sequence[Statement]:
    ended = context.outlived(table_of(old))
    if old["parent_index"] and not ended:
        return []
    return [replace(s, after=ended) for s in engine.drop_index(called(old), context)]


def _alter_index(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    statements = renames(delta, "ALTER INDEX", context)
    index = qualified(delta.id.schema, name_then(delta))
    if is_attached_later(delta.old, delta.new, context):
        statements.append(attach(delta.new, context))
    changes = option_changes(delta.old["options"], delta.new["options"])
    statements += [Statement(f"ALTER INDEX {index} {change}") for change in changes]
    was, wanted = delta.old["statistics"] or {}, delta.new["statistics"] or {}
    numbers = [number for number in {**was, **wanted} if was.get(number) != wanted.get(number)]
    return statements + [_set_statistics(delta.id, number, wanted.get(number, -1)) for number in numbers]


def _must_remake_index(delta: Delta, context: Context) -> bool:
    """Of a definition, only the storage parameters can be altered, and not those of a partitioned index."""
    assert delta.old is not None and delta.new is not None
    is_other = _without_options(delta.old) != _without_options(delta.new)
    return "definition" in delta.changed and (is_other or delta.new["partitioned"])


def _without_options(index: Object) -> str:
    pairs = (option.split("=", 1) for option in index["options"])
    printed = (f"{quote_identifier(name)}={_printed_value(value)}" for name, value in pairs)
    definition: str = index["definition"]
    return definition.replace(f" WITH ({', '.join(printed)})", "", 1) if index["options"] else definition


def _printed_value(value: str) -> str:
    """As pg_get_indexdef() writes it: quoted unless it could be an identifier."""
    return value if quote_identifier(value) == value else quote_literal(value)


INDEX = Rule(
    kind="index",
    phrase=lambda id, object: _index_phrase(id),
    create=_create_index,
    settle=_settle_index,
    drop=_drop_index,
    alter=_alter_index,
    changes={
        "definition": Change.ALTER,
        "called": Change.ALTER,
        "options": Change.ALTER,
        "on_table": Change.REPLACE,
        "statistics": Change.ALTER,
        "parent_index": Change.ALTER,
        "valid": Change.FOLLOW,
        "partitioned": Change.FOLLOW,
        "unique": Change.FOLLOW,
        "tablespace": Change.IGNORE,
    },
    needs_replace=_must_remake_index,
    remakes=trees_to_remake,
    ownable=False,
    rank=56,
)
