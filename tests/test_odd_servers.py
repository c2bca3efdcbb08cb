"""Servers and schemas that are not as usual: each is named, with the way out and its exit code; none is a bug."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from clusters import Cluster, login, own_cluster
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from schemactl.cli import main as cli
from schemactl.connect import connect
from schemactl.migrations.files import update_sum
from schemactl.server import ScratchServer

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Types commands in a project with one migration."""
    (project / "migrations" / "1_x.up.sql").write_text("CREATE TABLE public.a ();")
    (project / "migrations" / "1_x.down.sql").write_text("DROP TABLE public.a;")
    update_sum(project / "migrations")

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["schemactl", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        assert isinstance(caught.value.code, int | None)
        out, err = capsys.readouterr()
        assert "this is a bug" not in err
        return caught.value.code or 0, out, err

    return call


def do(url: str, *queries: str) -> None:
    """SQL of a DBA."""
    with psycopg.connect(url, autocommit=True) as connection:
        for query in queries:
            connection.execute(query.encode())


@pytest.fixture
def standby(scratch: ScratchServer, major: int) -> Iterator[Cluster]:
    """A server that may become one."""
    if major != 18:
        pytest.skip("on Postgres 18 only")
    with own_cluster(scratch) as made:
        yield made


def test_a_standby_is_named(run: Run, project: Path, standby: Cluster) -> None:
    """What reads works there; what writes is refused before it begins, with the way to the primary."""
    assert run("apply", "--url", standby.url)[0] == 0
    standby.become_standby()
    assert run("apply", "--url", standby.url)[0] == 0
    (project / "migrations" / "2_x.up.sql").write_text("CREATE TABLE public.b ();")
    update_sum(project / "migrations")
    code, out, _ = run("status", "--url", standby.url)
    assert (code, "1 migration pending" in out) == (0, True)
    assert run("dump", "--url", standby.url)[0] == 0
    for command in (("apply",), ("down",), ("resolve", "2", "--applied"), ("apply", "--dry-run=execute")):
        code, out, err = run(*command, "--url", standby.url)
        assert (code, out) == (3, ""), err
        assert "is a standby" in err
        assert "target_session_attrs=read-write" in err


def test_a_server_that_is_read_only_for_now(run: Run, standby: Cluster) -> None:
    """default_transaction_read_only of the whole server: our sessions begin without it."""
    do(standby.url, "ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()")
    assert run("apply", "--url", standby.url)[0] == 0
    with connect(standby.url) as connection:  # it hears of a client that went silent
        assert connection.execute("SHOW tcp_keepalives_idle").fetchone() == ("30",)


def test_a_url_that_only_reads(run: Run, database: str) -> None:
    """What the URL says wins, so writing is a mistake in it."""
    url = make_conninfo(database, options="-c default_transaction_read_only=on")
    assert run("status", "--url", url)[0] == 0
    code, _, err = run("apply", "--url", url)
    assert code == 2
    assert "read only" in err
    assert "PGOPTIONS" in err


@pytest.mark.parametrize(
    ("limit", "words"), [("lock_timeout", "something else holds a lock"), ("statement_timeout", "the server cancelled")]
)
def test_a_limit_of_the_url(run: Run, database: str, limit: str, words: str) -> None:
    """The server's own words, and what to do."""
    assert run("apply", "--url", database)[0] == 0
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE schemactl.migrations")
        code, _, err = run("status", "--url", make_conninfo(database, options=f"-c {limit}=100"))
    assert (code, words in err, "hint:" in err) == (3, True, True), err


def test_a_session_that_is_ended(run: Run, database: str) -> None:
    """By an administrator, in the middle of a look: a lost connection, not a bug."""
    assert run("apply", "--url", database)[0] == 0
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE schemactl.migrations")
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        timer = threading.Timer(1, lambda: do(database, f"{end} AND datname = current_database()"))
        timer.start()
        code, _, err = run("status", "--url", database)
        timer.join()
    assert (code, "connection to the database was lost" in err) == (3, True), err


FOREIGN = "(id int PRIMARY KEY, payload text)"


@pytest.mark.parametrize("schema", ["schemactl", "public", "audit"])
@pytest.mark.parametrize("tables", [("events",), ("migrations",), ("events", "migrations")])
def test_tables_of_somebody_else(run: Run, project: Path, database: str, schema: str, tables: tuple[str, ...]) -> None:
    """A table of ours would have their name: named, nothing is written, and another schema is the way out."""
    do(database, f"CREATE SCHEMA IF NOT EXISTS {schema}", *(f"CREATE TABLE {schema}.{one} {FOREIGN}" for one in tables))
    config = project / "atlas-like.yaml"
    text = config.read_text() + f'diff: {{exclude: ["{schema}.events", "{schema}.migrations"]}}\n'
    config.write_text(text + f"history: {{schema: {schema}}}\n")
    code, _, err = run("apply", "--url", database)
    assert code == 4, err
    assert f"{schema}.{'migrations' if 'migrations' in tables else 'events'} is there" in err
    assert "history.schema" in err
    config.write_text(text + "history: {schema: books}\n")
    assert run("apply", "--url", database)[0] == 0


@pytest.fixture
def role(database: str) -> Iterator[str]:
    """A role that may connect, and make tables in public; gives its conninfo."""
    parts = conninfo_to_dict(database)
    name = f"r_{parts['dbname']}"
    do(database, login(name, database), f"GRANT ALL ON SCHEMA public TO {name}")
    yield make_conninfo(database, user=name)
    do(database, f"REASSIGN OWNED BY {name} TO CURRENT_USER", f"DROP OWNED BY {name}", f"DROP ROLE {name}")


@pytest.mark.parametrize("made", ["schema", "migrations", "events", "tables"])
def test_what_a_dba_has_made(run: Run, database: str, role: str, made: str) -> None:
    """A role that may not CREATE in the database takes the schema, or the tables in it, as a DBA has made them."""
    from schemactl.migrations.history import query_text

    name = conninfo_to_dict(role)["user"]
    tables = {"schema": (), "tables": ("migrations", "events")}.get(made, (made,))
    do(database, "CREATE SCHEMA schemactl", *(query_text(f"create_{one}", "schemactl") for one in tables))
    may = "USAGE" if made == "tables" else "USAGE, CREATE"
    do(database, f"GRANT {may} ON SCHEMA schemactl TO {name}", f"GRANT ALL ON ALL TABLES IN SCHEMA schemactl TO {name}")
    assert run("apply", "--url", role)[0] == 0
    assert run("status", "--url", role, "--exit-code")[0] == 0
    assert run("down", "--url", role)[0] == 0


def test_what_a_role_may_not_is_said(run: Run, database: str, role: str) -> None:
    """Neither a schema nor the right to make one."""
    code, _, err = run("apply", "--url", role)
    assert code == 3
    assert "not allowed to create the history in schema schemactl" in err
    do(database, "CREATE SCHEMA schemactl")
    code, _, err = run("apply", "--url", role)
    assert code == 3
    assert "GRANT" in err
