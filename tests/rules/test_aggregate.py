"""Aggregates: normal, ordered-set and hypothetical-set, with every option."""

from __future__ import annotations

from collections.abc import Callable

Transition = Callable[..., list[str]]
FUNCTIONS = """
    CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
    CREATE FUNCTION sub(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a - b';
    CREATE FUNCTION count_one(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + 1';
    CREATE FUNCTION glue(a text, b text, VARIADIC c text[]) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a || b';
"""


def test_every_option_of_a_normal_aggregate(transition: Transition) -> None:
    """Plain and moving implementation, sizes, combination, parallel safety."""
    after = """CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, SSPACE = 16, FINALFUNC = count_one,
        FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = add, INITCOND = '0', MSFUNC = add, MINVFUNC = sub, MSTYPE = int,
        MSSPACE = 12, MFINALFUNC = count_one, MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '', PARALLEL = SAFE)"""
    assert transition("", after.replace("''", "'1'"), FUNCTIONS) == [
        (
            "CREATE AGGREGATE public.total(integer) (SFUNC = public.add, STYPE = integer, SSPACE = 16, "
            "FINALFUNC = public.count_one, FINALFUNC_MODIFY = SHAREABLE, INITCOND = '0', COMBINEFUNC = public.add, "
            "MSFUNC = public.add, MINVFUNC = public.sub, MSTYPE = integer, MSSPACE = 12, "
            "MFINALFUNC = public.count_one, MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '1', PARALLEL = SAFE)"
        )
    ]


def test_no_arguments_are_a_star(transition: Transition) -> None:
    """The star stands in CREATE and COMMENT; privileges are those of a function without arguments."""
    after = """CREATE AGGREGATE rows(*) (SFUNC = count_one, STYPE = int, INITCOND = '0');
        COMMENT ON AGGREGATE rows(*) IS 'how many'; REVOKE ALL ON FUNCTION rows() FROM PUBLIC"""
    assert transition("", after, FUNCTIONS) == [
        "CREATE AGGREGATE public.rows(*) (SFUNC = public.count_one, STYPE = integer, INITCOND = '0')",
        "REVOKE EXECUTE ON FUNCTION public.rows() FROM PUBLIC",
        "COMMENT ON AGGREGATE public.rows(*) IS 'how many'",
    ]


def test_ordered_and_hypothetical_sets_keep_their_order_by(transition: Transition) -> None:
    """Direct arguments stand before ORDER BY."""
    after = """CREATE AGGREGATE pct(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
          FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
        COMMENT ON AGGREGATE pct(float8 ORDER BY anyelement) IS 'percentile';
        CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi,
          STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL)"""
    statements = transition("", after)
    assert [statement.partition(" (SFUNC")[0] for statement in statements] == [
        "CREATE AGGREGATE public.pct(double precision ORDER BY anyelement)",
        "COMMENT ON AGGREGATE public.pct(double precision ORDER BY anyelement) IS 'percentile'",
        'CREATE AGGREGATE public.place(VARIADIC "any" ORDER BY VARIADIC "any")',
    ]


def test_arguments_keep_their_names(transition: Transition) -> None:
    """Named and variadic arguments."""
    after = """CREATE AGGREGATE glued(part text, VARIADIC more text[]) (SFUNC = glue, STYPE = text);
        COMMENT ON AGGREGATE glued(text, VARIADIC text[]) IS 'glue'"""
    assert transition("", after, FUNCTIONS)[0].startswith(
        "CREATE AGGREGATE public.glued(part text, VARIADIC more text[])"
    )


def test_another_implementation_is_put_in_place(transition: Transition) -> None:
    """CREATE OR REPLACE, so that views on the aggregate stay."""
    view = ";CREATE VIEW v AS SELECT total(x) FROM (VALUES (1)) t (x)"
    statements = transition(
        "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, INITCOND = '0')" + view,
        "CREATE AGGREGATE total(int) (SFUNC = sub, STYPE = int, INITCOND = '5', PARALLEL = RESTRICTED)" + view,
        FUNCTIONS,
    )
    assert statements == [
        (
            "CREATE OR REPLACE AGGREGATE public.total(integer) "
            "(SFUNC = public.sub, STYPE = integer, INITCOND = '5', PARALLEL = RESTRICTED)"
        )
    ]


def test_another_result_makes_it_anew(transition: Transition) -> None:
    """The view on it is made again around it."""
    view = ";CREATE VIEW v AS SELECT total(x) FROM (VALUES (1)) t (x)"
    text = "CREATE FUNCTION as_text(int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';"
    statements = transition(
        "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int)" + view,
        "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, FINALFUNC = as_text)" + view,
        FUNCTIONS + text,
    )
    assert "DROP AGGREGATE public.total(integer)" in statements
    assert statements[0] == "DROP VIEW public.v"


def test_a_sort_operator_is_qualified(transition: Transition) -> None:
    """SORTOP by OPERATOR(…)."""
    statements = transition("", "CREATE AGGREGATE lowest(int) (SFUNC = int4smaller, STYPE = int, SORTOP = <)")
    assert statements[0].endswith("SORTOP = OPERATOR(pg_catalog.<))")
