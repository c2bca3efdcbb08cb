"""Running steps on one connection: many in a message, in as few transactions as they allow.

Comes in: steps, in order. Goes out: how far it came, and why the next step failed, with everything before it done.
Must never know: the order that is wanted, or what a failure means to the user.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from schemactl.copying import copy_rows
from schemactl.errors import ServerError
from schemactl.pgsql import role_names, top_node
from schemactl.sandbox import (
    REFUSED,
    WAY_OUT,
    Session,
    is_always_raised,
    is_of_members,
    is_raised,
    unheeded,
)
from schemactl.source.failures import is_tolerated
from schemactl.source.roles import make_placeholder_roles, missing_roles
from schemactl.source.session import SEPARATOR, Failure, do, failure_of, send
from schemactl.source.verdict import RESET_SESSION

if TYPE_CHECKING:
    from psycopg import Connection

_MESSAGE = 256  # statements in a message at most: what is repeated when one fails
_SAVEPOINT = "SAVEPOINT schemactl_load"
_BACK = "ROLLBACK TO SAVEPOINT schemactl_load"
_RELEASE = "RELEASE SAVEPOINT schemactl_load"

_NO_ROLE = frozenset({"42704", "22023"})  # what GRANT and its like say, and what SET ROLE says
_NEEDS_COMMIT = frozenset({"55P04", "53200"})  # a new enum value is used; the lock table is full
_NEEDS_NO_TRANSACTION = frozenset({"25001", "2D000"})  # CREATE INDEX CONCURRENTLY and its like; DO with COMMIT


@dataclass(frozen=True, slots=True)
class Step:
    """A statement to run: `index` is its number among the statements of the load, -1 for one of our own.

    `makes_roles` is for CREATE ROLE: the roles are made, as placeholders, if they are missing. `data`: the rows of a
    COPY … FROM stdin.
    """

    sql: str
    index: int = -1
    makes_roles: bool = False
    data: str | None = None


class Runner:
    """A connection in a transaction of ours, which is committed at the end and wherever a statement wants that."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.connection: Connection = session.connection
        self._size = _MESSAGE
        self._helped: set[tuple[str, str]] = set()
        self._autocommit = self.connection.autocommit

    def __enter__(self) -> Self:
        self.connection.autocommit = True
        do(self.connection, "BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ServerError) if kind else nullcontext():
            do(self.connection, "ROLLBACK" if kind else "COMMIT")
            do(self.connection, *RESET_SESSION)
            self.connection.autocommit = self._autocommit

    def run(self, steps: Sequence[Step], start: int, end: int) -> tuple[int, Failure | None]:
        """Runs `steps[start:end]` until one fails. Gives the position reached, and the failure of the step there.

        Of a message that fails, what stands before the failing statement is sent again; messages get shorter the
        more of them fail, so that little is repeated.
        """
        while start < end:
            message = self._message(steps, start, min(end, start + self._size))
            done, failure = self._send(message)
            if failure is None:
                start += len(message)
                self._size = min(_MESSAGE, self._size * 2)
            elif done:
                self._size = done
            else:
                self._size = max(1, self._size // 4)
                if self._help(steps[start].sql, failure):
                    continue
                failure = self._finish(steps[start].sql, failure)
                if failure:
                    return start, failure
                start += 1
        return end, None

    def probe(self, sql: str) -> Failure | None:
        """Why a statement would fail now; nothing of it stays."""
        _, failure = send(self.connection, [_SAVEPOINT, sql])
        do(self.connection, _BACK, _RELEASE)
        return _shifted(failure) if failure else None

    def commit(self) -> None:
        """Ends the transaction and begins the next one."""
        do(self.connection, "COMMIT")
        do(self.connection, "BEGIN")

    def _send(self, message: Sequence[Step]) -> tuple[int, Failure | None]:
        """All of a message or nothing: the number of steps that it could do, and the failure of the next one."""
        if message[0].makes_roles:
            return self._make_roles(message[0].sql)
        if message[0].data is not None:
            failure = self._copy(message[0].sql, message[0].data)
            return (0, failure) if failure else (1, None)
        if self._stands_alone(message[0]):
            failure = self._run_raised(message[0].sql)
            return (0, failure) if failure else (1, None)
        with unheeded(self.connection) as warnings:
            done, failure = send(self.connection, [_SAVEPOINT, *(step.sql for step in message), _RELEASE])
        if failure is None:
            if warnings and self._session.is_confined:
                self._grant_again(message)
            return len(message), None
        do(self.connection, _BACK, _RELEASE)
        return max(0, done - 1), _shifted(failure)

    def _grant_again(self, message: Sequence[Step]) -> None:
        """What Postgres only warned of, because an extension's objects are a superuser's."""
        for step in message:
            failure = self._run_raised(step.sql) if is_of_members(self.connection, step.sql) else None
            if failure:
                raise ServerError(failure.message, hint=failure.hint)

    def _copy(self, sql: str, data: str) -> Failure | None:
        import psycopg

        do(self.connection, _SAVEPOINT)
        try:
            copy_rows(self.connection, sql, data)
        except psycopg.Error as error:
            do(self.connection, _BACK, _RELEASE)
            return failure_of(error)
        do(self.connection, _RELEASE)
        return None

    def _make_roles(self, sql: str) -> tuple[int, Failure | None]:
        failure = self._add_roles([top_node(sql)[1].role])
        return (0, failure) if failure else (1, None)

    def _add_roles(self, names: Sequence[str]) -> Failure | None:
        """Outside a transaction, so that two runs that make the same role do not wait for each other."""
        do(self.connection, "COMMIT")
        if self._session.is_confined:
            self._session.sandbox.make_roles(names)
        failure = make_placeholder_roles(self.connection, names)
        do(self.connection, "BEGIN")
        return failure

    def _help(self, sql: str, failure: Failure) -> bool:
        """Whether something was done after which the statement may succeed; once for each statement and failure."""
        if (sql, failure.sqlstate) in self._helped:
            return False
        self._helped.add((sql, failure.sqlstate))
        if failure.sqlstate in _NEEDS_COMMIT:
            self.commit()
            return True
        if failure.sqlstate in _NO_ROLE:
            names = missing_roles(self.connection, role_names(sql))
            return bool(names) and self._add_roles(names) is None
        if failure.sqlstate == REFUSED and self._session.is_confined:  # by a role that was there, and is not ours yet
            named = role_names(sql)
            return bool(named) and self._add_roles(named) is None
        return False

    def _finish(self, sql: str, failure: Failure) -> Failure | None:
        """The failure, unless the statement has nothing to do here, or can be done outside a transaction."""
        if is_tolerated(sql, failure):
            return None
        if self._session.is_confined and failure.sqlstate == REFUSED:
            return self._raise(sql, failure)
        if failure.sqlstate not in _NEEDS_NO_TRANSACTION:
            return failure
        do(self.connection, "COMMIT")
        _, alone = send(self.connection, [sql])
        do(self.connection, "BEGIN")
        return alone

    def _raise(self, sql: str, failure: Failure) -> Failure | None:
        """Run what a sandbox refuses for good reason only: raised, or not at all if it has nothing to do here."""
        if self._session.sandbox.is_needless(sql):
            return None
        if is_raised(sql) or is_of_members(self.connection, sql):
            return self._run_raised(sql)
        return replace(failure, hint=failure.hint or WAY_OUT)

    def _run_raised(self, sql: str) -> Failure | None:
        import psycopg

        do(self.connection, _SAVEPOINT)
        try:
            self._session.sandbox.run_raised(self.connection, sql)
        except psycopg.Error as error:
            do(self.connection, _BACK, _RELEASE)
            return Failure(error.sqlstate or "", error.diag.message_primary or str(error), hint=WAY_OUT)
        do(self.connection, _RELEASE)
        return None

    def _stands_alone(self, step: Step) -> bool:
        """What is no business of the server's, or not of the file's own session."""
        is_raised_always = self._session.is_confined and is_always_raised(step.sql)
        return step.makes_roles or step.data is not None or is_raised_always

    def _message(self, steps: Sequence[Step], start: int, end: int) -> Sequence[Step]:
        """The steps of one message."""
        if self._stands_alone(steps[start]):
            return steps[start : start + 1]
        stop = next((position for position in range(start + 1, end) if self._stands_alone(steps[position])), end)
        return steps[start:stop]


def _shifted(failure: Failure) -> Failure:
    """With the position in the first statement behind the savepoint."""
    return replace(failure, position=max(0, failure.position - len(_SAVEPOINT) - len(SEPARATOR)))
