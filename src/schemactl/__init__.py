"""Declarative schema changes for Postgres.

The library, for applications: docs/library.md. Its parts are imported when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schemactl.errors import ConnectError, ExecuteError, HistoryError, LockError, SchemactlError, UsageError
    from schemactl.library import apply, apply_async, assert_current, assert_current_async, status, status_async
    from schemactl.migrations.apply import Result
    from schemactl.migrations.observer import Applied, Notice, Silent
    from schemactl.migrations.run import FileError
    from schemactl.migrations.session import Session
    from schemactl.migrations.state import Standing, State
    from schemactl.migrations.target import Target

__version__ = "0.1.0"
__all__ = [
    "Applied",
    "ConnectError",
    "ExecuteError",
    "FileError",
    "HistoryError",
    "LockError",
    "Notice",
    "Result",
    "SchemactlError",
    "Session",
    "Silent",
    "Standing",
    "State",
    "Target",
    "UsageError",
    "apply",
    "apply_async",
    "assert_current",
    "assert_current_async",
    "status",
    "status_async",
]
_HOMES = {
    "errors": "ConnectError ExecuteError HistoryError LockError SchemactlError UsageError",
    "library": "apply apply_async assert_current assert_current_async status status_async",
    "migrations.apply": "Result",
    "migrations.observer": "Applied Notice Silent",
    "migrations.run": "FileError",
    "migrations.session": "Session",
    "migrations.state": "Standing State",
    "migrations.target": "Target",
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(f"schemactl.{home}"), name)
    raise AttributeError(f"module 'schemactl' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
