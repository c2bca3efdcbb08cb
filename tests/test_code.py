"""Migrations in Python: as the others, in a transaction with their history; on scratch servers; refusals by name."""

from __future__ import annotations

import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from runs import Write, query
from sessions import trusted

from schemactl.code import Code, call, read_code, read_statements
from schemactl.errors import HistoryError, SourceError, UsageError
from schemactl.migrations.apply import apply_migrations, read_status, try_migrations
from schemactl.migrations.files import load_migrations
from schemactl.migrations.mark import baseline, resolve_retry
from schemactl.migrations.plan import Choice
from schemactl.migrations.revert import revert_migrations
from schemactl.migrations.run import FileError
from schemactl.migrations.session import Session
from schemactl.migrations.state import State
from schemactl.migrations.target import Target
from schemactl.sandbox import open_session
from schemactl.server import ScratchServer
from schemactl.source import MigrationsSource, load_in_order, read_source_statements

ONE = "CREATE TABLE one (id int, double int);\nINSERT INTO one SELECT generate_series(1, 3);\n"
DOUBLE = '''\
"""Fills in what SQL could have done, too."""
FACTOR = 2


def up(connection):
    for (id,) in connection.execute("SELECT id FROM one").fetchall():
        connection.execute("UPDATE one SET double = %s WHERE id = %s", [by(id), id])


def by(id):
    return id * FACTOR
'''
ALONE = "# schemactl: transaction=none\n"


def apply(url: str, folder: Path, **more: Any) -> list[str]:
    """The versions that were applied."""
    target = Target(url, session=Session(lock_timeout=0.2), lock_wait=5)
    return [one.version for one in apply_migrations(target, folder, **more).applied]


def fail(url: str, folder: Path, **more: Any) -> FileError:
    """The error with which a run ends."""
    with pytest.raises(FileError) as caught:
        apply(url, folder, **more)
    return caught.value


def test_it_runs_as_the_others_do(tmp_path: Path, database: str, lay: Write) -> None:
    """In order with SQL files, with its checksum in the history, once; its way back is SQL."""
    lay(v1=ONE, p2=DOUBLE, d2="UPDATE one SET double = NULL;", v3="CREATE TABLE three ();", d3="DROP TABLE three;")
    assert apply(database, tmp_path) == ["1", "2", "3"]
    assert query(database, "SELECT double FROM one ORDER BY id") == [(2,), (4,), (6,)]
    code = load_migrations(tmp_path)[1]
    assert code.up_path.name == "2_x.up.py" and code.down_path == tmp_path / "2_x.down.sql"
    rows = query(
        database,
        "SELECT status, up_sha256, statements_total, statements_done FROM schemactl.migrations WHERE version = '2'",
    )
    assert rows == [("applied", code.up_sha, 1, 1)]
    assert apply(database, tmp_path) == []
    revert_migrations(Target(database), count=2)
    assert query(database, "SELECT DISTINCT double FROM one") == [(None,)]
    lay(p2=DOUBLE.replace("= 2", "= 3"))
    assert apply(database, tmp_path) == ["2", "3"]
    lay(p2=DOUBLE)
    assert read_status(Target(database), tmp_path).state is State.DIVERGED


def test_what_fails_leaves_nothing(tmp_path: Path, database: str, lay: Write) -> None:
    """The error has the file's own line, the history stays as it was, the next run goes on with the corrected file."""
    lay(v1=ONE, p2=DOUBLE.replace("return id * FACTOR", "return 6 // (id - 3)"))
    error = fail(database, tmp_path)
    assert error.message == "ZeroDivisionError: integer division or modulo by zero"
    assert str(error.place) == f"{tmp_path}/2_x.up.py:11"
    assert [one.version for one in error.applied] == ["1"]
    assert query(database, "SELECT count(*) FROM one WHERE double IS NOT NULL") == [(0,)]
    events = query(database, "SELECT event, version, error_line FROM schemactl.events ORDER BY id")
    assert events == [("applied", "1", None), ("failed", "2", 11)]
    lay(p2=DOUBLE.replace("UPDATE one", "UPDATE nowhere"))
    error = fail(database, tmp_path)
    assert (error.sqlstate, error.place and error.place.line) == ("42P01", 7)
    lay(p2=DOUBLE)
    assert apply(database, tmp_path) == ["2"]


BAD = [
    ("def up(connection):\n    pass\n  x", "this is no Python", 3),
    ("def down(connection): ...\n", "there is no function up", 1),
    ("def up(): ...\n", "there is no function up", 1),
    ("async def up(connection): ...\n", "there is no function up", 1),
]


@pytest.mark.parametrize(("text", "message", "line"), BAD, ids=["syntax", "none", "no argument", "async"])
def test_a_file_is_looked_at_before_anything_runs(
    text: str, message: str, line: int, tmp_path: Path, database: str, lay: Write
) -> None:
    """A file that is no migration stops the run before its first file, with its place."""
    lay(v1=ONE, p2=text)
    with pytest.raises(SourceError, match=message) as caught:
        apply(database, tmp_path)
    assert caught.value.place and (caught.value.place.path, caught.value.place.line) == (f"{tmp_path}/2_x.up.py", line)
    assert query(database, "SELECT to_regclass('one')") == [(None,)]


@pytest.mark.parametrize("way", ["connection.commit()", "connection.rollback()", "connection.execute('COMMIT')"])
def test_the_transaction_is_not_the_functions(way: str, tmp_path: Path, database: str, lay: Write) -> None:
    """psycopg refuses its own ways to end it; a COMMIT that is sent is found out and said."""
    lay(v1=ONE, p2=f"def up(connection):\n    connection.execute('DELETE FROM one')\n    {way}\n")
    error = fail(database, tmp_path)
    assert ("ended the transaction" if "execute" in way else "forbidden within a Transaction") in error.message
    assert query(database, "SELECT count(*) FROM schemactl.migrations") == [(1,)]
    assert query(database, "SELECT count(*) FROM one") == [(0 if "execute" in way else 3,)]


def test_settings_of_one_file_do_not_reach_the_next(tmp_path: Path, database: str, lay: Write) -> None:
    """Neither the session's nor the connection's; server-side cursors and savepoints of the function work."""
    text = (
        "from psycopg.rows import dict_row\n\n\n"
        "def up(connection):\n"
        "    connection.row_factory = dict_row\n"
        "    connection.execute('SET search_path = pg_catalog')\n"
        "    with connection.transaction(), connection.cursor('c') as cursor:\n"
        "        assert len(cursor.execute('SELECT id FROM public.one').fetchall()) == 3\n"
    )
    lay(v1=ONE, p2=text, v3="CREATE TABLE three ();")
    assert apply(database, tmp_path) == ["1", "2", "3"]
    assert query(database, "SELECT to_regclass('public.three')::text") == [("three",)]


def test_a_lock_that_is_not_free_is_tried_again(tmp_path: Path, database: str, lay: Write) -> None:
    """As for SQL: rolled back whole, a pause, once more."""
    lay(v1=ONE, p2="def up(connection):\n    connection.execute('ALTER TABLE one ADD b int')\n")
    apply(database, tmp_path, choice=Choice(limit=1))
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE one")
        timer = threading.Timer(0.5, other.rollback)
        timer.start()
        assert apply(database, tmp_path) == ["2"]
        timer.join()


def test_all_in_one_transaction_and_a_trial(tmp_path: Path, database: str, lay: Write) -> None:
    """`--transaction all` takes it in, and rolls it back with the rest; a dry run runs it and rolls back."""
    lay(v1=ONE, p2=DOUBLE, v3="SELECT nowhere;")
    fail(database, tmp_path, together=True)
    assert query(database, "SELECT to_regclass('one')") == [(None,)]
    lay(v3="SELECT 1;")
    trial = try_migrations(Target(database), tmp_path)
    assert [one.version for one in trial.applied] == ["1", "2", "3"]
    assert query(database, "SELECT to_regclass('one')") == [(None,)]
    assert apply(database, tmp_path, together=True) == ["1", "2", "3"]


def test_without_a_transaction(tmp_path: Path, database: str, lay: Write) -> None:
    """It commits in parts; after a failure it is failed, and the next run calls it again from its start."""
    text = (
        f"{ALONE}\n\ndef up(connection):\n"
        "    connection.execute('CREATE INDEX CONCURRENTLY IF NOT EXISTS one_id ON one (id)')\n"
        "    with connection.transaction():\n"
        "        connection.execute('UPDATE one SET double = 1 WHERE id = 1')\n"
        "    connection.execute('SELECT 1 / %s', [0])\n"
    )
    lay(v1=ONE, p2=text)
    error = fail(database, tmp_path)
    assert (error.sqlstate, error.place and error.place.line) == ("22012", 8)
    assert query(database, "SELECT double FROM one WHERE id = 1") == [(1,)]
    assert read_status(Target(database), tmp_path).state is State.FAILED
    with pytest.raises(HistoryError):
        revert_migrations(Target(database))
    assert resolve_retry(Target(database), tmp_path, "2") == 1
    lay(p2=text.replace("[0]", "[1]"))
    assert apply(database, tmp_path) == ["2"]
    assert query(database, "SELECT status, statements_done FROM schemactl.migrations WHERE version = '2'") == [
        ("applied", 1)
    ]


def test_one_whose_run_died_is_called_again(tmp_path: Path, database: str, lay: Write) -> None:
    """What runs without a transaction must bear that; nobody is asked."""
    text = f"{ALONE}def up(connection):\n    connection.execute('CREATE TABLE IF NOT EXISTS two ()')\n"
    lay(v1=ONE, p2=text)
    apply(database, tmp_path)
    query(
        database,
        "UPDATE schemactl.migrations SET status = 'running', statements_done = 0, finished_at = NULL,"
        " statement_sha256 = '{}', backend_pid = 1, backend_start = now() WHERE version = '2'",
    )
    assert read_status(Target(database), tmp_path).state is State.IN_DOUBT
    assert apply(database, tmp_path) == ["2"]


def test_a_late_one_is_allowed_by_its_own_word(tmp_path: Path, database: str, lay: Write) -> None:
    """Directives stand in comments of Python."""
    lay(v1=ONE, v3="SELECT 1;")
    apply(database, tmp_path)
    lay(p2=DOUBLE)
    with pytest.raises(HistoryError):
        apply(database, tmp_path)
    lay(p2=f"# schemactl: allow-out-of-order\n{DOUBLE}")
    assert apply(database, tmp_path) == ["2"]
    lay(p4=f"# schemactl: alow\n{DOUBLE}")
    with pytest.raises(UsageError, match="not a directive: alow"):
        apply(database, tmp_path)


def test_from_a_zip_and_a_baseline(tmp_path: Path, database: str, lay: Write) -> None:
    """It needs no file on disk to run, and none of it runs to be marked as applied."""
    lay(v1=ONE, p2=DOUBLE)
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
        for path in tmp_path.glob("[12s]*"):
            archive.write(path, f"m/{path.name}")
    target = Target(database)
    assert len(apply_migrations(target, zipfile.Path(tmp_path / "app.zip", "m/")).applied) == 2
    query(database, "DROP SCHEMA schemactl CASCADE")
    assert baseline(target, tmp_path, "2") == ("1", "2")


def test_names_of_files(tmp_path: Path, lay: Write) -> None:
    """A way back in Python, two up files for one migration, a name that is none: refused; other modules are not."""
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "shared.py").write_text("")
    lay(p1=DOUBLE)
    (tmp_path / "1_x.up.sql").write_text("SELECT 1;")
    with pytest.raises(UsageError, match=r"1_x\.up\.py and 1_x\.up\.sql are one migration"):
        load_migrations(tmp_path)
    (tmp_path / "1_x.up.sql").rename(tmp_path / "1_x.down.py")
    with pytest.raises(UsageError, match=r"a way back is SQL: 1_x\.down\.py"):
        load_migrations(tmp_path)
    (tmp_path / "1_x.down.py").rename(tmp_path / "2_y.py")
    with pytest.raises(UsageError, match=r"not a migration's name: 2_y\.py"):
        load_migrations(tmp_path)


def test_a_replay_on_a_scratch_server_runs_it(tmp_path: Path, scratch: ScratchServer, lay: Write) -> None:
    """What it makes is in the state that diff and check start from; settings end with each file."""
    lay(
        v1="SET search_path = pg_catalog; CREATE TABLE public.one ();",
        p2="def up(connection):\n    connection.execute('CREATE TABLE made ()')\n",
        v3="ALTER TABLE made ADD id int;",
        p4=f"{ALONE}def up(connection):\n    connection.execute('CREATE INDEX CONCURRENTLY i ON made (id)')\n",
    )
    with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
        load_in_order(trusted(connection), read_source_statements(MigrationsSource(tmp_path)))
        assert connection.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'i'").fetchone()


def test_a_replay_that_fails_names_the_file(tmp_path: Path, scratch: ScratchServer, lay: Write) -> None:
    """As a SourceError with the line."""
    lay(v1=ONE, p2="import nowhere\n\n\ndef up(connection): ...\n")
    with (
        scratch.create() as name,
        psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection,
        pytest.raises(SourceError, match="No module named 'nowhere'") as caught,
    ):
        load_in_order(trusted(connection), read_source_statements(MigrationsSource(tmp_path)))
    assert str(caught.value.place).endswith("2_x.up.py:1")


def test_somebody_elses_is_not_run(scratch: ScratchServer) -> None:
    """Where SQL is confined, as lint confines it, Python cannot be: it is refused by name, and not called."""
    code = read_code("def up(connection):\n    connection.execute('CREATE TABLE made ()')\n", "1_x.up.py")
    with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
        with open_session(scratch, name) as session, pytest.raises(SourceError, match="not run unasked") as caught:
            load_in_order(session, [code])
        assert caught.value.place and caught.value.place.path == "1_x.up.py"
        assert connection.execute("SELECT to_regclass('made')").fetchone() == (None,)


def test_a_file_is_a_module_while_it_is_at_work(database: str) -> None:
    """Dataclasses and the like find their module; many may be at work at once, and none stays."""
    text = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\nimport sys\n\n\n"
        "@dataclass\nclass Row:\n    id: int\n\n\n"
        "def up(connection, /):\n    assert Row(1).id == 1 and sys.modules[__name__].Row is Row\n"
        "    connection.execute('SELECT pg_sleep(0.05)')\n"
    )
    before = set(sys.modules)

    def run(_: int) -> None:
        with psycopg.connect(database, autocommit=True) as connection:
            call(connection, read_code(text, "1_rows.up.py"))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run, range(8))) == [None] * 8
    assert not {name for name in set(sys.modules) - before if "1_rows" in name}


def test_statements_of_a_file() -> None:
    """Python is one statement, SQL as many as there are; nothing of either is run to know them."""
    (code,) = read_statements("raise SystemExit\ndef up(connection): ...\n", "1_x.up.py")
    assert isinstance(code, Code) and code.transaction
    assert not read_code(f"{ALONE}def up(c): ...", "1_x.up.py").transaction
    assert [one.sql for one in read_statements("SELECT 1; SELECT 2;", "1_x.up.sql")] == ["SELECT 1", "SELECT 2"]


def test_an_empty_one_is_written(project: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`new --python` writes a draft that runs; a dry run shows the file as it is."""
    monkeypatch.setenv("DATABASE_URL", database)
    command = [sys.executable, "-m", "schemactl"]
    subprocess.run([*command, "new", "fill", "--python"], cwd=project, check=True, capture_output=True)
    (path,) = (project / "migrations").glob("*.up.py")
    subprocess.run([*command, "sum"], cwd=project, check=True, capture_output=True)
    shown = subprocess.run([*command, "apply", "--dry-run"], cwd=project, check=True, capture_output=True, text=True)
    assert path.read_text() in shown.stdout
    applied = subprocess.run([*command, "apply"], cwd=project, check=True, capture_output=True, text=True)
    assert "_fill (1 statement" in applied.stdout
