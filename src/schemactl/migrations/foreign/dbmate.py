"""dbmate: `{version}_{name}.sql` with `-- migrate:up` and `-- migrate:down`; a row in its books for each version.

Pure. https://github.com/amacneil/dbmate#creating-migrations
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from schemactl.errors import SourceError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known
from schemactl.migrations.foreign.text import (
    Section,
    adapt,
    adapt_back,
    join_notes,
    mark_of,
    refuse_above,
    sections,
)
from schemactl.pgsql import Lines

_NAME = re.compile(r"(?P<version>[0-9]+)[_-]?(?P<name>.*)\.sql", re.ASCII)


def parse(files: Files) -> Found:
    """Files by version. SourceError for one without its marks, with several of them, or with options that are none."""
    made, notes = [], []
    matches = {path: match for path in files if (match := _NAME.fullmatch(PurePosixPath(path).name))}
    for path in sorted(matches, key=lambda path: int(matches[path]["version"])):
        parts = sections(files[path], _mark)
        up, down = _only("up", parts, files[path], path), _only("down", parts, files[path], path)
        if up is None:
            raise SourceError(f"{path} has no `-- migrate:up`", place=Lines(files[path], path).place(0))
        refuse_above(parts, path, "-- migrate:up")
        up_text, said = adapt(up.text, path, transaction=_transaction(up, path))
        notes.append(said)
        down_text, more = adapt_back(down.text, path, transaction=_transaction(down, path)) if down else (None, ())
        notes.append(more)
        made.append(Foreign(matches[path]["version"], matches[path]["name"] or "migration", path, up_text, down_text))
    return Found(tuple(made), join_notes(notes))


def _mark(line: str) -> str | None:
    found = mark_of(line, "migrate:")
    return found if found is not None and found.startswith(("up", "down")) else None


def _only(half: str, parts: list[Section], text: str, path: str) -> Section | None:
    found = [part for part in parts if part.mark.split()[:1] == [half]]
    if len(found) > 1:
        hint = "put all of it behind one mark"
        place = Lines(text, path).place(0)
        raise SourceError(f"{path} has `-- migrate:{half}` more than once", hint=hint, place=place)
    return found[0] if found else None


def _transaction(part: Section, path: str) -> bool:
    options = part.mark.split()[1:]
    for option in options:
        if option not in ("transaction:false", "transaction:true"):
            raise SourceError(f"{path}: not an option of dbmate: {option}", hint="it knows transaction:false")
    return "transaction:false" not in options


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """A set of versions."""
    keys = {int(one.key): one.key for one in found.migrations}
    return tuple(known(keys.get(int(version), str(version)), found) for (version,) in rows)


DBMATE = Tool(
    "dbmate",
    parse,
    Books(
        "schema_migrations",
        ("version",),
        applied,
        "version varchar PRIMARY KEY",
        order="version",
        never=("dirty",),
    ),
    ("db/migrations",),
)
