"""One text for an expression that Postgres shows in two ways, after how it came in: `x IN ('a', 'b')` on a varchar.

Written so, it is shown as `x = ANY ((ARRAY['a'::character varying, …])::text[])`, with one cast. A dump holds that
text, and read from there each element has a cast: `ARRAY[('a'::character varying)::text, …]`. Both mean the same; here
the second becomes the first, so that a schema that came from a dump equals the database that it was taken from.
Pure; must never know objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemactl.pgsql import Token, tokens

EXPRESSIONS = {
    **dict.fromkeys(("constraint", "domain_constraint", "index", "view", "materialized_view"), ("definition",)),
    **dict.fromkeys(("rule", "trigger", "statistics"), ("definition",)),
    "policy": ("using_expression", "check_expression"),
    "default": ("expression",),
    "column": ("generation_expression",),
}
"""Attributes whose text the server makes of an expression; nobody's own words. By kind."""

_ELEMENT = ("ASCII_40", "SCONST", "TYPECAST", "CHARACTER", "VARYING", "ASCII_41", "TYPECAST", "TEXT_P")


def make_canonical(kind: str, attributes: dict[str, Any]) -> None:
    """Change the expressions among an object's attributes to their one form."""
    for name in EXPRESSIONS.get(kind, ()):
        value = attributes.get(name)
        if isinstance(value, str) and "ARRAY[(" in value:
            attributes[name] = canonical(value)


def canonical(sql: str) -> str:
    """The text with `ARRAY[('a'::character varying)::text, …]` as `(ARRAY['a'::character varying, …])::text[]`."""
    words = tokens(sql)
    made: list[tuple[int, int, str]] = []
    for n, word in enumerate(words):
        elements = _elements(words, n + 2) if _kinds(words, n, 2) == ("ARRAY", "ASCII_91") else []
        if elements:
            inside = ", ".join(sql[words[at + 1].start : words[at + 4].end] for at in elements)
            end = words[elements[-1] + len(_ELEMENT)].end
            made.append((word.start, end, f"(ARRAY[{inside}])::text[]"))
    for start, stop, text in reversed(made):
        sql = sql[:start] + text + sql[stop:]
    return sql


def _elements(words: Sequence[Token], at: int) -> list[int]:
    """Where each element begins; nothing if one of them is of another form."""
    found = []
    while _kinds(words, at, len(_ELEMENT)) == _ELEMENT:
        found.append(at)
        at += len(_ELEMENT)
        (after,) = _kinds(words, at, 1) or ("",)
        if after == "ASCII_93":
            return found
        if after != "ASCII_44":
            return []
        at += 1
    return []


def _kinds(words: Sequence[Token], at: int, count: int) -> tuple[str, ...]:
    return tuple(word.kind for word in words[at : at + count])
