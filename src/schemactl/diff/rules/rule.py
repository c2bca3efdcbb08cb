"""Rewrite rules that a user made (https://www.postgresql.org/docs/current/sql-createrule.html)."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.trigger import enabled_state
from schemactl.pgsql import qualified, quote_identifier


def _define(new: Object, verb: str) -> Statement:
    definition: str = new["definition"]
    return Statement(verb + definition.removeprefix("CREATE").rstrip(";"))


def _create(new: Object, context: Context) -> Sequence[Statement]:
    return [_define(new, "CREATE")]


def _settle(new: Object, context: Context) -> Sequence[Statement]:
    return [] if new["enabled"] == "O" else [enabled_state(new, "RULE")]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    statements = [_define(delta.new, "CREATE OR REPLACE")] if "definition" in delta.changed else []
    return [*statements, *([enabled_state(delta.new, "RULE")] if "enabled" in delta.changed else [])]


RULE = Rule(
    kind="rule",
    phrase=lambda id, object: f"RULE {quote_identifier(id.name)} ON {qualified(id.schema, id.table)}",
    create=_create,
    settle=_settle,
    alter=_alter,
    changes={"definition": Change.ALTER, "enabled": Change.ALTER},
    ownable=False,
    rank=72,
)
