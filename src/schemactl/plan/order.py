"""Written statements in, the order they run in out; parts of new tables folded into their CREATE TABLE.

One graph over all statements: what makes an object runs after what makes its requirements (the desired catalog's
dependencies), what removes one runs after what removes its dependents (the current catalog's). One stable sort by
graphlib. A cycle is broken by a wish that was only a wish, or by an explicit DROP of what a larger drop would have
taken along; what is left is named in full. This file must never know how a statement is spelled.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Any

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Item, Statement
from schemactl.diff.rule import membership
from schemactl.diff.rules import RULE_OF
from schemactl.diff.write import Written
from schemactl.errors import UnsupportedError
from schemactl.plan.merge import gather
from schemactl.plan.row_types import row_type_wishes

RELATIONS = frozenset({"table", "view", "materialized_view", "sequence", "index", "foreign_table", "composite_type"})
TYPES = frozenset({"table", "view", "materialized_view", "foreign_table", "composite_type", "enum", "domain", "range"})
ROUTINES = frozenset({"function", "procedure", "aggregate"})
WITH_INDEX = frozenset({"p", "u", "x"})
"""Types of constraints whose name is an index's too: primary key, unique, exclusion."""
PARTS = frozenset({"column", "default", "constraint", "index"})
"""Kinds whose statements stand with those of their table, where nothing else orders them."""
ALL_PARTS = PARTS | {"statistics", "trigger", "policy", "rule"}
Priority = tuple[Any, ...]
Edge = tuple[int, int]
TABLE = 4  # the first places of a priority say which table
LAST = 99
"""The rank of kinds that act on other statements (event triggers): made behind everything, dropped before it."""


@dataclass(slots=True)
class Graph:
    """before[n]: the statements that must run before statement n; wishes: edges that may be given up."""

    before: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    wishes: set[Edge] = field(default_factory=set)

    def add(self, earlier: int, later: int) -> None:
        if earlier != later:
            self.before[later].add(earlier)


def order(written: Written, current: Catalog, desired: Catalog, *, by_table: bool = False) -> tuple[Statement, ...]:
    """The statements in an order in which Postgres takes them. Raises UnsupportedError naming a cycle.

    by_table: all that is a table's follows it at once, as in a file that is read, rather than kind by kind.
    """
    statements, covered = list(written.statements), dict(written.covered)
    parts = ALL_PARTS if by_table else PARTS
    while True:
        graph = _graph(statements, written.chains, current, desired)
        if not _cut_cycles(graph, statements, covered, current):
            break
    priorities = _priorities(statements, _places(statements, current, desired, parts))
    positions = gather(statements, _sort(graph, priorities, by_table=by_table), graph.before)
    return _fold(statements, positions, graph)


def _graph(
    statements: Sequence[Statement], chains: Iterable[tuple[int, ...]], current: Catalog, desired: Catalog
) -> Graph:
    graph = Graph()
    makers, removers, about = (
        _index(s.makes for s in statements),
        _index(s.removes for s in statements),
        _about(statements),
    )
    for n, statement in enumerate(statements):
        _add_requirements(graph, n, statement, makers, desired)
        _add_removals(graph, n, statement, removers, about, current)
    going = _index(s.removes - s.makes for s in statements)
    _add_replacements(graph, (makers, desired), (going, current))
    _add_overloads(graph, makers, going)
    graph.wishes.update(row_type_wishes(statements, desired))
    for chain in chains:
        for earlier, later in pairwise(chain):
            graph.add(earlier, later)
    _add_wishes(graph, statements, makers)
    return graph


def _index(groups: Iterable[frozenset[ObjectId]]) -> dict[ObjectId, list[int]]:
    index: dict[ObjectId, list[int]] = defaultdict(list)
    for n, ids in enumerate(groups):
        for id in ids:
            index[id].append(n)
    return index


def _about(statements: Sequence[Statement]) -> dict[ObjectId, list[int]]:
    """The statements about an object that stays, in the form that it has until they run."""
    is_about = (s.about is not None and not s.removes and not s.needs for s in statements)
    return _index(frozenset({s.about} if ok and s.about else ()) for s, ok in zip(statements, is_about, strict=True))


def _add_requirements(
    graph: Graph, n: int, statement: Statement, makers: Mapping[ObjectId, list[int]], desired: Catalog
) -> None:
    required = set(statement.needs)
    for made in statement.makes:
        required |= desired.requirements.get(made, frozenset()) | _row_columns(made, desired)
    for id in required - statement.makes - statement.without:
        for maker in makers.get(id, ()):
            graph.add(maker, n)


def _row_columns(column: ObjectId, catalog: Catalog) -> set[ObjectId]:
    """The columns of the table whose rows a column holds: Postgres alters none of them while there is such a column."""
    if column.kind != "column":
        return set()
    tables = {id for id in catalog.requirements.get(column, ()) if id.kind == "table"}
    parts = (
        catalog.parts.get(table, ()) for table in tables if (table.schema, table.name) != (column.schema, column.table)
    )
    return {part.id for group in parts for part in group if part.id.kind == "column"}


def _row_holders(column: ObjectId, catalog: Catalog) -> set[ObjectId]:
    """The columns that hold rows of the table that a column is of."""
    table = ObjectId("table", column.schema, column.table)
    users = catalog.dependents.get(table, ()) if column.kind == "column" else ()
    return {id for id in users if id.kind == "column" and (id.schema, id.table) != (table.schema, table.name)}


def _add_removals(
    graph: Graph,
    n: int,
    statement: Statement,
    removers: Mapping[ObjectId, list[int]],
    about: Mapping[ObjectId, list[int]],
    current: Catalog,
) -> None:
    for id in statement.after.union(*(_row_holders(id, current) for id in statement.makes | statement.removes)):
        for remover in removers.get(id, ()):
            graph.add(remover, n)
    for removed in statement.removes:
        for dependent in current.dependents.get(removed, frozenset()) - statement.removes:
            gone = removers.get(dependent) or removers.get(membership(dependent, removed)) or []
            for remover in gone:
                graph.add(remover, n)
            if not gone and removed not in statement.makes:
                for other in about.get(dependent, ()):
                    graph.add(other, n)


def _add_replacements(
    graph: Graph,
    made: tuple[Mapping[ObjectId, list[int]], Catalog],
    gone: tuple[Mapping[ObjectId, list[int]], Catalog],
) -> None:
    """What has a name makes room before another thing takes it. made, gone: statements by id, and the ids' catalog."""
    by_name: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for id, numbers in gone[0].items():
        for name in _names(id, gone[1]):
            by_name[name].update(numbers)
    for id, numbers in made[0].items():
        for name in _names(id, made[1]):
            for remover in by_name.get(name, ()):
                for maker in numbers:
                    graph.add(remover, maker)


def _add_overloads(graph: Graph, makers: Mapping[ObjectId, list[int]], removers: Mapping[ObjectId, list[int]]) -> None:
    """A call is bound to the overload that fits best at that moment: those that go, go first, where they can."""
    gone: dict[tuple[str, str], list[int]] = defaultdict(list)
    for id, numbers in removers.items():
        if id.kind in ROUTINES:
            gone[id.schema, id.name] += numbers
    for id, numbers in makers.items():
        if id.kind in ROUTINES:
            graph.wishes.update((earlier, later) for earlier in gone[id.schema, id.name] for later in numbers)


def _names(id: ObjectId, catalog: Catalog) -> list[tuple[str, ...]]:
    """The names that an object takes, each with the name space that it is unique in."""
    names: list[tuple[str, ...]] = [tuple(id)]
    object = catalog.objects.get(id)
    has_index = id.kind == "constraint" and object is not None and object.get("type") in WITH_INDEX
    if id.kind in RELATIONS or has_index:
        names.append(("relation", id.schema, id.name))
    if id.kind in TYPES:
        names.append(("type", id.schema, id.name))
    if id.kind in ROUTINES:
        names.append(("routine", id.schema, id.name, id.signature))
    return names


def _add_wishes(graph: Graph, statements: Sequence[Statement], makers: Mapping[ObjectId, list[int]]) -> None:
    """A new table comes after the new tables that its parts refer to, so that its constraints can stand inside it."""
    for n, statement in enumerate(statements):
        if statement.fold is None:
            continue
        hosts = [h for h in makers.get(statement.fold.into, ()) if statements[h].frame]
        for earlier in graph.before[n]:
            for host in hosts:
                if earlier != host and earlier not in graph.before[host] and (host, n) != (earlier, n):
                    graph.wishes.add((earlier, host))
    graph.wishes = {(earlier, later) for earlier, later in graph.wishes if earlier not in graph.before[later]}
    for earlier, later in graph.wishes:
        graph.add(earlier, later)


def _places(
    statements: Sequence[Statement], current: Catalog, desired: Catalog, kinds: Collection[str]
) -> dict[ObjectId, tuple[str, int]]:
    """For parts: the table, and (for columns) where in it they stand."""
    ids = {s.about for s in statements if s.about and s.about.kind in kinds}
    objects = [catalog.objects[id] for id in ids for catalog in (current, desired) if id in catalog.objects]
    tables = {object.parent for object in objects if object.parent and object.id.kind == "column"}
    parts = (catalog.parts.get(table, ()) for catalog in (current, desired) for table in tables)
    places = {part.id: n for group in parts for n, part in enumerate(group) if part.id.kind == "column"}
    return {o.id: (relation_name(o), places.get(o.id, 0)) for o in objects}


def relation_name(object: Object) -> str:
    """The table, view or domain that a part is of; of statistics, [schema, table] says it."""
    on: str | Sequence[str] = object.id.table or object.get("on_table") or ""
    return on if isinstance(on, str) else on[-1]


def _sort(graph: Graph, priorities: Sequence[Priority], *, by_table: bool) -> list[int]:
    """Kahn's order, the ready ones by priority."""
    sorter = TopologicalSorter({n: graph.before.get(n, set()) for n in range(len(priorities))})
    sorter.prepare()
    return _drain(sorter, priorities, by_table=by_table)


def _drain(sorter: TopologicalSorter[int], priorities: Sequence[Priority], *, by_table: bool) -> list[int]:
    """by_table: of the ready ones, those of the table that the last one was of come before all others."""
    ready: dict[Priority, list[tuple[Priority, int]]] = defaultdict(list)
    tables: list[tuple[Priority, Priority]] = []
    table: Priority = ()
    result: list[int] = []
    while sorter.is_active():
        for n in sorter.get_ready():
            key = priorities[n][:TABLE] if by_table else ()
            heapq.heappush(ready[key], (priorities[n], n))
            heapq.heappush(tables, (priorities[n], key))
        while not ready[table]:
            _, table = heapq.heappop(tables)
        _, n = heapq.heappop(ready[table])
        result.append(n)
        sorter.done(n)
    return result


def _priorities(statements: Sequence[Statement], places: Mapping[ObjectId, tuple[str, int]]) -> list[Priority]:
    return [_priority(statement, places) for statement in statements]


def _priority(statement: Statement, places: Mapping[ObjectId, tuple[str, int]]) -> Priority:
    """What is made and altered first, by kind, table, part and name (columns by their place); what only goes, last."""
    id = statement.about
    if id is None:
        return (0, 0)
    rank, fold = RULE_OF[id.kind].rank, statement.fold.place if statement.fold else 0
    leaves = any(id.kind == "membership" for id in statement.removes)
    goes = bool(statement.removes) and not statement.makes and not leaves
    sign = -1 if goes else 1
    group = RULE_OF["table"].rank if id in places else rank
    table, place = places.get(id, (id.table or id.name, 0))
    phase = int(goes) if rank < LAST else (-1 if goes else 2)
    phase = -1 if leaves else phase  # before its parent changes, which is none of its business
    return (phase, sign * group, id.schema, table, sign * rank, fold, place, id.name, id.signature)


def _cut_cycles(
    graph: Graph, statements: list[Statement], covered: dict[ObjectId, Statement], current: Catalog
) -> bool:
    """Open all cycles in one walk: wishes are given up, else `_break` opens it; whether statements changed by that."""
    broken = False
    walked: set[int] = set()
    for root in range(len(statements)):
        path = [root] if root not in walked else []
        place, left = {root: 0}, {root: sorted(graph.before.get(root, ()), reverse=True)}
        while path:
            n = path[-1]
            earlier = left[n].pop() if left[n] else None
            if earlier is None:
                walked.add(path.pop())
                del place[n]
            elif earlier in place:
                cycle = path[place[earlier] :]
                edges = [(b, a) for a, b in pairwise([*cycle, earlier])]
                cut = [edge for edge in edges if edge in graph.wishes]
                if not cut:
                    cut, broken = [_break(statements, covered, current, edges)], True
                for edge in cut:
                    graph.wishes.discard(edge)
                    graph.before[edge[1]].discard(edge[0])
                for gone in path[place[cut[0][1]] + 1 :]:
                    path.pop()
                    del place[gone]
            elif earlier not in walked:
                place[earlier] = len(path)
                path.append(earlier)
                left[earlier] = sorted(graph.before.get(earlier, ()), reverse=True)
    return broken


def _break(
    statements: list[Statement], covered: dict[ObjectId, Statement], current: Catalog, edges: Sequence[Edge]
) -> Edge:
    """Take out of a larger drop the parts that the next statement of the cycle waits for, and drop them by themselves.

    edges: the cycle's, each (earlier, later). Returns the one that is gone.
    """
    for n, waiting in sorted(edges):
        users = (current.dependents.get(id, frozenset()) for id in statements[waiting].removes)
        parts = sorted({id for group in users for id in group & statements[n].removes if id in covered})
        for id in parts:
            alone = covered.pop(id)
            statements[n] = replace(statements[n], removes=statements[n].removes - alone.removes)
            statements.append(alone)
        if parts:
            return n, waiting
    names = ", ".join(dict.fromkeys(str(statements[n].about) for n, _ in edges))
    raise UnsupportedError(
        f"these changes wait for each other in a circle: {names}",
        hint="Make the change in two steps: take one of them out of the desired state, write a migration, put it back.",
    )


def _fold(statements: Sequence[Statement], positions: Sequence[int], graph: Graph) -> tuple[Statement, ...]:
    """Clauses whose requirements are there already join the statement that makes what they belong to."""
    place = {n: index for index, n in enumerate(positions)}
    result = {n: statements[n] for n in positions}
    host_of: dict[ObjectId, int] = {}
    folded: dict[int, int] = {}
    for n in positions:
        statement = statements[n]
        host = host_of.get(statement.fold.into) if statement.fold else None
        if statement.fold and host is not None:
            before = graph.before.get(n, set())
            if all(b == host or place[b] < place[host] or folded.get(b) == host for b in before):
                result[host] = _with_clause(result[host], statement)
                folded[n] = host
        if statement.frame:
            host_of |= dict.fromkeys(statement.makes, n)
    return tuple(result[n] for n in positions if n not in folded)


def _with_clause(host: Statement, part: Statement) -> Statement:
    assert part.fold is not None
    into, clause, place = part.fold
    if any(item.id == into for item in host.items):
        items = [item._replace(text=item.text + clause) if item.id == into else item for item in host.items]
    else:
        items = [*host.items, Item(part.about or into, clause, place)]
    return replace(host, items=tuple(sorted(items, key=lambda item: item.place)), makes=host.makes | part.makes)
