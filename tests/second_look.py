"""A second look at databases that our own catalogs call equal: pg_dump must print the same of both.

In: the pg_dump of the major under test. Out: nothing, or a failed test that lists the lines; how much was compared is
counted in the properties of the test, and told at the end of the run (conftest.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from schemactl.second_reader import differences, read_facts

COMPARED = "compared by pg_dump"


@dataclass(frozen=True)
class SecondLook:
    """The pg_dump, and whom to tell how many facts were compared."""

    program: Path
    count: Callable[[str, int], None]

    def read(self, conninfo: str) -> frozenset[str]:
        """What pg_dump prints of a database."""
        return read_facts(self.program, conninfo)

    def compare(self, got: str | frozenset[str], wanted: str | frozenset[str], when: str) -> None:
        """Both are the same, databases or what was read of them."""
        one, other = (self.read(each) if isinstance(each, str) else each for each in (got, wanted))
        self.count(COMPARED, len(other))
        found = differences(one, other)
        assert not found, f"{when}, only pg_dump sees it:\n" + "\n".join(found)
