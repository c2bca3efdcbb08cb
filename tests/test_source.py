"""Sources: what users name, how files are read, and how their statements get onto a scratch database."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemactl.errors import Place, SchemactlError, ServerError, SourceError, UsageError
from schemactl.pgsql import Statement, split_statements
from schemactl.source import (
    EmptySource,
    FileSource,
    MigrationsSource,
    UrlSource,
    load_in_order,
    load_statements,
    parse_source,
    read_source_statements,
    source_digest,
)
from schemactl.source.needs import order_by_need
from schemactl.source.psql import find_commands
from schemactl.source.session import Failure, send
from schemactl.source.verdict import Treatment, verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

    from schemactl.server import ScratchServer

ROOT = Path(__file__).parent.parent


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes files below a fresh folder: `write(**{"a.sql": "SELECT 1"})`; gives the folder."""

    def write_files(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write_files


@pytest.fixture
def connection(database: str) -> Iterator[psycopg.Connection]:
    """An autocommit connection to an empty database."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as one:
        yield one


def failure_of(files: Path, spec: str = "schema.sql") -> SchemactlError:
    """The error that reading a source raises."""
    with pytest.raises(SchemactlError) as caught:
        read_source_statements(parse_source(spec, files))
    return caught.value


def load_failure(connection: psycopg.Connection, text: str) -> SourceError:
    """The error that loading a text raises."""
    with pytest.raises(SourceError) as caught:
        load_statements(connection, split_statements(text, "schema.sql"))
    return caught.value


def one(connection: psycopg.Connection, query: str) -> object:
    """The only value of a query."""
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


# What a source is


def test_nothing_is_an_empty_schema(tmp_path: Path) -> None:
    """No text and the word empty both stand for a new database."""
    assert parse_source("", tmp_path) == EmptySource() == parse_source("empty", tmp_path)
    assert read_source_statements(EmptySource()) == ()


@pytest.mark.parametrize(
    "spec", ["postgresql://me:secret@host/db", "postgres://host/db", "host=localhost dbname=app password=secret"]
)
def test_urls_and_conninfo_are_live_databases(tmp_path: Path, spec: str) -> None:
    """Both spellings of libpq name a database; what is printed of it never holds the password."""
    source = parse_source(spec, tmp_path)
    assert source == UrlSource(spec)
    assert "secret" not in repr(source)
    assert source_digest(source) == ""


def test_a_live_database_has_no_statements() -> None:
    """Reading statements from a URL is a mistake of the caller, and says so."""
    with pytest.raises(UsageError, match="no files to read"):
        read_source_statements(UrlSource("postgresql://host/db"))


def test_a_folder_gives_its_files_by_name(write: Callable[..., Path]) -> None:
    """Files in folders below count, hidden ones and other suffixes do not; the order is that of their paths."""
    base = write({"s/b.sql": "", "s/a/z.sql": "", "s/.git/x.sql": "", "s/.x.sql": "", "s/readme.md": "", "s/c.sql": ""})
    assert parse_source("s", base) == FileSource((base / "s/a/z.sql", base / "s/b.sql", base / "s/c.sql"), base)


def test_a_folder_of_migrations_is_known_by_its_files(write: Callable[..., Path]) -> None:
    """Up files, or a sum file without any yet, make a migrations folder."""
    base = write({"m/1_a.up.sql": "", "m/1_a.down.sql": "", "n/schemactl.sum": ""})
    assert parse_source("m", base) == MigrationsSource(base / "m")
    assert parse_source("n", base) == MigrationsSource(base / "n")


def test_globs_and_lists_keep_their_order(write: Callable[..., Path]) -> None:
    """A list is read as it is written, each pattern by name, each file once."""
    base = write({"a.sql": "", "b.sql": "", "sub/deep/c.sql": ""})
    expected = tuple(base / name for name in ("b.sql", "sub/deep/c.sql", "a.sql"))
    assert parse_source(["b.sql", "sub/**/*.sql", "./*.sql"], base) == FileSource(expected, base)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("no/such.sql", "no such file or folder: no/such.sql"),
        ("no*.sql", "no file matches no*.sql"),
        ("bare", "no .sql file in folder bare"),
        (["a.sql", "no.sql"], "no such file or folder: no.sql"),
        (["a.sql", "postgresql://host/db"], "a list of sources holds files, folders and globs only"),
    ],
)
def test_a_source_that_is_not_there_is_named(write: Callable[..., Path], spec: str | list[str], message: str) -> None:
    """A wrong path is a usage error with the way out, never an empty schema."""
    base = write({"a.sql": "", "bare/readme.md": ""})
    with pytest.raises(UsageError) as caught:
        parse_source(spec, base)
    assert caught.value.message == message
    assert caught.value.hint


# How files are read


def test_statements_come_in_the_order_of_their_files(write: Callable[..., Path]) -> None:
    """Each statement knows its file, relative to the project, and its place there."""
    base = write({"s/b.sql": "\n CREATE TABLE b ();", "s/a.sql": "CREATE TABLE a ();\nCREATE TABLE c ();"})
    found = [(one.sql, str(one.place)) for one in read_source_statements(parse_source("s", base))]
    assert found == [
        ("CREATE TABLE a ()", "s/a.sql:1:1"),
        ("CREATE TABLE c ()", "s/a.sql:2:1"),
        ("CREATE TABLE b ()", "s/b.sql:2:2"),
    ]


def test_migrations_are_read_in_order_of_version(write: Callable[..., Path]) -> None:
    """Versions are numbers: 10 comes after 9. Down files are not read."""
    names = ["10_c.up.sql", "9_b.up.sql", "0001_a.up.sql", "9_b.down.sql"]
    base = write({f"m/{name}": f"CREATE TABLE t{name[:2].strip('_')} ();" for name in names})
    paths = [one.place.path for one in read_source_statements(MigrationsSource(base / "m"))]
    assert paths == ["m/0001_a.up.sql", "m/9_b.up.sql", "m/10_c.up.sql"]


def test_a_migration_without_a_version_is_an_error(write: Callable[..., Path]) -> None:
    """A file of unknown place in the order is not guessed at."""
    base = write({"m/first.up.sql": ""})
    assert failure_of(base, "m").message == "first.up.sql has no version"


def test_includes_stand_where_they_are_written(write: Callable[..., Path]) -> None:
    r"""`\i` is relative to the project, `\ir` to its file; quotes, blanks and a semicolon are as in psql."""
    base = write(
        {
            "schema.sql": "SELECT 1;\n\\i sub/a.sql\nSELECT 4;\n  \\ir 'sub/it''s.sql'\nSELECT 6",
            "sub/a.sql": "SELECT 2;\n\\ir deep/b.sql;\n",
            "sub/deep/b.sql": "SELECT 3",
            "sub/it's.sql": "SELECT 5",
        }
    )
    found = read_source_statements(parse_source("schema.sql", base))
    assert [one.sql for one in found] == [f"SELECT {number}" for number in range(1, 7)]
    assert str(found[2].place) == "sub/deep/b.sql:1:1"
    assert str(found[5].place) == "schema.sql:5:1"


def test_an_included_file_of_the_same_folder_is_read_once(write: Callable[..., Path]) -> None:
    """A folder with a file that includes the others is read as that file says."""
    base = write({"s/a.sql": "SELECT 2", "s/main.sql": "SELECT 1;\n\\ir a.sql\nSELECT 3"})
    assert [one.sql for one in read_source_statements(parse_source("s", base))] == ["SELECT 1", "SELECT 2", "SELECT 3"]


def test_a_missing_include_is_an_error_at_its_line(write: Callable[..., Path]) -> None:
    """The message names the file as written; the hint says what it is relative to."""
    base = write({"schema.sql": "SELECT 1;\n\\i no.sql\n"})
    error = failure_of(base)
    assert error.message == "no such file: no.sql"
    assert error.hint == f"\\i is relative to {base}"
    assert error.place == Place("schema.sql", 2, 1, "\\i no.sql")


def test_an_include_meant_relative_to_its_file_gets_that_hint(write: Callable[..., Path]) -> None:
    r"""Who writes `\i` for a file beside the including one is told of `\ir`."""
    base = write({"s/schema.sql": "\\i a.sql", "s/a.sql": ""})
    assert failure_of(base, "s/schema.sql").hint == "write \\ir: it is relative to the file"


def test_files_that_include_each_other_are_named(write: Callable[..., Path]) -> None:
    """The whole circle is in the message, the place is the include that closes it."""
    base = write({"schema.sql": "\\i a.sql", "a.sql": "SELECT 1;\n\\ir b.sql", "b.sql": "\\i a.sql"})
    error = failure_of(base)
    assert error.message == "files include each other: a.sql → b.sql → a.sql"
    assert str(error.place) == "b.sql:1:1"


def test_an_include_inside_a_statement_is_an_error(write: Callable[..., Path]) -> None:
    """Files are cut between statements only; a forgotten semicolon shows here."""
    base = write({"schema.sql": "SELECT 1\n\\i a.sql\n+ 2;", "a.sql": "SELECT 2"})
    error = failure_of(base)
    assert error.message == "include inside a statement"
    assert str(error.place) == "schema.sql:2:1"


@pytest.mark.parametrize(
    ("line", "name", "hint"),
    [
        ("\\connect app", "connect", "make the dump without --create"),
        ("\\c app", "c", "make the dump without --create"),
        ("\\copy t FROM 'x.csv'", "copy", "put them into a migration"),
        ("\\set name value", "set", "write the values"),
        ("SELECT 1 \\gexec", "gexec", "DO block"),
        ("\\if :x", "if", "schemactl runs SQL and knows \\i and \\ir"),
        ("\\i", "i", ""),
    ],
)
def test_other_psql_commands_are_refused_with_the_way_out(
    write: Callable[..., Path], line: str, name: str, hint: str
) -> None:
    """What psql would do and we do not is an error at its place, never skipped."""
    error = failure_of(write({"schema.sql": f"SELECT 1;\n{line}\nSELECT 2;"}))
    assert error.message.startswith((f"psql command \\{name} cannot be run", f"\\{name} without"))
    assert hint in error.hint
    assert error.place == Place("schema.sql", 2, line.index("\\") + 1, line)


def test_harmless_psql_commands_are_accepted(write: Callable[..., Path]) -> None:
    """What has no effect on a schema does not stand in the way: guards of dumps, output, psql's own settings."""
    lines = [
        "\\restrict aB3'x",
        "\\set ON_ERROR_STOP on",
        "\\echo it's; fine",
        "\\timing",
        "SELECT 1;",
        "\\unrestrict aB3'x",
    ]
    (found,) = read_source_statements(parse_source("schema.sql", write({"schema.sql": "\n".join(lines)})))
    assert (found.sql, str(found.place)) == ("SELECT 1", "schema.sql:5:1")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT '\n\\i a.sql\n'",
        'SELECT "\n\\i a.sql\n"',
        "SELECT e'it\\'s\n\\i a.sql\n'",
        "SELECT e'''\\'\n\\i a.sql\n'",
        "DO $$\n\\i a.sql\n$$",
        "DO $a$ $$\n\\i a.sql\n$a$",
        "-- \\i a.sql",
        "/* /*\n*/ \\i a.sql\n */ SELECT 1",
        "SELECT date'2020-01-01', 'a\\', '\n\\i a.sql\n'",
        "SELECT a$b$ FROM t WHERE c = $1 AND d = '\n\\i a.sql\n'",
    ],
)
def test_backslashes_in_strings_and_comments_are_no_commands(text: str) -> None:
    """What psql takes for text is text: strings, identifiers, dollar quotes, comments."""
    assert find_commands(text) == ()
    (command,) = find_commands(f"{text}\n;\n\\i b.sql")
    assert (command.name, command.argument) == ("i", "b.sql")


@given(st.text(alphabet="'\"$-/*\\;ae \n", max_size=60))
def test_any_text_can_be_searched_for_commands(text: str) -> None:
    """The search ends, and what it finds are lines with a backslash, whatever the text."""
    try:
        commands = find_commands(text)
    except SourceError:
        commands = ()
    for command in commands:
        assert text[command.start] == "\\"
        assert "\n" not in text[command.start : command.end]


@pytest.mark.parametrize("line", ["COPY public.t (a, b) FROM stdin;", "-- c\n copy t from STDIN with (format csv);"])
def test_rows_of_a_dump_are_refused_at_their_line(write: Callable[..., Path], line: str) -> None:
    """COPY … FROM stdin is found before its data could be taken for SQL."""
    error = failure_of(write({"schema.sql": f"CREATE TABLE t (a int);\n{line}\n1\tit's \\N\n\\.\n\nSELECT 1;\n"}))
    assert error.message == "COPY … FROM stdin cannot be run from a file"
    assert "pg_dump --schema-only" in error.hint
    assert error.place
    assert error.place.text.lower().lstrip().startswith("copy")
    assert error.place.column == len(error.place.text) - len(error.place.text.lstrip()) + 1


def test_variables_of_psql_get_a_hint(write: Callable[..., Path]) -> None:
    """A colon that does not parse is most likely a variable."""
    error = failure_of(write({"schema.sql": "ALTER TABLE t OWNER TO :owner;"}))
    assert error.message == 'syntax error at or near ":"'
    assert "psql variables" in error.hint


def test_a_byte_order_mark_is_no_text(write: Callable[..., Path]) -> None:
    """Files of Windows editors are read like others, columns included."""
    (found,) = read_source_statements(parse_source("a.sql", write({"a.sql": b"\xef\xbb\xbfSELECT 1;\r\n"})))
    assert (found.sql, found.place.column) == ("SELECT 1", 1)


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        (
            "SELECT 'ä';\nSELECT 'ä".encode() + b"\xff';",
            "not UTF-8: byte 0xff",
            Place("schema.sql", 2, 10, "SELECT 'ä�';"),
        ),
        ("SELECT 1".encode("utf-16"), "not UTF-8: byte 0xff", None),
        (b"SELECT 1;\nSEL\0ECT", "NUL byte: this is no SQL text", Place("schema.sql", 2, 4, "SEL\0ECT")),
        (b"PGDMP\x01\x0e", "this is a dump in pg_dump's custom format, not SQL", Place("schema.sql")),
    ],
)
def test_files_that_are_no_text_are_refused(
    write: Callable[..., Path], content: bytes, message: str, place: Place | None
) -> None:
    """Wrong encodings and binary files are named, with the first byte that shows it."""
    error = failure_of(write({"schema.sql": content}))
    assert error.message == message
    assert error.hint
    assert place is None or error.place == place


def test_the_digest_changes_with_what_would_be_loaded(write: Callable[..., Path]) -> None:
    """It depends on the text of files and includes, and not on where they are."""
    files = {"x/schema.sql": "\\ir a.sql", "x/a.sql": "SELECT 1", "y/schema.sql": "\\ir a.sql", "y/a.sql": "SELECT 1"}
    base = write(files)
    first = source_digest(parse_source("x/schema.sql", base))
    assert first == source_digest(parse_source("y/schema.sql", base))
    write({"y/a.sql": "SELECT 2"})
    assert first != source_digest(parse_source("y/schema.sql", base))
    assert first != source_digest(parse_source("x/a.sql", base)) != source_digest(EmptySource())


# What may stand in them


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("INSERT INTO t VALUES (1)", "INSERT: a schema file holds no rows"),
        ("update t SET a = 1", "UPDATE: a schema file holds no rows"),
        ("DELETE FROM t", "DELETE: a schema file holds no rows"),
        ("TRUNCATE t", "TRUNCATE: a schema file holds no rows"),
        ("WITH a AS (INSERT INTO t VALUES (1) RETURNING 1) SELECT * FROM a", "WITH: a schema file holds no rows"),
        ("COPY t FROM '/x.csv'", "COPY: a schema file holds no rows"),
        ("CREATE DATABASE x", "CREATE: this belongs to the server, not to the schema of a database"),
        ("ALTER DATABASE x SET work_mem = 1", "ALTER: this belongs to the server, not to the schema of a database"),
        ("GRANT CONNECT ON DATABASE x TO y", "GRANT: this belongs to the server, not to the schema of a database"),
        ("COMMENT ON DATABASE x IS 'y'", "COMMENT: this belongs to the server, not to the schema of a database"),
        ("ALTER SYSTEM SET work_mem = 1", "ALTER: this belongs to the server, not to the schema of a database"),
        ("ROLLBACK", "ROLLBACK: a file is loaded in transactions of schemactl's own"),
        (
            "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p",
            "CREATE: this subscription would connect to its publisher from the scratch server",
        ),
    ],
)
def test_what_is_no_schema_is_refused(sql: str, reason: str) -> None:
    """Before anything runs, with the place, the reason and the way out."""
    statements = split_statements(f"CREATE TABLE t (a int);\n  {sql};", "schema.sql")
    with pytest.raises(SourceError) as caught:
        load_statements(None, statements)  # type: ignore[arg-type]
    assert caught.value.message == reason
    assert caught.value.hint
    assert str(caught.value.place) == "schema.sql:2:3"


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a int)",
        "CREATE UNIQUE INDEX ON t (a)",
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS ''",
        "ALTER TABLE t ADD b int",
        "COMMENT ON TABLE t IS 'x'",
    ],
)
def test_most_statements_are_known_without_parsing(sql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first words tell; parsing thousands of statements would be the slowest part of reading them."""
    monkeypatch.setattr("schemactl.source.verdict.top_node", None)
    verdict.cache_clear()
    assert verdict(sql).treatment is Treatment.RUN


# How they are loaded

NASTY = """
-- Needs run against the order of the file, through every kind that names another.
CREATE VIEW app.active AS SELECT id, app.label(status) AS label FROM app.users WHERE status = 'on';
GRANT SELECT ON app.active TO reader_of_app;
ALTER TABLE app.posts ADD CONSTRAINT posts_owner FOREIGN KEY (owner) REFERENCES app.users (email);
COMMENT ON COLUMN app.posts.owner IS 'an address';
CREATE TABLE app.posts (id bigint DEFAULT nextval('app.numbers') PRIMARY KEY, owner text, body app.text_of_post);
CREATE TRIGGER touch BEFORE UPDATE ON app.posts FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE POLICY own ON app.posts TO reader_of_app USING (app.is_even(id));
CREATE FUNCTION app.is_even(n bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n <> 1 AND app.is_odd(n - 1)';
CREATE FUNCTION app.is_odd(n bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n = 1 OR app.is_even(n - 1)';
CREATE FUNCTION app.label(s app.status) RETURNS text BEGIN ATOMIC SELECT s::text; END;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE p app.posts; BEGIN RETURN NEW; END $$;
ALTER TABLE app.users ALTER COLUMN status SET DEFAULT 'gone';
ALTER TYPE app.status ADD VALUE 'gone';
ALTER TABLE app.users ADD COLUMN status app.status;
CREATE UNIQUE INDEX users_email ON app.users (email);
CREATE TABLE app.users (id int PRIMARY KEY, email text NOT NULL);
CREATE TYPE app.status AS ENUM ('on', 'off');
CREATE DOMAIN app.text_of_post AS text CHECK (length(VALUE) < 1000);
CREATE MATERIALIZED VIEW app.counts AS SELECT count(*) FROM app.active;
CREATE INDEX CONCURRENTLY posts_body ON app.posts (body);
CREATE SEQUENCE app.numbers;
ALTER SEQUENCE app.numbers OWNED BY app.posts.id;
CREATE SCHEMA app;
"""


def catalog_of(connection: psycopg.Connection) -> object:
    """All that is in a database, without numbers."""
    from schemactl.catalog.read import read_catalog

    return read_catalog(connection)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_statements_gives_the_same_schema(scratch: ScratchServer, seed: int) -> None:
    """A shuffled file loads to what the one in order loads to."""
    import psycopg

    statements = [*split_statements((ROOT / "schema" / "schema.sql").read_text(), "schema.sql")]
    statements += split_statements(NASTY, "nasty.sql")
    shuffled = random.Random(seed).sample(statements, len(statements)) if seed else statements[::-1]
    catalogs = []
    for order in (statements, shuffled):
        with scratch.create() as name, psycopg.connect(scratch.conninfo(name), autocommit=True) as connection:
            load_statements(connection, order)
            catalogs.append(catalog_of(connection))
    assert catalogs[0] == catalogs[1]


def test_a_load_leaves_the_session_as_it_was(connection: psycopg.Connection) -> None:
    """No transaction stays open, no setting and no role stays changed, after success and after failure."""
    import psycopg

    for text in (
        "SET search_path = ''; SET ROLE app; CREATE VIEW v AS SELECT 1",
        "SET work_mem = 64; SELECT nothing()",
    ):
        with pytest.raises(SourceError):
            load_statements(connection, split_statements(text))
        assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        assert one(connection, "SHOW search_path") == '"$user", public'
        assert one(connection, "SELECT current_user = session_user")
        assert connection.autocommit


def test_settings_hold_for_what_stands_behind_them_whenever_it_runs(connection: psycopg.Connection) -> None:
    """A statement that has to wait is run with the search path of its own place in the file."""
    text = """
        CREATE SCHEMA a; CREATE SCHEMA b;
        SET search_path = a; CREATE TABLE here (k kind);
        SET search_path = b; CREATE TABLE there (k b.kind);
        RESET search_path; CREATE TYPE b.kind AS ENUM (); CREATE TYPE a.kind AS ENUM (); CREATE TABLE neither ();
    """
    load_statements(connection, split_statements(text))
    query = "SELECT string_agg(oid::regclass::text, ' ' ORDER BY relname) FROM pg_class WHERE relname ~ 'here$|^neith'"
    assert one(connection, query) == "a.here neither b.there"


def test_settings_end_with_their_file(write: Callable[..., Path], connection: psycopg.Connection) -> None:
    """A dump empties the search path; the next file has its own again."""
    dump = "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.a ();\n"
    base = write({"a.sql": dump, "b.sql": "CREATE TABLE b ();"})
    load_statements(connection, read_source_statements(parse_source(["a.sql", "b.sql"], base)))
    assert one(connection, "SELECT 'b'::regclass::text") == "b"
    error = failure_of_load(connection, write({"c.sql": dump.replace("public.a", "c")}), "c.sql")
    assert error.message == "no schema has been selected to create in"


def failure_of_load(connection: psycopg.Connection, base: Path, spec: str) -> SourceError:
    """The error that reading and loading a source raises."""
    with pytest.raises(SourceError) as caught:
        load_statements(connection, read_source_statements(parse_source(spec, base)))
    return caught.value


def test_a_dump_loads_as_it_comes(connection: psycopg.Connection, write: Callable[..., Path]) -> None:
    """pg_dump's output: guards, settings an older server does not know, owners, privileges, its schema public."""
    dump = r"""--
-- PostgreSQL database dump
--
\restrict p5GkWmZ

SET statement_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'LATIN1';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET row_security = off;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO owner_of_dump;
CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.nothing_like_it';
ALTER FUNCTION public.f() OWNER TO owner_of_dump;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.t (id integer NOT NULL, name text DEFAULT 'größe');
ALTER TABLE public.t OWNER TO owner_of_dump;
CREATE SEQUENCE public.t_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.t_id_seq OWNER TO owner_of_dump;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
SELECT pg_catalog.setval('public.t_id_seq', 1, false);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
GRANT SELECT ON TABLE public.t TO reader_of_dump;
ALTER DEFAULT PRIVILEGES FOR ROLE owner_of_dump IN SCHEMA public GRANT SELECT ON TABLES TO reader_of_dump;

\unrestrict p5GkWmZ
"""
    base = write({"dump.sql": dump})
    load_statements(connection, read_source_statements(parse_source("dump.sql", base)))
    assert one(connection, "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 't'") == "owner_of_dump"
    assert one(connection, "SELECT has_table_privilege('reader_of_dump', 't', 'SELECT')")
    assert one(connection, "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'reader_of_dump'") is False
    query = "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 't'::regclass AND adnum = 2"
    assert one(connection, query) == "'größe'::text"


def test_roles_are_made_as_placeholders(connection: psycopg.Connection) -> None:
    """CREATE ROLE makes a role that cannot log in, once; what else is said of roles is not the schema's business."""
    text = """
        CREATE ROLE placed LOGIN SUPERUSER PASSWORD 'secret'; CREATE ROLE placed;
        ALTER ROLE placed CREATEDB; GRANT placed TO unplaced; COMMENT ON ROLE placed IS 'x'; DROP ROLE IF EXISTS placed;
        SET ROLE other_placed; RESET ROLE; CREATE SCHEMA s AUTHORIZATION third_placed;
    """
    load_statements(connection, split_statements(text))
    query = (
        "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolname ~ 'placed$' AND NOT rolcanlogin"
    )
    assert one(connection, query) == "other_placed placed third_placed"
    assert one(connection, "SELECT bool_or(rolsuper OR rolcreatedb) FROM pg_roles WHERE rolname ~ 'placed$'") is False


def test_a_role_that_cannot_be_made_is_an_error(connection: psycopg.Connection) -> None:
    """Names that begin with pg_ are the server's own."""
    error = load_failure(connection, "CREATE TABLE t ();\nGRANT SELECT ON t TO pg_nobody;")
    assert error.message == 'role "pg_nobody" does not exist'
    assert (str(error.place), error.sqlstate) == ("schema.sql:2:1", "42704")


def test_statements_outside_transactions_run_at_their_place(connection: psycopg.Connection) -> None:
    """Concurrent indexes are made; BEGIN and COMMIT around a file change nothing."""
    text = "BEGIN; CREATE TABLE t (a int); CREATE INDEX CONCURRENTLY i ON t (a); COMMENT ON INDEX i IS 'x';"
    load_statements(connection, split_statements(f"{text} VACUUM t; COMMIT;"))
    assert one(
        connection, "SELECT obj_description('i'::regclass) || indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"
    ) == ("xtrue")


def test_new_enum_values_can_be_used_behind_their_addition(connection: psycopg.Connection) -> None:
    """A value that one transaction adds cannot be used in it: the load commits between."""
    load_statements(connection, split_statements("CREATE TYPE e AS ENUM ('a');"))
    text = "ALTER TYPE e ADD VALUE 'b'; CREATE TABLE t (c e DEFAULT 'b'); CREATE VIEW v AS SELECT 'b'::e;"
    load_statements(connection, split_statements(text))
    assert one(connection, "SELECT count(*) FROM v") == 1


def test_what_acts_on_all_tables_sees_those_that_had_to_wait(connection: psycopg.Connection) -> None:
    """GRANT … ON ALL TABLES and DO come behind everything that stands before them, even if that was retried."""
    text = """
        CREATE TABLE a (k kind); CREATE TYPE kind AS ENUM ();
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO sees_all;
        CREATE TABLE late ();
        CREATE TABLE b (k other_kind); CREATE TYPE other_kind AS ENUM ();
        DO $$ BEGIN
            EXECUTE 'CREATE TABLE made_' || (SELECT count(*) FROM pg_tables WHERE schemaname = 'public') || '()';
        END $$;
    """
    load_statements(connection, split_statements(text))
    assert one(connection, "SELECT has_table_privilege('sees_all', 'a', 'SELECT')")
    assert not one(connection, "SELECT has_table_privilege('sees_all', 'late', 'SELECT')")
    assert one(connection, "SELECT 'made_3'::regclass::text") == "made_3"


def test_a_drop_is_not_tried_again(connection: psycopg.Connection) -> None:
    """DROP without its object is an error, even if the object is made later: else it would be dropped then."""
    error = load_failure(connection, "DROP TABLE t;\nCREATE TABLE t ();")
    assert (error.message, str(error.place)) == ('table "t" does not exist', "schema.sql:1:1")
    load_statements(connection, split_statements("DROP SCHEMA IF EXISTS s CASCADE; CREATE SCHEMA s CREATE TABLE t ();"))


@pytest.mark.parametrize(
    ("text", "message", "place", "sqlstate"),
    [
        (
            "CREATE TABLE ok ();\nCREATE TABLE t (\n  größe text,\n  b intt\n);",
            'type "intt" does not exist',
            Place("schema.sql", 4, 5, "  b intt"),
            "42704",
        ),
        (
            "CREATE VIEW ä AS SELECT 'ü', nothing FROM pg_class;",
            'column "nothing" does not exist',
            Place("schema.sql", 1, 30, "CREATE VIEW ä AS SELECT 'ü', nothing FROM pg_class;"),
            "42703",
        ),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1;\n  SELECT a FROM nowhere\n$$;",
            'relation "nowhere" does not exist',
            Place("schema.sql", 3, 17, "  SELECT a FROM nowhere"),
            "42P01",
        ),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN\n  RETRUN 1;\nEND $$;",
            'syntax error at or near "RETRUN"',
            Place("schema.sql", 2, 3, "  RETRUN 1;"),
            "42601",
        ),
        (
            "CREATE TABLE t (a int);\r\nCREATE INDEX ON t (\r\n  b);",
            'column "b" does not exist',
            Place("schema.sql", 2, 1, "CREATE INDEX ON t ("),
            "42703",
        ),
        ("CREATE TABLE t (\n  a int CHECK (true)", "syntax error at end of input", None, "42601"),
    ],
)
def test_an_error_is_shown_where_it_is(
    connection: psycopg.Connection, text: str, message: str, place: Place | None, sqlstate: str
) -> None:
    """File, line and column are those of the server's position, in characters; the line's text comes for the caret."""
    error = load_failure(connection, text)
    assert (error.message, error.sqlstate) == (message, sqlstate)
    assert place is None or error.place == place


def test_detail_and_hint_of_the_server_come_along(connection: psycopg.Connection) -> None:
    """What the server says beyond the message is not lost."""
    error = load_failure(connection, "CREATE VIEW v AS SELECT lenght('a');")
    assert error.message == "function lenght(unknown) does not exist"
    assert "argument types" in error.hint + error.detail
    error = load_failure(connection, "CREATE TABLE t (a int CHECK (a > (SELECT 1)));")
    assert error.sqlstate == "0A000"
    error = load_failure(connection, "CREATE TABLE t (a int DEFAULT 'x');")
    assert error.message == 'invalid input syntax for type integer: "x"'


def test_the_cause_is_reported_and_not_its_consequences(connection: psycopg.Connection) -> None:
    """In whatever order a file is, the first statement that fails for a reason of its own is shown."""
    text = "CREATE VIEW w AS SELECT * FROM v;\nCREATE VIEW v AS SELECT * FROM t;\n"
    text += "CREATE TABLE t (a intt);\nCREATE TABLE u (a txt);"
    error = load_failure(connection, text)
    assert (error.message, str(error.place)) == ('type "intt" does not exist', "schema.sql:3:19")


def test_a_circle_is_reported_at_its_first_statement(connection: psycopg.Connection) -> None:
    """Views that need each other cannot be made by anyone."""
    error = load_failure(connection, "CREATE VIEW a AS SELECT * FROM b;\nCREATE VIEW b AS SELECT * FROM a;")
    assert (error.message, str(error.place)) == ('relation "b" does not exist', "schema.sql:1:32")


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("CREATE TABLE t ()", "CREATE VIEW t AS SELECT 1", 'relation "t" already exists'),
        ("CREATE TYPE s AS ENUM ()", "CREATE DOMAIN s AS text", 'type "s" already exists'),
        ("CREATE SCHEMA s", "CREATE SCHEMA s", 'schema "s" already exists'),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            'function "f" already exists with same argument types',
        ),
    ],
)
def test_what_is_made_twice_is_an_error_with_both_places(
    connection: psycopg.Connection, first: str, second: str, message: str
) -> None:
    """The second one is the error, the hint says where the first is."""
    error = load_failure(connection, f"SELECT 1;\n{first};\n{second};")
    assert (error.message, str(error.place)) == (message, "schema.sql:3:1")
    assert error.hint == "it is made before, at schema.sql:2:1"


def test_an_extension_that_the_server_lacks_is_named(connection: psycopg.Connection) -> None:
    """The hint says which, and the ways out."""
    error = load_failure(connection, "CREATE EXTENSION no_such_extension;")
    assert error.message == 'extension "no_such_extension" is not available'
    assert "no_such_extension" in error.hint
    assert "postgres.scratch" in error.hint


def test_a_role_without_rights_gets_a_hint(connection: psycopg.Connection) -> None:
    """Placeholders may do nothing: SET ROLE in a file does not work as on the server that it was written for."""
    error = load_failure(connection, "CREATE SCHEMA s;\nSET ROLE without_rights;\nCREATE TABLE s.t ();")
    assert (error.message, error.sqlstate) == ("permission denied for schema s", "42501")
    assert "leave SET ROLE out" in error.hint


def test_a_lost_connection_is_an_error_of_the_server(connection: psycopg.Connection) -> None:
    """Not of the file: there is no place to show."""
    with pytest.raises(ServerError, match="the connection to the scratch server was lost while loading"):
        load_statements(connection, split_statements("SELECT 1; SELECT pg_terminate_backend(pg_backend_pid())"))


def test_many_failures_repeat_little(connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file in the worst order no statement is sent more than a few times."""
    count = 300
    text = ";".join(f"CREATE TABLE t{n} (id int PRIMARY KEY, up int REFERENCES t{n + 1})" for n in range(count))
    statements = split_statements(f"{text}; CREATE TABLE t{count} (id int PRIMARY KEY)")
    sent: list[str] = []

    def counting(connection: psycopg.Connection, message: list[str]) -> tuple[int, Failure | None]:
        done, failure = send(connection, message)
        sent.extend(message[: done + 1])
        return done, failure

    monkeypatch.setattr("schemactl.source.run.send", counting)
    load_statements(connection, statements)
    assert one(connection, "SELECT count(*) FROM pg_constraint WHERE contype = 'f'") == count
    assert sum(sql.startswith("CREATE") for sql in sent) < 6 * count


@given(st.permutations(range(12)))
def test_the_order_by_need_respects_every_need(numbers: list[int]) -> None:
    """In a chain of tables each comes behind the one it refers to, whatever the order they come in."""
    sql = [f"CREATE TABLE app.t{n} (a int" + (f" REFERENCES app.t{n - 1})" if n else ")") for n in numbers]
    order = order_by_need(range(12), sql.__getitem__)
    assert [numbers[index] for index in order] == list(range(12))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_the_order_by_need_loses_nothing(edges: list[tuple[int, int]]) -> None:
    """With circles or without, each statement comes out once."""
    sql = [f"CREATE VIEW v{a} AS SELECT * FROM v{b}" for a, b in edges]
    assert sorted(order_by_need(range(len(sql)), sql.__getitem__)) == list(range(len(sql)))


# Migrations


def test_migrations_run_strictly_in_order(connection: psycopg.Connection) -> None:
    """What stands before its need is an error there, even if it comes later."""
    with pytest.raises(SourceError) as caught:
        load_in_order(connection, split_statements("CREATE VIEW v AS SELECT * FROM t;\nCREATE TABLE t ();", "1.up.sql"))
    assert (caught.value.message, str(caught.value.place)) == ('relation "t" does not exist', "1.up.sql:1:32")


def test_migrations_may_move_rows_and_hold_what_a_schema_may_not(connection: psycopg.Connection) -> None:
    """Rows are moved; transactions, roles' attributes and what belongs to the server are left out."""
    text = """
        BEGIN; CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2); UPDATE t SET a = a + 1; COMMIT;
        ALTER DATABASE nowhere SET work_mem = 64; GRANT CONNECT ON DATABASE nowhere TO nobody_there;
        CREATE ROLE migrated LOGIN; GRANT SELECT ON t TO migrated; CREATE INDEX CONCURRENTLY i ON t (a);
        CREATE TYPE e AS ENUM ('a'); ALTER TYPE e ADD VALUE 'b'; ALTER TABLE t ADD b e DEFAULT 'b';
        DROP TABLE IF EXISTS nothing; DROP ROLE IF EXISTS nobody_there;
    """
    load_in_order(connection, split_statements(text))
    assert one(connection, "SELECT sum(a) FROM t WHERE b = 'b'") == 5


def test_settings_of_a_migration_end_with_its_file(connection: psycopg.Connection) -> None:
    """Each file has a session of its own."""
    statements = [
        *split_statements("CREATE SCHEMA s; SET search_path = s; CREATE TABLE a ();", "1.up.sql"),
        *split_statements("CREATE TABLE b ();", "2.up.sql"),
    ]
    load_in_order(connection, statements)
    assert one(connection, "SELECT 's.a'::regclass::text || ' ' || 'public.b'::regclass::text") == "s.a b"


def test_a_failing_migration_shows_its_place(connection: psycopg.Connection) -> None:
    """Also far into a long history."""
    statements: list[Statement] = []
    for number in range(300):
        text = f"CREATE TABLE t{number} ();\n" + ("SELECT\n  wrong;" if number == 250 else "")
        statements += split_statements(text, f"{number}.up.sql")
    with pytest.raises(SourceError) as caught:
        load_in_order(connection, statements)
    assert caught.value.message == 'column "wrong" does not exist'
    assert caught.value.place == Place("250.up.sql", 3, 3, "  wrong")
