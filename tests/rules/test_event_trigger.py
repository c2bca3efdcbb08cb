"""Event triggers."""

from __future__ import annotations

from collections.abc import Callable

Transition = Callable[..., list[str]]
FUNCTION = "CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"


def test_tags_and_state_of_an_event_trigger(transition: Transition) -> None:
    """It is made last, with its filter."""
    after = """CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('DROP TABLE', 'CREATE TABLE')
          EXECUTE FUNCTION seen(); ALTER EVENT TRIGGER watch ENABLE ALWAYS; COMMENT ON EVENT TRIGGER watch IS 'all';
        CREATE TABLE t (id int)"""
    assert transition("", after, FUNCTION) == [
        "CREATE TABLE public.t (\n    id integer\n)",
        (
            "CREATE EVENT TRIGGER watch ON ddl_command_end\n    WHEN TAG IN ('DROP TABLE', 'CREATE TABLE')"
            "\n    EXECUTE FUNCTION public.seen()"
        ),
        "ALTER EVENT TRIGGER watch ENABLE ALWAYS",
        "COMMENT ON EVENT TRIGGER watch IS 'all'",
    ]


def test_an_event_trigger_is_switched_off_in_place(transition: Transition) -> None:
    """Its event, filter and function make it anew."""
    make = "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION seen();"
    assert transition(make, make + "ALTER EVENT TRIGGER watch DISABLE", FUNCTION) == [
        "ALTER EVENT TRIGGER watch DISABLE"
    ]
    statements = transition(make, make.replace("ddl_command_end", "sql_drop"), FUNCTION)
    assert statements[0] == "DROP EVENT TRIGGER watch"
