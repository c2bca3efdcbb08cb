"""Defaults of columns: objects of their own, so that a default may come after what it calls.

Inside CREATE TABLE and ADD COLUMN they are folded into their column wherever the order allows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Fold, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.setting import takes_default_later
from schemactl.pgsql import qualified, quote_identifier


def _of(id: ObjectId) -> str:
    return f"{qualified(id.schema, id.table)} ALTER COLUMN {quote_identifier(id.name)}"


def _set_default(new: Object, context: Context) -> Sequence[Statement]:
    parents = _parent_defaults(new.id, context)
    if any(_reaches(parent, new, context) for parent in parents):
        return []
    column = new.id._replace(kind="column")
    is_clause = new["local"] and not takes_default_later(column, context)
    fold = Fold(column, f" DEFAULT {new['expression']}") if is_clause else None
    sql = f"ALTER TABLE {_of(new.id)} SET DEFAULT {new['expression']}"
    return [Statement(sql, fold=fold, needs=frozenset(parents))]


def _parent_defaults(id: ObjectId, context: Context) -> list[ObjectId]:
    """The defaults that the column inherits from, in the desired state."""
    table = context.desired.objects.get(ObjectId("table", id.schema, id.table))
    ids = (id._replace(schema=schema, table=name) for schema, name in (table and table["parents"]) or ())
    return [parent for parent in ids if parent._replace(kind="column") in context.desired.objects]


def _reaches(parent: ObjectId, new: Object, context: Context) -> bool:
    """Whether the parent's default comes to the child by itself: as the child is made, or as the parent gets it."""
    old, wanted = context.current.objects.get(parent), context.desired.objects.get(parent)
    if wanted is None or wanted["expression"] != new["expression"]:
        return False
    table = ObjectId("table", new.id.schema, new.id.table)
    was, is_own = context.current.objects.get(table), context.desired.objects[new.id._replace(kind="column")]["local"]
    if was is None:
        return not is_own
    return old != wanted and [parent.schema, parent.table] in (was["parents"] or ())


def _drop_default(old: Object, context: Context) -> Sequence[Statement]:
    gone = (p for p in _parent_defaults(old.id, context) if p in context.current.objects)
    ended = context.outlived(ObjectId("table", old.id.schema, old.id.table))
    if not ended and any(parent not in context.desired.objects for parent in gone):
        return []
    return [Statement(f"ALTER TABLE {_of(old.id)} DROP DEFAULT", after=ended)]


def _change_default(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    statements = _set_default(delta.new, context)
    return [replace(statement, fold=None) for statement in statements]


DEFAULT = Rule(
    kind="default",
    phrase=lambda id, object: f"COLUMN {qualified(id.schema, id.table)}.{quote_identifier(id.name)}",
    create=_set_default,
    drop=_drop_default,
    alter=_change_default,
    changes={"expression": Change.ALTER, "local": Change.FOLLOW},
    ownable=False,
    commentable=False,
    rank=52,
)
