"""Names as every major reads them: a server quotes by the keywords that it knows, and newer ones know more.

In: SQL that a server printed, and its keywords. Out: the same with quotes around names that are keywords elsewhere.
This file must never know connections.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemactl.pgsql import KEYWORDS, tokens


def newer_words(known: Iterable[str]) -> frozenset[str]:
    """What is a keyword for the newest major and was a plain name for the server that has these."""
    return KEYWORDS - frozenset(known)


def quote_words(sql: str, words: frozenset[str]) -> str:
    """What the server could only mean as names becomes quoted names."""
    lowered = sql.lower()
    if not any(word in lowered for word in words):
        return sql
    parts: list[str] = []
    done = 0
    for token in tokens(sql):
        if lowered[token.start : token.end] in words:
            parts += [sql[done : token.start], f'"{lowered[token.start : token.end]}"']
            done = token.end
    return "".join([*parts, sql[done:]])
