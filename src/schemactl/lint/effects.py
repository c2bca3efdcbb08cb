"""What a statement does to whom: its locks on old tables, and what happens while they are held.

Comes in: the Context of a statement. Goes out: effects, the gravest first: as seen on the scratch server, else as the
text alone tells.
Must never know: rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemactl.finding import Effect
from schemactl.lint.changes import Name
from schemactl.lint.locks import locks_of
from schemactl.lint.trace.model import SHARE, STRENGTH, StepTrace, blocks

if TYPE_CHECKING:
    from schemactl.lint.context import Context

_TABLES = frozenset("rpmf")


def effects_of(context: Context) -> tuple[Effect, ...]:
    """The effects of the statement that is looked at, on relations that were there before the file."""
    seen = context.seen
    effects = _from_trace(seen, context) if seen else _from_text(context)
    return tuple(sorted(effects, key=lambda effect: (-STRENGTH[effect.lock], not effect.work, effect.relation)))


def _from_trace(seen: StepTrace, context: Context) -> list[Effect]:
    effects = []
    for held in seen.held:
        name = held.relation.name
        if held.relation.kind not in _TABLES:
            continue
        work = work_on(name, seen)
        if held.strength < SHARE and not work:
            continue
        since = (
            context.script.place(context.script.steps[held.since].start).line if held.since != context.here.index else 0
        )
        effects.append(Effect(str(name), held.mode, blocks(held.mode), work, since))
    return effects


def work_on(table: Name, seen: StepTrace) -> str:
    """What the statement did to a table, in one word; the gravest."""
    if any(one.name == table and one.kind in _TABLES for one in seen.rewritten):
        return "rewrite"
    if any(one.of == table for one in (*seen.rebuilt, *seen.rewritten)) or any(
        message.startswith("building index") and f'on table "{table.name}"' in message for message in seen.debug
    ):
        return "index"
    if table in seen.scanned:
        return "scan"
    return "write" if table in seen.written else ""


def _from_text(context: Context) -> list[Effect]:
    strongest: dict[Name, str] = {}
    for change in context.here.changes:
        for name, mode in locks_of(change, context.schema):
            if name.name and STRENGTH[mode] > STRENGTH.get(strongest.get(name, ""), -1) and context.is_old(name):
                strongest[name] = mode
    return [Effect(str(name), mode, blocks(mode)) for name, mode in strongest.items() if STRENGTH[mode] >= SHARE]
