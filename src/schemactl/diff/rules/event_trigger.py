"""Event triggers (https://www.postgresql.org/docs/current/sql-createeventtrigger.html).

They are made last of all, so that the migration that makes them does not fire them.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named
from schemactl.diff.rules.trigger import STATES
from schemactl.pgsql import quote_identifier, quote_literal


def _create(new: Object, context: Context) -> Sequence[Statement]:
    tags = f"\n    WHEN TAG IN ({', '.join(map(quote_literal, new['tags']))})" if new["tags"] else ""
    head = f"CREATE EVENT TRIGGER {quote_identifier(new.id.name)} ON {new['event']}{tags}"
    return [Statement(f"{head}\n    EXECUTE FUNCTION {new['function']}()")]


def _enable(new: Object) -> Statement:
    return Statement(f"ALTER EVENT TRIGGER {quote_identifier(new.id.name)} {STATES[new['enabled']]}")


def _settle(new: Object, context: Context) -> Sequence[Statement]:
    return [] if new["enabled"] == "O" else [_enable(new)]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    return [_enable(delta.new)] if "enabled" in delta.changed else []


EVENT_TRIGGER = Rule(
    kind="event_trigger",
    phrase=named("EVENT TRIGGER"),
    create=_create,
    settle=_settle,
    alter=_alter,
    changes={**dict.fromkeys(("event", "tags", "function"), Change.REPLACE), "enabled": Change.ALTER},
    rank=99,
)
