"""Runs a plan on a copy of the current state and looks at what came out: the only judge of a plan is Postgres.

In: a session on a throw-away database in the current state, both catalogs. Out: a Proof, whose plan is the one
that was seen to work; or a ProofError. A difference that is left (default privileges at work, an index named by the
server) is planned again. What became of the rows is looked at; see `rows/`, and `attempt.py` for how statements run.
This file must never know where the current state came from, nor write a file.
"""

from __future__ import annotations

import logging
from collections import ChainMap
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schemactl.attempt import Copy, gives_way, run, run_one, send
from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.align import align
from schemactl.diff.model import Delta, Statement
from schemactl.errors import ProofError, UnsupportedError
from schemactl.pgsql import quote_identifier
from schemactl.plan.alike import Rename, loose_ends
from schemactl.plan.make import find_deltas, make_statements
from schemactl.plan.model import Plan
from schemactl.plan.rename import (
    backwards,
    create_schemas,
    drop_schemas,
    missing_schemas,
    new_name,
    rename_statements,
)
from schemactl.rows import Expectation, judge_conversions

if TYPE_CHECKING:
    from schemactl.sandbox import Session

log = logging.getLogger(__name__)

ROUNDS = 4
"""How often what is left may be planned again."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The plan as it was seen to work, and the catalog that it led to."""

    plan: Plan
    reached: Catalog


def prove(copy: Copy, current: Catalog, desired: Catalog, *, by_table: bool = False) -> Proof:
    """Plan from current to desired and run it on a copy that is in the current state. by_table: see `order`.

    Raises UnsupportedError, or ProofError naming what remains, what failed, or which values were lost.
    """
    plan = Plan()
    state, tables = current, _read_tables(copy.session)
    for _ in range(ROUNDS):
        if not find_deltas(state, desired, copy.ignore):
            break
        statements = make_statements(state, desired, copy.ignore, by_table=by_table)
        if plan.statements:
            _refuse_repair_by_loss(statements, current)
        done, is_whole = run(copy, statements, state)
        plan = Plan(plan.statements + done, plan.is_whole and is_whole)
        state = copy.read()
    remaining = find_deltas(state, desired, copy.ignore)
    if remaining:
        raise ProofError(
            "the migration does not reach the desired state; nothing is written. What remains:\n"
            + "\n".join(f"  {_describe(delta)}" for delta in remaining),
            hint="This is a case that schemactl plans wrongly: please report it. "
            "Meanwhile write this part by hand: schemactl new NAME.",
        )
    _refuse_tables_made_anew(tables, _read_tables(copy.session), plan)
    _refuse_losses(copy, Expectation(current, state, _same_name, _destroyed(plan)))
    return Proof(_with_risks(copy, plan, current, state), state)


@dataclass(frozen=True, slots=True)
class Renamed:
    """The current state under its new names, the renames as they were done, and the statements there and back."""

    catalog: Catalog
    pairs: tuple[Rename, ...] = ()
    there: tuple[Statement, ...] = ()
    back: tuple[Statement, ...] = ()


def rename(copy: Copy, current: Catalog, desired: Catalog, pairs: Sequence[Rename]) -> Renamed:
    """Give the copy of the current state its new names, before anything is compared.

    pairs: what hints and answers tell; loose ends are found here, also those that come of renames. Raises ProofError.
    """
    state, done = current, list[Rename]()
    schemas = missing_schemas(pairs, current)
    wave = tuple(pairs) or loose_ends(align(current, desired), desired)
    for _ in range(ROUNDS):
        if not wave:
            break
        with copy.session.connection.transaction():
            makes = () if done else create_schemas(schemas)
            renames = rename_statements(wave, ChainMap(dict(state.objects), dict(desired.objects)))
            for statement in (*makes, *renames):
                run_one(copy.session, statement)
        done += wave
        state = copy.read()
        wave = loose_ends(align(state, desired), desired, done)
    if done:
        _refuse_losses(copy, Expectation(current, state, new_name(done), frozenset()))
    objects = ChainMap(dict(current.objects), dict(desired.objects))
    there, back = rename_statements(done, objects), rename_statements(backwards(done), objects)
    return Renamed(state, tuple(done), create_schemas(schemas) + there, back + drop_schemas(schemas))


def rehearse(copy: Copy, plan: Plan, current: Catalog, wanted: Catalog, pairs: Sequence[Rename] = ()) -> None:
    """Run a proven plan once more, with its renames. Raises ProofError where it leads elsewhere or loses values."""
    import psycopg

    try:
        _run_again(copy.session, plan)
    except psycopg.Error as error:
        if not (plan.is_whole and gives_way(copy, None, error, current)):
            raise ProofError(
                f"run a second time, the migration fails; nothing is written: {error.diag.message_primary or error}",
                sqlstate=error.sqlstate or "",
                hint="This is a case that schemactl plans wrongly: please report it.",
            ) from error
        _run_again(copy.session, plan)
    state = copy.read()
    remaining = find_deltas(state, wanted, copy.ignore)
    if remaining:
        raise ProofError(
            "run a second time, the migration leads elsewhere; nothing is written. What remains:\n"
            + "\n".join(f"  {_describe(delta)}" for delta in remaining)
        )
    _refuse_losses(copy, Expectation(current, state, new_name(pairs), _destroyed(plan)))


def _with_risks(copy: Copy, plan: Plan, current: Catalog, reached: Catalog) -> Plan:
    """The plan, in which a statement that converts values says on which it fails; refused if it fails on all."""
    if copy.evidence is None or not any(statement.about for statement in plan.statements):
        return plan
    conversions = judge_conversions(copy.evidence.connection, current, reached)
    impossible = [one for one in conversions if not one.is_possible]
    if impossible:
        lines = (f"  {one.name}: no {one.old} can become {one.new}" for one in impossible)
        raise UnsupportedError(
            f"{len(impossible)} change(s) of type cannot work for any value:\n" + "\n".join(lines),
            hint="Add a column of the new type under another name and drop the old one, or write the conversion by "
            "hand: schemactl new NAME.",
        )
    risks = {one.column: one.risks for one in conversions}
    return replace(plan, statements=tuple(_with_risk(statement, risks) for statement in plan.statements))


def _with_risk(statement: Statement, risks: Mapping[ObjectId, tuple[str, ...]]) -> Statement:
    columns = [item.id for item in statement.items] if statement.shares else []
    columns = columns or [statement.about] if statement.about else []
    retyped = (
        one for one in columns if one in risks and f"ALTER COLUMN {quote_identifier(one.name)} TYPE " in statement.sql
    )
    found = tuple(risk for column in retyped for risk in risks[column])
    return replace(statement, risks=found) if found else statement


def _run_again(session: Session, plan: Plan) -> None:
    with session.connection.transaction() if plan.is_whole else nullcontext():
        for statement in plan.statements:
            send(session, statement.text)


def _same_name(id: ObjectId) -> ObjectId:
    return id


def _destroyed(plan: Plan) -> frozenset[ObjectId]:
    """What the plan says it destroys the values of."""
    return frozenset(statement.about for statement in plan.statements if statement.data_loss and statement.about)


def _refuse_losses(copy: Copy, change: Expectation) -> None:
    losses = copy.evidence.find_losses(change) if copy.evidence else []
    if losses:
        raise ProofError(
            "the migration would lose or change values that must stay; nothing is written. In rows of the proof:\n"
            + "\n".join(f"  {loss}" for loss in losses),
            hint="This is a case that schemactl plans wrongly: please report it. "
            "Meanwhile write this part by hand: schemactl new NAME.",
        )


def _refuse_repair_by_loss(statements: Sequence[Statement], current: Catalog) -> None:
    """What is left may be mended, but never by making anew a table that held rows, nor by a further loss."""
    for statement in statements:
        lost = sorted(
            id for id in statement.makes if _holds_rows(id) and id in current.objects and id == statement.about
        )
        if statement.data_loss or (lost and statement.frame is not None):
            raise ProofError(
                f"the migration would destroy what it must keep: {statement.data_loss or lost[0]}; nothing is written",
                hint="This is a case that schemactl plans wrongly: please report it.",
            )


def _read_tables(session: Session) -> dict[ObjectId, int]:
    """The oid of each table that may hold rows."""
    rows = session.admin.execute(
        "SELECT n.nspname, c.relname, c.oid FROM pg_catalog.pg_class c "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.oid >= 16384"
    )
    return {ObjectId("table", schema, name): oid for schema, name, oid in rows}


def _refuse_tables_made_anew(before: Mapping[ObjectId, int], after: Mapping[ObjectId, int], plan: Plan) -> None:
    """A table that is there on both sides is the same table, unless the plan says that it destroys its rows."""
    told = {statement.about for statement in plan.statements if statement.data_loss}
    anew = sorted(id for id, oid in before.items() if after.get(id, oid) != oid and id not in told)
    if anew:
        raise ProofError(
            f"the migration would make {', '.join(map(str, anew))} anew, and lose its rows; nothing is written",
            hint="This is a case that schemactl plans wrongly: please report it.",
        )


def _holds_rows(id: ObjectId) -> bool:
    return id.kind in ("table", "column")


def _describe(delta: Delta) -> str:
    if delta.old is None:
        return f"missing: {delta.id}"
    if delta.new is None:
        return f"left over: {delta.id}"
    changes = (f"{name} is {delta.old.get(name)!r}, wanted {delta.new.get(name)!r}" for name in sorted(delta.changed))
    return f"different: {delta.id}: {'; '.join(changes)}"
