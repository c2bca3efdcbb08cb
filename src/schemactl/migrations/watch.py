"""What the server says of a statement that takes its time: who blocks it, and how far it is.

Comes in: a connection other than the one that works, and that one's backend. Goes out: a `Look`.
Sources: pg_blocking_pids(), and https://www.postgresql.org/docs/current/progress-reporting.html.
Must never know: which statement it is, or who looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemactl.migrations.history import query_text

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True)
class Blocker:
    """A session that is waited for; `seconds` since its transaction began, where we may see that of other roles."""

    pid: int
    application: str
    user: str
    state: str
    seconds: float | None

    def __str__(self) -> str:
        since = "" if self.seconds is None else f"{self.seconds:.0f} s"
        parts = (f"pid {self.pid}", f"{self.application or 'unnamed'} of {self.user}", self.state, since)
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Look:
    """`phase` is empty, and `total` 0, where the server does not tell."""

    blockers: tuple[Blocker, ...] = ()
    phase: str = ""
    done: int = 0
    total: int = 0


def look(connection: psycopg.Connection, pid: int) -> Look:
    """How the backend `pid` gets on. Nothing, if the server cannot be asked or (behind a pooler) does not know it."""
    import psycopg

    try:
        blockers = connection.execute(query_text("blockers"), {"pid": pid}).fetchall()
        phase = connection.execute(query_text("phase"), {"pid": pid}).fetchone()
    except psycopg.Error:
        return Look()
    return Look(tuple(Blocker(*row) for row in blockers), *(phase or ()))
