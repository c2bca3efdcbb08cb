"""Foreign data wrappers, servers, user mappings and foreign tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Transition = Callable[..., list[str]]
BASE = "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"


def test_a_wrapper_changes_in_place(transition: Transition) -> None:
    """Validator and options; no function is NO VALIDATOR."""
    before = "CREATE FOREIGN DATA WRAPPER w OPTIONS (a '1', b '2')"
    after = "CREATE FOREIGN DATA WRAPPER w VALIDATOR postgresql_fdw_validator; COMMENT ON FOREIGN DATA WRAPPER w IS 'w'"
    assert transition(before, after) == [
        "ALTER FOREIGN DATA WRAPPER w VALIDATOR pg_catalog.postgresql_fdw_validator OPTIONS (DROP a, DROP b)",
        "COMMENT ON FOREIGN DATA WRAPPER w IS 'w'",
    ]


def test_a_server_changes_in_place(transition: Transition) -> None:
    """Version and options; values may hold anything."""
    before = "CREATE SERVER s VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'a', port '1')"
    after = """CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'it''s=b', "Name" 'x')"""
    assert transition(before, after, "CREATE FOREIGN DATA WRAPPER w;") == [
        """ALTER SERVER s VERSION NULL OPTIONS (DROP port, ADD "Name" 'x', SET host 'it''s=b')"""
    ]


def test_another_type_makes_a_server_anew_with_all_that_hangs_on_it(transition: Transition) -> None:
    """User mappings and foreign tables hold no rows here: they are dropped and given back."""
    rest = """CREATE USER MAPPING FOR PUBLIC SERVER s; CREATE FOREIGN TABLE t (id int) SERVER s;
        COMMENT ON FOREIGN TABLE t IS 'far away'"""
    server = "CREATE SERVER s TYPE '{}' FOREIGN DATA WRAPPER w;"
    statements = transition(server.format("a") + rest, server.format("b") + rest, "CREATE FOREIGN DATA WRAPPER w;")
    assert "COMMENT ON FOREIGN TABLE public.t IS 'far away'" in statements


def test_user_mappings(role: Callable[[str], str], transition: Transition) -> None:
    """For PUBLIC, for the database's owner, for a role."""
    name = role("reader")
    after = f"""CREATE USER MAPPING FOR PUBLIC SERVER s;
        CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (password 'p');
        CREATE USER MAPPING FOR {name} SERVER s OPTIONS (password 'q')"""
    assert transition(f"CREATE USER MAPPING FOR {name} SERVER s OPTIONS (password 'p')", after, BASE) == [
        "CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (password 'p')",
        "CREATE USER MAPPING FOR PUBLIC SERVER s",
        f"ALTER USER MAPPING FOR {name} SERVER s OPTIONS (SET password 'q')",
    ]


def test_hidden_options_are_refused_without_a_guess() -> None:
    """A role that may not see a mapping's options cannot compare them."""
    from schemactl.catalog.model import Catalog, Object, ObjectId
    from schemactl.diff.model import Delta
    from schemactl.diff.rule import Context
    from schemactl.diff.rules.foreign import USER_MAPPING
    from schemactl.errors import UnsupportedError

    id, empty = ObjectId("user_mapping", "", "public", "s"), Catalog(180000, {})
    delta = Delta(id, Object(id, {"options": None}), Object(id, {"options": ["user=x"]}), frozenset({"options"}))
    with pytest.raises(UnsupportedError, match=r"options of user mapping s\.public are hidden"):
        USER_MAPPING.alter(delta, Context(empty, empty))


def test_privileges_on_foreign_objects(role: Callable[[str], str], transition: Transition) -> None:
    """USAGE on wrapper and server, with and without grant option."""
    name = role("reader")
    after = f"""GRANT USAGE ON FOREIGN DATA WRAPPER w TO {name} WITH GRANT OPTION;
        GRANT USAGE ON FOREIGN SERVER s TO {name}"""
    assert transition("", after, BASE) == [
        f"GRANT USAGE ON FOREIGN DATA WRAPPER w TO {name} WITH GRANT OPTION",
        f"GRANT USAGE ON FOREIGN SERVER s TO {name}",
    ]


def test_a_foreign_table_with_all_that_columns_have(transition: Transition) -> None:
    """Options, collation, defaults and generated columns in CREATE; the rest behind it."""
    after = """CREATE FOREIGN TABLE t (id int OPTIONS (column_name 'x') NOT NULL, note text DEFAULT 'y',
          twice int GENERATED ALWAYS AS (id * 2) STORED, CONSTRAINT pos CHECK (id > 0))
          SERVER s OPTIONS (table_name 't');
        ALTER FOREIGN TABLE t ALTER COLUMN id SET STATISTICS 50; COMMENT ON COLUMN t.id IS 'key'"""
    assert transition("", after, BASE)[0] == (
        "CREATE FOREIGN TABLE public.t (\n    id integer OPTIONS (column_name 'x') NOT NULL,\n"
        "    note text DEFAULT 'y'::text,\n    twice integer GENERATED ALWAYS AS (id * 2) STORED\n"
        ") SERVER s OPTIONS (table_name 't')"
    )


def test_a_foreign_table_changes_in_place(transition: Transition) -> None:
    """Columns come, go and change; options too."""
    before = (
        "CREATE FOREIGN TABLE t (id int, qty int NOT NULL, note text DEFAULT 'x', old text) SERVER s OPTIONS (a '1')"
    )
    after = (
        "CREATE FOREIGN TABLE t (id bigint, qty int, note text, new int DEFAULT 0 NOT NULL) SERVER s OPTIONS (a '2')"
    )
    statements = transition(before, after, BASE)
    assert "ALTER FOREIGN TABLE public.t OPTIONS (SET a '2')" in statements
    assert not [statement for statement in statements if statement.startswith(("DROP FOREIGN", "CREATE FOREIGN"))]


def test_foreign_partitions_and_children(transition: Transition) -> None:
    """They come after their parents, and are taken off them without a drop of the parent."""
    base = BASE + "CREATE TABLE parted (id int, v text) PARTITION BY RANGE (id); CREATE TABLE parent (id int);"
    after = """CREATE FOREIGN TABLE part PARTITION OF parted FOR VALUES FROM (1) TO (10) SERVER s;
        CREATE FOREIGN TABLE child (extra int) INHERITS (parent) SERVER s;
        CREATE FOREIGN TABLE bare () INHERITS (parent) SERVER s"""
    assert transition("", after, base) == [
        "CREATE FOREIGN TABLE public.bare () INHERITS (public.parent) SERVER s",
        "CREATE FOREIGN TABLE public.child (\n    extra integer\n) INHERITS (public.parent) SERVER s",
        "CREATE FOREIGN TABLE public.part PARTITION OF public.parted FOR VALUES FROM (1) TO (10) SERVER s",
    ]
