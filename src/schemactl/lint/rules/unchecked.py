"""Code of which neither a run nor its text says what it does."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import Code, Query
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.plpgsql import read_body

GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, email text);"
_NO_ROUTINE = frozenset({"42883", "42501"})


def _unchecked(change: Code | Query, context: Context) -> Iterator[Hit]:
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


def _unknown_code(change: Code, context: Context) -> str:
    """How to call it, if its text does not say all that it does."""
    body = context.schema.bodies.get(change.routine)
    is_known = read_body(*body).is_whole if body else change.is_whole
    return "" if is_known else f"this {change.word}"


def _unknown_function(change: Query, context: Context, *, is_missing: bool) -> str:
    """A function whose text does not say all; where one is missing, the first that no file makes."""
    for name in change.routines:
        body = context.schema.bodies.get(name)
        if not read_body(*body).is_whole if body else is_missing:
            return f"{name}()"
    return ""


UNCHECKED_SQL = Rule(
    name="unchecked-sql",
    code="SC808",
    severity=Severity.INFO,
    on=(Code, Query),
    check=_unchecked,
    summary="DO, CALL, EXECUTE, a function or a file in Python of which neither a run nor the text says what it does",
    problem="Its statements are made at run time, or stand elsewhere. Run on the scratch server, what they drop, "
    "rename, define and lock is seen. It is an error where that was wanted and did not happen: because the server "
    "refuses the statement or lacks something, because one before it was left out or failed, or because files in "
    "Python are not run unless they are trusted.",
    remedy="Write plain statements; or let it run: without --static, and with SCHEMACTL_TRUST=1 if you know who wrote "
    "the files.",
    given=GIVEN,
    bad="-- with --static\nDO $$ DECLARE t text := 'users'; BEGIN EXECUTE 'DROP TABLE ' || t; END $$;",
    good="ALTER TABLE users ALTER COLUMN email SET DEFAULT '';",
    aliases=("pgsafe:unchecked-do-block", "pg-schema-diff:HAS_UNTRACKABLE_DEPENDENCIES"),
)

RULES = (UNCHECKED_SQL,)
