"""Reads one database into a Catalog.

In: a psycopg connection (any transaction state but an open one). Out: a Catalog.
Reads in one REPEATABLE READ, READ ONLY transaction with an empty search_path, so that the server qualifies every
name (https://www.postgresql.org/docs/current/functions-info.html); takes ACCESS SHARE on pg_catalog only.
One query per kind, in `queries/<kind>.sql`, all sent in one pipeline. A variant `<kind>.pg17.sql` serves that
major and later ones. This file must never know how a change is written.
"""

from __future__ import annotations

import fnmatch
import importlib.resources
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from schemactl.catalog.model import Catalog, Dependency, Object, ObjectId
from schemactl.catalog.privileges import parse_privileges

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KindQuery:
    """Which file reads a kind, and in which system catalog its rows live. since: first major that has the kind."""

    name: str
    catalog: str
    since: int = 14


KINDS = (
    KindQuery("schema", "pg_namespace"),
    KindQuery("extension", "pg_extension"),
    KindQuery("extension_member", "pg_init_privs"),
    KindQuery("enum", "pg_type"),
    KindQuery("composite_type", "pg_type"),
    KindQuery("domain", "pg_type"),
    KindQuery("domain_constraint", "pg_constraint"),
    KindQuery("sequence", "pg_class"),
    KindQuery("table", "pg_class"),
    KindQuery("foreign_table", "pg_class"),
    KindQuery("column", "pg_class"),
    KindQuery("default", "pg_attrdef"),
    KindQuery("constraint", "pg_constraint"),
    KindQuery("index", "pg_class"),
    KindQuery("view", "pg_class"),
    KindQuery("materialized_view", "pg_class"),
    KindQuery("function", "pg_proc"),
    KindQuery("trigger", "pg_trigger"),
    KindQuery("policy", "pg_policy"),
    KindQuery("rule", "pg_rewrite"),
    KindQuery("collation", "pg_collation"),
    KindQuery("range", "pg_type"),
    KindQuery("base_type", "pg_type"),
    KindQuery("aggregate", "pg_proc"),
    KindQuery("operator", "pg_operator"),
    KindQuery("operator_family", "pg_opfamily"),
    KindQuery("operator_class", "pg_opclass"),
    KindQuery("cast", "pg_cast"),
    KindQuery("statistics", "pg_statistic_ext"),
    KindQuery("text_search_parser", "pg_ts_parser"),
    KindQuery("text_search_template", "pg_ts_template"),
    KindQuery("text_search_dictionary", "pg_ts_dict"),
    KindQuery("text_search_configuration", "pg_ts_config"),
    KindQuery("foreign_data_wrapper", "pg_foreign_data_wrapper"),
    KindQuery("server", "pg_foreign_server"),
    KindQuery("user_mapping", "pg_user_mapping"),
    KindQuery("publication", "pg_publication"),
    KindQuery("subscription", "pg_subscription"),
    KindQuery("default_privileges", "pg_default_acl"),
    KindQuery("event_trigger", "pg_event_trigger"),
    KindQuery("language", "pg_language"),
    KindQuery("conversion", "pg_conversion"),
    KindQuery("transform", "pg_transform"),
    KindQuery("access_method", "pg_am"),
    KindQuery("security_label", "pg_seclabel"),
)

IDENTITY = ("kind", "schema", "name", "table", "signature")
RELATIONS = ("table", "view", "materialized_view", "foreign_table")
INTERNAL = ("i", "a", "P")
"""Dependency types by which an inside (array type, index of a constraint, row type…) names its owner."""

AUTOMATIC = ("i", "a", "P", "S")
"""Dependency types that let DROP take the dependent along without CASCADE."""

MEMBERS = {
    "pg_amop": ("pg_opclass", "pg_opfamily"),
    "pg_amproc": ("pg_opclass", "pg_opfamily"),
    "pg_publication_rel": ("pg_publication",),
    "pg_publication_namespace": ("pg_publication",),
}
"""Rows that are inside their whole (of these catalogs), and are automatic dependents of other things besides: dropping
one of those takes the member along, never the whole."""

Address = tuple[int, int, int]


def read_catalog(connection: psycopg.Connection[Any], exclude: Sequence[str] = ()) -> Catalog:
    """Read every object of every kind.

    exclude: globs over `schema.name`, or over a schema's name; what matches is left out with its parts.
    The connection is left idle, its settings as they were. Raises psycopg.Error when the database fails.
    """
    from psycopg import IsolationLevel
    from psycopg.rows import tuple_row

    was = (connection.isolation_level, connection.read_only, connection.autocommit)
    connection.autocommit = False
    connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute("SET LOCAL search_path = ''")
            classes: dict[str, int] = dict(cursor.execute(CLASSES).fetchall())
            major = connection.info.server_version // 10000
            reader = _Reader(classes)
            with connection.pipeline():
                cursors = [(kind, connection.cursor(row_factory=tuple_row)) for kind in KINDS if kind.since <= major]
                for kind, each in cursors:
                    each.execute(query_text(kind.name, major), prepare=False)
                edges = connection.cursor(row_factory=tuple_row)
                edges.execute(query_text("dependency", major), prepare=False)
            for kind, each in cursors:
                reader.add(kind, [c.name for c in each.description or ()], each.fetchall())
            dependencies = reader.resolve(edges.fetchall())
    finally:
        connection.isolation_level, connection.read_only, connection.autocommit = was
    catalog = Catalog(connection.info.server_version, reader.objects, dependencies)
    return without(catalog, exclude) if exclude else catalog


CLASSES = """SELECT c.relname, c.oid::int8 FROM pg_catalog.pg_class c
             WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r'"""


@cache
def query_text(name: str, major: int) -> str:
    """The text of the newest variant that serves this major."""
    folder = importlib.resources.files("schemactl.catalog") / "queries"
    for version in range(major, 14, -1):
        variant = folder / f"{name}.pg{version}.sql"
        if variant.is_file():
            return variant.read_text("utf-8")
    return (folder / f"{name}.sql").read_text("utf-8")


class _Reader:
    """Rows to objects, and addresses (class, oid, subid) to ids."""

    def __init__(self, classes: Mapping[str, int]) -> None:
        self.classes = classes
        self.objects: dict[ObjectId, Object] = {}
        self.ids: dict[Address, ObjectId] = {}
        self.relations: dict[tuple[str, str], ObjectId] = {}

    def add(self, kind: KindQuery, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        class_oid = self.classes[kind.catalog]
        for row in rows:
            fields = dict(zip(columns, row, strict=True))
            oid, subid = fields.pop("oid"), fields.pop("subid", 0)
            identity = {key: fields.pop(key) for key in IDENTITY if key in fields}
            id = ObjectId(**{"kind": kind.name, "schema": "", **identity})
            if "acl" in fields:
                parse_privileges(fields)
            index_oid = fields.pop("index_oid", 0)
            if index_oid and fields.get("type") in ("p", "u", "x"):
                self.ids[(self.classes["pg_class"], index_oid, 0)] = id
            self.ids[(class_oid, oid, subid)] = id
            if id.kind in RELATIONS:
                self.relations[(id.schema, id.name)] = id
            self.objects[id] = Object(id, fields, self._parent(id, fields))

    def _parent(self, id: ObjectId, fields: Mapping[str, Any]) -> ObjectId | None:
        if id.kind == "extension_member":
            return ObjectId("extension", "", id.table)
        if id.kind == "domain_constraint":
            return ObjectId("domain", id.schema, id.table)
        if id.kind == "default":
            column = id._replace(kind="column")
            return column if column in self.objects else None
        if id.kind == "index":
            return None
        return self.relations.get((id.schema, id.table)) if id.table else None

    def resolve(self, edges: Sequence[Sequence[Any]]) -> frozenset[Dependency]:
        """Edges between addresses to edges between ids; insides stand for their owners."""
        members = {self.classes[m]: [self.classes[w] for w in of] for m, of in MEMBERS.items() if m in self.classes}
        owners: dict[Address, Address] = {}
        for *dependent, refclass, refobj, refsub, deptype in edges:
            address = (dependent[0], dependent[1], dependent[2])
            if dependent[0] in members and refclass not in members[dependent[0]]:
                continue
            if deptype in INTERNAL or deptype == "e":
                if deptype == "i" or address not in owners:
                    owners[address] = (refclass, refobj, refsub)
        found: dict[Address, ObjectId | None] = {**self.ids}

        def id_of(address: Address, depth: int = 0) -> ObjectId | None:
            if address not in found:
                owner = owners.get(address) or (owners.get((*address[:2], 0)) if address[2] else None)
                whole = self.ids.get((*address[:2], 0)) if address[2] else None
                found[address] = whole or (id_of(owner, depth + 1) if owner and depth < 8 else None)
            return found[address]

        result = {
            Dependency(dependent, referenced, deptype in AUTOMATIC and a not in members)
            for a, b, c, x, y, z, deptype in edges
            if deptype != "e"
            and (dependent := id_of((a, b, c))) is not None
            and (referenced := id_of((x, y, z))) is not None
            and dependent != referenced
        }
        result |= {Dependency(o.id, o.parent, True) for o in self.objects.values() if o.parent is not None}
        return frozenset(result)


def without(catalog: Catalog, exclude: Sequence[str]) -> Catalog:
    """The catalog less the objects whose schema or `schema.name` (of the whole they belong to) matches a glob."""

    def is_out(id: ObjectId) -> bool:
        schema = id.name if id.kind == "schema" else id.schema
        names = {schema, f"{id.schema}.{id.table or id.name}", f"{id.schema}.{id.name}"}
        return any(fnmatch.fnmatchcase(name, glob) for name in names for glob in exclude)

    objects = {id: object for id, object in catalog.objects.items() if not is_out(id)}
    edges = frozenset(d for d in catalog.dependencies if d.dependent in objects and d.referenced in objects)
    return Catalog(catalog.version, objects, edges)
