"""Expressions that Postgres shows in two ways have one text in a catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from schemactl.catalog.canonical import canonical
from schemactl.catalog.read import read_catalog
from schemactl.catalog.row_aliases import may_alias_rows, without_unused_names

if TYPE_CHECKING:
    from schemactl.server import ScratchServer


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "((x)::text = ANY (ARRAY[('a'::character varying)::text, ('b, '']'::character varying)::text]))",
            "((x)::text = ANY ((ARRAY['a'::character varying, 'b, '']'::character varying])::text[]))",
        ),
        ("ARRAY[('ä'::character varying)::text] <> x", "(ARRAY['ä'::character varying])::text[] <> x"),
        ("ARRAY[('a'::character varying)::text, 'c'::text]", None),
        ("ARRAY[('a'::character varying(2))::text]", None),
        ("((x)::text = ANY ((ARRAY['a'::character varying])::text[]))", None),
        ("ARRAY[(x)::text, ('b'::character varying)::text]", None),
    ],
)
def test_one_form(text: str, wanted: str | None) -> None:
    """Only where each element is a varchar's literal cast to text; all else stays as it is."""
    assert canonical(text) == (wanted or text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT a, b FROM f() f(a, b, c)", "SELECT a, b FROM f() f(a, b)"),
        (
            "SELECT f.a, u.c FROM s.f('x'::text, (1 + 2)) f(a, b, c), u",
            "SELECT f.a, u.c FROM s.f('x'::text, (1 + 2)) f(a), u",
        ),
        (
            "SELECT a, 1 AS b FROM f() WITH ORDINALITY f(a, b, ordinality)",
            "SELECT a, 1 AS b FROM f() WITH ORDINALITY f(a)",
        ),
        ('SELECT "B b" FROM ROWS FROM(f(), g()) z(a, "B b", c)', 'SELECT "B b" FROM ROWS FROM(f(), g()) z(a, "B b")'),
        ("SELECT z.a FROM f() z(a, b), g() y(c, d) WHERE y.c = 1", "SELECT z.a FROM f() z(a), g() y(c) WHERE y.c = 1"),
    ],
)
def test_names_that_a_view_does_not_use(text: str, wanted: str) -> None:
    """The last names of a function's columns are left out where nothing uses them."""
    assert may_alias_rows(text)
    assert without_unused_names(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "SELECT u.x FROM ( VALUES (1,2)) u(x, y)",
        "SELECT x.a FROM json_to_record('{}'::json) x(a integer, b text)",
        "SELECT j.a FROM (t JOIN u USING (a)) j(a, b)",
        "WITH w(a, b) AS (SELECT 1) SELECT w.a FROM w",
        "SELECT sum(x) OVER (PARTITION BY y) FROM t WHERE (x = 1) AND (y IN (1))",
    ],
)
def test_names_of_no_function_stay(text: str) -> None:
    """Those of subqueries, joins and column definitions are somebody's own, and stay."""
    assert without_unused_names(text) == text


FORMS = """
    CREATE TABLE t (x varchar(9) CHECK (x IN ('a', 'b')), y varchar(9));
    CREATE INDEX i ON t (y) WHERE y IN ('c', 'd');
    CREATE VIEW v AS SELECT x FROM t WHERE x IN ('a', 'z');
    CREATE POLICY p ON t USING (y IN ('a', 'k'));
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
    CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.x IN ('a', 'q')) EXECUTE FUNCTION f();
    CREATE DOMAIN d AS varchar(9) CHECK (VALUE IN ('a', 'b'));
"""


def test_a_dump_equals_its_database(scratch: ScratchServer) -> None:
    """What pg_dump writes of it, loaded, is the same catalog: no index is made anew for a cast."""
    with scratch.create() as one, scratch.create() as other:
        with psycopg.connect(scratch.plain_conninfo(one), autocommit=True) as connection:
            connection.execute(FORMS.encode())
            before = read_catalog(connection)
            texts = [row[0] for row in connection.execute(_DEFINITIONS)]
        with psycopg.connect(scratch.plain_conninfo(other), autocommit=True) as connection:
            connection.execute(_WITHOUT_EXPRESSIONS.encode())
            for text in texts:
                connection.execute(text.encode())
            after = read_catalog(connection)
    changed = [id for id in before.objects if before.objects[id] != after.objects.get(id)]
    assert not changed


_DEFINITIONS = """
    SELECT 'ALTER TABLE t ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'c'
    UNION ALL SELECT 'ALTER DOMAIN d ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contypid = 'd'::regtype AND contype = 'c'
    UNION ALL SELECT pg_get_indexdef('i'::regclass)
    UNION ALL SELECT 'CREATE VIEW v AS ' || pg_get_viewdef('v'::regclass)
    UNION ALL SELECT 'CREATE POLICY p ON t USING ' || pg_get_expr(polqual, polrelid) FROM pg_policy
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'g'
"""


_WITHOUT_EXPRESSIONS = """
    CREATE TABLE t (x varchar(9), y varchar(9));
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
    CREATE DOMAIN d AS varchar(9);
"""
