"""Every error that schemactl raises on purpose.

    SchemactlError
    ├── UsageError            2  a flag, an argument or a setting is wrong
    │   └── ConfigError       2  atlas-like.yaml, with file, line and column
    ├── SourceError           3  a schema or migration file holds SQL that does not load
    ├── ServerError           3  a scratch server cannot be found, started or used
    ├── ConnectError          3  a database cannot be reached
    ├── ExecuteError          3  a statement failed on the target
    ├── UnsupportedError      3  an object or attribute that cannot be planned, by name
    ├── ProofError            3  a planned migration does not do what it must
    ├── HistoryError          4  the history forbids it (state says which: failed, diverged, …)
    ├── LockError             5  the migration lock was not had in time
    └── InterruptError  130, 143  Control-C or SIGTERM ended the work

Each class owns its exit code (DESIGN: commands). A message says what happened; `hint` says what to do;
the place fields say where. Nothing here prints: the CLI renders an error by `report/text.py`.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where in a file: 1-based line and column (in characters), and the line's own text for the caret."""

    path: str
    line: int = 0
    column: int = 0
    text: str = ""

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


class SchemactlError(Exception):
    """Base of all; `exit_code` is what the command line returns."""

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        place: Place | None = None,
        sqlstate: str = "",
        detail: str = "",
        object: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place
        self.sqlstate = sqlstate
        self.detail = detail
        self.object = object


class UsageError(SchemactlError):
    exit_code = 2


class ConfigError(UsageError):
    pass


class SourceError(SchemactlError):
    pass


class ServerError(SchemactlError):
    pass


class NotConfinedError(ServerError):
    """SQL that nobody vouches for is not run, since nothing here would keep it from the machine."""


class ConnectError(SchemactlError):
    pass


class ExecuteError(SchemactlError):
    pass


class UnsupportedError(SchemactlError):
    pass


class ProofError(SchemactlError):
    pass


class HistoryError(SchemactlError):
    """`state` is one of DESIGN's history states: failed, diverged, out_of_order, ahead, no_baseline, missing."""

    exit_code = 4

    def __init__(self, message: str, *, state: str, **rest: object) -> None:
        super().__init__(message, **rest)  # type: ignore[arg-type]
        self.state = state


class LockError(SchemactlError):
    exit_code = 5


class InterruptError(SchemactlError):
    """For who reads JSON: what was done before it stands beside it."""

    def __init__(self, exit_code: int) -> None:
        super().__init__("interrupted", hint="run the same again: what is done stays done")
        self.exit_code = exit_code
