"""NOT NULL set and dropped."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddConstraint, AlterDomain, DropNotNull, Mutation, Name, SetNotNull
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import column_shown, is_first_of, plain, shown
from schemactl.lint.rules.constraints import is_proven

GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, email text, name text NOT NULL);"
PROVEN = "\nALTER TABLE users ADD CONSTRAINT email_given CHECK (email IS NOT NULL);"


def _steps(table: Name, column: str, context: Context) -> str:
    """The way there without a long lock, for this server."""
    name = shown(table)
    if context.major >= 18:
        return (
            f"ALTER TABLE {name} ADD CONSTRAINT {column}_not_null NOT NULL {column} NOT VALID, and in a later "
            f"transaction ALTER TABLE {name} VALIDATE CONSTRAINT {column}_not_null."
        )
    return (
        f"ALTER TABLE {name} ADD CONSTRAINT {column}_given CHECK ({column} IS NOT NULL) NOT VALID; in a later "
        f"transaction VALIDATE CONSTRAINT {column}_given; then SET NOT NULL, which believes it; then drop it."
    )


def _columns(change: SetNotNull | AddConstraint) -> tuple[str, ...]:
    if isinstance(change, SetNotNull):
        return (change.column,)
    one = change.constraint
    return one.columns if one.kind == "not_null" and one.is_valid else ()


def _set(change: SetNotNull | AddConstraint, context: Context) -> Iterator[Hit]:
    """Told once for each table of a statement: it is scanned once."""
    if change.relation != "table" or not context.is_old(change.table):
        return
    if not is_first_of(change, (SetNotNull, AddConstraint), context):
        return
    scans, table = context.scans(change.table), shown(change.table)
    asked = [
        column
        for one in context.here.changes
        if isinstance(one, (SetNotNull, AddConstraint)) and one.table == change.table
        for column in _columns(one)
        if scans or (scans is None and not _is_free(change.table, column, context))
    ]
    if asked:
        names = ", ".join(column_shown(change.table, column) for column in asked)
        message = f"looks for nulls in {names} while nobody can read or write {table}"
        name = names if len(asked) == 1 else table
        yield Hit(message, name, " ".join(_steps(change.table, column, context) for column in asked), word=asked[0])


def _is_free(table: Name, column: str, context: Context) -> bool:
    known = context.schema.column(table, column)
    return bool(known and known.not_null) or is_proven(table, column, context)


SET_NOT_NULL_SCANS = Rule(
    name="set-not-null-scans",
    code="SC109",
    severity=Severity.ERROR,
    on=(SetNotNull, AddConstraint),
    check=_set,
    summary="SET NOT NULL without a valid constraint that proves it",
    problem="The whole table is scanned under ACCESS EXCLUSIVE, unless a valid CHECK says already that there are "
    "no nulls.",
    remedy="Before Postgres 18: a CHECK (… IS NOT NULL) NOT VALID, VALIDATE, SET NOT NULL, drop the CHECK. From "
    "18 on: ADD CONSTRAINT … NOT NULL … NOT VALID, then VALIDATE.",
    given=GIVEN,
    bad="ALTER TABLE users ALTER COLUMN email SET NOT NULL;",
    good="ALTER TABLE users ADD CONSTRAINT email_given CHECK (email IS NOT NULL) NOT VALID;",
    aliases=(
        "squawk:adding-not-nullable-field",
        "eugene:E2",
        "atlas:PG303",
        "pgsafe:set-not-null",
        "diesel-guard:AddNotNullCheck",
        "strong-migrations:change_column_null",
    ),
)


def _may_fail(change: SetNotNull | AddConstraint, context: Context) -> Iterator[Hit]:
    if change.relation != "table" or not context.has_rows(change.table):
        return
    for column in _columns(change):
        known = context.schema.column(change.table, column)
        if known and (
            known.not_null or (known.is_new and known.has_default and not context.schema.is_filled(change.table))
        ):
            continue
        if is_proven(change.table, column, context) or _is_filled_before(change.table, column, context):
            continue
        name = column_shown(change.table, column)
        remedy = (
            f"Fill the nulls before, and count them: SELECT count(*) FROM {shown(change.table)} WHERE {column} IS NULL"
        )
        yield Hit(f"fails if {name} is null anywhere", name, remedy, word=column)


def _is_filled_before(table: Name, column: str, context: Context) -> bool:
    return bool(context.changes_before(Mutation, (_filled, (plain(table), column))))


def _filled(change: Mutation) -> set[tuple[Name, str]]:
    """The columns that are null nowhere when it is done, as far as one can tell."""
    updated = [name for name, _ in change.columns] if change.verb == "update" else []
    return {(plain(change.table), column) for column in (*change.nulls, *updated)}


NOT_NULL_MAY_FAIL = Rule(
    name="not-null-may-fail",
    code="SC503",
    severity=Severity.WARNING,
    on=(SetNotNull, AddConstraint),
    check=_may_fail,
    summary="SET NOT NULL on a column that nothing has filled before",
    problem="It works on an empty scratch database, and fails on the first null of a real one.",
    remedy="Fill the nulls in an earlier migration, and count them before this one.",
    given=GIVEN,
    bad="ALTER TABLE users ALTER COLUMN email SET NOT NULL;",
    good="UPDATE users SET email = '' WHERE email IS NULL;\nALTER TABLE users ALTER COLUMN email SET NOT NULL;",
    aliases=("atlas:MF104",),
)


def _dropped(change: DropNotNull | AlterDomain, context: Context) -> Iterator[Hit]:
    if isinstance(change, AlterDomain):
        if change.action == "drop_not_null" and context.schema.resolve(change.domain) not in context.schema.new_types:
            name = shown(change.domain)
            yield Hit(f"lets nulls into every column of the domain {name}, which their readers do not expect", name)
        return
    if change.relation != "table" or not context.is_old(change.table):
        return
    if not is_first_of(change, (DropNotNull,), context):
        return
    dropped = [one for one in context.here.changes if isinstance(one, DropNotNull) and one.table == change.table]
    names = [one.column for one in dropped if _was_not_null(one, context)]
    if len(names) == 1:
        name = column_shown(change.table, names[0])
        yield Hit(f"lets nulls into {name}, which its readers do not expect", name, word=names[0])
    elif names:
        table = shown(change.table)
        message = f"lets nulls into {', '.join(names)} of {table}, which their readers do not expect"
        yield Hit(message, table, word=names[0])


def _was_not_null(change: DropNotNull, context: Context) -> bool:
    known = context.schema.column(change.table, change.column)
    return not known or not (known.is_new or (known.type and not known.not_null))


NOT_NULL_DROPPED = Rule(
    name="not-null-dropped",
    code="SC405",
    severity=Severity.WARNING,
    on=(DropNotNull, AlterDomain),
    check=_dropped,
    summary="DROP NOT NULL of a column or a domain",
    problem="Programs that read the column and were never given a null get one.",
    remedy="Deploy readers that can take a null first. The way back is a SET NOT NULL, which then may fail.",
    given=GIVEN,
    bad="ALTER TABLE users ALTER COLUMN name DROP NOT NULL;",
    good="ALTER TABLE users ALTER COLUMN name SET DEFAULT '';",
    aliases=("squawk:ban-drop-not-null", "pgsafe:drop-not-null", "diesel-guard:DropNotNullCheck"),
)

RULES = (SET_NOT_NULL_SCANS, NOT_NULL_MAY_FAIL, NOT_NULL_DROPPED)
