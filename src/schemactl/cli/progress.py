"""How a run of migrations is shown: what ran on stdout, what it waits for on stderr.

Comes in: the events of a run. Must never know: which command runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from schemactl.cli import screen
from schemactl.cli.live import Live
from schemactl.execute import StatementError
from schemactl.migrations.lock import Holder
from schemactl.migrations.observer import Applied, Notice, Silent
from schemactl.migrations.watch import Look
from schemactl.pgsql import Statement
from schemactl.report.text import render_count, render_seconds, shown_path

_DONE = {"up": "applied", "down": "reverted"}


class Progress(Silent):
    """Prints each file when it is done, unless `is_quiet` (JSON); keeps them all in `applied`.

    Around a run as a context manager: then what takes its time is shown while it does.
    """

    def __init__(self, *, is_quiet: bool = False) -> None:
        self.is_quiet = is_quiet
        self.applied: list[Applied] = []
        self._path = ""
        self._live: Live | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._live:
            self._live.close()

    def run_started(self, look: Callable[[], Look]) -> None:
        self._live = Live(look)

    def file_started(self, path: str, statements: int) -> None:  # noqa: ARG002 what observers get
        self._path = path

    def noticed(self, notice: Notice) -> None:
        if self._live:
            self._live.clear()
        screen.note(f"{shown_path(self._path)}: {notice}")

    def statement_started(self, index: int, total: int, statement: Statement) -> None:
        if self._live:
            self._live.begin(statement.sql, index, total)

    def statement_finished(self, index: int, total: int, statement: Statement, seconds: float) -> None:  # noqa: ARG002 what observers get
        if self._live:
            self._live.end()

    def lock_awaited(self, holder: Holder | None) -> None:
        screen.note(f"waiting for another run to end ({holder or 'it just did'})")

    def file_finished(self, applied: Applied) -> None:
        self.applied.append(applied)
        if not self.is_quiet:
            what = f"{render_count(applied.statements, 'statement')}, {render_seconds(applied.seconds)}"
            screen.out(f"{_DONE[applied.direction]} {applied.version}_{applied.name} ({what})")

    def file_retried(self, path: str, error: StatementError, seconds: float) -> None:
        if self._live:
            self._live.end()
        screen.warn(f"{shown_path(path)}: {error.message}; rolled back, again in {render_seconds(seconds)}")


def applied_document(applied: Applied) -> dict[str, Any]:
    """One file that ran, as data."""
    return {
        "migration": applied.version,
        "name": applied.name,
        "statements": applied.statements,
        "seconds": round(applied.seconds, 6),
        "notices": [str(one) for one in applied.notices],
    }
