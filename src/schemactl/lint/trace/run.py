"""Runs a file on a scratch database as its runner would, and looks at each statement.

Comes in: a Script and how to connect to a database that stands at the state before it. Goes out: a StepTrace for each
statement that ran, by index; the database is then in the state behind the file, as far as it ran.
Must never know: rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby
from time import monotonic
from typing import TYPE_CHECKING, Any

from schemactl.lint.changes import SetVariable, Transaction
from schemactl.lint.script import Script, Step
from schemactl.lint.trace.model import StepTrace
from schemactl.lint.trace.probe import Probe
from schemactl.pgsql import needs_own_transaction
from schemactl.sandbox import Sandbox
from schemactl.segments import COMMITS, may_commit
from schemactl.source.verdict import Treatment, verdict

if TYPE_CHECKING:
    import psycopg

# What ALTER TYPE timestamptz does depends on the zone of the session: the bad case is looked at unless the file sets
# it.
LOUD = b"SET client_min_messages = debug1"
SESSION = "SET client_min_messages = debug1; SET timezone = 'America/New_York'; SET statement_timeout = '60s'"


def trace(script: Script, sandbox: Sandbox) -> Mapping[int, StepTrace]:
    """Run all statements up to the first that fails."""
    import psycopg

    with psycopg.connect(sandbox.conninfo, autocommit=True) as connection, ExitStack() as stack:
        connection.execute(SESSION.encode())
        if sandbox.role:
            stack.enter_context(sandbox.watched(connection))
        session = _Session(connection, script, sandbox)
        try:
            for block, steps in groupby(script.steps, key=lambda step: step.block):
                if not session.run_block(list(steps), block):
                    break
        except psycopg.OperationalError as error:
            session.lost(error)
        finally:
            session.probe.close()
        return session.traces


class _Session:
    """One run of one file."""

    def __init__(self, connection: psycopg.Connection[Any], script: Script, sandbox: Sandbox) -> None:
        self.connection = connection
        self.script = script
        self.sandbox = sandbox
        self.probe = Probe(connection)
        self.traces: dict[int, StepTrace] = {}
        self.index = 0

    def lost(self, error: psycopg.OperationalError) -> None:
        """The session was ended: the statement took more time, disk or memory than there is."""
        message = f"ended by schemactl, or by the server: {_message(error)}"
        self.traces[self.index] = StepTrace(error=message.strip(), sqlstate=error.sqlstate or "57P01")

    def run_block(self, steps: list[Step], block: int) -> bool:
        """Statements that share a transaction, or that share none. False if one failed."""
        if block:
            return self._run_transaction(steps)
        return all(self._run_single(step) for step in steps)

    def _run_single(self, step: Step) -> bool:
        sql = self.script.sql(step)
        if isinstance(step.changes[0], Transaction) or self._is_passed_over(step):
            return True
        if not needs_own_transaction(sql):
            if self._run_transaction([step]):
                return True
            if self.traces[step.index].sqlstate != COMMITS or not may_commit(sql):
                return False
        from schemactl.lint.trace.alone import run_alone

        self.traces[step.index] = run_alone(self.connection, self.probe, self.sandbox.admin, step, sql)
        return not self.traces[step.index].error

    def _run_transaction(self, steps: list[Step]) -> bool:
        self.connection.execute(b"BEGIN")
        self.probe.begin_block()
        for step in steps:
            if isinstance(step.changes[0], Transaction) and step.changes[0].word in _ENDS:
                continue
            if self._is_passed_over(step):
                continue
            if not self._run_step(step):
                self.connection.execute(b"ROLLBACK")
                return False
        failure = self._commit()
        if failure:
            last = steps[-1]
            self.traces[last.index] = failure
            return False
        return True

    def _is_passed_over(self, step: Step) -> bool:
        """What is judged by its text alone. SET TRANSACTION comes too late where somebody has looked already."""
        first = step.changes[0]
        is_of_transaction = isinstance(first, SetVariable) and first.name.startswith("transaction")
        return is_of_transaction or verdict(self.script.sql(step)).treatment in _PASSED_OVER

    def _commit(self) -> StepTrace | None:
        import psycopg

        try:
            self.connection.execute(b"COMMIT")
        except psycopg.Error as error:
            return StepTrace(error=_message(error), sqlstate=error.sqlstate or "")
        return None

    def _run_step(self, step: Step) -> bool:
        import psycopg

        self.connection.execute(LOUD)  # a file may have set it otherwise
        self.probe.take_notes()
        self.index = step.index
        began = monotonic()
        try:
            self.sandbox.execute(self.connection, self.script.sql(step), step.data)
        except psycopg.Error as error:
            if self.connection.closed:
                raise
            self.traces[step.index] = StepTrace(
                debug=self.probe.take_notes(), error=_message(error), sqlstate=error.sqlstate or ""
            )
            return False
        seconds = monotonic() - began
        self.traces[step.index] = replace(self.probe.read(step.index), seconds=seconds)
        return True


# What belongs to a server rather than to a database, and what cannot come from a file: judged by the text alone.
_PASSED_OVER = (Treatment.SERVER, Treatment.REFUSE)
_ENDS = frozenset({"begin", "start", "commit", "rollback", "prepare"})


def _message(error: psycopg.Error) -> str:
    return error.diag.message_primary or str(error)
