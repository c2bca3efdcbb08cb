"""Corrects the history by word of a person: what was applied by other means, what was not, where to go on.

Comes in: a target, a folder, a version. Goes out: the versions whose rows changed. Runs no migration; every
correction is an event of its own in the history.
Must never know: who decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from schemactl.code import read_statements
from schemactl.connect import connect
from schemactl.errors import HistoryError, UsageError
from schemactl.migrations import history
from schemactl.migrations.apply import locked
from schemactl.migrations.files import Migration
from schemactl.migrations.history import Books, Entry, Row
from schemactl.migrations.job import make_job
from schemactl.migrations.observer import Observer, Silent
from schemactl.migrations.plan import Folder, read_folder
from schemactl.migrations.state import State
from schemactl.migrations.target import Target

if TYPE_CHECKING:
    import psycopg

_NOTHING = Entry("0", "nothing", "up", "", None, None, None, ())


def baseline(
    target: Target, folder: Traversable | Folder, version: str, observer: Observer | None = None
) -> tuple[str, ...]:
    """Says that all migrations up to `version` are applied, on a database that has no history yet; 0: none is.

    HistoryError `has_history` if it has; `resolve` corrects single migrations then.
    """
    files = read_folder(folder)
    last = 0 if _is_zero(version) else int(files.find(version).version)
    chosen = [one for one in files.migrations if int(one.version) <= last]
    with (
        connect(target.url, target.server_wait) as connection,
        locked(target, observer or Silent()) as lock,
    ):
        refuse_history(connection, target)
        if chosen:
            mark_all(lock.connection, target, [_entry(files, one) for one in chosen], "baseline", "baselined")
        else:
            _write(lock.connection, "note", _books(target), _NOTHING, event="baselined")
    return tuple(one.version for one in chosen)


def _is_zero(version: str) -> bool:
    return version.isascii() and version.isdigit() and int(version) == 0


def check_baseline(target: Target) -> None:
    """HistoryError `has_history` if `baseline` would refuse the database."""
    with connect(target.url, target.server_wait) as connection:
        refuse_history(connection, target)


def refuse_history(connection: psycopg.Connection, target: Target) -> None:
    """HistoryError `has_history` if anything is recorded."""
    if history.read_history(connection, target.history):
        raise HistoryError(
            "the database has a history already",
            state="has_history",
            hint="`schemactl status` shows it; `schemactl resolve` corrects single migrations",
        )


def mark_all(connection: psycopg.Connection, target: Target, entries: Sequence[Entry], origin: str, event: str) -> None:
    """Says that migrations are applied: all of them or none, in one message."""
    books = _books(target)
    rows = [history.render(connection, "mark", books, one, origin=origin, event=event) for one in entries]
    with connection.transaction():
        connection.execute(";\n".join(rows).encode())


def entry_of(entry: Entry, migration: Migration) -> Entry:
    """With the checksums of the statements; the file need not be one that could run."""
    statements = read_statements(migration.up_sql, str(migration.up_path))
    return replace(entry, sha256=history.statements_sha256(statements))


def resolve_applied(target: Target, folder: Traversable, version: str, observer: Observer | None = None) -> None:
    """Says that a migration is applied, with the file as it is now: done by hand, or edited on purpose."""
    files = read_folder(folder)
    migration = files.find(version)
    with (
        connect(target.url, target.server_wait) as connection,
        locked(target, observer or Silent()) as lock,
    ):
        _refuse_running(_find(connection, target, version))
        _mark(lock.connection, _books(target), _entry(files, migration), "resolve", "resolved as applied")


def resolve_reverted(target: Target, version: str, observer: Observer | None = None) -> None:
    """Says that a migration is not applied: taken back by hand, or its files are gone for good."""
    with (
        connect(target.url, target.server_wait) as connection,
        locked(target, observer or Silent()) as lock,
    ):
        row = _require(_find(connection, target, version), version)
        _write(lock.connection, "forget", _books(target), _known(row), event="resolved as reverted")


def resolve_retry(
    target: Target, folder: Traversable, version: str, statement: int | None = None, observer: Observer | None = None
) -> int:
    """Says at which statement (from 1) a file that stopped goes on, else at the one it stopped at; gives its number.

    Statements before it count as done, as the files have them now.
    """
    with (
        connect(target.url, target.server_wait) as connection,
        locked(target, observer or Silent()) as lock,
    ):
        row = _require(_find(connection, target, version), version)
        if row.status == "applied":
            raise UsageError(f"{row.version}_{row.name} did not stop", hint="only what stopped half-way goes on")
        done = row.statements_done if statement is None else statement - 1
        up = read_folder(folder).find(version) if row.direction == "up" else None
        path, sql = (str(up.up_path), up.up_sql) if up else (row.version, row.down_sql or "")
        entry = make_job(path, sql, _known(row)).entry
        if not 0 <= done <= len(entry.sha256):
            raise UsageError(f"there is no statement {done + 1} in {row.version}_{row.name}")
        sha256 = list(entry.sha256[:done][-1:])
        _write(lock.connection, "retry", _books(target), entry, done=done, sha256=sha256, event="resolved to retry")
    return done + 1


def _books(target: Target) -> Books:
    return Books(target.history, uuid4())


def _entry(files: Folder, migration: Migration) -> Entry:
    return entry_of(files.entries()[migration.version], migration)


def _known(row: Row) -> Entry:
    """What the history has of a migration already."""
    return Entry(
        row.version, row.name, row.direction, row.up_sha256, row.down_sha256, row.down_sql, row.fingerprint, ()
    )


def _mark(connection: psycopg.Connection, books: Books, entry: Entry, origin: str, event: str) -> None:
    _write(connection, "mark", books, entry, origin=origin, event=event)


def _write(connection: psycopg.Connection, query: str, books: Books, entry: Entry, **more: Any) -> None:
    connection.execute(history.render(connection, query, books, entry, **more).encode())


def _find(connection: psycopg.Connection, target: Target, version: str) -> Row | None:
    rows = history.read_history(connection, target.history) or ()
    if not (version.isascii() and version.isdigit()):
        raise UsageError(f"not a version: {version}", hint="`schemactl status` shows all versions")
    return next((row for row in rows if int(row.version) == int(version)), None)


def _require(row: Row | None, version: str) -> Row:
    if row is None:
        hint = "`schemactl status` shows all versions"
        raise UsageError(f"the history has no migration {version}", hint=hint)
    _refuse_running(row)
    return row


def _refuse_running(row: Row | None) -> None:
    if row and row.is_running:
        raise HistoryError(
            f"{row.version}_{row.name} is running still, in the backend {row.backend_pid}",
            state=State.RUNNING.value,
            object=row.version,
            hint=f"wait for it, or end it: SELECT pg_terminate_backend({row.backend_pid})",
        )
