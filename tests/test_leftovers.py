"""Indexes that concurrent builds leave invalid: `status` names them, unless somebody is at work on them."""

from __future__ import annotations

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

ROWS = "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (1);\n"
UNIQUE = "CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);\n"


def invalid(team: Team) -> list[dict[str, Any]]:
    """What `status` says of indexes."""
    found: list[dict[str, Any]] = team.state()["invalid_indexes"]
    return found


@contextmanager
def at_work(team: Team, sql: str, *, role: str = "") -> Iterator[psycopg.Connection]:
    """A statement that waits in the middle of its work for an old transaction, from before the block to its end."""
    with psycopg.connect(team.url) as old, psycopg.connect(team.url, autocommit=True) as worker:
        old.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        old.execute("INSERT INTO a VALUES (99)")
        if role:
            worker.execute(f"SET SESSION AUTHORIZATION {role}".encode())

        def work() -> None:
            with suppress(psycopg.errors.QueryCanceled):
                worker.execute(sql.encode())

        thread = threading.Thread(target=work)
        thread.start()
        for _ in range(100):
            if team.query("SELECT FROM pg_stat_activity WHERE wait_event = 'virtualxid'"):
                break
            time.sleep(0.05)
        yield old
        old.commit()
        thread.join()


def test_an_index_that_failed_is_named(team: Team) -> None:
    """With its table and what mends it, in text and JSON; after the remedy nothing is said any more."""
    team.files(v1=ROWS)
    assert team.do("apply").code == 0
    with pytest.raises(psycopg.errors.UniqueViolation):
        team.query(UNIQUE)
    (found,) = invalid(team)
    assert (found["index"], found["table"]) == ("public.a_id", "public.a")
    assert found["remedy"] == "REINDEX INDEX CONCURRENTLY public.a_id"
    text = team.do("status").out
    assert "up to date, 1 invalid index" in text
    assert "DROP INDEX CONCURRENTLY public.a_id" in text
    assert team.state()["state"] == "up_to_date"
    assert team.do("status", "--exit-code").code == 1
    team.query("DELETE FROM a")
    team.query(found["remedy"])
    assert invalid(team) == []
    assert team.do("status", "--exit-code").code == 0


def test_one_that_a_migration_goes_on_with_is_to_be_dropped(team: Team) -> None:
    """While the file that builds it has stopped, the remedy does not leave an index of that name in its way."""
    team.files(v1=ROWS + UNIQUE)
    assert team.do("apply").code == 3
    (found,) = invalid(team)
    assert found["remedy"] == "DROP INDEX CONCURRENTLY public.a_id"
    team.query(found["remedy"])
    team.query("DELETE FROM a")
    assert team.do("apply").code == 0
    assert invalid(team) == []


def test_one_that_is_there_twice_is_to_be_dropped(team: Team) -> None:
    """Beside a valid index that is the same, or left by a rebuild."""
    team.files(v1=ROWS)
    assert team.do("apply").code == 0
    with pytest.raises(psycopg.errors.UniqueViolation):
        team.query("CREATE UNIQUE INDEX CONCURRENTLY ON a (id, lower(id::text)) WHERE id > 0")
    team.query("DELETE FROM a")
    team.query("CREATE UNIQUE INDEX CONCURRENTLY ON a (id, lower(id::text)) WHERE id > 0")
    (found,) = invalid(team)
    assert found["remedy"] == "DROP INDEX CONCURRENTLY public.a_id_lower_idx"
    team.query(found["remedy"])
    team.query("ALTER INDEX a_id_lower_idx1 RENAME TO a_id")
    with at_work(team, "REINDEX INDEX CONCURRENTLY a_id"):
        team.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'virtualxid'")
        time.sleep(0.5)
    assert [one["remedy"] for one in invalid(team)] == ["DROP INDEX CONCURRENTLY public.a_id_ccnew"]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE INDEX CONCURRENTLY a_id ON a (id)",
        "REINDEX INDEX CONCURRENTLY a_known",
        "REINDEX TABLE CONCURRENTLY a",
        "DROP INDEX CONCURRENTLY a_known",
    ],
)
@pytest.mark.parametrize("role", ["", "worker"])
def test_work_in_progress_is_no_leftover(team: Team, sql: str, role: str) -> None:
    """What a session builds, rebuilds or drops at the moment is invalid for as long, whoever does it."""
    team.files(v1="CREATE TABLE a (id int, t text);\nCREATE INDEX a_known ON a (id);\nCREATE INDEX a_t ON a (t);\n")
    assert team.do("apply").code == 0
    team.query("CREATE ROLE worker; " + login("looker", team.url))
    looker = make_conninfo(team.url, user="looker")
    try:
        team.query("GRANT ALL ON SCHEMA public TO worker; ALTER TABLE a OWNER TO worker")
        team.query("GRANT USAGE ON SCHEMA schemactl TO looker")
        team.query("GRANT SELECT ON ALL TABLES IN SCHEMA schemactl TO looker")
        with at_work(team, sql, role=role):
            assert team.query("SELECT count(*) > 0 FROM pg_index WHERE NOT indisvalid") == [(True,)]
            assert invalid(team) == []
            assert team.run("status", "--url", looker, "--exit-code").code == 0
    finally:
        team.query("DROP OWNED BY worker; DROP ROLE worker; DROP OWNED BY looker; DROP ROLE looker")


def test_a_partitioned_table_may_wait_for_its_partitions(team: Team) -> None:
    """The index of a partitioned table is invalid until the last partition has its own; a partition's is not."""
    team.files(
        v1="CREATE TABLE p (id int) PARTITION BY LIST (id);\nCREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);\n"
        "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);\nINSERT INTO p VALUES (1), (1);\n"
        "CREATE INDEX p_id ON ONLY p (id);\n"
    )
    assert team.do("apply").code == 0
    assert invalid(team) == []
    with pytest.raises(psycopg.errors.UniqueViolation):
        team.query("CREATE UNIQUE INDEX CONCURRENTLY p1_id ON p1 (id)")
    assert [one["table"] for one in invalid(team)] == ["public.p1"]


def test_what_is_excluded_is_not_looked_at(team: Team) -> None:
    """An invalid index of a table that diff.exclude names is for others to mend."""
    team.files(v1=ROWS)
    assert team.do("apply").code == 0
    with pytest.raises(psycopg.errors.UniqueViolation):
        team.query(UNIQUE)
    path = team.root / "atlas-like.yaml"
    path.write_text(path.read_text() + '\ndiff: {exclude: ["public.a"]}\n')
    assert invalid(team) == []
