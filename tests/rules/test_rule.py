"""Rewrite rules."""

from __future__ import annotations

from collections.abc import Callable

Transition = Callable[..., list[str]]
TABLES = "CREATE TABLE t (id int, a int); CREATE TABLE log (id int);"
LOUD = "CREATE RULE loud AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (new.id);"


def test_a_rule_with_several_actions(transition: Transition) -> None:
    """The server's own text goes through, without its last semicolon."""
    after = """CREATE RULE loud AS ON INSERT TO t WHERE new.a > 3
        DO ALSO (INSERT INTO log VALUES (new.id); INSERT INTO log VALUES (1)); COMMENT ON RULE loud ON t IS 'loud'"""
    statements = transition("", after, TABLES)
    assert statements[0].startswith("CREATE RULE loud AS\n    ON INSERT TO public.t")
    assert not statements[0].endswith(";")
    assert statements[1] == "COMMENT ON RULE loud ON public.t IS 'loud'"


def test_a_rule_is_replaced_in_place(transition: Transition) -> None:
    """Its enabled state outlives that."""
    state = "ALTER TABLE t DISABLE RULE loud"
    statements = transition(LOUD + state, LOUD.replace("new.id", "new.a") + state, TABLES)
    assert len(statements) == 1
    assert statements[0].startswith("CREATE OR REPLACE RULE loud")


def test_every_enabled_state(transition: Transition) -> None:
    """Disabled, for replicas, always."""
    for words in ("DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"):
        assert transition(LOUD, LOUD + f"ALTER TABLE t {words} RULE loud", TABLES) == [
            f"ALTER TABLE public.t {words} RULE loud"
        ]


def test_a_rule_of_a_view(transition: Transition) -> None:
    """It goes with its view, and comes after it."""
    after = """CREATE VIEW v AS SELECT id FROM t;
        CREATE RULE ins AS ON INSERT TO v DO INSTEAD INSERT INTO t (id) VALUES (new.id)"""
    assert len(transition("", after, TABLES)) == 2


def test_a_rule_waits_for_a_new_column(transition: Transition) -> None:
    """And makes room before the column goes."""
    column = "ALTER TABLE log ADD COLUMN a int;"
    transition(LOUD, column + LOUD.replace("log VALUES (new.id)", "log VALUES (new.id, new.a)"), TABLES)
