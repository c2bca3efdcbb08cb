"""After a run that ended in the middle: what became of the statement that was running, and what it left behind.

Comes in: a connection, a job and its row of the history. Goes out: the job, to go on where it really stopped.
Must never know: files.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from schemactl.code import Code
from schemactl.errors import HistoryError
from schemactl.execute import is_alone
from schemactl.migrations.history import Row
from schemactl.migrations.job import Job
from schemactl.migrations.state import State
from schemactl.pgsql import Statement, qualified, quote_identifier, top_node

if TYPE_CHECKING:
    import psycopg

# Running these twice is as good as once.
_REPEATABLE = frozenset(
    "reindex_stmt vacuum_stmt cluster_stmt discard_stmt alter_system_stmt alter_database_stmt".split()
)
_BACKEND = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = %s AND backend_start = %s"
_INDEX = """
SELECT i.indisvalid
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
WHERE i.indrelid = pg_catalog.to_regclass(%s) AND c.relname = %s
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
WHERE NOT i.indisvalid AND c.relname ~ '_ccnew[0-9]*$'
  AND EXISTS (
      SELECT
      FROM pg_catalog.pg_class AS x
      WHERE x.oid = pg_catalog.to_regclass(%s)
        AND (x.oid = i.indrelid
            OR x.relnamespace = c.relnamespace AND pg_catalog.starts_with(c.relname, x.relname || '_ccnew'))
  )
"""


def settle(connection: psycopg.Connection, job: Job, row: Row | None, wait: float) -> Job:
    """The job, from the first statement on that did not take effect, after its earlier runner died.

    A statement in a transaction was recorded with it; one outside is looked for in the database. HistoryError
    `in_doubt` if the server works on it still after `wait` seconds, or if nobody can tell.
    """
    if row is None or row.status != "running" or job.start == len(job.statements):
        return job
    _await_backend(connection, row, wait)
    statement = job.statements[job.start]
    is_probed = not isinstance(statement, Code) and is_alone(statement.sql)  # code that runs alone may run twice
    effect = probe(connection, statement) if is_probed else Effect.NOT_DONE
    if effect is Effect.UNKNOWN:
        raise HistoryError(
            f"nobody knows whether statement {job.start + 1} of {job.path} took effect",
            state=State.IN_DOUBT.value,
            object=row.version,
            place=statement.place,
            hint="look, then say so with `schemactl resolve`",
        )
    return replace(job, start=job.start + 1) if effect is Effect.DONE else job


def _await_backend(connection: psycopg.Connection, row: Row, wait: float) -> None:
    """Until the server has ended what the earlier runner sent: it may do so long after that runner is gone."""
    deadline = monotonic() + wait
    while connection.execute(_BACKEND, [row.backend_pid, row.backend_start]).fetchone():
        if monotonic() >= deadline:
            raise HistoryError(
                f"{row.version}_{row.name} is running still, in the backend {row.backend_pid}",
                state=State.RUNNING.value,
                object=row.version,
                hint=f"wait for it, or end it: SELECT pg_terminate_backend({row.backend_pid})",
            )
        sleep(0.2)


class Effect(Enum):
    """What became of a statement."""

    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


def probe(connection: psycopg.Connection, statement: Statement) -> Effect:
    """Whether a statement that runs outside of transactions took effect; finishes what is only half done."""
    kind, node = top_node(statement.sql)
    if kind == "index_stmt" and node.idxname:
        row = connection.execute(_INDEX, [_name(node.relation), node.idxname]).fetchone()
        return Effect.DONE if row and row[0] else Effect.NOT_DONE
    if kind == "drop_stmt":
        names = [[item.string.sval for item in one.list.items] for one in node.objects]
        found = [_exists(connection, ".".join(map(quote_identifier, name))) for name in names]
        return Effect.NOT_DONE if any(found) else Effect.DONE
    if kind == "alter_table_stmt":
        return _probe_detach(connection, node)
    return Effect.NOT_DONE if kind in _REPEATABLE else Effect.UNKNOWN


def clear_the_way(connection: psycopg.Connection, statement: Statement) -> None:
    """Drops the invalid index that a failed concurrent build of the same name has left.

    Building it again would fail, or, with IF NOT EXISTS, leave it invalid without a word.
    """
    if isinstance(statement, Code):
        return
    kind, node = top_node(statement.sql)
    if kind == "index_stmt" and node.idxname:
        row = connection.execute(_INDEX, [_name(node.relation), node.idxname]).fetchone()
        if row and not row[0]:
            _drop(connection, _index_name(connection, node))
    if kind == "reindex_stmt" and node.HasField("relation"):
        for (name,) in connection.execute(_LEFT_BY_REINDEX, [_name(node.relation)]).fetchall():
            _drop(connection, name)


def _drop(connection: psycopg.Connection, index: str) -> None:
    connection.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}".encode())


def _index_name(connection: psycopg.Connection, node: Any) -> str:
    """The index's name with the schema of its table, where it must be."""
    query = (
        "SELECT n.nspname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
        " WHERE c.oid = pg_catalog.to_regclass(%s)"
    )
    row = connection.execute(query, [_name(node.relation)]).fetchone()
    return qualified(row[0] if row else "", node.idxname)


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
