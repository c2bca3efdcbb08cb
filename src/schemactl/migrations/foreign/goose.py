"""goose: up and down in one file, behind `-- +goose` annotations; a row in its books for each run.

Pure. https://pressly.github.io/goose/documentation/annotations/
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from schemactl.errors import SourceError, UsageError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known
from schemactl.migrations.foreign.text import (
    adapt,
    has_statements,
    join_notes,
    mark_of,
    refuse_above,
    refuse_text,
    sections,
)
from schemactl.pgsql import Lines

_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<name>.+)\.(?P<kind>sql|go)", re.ASCII)
_WORD = "+goose"
_KNOWN = ("up", "down", "statementbegin", "statementend", "no transaction", "envsub on", "envsub off")


def parse(files: Files) -> Found:
    """Files by version. SourceError for an annotation that is none, and for what goose would put in from outside."""
    made, notes = [], []
    matches = {path: match for path in files if (match := _NAME.fullmatch(PurePosixPath(path).name))}
    for path in sorted(matches, key=lambda path: int(matches[path]["version"])):
        match = matches[path]
        if match["kind"] == "go":
            if not path.endswith("_test.go"):
                raise _in_go(path)
            continue
        one, said = _parse_file(match["version"], match["name"], path, files[path])
        made.append(one)
        notes.append(said)
    return Found(tuple(made), join_notes(notes))


def _in_go(path: str) -> UsageError:
    hint = "write it as SQL, with the same version, or as <version>_<name>.up.py; then import again"
    return UsageError(f"{path} is a migration in Go, which schemactl cannot run", hint=hint)


def _parse_file(version: str, name: str, path: str, text: str) -> tuple[Foreign, tuple[str, ...]]:
    _check_annotations(text, path)
    refused = "goose would put the environment into this file (ENVSUB)"
    if any(_annotation(line) == "envsub on" for line in text.splitlines()):
        refuse_text(text, path, "${", refused, "write the values into the file")
    transaction = not any(_annotation(line) == "no transaction" for line in text.splitlines())
    cut = sections(text, _half)
    parts = {part.mark: part.text for part in cut}
    if "up" not in parts:
        raise SourceError(f"{path} has no `-- +goose Up`", place=Lines(text, path).place(0))
    refuse_above(cut, path, "-- +goose Up")
    up, said = adapt(_statements(parts["up"]), path, transaction=transaction)
    down = _statements(parts.get("down", ""))
    more: tuple[str, ...] = ()
    back = None
    if has_statements(down, path):
        back, more = adapt(down, path, transaction=transaction)
    return Foreign(version, name, path, up, back), (*said, *more)


def _annotation(line: str) -> str | None:
    found = mark_of(line, _WORD)
    return None if found is None else " ".join(found.lower().split())


def _half(line: str) -> str | None:
    found = _annotation(line)
    return found if found in ("up", "down") else None


def _check_annotations(text: str, path: str) -> None:
    lines, position = Lines(text, path), 0
    for line in text.splitlines(keepends=True):
        found = _annotation(line)
        if found is not None and found not in _KNOWN:
            hint = "goose knows Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB"
            raise SourceError(f"not an annotation of goose: {found}", hint=hint, place=lines.place(position))
        position += len(line)


def _statements(text: str) -> str:
    """Without annotations. A block is one statement, whether a semicolon ends it or not."""
    kept: list[str] = []
    for line in text.splitlines(keepends=True):
        found = _annotation(line)
        if found is None:
            kept.append(line)
        else:
            end = ";" if found == "statementend" and not "".join(kept).rstrip().endswith(";") else ""
            kept.append(end + line[len(line.rstrip("\r\n")) :])
    return "".join(kept)


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """The latest row of a version counts; older versions of goose add one for a way back. Version 0 is its own."""
    latest: dict[int, bool] = {}
    for _, version, is_applied in rows:
        latest.pop(int(version), None)
        latest[int(version)] = bool(is_applied)
    keys = {int(one.key): one.key for one in found.migrations}
    return tuple(
        known(keys.get(version, str(version)), found) for version, is_so in latest.items() if is_so and version
    )


GOOSE = Tool(
    "goose",
    parse,
    Books("goose_db_version", ("id", "version_id", "is_applied"), applied, order="id"),
    ("migrations", "db/migrations", "sql/schema"),
)
