"""What in a database is schemactl's own: the tables of a history, whatever schema they are in, and what goes with them.

Comes in: catalogs, or a connection. Goes out: catalogs without histories, or the names of what they have. It may be the
history of this project, of another one, of a tenant. Nothing else is left out, so users may share the schema.
This file must never know which schema the configuration names, nor how a history is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from schemactl.catalog.histories import HISTORY_TABLES, SCHEMA_COMMENT, own_relations
from schemactl.catalog.model import Catalog, Object, ObjectId

if TYPE_CHECKING:
    import psycopg

_LONELY = """
SELECT n.nspname::text
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname = ANY (%s) AND n.nspname <> 'public' AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_depend AS d
    JOIN pg_catalog.pg_class AS c ON c.oid = d.objid AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid AND c.relname <> ALL (%s)
) AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_depend AS d
    WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid
      AND d.classid <> 'pg_catalog.pg_class'::pg_catalog.regclass
)
"""
_PUBLIC = ("public", "standard public schema")


def own_globs(connection: psycopg.Connection[Any]) -> tuple[str, ...]:
    """What leaves out the same as `without_history` does, said as `exclude`."""
    relations = own_relations(connection)
    schemas, names = ([row[n] for row in relations] for n in (0, 1))
    lonely = connection.execute(_LONELY, [schemas, names]).fetchall() if relations else []
    return (*(schema for (schema,) in lonely), *(f"{schema}.{name}" for schema, name in relations))


def without_history(*catalogs: Catalog) -> tuple[Catalog, ...]:
    """The catalogs less the histories in them, and less the schemas that hold nothing else.

    Those that are compared are given together: a schema that one of them wants for itself stays where a history holds
    it, and is there for the other as well, since no migration could make or drop it.
    """
    own = [_tables(catalog) for catalog in catalogs]
    if not any(own):
        return catalogs
    rest = [_without(catalog, tables) for catalog, tables in zip(catalogs, own, strict=True)]
    for name in {table.schema for tables in own for table in tables}:
        schema = ObjectId("schema", "", name)
        holders = {n for n, tables in enumerate(own) if any(table.schema == name for table in tables)}
        wanted = [n for n, catalog in enumerate(rest) if _is_wanted(catalog, schema, is_holder=n in holders)]
        there = next(rest[n].objects[schema] for n in holders)
        for n, catalog in enumerate(rest):
            if wanted and (n in holders or schema in catalog.objects):
                rest[n] = _with(catalog, [_as_it_was(catalog.objects[schema])])
            elif wanted:
                rest[n] = _with(catalog, [_as_it_was(there)])
            else:
                rest[n] = _less(catalog, {schema})
    return tuple(rest)


def _tables(catalog: Catalog) -> list[ObjectId]:
    return [
        table
        for table in catalog.objects
        if table.kind == "table"
        and table.name in HISTORY_TABLES
        and all(
            ObjectId("column", table.schema, column, table.name) in catalog.objects
            for column in HISTORY_TABLES[table.name]
        )
    ]


def _is_wanted(catalog: Catalog, schema: ObjectId, *, is_holder: bool) -> bool:
    """Whether it holds something of a user's, or is one without a history; public is there without being asked for."""
    if schema not in catalog.objects:
        return False
    is_free = not is_holder or schema.name == _PUBLIC[0]
    return is_free or any(edge.referenced == schema for edge in catalog.dependencies)


def _without(catalog: Catalog, tables: Iterable[ObjectId]) -> Catalog:
    """Less the tables and all that goes with them when they are dropped."""
    gone, left = set[ObjectId](), list(tables)
    while left:
        id = left.pop()
        if id not in gone:
            gone.add(id)
            left += catalog.taken_along.get(id, ())
    return _less(catalog, gone) if gone else catalog


def _less(catalog: Catalog, gone: set[ObjectId]) -> Catalog:
    objects = {id: object for id, object in catalog.objects.items() if id not in gone}
    edges = (d for d in catalog.dependencies if d.dependent not in gone and d.referenced not in gone)
    return Catalog(catalog.version, objects, frozenset(edges))


def _with(catalog: Catalog, objects: Iterable[Object]) -> Catalog:
    return Catalog(catalog.version, {**catalog.objects, **{o.id: o for o in objects}}, catalog.dependencies)


def _as_it_was(schema: Object) -> Object:
    """Without the comment of ours: schemactl once wrote it over that of a schema that it had not made."""
    if schema.get("comment") != SCHEMA_COMMENT:
        return schema
    comment = _PUBLIC[1] if schema.id.name == _PUBLIC[0] else None
    return replace(schema, attributes={**schema.attributes, "comment": comment})
