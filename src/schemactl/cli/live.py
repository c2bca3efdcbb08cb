"""What is shown while a statement takes its time: a bar on a terminal, else a line now and then.

Comes in: which statement began and ended, a function that looks how it gets on. Goes out: stderr.
Its own thread looks, since the one that runs the statement waits for it. Must never know: which command runs.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from schemactl.cli import screen
from schemactl.report.text import render_seconds

if TYPE_CHECKING:
    from rich.progress import Progress

    from schemactl.migrations.watch import Look

TICK = 0.5
PATIENCE = 1.0  # nothing is shown of what takes less
FIRST_LINE = 10.0  # where there is no terminal; the next after twice the time, and so on
WIDEST = 60
LAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Statement:
    text: str
    index: int
    total: int
    began: float


class Live:
    """Shows the statement at work, from `begin` to `end`, until `close`."""

    def __init__(self, look: Callable[[], Look]) -> None:
        self._look = look
        self._statement: _Statement | None = None
        self._bar: Progress | None = None
        self._next_line = FIRST_LINE
        self._guard = threading.Lock()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="schemactl-live", daemon=True)
        self._thread.start()

    def begin(self, sql: str, index: int, total: int) -> None:
        """A statement began."""
        with self._guard:
            self._statement = _Statement(_head(sql), index, total, monotonic())
            self._next_line = FIRST_LINE

    def end(self) -> None:
        """It ended, one way or the other: what was shown of it goes."""
        with self._guard:
            self._statement = None
            self._stop_bar()

    def clear(self) -> None:
        """Makes way for a line; what is at work is shown again at the next look."""
        with self._guard:
            self._stop_bar()

    def _stop_bar(self) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None

    def close(self) -> None:
        """No more is shown."""
        self.end()
        self._is_over.set()
        self._thread.join(LAST_SECONDS)  # it may ask a server that does not answer

    def _watch(self) -> None:
        while not self._is_over.wait(TICK):
            statement = self._statement
            if statement and monotonic() - statement.began >= PATIENCE:
                self._show(statement, self._look())

    def _show(self, statement: _Statement, look: Look) -> None:
        with self._guard:
            if self._statement is not statement:
                return
            if screen.has_colour(sys.stderr):
                self._show_bar(statement, look)
            elif monotonic() - statement.began >= self._next_line:
                self._next_line *= 2
                screen.note(f"still at work: {render_live(statement.text, monotonic() - statement.began, look)}")

    def _show_bar(self, statement: _Statement, look: Look) -> None:
        if self._bar is None:
            self._bar = _make_bar()
            self._bar.add_task("", total=None)
            self._bar.start()
        done, total = (look.done, look.total) if look.total else (statement.index, statement.total)
        text = render_live(statement.text, monotonic() - statement.began, look)
        self._bar.update(self._bar.task_ids[0], completed=done, total=total, description=text)


def render_live(text: str, seconds: float, look: Look) -> str:
    """The statement, since when it works, how far it is, who blocks it."""
    parts = [text, render_seconds(seconds)]
    if look.phase:
        parts.append(f"{look.phase} {look.done * 100 // look.total} %" if look.total else look.phase)
    parts += [f"blocked by {blocker}" for blocker in look.blockers]
    return " · ".join(parts)


def _head(sql: str) -> str:
    """A statement on one line, cut where it grows long."""
    line = " ".join(sql.split())
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


def _make_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(bar_width=20)
    return Progress(*columns, console=Console(stderr=True), transient=True)
