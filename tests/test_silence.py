"""A target that no longer answers: said within seconds, and an interrupt works at once, whatever is waited for."""

from __future__ import annotations

import _thread
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from clusters import login, own_cluster
from proxies import Proxy, proxy
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from schemactl.connect import connect
from schemactl.errors import ConnectError
from schemactl.migrations.apply import apply_migrations, read_status
from schemactl.migrations.files import update_sum
from schemactl.migrations.observer import Silent
from schemactl.migrations.state import State
from schemactl.migrations.target import Target
from schemactl.server import ScratchServer
from schemactl.stop import beside

SOON = 20.0  # the proxy's URL has a connect_timeout of 2 s
AT_ONCE = 6.0


@pytest.fixture(autouse=True)
def newest(major: int) -> None:
    """One major is enough."""
    if major != 18:
        pytest.skip("on Postgres 18 only")


@pytest.fixture
def network(database: str) -> Iterator[Proxy]:
    """The way to the database."""
    with proxy(database) as made:
        yield made


@pytest.fixture
def folder(project: Path) -> Path:
    """A project with a quick migration and a slow one."""
    migrations = project / "migrations"
    (migrations / "1_x.up.sql").write_text("CREATE TABLE a ();")
    (migrations / "2_x.up.sql").write_text("CREATE TABLE b (); SELECT pg_sleep(3); CREATE TABLE c ();")
    update_sum(migrations)
    return project


class At(Silent):
    """Does something shortly after a statement has begun."""

    def __init__(self, sql: str, work: Callable[[], None]) -> None:
        self.sql = sql
        self.work = work

    def statement_started(self, index: int, total: int, statement: object) -> None:  # noqa: ARG002 what observers get
        if self.sql in getattr(statement, "sql", ""):
            threading.Timer(0.3, self.work).start()


def go_silent(network: Proxy) -> Callable[[], None]:
    """Nothing passes any more."""

    def work() -> None:
        network.is_silent = True

    return work


@pytest.mark.parametrize("kind", ["all", "ours"])
def test_an_apply_ends(database: str, network: Proxy, folder: Path, kind: str) -> None:
    """The network goes silent, or only our connections do: a connection error soon, and the truth in the database."""
    began = time.monotonic()
    work = go_silent(network) if kind == "all" else network.deafen
    with pytest.raises(ConnectError):
        apply_migrations(Target(network.url), folder / "migrations", observer=At("pg_sleep", work))
    assert time.monotonic() - began < SOON
    time.sleep(3)
    standing = read_status(Target(database), folder / "migrations")
    assert standing.state in (State.BEHIND, State.UP_TO_DATE)
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT to_regclass('c') IS NOT NULL").fetchone()
        assert row == (standing.state is State.UP_TO_DATE,)


def test_a_status_ends(network: Proxy, folder: Path) -> None:
    """What reads does not wait for ever either."""
    network.is_silent = True
    began = time.monotonic()
    with pytest.raises(ConnectError):
        read_status(Target(network.url), folder / "migrations")
    network.is_silent = False
    with connect(network.url) as connection:
        network.is_silent = True
        with pytest.raises(psycopg.OperationalError, match="no longer answers"):
            connection.execute("SELECT 1")
    assert time.monotonic() - began < SOON


def test_a_statement_may_take_its_time(network: Proxy) -> None:
    """Longer than any of that; also one that gives many rows, or waits for another."""
    with connect(network.url) as connection, connect(network.url) as other:
        assert connection.execute("SELECT 1 FROM pg_sleep(7)").fetchone() == (1,)
        other.execute("SELECT pg_advisory_lock(7)")
        timer = threading.Timer(5, lambda: other.execute("SELECT pg_advisory_unlock(7)"))
        timer.start()
        connection.execute("SELECT pg_advisory_lock(7)")
        timer.join()


def test_a_statement_that_nobody_else_gets_past(network: Proxy) -> None:
    """New sessions wait for what it has locked, and so say nothing of it: no reason to end it."""
    with connect(network.url) as connection, connection.transaction():
        connection.execute("LOCK TABLE pg_catalog.pg_class, pg_catalog.pg_authid, pg_catalog.pg_database")
        assert connection.execute("SELECT 1 FROM pg_sleep(12)").fetchone() == (1,)


def test_an_address_of_several_servers(network: Proxy, scratch: ScratchServer) -> None:
    """A balancer gives the look beside to another server, which knows nothing of our session: no reason to end it."""
    with own_cluster(scratch) as cluster, connect(network.url) as connection:
        parts = conninfo_to_dict(network.url)
        with psycopg.connect(cluster.url, autocommit=True) as other:
            other.execute(f"{login(str(parts['user']), network.url)} SUPERUSER".encode())
            other.execute(f"CREATE DATABASE {parts['dbname']}".encode())
        network.target = cluster.url
        assert connection.execute("SELECT 1 FROM pg_sleep(7)").fetchone() == (1,)
        with psycopg.connect(network.url) as beside_it:
            assert beside_it.info.server_version // 10000 == 18


def test_a_fleet_goes_on_without_it(database: str, network: Proxy, folder: Path) -> None:
    """A silent target has failed, in its line; the others are done."""
    network.is_silent = True
    (folder / "fleet.yaml").write_text(
        "targets:\n"
        f"  - {{name: silent, url: {json.dumps(network.url)}}}\n"
        f"  - {{name: well, url: {json.dumps(database)}}}\n"
    )
    began = time.monotonic()
    done = start(folder, "apply", "--fleet", "fleet.yaml", "--connect-timeout", "3s", "--format", "json")
    out, _ = done.communicate(timeout=SOON)
    found = {one["target"]: one["ending"] for one in json.loads(out)["targets"]}
    assert (done.returncode, found) == (3, {"silent": "failed", "well": "done"})
    assert time.monotonic() - began < SOON


def test_the_first_host_is_silent(database: str, folder: Path) -> None:
    """Of several hosts the next one is tried; --connect-timeout says when."""
    with socket.create_server(("127.0.0.1", 0)) as nobody, proxy(database) as network:
        ports = f"{nobody.getsockname()[1]},{network.listener.getsockname()[1]}"
        url = make_conninfo(network.url, host="127.0.0.1,127.0.0.1", port=ports, connect_timeout=60)
        done = start(folder, "apply", "--url", url, "--connect-timeout", "2s")
        out, err = done.communicate(timeout=60)
    assert done.returncode == 0, err
    assert "applied 2_x" in out


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "schemactl", *arguments]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )


def until(condition: Callable[[], bool]) -> None:
    """Waits for it."""
    for _ in range(400):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def is_asleep(database: str) -> bool:
    """Whether pg_sleep runs there."""
    with psycopg.connect(database) as connection:
        query = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%%pg_sleep%%' AND datname = %s"
        query += " AND pid <> pg_backend_pid()"
        return connection.execute(query.encode(), [connection.info.dbname]).fetchone() is not None


def interrupt(process: subprocess.Popen[str], number: int = signal.SIGINT) -> tuple[float, str, str]:
    """Sends it, and waits for the end: after how many seconds, and what it said."""
    began = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    return time.monotonic() - began, out, err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("is_silent", [False, True])
def test_an_interrupt_ends_an_apply(
    database: str, network: Proxy, folder: Path, is_silent: bool, number: signal.Signals
) -> None:
    """Where the server answers it is rolled back and noted; where it does not, nothing is waited for."""
    (folder / "migrations" / "2_x.up.sql").write_text("CREATE TABLE b (); SELECT pg_sleep(60);")
    update_sum(folder / "migrations")
    process = start(folder, "apply", "--url", network.url, "--format", "json")
    until(lambda: is_asleep(database))
    network.is_silent = is_silent
    seconds, out, err = interrupt(process, number)
    assert (process.returncode, seconds < AT_ONCE) == (128 + number, True), f"{seconds} {err}"
    assert err == "\ninterrupted\n"
    document = json.loads(out)
    assert (document["exit_code"], document["error"]["message"]) == (128 + number, "interrupted")
    assert [one["migration"] for one in document["applied"]] == ["1"]
    if not is_silent:
        assert not is_asleep(database)
        with psycopg.connect(database) as connection:
            row = connection.execute("SELECT error FROM schemactl.events ORDER BY id DESC LIMIT 1").fetchone()
            assert row == ("interrupted",)


def test_a_second_interrupt_ends_the_process(database: str, network: Proxy, folder: Path) -> None:
    """At once, where the first one still waits for the server."""
    (folder / "migrations" / "2_x.up.sql").write_text("SELECT pg_sleep(60);")
    update_sum(folder / "migrations")
    process = start(folder, "apply", "--url", network.url)
    until(lambda: is_asleep(database))
    network.is_silent = True
    process.send_signal(signal.SIGINT)
    time.sleep(0.6)
    seconds, _, err = interrupt(process)
    assert (process.returncode, seconds < 1) == (130, True), f"{seconds} {err}"


def test_a_command_in_the_background_is_not_interrupted(database: str, folder: Path) -> None:
    """A shell lets it ignore SIGINT, and so it stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = start(folder, "apply", "--url", database)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    until(lambda: is_asleep(database))
    interrupt(process)
    assert process.returncode == 0


def test_an_interrupt_while_connecting(network: Proxy, folder: Path) -> None:
    """Nothing has begun."""
    network.is_silent = True
    url = make_conninfo(network.url, connect_timeout=60)
    process = start(folder, "status", "--url", url)
    until(lambda: bool(network.sockets))
    time.sleep(0.5)
    seconds, _, err = interrupt(process)
    assert (process.returncode, seconds < 2, err) == (130, True, "\ninterrupted\n")


def test_an_interrupt_is_heard_though_c_waits() -> None:
    """As for a name server; what comes of it after that is undone."""
    undone = threading.Event()

    def work() -> str:
        time.sleep(1)
        return "made"

    timer = threading.Timer(0.2, _thread.interrupt_main)
    timer.start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        beside(work, lambda _: undone.set())
    assert time.monotonic() - began < 0.8
    assert undone.wait(5)
    with pytest.raises(ValueError, match="none"):
        beside(lambda: int("none"), print)


@pytest.mark.parametrize("is_silent", [False, True])
def test_an_interrupt_ends_a_fleet(database: str, network: Proxy, folder: Path, is_silent: bool) -> None:
    """Those that have begun are ended, one that connects to nobody besides; none is begun."""
    (folder / "migrations" / "2_x.up.sql").write_text("SELECT pg_sleep(60);")
    update_sum(folder / "migrations")
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        lost = make_conninfo(network.url, port=nobody.getsockname()[1], connect_timeout=60)
        lines = [
            f"  - {{name: n{at}, url: {json.dumps(url)}}}\n" for at, url in enumerate([network.url, lost, database])
        ]
        (folder / "fleet.yaml").write_text("targets:\n" + "".join(lines))
        process = start(folder, "apply", "--fleet", "fleet.yaml", "--parallel", "2", "--format", "json")
        until(lambda: is_asleep(database))
        network.is_silent = is_silent
        seconds, out, err = interrupt(process)
    assert (process.returncode, seconds < AT_ONCE + 2) == (130, True), f"{seconds} {err}"
    assert "Traceback" not in err
    found = {one["target"]: one["error"]["message"] for one in json.loads(out)["targets"]}
    assert found.get("n0", "interrupted") in ("interrupted", "the connection to the database was lost")
    assert "n2" not in found
