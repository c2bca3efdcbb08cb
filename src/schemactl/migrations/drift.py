"""Whether a database is still as its last migration left it: by a fingerprint of its whole catalog.

Comes in: a connection, what is not looked at. Goes out: a fingerprint, or what it says beside the one recorded.
The fingerprint that counts is one of this same database: owners, privileges and majors differ between servers.
Must never know: files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemactl.errors import HistoryError
from schemactl.migrations import history
from schemactl.migrations.history import Row
from schemactl.migrations.state import State

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True)
class DriftCheck:
    """That the target is compared with what is recorded, and recorded anew. `exclude`: as in diff.exclude."""

    exclude: tuple[str, ...] = ()


def read_fingerprint(connection: psycopg.Connection, schema: str, exclude: Sequence[str]) -> str:
    """The fingerprint of everything but the history."""
    from schemactl.catalog.read import read_catalog

    return read_catalog(connection, (schema, f"{schema}.*", *exclude)).fingerprint


def is_drifted(connection: psycopg.Connection, schema: str, check: DriftCheck, rows: Sequence[Row]) -> bool:
    """Whether the catalog is another one than after the last migration; False if that was not recorded."""
    recorded = rows[-1].target_fingerprint if rows else None
    return recorded is not None and read_fingerprint(connection, schema, check.exclude) != recorded


def refuse_drift(connection: psycopg.Connection, schema: str, check: DriftCheck, rows: Sequence[Row]) -> None:
    """HistoryError `drifted`."""
    if is_drifted(connection, schema, check, rows):
        raise HistoryError(
            "the database was changed since its last migration, by something else",
            state=State.DRIFTED.value,
            object=rows[-1].version,
            hint="`schemactl drift` shows what; undo it, or run without --check-drift",
        )


def record_fingerprint(connection: psycopg.Connection, schema: str, check: DriftCheck) -> None:
    """Keeps the fingerprint with the migration that was applied last."""
    fingerprint = read_fingerprint(connection, schema, check.exclude)
    connection.execute(history.fingerprint_query(schema), [fingerprint])
