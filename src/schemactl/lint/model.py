"""What a lint rule is, and what it gives back.

A rule is data and one pure function. The function gets one change of a statement, and a Context in which everything
stands that is known at that moment; it yields hits. Who calls it, in which order and with which severity, is not its
business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from schemactl.finding import Effect, Severity
from schemactl.lint.changes import Change, change

if TYPE_CHECKING:
    from schemactl.lint.context import Context
    from schemactl.lint.schema import Schema

__all__ = ["EndOfFile", "EndOfStatement", "Hit", "Rule", "Severity"]


@change
class EndOfStatement(Change):
    """Comes behind the changes of each statement: for rules that look at what no other rule has named."""


@change
class EndOfFile(Change):
    """Comes behind the last statement: for rules that look at the file as a whole."""


class Hit(NamedTuple):
    """One occurrence. at: byte offset in the file, else that of the change. word: what to point at from there on.

    remedy, severity: where they are not those of the rule. evidence and effects as in Finding. until_end: what the
    rule's `confirm` gets when the state behind all files is known.
    """

    message: str
    object: str = ""
    remedy: str = ""
    at: int = -1
    word: str = ""
    severity: Severity | None = None
    evidence: str = ""
    effects: tuple[Effect, ...] = ()
    until_end: Any = None


Check = Callable[[Any, "Context"], Iterable[Hit]]
Confirm = Callable[[Any, "Schema"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as data.

    on: the changes it wants to see. problem, remedy: in sentences, for people and for its page. bad, good: SQL that is
    found and SQL that is not, run behind `given`. aliases: `squawk:ban-drop-table` and so on. is_on: whether it runs
    without being asked for. is_destructive: rows or values are lost; `lint.destructive` sets the severity of all of
    these. needs_run: it has nothing to say of text alone. confirm: of a rule whose hits wait for the end of the run:
    what is left of one by the state behind all files; a message and an object, the place is that of the hit.
    """

    name: str
    code: str
    severity: Severity
    on: tuple[type[Change], ...]
    check: Check
    summary: str
    problem: str
    remedy: str
    bad: str
    good: str
    given: str = ""
    aliases: tuple[str, ...] = ()
    is_on: bool = True
    is_destructive: bool = False
    options: tuple[tuple[str, Any], ...] = ()
    needs_run: bool = False
    confirm: Confirm | None = None
