"""Runs a plan on a copy of the current state and looks at what came out: the only judge of a plan is Postgres.

In: a session on a throw-away database in the current state, both catalogs. Out: a Proof, whose plan is the one
that was seen to work; or a ProofError. A statement that Postgres wants otherwise (a USING clause, a later place) is
amended, a difference that is left (default privileges at work, an index named by the server) is planned again.
This file must never know where the current state came from, nor write a file.
"""

from __future__ import annotations

import logging
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.align import align
from schemactl.diff.model import Delta, Statement
from schemactl.errors import ProofError
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
from schemactl.rows import Evidence, Expectation
from schemactl.sandbox import REFUSED, WAY_OUT
from schemactl.source.needs import order_by_need

if TYPE_CHECKING:
    import psycopg

    from schemactl.sandbox import Session

log = logging.getLogger(__name__)

Read = Callable[[], Catalog]

ROUNDS = 4
"""How often what is left may be planned again."""

ANOTHER_FORM = frozenset({"42804", "42846", "22023"})
"""datatype mismatch, cannot coerce, invalid parameter value: where `fallback` may be what Postgres takes."""

OF_ROWS = ("22", "23")
"""Classes of errors that come of values: data exception, integrity constraint violation."""

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


class _RowsError(Exception):
    """A statement met values that it cannot do with; failure: what is to be said if they were not ours."""

    def __init__(self, statement: Statement, cause: psycopg.Error, failure: ProofError) -> None:
        super().__init__(failure.message)
        self.statement = statement
        self.cause = cause
        self.failure = failure

    @property
    def reason(self) -> str:
        return f"fails where rows do not fit: {self.cause.diag.message_primary}"


@dataclass(frozen=True, slots=True)
class Copy:
    """A throw-away database that plans are run on. read: its catalog now. ignore: attributes that are not compared.

    evidence: the rows in it, if it was given any: they are looked at after each plan.
    """

    session: Session
    read: Read
    ignore: Sequence[str] = ()
    evidence: Evidence | None = None


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
    return Proof(plan, state)


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
                _try(copy.session, statement)
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
        if not (plan.is_whole and _gives_way(copy, None, error, current)):
            raise
        _run_again(copy.session, plan)
    state = copy.read()
    remaining = find_deltas(state, wanted, copy.ignore)
    if remaining:
        raise ProofError(
            "run a second time, the migration leads elsewhere; nothing is written. What remains:\n"
            + "\n".join(f"  {_describe(delta)}" for delta in remaining)
        )
    _refuse_losses(copy, Expectation(current, state, new_name(pairs), _destroyed(plan)))


def _run_again(session: Session, plan: Plan) -> None:
    with session.connection.transaction() if plan.is_whole else nullcontext():
        for statement in plan.statements:
            _send(session, statement.text)


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


def run(copy: Copy, statements: Sequence[Statement], state: Catalog) -> tuple[tuple[Statement, ...], bool]:
    """Run statements, amending them as Postgres asks; returns them as they ran, and whether in one transaction.

    Where rows are in the way of a statement, it is run without them, and says that it may fail. state: before it.
    """
    fragile: dict[str, str] = {}
    is_whole = all(s.transactional for s in statements)
    while is_whole:
        try:
            with copy.session.connection.transaction():
                return _marked(_run_all(copy, statements, None, fragile), fragile), True
        except _UncommittedError:
            log.debug("a new enum label is used: the plan is run in several transactions")
            is_whole = False
        except _RowsError as error:
            if not _gives_way(copy, error.statement, error.cause, state):
                raise error.failure from error.cause
            fragile[error.statement.text] = error.reason
    return _marked(_run_all(copy, statements, state, fragile), fragile), False


def _marked(statements: Iterable[Statement], fragile: Mapping[str, str]) -> tuple[Statement, ...]:
    return tuple(replace(s, may_fail=fragile.get(s.text, s.may_fail)) for s in statements)


def _gives_way(copy: Copy, statement: Statement | None, error: psycopg.Error, state: Catalog) -> bool:
    """Delete the rows that a statement failed on, or all; False if none were in its way."""
    if copy.evidence is None or (error.sqlstate or "")[:2] not in OF_ROWS:
        return False
    reason = str(error.diag.message_primary)
    everything = set(copy.evidence.values.rows)
    for tables in (_tables_of(statement, error) & everything, everything):
        if tables and copy.evidence.give_up(tables, state, reason):
            return True
    return False


def _tables_of(statement: Statement | None, error: psycopg.Error) -> set[ObjectId]:
    schema, name, about = error.diag.schema_name, error.diag.table_name, statement.about if statement else None
    if schema and name:
        return {ObjectId("table", schema, name)}
    if about is None or not about.table:
        return set()
    return {ObjectId("table", about.schema, about.table)}


def _run_all(
    copy: Copy, statements: Sequence[Statement], state: Catalog | None, fragile: dict[str, str]
) -> tuple[Statement, ...]:
    """state: where each statement is its own transaction, so that rows may go on the way."""
    _send(copy.session, "SET check_function_bodies = off")
    done: list[Statement] = []
    waiting = list(range(len(statements)))
    while waiting:
        later: dict[int, ProofError] = {}
        for n in waiting:
            try:
                done.append(_run_without_rows(copy, statements[n], state, fragile))
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


def _run_without_rows(copy: Copy, statement: Statement, state: Catalog | None, fragile: dict[str, str]) -> Statement:
    while True:
        try:
            return _run_one(copy.session, statement)
        except _RowsError as error:
            if state is None:
                raise
            if not _gives_way(copy, error.statement, error.cause, state):
                raise error.failure from error.cause
            fragile[error.statement.text] = error.reason


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
        reason = error.diag.message_primary or error
        failure = ProofError(
            f"a planned statement failed on the scratch server: {reason}\n  {statement.text}",
            sqlstate=error.sqlstate or "",
            detail=error.diag.message_detail or "",
            hint=_way_out(statement) or error.diag.message_hint or (WAY_OUT if error.sqlstate == REFUSED else ""),
            object=str(statement.about or ""),
        )
        if failure.sqlstate[:2] in OF_ROWS and failure.sqlstate not in ANOTHER_FORM:
            raise _RowsError(statement, error, failure) from error
        raise failure from error


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
