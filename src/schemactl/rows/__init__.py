"""Rows for a proof: a copy gets some in every table that a plan touches, and they are looked at after each run."""

from schemactl.rows.compare import Expectation
from schemactl.rows.evidence import Evidence, open_evidence
from schemactl.rows.table import Sides

__all__ = ["Evidence", "Expectation", "Sides", "open_evidence"]
