"""Two catalogs in, deltas out. Generic: this file must never know what any kind of object is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from schemactl.catalog.model import Catalog, Object
from schemactl.diff.model import Delta


def compare(
    current: Catalog, desired: Catalog, ignore: Collection[str] = (), ignore_of: Collection[tuple[str, str]] = ()
) -> tuple[Delta, ...]:
    """All objects that are added, removed or changed, in the order of their ids; equal catalogs give ().

    ignore: attributes that no object is compared by (owner, privileges…). ignore_of: (kind, attribute) pairs.
    """
    ids = sorted(current.objects.keys() | desired.objects.keys())
    deltas = (_delta(current.objects.get(id), desired.objects.get(id), ignore, ignore_of) for id in ids)
    found = tuple(delta for delta in deltas if delta is not None)
    is_same_major = current.version // 10000 == desired.version // 10000
    return found if is_same_major else tuple(known for delta in found if (known := _as_both_know(delta)))


def _as_both_know(delta: Delta) -> Delta | None:
    """What the server of one side cannot tell, since it is older, is no difference."""
    if delta.old is None or delta.new is None:
        return delta
    changed = delta.changed & delta.old.attributes.keys() & delta.new.attributes.keys()
    return replace(delta, changed=changed) if changed else None


def _delta(
    old: Object | None, new: Object | None, ignore: Collection[str], ignore_of: Collection[tuple[str, str]]
) -> Delta | None:
    if old is None or new is None:
        object = old or new
        assert object is not None
        return Delta(object.id, old, new)
    if old.attributes == new.attributes:
        return None
    changed = frozenset(
        name
        for name in old.attributes.keys() | new.attributes.keys()
        if old.get(name) != new.get(name) and name not in ignore and (new.id.kind, name) not in ignore_of
    )
    return Delta(new.id, old, new, changed) if changed else None
