"""Migrations run in order on a scratch server, and the way back of each judged by itself: up, down, and up again.

Comes in: a scratch server, migrations, which of them are new. Goes out: what they lead to, and a finding for each that
does not run, or does not lead back to where it came from. A way back that fails ends nothing: the replay goes on from a
database that only knows ways forward. So one migration is never excused by another that drops what it has left.
Must never know: which command asks, or what the migrations should lead to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.catalog.model import Catalog
from schemactl.catalog.read import Rows, read_catalog, read_rows
from schemactl.code import read_statements
from schemactl.draft import Scope
from schemactl.errors import Place, SchemactlError, SourceError
from schemactl.finding import Finding, Severity
from schemactl.migrations.files import Migration
from schemactl.pgsql import Statement
from schemactl.plan.make import find_deltas
from schemactl.sandbox import Session, open_session
from schemactl.source import load_in_order

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

MOST_SHOWN = 10
TIDIED_EVERY = 20
TIDY = (
    "VACUUM (ANALYZE) pg_class, pg_attribute, pg_attrdef, pg_constraint, pg_depend, pg_description, pg_index, pg_type"
)
"""Each way there and back leaves dead rows in these, which every look reads; nothing else would take them away."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """`reached`: the state after all; None if one does not run. `reversed`: how many were run there and back."""

    findings: tuple[Finding, ...]
    reached: Catalog | None
    reversed: int


def replay(server: ScratchServer, migrations: Sequence[Migration], new: Collection[str], scope: Scope) -> Replayed:
    """Runs all, and those of the versions in `new` that have a way back there, back and there again."""
    tried = [one.version in new and one.down_sql is not None for one in migrations]
    run = _Replay(scope)
    with server.create() as line:
        while True:
            start = run.done
            with server.clone(line) as copy, open_session(server, copy) as session:
                run.go(session, migrations, tried)
                if run.is_broken or not run.is_spoiled:
                    reached = None if run.is_broken else read_catalog(session.admin, scope.exclude)
                    return Replayed(tuple(run.findings), reached, run.reversed)
            with open_session(server, line) as session:
                run.load(session, "replay", [*_up(migrations[start : run.done])])


def differences(found: Catalog, wanted: Catalog, scope: Scope) -> str:
    """The objects that differ, in words; empty if none does."""
    deltas = find_deltas(found, wanted, scope.ignore)
    more = f" and {len(deltas) - MOST_SHOWN} more" if len(deltas) > MOST_SHOWN else ""
    return ", ".join(str(delta.id) for delta in deltas[:MOST_SHOWN]) + more


def from_error(rule: str, error: SchemactlError) -> Finding:
    """What an error says, as a finding."""
    said = f"{error.message} (SQLSTATE {error.sqlstate})" if error.sqlstate else error.message
    return Finding(rule, Severity.ERROR, said, error.hint, object=error.object, place=error.place)


@dataclass(slots=True)
class _Replay:
    """How far it is: `done` migrations. `is_spoiled`: the database of the moment is not as ways forward leave it."""

    scope: Scope
    findings: list[Finding] = field(default_factory=list)
    done: int = 0
    reversed: int = 0
    is_broken: bool = False
    is_spoiled: bool = False

    def load(self, session: Session, rule: str, statements: Sequence[Statement]) -> bool:
        """Whether they ran; if not, why is a finding."""
        try:
            load_in_order(session, statements)
        except SourceError as error:
            self.findings.append(from_error(rule, error))
            self.is_broken = rule == "replay"
            return False
        return True

    def go(self, session: Session, migrations: Sequence[Migration], tried: Sequence[bool]) -> None:
        """Runs what is left, until all is done, one fails, or the database is spoiled."""
        self.is_spoiled = False
        before: Rows | None = None
        while self.done < len(migrations) and not self.is_broken and not self.is_spoiled:
            end = self.done + 1
            if tried[self.done]:
                before = self._there_and_back(session, migrations[self.done], before or read_rows(session.admin))
            else:
                while end < len(migrations) and not tried[end]:
                    end += 1
                self.load(session, "replay", _up(migrations[self.done : end]))
                before = None
            self.done = end

    def _there_and_back(self, session: Session, migration: Migration, before: Rows) -> Rows | None:
        """The state after it, if it leads there, back and there again."""
        up, up_path, down_path = _up([migration]), migration.up_path, migration.down_path or migration.up_path
        if not self.load(session, "replay", up):
            return None
        after = read_rows(session.admin)
        self.is_spoiled = True
        if not self.load(session, "down", read_statements(migration.down_sql or "", str(down_path))):
            return None
        self.reversed += 1
        if not self.reversed % TIDIED_EVERY:
            session.admin.execute(TIDY)
        if not self._is_same(session, before, "down", f"{down_path.name} does not lead back", down_path):
            return None
        if not self.load(session, "up-again", up):
            return None
        message = f"{up_path.name} leads elsewhere when it runs again after its down file"
        self.is_spoiled = not self._is_same(session, after, "up-again", message, up_path)
        return after

    def _is_same(self, session: Session, wanted: Rows, rule: str, message: str, path: Path) -> bool:
        found = read_rows(session.admin)
        if found.facts == wanted.facts:
            return True
        objects = differences(found.catalog(self.scope.exclude), wanted.catalog(self.scope.exclude), self.scope)
        if objects:
            said, place = f"{message}: {objects}", Place(str(path))
            self.findings.append(Finding(rule, Severity.ERROR, said, "correct the file", place=place))
        return not objects


def _up(migrations: Sequence[Migration]) -> list[Statement]:
    return [statement for one in migrations for statement in read_statements(one.up_sql, str(one.up_path))]
