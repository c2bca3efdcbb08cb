"""Dumps: any source as one schema file that loads, gives the same catalog, and dumps as the same bytes again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from schemactl.catalog.read import read_catalog
from schemactl.draft import Scope
from schemactl.dump import Dump, dump
from schemactl.errors import UnsupportedError
from schemactl.migrations.writing import write_output
from schemactl.plan.make import find_deltas
from schemactl.source import FileSource, UrlSource

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

SCOPE = Scope(owners=False)
Written = Callable[[str], FileSource]

# Types, functions and tables that need one another, in an order of which nothing can be kept.
SCHEMA = """
CREATE EXTENSION pgcrypto;
CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'the ''application''';
CREATE TYPE app.state AS ENUM ('new', 'it''s done');
CREATE TYPE app.pair AS (a int, b text);
CREATE DOMAIN app.email AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%') NOT NULL DEFAULT 'a@b';
CREATE TYPE app.span AS RANGE (SUBTYPE = timestamptz);
CREATE COLLATION app.plain FROM "C";
CREATE SEQUENCE app.numbers AS smallint INCREMENT -2 MAXVALUE 100 MINVALUE -100 START 50 CACHE 5 CYCLE;
CREATE TABLE app.users (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) PRIMARY KEY,
    number int DEFAULT nextval('app.numbers'),
    serial serial,
    mail app.email COLLATE app.plain,
    state app.state DEFAULT 'it''s done',
    status varchar(9) CHECK (status IN ('a', 'b')),
    twice int GENERATED ALWAYS AS (2 * 3) STORED,
    best_friend bigint,
    UNIQUE (mail) DEFERRABLE INITIALLY DEFERRED,
    EXCLUDE USING gist (int8range(0, 1) WITH &&)
) WITH (fillfactor = 70);
CREATE TABLE app.groups (id int PRIMARY KEY, owner bigint REFERENCES app.users ON DELETE SET NULL, size int);
ALTER TABLE app.users ADD COLUMN main_group int REFERENCES app.groups DEFERRABLE;
ALTER TABLE app.users ADD FOREIGN KEY (best_friend) REFERENCES app.users NOT VALID;
ALTER TABLE app.users ALTER COLUMN mail SET STORAGE EXTERNAL, ALTER COLUMN status SET STATISTICS 50;
CREATE UNIQUE INDEX ON app.users (lower(mail) DESC NULLS LAST) INCLUDE (state) WHERE state = 'new';
CREATE STATISTICS app.together ON state, status FROM app.users;
COMMENT ON COLUMN app.users.mail IS E'with \\\\ and \\n a line';
COMMENT ON CONSTRAINT users_mail_key ON app.users IS 'one each';
CREATE TABLE app.log (at timestamptz NOT NULL, what text) PARTITION BY RANGE (at);
CREATE INDEX ON app.log (what);
CREATE TABLE app.log_2020 PARTITION OF app.log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE app.log_rest PARTITION OF app.log DEFAULT;
CREATE TABLE app.child (more int) INHERITS (app.groups);
CREATE VIEW app.news WITH (security_barrier) AS SELECT id, mail FROM app.users WHERE state = 'new' WITH CHECK OPTION;
CREATE VIEW app.newest AS SELECT * FROM app.news;
CREATE MATERIALIZED VIEW app.counts AS SELECT state, count(*) AS n FROM app.users GROUP BY 1 WITH NO DATA;
CREATE UNIQUE INDEX ON app.counts (state);
CREATE FUNCTION app.first_user(OUT found app.users) LANGUAGE sql STABLE AS 'SELECT * FROM app.users LIMIT 1';
CREATE FUNCTION app.add(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
    SELECT a + b;
END;
CREATE PROCEDURE app.clear() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM app.log; END $$;
CREATE AGGREGATE app.total(int) (SFUNC = app.add, STYPE = int, INITCOND = '0');
CREATE OPERATOR app.<+> (FUNCTION = app.add, LEFTARG = int, RIGHTARG = int);
CREATE CAST (app.pair AS text) WITH INOUT AS ASSIGNMENT;
CREATE FUNCTION app.changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER changed BEFORE UPDATE OF mail ON app.users FOR EACH ROW WHEN (OLD.mail <> NEW.mail)
    EXECUTE FUNCTION app.changed();
ALTER TABLE app.users DISABLE TRIGGER changed;
CREATE RULE quiet AS ON DELETE TO app.groups DO INSTEAD NOTHING;
ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app.users FOR SELECT USING (id > app.add(1));
CREATE TEXT SEARCH CONFIGURATION app.words (COPY = simple);
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER far OPTIONS (host 'x');
CREATE FOREIGN TABLE app.remote (id int OPTIONS (name 'ID')) SERVER elsewhere;
CREATE PUBLICATION changes FOR TABLE app.users (id, mail), app.groups;
GRANT USAGE ON SCHEMA app TO PUBLIC;
GRANT SELECT (id), UPDATE (mail) ON app.users TO PUBLIC;
REVOKE EXECUTE ON FUNCTION app.add FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
"""


@pytest.fixture
def written(tmp_path: Path, major: int) -> Written:
    """A schema file with this text, less what the major does not know."""

    def write(text: str) -> FileSource:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sql"
        path.write_text(text.replace(" (id, mail), app.groups", ", app.groups") if major < 15 else text)
        return FileSource((path,), tmp_path)

    return write


@contextmanager
def made_by(server: ScratchServer, sql: str) -> Iterator[psycopg.Connection[Any]]:
    """A new database after this SQL, as one message, in its order."""
    with server.create() as name, psycopg.connect(server.plain_conninfo(name), autocommit=True) as connection:
        connection.execute(sql.encode())
        yield connection


def test_a_dump_is_a_fixed_point(scratch: ScratchServer, written: Written) -> None:
    """What a dump loads as has the same catalog, and is dumped as the same bytes."""
    first = dump(scratch, written(SCHEMA), SCOPE)
    second = dump(scratch, written(first.text), SCOPE)
    assert not find_deltas(first.catalog, second.catalog)
    assert first.text == second.text


def test_a_dump_loads_in_its_own_order(scratch: ScratchServer, written: Written) -> None:
    """Sent to a server as it is, without any loader, it makes the same catalog."""
    made = dump(scratch, written(SCHEMA), SCOPE)
    with made_by(scratch, made.text) as connection:
        assert not find_deltas(read_catalog(connection), made.catalog, SCOPE.ignore)


def test_a_live_database_and_its_file_give_the_same_dump(scratch: ScratchServer, written: Written) -> None:
    """The source does not show: the database that a file makes is dumped like the file, and is only read."""
    made = dump(scratch, written(SCHEMA), SCOPE)
    with made_by(scratch, made.text) as connection:
        live = dump(scratch, UrlSource(scratch.plain_conninfo(connection.info.dbname)), SCOPE)
    assert live.text == made.text


def test_what_is_a_tables_follows_it(scratch: ScratchServer, written: Written) -> None:
    """Indexes, comments, triggers and policies stand behind their table, before the next one; keys stand inside."""
    text = """
        CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
        CREATE INDEX ON a (id); COMMENT ON COLUMN a.id IS 'x'; CREATE POLICY p ON a; CREATE INDEX ON b (a);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'; COMMENT ON TABLE b IS 'y';
        CREATE TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION f();
    """
    lines = dump(scratch, written(text), SCOPE).text.splitlines()
    starts = [line.partition(" ON ")[0].partition(" (")[0] for line in lines if line and line[0] not in " )A$"]
    assert starts[2:] == [
        "CREATE TABLE public.a",
        "COMMENT",
        "CREATE INDEX a_id_idx",
        "CREATE TRIGGER t AFTER INSERT",
        "CREATE POLICY p",
        "CREATE TABLE public.b",
        "COMMENT",
        "CREATE INDEX b_a_idx",
    ]


def test_owners_and_privileges_as_wanted(scratch: ScratchServer, written: Written) -> None:
    """Owners stand in it only if they are compared, and so do privileges."""
    text = "CREATE TABLE t (a int); ALTER TABLE t OWNER TO schemactl_test_owner; GRANT SELECT ON t TO PUBLIC"
    source = written(text)
    texts = [dump(scratch, source, Scope(owners=o, privileges=p)).text for o in (True, False) for p in (True, False)]
    assert [("OWNER" in each, "GRANT" in each) for each in texts] == [
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    ]


def test_nothing_is_left_out_without_a_word(
    scratch: ScratchServer, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is refused by name, rather than dumped without."""
    monkeypatch.setattr(scratch, "is_trusted", True)  # base types are for superusers
    text = "CREATE TYPE odd; CREATE FUNCTION i(cstring) RETURNS odd LANGUAGE internal IMMUTABLE STRICT AS 'textin';"
    text += "CREATE FUNCTION o(odd) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';"
    text += "CREATE TYPE odd (INPUT = i, OUTPUT = o);"
    with pytest.raises(UnsupportedError, match="odd"):
        dump(scratch, written(text), SCOPE)


def test_an_empty_database(scratch: ScratchServer, written: Written) -> None:
    """Has an empty dump."""
    assert dump(scratch, written(""), SCOPE).text == ""


def test_without_proof(scratch: ScratchServer, written: Written) -> None:
    """The plan is written as it is; for simple schemas that is the same."""
    source = written("CREATE TABLE a (id int PRIMARY KEY); CREATE VIEW v AS SELECT id FROM a")
    dumps: list[Dump] = [dump(scratch, source, SCOPE, is_proven=is_proven) for is_proven in (True, False)]
    assert dumps[0].text == dumps[1].text != ""


def test_the_command(project: Path, database: str) -> None:
    """A database, files or migrations; to stdout, to a file, as JSON; one source at a time."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "schemactl", "dump", *arguments]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute((project / "schema" / "schema.sql").read_bytes())
    live, file = run("--url", database), run("schema/schema.sql")
    assert live.returncode == file.returncode == 0, live.stderr + file.stderr
    assert live.stdout == file.stdout
    assert "CREATE TABLE public.users" in live.stdout
    written = run("schema", "-o", "out.sql")
    assert written.stdout == "out.sql\n"
    assert (project / "out.sql").read_text() == live.stdout
    assert '"command": "dump"' in run("schema", "--format", "json").stdout
    assert run("schema", "--url", database).returncode == 2
    assert run("migrations").stdout == ""


def test_where_a_dump_is_written(tmp_path: Path) -> None:
    """A link stays a link, a device a device, and no temporary file is left."""
    link, file = tmp_path / "link.sql", tmp_path / "schema.sql"
    file.write_text("before")
    link.symlink_to(file)
    write_output(link, "after")
    assert (link.is_symlink(), file.read_text()) == (True, "after")
    write_output(Path("/dev/null"), "gone")
    assert Path("/dev/null").is_char_device()
    assert {path.name for path in tmp_path.iterdir()} == {"link.sql", "schema.sql"}
