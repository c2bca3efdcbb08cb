"""What a database holds, as plain facts: objects by name, their attributes, what depends on what.

In: rows that `read.py` took from pg_catalog. Out: a Catalog, immutable, comparable, with a fingerprint.
This file must never know SQL, a connection, or what any kind of object means.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

Value = Any  # JSON values: str, int, bool, None, tuple of Values, mapping of str to Value


class ObjectId(NamedTuple):
    """The name of one object; two databases that hold the same thing give it the same ObjectId.

    kind: Postgres's own term, snake_case ('table', 'materialized_view', 'foreign_key'…).
    schema: '' for objects that have none. name: unquoted.
    table: the owning relation, type or server of a part ('column', 'constraint', 'trigger', 'policy', 'rule',
    'user_mapping'…); an index is a schema's object in Postgres and has none.
    signature: argument types of functions, operators, casts; access method of operator classes.
    """

    kind: str
    schema: str
    name: str
    table: str = ""
    signature: str = ""

    def __str__(self) -> str:
        parts = [p for p in (self.schema, self.table, self.name) if p]
        signature = f"({self.signature})" if self.signature or self.kind in HAS_ARGUMENTS else ""
        return f"{self.kind.replace('_', ' ')} {'.'.join(parts)}{signature}"


HAS_ARGUMENTS = frozenset({"function", "procedure", "aggregate", "operator"})


class Alias(NamedTuple):
    """What stands for an object's id and attributes where its name is nobody's choice."""

    id: ObjectId
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Object:
    """One object: its id and its attributes, all of them what a migration must reach (never oids, sizes, times).

    `parent` of a part names the object that this one lives and dies with (a column's table).
    alias: what it is compared by, where a server may give it one name or another. given: a name that statements must
    say, though it is not in the id.
    """

    id: ObjectId
    attributes: Mapping[str, Value]
    parent: ObjectId | None = None
    alias: Alias | None = field(default=None, compare=False)
    given: str = field(default="", compare=False)

    def __getitem__(self, attribute: str) -> Value:
        return self.attributes[attribute]

    def get(self, attribute: str, default: Value = None) -> Value:
        return self.attributes.get(attribute, default)


class Dependency(NamedTuple):
    """`dependent` cannot exist without `referenced` (pg_depend, or the definition of parts and wholes).

    automatic: dropping `referenced` drops `dependent` as well, without CASCADE.
    """

    dependent: ObjectId
    referenced: ObjectId
    automatic: bool = False


@dataclass(frozen=True)
class Catalog:
    """All objects of one database at one moment.

    `version` is server_version_num. `dependencies` hold only ids that are in `objects`.
    """

    version: int
    objects: Mapping[ObjectId, Object]
    dependencies: frozenset[Dependency] = field(default_factory=frozenset)

    @cached_property
    def fingerprint(self) -> str:
        """sha256 over all objects and attributes: equal if and only if `compare` finds nothing."""
        digest = hashlib.sha256()
        for facts in sorted(
            (o.alias or Alias(o.id, o.attributes) for o in self.objects.values()), key=lambda it: it.id
        ):
            digest.update(json.dumps(facts, sort_keys=True, default=list).encode())
        return digest.hexdigest()

    @cached_property
    def requirements(self) -> Mapping[ObjectId, frozenset[ObjectId]]:
        """For each object, what it needs directly."""
        return _group((d.dependent, d.referenced) for d in self.dependencies)

    @cached_property
    def dependents(self) -> Mapping[ObjectId, frozenset[ObjectId]]:
        """For each object, what needs it directly."""
        return _group((d.referenced, d.dependent) for d in self.dependencies)

    @cached_property
    def dependents_of_kind(self) -> Mapping[tuple[ObjectId, str], tuple[ObjectId, ...]]:
        """For each object and kind, what needs it directly, in the order of their ids."""
        groups: dict[tuple[ObjectId, str], list[ObjectId]] = {}
        for id, dependents in self.dependents.items():
            for dependent in sorted(dependents):
                groups.setdefault((id, dependent.kind), []).append(dependent)
        return {key: tuple(ids) for key, ids in groups.items()}

    @cached_property
    def taken_along(self) -> Mapping[ObjectId, frozenset[ObjectId]]:
        """For each object, what is dropped with it without CASCADE (directly)."""
        return _group((d.referenced, d.dependent) for d in self.dependencies if d.automatic)

    @cached_property
    def parts(self) -> Mapping[ObjectId, tuple[Object, ...]]:
        """For each whole, its parts in catalog order (columns in their order)."""
        groups: dict[ObjectId, list[Object]] = {}
        for object in self.objects.values():
            if object.parent is not None:
                groups.setdefault(object.parent, []).append(object)
        return {parent: tuple(objects) for parent, objects in groups.items()}


def _group(pairs: Iterable[tuple[ObjectId, ObjectId]]) -> Mapping[ObjectId, frozenset[ObjectId]]:
    groups: dict[ObjectId, set[ObjectId]] = {}
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in groups.items()}
