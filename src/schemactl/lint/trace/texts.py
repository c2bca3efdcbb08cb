"""The SQL that stands in a context of the server: where it was when it took up a statement, the innermost call first.

Comes in: a context in English, and how to get the body of a function in SQL. Goes out: the text of the statement, where
a function or a block runs it; nothing where it is the session's, the server's own, an extension's or ours.
Must never know: connections, rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from schemactl.errors import SourceError
from schemactl.pgsql import parse, split_statements

_TEXT = 'SQL statement "'
_ROUTINE = 'SQL function "'
_NUMBER = '" statement '
_ALL = '" during startup'
"""Of a function in SQL, whose statements 18 takes up one by one and others when it is called."""
_OURS = "PL/pgSQL function schemactl_"
_EXTENSION = 'extension script file "'


def texts_of(context: str, bodies: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The statement's text; those of each function that may be meant, where only its name is known."""
    if context.rpartition("\n")[2].startswith(_EXTENSION):
        return
    if context.startswith(_TEXT):
        yield from _first_whole(context.removeprefix(_TEXT))
    elif context.startswith(_ROUTINE):
        line = context.partition("\n")[0].removeprefix(_ROUTINE)
        name, _, number = line.rpartition(_NUMBER)
        if number.isdigit() and name:
            yield from (text for body in bodies(name) for text in _statements(body)[int(number) - 1 : int(number)])
        elif line.endswith(_ALL):
            yield from (text for body in bodies(line.removesuffix(_ALL)) for text in _statements(body))


MOST_TRIED = 50


def _first_whole(text: str) -> Iterator[str]:
    """The shortest text up to a quote at the end of a line that is SQL: nothing in it is escaped.

    Of a text with MOST_TRIED such quotes and none where it ends, nothing is known. Behind it stands who runs it: a
    function or a block; the server itself (foreign keys, REFRESH) runs it for another statement, or for the session.
    """
    end, is_only = -1, text.count('"\n') == 1
    for _ in range(MOST_TRIED):
        end = text.find('"\n', end + 1)
        if end < 0:
            return
        try:
            if not is_only:
                parse(text[:end])
        except SourceError:
            continue
        if not text.startswith((_TEXT, _OURS), end + 2):
            yield text[:end]
        return


def _statements(body: str) -> list[str]:
    try:
        return [one.sql for one in split_statements(body)]
    except SourceError:
        return []
