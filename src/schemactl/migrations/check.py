"""The gate of a pull request: whether the migrations of a folder are whole, lead to the desired state, and back.

Comes in: a scratch server, a folder, the desired state, the base branch. Goes out: findings; none if all is well.
No target is needed or touched. Must never know: how findings are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.catalog.model import Catalog
from schemactl.code import read_statements
from schemactl.draft import Scope, read_source
from schemactl.errors import ExecuteError, HistoryError, Place, SourceError, UsageError
from schemactl.finding import Finding, Severity
from schemactl.migrations.base import Base
from schemactl.migrations.clock import ONLY_WANTED, clock_findings
from schemactl.migrations.directives import read_directives
from schemactl.migrations.plan import Folder, read_folder
from schemactl.migrations.replay import MOST_SHOWN, differences, from_error, replay
from schemactl.plan.make import find_deltas
from schemactl.segments import segments
from schemactl.source import Source, skipped_rows

if TYPE_CHECKING:
    from schemactl.server import ScratchServer


UNREADABLE = "parse"


@dataclass(frozen=True, slots=True)
class Review:
    """What was found, and how many migrations were run there and back."""

    findings: tuple[Finding, ...]
    reversed: int


def check_files(folder: Path, base: Base | None) -> tuple[Folder | None, tuple[Finding, ...]]:
    """The folder, and what is wrong with its files alone; no folder if they cannot be read. No server."""
    try:
        files = read_folder(folder)
    except (HistoryError, UsageError) as error:
        return None, (from_error("files", error),)
    unrunnable = tuple(_unrunnable(files))
    is_readable = all(one.rule != UNREADABLE for one in unrunnable)
    return files if is_readable else None, (
        *_drafts(files),
        *unrunnable,
        *(_against_base(files, base) if base else ()),
    )


def check_replay(server: ScratchServer, files: Folder, desired: Source, scope: Scope, base: Base | None) -> Review:
    """Runs all migrations on an empty database, the new ones there, back and there again; compares with `desired`."""
    new = [one for one in files.migrations if base is None or int(one.version) not in base.versions]
    run = replay(server, files.migrations, frozenset(one.version for one in new), scope)
    findings = list(run.findings)
    if run.reached is not None:
        wanted = read_source(server, desired, scope.exclude)
        findings += _differences(run.reached, wanted, scope)
        findings += _behind_the_base(server, files, base, wanted, scope) if base else ()
        findings += skipped_rows(desired)
    return Review((*findings, *clock_findings(files.migrations, findings)), run.reversed)


def _behind_the_base(
    server: ScratchServer, files: Folder, base: Base, wanted: Catalog, scope: Scope
) -> Iterator[Finding]:
    """A database that has all of the base runs the new files behind it: also those that come late must do there."""
    new = [one for one in files.migrations if int(one.version) not in base.versions]
    late = [one for one in new if int(one.version) < base.last]
    if not late:
        return
    old = [one for one in files.migrations if int(one.version) in base.versions]
    run = replay(server, [*old, *new], (), scope)
    yield from run.findings
    objects = differences(run.reached, wanted, scope) if run.reached else ""
    if objects:
        message = f"on a database that has all of {base.ref}, the new files lead elsewhere: {objects}"
        place = Place(str(late[0].up_path))
        yield Finding("behind-base-replay", Severity.ERROR, message, "correct the file", place=place)


def _drafts(files: Folder) -> Iterator[Finding]:
    for migration, line in zip(files.migrations, files.lines, strict=True):
        if line.is_draft:
            message = f"{migration.up_path.name} is a draft still: schemactl.sum has no checksum of it"
            place = Place(str(migration.up_path))
            yield Finding("draft", Severity.ERROR, message, "`schemactl sum` records it", place=place)


def _unrunnable(files: Folder) -> Iterator[Finding]:
    """What does not parse, and what `apply` would refuse before it runs anything of a file."""
    halves = [(one.up_path, one.up_sql) for one in files.migrations]
    halves += [(one.down_path, one.down_sql) for one in files.migrations if one.down_path and one.down_sql is not None]
    for path, sql in halves:
        try:
            segments(read_statements(sql, str(path)), transaction=read_directives(sql, str(path)).transaction)
        except (SourceError, ExecuteError, UsageError) as error:
            yield from_error(UNREADABLE if isinstance(error, SourceError) else "run", error)


def _against_base(files: Folder, base: Base) -> Iterator[Finding]:
    present = {int(one.version) for one in files.migrations}
    for version in sorted(base.versions - present):
        message = f"migration {version} of {base.ref} is not here"
        yield Finding("behind-base", Severity.ERROR, message, f"merge {base.ref}, then `schemactl rebase`")
    for one in files.migrations:
        place = Place(str(one.up_path))
        if int(one.version) in base.versions:
            if base.is_edited(one):
                message = f"{one.up_path.name} is another file in {base.ref}: it was edited, or its version is taken"
                remedy = f"what is in {base.ref} stays; `schemactl rebase --onto {base.ref}` renumbers what is new"
                yield Finding("edited", Severity.ERROR, message, remedy, place=place)
        elif int(one.version) < base.last and not read_directives(one.up_sql, str(one.up_path)).is_late_allowed:
            message = f"{one.up_path.name} comes too late: {base.ref} has {base.last} already"
            remedy = f"`schemactl rebase --onto {base.ref}` gives it a later version"
            yield Finding("out-of-order", Severity.ERROR, message, remedy, place=place)


def _differences(found: Catalog, wanted: Catalog, scope: Scope) -> Iterator[Finding]:
    deltas = find_deltas(found, wanted, scope.ignore)
    for delta in deltas[:MOST_SHOWN]:
        where = "only the migrations have it" if delta.new is None else ONLY_WANTED
        attributes = ", ".join(sorted(delta.changed))
        message = f"{delta.id}: {f'another {attributes}' if delta.changed else where}"
        remedy = "`schemactl diff NAME` writes the migration that is missing"
        yield Finding("differs", Severity.ERROR, message, remedy, object=str(delta.id))
    if len(deltas) > MOST_SHOWN:
        yield Finding("differs", Severity.ERROR, f"and {len(deltas) - MOST_SHOWN} more differences")
