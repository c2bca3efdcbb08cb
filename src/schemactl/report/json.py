"""Results and errors as JSON for programs.

Every document is one object with `"version": 1`; a key is never renamed or removed within a version, new ones may
come. An error is `{"error": {"kind", "message", "hint", "detail", "sqlstate", "object", "state", "place"},
"exit_code"}`; `place` is `{"path", "line", "column"}` or null, texts that there are not are empty.
Must never know: which command speaks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from schemactl.errors import Place, SchemactlError

VERSION = 1


def render_json(document: Mapping[str, Any]) -> str:
    """`document` with its version, indented, keys in the order given."""
    return json.dumps({"version": VERSION, **document}, indent=2, ensure_ascii=False, default=_value)


def error_document(error: SchemactlError) -> dict[str, Any]:
    """What an error says, as data."""
    kind = type(error)
    return {
        "error": {
            "kind": kind.__name__,
            "message": error.message,
            "hint": error.hint,
            "detail": error.detail,
            "sqlstate": error.sqlstate,
            "object": error.object,
            "state": getattr(error, "state", ""),
            "place": place_document(error.place),
        },
        "exit_code": error.exit_code,
    }


def place_document(place: Place | None) -> dict[str, Any] | None:
    """A place without the line's text."""
    return {"path": place.path, "line": place.line, "column": place.column} if place else None


def _value(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
