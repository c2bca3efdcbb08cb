"""Indexes that concurrent builds have left invalid: queries do not use them, writes pay for them, nobody says so.

Comes in: a connection, what is not looked at. Goes out: `InvalidIndex`es, none while somebody works on it. Reads only.
Must never know: migrations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemactl.migrations.history import query_text
from schemactl.pgsql import qualified

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True)
class InvalidIndex:
    """An index, its table, both quoted as SQL has them; `remedy`: the statement that mends it, `hint`: in words."""

    index: str
    table: str
    remedy: str
    hint: str

    @property
    def message(self) -> str:
        """What is wrong, in words."""
        return f"{self.index} on {self.table} is invalid: a concurrent build or drop of it ended half-way"


def find_invalid_indexes(
    connection: psycopg.Connection, exclude: Sequence[str] = (), only: str | None = None, *, is_halfway: bool = False
) -> tuple[InvalidIndex, ...]:
    """All that nobody is at work on. exclude: as in diff.exclude; only: the one schema that is migrated.

    is_halfway: a migration has stopped, and may build the index again, which must be gone then.
    """
    rows = connection.execute(query_text("invalid_indexes").encode(), {"only": only}).fetchall()
    if not rows:
        return ()
    from schemactl.catalog.exclude import excluder

    is_excluded = excluder(exclude)
    return tuple(
        _invalid(
            qualified(schema, name), qualified(table_schema, table), is_gone=is_spare or is_halfway, is_bound=bound
        )
        for schema, name, table_schema, table, is_spare, bound in rows
        if not is_excluded(table_schema, (table, name))
    )


def _invalid(index: str, table: str, *, is_gone: bool, is_bound: bool) -> InvalidIndex:
    drop, rebuild = f"DROP INDEX CONCURRENTLY {index}", f"REINDEX INDEX CONCURRENTLY {index}"
    if is_bound:
        return InvalidIndex(index, table, rebuild, f"{rebuild} builds it")
    if is_gone:
        return InvalidIndex(
            index, table, drop, f"{drop} takes it away, so that it can be built again where it is wanted"
        )
    return InvalidIndex(index, table, rebuild, f"{rebuild} builds it; or {drop}, where it is not wanted")
