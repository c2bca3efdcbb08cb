"""Whether values of one type can become values of another, tried on the server with values that are hard to convert.

In: a connection of a copy that is in the desired state, both catalogs. Out: Conversions of columns that change their
type: those of which no value can ever be converted, and for the others a query that finds the values that cannot. The
server judges; what is tried are the largest, the longest and the strangest values, and such as the new type is written
with.
This file must never know how the conversion is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.rules.conversion import unlimited
from schemactl.diff.rules.sequence import MAXIMUM
from schemactl.pgsql import qualified, quote_identifier, quote_literal
from schemactl.rows.ask import error_of, evaluable, text_of
from schemactl.rows.literals import NUMBERS, STRINGS, Spot, literal
from schemactl.rows.types import Form, Type, Types

if TYPE_CHECKING:
    import psycopg

CANNOT_COERCE = "42846"
UNSUPPORTED = "0A000"
ELEMENT = "[]"
"""Stands in a path for the elements of an array."""
TIMES = frozenset(
    {
        "date",
        "timestamp without time zone",
        "timestamp with time zone",
        "time without time zone",
        "time with time zone",
        "interval",
    }
)
ADDRESSES = frozenset({"inet", "cidr"})
HARD: dict[str, tuple[str, ...]] = {
    **{name: (str(bound), str(-bound - 1), "0", "1") for name, bound in MAXIMUM.items()},
    "numeric": ("123456789012345678901234567890.123", "NaN", "0.5", "1"),
    "real": ("1e30", "NaN", "0.5"),
    "double precision": ("1e300", "NaN", "0.5", "Infinity"),
    "boolean": ("t", "f"),
    "date": ("infinity", "4713-01-01 BC", "2001-02-03"),
    "timestamp without time zone": ("infinity", "4713-01-01 BC", "2001-02-03 04:05:06.789123"),
    "timestamp with time zone": ("infinity", "2001-02-03 04:05:06.789123+00"),
    "time without time zone": ("24:00:00", "04:05:06.789123"),
    "interval": ("1000 years", "-1 day", "04:05:06.789123"),
    "inet": ("10.1.2.3/24",),
    "json": ("[]", '"x"', "1", "null"),
    "jsonb": ("[]", '"x"', "1", "null"),
}
OF_TEXTS = ("", "no such value", "0", "-1", "x" * 300)


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of a column's values. path: of the attribute inside them. is_possible: False if no value can be converted.

    misfits: a query for the values that fail; inexact: one for those that become others. '' where there are none.
    """

    column: ObjectId
    path: tuple[str, ...]
    old: str
    new: str
    is_possible: bool = True
    misfits: str = ""
    inexact: str = ""

    @property
    def name(self) -> str:
        attributes = "".join(name if name == ELEMENT else f".{quote_identifier(name)}" for name in self.path)
        return f"{qualified(self.column.schema, self.column.table)}.{quote_identifier(self.column.name)}{attributes}"

    @property
    def risks(self) -> tuple[str, ...]:
        """In words, on which values it fails, and which it changes."""
        words = []
        if self.misfits:
            words.append(f"fails on values of {self.name} that are no {self.new}; find them: {self.misfits}")
        if self.inexact:
            words.append(f"rounds values of {self.name} that {self.new} cannot hold; find them: {self.inexact}")
        return tuple(words)


def judge_conversions(connection: psycopg.Connection[Any], current: Catalog, desired: Catalog) -> list[Conversion]:
    """Those of columns that are in both states with another type, as far as something is to be said of them."""
    types, new_types = Types(current), Types(desired)
    found, tried = [], dict[tuple[Type, Type], _Outcome]()
    for id in sorted(current.objects.keys() & desired.objects.keys()):
        old, new = current.objects[id], desired.objects[id]
        if id.kind != "column" or old["generated"] or new["generated"] or new["foreign"]:
            continue
        pair = types.resolve(old["type"]), new_types.resolve(new["type"])
        if pair[0] != pair[1] or old["type"] != new["type"]:
            for path, was, becomes in _leaves(*pair):
                trial = _Trial(connection, was, becomes, desired)
                outcome = tried.get((was, becomes)) or trial.run()
                tried[was, becomes] = outcome
                found.append(trial.conclude(id, path, outcome))
    return [one for one in found if not one.is_possible or one.risks]


def _leaves(old: Type, new: Type, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Type, Type]]:
    """The parts of a value that have no structure, where they change."""
    if old.form is new.form is Form.ARRAY and old.element and new.element:
        yield from _leaves(old.element, new.element, (*path, ELEMENT))
    elif old.form is new.form is Form.COMPOSITE:
        for name, type in (old.attributes or {}).items():
            if name in (new.attributes or {}):
                yield from _leaves(type, (new.attributes or {})[name], (*path, name))
    elif old != new and old.form in (Form.BASE, Form.ENUM) and new.form in (Form.BASE, Form.ENUM):
        yield path, old, new


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Of a pair of types, whatever the column. is_possible: of any value; fails, changes: whether some values do."""

    is_possible: bool = True
    fails: bool = False
    changes: bool = False


class _Trial:
    """One pair of types, tried with samples. Only of plain columns a simple query finds the values."""

    def __init__(
        self,
        connection: psycopg.Connection[Any],
        old: Type,
        new: Type,
        desired: Catalog,
    ) -> None:
        self._connection = connection
        self._old, self._new = old, new
        self._source = "text" if old.form is Form.ENUM else old.text
        self._target = "text" if new.form is Form.ENUM else unlimited(new.text, desired)
        self._via = ""

    def run(self) -> _Outcome:
        casts = {f"CAST({quote_literal(sample)} AS {self._source})": sample for sample in self._samples()}
        samples = [casts[cast] for cast in evaluable(self._connection, list(casts))]
        if samples and not self._has_cast(samples[0]):
            self._via = "::text"
        results = [self._converts(sample) for sample in samples]
        if not any(results):
            return _Outcome(is_possible=not (samples and self._is_known() and self._is_supported()))
        return _Outcome(fails=not all(results), changes=any(self._changes(sample) for sample in samples))

    def conclude(self, column: ObjectId, path: tuple[str, ...], outcome: _Outcome) -> Conversion:
        misfits = self._misfits(column) if outcome.fails and not path else ""
        inexact = self._inexact(column) if outcome.changes and not path else ""
        return Conversion(column, path, self._old.text, self._new.text, outcome.is_possible, misfits, inexact)

    def _is_supported(self) -> bool:
        """Whether this server has the new type at all: xml may have been left out when it was built."""
        sample = literal(self._new, self._new, Spot("v", 1)) or ""
        return error_of(self._connection, f"CAST({quote_literal(sample)} AS {self._target})") != UNSUPPORTED

    def _is_known(self) -> bool:
        """Whether we know values of both types, so that no success says something."""
        return all(literal(type, type, Spot("v", 1)) is not None for type in (self._old, self._new))

    def _samples(self) -> list[str]:
        """Of the old type, if it takes them."""
        if self._old.form is Form.ENUM:
            return list(self._old.labels)
        made = [literal(self._old, self._new, Spot("v", number)) for number in (1, 7)]
        made += [literal(self._new, self._new, Spot("v", number)) for number in (1, 2, 8)]
        hard: Sequence[str] = HARD.get(self._old.name, ())
        if self._old.name == "numeric" and self._old.modifiers:
            digits = self._old.modifiers[0] - (self._old.modifiers[1] if len(self._old.modifiers) > 1 else 0)
            hard = (f"{'9' * digits or '0'}.{'123456789'[: (*self._old.modifiers, 0)[1]] or '0'}", "0", "1")
        if self._old.name in STRINGS:
            limit = self._old.modifiers[0] if self._old.modifiers else None
            hard = [text[:limit] for text in OF_TEXTS]
            made += list(self._new.labels)
        made += hard
        return list(dict.fromkeys(text for text in made if text is not None))

    def _has_cast(self, sample: str) -> bool:
        return (
            error_of(self._connection, f"CAST(CAST({quote_literal(sample)} AS {self._source}) AS {self._target})")
            != CANNOT_COERCE
        )

    def _converts(self, sample: str) -> bool:
        value = f"CAST(CAST({quote_literal(sample)} AS {self._source}){self._via} AS {self._target})"
        text = text_of(self._connection, value)
        if text is None:
            return False
        if self._new.form is Form.ENUM:
            return text in self._new.labels
        if self._new.name in STRINGS and self._new.modifiers:
            return len(text.rstrip() if self._new.name == "character" else text) <= self._new.modifiers[0]
        if self._new.name == "bit":
            return len(text) == (*self._new.modifiers, 1)[0]
        if self._new.name == "bit varying" and self._new.modifiers:
            return len(text) <= self._new.modifiers[0]
        return True

    def _changes(self, sample: str) -> bool:
        """Whether a number, a time or an address comes back as another one."""
        if not any({self._old.name, self._new.name} <= family for family in (NUMBERS, TIMES, ADDRESSES)):
            return False
        value = f"CAST({quote_literal(sample)} AS {self._source})"
        back = text_of(
            self._connection, f"CAST(CAST({value} AS {self._new.text}) AS {self._source}) IS DISTINCT FROM {value}"
        )
        return back == "true"

    def _misfits(self, id: ObjectId) -> str:
        column, table = quote_identifier(id.name), qualified(id.schema, id.table)
        new, bound = self._new, MAXIMUM.get(self._new.name)
        if new.form is Form.ENUM:
            labels = ", ".join(quote_literal(label) for label in new.labels)
            return f"SELECT * FROM {table} WHERE {column}::text NOT IN ({labels})"
        if new.name in STRINGS and new.modifiers:
            return f"SELECT * FROM {table} WHERE length({column}::text) > {new.modifiers[0]}"
        if bound and self._old.name in NUMBERS:
            return f"SELECT * FROM {table} WHERE {column} NOT BETWEEN {-bound - 1} AND {bound}"
        if self._connection.info.server_version >= 160000:
            return f"SELECT * FROM {table} WHERE NOT pg_input_is_valid({column}::text, {quote_literal(new.text)})"
        return f"SELECT {column}::text::{new.text} FROM {table}"

    def _inexact(self, id: ObjectId) -> str:
        column, table = quote_identifier(id.name), qualified(id.schema, id.table)
        return f"SELECT * FROM {table} WHERE {column}::{self._new.text}::{self._old.text} IS DISTINCT FROM {column}"
