"""One half of a migration, read and checked before anything runs.

Comes in: the text of a file, what the history says of it. Goes out: a `Job`: statements, directives, what to record.
Must never know: connections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from schemactl.code import Code, read_statements
from schemactl.errors import HistoryError
from schemactl.migrations import history
from schemactl.migrations.directives import Directives, read_directives
from schemactl.migrations.history import Entry, Row
from schemactl.migrations.session import leaves_session, may_change_logins, may_change_session
from schemactl.migrations.state import State
from schemactl.pgsql import Statement
from schemactl.segments import Segment, segments


@dataclass(frozen=True, slots=True)
class Traits:
    """What the statements of a file are, taken together; looked at once, since files may be long.

    `sets_timeouts`: it sets time limits of its own, which are left alone then. `leaves_session`: the session after it
    is the one before. `change_logins`: behind which statements sessions may begin otherwise. `changes_session`: the
    first statement behind which the session may be another one, from 1; their number, if none before the last is.
    """

    sets_timeouts: bool
    leaves_session: bool
    change_logins: tuple[int, ...]
    changes_session: int


@dataclass(frozen=True, slots=True)
class Job:
    """Ready to run from statement `start` on. `is_whole`: in one transaction. `parts`: of all its statements."""

    path: str
    statements: tuple[Statement, ...]
    directives: Directives
    entry: Entry
    traits: Traits
    parts: tuple[Segment, ...]
    is_whole: bool
    start: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether it goes up in one transaction, and leaves the session as it was."""
        return self.is_whole and self.entry.direction == "up" and self.traits.leaves_session


def make_job(path: str, sql: str, entry: Entry, row: Row | None = None) -> Job:
    """A file, split and checked; behind what `row` says is done of it. SourceError, ExecuteError, HistoryError."""
    parsed = _parse(path, sql)
    entry = replace(entry, sha256=parsed.sha256)
    is_begun = row is not None and row.status != "applied" and row.direction == entry.direction
    # A file that has begun statement by statement ends so, however few statements are left.
    is_whole = parsed.is_whole and not is_begun
    start = _done(path, parsed.statements, row) if row and is_begun else 0
    return Job(path, parsed.statements, parsed.directives, entry, parsed.traits, parsed.parts, is_whole, start)


@dataclass(frozen=True, slots=True)
class _Parsed:
    directives: Directives
    statements: tuple[Statement, ...]
    sha256: tuple[str, ...]
    traits: Traits
    parts: tuple[Segment, ...]
    is_whole: bool


@lru_cache(maxsize=4096)
def _parse(path: str, sql: str) -> _Parsed:
    """Kept, since a run looks at its files before it has the lock, and again under it."""
    directives = read_directives(sql, path)
    statements = read_statements(sql, path)
    parts = segments(statements, transaction=directives.transaction)
    is_whole = not any(one.is_apart for one in parts)
    return _Parsed(directives, statements, history.statements_sha256(statements), _traits(statements), parts, is_whole)


def _traits(statements: Sequence[Statement]) -> Traits:
    words = (one.sql.lower() for one in statements if not isinstance(one, Code))
    return Traits(
        any("_timeout" in one and (one.startswith("set") or "set_config" in one) for one in words),
        leaves_session(statements),
        tuple(index for index, one in enumerate(statements, 1) if may_change_logins(one)),
        next((index for index, one in enumerate(statements, 1) if may_change_session(one)), len(statements)),
    )


def _done(path: str, statements: Sequence[Statement], row: Row) -> int:
    """How many statements have run already; they must be the same still."""
    done = row.statements_done
    if done > len(statements) or not history.is_same_so_far(row, statements, done):
        raise HistoryError(
            f"{path}: a statement that has run already was edited",
            state=State.DIVERGED.value,
            object=row.version,
            hint=f"restore the first {done} statements as they were",
        )
    return done
