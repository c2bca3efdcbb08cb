"""The table of kinds: which rule writes what. One line a kind; `docs/coverage.md` is made from it."""

from __future__ import annotations

from schemactl.diff.rules.domain import DOMAIN, DOMAIN_CONSTRAINT
from schemactl.diff.rules.model import Rule

RULES: tuple[Rule, ...] = (
    DOMAIN,
    DOMAIN_CONSTRAINT,
)

RULE_OF: dict[str, Rule] = {rule.kind: rule for rule in RULES}
