"""How large the tables of a real database are, so that a finding can say how long its lock would be held.

Comes in: the URL of a database, which is only read. Goes out: rows and bytes of its tables; findings with them.
Must never know: what else is in the tables.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemactl.connect import connect
from schemactl.errors import ConnectError
from schemactl.finding import Effect, Finding
from schemactl.lint.changes import Name
from schemactl.pgsql import qualified

SESSION = {
    "default_transaction_read_only": "on",
    "lock_timeout": "1s",
    "statement_timeout": "30s",
    "search_path": "pg_catalog",
}
# Bytes a second on a plain server with cold caches: an order of magnitude, not a promise.
SPEED = {"scan": 200e6, "index": 60e6, "write": 20e6, "rewrite": 40e6}
CLASSES = ((1.0, "under a second"), (60.0, "seconds"), (3600.0, "minutes"))


@dataclass(frozen=True, slots=True)
class Size:
    """By the server's estimates; bytes with TOAST and indexes."""

    rows: int
    bytes: int


def read_sizes(url: str) -> Mapping[Name, Size]:
    """All tables of a database. Takes no lock on them. Raises ConnectError."""
    import psycopg

    query = (importlib.resources.files("schemactl.lint") / "queries" / "sizes.sql").read_text("utf-8")
    try:
        with connect(url, settings=SESSION) as connection:
            rows = connection.execute(query.encode()).fetchall()
    except psycopg.Error as error:
        message = "cannot read the sizes of the tables"
        raise ConnectError(message, detail=str(error).strip(), sqlstate=error.sqlstate or "") from error
    return {Name(schema, name): Size(count, size) for schema, name, count, size in rows}


def with_sizes(findings: Sequence[Finding], sizes: Mapping[Name, Size]) -> tuple[Finding, ...]:
    """The same findings, with rows, bytes and a class of duration where a table is known."""
    by_name = {qualified(*name): size for name, size in sizes.items()}
    by_name |= {str(name): size for name, size in sizes.items()}
    by_name |= {qualified("", name.name): size for name, size in sizes.items() if name.schema == "public"}
    return tuple(
        one._replace(effects=tuple(_with_size(effect, by_name.get(effect.relation)) for effect in one.effects))
        for one in findings
    )


def _with_size(effect: Effect, size: Size | None) -> Effect:
    if size is None:
        return effect
    return effect._replace(rows=size.rows, bytes=size.bytes, duration=duration_class(effect.work, size.bytes))


def duration_class(work: str, bytes: int) -> str:
    """Under a second, seconds, minutes, hours: how long work on so many bytes takes on a plain server."""
    taken = bytes / SPEED[work] if work in SPEED else 0.0
    return next((name for limit, name in CLASSES if taken < limit), "hours")
