"""Operator classes and families (https://www.postgresql.org/docs/current/xindex.html).

A family's own members are those that no class holds; they alone can be added and dropped in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.pgsql import qualified

Member = list[Any]
"""[strategy, operator, left type, right type, family to order by] or [number, function, left type, right type]."""


def _using(words: str, id: ObjectId) -> str:
    return f"{words} {qualified(id.schema, id.name)} USING {id.signature}"


def _operator(member: Member) -> str:
    number, name, left, right, family = member
    return f"OPERATOR {number} {name} ({left}, {right})" + (f" FOR ORDER BY {family}" if family else "")


def _function(member: Member) -> str:
    number, function, left, right = member
    return f"FUNCTION {number} ({left}, {right}) {function}"


def _add(family: ObjectId, operators: Sequence[Member], functions: Sequence[Member]) -> list[Statement]:
    members = [*map(_operator, operators), *map(_function, functions)]
    return [Statement(f"ALTER {_using('OPERATOR FAMILY', family)} ADD {', '.join(members)}")] if members else []


def _create_family(new: Object, context: Context) -> Sequence[Statement]:
    create = Statement(f"CREATE {_using('OPERATOR FAMILY', new.id)}")
    return [create, *_add(new.id, new["operators"], new["functions"])]


def _alter_family(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    old, new, id = delta.old, delta.new, delta.id
    gone = [
        f"{word} {member[0]} ({member[2]}, {member[3]})"
        for word, members in (("OPERATOR", "operators"), ("FUNCTION", "functions"))
        for member in old[members]
        if member not in new[members]
    ]
    added = ([m for m in new[members] if m not in old[members]] for members in ("operators", "functions"))
    drop = f"ALTER {_using('OPERATOR FAMILY', id)} DROP {', '.join(gone)}"
    return [*([Statement(drop, removes=frozenset({id}))] if gone else []), *_add(id, *added)]


OPERATOR_FAMILY = Rule(
    kind="operator_family",
    phrase=lambda id, object: _using("OPERATOR FAMILY", id),
    create=_create_family,
    alter=_alter_family,
    changes={"operators": Change.ALTER, "functions": Change.ALTER},
    rank=44,
)


def _create_class(new: Object, context: Context) -> Sequence[Statement]:
    id = new.id
    default = " DEFAULT" if new["default"] else ""
    family = "" if new["family"] == qualified(id.schema, id.name) else f" FAMILY {new['family']}"
    members = [*map(_operator, new["operators"]), *map(_function, new["functions"])]
    if new["storage"] or not members:
        members.append(f"STORAGE {new['storage'] or new['type']}")
    head = f"CREATE OPERATOR CLASS {qualified(id.schema, id.name)}{default} FOR TYPE {new['type']}"
    return [Statement(f"{head} USING {id.signature}{family} AS\n    " + ",\n    ".join(members))]


OPERATOR_CLASS = Rule(
    kind="operator_class",
    phrase=lambda id, object: _using("OPERATOR CLASS", id),
    create=_create_class,
    changes=dict.fromkeys(("type", "default", "storage", "family", "operators", "functions"), Change.REPLACE),
    rank=45,
)
