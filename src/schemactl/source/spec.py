"""What a source is, and which kind a user means.

Comes in: the text of `--from`, `--to` or `schema:`. Goes out: a `Source`, whose files exist.
Must never know: what is in the files.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schemactl.errors import UsageError

_URL_SCHEMES = ("postgresql", "postgres")  # SQLAlchemy's postgresql+driver:// too


@dataclass(frozen=True, slots=True)
class FileSource:
    """Schema files, in the order in which they are read; includes and messages are relative to `base`."""

    paths: tuple[Path, ...]
    base: Path


@dataclass(frozen=True, slots=True)
class MigrationsSource:
    """A folder of `<version>_<name>.up.sql` (or `.up.py`) files: the state after all of them."""

    folder: Path


@dataclass(frozen=True, slots=True)
class UrlSource:
    """A live database. Its URL may hold a password, and is not shown."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EmptySource:
    """A new database, with nothing in it."""


Source = FileSource | MigrationsSource | UrlSource | EmptySource


def parse_source(spec: str | Sequence[str], base: Path) -> Source:
    """The source that a user names: a URL or conninfo, a folder, a file, a glob, a list of these, or nothing.

    Paths are relative to `base`. A folder with `*.up.sql` files is a migrations folder; any other gives its `*.sql`
    files, also those in folders below, by name. Raises UsageError for what is not there.
    """
    specs = [spec] if isinstance(spec, str) else list(spec)
    if len(specs) == 1:
        return _parse_one(specs[0], base)
    paths: dict[Path, None] = {}
    for one in specs:
        source = _parse_one(one, base)
        if not isinstance(source, FileSource):
            raise UsageError("a list of sources holds files, folders and globs only", hint="name the other one alone")
        paths.update(dict.fromkeys(source.paths))
    return FileSource(tuple(paths), base) if paths else EmptySource()


def _parse_one(spec: str, base: Path) -> Source:
    if not spec.strip():
        raise UsageError("the name of a source is empty", hint="nothing at all is written as `empty`")
    if spec == "empty":
        return EmptySource()
    scheme, separator, _ = spec.partition("://")
    if separator and scheme.partition("+")[0] in _URL_SCHEMES:
        return UrlSource(spec)
    path = Path(os.path.normpath(base / Path(spec).expanduser()))
    if path.is_dir():
        return _parse_folder(path, spec, base)
    if path.exists():
        return FileSource((path,), base)
    if _is_conninfo(spec):
        return UrlSource(spec)
    return FileSource(_matches(spec, base), base)


def _parse_folder(folder: Path, spec: str, base: Path) -> Source:
    if any(folder.glob("*.up.sql")) or any(folder.glob("*.up.py")) or (folder / "schemactl.sum").exists():
        return MigrationsSource(folder)
    paths = [path for path in folder.rglob("*.sql") if path.is_file() and not _is_hidden(path.relative_to(folder))]
    if not paths:
        raise UsageError(f"no .sql file in folder {spec}", hint="an empty schema is written as `empty`")
    return FileSource(tuple(sorted(paths, key=lambda path: path.relative_to(folder).as_posix())), base)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_conninfo(spec: str) -> bool:
    """Whether `spec` is libpq's `host=… dbname=…`."""
    if "=" not in spec:
        return False
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        return bool(conninfo_to_dict(spec))
    except psycopg.Error:
        return False


def _matches(spec: str, base: Path) -> tuple[Path, ...]:
    if not glob.has_magic(spec):
        raise UsageError(f"no such file or folder: {spec}", hint=f"paths are relative to {base}")
    # Path.glob takes no absolute patterns.
    names = sorted(glob.glob(spec, root_dir=base, recursive=True))  # noqa: PTH207
    paths = tuple(path for path in (Path(os.path.normpath(base / name)) for name in names) if path.is_file())
    if not paths:
        raise UsageError(f"no file matches {spec}", hint=f"patterns are relative to {base}")
    return paths
