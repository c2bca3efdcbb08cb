"""What was seen on the scratch server and no other rule has a name for."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import Refresh, Truncate
from schemactl.lint.context import Context
from schemactl.lint.model import EndOfStatement, Hit, Rule, Severity
from schemactl.lint.rules.common import shown
from schemactl.lint.trace.model import SHARE

GIVEN = "CREATE TABLE orders (id int PRIMARY KEY, total int);"


def _observed(_: EndOfStatement, context: Context) -> Iterator[Hit]:
    seen = context.seen
    if not seen or _is_named(context) or _empties(context):
        return
    locked = {held.relation.name for held in seen.held if held.strength >= SHARE}
    anew = [
        one
        for one in (*seen.rewritten, *seen.rebuilt)
        if one.name in locked and one.kind in "rmpi" and one.name.schema != "pg_toast"
    ]
    if anew:
        anew.sort(key=lambda one: (one.kind == "i", one.name))
        names = ", ".join(shown(one.name) for one in anew[:5])
        yield Hit(f"writes {names} anew while nobody can read or write it", shown(anew[0].name))


def _empties(context: Context) -> bool:
    """Whether a new file is what the statement is for."""
    return any(isinstance(change, (Truncate, Refresh)) for change in context.here.changes)


def _is_named(context: Context) -> bool:
    """Whether a rule about locks or rewrites has an error on this statement already."""
    named = ("SC1", "SC2", "SC501")
    return any(one.code.startswith(named) and one.severity is Severity.ERROR for one in context.found)


REWRITE_OBSERVED = Rule(
    name="rewrite-observed",
    code="SC211",
    severity=Severity.ERROR,
    on=(EndOfStatement,),
    check=_observed,
    summary="A table or index was seen to be written anew, for a reason that no other rule names",
    problem="Whatever the statement is, on the scratch server it gave an old table or index a new file under a "
    "strong lock.",
    remedy="Do it in smaller steps, or in a window in which nobody needs the table.",
    given="CREATE TYPE entry AS (id int, total int);\nCREATE TABLE orders OF entry;",
    bad="ALTER TYPE entry ALTER ATTRIBUTE total TYPE bigint CASCADE;",
    good="ALTER TYPE entry ADD ATTRIBUTE note text CASCADE;",
    aliases=("eugene:E10",),
    needs_run=True,
)


def _scanned(_: EndOfStatement, context: Context) -> Iterator[Hit]:
    seen = context.seen
    if not seen or _is_named(context) or _empties(context):
        return
    held = {one.relation.name: one.mode for one in seen.held if one.strength >= SHARE and one.relation.kind in "rpm"}
    new = {one.relation.name for one in seen.held if one.since == context.here.index}
    names = [name for name in seen.scanned if name in held and name in new and context.is_old(name)]
    if names:
        listed = ", ".join(map(shown, names[:5]))
        yield Hit(f"scans {listed} under {held[names[0]]}", shown(names[0]))


SCAN_OBSERVED = Rule(
    name="scan-observed",
    code="SC212",
    severity=Severity.ERROR,
    on=(EndOfStatement,),
    check=_scanned,
    summary="An old table was seen to be scanned under a strong lock, for a reason that no other rule names",
    problem="Whatever the statement is, on the scratch server it read all of an old table that it kept others from.",
    remedy="Find out what is checked, and have it checked before, in a transaction of its own, by VALIDATE CONSTRAINT.",
    given=GIVEN,
    bad="DO $$ BEGIN ALTER TABLE orders ALTER total SET DEFAULT 0; PERFORM sum(total) FROM orders; END $$;",
    good="DO $$ BEGIN ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0; END $$;",
    needs_run=True,
)

RULES = (REWRITE_OBSERVED, SCAN_OBSERVED)
