"""What a rule may know when it looks at a change.

Made by `check.py`, one for each file, and moved from statement to statement. Rules read it and never write it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemactl.lint.changes import Change, Name
from schemactl.lint.effects import effects_of
from schemactl.lint.locks import locks_of
from schemactl.lint.script import Keys, Kind, Text
from schemactl.lint.trace.model import SHARE, STRENGTH, Held, StepTrace, Trial

if TYPE_CHECKING:
    from schemactl.errors import Place
    from schemactl.finding import Effect, Finding
    from schemactl.lint.check import Pending
    from schemactl.lint.model import Rule
    from schemactl.lint.runners import Runner
    from schemactl.lint.schema import Schema
    from schemactl.lint.script import Script, Step

NEWEST = 180000
TABLE_KINDS = frozenset("rpmf")


Suppresses = Callable[["Rule", "Place"], bool]


def no_suppression(rule: Rule, place: Place) -> bool:  # noqa: ARG001
    """No comment lets anything pass."""
    return False


@dataclass(slots=True)
class Context:
    """schema: just before the step. version: server_version_num of the target. trace: what was seen, if it ran.

    trial: of the whole file, None where lint was not to run it.
    settings: what is SET at this moment, by name, the runner's own among them; `local` are those of this transaction.
    found: what other rules found in this statement so far. pending: what waits for the end of the run.
    taken: locks of this transaction so far, by the text; foremost: the strongest of them, the first one of these, as
    (-strength, statement, name, mode).
    made: tables that this statement has made so far. idle: its changes that stand in a branch which did not run.
    told: what need not be said again in this file. suppresses: whether a comment lets a rule's findings pass in the
    statement that begins at a place. memo: what a rule remembers of the statements before.
    """

    script: Script
    runner: Runner
    schema: Schema
    version: int = NEWEST
    step: Step | None = None
    trace: StepTrace | None = None
    trial: Trial | None = None
    settings: dict[str, str] = field(default_factory=dict)
    local: set[str] = field(default_factory=set)
    options: Mapping[str, Any] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    made: set[Name] = field(default_factory=set)
    idle: tuple[Change, ...] = ()
    taken: dict[Name, tuple[str, int]] = field(default_factory=dict)
    foremost: tuple[int, int, str, str] | None = None
    told: set[object] = field(default_factory=set)
    suppresses: Suppresses = no_suppression
    memo: dict[tuple[object, ...], Any] = field(default_factory=dict)
    _old: dict[Name, bool] = field(default_factory=dict)
    _text: Text | None = None
    _strong: list[tuple[Name, str]] | None = None
    _effects: tuple[Effect, ...] | None = None

    def move(self, step: Step, trace: StepTrace | None = None) -> None:
        """Go on to a statement."""
        self.step, self.trace, self.found, self.made, self.idle = step, trace, [], set(), ()
        self._old, self._text, self._strong, self._effects = {}, None, None, None

    def make(self, table: Name) -> None:
        """This statement has made a table."""
        self.made.add(table)
        self._old, self._effects = {}, None

    def text(self, at: int) -> Text:
        """The text of the statement that a byte offset is in; of this one, if it is in none."""
        here = self.here
        other = None if here.start <= at < here.end else self.script.step_at(at)
        if other:
            return Text(self.script, other)
        if self._text is None:
            self._text = Text(self.script, here)
        return self._text

    @property
    def major(self) -> int:
        return self.version // 10000

    @property
    def here(self) -> Step:
        """The statement that is looked at."""
        if self.step is None:
            raise LookupError("no statement is looked at")
        return self.step

    @property
    def seen(self) -> StepTrace | None:
        """What the statement did, if it ran to its end."""
        return self.trace if self.trace and not self.trace.error else None

    def trace_of(self, index: int) -> StepTrace | None:
        """What a statement of this file did, if it was run."""
        return self.trial.traces.get(index) if self.trial else None

    @property
    def is_partial(self) -> bool:
        """Whether this statement ran, or was to run, where something is missing that was not run before."""
        since = self.trial.partial_from if self.trial else None
        return since is not None and since < self.here.index

    def is_suppressed(self, rule: Rule) -> bool:
        """Whether a comment lets pass what this rule finds here: then it is not told for the statements after it."""
        return self.suppresses(rule, self.script.place(self.here.start))

    def is_first(self, *key: object) -> bool:
        """Whether this is asked for the first time in this file: what one cause does is told once."""
        known = len(self.told)
        self.told.add(key)
        return len(self.told) > known

    def is_old(self, table: Name) -> bool:
        """Whether a table was there before this file, as far as anybody knows: others may use it.

        One that an earlier transaction of the file has made and filled from old tables is no other.
        """
        known = self._old.get(table)
        if known is None:
            known = self._old[table] = self._is_old(table)
        return known

    def _is_old(self, table: Name) -> bool:
        if self.made and self.schema.resolve(table) in self.made:
            return False
        return not self.schema.is_new(table) or (not self.here.block and self.schema.is_filled(table))

    def has_rows(self, table: Name) -> bool:
        """Whether nobody knows the rows of a table: an old one, or one that is filled from such."""
        return self.is_old(table) or self.schema.is_filled(table)

    def changes_after(self, kind: type[Kind], about: tuple[Keys, Any] | None = None) -> Sequence[Kind]:
        """What the rest of the file does, of one kind; about: as in Script.changes."""
        return self.script.changes(kind, self.here.index + 1, about=about)

    def changes_before(self, kind: type[Kind], about: tuple[Keys, Any] | None = None) -> Sequence[Kind]:
        """What the file did before, of one kind; about: as in Script.changes."""
        return self.script.changes(kind, end=self.here.index, about=about)

    def rest_of_block(self) -> Iterator[Change]:
        """What else this transaction does; nothing where there is none."""
        steps = self.script.blocks.get(self.here.block, ())
        return (change for step in steps if step.index != self.here.index for change in step.changes)

    def is_in_block(self, change: Change) -> bool:
        """Whether a change of this file stands in the transaction of this statement."""
        step = self.script.step_at(change.at)
        return step is not None and step.block == self.here.block > 0

    def strong_locks(self) -> list[tuple[Name, str]]:
        """Locks of this statement that keep others from writing or reading old tables: as seen, else by the text."""
        if self._strong is None:
            self._strong = self._find_strong_locks()
        return self._strong

    def effects(self) -> tuple[Effect, ...]:
        """What this statement does to whom."""
        if self._effects is None:
            self._effects = effects_of(self)
        return self._effects

    def _find_strong_locks(self) -> list[tuple[Name, str]]:
        seen = self.seen
        if seen:
            new = [held for held in seen.held if held.since == self.here.index]
            return [(held.relation.name, held.mode) for held in new if _is_strong(held)]
        locks = (lock for change in self.here.changes for lock in locks_of(change, self.schema))
        return [(name, mode) for name, mode in locks if STRENGTH[mode] >= SHARE and self.is_old(name)]

    def first(self, kind: type[Change]) -> Change | None:
        """The first change of a kind in this statement: what was seen of a statement is told once."""
        return next((change for change in self.here.changes if isinstance(change, kind)), None)

    def scans(self, table: Name) -> bool | None:
        """Whether the statement scanned this table or a partition of it; None if it did not run."""
        seen = self.seen
        return None if seen is None else any(name in seen.scanned for name in self.family(table))

    def rewrites(self, table: Name) -> bool | None:
        """Whether the statement wrote this table or a partition of it anew; None if it did not run."""
        seen = self.seen
        if seen is None:
            return None
        family = set(self.family(table))
        return any(one.kind in TABLE_KINDS and one.name in family for one in seen.rewritten)

    def family(self, table: Name) -> list[Name]:
        """A table with all below it: partitions and heirs."""
        names = [self.schema.resolve(table)]
        for name in names:
            names += [one.name for one in self.schema.tables.values() if name in one.parents and one.name not in names]
        return names


def _is_strong(held: Held) -> bool:
    return held.strength >= SHARE and held.relation.kind in TABLE_KINDS
