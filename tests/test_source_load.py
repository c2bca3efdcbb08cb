"""Sources: how their statements get onto a scratch database."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import trusted

from schemactl.errors import Place, ServerError, SourceError
from schemactl.pgsql import Statement, split_statements
from schemactl.source import (
    load_in_order,
    load_statements,
    parse_source,
    read_source_statements,
)
from schemactl.source.needs import order_by_need
from schemactl.source.session import Failure, send

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

    from schemactl.server import ScratchServer

ROOT = Path(__file__).parent.parent


def load_failure(connection: psycopg.Connection, text: str) -> SourceError:
    """The error that loading a text raises."""
    with pytest.raises(SourceError) as caught:
        load_statements(trusted(connection), split_statements(text, "schema.sql"))
    return caught.value


def one(connection: psycopg.Connection, query: str) -> object:
    """The only value of a query."""
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


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
        with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
            load_statements(trusted(connection), order)
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
            load_statements(trusted(connection), split_statements(text))
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
    load_statements(trusted(connection), split_statements(text))
    query = "SELECT string_agg(oid::regclass::text, ' ' ORDER BY relname) FROM pg_class WHERE relname ~ 'here$|^neith'"
    assert one(connection, query) == "a.here neither b.there"


def test_settings_end_with_their_file(write: Callable[..., Path], connection: psycopg.Connection) -> None:
    """A dump empties the search path; the next file has its own again."""
    dump = "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.a ();\n"
    base = write({"a.sql": dump, "b.sql": "CREATE TABLE b ();"})
    load_statements(trusted(connection), read_source_statements(parse_source(["a.sql", "b.sql"], base)))
    assert one(connection, "SELECT 'b'::regclass::text") == "b"
    error = failure_of_load(connection, write({"c.sql": dump.replace("public.a", "c")}), "c.sql")
    assert error.message == "no schema has been selected to create in"


def failure_of_load(connection: psycopg.Connection, base: Path, spec: str) -> SourceError:
    """The error that reading and loading a source raises."""
    with pytest.raises(SourceError) as caught:
        load_statements(trusted(connection), read_source_statements(parse_source(spec, base)))
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
    load_statements(trusted(connection), read_source_statements(parse_source("dump.sql", base)))
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
    load_statements(trusted(connection), split_statements(text))
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
    load_statements(trusted(connection), split_statements(f"{text} VACUUM t; COMMIT;"))
    assert one(
        connection, "SELECT obj_description('i'::regclass) || indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"
    ) == ("xtrue")


def test_new_enum_values_can_be_used_behind_their_addition(connection: psycopg.Connection) -> None:
    """A value that one transaction adds cannot be used in it: the load commits between."""
    load_statements(trusted(connection), split_statements("CREATE TYPE e AS ENUM ('a');"))
    text = "ALTER TYPE e ADD VALUE 'b'; CREATE TABLE t (c e DEFAULT 'b'); CREATE VIEW v AS SELECT 'b'::e;"
    load_statements(trusted(connection), split_statements(text))
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
    load_statements(trusted(connection), split_statements(text))
    assert one(connection, "SELECT has_table_privilege('sees_all', 'a', 'SELECT')")
    assert not one(connection, "SELECT has_table_privilege('sees_all', 'late', 'SELECT')")
    assert one(connection, "SELECT 'made_3'::regclass::text") == "made_3"


def test_a_drop_is_not_tried_again(connection: psycopg.Connection) -> None:
    """DROP without its object is an error, even if the object is made later: else it would be dropped then."""
    error = load_failure(connection, "DROP TABLE t;\nCREATE TABLE t ();")
    assert (error.message, str(error.place)) == ('table "t" does not exist', "schema.sql:1:1")
    load_statements(
        trusted(connection), split_statements("DROP SCHEMA IF EXISTS s CASCADE; CREATE SCHEMA s CREATE TABLE t ();")
    )


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
    assert "no_such_extension" in error.message  # 14 names the file that is not there
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
        load_statements(
            trusted(connection), split_statements("SELECT 1; SELECT pg_terminate_backend(pg_backend_pid())")
        )


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
    load_statements(trusted(connection), statements)
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


def test_migrations_run_strictly_in_order(connection: psycopg.Connection) -> None:
    """What stands before its need is an error there, even if it comes later."""
    with pytest.raises(SourceError) as caught:
        load_in_order(
            trusted(connection), split_statements("CREATE VIEW v AS SELECT * FROM t;\nCREATE TABLE t ();", "1.up.sql")
        )
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
    load_in_order(trusted(connection), split_statements(text))
    assert one(connection, "SELECT sum(a) FROM t WHERE b = 'b'") == 5


def test_settings_of_a_migration_end_with_its_file(connection: psycopg.Connection) -> None:
    """Each file has a session of its own."""
    statements = [
        *split_statements("CREATE SCHEMA s; SET search_path = s; CREATE TABLE a ();", "1.up.sql"),
        *split_statements("CREATE TABLE b ();", "2.up.sql"),
    ]
    load_in_order(trusted(connection), statements)
    assert one(connection, "SELECT 's.a'::regclass::text || ' ' || 'public.b'::regclass::text") == "s.a b"


def test_a_failing_migration_shows_its_place(connection: psycopg.Connection) -> None:
    """Also far into a long history."""
    statements: list[Statement] = []
    for number in range(300):
        text = f"CREATE TABLE t{number} ();\n" + ("SELECT\n  wrong;" if number == 250 else "")
        statements += split_statements(text, f"{number}.up.sql")
    with pytest.raises(SourceError) as caught:
        load_in_order(trusted(connection), statements)
    assert caught.value.message == 'column "wrong" does not exist'
    assert caught.value.place == Place("250.up.sql", 3, 3, "  wrong")
