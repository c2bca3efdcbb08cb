"""Running the statements of a file: what stays, what does not, and where the error is."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Iterator

import psycopg
import pytest

from schemactl.errors import ConnectError, ExecuteError
from schemactl.execute import Frame, FrameError, StatementError, run
from schemactl.pgsql import Statement, split_statements
from schemactl.segments import segments


@pytest.fixture
def connection(database: str) -> Iterator[psycopg.Connection]:
    """An autocommit connection to an empty database."""
    with psycopg.connect(database, autocommit=True) as made:
        yield made


def tables(connection: psycopg.Connection) -> list[str]:
    """The tables in public, by name."""
    query = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
    return [str(row[0]) for row in connection.execute(query)]


def failure(connection: psycopg.Connection, text: str, *, transaction: bool = True) -> StatementError:
    """The error that a file ends with."""
    with pytest.raises(StatementError) as caught:
        run(connection, split_statements(text, "m.up.sql"), transaction=transaction)
    return caught.value


def test_a_file_runs_in_one_transaction(connection: psycopg.Connection) -> None:
    """After an error in the last statement nothing of the file is there."""
    error = failure(connection, "CREATE TABLE a ();\nCREATE TABLE b ();\nCREATE TABLE a ();\n")
    assert tables(connection) == []
    assert (error.index, error.total, error.done, error.sqlstate) == (2, 3, 0, "42P07")
    assert str(error.place) == "m.up.sql:3:1"


def test_the_record_stands_and_falls_with_the_statements(connection: psycopg.Connection) -> None:
    """What the frame records is in the same transaction."""
    frame = Frame(record=lambda done: [f"CREATE TABLE done_{done} ()"])
    run(connection, split_statements("CREATE TABLE a (); CREATE TABLE b ();"), frame=frame)
    assert tables(connection) == ["a", "b", "done_2"]
    with pytest.raises(FrameError, match="done_2"):
        run(connection, split_statements("CREATE TABLE c (); CREATE TABLE d ();"), frame=frame)
    assert tables(connection) == ["a", "b", "done_2"]


def test_statements_run_one_by_one_where_one_needs_it(connection: psycopg.Connection) -> None:
    """With a concurrent index in the file each statement stands alone, and is recorded in a transaction."""
    frame = Frame(
        before=("SET lock_timeout = 1000",),
        record=lambda done: [f"CREATE TABLE done_{done} AS SELECT pg_current_xact_id()::text AS x"],
        prepare=lambda statement: [f"CREATE TABLE alone AS SELECT {len(statement.sql)} AS n"],
        after_alone=("CREATE TABLE after_alone ()",),
    )
    text = "CREATE TABLE a AS SELECT pg_current_xact_id()::text AS x; CREATE INDEX CONCURRENTLY ON a (x);"
    text += "CREATE TABLE b ();"
    run(connection, split_statements(text), frame=frame)
    assert tables(connection) == ["a", "after_alone", "alone", "b", "done_1", "done_2", "done_3"]
    assert connection.execute("SELECT a.x = done_1.x FROM a, done_1").fetchone() == (True,)
    assert connection.execute("SHOW lock_timeout").fetchone() == ("1s",)


def test_files_may_share_a_transaction(connection: psycopg.Connection) -> None:
    """Without its own beginning and end, a file is part of the one before it."""
    first, last = split_statements("CREATE TABLE a ()"), split_statements("CREATE TABLE b ()")
    run(connection, first, frame=Frame(closing=()))
    run(connection, last, frame=Frame(opening=(), closing=("ROLLBACK",)))
    assert tables(connection) == []


def test_a_transaction_is_one_round_trip(connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many statements it has: the server is waited for once before the first answer."""
    sent: list[int] = []
    real = psycopg.generators.send

    def send(pgconn: psycopg.pq.abc.PGconn) -> object:
        sent.append(1)
        return real(pgconn)

    monkeypatch.setattr(psycopg.generators, "send", send)
    text = "SELECT 1;" * 200
    run(
        connection, split_statements(text), frame=Frame(before=("SET lock_timeout = 0",), record=lambda _: ["SELECT 1"])
    )
    assert len(sent) == 1


def test_answers_come_one_by_one(connection: psycopg.Connection) -> None:
    """An observer sees a statement finish before the next one has."""
    times: list[float] = []
    text = "SELECT pg_sleep(0.2); SELECT 1; SELECT pg_sleep(0.2)"

    class Seen:
        def statement_started(self, index: int, total: int, statement: Statement) -> None:
            pass

        def statement_finished(self, index: int, total: int, statement: Statement, seconds: float) -> None:
            assert (total, statement.sql) == (3, split_statements(text)[index].sql)
            times.append(seconds)

    run(connection, split_statements(text), observer=Seen())
    assert times[0] >= 0.15
    assert times[1] < 0.15
    assert times[2] >= 0.15


def test_an_interrupt_ends_the_statement_and_rolls_back(connection: psycopg.Connection) -> None:
    """Control-C: the server stops working on it, and the connection can be used again."""
    timer = threading.Timer(0.3, _thread.interrupt_main)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        run(connection, split_statements("CREATE TABLE a (); SELECT pg_sleep(30)"))
    timer.join()
    assert tables(connection) == []


def test_a_lost_connection_is_no_statement_error(connection: psycopg.Connection) -> None:
    """Nobody knows what the server made of it."""
    with pytest.raises(ConnectError):
        run(connection, split_statements("SELECT pg_terminate_backend(pg_backend_pid()); SELECT 1"))


def test_an_error_in_sql_within_sql_is_placed(connection: psycopg.Connection) -> None:
    """The server points into a text that a function runs: if it stands in the file, so does the place."""
    error = failure(connection, "DO $$\nBEGIN\n  EXECUTE 'SELECT nowhere';\nEND $$;")
    assert str(error.place) == "m.up.sql:3:19"


def test_what_ran_alone_stays(connection: psycopg.Connection) -> None:
    """The error says how many statements are done; a second run starts behind them."""
    text = "CREATE TABLE a ();\nCREATE TABLE b ();\nSELECT 1/zero FROM (SELECT 0 AS zero) AS z;\n"
    error = failure(connection, text, transaction=False)
    assert (error.index, error.done, error.sqlstate) == (2, 2, "22012")
    fixed = split_statements(text.replace("1/zero", "1"))
    run(connection, fixed, parts=segments(fixed, transaction=False)[error.done :])
    assert tables(connection) == ["a", "b"]


def test_an_error_is_placed_by_the_server(connection: psycopg.Connection) -> None:
    """Line and column of what the server points at, behind characters of several bytes and CRLF."""
    text = "SELECT 'äöü';\r\n  SELECT 'é',\r\n    'ü', nowhere\r\n  FROM (SELECT 1) AS x;\r\n"
    error = failure(connection, text)
    assert str(error.place) == "m.up.sql:3:10"
    assert error.place is not None
    assert error.place.text == "    'ü', nowhere"
    assert error.sqlstate == "42703"
    assert str(failure(connection, "SELECT 1; SELECT nope;").place) == "m.up.sql:1:18"


def test_what_the_server_adds_is_kept(connection: psycopg.Connection) -> None:
    """Detail, hint and the context of a function."""
    text = "DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'try', DETAIL = 'since'; END $$"
    error = failure(connection, text)
    assert (error.message, error.hint) == ("no", "try")
    assert "since" in error.detail
    assert "PL/pgSQL function inline_code_block" in error.detail


def test_a_constraint_that_fails_at_commit_fails_the_file(connection: psycopg.Connection) -> None:
    """Deferred constraints are checked at the end; nothing stays."""
    text = """CREATE TABLE a (i int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);
    INSERT INTO a VALUES (1); INSERT INTO a VALUES (1); SELECT 1;"""
    assert failure(connection, text).sqlstate == "23505"
    assert tables(connection) == []


@pytest.mark.parametrize(
    "sql", ["BEGIN", "COMMIT /* x */", "END--", "ROLLBACK", "SAVEPOINT a", "COPY a FROM STDIN", "COPY a TO STDOUT"]
)
def test_what_a_file_must_not_hold_is_refused_before_it_runs(sql: str) -> None:
    """Its own transactions, and data of COPY; with the place and a way out."""
    with pytest.raises(ExecuteError) as caught:
        segments(split_statements(f"SELECT 1;\n{sql};", "m.up.sql"))
    assert str(caught.value.place) == "m.up.sql:2:1"
    assert caught.value.hint


def test_other_copies_are_allowed() -> None:
    """COPY to and from files and programs of the server is the server's business."""
    assert len(segments(split_statements("COPY a FROM '/x'; COPY a TO '/x'; COPY a FROM PROGRAM 'x'"))) == 1


def test_percent_signs_are_not_placeholders(connection: psycopg.Connection) -> None:
    """SQL is sent as it is."""
    run(connection, split_statements("SELECT '%s %(x)s %', 5 % 2;"))


def test_an_observer_sees_each_statement(connection: psycopg.Connection) -> None:
    """Started and finished, with index, total and seconds."""
    seen: list[str] = []

    class Seen:
        def statement_started(self, index: int, total: int, statement: Statement) -> None:
            seen.append(f"{index}/{total} {statement.sql}")

        def statement_finished(self, index: int, total: int, statement: Statement, seconds: float) -> None:
            seen.append(f"{index}/{total} {statement.sql} {seconds >= 0}")

    run(connection, split_statements("SELECT 1; SELECT 2"), observer=Seen())
    assert seen == ["0/2 SELECT 1", "0/2 SELECT 1 True", "1/2 SELECT 2", "1/2 SELECT 2 True"]


@pytest.mark.parametrize("transaction", [True, False])
def test_an_empty_file_is_recorded(connection: psycopg.Connection, *, transaction: bool) -> None:
    """A file without statements is done at once, and its record is written."""
    frame = Frame(record=lambda done: [f"CREATE TABLE done_{done} ()"])
    run(connection, (), frame=frame, transaction=transaction)
    assert tables(connection) == ["done_0"]
