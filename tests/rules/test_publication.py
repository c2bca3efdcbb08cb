"""Publications."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Transition = Callable[..., list[str]]
TABLES = "CREATE TABLE a (id int PRIMARY KEY, x int); CREATE TABLE b (id int PRIMARY KEY); CREATE SCHEMA far;"


@pytest.fixture
def since_15(major: int) -> None:
    if major < 15:
        pytest.skip("column lists, row filters and schemas came with 15")


def test_options_of_a_publication(transition: Transition) -> None:
    """Written where they are not the default, set in place."""
    all_tables = "CREATE PUBLICATION p FOR ALL TABLES"
    options = " WITH (publish = 'insert, update', publish_via_partition_root = true)"
    assert transition("", all_tables + options) == [all_tables + options]
    assert transition(all_tables + options, all_tables) == [
        "ALTER PUBLICATION p SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false)"
    ]


def test_generated_columns_are_published_since_18(transition: Transition, major: int) -> None:
    """An option of 18, unknown before."""
    if major < 18:
        pytest.skip("publish_generated_columns came with 18")
    make = "CREATE PUBLICATION p FOR ALL TABLES"
    assert transition(make, make + " WITH (publish_generated_columns = stored)") == [
        "ALTER PUBLICATION p SET (publish_generated_columns = stored)"
    ]


def test_tables_are_added_and_dropped_in_place(transition: Transition) -> None:
    """Only what differs is named."""
    assert transition("CREATE PUBLICATION p FOR TABLE a", "CREATE PUBLICATION p FOR TABLE b", TABLES) == [
        "ALTER PUBLICATION p DROP TABLE public.a",
        "ALTER PUBLICATION p ADD TABLE public.b",
    ]


def test_a_dropped_table_leaves_by_itself(transition: Transition) -> None:
    """No statement for the publication."""
    table = "CREATE TABLE c (id int PRIMARY KEY);"
    before, after = table + "CREATE PUBLICATION p FOR TABLE a, c", "CREATE PUBLICATION p FOR TABLE a"
    assert transition(before, after, TABLES) == ["DROP TABLE public.c"]


def test_a_publication_without_tables(transition: Transition) -> None:
    """It may stand empty."""
    assert transition("", "CREATE PUBLICATION p; COMMENT ON PUBLICATION p IS 'none'") == [
        "CREATE PUBLICATION p",
        "COMMENT ON PUBLICATION p IS 'none'",
    ]


def test_from_all_tables_to_a_list(transition: Transition) -> None:
    """Postgres has no statement for it: it is made anew."""
    assert transition("CREATE PUBLICATION p FOR ALL TABLES", "CREATE PUBLICATION p FOR TABLE a", TABLES) == [
        "DROP PUBLICATION p",
        "CREATE PUBLICATION p FOR TABLE public.a",
    ]


def test_children_do_not_come_along_unasked(transition: Transition) -> None:
    """ONLY for a parent whose children are members or not of their own."""
    child = "CREATE TABLE child () INHERITS (a);"
    statements = transition("", "CREATE PUBLICATION p FOR TABLE ONLY a", TABLES + child)
    assert statements == ["CREATE PUBLICATION p FOR TABLE ONLY public.a"]


@pytest.mark.usefixtures("since_15")
def test_columns_filters_and_schemas(transition: Transition) -> None:
    """All three in one publication or another."""
    after = (
        "CREATE PUBLICATION p FOR TABLE a (id, x) WHERE (x > 3); CREATE PUBLICATION q FOR TABLE b, TABLES IN SCHEMA far"
    )
    assert transition("", after, TABLES) == [
        "CREATE PUBLICATION p FOR TABLE public.a (id, x) WHERE ((x > 3))",
        "CREATE PUBLICATION q FOR TABLE public.b, TABLES IN SCHEMA far",
    ]


@pytest.mark.usefixtures("since_15")
def test_a_changed_member_is_set_with_the_whole_list(transition: Transition) -> None:
    """So that no moment passes without it."""
    before = "CREATE PUBLICATION p FOR TABLE a, b"
    assert transition(before, "CREATE PUBLICATION p FOR TABLE a WHERE (id > 3), b", TABLES) == [
        "ALTER PUBLICATION p SET TABLE public.a WHERE ((id > 3)), public.b"
    ]


@pytest.mark.usefixtures("since_15")
def test_a_listed_column_can_go(transition: Transition) -> None:
    """The publication lets go of it first; on the way back it waits for the column."""
    make = "CREATE PUBLICATION p FOR TABLE a (id{})"
    transition(make.format(", y"), make.format(""), TABLES.replace("x int", "x int, y int"))
    statements = transition(
        "CREATE TABLE c (id int PRIMARY KEY, gone int); CREATE PUBLICATION p FOR TABLE c (id, gone)",
        "CREATE TABLE c (id int PRIMARY KEY); CREATE PUBLICATION p FOR TABLE c (id)",
    )
    assert statements == ["ALTER PUBLICATION p SET TABLE public.c (id)", "ALTER TABLE public.c DROP COLUMN gone"]


@pytest.mark.usefixtures("since_15")
def test_schemas_are_added_and_dropped_in_place(transition: Transition) -> None:
    """TABLES IN SCHEMA beside tables; a dropped schema leaves by itself."""
    assert transition(
        "CREATE PUBLICATION p FOR TABLE a, TABLES IN SCHEMA far",
        "CREATE PUBLICATION p FOR TABLES IN SCHEMA public",
        TABLES,
    ) == [
        "ALTER PUBLICATION p DROP TABLE public.a, TABLES IN SCHEMA far",
        "ALTER PUBLICATION p ADD TABLES IN SCHEMA public",
    ]


@pytest.mark.usefixtures("since_15")
def test_a_published_column_changes_its_type(transition: Transition) -> None:
    """A row filter on it makes room."""
    make = "CREATE TABLE c (id int PRIMARY KEY, n {}); CREATE PUBLICATION p FOR TABLE c WHERE (id > 1)"
    transition(make.format("int"), make.format("bigint"))
