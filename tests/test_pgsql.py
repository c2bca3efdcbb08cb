"""SQL text: splitting with places, comments, quoting, and what the grammar tells about one statement."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemactl import pgsql
from schemactl.errors import Place, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

STATEMENTS = (
    "SELECT 1",
    "SELECT 'a;b', \"c;d\"",
    "SELECT 'größer; \U0001f418'",
    "CREATE TABLE tür (id int /* ; */)",
    "SELECT e'it\\'s; fine'",
    "SELECT 'it''s; fine'",
    "DO $$ BEGIN PERFORM 1; END $$",
    "DO $a$ BEGIN PERFORM '$$;'; END $a$",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END",
    "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM t; SELECT 1)",
    "CREATE VIEW v AS\n  SELECT 1 AS begin_\r\n  , 2 AS b",
    "SELECT 1 -- not yet;\n + 1",
    "SELECT /* a /* b; */ ; */ 1",
    "BEGIN",
    "END",
)
GAPS = ("", " ", "\n", "\r\n", "\t", ";", "\n-- a; b 'c\n", "-- ü\r\n", "/* ; /* ' */ $$ */", "\n/* ß */\n")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """A text of statements and gaps, and where its statements begin."""
    text = "".join(draw(st.lists(st.sampled_from(GAPS), max_size=4)))
    found: list[tuple[int, str]] = []
    for statement in draw(st.lists(st.sampled_from(STATEMENTS), max_size=6)):
        found.append((len(text), statement))
        text += statement + draw(st.sampled_from(["", " ", "\n"])) + ";"
        text += "".join(draw(st.lists(st.sampled_from(GAPS), max_size=4)))
    return text, found


@given(texts())
def test_splitting_finds_every_statement_where_it_stands(made: tuple[str, list[tuple[int, str]]]) -> None:
    """Whatever stands between statements, each comes out whole, in order, at its offset."""
    text, expected = made
    found = pgsql.split_statements(text, "a.sql")
    assert [(statement.offset, statement.sql) for statement in found] == expected


@given(texts())
def test_a_place_names_the_line_that_holds_the_statement(made: tuple[str, list[tuple[int, str]]]) -> None:
    """Line and column count characters from 1, whatever stands before, and the line's text comes along."""
    text, _ = made
    for statement in pgsql.split_statements(text, "a.sql"):
        line = text.split("\n")[statement.place.line - 1]
        assert statement.place.path == "a.sql"
        assert statement.place.text == line.rstrip("\r")
        assert line[statement.place.column - 1 :].startswith(statement.sql.split("\n")[0].rstrip("\r"))


@given(texts())
def test_nothing_but_blanks_and_semicolons_is_lost(made: tuple[str, list[tuple[int, str]]]) -> None:
    """Up to the last statement, statements and their comments are the whole of a text."""
    text, _ = made
    statements = pgsql.split_statements(text)
    ends = [0, *(one.offset + len(one.sql) for one in statements)]
    rest = "".join(text[end : one.offset] for end, one in zip(ends, statements, strict=False))
    for comment in (comment for one in statements for comment in one.comments):
        assert comment in text
        rest = rest.replace(comment, "", 1)
    assert not rest.strip(" \t\r\n;")


@given(texts(), st.data())
def test_a_place_within_a_statement_is_the_place_in_the_file(
    made: tuple[str, list[tuple[int, str]]], data: st.DataObject
) -> None:
    """An offset in a statement, as servers report errors, is at the same line and column as in the whole text."""
    text, _ = made
    for statement in pgsql.split_statements(text, "a.sql"):
        offset = data.draw(st.integers(0, len(statement.sql) - 1))
        whole = pgsql.place_at(text, "a.sql", statement.offset + offset)
        part = pgsql.place_in(statement, offset)
        assert (part.path, part.line, part.column) == (whole.path, whole.line, whole.column)
        assert whole.text.startswith(part.text)


@given(st.text(alphabet="a\n\rü", max_size=30), st.integers(0, 30))
def test_places_count_line_feeds_and_characters(text: str, offset: int) -> None:
    """A line ends with LF; what comes behind the last character is still a place."""
    offset = min(offset, len(text))
    place = pgsql.place_at(text, "x", offset)
    assert place.line == text[:offset].count("\n") + 1
    assert place.column == offset - (text.rfind("\n", 0, offset) + 1) + 1


@pytest.mark.parametrize("text", ["", "  \n", ";", ";;\n;", "-- nothing", "/* nothing */", "-- a\r\n/* b */;"])
def test_text_without_statements_gives_none(text: str) -> None:
    """Empty statements and comments alone are no statements."""
    assert pgsql.split_statements(text) == ()


def test_comments_above_and_behind_belong_to_their_statement() -> None:
    """A comment above a statement, or behind it on the same line, is its own; one inside it stays in its text."""
    text = "-- head\n\n/* one */\nCREATE TABLE a ( -- inside\n  b int\n); -- behind a\n"
    text += "-- above c\nDROP TABLE c -- behind c\n;"
    first, second = pgsql.split_statements(text)
    assert first.sql == "CREATE TABLE a ( -- inside\n  b int\n)"
    assert first.comments == ("-- head", "/* one */", "-- behind a")
    assert second.sql == "DROP TABLE c"
    assert second.comments == ("-- above c", "-- behind c")


def test_a_dash_in_a_string_is_no_comment() -> None:
    """Only what the grammar takes for a comment is cut off a statement's end."""
    (statement,) = pgsql.split_statements("SELECT '-- no comment', '/* nor this */'")
    assert statement.sql == "SELECT '-- no comment', '/* nor this */'"


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("SELECT 1;\n SELEC 2;\n", 'syntax error at or near "SELEC"', Place("f.sql", 2, 2, " SELEC 2;")),
        (
            "SELECT 'ü';\r\nSELECT 'ä' FORM t;\r\n",
            'syntax error at or near "t"',
            Place("f.sql", 2, 17, "SELECT 'ä' FORM t;"),
        ),
        ("SELECT 'abc", 'unterminated quoted string at or near "\'abc"', Place("f.sql", 1, 8, "SELECT 'abc")),
        ("SELECT 1;\n/* x", 'unterminated /* comment at or near "/* x"', Place("f.sql", 2, 1, "/* x")),
        ("CREATE TABLE a (", "syntax error at end of input", Place("f.sql", 1, 17, "CREATE TABLE a (")),
        ("SELECT 1;\nSELECT\0 2", "NUL byte in SQL text", Place("f.sql", 2, 7, "SELECT\0 2")),
    ],
)
def test_a_syntax_error_says_where_it_is(text: str, message: str, place: Place) -> None:
    """The message is the server's own; line and column are those of the token it stumbles over."""
    with pytest.raises(SourceError) as caught:
        pgsql.split_statements(text, "f.sql")
    assert caught.value.message == message
    assert caught.value.place == place


def test_parsing_says_where_it_fails_too() -> None:
    """A single statement that does not parse has a place as well, without a file."""
    with pytest.raises(SourceError) as caught:
        pgsql.parse("SELECT é AS é é")
    assert caught.value.sqlstate == "42601"
    assert caught.value.place == Place("", 1, 15, "SELECT é AS é é")


def test_splitting_keeps_up_with_large_files() -> None:
    """A file is read once: twice the text takes about twice the time, not four times."""
    from time import process_time

    def seconds(count: int) -> float:
        text = "".join(f"CREATE TABLE t{n} (ä int);\n-- c\n" for n in range(count))
        start = process_time()
        assert len(pgsql.split_statements(text)) == count
        return process_time() - start

    seconds(100)
    assert min(seconds(8000) for _ in range(3)) < 10 * min(seconds(2000) for _ in range(3))


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("CREATE TABLE a ()", "create_stmt"),
        ("ALTER TABLE a ADD b int", "alter_table_stmt"),
        ("CREATE INDEX ON a (b)", "index_stmt"),
        ("COMMENT ON TABLE a IS 'b'", "comment_stmt"),
        ("-- nothing", ""),
    ],
)
def test_the_kind_of_a_statement_is_its_node(sql: str, kind: str) -> None:
    """Kinds are called as in the server's grammar."""
    assert pgsql.node_kind(sql) == kind


@pytest.fixture
def connection(database: str) -> Iterator[psycopg.Connection]:
    """An autocommit connection to an empty database."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as one:
        yield one


IN_BLOCK = {
    "CREATE INDEX CONCURRENTLY ON t (a)": True,
    "CREATE INDEX ON t (a)": False,
    "DROP INDEX CONCURRENTLY i": True,
    "DROP INDEX i": False,
    "REINDEX TABLE CONCURRENTLY t": True,
    "REINDEX (CONCURRENTLY) TABLE t": True,
    "REINDEX (CONCURRENTLY false) TABLE t": False,
    "REINDEX (CONCURRENTLY 0) INDEX i": False,
    "REINDEX SCHEMA public": True,
    "VACUUM t": True,
    "ANALYZE t": False,
    "CLUSTER t USING i": False,
    "CREATE DATABASE schemactl_never": True,
    "DROP DATABASE schemactl_never": True,
    "ALTER DATABASE schemactl_never SET TABLESPACE pg_default": True,
    "ALTER DATABASE schemactl_never SET work_mem = 64": False,
    "CREATE TABLESPACE schemactl_never LOCATION '/nowhere'": True,
    "DROP TABLESPACE schemactl_never": True,
    "ALTER SYSTEM SET work_mem = 64": True,
    "ALTER TYPE e ADD VALUE 'b'": False,
    "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY": True,
    "ALTER TABLE p DETACH PARTITION p1": False,
    "DISCARD ALL": True,
    "DISCARD PLANS": False,
    "CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p": True,
    "CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false)": False,
    "CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = off, slot_name = x)": False,
    "REFRESH MATERIALIZED VIEW m": False,
}


@pytest.mark.parametrize("sql", IN_BLOCK)
def test_what_a_transaction_refuses_is_known_before(connection: psycopg.Connection, sql: str) -> None:
    """What is said of a statement is what the server does: SQLSTATE 25001 in a transaction block."""
    import psycopg

    assert pgsql.needs_own_transaction(*pgsql.top_node(sql)) == IN_BLOCK[sql]
    connection.execute("""
        CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE TYPE e AS ENUM ('a');
        CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
        CREATE MATERIALIZED VIEW m AS SELECT 1
    """)
    code = ""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(sql.encode())
    except psycopg.Error as error:
        code = error.sqlstate or ""
    assert (code == "25001") == IN_BLOCK[sql]


def test_subscriptions_that_talk_to_their_publisher_need_their_own() -> None:
    """Refreshing and dropping a subscription run outside transaction blocks; what is only local does not need to."""
    assert pgsql.needs_own_transaction(*pgsql.top_node("DROP SUBSCRIPTION s"))
    assert pgsql.needs_own_transaction(*pgsql.top_node("ALTER SUBSCRIPTION s REFRESH PUBLICATION"))
    assert pgsql.needs_own_transaction(*pgsql.top_node("ALTER SUBSCRIPTION s SET PUBLICATION p"))
    assert not pgsql.needs_own_transaction(
        *pgsql.top_node("ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)")
    )
    assert not pgsql.needs_own_transaction(*pgsql.top_node("ALTER SUBSCRIPTION s ENABLE"))


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("GRANT SELECT ON t TO a, b, PUBLIC, CURRENT_USER", ("a", "b")),
        ("GRANT a TO b", ("a", "b")),
        ("ALTER TABLE t OWNER TO o", ("o",)),
        ("CREATE POLICY p ON t TO b, a USING (true)", ("b", "a")),
        ("ALTER DEFAULT PRIVILEGES FOR ROLE c GRANT SELECT ON TABLES TO d", ("c", "d")),
        ("CREATE SCHEMA AUTHORIZATION joe GRANT SELECT ON t TO bob", ("joe", "bob")),
        ("COMMENT ON ROLE x IS 'x'", ("x",)),
        ("COMMENT ON TABLE x IS 'x'", ()),
        ("SET ROLE x", ("x",)),
        ("SET ROLE NONE", ()),
        ("SET SESSION AUTHORIZATION y", ("y",)),
        ("CREATE ROLE r IN ROLE z", ("z",)),
        ("CREATE TABLE t (a int)", ()),
    ],
)
def test_roles_are_found_wherever_a_statement_names_them(sql: str, names: tuple[str, ...]) -> None:
    """Each role that must exist comes once, in order; those that always exist do not."""
    assert pgsql.role_names(sql) == names


def test_long_chains_do_not_exhaust_the_stack() -> None:
    """Neither the tree's own limit of 100 levels nor Python's stack ends the reading of a long expression."""
    sql = f"CREATE VIEW v AS SELECT {' + '.join(['1'] * 2000)}"
    assert pgsql.node_kind(sql) == "view_stmt"
    assert pgsql.role_names(sql) == ()


def test_identifiers_are_quoted_as_the_server_does(connection: psycopg.Connection) -> None:
    """For all keywords and for odd names the result is quote_ident()'s; older servers know fewer keywords."""
    words = {row[0] for row in connection.execute("SELECT word FROM pg_get_keywords()")}
    odd = ["a", "A", "a b", 'a"b', "1a", "_a1", "é", "a$b", "name", "x" * 63, "a.b"]
    names = [*sorted(words | pgsql.KEYWORDS), *odd]
    rows = connection.execute("SELECT n, quote_ident(n) FROM unnest(%s::text[]) n", [names]).fetchall()
    different = {name for name, quoted in rows if pgsql.quote_identifier(name) != quoted}
    assert different <= pgsql.KEYWORDS
    assert connection.info.server_version < 180000 or not different


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_is_no_identifier_is_not_quoted(name: str) -> None:
    """No identifier is empty or holds a NUL byte."""
    with pytest.raises(ValueError, match="not an identifier"):
        pgsql.quote_identifier(name)


def test_literals_are_quoted_as_the_server_does(connection: psycopg.Connection) -> None:
    """The result is quote_literal()'s, and means the text whatever the setting of standard_conforming_strings."""
    for text in ["", "a", "it's", "a\\b", "\\'", "ü\n", "''", "$1", "%s"]:
        (expected,) = connection.execute("SELECT quote_literal(%s::text)", [text]).fetchone() or ("",)
        assert pgsql.quote_literal(text) == expected.strip()
        for setting in ("on", "off"):
            connection.execute(f"SET standard_conforming_strings = {setting}".encode())
            assert connection.execute(f"SELECT {pgsql.quote_literal(text)}".encode()).fetchone() == (text,)
        connection.execute("RESET ALL")


def test_qualified_names_quote_each_part() -> None:
    """A name without a schema stands alone."""
    assert pgsql.qualified("app", "User") == 'app."User"'
    assert pgsql.qualified("", "order") == '"order"'


def test_statements_of_a_text_do_not_overlap() -> None:
    """Offsets and lengths of neighbours leave room for the semicolon."""
    found = pgsql.split_statements(";".join(STATEMENTS))
    assert [one.sql for one in found] == list(STATEMENTS)
    assert all(one.offset + len(one.sql) < other.offset for one, other in pairwise(found))
