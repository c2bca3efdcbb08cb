"""Migration runners: how each one names its files, cuts them and runs them.

Comes in: the files of a folder. Goes out: which runner they are for, the files in its order, the part of each that goes
up, and how it treats transactions.
Must never know: rules, servers.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemactl.lint.script import Mode


@dataclass(frozen=True, slots=True)
class Runner:
    """mode: of a file that says nothing else. settings: what it sets before the first statement.

    records: it keeps the failing statement or the whole transaction apart, so that a file can be taken up again.
    """

    name: str
    mode: Mode
    settings: tuple[tuple[str, str], ...] = ()


PLAIN = Runner("plain", Mode.EACH)
SCHEMACTL = Runner("schemactl", Mode.AUTO, (("lock_timeout", "5s"),))
RUNNERS: tuple[Runner, ...] = (SCHEMACTL, PLAIN)
