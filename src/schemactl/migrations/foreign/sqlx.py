"""sqlx: `<version>_<name>.sql`, or `.up.sql` and `.down.sql`; a row in its books for each version.

Pure. https://docs.rs/sqlx/latest/sqlx/migrate/trait.MigrationSource.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known, unfinished
from schemactl.migrations.foreign.naming import pairs
from schemactl.migrations.foreign.text import adapt, adapt_back, checksums, join_notes

NO_TRANSACTION = "-- no-transaction"
_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<name>.+?)(\.(?P<half>up|down))?\.sql", re.ASCII)


def parse(files: Files) -> Found:
    """Files by version. A file that begins with `-- no-transaction` has none; a lone way back is left out."""
    halves = {path: match for path in files if (match := _NAME.fullmatch(PurePosixPath(path).name))}
    made: list[Foreign] = []
    notes: list[Sequence[str]] = []
    for path, down_path in pairs(halves):
        if path is None:
            notes.append((f"{down_path} is left out: it has no up file",))
            continue
        text, back = files[path], files[down_path] if down_path else None
        up, said = adapt(text, path, transaction=not text.startswith(NO_TRANSACTION))
        down, more = adapt_back(back, down_path or "", transaction=not (back or "").startswith(NO_TRANSACTION))
        notes += [said, more]
        match = halves[path]
        made.append(Foreign(match["version"], match["name"], path, up, down, sums=checksums(text, "sha384")))
    return Found(tuple(made), join_notes(notes))


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """A set of versions; one without success stopped anywhere."""
    keys = {int(one.key): one.key for one in found.migrations}
    for version, is_done, _ in rows:
        if not is_done:
            hint = "finish it or take it back by hand, set or delete its row accordingly, then import again"
            raise unfinished("sqlx", f"version {version} is dirty: a file stopped half-way", hint)
    return tuple(known(keys.get(int(version), str(version)), found) for version, _, _ in rows)


def edited(rows: Rows, found: Found) -> tuple[str, ...]:
    """Those whose file is another one than the one that ran."""
    sums = {int(version): bytes(checksum).hex() for version, _, checksum in rows}
    return tuple(one.key for one in found.migrations if sums.get(int(one.key), one.sums[0]) not in one.sums)


SQLX = Tool(
    "sqlx",
    parse,
    Books(
        "_sqlx_migrations",
        ("version", "success", "checksum"),
        applied,
        "version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(),"
        " success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL",
        order="version",
        edited=edited,
    ),
    ("migrations",),
)
