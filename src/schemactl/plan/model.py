"""A plan: statements in their order, and what running it means. A value to print, serialise, review and run."""

from __future__ import annotations

from dataclasses import dataclass

from schemactl.diff.model import Statement


@dataclass(frozen=True, slots=True)
class Plan:
    """statements run in this order; is_whole: all of them fit into one transaction.

    unproven: in words, of which values nothing is known: of tables that no rows could be made for, of types that the
    scratch server has a stand-in for.
    """

    statements: tuple[Statement, ...] = ()
    is_whole: bool = True
    unproven: tuple[str, ...] = ()

    @property
    def data_loss(self) -> tuple[str, ...]:
        """In words, what running it destroys."""
        return tuple(s.data_loss for s in self.statements if s.data_loss)

    @property
    def risks(self) -> tuple[str, ...]:
        """In words, on which rows it fails, or which values it cannot hold exactly."""
        return tuple(risk for s in self.statements for risk in s.risks)
