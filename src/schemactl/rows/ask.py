"""What the server makes of constant expressions, and which of many it takes, in as few questions as errors allow.

In: a connection in autocommit and expressions. Out: texts, SQLSTATEs, or those that can be evaluated, in their order.
All raise psycopg.Error where the connection is lost. This file must never know what the expressions are for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

MOST = 500
"""In one question; a SELECT takes 1,664 (https://www.postgresql.org/docs/current/limits.html)."""


def evaluable(connection: psycopg.Connection[Any], expressions: Sequence[str]) -> list[str]:
    """All at once; where one of them fails, each half by itself."""
    if not expressions or (len(expressions) <= MOST and not error_of(connection, ", ".join(expressions))):
        return list(expressions)
    middle = len(expressions) // 2
    halves = (expressions[:middle], expressions[middle:]) if middle else ()
    return [one for half in halves for one in evaluable(connection, half)]


def error_of(connection: psycopg.Connection[Any], expression: str) -> str:
    """The SQLSTATE with which the server refuses an expression; '' if it takes it."""
    return _ask(connection, expression)[1]


def text_of(connection: psycopg.Connection[Any], expression: str) -> str | None:
    """The value of an expression as text; None for NULL, and for one that is refused."""
    return _ask(connection, f"({expression})::text")[0]


def _ask(connection: psycopg.Connection[Any], expression: str) -> tuple[str | None, str]:
    import psycopg

    try:
        row = connection.execute(f"SELECT {expression}".encode()).fetchone()
    except psycopg.Error as error:
        if connection.closed:
            raise
        return None, error.sqlstate or "XX000"
    return (row[0] if row else None), ""
