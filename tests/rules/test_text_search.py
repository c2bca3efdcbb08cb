"""Text search: parsers, templates, dictionaries and configurations."""

from __future__ import annotations

from collections.abc import Callable

Transition = Callable[..., list[str]]
DICTIONARY = "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = snowball, LANGUAGE = english{});"
CONFIGURATION = "CREATE TEXT SEARCH CONFIGURATION c (PARSER = default);"


def test_parser_and_template(transition: Transition) -> None:
    """Nothing but functions, which must be the server's own here."""
    after = """CREATE TEXT SEARCH PARSER p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
          LEXTYPES = prsd_lextype); COMMENT ON TEXT SEARCH PARSER p IS 'p';
        CREATE TEXT SEARCH TEMPLATE t (INIT = dsimple_init, LEXIZE = dsimple_lexize)"""
    assert transition("", after) == [
        (
            "CREATE TEXT SEARCH PARSER public.p (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, "
            "END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype)"
        ),
        "COMMENT ON TEXT SEARCH PARSER public.p IS 'p'",
        "CREATE TEXT SEARCH TEMPLATE public.t (INIT = pg_catalog.dsimple_init, LEXIZE = pg_catalog.dsimple_lexize)",
    ]


def test_options_of_a_dictionary_are_set_and_taken_away_in_place(transition: Transition) -> None:
    """A name without a value takes the option away."""
    assert transition(DICTIONARY.format(", STOPWORDS = english"), DICTIONARY.format("")) == [
        "ALTER TEXT SEARCH DICTIONARY public.d (language = 'english', stopwords)"
    ]


def test_another_template_makes_a_dictionary_anew(transition: Transition) -> None:
    """The configuration that uses it is made again around it."""
    use = CONFIGURATION + "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH d"
    simple = "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, ACCEPT = false);"
    statements = transition(DICTIONARY.format("") + use, simple + use)
    assert statements[0] == "DROP TEXT SEARCH CONFIGURATION public.c"


def test_tokens_that_go_the_same_way_are_mapped_together(transition: Transition) -> None:
    """One statement for each list of dictionaries."""
    after = (
        CONFIGURATION
        + """ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR asciiword, word WITH d, simple;
        ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR email, "int" WITH simple"""
    )
    assert transition("", after, DICTIONARY.format("")) == [
        'CREATE TEXT SEARCH CONFIGURATION public.c (PARSER = pg_catalog."default")',
        "ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR asciiword, word WITH public.d, pg_catalog.simple",
        'ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR email, "int" WITH pg_catalog.simple',
    ]


def test_mappings_change_in_place(transition: Transition) -> None:
    """Dropped, altered, added."""
    mapping = "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR {} WITH {};"
    before = CONFIGURATION + mapping.format("word", "simple") + mapping.format("email", "simple")
    after = CONFIGURATION + mapping.format("word", "english_stem, simple") + mapping.format("url", "simple")
    assert transition(before, after) == [
        "ALTER TEXT SEARCH CONFIGURATION public.c DROP MAPPING FOR email",
        (
            "ALTER TEXT SEARCH CONFIGURATION public.c "
            "ALTER MAPPING FOR word WITH pg_catalog.english_stem, pg_catalog.simple"
        ),
        "ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR url WITH pg_catalog.simple",
    ]


def test_a_dictionary_goes_after_its_mapping(transition: Transition) -> None:
    """The configuration stays."""
    use = "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH d"
    transition(CONFIGURATION + DICTIONARY.format("") + use, CONFIGURATION)
