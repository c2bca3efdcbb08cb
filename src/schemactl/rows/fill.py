"""Puts rows into tables: made up, with values that differ, and that keys, checks and partitions take.

In: a connection of the copy on which no trigger fires, and what is known of the tables. Out: which tables have rows
now, and for the others why not. Each statement is its own transaction. Where the first guess is refused, values that
the checks name are tried as well, on the server, which judges them. This file must never know what the rows are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from schemactl.catalog.model import ObjectId
from schemactl.pgsql import qualified, quote_identifier, quote_literal
from schemactl.rows.ask import evaluable
from schemactl.rows.constraints import Check
from schemactl.rows.literals import INTEGERS, NUMBERS, STRINGS, Spot, literal
from schemactl.rows.table import Column, Table
from schemactl.rows.types import Form

if TYPE_CHECKING:
    import psycopg

ROWS = 4
"""In each table, the last one with NULL wherever it may stand."""
GUESSES = 24
"""Values of a column that are tried where the first ones do not fit."""
MOST_FITTING = 200
MOST_SECONDS = 10
"""For one statement: checks may call functions that wait."""
TYPICAL = ("a@b.example", "AB", "ABC", "https://a.example/b", "+15551234567", "12345", "a-b_c", "2001-01-01", "{}", "")
"""Texts of the forms that checks often want."""

Row = dict[str, str | None]


@dataclass(slots=True)
class Filled:
    """rows: as they were written, for each table and for the partitioned ones above it. empty: why a table has none.

    waiting: the tables that are still to be filled; what refers to one of them takes what it will hold.
    """

    waiting: dict[ObjectId, Table]
    rows: dict[ObjectId, list[Row]] = field(default_factory=dict)
    empty: dict[ObjectId, str] = field(default_factory=dict)


def fill(connection: psycopg.Connection[Any], tables: Sequence[Table], known: Mapping[ObjectId, list[Row]]) -> Filled:
    """Write rows into each table, in this order. known: those that other tables hold already.

    Connection in autocommit; raises psycopg.Error where that is lost.
    """
    import psycopg

    filled = Filled({table.id: table for table in tables}, dict(known))
    connection.execute(f"SET statement_timeout = '{MOST_SECONDS}s'".encode())
    for table in tables:
        try:
            rows, reason = _fill_table(connection, table, filled)
        except psycopg.errors.QueryCanceled:
            rows, reason = [], f"to write one takes more than {MOST_SECONDS} s"
        if not rows:
            filled.empty[table.id] = reason
        del filled.waiting[table.id]
        for id in (table.id, *table.above):
            filled.rows.setdefault(id, []).extend(rows)
    return filled


def _fill_table(connection: psycopg.Connection[Any], table: Table, filled: Filled) -> tuple[list[Row], str]:
    rows = list(_rows(table, filled))
    guess = _distinct(rows, table)
    reason = "" if table.wanted else _insert(connection, table, guess)
    if not table.wanted and not reason:
        return guess, ""
    written: list[Row] = []
    for row in chain(_fitting(connection, table, rows), rows, [_bare(table, rows[0])]):
        if len(written) == ROWS or (written and table.wanted and row in rows):
            break
        if len(_distinct([*written, row], table)) > len(written):
            reason = _insert(connection, table, [row])
            written += [] if reason else [row]
    return written, reason


def _distinct(rows: Sequence[Row], table: Table) -> list[Row]:
    """The rows less those that a key of the desired state would refuse beside an earlier one."""
    seen: set[tuple[tuple[str, ...], tuple[str | None, ...]]] = set()
    kept = []
    for row in rows:
        keys = {(names, values) for names in table.uniques if None not in (values := _values(row, names))}
        if not keys & seen:
            kept.append(row)
        seen |= keys
    return kept


def _values(row: Row, names: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(row.get(name) for name in names)


def _rows(table: Table, filled: Filled) -> Iterator[Row]:
    """The first guess; values of foreign keys are those of the rows that are there."""
    for number in range(ROWS):
        row = {column.name: _value(column, number) for column in table.columns}
        if number == ROWS - 1:
            row |= {column.name: None for column in table.columns if column.nullable}
        yield _with_keys(row, table, number, filled)


def _value(column: Column, number: int) -> str | None:
    return literal(column.type, column.becomes, Spot(column.name, 1 + number + ROWS * column.place))


def _with_keys(row: Row, table: Table, number: int, filled: Filled) -> Row:
    for key in table.keys:
        if any(row.get(name) is None for name in key.columns):
            continue
        there = filled.rows.get(key.table)
        if key.table in (table.id, *table.above):
            referenced = row
        elif there:
            referenced = there[number % len(there)]
        else:
            waiting = filled.waiting.get(key.table)
            referenced = {each.name: _value(each, number) for each in waiting.columns} if waiting else {}
        row |= {name: referenced.get(of) for name, of in zip(key.columns, key.referenced, strict=False)}
    return row


def _bare(table: Table, row: Row) -> Row:
    """As little as the table takes."""
    return {column.name: None if column.nullable else row[column.name] for column in table.columns}


def _insert(connection: psycopg.Connection[Any], table: Table, rows: Sequence[Row]) -> str:
    """Write rows, all or none; '' or why not."""
    import psycopg

    name = qualified(table.id.schema, table.id.name)
    if table.columns:
        columns = ", ".join(quote_identifier(column.name) for column in table.columns)
        values = ", ".join(f"({', '.join(_sql(value) for value in row.values())})" for row in rows)
        sql = f"INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE VALUES {values}"
    else:
        sql = f"INSERT INTO {name} DEFAULT VALUES"
    try:
        connection.execute(sql.encode())
    except psycopg.errors.QueryCanceled:
        raise
    except psycopg.Error as error:
        if connection.closed:
            raise
        return error.diag.message_primary or str(error)
    return ""


def _sql(value: str | None) -> str:
    return "NULL" if value is None else quote_literal(value)


def _fitting(connection: psycopg.Connection[Any], table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    """The first guess with the values of checked columns replaced by such as the checks take, differing ones first."""
    columns = {column.name: column for column in table.columns}
    fixed = {name for key in table.keys for name in key.columns}
    groups = []
    for names, checks in _groups(table.checks):
        guesses = {
            name: list(dict.fromkeys(row[name] for row in rows))
            if name in fixed
            else _guesses(connection, columns[name], checks)
            for name in names
            if name in columns
        }
        groups.append(_spread(_judge(connection, guesses, columns, checks)))
    for number in range(2 * ROWS):
        chosen = [group[number % len(group)] for group in groups if group]
        yield dict(rows[number % len(rows)]) | {name: value for each in chosen for name, value in each.items()}


def _groups(checks: Sequence[Check]) -> list[tuple[list[str], list[Check]]]:
    """Checks that share columns, with all their columns."""
    groups: list[tuple[set[str], list[Check]]] = []
    for check in checks:
        near = [group for group in groups if group[0] & check.columns]
        merged = (
            set(check.columns).union(*(each[0] for each in near)),
            [c for each in near for c in each[1]] + [check],
        )
        groups = [group for group in groups if group not in near] + ([merged] if check.columns else [])
    return [(sorted(names), each) for names, each in groups]


def _guesses(connection: psycopg.Connection[Any], column: Column, checks: Sequence[Check]) -> list[str | None]:
    """Values that are tried for a column: made up, and made of what its checks name; such as its type takes."""
    made = [_value(column, number) for number in range(GUESSES)]
    constants = [constant for check in checks if column.name in check.columns for constant in check.constants]
    named = [value for constant in constants for value in _around(constant)]
    typical: Sequence[str] = ()
    if column.type.form is Form.BASE and column.type.name in STRINGS:
        typical = (*TYPICAL, *("abcdefghijkl"[:length] for length in range(1, 13)))
    if column.type.name in NUMBERS:
        named = [value for value in named if _is_number(value, whole=column.type.name in INTEGERS)]
        typical = ("0", "1", "2", "10", "100")
    wanted = [value for value in dict.fromkeys([*named, *typical, *made]) if value is not None]
    casts = {f"CAST({quote_literal(value)} AS {column.type.text})": value for value in wanted}
    taken = [casts[cast] for cast in evaluable(connection, list(casts))]
    few = [value for value in taken if value in made][:ROWS]
    return [*few, *(value for value in taken if value not in few), *([None] if column.nullable else [])]


def _around(constant: str) -> Iterator[str]:
    yield constant
    if _is_number(constant, whole=True):
        yield from (str(int(constant) + by) for by in (1, 2, -1))
    with suppress(ValueError):
        moment = datetime.fromisoformat(constant)
        yield from (str(moment + timedelta(days=days)) for days in (1, 2, 3))


def _is_number(text: str, *, whole: bool) -> bool:
    try:
        return bool(int(text) if whole else float(text)) or True
    except ValueError:
        return False


def _judge(
    connection: psycopg.Connection[Any],
    guesses: Mapping[str, Sequence[str | None]],
    columns: Mapping[str, Column],
    checks: Sequence[Check],
) -> list[Row]:
    """The combinations of guesses that the checks take; a check that cannot be asked is left out."""
    import psycopg

    if not guesses:
        return []
    sources = ", ".join(
        f"(VALUES {_listed(values, columns[name])}) AS v{n} ({quote_identifier(name)}, t{n})"
        for n, (name, values) in enumerate(guesses.items())
        if values
    )
    asked: list[str] = []
    found: list[Row] = []
    for check in (None, *checks):
        conditions = [*asked, *([f"({check.expression}) IS NOT FALSE"] if check else [])]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        texts = ", ".join(f"t{n}" for n in range(len(guesses)))
        sql = f"SELECT {texts} FROM {sources}{where} LIMIT {MOST_FITTING}"
        try:
            rows = connection.execute(sql.encode()).fetchall()
        except psycopg.Error:
            if connection.closed:
                raise
            continue
        asked, found = conditions, [dict(zip(guesses, row, strict=True)) for row in rows]
    return found


def _listed(values: Sequence[str | None], column: Column) -> str:
    """Each value, and its text."""
    return ", ".join(f"(CAST({_sql(value)} AS {column.type.text}), {_sql(value)})" for value in values)


def _spread(rows: list[Row]) -> list[Row]:
    """Those that share no value with an earlier one first."""
    first: list[Row] = []
    for row in rows:
        if not any(row[name] == other[name] for other in first for name in row):
            first.append(row)
    return [*first, *(row for row in rows if row not in first)]
