"""Two databases read only as far as they differ: the server hashes, what is equal on both sides is never fetched.

In: two consistent looks. Out: two Catalogs, each the part that the difference touches: what differs, all that
depends on it, and all that these need; the same objects on both sides. Equal databases give empty catalogs.
For large databases; `read.py` is simpler and does for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from schemactl.catalog.assemble import Assembly
from schemactl.catalog.kinds import KINDS, NOT_COMPARED, KindQuery, query_text, unordered
from schemactl.catalog.model import Catalog, ObjectId
from schemactl.catalog.read import read_all
from schemactl.catalog.reading import Query, Reading

LARGE = 1500
"""Relations (of any kind) from which on an outline is quicker than reading all."""

EVERYTHING_HANGS_ON = frozenset({"schema", "extension"})
ROUNDS = 6

Group = tuple[str, str, str]
"""kind, schema, and the relation or object that a row belongs to."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two databases, and its outline: a digest for each group of rows."""

    look: Reading
    digests: dict[Group, str]


def is_large(look: Reading) -> bool:
    """Whether an outline is worth its two extra round trips."""
    (result,) = look.fetch([Query(f"SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid >= 16384 OFFSET {LARGE} LIMIT 1")])
    return bool(result.rows)


def read_difference(current: Reading, desired: Reading) -> tuple[Catalog, Catalog]:
    """The parts of two databases of the same major version that a difference between them touches."""
    sides = [
        Side(look, digests)
        for look, digests in zip((current, desired), _both(_outline, (current, desired)), strict=True)
    ]
    changed = {
        group
        for group in sides[0].digests.keys() | sides[1].digests.keys()
        if sides[0].digests.get(group) != sides[1].digests.get(group)
    }
    if any(kind in EVERYTHING_HANGS_ON for kind, _, _ in changed):
        whole = _both(read_all, (current, desired))
        return whole[0], whole[1]
    seeds = [_addresses(side, changed) for side in sides]
    more: list[set[tuple[int, int]]] = [set(), set()]
    for _ in range(ROUNDS):
        parts = _both(lambda n: _read_part(sides[n].look, seeds[n], more[n]), (0, 1))
        missing = [_missing(sides[n], parts[n], parts[1 - n], changed) for n in (0, 1)]
        if not any(missing):
            break
        for n in (0, 1):
            more[n] |= _addresses(sides[n], missing[n])
    return parts[0], parts[1]


def _both(work: Callable[..., T], arguments: Sequence[object]) -> list[T]:
    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(work, arguments))


def _outline(look: Reading) -> dict[Group, str]:
    kinds = [kind for kind in KINDS if kind.name in look.kinds]
    texts = {kind: unordered(query_text(kind.name, look.major)) for kind in kinds}
    columns = look.fetch([Query(f"SELECT * FROM ({texts[kind]}) q LIMIT 0") for kind in kinds])
    hashed = look.fetch(
        [Query(_hash_query(texts[kind], result.columns)) for kind, result in zip(kinds, columns, strict=True)]
    )
    return {
        (kind.name, schema, group): digest
        for kind, result in zip(kinds, hashed, strict=True)
        for schema, group, digest in result.rows
    }


def _hash_query(text: str, columns: Sequence[str]) -> str:
    """One row a group: a digest over all its rows, whatever their order."""
    compared = ", ".join(f'q."{name}"' for name in columns if name not in NOT_COMPARED)
    schema, group = _group_columns(columns)
    return (
        f"SELECT g.schema, g.name, pg_catalog.md5(pg_catalog.string_agg(g.row, '' ORDER BY g.row)) FROM ("
        f"SELECT {schema} AS schema, {group} AS name, ROW({compared})::text AS row FROM ({text}) q) g GROUP BY 1, 2"
    )


def _group_columns(columns: Sequence[str]) -> tuple[str, str]:
    owner = next(name for name in ("table", "on_table", "name") if name in columns)
    return ("q.schema::text" if "schema" in columns else "''"), f'q."{owner}"::text'


def _addresses(side: Side, groups: Iterable[Group]) -> set[tuple[int, int]]:
    """(class, oid) of all rows of these groups that the side has."""
    wanted = {group for group in groups if group in side.digests}
    kinds = [kind for kind in KINDS if any(kind.name == group[0] for group in wanted)]
    results = side.look.fetch([_address_query(kind, side.look.major, wanted) for kind in kinds])
    return {
        (side.look.classes[kind.catalog], oid)
        for kind, result in zip(kinds, results, strict=True)
        for oid, schema, name in result.rows
        if (kind.name, schema, name) in wanted
    }


def _address_query(kind: KindQuery, major: int, groups: set[Group]) -> Query:
    text = query_text(kind.name, major)
    owner = next(name for name in ('"table"', "on_table", "name") if f"AS {name}" in text)
    schema = "q.schema" if "AS schema" in text else "''"
    names = sorted({name for kind_name, _, name in groups if kind_name == kind.name})
    escaped = text.replace("%", "%%")
    sql = f"SELECT q.oid::int8, {schema}::text, q.{owner}::text FROM ({escaped}) q WHERE q.{owner} = ANY (%s)"
    return Query(sql, (names,))


def _missing(side: Side, mine: Catalog, other: Catalog, changed: set[Group]) -> set[Group]:
    """Groups that the other part holds, that are the same here, and that this part lacks."""
    lacking = {_group_of(id, other) for id in other.objects.keys() - mine.objects.keys()}
    return {group for group in lacking if group in side.digests and group not in changed}


def _group_of(id: ObjectId, catalog: Catalog) -> Group:
    kind = "function" if id.kind == "procedure" else id.kind
    return kind, id.schema, id.table or catalog.objects[id].get("on_table") or id.name


def _read_part(look: Reading, changed: set[tuple[int, int]], more: set[tuple[int, int]]) -> Catalog:
    """The objects that the closure of `changed` and `more` holds, and the dependencies among them."""
    arrays = tuple([row[n] for row in sorted(rows)] for rows in (changed, more) for n in (0, 1))
    (closure,) = look.fetch([Query(query_text("closure", look.major), arrays)])
    by_class: dict[int, list[int]] = {}
    for class_oid, oid in closure.rows:
        by_class.setdefault(class_oid, []).append(oid)
    kinds = [k for k in KINDS if (k.catalog == "pg_init_privs" or look.classes[k.catalog] in by_class)]
    oids = [oid for _, oid in closure.rows]
    queries = [_part_query(query_text(k.name, look.major), by_class.get(look.classes[k.catalog], oids)) for k in kinds]
    edge_text = query_text("dependency", look.major).rstrip() + " AND d.objid = ANY (%s)"
    *results, edges = look.fetch([*queries, Query(edge_text, (oids,))])
    assembly = Assembly(look.classes)
    for kind, result in zip(kinds, results, strict=True):
        assembly.add(kind, result.columns, result.rows)
    return assembly.catalog(look.version, edges.rows)


def _part_query(text: str, oids: list[int]) -> Query:
    return Query(f"SELECT * FROM ({text.replace('%', '%%')}) q WHERE q.oid = ANY (%s::pg_catalog.oid[])", (oids,))
