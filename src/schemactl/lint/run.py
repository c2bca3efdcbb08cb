"""Lints files: reads them in their runner's order, builds the state before them, runs the rules.

Comes in: a Job. Goes out: a Report.
Must never know: the command line, and how a report is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemactl.errors import Place, SchemactlError, SourceError
from schemactl.finding import Finding, Severity
from schemactl.lint.advance import advance
from schemactl.lint.check import ActiveRule, Table, check, table_of
from schemactl.lint.runners import Runner
from schemactl.lint.schema import Schema
from schemactl.lint.script import Script, read_script

if TYPE_CHECKING:
    import psycopg

    from schemactl.server import ScratchServer


@dataclass(frozen=True, slots=True)
class File:
    """A file to read; text: where it comes from elsewhere than the disk. is_wanted: linted, not only replayed."""

    path: str
    text: str
    is_wanted: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """files: all of the folder, in order. server: opens a scratch server; None: the text alone is looked at."""

    files: tuple[File, ...]
    runner: Runner
    rules: tuple[ActiveRule, ...]
    server: Callable[[], Any] | None = None
    version: int = 180000


@dataclass(frozen=True, slots=True)
class Report:
    """files: those that were linted. notes: what the reader should know about how it was done."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    notes: tuple[str, ...] = ()
    server: str = ""


def lint(job: Job) -> Report:
    """Run a job. Raises ServerError if the scratch server cannot be had."""
    wanted = [index for index, file in enumerate(job.files) if file.is_wanted]
    if not wanted:
        return Report((), ())
    earlier = [_read(file, job.runner) for file in job.files[: wanted[0]]]
    notes: list[str] = []
    schema, version, server = _schema_before(job, earlier, notes)
    table = table_of(job.rules)
    findings: list[Finding] = []
    for file in job.files[wanted[0] :]:
        script = _read(file, job.runner)
        if file.is_wanted:
            findings += _lint_one(script, schema, table, job, version)
        else:
            _pass(script, schema)
    files = tuple(job.files[index].path for index in wanted)
    return Report(tuple(findings), files, tuple(notes), server)


def _lint_one(script: Script, schema: Schema, table: Table, job: Job, version: int) -> list[Finding]:
    if script.fault:
        return [_fault(script.fault)]
    return check(script, schema, table, runner=job.runner, version=version)


def _fault(error: SchemactlError) -> Finding:
    return Finding("syntax-error", Severity.ERROR, error.message, error.hint, place=error.place, code="SC901")


def _read(file: File, runner: Runner) -> Script:
    return read_script(file.path, file.text, runner.mode)


def _pass(script: Script, schema: Schema) -> None:
    schema.begin_file()
    for step in script.steps:
        advance(schema, step.changes)


def _schema_before(job: Job, earlier: Sequence[Script], notes: list[str]) -> tuple[Schema, int, str]:
    """The state before the first file: a catalog, if there is a server and the earlier files load on it."""
    if job.server is not None:
        with job.server() as server:
            try:
                return _read_state(server, earlier), server.version, server.description
            except SourceError as error:
                where = f" ({error.place})" if error.place else ""
                notes.append(
                    f"the migrations before cannot be replayed{where}: {error.message}; only texts are looked at"
                )
    schema = Schema()
    for script in earlier:
        _pass(script, schema)
    return schema, job.version, ""


def _read_state(server: ScratchServer, earlier: Sequence[Script]) -> Schema:
    import psycopg

    from schemactl.catalog.read import read_catalog

    database = server.database(_key(earlier), _loader(earlier))
    with psycopg.connect(server.conninfo(database), autocommit=True) as connection:
        return Schema(read_catalog(connection))


def _key(scripts: Sequence[Script]) -> str:
    digest = hashlib.sha256(b"lint")
    for script in scripts:
        digest.update(script.text.encode() + b"\0")
    return digest.hexdigest()


def _loader(scripts: Sequence[Script]) -> Callable[[psycopg.Connection[Any]], None]:
    from schemactl.pgsql import split_statements
    from schemactl.source import load_in_order

    def load(connection: psycopg.Connection[Any]) -> None:
        statements = [one for script in scripts for one in split_statements(script.text, script.path)]
        load_in_order(connection, statements)

    return load


def read_text(path: Path, shown: str) -> str:
    """The text of a file. Raises SourceError with the place for what is none."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"not UTF-8: byte 0x{data[error.start]:02x}", place=Place(shown, line, 1)) from error
