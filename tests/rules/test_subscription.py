"""Subscriptions: made, changed and dropped without a connection."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Delta
from schemactl.diff.rule import Context
from schemactl.diff.rules.subscription import SUBSCRIPTION
from schemactl.errors import UnsupportedError

Transition = Callable[..., list[str]]
MAKE = (
    "CREATE SUBSCRIPTION {name} CONNECTION 'host=nowhere{more}' PUBLICATION a{others} WITH (connect = false{options})"
)


@pytest.fixture
def make(database: str) -> Callable[..., str]:
    """Names that no other test's subscription has: they are unique in a server."""
    name = f"sub_{abs(hash(database))}"
    return lambda more="", others="", options="": MAKE.format(name=name, more=more, others=others, options=options)


def test_a_subscription_is_made_without_connecting(make: Callable[..., str], transition: Transition) -> None:
    """The slot is named where it is not the subscription's name."""
    (statement,) = transition("", make(options=", slot_name = NONE, binary = true, synchronous_commit = 'local'"))
    assert statement.endswith("WITH (connect = false, slot_name = NONE, binary = true, synchronous_commit = local)")


def test_options_by_version(make: Callable[..., str], transition: Transition, major: int) -> None:
    """Each server is given what it knows."""
    options = ", streaming = on"
    options += ", two_phase = on, disable_on_error = true" if major >= 15 else ""
    options += ", origin = none, run_as_owner = true, password_required = false" if major >= 16 else ""
    options += ", failover = true" if major >= 17 else ""
    transition("", make(options=options))


def test_it_changes_without_connecting(make: Callable[..., str], transition: Transition) -> None:
    """Connection, publications without refresh, slot and options."""
    statements = transition(
        make(options=", slot_name = NONE"), make(" port=1", ", b", ", slot_name = 'x', binary = true")
    )
    alter = statements[0].partition(" CONNECTION")[0]
    assert statements == [
        f"{alter} CONNECTION 'host=nowhere port=1'",
        f"{alter} SET PUBLICATION a, b WITH (refresh = false)",
        f"{alter} SET (slot_name = 'x', binary = true)",
    ]


def test_it_lets_go_of_its_slot_before_it_is_dropped(make: Callable[..., str], transition: Transition) -> None:
    """A drop with a slot would connect to the publisher."""
    assert [statement.split()[0] for statement in transition(make(), "")] == ["ALTER", "ALTER", "DROP"]


def context(version: int = 180000) -> Context:
    return Context(Catalog(version, {}), Catalog(version, {}))


def test_a_hidden_connection_is_refused() -> None:
    """An ordinary role cannot read it, so it cannot be compared."""
    id = ObjectId("subscription", "", "s")
    objects = (Object(id, {"connection": None}), Object(id, {"connection": "password=secret"}))
    with pytest.raises(UnsupportedError, match="connection of subscription s is hidden") as caught:
        SUBSCRIPTION.alter(Delta(id, *objects, frozenset({"connection"})), context())
    assert "secret" not in str(vars(caught.value))


def test_what_only_the_publisher_can_change_is_refused() -> None:
    """two_phase and failover are the slot's."""
    assert {SUBSCRIPTION.changes["two_phase"], SUBSCRIPTION.changes["failover"]} == {"refuse"}
