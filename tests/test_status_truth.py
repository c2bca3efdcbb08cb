"""What `status` says after faults and odd turns is what a look into the database confirms, and `apply` does then."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from clusters import login
from psycopg.conninfo import make_conninfo

if TYPE_CHECKING:
    from teams import Team

    from schemactl.server import ScratchServer

BARE = "-- schemactl: transaction=none\n"
STEPS = f"{BARE}CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nSELECT 1 / 0;\nCREATE TABLE c (id int);\n"
SLOW = f"{BARE}CREATE TABLE a (id int);\nSELECT pg_sleep(30);\nCREATE TABLE b (id int);\n"


def said(team: Team, url: str = "") -> tuple[str, list[str]]:
    """The state, and the status of each migration that the history knows."""
    document = json.loads(team.run("status", "--url", url or team.url, "--format", "json").out)
    return document["state"], [one["status"] for one in document["applied"]]


@contextmanager
def running(team: Team) -> Iterator[Any]:
    """A runner in the middle of a slow statement; killed at the end, with its backend."""
    runner = team.start("apply")
    for _ in range(200):
        if team.query("SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()"):
            break
        time.sleep(0.05)
    try:
        yield runner
    finally:
        runner.kill()
        runner.communicate()
        others = "query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()"
        team.query(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


def copy_rows(team: Team, other: str) -> None:
    """The history of the one database, as a restore would bring it to the other, whose history is empty."""
    with psycopg.connect(team.url) as source, psycopg.connect(other, autocommit=True) as target:
        columns = ", ".join(
            name
            for (name,) in source.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'schemactl.migrations'::regclass AND attnum > 0"
                " AND attgenerated = '' AND attidentity = ''"
            )
        )
        with (
            source.cursor().copy(f"COPY schemactl.migrations ({columns}) TO STDOUT".encode()) as out,
            target.cursor().copy(f"COPY schemactl.migrations ({columns}) FROM STDIN".encode()) as into,
        ):
            for data in out:
                into.write(data)


def test_a_done_statement_that_was_edited(team: Team) -> None:
    """The file cannot go on, whatever its row says: diverged, as `apply` says it; restored, it has failed as before."""
    team.files(v1=STEPS)
    assert team.do("apply").code == 3
    assert said(team) == ("failed", ["failed"])
    team.files(v1=STEPS.replace("a (id int)", "a (id bigint)"))
    (problem,) = team.state()["problems"]
    assert (problem["state"], said(team)[0]) == ("diverged", "diverged")
    refused = team.do("apply", "--format", "json")
    error = json.loads(refused.out)["error"]
    assert (refused.code, error["message"], error["state"]) == (4, problem["message"], "diverged")
    team.files(v1=STEPS.replace("1 / 0", "1"))
    assert said(team) == ("failed", ["failed"])
    assert team.do("apply").code == 0
    assert said(team) == ("up_to_date", ["applied"])


@pytest.mark.parametrize("status", ["failed", "running"])
def test_where_a_person_says_that_it_goes_on(team: Team, status: str) -> None:
    """After `resolve --retry` the error of another statement is not said of this one, nor that there is none."""
    team.files(v1=STEPS)
    assert team.do("apply").code == 3
    team.query(f"UPDATE schemactl.migrations SET status = '{status}'")
    assert team.do("resolve", "1", "--retry", "--statement", "4").code == 0
    (problem,) = team.state()["problems"]
    assert (problem["state"], problem["message"]) == (
        "failed",
        "1_x (up) is to go on at statement 4: 3 of 4 statements done",
    )
    assert team.do("apply").code == 0
    assert team.tables() == ["a", "b", "c"]


@pytest.mark.parametrize("status", ["failed", "running"])
def test_a_run_that_died_at_its_end(team: Team, status: str) -> None:
    """All statements are done, only the row is not: there is no next one to be in doubt about."""
    steps = STEPS.replace("1 / 0", "1")
    team.files(v1=steps)
    assert team.do("apply").code == 0
    team.query(f"UPDATE schemactl.migrations SET status = '{status}'")
    assert said(team) == ("in_doubt", ["failed" if status == "failed" else "in_doubt"])
    assert "all 4 statements of 1_x (up) are done" in team.do("status").out
    assert team.do("apply").code == 0
    assert (said(team), team.tables()) == (("up_to_date", ["applied"]), ["a", "b", "c"])


def test_what_ended_with_the_session(team: Team) -> None:
    """The hint is not to run `apply` again where that will refuse: both say the same."""
    team.files(v1=f"{BARE}CREATE TEMP TABLE t (id int);\nSELECT 1 / 0;\nCREATE TABLE c AS SELECT * FROM t;\n")
    assert team.do("apply").code == 3
    team.files(v1=f"{BARE}CREATE TEMP TABLE t (id int);\nSELECT 1;\nCREATE TABLE c AS SELECT * FROM t;\n")
    (problem,) = team.state()["problems"]
    refused = team.do("apply", "--format", "json")
    assert (refused.code, json.loads(refused.out)["error"]["message"]) == (4, problem["message"])
    assert "--retry --statement 1" in problem["hint"]


def test_a_run_is_a_run_of_its_own_database(team: Team, scratch: ScratchServer) -> None:
    """A history that was restored while the file ran: it runs where it runs, and died in the copy."""
    team.files(v1=SLOW)
    with scratch.create() as name:
        other = make_conninfo(team.url, dbname=name)
        assert team.run("baseline", "0", "--url", other).code == 0
        with running(team):
            copy_rows(team, other)
            assert said(team) == ("running", ["running"])
            assert said(team, other) == ("in_doubt", ["in_doubt"])
            assert "in doubt" in team.run("status", "--url", other).out
        for _ in range(50):
            if said(team) == ("in_doubt", ["in_doubt"]):
                break
            time.sleep(0.1)
        assert said(team) == ("in_doubt", ["in_doubt"])


def test_a_run_is_seen_by_who_may_not_see_it(team: Team) -> None:
    """A role without the right to others' sessions is not told that a run has died, nor begins beside it."""
    team.files(v1=SLOW)
    assert team.do("apply", "--to", "0").code == 2
    looker = make_conninfo(team.url, user="onlooker")
    with running(team):
        team.query(login("onlooker", team.url) + "; GRANT ALL ON SCHEMA schemactl, public TO onlooker")
        team.query("GRANT ALL ON ALL TABLES IN SCHEMA schemactl TO onlooker")
        try:
            assert said(team, looker) == ("running", ["running"])
            refused = team.run("resolve", "1", "--reverted", "--lock-wait", "0", "--url", looker)
            assert (refused.code, "held by pid" in refused.err) == (5, True)
        finally:
            team.query("DROP OWNED BY onlooker; DROP ROLE onlooker")


def test_a_backend_with_the_number_of_a_dead_one(team: Team) -> None:
    """Numbers of backends come again: when it began says whether it is the same."""
    team.files(v1=STEPS)
    assert team.do("apply").code == 3
    with psycopg.connect(team.url) as other:
        team.query(f"UPDATE schemactl.migrations SET status = 'running', backend_pid = {other.info.backend_pid}")
        assert said(team) == ("in_doubt", ["in_doubt"])


def test_clocks_that_went_back(team: Team) -> None:
    """The order is that of application, and nothing is taken for news or for old, whatever the clocks said."""
    team.files(v1="SELECT 1;\n", v2="SELECT 2;\n", v3=STEPS)
    assert team.do("apply").code == 3
    team.query(
        "UPDATE schemactl.migrations SET started_at = now() + interval '1 year', finished_at = now() - interval '1 y'"
        " WHERE version = '1'"
    )
    assert said(team) == ("failed", ["applied", "applied", "failed"])
    team.files(v3=STEPS.replace("1 / 0", "1"))
    assert team.do("apply").code == 0
    assert team.do("status").out.splitlines()[0].endswith("1_x")


def test_all_in_one_transaction(team: Team) -> None:
    """One file fails, none has run: all are pending, and the database has nothing of any."""
    team.files(v1="CREATE TABLE a (id int);\n", v2="SELECT 1 / 0;\n")
    assert team.do("apply", "--transaction", "all").code == 3
    assert (said(team), team.tables()) == (("behind", []), [])
    assert [one["migration"] for one in team.state()["pending"]] == ["1", "2"]


def test_a_restored_dump(team: Team, scratch: ScratchServer, major: int) -> None:
    """pg_dump and psql's way: what was applied, failed and in doubt is so in the new database, where runs go on."""
    from schemactl.server import dump_program

    team.files(v1="CREATE TABLE one (id int);\n", v2=STEPS)
    assert team.do("apply", "--check-drift").code == 3
    text = subprocess.run(
        [str(dump_program(major)), "--inserts", "--dbname", team.url], capture_output=True, check=True, text=True
    ).stdout
    lines = [line for line in text.splitlines() if not line.startswith("\\")]
    with scratch.create() as name:
        other = make_conninfo(team.url, dbname=name)
        with psycopg.connect(other, autocommit=True) as connection, suppress(psycopg.errors.DuplicateSchema):
            connection.execute("\n".join(lines).encode())
        assert said(team, other) == ("failed", ["applied", "failed"])
        team.files(v2=STEPS.replace("1 / 0", "1"), v3="SELECT 1;\n")
        assert team.run("apply", "--url", other).code == 0
        assert said(team, other) == ("up_to_date", ["applied"] * 3)


@pytest.mark.parametrize("name", ["migrations", "events"])
def test_a_table_of_that_name_is_not_taken_for_ours(team: Team, name: str) -> None:
    """Another's table where the history would be is neither read nor written: another place is asked for."""
    path = team.root / "atlas-like.yaml"
    path.write_text(path.read_text() + "\nhistory: {schema: public}\n")
    team.files(v1="CREATE TABLE a (id int);\n")
    team.query(f"CREATE TABLE {name} AS SELECT 1 AS version, 'x' AS event")
    for command in (("baseline", "0"), ("baseline", "1")):
        refused = team.do(*command)
        assert (refused.code, f"public.{name} is there" in refused.err, "history.schema" in refused.err) == (
            4,
            True,
            True,
        )
    assert team.do("apply").code == 4
    assert team.query(f"SELECT * FROM {name}") == [(1, "x")]
    assert team.tables() == [name]


def test_two_runners_one_after_the_other(team: Team) -> None:
    """While the first is at work the second waits, and says so; killed, what it left is in doubt and then goes on."""
    team.files(v1=SLOW.replace("30", "1.5"))
    first = threading.Thread(target=lambda: team.start("apply").communicate())
    first.start()
    for _ in range(100):
        with suppress(KeyError, IndexError):
            if said(team)[0] == "running":
                break
        time.sleep(0.05)
    assert said(team) == ("running", ["running"])
    assert team.do("apply").code == 0
    first.join()
    assert (said(team), team.tables()) == (("up_to_date", ["applied"]), ["a", "b"])
