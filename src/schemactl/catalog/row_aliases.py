"""Names that a view gives to the columns of a function's rows, where nothing in the view uses them.

`SELECT * FROM f()` is shown as `SELECT a, b FROM f() f(a, b)`, with a name for each column of the table whose rows `f`
returns, as they were when the view was made. The same text, read when the table has a column more, is shown with
`f(a, b, c)`. Both mean the same: so that no view is rebuilt for it, nor found different on a copy, views are compared
without the last names that they do not use. Pure: this file must never know a connection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemactl.catalog.model import Alias, Object, ObjectId
from schemactl.pgsql import Token, tokens

KINDS = ("view", "materialized_view")


def settle_row_aliases(objects: dict[ObjectId, Object]) -> None:
    """Give views over rows of functions an alias, by which they are compared."""
    for view in [o for o in objects.values() if o.id.kind in KINDS and may_alias_rows(o["definition"])]:
        same = {**view.attributes, "definition": without_unused_names(view["definition"])}
        objects[view.id] = replace(view, alias=Alias(view.id, same))


def may_alias_rows(sql: str) -> bool:
    """Whether something like `) f(` is in the text: cheap, and sometimes too much."""
    words = (rest.removeprefix("WITH ORDINALITY ").partition("(") for rest in sql.split(") ")[1:])
    return any(mark and _is_name(word) for word, mark, _ in words)


def without_unused_names(sql: str) -> str:
    """The text with `f() f(a, b)` for `f() f(a, b, c)` where `c` is nowhere else; the first name always stays."""
    words = tokens(sql)
    kept, made = 0, ""
    for alias, last in _lists(words, sql):
        names = range(alias + 2, last, 2)
        others = [n for n in range(len(words)) if n not in names]
        used = [name for name in names if any(_uses(words, n, name, alias, sql) for n in others)]
        made += sql[kept : words[max(used, default=names[0])].end]
        kept = words[last].start
    return made + sql[kept:]


def _lists(words: Sequence[Token], sql: str) -> Iterator[tuple[int, int]]:
    """Of each list of names after a function in FROM: where the function's alias stands, and where the list ends."""
    opened: list[int] = []
    for n, word in enumerate(words):
        if word.kind == "ASCII_40":
            opened.append(n)
        elif word.kind == "ASCII_41" and opened:
            start = opened.pop()
            is_call = _is_name(_text(words, start - 1, sql)) or _text(words, start - 2, sql) == "ROWS"
            alias = n + 3 if _text(words, n + 2, sql) == "ORDINALITY" else n + 1
            last = _end_of_list(words, alias + 1, sql) if is_call and _is_name(_text(words, alias, sql)) else 0
            if last:
                yield alias, last


def _end_of_list(words: Sequence[Token], at: int, sql: str) -> int:
    """The place of the closing parenthesis, if there are names alone from the opening one on; else 0."""
    mark = "," if _text(words, at, sql) == "(" else ""
    while mark == "," and _is_name(_text(words, at + 1, sql)):
        at += 2
        mark = _text(words, at, sql)
    return at if mark == ")" else 0


def _uses(words: Sequence[Token], at: int, name: int, alias: int, sql: str) -> bool:
    """Whether the word is that name, and not what something else has under it."""
    if _text(words, at, sql) != _text(words, name, sql):
        return False
    before = _text(words, at - 1, sql)
    return before != "AS" and (before != "." or _text(words, at - 2, sql) == _text(words, alias, sql))


def _text(words: Sequence[Token], at: int, sql: str) -> str:
    return sql[words[at].start : words[at].end] if 0 <= at < len(words) else ""


def _is_name(text: str) -> bool:
    """As the server shows names: keywords are in capitals, names that would be are quoted."""
    return text.startswith('"') or (text.isidentifier() and text == text.lower())
