"""The SQL that stands in a context of the server: what PG_CONTEXT gives a trigger, the innermost call first.

Comes in: a context in English, and how to get the body of a function in SQL. Goes out: the text of the statement that
fired the trigger, where it was run by a function or a block; nothing where it is that of the session.
Must never know: connections, rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from schemactl.errors import SourceError
from schemactl.pgsql import parse, split_statements

_TEXT = 'SQL statement "'
_ROUTINE = 'SQL function "'
_NUMBER = '" statement '


def texts_of(context: str, bodies: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The statement's text; one for each function that may be meant, where only its name is known."""
    _, _, outer = context.partition("\n")
    if outer.startswith(_TEXT):
        yield from _first_whole(outer.removeprefix(_TEXT))
    elif outer.startswith(_ROUTINE):
        line = outer.partition("\n")[0].removeprefix(_ROUTINE)
        name, _, number = line.rpartition(_NUMBER)
        for body in bodies(name) if number.isdigit() else ():
            yield from _statement(body, int(number))


MOST_TRIED = 50


def _first_whole(text: str) -> Iterator[str]:
    """The shortest text up to a quote at the end of a line that is SQL: nothing in it is escaped.

    Of a text with MOST_TRIED such quotes and none where it ends, nothing is known.
    """
    end = -1
    lines = text + "\n"
    for _ in range(MOST_TRIED):
        end = lines.find('"\n', end + 1)
        if end < 0:
            return
        try:
            parse(text[:end])
        except SourceError:
            continue
        yield text[:end]
        return


def _statement(body: str, number: int) -> Iterator[str]:
    try:
        statements = split_statements(body)
    except SourceError:
        return
    yield from (one.sql for one in statements[number - 1 : number])
