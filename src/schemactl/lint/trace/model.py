"""What was seen while a statement ran on the scratch server. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemactl.lint.changes import Name

MODES = (
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
)
"""Weak to strong, as one may think of it; SHARE UPDATE EXCLUSIVE stops neither reads nor writes, SHARE stops writes."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lock on a relation that was there before the file. since: index of the statement that took this mode."""

    relation: Name
    kind: str
    mode: str
    since: int


@dataclass(frozen=True, slots=True)
class StepTrace:
    """What one statement did to relations that were there before the file.

    held: all locks held when it was done. rewritten: tables with new files. rebuilt: indexes with new ones; reused:
    indexes made anew over their old ones. scanned: tables with the tuples read one by one. written: rows changed.
    debug: what the server said of its work. vanished: objects gone. error: the server's message.
    """

    held: tuple[Held, ...] = ()
    rewritten: tuple[Name, ...] = ()
    rebuilt: tuple[Name, ...] = ()
    reused: tuple[Name, ...] = ()
    scanned: Mapping[Name, int] = field(default_factory=dict)
    written: Mapping[Name, int] = field(default_factory=dict)
    debug: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    error: str = ""
    sqlstate: str = ""
