"""The migration lock: one runner at a time for each history of a database.

Comes in: a URL and the history's schema. Goes out: a `Lock` on a connection of its own, or a LockError that names the
holder. The lock is polled, never waited for in the server: a waiter that blocks there deadlocks with the holder's
CREATE INDEX CONCURRENTLY. Its connection is in autocommit mode and has no snapshot between two polls.
Must never know: what is done under the lock.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING

from schemactl.address import name_of
from schemactl.connect import connect, mode_of
from schemactl.errors import ConnectError, LockError, UsageError
from schemactl.migrations.session import CLIENT_CHECK
from schemactl.pooler import Mode, real_pid
from schemactl.refusal import no_session
from schemactl.stop import pause

if TYPE_CHECKING:
    import psycopg

FIRST_PAUSE, LONGEST_PAUSE = 0.025, 2.0
_ONLY_READS = """
SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')::pg_catalog.bool
"""
_HOLDER = """
SELECT a.pid, a.application_name, a.usename, COALESCE(a.client_addr::text, 'local socket'),
    EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.backend_start)::float8
FROM pg_catalog.pg_locks AS l
JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND (l.classid::int8 << 32) | l.objid::int8 = %s
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the lock; `seconds` since it connected for it. From where and since when is hidden from other roles."""

    pid: int
    application: str
    user: str
    address: str
    seconds: float | None

    def __str__(self) -> str:
        seen = "" if self.seconds is None else f" ({self.address}), {self.seconds:.0f} s"
        return f"pid {self.pid}, {self.application or 'unnamed'} of {self.user}{seen}"


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock that is held, for as long as `connection` lives.

    `checks_client`: the server can notice a client that is gone while it works for it.
    """

    key: int
    connection: psycopg.Connection
    pid: int
    checks_client: bool


def lock_key(schema: str) -> int:
    """The advisory lock's key for a history schema. Postgres keeps such locks for each database apart."""
    return int.from_bytes(sha256(f"schemactl\0{schema}".encode()).digest()[:8], signed=True)


@contextmanager
def migration_lock(
    url: str, schema: str, *, wait: float = 60.0, on_wait: Callable[[Holder | None], None] | None = None
) -> Iterator[Lock]:
    """Holds the lock for the block. LockError (exit code 5) if it is not had within `wait` seconds.

    `on_wait` is called once, when somebody else has it.
    """
    key = lock_key(schema)
    with connect(url) as connection:
        pid = real_pid(connection)
        if pid != connection.info.backend_pid:
            mode = mode_of(connection)
            if mode is not Mode.SESSION:
                raise no_session(mode)
        _refuse_reading_only(connection, url)
        checks_client = _prepare(connection)
        deadline, seconds, told = monotonic() + wait, FIRST_PAUSE, False
        while not _try(connection, key):
            if monotonic() >= deadline:
                raise _timeout(read_holder(connection, key), wait)
            if on_wait and not told:
                on_wait(read_holder(connection, key))
                told = True
            pause(max(0.0, min(seconds * random.uniform(0.5, 1.0), deadline - monotonic())))  # noqa: S311 no secret
            seconds = min(seconds * 2, LONGEST_PAUSE)
        yield Lock(key, connection, pid, checks_client)


def read_holder(connection: psycopg.Connection, key: int) -> Holder | None:
    """Who has the lock, if anybody."""
    row = connection.execute(_HOLDER, [key]).fetchone()
    return Holder(*row) if row else None


def _refuse_reading_only(connection: psycopg.Connection, url: str) -> None:
    """ConnectError for a standby, UsageError for a session that its URL lets only read: nothing is begun there."""
    is_standby, is_read_only = connection.execute(_ONLY_READS).fetchone() or (False, False)
    if is_standby:
        hint = "name the primary; of the hosts of a URL, target_session_attrs=read-write chooses it"
        raise ConnectError(f"the server at {name_of(url)} is a standby, which can only be read", hint=hint)
    if is_read_only:
        hint = "leave default_transaction_read_only out of its options, or of PGOPTIONS"
        raise UsageError(f"the URL makes sessions at {name_of(url)} read only", hint=hint)


def _prepare(connection: psycopg.Connection) -> bool:
    """Settings of the lock's session; whether the server can check its clients (Windows cannot)."""
    import psycopg

    try:
        connection.execute(CLIENT_CHECK.encode())
    except psycopg.errors.InvalidParameterValue:
        return False
    return True


def _try(connection: psycopg.Connection, key: int) -> bool:
    row = connection.execute("SELECT pg_catalog.pg_try_advisory_lock(%s)", [key]).fetchone()
    return bool(row and row[0])


def _timeout(holder: Holder | None, wait: float) -> LockError:
    return LockError(
        f"another run has the migration lock for more than {wait:g} s",
        detail=f"held by {holder}" if holder else "",
        hint="wait for it, or give it more time with --lock-wait",
    )
