"""Which ways back lead back: found out on clones, with few looks at the catalog where all is well.

Comes in: a scratch server, migrations. Goes out: warnings, one for each file that does not do what it should.

Many are run at once, there, back and there again, and looked at only before and after; if something is amiss, each half
is run by itself, until it is one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from schemactl.catalog.read import read_catalog
from schemactl.draft import Scope
from schemactl.errors import SourceError
from schemactl.finding import Finding, Severity
from schemactl.migrations.check import Replay
from schemactl.migrations.files import Migration
from schemactl.pgsql import Statement, split_statements
from schemactl.plan.make import find_deltas
from schemactl.sandbox import Session, open_session
from schemactl.source import load_in_order

if TYPE_CHECKING:
    from schemactl.server import ScratchServer


def try_ways_back(server: ScratchServer, migrations: Sequence[Migration], scope: Scope) -> tuple[Finding, ...]:
    """Tries those that there are, each from the state that its migration leads to."""
    found: list[Finding] = []
    with server.create() as database:
        for has_way_back, group in groupby(migrations, lambda one: one.down_sql is not None):
            part = list(group)
            if has_way_back:
                found += _try(server, database, part, scope)
            else:
                _advance(server, database, part)
    return tuple(found)


def _try(server: ScratchServer, database: str, part: Sequence[Migration], scope: Scope) -> Iterator[Finding]:
    """Findings about a part, which `database` has behind it then."""
    with server.clone(database) as copy, open_session(server, copy) as session:
        if len(part) == 1:
            found = list(Replay(session, scope).run(part, frozenset([part[0].version])))
            yield from (Finding(one.rule, Severity.WARNING, one.message, one.remedy, place=one.place) for one in found)
            is_right = True
        else:
            is_right = _leads_back(session, part, scope)
    if is_right:
        _advance(server, database, part)
    else:
        middle = len(part) // 2
        yield from _try(server, database, part[:middle], scope)
        yield from _try(server, database, part[middle:], scope)


def _leads_back(session: Session, part: Sequence[Migration], scope: Scope) -> bool:
    before = read_catalog(session.admin, scope.exclude)
    _run(session, part)
    after = read_catalog(session.admin, scope.exclude)
    try:
        load_in_order(session, [one for migration in reversed(part) for one in _down(migration)])
        if find_deltas(read_catalog(session.admin, scope.exclude), before, scope.ignore):
            return False
        _run(session, part)
    except SourceError:
        return False
    return not find_deltas(read_catalog(session.admin, scope.exclude), after, scope.ignore)


def _advance(server: ScratchServer, database: str, part: Sequence[Migration]) -> None:
    with open_session(server, database) as session:
        _run(session, part)


def _run(session: Session, part: Sequence[Migration]) -> None:
    load_in_order(session, [one for migration in part for one in _up(migration)])


def _up(migration: Migration) -> Sequence[Statement]:
    return split_statements(migration.up_sql, str(migration.up_path))


def _down(migration: Migration) -> Sequence[Statement]:
    return split_statements(migration.down_sql or "", str(migration.down_path))
