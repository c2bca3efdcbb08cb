"""Runners, connections and servers that die.

Nothing is lost, nothing runs twice, the state is told truthfully, and the next run finishes the job.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from clusters import Cluster, own_cluster
from runs import killed_command, query

from schemactl.errors import ConnectError, ExecuteError, LockError
from schemactl.migrations.apply import apply_migrations, read_status
from schemactl.migrations.files import update_sum
from schemactl.migrations.run import FileError
from schemactl.migrations.state import State
from schemactl.migrations.target import Target
from schemactl.server import ScratchServer

STEPS = (
    ("CREATE TABLE log (step text);", "INSERT INTO log VALUES ('1.2');"),
    ("INSERT INTO log VALUES ('2.1');", "{index}", "INSERT INTO log VALUES ('2.3');"),
    ("INSERT INTO log VALUES ('3.1');", "CREATE TABLE last ();"),
)
DONE = [("1.2",), ("2.1",), ("2.3",), ("3.1",)]
COUNT = sum(len(file) for file in STEPS)


@pytest.fixture(autouse=True)
def newest(major: int) -> None:
    """One major is enough: it is the runner that is tested here."""
    if major != 18:
        pytest.skip("on Postgres 18 only")


def write(folder: Path, index: str) -> None:
    """The three files; `index` is what stands in the middle of the second one."""
    for number, statements in enumerate(STEPS, 1):
        text = "\n".join(statements).format(index=index)
        (folder / f"{number}_x.up.sql").write_text(text, encoding="utf-8")
    update_sum(folder)


def require_finished(url: str, folder: Path) -> None:
    """Everything is there exactly once, and the history says so."""
    assert query(url, "SELECT step FROM log ORDER BY step") == DONE
    rows = query(url, "SELECT version, status, statements_done FROM schemactl.migrations ORDER BY position")
    assert rows == [(str(number), "applied", len(file)) for number, file in enumerate(STEPS, 1)]
    assert query(url, "SELECT version FROM schemactl.events WHERE event = 'applied' ORDER BY id") == [
        ("1",),
        ("2",),
        ("3",),
    ]
    assert query(url, "SELECT count(*) FROM pg_index WHERE NOT indisvalid") == [(0,)]
    assert read_status(Target(url), folder).state is State.UP_TO_DATE


def truth(url: str, folder: Path) -> State:
    """The state after a death; what it counts as done is what is there."""
    standing = read_status(Target(url), folder)
    applied = {row.version for row in standing.applied if row.status == "applied"}
    steps = (
        {step for (step,) in query(url, "SELECT step FROM log")}
        if query(url, "SELECT to_regclass('log')")[0][0]
        else set()
    )
    for version in applied:
        assert {step for (step,) in DONE if step.startswith(f"{version}.")} <= steps
    return standing.state


@pytest.mark.parametrize("kind", ["transaction", "steps"])
@pytest.mark.parametrize("event", range(2 * COUNT))
def test_a_runner_killed_at_any_boundary(tmp_path: Path, database: str, kind: str, event: int) -> None:
    """kill -9 before and behind each statement, in files of one transaction and in those that go step by step."""
    write(tmp_path, "SELECT 1;" if kind == "transaction" else "CREATE INDEX CONCURRENTLY log_step ON log (step);")
    command = killed_command(database, tmp_path, event)
    assert subprocess.run(command, check=False, capture_output=True).returncode == -9
    state = truth(database, tmp_path)
    expected = {State.BEHIND, State.UP_TO_DATE} if kind == "transaction" else set(State)
    assert state in expected
    apply_migrations(Target(database), tmp_path)
    require_finished(database, tmp_path)


def cut_when(url: str, statement: str) -> threading.Thread:
    """Ends all sessions of runners as soon as a statement is at work."""

    def work() -> None:
        for _ in range(400):
            found = query(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'schemactl/%'"
                f" AND EXISTS (SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE '{statement}%')",
            )
            if found:
                return
            time.sleep(0.02)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


@pytest.mark.parametrize("kind", ["transaction", "steps"])
def test_a_connection_that_is_cut(tmp_path: Path, database: str, kind: str) -> None:
    """Both sessions end in the middle of a statement: a connection error, and the next run finishes."""
    slow = "SELECT pg_sleep(3);"
    write(tmp_path, slow if kind == "transaction" else f"{slow}\nCREATE INDEX CONCURRENTLY log_step ON log (step);")
    cutter = cut_when(database, "SELECT pg_sleep")
    with pytest.raises((ConnectError, LockError, FileError)):
        apply_migrations(Target(database), tmp_path)
    cutter.join()
    state = truth(database, tmp_path)
    assert state is (State.BEHIND if kind == "transaction" else State.IN_DOUBT)
    apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT step FROM log ORDER BY step") == DONE
    assert read_status(Target(database), tmp_path).state is State.UP_TO_DATE


@pytest.mark.parametrize("kind", ["transaction", "steps"])
def test_a_full_disk(tmp_path: Path, database: str, kind: str) -> None:
    """53100 in the second file: said with its place; with space again, the next run finishes."""
    query(
        database, "CREATE SCHEMA s; CREATE FUNCTION s.space() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$"
    )
    full = "BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END"
    needs = "SELECT s.space();"
    write(tmp_path, needs if kind == "transaction" else f"{needs} CREATE INDEX CONCURRENTLY log_step ON log (step);")
    (tmp_path / "0_x.up.sql").write_text("SELECT 1;")
    update_sum(tmp_path)
    from schemactl.migrations.mark import baseline

    baseline(Target(database), tmp_path, "0")
    query(database, f"CREATE OR REPLACE FUNCTION s.space() RETURNS int LANGUAGE plpgsql AS $$ {full} $$")
    with pytest.raises(FileError) as caught:
        apply_migrations(Target(database), tmp_path)
    assert (caught.value.sqlstate, caught.value.place and caught.value.place.line) == ("53100", 2)
    assert truth(database, tmp_path) is (State.BEHIND if kind == "transaction" else State.FAILED)
    query(database, "CREATE OR REPLACE FUNCTION s.space() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$")
    apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT step FROM log ORDER BY step") == DONE


@pytest.fixture
def cluster(scratch: ScratchServer) -> Iterator[Cluster]:
    """A server with the programs of the scratch server's."""
    with own_cluster(scratch) as made:
        yield made


@pytest.mark.parametrize("kind", ["transaction", "steps"])
def test_a_server_that_crashes(tmp_path: Path, cluster: Cluster, kind: str) -> None:
    """In the middle of a run; it recovers, and the next run finishes the job."""
    slow = "SELECT pg_sleep(5);"
    write(tmp_path, slow if kind == "transaction" else f"{slow}\nCREATE INDEX CONCURRENTLY log_step ON log (step);")

    def crash() -> None:
        while not query(
            cluster.url, "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"
        ):
            time.sleep(0.05)
        cluster.crash()

    thread = threading.Thread(target=crash)
    thread.start()
    with pytest.raises((ConnectError, LockError, ExecuteError)):
        apply_migrations(Target(cluster.url), tmp_path)
    thread.join()
    assert truth(cluster.url, tmp_path) is (State.BEHIND if kind == "transaction" else State.IN_DOUBT)
    apply_migrations(Target(cluster.url, server_wait=10), tmp_path)
    assert query(cluster.url, "SELECT step FROM log ORDER BY step") == DONE
