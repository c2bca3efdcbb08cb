"""Two catalogs in, the current one out under the desired one's names, where a name is nobody's choice.

Generic: objects are matched by their aliases; this file must never know what any kind of object means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from schemactl.catalog.model import Alias, Catalog, Dependency, Object, ObjectId, Value

ASIDE = " (in the way)"
"""Stands behind the id of what has a name that a matched object has in the desired catalog; it never stays there."""


def align(current: Catalog, desired: Catalog) -> Catalog:
    """The current catalog with the desired ids of what is the same but for its name; `given` says what it is called."""
    wanted = {o.alias.id: o for o in desired.objects.values() if o.alias}
    pairs = [(o, wanted[o.alias.id]) for o in current.objects.values() if o.alias and o.alias.id in wanted]
    pairs = [(old, new) for old, new in pairs if old.id != new.id or old.attributes != new.attributes]
    if not pairs:
        return current
    aligned = {old.id: _aligned(old, new) for old, new in pairs}
    taken = {object.id for object in aligned.values()} & current.objects.keys() - aligned.keys()
    for id in taken:
        object = current.objects[id]
        aligned[id] = replace(object, id=id._replace(name=id.name + ASIDE), given=id.name)
    objects = {o.id: o for o in (aligned.get(id, object) for id, object in current.objects.items())}
    moved = {id: object.id for id, object in aligned.items() if id != object.id}
    return Catalog(current.version, objects, _moved(current.dependencies, moved))


def _aligned(old: Object, new: Object) -> Object:
    """Attributes that are the same but for names are those of the desired object."""
    assert old.alias is not None and new.alias is not None
    attributes = {name: _value(name, old, old.alias, new, new.alias) for name in old.attributes}
    return replace(old, id=new.id, attributes=attributes, given=old.id.name)


def _value(name: str, old: Object, was: Alias, new: Object, wanted: Alias) -> Value:
    same = was.attributes.get(name) == wanted.attributes.get(name)
    return new.get(name) if same else old[name]


def _moved(dependencies: frozenset[Dependency], ids: Mapping[ObjectId, ObjectId]) -> frozenset[Dependency]:
    if not ids:
        return dependencies
    return frozenset(
        Dependency(ids.get(d.dependent, d.dependent), ids.get(d.referenced, d.referenced), d.automatic)
        for d in dependencies
    )
