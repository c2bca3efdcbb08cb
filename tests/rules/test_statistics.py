"""Extended statistics."""

from __future__ import annotations

from collections.abc import Callable

Transition = Callable[..., list[str]]
TABLE = "CREATE TABLE t (id int, a int, b text);"


def test_kinds_expressions_and_target(transition: Transition) -> None:
    """The definition is the server's own; the target follows."""
    after = """CREATE STATISTICS st (ndistinct, dependencies) ON a, b FROM t; ALTER STATISTICS st SET STATISTICS 200;
        CREATE STATISTICS ex ON (a + 1), lower(b) FROM t; COMMENT ON STATISTICS ex IS 'sums'"""
    assert transition("", after, TABLE) == [
        "CREATE STATISTICS public.ex ON (a + 1), lower(b) FROM public.t",
        "COMMENT ON STATISTICS public.ex IS 'sums'",
        "CREATE STATISTICS public.st (ndistinct, dependencies) ON a, b FROM public.t",
        "ALTER STATISTICS public.st SET STATISTICS 200",
    ]


def test_a_target_is_set_in_place_and_other_kinds_are_not(transition: Transition) -> None:
    """SET STATISTICS -1 takes the target back."""
    make = "CREATE STATISTICS st ON a, b FROM t;"
    target = "ALTER STATISTICS st SET STATISTICS 10"
    assert transition(make + target, make, TABLE) == ["ALTER STATISTICS public.st SET STATISTICS -1"]
    statements = transition(make, make.replace("st ON", "st (mcv) ON"), TABLE)
    assert statements[0] == "DROP STATISTICS public.st"


def test_statistics_go_with_their_table(transition: Transition) -> None:
    """No DROP of their own where the table or a column takes them along."""
    make = "CREATE STATISTICS st ON a, b FROM t;"
    assert transition(TABLE + make, "") == ["DROP TABLE public.t"]
