"""Puts the migrations of this branch behind those of another one, on which they must then make sense.

Comes in: a scratch server, a folder that has the other branch's files too, the desired state. Goes out: a `Rebase`,
which `write_rebase` carries out. Files that schemactl wrote, and nobody edited, may be written anew from the desired
state; files by hand are kept as they are, and run. Nothing is written unless all of it works.
Must never know: databases other than the scratch server.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.catalog.fingerprint import make_fingerprint
from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog
from schemactl.code import read_statements
from schemactl.draft import Draft, Scope, draft, read_source
from schemactl.errors import SourceError, UsageError
from schemactl.migrations.base import Base
from schemactl.migrations.files import Migration, load_all, make_migration, replace_migrations
from schemactl.migrations.sums import SUM_NAME, read_lines
from schemactl.plan.make import find_deltas
from schemactl.plan.rename import Answers
from schemactl.sandbox import Session, open_session
from schemactl.source import MigrationsSource, Source, load_in_order

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

Render = Callable[[Draft], tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Moved:
    """One migration of this branch: as it was, and as it will be; `new` None for one whose work another one does."""

    old: Migration
    new: Migration | None
    is_rewritten: bool = False


@dataclass(frozen=True, slots=True)
class Rebase:
    """What will be written. `fingerprints`: by version, the catalog after it. `losses`: what new SQL destroys."""

    moves: tuple[Moved, ...]
    fingerprints: Mapping[str, str]
    losses: tuple[str, ...] = ()


def plan_rebase(
    server: ScratchServer,
    folder: Path,
    base: Base,
    desired: Source,
    scope: Scope,
    today: date,
    render: Render,
) -> Rebase:
    """How the migrations that `base` does not have come behind it. Writes nothing.

    render: makes the texts of both files of a draft.

    UsageError if the base's files are not all here; SourceError if a file by hand does not run behind them.
    """
    everything = load_all(folder)
    _require_base(folder, base, everything)
    theirs = [one for one in everything if one.up_path.name in base.files]
    ours = [one for one in everything if one.up_path.name not in base.files]
    written = _machine_written(folder, ours)
    with server.create() as name, open_session(server, name) as session:
        wanted = read_source(server, desired, scope.exclude)
        kept, reached = _replay(session, theirs, ours, written, scope)
    rewritten: Migration | None = None
    losses: tuple[str, ...] = ()
    if find_deltas(reached, wanted, scope.ignore) and written:
        dropped = kept.pop() if kept and kept[-1].up_path.name in written else None
        pattern = dropped or next(one for one in reversed(ours) if one.up_path.name in written)
        rewritten, losses = _rewrite(server, [*theirs, *kept], pattern, desired, scope, render)
    final = [*kept, *([rewritten] if rewritten else [])]
    renumbered = _renumber(final, base, today)
    moves = _moves(ours, final, renumbered, rewritten)
    with server.create() as name, open_session(server, name) as session:
        fingerprints = _fingerprints(session, theirs, renumbered, scope)
    return Rebase(moves, fingerprints, losses)


def write_rebase(folder: Path, base: Base, rebase: Rebase) -> None:
    """Renames and rewrites the files, and schemactl.sum from the base's lines on."""
    old = [move.old for move in rebase.moves]
    new = [move.new for move in rebase.moves if move.new]
    replace_migrations(folder, old, new, base.files.get(SUM_NAME, ""), rebase.fingerprints)


def _require_base(folder: Path, base: Base, everything: Sequence[Migration]) -> None:
    here = {one.up_path.name for one in everything}
    for name in sorted(base.files):
        if name.endswith((".up.sql", ".up.py")) and name not in here:
            raise UsageError(f"{name} of {base.ref} is not in {folder}", hint=f"merge {base.ref} first")


def _machine_written(folder: Path, ours: Sequence[Migration]) -> frozenset[str]:
    """The names of up files that are as `diff` wrote them: their line in the sum has a fingerprint and their checksum.

    The sum may have a merge conflict in it; each line counts.
    """
    recorded = {(int(line.version), line.up_sha) for line in read_lines(folder) if line.has_fingerprint}
    return frozenset(one.up_path.name for one in ours if (int(one.version), one.up_sha) in recorded)


def _replay(
    session: Session,
    theirs: Sequence[Migration],
    ours: Sequence[Migration],
    written: frozenset[str],
    scope: Scope,
) -> tuple[list[Migration], Catalog]:
    """Those of ours that run behind theirs, and what they lead to. One by hand that does not run is an error."""
    for one in theirs:
        _load(session, one)
    kept: list[Migration] = []
    for one in ours:
        try:
            _load(session, one)  # rolled back if it fails
        except SourceError as error:
            if one.up_path.name not in written:
                error.hint = error.hint or "it was written by hand: correct it, `schemactl sum`, and rebase again"
                raise
        else:
            kept.append(one)
    return kept, read_catalog(session.admin, scope.exclude)


def _rewrite(
    server: ScratchServer,
    before: Sequence[Migration],
    pattern: Migration,
    desired: Source,
    scope: Scope,
    render: Render,
) -> tuple[Migration, tuple[str, ...]] | tuple[None, tuple[str, ...]]:
    """A migration from the state after `before` to the desired one, named as `pattern`, if one is needed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "migrations"
        folder.mkdir()
        for number, one in enumerate(before, 1):
            (folder / f"{number}_{one.name}.up{one.up_path.suffix}").write_text(one.up_sql, encoding="utf-8")
        answers = Answers(up_only=pattern.down_sql is None)
        result = draft(server, MigrationsSource(folder), desired, scope, answers)
    if not result.up.statements:
        return None, ()
    return make_migration(pattern, *render(result)), tuple(map(str, result.up.data_loss))


def _renumber(final: Sequence[Migration], base: Base, today: date) -> list[Migration]:
    """Versions behind the base's last; those that are so already, and in order, stay."""
    versions = [int(one.version) for one in final]
    if versions == sorted(set(versions)) and (not versions or versions[0] > base.last):
        return list(final)
    first = max(int(f"{today:%Y%m%d}001"), base.last + 1)
    return [_with_version(one, str(first + index)) for index, one in enumerate(final)]


def _with_version(migration: Migration, version: str) -> Migration:
    stem = f"{version}_{migration.name}"
    down_path = migration.down_path
    return replace(
        migration,
        version=version,
        up_path=migration.up_path.with_name(f"{stem}.up{migration.up_path.suffix}"),
        down_path=down_path.with_name(f"{stem}.down.sql") if down_path else None,
    )


def _moves(
    ours: Sequence[Migration], final: Sequence[Migration], renumbered: Sequence[Migration], rewritten: Migration | None
) -> tuple[Moved, ...]:
    target = {one.up_path.name: new for one, new in zip(final, renumbered, strict=True)}
    return tuple(
        Moved(one, target.get(one.up_path.name), rewritten is not None and one.up_path.name == rewritten.up_path.name)
        for one in ours
    )


def _fingerprints(
    session: Session, theirs: Sequence[Migration], ours: Sequence[Migration], scope: Scope
) -> dict[str, str]:
    for one in theirs:
        _load(session, one)
    found = {}
    for one in ours:
        _load(session, one)
        found[one.version] = make_fingerprint(read_catalog(session.admin, scope.exclude), scope.exclude)
    return found


def _load(session: Session, migration: Migration) -> None:
    load_in_order(session, read_statements(migration.up_sql, str(migration.up_path)))
