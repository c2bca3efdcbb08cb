"""Enums and their labels."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddEnumValue, CreateEnum, Name
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity, StartOfStatement
from schemactl.lint.nodes import text_constants
from schemactl.lint.rules.common import shown

GIVEN = "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE people (id bigint PRIMARY KEY, mood mood);"


def _used(_: StartOfStatement, context: Context) -> Iterator[Hit]:
    if not context.schema.new_labels or not context.here.block:
        return
    for change in context.here.changes:
        if isinstance(change, AddEnumValue):
            return
    fresh = {label: name for name, label in context.schema.new_labels if _is_unusable(name, label, context)}
    if not fresh:
        return
    for text in text_constants(context.here.node):
        if text in fresh:
            message = f"uses the label {text!r} of {shown(fresh[text])} in the transaction that adds it"
            yield Hit(message, shown(fresh[text]), word=f"'{text}'")
            return


def _is_unusable(type: Name, label: str, context: Context) -> bool:
    """Whether the label was added in this transaction, and its type not (which 17 and later allow)."""
    resolve = context.schema.resolve
    added = any(
        isinstance(one, AddEnumValue) and resolve(one.type) == type and one.label == label
        for one in context.block_before()
    )
    made = any(isinstance(one, CreateEnum) and resolve(one.type) == type for one in context.block_before())
    return added and not (made and context.major >= 17)


ENUM_VALUE_USED = Rule(
    name="enum-value-used-in-tx",
    code="SC505",
    severity=Severity.ERROR,
    on=(StartOfStatement,),
    check=_used,
    summary="A label is used in the transaction that adds it to its enum",
    problem="Postgres refuses that (SQLSTATE 55P04) as long as the transaction is not committed.",
    remedy="Add the label in a migration of its own, or commit before it is used.",
    given=GIVEN,
    bad="BEGIN;\nALTER TYPE mood ADD VALUE 'great';\nUPDATE people SET mood = 'great' WHERE id = 1;\nCOMMIT;",
    good="ALTER TYPE mood ADD VALUE 'great';\nUPDATE people SET mood = 'great' WHERE id = 1;",
    aliases=("pgsafe:enum-value-used-in-transaction",),
)


def _created(change: CreateEnum, _: Context) -> Iterator[Hit]:
    name = shown(change.type)
    yield Hit(f"makes the enum {name}, from which no label can be removed", name, word=change.type.name)


NO_ENUM = Rule(
    name="no-enum",
    code="SC707",
    severity=Severity.WARNING,
    on=(CreateEnum,),
    check=_created,
    summary="CREATE TYPE … AS ENUM",
    problem="Labels can be added, but not removed or put in another order; a lookup table can have more columns, too.",
    remedy="A lookup table with a foreign key, or text with a CHECK.",
    bad="CREATE TYPE mood AS ENUM ('sad', 'ok');",
    good="CREATE TABLE moods (name text PRIMARY KEY);",
    aliases=("eugene:W13",),
    is_on=False,
)


def _position(change: AddEnumValue, _: Context) -> Iterator[Hit]:
    if not change.has_position:
        name = shown(change.type)
        yield Hit(f"adds {change.label!r} to {name} behind all other labels, without saying so", name)


ENUM_VALUE_POSITION = Rule(
    name="enum-value-position",
    code="SC708",
    severity=Severity.WARNING,
    on=(AddEnumValue,),
    check=_position,
    summary="ADD VALUE without BEFORE or AFTER",
    problem="Labels sort in their order in the type; one that is put last by accident cannot be moved.",
    remedy="Say BEFORE or AFTER.",
    given=GIVEN,
    bad="ALTER TYPE mood ADD VALUE 'great';",
    good="ALTER TYPE mood ADD VALUE 'great' AFTER 'ok';",
    aliases=("squawk:require-enum-value-ordering",),
    is_on=False,
)

RULES = (ENUM_VALUE_USED, NO_ENUM, ENUM_VALUE_POSITION)
