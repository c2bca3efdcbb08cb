"""A scratch database on which files are run one after the other, and looked at meanwhile.

Comes in: a scratch server, and the files before the first one that is linted. Goes out: the schema at each moment, and
what each statement did. The state before is kept on the server by the hash of its files.
What the files do is confined to a sandbox: they may be those of a pull request. Must never know: rules.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from schemactl.catalog.read import read_catalog
from schemactl.errors import SourceError
from schemactl.lint.schema import Schema
from schemactl.lint.script import Script
from schemactl.lint.trace.model import StepTrace
from schemactl.lint.trace.probe import HIDDEN, watch
from schemactl.lint.trace.run import trace
from schemactl.pgsql import Statement, role_names
from schemactl.psql import split_script
from schemactl.sandbox import Sandbox, open_sandbox, open_session
from schemactl.source import load_in_order
from schemactl.source.roles import make_placeholder_roles

if TYPE_CHECKING:
    from schemactl.server import ScratchServer


class Live:
    """One database, for as long as a run of lint lasts; the files run in a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def schema(self) -> Schema:
        """What is there now."""
        import psycopg

        with psycopg.connect(self.sandbox.admin, autocommit=True) as connection:
            return Schema(read_catalog(connection, (HIDDEN,)))

    def ask(self, sql: str) -> str:
        """Why a query is no assertion; empty if it gives one boolean."""
        import psycopg

        with psycopg.connect(self.sandbox.conninfo) as connection:
            try:
                rows = connection.execute(sql.encode()).fetchmany(2)
            except psycopg.Error as error:
                return f"the assertion fails on the scratch server: {error.diag.message_primary or error}"
        is_one = len(rows) == 1 and len(rows[0]) == 1 and isinstance(rows[0][0], bool)
        return "" if is_one else "the assertion does not give one row with one boolean"

    def run(self, script: Script) -> Mapping[int, StepTrace]:
        """Run a file as its runner would, up to the first statement that fails. SourceError from one in Python."""
        import psycopg

        if script.code:
            with self.sandbox.session() as session:
                load_in_order(session, [script.code])
            return {}

        names = role_names(script.text)
        if names and self.sandbox.role:
            self.sandbox.make_roles(names)
        elif names:
            with psycopg.connect(self.sandbox.admin, autocommit=True) as connection:
                make_placeholder_roles(connection, names)
        return trace(script, self.sandbox)


def _statements(script: Script) -> Sequence[Statement]:
    return (script.code,) if script.code else split_script(script.source, script.path)


@contextmanager
def open_live(server: ScratchServer, earlier: Sequence[Script]) -> Iterator[Live]:
    """A copy of the state behind `earlier`. Raises SourceError if they do not load."""
    import psycopg

    for script in earlier:
        if script.fault:
            raise script.fault
    base = server.database(_key(earlier), _loader(server, earlier))
    with server.clone(base) as copy:
        try:
            sandbox = open_sandbox(server, copy)
            if sandbox.role:  # another role than a superuser may not watch
                with psycopg.connect(sandbox.admin, autocommit=True) as connection:
                    watch(connection)
        except psycopg.Error as error:
            raise SourceError(f"the database cannot be prepared: {error}") from error
        yield Live(sandbox)


def _key(scripts: Sequence[Script]) -> str:
    digest = hashlib.sha256(b"lint")
    for script in scripts:
        texts = [script.code.sql] if script.code else [script.text, *(one.text for one in script.source.data)]
        digest.update("\0".join(texts).encode() + b"\0")
    return digest.hexdigest()


def _loader(server: ScratchServer, scripts: Sequence[Script]) -> Callable[[str], None]:
    def load(database: str) -> None:
        with open_session(server, database) as session:
            load_in_order(session, [one for script in scripts for one in _statements(script)])

    return load
