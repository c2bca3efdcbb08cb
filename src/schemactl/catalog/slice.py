"""The part of two catalogs that a difference touches, closed under what it needs. Pure; no SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.catalog.privileges import OWNER

WHOLE = 3000
"""Catalogs of fewer objects are taken whole: a slice saves nothing there."""


def slices(current: Catalog, desired: Catalog, changed: AbstractSet[ObjectId]) -> tuple[Catalog, Catalog]:
    """Both catalogs cut to the changed objects, all that depends on them, and all that any of these needs."""
    if max(len(current.objects), len(desired.objects)) < WHOLE:
        return current, desired
    wanted = set(changed)
    wanted |= _closure(wanted, [current.dependents, desired.dependents])
    size = 0
    while len(wanted) != size:
        size = len(wanted)
        wanted |= _closure(wanted, [current.requirements, desired.requirements])
        wanted |= {p.id for c in (current, desired) for id in set(wanted) for p in _fixed_parts(c, id)}
    return _cut(current, wanted), _cut(desired, wanted)


def with_given(parts: Sequence[Catalog], empty: Catalog) -> list[Catalog]:
    """The parts with what each new database has, and no part speaks of: it is no difference that it is there."""
    objects = {id: object for id, object in empty.objects.items() if not any(id in part.objects for part in parts)}
    edges = {d for d in empty.dependencies if d.dependent in objects and d.referenced in objects}
    return [Catalog(part.version, {**objects, **part.objects}, part.dependencies | edges) for part in parts]


def _closure(start: AbstractSet[ObjectId], edges: list[Any]) -> set[ObjectId]:
    found, queue = set(start), list(start)
    while queue:
        id = queue.pop()
        more = {next for each in edges for next in each.get(id, ())} - found
        found |= more
        queue += more
    return found


def _fixed_parts(catalog: Catalog, id: ObjectId) -> Iterator[Any]:
    """A table without its columns would be another table."""
    return (part for part in catalog.parts.get(id, ()) if part.id.kind in ("column", "default", "domain_constraint"))


def _cut(catalog: Catalog, wanted: AbstractSet[ObjectId]) -> Catalog:
    objects = {id: object for id, object in catalog.objects.items() if id in wanted}
    edges = frozenset(d for d in catalog.dependencies if d.dependent in wanted and d.referenced in wanted)
    return Catalog(catalog.version, objects, edges)


def role_names(catalog: Catalog) -> set[str]:
    """Roles that the objects name: owners, grantees, the roles of policies and default privileges."""
    return {name for object in catalog.objects.values() for name in _roles_of(object.attributes, object.id) if name}


def _roles_of(attributes: Any, id: ObjectId) -> Iterable[str]:
    yield attributes.get("owner") or ""
    lists = [attributes.get(name) or [] for name in ("privileges", "identity_privileges", "granted", "revoked")]
    lists += (attributes.get("column_privileges") or {}).values()
    yield from (grantee for each in lists for grantee, *_ in each if grantee not in (OWNER, "CURRENT_USER"))
    yield from (role for role in attributes.get("roles") or () if role != "public")
    if id.kind in ("default_privileges", "user_mapping"):
        yield from (name for name in (id.name,) if name not in ("public", "CURRENT_USER"))


def superuser_names(catalog: Catalog) -> set[str]:
    """Owners that Postgres wants to be superusers, for what they own."""
    kinds = ("event_trigger", "foreign_data_wrapper", "subscription")
    return {o.attributes["owner"] for o in catalog.objects.values() if o.id.kind in kinds and o.get("owner")}
