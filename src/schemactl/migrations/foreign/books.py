"""The table in which another tool keeps what has run.

Comes in: a connection, a tool. Goes out: the table's place and its rows. Reads only.
Must never know: files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemactl.errors import HistoryError, UsageError
from schemactl.migrations.foreign.model import Books, Rows, Table, Tool
from schemactl.pgsql import qualified, quote_identifier

if TYPE_CHECKING:
    import psycopg

_FIND = """
SELECT n.nspname, c.relname, pg_catalog.array_agg(a.attname::text)
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'
  AND (c.relname = %(table)s OR pg_catalog.format('%%s.%%s', n.nspname, c.relname) = %(table)s)
GROUP BY n.nspname, c.relname
ORDER BY n.nspname, c.relname
"""


def find_table(connection: psycopg.Connection, tool: Tool, name: str | None) -> Table:
    """Schema and name of the tool's table; `name` (schema.table, or table) where it is not the usual one.

    HistoryError `no_history` if there is none, UsageError if there are several.
    """
    books = tool.books
    found = connection.execute(_FIND, {"table": name or books.table}).fetchall()
    fitting = [(schema, table) for schema, table, columns in found if _fits(books, columns)]
    if not fitting:
        raise HistoryError(
            f"the database has no table {name or books.table} of {tool.name}'s",
            state="no_history",
            hint="name it with --table if it is called otherwise; `schemactl baseline` needs none",
        )
    if len(fitting) > 1:
        names = ", ".join(".".join(one) for one in fitting)
        raise UsageError(f"{tool.name} has several tables here: {names}", hint="name one with --table SCHEMA.TABLE")
    return fitting[0]


def find_runner_tables(connection: psycopg.Connection) -> list[tuple[str, Table]]:
    """The names of the tools whose tables are here, each with the table."""
    from schemactl.migrations.foreign.tools import TOOLS

    return [
        (tool.name, (schema, table))
        for tool in TOOLS.values()
        for schema, table, columns in connection.execute(_FIND, {"table": tool.books.table}).fetchall()
        if _fits(tool.books, columns)
    ]


def read_rows(connection: psycopg.Connection, tool: Tool, table: Table) -> Rows:
    """The rows, in order."""
    columns = ", ".join(map(quote_identifier, tool.books.columns))
    order = f" ORDER BY {quote_identifier(tool.books.order)}" if tool.books.order else ""
    return connection.execute(f"SELECT {columns} FROM {qualified(*table)}{order}".encode()).fetchall()


def _fits(books: Books, columns: list[str]) -> bool:
    return set(books.columns) <= set(columns) and not set(books.never) & set(columns)
