"""What lint says of SQL that has just been planned: the warnings that are shown and written into the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemactl.catalog.model import Catalog
    from schemactl.config import Config
    from schemactl.draft import Draft
    from schemactl.plan.model import Plan
    from schemactl.server import ScratchServer

SAID_BY_THE_PLAN = frozenset({"table-dropped", "column-dropped", "type-narrowed", "cast-may-fail"})
"""Rules for losses and failures of which each statement of a plan knows by itself."""
FAILURES = "SC5"
"""Codes of the rules for what fails on rows: a statement that was seen to says so itself."""
LOSSES_AND_FAILURES = ("SC3", "SC5")
"""Codes of the rules that a plan is held against; what locks and rewrites is for `schemactl lint` to say."""


def prepare() -> None:
    """Import all of it now, in a thread of the caller's, while something else is waited for."""
    from schemactl.lint import check, policy, rules, runners, schema, script  # noqa: F401
    from schemactl.pgsql import parse

    parse("SELECT 1")


def version_text(server: ScratchServer) -> str:
    """The server that proved a migration, in words."""
    return f"Postgres {server.version // 10000}.{server.version % 10000}"


def render_pair(
    config: Config, draft: Draft, proven_on: str, there: tuple[str, ...] | None = None
) -> tuple[str, str | None]:
    """The texts of a migration's up and down file, with their warnings; no down file where there is no way back.

    there: the hazards of the way there, if they are known already.
    """
    from schemactl.plan.render import render_down, render_up

    there = hazards(config, draft.up, draft.current) if there is None else there
    if draft.no_way_back:
        return render_up(draft.up, proven_on, there, draft.no_way_back), None
    back = hazards(config, draft.down, draft.desired)
    return render_up(draft.up, proven_on, there), render_down(draft.down, draft.up.data_loss, back)


def hazards(config: Config, plan: Plan, current: Catalog) -> tuple[str, ...]:
    """Messages of the errors that lint finds in a plan, run on the current state; each once."""
    from schemactl.finding import Severity
    from schemactl.lint.check import STATEMENT_SHOWN, check, table_of
    from schemactl.lint.policy import active_rules
    from schemactl.lint.rules import RULES
    from schemactl.lint.runners import SCHEMACTL
    from schemactl.lint.schema import Schema
    from schemactl.lint.script import Mode, read_script
    from schemactl.plan.render import render_sql

    script = read_script("", render_sql(plan), SCHEMACTL.mode if plan.is_whole else Mode.EACH)
    told = {statement.text[:STATEMENT_SHOWN] for statement in plan.statements if statement.risks}
    found = check(script, Schema(current), table_of(active_rules(RULES, config.lint, {})), runner=SCHEMACTL)
    grave = (
        one for one in found.findings if one.severity is Severity.ERROR and one.code.startswith(LOSSES_AND_FAILURES)
    )
    grave = (one for one in grave if not (one.code.startswith(FAILURES) and one.statement in told))
    errors = (one for one in grave if one.rule not in SAID_BY_THE_PLAN)
    return tuple(dict.fromkeys(one.message for one in errors))
