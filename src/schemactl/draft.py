"""From two sources to a proven migration: the pipeline, end to end.

In: a scratch server and two sources. Out: a Draft, whose plans were seen to work on a copy of the current state.
Nothing is written to disk here, and live databases are only read.
This file must never know the command line, nor how a migration file looks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from schemactl.address import with_settings
from schemactl.attempt import Copy
from schemactl.catalog.fingerprint import make_fingerprint
from schemactl.catalog.model import Catalog, ObjectId
from schemactl.catalog.outline import LARGE, is_large, read_difference
from schemactl.catalog.own import without_history
from schemactl.catalog.read import read_all, read_catalog, without, without_attributes
from schemactl.catalog.reading import reading
from schemactl.catalog.slice import role_names, slices, superuser_names, with_given
from schemactl.connect import connect, full_conninfo
from schemactl.diff import engine
from schemactl.diff.rules.setting import settings_read
from schemactl.errors import ProofError, SchemactlError, UnsupportedError
from schemactl.finding import Finding
from schemactl.pgsql import quote_identifier
from schemactl.plan.alike import Rename
from schemactl.plan.make import find_deltas
from schemactl.plan.model import Plan
from schemactl.plan.rename import Answers, backwards, find_renames, new_name
from schemactl.prove import prove, rehearse, rename
from schemactl.rows import Sides, open_evidence
from schemactl.sandbox import Session, open_session
from schemactl.source import (
    EmptySource,
    FileSource,
    MigrationsSource,
    Source,
    UrlSource,
    load_in_order,
    load_statements,
    read_source_statements,
    skipped_rows,
    source_digest,
)
from schemactl.source.hints import read_hints

if TYPE_CHECKING:
    import psycopg

    from schemactl.second_reader import Verification
    from schemactl.server import ScratchServer


log = logging.getLogger(__name__)

Where = tuple[str, Mapping[str, str]]


class RebuildError(ProofError):
    """The current state cannot be built from its catalog; nothing is said of the plan."""


class NoWayBackError(ProofError):
    """The way there is right, the way back cannot be; nobody said that it need not be."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Proven plans; no_way_back: why there is none back, though it was wanted."""

    up: Plan
    down: Plan = field(default_factory=Plan)
    no_way_back: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at. exclude: globs of schemas and objects; owners, privileges: whether they are compared.

    verify: whether pg_dump must see no difference either, where a proof sees none.
    """

    exclude: tuple[str, ...] = ()
    owners: bool = True
    privileges: bool = True
    verify: bool = False

    @property
    def ignore(self) -> tuple[str, ...]:
        """Attributes that are not compared."""
        privileges = () if self.privileges else ("privileges", "column_privileges", "identity_privileges")
        return (*privileges, *(() if self.owners else ("owner",)))


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides as they were read; is_part: of two large databases, only what their difference touches."""

    current: Catalog
    desired: Catalog
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Proven plans there and back, and the catalogs they lead between. `up` without statements: nothing to do.

    fingerprint: of the whole desired state, where there is a way back (only then is it recorded).
    findings: what is to be said about renames, and about rows in schema files.
    no_way_back: why there is no `down`, where that was agreed to.
    """

    up: Plan
    down: Plan
    current: Catalog
    desired: Catalog
    fingerprint: str = ""
    findings: tuple[Finding, ...] = ()
    no_way_back: str = ""


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
    Raises SourceError, UnsupportedError, ProofError, and ServerError where there is no pg_dump to verify with; leaves
    nothing behind.
    """
    with _built(server, current, desired) as (databases, copy):
        made = _draft(server, (current, desired), databases, copy, scope, answers or Answers(), with_down=with_down)
    return replace(made, findings=(*skipped_rows(current, desired), *made.findings))


def _draft(
    server: ScratchServer,
    sources: tuple[Source, Source],
    databases: Sequence[str | None],
    copy: str,
    scope: Scope,
    answers: Answers,
    *,
    with_down: bool,
) -> Draft:
    back = answers if with_down else None
    places = [_place(server, source, database) for source, database in zip(sources, databases, strict=True)]
    second = _verification(server, sources, places, scope)
    pair = _read_pair(places, scope.exclude, whole=second is not None)
    renames = find_renames(pair.current, pair.desired, read_hints(sources[1]), answers, is_part=pair.is_part)
    if not renames.pairs and not find_deltas(pair.current, pair.desired, scope.ignore):
        if second is not None:
            second.check_up(second.current)
        return Draft(Plan(), Plan(), pair.current, pair.desired, findings=renames.findings)
    if databases[0] is None or pair.is_part:
        try:
            confined = has_files(*sources)
            ways = _prove_rebuilt(server, pair, scope, renames.pairs, back=back, confined=confined, second=second)
        except RebuildError as error:
            if databases[0] is None:
                raise (error.__cause__ if isinstance(error.__cause__, UnsupportedError) else error) from None
            log.info("the current state is copied whole: its touched part cannot be rebuilt")
            pair = _read_pair(places, scope.exclude, whole=True)
        else:
            fingerprint = _fingerprint(places[1], pair, scope.exclude) if with_down else ""
            return _made(server, ways, pair, fingerprint, renames.findings)
    assert databases[0] is not None
    with nullcontext(copy) if copy else server.clone(databases[0]) as place, open_session(server, place) as session:
        ways = _prove_both(session, pair, scope, renames.pairs, back=back, second=second)
    fingerprint = make_fingerprint(pair.desired, scope.exclude) if with_down else ""
    return _made(server, ways, pair, fingerprint, renames.findings)


def _made(server: ScratchServer, ways: Ways, pair: Pair, fingerprint: str, findings: tuple[Finding, ...]) -> Draft:
    up = replace(ways.up, unproven=(*ways.up.unproven, *_untold(server, pair)))
    return Draft(up, ways.down, pair.current, pair.desired, fingerprint, findings, ways.no_way_back)


def _untold(server: ScratchServer, pair: Pair) -> Iterator[str]:
    """Changes of types that are not what they seem on the scratch server: nothing is known of values."""
    standins = {ObjectId("extension", "", name) for name in server.standins}
    for delta in find_deltas(pair.current, pair.desired):
        if delta.new is not None and delta.id.kind == "column" and "type" in delta.changed:
            needed = pair.desired.requirements.get(delta.new.id, frozenset()) & standins
            for extension in sorted(needed):
                said = f"whether values of {delta.new.id} fit {delta.new['type']}"
                yield f"{said}, for which the scratch server has a stand-in only ({extension.name})"


@contextmanager
def _built(server: ScratchServer, current: Source, desired: Source) -> Iterator[tuple[list[str | None], str]]:
    """Both sources, and a copy of the first one if it is likely to be needed: made while the second one is built."""
    first = build(server, current)
    is_known = isinstance(desired, UrlSource) or server.is_ready(_key(desired))
    if first is None or is_known or server.relations(first) >= LARGE:
        yield [first, build(server, desired)], ""
        return
    with server.clone_ahead(first) as copy:
        second = build(server, desired)
        yield [first, second], copy()


def _fingerprint(place: Where, pair: Pair, exclude: Sequence[str]) -> str:
    """Of the whole desired state, also where only a part was read."""
    if not pair.is_part:
        return make_fingerprint(pair.desired, exclude)
    with _open(place) as connection:
        return make_fingerprint(read_catalog(connection, exclude), exclude)


def has_files(*sources: Source) -> bool:
    """Whether SQL that people wrote is run: what a live database holds may need a superuser, and is no stranger's."""
    return not all(isinstance(source, UrlSource | EmptySource) for source in sources)


def build(server: ScratchServer, source: Source) -> str | None:
    """Build a source on the scratch server, once: it is kept by its digest. None for a live database.

    Not for two at once: a server that must grow for the one would close the other's connections.
    """
    if isinstance(source, UrlSource):
        return None
    return server.database(_key(source), _loader(server, source))


def read_source(server: ScratchServer, source: Source, exclude: Sequence[str]) -> Catalog:
    """Build a source, if it is not live, and read it whole."""
    with _open(_place(server, source, build(server, source))) as connection:
        return read_catalog(connection, exclude)


def _place(server: ScratchServer, source: Source, database: str | None) -> Where:
    """Where to read: conninfo and settings of the session; a live database only in read-only transactions."""
    if isinstance(source, UrlSource):
        return full_conninfo(source.url), {"default_transaction_read_only": "on"}
    assert database is not None
    return server.conninfo(database), {}


def _open(place: Where) -> psycopg.Connection[Any]:
    return connect(place[0], settings=place[1])


def _read_pair(places: Sequence[Where], exclude: Sequence[str], *, whole: bool = False) -> Pair:
    """Both at once; of two large ones of the same major only the part that differs."""
    with ThreadPoolExecutor(3) as pool, _open(places[0]) as one, _open(places[1]) as other:
        pool.submit(engine.prepare)
        with reading(one) as current, reading(other) as desired:
            is_part = not whole and current.major == desired.major and (is_large(current) or is_large(desired))
            if is_part:
                found = read_difference(current, desired)
            else:
                reads = [pool.submit(read_all, look) for look in (current, desired)]
                found = reads[0].result(), reads[1].result()
    mine, theirs = without_history(*found)
    return Pair(without(mine, exclude), without(theirs, exclude), is_part)


def _key(source: Source) -> str:
    return "empty" if isinstance(source, EmptySource) else source_digest(source)


def _loader(server: ScratchServer, source: Source) -> Callable[[str], None]:
    def load(database: str) -> None:
        with open_session(server, database) as session:
            if isinstance(source, FileSource):
                load_statements(session, read_source_statements(source))
            elif isinstance(source, MigrationsSource):
                load_in_order(session, read_source_statements(source))

    return load


def _verification(
    server: ScratchServer, sources: Sequence[Source], places: Sequence[Where], scope: Scope
) -> Verification | None:
    """Both sides read by pg_dump, if that is wanted. ServerError where there is none that reads both."""
    if not scope.verify:
        return None
    from schemactl.second_reader import Verification, View
    from schemactl.server import dump_program

    majors = [live_major(source) for source in sources if isinstance(source, UrlSource)]
    view = View(scope.exclude, scope.owners, scope.privileges)
    current, desired = (with_settings(*place) for place in places)
    return Verification(dump_program(max([server.major, *majors])), current, desired, view)


def _prove_both(
    session: Session,
    pair: Pair,
    scope: Scope,
    renames: Sequence[Rename],
    *,
    back: Answers | None,
    second: Verification | None = None,
) -> Ways:
    """Up, down, up again on one copy that has rows, each read back. back: None if only up is wanted.

    Renames come first on the way there, and last on the way back.
    """
    make_roles(session, pair.current, pair.desired)
    changed = {delta.id for delta in find_deltas(pair.current, pair.desired, scope.ignore)}
    sides = Sides(pair.current, pair.desired, new_name(renames))
    with open_evidence(session, sides, changed) as evidence:
        unproven = tuple(
            f"values of {id}, for which no rows could be made ({why})" for id, why in sorted(evidence.empty.items())
        )
        copy = Copy(session, lambda: read_catalog(session.admin, scope.exclude), scope.ignore, evidence)
        renamed = rename(copy, pair.current, pair.desired, renames)
        up = prove(copy, renamed.catalog, pair.desired)
        there = Plan(renamed.there + up.plan.statements, up.plan.is_whole, unproven)
        if second:
            second.check_up(session.sandbox.admin)
        if back is None:
            return Ways(there)
        try:
            down = prove(copy, up.reached, renamed.catalog)
            if renamed.back:
                rehearse(copy, Plan(renamed.back), renamed.catalog, pair.current, backwards(renamed.pairs))
            if second:
                second.check_down(session.sandbox.admin)
        except (UnsupportedError, ProofError) as error:
            if not back.is_up_enough(error.message):
                hint = "with --up-only the migration is written without a way back, and says so"
                raise NoWayBackError(f"there is no way back: {error.message}", hint=hint) from error
            return Ways(there, no_way_back=error.message)
        rehearse(copy, there, pair.current, pair.desired, renamed.pairs)
        return Ways(there, Plan(down.plan.statements + renamed.back, down.plan.is_whole))


def _prove_rebuilt(
    server: ScratchServer,
    pair: Pair,
    scope: Scope,
    renames: Sequence[Rename],
    *,
    back: Answers | None,
    confined: bool,
    second: Verification | None = None,
) -> Ways:
    """Build the part of the current state that the difference touches, from its catalog alone, and prove on that."""
    deltas = find_deltas(pair.current, pair.desired, scope.ignore)
    changed = {id for delta in deltas for id in delta.ids}
    parts = (pair.current, pair.desired) if second else slices(pair.current, pair.desired, changed)  # pg_dump sees all
    with server.create() as copy, open_session(server, copy, confined=confined) as session:
        empty = read_catalog(session.admin, scope.exclude)
        # Owners that nobody here may be are left out.
        current, desired = (without_attributes(part, scope.ignore) for part in with_given(parts, empty))
        part = Pair(current, desired, is_part=True)
        _rebuild(session, part, empty, scope)
        return _prove_both(session, part, scope, renames, back=back, second=second)


def make_roles(session: Session, *catalogs: Catalog) -> None:
    """The roles that catalogs name and the scratch server lacks; those that must be superusers are."""
    session.make_roles(sorted(set().union(*map(role_names, catalogs))))
    for role in sorted(set().union(*map(superuser_names, catalogs))) if not session.is_confined else ():
        session.admin.execute(f"ALTER ROLE {quote_identifier(role)} SUPERUSER".encode())


def define_settings(session: Session, *catalogs: Catalog) -> None:
    """What defaults read, as something without a value: no error where they are evaluated for no rows or for text."""
    defaults = ((o, catalog) for catalog in catalogs for o in catalog.objects.values() if o.id.kind == "default")
    for name in sorted({name for default, catalog in defaults for name in settings_read(default, catalog)}):
        if "." in name:
            session.connection.execute("SELECT pg_catalog.set_config(%s, '', false)", (name,))


def _rebuild(session: Session, part: Pair, empty: Catalog, scope: Scope) -> None:
    current = part.current
    make_roles(session, current, part.desired)
    empty = without_attributes(Catalog(current.version, empty.objects, empty.dependencies), scope.ignore)
    try:
        prove(Copy(session, lambda: read_catalog(session.admin, scope.exclude), scope.ignore), empty, current)
    except SchemactlError as error:
        raise RebuildError(
            f"the current state cannot be rebuilt on the scratch server, so nothing can be proven: {error.message}",
            sqlstate=error.sqlstate,
            detail=error.detail,
            hint=error.hint or "Name a scratch server that has what is missing: postgres.scratch: postgresql://…",
        ) from error


def live_major(source: UrlSource) -> int:
    """The major version of a live database, so that the scratch server can be of the same."""
    with connect(source.url) as connection:
        return connection.info.server_version // 10000
