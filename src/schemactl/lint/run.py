"""Lints files: reads them in their runner's order, builds the state before them, runs them, asks the rules.

Comes in: a Job. Goes out: a Report.
Must never know: the command line, and how a report is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from schemactl import psql
from schemactl.code import is_code
from schemactl.errors import NotConfinedError, Place, SourceError
from schemactl.finding import Finding
from schemactl.lint.actual import actual
from schemactl.lint.advance import advance
from schemactl.lint.assertions import Proof, prover, read_proofs
from schemactl.lint.changes import Code, Drop, Query, Rename, SetSchema, TableChange
from schemactl.lint.check import ActiveRule, Found, Pending, Table, check, confirm, table_of
from schemactl.lint.context import NEWEST
from schemactl.lint.ignore import Suppression, read_suppressions, sift, suppresses
from schemactl.lint.parallel import can_fork, in_children
from schemactl.lint.policy import allows
from schemactl.lint.runners import Runner
from schemactl.lint.schema import Schema
from schemactl.lint.script import Mode, Script, Step, read_program, read_script
from schemactl.lint.trace.model import StepTrace, Trial

if TYPE_CHECKING:
    from schemactl.lint.live import Live
    from schemactl.server import ScratchServer

MANY = 100
"""Files from which other processes are worth while."""
FIRST_PART, PART = 25, 200
"""Files that one of them checks, while the next ones are read; the first begins soon, and each has twice as many."""
OWN_PART = 0.06
"""What is checked here: reading takes less time than checking does."""

Server = Callable[[], AbstractContextManager["ScratchServer"]]


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read; path as shown. is_wanted: linted, not only replayed. fault: why there is no text.

    settings: the text of the file beside it that says how the runner is to run it.
    """

    path: str
    text: str = ""
    is_wanted: bool = True
    fault: SourceError | None = None
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """files: all of the folder, in order. server: opens a scratch server; None: the text alone is looked at.

    is_alone: nothing is known of the database before the files, so that a missing table is no failure of theirs. late:
    new files that sort before old ones.
    """

    files: tuple[File, ...]
    runner: Runner
    rules: tuple[ActiveRule, ...]
    server: Server | None = None
    version: int = NEWEST
    is_alone: bool = False
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """files: those that were linted. notes: how it was done, for the reader. suppressed: with the reasons given."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    notes: tuple[str, ...] = ()
    server: str = ""
    suppressed: tuple[tuple[Finding, str], ...] = ()


def lint(job: Job) -> Report:
    """Run a job. Raises ServerError if the scratch server cannot be had."""
    wanted = [index for index, file in enumerate(job.files) if file.is_wanted]
    if not wanted:
        return Report((), ())
    run = _Run(job)
    earlier, rest = read_earlier(job, job.files[: wanted[0]]), job.files[wanted[0] : wanted[-1] + 1]
    with ExitStack() as stack:
        if job.server is not None:
            run.go_live(stack, job.server, earlier)
        if run.live is None:
            for script in earlier:
                run.advance(script)
        if run.live is None and len(rest) >= MANY and can_fork():
            run.share(rest)
        else:
            for file in rest:
                run.take(*run.read(file))
    files = tuple(job.files[index].path for index in wanted)
    return Report(tuple(run.findings()), files, tuple(run.notes), run.server, tuple(run.suppressed))


def read_earlier(job: Job, files: Sequence[File]) -> list[Script]:
    """The first files of a job, below what makes the runner's own table where any is about it: it is there before."""
    made = _own_table(job)
    own = [read_script(f"{job.runner.name}'s own table", made, Mode.EACH)] if made else []
    return [*own, *(read(file, job.runner) for file in files)]


def _own_table(job: Job) -> str:
    """What makes the runner's own table, if the files need it; a text that does not parse is a finding later."""
    from schemactl.migrations.foreign.own_table import create_table, find_place
    from schemactl.migrations.foreign.tools import TOOLS

    if job.runner.name not in TOOLS:
        return ""
    books = TOOLS[job.runner.name].books
    about = [(job.runner.cut(file.text), file.path) for file in job.files if books.table in file.text.lower()]
    try:
        place, is_needed = find_place(about, books)
    except SourceError:
        return ""
    return create_table(books, place) if place and is_needed else ""


class _Checked(NamedTuple):
    """A file when its statements are gone: what was found, and what lets it pass."""

    found: Found
    proofs: tuple[Proof, ...]
    suppressions: tuple[Suppression, ...]


class _Run:
    """One job on its way through the files."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.rules: Table = table_of(one for one in job.rules if job.server or not one.rule.needs_run)
        self.schema = Schema()
        self.active = {active.rule.name: active for active in job.rules}
        self.untried = Trial(partial_from=-1, is_alone=job.is_alone) if job.server else None
        """What stands for a run that was wanted and could not be had."""
        self.version = job.version
        self.server = ""
        self.live: Live | None = None
        self.is_partial = job.is_alone
        """Whether the scratch database may lack what is there elsewhere: something before was not run to its end."""
        self.checked: list[_Checked] = []
        self.suppressed: list[tuple[Finding, str]] = []
        self.notes: list[str] = []

    def go_live(self, stack: ExitStack, server: Server, earlier: Sequence[Script]) -> None:
        """A database at the state before the first file, as far as that can be had here."""
        from schemactl.lint.live import open_live

        try:
            opened = stack.enter_context(server())
        except NotConfinedError as error:
            self.notes.append(f"{error.message}; texts alone are looked at ({error.hint})")
            return
        self.version, self.server = opened.version, opened.description
        self.live = stack.enter_context(open_live(opened, earlier))
        self._tell(self.live.left_out)

    def share(self, files: Sequence[File]) -> None:
        """Many texts: they are read and followed here, and checked by other processes meanwhile."""
        count = round(len(files) * (1 - OWN_PART))
        found = in_children(self._parts(files[:count]), lambda: self._check(map(self.read, files[count:])))
        self.checked = [one for part in found for one in part]

    def _parts(self, files: Sequence[File]) -> Iterator[Callable[[], list[_Checked]]]:
        """Work for other processes, each of which knows what is known when it is asked for."""
        start, size = 0, FIRST_PART
        while start < len(files):
            part = [self.read(file) for file in files[start : start + size]]
            yield partial(self._check, part)
            for _, script in part:
                self.pass_over(script)
            start, size = start + size, min(2 * size, PART)

    def read(self, file: File) -> tuple[File, Script]:
        return file, read(file, self.job.runner)

    def _check(self, part: Iterable[tuple[File, Script]]) -> list[_Checked]:
        """What is found in some files."""
        self.checked = []
        for file, script in part:
            self.take(file, script)
        return self.checked

    def take(self, file: File, script: Script) -> None:
        """One file, linted or only followed."""
        if file.is_wanted:
            self.checked.append(self.lint(script))
        else:
            self.pass_over(script)

    def lint(self, script: Script) -> _Checked:
        """One file: what is found, and the state behind it."""
        suppressions = read_suppressions(script, self.job.rules)
        if script.fault:
            return _Checked(Found(self._about("syntax-error", script.fault.message, script), []), (), suppressions)
        asked = self._ask(script)
        trial = self._try(self.live, script) if self.live else self.untried
        found = check(
            script,
            self.schema,
            self.rules,
            runner=self.job.runner,
            version=self.version,
            trial=trial,
            suppresses=partial(suppresses, suppressions),
        )
        found.findings.extend(asked)
        if script.path in self.job.late:
            message = f"{script.path} sorts before migrations that the base branch has"
            found.findings.extend(self._about("history-not-linear", message, script))
        return _Checked(found, self._proofs(script), suppressions)

    def findings(self) -> list[Finding]:
        """All that was found and not suppressed, file by file."""
        kept: list[Finding] = []
        said: set[tuple[str, str]] = set()
        is_whole = self.live is not None and not self.is_partial
        for one in self.checked:
            late = [each for pending in one.found.pending for each in self._confirm(pending)]
            late = [each for each in late if (each.rule, each.message) not in said]  # a key that several files made
            said.update((each.rule, each.message) for each in late)
            found = [each for each in [*one.found.findings, *late] if not self._is_allowed(each)]
            sifted = sift(one.suppressions, self._prove(one.proofs, found), self.job.rules, is_whole=is_whole)
            kept += sorted(sifted.findings, key=_line_and_column)
            self.suppressed += sifted.suppressed
        return kept

    def _confirm(self, pending: Pending) -> list[Finding]:
        return confirm(pending, self.schema, self.active[pending.finding.rule].rule)

    def _is_allowed(self, finding: Finding) -> bool:
        """Whether the policy lets it pass."""
        active = self.active.get(finding.rule)
        return active is not None and allows(active, finding)

    def _prove(self, proofs: Sequence[Proof], findings: list[Finding]) -> list[Finding]:
        """Without those that the file's assertions prove to be harmless."""
        if not proofs:
            return findings
        is_proven = prover(proofs)
        self.suppressed += [(one, "an assertion of the file proves it") for one in findings if is_proven(one)]
        return [one for one in findings if not is_proven(one)]

    def _proofs(self, script: Script) -> tuple[Proof, ...]:
        """What is asserted, if the runner asks it."""
        try:
            return read_proofs(script) if self.job.runner.asserts else ()
        except SourceError:
            return ()

    def pass_over(self, script: Script) -> None:
        """A file that is only there for the state behind it."""
        if script.fault:
            return
        if self.live:
            self._try(self.live, script)
        self.advance(script)

    def advance(self, script: Script) -> None:
        """The state behind a file, by its text."""
        self.schema.begin_file()
        for step in script.steps:
            advance(self.schema, actual(step, None, self.schema).changes)
        self.schema.dropped_indexes = []  # long ago: rows may have become alike since

    def _ask(self, script: Script) -> list[Finding]:
        """Assertions that are none, that nobody asks, or that the server refuses before the file."""
        try:
            proofs = read_proofs(script)
        except SourceError as error:
            return self._about("assertion-fails", error.message, script, error.place)
        if proofs and not self.job.runner.asserts:
            message = f"{self.job.runner.name} runs the file without asking this: it proves nothing"
            return self._about("assertion-fails", message, script, proofs[0].place)
        failures = [(one, self.live.ask(one.sql)) for one in proofs if self.live and not one.step]
        return [
            finding
            for one, why in failures
            if why
            for finding in self._about("assertion-fails", why, script, one.place)
        ]

    def _about(self, name: str, message: str, script: Script, place: Place | None = None) -> list[Finding]:
        """A finding about a file as a whole."""
        fault = script.fault
        place = place or (fault.place if fault else None) or Place(script.path, 1, 1)
        return [
            Finding(
                name,
                one.severity,
                message,
                (fault.hint if fault else "") or one.rule.remedy,
                place=place,
                code=one.rule.code,
            )
            for one in self.job.rules
            if one.rule.name == name
        ]

    def _try(self, live: Live, script: Script) -> Trial:
        """Run a file; what is left out is noted, and is no failure."""
        dropped, self.schema = self.schema.dropped_indexes, live.schema()
        self.schema.dropped_indexes = dropped
        since = -1 if self.is_partial else None
        traces = dict(live.run(script, is_partial=self.is_partial))
        if self.job.is_alone:
            for index in [index for index, trace in traces.items() if _met_nothing(script.steps[index], trace)]:
                del traces[index]
        left_out = {index: trace for index, trace in traces.items() if trace.is_left_out}
        self._tell([f"{script.place(script.steps[index].start)}: {one.error}" for index, one in left_out.items()])
        failed = min((index for index, trace in traces.items() if trace.error), default=None)
        self.is_partial = self.is_partial or failed is not None
        kept = {index: trace for index, trace in traces.items() if index not in left_out}
        return Trial(kept, left_out, failed if since is None else since, is_alone=self.job.is_alone)

    def _tell(self, left_out: Sequence[str]) -> None:
        """Note what could not be run: the first, and how many more there are."""
        if left_out:
            self.is_partial = True
            more = f" ({len(left_out) - 1} more)" if len(left_out) > 1 else ""
            self.notes.append(f"{left_out[0]}{more}: not run here, and judged by the text alone")


def _line_and_column(finding: Finding) -> tuple[int, int]:
    return (finding.place.line, finding.place.column) if finding.place else (0, 0)


def _met_nothing(step: Step, trace: StepTrace) -> bool:
    """Whether a statement found nothing of what it is about: IF EXISTS where nothing is known of the database."""
    is_about = any(isinstance(change, (Drop, TableChange, Rename, SetSchema)) for change in step.changes)
    has_body = any(isinstance(change, (Code, Query)) for change in step.changes)
    return is_about and not has_body and not (trace.error or trace.held or trace.dropped)


def read(file: File, runner: Runner) -> Script:
    """A file as statements."""
    if file.fault:
        return Script(file.path, psql.Script(""), fault=file.fault)
    if is_code(file.path):
        return read_program(file.path, file.text)
    mode = runner.mode_of(file.text, file.settings)
    return read_script(file.path, runner.cut(file.text), mode, runner.parts(file.text))
