"""Server's text that would not come back the same: `x IN ('a', 'b')` on a varchar column.

Postgres shows it as `x = ANY ((ARRAY['a'::character varying, …])::text[])`. Its cast of the array is implicit; read
again, it is an explicit one, and each element is cast instead. Without the cast the text comes back as it was.
Pure; must never know objects or statements.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.pgsql import Token, tokens

CAST = ")::text[]"
_TAIL = ("ASCII_41", "TYPECAST", "TEXT_P", "ASCII_91", "ASCII_93")
_OPENING, _CLOSING = frozenset({"ASCII_40", "ASCII_91"}), frozenset({"ASCII_41", "ASCII_93"})


def without_array_casts(sql: str) -> str:
    """The text less the parentheses and the cast of `(ARRAY[…])::text[]`; any other text as it is."""
    if CAST not in sql:
        return sql
    words = tokens(sql)
    cuts: list[tuple[int, int]] = []
    for n, word in enumerate(words):
        if word.kind == "ASCII_40" and [w.kind for w in words[n + 1 : n + 3]] == ["ARRAY", "ASCII_91"]:
            end = _closing(words, n + 2)
            if tuple(w.kind for w in words[end + 1 : end + 1 + len(_TAIL)]) == _TAIL:
                cuts += [(word.start, word.end), (words[end + 1].start, words[end + len(_TAIL)].end)]
    for start, stop in reversed(cuts):
        sql = sql[:start] + sql[stop:]
    return sql


def _closing(words: Sequence[Token], opening: int) -> int:
    """The index of the bracket that closes the one at `opening`."""
    depth = 0
    for n in range(opening, len(words)):
        depth += (words[n].kind in _OPENING) - (words[n].kind in _CLOSING)
        if depth == 0:
            return n
    return len(words)
