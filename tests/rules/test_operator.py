"""Operators, operator classes and families, casts."""

from __future__ import annotations

from collections.abc import Callable

Transition = Callable[..., list[str]]


def compare(name: str, sign: str, right: str = "pair") -> str:
    body = f"SELECT ($1).a {sign} {'($2).a' if right == 'pair' else '$2'}"
    return f"CREATE FUNCTION {name}(pair, {right}) RETURNS bool LANGUAGE sql IMMUTABLE AS '{body}';"


BASE = (
    "CREATE TYPE pair AS (a int, b int);"
    + "".join(compare(name, sign) for name, sign in (("lt", "<"), ("le", "<="), ("eq", "="), ("ge", ">="), ("gt", ">")))
    + compare("lt_int", "<", "int")
    + """CREATE FUNCTION cmp(pair, pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a - ($2).a';
    CREATE FUNCTION cmp_int(pair, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a - $2';
    CREATE FUNCTION turn(pair) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW(($1).b, ($1).a)::pair';"""
)
LESS = "CREATE OPERATOR < (LEFTARG = pair, RIGHTARG = pair, FUNCTION = lt{});"
MORE = "CREATE OPERATOR > (LEFTARG = pair, RIGHTARG = pair, FUNCTION = gt{});"
ALL = (
    LESS.format(", COMMUTATOR = >, NEGATOR = >=")
    + MORE.format(", COMMUTATOR = <, NEGATOR = <=")
    + """CREATE OPERATOR <= (LEFTARG = pair, RIGHTARG = pair, FUNCTION = le, COMMUTATOR = >=, NEGATOR = >);
    CREATE OPERATOR >= (LEFTARG = pair, RIGHTARG = pair, FUNCTION = ge, COMMUTATOR = <=, NEGATOR = <);
    CREATE OPERATOR = (LEFTARG = pair, RIGHTARG = pair, FUNCTION = eq, COMMUTATOR = =, HASHES, MERGES,
      RESTRICT = eqsel, JOIN = eqjoinsel);
    CREATE OPERATOR < (LEFTARG = pair, RIGHTARG = int, FUNCTION = lt_int);"""
)
CLASS = """CREATE OPERATOR CLASS pair_ops DEFAULT FOR TYPE pair USING btree AS OPERATOR 1 <, OPERATOR 2 <=,
    OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 cmp(pair, pair);"""


def test_operators_that_name_each_other(transition: Transition) -> None:
    """Commutators and negators need no order: the first of two makes a shell of the other."""
    assert transition("", ALL, BASE)[1] == (
        "CREATE OPERATOR public.< (FUNCTION = public.lt, LEFTARG = public.pair, RIGHTARG = public.pair, "
        "COMMUTATOR = OPERATOR(public.>), NEGATOR = OPERATOR(public.>=))"
    )


def test_a_prefix_operator_has_no_left_side(transition: Transition) -> None:
    """NONE stands for it, but in CREATE."""
    after = "CREATE OPERATOR - (RIGHTARG = pair, FUNCTION = turn); COMMENT ON OPERATOR - (NONE, pair) IS 'turned'"
    assert transition("", after, BASE) == [
        "CREATE OPERATOR public.- (FUNCTION = public.turn, RIGHTARG = public.pair)",
        "COMMENT ON OPERATOR public.- (NONE, public.pair) IS 'turned'",
    ]


def test_estimators_are_set_in_place(transition: Transition) -> None:
    """RESTRICT and JOIN, there and back to NONE."""
    statements = transition(LESS.format(""), LESS.format(", RESTRICT = scalarltsel, JOIN = scalarltjoinsel"), BASE)
    assert statements == [
        (
            "ALTER OPERATOR public.< (public.pair, public.pair) SET "
            "(RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel)"
        )
    ]


def test_a_link_between_operators_that_stay(transition: Transition, major: int) -> None:
    """Set in place since 17; before, one of the two is made anew."""
    statements = transition(
        LESS.format("") + MORE.format(""), LESS.format(", COMMUTATOR = >") + MORE.format(", COMMUTATOR = <"), BASE
    )
    assert any("SET (COMMUTATOR" in statement for statement in statements) == (major >= 17)


def test_a_link_to_a_new_operator_comes_with_it(transition: Transition) -> None:
    """The making of the other end links both, and its drop unlinks both."""
    statements = transition(LESS.format(""), LESS.format(", COMMUTATOR = >") + MORE.format(", COMMUTATOR = <"), BASE)
    assert len(statements) == 1
    assert statements[0].startswith("CREATE OPERATOR public.>")


def test_flags_can_be_added(transition: Transition) -> None:
    """HASHES and MERGES, in place where the server can."""
    equal = "CREATE OPERATOR = (LEFTARG = pair, RIGHTARG = pair, FUNCTION = eq, COMMUTATOR = ={});"
    transition(equal.format(""), equal.format(", HASHES, MERGES"), BASE)


def test_another_function_makes_an_operator_anew(transition: Transition) -> None:
    """The view that uses it is made again around it, and so is the other end's link."""
    view = "CREATE VIEW v AS SELECT ROW(1, 2)::pair < ROW(2, 1)::pair AS x;"
    statements = transition(
        LESS.format(", COMMUTATOR = >") + MORE.format(", COMMUTATOR = <") + view,
        LESS.format(", COMMUTATOR = >").replace("= lt", "= le") + MORE.format(", COMMUTATOR = <") + view,
        BASE,
    )
    assert statements[0] == "DROP VIEW public.v"


def test_an_operator_class_with_its_family(transition: Transition) -> None:
    """The family that CREATE OPERATOR CLASS makes by itself is an object of its own; the class joins it by name."""
    after = ALL + CLASS + "CREATE TABLE t (p pair); CREATE INDEX t_p ON t (p)"
    statements = transition("", after, BASE)
    assert "CREATE OPERATOR FAMILY public.pair_ops USING btree" in statements
    assert any(s.startswith("CREATE OPERATOR CLASS public.pair_ops DEFAULT FOR TYPE public.pair") for s in statements)


def test_members_of_a_family_come_and_go_in_place(transition: Transition) -> None:
    """Those that no class holds; their operator may be new."""
    member = """ALTER OPERATOR FAMILY pair_ops USING btree ADD OPERATOR 1 < (pair, int),
        FUNCTION 1 (pair, int) cmp_int(pair, int);"""
    assert transition(ALL + CLASS, ALL + CLASS + member, BASE) == [
        (
            "ALTER OPERATOR FAMILY public.pair_ops USING btree ADD OPERATOR 1 public.< (public.pair, integer), "
            "FUNCTION 1 (public.pair, integer) public.cmp_int(public.pair, integer)"
        )
    ]


def test_a_member_goes_before_its_operator(transition: Transition) -> None:
    """An operator that a family's own member names is dropped after the member is."""
    other = "CREATE OPERATOR < (LEFTARG = pair, RIGHTARG = int, FUNCTION = lt_int);"
    member = "ALTER OPERATOR FAMILY pair_ops USING btree ADD OPERATOR 1 < (pair, int);"
    family = "CREATE OPERATOR FAMILY pair_ops USING btree;"
    transition(family + other + member, family, BASE)


def test_an_operator_class_is_made_anew(transition: Transition) -> None:
    """Nothing of it can be altered; the index that uses it is made again."""
    index = "CREATE TABLE t (p pair); CREATE INDEX t_p ON t (p pair_ops);"
    statements = transition(ALL + CLASS + index, ALL + CLASS.replace(" DEFAULT", "") + index, BASE)
    assert statements[0] == "DROP INDEX public.t_p"


def test_storage_and_order_by_of_a_class(transition: Transition) -> None:
    """GiST: what the index keeps, and operators that order."""
    after = """CREATE OPERATOR CLASS near_ops FOR TYPE point USING gist AS
        OPERATOR 15 <-> (point, point) FOR ORDER BY float_ops,
        FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal),
        FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_point_compress(internal),
        FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal),
        FUNCTION 7 gist_box_same(box, box, internal), STORAGE box;"""
    assert any(statement.endswith("STORAGE box") for statement in transition("", after))


def test_casts(transition: Transition) -> None:
    """By function, by text, and binary; nothing of them can be altered."""
    function = "CREATE FUNCTION from_int(int) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1, 0)::pair';"
    before = "CREATE CAST (int AS pair) WITH FUNCTION from_int(int);"
    after = """CREATE CAST (int AS pair) WITH FUNCTION from_int(int) AS ASSIGNMENT;
        CREATE CAST (pair AS json) WITH INOUT;
        COMMENT ON CAST (pair AS json) IS 'as text'"""
    assert transition(before, after, BASE + function) == [
        "CREATE CAST (public.pair AS json) WITH INOUT",
        "COMMENT ON CAST (public.pair AS json) IS 'as text'",
        "DROP CAST (integer AS public.pair)",
        "CREATE CAST (integer AS public.pair) WITH FUNCTION public.from_int(integer) AS ASSIGNMENT",
    ]
