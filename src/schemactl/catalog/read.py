"""Reads one database into a Catalog.

In: a psycopg connection outside a transaction. Out: a Catalog.
One query per kind, in `queries/<kind>.sql`, all sent in one pipeline. This file must never know how a change is
written; see `reading.py` for the transaction and `assemble.py` for how rows become objects.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from schemactl.catalog.assemble import Assembly
from schemactl.catalog.exclude import excluder
from schemactl.catalog.kinds import KINDS, NOT_COMPARED, KindQuery, query_text
from schemactl.catalog.model import Catalog, ObjectId
from schemactl.catalog.own import without_history
from schemactl.catalog.reading import Query, Reading, Result, reading

if TYPE_CHECKING:
    import psycopg


def read_catalog(connection: psycopg.Connection[Any], exclude: Sequence[str] = ()) -> Catalog:
    """Read every object of every kind, but for schemactl's own.

    exclude: globs over `schema.name`, or over a schema's name; what matches is left out with its parts.
    The connection is left idle, its settings as they were. Raises psycopg.Error when the database fails.
    """
    with reading(connection) as look:
        (catalog,) = without_history(read_all(look))
    return without(catalog, exclude)


def read_all(look: Reading) -> Catalog:
    """The whole catalog, in one round trip."""
    kinds = [kind for kind in KINDS if kind.name in look.kinds]
    queries = [Query(query_text(kind.name, look.major)) for kind in kinds]
    *results, edges = look.fetch([*queries, Query(query_text("dependency", look.major))])
    assembly = Assembly(look.classes)
    for kind, result in zip(kinds, results, strict=True):
        assembly.add(kind, result.columns, result.rows)
    return assembly.catalog(look.version, edges.rows)


@dataclass(frozen=True)
class Rows:
    """What the kinds' queries have given, not put together: cheap to hold beside what they give a moment later.

    Rows that are not the same may still mean the same (names that the server chose): `catalog` says that.
    """

    version: int
    classes: Mapping[str, int]
    results: tuple[tuple[KindQuery, Result], ...]

    @cached_property
    def facts(self) -> Mapping[str, Sequence[tuple[Any, ...]]]:
        """The rows of each kind that has some, without what is another number in each database."""
        return {kind.name: _compared(result) for kind, result in self.results if result.rows}

    def catalog(self, exclude: Sequence[str] = ()) -> Catalog:
        """All objects; what depends on what was not read."""
        assembly = Assembly(self.classes)
        for kind, result in self.results:
            assembly.add(kind, result.columns, result.rows)
        (catalog,) = without_history(assembly.catalog(self.version, ()))
        return without(catalog, exclude)


def read_rows(connection: psycopg.Connection[Any]) -> Rows:
    """As `read_catalog`, for who compares what is nearly always the same."""
    with reading(connection) as look:
        kinds = [kind for kind in KINDS if kind.name in look.kinds]
        results = look.fetch([Query(query_text(kind.name, look.major)) for kind in kinds])
    return Rows(look.version, look.classes, tuple(zip(kinds, results, strict=True)))


def _compared(result: Result) -> Sequence[tuple[Any, ...]]:
    places = [n for n, name in enumerate(result.columns) if name not in NOT_COMPARED]
    return [tuple(row[n] for n in places) for row in result.rows]


def without(catalog: Catalog, exclude: Sequence[str]) -> Catalog:
    """The catalog less the objects whose schema or `schema.name` (of the whole they belong to) matches a glob."""
    if not exclude:
        return catalog
    is_excluded = excluder(exclude)

    def is_out(id: ObjectId) -> bool:
        return is_excluded(id.name if id.kind == "schema" else id.schema, {id.table or id.name, id.name})

    gone = {id for id in catalog.objects if is_out(id)}
    left = list(gone)
    while left:  # what Postgres drops with a table is no part of it by name, as an index
        new = catalog.taken_along.get(left.pop(), frozenset()) - gone
        gone |= new
        left += new
    objects = {id: object for id, object in catalog.objects.items() if id not in gone}
    edges = frozenset(d for d in catalog.dependencies if d.dependent in objects and d.referenced in objects)
    return Catalog(catalog.version, objects, edges)


def without_attributes(catalog: Catalog, names: Collection[str]) -> Catalog:
    """The catalog as if these attributes were what the server gives without being told."""
    if not names:
        return catalog
    objects = {
        id: replace(
            object, attributes={**object.attributes, **{name: None for name in names if name in object.attributes}}
        )
        for id, object in catalog.objects.items()
    }
    return Catalog(catalog.version, objects, catalog.dependencies)
