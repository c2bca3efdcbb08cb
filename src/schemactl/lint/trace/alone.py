"""Runs a statement that Postgres refuses in a transaction, and samples its locks while it runs.

Such a statement goes through several transactions of its own and waits for others in between. A third session holds ROW
EXCLUSIVE on the tables that it is about, so that it stays long enough to be seen.
Must never know: rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from schemactl.lint.changes import Change, CreateIndex, DetachPartition, Drop, Name, Reindex, Vacuum
from schemactl.lint.script import Step
from schemactl.lint.trace.model import STRENGTH, Held, Relation, StepTrace
from schemactl.lint.trace.probe import Probe, read_relations, spelling
from schemactl.lint.trace.query import query
from schemactl.pgsql import qualified

if TYPE_CHECKING:
    import psycopg

HOLD_SECONDS = 0.25
SAMPLE_SECONDS = 0.001


def run_alone(connection: psycopg.Connection[Any], probe: Probe, watcher: str, step: Step, sql: str) -> StepTrace:
    """Run one statement on an autocommit connection."""
    import psycopg

    tables = list(_tables(step.changes, probe.before.values()))
    probe.begin_step()
    with psycopg.connect(watcher) as holder, psycopg.connect(watcher, autocommit=True) as observer:
        _hold(holder, tables)
        run = _Run(connection, sql)
        run.start()
        modes = _sample(observer, connection.info.backend_pid, run, holder)
        run.join()
    after = read_relations(connection)
    held = tuple(Held(probe.before[oid], mode, step.index) for oid, mode in modes.items() if oid in probe.before)
    rewritten = tuple(
        old for oid, old in probe.before.items() if oid in after and after[oid].file != probe.files.get(oid)
    )
    probe.files = {oid: relation.file for oid, relation in after.items()}
    return probe.told(
        StepTrace(
            held,
            rewritten,
            error=run.error,
            sqlstate=run.sqlstate,
            seconds=run.seconds,
        )
    )


class _Run(Thread):
    """The statement, running."""

    def __init__(self, connection: psycopg.Connection[Any], sql: str) -> None:
        super().__init__(daemon=True)
        self.connection = connection
        self.sql = sql
        self.error = self.sqlstate = ""
        self.seconds = 0.0

    def run(self) -> None:
        import psycopg

        began = monotonic()
        try:
            self.connection.execute(self.sql.encode())
        except psycopg.Error as error:
            self.error = error.diag.message_primary or str(error)
            self.sqlstate = error.sqlstate or ""
        self.seconds = monotonic() - began


def _hold(holder: psycopg.Connection[Any], tables: list[Name]) -> None:
    """Locks the tables until the transaction ends; those that cannot be locked are left out."""
    import psycopg

    holder.execute(b"SELECT")
    for table in tables:
        try:
            with holder.transaction():
                holder.execute(f"LOCK TABLE {qualified(*table)} IN ROW EXCLUSIVE MODE".encode())
        except psycopg.Error:
            continue


def _sample(observer: psycopg.Connection[Any], pid: int, run: _Run, holder: psycopg.Connection[Any]) -> dict[int, str]:
    """The strongest mode of each relation that was seen. The holder lets go once the statement waits for it."""
    strongest: dict[int, str] = {}
    began, is_held, waits = monotonic(), True, 0
    while run.is_alive():
        waiting = False
        for oid, mode, granted in observer.execute(query("watch").encode(), {"pid": pid}):
            waiting = waiting or not granted
            spelled = spelling(mode)
            if oid and spelled in STRENGTH and STRENGTH[spelled] > STRENGTH.get(strongest.get(oid, ""), -1):
                strongest[oid] = spelled
        waits += waiting
        if is_held and (waits > 3 or monotonic() - began > HOLD_SECONDS):
            holder.rollback()
            is_held = False
        sleep(SAMPLE_SECONDS)
    return strongest


def _tables(changes: Iterable[Change], relations: Iterable[Relation]) -> Iterable[Name]:
    """The tables that a statement is about; an index stands for its table."""
    of = {one.name.name: one.of for one in relations if one.kind in ("i", "I") and one.of}
    names = {one.name.name: one.name for one in relations if one.kind in ("r", "p", "m")}
    for change in changes:
        wanted: tuple[Name, ...] = ()
        match change:
            case CreateIndex(table=table) | Vacuum(table=table):
                wanted = (table,)
            case DetachPartition(table=table, partition=partition):
                wanted = (table, partition)
            case Drop(name=name) | Reindex(name=name):
                wanted = (name,)
        for name in wanted:
            found = names.get(name.name) or of.get(name.name)
            if found:
                yield name if name.schema and name.name in names else found
