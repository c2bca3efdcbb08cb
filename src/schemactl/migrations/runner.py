"""The connection that runs files, and another one in its place where sessions begin otherwise than they did.

Comes in: a connection, the lock that is held, a target. Goes out: a `Runner`, for as long as its block lasts.
Must never know: files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from schemactl.connect import connect
from schemactl.migrations.history import Books, fence_of
from schemactl.migrations.lock import Lock
from schemactl.migrations.observer import Notice, Observer
from schemactl.migrations.session import LOGIN_SETTINGS, Session
from schemactl.migrations.shield import shielded
from schemactl.migrations.target import Target
from schemactl.migrations.watch import Look, look
from schemactl.settings import OWN_PATH

if TYPE_CHECKING:
    import psycopg


@dataclass(slots=True)
class Runner:
    """What all files of a run share. `given` is the caller's connection, `connection` the one at work.

    `notices`: of the file at work. `is_ready`: the session is as a file finds it, its books prepared.
    """

    given: psycopg.Connection
    lock: Lock
    target: Target
    books: Books
    observer: Observer
    connection: psycopg.Connection = field(init=False)
    notices: list[Notice] = field(default_factory=list)
    is_ready: bool = False
    _logins: str | None = None

    def __post_init__(self) -> None:
        self._use(self.given)

    @property
    def session(self) -> Session:
        return self.target.session

    def look(self) -> Look:
        """How the statement at work gets on."""
        return look(self.lock.connection, self.connection.info.backend_pid)

    def remember_logins(self) -> None:
        """How sessions begin now, for `is_outdated` to compare with; what is known already is kept."""
        self._logins = self._see_logins() if self._logins is None else self._logins

    def is_outdated(self) -> bool:
        """Whether sessions begin otherwise now than when this was asked last, or remembered."""
        before, self._logins = self._logins, self._see_logins()
        return before != self._logins

    def renew(self) -> None:
        """Takes a new session."""
        self.is_ready = False
        fresh = connect(self.target.url)
        self.close()
        self._use(fresh)

    def _see_logins(self) -> str:
        row = self.connection.execute(LOGIN_SETTINGS.encode()).fetchone()
        return str(row[0]) if row else ""

    def close(self) -> None:
        """Gives back the caller's connection as it was; one of its own is closed."""
        self.connection.remove_notice_handler(self._notice)
        if not self.connection.closed:
            self.connection.execute(OWN_PATH.encode())
        if self.connection is not self.given:
            self.connection.close()

    def _use(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        connection.add_notice_handler(self._notice)

    def _notice(self, said: psycopg.errors.Diagnostic) -> None:
        self.notices.append(Notice(said.severity_nonlocalized or said.severity or "", said.message_primary or ""))
        self.observer.noticed(self.notices[-1])


@contextmanager
def open_runner(connection: psycopg.Connection, lock: Lock, target: Target, observer: Observer) -> Iterator[Runner]:
    """A run of its own, with a batch of its own in the books."""
    fence = "SELECT pg_catalog.pg_advisory_lock(%s)"
    runner = Runner(connection, lock, target, Books(target.history, uuid4()), shielded(observer))
    lock.connection.execute(fence, [fence_of(runner.books)])
    runner.observer.run_started(runner.look)
    try:
        yield runner
    finally:
        runner.close()
