"""SQL of people one does not know: what a migration needs works on the scratch server, and nothing gets out of it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from schemactl.config import LintConfig
from schemactl.draft import Scope, draft
from schemactl.errors import ServerError, SourceError
from schemactl.lint.live import Live, open_live
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN
from schemactl.lint.script import Mode, read_script
from schemactl.lint.trace.model import StepTrace
from schemactl.pgsql import split_statements
from schemactl.sandbox import REFUSED, is_raised, limit_memory, open_sandbox, open_session, room
from schemactl.server import open_scratch
from schemactl.source import EmptySource, load_in_order, parse_source

ROLE = "postgres"
"""The guest of a scratch server of ours: files name it as theirs."""

if TYPE_CHECKING:
    from schemactl.server import ScratchServer


@pytest.fixture
def live(scratch: ScratchServer) -> Iterator[Live]:
    """A database as lint uses it, empty."""
    with open_live(scratch, ()) as found:
        yield found


def run(live: Live, sql: str, mode: Mode = Mode.EACH) -> Mapping[int, StepTrace]:
    """What lint's own run of a file saw."""
    script = read_script("1.sql", sql, mode)
    assert not script.fault
    return live.run(script)


EVIL = "CREATE FUNCTION evil() RETURNS event_trigger LANGUAGE plpgsql SECURITY INVOKER AS $$ BEGIN %s; END $$;\n"
OUT = "COPY (SELECT 1) TO PROGRAM ''touch {marker}''"

WAYS = {
    "a program": "COPY (SELECT 1) TO PROGRAM 'touch {marker}'",
    "a program, in a block": f"DO $$ BEGIN EXECUTE '{OUT}'; END $$",
    "a program to read from": "CREATE TABLE a (b text); COPY a FROM PROGRAM 'touch {marker}; id'",
    "a file to write": "COPY (SELECT 1) TO '{marker}'",
    "a file to read": "CREATE TABLE a (b text); COPY a FROM '/etc/passwd'",
    "pg_read_file": "SELECT pg_read_file('/etc/passwd')",
    "pg_ls_dir": "SELECT pg_ls_dir('/')",
    "large objects": "SELECT lo_import('/etc/passwd'); SELECT lo_export(1, '{marker}')",
    "alter system": "ALTER SYSTEM SET archive_command = 'touch {marker}'",
    "alter system, in a block": "DO $$ BEGIN EXECUTE 'ALTER SYSTEM SET log_directory = ''/tmp'''; END $$",
    "an untrusted language": "CREATE EXTENSION plpython3u; CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'x'",
    "a function of C": "CREATE FUNCTION f(cstring) RETURNS int LANGUAGE c AS '/lib/libc.so.6', 'system'",
    "an internal function": "CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all'",
    "a library": "LOAD '/tmp/evil.so'",
    "a preloaded library": f"ALTER ROLE {ROLE} SET session_preload_libraries = '/tmp/evil.so'",
    "superuser": f"ALTER ROLE {ROLE} SUPERUSER",
    "another role": "SET ROLE schemactl_admin",
    "another session": "SET SESSION AUTHORIZATION schemactl_admin",
    "a role that may": f"GRANT pg_execute_server_program TO {ROLE}",
    "a role of one's own": "DO $$ BEGIN EXECUTE 'CREATE ROLE evil SUPERUSER'; END $$",
    "a database": "DO $$ BEGIN EXECUTE 'CREATE DATABASE evil'; END $$",
    "another database": "CREATE EXTENSION dblink;"
    "SELECT dblink_connect('host={socket} dbname=postgres user=schemactl_admin')",
    "another database, trusted": "CREATE EXTENSION dblink;"
    "SELECT dblink_connect_u('host={socket} dbname=postgres user=schemactl_admin')",
    "another database, given": f"CREATE EXTENSION dblink; GRANT EXECUTE ON FUNCTION dblink_connect_u(text) TO {ROLE};"
    "SELECT dblink_connect_u('host={socket} dbname=postgres user=schemactl_admin')",
    "a foreign server": "CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS"
    f" (host '{{socket}}', dbname 'postgres'); CREATE USER MAPPING FOR {ROLE} SERVER s OPTIONS (user 'schemactl_admin',"
    " password_required 'false')",
    "a foreign file": "CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;"
    "CREATE FOREIGN TABLE a (b text) SERVER s OPTIONS (filename '/etc/passwd')",
    "a foreign program": "CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;"
    "CREATE FOREIGN TABLE a (b text) SERVER s OPTIONS (program 'touch {marker}')",
    "a subscription": "CREATE SUBSCRIPTION s CONNECTION 'host={socket}' PUBLICATION p WITH (connect = false)",
    "an owner of one's functions": "CREATE FUNCTION f() RETURNS text LANGUAGE sql SECURITY DEFINER AS"
    " 'SELECT pg_read_file(''/etc/passwd'')'; ALTER FUNCTION f() OWNER TO schemactl_admin; SELECT f()",
    "an owner of system functions, in two steps": "CREATE ROLE app9; ALTER FUNCTION pg_read_file(text) OWNER TO app9;"
    "SET ROLE app9; SELECT pg_read_file('pg_hba.conf')",
    "a cast that our own queries meet": "CREATE FUNCTION f(aclitem) RETURNS text LANGUAGE plpgsql AS"
    " $$ BEGIN COPY (SELECT 1) TO PROGRAM 'touch {marker}'; RETURN ''; END $$;"
    "CREATE CAST (aclitem AS text) WITH FUNCTION f(aclitem) AS IMPLICIT",
    "a validator of a wrapper": "CREATE FUNCTION v(text[], oid) RETURNS void LANGUAGE plpgsql AS"
    " $$ BEGIN COPY (SELECT 1) TO PROGRAM 'touch {marker}'; END $$;"
    "CREATE FOREIGN DATA WRAPPER w VALIDATOR v OPTIONS (a 'b')",
    "a validator of a wrapper, later": "CREATE FUNCTION v(text[], oid) RETURNS void LANGUAGE plpgsql AS"
    " $$ BEGIN COPY (SELECT 1) TO PROGRAM 'touch {marker}'; END $$;"
    "CREATE FOREIGN DATA WRAPPER w; ALTER FOREIGN DATA WRAPPER w VALIDATOR v OPTIONS (ADD a 'b')",
    "the raising function, from an event trigger": EVIL
    % "EXECUTE (SELECT format('SELECT %I.run(''guess'', ''ALTER ROLE app8 SUPERUSER'')', nspname)"
    " FROM pg_namespace WHERE nspname ~ '^schemactl_')"
    + "CREATE EVENT TRIGGER e ON ddl_command_start WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION evil();"
    "CREATE ROLE app8; CREATE TABLE a (); ALTER TABLE a OWNER TO app8",
    "an operator class in pg_catalog": "CREATE OPERATOR FAMILY f USING btree;"
    "ALTER OPERATOR FAMILY f USING btree SET SCHEMA pg_catalog",
    "the database": "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = 64', current_database()); END $$",
    "an event trigger at login": EVIL % "NULL" + "CREATE EVENT TRIGGER e ON login EXECUTE FUNCTION evil()",
    "system catalogs": f"UPDATE pg_authid SET rolsuper = true WHERE rolname = '{ROLE}'",
    "an owner of system functions": "ALTER FUNCTION pg_read_file(text) OWNER TO CURRENT_USER;"
    "SELECT pg_read_file('/etc/passwd')",
    "other sessions": "SELECT 1 / count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE usename = 'schemactl_admin'",
    "the configuration": "SELECT pg_reload_conf()",
    "tablespaces": "DO $$ BEGIN EXECUTE 'CREATE TABLESPACE t LOCATION ''/tmp'''; END $$",
}


@pytest.mark.parametrize("way", WAYS)
def test_ways_out(live: Live, tmp_path: Path, way: str) -> None:
    """Each is refused by the server, with nothing done: no file, no superuser, no database, no setting."""
    marker = tmp_path / "out"
    tmp_path.chmod(0o777)
    socket = psycopg.conninfo.conninfo_to_dict(live.sandbox.admin).get("host")
    sql = WAYS[way].replace("{marker}", str(marker)).replace("{socket}", str(socket))
    with psycopg.connect(live.sandbox.conninfo, autocommit=True) as connection:
        if "login" in sql and connection.info.server_version < 170000:
            pytest.skip("no such event here")
    script = read_script("1.sql", sql, Mode.EACH)
    traces = live.run(script)
    failed = [one for one in traces.values() if one.error]
    passed_over = [
        step for step in script.steps if step.index not in traces or live.sandbox.is_needless(script.sql(step))
    ]
    assert failed or passed_over
    assert not marker.exists()
    with psycopg.connect(live.sandbox.admin, autocommit=True) as admin:
        supers = admin.execute("SELECT rolname FROM pg_roles WHERE rolsuper AND oid >= 16384").fetchall()
        assert supers == []
        assert admin.execute("SELECT 1 FROM pg_database WHERE datname = 'evil'").fetchall() == []
        assert admin.execute("SELECT 1 FROM pg_file_settings WHERE sourcefile LIKE '%auto.conf'").fetchall() == []
        query = "SELECT rolname FROM pg_roles WHERE (rolsuper OR rolname ^@ 'pg_') AND pg_has_role(%s, oid, 'MEMBER')"
        assert admin.execute(query.encode(), [ROLE]).fetchall() == []


def test_event_triggers_do_not_see_raised_statements(scratch: ScratchServer, live: Live) -> None:
    """One of the file's runs for the file's own statements only: never as a superuser, also not in a later session."""
    made = "INSERT INTO who SELECT current_user, tg_tag"
    sql = "CREATE TABLE who (name text, tag text);\n" + EVIL % made
    sql += "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION evil();\nCREATE TABLE a ();\n"
    sql += "CREATE EXTENSION pageinspect;\nCREATE TABLE b ();"
    failed = [one.error for one in run(live, sql).values() if one.error]
    if any("is not available" in error for error in failed):
        pytest.skip(failed[0])
    assert not failed
    with psycopg.connect(live.sandbox.admin, autocommit=True) as admin:
        open_sandbox(scratch, admin.info.dbname)
        admin.execute("CREATE TABLE public.of_admin ()")
        rows = admin.execute("SELECT DISTINCT name FROM public.who").fetchall()
        assert rows == [(ROLE,)]
        assert not admin.execute("SELECT 1 FROM public.who WHERE tag = 'CREATE EXTENSION'").fetchall()


def test_operators_of_the_file_are_met_by_nobody_else(scratch: ScratchServer) -> None:
    """One that fits better than Postgres's own is not called by schemactl's sessions, which are a superuser's."""
    sql = """
        CREATE TABLE who (name text);
        CREATE FUNCTION evil(oid, int2) RETURNS boolean LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO public.who VALUES (current_user); RETURN true; END $$;
        CREATE OPERATOR >= (LEFTARG = oid, RIGHTARG = int2, FUNCTION = evil);
        CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = int2, FUNCTION = evil);
    """
    with open_live(scratch, [read_script("1.sql", sql, Mode.FILE)]) as live:
        live.schema()
        run(live, "CREATE TABLE a ();")
        with psycopg.connect(live.sandbox.admin) as admin:
            assert admin.execute("SELECT * FROM public.who").fetchall() == []


NEEDED = {
    "an extension": "CREATE EXTENSION hstore; CREATE TABLE a (b hstore); COMMENT ON EXTENSION hstore IS 'x'",
    "one for superusers": "CREATE EXTENSION pageinspect; DROP EXTENSION pageinspect",
    "one that must be in a schema": "CREATE SCHEMA s; CREATE EXTENSION citext SCHEMA s; CREATE TABLE a (b s.citext)",
    "an event trigger": EVIL % "NULL" + "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION evil();"
    "ALTER EVENT TRIGGER e DISABLE; DROP EVENT TRIGGER e",
    "an operator class": "CREATE OPERATOR CLASS c FOR TYPE int4 USING btree AS OPERATOR 1 <, OPERATOR 2 <=,"
    " OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4)",
    "a publication of all": "CREATE PUBLICATION p FOR ALL TABLES; DROP PUBLICATION p",
    "a cast": "CREATE TYPE t AS (a int); CREATE CAST (t AS text) WITH INOUT",
    "a wrapper": "CREATE FOREIGN DATA WRAPPER w VALIDATOR pg_catalog.postgresql_fdw_validator;"
    "CREATE SERVER s FOREIGN DATA WRAPPER w; DROP FOREIGN DATA WRAPPER w CASCADE",
    "rights on a wrapper": "CREATE FOREIGN DATA WRAPPER w; CREATE ROLE app7;"
    "GRANT USAGE ON FOREIGN DATA WRAPPER w TO PUBLIC;"
    "GRANT USAGE ON FOREIGN DATA WRAPPER w TO app7; DO $$ BEGIN ASSERT EXISTS (SELECT FROM pg_foreign_data_wrapper"
    " WHERE fdwname = 'w' AND fdwacl::text LIKE '%app7=U%'); END $$",
    "an owner without rights in the schema": "CREATE SCHEMA s; CREATE TABLE s.a (); CREATE ROLE app6;"
    "ALTER TABLE s.a OWNER TO app6; ALTER TABLE s.a ADD COLUMN b int",
    "a role's table": "CREATE ROLE app; CREATE TABLE a (); ALTER TABLE a OWNER TO app; GRANT SELECT ON a TO app",
    "an owner that pg_dump names": "CREATE TABLE a (); ALTER TABLE a OWNER TO schemactl_admin;"
    "ALTER TABLE a OWNER TO postgres; ALTER TABLE a ADD COLUMN b int",
    "a schema of a role": "CREATE ROLE app2; CREATE SCHEMA AUTHORIZATION app2",
    "row level security": "CREATE TABLE a (b int); ALTER TABLE a ENABLE ROW LEVEL SECURITY;"
    "CREATE POLICY p ON a TO app3 USING (true)",
    "default privileges": "ALTER DEFAULT PRIVILEGES FOR ROLE app4 GRANT SELECT ON TABLES TO app5",
    "a concurrent index": "CREATE TABLE a (b int); CREATE INDEX CONCURRENTLY i ON a (b); VACUUM a",
    "settings": "SET lock_timeout = '1s'; SET LOCAL statement_timeout = 0; SET search_path = public",
    "the public schema": "DROP SCHEMA public; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO PUBLIC",
}


@pytest.mark.parametrize("what", NEEDED)
@pytest.mark.parametrize("earlier", [False, True], ids=["traced", "before"])
def test_what_migrations_need(scratch: ScratchServer, what: str, earlier: bool) -> None:
    """Runs, in the file that is linted and in those before it."""
    script = read_script("1.sql", NEEDED[what], Mode.AUTO)
    try:
        with open_live(scratch, [script] if earlier else []) as live:
            failed = [one.error for one in (live.run(script) if not earlier else {}).values() if one.error]
    except SourceError as error:
        failed = [error.message]
    if any("is not available" in error for error in failed):
        pytest.skip(failed[0])
    assert not failed


def test_a_role_that_is_there_already(scratch: ScratchServer) -> None:
    """Is the guest's to act as, like one that is made for the file, unless it may do more than that."""
    with psycopg.connect(scratch.conninfo("postgres"), autocommit=True) as admin:
        admin.execute("CREATE ROLE there_before; CREATE ROLE mighty CREATEROLE")
        sql = "CREATE TABLE a (); ALTER TABLE a OWNER TO %s;"
        sql += "ALTER DEFAULT PRIVILEGES FOR ROLE %s GRANT SELECT ON TABLES TO PUBLIC"
        try:
            with scratch.create() as name, open_session(scratch, name) as session:
                load_in_order(session, split_statements(sql.replace("%s", "there_before")))
            with scratch.create() as name, open_session(scratch, name) as session:
                with pytest.raises(SourceError) as caught:
                    load_in_order(session, split_statements(sql.replace("%s", "mighty")))
                assert caught.value.sqlstate == REFUSED
        finally:
            admin.execute("DROP ROLE there_before, mighty")


def test_what_is_refused_is_no_failure(scratch: ScratchServer) -> None:
    """Lint says that the sandbox refuses it, and goes on with the text."""
    rules = active_rules(RULES, LintConfig(), {})
    sql = "COPY (SELECT 1) TO '/tmp/x';\nDROP TABLE old;"
    report = lint(Job((File("1.sql", sql),), PLAIN, rules, lambda: nullcontext(scratch)))
    assert not [one for one in report.findings if one.rule == "migration-fails"]
    assert [one for one in report.findings if one.rule == "table-dropped"]
    assert "permission denied" in report.notes[0] or "must be superuser" in report.notes[0]  # the latter before 16
    assert REFUSED == "42501"


def test_a_scratch_server_of_somebody_else(scratch: ScratchServer) -> None:
    """With a role that may make databases and nothing more, files are run all the same, as that role."""
    with suppress(psycopg.errors.DuplicateObject), psycopg.connect(scratch.plain_conninfo("postgres")) as admin:
        admin.execute("CREATE ROLE ci LOGIN CREATEDB PASSWORD 'ci'")
    url = psycopg.conninfo.make_conninfo(scratch.plain_conninfo("postgres"), user="ci", password="ci")
    rules = active_rules(RULES, LintConfig(), {})
    files = (
        File("1.sql", "CREATE TABLE a (b int);", is_wanted=False),
        File("2.sql", "ALTER TABLE a ALTER b TYPE text;"),
    )
    report = lint(Job(files, PLAIN, rules, lambda: open_scratch(url, is_trusted=True)))
    assert report.notes == ()
    assert "trace" in {one.evidence for one in report.findings}
    assert "type-change-rewrites" in {one.rule for one in report.findings}


def test_a_role_that_may_make_none_plans_rights_of_one_that_is_there(scratch: ScratchServer, tmp_path: Path) -> None:
    """Nobody is asked to make a role that the server has."""
    with suppress(psycopg.errors.DuplicateObject), psycopg.connect(scratch.plain_conninfo("postgres")) as admin:
        admin.execute("CREATE ROLE planner LOGIN CREATEDB PASSWORD 'planner'; CREATE ROLE reader_of_all")
    (tmp_path / "schema.sql").write_text("CREATE TABLE a (); GRANT SELECT ON a TO reader_of_all;")
    url = psycopg.conninfo.make_conninfo(scratch.plain_conninfo("postgres"), user="planner", password="planner")
    with open_scratch(url, is_trusted=True) as server:
        result = draft(server, EmptySource(), parse_source("schema.sql", tmp_path), Scope(owners=False))
    assert "GRANT SELECT ON TABLE public.a TO reader_of_all" in [one.sql for one in result.up.statements]


def limited(live: Live, monkeypatch: pytest.MonkeyPatch, **limits: Any) -> Live:
    for name, value in limits.items():
        monkeypatch.setattr(room, name, value)
    return live


def test_time_is_bounded(live: Live) -> None:
    """Also for a file that takes the limit away."""
    sandbox = live.sandbox
    began = time.monotonic()
    with psycopg.connect(sandbox.conninfo, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0")
        with sandbox.watched(connection, seconds=0.5), pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT pg_sleep(60)")
    assert time.monotonic() - began < 20


def test_only_work_is_counted(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time between statements is schemactl's own: a plan of a large schema may take long to think of."""
    monkeypatch.setattr(room, "FIRST_LOOK_SECONDS", 0.1)
    with psycopg.connect(live.sandbox.conninfo, autocommit=True) as connection:
        with live.sandbox.watched(connection, seconds=0.5):
            connection.execute("BEGIN")
            time.sleep(1.5)
            connection.execute("COMMIT")
        script = b";".join([b"SELECT pg_sleep(0.3)"] * 100)
        with live.sandbox.watched(connection, seconds=0.5), pytest.raises(psycopg.OperationalError):
            connection.execute(script)


def test_disk_is_bounded(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that grows for ever is ended, and lint says so."""
    limited(live, monkeypatch, MOST_BYTES=64 << 20)
    rows = "INSERT INTO a SELECT repeat(md5(n::text), 50) FROM generate_series(1, 10000) n"
    traces = run(live, f"CREATE TABLE a (b text); DO $$ BEGIN LOOP {rows}; END LOOP; END $$;")
    assert "ended" in traces[1].error


def test_what_ends_a_load_is_said(scratch: ScratchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that the connection was lost."""
    monkeypatch.setattr(room, "MOST_BYTES", 64 << 20)
    rows = "INSERT INTO a SELECT repeat(md5(n::text), 50) FROM generate_series(1, 10000) n"
    text = f"CREATE TABLE a (b text); DO $$ BEGIN LOOP {rows}; END LOOP; END $$;"
    with (
        scratch.create() as name,
        pytest.raises(ServerError, match="its database has more than 64 MB"),
        open_session(scratch, name) as session,
    ):
        load_in_order(session, split_statements(text))


def test_temporary_files_are_bounded(live: Live) -> None:
    """By a setting that the file cannot change."""
    with psycopg.connect(live.sandbox.conninfo, autocommit=True) as connection:
        assert connection.execute("SHOW temp_file_limit").fetchone() == ("1GB",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SET temp_file_limit = -1")


def test_memory_is_bounded(live: Live) -> None:
    """A server process that wants too much is told that there is none; the server goes on."""
    with psycopg.connect(live.sandbox.conninfo, autocommit=True) as connection:
        if not limit_memory(connection.info.backend_pid, 700 << 20):
            pytest.skip("this machine limits no other process")
        with pytest.raises(psycopg.errors.OutOfMemory):
            connection.execute("SELECT length(repeat('x', 1000000000) || repeat('y', 10000000))")
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize(
    ("sql", "raised"),
    [
        ("CREATE EXTENSION x", True),
        ("DROP EXTENSION x", True),
        ("DROP TABLE x", False),
        ("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x'", False),
        ("ALTER OPERATOR FAMILY f USING btree SET SCHEMA pg_catalog", False),
        ("CREATE CAST (aclitem AS text) WITH FUNCTION f(aclitem)", False),
        ("CREATE FOREIGN DATA WRAPPER w VALIDATOR v", False),
        ("CREATE FOREIGN DATA WRAPPER w HANDLER h NO VALIDATOR", True),
        ("ALTER EVENT TRIGGER schemactl_lint DISABLE", False),
        ("DROP EVENT TRIGGER schemactl_lint", False),
        ("ALTER FUNCTION f() OWNER TO app", True),
        ("ALTER TABLE t OWNER TO app, ADD COLUMN a int DEFAULT f()", False),
        ("ALTER ROLE x SUPERUSER", False),
        ("GRANT pg_read_server_files TO x", False),
        ("SET ROLE postgres", False),
    ],
)
def test_which_statements_are_raised(sql: str, raised: bool) -> None:
    """Known by the grammar: kinds that run no code of the file, and give nobody more than he has."""
    assert is_raised(sql) is raised
