"""Which of many expressions the server takes, asked in as few questions as their errors allow.

In: a connection in autocommit and constant expressions. Out: those that can be evaluated, in their order.
This file must never know what the expressions are for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

MOST = 500
"""In one question; a SELECT takes 1,664 (https://www.postgresql.org/docs/current/limits.html)."""


def evaluable(connection: psycopg.Connection[Any], expressions: Sequence[str]) -> list[str]:
    """All at once; where one of them fails, each half by itself. Raises psycopg.Error where the connection is lost."""
    if not expressions or (len(expressions) <= MOST and _is_evaluable(connection, expressions)):
        return list(expressions)
    middle = len(expressions) // 2
    halves = (expressions[:middle], expressions[middle:]) if middle else ()
    return [one for half in halves for one in evaluable(connection, half)]


def _is_evaluable(connection: psycopg.Connection[Any], expressions: Sequence[str]) -> bool:
    import psycopg

    try:
        connection.execute(f"SELECT {', '.join(expressions)}".encode())
    except psycopg.Error:
        if connection.closed:
            raise
        return False
    return True
