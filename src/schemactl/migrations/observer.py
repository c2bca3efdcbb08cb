"""Who watches a run of migrations, and what is seen of it.

Must never know: how anything is run or shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from schemactl import execute
from schemactl.execute import StatementError
from schemactl.migrations.lock import Holder
from schemactl.migrations.watch import Look
from schemactl.pgsql import Statement


@dataclass(frozen=True, slots=True)
class Notice:
    """What the server said besides, as RAISE NOTICE; `severity` in English: NOTICE, WARNING, INFO."""

    severity: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.message}"


@dataclass(frozen=True, slots=True)
class Applied:
    """One file that ran to its end."""

    version: str
    name: str
    direction: str
    statements: int
    seconds: float
    notices: tuple[Notice, ...] = ()


class Observer(execute.Observer, Protocol):
    """Who wants to see a run. `run_started` gives a function that tells how the statement at work gets on."""

    def run_started(self, look: Callable[[], Look]) -> None: ...

    def lock_awaited(self, holder: Holder | None) -> None: ...

    def file_started(self, path: str, statements: int) -> None: ...

    def file_finished(self, applied: Applied) -> None: ...

    def file_retried(self, path: str, error: StatementError, seconds: float) -> None: ...

    def noticed(self, notice: Notice) -> None: ...


class Silent:
    """An observer that looks away; others start from it."""

    def statement_started(self, index: int, total: int, statement: Statement) -> None: ...

    def statement_finished(self, index: int, total: int, statement: Statement, seconds: float) -> None: ...

    def run_started(self, look: Callable[[], Look]) -> None: ...

    def lock_awaited(self, holder: Holder | None) -> None: ...

    def file_started(self, path: str, statements: int) -> None: ...

    def file_finished(self, applied: Applied) -> None: ...

    def file_retried(self, path: str, error: StatementError, seconds: float) -> None: ...

    def noticed(self, notice: Notice) -> None: ...
