"""The files of a project that commands write for the first time, and the settings that they add later."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """`postgres.version`, where the configuration has none: what was written."""
    from schemactl.config.read import MAJORS

    if config.postgres.version is not None or major not in MAJORS:
        return None
    return _record(config, "postgres", "version", major, f"the database is Postgres {major}")


def record_excluded(config: Config, objects: Sequence[str], why: str) -> Path | None:
    """These in `diff.exclude`, where they are not: what was written."""
    missing = [one for one in objects if one not in config.diff.exclude]
    return _record(config, "diff", "exclude", missing, why) if missing else None


def _record(config: Config, section: str, key: str, value: int | Sequence[str], why: str) -> Path | None:
    """A setting more in the configuration, whose author's bytes all stay: the path, if it was written.

    Where it cannot be added at the end, a note says what to write.
    """
    from schemactl.cli import screen
    from schemactl.config import FILE_NAME
    from schemactl.config.amend import section_to_add
    from schemactl.report.text import shown_path

    path = config.path or config.root / FILE_NAME
    if not path.exists():
        path.write_text(CONFIG, encoding="utf-8", newline="\n")
    added = section_to_add(path.read_bytes().decode("utf-8-sig"), section, key, value)
    if not added:
        said = value if isinstance(value, int) else f"[{', '.join(value)}]"
        screen.note(f"note: {why}; write `{section}: {{{key}: {said}}}` into {shown_path(str(path))}")
        return None
    with path.open("ab") as file:
        file.write(added.encode())
    return path
