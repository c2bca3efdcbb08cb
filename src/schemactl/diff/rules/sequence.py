"""Sequences that stand for themselves or belong to a column (https://www.postgresql.org/docs/current/sql-altersequence.html)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule, membership
from schemactl.diff.rules.aside import with_suffix
from schemactl.diff.rules.common import change_owner, owner_of
from schemactl.pgsql import qualified, quote_identifier, quote_literal

Counter = tuple[ObjectId, Mapping[str, Any]]
"""A sequence and its options."""
MAXIMUM = {"smallint": 32767, "integer": 2147483647, "bigint": 9223372036854775807}


def _phrase(id: ObjectId, object: Object) -> str:
    return f"SEQUENCE {qualified(id.schema, id.name)}"


def default_options(type: str, increment: int) -> dict[str, Any]:
    """What CREATE SEQUENCE takes for the options that are not given."""
    up = increment > 0
    minimum, maximum = (1, MAXIMUM[type]) if up else (-MAXIMUM[type] - 1, -1)
    return {
        "increment": 1,
        "minimum": minimum,
        "maximum": maximum,
        "start": minimum if up else maximum,
        "cache": 1,
        "cycle": False,
    }


def option_clauses(wanted: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """Clauses for the options in which `wanted` differs from `given`, as CREATE and ALTER SEQUENCE spell them."""
    words = {
        "increment": "INCREMENT BY {}",
        "minimum": "MINVALUE {}",
        "maximum": "MAXVALUE {}",
        "start": "START WITH {}",
        "cache": "CACHE {}",
    }
    clauses = [word.format(wanted[name]) for name, word in words.items() if wanted[name] != given[name]]
    if wanted["cycle"] != given["cycle"]:
        clauses.append("CYCLE" if wanted["cycle"] else "NO CYCLE")
    return clauses


def _create(new: Object, context: Context) -> Sequence[Statement]:
    start = implied_start(new.attributes)
    clauses = option_clauses(new.attributes, {**default_options(new["type"], new["increment"]), **start})
    clauses = ([] if new["type"] == "bigint" else [f"AS {new['type']}"]) + clauses
    head = "CREATE UNLOGGED SEQUENCE" if new["unlogged"] else "CREATE SEQUENCE"
    sql = " ".join([head, qualified(new.id.schema, new.id.name), *clauses])
    if not new["owned_by"]:
        return [Statement(sql), *_go_on_unowned(new, context)]
    owner = [change_owner(_phrase(new.id, new), new)] if new["owner"] else []
    return [Statement(sql, without=_owner(new)), *owner, *_count_on(new, context), _own(new)]


def _count_on(new: Object, context: Context) -> list[Statement]:
    """The sequence of a column that had an identity, or has values already, goes on counting where that stands."""
    schema, table, column = new["owned_by"]
    old = context.current.objects.get(ObjectId("column", schema, column, table))
    if old is None or old["type"] not in MAXIMUM or context.is_remade(ObjectId("table", schema, table)):
        return []
    if gives_up_identity(old, context):
        options = old["identity_options"]
        sequence = ObjectId("sequence", options["schema"], options["name"])
        return [go_on_from((sequence, options), (new.id, new.attributes))]
    return [go_on_from_values(new.id, new["owned_by"], new.attributes)]


def _go_on_unowned(new: Object, context: Context) -> list[Statement]:
    """A sequence that takes the place of an identity without belonging to the column goes on counting all the same."""
    columns = (context.current.objects.get(id) for id in counting_columns(new.id, context.desired))
    given_up = [column for column in columns if column is not None and gives_up_identity(column, context)]
    if len(given_up) != 1:
        return []
    options = given_up[0]["identity_options"]
    old = ObjectId("sequence", options["schema"], options["name"])
    return [go_on_from((old, options), (new.id, new.attributes))]


def go_on_from_values(sequence: ObjectId, owner: Sequence[str], options: Mapping[str, Any]) -> Statement:
    """setval() to the last value that the owning column holds, if that is beyond the start.

    owner: schema, table, column.
    """
    schema, table, column = owner
    name, ascending = quote_identifier(column), options["increment"] > 0
    last, beyond = (f"max({name})", ">=") if ascending else (f"min({name})", "<=")
    target, source = quote_literal(qualified(sequence.schema, sequence.name)), qualified(schema, table)
    return Statement(
        f"SELECT pg_catalog.setval({target}, {last}) FROM {source} HAVING {last} {beyond} {options['start']}",
        note="New values are counted on from the last one there is.",
    )


def go_on_from(old: Counter, new: Counter) -> Statement:
    """setval() to where the old sequence stands, which has given up its name. makes: the position of the new one.

    Where that may be outside of the new one's bounds, only if it is not.
    """
    (before, was), (after, wanted) = old, new
    fits = wanted["minimum"] <= was["minimum"] and was["maximum"] <= wanted["maximum"]
    where = "" if fits else f" WHERE last_value BETWEEN {wanted['minimum']} AND {wanted['maximum']}"
    name, given_up = quote_literal(qualified(after.schema, after.name)), qualified(before.schema, without_name(before))
    return Statement(
        f"SELECT pg_catalog.setval({name}, last_value, is_called) FROM {given_up}{where}",
        note="New values are counted on from where the old sequence stands.",
        makes=frozenset({position_of(after)}),
        after=frozenset({before}),
    )


def without_name(sequence: ObjectId) -> str:
    """What a sequence is called that has given up its name to the one that takes its place."""
    return with_suffix(sequence.name)


def position_of(sequence: ObjectId) -> ObjectId:
    """Stands for a sequence that counts where its predecessor stood, so that this one may go."""
    return sequence._replace(kind="position of sequence")


def give_up_name(sequence: ObjectId) -> Statement:
    name = qualified(sequence.schema, sequence.name)
    sql = f"ALTER SEQUENCE {name} RENAME TO {quote_identifier(without_name(sequence))}"
    return Statement(sql, removes=frozenset({sequence}))


def gives_up_identity(column: Object, context: Context) -> bool:
    """Whether a column's identity makes place for a sequence that gives the column its values."""
    new = context.desired.objects.get(column.id)
    if new is None or new.get("identity") or not (column.get("identity") and column["identity_options"]):
        return False
    if context.is_remade(ObjectId("table", column.id.schema, column.id.table)):
        return False
    sequence = counting_sequence(column.id, context.desired)
    return sequence is not None and sequence not in context.current.objects


def counting_sequence(column: ObjectId, catalog: Catalog) -> ObjectId | None:
    """The sequence that a column owns, other than that of an identity; else one that its default alone counts on."""
    owner = [column.schema, column.table, column.name]
    owned = [id for id in catalog.dependents.get(column, ()) if id.kind == "sequence"]
    owned = [id for id in owned if catalog.objects[id]["owned_by"] == owner]
    read = (id for id in catalog.requirements.get(column._replace(kind="default"), ()) if id.kind == "sequence")
    alone = [id for id in read if not catalog.objects[id]["owned_by"] and counting_columns(id, catalog) == {column}]
    return min(owned or alone, default=None)


def counting_columns(sequence: ObjectId, catalog: Catalog) -> set[ObjectId]:
    """The columns whose defaults depend on a sequence."""
    users = catalog.dependents.get(sequence, ())
    return {id._replace(kind="column") for id in users if id.kind == "default"}


def becomes_identity(sequence: Object, context: Context) -> bool:
    """Whether the column that counts on a sequence that goes has an identity instead."""
    if sequence.id in context.desired.objects:
        return False
    if sequence["owned_by"]:
        schema, table, name = sequence["owned_by"]
        columns = {ObjectId("column", schema, name, table)}
    else:
        columns = counting_columns(sequence.id, context.current)
    return any(_gains_identity(column, context) for column in columns if _counts_on(column, sequence.id, context))


def _counts_on(column: ObjectId, sequence: ObjectId, context: Context) -> bool:
    return counting_sequence(column, context.current) == sequence


def _gains_identity(column: ObjectId, context: Context) -> bool:
    old, new = (catalog.objects.get(column) for catalog in (context.current, context.desired))
    if old is None or new is None or context.is_remade(ObjectId("table", column.schema, column.table)):
        return False
    return not old["identity"] and bool(new["identity"] and new["identity_options"])


def _drop(old: Object, context: Context) -> Sequence[Statement]:
    """One that an identity takes the place of is dropped when that counts on from it: see column.py."""
    if becomes_identity(old, context):
        return [give_up_name(old.id)]
    note = f"The number that {qualified(old.id.schema, old.id.name)} has reached goes with it."
    return [Statement(f"DROP {_phrase(old.id, old)}", note=note)]


def _owner(new: Object) -> frozenset[ObjectId]:
    schema, table, column = new["owned_by"]
    return frozenset({ObjectId("column", schema, column, table), ObjectId("table", schema, table)})


def implied_start(options: Mapping[str, Any]) -> dict[str, Any]:
    """START follows MINVALUE (or MAXVALUE, descending) where it is not given."""
    return {"start": options["minimum"] if options["increment"] > 0 else options["maximum"]}


def retyped(options: Mapping[str, Any], type: str) -> dict[str, Any]:
    """The options after a change of the type, which takes along the bounds that were those of the old one."""
    limit, new_limit = MAXIMUM[options["type"]], MAXIMUM[type]
    maximum = new_limit if options["maximum"] == limit else options["maximum"]
    minimum = -new_limit - 1 if options["minimum"] == -limit - 1 else options["minimum"]
    return {**options, "type": type, "maximum": maximum, "minimum": minimum}


def may_be_outside(was: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a sequence that was within its bounds may be outside of those that are wanted.

    Not where a narrower type brings its own bounds: there the column's values say whether they fit.
    """
    given = retyped(was, wanted["type"])
    narrowed = wanted["minimum"] > given["minimum"] or wanted["maximum"] < given["maximum"]
    return bool(narrowed or not wanted["minimum"] <= was["start"] <= wanted["maximum"])


def change_options(name: str, was: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Statement]:
    """ALTER SEQUENCE from one set of options to another. name: qualified.

    Postgres refuses bounds that the last value is outside of. So where it may be, the bounds are first such that the
    old and the new ones are within, and a value outside of the new ones is set to the start; any other is kept.
    """
    if not may_be_outside(was, wanted):
        return _set_options(name, was, wanted)
    type = max(was["type"], wanted["type"], key=lambda each: MAXIMUM[each])
    minimum, maximum = min(was["minimum"], wanted["minimum"]), max(was["maximum"], wanted["maximum"])
    wide = {**was, "type": type, "minimum": minimum, "maximum": maximum}
    restart = Statement(
        f"SELECT pg_catalog.setval({quote_literal(name)}, {wanted['start']}, false) FROM {name} "
        f"WHERE last_value NOT BETWEEN {wanted['minimum']} AND {wanted['maximum']}",
        note="Where it has counted beyond its new bounds, it starts again.",
    )
    return [*_set_options(name, was, wide), restart, *_set_options(name, wide, wanted)]


def _set_options(name: str, was: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Statement]:
    clauses = [f"AS {wanted['type']}"] if was["type"] != wanted["type"] else []
    clauses += option_clauses(wanted, retyped(was, wanted["type"]))
    return [Statement(" ".join([f"ALTER SEQUENCE {name}", *clauses]))] if clauses else []


def _own(new: Object) -> Statement:
    if not new["owned_by"]:
        return Statement(f"ALTER {_phrase(new.id, new)} OWNED BY NONE")
    schema, table, column = new["owned_by"]
    owner = f"{qualified(schema, table)}.{quote_identifier(column)}"
    needs = frozenset({ObjectId("column", schema, column, table), owner_of(ObjectId("table", schema, table))})
    return Statement(f"ALTER {_phrase(new.id, new)} OWNED BY {owner}", needs=needs)


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    old, new, alter = delta.old, delta.new, f"ALTER {_phrase(delta.id, delta.new)}"
    statements = change_options(qualified(new.id.schema, new.id.name), old.attributes, new.attributes)
    if "unlogged" in delta.changed:
        statements.append(Statement(f"{alter} SET {'UNLOGGED' if new['unlogged'] else 'LOGGED'}"))
    if "owned_by" in delta.changed:
        statements += _change_owning_column(delta)
    return [*_outlive(delta, context), *statements]


def _outlive(delta: Delta, context: Context) -> list[Statement]:
    """It stays while the column that owns it is made anew."""
    assert delta.old is not None
    owners = _owner(delta.old) if delta.old["owned_by"] else frozenset[ObjectId]()
    if not owners & context.made:
        return []
    ends = frozenset(membership(delta.id, owner) for owner in owners)
    return [Statement(f"ALTER {_phrase(delta.id, delta.old)} OWNED BY NONE", removes=ends)]


def _change_owning_column(delta: Delta) -> list[Statement]:
    """A sequence has the owner of its table: between two tables it may have to let go of both."""
    assert delta.old is not None and delta.new is not None
    old, new = delta.old, delta.new
    if "owner" not in delta.changed or not new["owned_by"]:
        return [_own(new)]
    let_go = [Statement(f"ALTER {_phrase(new.id, new)} OWNED BY NONE")] if old["owned_by"] else []
    return [*let_go, change_owner(_phrase(new.id, new), new), _own(new)]


SEQUENCE = Rule(
    kind="sequence",
    phrase=_phrase,
    create=_create,
    drop=_drop,
    alter=_alter,
    changes=dict.fromkeys(
        ("type", "start", "increment", "minimum", "maximum", "cache", "cycle", "unlogged", "owned_by"), Change.ALTER
    ),
    grant_on=lambda object: _phrase(object.id, object),
    rank=30,
)
