"""Applying and reverting on a real server: what runs, what stays after an error, what the history says."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from schemactl.errors import ConnectError, ExecuteError, HistoryError, LockError, SourceError, UsageError
from schemactl.migrations.apply import Result, apply_migrations, read_status
from schemactl.migrations.files import load_migrations, update_sum
from schemactl.migrations.lock import lock_key, migration_lock
from schemactl.migrations.observer import Silent
from schemactl.migrations.plan import Choice
from schemactl.migrations.revert import revert_migrations
from schemactl.migrations.run import FileError
from schemactl.migrations.session import Session
from schemactl.migrations.state import State
from schemactl.migrations.target import Target

ONE = "CREATE TABLE one (id int);\n"
TWO = "CREATE TABLE two (id int);\n"
THREE = "CREATE TABLE three (id int);\n"
CONCURRENT = "CREATE TABLE a (i int);\nCREATE INDEX CONCURRENTLY a_i ON a (i);\n"


class Place:
    """A migrations folder and a database, to be worked on by tests."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.target = Target(url, session=Session(lock_timeout=0.2), lock_wait=5)

    def write(self, **files: str) -> None:
        """`v1="…"` is the up file of version 1, `d1` its down file; the sum is renewed."""
        for key, text in files.items():
            half = {"v": "up", "d": "down"}[key[0]]
            (self.folder / f"{key[1:]}_x.{half}.sql").write_text(text, encoding="utf-8")
        update_sum(self.folder)

    def apply(self, allow: Sequence[State] = (), *, limit: int | None = None, to: str | None = None) -> list[str]:
        """The versions that were applied."""
        result: Result = apply_migrations(self.target, self.folder, Choice(limit, to, frozenset(allow)))
        return [one.version for one in result.applied]

    def revert(self, count: int = 1, to: str | None = None) -> list[str]:
        """The versions that were reverted."""
        return [one.version for one in revert_migrations(self.target, count=count, to=to)]

    def state(self) -> State:
        """The state that `status` reports."""
        return read_status(self.target, self.folder).state

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Rows of a query on a connection of its own."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def tables(self) -> list[object]:
        """The tables in public, by name."""
        found = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
        return [row[0] for row in self.query(found)]


@pytest.fixture
def place(tmp_path: Path, database: str) -> Iterator[Place]:
    """An empty folder and an empty database; afterwards no migration lock may be left."""
    made = Place(tmp_path, database)
    yield made
    locks = (
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database"
        " WHERE datname = current_database())"
    )
    deadline = time.monotonic() + 5  # a backend ends a moment after its client has closed the connection
    while left := made.query(locks):
        assert time.monotonic() < deadline, left


def test_pending_files_run_in_order_once(place: Place) -> None:
    """All pending files, in order of version; a second run has nothing to do and writes nothing."""
    place.write(v1=ONE, v2=TWO, v10="ALTER TABLE two ADD COLUMN more int;")
    assert place.state() is State.BEHIND
    assert place.apply() == ["1", "2", "10"]
    before = place.query("SELECT * FROM schemactl.events")
    assert place.apply() == []
    assert place.query("SELECT * FROM schemactl.events") == before
    assert place.state() is State.UP_TO_DATE


def test_the_history_says_what_happened(place: Place) -> None:
    """A row for each version with its checksums, its way back, who and what ran it."""
    place.write(v1=ONE + TWO, d1="DROP TABLE two; DROP TABLE one;")
    place.apply()
    (migration,) = load_migrations(place.folder)
    rows = place.query(
        "SELECT version, name, status, up_sha256, down_sha256, down_sql, statements_total, statements_done,"
        " cardinality(statement_sha256), executed_by = session_user, application LIKE 'schemactl/%',"
        " duration > '0', tool_version <> '' FROM schemactl.migrations"
    )
    assert rows == [
        ("1", "x", "applied", migration.up_sha, migration.down_sha, migration.down_sql, 2, 2, 1, True, True, True, True)
    ]
    assert place.query("SELECT event, version FROM schemactl.events") == [("applied", "1")]


def test_a_failed_file_leaves_nothing_and_the_ones_before_it_stay(place: Place) -> None:
    """The error has the place; the next run goes on with the corrected file and needs no repair."""
    place.write(v1=ONE, v2="-- äöü\r\nCREATE TABLE two ();\r\n  SELECT nowhere;\r\n", v3=THREE)
    with pytest.raises(FileError) as caught:
        place.apply()
    error = caught.value
    assert [one.version for one in error.applied] == ["1"]
    assert (error.sqlstate, str(error.place)) == ("42703", f"{place.folder}/2_x.up.sql:3:10")
    assert place.tables() == ["one"]
    assert place.query("SELECT version FROM schemactl.migrations") == [("1",)]
    assert place.query(
        "SELECT event, version, error_sqlstate, error_line, error_column FROM schemactl.events ORDER BY id"
    ) == [("applied", "1", None, None, None), ("failed", "2", "42703", 3, 10)]
    place.write(v2=TWO)
    assert place.apply() == ["2", "3"]


def test_nothing_runs_if_a_later_file_cannot_be_parsed(place: Place) -> None:
    """All pending files are read before the first one runs."""
    place.write(v1=ONE, v2="CREATE TABEL two ();")
    with pytest.raises(SourceError) as caught:
        place.apply()
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (1, 8)
    assert place.query("SELECT to_regnamespace('schemactl')") == [(None,)]


def test_limit_and_to(place: Place) -> None:
    """Some now, some later; a version that there is not is a mistake and runs nothing."""
    place.write(v1=ONE, v2=TWO, v3=THREE)
    assert place.apply(limit=1) == ["1"]
    assert place.apply(to="2") == ["2"]
    with pytest.raises(UsageError, match="no migration 7"):
        place.apply(to="7")
    assert place.apply() == ["3"]


def test_an_edited_applied_file_is_named(place: Place) -> None:
    """Diverged: nothing more runs, and the file is in the message."""
    place.write(v1=ONE)
    place.apply()
    place.write(v1=ONE + "-- more\n", v2=TWO)
    with pytest.raises(HistoryError, match=r"1_x\.up\.sql is not the file that was applied") as caught:
        place.apply()
    assert (caught.value.state, caught.value.exit_code) == ("diverged", 4)
    assert place.state() is State.DIVERGED
    assert place.tables() == ["one"]


def test_a_late_file_is_an_error_unless_allowed(place: Place) -> None:
    """Out of order is never silent: neither run nor left out without a word."""
    place.write(v1=ONE, v3=THREE)
    place.apply()
    place.write(v2=TWO)
    with pytest.raises(HistoryError, match=r"2_x\.up\.sql is out of order") as caught:
        place.apply()
    assert caught.value.state == "out_of_order"
    assert place.tables() == ["one", "three"]
    assert place.apply([State.OUT_OF_ORDER]) == ["2"]
    assert place.state() is State.UP_TO_DATE


def test_a_file_may_say_that_it_comes_late(place: Place) -> None:
    """The directive allows that file, and no other."""
    place.write(v3=THREE)
    place.apply()
    place.write(v1="-- schemactl: allow-out-of-order\n" + ONE)
    assert place.apply() == ["1"]
    place.write(v2=TWO)
    with pytest.raises(HistoryError, match=r"2_x\.up\.sql"):
        place.apply()


def test_an_older_folder_is_behind_its_database(place: Place) -> None:
    """Ahead: an error with a way out, and nothing is done."""
    place.write(v1=ONE, v2=TWO)
    place.apply()
    (place.folder / "2_x.up.sql").unlink()
    update_sum(place.folder)
    with pytest.raises(HistoryError, match="ahead: 2_x has no file") as caught:
        place.apply()
    assert caught.value.state == "ahead"
    assert place.apply([State.AHEAD]) == []


def test_a_file_that_is_gone_is_missing(place: Place) -> None:
    """A hole below the last file is not the same as being ahead."""
    place.write(v1=ONE, v2=TWO)
    place.apply()
    (place.folder / "1_x.up.sql").unlink()
    update_sum(place.folder)
    assert place.state() is State.MISSING


def test_objects_without_a_history_are_not_touched(place: Place) -> None:
    """A database that others have filled needs a baseline first."""
    place.query("CREATE SCHEMA other; CREATE TABLE other.t ()")
    place.write(v1=ONE)
    with pytest.raises(HistoryError, match="objects and no history") as caught:
        place.apply()
    assert caught.value.state == "no_baseline"
    assert place.tables() == []


@pytest.mark.parametrize("sql", ["CREATE EXTENSION IF NOT EXISTS plpgsql", "CREATE SCHEMA empty", "SELECT 1"])
def test_what_is_no_object_of_a_user_is_no_hindrance(place: Place, sql: str) -> None:
    """Members of extensions and empty schemas do not make a database somebody else's."""
    place.query(sql)
    place.write(v1=ONE)
    assert place.apply() == ["1"]


def test_a_file_that_cannot_be_one_transaction_goes_on_where_it_stopped(place: Place) -> None:
    """The statements done stay done and are counted; the corrected file runs from the failed one on."""
    place.write(v1=CONCURRENT + "SELECT 1 / (SELECT 0);\nCREATE TABLE last ();\n", v2=TWO)
    with pytest.raises(FileError) as caught:
        place.apply()
    assert caught.value.sqlstate == "22012"
    assert place.tables() == ["a"]
    assert place.query("SELECT status, statements_done, statements_total, error_line FROM schemactl.migrations") == [
        ("failed", 2, 4, 3)
    ]
    assert place.state() is State.FAILED
    place.write(v1=CONCURRENT + "SELECT 1;\nCREATE TABLE last ();\n")
    assert place.apply() == ["1", "2"]
    assert place.tables() == ["a", "last", "two"]
    assert place.query(
        "SELECT status, statements_done, cardinality(statement_sha256), error FROM"
        " schemactl.migrations WHERE version = '1'"
    ) == [("applied", 4, 1, None)]


def test_what_has_run_of_a_stopped_file_must_not_be_edited(place: Place) -> None:
    """Going on behind a statement that is another one now would hide the edit for ever."""
    place.write(v1=CONCURRENT + "SELECT nowhere;")
    with pytest.raises(FileError):
        place.apply()
    place.write(v1=CONCURRENT.replace("i int", "i bigint") + "SELECT 1;")
    with pytest.raises(HistoryError, match="has run already was edited"):
        place.apply()


def test_a_stopped_file_stops_down(place: Place) -> None:
    """Neither half of it is known to be whole."""
    place.write(v1=CONCURRENT + "SELECT nowhere;", d1="DROP TABLE a;")
    with pytest.raises(FileError):
        place.apply()
    with pytest.raises(HistoryError) as caught:
        place.revert()
    assert caught.value.state == "failed"
    assert "statement 3" in caught.value.message


def test_a_file_may_say_that_it_wants_no_transaction(place: Place) -> None:
    """Each statement stands alone, as for a value added to an enum and used behind it."""
    place.write(v1="CREATE TYPE mood AS ENUM ('a');")
    place.write(
        v2="-- schemactl: transaction=none\nALTER TYPE mood ADD VALUE 'b';\nCREATE TABLE m (x mood DEFAULT 'b');"
    )
    assert place.apply() == ["1", "2"]


def test_a_directive_that_is_none_is_refused(place: Place) -> None:
    """A slip of the pen must not turn a transaction on or off in silence."""
    place.write(v1="-- schemactl: transaction=non\n" + ONE)
    with pytest.raises(UsageError) as caught:
        place.apply()
    assert caught.value.hint == "did you mean transaction=none?"
    assert str(caught.value.place).endswith("1_x.up.sql:1:15")


def test_what_a_file_sets_ends_with_it(place: Place) -> None:
    """search_path (as pg_dump sets it), role and temporary tables do not reach the next file or the history."""
    place.write(
        v1="SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.one ();\n"
        "CREATE TEMP TABLE two (); SET ROLE pg_monitor;",
        v2="CREATE TABLE two ();",
    )
    assert place.apply() == ["1", "2"]
    assert place.tables() == ["one", "two"]


def test_down_takes_back_the_last_one(place: Place) -> None:
    """One by one, then all; up again gives the same; the events remember."""
    place.write(v1=ONE, d1="DROP TABLE one;", v2=TWO, d2="DROP TABLE two;", v3=THREE, d3="DROP TABLE three;")
    place.apply()
    assert place.revert() == ["3"]
    assert place.tables() == ["one", "two"]
    assert place.revert(to="1") == ["2"]
    assert place.revert(5) == ["1"]
    assert place.revert() == []
    assert place.tables() == []
    assert place.query("SELECT count(*) FROM schemactl.migrations") == [(0,)]
    assert place.apply() == ["1", "2", "3"]
    assert [row[0] for row in place.query("SELECT event FROM schemactl.events ORDER BY id")] == [
        "applied",
        "applied",
        "applied",
        "reverted",
        "reverted",
        "reverted",
        "applied",
        "applied",
        "applied",
    ]


def test_down_goes_by_the_order_of_application(place: Place) -> None:
    """A migration that was applied late goes first, whatever its version."""
    place.write(v2=TWO, d2="DROP TABLE two;")
    place.apply()
    place.write(v1=ONE, d1="DROP TABLE one;")
    place.apply([State.OUT_OF_ORDER])
    assert place.revert() == ["1"]


def test_down_runs_what_the_history_keeps(place: Place) -> None:
    """Also when the files are gone."""
    place.write(v1=ONE, d1="DROP TABLE one;")
    place.apply()
    for path in place.folder.iterdir():
        path.unlink()
    assert place.revert(to="0") == ["1"]
    assert place.tables() == []


def test_down_refuses_what_has_no_way_back(place: Place) -> None:
    """Before anything runs, even if the last ones could go."""
    place.write(v1=ONE, v2=TWO, d2="DROP TABLE two;")
    place.apply()
    with pytest.raises(HistoryError, match="1_x has no way back") as caught:
        place.revert(2)
    assert caught.value.state == "irreversible"
    assert place.tables() == ["one", "two"]
    with pytest.raises(UsageError, match="migration 9 was not applied"):
        place.revert(to="9")


def test_down_refuses_to_destroy_rows(place: Place) -> None:
    """It says which and how many, before anything runs; what is empty is no loss; allowed, it runs."""
    place.write(
        v1="CREATE SCHEMA s; CREATE TABLE s.a (i int, j int); CREATE TABLE one (id int);",
        d1="DROP TABLE one; DROP SCHEMA s CASCADE;",
        v2="ALTER TABLE s.a ADD COLUMN k int; CREATE TABLE gone ();",
        d2="DROP TABLE gone; DROP TABLE IF EXISTS never; ALTER TABLE s.a DROP COLUMN k;",
    )
    place.apply()
    assert place.revert() == ["2"]
    place.apply()
    place.query("INSERT INTO s.a SELECT n, n, NULLIF(n, 1) FROM generate_series(1, 3) AS n")
    with pytest.raises(HistoryError, match=r"destroy 2 rows of s\.a\.k, 3 rows of s\.a$") as caught:
        place.revert(2)
    assert (caught.value.state, caught.value.exit_code) == ("data_loss", 4)
    assert str(caught.value.place) == "2_x.down.sql:1:46"
    assert "gone" in place.tables()
    assert [one.version for one in revert_migrations(place.target, count=2, allow_data_loss=True)] == ["2", "1"]


def test_a_failed_down_leaves_all_as_it_was(place: Place) -> None:
    """The error names the file that the history keeps."""
    place.write(v1=ONE, d1="DROP TABLE one;\nDROP TABLE other;")
    place.apply()
    with pytest.raises(FileError) as caught:
        place.revert()
    assert str(caught.value.place) == "1_x.down.sql:2:1"
    assert place.tables() == ["one"]
    assert place.state() is State.UP_TO_DATE


def test_a_stopped_down_goes_on_with_down(place: Place) -> None:
    """`apply` refuses meanwhile."""
    place.write(v1=CONCURRENT, d1="DROP INDEX CONCURRENTLY a_i;\nDROP TABLE a, locked;")
    place.apply()
    with pytest.raises(FileError):
        place.revert()
    assert place.query("SELECT status, direction, statements_done FROM schemactl.migrations") == [("failed", "down", 1)]
    place.write(v2=TWO)
    with pytest.raises(HistoryError) as caught:
        place.apply()
    assert "schemactl down" in caught.value.hint
    place.query("CREATE TABLE locked ()")
    assert place.revert() == ["1"]
    assert place.apply() == ["1", "2"]


def test_a_lock_that_is_not_free_is_tried_again(place: Place) -> None:
    """lock_timeout rolls the file back, and another try finds the table free."""
    place.write(v1=ONE)
    place.apply()
    place.write(v2="CREATE TABLE two ();\nALTER TABLE one ADD COLUMN b int;")
    retried: list[str] = []
    with psycopg.connect(place.url) as other:
        other.execute("LOCK TABLE one")

        class Seen(Silent):
            def file_retried(self, path: str, error: ExecuteError, seconds: float) -> None:
                retried.append(f"{error.sqlstate} {path.rpartition('/')[2]} {seconds > 0}")
                other.rollback()

        result = apply_migrations(place.target, place.folder, observer=Seen())
    assert [one.version for one in result.applied] == ["2"]
    assert retried == ["55P03 2_x.up.sql True"]
    assert place.query("SELECT event FROM schemactl.events WHERE version = '2'") == [("applied",)]


def test_a_second_run_waits_and_finds_nothing_to_do(place: Place) -> None:
    """Two at once, with files that cannot run twice: one applies all, the other none, and both are content."""
    place.write(v1=ONE, v2="SELECT pg_sleep(0.3);" + TWO)
    done: list[list[str]] = []
    threads = [threading.Thread(target=lambda: done.append(place.apply())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [[], [], ["1", "2"]]


def test_the_holder_of_the_lock_is_named(place: Place) -> None:
    """After the time is up; nothing was touched."""
    place.write(v1=ONE)
    waited: list[object] = []
    with migration_lock(place.url, "schemactl") as lock:
        pid = lock.connection.info.backend_pid
        with (
            pytest.raises(LockError) as caught,
            migration_lock(place.url, "schemactl", wait=0.1, on_wait=waited.append),
        ):
            pass
    assert caught.value.exit_code == 5
    assert f"held by pid {pid}, schemactl/" in caught.value.detail
    assert len(waited) == 1
    assert place.tables() == []


def test_a_waiter_does_not_block_a_concurrent_index(place: Place) -> None:
    """The lock is polled outside of any transaction: no deadlock, and the index is valid."""
    place.write(v1=CONCURRENT)
    with migration_lock(place.url, "schemactl") as lock:
        waiting = threading.Thread(target=place.apply)
        waiting.start()
        while not lock.connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_try_advisory_lock%' AND pid <> pg_backend_pid()"
        ).fetchone():
            pass
        with psycopg.connect(place.url, autocommit=True) as other:
            other.execute("CREATE TABLE b (i int)")
            other.execute("SET statement_timeout = '5s'")
            other.execute("CREATE INDEX CONCURRENTLY b_i ON b (i)")
            other.execute("DROP TABLE b")
    waiting.join()
    assert place.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'a_i'::regclass") == [(True,)]


def test_nothing_is_committed_after_the_lock_is_lost(place: Place) -> None:
    """The lock's connection is killed while a file runs: it is rolled back, and no other runs."""
    place.write(v1=ONE + "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory';", v2=TWO)
    with pytest.raises(LockError, match="lock is lost"):
        place.apply()
    assert place.tables() == []
    place.write(v1=ONE)
    assert place.apply() == ["1", "2"]


def test_a_lost_connection_is_said_so(place: Place) -> None:
    """The server ended the session: a connection error, nothing applied, nothing dirty."""
    place.write(v1=ONE + "SELECT pg_terminate_backend(pg_backend_pid());")
    with pytest.raises(ConnectError, match="was lost"):
        place.apply()
    assert place.tables() == []
    place.write(v1=ONE)
    assert place.apply() == ["1"]


def test_histories_in_two_schemas_are_apart(place: Place) -> None:
    """Own rows and own locks, and names that need quotes."""
    place.write(v1=ONE)
    place.apply()
    odd = Target(place.url, history='Odd "name', lock_wait=0.1)
    assert lock_key("schemactl") != lock_key('Odd "name')
    place.write(v1="CREATE TABLE mine ();")
    with migration_lock(place.url, "schemactl"), pytest.raises(HistoryError, match="no history"):
        apply_migrations(odd, place.folder)
    place.query("DROP TABLE one; DROP SCHEMA schemactl CASCADE")
    with migration_lock(place.url, "schemactl"):
        assert [one.version for one in apply_migrations(odd, place.folder).applied] == ["1"]


def test_a_role_owns_what_is_made(place: Place) -> None:
    """Objects and history belong to the role; the books say who logged in."""
    role = f"owner_{abs(hash(place.url))}"
    place.query(
        f"CREATE ROLE {role}; GRANT CREATE ON SCHEMA public TO {role}; DO $$ BEGIN EXECUTE format('GRANT CREATE"
        f" ON DATABASE %I TO {role}', current_database()); END $$"
    )
    try:
        place.write(v1=ONE, v2="RESET ROLE;")
        place.target = Target(place.url, session=Session(role=role))
        place.apply()
        assert place.query("SELECT DISTINCT tableowner FROM pg_tables WHERE tablename IN ('one', 'migrations')") == [
            (role,)
        ]
        assert place.query("SELECT DISTINCT executed_as, executed_by = session_user FROM schemactl.migrations") == [
            (role, True)
        ]
    finally:
        place.query(f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_a_role_that_is_called_like_the_history_is_refused(place: Place) -> None:
    """The search_path begins with its schema, where nobody looks for what files make."""
    role = f"history_{uuid4().hex}"
    place.query(f"CREATE ROLE {role}")
    try:
        database = psycopg.conninfo.conninfo_to_dict(place.url)["dbname"]
        place.query(f"GRANT CREATE ON DATABASE {database} TO {role}; GRANT CREATE ON SCHEMA public TO {role}")
        place.write(v1="CREATE TABLE one ();")
        place.target = Target(place.url, history=role, session=Session(role=role))
        with pytest.raises(UsageError, match=f"would land in the schema {role}"):
            place.apply()
        assert place.tables() == []
    finally:
        place.query(f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_what_is_not_allowed_is_said_with_the_schema(place: Place) -> None:
    """A role that may not make the history gets the schema's name, not a traceback; status works without one."""
    place.write(v1=ONE)
    place.target = Target(place.url, session=Session(role="pg_monitor"))
    assert place.state() is State.BEHIND
    with pytest.raises(ExecuteError, match="not allowed to create the history in schema schemactl") as caught:
        place.apply()
    assert caught.value.sqlstate == "42501"


def test_an_empty_folder_has_nothing_to_do(place: Place) -> None:
    """No migrations: up to date, nothing made."""
    assert place.apply() == []
    assert place.state() is State.UP_TO_DATE
    assert place.query("SELECT to_regnamespace('schemactl')") == [(None,)]


def test_many_first_runs_at_once(place: Place) -> None:
    """Twelve first `status` and `apply` on an empty database: no race for the history, one of them applies."""
    place.write(v1=ONE)
    errors: list[BaseException] = []
    done: list[list[str]] = []

    def work(index: int) -> None:
        try:
            if index % 2:
                place.state()
            else:
                done.append(place.apply())
        except BaseException as error:  # noqa: BLE001 seen by the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=[index]) for index in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(done) == [[]] * 5 + [["1"]]
