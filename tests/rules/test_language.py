"""Languages, transforms, conversions, access methods: names for functions that a server has."""

from __future__ import annotations

from collections.abc import Callable

Transition = Callable[..., list[str]]
LANGUAGE = "CREATE LANGUAGE plx HANDLER plpgsql_call_handler{};"


def test_a_language_is_completed_in_place(transition: Transition) -> None:
    """CREATE OR REPLACE LANGUAGE."""
    after = (
        LANGUAGE.format(" INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator") + "COMMENT ON LANGUAGE plx IS 'x'"
    )
    assert transition(LANGUAGE.format(""), after) == [
        (
            "CREATE OR REPLACE LANGUAGE plx HANDLER pg_catalog.plpgsql_call_handler "
            "INLINE pg_catalog.plpgsql_inline_handler VALIDATOR pg_catalog.plpgsql_validator"
        ),
        "COMMENT ON LANGUAGE plx IS 'x'",
    ]


def test_a_trusted_language_and_who_may_use_it(transition: Transition) -> None:
    """USAGE is PUBLIC's until it is revoked."""
    after = LANGUAGE.format("").replace("LANGUAGE", "TRUSTED LANGUAGE", 1) + "REVOKE USAGE ON LANGUAGE plx FROM PUBLIC"
    assert transition("", after) == [
        "CREATE TRUSTED LANGUAGE plx HANDLER pg_catalog.plpgsql_call_handler",
        "REVOKE USAGE ON LANGUAGE plx FROM PUBLIC",
    ]


def test_a_conversion(transition: Transition) -> None:
    """Nothing of it can be altered."""
    make = "CREATE {}CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8"
    assert transition(make.format(""), make.format("DEFAULT ")) == [
        "DROP CONVERSION public.conv",
        "CREATE DEFAULT CONVERSION public.conv FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8",
    ]


def test_access_methods(transition: Transition) -> None:
    """Of indexes and of tables."""
    after = """CREATE ACCESS METHOD tree TYPE INDEX HANDLER bthandler;
        CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler"""
    assert transition("", after) == [
        "CREATE ACCESS METHOD pile TYPE TABLE HANDLER pg_catalog.heap_tableam_handler",
        "CREATE ACCESS METHOD tree TYPE INDEX HANDLER pg_catalog.bthandler",
    ]


def test_a_transform(transition: Transition) -> None:
    """One side may be missing, and is added in place."""
    one = "CREATE TRANSFORM FOR bool LANGUAGE plx (FROM SQL WITH FUNCTION dsimple_init(internal){});"
    both = one.format(", TO SQL WITH FUNCTION array_typanalyze(internal)")
    comment = "COMMENT ON TRANSFORM FOR bool LANGUAGE plx IS 'bool'"
    assert transition(one.format(""), both + comment, LANGUAGE.format("")) == [
        (
            "CREATE OR REPLACE TRANSFORM FOR boolean LANGUAGE plx "
            "(FROM SQL WITH FUNCTION pg_catalog.dsimple_init(internal), "
            "TO SQL WITH FUNCTION pg_catalog.array_typanalyze(internal))"
        ),
        "COMMENT ON TRANSFORM FOR boolean LANGUAGE plx IS 'bool'",
    ]
