"""Two catalogs in, a plan out: compare, write, order. Nothing is run and nothing proven here; see `prove.py`."""

from __future__ import annotations

from collections.abc import Collection

from schemactl.catalog.model import Catalog
from schemactl.diff.align import align
from schemactl.diff.compare import compare
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change
from schemactl.diff.rules import RULES
from schemactl.diff.write import write
from schemactl.errors import UnsupportedError
from schemactl.plan.order import order

NEVER_COMPARED = frozenset(
    (rule.kind, attribute) for rule in RULES for attribute, change in rule.changes.items() if change is Change.IGNORE
)


def find_deltas(current: Catalog, desired: Catalog, ignore: Collection[str] = ()) -> tuple[Delta, ...]:
    """What differs, but for what no migration makes. ignore: attributes that the user leaves to others (owner…)."""
    return compare(align(current, desired), desired, ignore, NEVER_COMPARED)


def make_statements(
    current: Catalog, desired: Catalog, ignore: Collection[str] = (), *, by_table: bool = False
) -> tuple[Statement, ...]:
    """Statements from current to desired, in their order; () where nothing differs. by_table: see `order`.

    Raises UnsupportedError naming every difference that cannot be planned.
    """
    current = align(current, desired)
    written = write(current, desired, compare(current, desired, ignore, NEVER_COMPARED))
    if written.refused:
        names = "\n".join(f"  {refusal}" for refusal in written.refused)
        raise UnsupportedError(
            f"{len(written.refused)} difference(s) cannot be planned:\n{names}",
            hint="Write this part by hand: schemactl new NAME.",
        )
    return order(written, current, desired, by_table=by_table)
