"""How a run of migrations is shown: what ran on stdout, what it waits for on stderr.

Comes in: the events of a run. Must never know: which command runs.
"""

from __future__ import annotations

from typing import Any

from schemactl.cli import screen
from schemactl.execute import StatementError
from schemactl.migrations.lock import Holder
from schemactl.migrations.run import Applied, Silent
from schemactl.report.text import render_count, render_seconds, shown_path

_DONE = {"up": "applied", "down": "reverted"}


class Progress(Silent):
    """Prints each file when it is done, unless `is_quiet` (JSON); keeps them all in `applied`."""

    def __init__(self, *, is_quiet: bool = False) -> None:
        self.is_quiet = is_quiet
        self.applied: list[Applied] = []

    def lock_awaited(self, holder: Holder | None) -> None:
        screen.note(f"waiting for another run to end ({holder or 'it just did'})")

    def file_finished(self, applied: Applied) -> None:
        self.applied.append(applied)
        if not self.is_quiet:
            what = f"{render_count(applied.statements, 'statement')}, {render_seconds(applied.seconds)}"
            screen.out(f"{_DONE[applied.direction]} {applied.version}_{applied.name} ({what})")

    def file_retried(self, path: str, error: StatementError, seconds: float) -> None:
        screen.warn(f"{shown_path(path)}: {error.message}; rolled back, again in {render_seconds(seconds)}")


def applied_document(applied: Applied) -> dict[str, Any]:
    """One file that ran, as data."""
    return {
        "migration": applied.version,
        "name": applied.name,
        "statements": applied.statements,
        "seconds": round(applied.seconds, 6),
    }
