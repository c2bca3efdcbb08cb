"""What would run: the pending files, read and checked, or the reason why none may run.

Comes in: a connection, its target, a folder, what was chosen. Goes out: an `Outlook`.
Reads only. Must never know: how a file is run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from schemactl.errors import HistoryError, SchemactlError, UsageError
from schemactl.migrations import history
from schemactl.migrations.directives import read_directives
from schemactl.migrations.files import Migration, check_sum, load_migrations
from schemactl.migrations.history import Entry, Row
from schemactl.migrations.job import Job, make_job
from schemactl.migrations.resume import refuse_lost
from schemactl.migrations.state import Problem, Standing, State, Unknown, compare
from schemactl.migrations.sums import SumLine
from schemactl.pgsql import top_node

if TYPE_CHECKING:
    import psycopg

    from schemactl.migrations.target import Target


@dataclass(frozen=True, slots=True)
class Folder:
    """The migrations of a folder, whose files are those that schemactl.sum records."""

    migrations: tuple[Migration, ...]
    lines: tuple[SumLine, ...]

    def find(self, version: str) -> Migration:
        """The migration of a version, UsageError if there is none."""
        for one in self.migrations:
            if version.isascii() and version.isdigit() and int(one.version) == int(version):
                return one
        raise UsageError(f"there is no migration {version}", hint="`schemactl status` shows all versions")

    def entries(self) -> dict[str, Entry]:
        """What the history will say of each migration, by version; the checksums of its statements come later."""
        return {one.version: _entry(one, line) for one, line in zip(self.migrations, self.lines, strict=True)}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the pending files: at most `limit`, none behind version `to`; `allow`: states that are no hindrance."""

    limit: int | None = None
    to: str | None = None
    allow: frozenset[State] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How things stand, and the files that would run now."""

    standing: Standing
    jobs: tuple[Job, ...]


def read_folder(folder: Traversable | Folder) -> Folder:
    """The migrations of a folder, checked against schemactl.sum; one that was read already is taken as it is.

    UsageError, HistoryError.
    """
    if isinstance(folder, Folder):
        return folder
    migrations = load_migrations(folder)
    return Folder(migrations, check_sum(folder, migrations))


def read_standing(connection: psycopg.Connection, target: Target, folder: Folder) -> Standing:
    """How the history and the files stand; one query, or some more where there is no history yet."""
    rows = history.read_history(connection, target.history)
    unknown = None if rows else _find_unknown(connection, target, has_history=rows is not None)
    if unknown:
        # Another runner may have begun between the two looks: then what was seen may be its history, or what it made.
        before, rows = rows, history.read_history(connection, target.history)
        if before is None and rows is not None:
            unknown = _find_unknown(connection, target, has_history=True)
    standing = compare(rows or (), folder.migrations, unknown=None if rows else unknown)
    halfway = [row for row in standing.applied if row.status != "applied" and not row.is_running]
    return standing.with_corrections(found for row in halfway if (found := _why_stuck(row, folder)))


def _why_stuck(row: Row, folder: Folder) -> Problem | None:
    """Why a file that stopped half-way cannot go on as it is now, whatever its row says."""
    try:
        job = _halfway_job(row, folder)
        if job:
            refuse_lost(job, row)
    except HistoryError as error:
        return Problem(State(error.state), row.version, error.message, error.hint)
    except SchemactlError:  # a file that cannot be read: apply says where
        return None
    return None


def _halfway_job(row: Row, folder: Folder) -> Job | None:
    """None where the file is gone, which is said elsewhere."""
    known = Entry(
        row.version, row.name, row.direction, row.up_sha256, row.down_sha256, row.down_sql, row.fingerprint, ()
    )
    if row.direction == "down":
        return make_job(f"{row.version}_{row.name}.down.sql", row.down_sql or "", known, row)
    one = next((one for one in folder.migrations if int(one.version) == int(row.version)), None)
    return make_job(str(one.up_path), one.up_sql, known, row) if one else None


def _find_unknown(connection: psycopg.Connection, target: Target, *, has_history: bool) -> Unknown | None:
    """What is in a database whose history says nothing."""
    if has_history and history.has_begun(connection, target.history):
        return None
    objects = history.find_objects(connection, target.schema)
    if objects and target.exclude:
        from schemactl.catalog.exclude import excluder

        is_excluded = excluder(target.exclude)
        objects = [(schema, name) for schema, name in objects if not is_excluded(schema, (name,))]
    if not objects:
        return None
    from schemactl.migrations.foreign.books import find_runner_tables

    tools = {table: tool for tool, table in find_runner_tables(connection)}
    names = tuple(".".join(one) for one in objects if one not in tools)
    if not names:
        return None
    found = () if target.schema else history.find_schemas(connection)  # each tenant has one of its own
    return Unknown(names, tuple(tools.values()), tuple(one for one in found if one != target.history))


def look_ahead(connection: psycopg.Connection, target: Target, folder: Folder, choice: Choice) -> Outlook:
    """The files to run, all of them parsed. HistoryError if something is in the way, SourceError for a bad file."""
    standing = read_standing(connection, target, folder)
    late = {one.version for one in standing.pending if read_directives(one.up_sql, str(one.up_path)).is_late_allowed}
    standing.refuse("apply", choice.allow, late)
    pending = standing.pending
    if choice.to is not None:
        last = int(folder.find(choice.to).version)
        pending = tuple(one for one in pending if int(one.version) <= last)
    rows = {int(row.version): row for row in standing.applied}
    entries = folder.entries()
    jobs = [
        make_job(str(one.up_path), one.up_sql, entries[one.version], rows.get(int(one.version)))
        for one in pending[: choice.limit]
    ]
    for job in jobs:
        _refuse_schema_of_history(job, target.history)
    return Outlook(standing, tuple(jobs))


def _refuse_schema_of_history(job: Job, schema: str) -> None:
    """The history is there before the first file runs, and so is its schema: none can make it without IF NOT EXISTS."""
    for statement in job.statements[job.start :]:
        if statement.sql[:6].lower() != "create" or "schema" not in statement.sql[:80].lower():
            continue
        kind, node = top_node(statement.sql)
        if kind == "create_schema_stmt" and node.schemaname == schema and not node.if_not_exists:
            raise UsageError(
                f"{job.path} makes the schema {schema}, which is there by then: the history is in it",
                hint="name another schema in `history.schema`; or write CREATE SCHEMA IF NOT EXISTS",
                place=statement.place,
            )


def _entry(one: Migration, line: SumLine) -> Entry:
    fingerprint = line.fingerprint if line.has_fingerprint else None
    return Entry(one.version, one.name, "up", one.up_sha, one.down_sha or None, one.down_sql, fingerprint, ())
