"""Diesel: `<version>_<name>/up.sql` and `down.sql`, with `metadata.toml`; a row in its books for each.

Pure. https://docs.rs/diesel_migrations/latest/diesel_migrations/struct.FileBasedMigrations.html
"""

from __future__ import annotations

import tomllib
from pathlib import PurePosixPath

from schemactl.errors import Place, UsageError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known
from schemactl.migrations.foreign.naming import steps
from schemactl.migrations.foreign.text import adapt, adapt_back, join_notes


def parse(files: Files) -> Found:
    """Folders by version, in which dashes do not count."""
    made, notes = [], []
    for version, path in sorted((version_of(folder), path) for folder, path in steps(files, "up.sql").items()):
        folder = PurePosixPath(path).parent
        transaction = is_in_transaction(files.get(str(folder / "metadata.toml"), ""), str(folder / "metadata.toml"))
        up, said = adapt(files[path], path, transaction=transaction)
        down_path = str(folder / "down.sql")
        down, more = adapt_back(files.get(down_path), down_path, transaction=transaction)
        notes += [said, more]
        made.append(Foreign(version, folder.name.partition("_")[2] or "migration", path, up, down))
    return Found(tuple(made), join_notes(notes))


def version_of(folder: str) -> str:
    """2015-12-19-180527_create_users is 20151219180527."""
    return folder.partition("_")[0].replace("-", "")


def is_in_transaction(metadata: str, path: str) -> bool:
    """What a metadata.toml says. UsageError where it is none."""
    try:
        return bool(tomllib.loads(metadata).get("run_in_transaction", True))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}", place=Place(path)) from error


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """A set of versions."""
    return tuple(known(version, found) for (version,) in rows)


DIESEL = Tool(
    "diesel",
    parse,
    Books(
        "__diesel_schema_migrations",
        ("version",),
        applied,
        "version varchar(50) PRIMARY KEY NOT NULL, run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP",
        order="version",
    ),
    ("migrations",),
    is_deep=True,
    has_texts=True,
)
