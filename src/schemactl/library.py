"""What an application calls: apply what is pending, ask how things stand, refuse to start on a database that lags.

Comes in: a database, a folder of migrations (on disk, in a package, in a zip). Goes out: frozen data, or one of the
errors of `errors.py`. The names here are those of the package: `schemactl.apply` is `library.apply`.
Must never know: configuration files, environment variables, terminals. Nothing is printed; `observer` is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path

from schemactl.errors import HistoryError
from schemactl.migrations.apply import Result, apply_migrations, read_status
from schemactl.migrations.observer import Observer
from schemactl.migrations.plan import Choice
from schemactl.migrations.state import Standing, State
from schemactl.migrations.target import Target

Migrations = str | PathLike[str] | Traversable


def apply(
    database: str | Target,
    migrations: Migrations,
    *,
    to: str | None = None,
    limit: int | None = None,
    allow: Collection[State] = (),
    observer: Observer | None = None,
) -> Result:
    """Applies what is pending in the folder `migrations`, as `schemactl apply` does.

    `database`: its URL, or a `Target` with timeouts, a role, the history's schema. `to`: nothing behind this version;
    `limit`: at most so many; `allow`: State.AHEAD, State.OUT_OF_ORDER are no hindrance then.
    Safe in every process of an application that starts: one at a time holds the migration lock, the others wait for
    it (`Target.lock_wait`) and find nothing left to do; with nothing pending no lock is taken.
    FileError when a file fails; HistoryError, LockError, ConnectError, UsageError.
    """
    choice = Choice(limit, to, frozenset(allow))
    return apply_migrations(_target(database), _folder(migrations), choice, observer=observer)


def status(database: str | Target, migrations: Migrations) -> Standing:
    """How the database and the folder stand; reads only, takes no lock. HistoryError, ConnectError, UsageError."""
    return read_status(_target(database), _folder(migrations))


def assert_current(database: str | Target, migrations: Migrations) -> Standing:
    """HistoryError unless the database has all `migrations`, whole and as they are; its `state` says what is wrong.

    For the start of an application that does not migrate by itself. A database that is ahead is no error: its newer
    migrations belong to a newer version of the application, which is being rolled out.
    """
    standing = status(database, migrations)
    standing.refuse("start", [State.AHEAD])
    if standing.pending:
        first, count = standing.pending[0], len(standing.pending)
        raise HistoryError(
            f"the database is behind: {first.version}_{first.name} has not run"
            + (f", nor {count - 1} more" * (count > 1)),
            state=State.BEHIND.value,
            object=first.version,
            hint="run `schemactl apply`, or call schemactl.apply() first",
        )
    return standing


async def apply_async(
    database: str | Target,
    migrations: Migrations,
    *,
    to: str | None = None,
    limit: int | None = None,
    allow: Collection[State] = (),
    observer: Observer | None = None,
) -> Result:
    """`apply` in a thread of its own, where the observer is called too. A run that is cancelled goes on there."""
    return await asyncio.to_thread(apply, database, migrations, to=to, limit=limit, allow=allow, observer=observer)


async def status_async(database: str | Target, migrations: Migrations) -> Standing:
    """`status` in a thread of its own."""
    return await asyncio.to_thread(status, database, migrations)


async def assert_current_async(database: str | Target, migrations: Migrations) -> Standing:
    """`assert_current` in a thread of its own."""
    return await asyncio.to_thread(assert_current, database, migrations)


def _target(database: str | Target) -> Target:
    return Target(database) if isinstance(database, str) else database


def _folder(migrations: Migrations) -> Traversable:
    return Path(migrations) if isinstance(migrations, str | PathLike) else migrations
