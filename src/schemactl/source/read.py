"""From files to statements: encodings, includes, the order of files.

Comes in: a `Source` of files. Goes out: its statements with their places, or the digest of what they say.
Must never know: databases, and what the statements do, except that session settings end with their file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemactl.code import Code, is_code, read_code
from schemactl.errors import Place, SourceError, UsageError
from schemactl.pgsql import Statement, place_at
from schemactl.psql import Command, Script, read_script, split_script
from schemactl.source.spec import EmptySource, FileSource, MigrationsSource, Source, UrlSource
from schemactl.source.verdict import RESET_SESSION, Treatment, verdict


@dataclass(frozen=True, slots=True)
class _File:
    """One file as read; an include is the command with the file that it names."""

    path: Path
    shown: str
    script: Script
    includes: tuple[tuple[Command, _File], ...] = ()

    @property
    def text(self) -> str:
        """With blanks for what psql keeps from the server."""
        return self.script.text


def read_source_statements(source: Source) -> tuple[Statement, ...]:
    """The statements of a source, in the order of its files; includes stand where they are included.

    Behind a file that changes session settings stand statements that reset them, as if each file had its own session.
    Raises SourceError with the place for text that is not UTF-8, SQL that does not parse, includes that fail and psql
    commands that cannot be honoured.
    """
    statements: list[Statement] = []
    for file in _open_all(source):
        own = list(_statements(file))
        statements += own
        sql = [statement.sql for statement in own if not isinstance(statement, Code)]
        if any(verdict(one).treatment is Treatment.SESSION for one in sql):
            end = place_at(file.text, file.shown, len(file.text))
            statements += [Statement(sql, end, len(file.text)) for sql in RESET_SESSION]
    return tuple(statements)


def source_digest(source: Source) -> str:
    """sha256 of what would be loaded, from the files alone; empty for a live database, which has none."""
    if isinstance(source, UrlSource):
        return ""
    digest = hashlib.sha256(type(source).__name__.encode())
    for file in _open_all(source):
        _digest_file(file, digest)
    return digest.hexdigest()


def has_text(source: Source, *texts: str) -> bool:
    """Whether one of the files of a source holds one of `texts`, anywhere, in capitals or not."""
    files = (each for file in _open_all(source) for each in (file, *_included(file)))
    return any(text in lowered for lowered in (file.text.lower() for file in files) for text in texts)


def _digest_file(file: _File, digest: hashlib._Hash) -> None:
    for text in (file.text, *(one.text for one in file.script.data)):
        data = text.encode()
        digest.update(f"\0{len(data)}:".encode() + data)
    for command, included in file.includes:
        digest.update(f"\0{command.start}".encode())
        _digest_file(included, digest)


def _open_all(source: Source) -> tuple[_File, ...]:
    """The files of a source; one that another one includes does not stand for itself as well."""
    match source:
        case EmptySource():
            return ()
        case UrlSource():
            raise UsageError("a live database has no files to read")
        case MigrationsSource(folder):
            return tuple(_open(path, folder.parent, (), includes=False) for path in _migration_paths(folder))
        case FileSource(paths, base):
            files = tuple(_open(path, base, ()) for path in paths)
            included = {found.path for file in files for found in _included(file)}
            return tuple(file for file in files if file.path not in included)


def _included(file: _File) -> Iterator[_File]:
    for _, included in file.includes:
        yield included
        yield from _included(included)


def _migration_paths(folder: Path) -> list[Path]:
    """`<version>_<name>.up.sql`, or `.up.py`, in order of version, which is a number."""
    paths = [path for path in folder.iterdir() if path.name.endswith((".up.sql", ".up.py")) and path.is_file()]
    for path in paths:
        version = path.name.partition("_")[0]
        if not (version.isascii() and version.isdecimal()):
            hint = "migrations are named <version>_<name>.up.sql, where the version is a number"
            raise UsageError(f"{path.name} has no version", hint=hint, place=Place(_shown(path, folder.parent)))
    return sorted(paths, key=lambda path: (int(path.name.partition("_")[0]), path.name))


def _statements(file: _File) -> Iterator[Statement]:
    """The statements of a file, with those of its includes between them."""
    includes = list(file.includes)
    for statement in _split(file):
        while includes and includes[0][0].start < statement.offset:
            yield from _statements(includes.pop(0)[1])
        end = statement.offset + len(statement.sql)
        if includes and includes[0][0].start < end:
            place = place_at(file.text, file.shown, includes[0][0].start)
            raise SourceError("include inside a statement", hint="end the statement above it with `;`", place=place)
        yield statement
    for _, included in includes:
        yield from _statements(included)


def _split(file: _File) -> tuple[Statement, ...]:
    try:
        if is_code(file.shown):
            return (read_code(file.text, file.shown),)
        return split_script(file.script, file.shown)
    except SourceError as error:
        place = error.place
        if place and place.text[place.column - 1 : place.column] == ":":
            error.hint = "psql variables (:name) are not expanded: write the value"
        raise


def _open(path: Path, base: Path, above: tuple[Path, ...], *, includes: bool = True) -> _File:
    path = Path(os.path.normpath(path))
    shown = _shown(path, base)
    text = _read_text(path, shown)
    script = Script(text) if is_code(shown) else read_script(text, shown, includes=includes)
    found = tuple(
        (command, _open_include(command, path, base, above, place_at(text, shown, command.start)))
        for command in script.includes
    )
    return _File(path, shown, script, found)


def _open_include(command: Command, path: Path, base: Path, above: tuple[Path, ...], place: Place) -> _File:
    folder = path.parent if command.is_relative else base
    target = Path(os.path.normpath(folder / Path(command.argument).expanduser()))
    if target == path or target in above:
        circle = " → ".join(_shown(one, base) for one in (*above[above.index(target) :], path, target))
        raise SourceError(f"files include each other: {circle}", hint="remove one of the includes", place=place)
    if not target.is_file():
        beside = (path.parent / command.argument).is_file()
        hint = "write \\ir: it is relative to the file" if beside else f"\\{command.name} is relative to {folder}"
        raise SourceError(f"no such file: {command.argument}", hint=hint, place=place)
    return _open(target, base, (*above, path))


def _shown(path: Path, base: Path) -> str:
    """How a path is written in messages: relative to `base` where it is below."""
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)


def _read_text(path: Path, shown: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {shown}: {error.strerror}", place=Place(shown)) from error
    if data.startswith(b"PGDMP"):
        hint = "turn it into SQL: pg_restore --schema-only --file schema.sql DUMP"
        raise SourceError("this is a dump in pg_dump's custom format, not SQL", hint=hint, place=Place(shown))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _encoding_error(data, error.start, shown) from error
    if "\0" in text:
        place = place_at(text, shown, text.index("\0"))
        raise SourceError("NUL byte: this is no SQL text", hint="save the file as UTF-8", place=place)
    return text


def _encoding_error(data: bytes, start: int, shown: str) -> SourceError:
    """The place counts what stands before the bad byte; the byte itself is shown as �."""
    line_start = data.rfind(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8", "replace").removeprefix("\ufeff")) + 1
    text = data[line_start:].partition(b"\n")[0].decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r")
    place = Place(shown, data.count(b"\n", 0, start) + 1, column, text)
    return SourceError(f"not UTF-8: byte 0x{data[start]:02x}", hint="save the file as UTF-8", place=place)
