"""What a type is made of, as far as a value of it can be made up: the text of a type and a catalog in, a Type out.

Pure; must never know a connection, nor what the values are for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.pgsql import qualified

BUILTIN_RANGES = {
    "int4range": "integer",
    "int8range": "bigint",
    "numrange": "numeric",
    "daterange": "date",
    "tsrange": "timestamp without time zone",
    "tstzrange": "timestamp with time zone",
}
BUILTIN_MULTIRANGES = {name.replace("range", "multirange"): name for name in BUILTIN_RANGES}
KINDS = ("enum", "composite_type", "domain", "range", "table", "view", "materialized_view", "foreign_table")


class Form(StrEnum):
    """How a value is written."""

    BASE = "base"
    ENUM = "enum"
    ARRAY = "array"
    COMPOSITE = "composite"
    RANGE = "range"
    MULTIRANGE = "multirange"


@dataclass(frozen=True, slots=True)
class Type:
    """A type without its domains.

    text: the type as format_type shows it, without its domains. name: of a base type, without modifiers.
    modifiers: those in parentheses. labels: of an enum. element: of an array, the subtype of a range, the range of a
    multirange. attributes: of a composite type, in order. domains: those around it, the outermost first.
    id: of an enum or a composite type.
    """

    text: str
    form: Form
    name: str = ""
    modifiers: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    element: Type | None = None
    attributes: Mapping[str, Type] | None = None
    domains: tuple[ObjectId, ...] = ()
    id: ObjectId | None = None


class Types:
    """The types of one catalog, each resolved once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[str, Type] = {}
        self._named = {qualified(id.schema, id.name): id for id in catalog.objects if id.kind in KINDS}
        multiranges = (o for o in catalog.objects.values() if o.id.kind == "range" and o.get("multirange"))
        self._multiranges = {qualified(*o["multirange"]): o for o in multiranges}

    def resolve(self, text: str) -> Type:
        """The type that format_type shows as `text`; one that nothing is known of is a base type."""
        if text not in self._known:
            self._known[text] = self._resolve(text)
        return self._known[text]

    def _resolve(self, text: str) -> Type:
        if text.endswith("[]"):
            return Type(text, Form.ARRAY, element=self.resolve(text[:-2]))
        name, modifiers = without_modifiers(text)
        if id := self._named.get(name):
            return self._of_object(text, self._catalog.objects[id])
        if found := self._multiranges.get(name):
            return Type(text, Form.MULTIRANGE, element=self.resolve(qualified(found.id.schema, found.id.name)))
        if name in BUILTIN_RANGES:
            return Type(text, Form.RANGE, element=self.resolve(BUILTIN_RANGES[name]))
        if name in BUILTIN_MULTIRANGES:
            return Type(text, Form.MULTIRANGE, element=self.resolve(BUILTIN_MULTIRANGES[name]))
        return Type(text, Form.BASE, name=name, modifiers=modifiers)

    def _of_object(self, text: str, object: Object) -> Type:
        kind = object.id.kind
        if kind == "enum":
            return Type(text, Form.ENUM, labels=tuple(object["labels"]), id=object.id)
        if kind == "range":
            return Type(text, Form.RANGE, element=self.resolve(object["subtype"]))
        if kind == "domain":
            base = self.resolve(object["type"])
            return replace(base, domains=(object.id, *base.domains))
        if kind == "composite_type":
            fields = [(each[0], each[1]) for each in object["attributes"]]
        elif kind in ("table", "foreign_table"):
            parts = self._catalog.parts.get(object.id, ())
            fields = [(part.id.name, part["type"]) for part in parts if part.id.kind == "column"]
        else:
            fields = [(name, type) for name, type, *_ in object["columns"]]
        attributes = {name: self.resolve(type) for name, type in fields}
        return Type(text, Form.COMPOSITE, attributes=attributes, id=object.id)


def without_modifiers(text: str) -> tuple[str, tuple[int, ...]]:
    """`timestamp(3) with time zone` is `timestamp with time zone` and (3,); modifiers in words are left out."""
    start = text.rfind("(")
    end = text.find(")", start)
    if start < 0 or end < 0 or text.endswith('"'):
        return text, ()
    inside = [word.strip() for word in text[start + 1 : end].split(",")]
    numbers = tuple(int(word) for word in inside if word.lstrip("-").isdigit())
    return (text[:start] + text[end + 1 :]).strip(), numbers
