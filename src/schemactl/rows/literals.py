"""Values made up for a proof: for each type texts that differ from row to row and from column to column.

In: a type, the type that the value becomes, and the Spot it is for. Out: the text of a value, as the type's input
function takes it; None where none is known. A value fits both types wherever one can: numbers stay in the smaller
range, labels are those that both enums have, a text that becomes a uuid looks like one.
Pure; must never know a connection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from schemactl.rows.types import Form, Type

STRINGS = frozenset({"text", "character varying", "character", "name", "citext", '"char"'})
INTEGERS = frozenset({"smallint", "integer", "bigint", "oid"})
NUMBERS = INTEGERS | {"numeric", "real", "double precision", "money"}
DAY = datetime(2001, 1, 1, 10, 20, 30, tzinfo=UTC)


class Spot(NamedTuple):
    """Where a value stands: name of the column or attribute, and a number that no other column's row has."""

    name: str
    number: int

    def shifted(self, by: int) -> Spot:
        return self._replace(number=self.number + by)


def literal(type: Type, becomes: Type, spot: Spot) -> str | None:
    """The text of a value of `type` that `becomes` takes as well, if there is one; None: no value is known."""
    if type.form is Form.ENUM:
        return _label(type, becomes, spot)
    if type.form is Form.ARRAY:
        return _array(type, becomes, spot)
    if type.form is Form.COMPOSITE:
        return _composite(type, becomes, spot)
    if type.form in (Form.RANGE, Form.MULTIRANGE):
        return _range(type, spot)
    if _is_string(type) and not _is_string(becomes):
        wanted = literal(becomes, becomes, spot)
        return wanted if wanted is None else _cut(wanted, type)
    make = MAKERS.get(_bare(type.name))
    return make(spot, type, becomes) if make else None


def _is_string(type: Type) -> bool:
    return type.form is Form.BASE and _bare(type.name) in STRINGS


def _bare(name: str) -> str:
    """The name of a type of an extension, without its schema."""
    return name if name == '"char"' else name.rpartition(".")[2]


def _label(type: Type, becomes: Type, spot: Spot) -> str | None:
    labels = [label for label in type.labels if becomes.form is not Form.ENUM or label in becomes.labels]
    labels = labels or list(type.labels)
    return labels[spot.number % len(labels)] if labels else None


def _array(type: Type, becomes: Type, spot: Spot) -> str | None:
    assert type.element is not None
    element = becomes.element if becomes.form is Form.ARRAY and becomes.element else type.element
    values = [literal(type.element, element, spot.shifted(by)) for by in (0, 1)]
    known = [quoted(value) for value in values if value is not None]
    return "{" + ",".join(known) + "}" if known else None


def _composite(type: Type, becomes: Type, spot: Spot) -> str:
    attributes, wanted = type.attributes or {}, becomes.attributes or {}
    values = [
        literal(each, wanted.get(name, each), Spot(name, spot.number + n))
        for n, (name, each) in enumerate(attributes.items())
    ]
    return "(" + ",".join("" if value is None else quoted(value) for value in values) + ")"


def quoted(value: str) -> str:
    """As it stands inside a record or an array."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _range(type: Type, spot: Spot) -> str | None:
    assert type.element is not None
    if type.form is Form.MULTIRANGE:
        inside = _range(type.element, spot)
        return inside and f"{{{inside}}}"
    low, high = (literal(type.element, type.element, Spot(spot.name, 2 * spot.number + n)) for n in (0, 1))
    return None if low is None or high is None else f"[{quoted(low)},{quoted(high)})"


def _cut(text: str, type: Type) -> str | None:
    """As much as fits; nothing of a text whose end matters."""
    limit = _limit(type)
    return None if limit is not None and len(text) > limit else text


def _limit(type: Type) -> int | None:
    return {"character": 1, '"char"': 1, "name": 63}.get(_bare(type.name)) if not type.modifiers else type.modifiers[0]


def _string(spot: Spot, type: Type, becomes: Type) -> str:
    limits = [limit for each in (type, becomes) if (limit := _limit(each)) is not None]
    text = f'{spot.name} {spot.number:03}, "x" (\\y)'
    if limits and len(text) > min(limits):
        text = f"{spot.number:03}"[-min(limits) :] if min(limits) > 1 else chr(97 + spot.number % 26)
    return text


def _digits(type: Type) -> int:
    """How many digits there may be before the point."""
    if type.name == "numeric" and type.modifiers:
        return type.modifiers[0] - (type.modifiers[1] if len(type.modifiers) > 1 else 0)
    if _is_string(type):
        return _limit(type) or 4
    return 4


def _whole(spot: Spot, *types: Type) -> int:
    digits = max(0, min(_digits(type) for type in types))
    return spot.number % 10**digits if digits < 4 else spot.number


def _integer(spot: Spot, type: Type, becomes: Type) -> str:
    if becomes.name == "date":
        return f"{DAY + timedelta(days=spot.number):%Y%m%d}"
    return str(_whole(spot, type, becomes))


def _numeric(spot: Spot, type: Type, becomes: Type) -> str:
    scale = type.modifiers[1] if len(type.modifiers) > 1 else (0 if type.modifiers else 2)
    fraction = ".25"[: scale + 1] if scale > 0 else ""
    return f"{_whole(spot, type, becomes)}{fraction}"


def _bits(spot: Spot, type: Type, _: Type) -> str:
    length = type.modifiers[0] if type.modifiers else 1 if type.name == "bit" else 8
    return f"{spot.number % 2**length:0{length}b}"


def _vector(spot: Spot, type: Type, _: Type) -> str:
    return "[" + ",".join(str(spot.number + n) for n in range(type.modifiers[0] if type.modifiers else 3)) + "]"


SHAPES = {
    "Geometry": "POINT",
    "Point": "POINT",
    "LineString": "LINESTRING",
    "Polygon": "POLYGON",
    "MultiPoint": "MULTIPOINT",
    "MultiLineString": "MULTILINESTRING",
    "MultiPolygon": "MULTIPOLYGON",
    "GeometryCollection": "GEOMETRYCOLLECTION",
}
"""How well-known text calls what PostGIS prints as a modifier."""
DIMENSIONS = {"ZM": " 3 4", "Z": " 3", "M": " 4"}


def _shape(spot: Spot, type: Type, _: Type) -> str | None:
    """Well-known text of the shape that the modifiers want, small enough for degrees."""
    shape, comma, reference = type.text.partition("(")[2].rstrip(")").partition(",")
    dimensions = next((one for one in DIMENSIONS if shape.endswith(one)), "")
    word = SHAPES.get(shape.removesuffix(dimensions) or "Geometry")
    if word is None:
        return None
    x, more = spot.number % 80_000 / 1000, DIMENSIONS.get(dimensions, "")
    a, b, c = (f"{x} 1{more}", f"{x} 2{more}", f"{x + 1} 2{more}")
    parts = {
        "POINT": a,
        "LINESTRING": f"{a}, {b}",
        "POLYGON": f"({a}, {b}, {c}, {a})",
        "MULTIPOINT": f"({a}), ({b})",
        "MULTILINESTRING": f"({a}, {b})",
        "MULTIPOLYGON": f"(({a}, {b}, {c}, {a}))",
        "GEOMETRYCOLLECTION": f"POINT {dimensions} ({a})",
    }
    return f"{f'SRID={reference};' if comma else ''}{word} {dimensions} ({parts[word]})"


def _moment(format: str) -> Callable[[Spot, Type, Type], str]:
    return lambda spot, *_: f"{DAY + timedelta(days=spot.number, minutes=spot.number):{format}}"


def _pattern(pattern: str) -> Callable[[Spot, Type, Type], str]:
    """{n}: the number, {h}: as eight hexadecimal digits, {b}: below 250."""
    return lambda spot, *_: pattern.format(n=spot.number, h=f"{spot.number:08x}", b=spot.number % 250, name=spot.name)


MAKERS: Mapping[str, Callable[[Spot, Type, Type], str | None]] = {
    **dict.fromkeys(STRINGS, _string),
    **dict.fromkeys(INTEGERS, _integer),
    **dict.fromkeys(("numeric", "real", "double precision", "money"), _numeric),
    "boolean": lambda spot, *_: "tf"[spot.number % 2],
    "uuid": _pattern("{h}-0000-4000-8000-000000000000"),
    "bytea": _pattern("\\x{h}"),
    "json": _pattern('{{"n": {n}}}'),
    "jsonb": _pattern('{{"n": {n}}}'),
    "xml": _pattern("<a>{n}</a>"),
    "date": _moment("%Y-%m-%d"),
    "time without time zone": _moment("%H:%M:%S"),
    "time with time zone": _moment("%H:%M:%S+00"),
    "timestamp without time zone": _moment("%Y-%m-%d %H:%M:%S"),
    "timestamp with time zone": _moment("%Y-%m-%d %H:%M:%S+00"),
    "interval": _pattern("{n} days 01:02:03"),
    "inet": _pattern("10.0.0.{b}"),
    "cidr": _pattern("10.0.{b}.0/24"),
    "macaddr": lambda spot, *_: f"08:00:2b:01:{spot.number // 256 % 256:02x}:{spot.number % 256:02x}",
    "macaddr8": lambda spot, *_: f"08:00:2b:01:02:03:{spot.number // 256 % 256:02x}:{spot.number % 256:02x}",
    "bit": _bits,
    "bit varying": _bits,
    "point": _pattern("({n},1)"),
    "box": _pattern("({n},2),(0,1)"),
    "circle": _pattern("<({n},1),2>"),
    "line": _pattern("{{{n},2,3}}"),
    "lseg": _pattern("[(0,0),({n},1)]"),
    "path": _pattern("((0,0),({n},1))"),
    "polygon": _pattern("((0,0),(1,{n}),(2,0))"),
    "tsvector": _pattern("w{n}"),
    "tsquery": _pattern("w{n}"),
    "jsonpath": _pattern('$."a{n}"'),
    "pg_lsn": _pattern("0/{h}"),
    "pg_snapshot": _pattern("{n}:{n}:"),
    "xid": _pattern("{n}"),
    "xid8": _pattern("{n}"),
    "hstore": _pattern('"n"=>"{n}"'),
    "ltree": _pattern("a.b{n}"),
    "cube": _pattern("({n},1)"),
    "isbn": lambda *_: "978-0-393-04002-9",
    **dict.fromkeys(("geometry", "geography"), _shape),
    "vector": _vector,
    "halfvec": _vector,
}
"""A value of each base type, by its name."""
