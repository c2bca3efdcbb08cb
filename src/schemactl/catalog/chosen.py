"""Names that the server chose, told from those that somebody wrote.

In: the objects of one database as they were read. Out: the same, and with each index or constraint that a partition
has from its parent an alias: by that it is compared, whatever it is called. The name of a NOT NULL constraint that
nobody wrote (Postgres 18) is no attribute of its column. docs/decisions/0011-names-that-the-server-chose.md says why.

A name counts as the server's if ChooseRelationName() or ChooseConstraintName() of Postgres would make it: table,
columns and label, cut to 63 bytes, and a number where the name was taken. This file must never know a connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from schemactl.catalog.model import Alias, Object, ObjectId
from schemactl.pgsql import quote_identifier

LONGEST = 63
"""Bytes of an identifier (NAMEDATALEN less one)."""

LABELS = {"p": "pkey", "u": "key", "x": "excl", "f": "fkey"}
NOT_NULL = "not_null"
COPIED_FROM = {"index": "parent_index", "constraint": "parent_constraint"}


def make_name(table: str, columns: str, label: str) -> str:
    """makeObjectName(): the longer one of the first two parts is cut until all three fit."""
    room = LONGEST - len(label) - (2 if columns else 1)
    sizes = [len(part.encode()) for part in (table, columns)]
    while sum(sizes) > room:
        sizes[0 if sizes[0] > sizes[1] else 1] -= 1
    parts = [part.encode()[:size].decode(errors="ignore") for part, size in zip((table, columns), sizes, strict=True)]
    return "_".join([*(part for part in parts if part), label])


def is_made(name: str, table: str, columns: str, label: str) -> bool:
    """Whether the server would make this name, perhaps with a number behind it."""
    number = name[len(name.rstrip("0123456789")) :]
    return name == make_name(table, columns, label + number)


def settle_names(objects: dict[ObjectId, Object], made_of: Mapping[ObjectId, Sequence[str]]) -> None:
    """Give copies their aliases, and take the names of NOT NULL constraints that nobody wrote from their columns.

    made_of: the columns of copies, as their names are made of them.
    """
    for object in [o for o in objects.values() if o.get("not_null_constraint")]:
        objects[object.id] = _without_chosen_not_null(object, objects)
    copies = [o for o in objects.values() if o.id.kind in COPIED_FROM and o.get(COPIED_FROM[o.id.kind])]
    marked = [_with_alias(copy, objects, "_".join(made_of.get(copy.id, ()))) for copy in copies]
    objects.update((object.id, object) for object in marked)


def _without_chosen_not_null(column: Object, objects: Mapping[ObjectId, Object]) -> Object:
    named = dict(column["not_null_constraint"])
    name, is_inherited = named["name"], named.pop("inherited")
    default = make_name(column.id.table, column.id.name, NOT_NULL)
    is_chosen = is_made(name, column.id.table, column.id.name, NOT_NULL)
    if is_inherited and not is_chosen:
        is_chosen = name.rstrip("0123456789").endswith(f"_{NOT_NULL}") or name in _names_above(column, objects)
    if is_chosen:
        named["name"] = default
    is_plain = is_chosen and named["valid"] and not named["no_inherit"]
    attributes = {**column.attributes, "not_null_constraint": None if is_plain else named}
    return replace(column, attributes=attributes, given=name)


def _names_above(column: Object, objects: Mapping[ObjectId, Object]) -> Iterable[str]:
    """What the NOT NULL constraints of the column's parents are called."""
    table = objects.get(column.parent) if column.parent else None
    for schema, name in (table and table["parents"]) or ():
        above = objects.get(column.id._replace(schema=schema, table=name))
        if above is not None:
            yield above.given or (above["not_null_constraint"] or {}).get("name", "")


def _with_alias(copy: Object, objects: Mapping[ObjectId, Object], columns: str) -> Object:
    """`called` is the name that somebody wrote for a copy, or that something else says."""
    source = _source(copy, objects)
    if source is None:
        return copy
    root, above = source, _source(source, objects)
    while above is not None:
        root, above = above, _source(above, objects)
    is_chosen = _is_chosen(copy, source, columns, objects)
    attributes = {**copy.attributes, "called": None if is_chosen else copy.id.name}
    same = {**attributes, COPIED_FROM[copy.id.kind]: _path(root)}
    if copy.id.kind == "index":
        same["definition"] = copy["definition"].replace(f" INDEX {quote_identifier(copy.id.name)} ON ", " INDEX ON ", 1)
    table = copy.id.table or copy["on_table"]
    alias = ObjectId(copy.id.kind, copy.id.schema, f"copy of {'.'.join(_path(root))}", table)
    return replace(copy, attributes=attributes, alias=Alias(alias, same))


def _path(root: Object) -> Sequence[str]:
    return [name for name in (root.id.schema, root.id.table, root.id.name) if name]


def _source(copy: Object, objects: Mapping[ObjectId, Object]) -> Object | None:
    """What a copy is a copy of; nothing for what is no copy, or where its parent was not read."""
    path: Sequence[str] | None = copy.get(COPIED_FROM[copy.id.kind])
    if not path:
        return None
    id = ObjectId("index", *path) if len(path) == 2 else ObjectId("constraint", path[0], path[2], path[1])
    return objects.get(id)


def _is_chosen(copy: Object, source: Object, columns: str, objects: Mapping[ObjectId, Object]) -> bool:
    """The server made the name, and nothing says it: no comment, no setting of its own, no property of the table."""
    table = objects[ObjectId("table", copy.id.schema, copy.id.table or copy["on_table"])]
    own = (copy.get("comment"), copy.get("index_comment"), copy.get("statistics"))
    if any(own) or (copy.get("options") or []) != (source.get("options") or []):
        return False
    if copy.id.name in (table.get("replica_index"), table.get("clustered_on")):
        return False
    if copy.id.kind == "constraint" and copy["type"] == "f" and copy.id.name == source.id.name:
        return True
    label = "idx" if copy.id.kind == "index" else LABELS.get(copy["type"], "")
    made_of = "" if label == "pkey" else columns
    return bool(label) and is_made(copy.id.name, table.id.name, made_of, label)
