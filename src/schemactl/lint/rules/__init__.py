"""All rules of lint. A new one is a file beside this one, and a line in RULES."""

from __future__ import annotations

from schemactl.lint.model import Rule
from schemactl.lint.rules import dropped, emptied, narrowed, renamed, required_column

RULES: tuple[Rule, ...] = (
    *dropped.RULES,
    *emptied.RULES,
    *narrowed.RULES,
    *renamed.RULES,
    *required_column.RULES,
)
