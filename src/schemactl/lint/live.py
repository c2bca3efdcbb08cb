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
from schemactl.errors import ServerError
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

    def __init__(self, sandbox: Sandbox, left_out: Sequence[str] = ()) -> None:
        self.sandbox = sandbox
        self.left_out = left_out
        """What of the files before could not be run here, with its place and the reason."""

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

    def run(self, script: Script, *, is_partial: bool = False) -> Mapping[int, StepTrace]:
        """Run a file as its runner would; see `trace`."""
        import psycopg

        names = () if script.code else role_names(script.text)
        if names and self.sandbox.role:
            self.sandbox.make_roles(names)
        elif names:
            with psycopg.connect(self.sandbox.admin, autocommit=True) as connection:
                make_placeholder_roles(connection, names)
        return trace(script, self.sandbox, is_partial=is_partial)


def _statements(script: Script) -> Sequence[Statement]:
    return (script.code,) if script.code else split_script(script.source, script.path)


@contextmanager
def open_live(server: ScratchServer, earlier: Sequence[Script]) -> Iterator[Live]:
    """A copy of the state after `earlier`, without what of them cannot be run here. ServerError."""
    import psycopg

    base = server.database(_key(earlier), _loader(server, earlier))
    with server.clone(base) as copy:
        try:
            sandbox = open_sandbox(server, copy)
            with psycopg.connect(sandbox.admin, autocommit=True) as connection:
                left_out = connection.execute(_LEFT_OUT).fetchall()
                watch(connection)
        except psycopg.Error as error:
            raise ServerError(f"the scratch database cannot be prepared: {error}") from error
        yield Live(sandbox, [why for (why,) in left_out])


# What is kept with the database, since that is kept for later runs.
_NOTES = f"CREATE SCHEMA {HIDDEN}; CREATE TABLE {HIDDEN}.left_out (id int PRIMARY KEY, why text)".encode()
_NOTE = f"INSERT INTO {HIDDEN}.left_out VALUES (%s, %s)".encode()
_LEFT_OUT = f"SELECT why FROM {HIDDEN}.left_out ORDER BY id".encode()


def _key(scripts: Sequence[Script]) -> str:
    digest = hashlib.sha256(_NOTES)
    for script in scripts:
        texts = [script.code.sql] if script.code else [script.text, *(one.text for one in script.source.data)]
        digest.update("\0".join(texts).encode() + b"\0")
    return digest.hexdigest()


def _loader(server: ScratchServer, scripts: Sequence[Script]) -> Callable[[str], None]:
    def load(database: str) -> None:
        errors = [script.fault for script in scripts if script.fault]
        statements = [one for script in scripts if not script.fault for one in _statements(script)]
        with open_session(server, database) as session:
            load_in_order(session, statements, errors.append)
            session.admin.execute(_NOTES)
            for number, error in enumerate(errors):
                session.admin.execute(_NOTE, [number, f"{error.place}: {error.message}" if error.place else str(error)])

    return load
