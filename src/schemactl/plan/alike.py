"""Pairs of a dropped and an added object that differ in nothing but their name.

In: two catalogs. Out: pairs. `find_alike`: what may have been renamed, and holds something that a drop would lose;
only a person can tell. `loose_ends`: indexes, constraints and sequences of columns, which are renamed without asking,
since the result is the same and nothing is built anew.
This file must never know who is asked, nor how a rename is written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from string import digits
from typing import Any, NamedTuple

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.rule import NAMED_RELATIONS
from schemactl.pgsql import quote_identifier

WHOLE_KINDS = tuple(
    """table foreign_table view materialized_view sequence index enum composite_type domain range function procedure
    aggregate collation statistics text_search_configuration text_search_dictionary""".split()
)
PART_KINDS = ("column", "constraint", "domain_constraint", "trigger", "policy", "rule", "enum_value", "attribute")
LEVELS = (("schema",), WHOLE_KINDS, PART_KINDS)
"""What can be renamed, wholes before their parts.

Labels and attributes are not objects of a catalog, but have ids here: their type stands where a column's table does.
"""

_OF_RELATIONS = ("column", "default", "constraint", "trigger", "policy", "rule")
PARTS_OF = {
    **dict.fromkeys(("table", "foreign_table", "view", "materialized_view"), _OF_RELATIONS),
    "domain": ("domain_constraint",),
}
VIEWS = ("view", "materialized_view")

Objects = Mapping[ObjectId, Object]
Contents = Mapping[tuple[str, str], Sequence[Any]]
CANDIDATES = 8
"""How far from its place, by name, an old thing is looked for among new ones of the same shape."""


class Rename(NamedTuple):
    """One thing under two names."""

    old: ObjectId
    new: ObjectId


def whole_of(id: ObjectId) -> ObjectId:
    """The object of the catalog that an id is of: the type of a label or an attribute, else itself."""
    kinds = {"enum_value": "enum", "attribute": "composite_type", "view_column": "view"}
    return ObjectId(kinds[id.kind], id.schema, id.table) if id.kind in kinds else id


def all_ids(objects: Objects) -> Iterator[ObjectId]:
    """The ids of all objects, and of labels and attributes."""
    for id, object in objects.items():
        yield id
        if id.kind == "enum":
            yield from (ObjectId("enum_value", id.schema, label, id.name) for label in object["labels"])
        elif id.kind == "composite_type":
            yield from (ObjectId("attribute", id.schema, each[0], id.name) for each in object["attributes"])


def find_alike(now: Objects, desired: Catalog, level: Sequence[str]) -> list[Rename]:
    """What goes and what comes of the same shape, at one level; the likeliest names first."""
    gone = [now[id] for id in now.keys() - desired.objects.keys() if id.kind in _SHAPES and id.kind in level]
    new = [desired.objects[id] for id in desired.objects.keys() - now.keys() if id.kind in _SHAPES and id.kind in level]
    pairs: list[Rename] = []
    if gone and new:
        groups = _by_shape(gone, now), _by_shape(new, desired.objects)
        pairs = [pair for shape, olds in groups[0].items() for pair in _pairs(olds, groups[1].get(shape, ()))]
    if level is LEVELS[2]:
        pairs += _alike_within_types(now, desired)
    return sorted(pairs, key=lambda pair: (-_likeness(pair), pair))


def _by_shape(several: Iterable[Object], objects: Objects) -> Mapping[Any, Sequence[ObjectId]]:
    """What may be one another, by name."""
    contents, shapes = _contents_of(objects), defaultdict[Any, list[ObjectId]](list)
    for object in sorted(several, key=lambda object: (object.id.name, object.id)):
        if shape := _shape(object, contents):
            shapes[shape].append(object.id)
    return shapes


def _pairs(olds: Sequence[ObjectId], news: Sequence[ObjectId]) -> Iterator[Rename]:
    """Each with each; of very many of one shape, those that come at the same place or near the old name."""
    for place, old in enumerate(olds):
        by_name = bisect_left(news, old.name, key=lambda new: new.name)
        near = {n for at in (place, by_name) for n in range(at - CANDIDATES, at + CANDIDATES) if 0 <= n < len(news)}
        yield from (Rename(old, news[n]) for n in sorted(near))


def _contents_of(objects: Objects) -> Contents:
    """By (schema, table) the columns of each relation, each with its type; by (schema, '') all in a schema."""
    contents: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for id, object in objects.items():
        contents[id.schema, ""].append(id._replace(schema=""))
        if id.kind == "column":
            contents[id.schema, id.table].append((id.name, object["type"]))
    return contents


def _likeness(pair: Rename) -> float:
    return SequenceMatcher(a=pair.old.name, b=pair.new.name, autojunk=False).ratio()


def _shape(object: Object, contents: Contents) -> Any:
    """Equal for two objects that may be one; None where there is nothing to tell by."""
    shape = _SHAPES[object.id.kind](object, contents)
    return (object.id.kind, shape) if shape else None


def _column(object: Object, _: Contents) -> Any:
    """In the same table. Those that a parent gives are renamed with its own."""
    if object["inherited"] and not object["local"]:
        return None
    kept = ("type", "collation", "identity", "generated", "generation_expression")
    return (object.id.schema, object.id.table, *(object[name] for name in kept))


def _sequence(object: Object, _: Contents) -> Any:
    """Those of columns are loose ends."""
    return None if object["owned_by"] else tuple(object[name] for name in _SEQUENCE)


_SEQUENCE = ("type", "start", "increment", "minimum", "maximum", "cache", "cycle", "unlogged")
_SHAPES: dict[str, Callable[[Object, Contents], Any]] = {
    "schema": lambda it, contents: frozenset(contents.get((it.id.name, ""), ())),
    "table": lambda it, contents: frozenset(contents.get((it.id.schema, it.id.name), ())),
    "column": _column,
    "sequence": _sequence,
    "enum": lambda it, _: tuple(it["labels"]),
    "composite_type": lambda it, _: tuple(tuple(each[:3]) for each in it["attributes"]),
    "domain": lambda it, _: (it["type"], it["not_null"], it["default"]),
    "materialized_view": lambda it, _: it["definition"],
}
"""By kind, what must be equal. Kinds that are not here hold nothing: dropping and making them anew is as good."""


def _alike_within_types(now: Objects, desired: Catalog) -> Iterator[Rename]:
    """Labels and attributes that stand at the same place of types that are otherwise the same."""
    for id, new in desired.objects.items():
        kind = {"enum": "enum_value", "composite_type": "attribute"}.get(id.kind)
        old = now.get(id) if kind else None
        if kind is None or old is None or old.attributes == new.attributes:
            continue
        was, wanted = (
            [_entry(each) for each in o["labels" if id.kind == "enum" else "attributes"]] for o in (old, new)
        )
        names = ({name for name, _ in was}, {name for name, _ in wanted})
        for (a, type), (b, other) in zip(was, wanted, strict=False):
            if len(was) == len(wanted) and a not in names[1] and b not in names[0] and type == other:
                yield Rename(*(ObjectId(kind, id.schema, name, id.name) for name in (a, b)))


def _entry(label: Any) -> tuple[str, Any]:
    return (label, None) if isinstance(label, str) else (label[0], label[1:3])


def loose_ends(current: Catalog, desired: Catalog, done: Sequence[Rename] = ()) -> tuple[Rename, ...]:
    """Indexes, constraints and sequences of columns that differ in nothing but their name.

    done: what was renamed so far; the columns of views that showed its old name take the new one too.
    """
    parts, columns = _loose_parts(current, desired), _loose_view_columns(current, desired, done)
    return (*_copies_in_the_way(current, desired), *parts, *columns)


def _copies_in_the_way(current: Catalog, desired: Catalog) -> Iterator[Rename]:
    """A partition's copy has, by the server's choice, the name of what is to be made: it takes another such name."""
    if not any(o.alias and o.given not in ("", o.id.name) for o in current.objects.values()):
        return
    has, wants = (
        {(o.id.schema, o.given or o.id.name): o for o in catalog.objects.values() if _is_relation(o)}
        for catalog in (current, desired)
    )
    for (schema, name), copy in has.items():
        other = wants.get((schema, name))
        if copy.alias and copy.id.name != name and other and not other.alias:
            stem = copy.id.name.rstrip(digits)
            names = (copy.id.name, *(f"{stem}{n}" for n in range(1, len(has) + len(wants) + 2)))
            free = next(
                each
                for each in names
                if (schema, each) not in has and (each == names[0] or (schema, each) not in wants)
            )
            yield Rename(copy.id._replace(name=name), copy.id._replace(name=free))


def _is_relation(object: Object) -> bool:
    """Tables, indexes and sequences share names; a key has that of its index."""
    return object.id.kind in NAMED_RELATIONS or object.get("index_valid") is not None


def _loose_view_columns(current: Catalog, desired: Catalog, done: Sequence[Rename]) -> Iterator[Rename]:
    """At the same place of a view, of the same type, and called as the column before and after its rename."""
    renamed = {(old.name, new.name) for old, new in done if old.kind in ("column", "view_column")}
    for id in sorted(current.objects.keys() & desired.objects.keys()) if renamed else ():
        if id.kind not in VIEWS:
            continue
        was, wanted = (catalog.objects[id]["columns"] or [] for catalog in (current, desired))
        for old, new in zip(was, wanted, strict=False):
            if (old[0], new[0]) in renamed and old[1:] == new[1:] and new[0] not in {each[0] for each in was}:
                yield Rename(*(ObjectId("view_column", id.schema, each[0], id.name) for each in (old, new)))


def _loose_parts(current: Catalog, desired: Catalog) -> tuple[Rename, ...]:
    gone = [current.objects[id] for id in current.objects.keys() - desired.objects.keys() if id.kind in _ENDS]
    new = [desired.objects[id] for id in desired.objects.keys() - current.objects.keys() if id.kind in _ENDS]
    if not gone or not new:
        return ()
    taken = {(id.schema, id.name) for id in current.objects if id.kind in NAMED_RELATIONS}
    pairs = _paired(gone, new, _ENDS)
    settled = {id for pair in pairs for id in pair}
    gone = [o for o in gone if o.id not in settled and (not _is_copy(o) or _leaves(o, current, desired))]
    new = [o for o in new if o.id not in settled]
    pairs += sorted(_paired(gone, new, _ENDS_APART, last_first=True))
    return tuple(pair for pair in pairs if (pair.new.schema, pair.new.name) not in taken)


def _paired(
    gone: Sequence[Object],
    new: Sequence[Object],
    shapes: Mapping[str, Callable[[Object], Any]],
    *,
    last_first: bool = False,
) -> list[Rename]:
    """last_first: of copies that are alike the one with the highest number, a name that the server gives last."""
    free: dict[Any, list[ObjectId]] = {}
    for object in sorted(new, key=lambda each: each.id, reverse=True):
        if object.id.kind in shapes:
            free.setdefault((object.id.kind, shapes[object.id.kind](object)), []).append(object.id)
    pairs = []
    for object in sorted(gone, key=lambda each: each.id, reverse=last_first):
        shape = shapes[object.id.kind](object) if object.id.kind in shapes else None
        if shape is not None and (same := free.get((object.id.kind, shape))):
            pairs.append(Rename(object.id, same.pop()))
    return pairs


def _is_copy(object: Object) -> bool:
    return bool(object.get("parent_index") or object.get("parent_constraint"))


def _leaves(copy: Object, current: Catalog, desired: Catalog) -> bool:
    """The table of a copy leaves the parent, and keeps what it had from it as its own."""
    table = ObjectId("table", copy.id.schema, copy.id.table or copy["on_table"])
    old, new = current.objects.get(table), desired.objects.get(table)
    return old is not None and new is not None and old["parents"] != new["parents"]


def _index_shape(object: Object) -> Any:
    """Its definition without its name."""
    head, mark, tail = object["definition"].partition(f" INDEX {quote_identifier(object.id.name)} ON ")
    if not mark:
        return None
    return (head, tail, object.id.schema, object["on_table"], _tuple(object["parent_index"]), object["valid"])


def _index_shape_apart(object: Object) -> Any:
    """Whether it is a copy or not: a table that joins a parent brings it, one that leaves keeps it."""
    shape = _index_shape(object)
    return shape and (*shape[:4], shape[5])


def _constraint_shape_apart(object: Object) -> Any:
    """As `_index_shape_apart`, for keys."""
    shape = _constraint_shape(object) if object["type"] in "pu" else None
    return shape and shape[:4]


def _constraint_shape(object: Object) -> Any:
    """A check that a parent gives is renamed with the parent's."""
    if object["type"] == "c" and object["inherited"]:
        return None
    about = (object.id.schema, object.id.table, object["type"], object["definition"])
    return (*about, object["inherited"], _tuple(object["parent_constraint"]))


def _sequence_shape(object: Object) -> Any:
    """A sequence that belongs to a column."""
    if not object["owned_by"]:
        return None
    return (object.id.schema, _tuple(object["owned_by"]), *(object[name] for name in _SEQUENCE))


def _tuple(value: Iterable[Any] | None) -> Any:
    return tuple(value) if value is not None else None


_ENDS: dict[str, Callable[[Object], Any]] = {
    "index": _index_shape,
    "constraint": _constraint_shape,
    "sequence": _sequence_shape,
}
_ENDS_APART: dict[str, Callable[[Object], Any]] = {
    "index": _index_shape_apart,
    "constraint": _constraint_shape_apart,
}
