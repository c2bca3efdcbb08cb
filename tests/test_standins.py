"""Stand-ins: scratch servers have what their installation lacks, and what a stand-in cannot carry is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString

import psycopg
import pytest

from schemactl.draft import build
from schemactl.errors import ServerError, UsageError
from schemactl.server import open_scratch
from schemactl.server.binaries import find_installation
from schemactl.server.standin import BUILT_IN, equip, read_standin
from schemactl.source import FileSource
from schemactl.standin.capture import capture

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

Connection = psycopg.Connection[Any]

FUNCTIONS: LiteralString = """
    SELECT p.oid::regprocedure::text, pg_get_function_result(p.oid), pg_get_function_arguments(p.oid), provolatile,
           proisstrict, proparallel, proretset
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 3"""
MEMBERS: LiteralString = """
    SELECT i.type, i.identity FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) i
    WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = %s)"""


@contextmanager
def fresh(server: ScratchServer, *extensions: str) -> Iterator[Connection]:
    """A connection to an empty database with these extensions."""
    with server.create() as name, psycopg.connect(server.plain_conninfo(name), autocommit=True) as connection:
        for extension in extensions:
            try:
                connection.execute(f'CREATE EXTENSION "{extension}" CASCADE'.encode())
            except psycopg.errors.FeatureNotSupported:
                pytest.skip(f"this Postgres has no {extension}")
        yield connection


def real_server(extension: str) -> int:
    """A major before 18 (which has a function more) whose installation has the extension itself."""
    for major in (17, 16, 15, 14):
        with suppress(ServerError), open_scratch(major=major) as server:
            if extension not in server.standins:
                return major
    pytest.skip(f"no Postgres here has {extension}")


@pytest.mark.parametrize("extension", ["pgcrypto", "uuid-ossp"])
def test_a_built_in_stand_in_has_the_signatures_of_the_real_one(extension: str) -> None:
    """The same functions, arguments, results and properties, seen on a server that has the extension itself."""
    (file,) = (path for path in BUILT_IN.glob(f"{extension}--*.sql") if path.stem.count("--") == 1)
    with open_scratch(major=real_server(extension)) as server:
        with fresh(server, extension) as real:
            wanted = real.execute(FUNCTIONS).fetchall()
        with fresh(server) as other:
            other.execute(file.read_bytes())
            assert other.execute(FUNCTIONS).fetchall() == wanted


def test_every_scratch_server_has_the_common_extensions(scratch: ScratchServer) -> None:
    """CREATE EXTENSION works, in any schema; the catalog shows an extension that can be moved and dropped."""
    with fresh(scratch) as connection:
        connection.execute("CREATE SCHEMA ext")
        connection.execute('CREATE EXTENSION "uuid-ossp" SCHEMA ext; CREATE EXTENSION IF NOT EXISTS pgcrypto')
        connection.execute("CREATE TABLE t (id uuid PRIMARY KEY DEFAULT ext.uuid_generate_v4(), p text)")
        connection.execute("INSERT INTO t (p) VALUES (crypt('secret', gen_salt('bf')))")
        assert connection.execute("SELECT crypt('secret', p) = p, length(p) FROM t").fetchone() == (True, 60)
        connection.execute('ALTER EXTENSION "uuid-ossp" SET SCHEMA public; DROP EXTENSION pgcrypto')


def test_what_can_be_true_is_true(scratch: ScratchServer) -> None:
    """Digests that the server knows, names in version 3, and what goes in and out again."""
    with fresh(scratch, "pgcrypto", "uuid-ossp") as connection:
        values = connection.execute("""
            SELECT digest('a', 'sha256') = sha256('a'), length(digest('a', 'sha1')),
                   uuid_generate_v3(uuid_ns_url(), 'x'), pgp_sym_decrypt(pgp_sym_encrypt('text', 'key'), 'key'),
                   dearmor(armor('abc')), length(gen_random_bytes(37)),
                   substr(uuid_generate_v5(uuid_nil(), 'x')::text, 15, 1)
        """).fetchone()
    assert values == (True, 20, uuid.uuid3(uuid.NAMESPACE_URL, "x"), "text", b"abc", 37, "5")


def test_the_installation_stays_as_it_is(major: int, tmp_path: Path) -> None:
    """Stand-ins lie in a folder of ours; a real extension is never shadowed."""
    tmp_path.chmod(0o711)
    installation = find_installation(major, os.environ, tmp_path)
    prefix = installation.folder.parent
    before = sorted(prefix.rglob("*.control"))
    equipment = equip(installation, tmp_path, None)
    assert sorted(prefix.rglob("*.control")) == before
    assert not {path.stem for path in before} & equipment.names
    assert bool(equipment.names) == bool(list(tmp_path.glob("standins-*")))
    assert equip(installation, tmp_path, None) == equipment


STANDIN = """\
-- A stand-in for the extension nowhere 2.5, on scratch servers only.
-- standin: relocatable
CREATE FUNCTION somewhere() RETURNS int LANGUAGE sql AS 'SELECT {}';
"""


def test_a_captured_stand_in_is_used_where_it_lies(major: int, tmp_path: Path) -> None:
    """The project's folder is looked into; with a changed stand-in, what was loaded is loaded anew."""
    (tmp_path / "schema.sql").write_text("CREATE EXTENSION nowhere; CREATE VIEW v AS SELECT somewhere();")
    source = FileSource((tmp_path / "schema.sql",), tmp_path)
    (tmp_path / "standins").mkdir()
    made = []
    for number in (1, 2):
        (tmp_path / "standins" / "nowhere--2.5.sql").write_text(STANDIN.format(number))
        with open_scratch(major=major, standins=tmp_path / "standins") as server:
            assert "nowhere" in server.standins
            database = build(server, source)
            assert database is not None
            with psycopg.connect(server.plain_conninfo(database)) as connection:
                made.append(connection.execute("SELECT * FROM v").fetchone())
                query = "SELECT comment FROM pg_available_extensions WHERE name = 'nowhere'"
                assert connection.execute(query).fetchone() == (None,)
    assert made == [(1,), (2,)]


@pytest.mark.parametrize("name", ["nowhere.sql", "--1.sql", "a--1--2.sql"])
def test_other_files_are_no_stand_ins(tmp_path: Path, name: str) -> None:
    """A file in the folder that is none is an error that says so."""
    (tmp_path / name).write_text("-- standin:\n")
    with pytest.raises(UsageError, match="no stand-in"):
        read_standin(tmp_path / name)
    (tmp_path / "a--1.sql").write_text("SELECT 1")
    with pytest.raises(UsageError, match="no stand-in"):
        read_standin(tmp_path / "a--1.sql")


CAPTURED = ["btree_gist", "citext", "cube", "earthdistance", "hstore", "intarray", "isn", "ltree", "pg_trgm"]
CAPTURED += ["postgres_fdw", "pg_stat_statements", "tablefunc", "unaccent"]


@pytest.mark.parametrize("extension", CAPTURED)
def test_a_capture_has_the_members_of_the_extension(scratch: ScratchServer, extension: str) -> None:
    """Types, functions, operators and their classes, casts, aggregates, views: made again from the captured text."""
    with fresh(scratch, extension) as real:
        captured = capture(real, extension)
        members = set(real.execute(MEMBERS, [extension]).fetchall())
        others = [name for (name,) in real.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")]
    others.remove(extension)
    with fresh(scratch, *others) as other:
        other.execute("SET check_function_bodies = off")
        before = objects(other)
        other.execute(captured.text.encode())
        assert members <= objects(other) - before
        assert {word.partition(" ")[0] for word in captured.missing} <= {"check", "subscripts"}


def objects(connection: Connection) -> set[Any]:
    """Whatever the database holds, by type and name."""
    catalogs = "proc type operator opclass opfamily cast class ts_dict ts_template foreign_data_wrapper".split()
    each = " UNION ALL ".join(
        f"SELECT 'pg_{name}'::regclass, oid FROM pg_{name} WHERE oid >= 16384" for name in catalogs
    )
    query = f"SELECT i.type, i.identity FROM ({each}) o (classid, oid), pg_identify_object(classid, o.oid, 0) i"
    return set(connection.execute(query.encode()).fetchall())


def test_a_captured_type_can_be_indexed_and_compared(scratch: ScratchServer) -> None:
    """Its values are texts, in tables with rows, with unique indexes, and with the length that was asked for."""
    with fresh(scratch, "citext") as real:
        captured = capture(real, "citext")
    with fresh(scratch) as other:
        other.execute("SET check_function_bodies = off")
        other.execute(captured.text.encode())
        other.execute("CREATE TABLE t (a citext UNIQUE, b citext DEFAULT 'x')")
        other.execute("INSERT INTO t (a) VALUES ('one'), ('two')")
        assert other.execute("SELECT a::text FROM t WHERE a = 'two'").fetchall() == [("two",)]
        with pytest.raises(psycopg.errors.UniqueViolation):
            other.execute("INSERT INTO t (a) VALUES ('one')")


def test_what_a_capture_cannot_carry_is_named(scratch: ScratchServer) -> None:
    """An access method is C: it and what stands on it are missing, by name, in the result and in the file."""
    with fresh(scratch, "bloom") as real:
        captured = capture(real, "bloom")
        with pytest.raises(UsageError, match="no extension nowhere"):
            capture(real, "nowhere")
    assert "access method bloom" in captured.missing
    assert "-- missing: access method bloom" in captured.text


def test_the_commands(project: Path, scratch: ScratchServer) -> None:
    """`standin` writes into the project and replaces an earlier version; `diff` uses it and says so once."""
    (project / "standins").mkdir()
    (project / "standins" / "uuid-ossp--0.1.sql").write_text("-- standin:\n")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "schemactl", *arguments]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    with scratch.create() as name:
        url = scratch.plain_conninfo(name)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute('CREATE EXTENSION "uuid-ossp"')
        written = run("standin", "uuid-ossp", "--url", url)
        assert (written.returncode, written.stderr) == (0, "")
        assert run("standin", "nowhere", "--url", url).returncode == 2
    assert [path.name for path in (project / "standins").iterdir()] == [Path(written.stdout.strip()).name]
    (project / "standins" / "nowhere--1.0.sql").write_text(STANDIN.format(1))
    (project / "schema" / "schema.sql").write_text("CREATE EXTENSION nowhere; CREATE VIEW v AS SELECT somewhere();")
    drafted = run("diff", "first")
    assert drafted.returncode == 0, drafted.stderr
    assert drafted.stderr.count("stand-ins for nowhere") == 1


def test_several_at_once(project: Path, scratch: ScratchServer) -> None:
    """`--all` captures what the database has and scratch servers lack, again if need be; so do names."""
    (project / "standins").mkdir()
    for name in ("nowhere", "elsewhere"):
        text = f"-- standin: relocatable\nCREATE FUNCTION {name}() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
        (project / "standins" / f"{name}--1.0.sql").write_text(text)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "schemactl", "standin", *arguments]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    major = scratch.version // 10000
    with open_scratch(major=major, standins=project / "standins") as server, fresh(server, "pgcrypto") as live:
        url = server.plain_conninfo(live.info.dbname)
        live.execute("CREATE EXTENSION nowhere; CREATE EXTENSION elsewhere")
        for arguments in (["--all"], ["nowhere", "elsewhere"]):
            for path in (project / "standins").iterdir():
                path.unlink()
            done = run(*arguments, "--url", url, "--format", "json")
            assert done.returncode == 0, done.stdout
            names = [one["extension"] for one in json.loads(done.stdout)["standins"]]
            assert sorted(names) == ["elsewhere", "nowhere"]
            assert sorted(path.stem for path in (project / "standins").iterdir()) == ["elsewhere--1.0", "nowhere--1.0"]
        assert run("--url", url).returncode == run("nowhere", "--all", "--url", url).returncode == 2


def test_migrations_may_call_what_an_extension_has_in_a_schema_of_its_own(
    project: Path, scratch: ScratchServer
) -> None:
    """Jobs of pg_cron are no schema: a migration makes one there and back, and `check` is content."""
    if "pg_cron" not in scratch.standins:
        pytest.skip("this Postgres has pg_cron itself, which wants to be preloaded")
    (project / "schema" / "schema.sql").write_text("CREATE EXTENSION pg_cron; CREATE TABLE t (id int);")
    up = "CREATE EXTENSION pg_cron; SELECT cron.schedule('nightly', '0 0 * * *', 'VACUUM'); CREATE TABLE t (id int);"
    down = "DROP TABLE t; SELECT cron.unschedule('nightly'); DROP EXTENSION pg_cron;"
    (project / "migrations" / "1_a.up.sql").write_text(up)
    (project / "migrations" / "1_a.down.sql").write_text(down)
    for command in ("sum", "check"):
        arguments = [sys.executable, "-m", "schemactl", command]
        done = subprocess.run(arguments, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
