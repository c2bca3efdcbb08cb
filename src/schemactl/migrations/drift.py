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
from schemactl.migrations.state import DRIFT_HINT, State

if TYPE_CHECKING:
    import psycopg

    from schemactl.catalog.fingerprint import Same


@dataclass(frozen=True, slots=True)
class DriftCheck:
    """That the target is compared with what is recorded, and recorded anew. `exclude`: as in diff.exclude."""

    exclude: tuple[str, ...] = ()


def read_fingerprint(connection: psycopg.Connection, exclude: Sequence[str]) -> str:
    """The fingerprint of everything but histories."""
    from schemactl.catalog.fingerprint import make_fingerprint
    from schemactl.catalog.read import read_catalog

    return make_fingerprint(read_catalog(connection, exclude), exclude)


def compare_recorded(connection: psycopg.Connection, check: DriftCheck, rows: Sequence[Row]) -> Same:
    """Whether the catalog is as it was after the last migration; UNKNOWN if this reader did not record that."""
    from schemactl.catalog.fingerprint import Same, compare_fingerprints

    recorded = rows[-1].target_fingerprint if rows else None
    if recorded is None:
        return Same.UNKNOWN
    return compare_fingerprints(recorded, read_fingerprint(connection, check.exclude))


def refuse_drift(connection: psycopg.Connection, check: DriftCheck, rows: Sequence[Row]) -> None:
    """HistoryError `drifted`; what is not known is no drift."""
    from schemactl.catalog.fingerprint import Same

    if compare_recorded(connection, check, rows) is Same.NO:
        raise HistoryError(
            "the database was changed since its last migration, by something else",
            state=State.DRIFTED.value,
            object=rows[-1].version,
            hint=f"{DRIFT_HINT}; or run without --check-drift",
        )


def record_fingerprint(connection: psycopg.Connection, schema: str, check: DriftCheck) -> None:
    """Keeps the fingerprint with the migration that was applied last."""
    fingerprint = read_fingerprint(connection, check.exclude)
    connection.execute(history.fingerprint_query(schema), [fingerprint])
