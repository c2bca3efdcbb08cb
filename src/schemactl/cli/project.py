"""The files of a project that commands write for the first time."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemactl.config import Config


def free_schema_file(config: Config) -> Path | None:
    """The schema file of the configuration, if it is one file that is not there or has no statement in it."""
    from schemactl.pgsql import split_statements

    if len(config.schema) != 1 or glob.has_magic(config.schema[0]) or not config.schema[0].endswith(".sql"):
        return None
    path = config.root / config.schema[0]
    if not path.exists():
        return path
    return None if split_statements(path.read_text("utf-8-sig"), str(path)) else path
