"""Operators (https://www.postgresql.org/docs/current/sql-createoperator.html).

A commutator or negator is linked from both sides by whichever of the two is made last, and unlinked from both by
the drop of one; only a link between two operators that stay needs a statement, and since Postgres 17 there is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import parameters
from schemactl.pgsql import quote_identifier

LINKS = ("commutator", "negator")
FLAGS = ("hashes", "merges")
ESTIMATORS = ("restrict", "join")
LINKS_CAN_BE_ADDED = 170000


def _name(schema: str, name: str) -> str:
    """An operator's name is never quoted."""
    return f"{quote_identifier(schema)}.{name}"


def _phrase(id: ObjectId, object: Object) -> str:
    return f"OPERATOR {_name(id.schema, id.name)} ({id.signature})"


def _link(other: list[str] | None) -> str | None:
    return f"OPERATOR({_name(*other)})" if other else None


def _create(new: Object, context: Context) -> Sequence[Statement]:
    clauses = parameters(
        [
            ("FUNCTION", new["function"]),
            ("LEFTARG", new["left"]),
            ("RIGHTARG", new["right"]),
            *((link.upper(), _link(new[link])) for link in LINKS),
            *((word.upper(), new[word]) for word in ESTIMATORS),
            *((flag.upper(), "" if new[flag] else None) for flag in FLAGS),
        ]
    )
    return [Statement(f"CREATE OPERATOR {_name(new.id.schema, new.id.name)} {clauses}")]


def _other(object: Object, link: str) -> ObjectId | None:
    """The operator at the other end; a commutator's arguments are swapped."""
    if not object[link]:
        return None
    swapped = f"{object['right']}, {object['left'] or 'NONE'}"
    schema, name = object[link]
    return ObjectId("operator", schema, name, "", swapped if link == "commutator" else object.id.signature)


def _follows(delta: Delta, link: str, context: Context) -> bool:
    """Whether the drop of the old other end and the making of the new one bring the link about."""
    assert delta.old is not None and delta.new is not None
    was, wanted = _other(delta.old, link), _other(delta.new, link)
    return (was is None or was not in context.desired.objects) and (
        wanted is None or wanted not in context.current.objects
    )


def _can_set(delta: Delta, attribute: str, context: Context) -> bool:
    assert delta.old is not None
    return context.version >= LINKS_CAN_BE_ADDED and not delta.old[attribute]


def _must_remake(delta: Delta, context: Context) -> bool:
    links = (link for link in LINKS if link in delta.changed and not _follows(delta, link, context))
    flags = (flag for flag in FLAGS if flag in delta.changed)
    return not all(_can_set(delta, attribute, context) for attribute in (*links, *flags))


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    new = delta.new
    pairs = [(word.upper(), new[word] or "NONE") for word in ESTIMATORS if word in delta.changed]
    pairs += [
        (link.upper(), _link(new[link]) or "NONE")
        for link in LINKS
        if link in delta.changed and not _follows(delta, link, context)
    ]
    pairs += [(flag.upper(), "") for flag in FLAGS if flag in delta.changed]
    return [Statement(f"ALTER {_phrase(delta.id, new)} SET {parameters(pairs)}")] if pairs else []


OPERATOR = Rule(
    kind="operator",
    phrase=_phrase,
    create=_create,
    alter=_alter,
    changes={
        **dict.fromkeys(("left", "right", "function"), Change.REPLACE),
        **dict.fromkeys((*LINKS, *FLAGS, *ESTIMATORS), Change.ALTER),
    },
    needs_replace=_must_remake,
    rank=43,
)
