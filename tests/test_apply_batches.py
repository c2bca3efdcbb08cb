"""Files that only define things go out several at a time; what is there, what is seen and what is said is the same."""

from __future__ import annotations

import _thread
import subprocess
import threading
import time
from pathlib import Path

import psycopg
import pytest
from runs import Write, killed_command, query, tables

from schemactl.errors import LockError
from schemactl.execute import StatementError
from schemactl.migrations.apply import apply_migrations, read_status
from schemactl.migrations.observer import Applied, Silent
from schemactl.migrations.run import FileError
from schemactl.migrations.session import Session
from schemactl.migrations.state import State
from schemactl.migrations.target import Target
from schemactl.pgsql import Statement

EVENTS = "statement_started statement_finished file_started file_finished"


def applied(url: str) -> list[str]:
    """The versions that the history has, in order, each with its event."""
    rows = [version for (version,) in query(url, "SELECT version FROM schemactl.migrations ORDER BY position")]
    events = query(url, "SELECT version FROM schemactl.events WHERE event = 'applied' ORDER BY id")
    assert [version for (version,) in events] == rows
    return rows


class Ears(Silent):
    """Keeps what is told, in order."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def file_started(self, path: str, statements: int) -> None:
        self.heard.append(f"{Path(path).name[0]} begins, {statements}")

    def statement_finished(self, index: int, total: int, statement: Statement, seconds: float) -> None:  # noqa: ARG002
        self.heard.append(f"{index} of {total}")

    def file_finished(self, applied: Applied) -> None:
        self.heard.append(f"{applied.version} is done")

    def file_retried(self, path: str, error: StatementError, seconds: float) -> None:  # noqa: ARG002
        self.heard.append(f"{Path(path).name[0]} again")


def test_what_is_told_comes_in_order(tmp_path: Path, database: str, lay: Write) -> None:
    """As of files that run by themselves, which stand between them here; times are of each file."""
    lay(
        v1="CREATE TABLE a ();",
        v2="CREATE TABLE b (); COMMENT ON TABLE b IS 'b';",
        v3="-- nothing",
        v4="INSERT INTO c SELECT FROM generate_series(1, 2);".replace("INSERT", "CREATE TABLE c (); INSERT"),
        v5="CREATE TABLE d ();",
        v6="CREATE TABLE e ();",
        v7="DROP TABLE a;",
    )
    ears = Ears()
    result = apply_migrations(Target(database), tmp_path, observer=ears)
    assert ears.heard == [
        *("1 begins, 1", "0 of 1", "1 is done", "2 begins, 2", "0 of 2", "1 of 2", "2 is done", "3 begins, 0"),
        *("3 is done", "4 begins, 2", "0 of 2", "1 of 2", "4 is done", "5 begins, 1", "0 of 1", "5 is done"),
        *("6 begins, 1", "0 of 1", "6 is done", "7 begins, 1", "0 of 1", "7 is done"),
    ]
    assert [one.version for one in result.applied] == applied(database) == list("1234567")
    assert tables(database) == ["b", "c", "d", "e"]
    assert all(one.seconds < 5 for one in result.applied)


@pytest.mark.parametrize("at", [2, 3, 6])
def test_a_file_that_fails_ends_the_run_there(tmp_path: Path, database: str, lay: Write, at: int) -> None:
    """Those before it are done, nothing of it is, and none after it has run; corrected, the run goes on."""
    files = {f"v{n}": f"CREATE TABLE t{n} ();\nCREATE TABLE u{n} ();" for n in range(1, 8)}
    lay(**{**files, f"v{at}": f"CREATE TABLE t{at} ();\nCREATE TABLE t1 ();"})
    with pytest.raises(FileError, match='relation "t1" already exists') as caught:
        apply_migrations(Target(database), tmp_path)
    assert str(caught.value.place).endswith(f"{at}_x.up.sql:2:1")
    assert [one.version for one in caught.value.applied] == applied(database) == [str(n) for n in range(1, at)]
    assert tables(database) == sorted(f"{letter}{n}" for n in range(1, at) for letter in "tu")
    assert query(database, "SELECT version FROM schemactl.events WHERE event = 'failed'") == [(str(at),)]
    lay(**files)
    apply_migrations(Target(database), tmp_path)
    assert applied(database) == list("1234567")


def test_a_lock_that_is_not_free_is_tried_again(tmp_path: Path, database: str, lay: Write) -> None:
    """By the file that wanted it alone; the others have run once."""
    query(database, "CREATE SCHEMA other; CREATE TABLE other.busy ()")
    files = {f"v{n}": f"CREATE TABLE t{n} ();" for n in range(1, 6)}
    lay(**{**files, "v3": "ALTER TABLE other.busy ADD COLUMN a int;"})
    target, ears = Target(database, session=Session(lock_timeout=0.2), exclude=("other.*",)), Ears()
    with psycopg.connect(database) as holder:
        holder.execute("LOCK TABLE other.busy")
        release = threading.Timer(1.5, holder.rollback)
        release.start()
        apply_migrations(target, tmp_path, observer=ears)
        release.join()
    assert applied(database) == list("12345")
    assert "3 again" in ears.heard
    assert ears.heard.count("2 is done") == ears.heard.count("3 is done") == 1


@pytest.mark.parametrize("event", range(0, 28, 3))
def test_a_runner_that_is_killed_among_them(tmp_path: Path, database: str, lay: Write, event: int) -> None:
    """What the server had got runs on, each file whole and with its row; the next run does the rest."""
    lay(**{f"v{n}": f"CREATE TABLE t{n} ();" for n in range(1, 8)})
    command = killed_command(database, tmp_path, event, EVENTS)
    assert subprocess.run(command, check=False, capture_output=True).returncode == -9
    time.sleep(0.3)
    done = applied(database) if query(database, "SELECT to_regclass('schemactl.events')")[0][0] else []
    assert tables(database) == [f"t{version}" for version in done]
    apply_migrations(Target(database, lock_wait=20), tmp_path)
    assert applied(database) == list("1234567")
    assert read_status(Target(database), tmp_path).state is State.UP_TO_DATE


def test_a_lost_lock_ends_the_run_among_them(tmp_path: Path, database: str, lay: Write) -> None:
    """Each file asks for it in its own transaction."""
    lay(**{f"v{n}": f"CREATE TABLE t{n} ();" for n in range(1, 4)}, v4="CREATE TABLE t4 AS SELECT FROM pg_sleep(1);")
    lay(v5="CREATE TABLE t5 ();")

    class Thief(Silent):
        def file_started(self, path: str, statements: int) -> None:  # noqa: ARG002
            if "4_x" in path:
                sql = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                query(database, f"{sql} (SELECT oid FROM pg_database WHERE datname = current_database())")

    with pytest.raises(LockError, match="lock is lost"):
        apply_migrations(Target(database), tmp_path, observer=Thief())
    assert applied(database) == list("123")
    assert tables(database) == ["t1", "t2", "t3"]


def test_what_one_leaves_reaches_no_other(tmp_path: Path, database: str, lay: Write) -> None:
    """A file that sets something is none of them: the next one begins as the first did."""
    probe = "CREATE TABLE {} AS SELECT current_setting('search_path') AS path;"
    lay(
        v1="CREATE TABLE t1 ();",
        v2="CREATE SCHEMA app; SET search_path = app; CREATE TABLE mine (); CREATE TEMP TABLE t3 ();",
        v3="CREATE TABLE t3 ();",
        v4=probe.format("public.t4"),
        v5="CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT set_config(''search_path'', ''app'', false)';",
        v6="SELECT f();",
        v7=probe.format("public.t7"),
        v8="DISCARD ALL;",
        v9="CREATE TABLE t9 ();",
    )
    apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT * FROM t4 UNION ALL SELECT * FROM t7") == [('"$user", public',)] * 2
    assert tables(database) == ["t1", "t3", "t4", "t7", "t9"]


def test_an_interrupt_among_them(tmp_path: Path, database: str, lay: Write) -> None:
    """The file at work is rolled back and named; those before it are done, none after it has run."""
    slow = "CREATE TABLE t4 AS SELECT FROM pg_sleep(20);"
    lay(**{**{f"v{n}": f"CREATE TABLE t{n} ();" for n in range(1, 7)}, "v4": slow})

    class Finger(Silent):
        def file_started(self, path: str, statements: int) -> None:  # noqa: ARG002
            if "4_x" in path:
                threading.Timer(0.3, _thread.interrupt_main).start()

    with pytest.raises(KeyboardInterrupt):
        apply_migrations(Target(database), tmp_path, observer=Finger())
    assert applied(database) == list("123")
    assert tables(database) == ["t1", "t2", "t3"]
    assert query(database, "SELECT version, error FROM schemactl.events WHERE event = 'failed'") == [
        ("4", "interrupted")
    ]
