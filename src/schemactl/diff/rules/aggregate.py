"""Aggregates (https://www.postgresql.org/docs/current/sql-createaggregate.html).

CREATE OR REPLACE reaches all that leaves arguments, result and variant as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import parameters
from schemactl.pgsql import qualified, quote_literal

MODIFY = {"r": "READ_ONLY", "s": "SHAREABLE", "w": "READ_WRITE"}
PARALLEL = {"u": None, "s": "SAFE", "r": "RESTRICTED"}


def _phrase(id: ObjectId, object: Object) -> str:
    return f"AGGREGATE {qualified(id.schema, id.name)}({object['identity_arguments'] or '*'})"


def _state(new: Object, prefix: str, letter: str) -> list[tuple[str, str | None]]:
    """The parameters that the plain and the moving implementation both have, the moving ones with an M."""
    modify, initial, size = (new[f"{prefix}{part}"] for part in ("final_modify", "initial_value", "state_size"))
    return [
        (f"{letter}SSPACE", str(size) if size else None),
        (f"{letter}FINALFUNC", new[f"{prefix}final"]),
        (f"{letter}FINALFUNC_EXTRA", "" if new[f"{prefix}final_extra"] else None),
        (f"{letter}FINALFUNC_MODIFY", MODIFY[modify] if modify else None),
        (f"{letter}INITCOND", None if initial is None else quote_literal(initial)),
    ]


def _define(new: Object, verb: str) -> Statement:
    clauses = parameters(
        [
            ("SFUNC", new["transition"]),
            ("STYPE", new["state"]),
            *_state(new, "", ""),
            ("COMBINEFUNC", new["combine"]),
            ("SERIALFUNC", new["serial"]),
            ("DESERIALFUNC", new["deserial"]),
            ("MSFUNC", new["moving_transition"]),
            ("MINVFUNC", new["moving_inverse"]),
            ("MSTYPE", new["moving_state"]),
            *_state(new, "moving_", "M"),
            ("SORTOP", new["sort_operator"]),
            ("PARALLEL", PARALLEL[new["parallel"]]),
            ("HYPOTHETICAL", "" if new["variant"] == "h" else None),
        ]
    )
    name = qualified(new.id.schema, new.id.name)
    return Statement(f"{verb} AGGREGATE {name}({new['arguments'] or '*'}) {clauses}")


def _create(new: Object, context: Context) -> Sequence[Statement]:
    return [_define(new, "CREATE")]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    return [_define(delta.new, "CREATE OR REPLACE")] if delta.changed & AGGREGATE.changes.keys() else []


AGGREGATE = Rule(
    kind="aggregate",
    phrase=_phrase,
    create=_create,
    alter=_alter,
    changes={
        **dict.fromkeys(("arguments", "identity_arguments", "variant", "result"), Change.REPLACE),
        **dict.fromkeys(("transition", "state", "state_size", "combine", "serial", "deserial"), Change.ALTER),
        **dict.fromkeys(("final", "final_extra", "final_modify", "initial_value"), Change.ALTER),
        **dict.fromkeys(("moving_transition", "moving_inverse", "moving_state", "moving_state_size"), Change.ALTER),
        **dict.fromkeys(("moving_final", "moving_final_extra", "moving_final_modify"), Change.ALTER),
        **dict.fromkeys(("moving_initial_value", "sort_operator", "parallel"), Change.ALTER),
    },
    grant_on=lambda object: f"FUNCTION {qualified(object.id.schema, object.id.name)}({object.id.signature})",
    rank=42,
)
