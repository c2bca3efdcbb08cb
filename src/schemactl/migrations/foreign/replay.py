"""Migrations run on a scratch server before anybody takes them over.

Comes in: a scratch server, migrations that are in no folder yet. Goes out: what they lead to, and which do not lead
back; how a live database differs; the schema file. SourceError if one of them does not run.
Must never know: which tool they come from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog
from schemactl.code import read_statements
from schemactl.draft import Scope, read_source
from schemactl.dump import dump
from schemactl.errors import SchemactlError
from schemactl.finding import Finding, Severity
from schemactl.migrations.files import Migration, add_migrations, plan_migration
from schemactl.migrations.replay import replay as replay_both_ways
from schemactl.plan.make import find_deltas
from schemactl.sandbox import open_session
from schemactl.source import MigrationsSource, UrlSource, load_in_order

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Replayed:
    """`reached`: what those lead to that the target has, else all of them."""

    reached: Catalog
    findings: tuple[Finding, ...]


def replay(
    server: ScratchServer, migrations: Sequence[Migration], scope: Scope, done: Collection[str] | None = None
) -> Replayed:
    """Runs all of them, and the ways back. `done`: the versions that a target has."""
    reached = _reach(server, migrations, scope)
    if done is not None and len(done) < len(migrations):
        reached = _reach(server, [one for one in migrations if one.version in done], scope)
    return Replayed(reached, _ways_back(server, migrations, scope))


def _ways_back(server: ScratchServer, migrations: Sequence[Migration], scope: Scope) -> tuple[Finding, ...]:
    """Warnings: a way back that does not lead back was so before, and `check` says it again."""
    found = replay_both_ways(server, migrations, frozenset(one.version for one in migrations), scope).findings
    return tuple(one._replace(severity=Severity.WARNING) for one in found)


def compare_live(url: str, replayed: Replayed, server: ScratchServer, scope: Scope) -> tuple[Finding, ...]:
    """How a live database differs from what its migrations lead to."""
    live = read_source(server, UrlSource(url), scope.exclude)
    found = find_deltas(live, replayed.reached, scope.ignore)
    findings = [
        Finding(
            "differs", Severity.WARNING, f"the database and its migrations differ: {delta.id}", object=str(delta.id)
        )
        for delta in found[:MOST_SHOWN]
    ]
    if len(found) > MOST_SHOWN:
        findings.append(Finding("differs", Severity.WARNING, f"and {len(found) - MOST_SHOWN} more differences"))
    return tuple(findings)


def schema_text(
    server: ScratchServer, migrations: Sequence[Migration], scope: Scope
) -> tuple[str, tuple[Finding, ...]]:
    """The schema file that says what all migrations lead to; empty, with the reason, where none can be written."""
    with TemporaryDirectory() as folder:
        add_migrations(Path(folder), [_in(Path(folder), one) for one in migrations])
        try:
            return dump(server, MigrationsSource(Path(folder)), scope).text, ()
        except SchemactlError as error:
            return "", (Finding("schema", Severity.WARNING, f"no schema file is written: {error.message}", error.hint),)


def _in(folder: Path, one: Migration) -> Migration:
    return plan_migration(folder, one.version, one.name, one.up_sql, one.down_sql)


def _reach(server: ScratchServer, migrations: Sequence[Migration], scope: Scope) -> Catalog:
    with server.create() as name, open_session(server, name) as session:
        statements = (read_statements(one.up_sql, str(one.up_path)) for one in migrations)
        load_in_order(session, list(chain.from_iterable(statements)))
        return read_catalog(session.admin, scope.exclude)
