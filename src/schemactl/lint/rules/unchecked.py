"""Code of which neither a run nor its text says what it does."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import Code, Query, Routine
from schemactl.lint.context import Context
from schemactl.lint.locks import locks_of
from schemactl.lint.model import EndOfStatement, Hit, Rule, Severity
from schemactl.lint.rules.common import shown
from schemactl.plpgsql import read_body

GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, email text);"
_NO_ROUTINE = frozenset({"42883", "42501"})


def _unchecked(change: Code | Query | EndOfStatement, context: Context) -> Iterator[Hit]:
    if isinstance(change, EndOfStatement):
        yield from _unheard(context)
        return
    trial = context.trial
    if context.seen and not context.is_partial:
        return
    if trial is None or trial.is_alone:
        if isinstance(change, Code) and (what := _unknown_code(change, context)):
            yield Hit(f"what {what} does is not looked at")
        return
    left_out = trial.left_out.get(context.here.index)
    if isinstance(change, Code):
        what = _unknown_code(change, context)
    else:
        what = _unknown_function(change, context, is_missing=bool(left_out and left_out.sqlstate in _NO_ROUTINE))
    if what:
        why = "it is run where something is missing that could not be run before" if context.seen else "it was not run"
        yield Hit(
            f"what {what} does is not known: {left_out.error if left_out else why}",
            severity=Severity.ERROR,
            evidence="trace",
        )


def _unheard(context: Context) -> Iterator[Hit]:
    """What ran and could not be watched: the file has silenced the session, or our role may not watch."""
    seen = context.seen
    written = _written_unheard(context) if seen else ""
    if not seen or (seen.sees_drops and not seen.is_silenced and not written):
        return
    code = [_unknown_code(one, context) for one in context.here.changes if isinstance(one, Code)]
    functions = [
        _unknown_function(one, context, is_missing=False) for one in context.here.changes if isinstance(one, Query)
    ]
    called = [f"{one.name.name}()" for one in seen.called if not read_body(one.language, one.text, one.names).is_whole]
    what = next(filter(None, (*code, *functions, *called)), "")
    if what:
        why = "only a superuser may watch it, and the scratch server gives us none"
        if seen.is_silenced:
            why = "it keeps the server from telling (client_min_messages)"
        elif written:
            why = f"it locks {written} to write rows, and the server was kept from telling how"
        yield Hit(f"what {what} does is not known: {why}", severity=Severity.ERROR, evidence="trace")


def _written_unheard(context: Context) -> str:
    """An old table that is locked as for writing rows, of which no text speaks: a lock is seen whatever is silenced."""
    schema, changes = context.schema, context.here.changes
    names = {schema.resolve(name) for change in changes for name, _ in locks_of(change, schema)}
    if any(name in schema.tables and schema.tables[name].kind == "view" for name in names):
        return ""  # what is written through it is another table
    known = {each for name in names for each in context.family(name)}
    found = [
        held.relation.name
        for held in (context.seen.held if context.seen else ())
        if held.mode == "ROW EXCLUSIVE" and held.since == context.here.index and held.relation.kind in "rp"
    ]
    return next((shown(name) for name in found if name not in known), "")


def _unknown_code(change: Code, context: Context) -> str:
    """How to call it, if its text does not say all that it does."""
    bodies = [one for call in change.routines[:1] for one in context.schema.routines(*call)]
    is_known = all(map(_is_whole, bodies)) if bodies else change.is_whole
    return "" if is_known else f"this {change.word}"


def _unknown_function(change: Query, context: Context, *, is_missing: bool) -> str:
    """A function whose text does not say all; where one is missing, the first that no file makes."""
    for name, arguments in change.routines:
        bodies = list(context.schema.routines(name, arguments))
        if not all(map(_is_whole, bodies)) if bodies else is_missing:
            return f"{name.name}()"
    return ""


def _is_whole(routine: Routine) -> bool:
    return bool(routine.changes) or read_body(routine.language, routine.text, routine.names).is_whole


UNCHECKED_SQL = Rule(
    name="unchecked-sql",
    code="SC808",
    severity=Severity.INFO,
    on=(Code, Query, EndOfStatement),
    check=_unchecked,
    summary="DO, CALL, EXECUTE, a function or a file in Python of which neither a run nor the text says what it does",
    problem="Its statements are made at run time, or stand elsewhere. Run on the scratch server, what they drop, "
    "rename, define and lock is seen. It is an error where that was wanted and did not happen: because the server "
    "refuses the statement or lacks something, because one before it was left out or failed, because it turns off "
    "client_min_messages for itself, or because files in Python are not run unless they are trusted.",
    remedy="Write plain statements; or let it run: without --static, and with SCHEMACTL_TRUST=1 if you know who wrote "
    "the files.",
    given=GIVEN,
    bad="-- with --static\nDO $$ DECLARE t text := 'users'; BEGIN EXECUTE 'DROP TABLE ' || t; END $$;",
    good="ALTER TABLE users ALTER COLUMN email SET DEFAULT '';",
    aliases=("pgsafe:unchecked-do-block", "pg-schema-diff:HAS_UNTRACKABLE_DEPENDENCIES"),
)

RULES = (UNCHECKED_SQL,)
