"""From two sources to a proven migration: the pipeline, end to end.

In: a scratch server and two sources. Out: a Draft, whose plans were seen to work on a copy of the current state.
Nothing is written to disk here, and live databases are only read.
This file must never know the command line, nor how a migration file looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog
from schemactl.catalog.slice import is_large, role_names, slices, superuser_names
from schemactl.diff import engine
from schemactl.errors import ProofError, SchemactlError
from schemactl.finding import Finding
from schemactl.pgsql import quote_identifier
from schemactl.plan.alike import Rename
from schemactl.plan.make import find_deltas
from schemactl.plan.model import Plan
from schemactl.plan.rename import Answers, find_renames
from schemactl.prove import prove, rehearse, rename
from schemactl.source import (
    EmptySource,
    FileSource,
    MigrationsSource,
    Source,
    UrlSource,
    load_in_order,
    load_statements,
    read_source_statements,
    source_digest,
)
from schemactl.source.hints import read_hints

if TYPE_CHECKING:
    import psycopg

    from schemactl.server import ScratchServer


class RebuildError(ProofError):
    """The current state cannot be built from its catalog; nothing is said of the plan."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at. exclude: globs of schemas and objects; owners, privileges: whether they are compared."""

    exclude: tuple[str, ...] = ("schemactl",)
    owners: bool = True
    privileges: bool = True

    @property
    def ignore(self) -> tuple[str, ...]:
        """Attributes that are not compared."""
        privileges = () if self.privileges else ("privileges", "column_privileges")
        return (*privileges, *(() if self.owners else ("owner",)))


@dataclass(frozen=True, slots=True)
class State:
    """A source as it was read. database: where it stands on the scratch server; None for a live one."""

    catalog: Catalog
    database: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Proven plans there and back, and the catalogs they lead between. `up` without statements: nothing to do.

    findings: what is to be said about renames.
    """

    up: Plan
    down: Plan
    current: Catalog
    desired: Catalog
    findings: tuple[Finding, ...] = ()


def draft(
    server: ScratchServer,
    current: Source,
    desired: Source,
    scope: Scope,
    answers: Answers | None = None,
    *,
    with_down: bool = True,
) -> Draft:
    """Compare two sources, plan the way there (and back), prove both on the scratch server.

    answers: what people say about renames; without, hints in schema files only.
    Raises SourceError, UnsupportedError, ProofError; leaves nothing behind.
    """
    with ThreadPoolExecutor(3) as pool:
        pool.submit(engine.prepare)
        databases = [build(server, source) for source in (current, desired)]
        states = [
            pool.submit(read_state, server, source, database, scope.exclude)
            for source, database in zip((current, desired), databases, strict=True)
        ]
        before, after = (state.result() for state in states)
    renames = find_renames(before.catalog, after.catalog, read_hints(desired), answers or Answers())
    if not find_deltas(before.catalog, after.catalog, scope.ignore):
        return Draft(Plan(), Plan(), before.catalog, after.catalog, renames.findings)
    up, down = _prove_somewhere(server, before, after, scope, renames.pairs, with_down=with_down)
    return Draft(up, down, before.catalog, after.catalog, renames.findings)


def _prove_somewhere(
    server: ScratchServer, before: State, after: State, scope: Scope, renames: Sequence[Rename], *, with_down: bool
) -> tuple[Plan, Plan]:
    """On a copy of the whole current state, or, of a large or a live one, on the part that the difference touches."""
    if before.database is None or is_large(before.catalog):
        try:
            return _prove_rebuilt(server, before.catalog, after.catalog, scope, renames, with_down=with_down)
        except RebuildError:
            if before.database is None:
                raise
    with server.clone(before.database) as copy:
        return _prove_both(server, copy, before.catalog, after.catalog, scope, renames, with_down=with_down)


def build(server: ScratchServer, source: Source) -> str | None:
    """Build a source on the scratch server, once: it is kept by its digest. None for a live database.

    Not for two at once: a server that must grow for the one would close the other's connections.
    """
    if isinstance(source, UrlSource):
        return None
    return server.database(_key(source), _loader(source))


def read_state(server: ScratchServer, source: Source, database: str | None, exclude: Sequence[str]) -> State:
    """Read what was built, or a live database, in a read-only transaction."""
    if isinstance(source, UrlSource):
        with _connect(source.url, "-c default_transaction_read_only=on") as connection:
            return State(read_catalog(connection, exclude), None)
    assert database is not None
    with _connect(server.conninfo(database)) as connection:
        return State(read_catalog(connection, exclude), database)


def load_state(server: ScratchServer, source: Source, exclude: Sequence[str]) -> State:
    """Build a source and read it."""
    return read_state(server, source, build(server, source), exclude)


def _key(source: Source) -> str:
    return "empty" if isinstance(source, EmptySource) else source_digest(source)


def _loader(source: Source) -> Callable[[psycopg.Connection[Any]], None]:
    def load(connection: psycopg.Connection[Any]) -> None:
        if isinstance(source, FileSource):
            load_statements(connection, read_source_statements(source))
        elif isinstance(source, MigrationsSource):
            load_in_order(connection, read_source_statements(source))

    return load


@contextmanager
def _connect(conninfo: str, options: str = "") -> Iterator[psycopg.Connection[Any]]:
    import psycopg

    with psycopg.connect(conninfo, autocommit=True, application_name="schemactl", options=options) as connection:
        yield connection


def _prove_both(
    server: ScratchServer,
    copy: str,
    current: Catalog,
    desired: Catalog,
    scope: Scope,
    renames: Sequence[Rename],
    *,
    with_down: bool,
) -> tuple[Plan, Plan]:
    """Up, down, up again on one copy, each read back. Renames come first on the way there, and last on the way back."""
    with _connect(server.conninfo(copy)) as connection:

        def read() -> Catalog:
            return read_catalog(connection, scope.exclude)

        renamed = rename(connection, read, current, desired, renames)
        up = prove(connection, read, renamed.catalog, desired, scope.ignore)
        there = Plan(renamed.there + up.plan.statements, up.plan.is_whole)
        if not with_down:
            return there, Plan()
        down = prove(connection, read, up.reached, renamed.catalog, scope.ignore)
        if renamed.back:
            rehearse(connection, Plan(renamed.back), read, current, scope.ignore)
        rehearse(connection, there, read, desired, scope.ignore)
    return there, Plan(down.plan.statements + renamed.back, down.plan.is_whole)


def _prove_rebuilt(
    server: ScratchServer,
    current: Catalog,
    desired: Catalog,
    scope: Scope,
    renames: Sequence[Rename],
    *,
    with_down: bool,
) -> tuple[Plan, Plan]:
    """Build the part of the current state that the difference touches, from its catalog alone, and prove on that."""
    deltas = find_deltas(current, desired, scope.ignore)
    current, desired = slices(current, desired, {delta.id for delta in deltas})
    with server.create() as copy:
        with _connect(server.conninfo(copy)) as connection:
            _rebuild(connection, current, desired, scope)
        return _prove_both(server, copy, current, desired, scope, renames, with_down=with_down)


def _rebuild(connection: psycopg.Connection[Any], current: Catalog, desired: Catalog, scope: Scope) -> None:
    have = {name for (name,) in connection.execute("SELECT rolname FROM pg_catalog.pg_roles")}
    for role in sorted((role_names(current) | role_names(desired)) - have):
        connection.execute(f"CREATE ROLE {quote_identifier(role)}".encode())
    for role in sorted(superuser_names(current) | superuser_names(desired)):
        connection.execute(f"ALTER ROLE {quote_identifier(role)} SUPERUSER".encode())
    empty = read_catalog(connection, scope.exclude)
    empty = Catalog(current.version, empty.objects, empty.dependencies)
    try:
        prove(connection, lambda: read_catalog(connection, scope.exclude), empty, current)
    except SchemactlError as error:
        raise RebuildError(
            f"the current state cannot be rebuilt on the scratch server, so nothing can be proven: {error.message}",
            sqlstate=error.sqlstate,
            detail=error.detail,
            hint=error.hint or "Name a scratch server that has what is missing: postgres.scratch: postgresql://…",
        ) from error


def live_major(source: UrlSource) -> int:
    """The major version of a live database, so that the scratch server can be of the same."""
    with _connect(source.url) as connection:
        return connection.info.server_version // 10000
