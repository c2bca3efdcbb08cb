"""The settings of a session that runs migrations.

Comes in: what the configuration says. Goes out: statements that give a session these settings, whatever a file did.
Must never know: connections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemactl.pgsql import quote_identifier

# So that the server ends the work of a client that was killed, and frees its locks.
CLIENT_CHECK = "SET client_connection_check_interval = 500"


@dataclass(frozen=True, slots=True)
class Session:
    """Settings of a session that runs migrations; seconds, 0 for no limit."""

    lock_timeout: float = 5.0
    statement_timeout: float = 0.0
    role: str | None = None


def session_sql(session: Session, *, checks_client: bool = True, after_reset: Sequence[str] = ()) -> tuple[str, ...]:
    """Statements that undo whatever a file has set, and set what `session` says. `after_reset`: the connection's."""
    return (
        "SET SESSION AUTHORIZATION DEFAULT",
        "RESET ALL",
        *after_reset,
        "DISCARD TEMP",
        *([CLIENT_CHECK] if checks_client else []),
        *timeout_sql(session),
        role_sql(session),
    )


def timeout_sql(session: Session) -> tuple[str, ...]:
    """The time limits of the session."""
    limits = {"lock_timeout": session.lock_timeout, "statement_timeout": session.statement_timeout}
    return tuple(f"SET {name} = {round(seconds * 1000)}" for name, seconds in limits.items())


def role_sql(session: Session) -> str:
    """The statement that gives the session the role that migrations run as, whatever a file has made of it."""
    return f"SET ROLE {quote_identifier(session.role)}" if session.role else "RESET ROLE"
