"""What reads whole rows through a function had better be made when the rows have all their columns, and no others.

In: statements, and the desired state. Out: pairs of places, earlier and later, as wishes that the order may give up.
A view over `SELECT * FROM f()` names the columns of f's result one after the other. Those of a table are counted as
they stand at that moment: one that is still to go would take the name of the next.
This file must never know how a statement is spelled, nor how an order is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.model import Statement

ROUTINES = frozenset({"function", "procedure"})
COMPILED = ROUTINES | {"view", "materialized_view", "rule", "policy", "trigger"}
"""Kinds whose text is read when they are made, and calls functions."""
MADE_OF_ROWS = ROUTINES | {"domain", "composite_type"}
"""Kinds that lead from a call to the table whose rows come out of it."""


def row_type_wishes(statements: Sequence[Statement], desired: Catalog) -> Iterator[tuple[int, int]]:
    """(earlier, later) for each change of a column and what calls a function over the rows of its table."""
    changes: dict[ObjectId, list[int]] = defaultdict(list)
    for n, statement in enumerate(statements):
        if statement.about and statement.about.kind == "column":
            for table in {_table(id) for id in statement.makes | statement.removes if id.kind == "column"}:
                changes[table].append(n)
    if not changes:
        return
    for n, statement in enumerate(statements):
        for id in statement.makes:
            if id.kind in COMPILED:
                for table in _tables_behind_calls(id, desired):
                    yield from ((earlier, n) for earlier in changes.get(table, ()))


def _table(column: ObjectId) -> ObjectId:
    return ObjectId("table", column.schema, column.table)


def _tables_behind_calls(id: ObjectId, desired: Catalog) -> set[ObjectId]:
    """The tables that the functions which an object calls are declared with, at any depth."""
    queue = [each for each in desired.requirements.get(id, ()) if each.kind in ROUTINES]
    seen = set(queue)
    tables = set[ObjectId]()
    while queue:
        needed = desired.requirements.get(queue.pop(), frozenset())
        tables |= {each for each in needed if each.kind == "table"}
        more = {each for each in needed if each.kind in MADE_OF_ROWS} - seen
        seen |= more
        queue += more
    return tables
