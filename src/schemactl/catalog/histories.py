"""Which tables of a database are a history's, in whatever schema: known by their name and columns.

Comes in: a connection. Goes out: names. Imported by each run, so it imports nothing itself.
This file must never know which schema the configuration names, nor what is in a history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

HISTORY_TABLES: Mapping[str, tuple[str, ...]] = {
    "migrations": ("version", "name", "up_sha256", "statements_done", "executed_by", "tool_version", "batch"),
    "events": ("happened_at", "event", "version", "statements_done", "executed_by", "tool_version", "batch"),
}
"""The tables of a history by name, and columns that each version of schemactl gives them."""
SCHEMA_COMMENT = "schemactl: which migrations have run here"
"""What is said of a schema that was made for a history."""
_OWN = """
SELECT n.nspname::text, c.relname::text
FROM pg_catalog.pg_class AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
JOIN pg_catalog.pg_class AS c ON c.oid = t.oid OR c.oid IN (
    SELECT d.objid
    FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = t.oid
)
WHERE t.relkind = 'r' AND t.relname = ANY (%s) AND (
    SELECT pg_catalog.count(*)
    FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND t.relname || '.' || a.attname = ANY (%s)
) = (SELECT pg_catalog.count(*) FROM pg_catalog.unnest(%s::text[]) AS w WHERE w LIKE t.relname || '.%%')
"""


def own_relations(connection: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    """Schema and name of the relations of all histories in a database: tables, sequences, indexes."""
    wanted = [f"{table}.{column}" for table, columns in HISTORY_TABLES.items() for column in columns]
    return connection.execute(_OWN, [list(HISTORY_TABLES), wanted, wanted]).fetchall()
