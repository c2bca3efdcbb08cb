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


def test_the_builtin_provider_is_named(transition: Transition, major: int) -> None:
    """Providers other than libc are written."""
    if major < 17:
        pytest.skip("the builtin provider came with 17")
    statements = transition("", "CREATE COLLATION b (PROVIDER = builtin, LOCALE = 'C.UTF-8')")
    assert statements == ["CREATE COLLATION public.b (PROVIDER = builtin, LOCALE = 'C.UTF-8')"]
