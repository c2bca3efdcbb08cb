"""The table of kinds: which rule writes what. One line a kind; `docs/coverage.md` is made from it."""

from __future__ import annotations

from schemactl.diff.rule import Rule
from schemactl.diff.rules.aggregate import AGGREGATE
from schemactl.diff.rules.cast import CAST
from schemactl.diff.rules.collation import COLLATION
from schemactl.diff.rules.column import COLUMN
from schemactl.diff.rules.constraint import CONSTRAINT, INDEX
from schemactl.diff.rules.default import DEFAULT
from schemactl.diff.rules.default_privileges import DEFAULT_PRIVILEGES
from schemactl.diff.rules.domain import DOMAIN, DOMAIN_CONSTRAINT
from schemactl.diff.rules.event_trigger import EVENT_TRIGGER
from schemactl.diff.rules.extension_member import EXTENSION_MEMBER
from schemactl.diff.rules.foreign import FOREIGN_DATA_WRAPPER, FOREIGN_TABLE, SERVER, USER_MAPPING
from schemactl.diff.rules.function import FUNCTION, PROCEDURE
from schemactl.diff.rules.language import ACCESS_METHOD, CONVERSION, LANGUAGE, TRANSFORM
from schemactl.diff.rules.operator import OPERATOR
from schemactl.diff.rules.operator_class import OPERATOR_CLASS, OPERATOR_FAMILY
from schemactl.diff.rules.publication import PUBLICATION
from schemactl.diff.rules.range import RANGE
from schemactl.diff.rules.rule import RULE
from schemactl.diff.rules.sequence import SEQUENCE
from schemactl.diff.rules.statistics import STATISTICS
from schemactl.diff.rules.subscription import SUBSCRIPTION
from schemactl.diff.rules.table import TABLE
from schemactl.diff.rules.text_search import (
    TEXT_SEARCH_CONFIGURATION,
    TEXT_SEARCH_DICTIONARY,
    TEXT_SEARCH_PARSER,
    TEXT_SEARCH_TEMPLATE,
)
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
    EXTENSION_MEMBER,
    ENUM,
    COMPOSITE_TYPE,
    VIEW,
    MATERIALIZED_VIEW,
    DOMAIN,
    DOMAIN_CONSTRAINT,
    COLLATION,
    RANGE,
    AGGREGATE,
    OPERATOR,
    OPERATOR_FAMILY,
    OPERATOR_CLASS,
    CAST,
    RULE,
    EVENT_TRIGGER,
    STATISTICS,
    TEXT_SEARCH_PARSER,
    TEXT_SEARCH_TEMPLATE,
    TEXT_SEARCH_DICTIONARY,
    TEXT_SEARCH_CONFIGURATION,
    FOREIGN_DATA_WRAPPER,
    SERVER,
    USER_MAPPING,
    FOREIGN_TABLE,
    PUBLICATION,
    SUBSCRIPTION,
    DEFAULT_PRIVILEGES,
    LANGUAGE,
    TRANSFORM,
    CONVERSION,
    ACCESS_METHOD,
)

RULE_OF: dict[str, Rule] = {rule.kind: rule for rule in RULES}
