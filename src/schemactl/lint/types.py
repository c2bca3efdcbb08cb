"""What it means to change one data type into another: values lost, values refused, tables written anew.

Comes in: two types. Goes out: answers, None where only the server knows.
Measured on Postgres 13 to 18; must never know tables or rules.
"""

from __future__ import annotations

from schemactl.lint.changes import SERIALS, Type

_INTEGERS = {"int2": 2, "int4": 4, "int8": 8, "smallserial": 2, "serial": 4, "bigserial": 8}
_FLOATS = {"float4": 4, "float8": 8}
_TEXTS = frozenset({"text", "varchar", "bpchar", "citext", "name"})
_TIMES = frozenset({"timestamp", "timestamptz", "time", "timetz", "interval"})
_BITS = frozenset({"bit", "varbit"})
_DATED = {"timestamp": 3, "timestamptz": 3, "date": 2}


def narrows(old: Type, new: Type) -> bool:
    """Whether values that the old type holds have no place in the new one: cut off, rounded, or refused."""
    a, b = old.base, new.base
    if old.is_array != new.is_array:
        return old.is_array
    if a in _INTEGERS and b in _INTEGERS:
        return _INTEGERS[b] < _INTEGERS[a]
    if a in _FLOATS and b in _FLOATS:
        return _FLOATS[b] < _FLOATS[a]
    if (a in _FLOATS or a == "numeric") and b in _INTEGERS:
        return True
    if a == "numeric" and b in _FLOATS:
        return True
    if a == "numeric" and b == "numeric":
        return _numeric_narrows(old.modifiers, new.modifiers)
    if a in _TEXTS and b in _TEXTS:
        return _length_narrows(old, new)
    if a in _BITS and b in _BITS:
        return _length_narrows(old, new)
    if a in _DATED and b in _DATED and _DATED[b] < _DATED[a]:
        return True
    if a in ("timestamp", "timestamptz") and b in ("time", "timetz"):
        return True
    if a in _TIMES and b in _TIMES:
        return _precision(new) < _precision(old)
    return False


def may_fail(old: Type, new: Type) -> bool:
    """Whether a value of the old type may be refused by the cast, although neither type is the smaller one."""
    if narrows(old, new):
        return False
    a, b = old.base, new.base
    if old.is_array != new.is_array or a == b:
        return False
    if a in _TEXTS:
        return b not in _TEXTS and b != "bytea"
    if b in _TEXTS:
        return False
    families = (_INTEGERS.keys() | _FLOATS.keys() | {"numeric", "oid"}, _TIMES | {"date"}, _BITS, {"json", "jsonb"})
    if any(a in family and b in family for family in families):
        return False
    return not (a == "cidr" and b == "inet")


def keeps_rows(old: Type, new: Type, *, utc: bool = False) -> bool | None:
    """Whether Postgres changes the type without writing the table anew (no USING); None for types not built in."""
    a, b = old.base, new.base
    if old == new:
        return True
    if old.is_array or new.is_array:
        return False if a in _INTEGERS and b in _INTEGERS else (True if _same_or_wider(a, b, old, new) else None)
    if not a or not b:
        return None
    if {a, b} == {"timestamp", "timestamptz"}:
        return utc and _precision(new) >= _precision(old)
    return _same_or_wider(a, b, old, new)


def _same_or_wider(a: str, b: str, old: Type, new: Type) -> bool:
    if {a, b} <= {"text", "varchar", "citext"}:
        return not new.modifiers or (a == b == "varchar" and bool(old.modifiers) and new.modifiers >= old.modifiers)
    if a != b:
        return (a, b) in {("cidr", "inet"), ("int4", "oid"), ("oid", "int4"), ("bit", "varbit")}
    if a == "numeric":
        return not new.modifiers or (
            bool(old.modifiers) and _scale(old) == _scale(new) and new.modifiers[0] >= old.modifiers[0]
        )
    if a == "varbit":
        return not new.modifiers or (bool(old.modifiers) and new.modifiers >= old.modifiers)
    if a in _TIMES:
        return _precision(new) >= _precision(old)
    return old.modifiers == new.modifiers


def is_integer(type: Type) -> bool:
    """smallint, integer or bigint, a serial among them."""
    return type.base in _INTEGERS or type.base in SERIALS


def _length(type: Type) -> float:
    if type.modifiers:
        return type.modifiers[0]
    return 1 if type.base in ("bpchar", "bit") else 63 if type.base == "name" else float("inf")


def _length_narrows(old: Type, new: Type) -> bool:
    return _length(new) < _length(old)


def _scale(type: Type) -> int:
    return type.modifiers[1] if len(type.modifiers) > 1 else 0


def _numeric_narrows(old: tuple[int, ...], new: tuple[int, ...]) -> bool:
    if not new:
        return False
    if not old:
        return True
    old_scale, new_scale = (old[1] if len(old) > 1 else 0), (new[1] if len(new) > 1 else 0)
    return new_scale < old_scale or new[0] - new_scale < old[0] - old_scale


def _precision(type: Type) -> int:
    """Digits of a second; interval's own modifiers count from behind."""
    return type.modifiers[-1] if type.modifiers and type.modifiers[-1] <= 6 else 6
