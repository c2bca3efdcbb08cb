"""Rows of the kinds' queries in, a Catalog out: objects by name, and pg_depend's edges between them.

Pure: this file must never know a connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schemactl.catalog.canonical import make_canonical
from schemactl.catalog.chosen import settle_names
from schemactl.catalog.kinds import KindQuery
from schemactl.catalog.model import Catalog, Dependency, Object, ObjectId
from schemactl.catalog.privileges import parse_privileges
from schemactl.catalog.row_aliases import settle_row_aliases

IDENTITY = ("kind", "schema", "name", "table", "signature")
RELATIONS = ("table", "view", "materialized_view", "foreign_table")
INTERNAL = ("i", "a", "P")
"""Dependency types by which an inside (array type, index of a constraint, row type…) names its owner."""

AUTOMATIC = ("i", "a", "P", "S", "x")
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


class Assembly:
    """Rows to objects, and addresses (class, oid, subid) to ids."""

    def __init__(self, classes: Mapping[str, int]) -> None:
        self.classes = classes
        self.objects: dict[ObjectId, Object] = {}
        self.ids: dict[Address, ObjectId] = {}
        self.relations: dict[tuple[str, str], ObjectId] = {}
        self.made_of: dict[ObjectId, Sequence[str]] = {}

    def add(self, kind: KindQuery, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        class_oid = self.classes[kind.catalog]
        for row in rows:
            fields = dict(zip(columns, row, strict=True))
            fields |= fields.pop("more", None) or {}
            oid, subid, given = fields.pop("oid"), fields.pop("subid", 0), fields.pop("given", None)
            identity = {key: fields.pop(key) for key in IDENTITY if key in fields}
            id = ObjectId(**{"kind": kind.name, "schema": "", **identity})
            if "acl" in fields:
                parse_privileges(fields)
            make_canonical(id.kind, fields)
            index_oid = fields.pop("index_oid", 0)
            if index_oid and fields.get("type") in ("p", "u", "x"):
                self.ids[(self.classes["pg_class"], index_oid, 0)] = id
            if names := fields.pop("column_names", None):
                self.made_of[id] = names
            self.ids[(class_oid, oid, subid)] = id
            if id.kind in RELATIONS:
                self.relations[(id.schema, id.name)] = id
            self.objects[id] = Object(id, fields, self._parent(id), given=given or "")

    def _parent(self, id: ObjectId) -> ObjectId | None:
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

    def catalog(self, version: int, edges: Sequence[Sequence[Any]]) -> Catalog:
        """All that was added, once it is all there. edges: rows of pg_depend."""
        settle_names(self.objects, self.made_of)
        settle_row_aliases(self.objects)
        return Catalog(version, self.objects, self.resolve(edges))

    def resolve(self, edges: Sequence[Sequence[Any]]) -> frozenset[Dependency]:
        """Edges between addresses to edges between ids; insides stand for their owners."""
        members = {self.classes[m]: [self.classes[w] for w in of] for m, of in MEMBERS.items() if m in self.classes}
        owners: dict[Address, Address] = {}
        for classid, objid, subid, refclass, refobj, refsub, deptype in edges:
            address = (classid, objid, subid)
            if classid in members and refclass not in members[classid]:
                continue
            is_inside = deptype in INTERNAL or deptype == "e"
            if is_inside and (deptype == "i" or address not in owners):
                owners[address] = (refclass, refobj, refsub)
        found: dict[Address, ObjectId | None] = dict[Address, ObjectId | None](self.ids)

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
        result |= {Dependency(o.id, o.parent, automatic=True) for o in self.objects.values() if o.parent is not None}
        return frozenset(result)
