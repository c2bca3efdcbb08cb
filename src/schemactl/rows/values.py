"""Reads what tables hold, and where sequences stand: the second reader of a proof, beside the catalog's.

In: a connection of the copy, outside a transaction. Out: Values, rows as JSON under the names that the server gives.
Takes ACCESS SHARE on the tables. This file must never know what a plan is, nor rest on what the catalog's reader says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from schemactl.catalog.model import ObjectId
from schemactl.pgsql import qualified

if TYPE_CHECKING:
    import psycopg

MOST_ROWS = 200
"""Of a table; rows that a migration wrote itself may be many."""

NO_MEMBER = """NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.deptype = 'e' AND e.objid = c.oid
    AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)"""
"""What an extension has for itself comes and goes with it."""

TABLES = f"""
SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.oid >= 16384 AND n.nspname !~ '^pg_'
  AND pg_catalog.pg_relation_size(c.oid) > 0 AND {NO_MEMBER}
ORDER BY 1, 2"""

SEQUENCES = f"""
SELECT n.nspname, c.relname, dn.nspname, dc.relname, a.attname, s.seqincrement, s.seqmin, s.seqmax,
       pg_catalog.pg_sequence_last_value(c.oid)
FROM pg_catalog.pg_sequence s
JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (
  SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = d.classid AND d.refobjsubid > 0
    AND d.deptype IN ('a', 'i')
  UNION SELECT d.refobjid, f.adrelid, f.adnum FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
  WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
) u ON u.sequence = c.oid
LEFT JOIN pg_catalog.pg_class dc ON dc.oid = u.relation LEFT JOIN pg_catalog.pg_namespace dn ON dn.oid = dc.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = u.relation AND a.attnum = u.number
WHERE c.relpersistence <> 't' AND {NO_MEMBER} ORDER BY 1, 2"""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a sequence stands; last is None before the first value."""

    increment: int
    minimum: int
    maximum: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Values:
    """rows: of each table, in their physical order. positions: of sequences, by the column that counts, or by name."""

    rows: Mapping[ObjectId, list[dict[str, Any]]]
    positions: Mapping[ObjectId, Position]

    def without(self, tables: set[ObjectId]) -> Values:
        return Values({id: rows for id, rows in self.rows.items() if id not in tables}, self.positions)


def read_values(connection: psycopg.Connection[Any]) -> Values:
    """All that tables hold, up to MOST_ROWS of each."""
    names = [(str(schema), str(name)) for schema, name in connection.execute(TABLES.encode()).fetchall()]
    query = "SELECT pg_catalog.to_jsonb(schemactl_row)::text FROM ONLY {} AS schemactl_row LIMIT {}"
    with connection.pipeline():
        cursors = [connection.execute(query.format(qualified(*name), MOST_ROWS).encode()) for name in names]
        sequences = connection.execute(SEQUENCES.encode())
        tables = {ObjectId("table", *name): cursor for name, cursor in zip(names, cursors, strict=True)}
        rows = {id: [json.loads(text, parse_float=Decimal) for (text,) in cursor] for id, cursor in tables.items()}
        positions = {
            ObjectId("column", of, column, table) if column else ObjectId("sequence", schema, name): Position(*facts)
            for schema, name, of, table, column, *facts in sequences
        }
    return Values({id: found for id, found in rows.items() if found}, positions)
