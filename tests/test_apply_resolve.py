"""Corrections of the history: baseline, resolve; what a runner that died has left; invalid indexes."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from runs import Write, query

from schemactl.errors import HistoryError, UsageError
from schemactl.migrations import mark
from schemactl.migrations.apply import apply_migrations, read_status
from schemactl.migrations.history import statements_sha256
from schemactl.migrations.revert import revert_migrations
from schemactl.migrations.run import FileError
from schemactl.migrations.session import Session
from schemactl.migrations.state import State
from schemactl.migrations.target import Target
from schemactl.pgsql import split_statements

ONE = "CREATE TABLE one (id int);\n"
INDEX = "CREATE INDEX CONCURRENTLY one_id ON one (id);\n"


def apply(url: str, folder: Path) -> list[str]:
    """The versions that were applied."""
    target = Target(url, session=Session(lock_timeout=1), lock_wait=2)
    return [one.version for one in apply_migrations(target, folder).applied]


def history(url: str) -> list[tuple[Any, ...]]:
    """Version, status and origin of each row."""
    return query(url, "SELECT version, status, origin FROM schemactl.migrations ORDER BY position")


def crash(url: str, done: str, *, version: str = "1", direction: str = "up") -> None:
    """Leaves the row as a runner leaves it that died after the statements of `done`."""
    sha256 = list(statements_sha256(split_statements(done)))
    query(
        url,
        f"UPDATE schemactl.migrations SET status = 'running', direction = '{direction}',"
        f" statements_done = {len(sha256)}, finished_at = NULL,"
        f" statement_sha256 = ARRAY{sha256[-1:]}::text[], backend_pid = 1, backend_start = now()"
        f" WHERE version = '{version}'",
    )


def test_a_baseline_makes_a_foreign_database_ours(tmp_path: Path, database: str, lay: Write) -> None:
    """Marked, not run; what comes after it runs; a second baseline is refused."""
    query(database, "CREATE TABLE one (id int)")
    lay(v1=ONE, v2="ALTER TABLE one ADD b int;", v3="CREATE TABLE three ();")
    with pytest.raises(UsageError, match="no migration 9"):
        mark.baseline(Target(database), tmp_path, "9")
    assert mark.baseline(Target(database), tmp_path, "1") == ("1",)
    assert history(database) == [("1", "applied", "baseline")]
    assert apply(database, tmp_path) == ["2", "3"]
    with pytest.raises(HistoryError, match="has a history already"):
        mark.baseline(Target(database), tmp_path, "3")
    assert query(database, "SELECT event FROM schemactl.events ORDER BY id LIMIT 1") == [("baselined",)]


def test_a_stopped_file_is_resolved_as_applied(tmp_path: Path, database: str, lay: Write) -> None:
    """Done by hand, the next run goes on behind it, and down takes it back."""
    lay(v1=ONE + INDEX + "SELECT nowhere;", d1="DROP TABLE one;", v2="CREATE TABLE two ();")
    with pytest.raises(FileError):
        apply(database, tmp_path)
    mark.resolve_applied(Target(database), tmp_path, "1")
    assert history(database) == [("1", "applied", "resolve")]
    assert apply(database, tmp_path) == ["2"]
    assert read_status(Target(database), tmp_path).state is State.UP_TO_DATE


def test_a_stopped_file_is_resolved_as_reverted(tmp_path: Path, database: str, lay: Write) -> None:
    """Taken back by hand, it runs again from its first statement."""
    lay(v1=ONE + INDEX + "SELECT nowhere;")
    with pytest.raises(FileError):
        apply(database, tmp_path)
    query(database, "DROP TABLE one")
    mark.resolve_reverted(Target(database), "1")
    lay(v1=ONE + INDEX)
    assert apply(database, tmp_path) == ["1"]
    with pytest.raises(UsageError, match="no migration 7"):
        mark.resolve_reverted(Target(database), "7")


def test_a_stopped_file_goes_on_where_a_person_says(tmp_path: Path, database: str, lay: Write) -> None:
    """At the next statement, if the failed one was done by hand; at one that there is."""
    lay(v1=ONE + INDEX + "ALTER TABLE one ADD c int NOT NULL, ADD nonsense nonsense;\nCREATE TABLE last ();")
    with pytest.raises(FileError):
        apply(database, tmp_path)
    with pytest.raises(UsageError, match="no statement 9"):
        mark.resolve_retry(Target(database), tmp_path, "1", 9)
    assert mark.resolve_retry(Target(database), tmp_path, "1") == 3
    assert mark.resolve_retry(Target(database), tmp_path, "1", 4) == 4
    assert apply(database, tmp_path) == ["1"]
    assert query(database, "SELECT to_regclass('last') IS NOT NULL") == [(True,)]
    with pytest.raises(UsageError, match="did not stop"):
        mark.resolve_retry(Target(database), tmp_path, "1")


def test_an_edit_that_is_meant_is_resolved(tmp_path: Path, database: str, lay: Write) -> None:
    """The file as it is now counts as the applied one, and runs no second time."""
    lay(v1=ONE)
    apply(database, tmp_path)
    lay(v1="-- comment\n" + ONE)
    assert read_status(Target(database), tmp_path).state is State.DIVERGED
    mark.resolve_applied(Target(database), tmp_path, "1")
    assert read_status(Target(database), tmp_path).state is State.UP_TO_DATE
    assert apply(database, tmp_path) == []


def test_a_late_file_is_resolved_as_applied(tmp_path: Path, database: str, lay: Write) -> None:
    """Out of order no longer: its row is there."""
    lay(v2="CREATE TABLE two ();")
    apply(database, tmp_path)
    lay(v1=ONE)
    mark.resolve_applied(Target(database), tmp_path, "1")
    assert read_status(Target(database), tmp_path).state is State.UP_TO_DATE


@pytest.mark.parametrize("is_done", [True, False])
def test_a_dead_runner_s_index_is_looked_for(tmp_path: Path, database: str, lay: Write, *, is_done: bool) -> None:
    """In doubt: if the index is there and valid, the statement counts as done; else it runs again."""
    lay(v1=ONE + INDEX + "CREATE TABLE last ();")
    apply(database, tmp_path)
    query(database, "DROP TABLE last" if is_done else "DROP TABLE last; DROP INDEX one_id")
    crash(database, ONE)
    standing = read_status(Target(database), tmp_path)
    assert standing.state is State.IN_DOUBT
    assert "1 of 3 statements done" in standing.problems[0].message
    assert apply(database, tmp_path) == ["1"]
    assert query(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_id'::regclass") == [(True,)]
    assert read_status(Target(database), tmp_path).state is State.UP_TO_DATE


def test_a_dead_runner_s_transaction_was_rolled_back(tmp_path: Path, database: str, lay: Write) -> None:
    """A statement in a transaction is recorded with it: not recorded, not done."""
    lay(v1=ONE + INDEX + "CREATE TABLE last ();")
    apply(database, tmp_path)
    query(database, "DROP TABLE last")
    crash(database, ONE + INDEX)
    assert apply(database, tmp_path) == ["1"]
    assert query(database, "SELECT to_regclass('last') IS NOT NULL") == [(True,)]


def test_a_dead_runner_may_have_done_all(tmp_path: Path, database: str, lay: Write) -> None:
    """Then only that is recorded."""
    lay(v1=ONE + INDEX)
    apply(database, tmp_path)
    crash(database, ONE + INDEX)
    assert apply(database, tmp_path) == ["1"]
    assert history(database) == [("1", "applied", "apply")]


@pytest.mark.parametrize("is_done", [True, False])
def test_a_dead_down_goes_on(tmp_path: Path, database: str, lay: Write, *, is_done: bool) -> None:
    """The same for the way back: an index that is gone was dropped."""
    lay(v1=ONE + "CREATE INDEX one_id ON one (id);", d1="DROP INDEX CONCURRENTLY one_id;\nDROP TABLE one;")
    apply(database, tmp_path)
    query(database, "UPDATE schemactl.migrations SET statements_total = 2")
    if is_done:
        query(database, "DROP INDEX one_id")
    crash(database, "", direction="down")
    with pytest.raises(HistoryError) as caught:
        apply(database, tmp_path)
    assert caught.value.state == "in_doubt"
    assert [one.version for one in revert_migrations(Target(database))] == ["1"]
    assert query(database, "SELECT to_regclass('one')") == [(None,)]


def test_what_nobody_can_know_is_left_to_a_person(tmp_path: Path, database: str, lay: Write) -> None:
    """A procedure may have committed half of its work: in doubt, until somebody says so."""
    procedure = "CREATE PROCEDURE work() LANGUAGE plpgsql AS 'BEGIN NULL; END';\n"
    lay(v1=f"-- schemactl: transaction=none\n{procedure}CALL work();\n")
    apply(database, tmp_path)
    crash(database, procedure)
    with pytest.raises(HistoryError, match=r"statement 2 of .* took effect") as caught:
        apply(database, tmp_path)
    assert caught.value.state == "in_doubt"
    mark.resolve_retry(Target(database), tmp_path, "1", 3)
    assert apply(database, tmp_path) == ["1"]


def test_a_detached_partition_is_looked_for(tmp_path: Path, database: str, lay: Write) -> None:
    """DETACH CONCURRENTLY that ran is not run again."""
    query(database, "CREATE TABLE p (i int) PARTITION BY LIST (i); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)")
    lay(v0="SELECT 1;", v1="SELECT 1;\nALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;\n")
    mark.baseline(Target(database), tmp_path, "0")
    apply(database, tmp_path)
    crash(database, "SELECT 1")
    assert apply(database, tmp_path) == ["1"]


def test_a_statement_that_still_runs_is_waited_for(tmp_path: Path, database: str, lay: Write) -> None:
    """The runner is gone, the server works on: status says running; the next run waits, and gives up in time."""
    lay(v1=ONE + INDEX)
    apply(database, tmp_path)
    with psycopg.connect(database, autocommit=True) as other:
        pid = other.info.backend_pid
        crash(database, ONE)
        query(
            database,
            f"UPDATE schemactl.migrations SET backend_pid = {pid},"
            f" backend_start = (SELECT backend_start FROM pg_stat_activity WHERE pid = {pid})",
        )
        assert read_status(Target(database), tmp_path).state is State.IN_DOUBT  # it is there, and has nothing to do

        def work() -> None:
            with suppress(psycopg.errors.QueryCanceled):
                other.execute("SELECT pg_sleep(60)")

        thread = threading.Thread(target=work)
        thread.start()
        while query(database, f"SELECT state FROM pg_stat_activity WHERE pid = {pid}") != [("active",)]:
            time.sleep(0.05)
        assert read_status(Target(database), tmp_path).state is State.RUNNING
        with pytest.raises(HistoryError, match=f"running still, in the backend {pid}"):
            apply_migrations(Target(database, lock_wait=0.3), tmp_path)
        with pytest.raises(HistoryError, match="running still"):
            mark.resolve_reverted(Target(database), "1")
        other.cancel()
        thread.join()
    assert apply(database, tmp_path) == ["1"]


def test_an_invalid_index_is_cleared_away(tmp_path: Path, database: str, lay: Write) -> None:
    """What a failed concurrent build left does not stop the next one, not even with IF NOT EXISTS."""
    lay(v1="CREATE TABLE one AS SELECT 1 AS id UNION ALL SELECT 1;\n")
    apply(database, tmp_path)
    unique = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one_id ON one (id);\n"
    lay(v2="SELECT 1;\n" + unique)
    with pytest.raises(FileError) as caught:
        apply(database, tmp_path)
    assert caught.value.sqlstate == "23505"
    valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_id'::regclass"
    assert query(database, valid) == [(False,)]
    query(database, "DELETE FROM one WHERE ctid = '(0,1)'")
    assert apply(database, tmp_path) == ["2"]
    assert query(database, valid) == [(True,)]


def test_what_a_failed_reindex_left_is_cleared_away(tmp_path: Path, database: str, lay: Write) -> None:
    """Only the index with the suffix that Postgres gives it."""
    query(database, "CREATE TABLE one (id int); CREATE INDEX one_id ON one (id); CREATE INDEX one_id_ccnew ON one (id)")
    query(database, "CREATE INDEX other_ccnew ON one (id)")
    query(database, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'one_id_ccnew'::regclass")
    lay(v0="SELECT 1;", v1="REINDEX INDEX CONCURRENTLY one_id;")
    mark.baseline(Target(database), tmp_path, "0")
    assert apply(database, tmp_path) == ["1"]
    assert query(database, "SELECT to_regclass('one_id_ccnew'), to_regclass('other_ccnew') IS NOT NULL") == [
        (None, True)
    ]


def test_a_concurrent_index_waits_as_long_as_it_takes(tmp_path: Path, database: str, lay: Write) -> None:
    """lock_timeout would leave an invalid index; it holds for the other statements, and again behind it."""
    lay(v1=ONE)
    apply(database, tmp_path)
    lay(v2=INDEX + "CREATE TABLE limits AS SELECT current_setting('lock_timeout') AS l;")
    with psycopg.connect(database) as other:
        other.execute("INSERT INTO one VALUES (1)")
        timer = threading.Timer(1.5, other.commit)
        timer.start()
        assert apply(database, tmp_path) == ["2"]
        timer.join()
    assert query(database, "SELECT l FROM limits") == [("1s",)]
