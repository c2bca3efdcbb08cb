"""Scratch servers: databases kept and thrown away, runs side by side, runs that were killed, servers by URL."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from schemactl.errors import ServerError, SourceError
from schemactl.server import open_scratch
from schemactl.server import scratch as scratch_module
from schemactl.server import shelf as shelf_module
from schemactl.server.cluster import Cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from schemactl.server import ScratchServer

LINUX = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks for processes in /proc")

# A run in a process of its own: says how to reach a database that it made, then waits to be told or killed.
RUN = """
import sys
import psycopg
from schemactl.server import open_scratch
def load(name):
    with psycopg.connect(server.plain_conninfo(name)) as connection:
        connection.execute("CREATE TABLE t ()")
with open_scratch(major=int(sys.argv[1])) as server:
    name = server.database(sys.argv[2], load)
    print(server.plain_conninfo(name), flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def shared() -> Iterator[Path]:
    """A cache for this file, since its tests break clusters."""
    folder = Path(tempfile.mkdtemp(prefix="schemactl-server-"))
    folder.chmod(0o711)
    yield folder / "cache"
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def cache(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """That cache is used, and no server is left in it."""
    monkeypatch.setenv("SCHEMACTL_CACHE", str(shared))
    yield shared
    assert not servers(shared)


@pytest.fixture
def key(request: pytest.FixtureRequest) -> str:
    """A key that no other test has."""
    return str(request.node.nodeid)


def servers(cache: Path) -> list[int]:
    """Processes that work in a data folder of the cache."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = str((process / "cwd").readlink())
        except OSError:
            continue
        if here.startswith(f"{cache}/"):
            found.append(int(process.name))
    return found


def slot(cache: Path, major: int) -> Path:
    """The first slot of a major, where a run that is alone does its work."""
    (pool,) = (folder for folder in cache.glob(f"{major}-*") if not folder.name.endswith("-tcp"))
    return pool / "slot-0"


def wait_for_no_servers(cache: Path) -> bool:
    end = time.monotonic() + 10
    while servers(cache) and time.monotonic() < end:
        time.sleep(0.01)
    return not servers(cache)


def start_run(major: int, key: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-c", RUN, str(major), key]
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    return run, run.stdout.readline().strip()


def end_run(run: subprocess.Popen[str]) -> None:
    run.communicate("\n", timeout=30)


class Loads:
    """Counts how often it was asked to load."""

    def __init__(self, sql: str = "CREATE TABLE t ()") -> None:
        self.sql = sql
        self.count = 0

    def __call__(self, connection: psycopg.Connection) -> None:
        self.count += 1
        connection.execute(self.sql.encode())


def filled(server: ScratchServer, key: str | None, load: Callable[[psycopg.Connection], object]) -> str:
    """The database that `load` filled, through a connection of its own."""

    def fill(name: str) -> None:
        with psycopg.connect(server.plain_conninfo(name), autocommit=True) as connection:
            load(connection)

    return server.database(key, fill)


def ask(server: ScratchServer, database: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.plain_conninfo(database), autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def databases(server: ScratchServer) -> set[object]:
    """Databases that were made on the server, but for the kept ones."""
    query = "SELECT datname FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1')"
    return {name for (name,) in ask(server, "postgres", query) if not str(name).startswith("kept_")}


def kept(server: ScratchServer) -> set[object]:
    return {name for (name,) in ask(server, "postgres", "SELECT datname FROM pg_database WHERE datname ~ '^kept_'")}


def test_a_server_is_of_the_major_that_was_asked_for_and_ends_with_the_block(cache: Path, major: int) -> None:
    """The version is told in figures and in words, and no process is left."""
    with open_scratch(major=major) as server:
        assert server.major == major == server.version // 10000
        assert f"Postgres {major}" in server.description
        assert servers(cache)
    assert not servers(cache)


def test_a_database_with_a_key_is_loaded_once_for_all_runs(key: str, major: int) -> None:
    """The same key is the same database, in this run and in the next, with what was loaded into it."""
    load = Loads()
    for _ in range(2):
        with open_scratch(major=major) as server:
            name = filled(server, key, load)
            assert filled(server, key, load) == name
            assert ask(server, name, "SELECT count(*) FROM t") == [(0,)]
            assert filled(server, f"{key} other", Loads()) != name
    assert load.count == 1


def test_a_database_without_a_key_is_loaded_each_time_and_goes_with_the_run(major: int) -> None:
    """No key, nothing kept."""
    load = Loads()
    with open_scratch(major=major) as server:
        assert filled(server, None, load) != filled(server, None, load)
    with open_scratch(major=major) as server:
        assert databases(server) == set()
    assert load.count == 2


def test_a_load_may_leave_its_transaction_open(major: int) -> None:
    """What the load did not commit is committed for it."""
    with open_scratch(major=major) as server:
        name = filled(server, "open", Loads("BEGIN; CREATE TABLE t ()"))
        assert ask(server, name, "SELECT count(*) FROM t") == [(0,)]


def test_a_half_loaded_database_is_never_used(key: str, major: int) -> None:
    """A load that fails passes its own error on, leaves no database, and is tried again next time."""

    def fail(connection: psycopg.Connection) -> None:
        connection.execute("CREATE TABLE half ()")
        raise SourceError("no such type")

    with open_scratch(major=major) as server:
        with pytest.raises(SourceError, match="no such type"):
            filled(server, key, fail)
        assert databases(server) == set()
        load = Loads()
        name = filled(server, key, load)
        assert load.count == 1
        assert ask(server, name, "SELECT relname FROM pg_class WHERE relname IN ('half', 't')") == [("t",)]


def test_an_error_in_the_block_keeps_what_was_loaded(key: str, major: int) -> None:
    """A failing command is no reason to load everything again."""
    load = Loads()

    def run() -> None:
        with open_scratch(major=major) as server:
            filled(server, key, load)
            raise SourceError("something else")

    with pytest.raises(SourceError, match="something else"):
        run()
    with open_scratch(major=major) as server:
        filled(server, key, load)
    assert load.count == 1


def test_two_threads_that_want_the_same_database_load_it_once(major: int) -> None:
    """The second waits for the first; others go on."""
    load = Loads("SELECT pg_sleep(0.1); CREATE TABLE t ()")
    names: list[str] = []
    with open_scratch(major=major) as server:
        keys = ["same", "same", "other"]
        threads = [threading.Thread(target=lambda k=key: names.append(filled(server, k, load))) for key in keys]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(names) == 3
    assert len(set(names)) == 2
    assert load.count == 2


def test_a_clone_is_a_copy_that_goes_even_while_it_is_in_use(key: str, major: int) -> None:
    """What is done to a clone is not seen in the original; an open connection does not keep it alive."""
    with open_scratch(major=major) as server:
        name = filled(server, key, Loads())
        with server.clone(name) as copy:
            open_one = psycopg.connect(server.plain_conninfo(copy), autocommit=True)
            open_one.execute("DROP TABLE t")
        assert databases(server) == set()
        assert ask(server, name, "SELECT count(*) FROM t") == [(0,)]
        open_one.close()


def test_an_empty_database_is_empty_utf8_and_goes(major: int) -> None:
    """A created database has nothing in it, knows all letters, sorts by code point, and is dropped."""
    with open_scratch(major=major) as server:
        with server.create() as name:
            query = (
                "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
            )
            assert ask(server, name, query)[0][0] == "UTF8"
            assert ask(server, name, "SELECT 'Z' < 'a' AND 'z' < 'é'") == [(True,)]
            assert ask(server, name, "SHOW timezone") == [("UTC",)]
        assert databases(server) == set()


def test_a_subscription_does_not_hold_a_database(major: int) -> None:
    """Postgres refuses to drop a database with a subscription in it; we know how."""
    sql = "CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false)"
    with open_scratch(major=major) as server:
        with server.create() as name:
            ask(server, name, sql)
        assert databases(server) == set()


def test_the_least_recently_used_databases_go(key: str, major: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the number that is kept, those not asked for longest are dropped at the end of a run."""
    monkeypatch.setattr(shelf_module, "KEPT_DATABASES", 2)
    loads = {f"{key} {number}": Loads() for number in (1, 2, 3)}
    first, second, third = loads
    for wanted in ([first, second], [first, third], [first, third, second]):
        with open_scratch(major=major) as server:
            for each in wanted:
                filled(server, each, loads[each])
    with open_scratch(major=major) as server:
        assert len(kept(server)) == 2
    assert [load.count for load in loads.values()] == [1, 2, 1]


def test_a_list_that_does_not_agree_with_the_server_is_not_believed(cache: Path, key: str, major: int) -> None:
    """A lost or spoilt list of kept databases costs a load, nothing else."""
    load = Loads()
    for spoilt in ("", "[1]", '{"kept_0": {"used": 1, "relations": 2, "roles": {}}}'):
        with open_scratch(major=major) as server:
            filled(server, key, load)
        (slot(cache, major) / "databases.json").write_text(spoilt)
    with open_scratch(major=major) as server:
        assert kept(server) == set()
    assert load.count == 3


def test_roles_last_one_run(key: str, major: int) -> None:
    """A role that a load made is there for the run, and in nobody's way afterwards."""
    sql = "CREATE ROLE app; CREATE TABLE t (); ALTER TABLE t OWNER TO app; CREATE ROLE idle IN ROLE app"
    for project in ("one", "another"):
        with open_scratch(major=major) as server:
            assert ask(server, "postgres", "SELECT 1 FROM pg_roles WHERE rolname IN ('app', 'idle')") == []
            name = filled(server, f"{key} {project}", Loads(sql))
            assert ask(server, name, "SELECT tableowner FROM pg_tables WHERE tablename = 't'") == [("app",)]


def test_a_kept_database_brings_its_roles(key: str, major: int) -> None:
    """A database whose load made roles is kept too: when it is used again they are there, by name."""
    load = Loads("CREATE ROLE app; CREATE ROLE idle; CREATE TABLE t (); GRANT SELECT ON t TO app")
    for _ in range(3):
        with open_scratch(major=major) as server:
            name = filled(server, key, load)
            assert ask(server, name, "SELECT has_table_privilege('app', 't', 'SELECT')") == [(True,)]
            rows = ask(server, name, "SELECT rolname FROM pg_roles WHERE rolname IN ('app', 'idle') ORDER BY 1")
            assert rows == [("app",), ("idle",)]
    assert load.count == 1


def test_a_kept_database_whose_roles_cannot_come_back_is_loaded_again(key: str, major: int) -> None:
    """If the run has made a role of that name already, the database is made anew upon it."""
    load = Loads("CREATE TABLE t (); GRANT SELECT ON t TO app")
    with open_scratch(major=major) as server:
        filled(server, f"{key} roles", Loads("CREATE ROLE app"))
        filled(server, key, load)
    with open_scratch(major=major) as server:
        filled(server, f"{key} other roles", Loads("CREATE ROLE app"))
        name = filled(server, key, load)
        assert ask(server, name, "SELECT has_table_privilege('app', 't', 'SELECT')") == [(True,)]
    assert load.count == 2


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER ROLE ALL SET work_mem = '1MB'",
        "ALTER ROLE schemactl_admin SET work_mem = '1MB'",
        "ALTER SYSTEM SET work_mem = '1MB'",
        "SELECT pg_create_physical_replication_slot('left')",
    ],
)
def test_what_a_load_does_to_the_whole_server_is_not_seen_by_the_next_run(key: str, major: int, sql: str) -> None:
    """Settings, replication slots and the like do not outlive the run."""
    with open_scratch(major=major) as server:
        filled(server, key, Loads(sql))
    with open_scratch(major=major) as server:
        assert ask(server, "postgres", "SHOW work_mem") == [("4MB",)]
        assert ask(server, "postgres", "SELECT count(*) FROM pg_replication_slots") == [(0,)]


def test_a_load_that_runs_out_of_locks_gets_more(key: str, major: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is started anew with room for a large schema, and stays so for the next run."""
    monkeypatch.setattr("schemactl.server.cluster.FEW_LOCKS", 1_000)
    monkeypatch.setattr(scratch_module, "OTHER_LOCKS", 0)
    tables = "".join(f"CREATE TABLE t{number} (id int PRIMARY KEY);" for number in range(1_500))
    load = Loads(f"BEGIN; {tables} COMMIT")
    with open_scratch(major=major) as server:
        name = filled(server, f"{key} large", load)
        tried = load.count
        assert tried > 1
        assert ask(server, name, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1_500,)]
    with open_scratch(major=major) as server:
        filled(server, f"{key} large again", load)
    assert load.count == tried + 1


def test_the_environment_of_the_user_changes_nothing(key: str, major: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """PG* variables are for the user's databases, not for ours."""
    for name, value in {
        "PGHOST": "nowhere.invalid",
        "PGHOSTADDR": "192.0.2.1",
        "PGPORT": "1",
        "PGUSER": "nobody",
        "PGDATABASE": "nothing",
        "PGSSLMODE": "verify-full",
        "PGCHANNELBINDING": "require",
        "PGREQUIREAUTH": "none",
        "PGTARGETSESSIONATTRS": "standby",
        "PGOPTIONS": "-c search_path=nowhere",
        "PGDATA": "/nowhere",
        "PGCLIENTENCODING": "LATIN1",
    }.items():
        monkeypatch.setenv(name, value)
    with open_scratch(major=major) as server:
        name = filled(server, key, Loads())
        assert ask(server, name, "SHOW search_path") == [('"$user", public',)]


@LINUX
def test_two_runs_at_once_do_not_see_each_other(cache: Path, key: str, major: int) -> None:
    """Each has a cluster of its own, roles included; both end well."""
    run, other = start_run(major, key)
    with psycopg.connect(other, autocommit=True) as connection, open_scratch(major=major) as server:
        connection.execute("CREATE ROLE app")
        load = Loads("CREATE ROLE app")
        filled(server, key, load)
        assert load.count == 1
        assert len(servers(cache)) > 1
    end_run(run)
    assert run.returncode == 0
    with open_scratch(major=major) as server:
        assert ask(server, "postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'app'") == []


def test_clusters_beyond_the_first_few_go(cache: Path, key: str, major: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many runs at once need many clusters; only the first ones stay, also if a killed run could not remove its own."""
    monkeypatch.setattr("schemactl.server.slot.KEPT_SLOTS", 1)
    run, _ = start_run(major, key)
    left = slot(cache, major).with_name("slot-7")
    left.mkdir()
    with open_scratch(major=major):
        assert slot(cache, major).with_name("slot-1").exists()
    assert not slot(cache, major).with_name("slot-1").exists()
    assert not left.exists()
    end_run(run)


@LINUX
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_killed_run_leaves_no_server_and_nothing_to_trust(cache: Path, key: str, major: int, number: int) -> None:
    """The server follows within moments; the next run starts on a fresh cluster."""
    run, _ = start_run(major, key)
    run.send_signal(number)
    run.communicate()
    assert wait_for_no_servers(cache)
    load = Loads()
    with open_scratch(major=major) as server:
        filled(server, key, load)
    assert load.count == 1


@LINUX
def test_an_interrupted_run_stops_its_server_and_keeps_its_databases(cache: Path, key: str, major: int) -> None:
    """Ctrl-C ends the block like any exception."""
    run, _ = start_run(major, key)
    run.send_signal(signal.SIGINT)
    run.communicate()
    assert not servers(cache)
    load = Loads()
    with open_scratch(major=major) as server:
        filled(server, key, load)
    assert load.count == 0


@LINUX
def test_a_server_that_was_left_behind_is_stopped_by_the_next_run(cache: Path, key: str, major: int) -> None:
    """Should the watching shell die first, the server lives on until somebody wants its slot."""
    run, _ = start_run(major, key)
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        if (
            b"schemactl-watch" in process.read_bytes()
            and f"PPid:\t{run.pid}\n" in (process.parent / "status").read_text()
        ):
            os.kill(int(process.parent.name), signal.SIGKILL)
    run.kill()
    run.communicate()
    left = servers(cache)
    assert left
    with open_scratch(major=major):
        assert not set(left) & set(servers(cache))


def test_a_cluster_without_its_seal_is_made_anew(cache: Path, key: str, major: int) -> None:
    """Only a clean stop in this life of the machine makes a data folder trusted."""
    load = Loads()
    with open_scratch(major=major) as server:
        filled(server, key, load)
    seal = slot(cache, major) / "seal"
    seal.write_text("stopped cleanly\nanother boot\n")
    with open_scratch(major=major) as server:
        filled(server, key, load)
    assert load.count == 2


def test_a_spoilt_cluster_is_made_anew(cache: Path, major: int) -> None:
    """A data folder that does not start is thrown away, and initdb runs again."""
    with open_scratch(major=major):
        pass
    (slot(cache, major) / "data" / "global" / "pg_control").write_bytes(b"")
    with open_scratch(major=major) as server, server.create() as name:
        assert ask(server, name, "SELECT 1") == [(1,)]


@LINUX
def test_a_server_that_dies_is_not_kept(cache: Path, key: str, major: int) -> None:
    """If the server goes away during the block, the caller's error is what is seen, and the cluster is made anew."""

    def run() -> None:
        with open_scratch(major=major) as server:
            filled(server, key, Loads())
            pid_file = slot(cache, major) / "data" / "postmaster.pid"
            os.kill(int(pid_file.read_text().split()[0]), signal.SIGQUIT)
            assert wait_for_no_servers(cache)
            ask(server, "postgres", "SELECT 1")

    with pytest.raises(psycopg.OperationalError):
        run()
    load = Loads()
    with open_scratch(major=major) as server:
        filled(server, key, load)
    assert load.count == 1


def test_a_long_path_of_the_cache_is_no_obstacle(shared: Path, major: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths of sockets are limited to a hundred bytes: then the socket lies in a closed folder below /tmp."""
    folder = shared.parent / ("a long name " * 6) / ("and, longer " * 6)
    monkeypatch.setenv("SCHEMACTL_CACHE", str(folder))
    with open_scratch(major=major) as server, server.create() as name:
        (link,) = folder.glob("*/slot-0/socket")
        socket = link.readlink()
        assert socket.stat().st_mode & 0o077 == 0
        assert ask(server, name, "SELECT 1") == [(1,)]
    assert not socket.exists()


def test_a_server_stops_with_the_interpreter(cache: Path, major: int) -> None:
    """A block that was never left is ended at exit."""
    code = (
        "import sys; from schemactl.server import open_scratch; o = open_scratch(major=int(sys.argv[1])); o.__enter__()"
    )
    subprocess.run([sys.executable, "-c", code, str(major)], check=True)
    assert not servers(cache)


def test_a_server_over_tcp_asks_for_a_password(cache: Path, major: int) -> None:
    """Where there are no sockets it listens on loopback, and lets nobody in who does not know the password."""
    from schemactl.server.binaries import find_installation
    from schemactl.server.cache import cache_folder
    from schemactl.server.embedded import EmbeddedHost
    from schemactl.server.scratch import ScratchServer
    from schemactl.server.slot import open_pool
    from schemactl.server.standin import Equipment
    from schemactl.server.system import server_account

    account = server_account(os.environ)
    assert cache_folder(os.environ, account) == cache  # and there it is
    installation = find_installation(major, os.environ, cache)
    cluster = Cluster(open_pool(installation, cache, account, uses_sockets=False))
    try:
        server = ScratchServer(EmbeddedHost(cluster, "over tcp", Equipment(installation, ())))
        assert ask(server, "postgres", "SHOW listen_addresses") == [("127.0.0.1",)]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.plain_conninfo("postgres"), password="guess")
        server.close()
    finally:
        cluster.stop()


def test_a_server_by_url_is_left_as_it_was(scratch: ScratchServer, major: int) -> None:
    """On a server that is not ours databases are loaded each run, once, and all are dropped, roles too."""
    before = databases(scratch)
    load = Loads("CREATE TABLE t (); CREATE ROLE of_a_run")
    with open_scratch(scratch.plain_conninfo("postgres"), major=major, is_trusted=True) as server:
        assert filled(server, "k", load) == filled(server, "k", load)
        with server.clone(filled(server, "k", load)) as copy:
            assert ask(server, copy, "SELECT count(*) FROM t") == [(0,)]
    assert load.count == 1
    assert databases(scratch) == before
    assert ask(scratch, "postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'of_a_run'") == []


def test_leftovers_of_a_dead_run_on_a_server_by_url_are_dropped(scratch: ScratchServer) -> None:
    """A database of ours whose run holds no lock is nobody's; one whose run lives is let alone."""
    ask(scratch, "postgres", "CREATE DATABASE schemactl_00000abc_1")
    with open_scratch(scratch.plain_conninfo("postgres"), is_trusted=True) as one, one.create() as alive:
        assert "schemactl_00000abc_1" not in databases(scratch)
        with open_scratch(scratch.plain_conninfo("postgres"), is_trusted=True):
            assert alive in databases(scratch)


def test_a_server_by_url_must_be_of_the_wanted_major(scratch: ScratchServer, major: int) -> None:
    """Two versions in the configuration that disagree are an error."""
    other = 14 if major != 14 else 15
    with (
        pytest.raises(ServerError, match=f"is Postgres {major}, but Postgres {other} is wanted"),
        open_scratch(scratch.plain_conninfo("postgres"), major=other, is_trusted=True),
    ):
        pass


def test_a_server_by_url_must_let_us_create_databases(scratch: ScratchServer) -> None:
    """The error names the role and the statement that helps."""
    name = f"modest_{os.getpid()}"
    ask(scratch, "postgres", f"CREATE ROLE {name} LOGIN PASSWORD 'modest'")
    try:
        url = psycopg.conninfo.make_conninfo(scratch.plain_conninfo("postgres"), user=name, password="modest")
        with (
            pytest.raises(ServerError, match=f"{name} may not create databases") as caught,
            open_scratch(url, is_trusted=True),
        ):
            pass
        assert f"ALTER ROLE {name} CREATEDB" in caught.value.hint
    finally:
        ask(scratch, "postgres", f"DROP ROLE {name}")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:sesame@127.0.0.1:1/postgres",
        "postgresql://me:sesame%zz@127.0.0.1:1/postgres",
        "postgresql://me:sesame@127.0.0.1:port/postgres",
    ],
)
def test_a_password_never_shows(url: str) -> None:
    """Whatever is wrong with a URL, no part of an error holds its password."""
    with pytest.raises(ServerError) as caught, open_scratch(url, is_trusted=True):
        pass
    error = caught.value
    assert "sesame" not in f"{error}{error.detail}{error.hint}{error.__cause__}"
    assert error.hint
