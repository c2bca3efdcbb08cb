"""Rewrites what has a mechanical safe form, until nothing changes, and proves that the same schema comes out.

Comes in: a Job with a scratch server. Goes out: the files with their new texts; nothing is written here.
The state before a file is built twice, the old and the new text run on it, and the catalogs after them compared: a
rewrite that the server refuses, that leads elsewhere, or that lint calls an error, is not made. What stands in a
transaction of the file's own is left alone, and so is a file whose runner has no word against one: to run apart is all
the gain of these rewrites.
Must never know: how files are written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.catalog.read import read_catalog
from schemactl.code import is_code
from schemactl.errors import SchemactlError, ServerError
from schemactl.finding import Finding, Severity
from schemactl.lint.edits import Edit, Proposal, has_own_transaction, is_apart, new_statements, written
from schemactl.lint.replaced import Pair, find_pairs
from schemactl.lint.run import File, Job, Report, lint, read, read_earlier
from schemactl.lint.schema import Schema
from schemactl.lint.script import Script, Step
from schemactl.lint.trace.probe import HIDDEN
from schemactl.pgsql import Statement, split_statements
from schemactl.plan.replace import replace as replace_online
from schemactl.plan.rewrite import REWRITERS, rewrite

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

ROUNDS = 10
REORDERED = "index-drop-before-replacement"
REFUSED = "what it would be is refused by the server, leads elsewhere, or is an error itself"


@dataclass(frozen=True, slots=True)
class Fixed:
    """One file: its text before and after. notes: what was left alone, and why.

    settings: where the file is that tells its runner how to run this one, and its new text; None where that stays.
    """

    path: str
    before: str
    after: str
    notes: tuple[str, ...] = ()
    settings: tuple[Path, str] | None = None


def fix(job: Job) -> tuple[Fixed, ...]:
    """All wanted files of a job, in their order; later ones are judged after the fixed ones."""
    if job.server is None:
        raise ServerError("a fix is proven on a scratch server", hint="leave out --static")
    with job.server() as server:
        return tuple(_fix_all(replace(job, server=lambda: nullcontext(server)), server))


def _fix_all(job: Job, server: ScratchServer) -> Iterator[Fixed]:
    files = list(job.files)
    for index, file in enumerate(files):
        if file.is_wanted and not file.fault and not is_code(file.path):
            earlier = tuple(replace(one, is_wanted=False) for one in files[:index])
            files[index], notes = _Fix(replace(job, files=(*earlier, file)), server).run(file)
            new = files[index]
            beside = job.runner.beside(Path(file.path)) if new.settings != file.settings else None
            yield Fixed(file.path, file.text, new.text, notes, (beside, new.settings) if beside else None)


class _Fix:
    """One file on its way to a fixed point. job: its last file is this one."""

    def __init__(self, job: Job, server: ScratchServer) -> None:
        self.job = job
        self.server = server
        self.notes: dict[str, None] = {}
        self.refused: set[tuple[str, ...]] = set()
        self.schema: Schema | None = None

    def run(self, file: File) -> tuple[File, tuple[str, ...]]:
        """The file as it should be, and what was left alone."""
        report = self._lint(file)
        for _ in range(ROUNDS):
            proposals = list(self._proposals(file, report.findings))
            found = self._better(file, proposals, report) if proposals else None
            if found is None:
                break
            file, report = found
        return file, tuple(self.notes)

    def _lint(self, file: File) -> Report:
        return lint(replace(self.job, files=(*self.job.files[:-1], file)))

    def _better(self, file: File, proposals: list[Proposal], report: Report) -> tuple[File, Report] | None:
        """With all of them; else with the first that is good alone.

        A file that is one transaction takes them together: apart, each shows what that hides of the others.
        """
        new = written(file, proposals, self.job.runner)
        if not is_apart(new, self.job.runner, new_statements(proposals)):
            for one in proposals:
                self._note(one, _why_together(read(new, self.job.runner), self.job.runner.name))
            return None
        found = self._judged(file, new, report)
        for one in proposals if found is None else ():
            tried = written(file, [one], self.job.runner)
            is_tried = is_apart(tried, self.job.runner, new_statements([one]))
            alone = self._judged(file, tried, report) if is_tried else None
            if alone and is_apart(file, self.job.runner):
                return alone
            if alone is None:
                self.refused.add(one.key)
                self._note(one, REFUSED)
        return found or ((file, report) if self.refused.intersection(one.key for one in proposals) else None)

    def _judged(self, file: File, new: File, report: Report) -> tuple[File, Report] | None:
        """The new file with its report, if it leads where the old one did and is not found worse."""
        if self._leads_alike(file, new):
            after = self._lint(new)
            return (new, after) if _errors(after) <= _errors(report) else None
        return None

    def _note(self, one: Proposal, why: str) -> None:
        self.notes[f"{self.job.files[-1].path}:{one.line}: {one.rule} stays: {why}"] = None

    def _proposals(self, file: File, findings: Sequence[Finding]) -> Iterator[Proposal]:
        """The first rewrite of each statement that has one; of a pair that belongs together one for both."""
        script = read(file, self.job.runner)
        if script.fault:
            return
        statements = split_statements(script.text, script.path)
        rules = [[one.rule for one in findings if _is_at(one, script, step)] for step in script.steps]
        pairs = list(find_pairs(script, self._schema_before())) if any(rules) else []
        taken = {number for pair in pairs for number in (pair.old, pair.new)}
        proposals = [*self._of_pairs(pairs, statements, rules, file.text)]
        for index, statement in enumerate(statements):
            found = ((rule, rewrite(statement.sql, rule, self.server.major)) for rule in rules[index])
            rule, new = next(((rule, new) for rule, new in found if new), ("", ()))
            if new and index not in taken:
                proposals.append(Proposal((Edit(statement, new),), rule))
        proposals = [one for one in proposals if one.key not in self.refused]
        yield from proposals if is_apart(file, self.job.runner) else self._leaving_no_gap(proposals, pairs)

    def _of_pairs(
        self, pairs: Sequence[Pair], statements: Sequence[Statement], rules: Sequence[Sequence[str]], text: str
    ) -> Iterator[Proposal]:
        """Of pairs that share a statement the first one; the others have their turn in the next round."""
        done: set[int] = set()
        for pair in pairs:
            found = [rule for index in (pair.old, pair.new) for rule in rules[index] if rule in _PAIRED]
            if not found or done.intersection((pair.old, pair.new)):
                continue
            done.update((pair.old, pair.new))
            old, new = statements[pair.old], statements[pair.new]
            why = pair.why or self._are_parted(old, new, text)
            made = () if why else replace_online(old.sql, new.sql, self._names())
            if made:
                gone = (Edit(old, ()),) if pair.old != pair.new else ()
                yield Proposal((*gone, Edit(new, made)), found[0])
            elif found[0] in REWRITERS:
                why = why or f"{pair.name} is dropped and made again in a form that has no safe one"
                self._note(Proposal((Edit(old, ()),), found[0]), why)

    def _are_parted(self, old: Statement, new: Statement, text: str) -> str:
        """Why two statements cannot become others that belong together, if they stand in two parts of the file."""
        starts = [at for at, _ in self.job.runner.parts(text)]
        parts = {bisect_right(starts, one.offset) for one in (old, new)}
        return "it is made again in another changeset" if len(parts) > 1 else ""

    def _leaving_no_gap(self, proposals: list[Proposal], pairs: Sequence[Pair]) -> Iterator[Proposal]:
        """None of them, if the file would no longer be one transaction, and would show what that hides."""
        changed = {edit.of.sql for one in proposals for edit in one.edits}
        hidden = [pair for pair in pairs if self._is_hidden(pair, changed)]
        if not hidden:
            yield from proposals
        for one in proposals if hidden else ():
            self._note(one, f"the file is one transaction, in which {hidden[0].name} is dropped and made again")

    def _is_hidden(self, pair: Pair, changed: set[str]) -> bool:
        script = read(self.job.files[-1], self.job.runner)
        return pair.old != pair.new and script.sql(script.steps[pair.old]) not in changed

    def _names(self) -> frozenset[str]:
        """Of all relations before the file, and all words of it that may be names."""
        schema = self._schema_before()
        return frozenset(one.name for one in (*schema.tables, *schema.indexes, *schema.sequences))

    def _schema_before(self) -> Schema:
        if self.schema is None:
            from schemactl.lint.live import open_live

            try:
                with open_live(self.server, read_earlier(self.job, self.job.files[:-1])) as live:
                    self.schema = live.schema()
            except SchemactlError:
                self.schema = Schema()
        return self.schema

    def _leads_alike(self, file: File, new: File) -> bool:
        """Whether both texts run on the state before, and the same catalog is there after them."""
        prints = [self._fingerprint(one) for one in (file, new)]
        return bool(prints[0]) and prints[0] == prints[1]

    def _fingerprint(self, file: File) -> str:
        """Of the catalog after a file; empty if it does not run."""
        import psycopg

        from schemactl.lint.live import open_live

        try:
            with open_live(self.server, read_earlier(self.job, self.job.files[:-1])) as live:
                traces = live.run(read(file, self.job.runner))
                if live.left_out or any(one.error for one in traces.values()):
                    return ""
                with psycopg.connect(live.sandbox.admin, autocommit=True) as connection:
                    return read_catalog(connection, (HIDDEN,)).fingerprint
        except SchemactlError:
            return ""


_PAIRED = frozenset({*REWRITERS, REORDERED})


def _is_at(finding: Finding, script: Script, step: Step) -> bool:
    """Whether a finding is one of this statement."""
    at = finding.place
    start, end = script.place(step.start), script.place(step.end)
    return at is not None and (start.line, start.column) <= (at.line, at.column) < (end.line, end.column)


def _errors(report: Report) -> set[str]:
    return {one.rule for one in report.findings if one.severity is Severity.ERROR}


def _why_together(script: Script, runner: str) -> str:
    if has_own_transaction(script):
        return "it stands in a transaction of the file's own"
    return f"{runner} runs the file in one transaction and has no word against it: give the statement a file of its own"
