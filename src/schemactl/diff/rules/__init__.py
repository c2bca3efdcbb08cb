"""The table of kinds: which rule writes what. One line a kind; `docs/coverage.md` is made from it."""

from __future__ import annotations

from schemactl.diff.rules.column import COLUMN, DEFAULT
from schemactl.diff.rules.constraint import CONSTRAINT, INDEX
from schemactl.diff.rules.domain import DOMAIN, DOMAIN_CONSTRAINT
from schemactl.diff.rules.function import FUNCTION, PROCEDURE
from schemactl.diff.rules.model import Rule
from schemactl.diff.rules.sequence import SEQUENCE
from schemactl.diff.rules.table import TABLE
from schemactl.diff.rules.trigger import POLICY, TRIGGER
from schemactl.diff.rules.types import COMPOSITE_TYPE, ENUM, EXTENSION, SCHEMA
from schemactl.diff.rules.view import MATERIALIZED_VIEW, VIEW

RULES: tuple[Rule, ...] = (
    COLUMN,
    DEFAULT,
    CONSTRAINT,
    INDEX,
    FUNCTION,
    PROCEDURE,
    SEQUENCE,
    TABLE,
    POLICY,
    TRIGGER,
    SCHEMA,
    EXTENSION,
    ENUM,
    COMPOSITE_TYPE,
    VIEW,
    MATERIALIZED_VIEW,
    DOMAIN,
    DOMAIN_CONSTRAINT,
)

RULE_OF: dict[str, Rule] = {rule.kind: rule for rule in RULES}
