"""Subscriptions (https://www.postgresql.org/docs/current/sql-createsubscription.html), without ever connecting.

As pg_dump does it: what is made stays disabled until somebody creates the slot on the publisher and enables it, and
what is dropped lets go of its slot first. The connection may hold a password: it goes into no message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemactl.catalog.model import Object
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named
from schemactl.errors import UnsupportedError
from schemactl.pgsql import quote_identifier, quote_literal

DEFAULTS = {
    "binary": False,
    "streaming": "off",
    "synchronous_commit": "off",
    "two_phase": False,
    "disable_on_error": False,
    "origin": "any",
    "password_required": True,
    "run_as_owner": False,
    "failover": False,
}
"""Every option but slot_name, in the order in which they are written."""

STREAMS_IN_PARALLEL = 180000
FIXED = ("two_phase", "failover")
"""Options whose change would have to be told to the publisher."""

_subscription = named("SUBSCRIPTION")


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _slot(name: str | None) -> str:
    return f"slot_name = {'NONE' if name is None else quote_literal(name)}"


def _publications(new: Object) -> str:
    return ", ".join(map(quote_identifier, new["publications"]))


def _require_connection(object: Object) -> None:
    if object["connection"] is None:
        raise UnsupportedError(
            f"the connection of {object.id} is hidden from the role that reads it",
            hint="Connect as a superuser, or exclude the subscription.",
            object=str(object.id),
        )


def _create(new: Object, context: Context) -> Sequence[Statement]:
    _require_connection(new)
    defaults = {**DEFAULTS, **({"streaming": "parallel"} if context.version >= STREAMS_IN_PARALLEL else {})}
    options = ["connect = false"] + ([] if new["slot_name"] == new.id.name else [_slot(new["slot_name"])])
    options += [f"{name} = {_value(new[name])}" for name, value in defaults.items() if new[name] != value]
    sql = (
        f"CREATE {_subscription(new.id, new)} CONNECTION {quote_literal(new['connection'])}"
        f" PUBLICATION {_publications(new)} WITH ({', '.join(options)})"
    )
    note = "Not connected: create its slot on the publisher, then ALTER SUBSCRIPTION … ENABLE and REFRESH PUBLICATION."
    return [Statement(sql, note=note)]


def _drop(old: Object, context: Context) -> Sequence[Statement]:
    alter = f"ALTER {_subscription(old.id, old)}"
    drop = Statement(f"DROP {_subscription(old.id, old)}")
    if old["slot_name"] is None:
        return [drop]
    note = f"The slot {old['slot_name']} stays on the publisher and keeps WAL until it is dropped there."
    return [Statement(f"{alter} DISABLE", note=note), Statement(f"{alter} SET ({_slot(None)})"), drop]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    new, alter, changed = delta.new, f"ALTER {_subscription(delta.id, delta.new)}", delta.changed
    clauses = []
    if "connection" in changed:
        _require_connection(delta.old)
        _require_connection(new)
        clauses.append(f"CONNECTION {quote_literal(new['connection'])}")
    if "publications" in changed:
        clauses.append(f"SET PUBLICATION {_publications(new)} WITH (refresh = false)")
    if "slot_name" in changed and new["slot_name"] is None:
        clauses.append("DISABLE")
    options = [_slot(new["slot_name"])] if "slot_name" in changed else []
    options += [f"{name} = {_value(new[name])}" for name in DEFAULTS if name in changed]
    clauses += [f"SET ({', '.join(options)})"] if options else []
    return [Statement(f"{alter} {clause}") for clause in clauses]


SUBSCRIPTION = Rule(
    kind="subscription",
    phrase=_subscription,
    create=_create,
    drop=_drop,
    alter=_alter,
    changes={
        **dict.fromkeys(("connection", "publications", "slot_name", *DEFAULTS), Change.ALTER),
        **dict.fromkeys(FIXED, Change.REFUSE),
    },
    rank=82,
)
