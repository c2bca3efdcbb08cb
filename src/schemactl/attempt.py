"""Runs planned statements on a copy, and amends them as Postgres asks: another form, a later place, without rows.

In: a Copy and statements in their order. Out: the statements as they ran, or a ProofError that names the one that
failed. A statement that fails on rows of the copy is run without them, and says so.
This file must never know what the statements should lead to; see `prove.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.model import Statement
from schemactl.errors import ProofError, UnsupportedError
from schemactl.plan.merge import merge
from schemactl.rows import Evidence
from schemactl.sandbox import REFUSED, WAY_OUT
from schemactl.source.needs import order_by_need

if TYPE_CHECKING:
    import psycopg

    from schemactl.sandbox import Session

log = logging.getLogger(__name__)

Read = Callable[[], Catalog]

ANOTHER_FORM = frozenset({"42804", "42846", "22023"})
"""datatype mismatch, cannot coerce, invalid parameter value: where `fallback` may be what Postgres takes."""

OF_ROWS = ("22", "23")
"""Classes of errors that come of values: data exception, integrity constraint violation."""

AMBIGUOUS_COLUMN = "42702"
VIEWS = ("view", "materialized_view")
NEW_LABEL_NOT_COMMITTED = "55P04"
NOT_THERE_YET = frozenset({"42P01", "42703", "42704", "42883", "3F000", "42725", "42803"})
"""undefined table, column, object, function; invalid schema name; ambiguous function, or an aggregate where a function
is meant (another one must go first)."""


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


def run(copy: Copy, statements: Sequence[Statement], state: Catalog) -> tuple[tuple[Statement, ...], bool]:
    """Run statements, amending them as Postgres asks; returns them as they ran, and whether in one transaction.

    Where rows are in the way of a statement, it is run without them, and says that it may fail. state: before it.
    """
    fragile: dict[str, str] = {}
    is_whole = all(s.transactional for s in statements)
    while is_whole:
        try:
            with copy.session.connection.transaction():
                return _run_merged(copy, statements, fragile), True
        except _UncommittedError:
            log.debug("a new enum label is used: the plan is run in several transactions")
            is_whole = False
        except _RowsError as error:
            if not gives_way(copy, error.statement, error.cause, state):
                raise error.failure from error.cause
            fragile[error.statement.text] = error.reason
    return _marked(_run_all(copy, statements, state, fragile), fragile), False


def _run_merged(copy: Copy, statements: Sequence[Statement], fragile: dict[str, str]) -> tuple[Statement, ...]:
    """Run them, and where several can be one, all once more in that form: which form each takes is known only then."""
    import psycopg

    transaction = copy.session.connection.transaction
    with transaction() as attempt:
        done = _marked(_run_all(copy, statements, None, fragile), fragile)
        merged = merge(done)
        if merged != done:
            raise psycopg.Rollback(attempt)
    if merged == done:
        return done
    try:
        with transaction():
            return _marked(_run_all(copy, merged, None, fragile), fragile)
    except ProofError:
        return _marked(_run_all(copy, done, None, fragile), fragile)


def _marked(statements: Iterable[Statement], fragile: Mapping[str, str]) -> tuple[Statement, ...]:
    return tuple(replace(s, risks=(fragile[s.text],)) if s.text in fragile else s for s in statements)


def gives_way(copy: Copy, statement: Statement | None, error: psycopg.Error, state: Catalog) -> bool:
    """Delete the rows that a statement failed on, or all; False if none were in its way."""
    if copy.evidence is None or (error.sqlstate or "")[:2] not in OF_ROWS:
        return False
    reason = str(error.diag.message_primary)
    everything = copy.evidence.values.rows.keys() - copy.evidence.own
    for tables in (_tables_of(statement, error) & everything, everything):
        if tables and copy.evidence.give_up(tables, state, reason):
            return True
    return False


def _tables_of(statement: Statement | None, error: psycopg.Error) -> set[ObjectId]:
    schema, name, about = error.diag.schema_name, error.diag.table_name, statement.about if statement else None
    if statement and statement.shares and statement.items:
        about = statement.items[0].id
    if schema and name:
        return {ObjectId("table", schema, name)}
    if about is None or not about.table:
        return set()
    return {ObjectId("table", about.schema, about.table)}


def _run_all(
    copy: Copy, statements: Sequence[Statement], state: Catalog | None, fragile: dict[str, str]
) -> tuple[Statement, ...]:
    """state: where each statement is its own transaction, so that rows may go on the way."""
    send(copy.session, "SET check_function_bodies = off")
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
            return _run_in_some_form(copy.session, statement)
        except _RowsError as error:
            if state is None:
                raise
            if not gives_way(copy, error.statement, error.cause, state):
                raise error.failure from error.cause
            fragile[error.statement.text] = error.reason


def _run_in_some_form(session: Session, statement: Statement) -> Statement:
    """Run it as written, or else in the form that casts."""
    forms = [statement] + [
        replace(statement, sql=sql, fallback="", second_fallback="")
        for sql in (statement.fallback, statement.second_fallback)
        if sql
    ]
    for form, is_last in zip(forms, [*[False] * (len(forms) - 1), True], strict=True):
        try:
            run_one(session, form)
        except ProofError as error:
            if is_last or error.sqlstate not in ANOTHER_FORM:
                raise
        else:
            return form
    raise AssertionError


def run_one(session: Session, statement: Statement) -> None:
    """Run a statement as it is, so that it leaves nothing where it fails: with a ProofError."""
    import psycopg

    try:
        if statement.transactional:
            with session.connection.transaction():
                send(session, statement.text)
        else:
            send(session, statement.text)
    except psycopg.Error as error:
        if error.sqlstate == NEW_LABEL_NOT_COMMITTED:
            raise _UncommittedError from error
        reason = error.diag.message_primary or error
        if error.sqlstate == AMBIGUOUS_COLUMN and statement.about and statement.about.kind in VIEWS:
            raise UnsupportedError(
                f"{statement.about}: the server does not read again what it shows for it ({reason}), since a function "
                f"in it returns more columns than when it was made; a dump of it fails as well\n  {statement.text}",
                hint="Make the view again with names of your own: FROM f() WITH ORDINALITY AS f(a, b, n).",
                object=str(statement.about),
            ) from error
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


def send(session: Session, sql: str) -> None:
    """Run SQL in the session of files. Raises psycopg.Error."""
    log.debug("%s", sql)
    session.execute(sql)
