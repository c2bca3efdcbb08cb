"""Indexes that are built, dropped or rebuilt while everybody waits."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import CreateIndex, Drop, Name, Reindex
from schemactl.lint.context import Context
from schemactl.lint.locks import AE
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import shown

ON_PARTITIONED = (
    "CONCURRENTLY is refused for a partitioned table: create the index ON ONLY it, build one CONCURRENTLY on each "
    "partition, and attach them (ALTER INDEX … ATTACH PARTITION)."
)


NO_SYSTEM = "System catalogs cannot be rebuilt CONCURRENTLY: do it while nobody uses the database, index by index."


def _create(change: CreateIndex, context: Context) -> Iterator[Hit]:
    if change.concurrently or not context.is_old(change.table):
        return
    table = context.schema.table(change.table)
    is_partitioned = bool(table and table.is_partitioned)
    if (is_partitioned and change.only) or (table and table.kind == "foreign table"):
        return
    index = context.schema.index_of(change.table, change.index) if change.index else None
    if change.if_not_exists and index and context.schema.is_whole:
        return
    name = change.index or f"on {change.table.name}"
    yield Hit(
        f"builds the index {name} while nobody can write to {shown(change.table)}",
        shown(change.table),
        ON_PARTITIONED if is_partitioned else "",
    )


INDEX_NOT_CONCURRENT = Rule(
    name="index-not-concurrent",
    code="SC101",
    severity=Severity.ERROR,
    on=(CreateIndex,),
    check=_create,
    summary="CREATE INDEX without CONCURRENTLY on a table that this file did not make",
    problem="It holds SHARE on the table for as long as the build takes: every INSERT, UPDATE and DELETE waits.",
    remedy="CREATE INDEX CONCURRENTLY, outside a transaction and in a file of its own. If it fails it leaves an "
    "invalid index behind: drop that before it is run again.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, email text);",
    bad="CREATE INDEX users_email_idx ON users (email);",
    good="CREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
    aliases=(
        "squawk:require-concurrent-index-creation",
        "eugene:E6",
        "atlas:PG101",
        "pgsafe:add-index-non-concurrent",
        "diesel-guard:AddIndexCheck",
        "django-migration-linter:CREATE_INDEX",
        "strong-migrations:add_index",
        "pg-schema-diff:INDEX_BUILD",
    ),
)


def _drop(change: Drop, context: Context) -> Iterator[Hit]:
    if change.what != "index" or change.concurrently:
        return
    index = context.schema.index(change.name)
    if index and (index.is_new or index.is_partitioned or index.constraint or not context.is_old(index.table)):
        return
    if index and _is_locked_or_goes(index.table, context):
        return
    on = f" on {shown(index.table)}" if index else ""
    yield Hit(
        f"drops the index {shown(change.name)}{on} under ACCESS EXCLUSIVE on its table",
        shown(change.name),
        word=change.name.name,
    )


def _is_locked_or_goes(table: Name, context: Context) -> bool:
    """Whether this transaction keeps everybody from the table already, or drops it as well."""
    taken = [name for name, (mode, _) in context.taken.items() if mode == AE]
    if any(context.schema.resolve(name) == table for name in taken):
        return True
    if not context.is_first("index dropped", context.here.block or -context.here.index, table):
        return True
    drops = (one for one in context.changes_after(Drop) if one.what == "table" and one.name.name == table.name)
    return any(context.schema.resolve(one.name) == table and context.is_in_block(one) for one in drops)


INDEX_DROP_NOT_CONCURRENT = Rule(
    name="index-drop-not-concurrent",
    code="SC102",
    severity=Severity.INFO,
    on=(Drop,),
    check=_drop,
    summary="DROP INDEX without CONCURRENTLY",
    problem="Nothing is scanned or written, so that the lock is short; but until it is had every later query of the "
    "table queues behind it. lock-timeout-missing warns where nothing ends that.",
    remedy="DROP INDEX CONCURRENTLY, outside a transaction; or a short lock_timeout.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, email text); CREATE INDEX users_email_idx ON users (email);",
    bad="DROP INDEX users_email_idx;",
    good="DROP INDEX CONCURRENTLY users_email_idx;",
    aliases=(
        "squawk:require-concurrent-index-deletion",
        "atlas:PG102",
        "pgsafe:drop-index-non-concurrent",
        "diesel-guard:DropIndexCheck",
        "django-migration-linter:DROP_INDEX",
        "strong-migrations:remove_index",
    ),
)


def _reindex(change: Reindex, context: Context) -> Iterator[Hit]:
    if change.concurrently:
        return
    index = context.schema.index(change.name) if change.what == "index" else None
    if change.what in ("table", "index") and not context.is_old(index.table if index else change.name):
        return
    name = shown(change.name) if change.name.name else "the database"
    yield Hit(
        f"rebuilds {change.what} {name}: writes wait, and so does every query that would use the index",
        name,
        NO_SYSTEM if change.what == "system" else "",
        word=change.name.name,
    )


REINDEX_NOT_CONCURRENT = Rule(
    name="reindex-not-concurrent",
    code="SC103",
    severity=Severity.ERROR,
    on=(Reindex,),
    check=_reindex,
    summary="REINDEX without CONCURRENTLY",
    problem="It holds SHARE on the table and ACCESS EXCLUSIVE on the index while it builds.",
    remedy="REINDEX … CONCURRENTLY, outside a transaction.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, email text); CREATE INDEX users_email_idx ON users (email);",
    bad="REINDEX INDEX users_email_idx;",
    good="REINDEX INDEX CONCURRENTLY users_email_idx;",
    aliases=(
        "squawk:require-concurrent-reindex",
        "pgsafe:reindex-non-concurrent",
        "diesel-guard:ReindexCheck",
        "django-migration-linter:REINDEX",
    ),
)


def _begins(change: CreateIndex) -> list[tuple[str, str]]:
    return [(change.table.name, change.columns[0])] if change.columns else []


def _replaced(change: Drop, context: Context) -> Iterator[Hit]:
    index = context.schema.index(change.name) if change.what == "index" else None
    if not index or index.is_new or not index.columns:
        return
    for other in context.changes_after(CreateIndex, (_begins, (index.table.name, index.columns[0]))):
        is_alike = context.schema.resolve(other.table) == index.table
        if is_alike and not context.is_in_block(other):  # else nobody sees what is between
            yield Hit(
                f"drops {shown(change.name)} before what replaces it is built: queries do without in between",
                shown(change.name),
                word=change.name.name,
                evidence="catalog",
            )
            return


INDEX_DROPPED_FIRST = Rule(
    name="index-drop-before-replacement",
    code="SC408",
    severity=Severity.WARNING,
    on=(Drop,),
    check=_replaced,
    summary="An index is dropped before the one that replaces it is built",
    problem="In between, every query that used the old index scans the whole table.",
    remedy="Build the new index first (under another name), and drop the old one after.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, email text); CREATE INDEX users_email_idx ON users (email);",
    bad="DROP INDEX CONCURRENTLY users_email_idx;\nCREATE INDEX CONCURRENTLY users_email_id_idx ON users (email, id);",
    good="CREATE INDEX CONCURRENTLY users_email_id_idx ON users (email, id);\nDROP INDEX CONCURRENTLY users_email_idx;",
    aliases=("online-migrations:replace_index", "pg-schema-diff:INDEX_DROPPED"),
)


def _hidden(change: CreateIndex, context: Context) -> Iterator[Hit]:
    if change.concurrently and change.if_not_exists and context.is_old(change.table):
        yield Hit(
            f"passes over an invalid {change.index} that an earlier try left behind", change.index, word=change.index
        )


INVALID_INDEX_HIDDEN = Rule(
    name="invalid-index-hidden",
    code="SC507",
    severity=Severity.WARNING,
    on=(CreateIndex,),
    check=_hidden,
    summary="CREATE INDEX CONCURRENTLY IF NOT EXISTS",
    problem="A build that fails leaves an invalid index, which no query uses and every write pays for. IF NOT "
    "EXISTS takes it for the index.",
    remedy="DROP INDEX CONCURRENTLY IF EXISTS first, then CREATE INDEX CONCURRENTLY without IF NOT EXISTS.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, email text);",
    bad="CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email_idx ON users (email);",
    good="DROP INDEX CONCURRENTLY IF EXISTS users_email_idx;\n"
    "CREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
    aliases=("strong-migrations:remove_invalid_indexes",),
)


def _server_bug(change: CreateIndex | Reindex, context: Context) -> Iterator[Hit]:
    if change.concurrently and 140000 <= context.version < 140004:
        yield Hit("Postgres 14.0 to 14.3 can leave rows out of an index that is built CONCURRENTLY")


CONCURRENT_INDEX_SERVER_BUG = Rule(
    name="concurrent-index-server-bug",
    code="SC509",
    severity=Severity.ERROR,
    on=(CreateIndex, Reindex),
    check=_server_bug,
    summary="An index built CONCURRENTLY on Postgres 14.0 to 14.3",
    problem="These servers can build an index without some of the rows; 14.4 repairs that.",
    remedy="Upgrade to 14.4 or later first, and look at what was built before with amcheck.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, email text);",
    bad="-- on Postgres 14.3\nCREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
    good="-- on Postgres 14.4\nALTER TABLE users ADD COLUMN name text;",
    aliases=("strong-migrations:add_index_corruption",),
)


def _wide(change: CreateIndex, _: Context) -> Iterator[Hit]:
    if len(change.columns) >= 4 and not change.unique:
        yield Hit(f"the index {change.index} has {len(change.columns)} key columns", change.index, word=change.index)


WIDE_INDEX = Rule(
    name="wide-index",
    code="SC710",
    severity=Severity.INFO,
    on=(CreateIndex,),
    check=_wide,
    summary="An index of four or more key columns that is not unique",
    problem="It is seldom used beyond its first columns, is large, and slows every write.",
    remedy="Keep the columns that queries filter by; put others behind INCLUDE, or make several small indexes.",
    given="CREATE TABLE t (a int, b int, c int, d int);",
    bad="CREATE INDEX CONCURRENTLY t_idx ON t (a, b, c, d);",
    good="CREATE INDEX CONCURRENTLY t_idx ON t (a, b);",
    aliases=("diesel-guard:WideIndexCheck", "strong-migrations:add_index_columns"),
)

RULES = (
    INDEX_NOT_CONCURRENT,
    INDEX_DROP_NOT_CONCURRENT,
    REINDEX_NOT_CONCURRENT,
    INDEX_DROPPED_FIRST,
    INVALID_INDEX_HIDDEN,
    CONCURRENT_INDEX_SERVER_BUG,
    WIDE_INDEX,
)
