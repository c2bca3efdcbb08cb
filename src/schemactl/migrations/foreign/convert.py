"""A folder of another tool as migrations of schemactl. Reads files, writes none.

Comes in: a tool, its folder, the folder of the migrations to be. Goes out: a `Conversion`.
Must never know: databases.

Versions stay as they are where they are numbers that rise; where they are none, all are numbered anew. A text that is
another one than in its file says where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from schemactl.config.paths import as_written
from schemactl.errors import Place, SourceError, UsageError
from schemactl.migrations.files import Migration, check_addable, plan_migration
from schemactl.migrations.foreign.model import Files, Foreign, Found, Table, Tool
from schemactl.migrations.foreign.offline import read_offline
from schemactl.migrations.foreign.own_table import with_table
from schemactl.migrations.sums import read_text

_TEXTS = (".sql", ".conf", ".toml")
_NAMES = (".go", ".java", ".py")
_MISSING = ("42P01", "3F000", "42704")
_BEFORE = (
    "if it was there before the first migration, write one that makes it, with a version before all; or leave these"
    " migrations and begin with the database as it is: `schemactl init --from URL`"
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """`versions`: by the key that the tool's books have. `own_table`: the tool's, if migrations are about it."""

    tool: Tool
    found: Found
    migrations: tuple[Migration, ...]
    own_table: Table | None = None

    @property
    def versions(self) -> Mapping[str, str]:
        pairs = zip(self.found.migrations, self.migrations, strict=True)
        return {foreign.key: one.version for foreign, one in pairs}

    def explain(self, error: SourceError, major: int) -> None:
        """Says which file of the tool's an error in a file that is not written is about, and what it was run on."""
        for foreign, one in zip(self.found.migrations, self.migrations, strict=True):
            if error.place and error.place.path in (str(one.up_path), str(one.down_path)):
                said = f"this is {foreign.source} as it would be written, on Postgres {major} (`postgres.version`)"
                error.detail = f"{error.detail}\n{said}" if error.detail else said
                error.hint = error.hint or (_BEFORE if error.sqlstate in _MISSING else "")


def convert(tool: Tool, source: Path, folder: Path, table: str | None = None) -> Conversion:
    """The migrations in `source`, as they would stand in `folder`, whose files may be there already.

    `table`: the tool's own, where it is not called as usual.

    UsageError and SourceError for what cannot be taken over, by name.
    """
    files = _read(tool, source)
    found = tool.parse(files)
    if not found.migrations:
        raise UsageError(f"no migrations of {tool.name} in {source}", hint="name their folder")
    _refuse_twice(tool, found.migrations)
    found, own_table = with_table(found, tool.name, tool.books, table)
    migrations = tuple(
        _migration(folder, version, one, tool, files)
        for version, one in zip(_versions(found.migrations), found.migrations, strict=True)
    )
    _refuse_same_folder(tool, source, folder, files, migrations)
    check_addable(folder, migrations)
    return Conversion(tool, found, migrations, own_table)


def find_folder(tool: Tool, root: Path) -> Path:
    """Where in a project the tool's files usually are, if they are there."""
    for name in tool.folders:
        if (root / name).is_dir():
            return Path(as_written(root / name))
    raise UsageError(f"no folder {' or '.join(tool.folders)}", hint=f"name the folder of {tool.name}'s files")


def _read(tool: Tool, source: Path) -> Files:
    if not source.exists():
        raise UsageError(f"no such file or folder: {source}")
    if source.is_file():
        return {str(source): read_text(source)}
    if (source / "alembic.ini").is_file() and tool.name == "alembic":
        return read_offline(source)
    paths = sorted(source.rglob("*") if tool.is_deep else source.iterdir())
    seen = [path for path in paths if path.suffix in (*_TEXTS, *_NAMES) and path.is_file()]
    shown = [path for path in seen if not any(part.startswith(".") for part in path.relative_to(source).parts)]
    return {str(path): read_text(path) if path.suffix in _TEXTS else "" for path in shown}


def _refuse_twice(tool: Tool, migrations: Sequence[Foreign]) -> None:
    """UsageError for two migrations of one version; 1 and 001 are one, if the tool has numbers."""
    seen: dict[str, str] = {}
    for one in migrations:
        is_number = one.key.isascii() and one.key.isdigit() and not tool.has_texts
        key = str(int(one.key)) if is_number else one.key
        if seen.setdefault(key, one.source) != one.source:
            raise UsageError(f"{seen[key]} and {one.source} have one version", place=Place(one.source))


def _versions(migrations: Sequence[Foreign]) -> Sequence[str]:
    """Their own numbers; one that is not greater than those before moves up, and so does 0, which means none."""
    keys = [one.number or one.key for one in migrations]
    if all(key.isascii() and key.isdigit() for key in keys):
        numbers = list(accumulate(map(int, keys), lambda last, number: max(last + 1, number), initial=0))
        return [str(number).zfill(len(key)) for number, key in zip(numbers[1:], keys, strict=True)]
    width = max(3, len(str(len(keys))))
    return [str(number).zfill(width) for number in range(1, len(keys) + 1)]


def _migration(folder: Path, version: str, one: Foreign, tool: Tool, files: Files) -> Migration:
    is_same = one.up == files.get(one.source)
    up = one.up if is_same else f"-- From {Path(one.source).name}, by {tool.name}.\n{one.up}"
    return plan_migration(folder, version, one.name, up, one.down)


def _refuse_same_folder(tool: Tool, source: Path, folder: Path, files: Files, migrations: Sequence[Migration]) -> None:
    """UsageError if files that stay would stand between those that are written."""
    if source.is_dir() and folder.is_dir() and source.resolve() == folder.resolve():
        made = {path.name: text for one in migrations for path, text in _texts(one)}
        texts = {path: text for path, text in files.items() if path.endswith(".sql")}
        other = next((path for path, text in texts.items() if made.get(Path(path).name) != text), None)
        if other:
            raise UsageError(
                f"{source} is the folder to be written, and {Path(other).name} cannot stay there as it is",
                hint=f"move {tool.name}'s files first: git mv {source} {source.name}-{tool.name}",
                place=Place(other),
            )


def _texts(one: Migration) -> list[tuple[Path, str]]:
    pairs = ((one.up_path, one.up_sql), (one.down_path, one.down_sql))
    return [(path, text) for path, text in pairs if path is not None and text is not None]
