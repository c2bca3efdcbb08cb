"""A plan: statements in their order, with what is known of them. A value to print, serialise, review and run."""

from __future__ import annotations

from dataclasses import dataclass

from schemactl.diff.model import Statement


@dataclass(frozen=True, slots=True)
class Plan:
    """statements run in this order; before/after are the catalogs' fingerprints that they lead from and to."""

    statements: tuple[Statement, ...]
    before: str = ""
    after: str = ""

    @property
    def data_loss(self) -> tuple[str, ...]:
        """In words, what running it destroys."""
        return tuple(s.data_loss for s in self.statements if s.data_loss)
