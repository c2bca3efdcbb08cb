"""Constraints that are checked, or whose index is built, while everybody waits."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddColumn, AddConstraint, Constraint, Name
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import shown
from schemactl.lint.rules.required_column import is_required

GIVEN = """\
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total int);
CREATE TABLE users (id bigint PRIMARY KEY);"""


def _added(change: AddConstraint | AddColumn, kind: str) -> Iterator[Constraint]:
    """The constraints of a kind that come with a change."""
    constraints = change.column.constraints if isinstance(change, AddColumn) else (change.constraint,)
    return (one for one in constraints if one.kind == kind)


def _is_about_rows(change: AddConstraint | AddColumn, context: Context) -> bool:
    return change.relation == "table" and context.is_old(change.table)


def _check(change: AddConstraint | AddColumn, context: Context) -> Iterator[Hit]:
    if not _is_about_rows(change, context) or context.scans(change.table) is False:
        return
    for one in _added(change, "check"):
        if one.is_valid and one.is_enforced:
            table = shown(change.table)
            yield Hit(f"checks every row of {table} while nobody can read or write it", table, at=one.at)


CHECK_NOT_VALID_MISSING = Rule(
    name="check-not-valid-missing",
    code="SC104",
    severity=Severity.ERROR,
    on=(AddConstraint, AddColumn),
    check=_check,
    summary="A CHECK that is validated at once, also one that comes with ADD COLUMN",
    problem="It scans the table under ACCESS EXCLUSIVE; with ADD COLUMN too, although the column is empty.",
    remedy="ADD CONSTRAINT … NOT VALID, and in a later transaction ALTER TABLE … VALIDATE CONSTRAINT, which lets "
    "others read and write. Split a CHECK off from ADD COLUMN.",
    given=GIVEN,
    bad="ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total > 0);",
    good="ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total > 0) NOT VALID;",
    aliases=(
        "squawk:constraint-missing-not-valid",
        "eugene:E1",
        "atlas:PG305",
        "pgsafe:add-check-without-not-valid",
        "diesel-guard:AddCheckConstraintCheck",
        "strong-migrations:add_check_constraint",
    ),
)


def _foreign_key(change: AddConstraint | AddColumn, context: Context) -> Iterator[Hit]:
    if not _is_about_rows(change, context) or context.scans(change.table) is False:
        return
    for one in _added(change, "foreign_key"):
        is_empty = isinstance(change, AddColumn) and not change.column.is_filled
        if not one.is_valid or not one.is_enforced or is_empty:
            continue
        tables = f"{shown(change.table)} and {shown(one.table)}"
        known = context.schema.table(change.table)
        is_partitioned = bool(known and known.is_partitioned)
        remedy = _PARTITIONED_KEY if is_partitioned and context.major < 18 else ""
        yield Hit(
            f"checks every row of {tables} while nobody can write to either", shown(change.table), remedy, at=one.at
        )


_PARTITIONED_KEY = (
    "NOT VALID is refused for a partitioned table before Postgres 18: add the key to each partition NOT VALID, "
    "validate those, and add it to the whole last."
)
FK_NOT_VALID_MISSING = Rule(
    name="fk-not-valid-missing",
    code="SC105",
    severity=Severity.ERROR,
    on=(AddConstraint, AddColumn),
    check=_foreign_key,
    summary="A FOREIGN KEY on an old table that is validated at once",
    problem="It holds SHARE ROW EXCLUSIVE on both tables while it scans both.",
    remedy="ADD CONSTRAINT … NOT VALID, and in a later transaction ALTER TABLE … VALIDATE CONSTRAINT.",
    given=GIVEN,
    bad="ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id);",
    good="ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;",
    aliases=(
        "squawk:adding-foreign-key-constraint",
        "squawk:constraint-missing-not-valid",
        "eugene:E1",
        "pgsafe:add-fk-without-not-valid",
        "diesel-guard:AddForeignKeyCheck",
        "strong-migrations:add_foreign_key",
    ),
)


def _index_of(kind: str, words: str) -> object:
    def check(change: AddConstraint | AddColumn, context: Context) -> Iterator[Hit]:
        if not _is_about_rows(change, context) or (isinstance(change, AddColumn) and is_required(change)):
            return  # what is required of every row fails if there is one
        for one in _added(change, kind):
            if not one.using:
                table = shown(change.table)
                yield Hit(f"builds the index of a {words} while nobody can read or write {table}", table, at=one.at)

    return check


UNIQUE_BUILDS_INDEX = Rule(
    name="unique-builds-index",
    code="SC106",
    severity=Severity.ERROR,
    on=(AddConstraint, AddColumn),
    check=_index_of("unique", "unique constraint"),  # type: ignore[arg-type]
    summary="ADD UNIQUE, or ADD COLUMN … UNIQUE",
    problem="The index is built under ACCESS EXCLUSIVE.",
    remedy="CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … UNIQUE USING INDEX.",
    given=GIVEN + "\nCREATE UNIQUE INDEX orders_user_key ON orders (user_id);",
    bad="ALTER TABLE orders ADD CONSTRAINT one_order UNIQUE (user_id);",
    good="ALTER TABLE orders ADD CONSTRAINT one_order UNIQUE USING INDEX orders_user_key;",
    aliases=(
        "squawk:disallowed-unique-constraint",
        "squawk:constraint-missing-not-valid",
        "eugene:E7",
        "atlas:PG105",
        "pgsafe:add-unique-constraint",
        "diesel-guard:AddUniqueConstraintCheck",
    ),
)

PK_BUILDS_INDEX = Rule(
    name="pk-builds-index",
    code="SC107",
    severity=Severity.ERROR,
    on=(AddConstraint, AddColumn),
    check=_index_of("primary_key", "primary key"),  # type: ignore[arg-type]
    summary="ADD PRIMARY KEY without USING INDEX",
    problem="The index is built under ACCESS EXCLUSIVE, behind a scan for nulls if the columns may hold them.",
    remedy="Make the columns NOT NULL (see set-not-null-scans), CREATE UNIQUE INDEX CONCURRENTLY, then ADD "
    "CONSTRAINT … PRIMARY KEY USING INDEX.",
    given="CREATE TABLE events (id bigint NOT NULL);\nCREATE UNIQUE INDEX events_id_idx ON events (id);",
    bad="ALTER TABLE events ADD PRIMARY KEY (id);",
    good="ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_idx;",
    aliases=(
        "squawk:adding-serial-primary-key-field",
        "squawk:constraint-missing-not-valid",
        "eugene:E7",
        "atlas:PG104",
        "pgsafe:add-primary-key-without-index",
        "diesel-guard:AddPrimaryKeyCheck",
    ),
)


def _nullable_key(change: AddConstraint, context: Context) -> Iterator[Hit]:
    one = change.constraint
    if one.kind != "primary_key" or not one.using or not _is_about_rows(change, context):
        return
    scans = context.scans(change.table)
    index = context.schema.index_of(change.table, one.using)
    nullable = [name for name in (index.columns if index else ()) if _may_be_null(change.table, name, context)]
    is_unknown = context.schema.table(change.table) is None and not (context.trace and context.trace.error)
    if scans or (scans is None and (nullable or is_unknown)):
        named = f" ({', '.join(nullable)})" if nullable else " (unless its columns are NOT NULL)" if is_unknown else ""
        yield Hit(
            f"looks for nulls in {shown(change.table)}{named} while nobody can read or write it", shown(change.table)
        )


def _may_be_null(table: Name, column: str, context: Context) -> bool:
    known = context.schema.column(table, column)
    return known is not None and not known.not_null and not is_proven(table, column, context)


def is_proven(table: Name, column: str, context: Context) -> bool:
    """Whether a valid CHECK of the table says that a column is never null."""
    known = context.schema.table(table)
    constraints = known.constraints.values() if known else ()
    return any(
        one.kind == "check" and one.is_valid and one.is_enforced and column in one.not_null for one in constraints
    )


PK_USING_INDEX_NULLABLE = Rule(
    name="pk-using-index-nullable",
    code="SC108",
    severity=Severity.ERROR,
    on=(AddConstraint,),
    check=_nullable_key,
    summary="PRIMARY KEY USING INDEX over columns that may be null",
    problem="It sets them NOT NULL, and scans the table for that under ACCESS EXCLUSIVE.",
    remedy="Make the columns NOT NULL first, without a scan under lock: see set-not-null-scans.",
    given="CREATE TABLE events (id bigint, at date NOT NULL);\nCREATE UNIQUE INDEX events_id_idx ON events (id);\n"
    "CREATE UNIQUE INDEX events_at_idx ON events (at);",
    bad="ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_idx;",
    good="ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_at_idx;",
    aliases=("eugene:W14", "atlas:PG304"),
)


def _exclusion(change: AddConstraint, context: Context) -> Iterator[Hit]:
    if change.constraint.kind == "exclude" and _is_about_rows(change, context):
        table = shown(change.table)
        yield Hit(f"builds an index and checks every row of {table} while nobody can read or write it", table)


EXCLUSION_CONSTRAINT = Rule(
    name="exclusion-constraint",
    code="SC110",
    severity=Severity.ERROR,
    on=(AddConstraint,),
    check=_exclusion,
    summary="ADD EXCLUDE on an old table",
    problem="The index is built and the table scanned under ACCESS EXCLUSIVE; there is no way to do it concurrently.",
    remedy="Make a new table with the constraint, keep it filled by a trigger, copy the rows in batches, and swap "
    "the two.",
    given="CREATE TABLE bookings (room int, during int4range);",
    bad="ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);",
    good="CREATE TABLE stays (during int4range, EXCLUDE USING gist (during WITH &&));",
    aliases=(
        "eugene:E8",
        "pgsafe:add-exclusion-constraint",
        "diesel-guard:AddExcludeConstraintCheck",
        "squawk:constraint-missing-not-valid",
    ),
)

RULES = (
    CHECK_NOT_VALID_MISSING,
    FK_NOT_VALID_MISSING,
    UNIQUE_BUILDS_INDEX,
    PK_BUILDS_INDEX,
    PK_USING_INDEX_NULLABLE,
    EXCLUSION_CONSTRAINT,
)
