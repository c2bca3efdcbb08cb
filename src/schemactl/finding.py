"""A finding: what lint, hazards and checks say about one place in the SQL. Data only.

Tuples, as places are: there may be tens of thousands, and one process of lint sends them to another.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from schemactl.errors import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Effect(NamedTuple):
    """What a statement does to one relation that was there before.

    lock: the strongest mode, in Postgres's spelling. blocks: `reads and writes`, `writes` or empty.
    work: what is done meanwhile: `rewrite`, `scan`, `index`, `write` or empty. rows, bytes: from a real database.
    since: the line of the statement that took the lock, if that was an earlier one. duration: how long the work takes
    on a table of that size: `under a second`, `seconds`, `minutes`, `hours`, or empty.
    """

    relation: str
    lock: str = ""
    blocks: str = ""
    work: str = ""
    since: int = 0
    rows: int | None = None
    bytes: int | None = None
    duration: str = ""


class Finding(NamedTuple):
    """`rule` is the kebab-case name; `object` the object it is about; `remedy` says what to do instead.

    `end` is behind the last character of the statement. evidence: `tree` (the text says so), `catalog` (the state
    before it) or `trace` (it was seen on a scratch server).
    """

    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    object: str = ""
    place: Place | None = None
    code: str = ""
    end: Place | None = None
    statement: str = ""
    evidence: str = "tree"
    effects: tuple[Effect, ...] = ()
