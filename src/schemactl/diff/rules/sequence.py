"""Sequences that stand for themselves or belong to a column (https://www.postgresql.org/docs/current/sql-altersequence.html)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.common import change_owner, owner_of
from schemactl.pgsql import qualified, quote_identifier, quote_literal

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
        return [Statement(sql)]
    owner = [change_owner(_phrase(new.id, new), new)] if new["owner"] else []
    return [Statement(sql, without=_owner(new)), *owner, _own(new), *_count_on(new, context)]


def _count_on(new: Object, context: Context) -> list[Statement]:
    """A column that has values already goes on counting behind the last one."""
    schema, table, column = new["owned_by"]
    old = context.current.objects.get(ObjectId("column", schema, column, table))
    if old is None or old["type"] not in MAXIMUM:
        return []
    return [set_last_value(quote_literal(qualified(new.id.schema, new.id.name)), new["owned_by"], new.attributes)]


def set_last_value(sequence: str, owner: Sequence[str], options: Mapping[str, Any]) -> Statement:
    """setval() to the last value that the owning column holds, if that is beyond the start. sequence: an expression."""
    schema, table, column = owner
    name, ascending = quote_identifier(column), options["increment"] > 0
    last, beyond = (f"max({name})", ">=") if ascending else (f"min({name})", "<=")
    source = qualified(schema, table)
    return Statement(
        f"SELECT pg_catalog.setval({sequence}, {last}) FROM {source} HAVING {last} {beyond} {options['start']}",
        note="New values are counted on from the last one there is.",
    )


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
    clauses = [f"AS {new['type']}"] if old["type"] != new["type"] else []
    clauses += option_clauses(new.attributes, retyped(old.attributes, new["type"]))
    sql = " ".join([alter, *clauses])
    statements = [Statement(sql, fallback=f"{sql} RESTART")] if clauses else []
    if "unlogged" in delta.changed:
        statements.append(Statement(f"{alter} SET {'UNLOGGED' if new['unlogged'] else 'LOGGED'}"))
    if "owned_by" in delta.changed:
        statements += _change_owning_column(delta)
    return statements


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
    alter=_alter,
    changes=dict.fromkeys(
        ("type", "start", "increment", "minimum", "maximum", "cache", "cycle", "unlogged", "owned_by"), Change.ALTER
    ),
    grant_on=lambda object: _phrase(object.id, object),
    rank=30,
)
