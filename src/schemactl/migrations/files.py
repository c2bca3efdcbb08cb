"""The migrations folder: pairs of files named by version, and schemactl.sum, which notices what was edited.

Comes in: a folder. Goes out: `Migration`s in order of version; or a new pair of files, whole or not at all.
What reads takes any folder that importlib.resources knows, also one inside a package or a zip; what writes, a path.
Must never know: databases, or what the SQL in a file means.

A version is a number. schemactl writes YYYYMMDD and a counter of that day, three digits; numbers of other tools are
read as they are, and the next version is greater than all of them. A folder holds `<version>_<name>.up.sql`, with or
without a `.down.sql` of the same version and name; an up file may also be one in Python, `.up.py`.

schemactl.sum has a line for each version: sha256 of up, sha256 of down, fingerprint of the catalog after it, `-` for
what there is not. Line endings and a byte order mark do not count. Two branches that each add a migration conflict
in its last line, which is wanted. A line `version - - -` is a draft, as `new` writes it: its files may be edited
freely until `schemactl sum` records them. Any other edit is an error until `schemactl sum` says that it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

from schemactl.errors import HistoryError, Place, UsageError
from schemactl.migrations.sums import NONE, SUM_HINT, SUM_NAME, SumLine, parse_sum, read_sum, read_text, render_sum
from schemactl.migrations.writing import locked, write_all

__all__ = [
    "Migration",
    "add_migrations",
    "check_addable",
    "check_name",
    "check_sum",
    "load_all",
    "load_migrations",
    "make_migration",
    "match_name",
    "next_version",
    "plan_migration",
    "read_sum",
    "replace_migrations",
    "sha256_of",
    "update_sum",
    "write_draft",
    "write_migration",
]

_FILE_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<name>.+)\.(?P<half>up|down)(?P<suffix>\.sql|\.py)", re.ASCII)
_LOOKS_LIKE_ONE = re.compile(r"[0-9]+_.+\.py|[^.].*\.sql", re.ASCII)
_MIGRATION_NAME = re.compile(r"[a-z0-9_]{1,150}", re.ASCII)
_WHAT_NAMES_ARE = "migrations are named <number>_<name>.up.sql (or .up.py) and <number>_<name>.down.sql"


@dataclass(frozen=True, slots=True)
class Migration:
    """`down_path`, `down_sql` are None and `down_sha` is empty where there is no way back.

    `up_sql` is the text of the up file, which may be one in Python. The paths say where the texts come from; inside a
    zip they name no file that could be opened.
    """

    version: str
    name: str
    up_path: Path
    down_path: Path | None
    up_sql: str
    down_sql: str | None
    up_sha: str
    down_sha: str


def load_migrations(folder: Traversable) -> tuple[Migration, ...]:
    """All migrations of `folder`, in order of version; empty if there are none.

    UsageError for a name that is no migration's, a version that two migrations have, a down without its up.
    """
    migrations = load_all(folder)
    for one, other in pairwise(migrations):
        if int(one.version) == int(other.version):
            hint = "`schemactl rebase` renumbers what the main branch does not have; or rename one, and `schemactl sum`"
            raise UsageError(
                f"two migrations have version {one.version}: {one.up_path.name} and {other.up_path.name}",
                hint=hint,
                place=Place(str(other.up_path)),
            )
    return migrations


def load_all(folder: Traversable) -> tuple[Migration, ...]:
    """The same, where two may have one version, as after a merge."""
    if not folder.is_dir():
        raise UsageError(f"no folder {folder}", hint="`schemactl init` makes a project; `migrations:` names the folder")
    ups: dict[str, Traversable] = {}
    downs: dict[str, Traversable] = {}
    for path in _files(folder):
        found = _match(path)
        if found:
            half, stem = ups if found["half"] == "up" else downs, f"{found['version']}_{found['name']}"
            if stem in half:
                message = f"{half[stem].name} and {path.name} are one migration"
                raise UsageError(message, hint="remove one of them", place=Place(str(path)))
            half[stem] = path
    for stem in downs.keys() - ups.keys():
        hint = f"add {stem}.up.sql, or remove the file"
        raise UsageError(f"{downs[stem].name} has no up file", hint=hint, place=Place(str(downs[stem])))
    loaded = (_load(stem, ups[stem], downs.get(stem)) for stem in ups)
    return tuple(sorted(loaded, key=lambda one: (int(one.version), one.name)))


def next_version(folder: Path, today: date) -> str:
    """The first free version of `today`, greater than every version in `folder`."""
    existing = [int(match["version"]) for path in _files(folder) if (match := _match(path))]
    return str(max(int(f"{today:%Y%m%d}001"), max(existing, default=0) + 1))


def check_name(name: str) -> str:
    """`name` as it stands in a file name: lower case, words joined by underscores."""
    made = name.strip().lower().replace(" ", "_").replace("-", "_")
    if not _MIGRATION_NAME.fullmatch(made):
        raise UsageError(f"not a name for a migration: {name!r}", hint="use letters a to z, digits and underscores")
    return made


def write_migration(
    folder: Path, version: str, name: str, up: str, down: str | None, fingerprint: str = NONE
) -> Migration:
    """Writes the pair and its line in schemactl.sum; after any failure none of the three is there.

    UsageError if the version is taken meanwhile.
    """
    migration = plan_migration(folder, version, check_name(name), up, down)
    _write(folder, migration, replace(_sum_line(migration), fingerprint=fingerprint))
    return migration


def write_draft(folder: Path, draft: Migration) -> None:
    """The same for files that are still to be written by hand: the line holds no checksums yet."""
    _write(folder, draft, SumLine(draft.version))


def _write(folder: Path, migration: Migration, line: SumLine) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        taken = (int(match["version"]) for path in _files(folder) if (match := _match(path)))
        if int(migration.version) in taken:
            raise UsageError(f"version {migration.version} is taken meanwhile", hint="run the command again")
        write_all({**_contents([migration]), folder / SUM_NAME: render_sum([*read_sum(folder), line])})


def plan_migration(folder: Path, version: str, name: str, up: str, down: str | None, suffix: str = ".sql") -> Migration:
    """A migration as it would stand in `folder`; `suffix`: of its up file. Writes nothing."""
    return _migration(version, name, folder / f"{version}_{name}.up{suffix}", up, down)


def check_addable(folder: Path, new: Sequence[Migration]) -> tuple[Migration, ...]:
    """Those of `new` whose files are not in `folder`. UsageError if it has another migration of one of the versions."""
    present = {int(one.version): one for one in load_migrations(folder)} if folder.is_dir() else {}
    for one in new:
        there = present.get(int(one.version))
        if there and (there.name, there.up_sha, there.down_sha) != (one.name, one.up_sha, one.down_sha):
            raise UsageError(
                f"{there.up_path.name} is there already, and is not what would be written",
                hint="remove it, or name another folder as `migrations:`",
                place=Place(str(there.up_path)),
            )
    return tuple(one for one in new if int(one.version) not in present)


def add_migrations(folder: Path, new: Sequence[Migration], beside: Mapping[Path, str] | None = None) -> None:
    """Writes what is not there yet of `new`, their lines without fingerprints, and the files `beside`.

    After a failure none of it is there. UsageError as `check_addable`.
    """
    for each in (folder, *(path.parent for path in beside or {})):
        each.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        contents = _contents(check_addable(folder, new)) | dict(beside or {})
        lines = {int(line.version): line for line in (*map(_sum_line, new), *read_sum(folder))}
        write_all({**contents, folder / SUM_NAME: render_sum(lines.values())})


def check_sum(folder: Traversable, migrations: Sequence[Migration]) -> tuple[SumLine, ...]:
    """The line of each migration, drafts among them, if schemactl.sum and the files agree.

    HistoryError `diverged` for an edited file, `missing` for one that is gone; UsageError for one not recorded.
    """
    lines = {int(line.version): line for line in read_sum(folder)}
    if migrations and not (folder / SUM_NAME).is_file():
        raise UsageError(f"no {SUM_NAME} in {folder}", hint=SUM_HINT)
    for migration in migrations:
        if int(migration.version) not in lines:
            raise UsageError(f"{migration.up_path.name} is not in {SUM_NAME}", hint=SUM_HINT)
        _check_line(migration, lines[int(migration.version)])
    present = [int(migration.version) for migration in migrations]
    for gone in lines.keys() - set(present):
        message = f"version {gone} is in {SUM_NAME}, and its files are gone"
        raise HistoryError(message, state="missing", hint=SUM_HINT)
    return tuple(lines[version] for version in present)


def update_sum(folder: Path, fingerprints: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Records the files as they are; returns the versions whose line changed.

    `fingerprints` (by version) are taken over. Others stay as long as no up file at or before them has changed.
    """
    with locked(folder):
        old = {int(line.version): line for line in read_sum(folder)}
        migrations = load_migrations(folder)
        same = True
        lines: list[SumLine] = []
        for migration in migrations:
            line, before = _sum_line(migration), old.get(int(migration.version))
            same = same and before is not None and before.up_sha == line.up_sha
            kept = before.fingerprint if before and same else NONE
            lines.append(replace(line, fingerprint=(fingerprints or {}).get(migration.version, kept)))
        changed = [line.version for line in lines if old.pop(int(line.version), None) != line]
        write_all({folder / SUM_NAME: render_sum(lines)})
    return (*changed, *(line.version for line in old.values()))


def make_migration(pattern: Migration, up: str, down: str | None) -> Migration:
    """Other SQL under the version and name of `pattern`. Writes nothing."""
    return _migration(pattern.version, pattern.name, pattern.up_path, up, down)


def replace_migrations(
    folder: Path,
    old: Sequence[Migration],
    new: Sequence[Migration],
    sum_text: str,
    fingerprints: Mapping[str, str],
) -> None:
    """Puts `new` in the place of `old`, and their lines behind those of `sum_text`.

    The new files are written before the old ones go, and the sum last: after a failure the folder is refused until
    the command has run again, never half right.
    """
    contents = _contents(new)
    gone = {path for one in old for path in (one.up_path, one.down_path) if path} - contents.keys()
    lines = [replace(_sum_line(one), fingerprint=fingerprints.get(one.version, NONE)) for one in new]
    with locked(folder):
        if contents:
            write_all(contents)
        for path in gone:
            path.unlink(missing_ok=True)
        write_all({folder / SUM_NAME: render_sum([*parse_sum(sum_text), *lines])})


def sha256_of(sql: str) -> str:
    """The checksum of a file's text; line endings do not count."""
    return sha256(sql.replace("\r\n", "\n").encode()).hexdigest()


def _contents(migrations: Sequence[Migration]) -> dict[Path, str]:
    return {
        path: sql
        for one in migrations
        for path, sql in ((one.down_path, one.down_sql), (one.up_path, one.up_sql))
        if path is not None and sql is not None
    }


def _files(folder: Traversable) -> Iterable[Traversable]:
    return sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else ()


def match_name(name: str) -> re.Match[str] | None:
    """The parts (`version`, `name`, `half`) of a migration's file name; None if it is none."""
    return None if name.startswith(".") else _FILE_NAME.fullmatch(name)


def _match(path: Traversable) -> re.Match[str] | None:
    """The same; UsageError for a file that looks like one and is none."""
    match, place = match_name(path.name), Place(str(path))
    if match is None and _LOOKS_LIKE_ONE.fullmatch(path.name):
        raise UsageError(f"not a migration's name: {path.name}", hint=_WHAT_NAMES_ARE, place=place)
    if match and match["half"] == "down" and match["suffix"] != ".sql":
        hint = "write it as .down.sql: the history keeps it, and databases keep no code; or leave it out"
        raise UsageError(f"a way back is SQL: {path.name}", hint=hint, place=place)
    return match


def _load(stem: str, up: Traversable, down: Traversable | None) -> Migration:
    version, _, name = stem.partition("_")
    return _migration(version, name, Path(str(up)), read_text(up), read_text(down) if down else None)


def _migration(version: str, name: str, up_path: Path, up: str, down: str | None) -> Migration:
    down_path = up_path.with_name(_down_name(up_path)) if down is not None else None
    down_sha = sha256_of(down) if down is not None else ""
    return Migration(version, name, up_path, down_path, up, down, sha256_of(up), down_sha)


def _down_name(up_path: Path) -> str:
    return f"{up_path.name.removesuffix(up_path.suffix).removesuffix('.up')}.down.sql"


def _sum_line(migration: Migration) -> SumLine:
    return SumLine(migration.version, migration.up_sha, migration.down_sha or NONE)


def _check_line(migration: Migration, line: SumLine) -> None:
    wanted = _sum_line(migration)
    edited = [
        path
        for path, sha, recorded in (
            (migration.up_path, wanted.up_sha, line.up_sha),
            (migration.down_path, wanted.down_sha, line.down_sha),
        )
        if sha != recorded and not line.is_draft
    ]
    if not edited:
        return
    if edited[0] is None:
        gone = _down_name(migration.up_path)
        raise HistoryError(f"{gone} is in {SUM_NAME}, and is gone", state="missing", hint=SUM_HINT)
    names = " and ".join(path.name for path in edited if path)
    raise HistoryError(
        f"{names}: edited after {SUM_NAME} was written",
        state="diverged",
        hint="undo the edit; `schemactl sum` records it, if it is meant and no database has run the file",
        place=Place(str(edited[0])),
    )
