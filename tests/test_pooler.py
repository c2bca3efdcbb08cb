"""Behind pgbouncer: refused in transaction mode, at work in session mode. Needs the program (Debian: pgbouncer)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from schemactl.connect import connect
from schemactl.errors import UsageError
from schemactl.migrations.apply import apply_migrations, read_status
from schemactl.migrations.files import update_sum
from schemactl.migrations.history import statements_sha256
from schemactl.migrations.plan import Choice
from schemactl.migrations.state import State
from schemactl.migrations.target import Target
from schemactl.pgsql import split_statements

PROGRAM = shutil.which("pgbouncer")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="pgbouncer is not installed")
Pooler = Callable[[str], str]


@contextmanager
def running(database: str, mode: str, more: str = "", ignored: str = "extra_float_digits") -> Iterator[str]:
    """A pgbouncer before the database; gives the connection string that leads through it."""
    parts = conninfo_to_dict(database)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = f"host={parts['host']} port={parts['port']} user={parts['user']} dbname={parts['dbname']}"
        server += f" password={parts['password']}"
        (folder / "p.ini").write_text(
            f"[databases]\nhere = {server}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
            f"unix_socket_dir =\nauth_type = any\npool_mode = {mode}\n"
            f"ignore_startup_parameters = {ignored}\n{more}\n" + ("user = nobody\n" if os.geteuid() == 0 else "")
        )
        log = (folder / "log").open("w")
        with log, subprocess.Popen([str(PROGRAM), str(folder / "p.ini")], stdout=log, stderr=log) as process:
            try:
                url = make_conninfo(host="127.0.0.1", port=port, user=str(parts["user"]), dbname="here")
                _await(url, folder / "log")
                yield url
            finally:
                process.kill()


def _await(url: str, log: Path) -> None:
    for _ in range(100):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One migration, with a statement that runs outside of transactions."""
    (tmp_path / "1_x.up.sql").write_text("CREATE TABLE a (i int); CREATE INDEX CONCURRENTLY a_i ON a (i);")
    update_sum(tmp_path)
    return tmp_path


@pytest.mark.parametrize("more", ["", "server_round_robin = 1", "min_pool_size = 5"])
def test_transaction_mode_is_refused(database: str, folder: Path, more: str) -> None:
    """Before anything is locked or made, with the way out; and no lock is left behind in the pool."""
    with running(database, "transaction", more) as url:
        with pytest.raises(UsageError, match="transaction mode") as caught:
            apply_migrations(Target(url), folder)
        assert "MIGRATE_DATABASE_URL" in caught.value.hint
        with psycopg.connect(database) as connection:
            locks = (
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database"
            )
            assert connection.execute(f"{locks} WHERE datname = current_database())").fetchone() == (0,)
            assert connection.execute("SELECT to_regnamespace('schemactl')").fetchone() == (None,)


def test_session_mode_works(database: str, folder: Path) -> None:
    """A client has its backend for itself, so the lock holds."""
    with running(database, "session") as url:
        assert [one.version for one in apply_migrations(Target(url), folder).applied] == ["1"]


@pytest.mark.parametrize("ignored", ["extra_float_digits", "extra_float_digits,options"])
def test_settings_hold_without_startup_options(database: str, tmp_path: Path, ignored: str) -> None:
    """A pooler that refuses `options`, or passes over them in silence: SQL sets the session, after RESET ALL too."""
    with psycopg.connect(database, autocommit=True) as connection:
        for setting in ("search_path = elsewhere", "DateStyle = 'German'", "statement_timeout = '100ms'"):
            connection.execute(f"ALTER DATABASE {connection.info.dbname} SET {setting}".encode())
    for number in (1, 2):
        (tmp_path / f"{number}_x.up.sql").write_text(f"CREATE TABLE t{number} (d date DEFAULT '02/03/2024');")
    (tmp_path / "3_x.up.sql").write_text("SET search_path = x; CREATE INDEX CONCURRENTLY i ON public.t1 (d);")
    (tmp_path / "4_x.up.sql").write_text("CREATE TABLE t4 ();")
    update_sum(tmp_path)
    with running(database, "session", ignored=ignored) as url:
        target = Target(make_conninfo(url, options="-c search_path=mine,public"))
        assert len(apply_migrations(Target(url), tmp_path, Choice(to="2")).applied) == 2
        assert len(apply_migrations(target, tmp_path).applied) == 2
        assert read_status(target, tmp_path).state is State.UP_TO_DATE
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname ~ '^t[124]$'").fetchone() == (3,)
        row = connection.execute("SELECT to_regclass('public.t1'), to_regclass('public.t4')").fetchone()
        assert row == ("public.t1", "public.t4")


def test_options_that_no_sql_can_say(database: str) -> None:
    """Refused by name, since a pooler that takes none would drop them."""
    with running(database, "session") as url, pytest.raises(UsageError, match="more there than settings"):
        connect(make_conninfo(url, options="-E"))


@pytest.mark.parametrize("ignored", ["extra_float_digits", "extra_float_digits,options"])
def test_statement_mode_is_refused(database: str, folder: Path, ignored: str) -> None:
    """By everything that connects, with the way out."""
    with running(database, "statement", ignored=ignored) as url:
        for command in (apply_migrations, read_status):
            with pytest.raises(UsageError, match="statement mode") as caught:
                command(Target(url), folder)
            assert "MIGRATE_DATABASE_URL" in caught.value.hint


def test_status_is_read_in_transaction_mode(database: str, folder: Path) -> None:
    """Reading needs no session, and sets nothing that the next client would have."""
    with running(database, "transaction", "default_pool_size = 1") as url:
        assert read_status(Target(url), folder).state is State.BEHIND
        with psycopg.connect(url, autocommit=True) as connection:
            row = connection.execute("SELECT setting = reset_val FROM pg_settings WHERE name = 'TimeZone'").fetchone()
        assert row == (True,)


def test_a_backend_that_the_pooler_keeps_is_no_run(database: str, folder: Path) -> None:
    """A runner is gone, and its backend waits for the next client: nobody works on the file; the next run goes on."""
    with running(database, "session") as url:
        apply_migrations(Target(url), folder)
        died = (
            "UPDATE schemactl.migrations SET status = 'running', statements_done = 1, backend_pid = pg_backend_pid(),"
            " statement_sha256 = %s, backend_start = (SELECT backend_start FROM pg_stat_activity WHERE pid ="
            " pg_backend_pid())"
        )
        checksum = statements_sha256(split_statements((folder / "1_x.up.sql").read_text())[:1])[-1]
        with psycopg.connect(url, autocommit=True) as runner:
            runner.execute(died, [[checksum]])
        for way in (database, url):
            assert read_status(Target(way), folder).state is State.IN_DOUBT
        with psycopg.connect(database) as connection:
            kept = "SELECT count(*) FROM schemactl.migrations m JOIN pg_stat_activity a ON a.pid = m.backend_pid"
            assert connection.execute(f"{kept} AND a.backend_start = m.backend_start").fetchone() == (1,)
        result = apply_migrations(Target(url, lock_wait=20), folder)
        assert ([one.version for one in result.applied], result.standing.state) == (["1"], State.UP_TO_DATE)


def test_a_pool_that_is_used_up(database: str, tmp_path: Path) -> None:
    """A statement that takes long is not given up because nobody else gets a session to look at it."""
    (tmp_path / "1_x.up.sql").write_text("SELECT pg_sleep(9);")
    update_sum(tmp_path)
    with running(database, "session", "default_pool_size = 2") as url:
        assert apply_migrations(Target(make_conninfo(url, connect_timeout=2)), tmp_path).applied
