"""Atlas: `{version}_{name}.sql`, up only, with directives; a row in its books for each file.

Pure. https://atlasgo.io/concepts/migration-directory
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from schemactl.errors import SourceError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known, through, unfinished
from schemactl.migrations.foreign.text import adapt, adapt_back, blank, join_notes, mark_of, sections
from schemactl.pgsql import Lines

_NAME = re.compile(r"(?P<version>[^_]+)(_(?P<name>.+))?\.sql")
_PART = re.compile(r"-- (?P<name>[\w./-]+\.sql) --\s*")
_BASELINE = 1


def parse(files: Files) -> Found:
    """Files in the order of their names. A checkpoint is left out if the files that it stands for are there."""
    made: list[Foreign] = []
    notes: list[tuple[str, ...]] = []
    for path in sorted(files, key=lambda path: PurePosixPath(path).name):
        match = _NAME.fullmatch(PurePosixPath(path).name)
        if match is None:
            continue
        if made and _directive(files[path], "atlas:checkpoint") is not None:
            notes.append((f"{path} is left out: a checkpoint, whose migrations are there",))
            continue
        up, down, said = _parts(files[path], path)
        transaction = _directive(files[path], "atlas:txmode") != "none"
        up_text, more = adapt(up, path, transaction=transaction)
        down_text, back = adapt_back(down, path, transaction=transaction)
        made.append(Foreign(match["version"], match["name"] or "migration", path, up_text, down_text))
        notes += [said, more, back]
    return Found(tuple(made), join_notes(notes))


def _directive(text: str, word: str) -> str | None:
    """What a directive at the top of a file says."""
    for line in text.splitlines():
        found = mark_of(line, word)
        if found is not None:
            return found.lower()
        if line.strip() and not line.lstrip().startswith("--"):
            return None
    return None


def _parts(text: str, path: str) -> tuple[str, str, tuple[str, ...]]:
    """The ways there and back; an archive (txtar) holds both, and checks."""
    if _directive(text, "atlas:txtar") is None:
        return _delimited(text, path), "", ()
    found = {part.mark: part.text for part in sections(text, _part)}
    if "migration.sql" not in found:
        raise SourceError(f"{path} has no `-- migration.sql --`", place=Lines(text, path).place(0))
    rest = sorted(found.keys() - {"", "migration.sql", "down.sql"})
    notes = (f"{path}: {', '.join(rest)} left out: `-- schemactl: assert` says what must hold",) if rest else ()
    return found["migration.sql"], found.get("down.sql", ""), notes


def _part(line: str) -> str | None:
    match = _PART.fullmatch(line)
    return match["name"] if match else None


def _delimited(text: str, path: str) -> str:
    """Statements that another delimiter ends get their semicolons."""
    said = next((found for line in text.splitlines() if (found := mark_of(line, "atlas:delimiter")) is not None), None)
    if said is None:
        return text
    delimiter = said.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
    if not delimiter:
        raise SourceError(f"{path}: atlas:delimiter without one", place=Lines(text, path).place(0))
    head, line, body = text.partition(said)
    parts = (head + blank(line) + body).split(delimiter)
    return blank(delimiter).join(map(_ended, parts))


def _ended(part: str) -> str:
    """A statement with its semicolon, which must not come to stand in a comment."""
    if not part.strip() or part.rstrip().endswith(";"):
        return part
    return f"{part}\n;" if "--" in part.rpartition("\n")[2] else f"{part};"


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """Each row has its counters. One whose baseline bit is set stands for all up to its version."""
    done: dict[str, None] = {}
    for version, type, count, total, error in rows:
        if version.startswith("."):
            continue
        if error or count < total:
            what = f"version {version} stopped after {count} of {total} statements"
            hint = (
                "`atlas migrate apply` finishes it, or take it back by hand and `atlas migrate set`; then import again"
            )
            raise unfinished("Atlas", what, hint)
        keys = through(version, found) if type & _BASELINE else (known(version, found),)
        done.update(dict.fromkeys(keys))
    return tuple(done)


ATLAS = Tool(
    "atlas",
    parse,
    Books(
        "atlas_schema_revisions",
        ("version", "type", "applied", "total", "error"),
        applied,
        "version varchar NOT NULL PRIMARY KEY, description varchar NOT NULL, type bigint NOT NULL DEFAULT 2,"
        " applied bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0, executed_at timestamptz NOT NULL,"
        " execution_time bigint NOT NULL, error text, error_stmt text, hash varchar NOT NULL, partial_hashes jsonb,"
        " operator_version varchar NOT NULL",
        order="version",
        schema="atlas_schema_revisions",
    ),
    ("migrations",),
)
