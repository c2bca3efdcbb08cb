"""Plans to text: SQL for the screen and for migration files, a document for programs.

Pure; must never know where the text goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from schemactl.catalog.model import Catalog
from schemactl.diff.model import Statement
from schemactl.plan.model import Plan
from schemactl.plan.order import relation_name

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


def render_schema(plan: Plan, catalog: Catalog) -> str:
    """A plan from nothing as a schema file: what belongs together stands together, with blank lines between."""
    texts = [UNCHECKED_BODIES + ";"] if needs_unchecked_bodies(plan) else []
    before, previous = "", Statement("")
    for statement in plan.statements:
        sql = statement.sql.removeprefix("CREATE OR REPLACE ")
        text = _with_notes(statement if sql == statement.sql else replace(statement, sql=f"CREATE {sql}")) + ";"
        whole = _whole(statement, catalog)
        is_apart = whole != before and not _is_like(statement, previous)
        is_long = "\n" in text or "\n" in previous.text
        texts.append(("\n" if texts and (is_apart or is_long) else "") + text)
        before, previous = whole, statement
    return "\n".join(texts) + "\n" if texts else ""


def _whole(statement: Statement, catalog: Catalog) -> str:
    """The object that a statement is about: the table of its parts."""
    object = catalog.objects.get(statement.about) if statement.about else None
    if object is None:
        return ""
    if object.get("owned_by"):
        return ".".join(object["owned_by"][:2])
    return f"{object.id.schema}.{relation_name(object) or object.id.name}"


def _is_like(statement: Statement, other: Statement) -> bool:
    """Of one kind, and each a whole object of its own: schemas, extensions, enums may stand in a row."""
    kinds = {each.about.kind if each.about else "" for each in (statement, other)}
    return len(kinds) == 1 and statement.sql.startswith("CREATE ") and other.sql.startswith("CREATE ")


def _with_notes(statement: Statement) -> str:
    notes = [statement.note] if statement.note else []
    notes += [f"WARNING: destroys {statement.data_loss}."] if statement.data_loss else []
    notes += [f"WARNING: {risk}" for risk in statement.risks]
    return "".join(f"-- {_on_one_line(note)}\n" for note in notes) + statement.text


def _on_one_line(note: str) -> str:
    """Names may hold line ends, at which a comment would end."""
    return note.replace("\r", " ").replace("\n", " ")


def needs_unchecked_bodies(plan: Plan) -> bool:
    """Whether it makes routines whose bodies are texts that Postgres would check against what is there."""
    return any(s.about and s.about.kind in ("function", "procedure") and s.makes for s in plan.statements)


def render_up(plan: Plan, proven_on: str, hazards: Sequence[str] = (), no_way_back: str = "") -> str:
    """The text of an up file; hazards: what to warn of besides what its statements destroy.

    no_way_back: why no down file stands beside it.
    """
    ways = "up only" if no_way_back else "up, down and up again"
    why = [f"-- There is no way back: {' '.join(no_way_back.split())}"] if no_way_back else []
    return _file([f"-- Written by schemactl, proven on {proven_on}: {ways}.", *why, *_hazards(hazards)], plan)


def render_down(plan: Plan, lost: Sequence[str], hazards: Sequence[str] = ()) -> str:
    """The text of a down file; lost: what the up migration destroys for good; hazards: as for the up file."""
    head = _hazards(hazards)
    if lost:
        head += _warnings("WARNING: this cannot bring back", lost)
    return _file(head, plan)


def _hazards(hazards: Sequence[str]) -> list[str]:
    return [f"-- WARNING: {_on_one_line(hazard)}." for hazard in hazards]


def _warnings(words: str, losses: Sequence[str]) -> list[str]:
    if len(losses) == 1:
        return [f"-- {words} {_on_one_line(losses[0])}."]
    return [f"-- {words}", *(f"--   {_on_one_line(loss)}" for loss in losses)]


def _file(head: list[str], plan: Plan) -> str:
    head += [f"-- Not proven: {_on_one_line(each)}." for each in plan.unproven]
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
                "risks": list(statement.risks),
            }
            for statement in plan.statements
        ],
    }
