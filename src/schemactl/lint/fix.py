"""Rewrites what has a mechanical safe form, until nothing changes, and proves that the same schema comes out.

Comes in: a Job with a scratch server. Goes out: the files with their new texts; nothing is written here.
The state before a file is built twice, the old and the new text run on it, and the catalogs behind them compared: a
rewrite that the server refuses, or that leads elsewhere, is not made. What stands in a transaction of the file's own,
or is run in one by its runner, is left alone: apart from each other is all the gain of these rewrites.
Must never know: how files are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schemactl.catalog.read import read_catalog
from schemactl.code import is_code
from schemactl.errors import SchemactlError, ServerError
from schemactl.finding import Finding
from schemactl.lint.changes import Transaction
from schemactl.lint.run import File, Job, lint, read, read_earlier
from schemactl.lint.runners import Runner
from schemactl.lint.script import Mode, Script
from schemactl.lint.trace.probe import HIDDEN
from schemactl.pgsql import split_statements
from schemactl.plan.rewrite import rewrite

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

NO_TRANSACTION = "-- schemactl: transaction=none"
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """One file: its text before and after. notes: what was left alone, and why."""

    path: str
    before: str
    after: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A statement of a file, from `start` to `end` in characters, and what to write instead of it."""

    start: int
    end: int
    statements: tuple[str, ...]
    rule: str
    line: int


def fix(job: Job) -> tuple[Fixed, ...]:
    """All wanted files of a job, in their order; later ones are judged behind the fixed ones."""
    if job.server is None:
        raise ServerError("a fix is proven on a scratch server", hint="leave out --static")
    with job.server() as server:
        return tuple(_fix_all(replace(job, server=lambda: nullcontext(server)), server))


def _fix_all(job: Job, server: ScratchServer) -> Iterator[Fixed]:
    files = list(job.files)
    for index, file in enumerate(files):
        if file.is_wanted and not file.fault and not is_code(file.path):
            earlier = tuple(replace(one, is_wanted=False) for one in files[:index])
            fixed = _fix(replace(job, files=(*earlier, file)), file, server)
            files[index] = replace(file, text=fixed.after)
            yield fixed


def _fix(job: Job, file: File, server: ScratchServer) -> Fixed:
    """One file, to a fixed point."""
    text, notes, refused = file.text, dict[str, None](), set[tuple[str, ...]]()
    for _ in range(ROUNDS):
        now = replace(file, text=text)
        report = lint(replace(job, files=(*job.files[:-1], now)))
        script = read(now, job.runner)
        proposals = [
            one
            for one in _proposals(script, report.findings, job.runner, server.major)
            if one.statements not in refused
        ]
        if not proposals:
            break
        for chosen in (proposals, *([one] for one in proposals)):
            written = _written(text, chosen, script, job.runner)
            if _leads_alike(job, file, written, server):
                text = written
                break
            refused.update(one.statements for one in chosen if len(chosen) == 1)
            left = "stays: what it would be is refused by the server, or leads elsewhere"
            notes.update((f"{file.path}:{one.line}: {one.rule} {left}", None) for one in chosen if len(chosen) == 1)
        else:
            break
    return Fixed(file.path, file.text, text, tuple(notes))


def _proposals(script: Script, findings: Sequence[Finding], runner: Runner, major: int) -> Iterator[_Proposal]:
    """The first rewrite of each statement that has one."""
    if script.fault or not _is_apart(script, runner):
        return
    statements = split_statements(script.text, script.path)
    for step, statement in zip(script.steps, statements, strict=True):
        start, end = script.place(step.start), script.place(step.end)
        for one in findings:
            at = one.place
            if at and (start.line, start.column) <= (at.line, at.column) < (end.line, end.column):
                found = rewrite(statement.sql, one.rule, major)
                if found:
                    last = statement.offset + len(statement.sql)
                    yield _Proposal(statement.offset, last, found, one.rule, statement.place.line)
                    break


def _is_apart(script: Script, runner: Runner) -> bool:
    """Whether statements of this file may have a transaction each: its runner gives it, or can be asked to."""
    has_own = any(isinstance(change, Transaction) for step in script.steps for change in step.changes)
    return not has_own and (script.mode is Mode.EACH or runner.asserts)


def _written(text: str, proposals: Sequence[_Proposal], script: Script, runner: Runner) -> str:
    """The text with the proposals in it, in a form that is run statement by statement."""
    end = "\r\n" if "\r\n" in text else "\n"
    for one in sorted(proposals, key=lambda one: -one.start):
        text = text[: one.start] + f";{end}".join(one.statements) + text[one.end :]
    if script.mode is Mode.FILE and read(File(script.path, text), runner).mode is Mode.FILE:
        text = f"{NO_TRANSACTION}{end}{text}"
    return text


def _leads_alike(job: Job, file: File, text: str, server: ScratchServer) -> bool:
    """Whether both texts run on the state before, and the same catalog is behind them."""
    prints = [_fingerprint(server, job, replace(file, text=one)) for one in (file.text, text)]
    return bool(prints[0]) and prints[0] == prints[1]


def _fingerprint(server: ScratchServer, job: Job, file: File) -> str:
    """Of the catalog behind a file; empty if it does not run."""
    import psycopg

    from schemactl.lint.live import open_live

    try:
        with open_live(server, read_earlier(job, job.files[:-1])) as live:
            traces = live.run(read(file, job.runner))
            if live.left_out or any(one.error for one in traces.values()):
                return ""
            with psycopg.connect(live.sandbox.admin, autocommit=True) as connection:
                return read_catalog(connection, (HIDDEN,)).fingerprint
    except SchemactlError:
        return ""
