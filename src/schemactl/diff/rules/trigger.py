"""Triggers and row security policies: parts of a table that hold code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff import engine
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.pgsql import qualified, quote_identifier

STATES = {"O": "ENABLE", "D": "DISABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"}


def enabled_state(object: Object, words: str) -> Statement:
    """ALTER TABLE … ENABLE REPLICA TRIGGER …; words: TRIGGER or RULE."""
    table, name = qualified(object.id.schema, object.id.table), quote_identifier(object.id.name)
    return Statement(f"ALTER TABLE {table} {STATES[object['enabled']]} {words} {name}")


def _on_table(words: str, id: ObjectId) -> str:
    return f"{words} {quote_identifier(id.name)} ON {qualified(id.schema, id.table)}"


def _create_trigger(new: Object, context: Context) -> Sequence[Statement]:
    if new["parent_trigger"]:
        return []
    state = [] if new["enabled"] == "O" else [enabled_state(new, "TRIGGER")]
    heirs = context.heirs(new.parent)
    below = frozenset(new.id._replace(schema=heir.schema, table=heir.name) for heir in heirs)
    return [*(replace(s, after=below) for s in engine.create_trigger(new, context)), *state]


def _drop_trigger(old: Object, context: Context) -> Sequence[Statement]:
    return [] if old["parent_trigger"] else engine.drop_trigger(old, context)


def _alter_trigger(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    return [enabled_state(delta.new, "TRIGGER")] if "enabled" in delta.changed else []


TRIGGER = Rule(
    kind="trigger",
    phrase=lambda id, object: _on_table("TRIGGER", id),
    create=_create_trigger,
    drop=_drop_trigger,
    alter=_alter_trigger,
    changes={
        "definition": Change.REPLACE,
        "constraint": Change.REPLACE,
        "function": Change.REPLACE,
        "enabled": Change.ALTER,
        "parent_trigger": Change.FOLLOW,
    },
    ownable=False,
    rank=70,
)


def _must_remake(delta: Delta, context: Context) -> bool:
    """ALTER POLICY can change an expression but not take it away."""
    assert delta.old is not None and delta.new is not None
    return any(delta.old[e] and not delta.new[e] for e in ("using_expression", "check_expression"))


def _alter_policy(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    new, clauses = delta.new, []
    if "roles" in delta.changed:
        roles = ("PUBLIC" if role == "public" else quote_identifier(role) for role in new["roles"])
        clauses.append(f"TO {', '.join(roles)}")
    if "using_expression" in delta.changed:
        clauses.append(f"USING ({new['using_expression']})")
    if "check_expression" in delta.changed:
        clauses.append(f"WITH CHECK ({new['check_expression']})")
    return [Statement(" ".join([f"ALTER {_on_table('POLICY', delta.id)}", *clauses]))] if clauses else []


POLICY = Rule(
    kind="policy",
    phrase=lambda id, object: _on_table("POLICY", id),
    create=engine.create_policy,
    drop=engine.drop_policy,
    alter=_alter_policy,
    changes={
        "command": Change.REPLACE,
        "permissive": Change.REPLACE,
        "roles": Change.ALTER,
        "using_expression": Change.ALTER,
        "check_expression": Change.ALTER,
    },
    needs_replace=_must_remake,
    ownable=False,
    rank=71,
)
