"""The catalog of any source as the text of a schema file: the plan from an empty database, seen to work.

In: a scratch server and a source. Out: a Dump. Loaded, its text gives the same catalog, and that catalog the same text.
Nothing is written to disk here, and a live database is only read.
This file must never know the command line.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemactl.attempt import Copy
from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog, without_attributes
from schemactl.draft import Scope, has_files, make_roles, read_source
from schemactl.finding import Finding
from schemactl.plan.make import find_deltas, make_statements
from schemactl.plan.model import Plan
from schemactl.plan.render import UNCHECKED_BODIES, render_schema
from schemactl.prove import prove
from schemactl.sandbox import Session, open_session
from schemactl.source import Source, skipped_rows

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

log = logging.getLogger(__name__)

MESSAGE = 200
"""Statements in a message, which is a transaction."""


@dataclass(frozen=True, slots=True)
class Dump:
    """What was read, the plan that makes it, and what it leaves out."""

    catalog: Catalog
    plan: Plan
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The text of a schema file."""
        return render_schema(self.plan, self.catalog)


def dump(server: ScratchServer, source: Source, scope: Scope, *, is_proven: bool = True) -> Dump:
    """Read a source and plan it from nothing. Raises SourceError, UnsupportedError, ProofError; leaves nothing behind.

    is_proven: whether the plan is run on the scratch server; without, an order that only a run shows may be missed.
    """
    catalog = without_attributes(read_source(server, source, scope.exclude), scope.ignore)
    with _empty(server, source, catalog, scope) as (session, empty):
        plan = Plan(make_statements(empty, catalog, scope.ignore, by_table=True))
        if not is_proven or _is_right(session, plan, catalog, scope):
            return Dump(catalog, plan, skipped_rows(source))
    with _empty(server, source, catalog, scope) as (session, empty):
        copy = Copy(session, lambda: read_catalog(session.admin, scope.exclude), scope.ignore)
        return Dump(catalog, prove(copy, empty, catalog, by_table=True).plan, skipped_rows(source))


@contextmanager
def _empty(server: ScratchServer, source: Source, catalog: Catalog, scope: Scope) -> Iterator[tuple[Session, Catalog]]:
    """A new database with the roles that the catalog names, and what is in it."""
    with server.create() as name, open_session(server, name, confined=has_files(source)) as session:
        make_roles(session, catalog)
        found = read_catalog(session.admin, scope.exclude)
        empty = Catalog(catalog.version, found.objects, found.dependencies)
        yield session, without_attributes(empty, scope.ignore)


def _is_right(session: Session, plan: Plan, catalog: Catalog, scope: Scope) -> bool:
    """Whether the plan as it stands makes the catalog; it nearly always does, and is sent in few messages.

    Not in one transaction: that would take a lock on every object.
    """
    import psycopg

    texts = [UNCHECKED_BODIES, *(statement.text for statement in plan.statements)]
    try:
        for start in range(0, len(texts), MESSAGE):
            session.connection.execute(";\n".join(texts[start : start + MESSAGE]).encode())
    except psycopg.Error as error:
        log.debug("the plan is proven step by step: %s", error)
        return False
    return not find_deltas(read_catalog(session.admin, scope.exclude), catalog, scope.ignore)
