"""Identities of columns: their clause, their sequence, and how they begin, end and change.

In: a column, or a delta of one. Out: clauses and statements; that its sequence is an inside of it, see inside.py.
This file must never know what else of a column changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Context
from schemactl.diff.rules.inside import users_of_sequence
from schemactl.diff.rules.sequence import (
    becomes_identity,
    change_options,
    counting_sequence,
    default_options,
    give_up_name,
    gives_up_identity,
    go_on_from,
    go_on_from_values,
    implied_start,
    may_be_outside,
    option_clauses,
    position_of,
    retyped,
    without_name,
)
from schemactl.pgsql import qualified, quote_identifier

IDENTITY = {"a": "ALWAYS", "d": "BY DEFAULT"}


def identity_clause(new: Object) -> str:
    """`GENERATED … AS IDENTITY (…)`."""
    clauses = _identity_clauses(new)
    options = f" ({' '.join(clauses)})" if clauses else ""
    return f"GENERATED {IDENTITY[new['identity']]} AS IDENTITY{options}"


def _identity_clauses(new: Object) -> list[str]:
    options = new["identity_options"]
    named = options["name"] != f"{new.id.table}_{new.id.name}_seq" or options["schema"] != new.id.schema
    name = [f"SEQUENCE NAME {qualified(options['schema'], options['name'])}"] if named else []
    return name + option_clauses(
        options, {**default_options(options["type"], options["increment"]), **implied_start(options)}
    )


def has_own_identity(column: Object) -> bool:
    """Partitions have the identity of their parent, as long as they are attached."""
    return bool(column["identity"] and column["identity_options"])


def identity_sequences(columns: Iterable[Object]) -> frozenset[ObjectId]:
    """The names that identities take: their sequences are no objects of a catalog, but stand in the way of others."""
    options = (column["identity_options"] for column in columns if column.get("identity"))
    return frozenset(ObjectId("sequence", each["schema"], each["name"]) for each in options if each)


def retype_identity(new: Object) -> Statement:
    """LIKE … INCLUDING IDENTITY gives a sequence of another type than the column's."""
    options = new["identity_options"]
    clauses = option_clauses(options, retyped({**options, "type": new["type"]}, options["type"]))
    sequence = qualified(options["schema"], options["name"])
    return Statement(" ".join([f"ALTER SEQUENCE {sequence} AS {options['type']}", *clauses]))


def users_of_lost_sequence(delta: Delta, context: Context) -> frozenset[ObjectId]:
    """What else counts on the sequence of an identity that ends."""
    assert delta.old is not None and delta.new is not None
    ends = has_own_identity(delta.old) and not has_own_identity(delta.new)
    return users_of_sequence(delta.old, context.current) if ends else frozenset()


def drop_identity(delta: Delta, alter: str, context: Context) -> list[Statement]:
    """What ends an identity, where it ends. alter: ALTER TABLE … ALTER COLUMN … of the column."""
    assert delta.old is not None and delta.new is not None
    old, new, statements = delta.old, delta.new, []
    if has_own_identity(old) and not has_own_identity(new):
        drop, users = f"{alter} DROP IDENTITY", users_of_lost_sequence(delta, context)
        if gives_up_identity(old, context):
            (sequence,) = identity_sequences([old])
            successor = counting_sequence(new.id, context.desired)
            counted = frozenset({position_of(successor)} if successor else ())
            end = Statement(drop, makes=frozenset({new.id}), needs=counted, after=users)
            statements += [give_up_name(sequence), end]
        else:
            statements.append(Statement(drop, removes=identity_sequences([old]), after=users))
    return statements


def change_identity(delta: Delta, alter: str, context: Context) -> list[Statement]:
    """What begins an identity, or brings it to other options. alter: as for `drop_identity`."""
    assert delta.old is not None and delta.new is not None
    old, new = delta.old, delta.new
    is_same = old["identity"] == new["identity"] and old["identity_options"] == new["identity_options"]
    if is_same or not has_own_identity(new):
        return []
    if not has_own_identity(old):
        default = frozenset({new.id._replace(kind="default")})
        add = Statement(f"{alter} ADD {identity_clause(new)}", after=default, makes=identity_sequences([new]))
        odd = [retype_identity(new)] if new["identity_options"]["type"] != new["type"] else []
        return [add, *odd, *_go_on(old, new, context)]
    was, wanted = old["identity_options"], new["identity_options"]
    kind = [f"SET GENERATED {IDENTITY[new['identity']]}"] if old["identity"] != new["identity"] else []
    sequence = qualified(was["schema"], was["name"])
    given = was if old["type"] == new["type"] else retyped(was, new["type"])
    if may_be_outside(was, wanted):
        statements = [*(Statement(f"{alter} {clause}") for clause in kind), *change_options(sequence, given, wanted)]
        return [*statements, *_rename_sequence(old, new)]
    is_other = wanted["type"] != given["type"]
    statements = [Statement(f"ALTER SEQUENCE {sequence} AS {wanted['type']}")] if is_other else []
    clauses = kind + [f"SET {clause}" for clause in option_clauses(wanted, retyped(was, wanted["type"]))]
    statements += [Statement(f"{alter} {' '.join(clauses)}")] if clauses else []
    return [*statements, *_rename_sequence(old, new)]


def _rename_sequence(old: Object, new: Object) -> list[Statement]:
    was, wanted = old["identity_options"], new["identity_options"]
    if was["name"] == wanted["name"]:
        return []
    sql = f"ALTER SEQUENCE {qualified(was['schema'], was['name'])} RENAME TO {quote_identifier(wanted['name'])}"
    return [Statement(sql, makes=identity_sequences([new]), removes=identity_sequences([old]))]


def _go_on(old: Object, new: Object, context: Context) -> list[Statement]:
    """An identity that takes the place of a sequence counts on from it; one without a predecessor, from the values."""
    (sequence,) = identity_sequences([new])
    before = counting_sequence(old.id, context.current)
    if before is None or not becomes_identity(context.current.objects[before], context):
        owner = [new.id.schema, new.id.table, new.id.name]
        return [go_on_from_values(sequence, owner, new["identity_options"])]
    drop = f"DROP SEQUENCE {qualified(before.schema, without_name(before))}"
    was = context.current.objects[before].attributes
    return [go_on_from((before, was), (sequence, new["identity_options"])), Statement(drop)]
