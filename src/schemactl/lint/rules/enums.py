"""Enums and their labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemactl.lint.changes import AddEnumValue, CreateEnum
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.nodes import text_constants
from schemactl.lint.rules.common import shown
from schemactl.lint.script import Step

GIVEN = "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE people (id bigint PRIMARY KEY, mood mood);"


def _used(change: AddEnumValue, context: Context) -> Iterator[Hit]:
    block, type = context.here.block, context.schema.resolve(change.type)
    made = any(
        context.schema.resolve(one.type) == type and context.is_in_block(one)
        for one in context.changes_before(CreateEnum, (_created_name, change.type.name))
    )
    if not block or (made and context.major >= 17):
        return
    for step in _uses(context).get(change.label, ()):
        if step.index > context.here.index:
            message = f"uses the label {change.label!r} of {shown(change.type)} in the transaction that adds it"
            yield Hit(message, shown(change.type), at=step.start, word=f"'{change.label}'")


def _created_name(change: CreateEnum) -> list[str]:
    return [change.type.name]


def _uses(context: Context) -> Mapping[str, Sequence[Step]]:
    """The statements of this transaction in which each text stands, but for those that add labels; read once."""
    key = ("texts in block", context.here.block)
    if key not in context.memo:
        found: dict[str, list[Step]] = {}
        for step in context.script.blocks[context.here.block]:
            is_addition = any(isinstance(one, AddEnumValue) for one in step.changes)
            for text in () if is_addition else dict.fromkeys(text_constants(step.node)):
                found.setdefault(text, []).append(step)
        context.memo[key] = found
    uses: Mapping[str, Sequence[Step]] = context.memo[key]
    return uses


ENUM_VALUE_USED = Rule(
    name="enum-value-used-in-tx",
    code="SC505",
    severity=Severity.ERROR,
    on=(AddEnumValue,),
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
