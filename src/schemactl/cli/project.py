"""The files of a project that commands write for the first time, and the one setting that they add later."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemactl.config import Config

CONFIG = """\
# What schemactl works on. Every key is in docs/configuration.md; ${NAME} and ${NAME:-otherwise} are expanded.
schema: schema/schema.sql
migrations: migrations

database:
  url: ${MIGRATE_DATABASE_URL:-${DATABASE_URL}}
"""
MAJOR = """\

postgres:
  version: %d
"""


def free_schema_file(config: Config) -> Path | None:
    """The schema file of the configuration, if it is one file that is not there or has no statement in it."""
    from schemactl.pgsql import split_statements

    if len(config.schema) != 1 or glob.has_magic(config.schema[0]) or not config.schema[0].endswith(".sql"):
        return None
    path = config.root / config.schema[0]
    if not path.exists():
        return path
    return None if split_statements(path.read_text("utf-8-sig"), str(path)) else path


def record_major(config: Config, major: int) -> Path | None:
    """`postgres.version`, where the configuration has none: what was written. Its author's bytes all stay.

    Where it cannot be added at the end, a note says what to write.
    """
    from schemactl.cli import screen
    from schemactl.config import FILE_NAME
    from schemactl.config.amend import section_to_add
    from schemactl.config.read import MAJORS
    from schemactl.report.text import shown_path

    path = config.path or config.root / FILE_NAME
    if config.postgres.version is not None or major not in MAJORS:
        return None
    text = path.read_bytes().decode("utf-8-sig") if config.path else ""
    added = section_to_add(text, "postgres", "version", major) if config.path else CONFIG + MAJOR % major
    if not added:
        where = shown_path(str(path))
        screen.note(f"note: the database is Postgres {major}; write `postgres: {{version: {major}}}` into {where}")
        return None
    with path.open("ab") as file:
        file.write(added.encode())
    return path
