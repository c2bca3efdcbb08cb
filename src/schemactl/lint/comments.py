"""Comments of SQL text, wherever they stand: above a statement, behind it, inside it.

Comes in: text that parses. Goes out: each comment with its place.
Must never know: what is written in them.
"""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator
from itertools import accumulate

from schemactl.pgsql import comment_end

_MARKS = ("--", "/*", "'", '"', "$")


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Offset (in characters) and text of every comment; not what looks like one in a string."""
    position = 0
    following = dict.fromkeys(_MARKS, -1)
    while True:
        for mark, at in following.items():
            if at < position:
                found = text.find(mark, position)
                following[mark] = len(text) if found < 0 else found
        at = min(following.values())
        if at == len(text):
            return
        end = comment_end(text, at, len(text))
        if end > at:
            yield at, text[at:end]
            position = end
        else:
            position = _behind(text, at)


def program_comments(text: str) -> Iterator[tuple[int, str]]:
    """The same of a file in Python."""
    starts = [0, *accumulate(map(len, io.StringIO(text)))]
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            line, column = token.start
            yield starts[line - 1] + column, token.string


def _behind(text: str, at: int) -> int:
    """Behind the string, name or dollar quote that starts here; behind one character if none does."""
    letter = text[at]
    if letter == "$":
        end = text.find("$", at + 1)
        tag = text[at : end + 1] if end > 0 else ""
        is_tag = tag and all(one.isalnum() or one == "_" for one in tag[1:-1]) and not tag[1:2].isdigit()
        if not is_tag or (at and (text[at - 1].isalnum() or text[at - 1] in "_$")):
            return at + 1
        close = text.find(tag, end + 1)
        return len(text) if close < 0 else close + len(tag)
    if letter == "'" and text[at - 1 : at] in ("e", "E") and not (at > 1 and text[at - 2].isalnum()):
        return _behind_escapes(text, at + 1)
    close = text.find(letter, at + 1)
    return len(text) if close < 0 else close + 1


def _behind_escapes(text: str, position: int) -> int:
    while position < len(text):
        if text[position] == "\\":
            position += 2
        elif text[position] == "'":
            return position + 1
        else:
            position += 1
    return len(text)
