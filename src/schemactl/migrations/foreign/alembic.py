"""Alembic: what `alembic upgrade base:head --sql` and `downgrade head:base --sql` print; its heads in the books.

Pure; `offline.py` runs the program. The order is Alembic's own, also of a graph with branches.
https://alembic.sqlalchemy.org/en/latest/offline.html
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from schemactl.errors import UsageError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known
from schemactl.migrations.foreign.text import adapt, adapt_back, mark_of, sections
from schemactl.pgsql import enum_name

TABLE = "alembic_version"
_MARK = re.compile(r"(?P<which>upgrade|downgrade) (?P<left>[\w, ]*) -> ?(?P<right>[\w, ]*?)( \(\w+\))?", re.ASCII)
_NAMED = re.compile(r"(?P<key>[0-9a-z]+)[_-](?P<name>.+)\.py", re.ASCII)


def parse(files: Files) -> Found:
    """From the SQL in `.sql` files; `<revision>_<name>.py` files only give the names."""
    names = {match["key"]: match["name"] for path in files if (match := _NAMED.fullmatch(PurePosixPath(path).name))}
    ups: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    downs: dict[str, tuple[str, str]] = {}
    for path, text in files.items():
        for part in sections(text, _mark) if path.endswith(".sql") else ():
            match = _MARK.fullmatch(part.mark)
            if match and match["which"] == "upgrade":
                ups[match["right"]] = (path, part.text, tuple(match["left"].replace(",", " ").split()))
            elif match:
                downs[match["left"]] = (path, part.text)
    if not ups:
        raise UsageError(
            "no SQL of Alembic's was found",
            hint="name the folder with alembic.ini, or a file with the output of `alembic upgrade base:head --sql`",
        )
    made, notes = [], []
    for key, (path, text, parents) in ups.items():
        up, said = adapt(text, path, leave_out=_is_bookkeeping)
        down = None
        if key in downs:
            down, more = adapt_back(downs[key][1], downs[key][0], leave_out=_is_bookkeeping)
            notes += [note.replace(path, f"revision {key}") for note in more]
        elif downs:
            notes.append(f"revision {key} has no way back: its downgrade() has no offline SQL")
        notes += [note.replace(path, f"revision {key}") for note in said]
        made.append(Foreign(key, names.get(key, key), f"revision {key}", up, down, parents))
    return Found(tuple(made), tuple(notes))


def _mark(line: str) -> str | None:
    found = mark_of(line, "running ")
    return found if found is not None and _MARK.fullmatch(found) else None


def _is_bookkeeping(kind: str, node: Any) -> bool:
    """Whether a statement is about Alembic's own table."""
    if kind == "drop_stmt":
        names = [item.list.items[-1].string.sval for item in node.objects if item.list.items]
        return enum_name(node, "remove_type") == "OBJECT_TABLE" and names == [TABLE]
    return kind in ("create_stmt", "insert_stmt", "update_stmt", "delete_stmt") and node.relation.relname == TABLE


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """The heads that are there, and all that they follow."""
    parents = {one.key: one.parents for one in found.migrations}
    wanted = [known(version, found) for (version,) in rows]
    done: set[str] = set()
    while wanted:
        key = wanted.pop()
        if key not in done:
            done.add(key)
            wanted += [parent for parent in parents[key] if parent in parents]
    return tuple(one.key for one in found.migrations if one.key in done)


ALEMBIC = Tool(
    "alembic",
    parse,
    Books(
        TABLE,
        ("version_num",),
        applied,
        f"version_num varchar(32) NOT NULL, CONSTRAINT {TABLE}_pkc PRIMARY KEY (version_num)",
    ),
    (".",),
)
