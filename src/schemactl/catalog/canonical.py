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

EXPRESSIONS = frozenset(
    {
        *(("constraint", "definition"), ("domain_constraint", "definition"), ("index", "definition")),
        *(("view", "definition"), ("materialized_view", "definition"), ("rule", "definition")),
        *(("policy", "using_expression"), ("policy", "check_expression"), ("trigger", "definition")),
        *(("default", "expression"), ("column", "generation_expression"), ("statistics", "definition")),
    }
)
"""Attributes whose text the server makes of an expression; nobody's own words."""

_ELEMENT = ("ASCII_40", "SCONST", "TYPECAST", "CHARACTER", "VARYING", "ASCII_41", "TYPECAST", "TEXT_P")


def make_canonical(kind: str, attributes: dict[str, Any]) -> None:
    """Change the expressions among an object's attributes to their one form."""
    for name, value in attributes.items():
        if isinstance(value, str) and "ARRAY[(" in value and (kind, name) in EXPRESSIONS:
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
