"""The catalog of any source as the text of a schema file: the plan from an empty database, seen to work.

In: a scratch server and a source. Out: a Dump. Loaded, its text gives the same catalog, and that catalog the same text.
Nothing is written to disk here, and a live database is only read.
This file must never know the command line.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog
from schemactl.draft import Scope, connect, make_roles, read_source
from schemactl.plan.make import make_statements
from schemactl.plan.model import Plan
from schemactl.plan.render import render_schema
from schemactl.prove import prove
from schemactl.source import Source

if TYPE_CHECKING:
    from schemactl.server import ScratchServer


@dataclass(frozen=True, slots=True)
class Dump:
    """What was read, and the plan that makes it."""

    catalog: Catalog
    plan: Plan

    @property
    def text(self) -> str:
        """The text of a schema file."""
        return render_schema(self.plan, self.catalog)


def dump(server: ScratchServer, source: Source, scope: Scope, *, is_proven: bool = True) -> Dump:
    """Read a source and plan it from nothing. Raises SourceError, UnsupportedError, ProofError; leaves nothing behind.

    is_proven: whether the plan is run on the scratch server; without, an order that only a run shows may be missed.
    """
    catalog = without_attributes(read_source(server, source, scope.exclude), scope.ignore)
    with server.create() as name, connect(server.conninfo(name)) as connection:
        found = read_catalog(connection, scope.exclude)
        empty = without_attributes(Catalog(catalog.version, found.objects, found.dependencies), scope.ignore)
        if not is_proven:
            return Dump(catalog, Plan(make_statements(empty, catalog, scope.ignore, by_table=True)))
        make_roles(connection, catalog)

        def read() -> Catalog:
            return read_catalog(connection, scope.exclude)

        return Dump(catalog, prove(connection, read, empty, catalog, scope.ignore, by_table=True).plan)


def without_attributes(catalog: Catalog, names: Collection[str]) -> Catalog:
    """The catalog as if these attributes were what the server gives without being told."""
    if not names:
        return catalog
    objects = {
        id: replace(
            object, attributes={**object.attributes, **{name: None for name in names if name in object.attributes}}
        )
        for id, object in catalog.objects.items()
    }
    return Catalog(catalog.version, objects, catalog.dependencies)
