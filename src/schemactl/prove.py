"""Runs a plan on a copy of the current state and looks at what came out: the only judge of a plan is Postgres.

In: a session on a throw-away database in the current state, both catalogs. Out: a Proof, whose plan is the one
that was seen to work; or a ProofError. A statement that Postgres wants otherwise (a USING clause, a later place) is
amended, a difference that is left (default privileges at work, an index named by the server) is planned again.
This file must never know where the current state came from, nor write a file.
"""

from __future__ import annotations

import logging
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.errors import ProofError
from schemactl.plan.alike import Rename, loose_ends
from schemactl.plan.make import find_deltas, make_statements
from schemactl.plan.model import Plan
from schemactl.plan.rename import backwards, create_schemas, drop_schemas, missing_schemas, rename_statements
from schemactl.sandbox import REFUSED, WAY_OUT
from schemactl.source.needs import order_by_need

if TYPE_CHECKING:
    from schemactl.sandbox import Session

log = logging.getLogger(__name__)

Read = Callable[[], Catalog]

ROUNDS = 4
"""How often what is left may be planned again."""

ANOTHER_FORM = frozenset({"42804", "42846", "22023"})
"""datatype mismatch, cannot coerce, invalid parameter value: where `fallback` may be what Postgres takes."""

NEW_LABEL_NOT_COMMITTED = "55P04"
NOT_THERE_YET = frozenset({"42P01", "42703", "42704", "42883", "3F000", "42725", "42803"})
"""undefined table, column, object, function; invalid schema name; ambiguous function, or an aggregate where a function
is meant (another one must go first)."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The plan as it was seen to work, and the catalog that it led to."""

    plan: Plan
    reached: Catalog


class _UncommittedError(Exception):
    """A statement uses an enum label that its own transaction added."""


def prove(
    session: Session,
    read: Read,
    current: Catalog,
    desired: Catalog,
    ignore: Sequence[str] = (),
    *,
    by_table: bool = False,
) -> Proof:
    """Plan from current to desired and run it on a copy of the current state.

    read: reads the catalog of that copy. by_table: see `order`.
    Raises UnsupportedError, or ProofError naming what remains or what failed.
    """
    plan = Plan()
    state, tables = current, _read_tables(session)
    for _ in range(ROUNDS):
        if not find_deltas(state, desired, ignore):
            _refuse_tables_made_anew(tables, _read_tables(session), plan)
            return Proof(plan, state)
        statements = make_statements(state, desired, ignore, by_table=by_table)
        if plan.statements:
            _refuse_repair_by_loss(statements, current)
        done, is_whole = run(session, statements)
        plan = Plan(plan.statements + done, plan.is_whole and is_whole)
        state = read()
    remaining = find_deltas(state, desired, ignore)
    if remaining:
        raise ProofError(
            "the migration does not reach the desired state; nothing is written. What remains:\n"
            + "\n".join(f"  {_describe(delta)}" for delta in remaining),
            hint="This is a case that schemactl plans wrongly: please report it. "
            "Meanwhile write this part by hand: schemactl new NAME.",
        )
    return Proof(plan, state)


@dataclass(frozen=True, slots=True)
class Renamed:
    """The current state under its new names, and the statements there and back."""

    catalog: Catalog
    there: tuple[Statement, ...] = ()
    back: tuple[Statement, ...] = ()


def rename(session: Session, read: Read, current: Catalog, desired: Catalog, pairs: Sequence[Rename]) -> Renamed:
    """Give the copy of the current state its new names, before anything is compared.

    pairs: what hints and answers tell; loose ends are found here, also those that come of renames. Raises ProofError.
    """
    state, done = current, list[Rename]()
    schemas = missing_schemas(pairs, current)
    wave = tuple(pairs) or loose_ends(current, desired)
    for _ in range(ROUNDS):
        if not wave:
            break
        with session.connection.transaction():
            makes = () if done else create_schemas(schemas)
            renames = rename_statements(wave, ChainMap(dict(state.objects), dict(desired.objects)))
            for statement in (*makes, *renames):
                _try(session, statement)
        done += wave
        state = read()
        wave = loose_ends(state, desired, done)
    objects = ChainMap(dict(current.objects), dict(desired.objects))
    there, back = rename_statements(done, objects), rename_statements(backwards(done), objects)
    return Renamed(state, create_schemas(schemas) + there, back + drop_schemas(schemas))


def rehearse(session: Session, plan: Plan, read: Read, wanted: Catalog, ignore: Sequence[str]) -> None:
    """Run a proven plan once more, unchanged; raises ProofError where it fails or leads elsewhere."""
    if plan.is_whole:
        with session.connection.transaction():
            for statement in plan.statements:
                _send(session, statement.text)
    else:
        for statement in plan.statements:
            _send(session, statement.text)
    remaining = find_deltas(read(), wanted, ignore)
    if remaining:
        raise ProofError(
            "run a second time, the migration leads elsewhere; nothing is written. What remains:\n"
            + "\n".join(f"  {_describe(delta)}" for delta in remaining)
        )


def run(session: Session, statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], bool]:
    """Run statements, amending them as Postgres asks; returns them as they ran, and whether in one transaction."""
    if all(s.transactional for s in statements):
        try:
            with session.connection.transaction():
                return _run_all(session, statements), True
        except _UncommittedError:
            log.debug("a new enum label is used: the plan is run in several transactions")
    return _run_all(session, statements), False


def _run_all(session: Session, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    _send(session, "SET check_function_bodies = off")
    done: list[Statement] = []
    waiting = list(range(len(statements)))
    while waiting:
        later: dict[int, ProofError] = {}
        for n in waiting:
            try:
                done.append(_run_one(session, statements[n]))
            except ProofError as error:
                if error.sqlstate not in NOT_THERE_YET:
                    raise
                later[n] = error
        if len(later) == len(waiting):
            if any(statements[n].makes or statements[n].removes for n in later):
                raise later[waiting[0]]
            break  # they hang on objects that the server named otherwise: planned again, after a rename
        if later:  # a guess from names, also those in functions: few more rounds, where many wait for one another
            by_need = order_by_need(range(len(statements)), lambda n: statements[n].text)
            waiting = [n for n in by_need if n in later]
        else:
            waiting = []
    return tuple(done)


def _run_one(session: Session, statement: Statement) -> Statement:
    """Run it as written, or else in the form that casts."""
    forms = [statement] + [
        replace(statement, sql=sql, fallback="", second_fallback="")
        for sql in (statement.fallback, statement.second_fallback)
        if sql
    ]
    for form, is_last in zip(forms, [*[False] * (len(forms) - 1), True], strict=True):
        try:
            _try(session, form)
        except ProofError as error:
            if is_last or error.sqlstate not in ANOTHER_FORM:
                raise
        else:
            return form
    raise AssertionError


def _try(session: Session, statement: Statement) -> None:
    import psycopg

    try:
        if statement.transactional:
            with session.connection.transaction():
                _send(session, statement.text)
        else:
            _send(session, statement.text)
    except psycopg.Error as error:
        if error.sqlstate == NEW_LABEL_NOT_COMMITTED:
            raise _UncommittedError from error
        raise ProofError(
            f"a planned statement failed on the scratch server: {error.diag.message_primary}\n  {statement.text}",
            sqlstate=error.sqlstate or "",
            detail=error.diag.message_detail or "",
            hint=_way_out(statement) or error.diag.message_hint or (WAY_OUT if error.sqlstate == REFUSED else ""),
            object=str(statement.about or ""),
        ) from error


def _way_out(statement: Statement) -> str:
    """An extension that the scratch server lacks."""
    if statement.about is None or statement.about.kind != "extension":
        return ""
    capture = f"schemactl standin {statement.about.name} --url URL"
    return f"capture a stand-in for it from a server that has it: {capture}; or name such a server: postgres.scratch"


def _send(session: Session, sql: str) -> None:
    log.debug("%s", sql)
    session.execute(sql)


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
