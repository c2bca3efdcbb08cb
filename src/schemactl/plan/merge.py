"""Changes of one table that the server can make at once: brought together, and written as one statement.

Two changes of type are two rewrites of the table as two statements, and one as one. In: statements, the order of a plan
and what must come before what; later the statements as they ran, each in the form that the server took. Out: another
order, and fewer statements. This file must never know what the clauses mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from schemactl.catalog.model import ObjectId
from schemactl.diff.model import Item, Statement


def gather(
    statements: Sequence[Statement], positions: Sequence[int], before: Mapping[int, AbstractSet[int]]
) -> list[int]:
    """The order, in which those that share a beginning stand together unless something must stand between them."""
    order = list(positions)
    last: dict[str, list[int]] = {}
    for n in positions:
        beginning = statements[n].shares
        group = last.get(beginning, []) if beginning else []
        found = _beside(group, n, order, before) if group else None
        if found is None:
            last[beginning] = [n]
        else:
            order, last[beginning] = found, [*group, n]
    return order


def _beside(
    group: Sequence[int], n: int, order: Sequence[int], before: Mapping[int, AbstractSet[int]]
) -> list[int] | None:
    """The order with n right after its group, what n waits for before them; None if that waits for one of the group."""
    start, end = order.index(group[0]), order.index(n)
    window = set(order[start:end])
    needed, waiting = set[int](), [n]
    while waiting:
        more = (window & before.get(waiting.pop(), frozenset())) - needed
        if more.intersection(group):
            return None
        needed |= more
        waiting += more
    rest = [one for one in order[start:end] if one not in needed and one not in group]
    first = [one for one in order[start:end] if one in needed]
    return [*order[:start], *first, *group, n, *rest, *order[end + 1 :]]


def merge(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Neighbours that share a beginning as one statement."""
    merged: list[Statement] = []
    for beginning, group in groupby(statements, key=lambda statement: statement.shares):
        several = list(group)
        merged += [_joined(beginning, several)] if beginning and len(several) > 1 else several
    return tuple(merged)


def _joined(beginning: str, several: Sequence[Statement]) -> Statement:
    clauses = [one.sql.removeprefix(beginning).lstrip() for one in several]
    items = tuple(Item(one.about, clause) for one, clause in zip(several, clauses, strict=True) if one.about)
    first = items[0].id
    return replace(
        several[0],
        sql=f"{beginning}\n    " + ",\n    ".join(clauses),
        makes=frozenset().union(*(one.makes for one in several)),
        removes=frozenset().union(*(one.removes for one in several)),
        needs=frozenset().union(*(one.needs for one in several)),
        after=frozenset().union(*(one.after for one in several)),
        without=frozenset().union(*(one.without for one in several)),
        note="; ".join(one.note for one in several if one.note),
        risks=tuple(risk for one in several for risk in one.risks),
        fallback="",
        second_fallback="",
        items=items,
        about=ObjectId("table", first.schema, first.table),
    )
