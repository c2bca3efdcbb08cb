"""Plans to text: SQL for the screen and for migration files, a document for programs.

Pure; must never know where the text goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemactl.diff.model import Statement
from schemactl.plan.model import Plan

UNCHECKED_BODIES = "SET check_function_bodies = off"
"""Bodies of SQL functions may name what is made after them; the proof has run them in this order."""


def render_sql(plan: Plan) -> str:
    """The statements, each with its semicolon; a blank line around those of several lines."""
    texts = [_with_notes(statement) + ";" for statement in plan.statements]
    if needs_unchecked_bodies(plan):
        texts.insert(0, UNCHECKED_BODIES + ";")
    blocks: list[str] = []
    for number, text in enumerate(texts):
        is_long = "\n" in text or (number > 0 and "\n" in texts[number - 1])
        blocks.append(("\n" if number and is_long else "") + text)
    return "\n".join(blocks) + "\n" if blocks else ""


def _with_notes(statement: Statement) -> str:
    notes = [statement.note] if statement.note else []
    notes += [f"WARNING: destroys {statement.data_loss}."] if statement.data_loss else []
    return "".join(f"-- {note}\n" for note in notes) + statement.text


def needs_unchecked_bodies(plan: Plan) -> bool:
    """Whether it makes routines whose bodies are texts that Postgres would check against what is there."""
    return any(s.about and s.about.kind in ("function", "procedure") and s.makes for s in plan.statements)


def render_up(plan: Plan, proven_on: str, hazards: Sequence[str] = ()) -> str:
    """The text of an up file; hazards: what to warn of besides what its statements destroy."""
    head = [f"-- Written by schemactl, proven on {proven_on}: up, down and up again.", *_hazards(hazards)]
    return _file(head, plan)


def render_down(plan: Plan, lost: Sequence[str], hazards: Sequence[str] = ()) -> str:
    """The text of a down file; lost: what the up migration destroys for good; hazards: as for the up file."""
    head = _hazards(hazards)
    if lost:
        head += _warnings("WARNING: this cannot bring back", lost)
    return _file(head, plan)


def _hazards(hazards: Sequence[str]) -> list[str]:
    return [f"-- WARNING: {hazard}." for hazard in hazards]


def _warnings(words: str, losses: Sequence[str]) -> list[str]:
    if len(losses) == 1:
        return [f"-- {words} {losses[0]}."]
    return [f"-- {words}", *(f"--   {loss}" for loss in losses)]


def _file(head: list[str], plan: Plan) -> str:
    if not plan.is_whole:
        head = [*head, "-- schemactl: transaction=none"]
    return ("\n".join(head) + "\n\n" if head else "") + render_sql(plan)


def plan_document(plan: Plan) -> dict[str, Any]:
    """The JSON shape of a plan: docs/commands.md, `diff --format json`."""
    return {
        "transaction": plan.is_whole,
        "data_loss": list(plan.data_loss),
        "statements": [
            {
                "sql": statement.text,
                "object": str(statement.about) if statement.about else None,
                "transactional": statement.transactional,
                "note": statement.note or None,
                "data_loss": statement.data_loss or None,
            }
            for statement in plan.statements
        ],
    }
