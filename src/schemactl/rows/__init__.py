"""Rows for a proof: a copy gets some in every table that a plan touches, and they are looked at after each run."""

from schemactl.rows.casts import Conversion, judge_conversions
from schemactl.rows.compare import Expectation
from schemactl.rows.evidence import Evidence, open_evidence
from schemactl.rows.table import Sides

__all__ = ["Conversion", "Evidence", "Expectation", "Sides", "judge_conversions", "open_evidence"]
