"""Many databases, or many schemas of one, each migrated as if it were alone, several at a time.

Comes in: the entries of a fleet's file, what to do with one target. Goes out: an `Outcome` for each member, in order.
Each member has its own lock and its own history, so a run that stopped is taken up by running it again.
Must never know: what is done with a target, or how it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from hashlib import sha256
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from schemactl.address import name_of, with_database, with_settings
from schemactl.catalog.histories import SCHEMA_COMMENT
from schemactl.config.fleet import Entry
from schemactl.connect import connect, reset_path
from schemactl.errors import ConfigError, ExecuteError, UsageError
from schemactl.migrations.target import Target
from schemactl.pgsql import quote_identifier
from schemactl.stop import stopped_by

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")

LAST_SECONDS = 3.0

_DATABASES = "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname"
# A schema that was made for a history is nobody's.
_SCHEMAS = f"""
SELECT nspname FROM pg_catalog.pg_namespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  AND pg_catalog.obj_description(oid, 'pg_namespace') IS DISTINCT FROM '{SCHEMA_COMMENT}'
ORDER BY nspname
"""


@dataclass(frozen=True, slots=True)
class Member:
    """One target of a fleet; its name is unique in it, and holds no password."""

    name: str
    target: Target


class Ending(StrEnum):
    DONE = "done"
    FAILED = "failed"
    NOT_STARTED = "not started"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """How it went with one member: `result` if it is done, `error` if it failed."""

    member: Member
    ending: Ending
    seconds: float = 0.0
    result: T | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """parallel: how many at a time. canary: how many go first, and must all succeed. max_failures: then none is begun.

    Those that have begun are ended in any case.
    """

    parallel: int = 4
    canary: int = 0
    max_failures: int = 1


def find_members(entries: Sequence[Entry], base: Target) -> tuple[Member, ...]:
    """All members, in the order of the file; asks the servers for databases, schemas and queries.

    base: history and settings that all share. ConnectError; ConfigError for a name that is there twice, or none.
    """
    found: dict[str, Member] = {}
    for entry in entries:
        for member in _members(entry, base):
            if member.name in found:
                hint = "each target needs a name of its own: `name: …`"
                raise ConfigError(f"two targets are called {member.name}", hint=hint, place=entry.place)
            found[member.name] = member
    return tuple(found.values())


def in_shard(members: Sequence[Member], number: int, count: int) -> tuple[Member, ...]:
    """The members of one of `count` shards, numbered from 1.

    By the hash of the name: each is in one shard, also when the fleet changes while other shards are at work.
    """
    if not 1 <= number <= count:
        raise UsageError(f"there is no shard {number} of {count}", hint="shards are numbered from 1: 1/10 to 10/10")
    return tuple(one for one in members if _digest(one.name) % count == number - 1)


def run_fleet(
    members: Sequence[Member],
    work: Callable[[Target], T],
    pace: Pace,
    on_outcome: Callable[[Outcome[T]], None],
) -> tuple[Outcome[T], ...]:
    """Does the work on each member, the canaries first; calls `on_outcome` in this thread as they end.

    An interrupt begins no more, ends those that have begun (what they run is rolled back), and is passed on.
    """
    outcomes: dict[str, Outcome[T]] = {}
    failures = 0
    for wave, most in ((members[: pace.canary], 1), (members[pace.canary :], pace.max_failures)):
        runs = _Wave(wave, work, pace.parallel)
        try:
            for outcome in runs.outcomes():
                outcomes[outcome.member.name] = outcome
                on_outcome(outcome)
                failures += outcome.ending is Ending.FAILED
                if failures >= most:
                    runs.is_stopped = True
        finally:
            runs.interrupt.set()  # where something was raised here, the rest must not go on unseen
        if runs.is_stopped:
            break
    return tuple(outcomes.get(one.name, Outcome(one, Ending.NOT_STARTED)) for one in members)


class _Wave(Generic[T]):
    """Runs on some members, so many at a time, each in a thread; none is begun once `is_stopped`."""

    def __init__(self, members: Sequence[Member], work: Callable[[Target], T], parallel: int) -> None:
        self.members = members
        self.work = work
        self.parallel = parallel
        self.is_stopped = False
        self.interrupt = Event()
        self._ended: SimpleQueue[Outcome[T]] = SimpleQueue()

    def outcomes(self) -> Iterator[Outcome[T]]:
        """As they end. After an interrupt those of the next seconds; what takes longer ends with the process."""
        waiting, running = iter(self.members), 0
        interrupt: KeyboardInterrupt | None = None
        while True:
            while not self.is_stopped and running < self.parallel and (member := next(waiting, None)):
                Thread(target=self._run, args=[member], daemon=True).start()
                running += 1
            if not running:
                break
            try:
                outcome = self._ended.get(timeout=LAST_SECONDS if interrupt else None)
            except KeyboardInterrupt as error:
                interrupt, self.is_stopped = error, True
                self.interrupt.set()
            except Empty:
                break
            else:
                running -= 1
                yield outcome
        if interrupt:
            raise interrupt

    def _run(self, member: Member) -> None:
        began = monotonic()
        try:
            with stopped_by(self.interrupt):
                result = self.work(member.target)
        except KeyboardInterrupt:
            self._ended.put(self._failed(member, began, ExecuteError("interrupted")))
        except Exception as error:  # noqa: BLE001 one member's trouble is not the fleet's
            self._ended.put(self._failed(member, began, error))
        else:
            self._ended.put(Outcome(member, Ending.DONE, monotonic() - began, result))

    @staticmethod
    def _failed(member: Member, began: float, error: Exception) -> Outcome[T]:
        return Outcome(member, Ending.FAILED, monotonic() - began, error=error)


def _members(entry: Entry, base: Target) -> list[Member]:
    if entry.form in ("", "name"):
        return [Member(entry.value or name_of(entry.url), replace(base, url=entry.url))]
    with connect(entry.url) as connection:
        rows = _rows(connection, entry)
    if not rows:
        raise ConfigError(
            f"no {entry.form} for {entry.value}", hint=f"looked at {name_of(entry.url)}", place=entry.place
        )
    if entry.form == "databases":
        return [Member(name, replace(base, url=with_database(entry.url, name))) for (name,) in rows]
    if entry.form == "schemas":
        return [_schema_member(entry.url, name, base) for (name,) in rows]
    return [_queried_member(entry, row, base) for row in rows]


def _queried_member(entry: Entry, row: Sequence[object], base: Target) -> Member:
    name, url = (str(value or "").strip() for value in (row[0], row[-1]))
    if not name or not url:
        what = f"the target {name} has no URL" if name else "a target has no name"
        raise ConfigError(f"{what} in the query's answer", hint="leave it out with WHERE", place=entry.place)
    return Member(name, replace(base, url=url))


def _rows(connection: psycopg.Connection[Any], entry: Entry) -> list[tuple[Any, ...]]:
    import psycopg

    if entry.form == "query":
        reset_path(connection)
        try:
            return connection.execute(entry.value.encode()).fetchall()
        except psycopg.Error as error:
            said = error.diag.message_primary or str(error)
            hint = "it must give a name and a URL for each target"
            raise ConfigError(f"the query of targets fails: {said}", hint=hint, place=entry.place) from error
    found = connection.execute(_DATABASES if entry.form == "databases" else _SCHEMAS).fetchall()
    return [(name,) for (name,) in found if fnmatchcase(name, entry.value)]


def _schema_member(url: str, schema: str, base: Target) -> Member:
    """Unqualified names go into the schema; what is shared (extensions) is found in public."""
    url_of_schema = with_settings(url, {"search_path": f"{quote_identifier(schema)}, public"})
    return Member(
        f"{name_of(url)}/{schema}",
        replace(base, url=url_of_schema, history=f"{base.history}_{schema}", schema=schema),
    )


def _digest(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:8])
