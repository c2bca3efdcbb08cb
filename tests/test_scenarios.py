"""What a team lives through with a runner, from the outside: commands, exit codes, what the database has afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import psycopg
    from teams import Team

A, B, C = "CREATE TABLE a (id int);\n", "CREATE TABLE b (id int);\n", "CREATE TABLE c (id int);\n"
STEPS = "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY a_id ON a (id);\n"


def test_a_new_database_gets_everything_in_order(team: Team) -> None:
    """Applied, recorded in order, nothing pending; again: nothing to do, nothing written."""
    team.files(v1=A, v2=B, v3=C)
    assert team.do("apply").code == 0
    assert team.tables() == ["a", "b", "c"]
    assert team.history() == [("1", "applied", 1), ("2", "applied", 1), ("3", "applied", 1)]
    assert team.do("status", "--exit-code").code == 0
    events = team.query("SELECT * FROM schemactl.events")
    outcome = team.do("apply")
    assert (outcome.code, "nothing to do" in outcome.err) == (0, True)
    assert team.query("SELECT * FROM schemactl.events") == events


def test_up_down_up_comes_to_the_same(team: Team) -> None:
    """After down only the history is left."""
    team.files(
        v1=A, d1="DROP TABLE a;", v2="ALTER TABLE a ADD b text;", d2="ALTER TABLE a DROP b;", v3=C, d3="DROP TABLE c;"
    )
    team.do("apply")
    shape = team.shape()
    assert team.do("down", "--to", "0").code == 0
    assert team.tables() == []
    assert team.history() == []
    team.do("apply")
    assert team.shape() == shape


def test_versions_with_gaps_and_targets_that_are_not_there(team: Team) -> None:
    """A version without a migration is a mistake: nothing runs."""
    team.files(v1=A, d1="DROP TABLE a;", v3=B, d3="DROP TABLE b;", v7=C)
    assert team.do("apply", "--to", "2").code == 2
    assert team.tables() == []
    assert team.do("apply", "--to", "3").code == 0
    assert team.do("apply", "--to", "8").code == 2
    assert team.do("down", "--to", "2").code == 2
    assert team.do("down", "--to", "1").code == 0
    assert team.tables() == ["a"]


def test_one_at_a_time(team: Team) -> None:
    """One version a call; when there is none left: nothing to do, exit code 0."""
    team.files(v1=A, v2=B)
    for expected in (["a"], ["a", "b"], ["a", "b"]):
        assert team.do("apply", "--limit", "1").code == 0
        assert team.tables() == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_broken_file_is_named_to_the_column_and_goes_on_when_corrected(team: Team, end: str) -> None:
    """Files before it stay, nothing of it is there, none behind it runs; no repair is needed. UTF-8 and CRLF count."""
    broken = end.join(["-- äöü 表", "CREATE TABLE b (id int);", "SELECT 'é', nowhere;", ""])
    team.files(v1=A, v2=broken, v3=C)
    outcome = team.do("apply")
    assert outcome.code == 3
    for part in ("migrations/2_x.up.sql:3:13", "42703", "    3 | SELECT 'é', nowhere;\n      |             ^"):
        assert part in outcome.err
    assert team.tables() == ["a"]
    team.files(v2=B)
    assert team.do("apply").code == 0
    assert team.tables() == ["a", "b", "c"]


def test_a_file_that_runs_step_by_step_stops_and_goes_on(team: Team) -> None:
    """It says where; what has run is kept, and must stay as it was; down refuses meanwhile."""
    team.files(v1=STEPS + "SELECT nowhere;\n", d1="DROP TABLE a;")
    assert team.do("apply").code == 3
    assert team.history() == [("1", "failed", 2)]
    state = team.state()
    assert state["state"] == "failed"
    assert "statement 3: 2 of 3 statements done" in state["problems"][0]["message"]
    assert team.do("status", "--exit-code").code == 4
    assert team.do("down").code == 4
    team.files(v1=STEPS.replace("int", "bigint") + "SELECT 1;\n")
    outcome = team.do("apply")
    assert (outcome.code, "has run already was edited" in outcome.err) == (4, True)
    team.files(v1=STEPS + "SELECT 1;\n")
    assert team.do("apply").code == 0
    assert team.history() == [("1", "applied", 3)]


@pytest.mark.parametrize(("how", "tables"), [("--applied", ["a", "b"]), ("--reverted", ["a", "b"]), ("--retry", None)])
def test_a_stopped_file_is_resolved(team: Team, how: str, tables: list[str] | None) -> None:
    """By word of a person; then apply goes on."""
    team.files(v1=STEPS + "SELECT nowhere;\n", v2=B)
    team.do("apply")
    if how == "--reverted":
        team.query("DROP TABLE a")
        team.files(v1=STEPS)
    assert team.do("resolve", "1", how).code == 0
    assert team.do("apply").code == (3 if how == "--retry" else 0)
    assert team.tables() == (tables or ["a"])


def test_all_or_nothing(team: Team) -> None:
    """One transaction for the run: the last file is broken, what was there before the call stays."""
    team.files(v1=A)
    team.do("apply")
    team.files(v2=B, v3="SELECT nowhere;")
    assert team.do("apply", "--transaction", "all").code == 3
    assert team.tables() == ["a"]
    assert team.history() == [("1", "applied", 1)]


def test_a_statement_without_transaction_needs_no_marker(team: Team) -> None:
    """It is detected; in one transaction for all it is refused before anything runs."""
    team.files(v1=A, v2="CREATE INDEX CONCURRENTLY a_id ON a (id);")
    assert team.do("apply", "--transaction", "all").code == 2
    assert team.tables() == []
    assert team.do("apply").code == 0
    assert team.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'a_id'::regclass") == [(True,)]


@pytest.mark.parametrize("count", [2, 5])
def test_runners_at_once(team: Team, count: int) -> None:
    """Files that cannot run twice: one runner applies them, the others wait, and all are content."""
    team.files(v1=A, v2=B + "SELECT pg_sleep(0.5);", v3=C)
    runners = [team.start("apply", "--format", "json") for _ in range(count)]
    results = [runner.communicate() for runner in runners]
    assert [runner.returncode for runner in runners] == [0] * count
    assert sorted(len(json.loads(out)["applied"]) for out, _ in results) == [0] * (count - 1) + [3]
    assert team.query("SELECT count(*) FROM schemactl.events") == [(3,)]


def test_a_runner_that_begins_between_two_looks(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects that another run made just now are no database without a history."""
    from schemactl.migrations import history

    team.files(v1=A)
    look, runs = history.find_objects, [0]

    def look_late(connection: psycopg.Connection, *arguments: Any) -> list[tuple[str, str]]:
        if not runs[0]:
            runs[0] = 1
            runner = team.start("apply")
            runner.communicate()
            assert runner.returncode == 0
        return look(connection, *arguments)

    monkeypatch.setattr(history, "find_objects", look_late)
    outcome = team.do("apply")
    assert (outcome.code, "nothing to do" in outcome.err) == (0, True)


def test_a_lock_that_is_not_had_in_time(team: Team) -> None:
    """Its own exit code, the holder by name, the database untouched; with nothing pending nobody waits."""
    team.files(v1=A)
    with team.lock_held() as pid:
        outcome = team.do("apply", "--lock-wait", "200ms")
        assert (outcome.code, f"pid {pid}" in outcome.err) == (5, True)
        assert team.tables() == []
    team.do("apply")
    with team.lock_held():
        assert team.do("apply", "--lock-wait", "0").code == 0
        assert team.do("status").code == 0


def test_many_first_starts_at_once(team: Team) -> None:
    """An application that migrates when it starts, started many times over: one makes the history and applies."""
    from schemactl.migrations.apply import apply_migrations
    from schemactl.migrations.target import Target

    team.files(v1=A, v2=STEPS.replace("TABLE a", "TABLE b").replace(" a ", " b ").replace("a_id", "b_id"))
    count = min(30, (int(team.query("SHOW max_connections")[0][0]) - 4) // 3)
    applied: list[int] = []

    def start() -> None:
        result = apply_migrations(Target(team.url), team.root / "migrations")
        applied.append(len(result.applied))

    threads = [threading.Thread(target=start) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(applied) == [0] * (count - 1) + [2]
    assert team.query("SELECT count(*) FROM schemactl.events WHERE event = 'applied'") == [(2,)]


def test_many_first_looks_at_once(team: Team) -> None:
    """No race for the history: status makes nothing."""
    from schemactl.migrations.apply import read_status
    from schemactl.migrations.target import Target

    team.files(v1=A)
    count = min(30, int(team.query("SHOW max_connections")[0][0]) - 8)
    seen: list[str] = []
    threads = [
        threading.Thread(target=lambda: seen.append(read_status(Target(team.url), team.root / "migrations").state))
        for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["behind"] * count
    assert team.query("SELECT to_regnamespace('schemactl')") == [(None,)]


@pytest.mark.parametrize("version", ["1", "9"])
def test_files_older_than_the_database(team: Team, version: str) -> None:
    """Ahead or missing: said so, nothing done, never blocked by a runner at work; allowed on demand."""
    team.files(v1=A, v9=B)
    team.do("apply")
    (team.root / "migrations" / f"{version}_x.up.sql").unlink()
    team.files()
    with team.lock_held():
        assert team.state()["state"] == ("ahead" if version == "9" else "missing")
        assert team.do("apply").code == 4
        assert team.do("apply", "--allow-ahead").code == (0 if version == "9" else 4)


def test_a_file_that_comes_late(team: Team) -> None:
    """An error that names it, nothing done; allowed, it runs; down goes by the order of application."""
    team.files(v1=A, v5=C)
    team.do("apply")
    team.files(v4=B, d4="DROP TABLE b;")
    outcome = team.do("apply")
    assert (outcome.code, "4_x.up.sql" in outcome.err) == (4, True)
    assert team.state()["state"] == "out_of_order"
    assert team.tables() == ["a", "c"]
    assert team.do("apply", "--allow-out-of-order").code == 0
    assert team.do("down").code == 0
    assert team.tables() == ["a", "c"]


def test_a_role_that_may_not_make_the_history(team: Team) -> None:
    """Status works without one; apply names the schema."""
    team.files(v1=A)
    outcome = team.do("apply", "--role", "pg_monitor")
    assert outcome.code == 3
    assert "history in schema schemactl" in outcome.err
    assert team.do("status").code == 0


def test_two_applications_in_one_database(team: Team) -> None:
    """A history each, also under an odd name; neither blocks the other."""
    (team.root / "other").mkdir()
    (team.root / "other" / "1_x.up.sql").write_text("CREATE TABLE z ();")
    (team.root / "other.yaml").write_text("schema: x\nmigrations: other\nhistory: {schema: 'My \"History'}\n")
    assert team.run("sum", "-c", "other.yaml").code == 0
    team.files(v1=A)
    team.do("apply")
    with team.lock_held():
        assert team.do("baseline", "1", "-c", "other.yaml").code == 0
    assert team.do("status", "--exit-code", "-c", "other.yaml").code == 0
    assert team.do("status", "--exit-code").code == 0


def test_a_dump_and_then_a_plain_file(team: Team) -> None:
    """What a dump sets for its session is not there for the next file, nor for the history."""
    dump = "SET statement_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);\n"
    dump += "CREATE TABLE public.a ();\n"
    team.files(v1=dump, v2="CREATE TABLE b ();")
    assert team.do("apply").code == 0
    assert team.tables() == ["a", "b"]


def test_names_that_are_refused_and_versions_twice(team: Team) -> None:
    """Before any SQL, with the file's name."""
    for name in ("1.up.sql", "-1_x.up.sql", "x.up.sql", "1_x.sql"):
        path = team.root / "migrations" / name
        path.write_text(A)
        outcome = team.do("apply")
        assert (outcome.code, name in outcome.err) == (2, True)
        path.unlink()
    team.files(v1=A)
    (team.root / "migrations" / "001_y.up.sql").write_text(B)
    assert team.do("apply").code == 2
    assert team.tables() == []


def test_new_twice_in_a_second(team: Team) -> None:
    """Two processes at once: two versions, or one is told to run again; never one file over the other."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "schemactl", "new", f"name_{index}"],
            cwd=team.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for index in range(2)
    ]
    said = [process.communicate() for process in processes]
    assert len(said) == 2
    codes = [process.returncode for process in processes]
    written = sorted(path.name for path in (team.root / "migrations").glob("*.up.sql"))
    assert len(written) == codes.count(0) >= 1
    assert len({name.partition("_")[0] for name in written}) == len(written)
    assert team.run("sum").code == 0


def test_an_empty_file_and_an_empty_folder(team: Team) -> None:
    """Both are fine, and said so."""
    assert team.do("apply").code == 0
    team.files(v1="", v2="-- only a comment\n")
    outcome = team.do("apply")
    assert (outcome.code, outcome.out.count("0 statements")) == (0, 2)


def test_a_foreign_database(team: Team) -> None:
    """Refused without a baseline; with one, only what comes after it runs."""
    team.query("CREATE TABLE a (id int)")
    team.files(v1=A, v2=B)
    assert team.do("apply").code == 4
    assert team.state()["state"] == "no_baseline"
    assert team.do("baseline", "1").code == 0
    assert team.do("apply").code == 0
    assert team.tables() == ["a", "b"]


def test_an_edited_applied_file(team: Team) -> None:
    """Named by apply and by status; a comment is an edit too."""
    team.files(v1=A)
    team.do("apply")
    team.files(v1="-- x\n" + A)
    outcome = team.do("apply")
    assert (outcome.code, "1_x.up.sql" in outcome.err) == (4, True)
    assert team.state()["problems"][0]["migration"] == "1"


def test_a_status_that_only_reads(team: Team) -> None:
    """It works for a role that may read and nothing else, and in a read-only database."""
    team.files(v1=A)
    team.do("apply")
    team.query(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
        " current_database()); END $$"
    )
    assert team.do("status", "--exit-code").code == 0


def wait_for(team: Team, what: str) -> None:
    """Until a statement of a runner is at work in the server."""
    for _ in range(200):
        if team.query(f"SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '{what}%'"):
            return
        time.sleep(0.05)
    pytest.fail(f"{what} never ran")


def test_a_killed_runner_and_the_next_one_at_once(team: Team) -> None:
    """kill -9 in a long statement outside of transactions: the next run waits for the server, and finishes the job."""
    team.query(
        "CREATE SCHEMA s; CREATE FUNCTION s.slow(i int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_sleep(2); RETURN i; END $$"
    )
    index = "CREATE INDEX CONCURRENTLY a_id ON a (s.slow(id));\n"
    team.files(v0="SELECT 1;", v1="CREATE TABLE a AS SELECT 1 AS id;\n" + index + "CREATE TABLE b ();\n")
    assert team.do("baseline", "0").code == 0
    runner = team.start("apply")
    wait_for(team, "CREATE INDEX")
    runner.send_signal(signal.SIGKILL)
    runner.communicate()
    outcome = team.do("apply")
    assert outcome.code == 0, outcome.err
    assert team.query("SELECT indisvalid FROM pg_index WHERE indrelid = 'a'::regclass") == [(True,)]
    assert team.history()[-1] == ("1", "applied", 3)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_cleanly(team: Team, number: signal.Signals, code: int) -> None:
    """The file at hand is rolled back or finished, the lock is gone, the next run goes on."""
    team.files(v1=A, v2=B + "SELECT pg_sleep(1.5);\n", v3=C)
    runner = team.start("apply")
    wait_for(team, "SELECT pg_sleep")
    runner.send_signal(number)
    _, said = runner.communicate()
    assert runner.returncode == code
    assert "Traceback" not in said
    assert "c" not in team.tables()
    assert team.do("apply").code == 0
    assert team.tables() == ["a", "b", "c"]


def test_a_server_that_is_not_there_yet(team: Team) -> None:
    """`--wait` gives it time; without, or when that is over, the error says what is missing."""
    team.files(v1=A)
    began = time.monotonic()
    nowhere = "postgresql://u@127.0.0.1:1/x"
    assert team.run("apply", "--url", nowhere).code == 3
    assert time.monotonic() - began < 1
    assert team.run("apply", "--url", nowhere, "--wait", "1s").code == 3
    assert time.monotonic() - began > 1
    assert team.run("apply", "--url", "postgresql://u@nowhere.invalid/x", "--wait", "60s").code == 3
    assert time.monotonic() - began < 30
    assert team.do("apply", "--wait", "60s").code == 0


def test_dotenv_and_variables(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option wins, then MIGRATE_DATABASE_URL, then DATABASE_URL; .env overrides nothing real."""
    wrong = "postgresql://u:hunter2@127.0.0.1:1/x"
    (team.root / ".env").write_text(f'DATABASE_URL="{team.url}"\n')
    assert team.run("status").code == 0
    monkeypatch.setenv("DATABASE_URL", wrong)
    outcome = team.run("status")
    assert (outcome.code, "hunter2" in outcome.err) == (3, False)
    monkeypatch.setenv("MIGRATE_DATABASE_URL", team.url)
    assert team.run("status").code == 0
    monkeypatch.setenv("MIGRATE_DATABASE_URL", wrong)
    assert team.do("status").code == 0
    assert os.environ["DATABASE_URL"] == wrong
