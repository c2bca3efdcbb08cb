"""golang-migrate: `{version}_{name}.up.sql` and `.down.sql`, which are schemactl's own names; one row in its books.

Pure. https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, through, unfinished
from schemactl.migrations.foreign.naming import pairs
from schemactl.migrations.foreign.text import adapt, adapt_back, join_notes

_NOTHING = "-- Nothing: there was no up file.\n"
_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<name>.*)\.(?P<half>up|down)\.sql", re.ASCII)


def parse(files: Files) -> Found:
    """Pairs of files. Where only the way back is there, golang-migrate counts a version that does nothing."""
    halves = {path: match for path in files if (match := _NAME.fullmatch(PurePosixPath(path).name))}
    made, notes = [], []
    for up, down in pairs(halves):
        path = up or down or ""
        version, name = halves[path]["version"], halves[path]["name"] or "migration"
        empty = _NOTHING, (f"{path} has no up file: it does nothing on the way up",)
        up_text, said = adapt(files[up], up) if up else empty
        down_text, more = adapt_back(files[down], down) if down else (None, ())
        notes += [said, more]
        made.append(Foreign(version, name, path, up_text, down_text))
    return Found(tuple(made), join_notes(notes))


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """It knows only the last version: all up to it have run. A dirty one has stopped anywhere."""
    if not rows:
        return ()
    version, is_dirty = rows[0]
    if is_dirty:
        hint = (
            "see what of that file, or of the way back to it, took effect; finish it or take it back by hand, then"
            " `migrate force VERSION`, and import again"
        )
        raise unfinished("golang-migrate", f"version {version} is dirty: a file stopped half-way", hint)
    keys = {int(one.key): one.key for one in found.migrations}
    return through(keys.get(int(version), str(version)), found)


GOLANG_MIGRATE = Tool(
    "golang-migrate",
    parse,
    Books(
        "schema_migrations",
        ("version", "dirty"),
        applied,
        "version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL",
    ),
    ("migrations", "db/migrations", "db/migration"),
)
