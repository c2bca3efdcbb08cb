"""`transition`: two schemas in, the SQL from the one to the other out, after it was run both ways and read back.

Each kind's rule is tested by what Postgres makes of its statements: nothing may be left that differs, there or back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog
from schemactl.diff.model import Statement
from schemactl.plan.make import find_deltas, make_statements

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

Connection = psycopg.Connection[Any]
Transition = Callable[..., list[str]]
Connect = Callable[[str], Connection]


@pytest.fixture
def connect(scratch: ScratchServer) -> Iterator[Connect]:
    """Makes a database that holds what a script makes; it is dropped afterwards."""
    with ExitStack() as stack:

        def make(script: str) -> Connection:
            name = stack.enter_context(scratch.create())
            connection = stack.enter_context(psycopg.connect(scratch.plain_conninfo(name), autocommit=True))
            connection.execute("SET client_min_messages = error")
            connection.execute(script)
            return connection

        yield make


@pytest.fixture
def role(scratch: ScratchServer) -> Iterator[Callable[[str], str]]:
    """Makes roles for one test. Ask for it before `transition`, so that the databases that need them go first."""
    with psycopg.connect(scratch.plain_conninfo("postgres"), autocommit=True) as connection:
        made: list[str] = []

        def make(name: str) -> str:
            made.append(f"{name}_{connection.info.backend_pid}")
            connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(made[-1])))
            return made[-1]

        yield make
        for each in made:
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(each)))


def run(connection: Connection, statements: tuple[Statement, ...]) -> None:
    connection.execute("SET check_function_bodies = off")
    for statement in statements:
        connection.execute(statement.text.encode())


def migrate(connection: Connection, current: Catalog, desired: Catalog) -> tuple[list[str], Catalog]:
    """Bring a database to a catalog and see that it is there; returns the SQL that did it, and what was reached."""
    statements = make_statements(current, desired)
    run(connection, statements)
    reached = read_catalog(connection)
    remaining = find_deltas(reached, desired)
    assert not remaining, [(str(delta.id), sorted(delta.changed)) for delta in remaining]
    return [statement.text for statement in statements], reached


@pytest.fixture
def transition(connect: Connect) -> Transition:
    """`transition(before, after, base="")`: base goes before both. Returns the statements from before to after."""

    def make(before: str, after: str, base: str = "") -> list[str]:
        connection = connect(base + ";" + before)
        first, wanted = read_catalog(connection), read_catalog(connect(base + ";" + after))
        statements, reached = migrate(connection, first, wanted)
        migrate(connection, reached, first)
        return statements

    return make
