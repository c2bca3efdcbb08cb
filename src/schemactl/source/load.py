"""Loading: statements onto an empty scratch database, in an order that works.

Comes in: a session on an empty database, and statements. Goes out: the database, loaded; or a
SourceError for the first statement that cannot be.
Must never know: files, and what will be compared with what.

Statements go out in the order of their file, many in one message; only when one fails are those of its message sent
again, each under a savepoint. One that fails waits, and is tried again behind what it seems to need, until nothing
moves any more. Session settings hold for what stands behind them in the file, whenever that is run. What acts on all
that is there (DO, GRANT ON ALL TABLES) first sees those that wait tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from schemactl.code import Code, call, refusal
from schemactl.errors import SourceError
from schemactl.pgsql import Statement, node_kind, top_node
from schemactl.source.failures import is_hopeless, source_error
from schemactl.source.needs import first_cause, order_by_need
from schemactl.source.run import Runner, Step
from schemactl.source.settings import settings_before
from schemactl.source.verdict import RESET_SESSION, Treatment, Verdict, verdict

if TYPE_CHECKING:
    from schemactl.sandbox import Session
    from schemactl.source.session import Failure

_LEFT_OUT = (Treatment.SKIP, Treatment.SERVER)
_NO_SCHEMA = (Treatment.SKIP, Treatment.ROWS)

Fail = Callable[[SourceError], None]


def _raise(error: SourceError) -> None:
    raise error


def load_statements(session: Session, statements: Sequence[Statement]) -> None:
    """Loads a desired schema; the order of the statements does not matter where the names in them tell another.

    Commits, perhaps several times: the database of a failed load is of no use. The session is reset afterwards.
    Roles that are named and missing are made as placeholders. Rows, as dumps hold them, are left out. Raises
    SourceError for what a schema file may not hold (changes of rows, what belongs to the server), and for the first
    statement that fails for a reason of its own.
    """
    refuse(statements, (Treatment.CHANGES, Treatment.SERVER, Treatment.REFUSE))
    with Runner(session) as runner:
        _Loader(statements, runner).load()


def load_in_order(session: Session, statements: Sequence[Statement], fail: Fail = _raise) -> None:
    """Replays migrations: strictly in order, rows and all; settings end with the file that makes them.

    BEGIN and COMMIT in them are left out, and so is what belongs to the server (databases, tablespaces, roles'
    attributes), which a scratch server has no use for. Files in Python run where all is trusted. Raises SourceError for
    the first statement that fails; with another `fail`, that is given the error, and the statement is left out.
    """
    for is_code, group in groupby(statements, lambda statement: isinstance(statement, Code)):
        if is_code:
            _call_all(session, list(group), fail)
        else:
            _replay(session, list(group), fail)


def _call_all(session: Session, files: Sequence[Statement], fail: Fail) -> None:
    """Files in Python, where files are trusted."""
    for file in files:
        if not session.sandbox.is_trusted:
            fail(refusal(file))
        elif isinstance(file, Code):
            try:
                call(session.connection, file)
            except SourceError as error:
                fail(error)


def _replay(session: Session, statements: Sequence[Statement], fail: Fail) -> None:
    has_settings, path = False, ""
    steps: list[Step] = []
    for index, statement in enumerate(statements):
        if has_settings and statement.place.path != path:
            steps += [Step(sql) for sql in RESET_SESSION]
            has_settings = False
        judged = verdict(statement.sql)
        treatment = judged.treatment
        has_settings, path = has_settings or treatment is Treatment.SESSION, statement.place.path
        if treatment is Treatment.REFUSE:
            fail(_refusal(statement, judged))
        elif treatment not in _LEFT_OUT:
            steps.append(Step(statement.sql, index, makes_roles=treatment is Treatment.ROLE, data=statement.data))
    with Runner(session) as runner:
        position, failure = runner.run(steps, 0, len(steps))
        while failure:
            fail(source_error(statements, steps[position].index, failure))
            position, failure = runner.run(steps, position + 1, len(steps))


def refuse(statements: Sequence[Statement], treatments: Sequence[Treatment]) -> None:
    """SourceError for the first statement whose treatment is one of `treatments`."""
    for statement in statements:
        judged = verdict(statement.sql)
        if judged.treatment in treatments:
            raise _refusal(statement, judged)


def _refusal(statement: Statement, judged: Verdict) -> SourceError:
    word = statement.sql.split(None, 1)[0].upper()
    return SourceError(f"{word}: {judged.reason}", hint=judged.advice, place=statement.place)


class _Loader:
    """One load: which statements wait, which cannot be helped, and the session settings that are in force."""

    def __init__(self, statements: Sequence[Statement], runner: Runner) -> None:
        self.statements = statements
        self.runner = runner
        self.settings = settings_before(statements)
        self.active: tuple[int, ...] = ()
        self.waiting: dict[int, Failure] = {}
        self.hopeless: dict[int, Failure] = {}

    def load(self) -> None:
        """All in the order of the file, then those that wait; SourceError if some cannot be loaded at all."""
        indexes = [index for index in range(len(self.statements)) if self._treatment(index) not in _NO_SCHEMA]
        for is_barrier, group in groupby(indexes, lambda index: self._treatment(index) is Treatment.BARRIER):
            if is_barrier:
                self._retry_waiting()
            self._run(self._steps(group))
        self._retry_waiting()
        self._retry_functions()
        failed = {**self.waiting, **self.hopeless}
        if failed:
            index = first_cause(sorted(failed), self._sql)
            raise source_error(self.statements, index, failed[index])

    def _sql(self, index: int) -> str:
        return self.statements[index].sql

    def _treatment(self, index: int) -> Treatment:
        return verdict(self._sql(index)).treatment

    def _steps(self, indexes: Iterable[int]) -> list[Step]:
        """The steps of these statements, and between them those that bring back the settings of each one's place."""
        steps: list[Step] = []
        for index in indexes:
            if self.settings[index] != self.active:
                steps += [Step(sql) for sql in RESET_SESSION]
                steps += [Step(self._sql(setting)) for setting in self.settings[index]]
            steps.append(Step(self._sql(index), index, makes_roles=self._treatment(index) is Treatment.ROLE))
            self.active = (
                self.settings[index + 1] if self._treatment(index) is Treatment.SESSION else self.settings[index]
            )
        return steps

    def _run(self, steps: Sequence[Step]) -> None:
        """Runs all steps; those that fail wait, or are given up."""
        position = 0
        while position < len(steps):
            position, failure = self.runner.run(steps, position, len(steps))
            if failure:
                step = steps[position]
                position += 1
                if step.index >= 0:  # a setting that fails has failed before, at its own place
                    (self.hopeless if is_hopeless(step.sql, failure) else self.waiting)[step.index] = failure

    def _retry_waiting(self) -> None:
        """Tries those that wait again and again, as long as that makes them fewer."""
        while self.waiting:
            order = order_by_need(sorted(self.waiting), self._sql)
            self.waiting = {}
            self._run(self._steps(order))
            if len(self.waiting) == len(order):
                return

    def _retry_functions(self) -> None:
        """Makes functions that still wait without looking at their bodies, which may need one another; then looks."""
        functions = [index for index in self.waiting if node_kind(self._sql(index)) == "create_function_stmt"]
        if not functions:
            return
        steps: list[Step] = []
        for index in functions:
            del self.waiting[index]
            *settings, step = self._steps([index])
            steps += [*settings, Step("SET check_function_bodies = off"), step, Step("RESET check_function_bodies")]
        self._run(steps)
        self._retry_waiting()
        for index in functions:
            if index not in self.waiting and index not in self.hopeless:
                self._check_body(index)

    def _check_body(self, index: int) -> None:
        """Makes a function once more, now that everything is there, with its body looked at; and undoes that."""
        *settings, step = self._steps([index])
        self._run(settings)
        word = len("CREATE")
        is_replacing = bool(top_node(step.sql)[1].replace)
        added = "" if is_replacing else " OR REPLACE"
        failure = self.runner.probe(step.sql[:word] + added + step.sql[word:])
        if failure:
            self.hopeless[index] = replace(failure, position=max(0, failure.position - len(added)))
