"""Materialized views that are refreshed while nobody can read them."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import Refresh
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import shown


def _check(change: Refresh, context: Context) -> Iterator[Hit]:
    if not context.is_old(change.view):
        return
    if not change.with_data:
        yield Hit(f"empties {shown(change.view)}: queries of it fail until it is filled again", shown(change.view))
        return
    if change.concurrently:
        if context.seen:
            message = f"fills {shown(change.view)} anew: readers pass, another REFRESH of it waits"
            yield Hit(message, shown(change.view), "Nothing: this is the way.", severity=Severity.INFO)
        return
    unique = [one for one in context.schema.indexes_of(change.view) if one.unique and not one.is_partial]
    remedy = "" if unique or not context.schema.is_whole else _NEEDS_INDEX
    yield Hit(f"fills {shown(change.view)} anew while nobody can read it", shown(change.view), remedy)


_NEEDS_INDEX = (
    "Make a unique index over plain columns on the materialized view, then REFRESH MATERIALIZED VIEW CONCURRENTLY."
)
MATVIEW_REFRESH_BLOCKS = Rule(
    name="matview-refresh-blocks",
    code="SC116",
    severity=Severity.WARNING,
    on=(Refresh,),
    check=_check,
    summary="REFRESH MATERIALIZED VIEW without CONCURRENTLY",
    problem="It holds ACCESS EXCLUSIVE on the view while the query runs; WITH NO DATA, the view cannot be read at all "
    "until the next refresh.",
    remedy="REFRESH MATERIALIZED VIEW CONCURRENTLY, which readers pass; it needs a unique index over plain columns.",
    given="CREATE TABLE sales (id bigint, total int);\n"
    "CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM sales;\n"
    "CREATE UNIQUE INDEX totals_id ON totals (id);",
    bad="REFRESH MATERIALIZED VIEW totals;",
    good="REFRESH MATERIALIZED VIEW CONCURRENTLY totals;",
    aliases=("pgsafe:refresh-matview-non-concurrent", "diesel-guard:RefreshMatViewCheck"),
)

RULES = (MATVIEW_REFRESH_BLOCKS,)
