"""Runs of apply, and looks into databases, for tests.

In: a URL, a folder of migrations. Out: rows; the command of a run that kills itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

Write = Callable[..., None]
STATEMENTS = "statement_started statement_finished"
_KILLED = """
import os, signal, sys
from pathlib import Path
from schemactl.migrations.apply import apply_migrations
from schemactl.migrations.observer import Silent
from schemactl.migrations.target import Target
left = [int(sys.argv[3])]
class Killer(Silent):
    pass
def event(*_):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
for name in sys.argv[4].split():
    setattr(Killer, name, event)
apply_migrations(Target(sys.argv[1]), Path(sys.argv[2]), observer=Killer())
"""


def query(url: str, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query on a connection of its own."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []


def tables(url: str) -> list[str]:
    """The tables in public, by name."""
    found = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
    return [row[0] for row in query(url, found)]


def killed_command(url: str, folder: Path, event: int, events: str = STATEMENTS) -> list[str]:
    """Runs `apply`, and kills itself at the event of that number: before a statement, or after its answer."""
    return [sys.executable, "-c", _KILLED, url, str(folder), str(event), events]
