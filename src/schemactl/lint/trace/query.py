"""The queries of this room: a name in, SQL out."""

from __future__ import annotations

import importlib.resources
from functools import cache


@cache
def query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (importlib.resources.files("schemactl.lint.trace") / "queries" / f"{name}.sql").read_text("utf-8")
