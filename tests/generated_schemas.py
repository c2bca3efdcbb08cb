"""Schemas made up by hypothesis: every kind of object, in any combination that Postgres takes.

In: nothing but chance. Out: `schemas()` and `pairs()`, strategies; `text(schema, major)`, the SQL. A schema is drawn
as a set of pieces, each plain data; the text is made of them afterwards, and leaves out what has no ground to stand on
(a column of a type that was not drawn is text). So pieces are independent, and shrink independently.
This file must never know how schemas are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generated_table import COLUMNS, LABELS, TABLES, TYPES
from generated_text import render
from generated_variants import VARIANTS
from generated_web import STRANDS
from hypothesis import strategies as st

Pieces = Mapping[str, Any]

maybe = st.booleans()
rarely = st.integers(0, 5).map(lambda n: n == 5)
comments = st.sampled_from((None, None, "said", 'it\'s "said"'))


def some(values: tuple[Any, ...]) -> st.SearchStrategy[list[Any]]:
    """A list of some of these, in any order."""
    return st.lists(st.sampled_from(values), unique=True)


column = st.fixed_dictionaries(
    {
        "type": st.sampled_from(tuple(TYPES)),
        "default": st.one_of(st.none(), st.integers(0, 3)),
        "not_null": maybe,
        "generated": st.sampled_from((None, None, None, None, "STORED", "VIRTUAL")),
        "identity": st.sampled_from((None, None, None, "ALWAYS", "BY DEFAULT")),
        "identity_options": st.sampled_from(
            ("", "", "(START WITH 5 INCREMENT BY 5)", "(CACHE 10 CYCLE MAXVALUE 1000)")
        ),
        "collate": st.sampled_from((None, None, '"C"', "app.coll")),
        "setting": st.sampled_from(
            (
                None,
                None,
                None,
                "SET STATISTICS 100",
                "SET STORAGE EXTERNAL",
                "SET (n_distinct = 5)",
                "SET COMPRESSION pglz",
            )
        ),
        "comment": comments,
        "grant": st.sampled_from((None, None, "SELECT ({})", "SELECT ({0}), UPDATE ({0})")),
    }
)
table = st.fixed_dictionaries(
    {
        "columns": st.dictionaries(st.sampled_from(COLUMNS), column, max_size=4),
        "id": st.sampled_from(("bigint", "integer", "identity", "serial", "bigserial", "uuid")),
        "key": st.sampled_from(("primary", "primary", "unique", None)),
        "unlogged": rarely,
        "options": st.sampled_from(
            ("", "", "WITH (fillfactor=80)", "WITH (fillfactor=90, toast.autovacuum_enabled=false)")
        ),
        "checks": some(("id IS NOT NULL", "a IS NOT NULL", "app.f(1) > 0", "b IS NULL OR id IS NOT NULL")),
        "unique": st.sampled_from((None, None, "a", "b", "a, b", "c")),
        "reference": st.sampled_from((None, "t1", "t2", "t3")),
        "action": st.sampled_from(
            ("", "ON DELETE CASCADE", "ON UPDATE SET NULL DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED", "NOT VALID")
        ),
        "indexes": some(
            (
                "({a})",
                "({b} DESC NULLS LAST)",
                "(id) INCLUDE ({a})",
                "(id) WHERE id IS NOT NULL",
                "((id IS NULL), {a})",
                "USING hash ({b})",
                "USING brin ({c}) WITH (pages_per_range=8)",
                "(id) WITH (fillfactor=60)",
                "(app.f(1), id)",
            )
        ),
        "unique_index": maybe,
        "rls": st.sampled_from(("", "", "ENABLE", "FORCE")),
        "policies": some(("read", "write", "every")),
        "policy_role": st.sampled_from(("PUBLIC", "reader", "reader, writer")),
        "policy_kind": st.sampled_from(("", "AS RESTRICTIVE")),
        "policy_using": st.sampled_from(("true", "id IS NOT NULL", "app.f(1) > 0")),
        "triggers": some(("row", "statement", "deferred")),
        "trigger_event": st.sampled_from(("INSERT", "UPDATE", "INSERT OR DELETE")),
        "trigger_state": st.sampled_from(("", "", "DISABLE", "ENABLE ALWAYS", "ENABLE REPLICA")),
        "rule": st.sampled_from((None, None, "DO ALSO NOTHING", "DO INSTEAD NOTHING")),
        "identity": st.sampled_from((None, None, "FULL", "NOTHING", "INDEX")),
        "cluster": rarely,
        "statistics": st.sampled_from((None, None, "(ndistinct)", "(dependencies, mcv)")),
        "comment": comments,
        "grants": some(
            ("SELECT TO reader", "INSERT, UPDATE TO writer", "ALL TO reader WITH GRANT OPTION", "SELECT TO PUBLIC")
        ),
        "owner": st.sampled_from((None, None, None, "writer")),
    }
)
enum = st.fixed_dictionaries({"labels": some(LABELS).filter(bool), "comment": comments, "public": maybe})
domain = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("text", "text", "varchar(20)", "varchar(30)")),
        "default": st.sampled_from((None, "'d@d'")),
        "not_null": rarely,
        "checks": some(("VALUE LIKE '%@%'", "length(VALUE) < 100", "VALUE <> 'no'")),
        "comment": comments,
    }
)
composite = st.fixed_dictionaries(
    {
        "attributes": some(("x integer", "y text", "z app.mood", "w numeric(5,2)", 'v text COLLATE "C"')),
        "comment": comments,
    }
)
sequence = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("bigint", "integer", "smallint")),
        "options": st.sampled_from(
            ("", "INCREMENT BY 5", "MINVALUE 10 MAXVALUE 1000 START WITH 50", "INCREMENT BY -1", "CACHE 7 CYCLE")
        ),
        "owned": maybe,
        "comment": comments,
    }
)
function = st.fixed_dictionaries(
    {
        "argument": st.sampled_from(("n integer", "m integer", "n integer DEFAULT 5", "integer")),
        "result": st.sampled_from(("integer", "integer", "bigint")),
        "language": st.sampled_from(("sql", "plpgsql", "parsed")),
        "more": st.sampled_from(
            ("IMMUTABLE", "IMMUTABLE STRICT", "IMMUTABLE PARALLEL SAFE COST 7", "IMMUTABLE SET search_path TO app")
        ),
        "body": st.sampled_from(("1", "2")),
        "comment": comments,
        "public": maybe,
    }
)
view = st.fixed_dictionaries(
    {
        "of": st.sampled_from(("t1", "t2", "v1", "m1")),
        "columns": st.lists(st.sampled_from(("id", *COLUMNS)), unique=True),
        "options": st.sampled_from(("", "", "WITH (security_barrier)", "WITH (security_barrier=false)")),
        "where": st.sampled_from(("", "WHERE id IS NOT NULL", "WHERE app.f(1) = 1")),
        "extra": st.sampled_from(
            ("", ", 1 AS one", ", app.f(1) AS f", ", 'x'::text AS one", ", NULL::app.mood AS mood")
        ),
        "indexes": maybe,
        "trigger": maybe,
        "comment": comments,
        "grant": st.sampled_from((None, "SELECT TO reader", "SELECT (id) TO writer")),
    }
)
publication = st.fixed_dictionaries(
    {
        "tables": some(TABLES),
        "all": rarely,
        "filter": maybe,
        "options": st.sampled_from(("", "", "WITH (publish = 'insert')", "WITH (publish_via_partition_root = true)")),
        "comment": comments,
    }
)
partition = st.sampled_from(("gone", "attached", "alone", "wider"))
partitioned = st.fixed_dictionaries(
    {
        "key": st.sampled_from((None, "PRIMARY KEY (id, k)", "UNIQUE (k, id)")),
        "value": st.sampled_from(("text", "integer", "app.mood")),
        "default": st.one_of(st.none(), st.integers(0, 0)),
        "not_null": maybe,
        "check": maybe,
        "index": maybe,
        "trigger": maybe,
        "reference": maybe,
        "p_1": partition,
        "p_2": partition,
        "rest": maybe,
    }
)
inherited = st.fixed_dictionaries({"parent": maybe, "more": maybe, "default": maybe, "check": maybe, "second": maybe})

PIECES: dict[str, st.SearchStrategy[Any]] = {
    "mood": st.one_of(st.none(), enum),
    "email": st.one_of(st.none(), domain),
    "pair": st.one_of(st.none(), composite),
    "span": st.sampled_from((None, "integer", "bigint")),
    "coll": st.sampled_from((None, "C", "POSIX")),
    "counter": st.one_of(st.none(), sequence),
    "f": st.one_of(st.none(), function),
    **{name: st.one_of(st.none(), table) for name in TABLES},
    "p": st.one_of(st.none(), partitioned),
    "parent": st.one_of(st.none(), inherited),
    "v1": st.one_of(st.none(), view),
    "v2": st.one_of(st.none(), view),
    "m1": st.one_of(st.none(), view),
    "reads": st.sampled_from((None, "text", "parsed", "rowtype")),
    "publication": st.one_of(st.none(), publication),
    **{kind: st.sampled_from((None, *range(len(texts)))) for kind, texts in VARIANTS.items()},
    **{name: st.sampled_from((None, *range(len(forms)))) for name, forms in STRANDS.items()},
}
NAMES = tuple(PIECES)


@st.composite
def schemas(draw: st.DrawFn, base: Pieces | None = None) -> Pieces:
    """A schema of some pieces, or of the whole web; with a base, one that differs from it in a few."""
    if base is None:
        chosen = draw(st.one_of(st.sets(st.sampled_from(NAMES), max_size=16), st.just(frozenset(STRANDS))))
        return {name: draw(PIECES[name]) if name in chosen else None for name in NAMES}
    changed = draw(st.sets(st.sampled_from(NAMES), max_size=5))
    return {name: draw(PIECES[name]) if name in changed else base[name] for name in NAMES}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Pieces, Pieces]:
    """Two schemas that have most in common, or nothing."""
    first = draw(schemas())
    return first, draw(schemas(first) if draw(st.booleans()) else schemas())


def text(drawn: Pieces, major: int) -> str:
    """The SQL that makes a schema."""
    return ";\n".join(render(drawn, major)) + ";\n"
