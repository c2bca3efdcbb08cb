"""Rails' `structure.sql`: a pg_dump, and the versions that it stands for; a row in its books for each version.

Pure. The whole file is one migration. https://guides.rubyonrails.org/active_record_migrations.html#schema-dumping-and-you
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from schemactl.code import read_statements
from schemactl.errors import HistoryError, Place, SourceError, UsageError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool
from schemactl.migrations.foreign.text import adapt
from schemactl.pgsql import top_node

TABLE = "schema_migrations"
_MOST_SHOWN = 5


def parse(files: Files) -> Found:
    """The one structure file; its last versions are what it stands for. SourceError for a file without any."""
    texts = {path: text for path, text in files.items() if path.endswith(".sql")}
    named = {path for path in texts if PurePosixPath(path).name.endswith("structure.sql")} or set(texts)
    if len(named) > 1:
        raise UsageError(f"there are several structure files here: {', '.join(sorted(named))}", hint="name one of them")
    if not named:
        hint = (
            "`config.active_record.schema_format = :sql`, then `rails db:schema:dump`, writes it; or take the database"
            " over without it: `schemactl init --from URL`"
        )
        raise UsageError("there is no structure.sql here", hint=hint)
    (path,) = named
    versions = _versions(texts[path], path)
    if not versions:
        hint = f"Rails ends it with INSERT INTO {TABLE}; `schemactl init --from URL` takes a database over without it"
        raise SourceError(f"{path} says of no version that it has it", hint=hint, place=Place(path))
    up, notes = adapt(texts[path], path)
    return Found((Foreign(versions[-1], "structure", path, up, parents=tuple(versions[:-1])),), notes)


def _versions(text: str, path: str) -> list[str]:
    """What the INSERTs into Rails' table list, or the rows of it in a dump that has rows; in order."""
    found: list[str] = []
    for statement in read_statements(text, path) if TABLE in text else ():
        kind, node = top_node(statement.sql)
        if kind not in ("insert_stmt", "copy_stmt") or node.relation.relname != TABLE:
            continue
        if kind == "copy_stmt":
            found += (statement.data or "").split()
        else:
            rows = node.select_stmt.select_stmt.values_lists
            found += [value.a_const.sval.sval for row in rows for value in row.list.items]
    return sorted(found, key=_number)


def _number(version: Any) -> tuple[int, str]:
    return (int(version) if str(version).isascii() and str(version).isdigit() else 0, str(version))


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """The file is taken over where the database has just what it lists."""
    (one,) = found.migrations
    there, listed = {str(version) for (version,) in rows}, {one.key, *one.parents}
    if lacking := sorted(listed - there, key=_number):
        hint = "`rails db:migrate` there, then import again"
        raise HistoryError(f"the database lacks {_shown(lacking)} of {one.source}", state="diverged", hint=hint)
    if newer := sorted(there - listed, key=_number):
        hint = "`rails db:schema:dump` writes it as it is there; then import again"
        raise HistoryError(f"the database has {_shown(newer)}, which {one.source} lacks", state="missing", hint=hint)
    return (one.key,)


def _shown(versions: list[str]) -> str:
    more = len(versions) - _MOST_SHOWN
    return ", ".join(versions[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


RAILS = Tool(
    "rails",
    parse,
    Books(
        TABLE,
        ("version",),
        applied,
        "version varchar NOT NULL PRIMARY KEY",
        order="version",
        never=("dirty",),
        beside=("ar_internal_metadata",),
    ),
    ("db",),
)
