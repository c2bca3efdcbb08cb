"""Collations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Transition = Callable[..., list[str]]


def test_a_collation_is_made_with_its_locale_and_comment(transition: Transition) -> None:
    """One locale for both categories is written once; the comment comes along."""
    after = "CREATE COLLATION posix (LOCALE = 'POSIX'); COMMENT ON COLLATION posix IS 'bytes'"
    assert transition("", after) == [
        "CREATE COLLATION public.posix (LOCALE = 'POSIX')",
        "COMMENT ON COLLATION public.posix IS 'bytes'",
    ]


def test_two_categories_are_kept_apart(transition: Transition) -> None:
    """LC_COLLATE and LC_CTYPE may differ."""
    statements = transition("", "CREATE COLLATION mixed (LC_COLLATE = 'C', LC_CTYPE = 'POSIX')")
    assert statements == ["CREATE COLLATION public.mixed (LC_COLLATE = 'C', LC_CTYPE = 'POSIX')"]


def test_a_collation_that_nothing_uses_is_made_anew(transition: Transition) -> None:
    """Nothing of a collation can be altered."""
    assert transition("CREATE COLLATION c (LOCALE = 'C')", "CREATE COLLATION c (LOCALE = 'POSIX')") == [
        "DROP COLLATION public.c",
        "CREATE COLLATION public.c (LOCALE = 'POSIX')",
    ]


def test_columns_are_moved_to_the_new_collation(transition: Transition) -> None:
    """The table stays; its indexes and the views on it are made again, the collation keeps its comment."""
    rest = """COMMENT ON COLLATION c IS 'c'; CREATE TABLE t (id int, b text COLLATE c); CREATE INDEX t_b ON t (b);
        CREATE VIEW v AS SELECT b FROM t WHERE b > 'a'; CREATE DOMAIN d AS text COLLATE c;"""
    statements = transition(
        "CREATE COLLATION c (LOCALE = 'C');" + rest, "CREATE COLLATION c (LOCALE = 'POSIX');" + rest
    )
    renamed = statements.index("ALTER COLLATION public.c RENAME TO c__schemactl_old")
    assert sorted(statements[:renamed]) == ["DROP DOMAIN public.d", "DROP INDEX public.t_b", "DROP VIEW public.v"]
    assert statements[renamed + 1 : renamed + 5] == [
        "CREATE COLLATION public.c (LOCALE = 'POSIX')",
        "COMMENT ON COLLATION public.c IS 'c'",
        "ALTER TABLE public.t ALTER COLUMN b TYPE text COLLATE public.c",
        "DROP COLLATION public.c__schemactl_old",
    ]


def test_the_builtin_provider_is_named(transition: Transition, major: int) -> None:
    """Providers other than libc are written."""
    if major < 17:
        pytest.skip("the builtin provider came with 17")
    statements = transition("", "CREATE COLLATION b (PROVIDER = builtin, LOCALE = 'C.UTF-8')")
    assert statements == ["CREATE COLLATION public.b (PROVIDER = builtin, LOCALE = 'C.UTF-8')"]
