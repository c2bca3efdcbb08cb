"""VALIDATE CONSTRAINT where it helps nobody."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import TableChange, ValidateConstraint
from schemactl.lint.context import Context
from schemactl.lint.locks import locks_of
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import shown
from schemactl.lint.trace.model import SHARE, STRENGTH


def _check(change: ValidateConstraint, context: Context) -> Iterator[Hit]:
    if not context.is_old(change.table) or context.scans(change.table) is False:
        return
    table = shown(change.table)
    if _is_strong_itself(change, context):
        reason = "in one ALTER TABLE with what takes a stronger lock"
    elif context.taken.get(change.table, ("", 0))[0] in _STRONG:
        reason = "in the transaction that took a strong lock on the table before"
    else:
        return
    yield Hit(
        f"validates {change.constraint} {reason}: {table} is locked during the scan", table, word=change.constraint
    )


_STRONG = frozenset(mode for mode, strength in STRENGTH.items() if strength >= SHARE)


def _is_strong_itself(change: ValidateConstraint, context: Context) -> bool:
    """Whether the same ALTER TABLE does what takes a stronger lock."""
    others = [one for one in context.here.changes if one is not change and isinstance(one, TableChange)]
    locks = (lock for one in others for lock in locks_of(one, context.schema))
    return any(name == change.table and mode in _STRONG for name, mode in locks)


VALIDATE_IN_SAME_TRANSACTION = Rule(
    name="validate-in-same-transaction",
    code="SC111",
    severity=Severity.ERROR,
    on=(ValidateConstraint,),
    check=_check,
    summary="VALIDATE CONSTRAINT while the transaction holds a strong lock on the table",
    problem="NOT VALID and VALIDATE are of use only apart: in one transaction the lock of the first is kept "
    "through the scan of the second.",
    remedy="Put VALIDATE CONSTRAINT into a migration of its own, or behind a COMMIT.",
    given="CREATE TABLE orders (id bigint PRIMARY KEY, total int);",
    bad="BEGIN;\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;\n"
    "ALTER TABLE orders VALIDATE CONSTRAINT positive;\nCOMMIT;",
    good="BEGIN;\nALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;\nCOMMIT;\n"
    "ALTER TABLE orders VALIDATE CONSTRAINT positive;",
    aliases=("squawk:constraint-missing-not-valid", "strong-migrations:validate_check_constraint"),
)

RULES = (VALIDATE_IN_SAME_TRANSACTION,)
