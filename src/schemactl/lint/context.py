"""What a rule may know when it looks at a change.

Made by `check.py`, one for each file, and moved from statement to statement. Rules read it and never write it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemactl.lint.changes import Change, Name

if TYPE_CHECKING:
    from schemactl.lint.runners import Runner
    from schemactl.lint.schema import Schema
    from schemactl.lint.script import Script, Step
    from schemactl.lint.trace.model import StepTrace

NEWEST = 180000


@dataclass(slots=True)
class Context:
    """schema: just before the step. version: server_version_num of the target. trace: what was seen, if it ran.

    settings: what is SET at this moment, by name, the runner's own among them; `local` are those of this transaction.
    """

    script: Script
    runner: Runner
    schema: Schema
    version: int = NEWEST
    step: Step | None = None
    trace: StepTrace | None = None
    traces: Mapping[int, StepTrace] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    local: set[str] = field(default_factory=set)
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def major(self) -> int:
        return self.version // 10000

    @property
    def here(self) -> Step:
        """The statement that is looked at."""
        if self.step is None:
            raise LookupError("no statement is looked at")
        return self.step

    def is_old(self, table: Name) -> bool:
        """Whether a table was there before this file, as far as anybody knows: others may use it."""
        return not self.schema.is_new(table)

    def before(self) -> tuple[Step, ...]:
        """The statements of this file before this one."""
        return self.script.steps[: self.here.index]

    def after(self) -> tuple[Step, ...]:
        """The statements of this file behind this one."""
        return self.script.steps[self.here.index + 1 :]

    def changes_after(self) -> tuple[Change, ...]:
        """What the rest of the file does."""
        return tuple(change for step in self.after() for change in step.changes)

    def changes_before(self) -> tuple[Change, ...]:
        """What the file did before."""
        return tuple(change for step in self.before() for change in step.changes)
