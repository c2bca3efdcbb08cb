"""What is dropped with the rows in it: tables, columns, schemas, databases, sequences."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddColumn, Drop, DropColumn, Query
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import TABLES, column_shown, owners, owners_of_default, plain, shown


def _table(change: Drop, context: Context) -> Iterator[Hit]:
    if change.what not in TABLES or not context.is_old(change.name):
        return
    name, known = shown(change.name), context.schema.table(change.name)
    if change.what == "foreign table":
        message = f"drops the foreign table {name}: its rows stay where they are, and whoever reads it fails"
        yield Hit(message, name, word=change.name.name, severity=Severity.WARNING)
    elif known and known.is_partitioned and known.is_whole and not any(context.schema.partitions(known.name)):
        message = f"drops the partitioned table {name}, which has no partition and so no rows"
        yield Hit(message, name, word=change.name.name, severity=Severity.WARNING)
    else:
        yield Hit(f"drops the table {name} with all its rows", name, word=change.name.name)


TABLE_DROPPED = Rule(
    name="table-dropped",
    code="SC301",
    severity=Severity.ERROR,
    on=(Drop,),
    check=_table,
    summary="DROP TABLE of a table that this file did not make",
    problem="The rows are gone, and no down migration brings them back. Programs that still run fail at their "
    "next query.",
    remedy="Stop using the table first; rename it away, wait, and drop it in a later migration. If it is empty, "
    "prove it: -- schemactl:assert select not exists (select from the_table)",
    given="CREATE TABLE users (id bigint PRIMARY KEY);",
    bad="DROP TABLE users;",
    good="ALTER TABLE users ADD COLUMN email text;",
    aliases=(
        "squawk:ban-drop-table",
        "atlas:DS102",
        "pgsafe:drop-table",
        "diesel-guard:DropTableCheck",
        "django-migration-linter:DROP_TABLE",
        "pg-schema-diff:DELETES_DATA",
        "drop-table",
    ),
    is_destructive=True,
)


def _column(change: DropColumn, context: Context) -> Iterator[Hit]:
    if change.relation not in TABLES or not context.is_old(change.table):
        return
    column = context.schema.column(change.table, change.column)
    if column and (column.is_new or column.generated == "v"):
        return
    if column and column.generated and _is_computed_anew(change, context):
        return
    name = column_shown(change.table, change.column)
    if change.relation == "foreign table":
        message = f"drops the column {name}: its values stay where they are, and whoever reads it fails"
        yield Hit(message, name, word=change.column, severity=Severity.WARNING)
    else:
        yield Hit(f"drops the column {name} with all its values", name, word=change.column)


def _is_computed_anew(change: DropColumn, context: Context) -> bool:
    """Whether the file adds a column of that name that is generated, so that its values are there again."""
    added = (*(one for one in context.here.changes if isinstance(one, AddColumn)), *context.changes_after(AddColumn))
    table = plain(change.table)
    return any(one.column.generated and plain(one.table) == table and one.column.name == change.column for one in added)


COLUMN_DROPPED = Rule(
    name="column-dropped",
    code="SC302",
    severity=Severity.ERROR,
    on=(DropColumn,),
    check=_column,
    summary="DROP COLUMN of a column that this file did not add",
    problem="The values are gone, and no down migration brings them back. Programs that still run and name the "
    "column fail.",
    remedy="Stop using the column first, and drop it in a later release. If nothing is in it, prove it: -- "
    "schemactl:assert select not exists (select from the_table where the_column is not null)",
    given="CREATE TABLE users (id bigint PRIMARY KEY, email text);",
    bad="ALTER TABLE users DROP COLUMN email;",
    good="ALTER TABLE users ALTER COLUMN email SET DEFAULT '';",
    aliases=(
        "squawk:ban-drop-column",
        "atlas:DS103",
        "pgsafe:drop-column",
        "diesel-guard:DropColumnCheck",
        "django-migration-linter:DROP_COLUMN",
        "strong-migrations:remove_column",
        "drop-column",
    ),
    is_destructive=True,
)


def _schema(change: Drop, _: Context) -> Iterator[Hit]:
    if change.what != "schema":
        return
    name = shown(change.name)
    if change.cascade:
        yield Hit(f"drops the schema {name} with all that is in it", name, word=change.name.name)
    else:
        message = f"drops the schema {name}: Postgres refuses that unless it is empty; whoever names it fails"
        yield Hit(message, name, word=change.name.name, severity=Severity.WARNING)


SCHEMA_DROPPED = Rule(
    name="schema-dropped",
    code="SC303",
    severity=Severity.ERROR,
    on=(Drop,),
    check=_schema,
    summary="DROP SCHEMA; a warning without CASCADE",
    problem="With CASCADE everything in the schema goes with it, rows and all; without, whoever relies on the "
    "name fails.",
    remedy="Drop what is in it by name, in migrations of its own, and the empty schema last.",
    given="CREATE SCHEMA audit;",
    bad="DROP SCHEMA audit CASCADE;",
    good="CREATE SCHEMA billing;",
    aliases=("atlas:DS101", "drop-schema"),
    is_destructive=True,
)


def _database(change: Drop, _: Context) -> Iterator[Hit]:
    if change.what == "database":
        yield Hit(f"drops the database {shown(change.name)}", shown(change.name), word=change.name.name)


DATABASE_DROPPED = Rule(
    name="database-dropped",
    code="SC304",
    severity=Severity.ERROR,
    on=(Drop,),
    check=_database,
    summary="DROP DATABASE",
    problem="Everything in it is gone at once, and a migration is not the place where anybody looks for that.",
    remedy="Drop databases by hand, with a backup at hand.",
    bad="DROP DATABASE app;",
    good="CREATE SCHEMA app;",
    aliases=("squawk:ban-drop-database", "pgsafe:drop-database", "diesel-guard:DropDatabaseCheck", "drop-database"),
    is_destructive=True,
)


def _sequence(change: Drop, context: Context) -> Iterator[Hit]:
    if change.what != "sequence":
        return
    name = context.schema.resolve(change.name)
    taken_over = {context.schema.resolve(t) for q in context.changes_before(Query) if q.sets_sequence for t in q.tables}
    if name not in context.schema.new_sequences | taken_over:
        message = f"drops the sequence {shown(change.name)} and where it stood{_with_defaults(change, context)}"
        yield Hit(message, shown(change.name), word=change.name.name)


def _with_defaults(change: Drop, context: Context) -> str:
    """What CASCADE takes along of defaults, told with the first sequence of a statement."""
    drops = [one for one in context.here.changes if isinstance(one, Drop) and one.what == "sequence" and one.cascade]
    if not drops or drops[0] is not change:
        return ""
    if context.seen is None:
        return "; CASCADE takes along the defaults that use it"
    own, dropped = owners(context.seen.dropped), context.seen.dropped
    gone = [ends for one in dropped if (ends := owners_of_default(one)) and own.isdisjoint(ends)]
    listed = ", ".join(column for column, _ in gone[:8]) + (f" and {len(gone) - 8} more" if len(gone) > 8 else "")
    return f"; CASCADE takes along the default of {listed}" if gone else ""


SEQUENCE_DROPPED = Rule(
    name="sequence-dropped",
    code="SC306",
    severity=Severity.ERROR,
    on=(Drop,),
    check=_sequence,
    summary="DROP SEQUENCE",
    problem="The counter is gone: made again it starts at 1, and gives out numbers that are taken.",
    remedy="Set what takes its place to where it stands first: SELECT setval('…', last_value, is_called) FROM it.",
    given="CREATE SEQUENCE order_numbers; CREATE SEQUENCE numbers;",
    bad="DROP SEQUENCE order_numbers;",
    good="SELECT setval('numbers', last_value, is_called) FROM order_numbers;\nDROP SEQUENCE order_numbers;",
    aliases=("pg-schema-diff:DELETES_DATA", "drop-sequence"),
    is_destructive=True,
)

RULES = (TABLE_DROPPED, COLUMN_DROPPED, SCHEMA_DROPPED, DATABASE_DROPPED, SEQUENCE_DROPPED)
