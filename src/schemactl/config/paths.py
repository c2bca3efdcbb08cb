"""Paths as people write them. Must never know: what lies there."""

from __future__ import annotations

import os
from pathlib import Path


def as_written(path: Path) -> str:
    """As a person at the working directory would write it: from there, unless that is longer than the whole path."""
    try:
        return min(os.path.relpath(path), str(path), key=len)
    except ValueError:  # on another drive
        return str(path)
