"""Tables and indexes that are written anew under ACCESS EXCLUSIVE."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemactl.lint.changes import AddColumn, AlterType, Cluster, MoveStorage, SetExpression, SetLogged, Vacuum
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.nodes import function_calls, is_plain_cast
from schemactl.lint.rules.common import column_shown, shown
from schemactl.lint.types import keeps_rows

GIVEN = "CREATE TABLE orders (id int PRIMARY KEY, code varchar(20), total int);"
EXPAND = (
    "Add a column of the new type, keep it filled by a trigger, copy the rows in batches, and swap the names in one "
    "short transaction."
)


def _type(change: AlterType, context: Context) -> Iterator[Hit]:
    """Told once for each ALTER TABLE, which writes the table once, with all the columns that make it do so."""
    if change.relation != "table" or not context.is_old(change.table):
        return
    causes = _causes(change, context) if context.is_first("types", context.here.index, change.table) else []
    if causes:
        words = ", ".join(_from_to(one, context) for one in causes)
        name = column_shown(causes[0].table, causes[0].column) if len(causes) == 1 else shown(change.table)
        zoned = any(_is_zoned(one, context) for one in causes)
        message = f"writes all of {shown(change.table)} anew to change {words}"
        yield Hit(message, name, _ZONES if zoned else "", at=causes[0].at, word=causes[0].column)


def _causes(first: AlterType, context: Context) -> list[AlterType]:
    """The type changes of this statement for which the table is written anew; all of them if it is not known which."""
    rewrites = context.rewrites(first.table)
    changes = [one for one in context.here.changes if isinstance(one, AlterType) and one.table == first.table]
    costly = [one for one in changes if not _is_free(one, context)]
    return [] if rewrites is False else costly or (changes if rewrites else [])


def _from_to(change: AlterType, context: Context) -> str:
    known = context.schema.column(change.table, change.column)
    from_ = f" from {known.type.text}" if known and known.type else ""
    return f"{column_shown(change.table, change.column)}{from_} to {change.type.text}"


def _is_zoned(change: AlterType, context: Context) -> bool:
    known = context.schema.column(change.table, change.column)
    return bool(known and known.type and {known.type.base, change.type.base} == _ZONED)


_ZONED = {"timestamp", "timestamptz"}
_ZONES = (
    "In a session whose time zone is UTC (SET LOCAL timezone = 'UTC') the table is kept as it is, if UTC is what the "
    "values mean, there is no USING, and no index on the column. Otherwise: " + EXPAND
)


def _is_free(change: AlterType, context: Context) -> bool:
    """Whether the text alone tells that rows stay as they are."""
    known = context.schema.column(change.table, change.column)
    if not known or not known.type or not (change.using is None or is_plain_cast(change.using, change.column)):
        return False
    utc = context.settings.get("timezone", "").upper() in ("UTC", "ETC/UTC", "GMT")
    return bool(keeps_rows(known.type, change.type, utc=utc))


TYPE_CHANGE_REWRITES = Rule(
    name="type-change-rewrites",
    code="SC201",
    severity=Severity.ERROR,
    on=(AlterType,),
    check=_type,
    summary="ALTER COLUMN TYPE that writes the table anew",
    problem="The table and all its indexes are written anew under ACCESS EXCLUSIVE; a table twice as large takes "
    "twice as long, and needs the space twice.",
    remedy=EXPAND,
    given=GIVEN,
    bad="ALTER TABLE orders ALTER COLUMN id TYPE bigint;",
    good="ALTER TABLE orders ALTER COLUMN code TYPE varchar(40);",
    aliases=(
        "squawk:changing-column-type",
        "eugene:E5",
        "atlas:PG301",
        "pgsafe:alter-column-type",
        "diesel-guard:AlterColumnTypeCheck",
        "django-migration-linter:ALTER_COLUMN",
        "strong-migrations:change_column",
    ),
)


def _rebuilds(change: AlterType, context: Context) -> Iterator[Hit]:
    seen = context.seen
    if not seen or context.rewrites(change.table) or change is not context.first(AlterType):
        return
    for index in seen.rebuilt:
        yield Hit(
            f"rebuilds the index {shown(index.name)} while nobody can read or write {shown(index.of)}",
            shown(index.name),
        )


TYPE_CHANGE_REBUILDS_INDEX = Rule(
    name="type-change-rebuilds-index",
    code="SC202",
    severity=Severity.ERROR,
    on=(AlterType,),
    check=_rebuilds,
    summary="ALTER COLUMN TYPE that keeps the rows and rebuilds an index (seen on the scratch server)",
    problem="A collation, citext, an expression or a predicate over the column makes the old index useless: it is "
    "built under ACCESS EXCLUSIVE.",
    remedy="Drop the index CONCURRENTLY before, and build it CONCURRENTLY after.",
    given=GIVEN + "\nCREATE INDEX orders_code_idx ON orders (lower(code));",
    bad="ALTER TABLE orders ALTER COLUMN code TYPE text;",
    good="DROP INDEX CONCURRENTLY orders_code_idx;\nALTER TABLE orders ALTER COLUMN code TYPE text;",
    needs_run=True,
)


def _rechecks(change: AlterType, context: Context) -> Iterator[Hit]:
    seen = context.seen
    if not seen or context.rewrites(change.table) or seen.rebuilt or change is not context.first(AlterType):
        return
    if context.is_old(change.table) and context.scans(change.table):
        yield Hit(
            f"checks a CHECK of {shown(change.table)} over every row again while nobody can read or write it",
            shown(change.table),
        )


TYPE_CHANGE_RECHECKS = Rule(
    name="type-change-rechecks",
    code="SC203",
    severity=Severity.WARNING,
    on=(AlterType,),
    check=_rechecks,
    summary="ALTER COLUMN TYPE that keeps the rows and checks a CHECK again (seen on the scratch server)",
    problem="A CHECK over the column is verified under ACCESS EXCLUSIVE.",
    remedy="Drop the CHECK, change the type, add the CHECK NOT VALID, and validate it in a later transaction.",
    given=GIVEN + "\nALTER TABLE orders ADD CHECK (code <> '');",
    bad="ALTER TABLE orders ALTER COLUMN code TYPE varchar(40);",
    good="ALTER TABLE orders DROP CONSTRAINT orders_code_check;\n"
    "ALTER TABLE orders ALTER COLUMN code TYPE varchar(40);",
    aliases=("strong-migrations:change_column_constraint",),
    needs_run=True,
)

# Functions that give the same value within a statement, or always: a default made of these costs nothing.
CALM = frozenset(
    """now current_timestamp transaction_timestamp statement_timestamp current_date localtimestamp timezone make_date
    make_interval make_timestamp make_timestamptz date_trunc date_part extract lower upper concat concat_ws coalesce
    length md5 encode decode to_char to_date to_timestamp to_number jsonb_build_object jsonb_build_array
    json_build_object json_build_array array_fill int4range int8range numrange tsrange tstzrange daterange abs round
    floor ceil power current_setting current_user session_user current_database current_schema version pg_backend_pid
    inet_client_addr to_tsvector to_jsonb to_json age btrim ltrim rtrim replace substr substring left right initcap mod
    format string_to_array array_append jsonb_object hashtext sha256 uuid_nil txid_current make_time justify_hours
    justify_days justify_interval pi sqrt cbrt exp ln log log10 sign trunc degrees radians sin cos tan ascii chr repeat
    reverse split_part strpos starts_with translate lpad rpad octet_length bit_length char_length regexp_replace
    regexp_match quote_ident quote_literal quote_nullable parse_ident cardinality array_length array_position
    array_prepend array_cat array_remove array_to_string jsonb_set jsonb_strip_nulls jsonb_typeof jsonb_array_length
    json_object row_to_json sha224 sha384 sha512 int4multirange phraseto_tsquery plainto_tsquery to_tsquery
    point box circle lseg polygon host masklen network family broadcast inet_server_addr gcd lcm div width_bucket
    num_nonnulls num_nulls pg_typeof current_schemas to_regclass pg_get_userbyid""".split()
)


def _is_default_change(change: AddColumn, context: Context) -> bool:
    return (
        change.relation == "table"
        and context.is_old(change.table)
        and not (change.if_not_exists and context.schema.column(change.table, change.column.name))
    )


def _calls(expression: Any) -> set[str]:
    is_constant = expression is None or expression.WhichOneof("node") == "a_const"
    return set() if is_constant else {name.name for name, _ in function_calls(expression)}


def _volatile(change: AddColumn, context: Context) -> Iterator[Hit]:
    rewrites = context.rewrites(change.table)
    if rewrites is False or not _is_volatile(change, context):
        return
    if rewrites and context.schema.has_constraints(change.column.type):
        return
    if context.is_first("volatile", context.here.index, change.table):  # written anew once, for all of them
        same = (one for one in context.here.changes if isinstance(one, AddColumn) and one.table == change.table)
        columns = [one.column.name for one in same if _is_volatile(one, context)]
        name = column_shown(change.table, columns[0])
        yield Hit(f"writes all of {shown(change.table)} anew, to give each row its own {', '.join(columns)}", name)


def _is_volatile(change: AddColumn, context: Context) -> bool:
    """Whether the column gets a default that differs from row to row."""
    calls = _calls(change.column.default)
    is_plain = _is_default_change(change, context) and not change.column.generated
    return is_plain and bool(calls - CALM)


VOLATILE_DEFAULT_REWRITES = Rule(
    name="volatile-default-rewrites",
    code="SC204",
    severity=Severity.ERROR,
    on=(AddColumn,),
    check=_volatile,
    summary="ADD COLUMN with a volatile default",
    problem="A default that differs from row to row (random(), nextval(), gen_random_uuid()) writes the "
    "table and its indexes anew under ACCESS EXCLUSIVE. A constant, and now(), cost nothing.",
    remedy="ADD COLUMN without the default, then SET DEFAULT for new rows, then fill the old ones in batches.",
    given=GIVEN,
    bad="ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();",
    good="ALTER TABLE orders ADD COLUMN made_at timestamptz DEFAULT now();",
    aliases=(
        "squawk:adding-field-with-default",
        "atlas:PG302",
        "pgsafe:add-column-volatile-default",
        "diesel-guard:AddColumnCheck",
        "strong-migrations:add_column_default",
    ),
)


def _serial(change: AddColumn, context: Context) -> Iterator[Hit]:
    column = change.column
    if not _is_default_change(change, context) or context.rewrites(change.table) is False:
        return
    if column.is_serial or column.identity:
        name = column_shown(change.table, column.name)
        yield Hit(f"writes all of {shown(change.table)} anew, to number its rows", name)


SERIAL_COLUMN_REWRITES = Rule(
    name="serial-column-rewrites",
    code="SC205",
    severity=Severity.ERROR,
    on=(AddColumn,),
    check=_serial,
    summary="ADD COLUMN serial or GENERATED AS IDENTITY",
    problem="Every row gets its number at once: the table and its indexes are written anew under ACCESS EXCLUSIVE.",
    remedy="Add a nullable bigint, SET DEFAULT nextval(…) of a sequence, fill the old rows in batches, make it "
    "NOT NULL, and then an identity if you like.",
    given=GIVEN,
    bad="ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;",
    good="ALTER TABLE orders ADD COLUMN number bigint;",
    aliases=(
        "eugene:E11",
        "pgsafe:add-column-serial",
        "pgsafe:add-column-identity",
        "diesel-guard:AddSerialColumnCheck",
        "diesel-guard:AddIdentityColumnCheck",
        "strong-migrations:add_column_auto_incrementing",
    ),
)


def _generated(change: AddColumn | SetExpression, context: Context) -> Iterator[Hit]:
    if change.relation != "table" or not context.is_old(change.table) or context.rewrites(change.table) is False:
        return
    if isinstance(change, AddColumn):
        if change.column.generated != "s" or not _is_default_change(change, context):
            return
        column = change.column.name
    else:
        known = context.schema.column(change.table, change.column)
        if known and known.generated == "v":
            return
        column = change.column
    name = column_shown(change.table, column)
    yield Hit(f"writes all of {shown(change.table)} anew, to compute {column} of each row", name, word=column)


STORED_GENERATED_REWRITES = Rule(
    name="stored-generated-rewrites",
    code="SC206",
    severity=Severity.ERROR,
    on=(AddColumn, SetExpression),
    check=_generated,
    summary="ADD COLUMN … GENERATED … STORED, SET EXPRESSION of one",
    problem="The table and its indexes are written anew under ACCESS EXCLUSIVE.",
    remedy="From Postgres 18 on, VIRTUAL costs nothing; before, a plain column that a trigger keeps, filled in "
    "batches.",
    given=GIVEN,
    bad="ALTER TABLE orders ADD COLUMN twice int GENERATED ALWAYS AS (total * 2) STORED;",
    good="ALTER TABLE orders ADD COLUMN twice int;",
    aliases=(
        "squawk:adding-field-with-default",
        "eugene:E11",
        "pgsafe:add-column-generated-stored",
        "diesel-guard:GeneratedColumnCheck",
        "strong-migrations:add_column_generated_stored",
    ),
)


def _logged(change: SetLogged, context: Context) -> Iterator[Hit]:
    if context.is_old(change.table) and context.rewrites(change.table) is not False and change.relation == "table":
        word = "LOGGED" if change.is_logged else "UNLOGGED"
        yield Hit(f"writes all of {shown(change.table)} anew to make it {word}", shown(change.table))


SET_LOGGED_REWRITES = Rule(
    name="set-logged-rewrites",
    code="SC208",
    severity=Severity.ERROR,
    on=(SetLogged,),
    check=_logged,
    summary="SET LOGGED, SET UNLOGGED",
    problem="The table and its indexes are written anew under ACCESS EXCLUSIVE; UNLOGGED rows are gone after a crash.",
    remedy="Make a new table of the wanted kind, copy the rows in batches, and swap the two.",
    given=GIVEN,
    bad="ALTER TABLE orders SET UNLOGGED;",
    good="CREATE UNLOGGED TABLE carts (id bigint);",
    aliases=("pgsafe:set-logged-unlogged",),
)


def _moved(change: MoveStorage, context: Context) -> Iterator[Hit]:
    if change.relation not in ("table", "index", "materialized view") or not context.is_old(change.table):
        return
    seen = context.seen
    if seen and not seen.rewritten:
        return
    name = shown(change.table)
    yield Hit(f"moves all of {name} to the {change.what} {change.name} while nobody can read or write it", name)


STORAGE_MOVE_REWRITES = Rule(
    name="storage-move-rewrites",
    code="SC209",
    severity=Severity.ERROR,
    on=(MoveStorage,),
    check=_moved,
    summary="SET TABLESPACE or SET ACCESS METHOD to another one",
    problem="All blocks are copied under ACCESS EXCLUSIVE.",
    remedy="Make a new table there, copy the rows in batches, and swap the two; pg_repack can move to a "
    "tablespace online.",
    given=GIVEN,
    bad="ALTER TABLE orders SET TABLESPACE fast;",
    good="ALTER TABLE orders SET (fillfactor = 80);",
    aliases=("pgsafe:set-access-method",),
)


def _vacuum(change: Vacuum | Cluster, context: Context) -> Iterator[Hit]:
    if isinstance(change, Vacuum) and not change.full:
        return
    if change.table.name and not context.is_old(change.table):
        return
    name = shown(change.table) if change.table.name else "every table"
    word = "VACUUM FULL" if isinstance(change, Vacuum) else "CLUSTER"
    yield Hit(f"{word} writes {name} anew while nobody can read or write it", name)


VACUUM_FULL_CLUSTER = Rule(
    name="vacuum-full-cluster",
    code="SC210",
    severity=Severity.ERROR,
    on=(Vacuum, Cluster),
    check=_vacuum,
    summary="VACUUM FULL, CLUSTER",
    problem="The table and its indexes are written anew under ACCESS EXCLUSIVE.",
    remedy="pg_repack does the same online; plain VACUUM is mostly enough.",
    given=GIVEN,
    bad="VACUUM FULL orders;",
    good="VACUUM orders;",
    aliases=("squawk:prefer-repack", "pgsafe:vacuum-full-cluster"),
)


RULES = (
    TYPE_CHANGE_REWRITES,
    TYPE_CHANGE_REBUILDS_INDEX,
    TYPE_CHANGE_RECHECKS,
    VOLATILE_DEFAULT_REWRITES,
    SERIAL_COLUMN_REWRITES,
    STORED_GENERATED_REWRITES,
    SET_LOGGED_REWRITES,
    STORAGE_MOVE_REWRITES,
    VACUUM_FULL_CLUSTER,
)
