"""Runs the rules over one file.

Comes in: a Script, the Schema before it, the rules that are on. Goes out: findings in the order of the text; the
Schema is then that behind the file.
Must never know: where the file comes from, and who reads the findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from schemactl.finding import Finding, Severity
from schemactl.lint.actual import actual, not_run
from schemactl.lint.advance import advance
from schemactl.lint.changes import Change, CreateTable, Name, SetVariable, Transaction
from schemactl.lint.context import NEWEST, Context, Suppresses, no_suppression
from schemactl.lint.locks import locks_of
from schemactl.lint.model import Check, EndOfFile, EndOfStatement, Hit, Rule
from schemactl.lint.runners import PLAIN, Runner
from schemactl.lint.schema import Schema
from schemactl.lint.script import Script, Step
from schemactl.lint.trace.model import STRENGTH
from schemactl.pgsql import qualified

if TYPE_CHECKING:
    from schemactl.lint.trace.model import Trial

STATEMENT_SHOWN = 2000
_LOCKING = ("SC1", "SC2")


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule with what the policy says of it."""

    rule: Rule
    severity: Severity
    options: Mapping[str, Any] = field(default_factory=dict)


Table = Mapping[type[Change], Sequence[tuple[Check, Mapping[str, Any], ActiveRule]]]
"""By what rules want to see: what is asked of each, and with which options."""


class Pending(NamedTuple):
    """A finding that waits for the end of the run. until_end: what its rule will look at then."""

    finding: Finding
    until_end: Any


class Found(NamedTuple):
    """What the rules say of one file."""

    findings: list[Finding]
    pending: list[Pending]


def table_of(rules: Iterable[ActiveRule]) -> Table:
    """The rules by what they want to see."""
    table: dict[type[Change], list[tuple[Check, Mapping[str, Any], ActiveRule]]] = {}
    for active in rules:
        for kind in active.rule.on:
            table.setdefault(kind, []).append((active.rule.check, active.options, active))
    return table


def check(
    script: Script,
    schema: Schema,
    rules: Table,
    *,
    runner: Runner = PLAIN,
    version: int = NEWEST,
    trial: Trial | None = None,
    suppresses: Suppresses = no_suppression,
) -> Found:
    """All findings of one file, and those that wait for the end of the run.

    trial: None where nothing is run. suppresses: see `Context`; what is suppressed is found all the same.
    """
    settings = dict(runner.settings)
    context = Context(script, runner, schema, version, trial=trial, settings=settings, suppresses=suppresses)
    findings: list[Finding] = []
    steps: list[Step] = []
    does_more = False
    schema.begin_file()
    for written in script.steps:
        trace = context.trace_of(written.index)
        step = actual(written, trace, schema)
        context.move(step, trace)
        context.made |= _made(step, schema)
        context.idle = tuple(not_run(trace, written, step.changes, schema)) if trace else ()
        if not step.block or (step.index and script.steps[step.index - 1].block != step.block):
            context.taken.clear()
            context.foremost = None
        _check_step(step, context, rules)
        findings += context.found
        _follow_locks(step, context)
        advance(schema, step.changes)
        _follow_settings(step, context)
        steps.append(step)
        does_more = does_more or step is not written
    if does_more:
        context.script = replace(script, steps=tuple(steps))
    return Found(findings + _ask_at_end(context, rules), context.pending)


def _made(step: Step, schema: Schema) -> set[Name]:
    """The tables that a statement makes where all are known that are there: what a block does is not in its order."""
    if not schema.is_whole:
        return set()
    names = [schema.resolve(change.table) for change in step.changes if isinstance(change, CreateTable)]
    return {name for name in names if name not in schema.tables}


def confirm(pending: Pending, schema: Schema, rule: Rule) -> list[Finding]:
    """What becomes of a finding by the state behind all files."""
    hits = rule.confirm(pending.until_end, schema) if rule.confirm else ()
    return [pending.finding._replace(message=hit.message, object=hit.object) for hit in hits]


def _ask_at_end(context: Context, rules: Table) -> list[Finding]:
    if not context.script.steps or EndOfFile not in rules:
        return []
    context.move(context.script.steps[-1])
    _ask(rules[EndOfFile], EndOfFile(context.here.start), context)
    return context.found


def _check_step(step: Step, context: Context, rules: Table) -> None:
    settings = context.settings
    for change in step.changes:
        wanting = rules.get(type(change))
        if wanting:
            _ask(wanting, change, context)
        if isinstance(change, CreateTable):
            context.make(context.schema.resolve(change.table))
        if isinstance(change, SetVariable) and change is not step.changes[0]:  # in a body: for the rest of it
            context.settings = {**context.settings, change.name: change.value}
    if EndOfStatement in rules:
        _ask(rules[EndOfStatement], EndOfStatement(step.start), context)
    context.settings = settings


def _ask(rules: Sequence[tuple[Check, Mapping[str, Any], ActiveRule]], change: Change, context: Context) -> None:
    for ask, options, active in rules:
        context.options = options
        for hit in ask(change, context):
            finding = _finding(active, hit, change, context)
            if active.rule.confirm:
                context.pending.append(Pending(finding, hit.until_end))
            else:
                context.found.append(finding)


def _finding(active: ActiveRule, hit: Hit, change: Change, context: Context) -> Finding:
    at = hit.at if hit.at >= 0 else change.at
    text = context.text(at)
    sql = text.sql
    return Finding(
        active.rule.name,
        hit.severity if hit.severity and active.severity is active.rule.severity else active.severity,
        f"{hit.message}, in a branch that did not run here" if change in context.idle else hit.message,
        hit.remedy or active.rule.remedy,
        hit.object,
        text.place(at, hit.word),
        active.rule.code,
        text.end,
        sql if len(sql) <= STATEMENT_SHOWN else sql[:STATEMENT_SHOWN] + " …",
        hit.evidence or ("trace" if context.seen else "tree"),
        hit.effects or (context.effects() if active.rule.code.startswith(_LOCKING) else ()),
    )


def _follow_locks(step: Step, context: Context) -> None:
    """What this transaction holds on old tables, by the text: the strongest mode, and the statement that took it."""
    if step.block:
        for change in step.changes:
            for name, mode in locks_of(change, context.schema):
                known = context.taken.get(name)
                if context.is_old(name) and STRENGTH[mode] > STRENGTH.get(known[0] if known else "", -1):
                    context.taken[name] = (mode, step.index)
                    if name.name:
                        lock = (-STRENGTH[mode], step.index, qualified(name.schema, name.name), mode)
                        context.foremost = min(context.foremost or lock, lock)


def _follow_settings(step: Step, context: Context) -> None:
    """SET, RESET and the end of a transaction."""
    for change in step.changes:
        if isinstance(change, SetVariable) and not (change.is_local and not step.block):
            _set(change, context)
        elif isinstance(change, Transaction) and change.word in ("commit", "rollback", "prepare"):
            for name in context.local:
                _reset(name, context)
            context.local.clear()


def _set(change: SetVariable, context: Context) -> None:
    if change.is_reset:
        for name in [change.name] if change.name else list(context.settings):
            _reset(name, context)
        return
    context.settings[change.name] = change.value
    if change.is_local:
        context.local.add(change.name)


def _reset(name: str, context: Context) -> None:
    context.settings.pop(name, None)
    context.settings.update((key, value) for key, value in context.runner.settings if key == name)
