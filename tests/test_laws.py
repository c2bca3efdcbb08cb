"""Laws that hold for any two schemas, on a real Postgres, with schemas made up by hypothesis.

A few examples a run; `HYPOTHESIS_PROFILE=long` tries many (an hour), other ones each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
from generated_schemas import Pieces, pairs, schemas, text
from hypothesis import HealthCheck, event, given, settings
from sessions import dsn_of, trusted

from schemactl.attempt import Copy
from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog
from schemactl.draft import Scope, draft
from schemactl.errors import UnsupportedError
from schemactl.execute import run
from schemactl.migrations.directives import read_directives
from schemactl.pgsql import split_statements
from schemactl.plan.make import find_deltas, make_statements
from schemactl.plan.model import Plan
from schemactl.plan.render import render_down, render_sql, render_up
from schemactl.prove import prove
from schemactl.source import UrlSource, load_statements

if TYPE_CHECKING:
    from second_look import SecondLook

    from schemactl.server import ScratchServer

long = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
settings.register_profile("long", long)
settings.register_profile("short", long, max_examples=8, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
SCOPE = Scope(exclude=())


@contextmanager
def connected(scratch: ScratchServer, sql: str = "") -> Iterator[psycopg.Connection[Any]]:
    """A throw-away database that holds what Postgres takes of a schema, and a connection to it."""
    with (
        scratch.create() as name,
        psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection,
    ):
        for statement in split_statements(sql):
            with suppress(psycopg.Error):
                connection.execute(statement.sql.encode())
        yield connection


def difference(one: Catalog, other: Catalog) -> list[str]:
    """What differs, in words that a failing test can show."""
    return [f"{delta.id}: {sorted(delta.changed)}" for delta in find_deltas(one, other)]


@given(drawn=schemas())
def test_a_schema_does_not_differ_from_itself(scratch: ScratchServer, second_look: SecondLook, drawn: Pieces) -> None:
    """Loaded twice, it is the same catalog, object by object, with the same fingerprint, and nothing is to be done."""
    sql = text(drawn, scratch.major)
    with connected(scratch, sql) as one, connected(scratch, sql) as other:
        first, second = read_catalog(one), read_catalog(other)
        second_look.compare(dsn_of(one), dsn_of(other), "loaded twice")
    assert not difference(first, second)
    assert first.fingerprint == second.fingerprint
    assert first.dependencies == second.dependencies
    assert make_statements(first, second) == ()


@given(drawn=schemas())
def test_a_plan_from_nothing_is_a_dump(scratch: ScratchServer, second_look: SecondLook, drawn: Pieces) -> None:
    """The statements that make a catalog, printed and loaded as a schema file, make the same catalog."""
    with connected(scratch, text(drawn, scratch.major)) as source, connected(scratch) as empty:
        wanted = read_catalog(source)
        printed = second_look.read(dsn_of(source))
        made = prove(Copy(trusted(empty), lambda: read_catalog(empty)), read_catalog(empty), wanted)
    with connected(scratch) as loaded:
        load_statements(trusted(loaded), split_statements(render_sql(made.plan)))
        assert not difference(read_catalog(loaded), wanted)
        second_look.compare(dsn_of(loaded), printed, "loaded from a dump of ours")


@given(pair=pairs())
def test_a_migration_leads_where_it_should(
    scratch: ScratchServer, second_look: SecondLook, pair: tuple[Pieces, Pieces]
) -> None:
    """Up from the one gives the other, down gives the first back, as files that a runner runs; the same bytes twice.

    Or it is refused by name: nothing is written then.
    """
    current, desired = (text(drawn, scratch.major) for drawn in pair)
    with connected(scratch, current) as target, connected(scratch, desired) as wanted:
        sources = UrlSource(dsn_of(target)), UrlSource(dsn_of(wanted))
        try:
            first, second = (draft(scratch, *sources, SCOPE) for _ in range(2))
        except UnsupportedError as refusal:
            event(f"refused: {refusal.message}")
            return
        before, after = read_catalog(target), read_catalog(wanted)
        begun = second_look.read(dsn_of(target))
        up, down = files(first.up, first.down)
        assert (up, down) == files(second.up, second.down)
        migrate(target, up)
        assert not difference(read_catalog(target), after)
        second_look.compare(dsn_of(target), dsn_of(wanted), "after up")
        migrate(target, down)
        assert not difference(read_catalog(target), before)
        second_look.compare(dsn_of(target), begun, "after down")


def files(up: Plan, down: Plan) -> tuple[str, str]:
    return render_up(up, "a test"), render_down(down, up.data_loss)


def migrate(connection: psycopg.Connection[Any], sql: str) -> None:
    run(connection, split_statements(sql), transaction=read_directives(sql, "plan.sql").transaction)
    connection.execute("RESET ALL")
