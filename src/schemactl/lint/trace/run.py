"""Runs a file on a scratch database as its runner would, and looks at each statement.

Comes in: a Script and how to connect to a database that stands at the state before it. Goes out: a StepTrace for each
statement that ran or failed, by index; the database is then in the state after the file, as far as it ran.
A statement that only this server refuses, or that needs what such a one would have made, is left out, and the rest runs
as if it did not stand there. The first one that fails for a reason of its own ends the run.
Must never know: rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby
from time import monotonic
from typing import TYPE_CHECKING, Any

from schemactl.code import Code, call, refusal
from schemactl.errors import SourceError
from schemactl.lint.changes import Create, SetVariable, Transaction
from schemactl.lint.script import Script, Step
from schemactl.lint.trace.model import StepTrace
from schemactl.lint.trace.probe import Probe
from schemactl.pgsql import messages, needs_own_transaction
from schemactl.sandbox import REFUSED, Sandbox
from schemactl.segments import COMMITS, may_commit
from schemactl.source.verdict import Treatment, verdict

if TYPE_CHECKING:
    import psycopg

# What ALTER TYPE timestamptz does depends on the zone of the session: the bad case is looked at unless the file sets
# it.
SESSION = "SET timezone = 'America/New_York'; SET statement_timeout = '60s'"


def trace(script: Script, sandbox: Sandbox, *, is_partial: bool = False) -> Mapping[int, StepTrace]:
    """Run all statements up to the first that fails. is_partial: the database may lack what is there elsewhere."""
    import psycopg

    with psycopg.connect(sandbox.conninfo, autocommit=True) as connection, ExitStack() as stack:
        connection.execute(SESSION.encode())
        if sandbox.role:
            stack.enter_context(sandbox.watched(connection))
        session = _Session(connection, script, sandbox, is_partial=is_partial)
        try:
            session.run()
        except psycopg.OperationalError as error:
            session.lost(error)
        finally:
            session.probe.close()
        return session.traces


class _Session:
    """One run of one file."""

    def __init__(
        self, connection: psycopg.Connection[Any], script: Script, sandbox: Sandbox, *, is_partial: bool
    ) -> None:
        self.connection = connection
        self.script = script
        self.sandbox = sandbox
        self.is_partial = is_partial
        self.probe = Probe(connection)
        self.traces: dict[int, StepTrace] = {}
        self.index = 0

    def run(self) -> None:
        """The whole file, or up to the statement that fails."""
        if self.script.code:
            self._run_program(self.script.code)
            return
        for block, steps in groupby(self.script.steps, key=lambda step: step.block):
            if not self._run_block(list(steps), block):
                return

    def lost(self, error: psycopg.OperationalError) -> None:
        """The session was ended: the statement took more time, disk or memory than there is."""
        message = f"ended by schemactl, or by the server: {_message(error)}"
        self.traces[self.index] = StepTrace(error=message.strip(), sqlstate=error.sqlstate or "57P01")

    def _run_program(self, code: Code) -> None:
        """A file in Python, where files are trusted; it is looked at as one statement."""
        if not self.sandbox.is_trusted:
            why = refusal(code)
            self.traces[0] = StepTrace(error=f"{why.message} ({why.hint})", sqlstate=REFUSED, is_left_out=True)
            return
        if code.transaction:
            self.connection.execute(b"BEGIN")
        self.probe.begin_block()
        self.probe.begin_step()
        try:
            call(self.connection, code)
        except SourceError as error:
            message = f"{error.message} (line {error.place.line})" if error.place else error.message
            self.traces[0] = StepTrace(error=message, sqlstate=error.sqlstate)
        else:
            self.traces[0] = self.probe.read(0)
        if code.transaction:
            self.connection.execute(b"ROLLBACK" if self.traces[0].error else b"COMMIT")

    def _run_block(self, steps: list[Step], block: int) -> bool:
        """Statements that share a transaction, or that share none. False if one failed."""
        if block:
            return self._run_transaction(steps)
        return all(self._run_single(step) for step in steps)

    def _run_single(self, step: Step) -> bool:
        sql = self.script.sql(step)
        if isinstance(step.changes[0], Transaction) or self._is_passed_over(step):
            return True
        if not needs_own_transaction(step.kind, step.node):
            if self._run_transaction([step]):
                return True
            if self.traces[step.index].sqlstate != COMMITS or not may_commit(sql):
                return False
        from schemactl.lint.trace.alone import run_alone

        self._note(step, run_alone(self.connection, self.probe, self.sandbox.admin, step, sql))
        return self._may_go_on(step)

    def _run_transaction(self, steps: list[Step]) -> bool:
        """Once more from its start, if a statement is left out: its failure has undone what stands before it."""
        saved = self.probe.save()
        failed = self._attempt(steps, None)
        if failed is None:
            return True
        if not self._may_go_on(failed):
            return False
        if len(steps) == 1:
            return True
        self.probe.restore(saved)
        return self._attempt(steps, failed.index) is None

    def _attempt(self, steps: list[Step], left_out: int | None) -> Step | None:
        """The step that failed, and undid them all. left_out: one that is; from there on each has its savepoint.

        Savepoints are not for all: COPY … FREEZE, for one, wants the table made in the very same transaction.
        """
        self.connection.execute(b"BEGIN")
        self.probe.begin_block()
        for step in steps:
            is_end = isinstance(step.changes[0], Transaction) and step.changes[0].word in _ENDS
            if is_end or step.index == left_out or self._is_passed_over(step):
                continue
            is_guarded = left_out is not None and step.index > left_out
            if is_guarded:
                self.connection.execute(_SAVEPOINT)
            if self._run_step(step):
                if is_guarded:
                    self.connection.execute(_RELEASE)  # else each is in all before it
                continue
            if not is_guarded or not self._may_go_on(step):
                self.connection.execute(b"ROLLBACK")
                return step
            self.connection.execute(_BACK + b"; " + _RELEASE)
        failure = self._commit()
        if failure:
            self._note(steps[-1], failure)
        return steps[-1] if failure else None

    def _note(self, step: Step, trace: StepTrace) -> None:
        is_left_out = bool(trace.error) and self._is_of_this_server(step, trace.sqlstate)
        self.is_partial = self.is_partial or is_left_out
        self.traces[step.index] = replace(trace, is_left_out=is_left_out)

    def _may_go_on(self, step: Step) -> bool:
        trace = self.traces[step.index]
        return not trace.error or trace.is_left_out

    def _is_of_this_server(self, step: Step, sqlstate: str) -> bool:
        """Whether a failure says nothing of other servers: what is refused or lacking here, or needs such a thing."""
        is_extension = isinstance(step.changes[0], Create) and step.changes[0].what == "extension"
        return (
            sqlstate == REFUSED
            or (is_extension and sqlstate in _NOT_INSTALLED)
            or (sqlstate == _INVALID and _is_for_superusers(step))
            or (self.is_partial and sqlstate in _MISSING)
        )

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

        self.probe.begin_step()
        self.index = step.index
        began = monotonic()
        try:
            self.sandbox.execute(self.connection, self.script.sql(step), step.data)
        except psycopg.Error as error:
            if self.connection.closed:
                raise
            notes = tuple(self.probe.debug)
            self._note(step, StepTrace(debug=notes, error=_message(error), sqlstate=error.sqlstate or ""))
            return False
        seconds = monotonic() - began
        self._note(step, replace(self.probe.read(step.index), seconds=seconds))
        return True


_INVALID = "42P13"


def _is_for_superusers(step: Step) -> bool:
    """An aggregate over the type internal, which Postgres calls invalid if another role defines it."""
    names = (message.names for message in messages(step.node) if message.DESCRIPTOR.name == "TypeName")
    return step.kind == "define_stmt" and any(name[-1].string.sval == "internal" for name in names)


# What belongs to a server rather than to a database, and what cannot come from a file: judged by the text alone.
_PASSED_OVER = (Treatment.SERVER, Treatment.REFUSE)
_SAVEPOINT, _RELEASE = b"SAVEPOINT schemactl_step", b"RELEASE SAVEPOINT schemactl_step"
_BACK = b"ROLLBACK TO SAVEPOINT schemactl_step"
_MISSING = frozenset({"42P01", "42703", "42704", "42883", "3F000", "42P10", "42809", "42710", "42P07", "42701"})
_NOT_INSTALLED = frozenset({"0A000", "58P01"})
_ENDS = frozenset({"begin", "start", "commit", "rollback", "prepare"})


def _message(error: psycopg.Error) -> str:
    return error.diag.message_primary or str(error)
