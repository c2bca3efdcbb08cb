"""Prisma Migrate: `<name>/migration.sql`, sent as one string; a row in its books for each try.

Pure. A `down.sql` beside it, as Prisma's guides write it, is the way back.
https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories
"""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePosixPath

from schemactl.errors import Place, UsageError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known, unfinished
from schemactl.migrations.foreign.naming import steps
from schemactl.migrations.foreign.text import adapt, adapt_back, checksums, join_notes

_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<name>.+)", re.ASCII)


def parse(files: Files) -> Found:
    """Folders in the order of their names. UsageError for another database than Postgres."""
    for path, text in files.items():
        if PurePosixPath(path).name == "migration_lock.toml":
            _check_provider(path, text)
    made, notes = [], []
    for key, path in steps(files, "migration.sql").items():
        match = _NAME.fullmatch(key)
        up, said = adapt(files[path], path)
        down_path = str(PurePosixPath(path).with_name("down.sql"))
        down, more = adapt_back(files.get(down_path), down_path)
        notes += [said, more]
        number, name = (match["version"], match["name"]) if match else ("", key)
        made.append(Foreign(key, name, path, up, down, number=number, sums=checksums(files[path], "sha256")))
    return Found(tuple(made), join_notes(notes))


def _check_provider(path: str, text: str) -> None:
    try:
        provider = tomllib.loads(text).get("provider", "postgresql")
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}", place=Place(path)) from error
    if provider not in ("postgresql", "postgres"):
        raise UsageError(f"{path}: these migrations are for {provider}, not for Postgres", place=Place(path))


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """Those that are finished and not rolled back; a try that was rolled back may stand beside a later one."""
    done: dict[str, None] = {}
    for name, finished, rolled_back, _, _ in rows:
        if rolled_back is not None:
            continue
        if finished is None:
            hint = (
                "see what of it took effect, finish it or take it back by hand, say so with"
                f" `prisma migrate resolve --applied {name}` or `--rolled-back {name}`, then import again"
            )
            raise unfinished("Prisma", f"{name} has failed", hint)
        done[known(name, found)] = None
    return tuple(done)


def edited(rows: Rows, found: Found) -> tuple[str, ...]:
    """Those whose file is another one than the one that ran."""
    sums = {name: checksum for name, finished, rolled_back, checksum, _ in rows if finished and rolled_back is None}
    return tuple(one.key for one in found.migrations if one.key in sums and sums[one.key] not in one.sums)


PRISMA = Tool(
    "prisma",
    parse,
    Books(
        "_prisma_migrations",
        ("migration_name", "finished_at", "rolled_back_at", "checksum", "started_at"),
        applied,
        "id varchar(36) NOT NULL PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,"
        " migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,"
        " started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0",
        order="started_at",
        edited=edited,
    ),
    ("prisma/migrations", "migrations"),
    is_deep=True,
)
