"""What functions, blocks and triggers run in a session, whatever their texts were made of.

Comes in: the session, whose database is made to remark on it, and what the server says in it. Goes out: the texts, the
functions that were called, and whether the session was kept from hearing of more.
Must never know: files and rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from schemactl.lint.changes import Name
from schemactl.lint.trace.model import Called
from schemactl.lint.trace.query import query
from schemactl.lint.trace.texts import texts_of
from schemactl.pgsql import quote_identifier

if TYPE_CHECKING:
    import psycopg

# The server remarks on each statement that it takes up, also in functions and blocks, where the context has its text,
# and counts the calls of functions. A file may not switch these off: they are a superuser's to set. Our log is spared.
_SETTINGS = {"log_parser_stats": "on", "track_functions": "all", "lc_messages": "C", "log_min_messages": "fatal"}
_TAKEN_UP = "REWRITER STATISTICS"
_LOUDNESS, _LOUD = "client_min_messages", "debug1"
# A file may have set it otherwise; and a plan that is kept would be run again without a remark.
_BEGIN = f"SET {_LOUDNESS} = {_LOUD}; DISCARD PLANS".encode()
_BODIES = (
    b"SELECT COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) FROM pg_catalog.pg_proc p "
    b"JOIN pg_catalog.pg_language l ON l.oid OPERATOR(pg_catalog.=) p.prolang "
    b"WHERE p.proname OPERATOR(pg_catalog.=) %s AND l.lanname OPERATOR(pg_catalog.=) 'sql' ORDER BY p.oid"
)


def make_remark(connection: psycopg.Connection[Any]) -> None:
    """Makes a database remark in each of its sessions from now on. Needs a superuser."""
    database = quote_identifier(connection.info.dbname)
    for name, value in _SETTINGS.items():
        connection.execute(f"ALTER DATABASE {database} SET {name} = '{value}'".encode())


class Nested:
    """What a session runs in functions, blocks and triggers; one statement after the other."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.contexts: dict[str, None] = {}
        self.calls: dict[int, int] = {}

    def begin_block(self) -> None:
        """What was counted so far is of transactions before."""
        self._read_calls()

    def begin_step(self) -> None:
        """What is heard from here on is of the next statement."""
        self.connection.execute(_BEGIN)
        self.contexts.clear()

    def note(self, diagnostic: Any) -> None:
        """What the server says."""
        if diagnostic.message_primary == _TAKEN_UP and diagnostic.context:
            self.contexts[diagnostic.context] = None

    def read(self, more: Iterable[str]) -> tuple[tuple[str, ...], tuple[Called, ...], bool]:
        """Of one statement: texts, `more` contexts among them; calls; whether the session was silent for a while."""
        heard = tuple(self.contexts)
        loudness, called = self._read_calls()
        is_silenced = any(_LOUDNESS in context for context in heard) or any(one.is_silent for one in called)
        texts = dict.fromkeys(text for context in (*heard, *more) for text in texts_of(context, self._bodies))
        return tuple(texts), called, is_silenced or loudness != _LOUD

    def _read_calls(self) -> tuple[str, tuple[Called, ...]]:
        """How loud the session is, and the functions that were called since the last time."""
        rows = self.connection.execute(query("calls").encode()).fetchall()
        calls = {row[1]: row[2] for row in rows if row[1]}
        new = [row[3:] for row in rows if row[1] and row[2] > self.calls.get(row[1], 0)]
        self.calls = calls
        return rows[0][0], tuple(
            Called(Name(schema, name), language, _body(text), tuple(names), _is_silent(settings))
            for schema, name, language, text, names, settings in new
        )

    def _bodies(self, routine: str) -> list[str]:
        """The texts of functions in SQL with this name, as far as they are still there."""
        rows = self.connection.execute(_BODIES, [routine]).fetchall()
        return [_body(text) for (text,) in rows]


def _is_silent(settings: list[str]) -> bool:
    return any(one.startswith(f"{_LOUDNESS}=") for one in settings)


def _body(text: str) -> str:
    """The statements of a function, also of one that Postgres keeps as a tree and writes so."""
    return text.removeprefix("BEGIN ATOMIC\n").removesuffix("\nEND") if text.startswith("BEGIN ATOMIC\n") else text
