"""Holds the values after a plan against those before it: each is there, under its own name, or the plan says it goes.

In: Values before and after, and an Expectation: both catalogs, what is renamed, what the plan says it destroys.
Out: losses, in words. A value that becomes one of another type is expected to be what Postgres's own cast makes of it;
where there is no cast, the same text. The server is asked for casts only.
This file must never know how a plan is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.pgsql import quote_literal
from schemactl.rows.ask import text_of
from schemactl.rows.literals import quoted
from schemactl.rows.table import NewName
from schemactl.rows.types import Form, Type, Types
from schemactl.rows.values import Position, Values

if TYPE_CHECKING:
    import psycopg

MOST_TOLD = 5

Json = Any


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a plan means for values.

    destroyed: the objects whose values it says it destroys; a composite type stands for the attributes that it loses.
    """

    current: Catalog
    desired: Catalog
    new_name: NewName
    destroyed: frozenset[ObjectId]


def find_losses(connection: psycopg.Connection[Any], before: Values, after: Values, change: Expectation) -> list[str]:
    """What is lost, was changed, or has another value's place; the first few."""
    comparison = _Comparison(connection, change)
    return list(islice(comparison.losses(before, after), MOST_TOLD))


class _Comparison:
    """One pair of states."""

    def __init__(self, connection: psycopg.Connection[Any], change: Expectation) -> None:
        self._connection = connection
        self._expected = change
        self._types = (Types(change.current), Types(change.desired))
        self._casts: dict[tuple[str, str, str], Json] = {}

    def losses(self, before: Values, after: Values) -> Iterator[str]:
        for id, rows in before.rows.items():
            if not self._is_destroyed(id):
                yield from self._table(id, rows, after)
        for id, position in before.positions.items():
            yield from self._position(id, position, after.positions)

    def _is_destroyed(self, table: ObjectId) -> bool:
        """Or what holds it: rows of partitions go with the table that they are part of."""
        if table in self._expected.destroyed:
            return True
        object = self._expected.current.objects.get(table)
        parents = (object and object.get("partition_bound") and object["parents"]) or ()
        return any(self._is_destroyed(ObjectId("table", schema, name)) for schema, name in parents)

    def _table(self, id: ObjectId, rows: list[dict[str, Json]], after: Values) -> Iterator[str]:
        new = self._expected.new_name(id)
        there = after.rows.get(new, [])
        if len(there) < len(rows):
            yield f"{len(rows) - len(there)} of {len(rows)} rows of {new}"
            return
        for name in rows[0] if rows else ():
            column = id._replace(kind="column", table=id.name, name=name)
            values = [row[name] for row in rows]
            yield from self._column(column, values, there)

    def _column(self, id: ObjectId, values: list[Json], rows: list[dict[str, Json]]) -> Iterator[str]:
        old = self._expected.current.objects.get(id)
        if old is None or (old["generated"] and self._is_recomputed(id)):
            return
        target = self._new_column(id)
        new = self._expected.desired.objects.get(target)
        if self._is_told(id):
            return
        if new is None or target.name not in rows[0]:
            if any(value is not None for value in values) and not old["generated"]:
                yield f"the values of {id}"
            return
        types = (self._types[0].resolve(old["type"]), self._types[1].resolve(new["type"]))
        for value, row in zip(values, rows, strict=False):
            if not self._is_same(value, types[0], row[target.name], types[1]):
                yield f"{target} holds {_shown(row[target.name])}, which was {_shown(value)}"
                return

    def _new_column(self, id: ObjectId) -> ObjectId:
        """What a column is called after the change; one that is inherited follows its parent's."""
        new = self._expected.new_name(id)
        table = self._expected.current.objects.get(ObjectId("table", id.schema, id.table))
        if new in self._expected.desired.objects or table is None:
            return new
        above = (id._replace(schema=schema, table=name) for schema, name in table["parents"] or ())
        named = (new._replace(name=self._new_column(each).name) for each in above)
        return next((each for each in named if each in self._expected.desired.objects), new)

    def _is_recomputed(self, id: ObjectId) -> bool:
        """Generated before and after: its values are those of its expression."""
        new = self._expected.desired.objects.get(self._new_column(id))
        return new is None or bool(new["generated"])

    def _is_told(self, column: ObjectId) -> bool:
        """Whether the plan says of a column, or of the one that it inherits, that its values go."""
        if column in self._expected.destroyed:
            return True
        table = self._expected.current.objects.get(ObjectId("table", column.schema, column.table))
        parents = (table and table.get("parents")) or ()
        return any(self._is_told(column._replace(schema=schema, table=name)) for schema, name in parents)

    def _is_same(self, value: Json, old: Type, found: Json, new: Type) -> bool:
        if value is None or found is None:
            return value is found
        if old.form is Form.COMPOSITE and new.form is Form.COMPOSITE:
            return self._is_same_record(value, old, found, new)
        if old.form is Form.ARRAY and new.form is Form.ARRAY and isinstance(value, list) and isinstance(found, list):
            return len(value) == len(found) and all(
                self._is_same_element(one, old, other, new) for one, other in zip(value, found, strict=True)
            )
        if old.form is Form.ENUM and isinstance(value, str):
            value = self._part(old, "enum_value", value)
        if value == found and _kind_of(value) is _kind_of(found):
            return True
        if old == new:
            return False
        return bool(self._converted(value, old, new) == found)

    def _is_same_element(self, value: Json, old: Type, found: Json, new: Type) -> bool:
        """Of arrays with several dimensions, the elements are arrays."""
        if isinstance(value, list) and isinstance(found, list):
            return self._is_same(value, old, found, new)
        assert old.element is not None and new.element is not None
        return self._is_same(value, old.element, found, new.element)

    def _is_same_record(self, value: dict[str, Json], old: Type, found: dict[str, Json], new: Type) -> bool:
        was, wanted = old.attributes or {}, new.attributes or {}
        for name, part in value.items():
            becomes = self._part(old, "attribute", name)
            if becomes in wanted and becomes in found:
                if not self._is_same(part, was[name], found[becomes], wanted[becomes]):
                    return False
            elif part is not None and old.id not in self._expected.destroyed:
                return False
        return True

    def _part(self, type: Type, kind: str, name: str) -> str:
        """What a label or an attribute is called after the change."""
        if type.id is None:
            return name
        if type.id.kind == "table":
            return self._expected.new_name(ObjectId("column", type.id.schema, name, type.id.name)).name
        return self._expected.new_name(ObjectId(kind, type.id.schema, name, type.id.name)).name

    def _position(self, id: ObjectId, was: Position, after: Mapping[ObjectId, Position]) -> Iterator[str]:
        target = self._expected.new_name(id)
        now = after.get(target)
        if was.last is None or now is None or not now.minimum <= was.last <= now.maximum:
            return
        if (was.increment > 0) != (now.increment > 0) or self._was_remade(id):
            return
        behind = now.last is None or (now.last < was.last if now.increment > 0 else now.last > was.last)
        if behind:
            yield f"the sequence of {target} would give values again that it has given (it stood at {was.last})"

    def _was_remade(self, id: ObjectId) -> bool:
        table = ObjectId("table", id.schema, id.table)
        return id.kind == "column" and (self._is_destroyed(table) or self._is_told(id))

    def _converted(self, value: Json, old: Type, new: Type) -> Json:
        """What the server's cast makes of a value; where there is none, what the new type reads of its text."""
        text = _input(value, old)
        key = (text, old.text, new.text)
        if key not in self._casts:
            was, wanted = (_castable(type) for type in (old, new))
            forms = (f"CAST(CAST({{}} AS {was}) AS {wanted})", f"CAST(CAST(CAST({{}} AS {was}) AS text) AS {wanted})")
            self._casts[key] = self._first(form.format(quote_literal(text)) for form in forms)
        return self._casts[key]

    def _first(self, expressions: Iterator[str]) -> Json:
        texts = (text_of(self._connection, f"pg_catalog.to_jsonb({expression})") for expression in expressions)
        found = next((text for text in texts if text is not None), None)
        return None if found is None else json.loads(found, parse_float=Decimal)


def _input(value: Json, type: Type) -> str:
    """A value as its type's input function reads it."""
    if isinstance(value, list) and type.form is Form.ARRAY and type.element:
        parts = (each if isinstance(each, list) else (type.element, each) for each in value)
        return "{" + ",".join(_input(p, type) if isinstance(p, list) else _element(p[1], p[0]) for p in parts) + "}"
    if isinstance(value, dict) and type.form is Form.COMPOSITE:
        fields = (
            "" if value.get(name) is None else _quoted(value[name], t) for name, t in (type.attributes or {}).items()
        )
        return "(" + ",".join(fields) + ")"
    return _shown(value) if isinstance(value, bool | list | dict) else str(value)


def _element(value: Json, type: Type) -> str:
    return "NULL" if value is None else _quoted(value, type)


def _quoted(value: Json, type: Type) -> str:
    return quoted(_input(value, type))


def _castable(type: Type) -> str:
    """A type that there is in both states: labels are texts."""
    return "text" if type.form is Form.ENUM else type.text


def _kind_of(value: Json) -> type:
    """True is not 1."""
    return bool if isinstance(value, bool) else object


def _shown(value: Json) -> str:
    return json.dumps(value, default=float, ensure_ascii=False)
