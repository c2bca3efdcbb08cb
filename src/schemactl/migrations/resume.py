"""After a run that ended in the middle: what became of the statement that was running, and what it left behind.

Comes in: a connection, a job and its row of the history. Goes out: the job, to go on where it really stopped.
Must never know: files.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from schemactl.code import Code
from schemactl.connect import after_reset
from schemactl.errors import HistoryError
from schemactl.migrations.history import Row, read_history
from schemactl.migrations.job import Job
from schemactl.migrations.session import lost_with_session, session_sql, settings_of
from schemactl.migrations.state import State
from schemactl.pgsql import COMMENTS, Statement, qualified, quote_identifier, tokens, top_node
from schemactl.pooler import real_pid
from schemactl.segments import is_alone, may_commit
from schemactl.stop import pause

if TYPE_CHECKING:
    import psycopg

    from schemactl.migrations.target import Target

# Running these twice is as good as once.
_REPEATABLE = frozenset(
    "reindex_stmt vacuum_stmt cluster_stmt discard_stmt alter_system_stmt alter_database_stmt".split()
)
# Indexes of a table: the schema and the name of each, whether it is valid, is unique, and what it is an index of.
_INDEXES = """
SELECT n.nspname, c.relname, i.indisvalid, i.indisunique,
    pg_catalog.substr(d.text, pg_catalog.strpos(d.text, ' USING '))
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_indexdef(i.indexrelid)) AS d (text)
WHERE i.indrelid = pg_catalog.to_regclass(%s)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index AS p WHERE p.index_relid = i.indexrelid)
ORDER BY i.indexrelid
"""
_COPY = "schemactl_like"
_IDLE = """
SELECT FROM pg_catalog.pg_stat_activity
WHERE pid = %s AND state = 'idle' AND state_change < pg_catalog.clock_timestamp() - interval '5 s'
"""
_PARTITION = """
SELECT inhdetachpending
FROM pg_catalog.pg_inherits
WHERE inhparent = pg_catalog.to_regclass(%s) AND inhrelid = pg_catalog.to_regclass(%s)
"""
_LEFT_BY_REINDEX = """
SELECT i.indexrelid::pg_catalog.regclass::text
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
WHERE NOT i.indisvalid AND c.relname OPERATOR(pg_catalog.~) '_ccnew[0-9]*$'
  AND EXISTS (
      SELECT
      FROM pg_catalog.pg_class AS x
      WHERE x.oid = pg_catalog.to_regclass(%s)
        AND (x.oid = i.indrelid
            OR x.relnamespace = c.relnamespace
            AND pg_catalog.starts_with(c.relname, pg_catalog.concat(x.relname, '_ccnew')))
  )
"""


def settle(connection: psycopg.Connection, job: Job, row: Row | None, target: Target) -> Job:
    """The job, from the first statement on that did not take effect, after its earlier runner stopped or died.

    A statement in a transaction was recorded with it; one outside is looked for in the database, with the settings that
    the file had made by then. HistoryError `in_doubt` if the server works on it still after `target.lock_wait` seconds,
    or if nobody can tell; `failed` if what the rest may need has ended with the session of the earlier run.
    """
    if row is None or job.is_whole or job.start == len(job.statements):
        return job
    refuse_lost(job, row)
    if row.status != "running":
        return job
    _await_backend(connection, row, target)
    statement = job.statements[job.start]
    if isinstance(statement, Code) or not (is_alone(statement.sql) or may_commit(statement.sql)):
        return job  # code that runs alone may run twice
    session = session_sql(target.session, checks_client=False, after_reset=after_reset(connection))
    for sql in (*session, *settings_of(job.statements, job.start)):
        connection.execute(sql.encode())
    effect = probe(connection, statement)
    if effect is Effect.UNKNOWN:
        raise HistoryError(
            f"nobody knows whether statement {job.start + 1} of {job.path} took effect",
            state=State.IN_DOUBT.value,
            object=row.version,
            place=statement.place,
            hint="look, then say so with `schemactl resolve`",
        )
    return replace(job, start=job.start + 1) if effect is Effect.DONE else job


def refuse_lost(job: Job, row: Row) -> None:
    """HistoryError `failed` if the rest of a file that stopped may need what has ended with the session of that run."""
    lost = lost_with_session(job.statements, job.start)
    if lost:
        number = job.statements.index(lost) + 1
        message = f"{job.path} cannot go on at statement {job.start + 1}"
        raise HistoryError(
            f"{message}: what statement {number} made has ended with its session",
            state=State.FAILED.value,
            object=row.version,
            place=lost.place,
            hint=(
                f"if what follows can run twice, `schemactl resolve {row.version} --retry --statement {number}`;"
                f" else run the rest by hand, then `schemactl resolve {row.version} --applied`"
            ),
        )


def _await_backend(connection: psycopg.Connection, row: Row, target: Target) -> None:
    """Until the server has ended what the earlier runner sent: it may do so long after that runner is gone.

    A pooler keeps the backend for the next client, and it is never gone; then it is enough that it has nothing to do.
    """
    deadline = monotonic() + target.lock_wait
    is_pooled = real_pid(connection) != connection.info.backend_pid
    while any(one.is_running for one in read_history(connection, target.history) or () if one.version == row.version):
        if is_pooled and connection.execute(_IDLE, [row.backend_pid]).fetchone() is not None:
            return
        if monotonic() >= deadline:
            raise HistoryError(
                f"{row.version}_{row.name} is running still, in the backend {row.backend_pid}",
                state=State.RUNNING.value,
                object=row.version,
                hint=f"wait for it, or end it: SELECT pg_terminate_backend({row.backend_pid})",
            )
        pause(0.2)


class Effect(Enum):
    """What became of a statement."""

    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


def probe(connection: psycopg.Connection, statement: Statement) -> Effect:
    """Whether a statement that runs outside of transactions took effect; finishes what is only half done."""
    kind, node = top_node(statement.sql)
    if kind == "index_stmt":
        return Effect.DONE if any(one.is_valid for one in _indexes(connection, statement, node)) else Effect.NOT_DONE
    if kind == "drop_stmt":
        names = [[item.string.sval for item in one.list.items] for one in node.objects]
        found = [_exists(connection, ".".join(map(quote_identifier, name))) for name in names]
        return Effect.NOT_DONE if any(found) else Effect.DONE
    if kind == "alter_table_stmt":
        return _probe_detach(connection, node)
    return Effect.NOT_DONE if kind in _REPEATABLE else Effect.UNKNOWN


def clear_the_way(connection: psycopg.Connection, statement: Statement) -> None:
    """Drops the invalid index that a failed concurrent build of the same has left.

    Building it again would fail, or, with IF NOT EXISTS, leave it invalid without a word; one without a name would be
    built beside it.
    """
    if isinstance(statement, Code):
        return
    kind, node = top_node(statement.sql)
    if kind == "index_stmt":
        for one in _indexes(connection, statement, node):
            if not one.is_valid:
                _drop(connection, qualified(one.schema, one.name))
    if kind == "reindex_stmt" and node.HasField("relation"):
        for (name,) in connection.execute(_LEFT_BY_REINDEX, [_name(node.relation)]).fetchall():
            _drop(connection, name)


def _drop(connection: psycopg.Connection, index: str) -> None:
    connection.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}".encode())


class _Index(NamedTuple):
    """`definition` begins with USING."""

    schema: str
    name: str
    is_valid: bool
    is_unique: bool
    definition: str


def _indexes(connection: psycopg.Connection, statement: Statement, node: Any) -> list[_Index]:
    """The indexes that a CREATE INDEX may have made: of its name, or, where it has none, of its definition."""
    found = [_Index(*row) for row in connection.execute(_INDEXES, [_name(node.relation)]).fetchall()]
    if node.idxname:
        return [one for one in found if one.name == node.idxname]
    wanted = _definition(connection, statement.sql, node) if found else None
    return [one for one in found if wanted == (one.is_unique, one.definition)]


def _definition(connection: psycopg.Connection, sql: str, node: Any) -> tuple[bool, str] | None:
    """How the server writes the index down, by making it on an empty copy of its table; None if that cannot be."""
    import psycopg

    unique = "UNIQUE " if node.unique else ""
    rest = sql[_end_of_relation(sql) :]
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(f"CREATE TEMP TABLE {_COPY} (LIKE {_name(node.relation)})".encode())
            connection.execute(f"CREATE {unique}INDEX ON pg_temp.{_COPY} {rest}".encode())
            made = connection.execute(_INDEXES, [f"pg_temp.{_COPY}"]).fetchone()
    except psycopg.Error:
        return None
    return (made[3], made[4]) if made else None


def _end_of_relation(sql: str) -> int:
    """Where the name of the table in a CREATE INDEX ends."""
    words = [one for one in tokens(sql) if one.kind not in COMMENTS]
    at = next(position for position, one in enumerate(words) if one.kind == "ON") + 1
    at += words[at].kind == "ONLY"
    while sql[words[at + 1].start : words[at + 1].end] == ".":
        at += 2
    return words[at].end


def _probe_detach(connection: psycopg.Connection, node: Any) -> Effect:
    parent = _name(node.relation)
    child = _name(getattr(node.cmds[0].alter_table_cmd, "def").partition_cmd.name)
    row = connection.execute(_PARTITION, [parent, child]).fetchone()
    if row is None:
        return Effect.DONE
    if row[0]:
        connection.execute(f"ALTER TABLE {parent} DETACH PARTITION {child} FINALIZE".encode())
        return Effect.DONE
    return Effect.NOT_DONE


def _exists(connection: psycopg.Connection, name: str) -> bool:
    row = connection.execute("SELECT pg_catalog.to_regclass(%s) IS NOT NULL", [name]).fetchone()
    return bool(row and row[0])


def _name(relation: Any) -> str:
    return qualified(relation.schemaname, relation.relname)
