"""Which rows a way back would destroy, counted where they are.

Comes in: a connection, the statements of a down file. Goes out: `Loss`es; nothing that is empty is one.
Must never know: the history, or who decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemactl.errors import ExecuteError
from schemactl.pgsql import Statement, qualified, quote_identifier, top_node

if TYPE_CHECKING:
    import psycopg

_TABLES_OF_SCHEMA = """
SELECT c.relname
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY c.relname
"""


@dataclass(frozen=True, slots=True)
class Loss:
    """`rows` of `what` (a table, or the values of a column) would be gone."""

    what: str
    rows: int
    statement: Statement

    def __str__(self) -> str:
        return f"{self.rows:,} row{'s' if self.rows != 1 else ''} of {self.what}"


def count_losses(connection: psycopg.Connection, statements: Sequence[Statement]) -> tuple[Loss, ...]:
    """Every loss, in the order of the statements. Reads whole tables, with a lock that conflicts with none but theirs.

    What is not there (a table that a statement before makes) holds nothing that could be lost.
    """
    found: dict[str, Loss] = {}
    for statement in statements:
        for what, query in _questions(connection, statement):
            rows = _count(connection, query)
            if rows and what not in found:
                found[what] = Loss(what, rows, statement)
    return tuple(found.values())


def _questions(connection: psycopg.Connection, statement: Statement) -> Iterator[tuple[str, str]]:
    """What a statement destroys, and the query that counts it."""
    kind, node = top_node(statement.sql)
    if kind == "truncate_stmt":
        yield from (_table(_relation(one.range_var)) for one in node.relations)
    elif kind == "alter_table_stmt":
        yield from _columns(_relation(node.relation), node)
    elif kind == "drop_stmt":
        yield from _dropped(connection, node)


def _dropped(connection: psycopg.Connection, node: Any) -> Iterator[tuple[str, str]]:
    object_type = node.DESCRIPTOR.fields_by_name["remove_type"].enum_type.values_by_number[node.remove_type].name
    if object_type == "OBJECT_TABLE":
        for one in node.objects:
            yield _table(".".join(quote_identifier(item.string.sval) for item in one.list.items))
    elif object_type == "OBJECT_SCHEMA":
        for one in node.objects:
            schema = one.string.sval
            for (name,) in connection.execute(_TABLES_OF_SCHEMA, [schema]).fetchall():
                yield _table(qualified(schema, name))


def _columns(table: str, node: Any) -> Iterator[tuple[str, str]]:
    for command in node.cmds:
        one = command.alter_table_cmd
        subtype = one.DESCRIPTOR.fields_by_name["subtype"].enum_type.values_by_number[one.subtype].name
        if subtype == "AT_DropColumn":
            column = quote_identifier(one.name)
            yield f"{table}.{column}", f"SELECT count({column}) FROM {table}"


def _table(name: str) -> tuple[str, str]:
    return name, f"SELECT count(*) FROM {name}"


def _relation(relation: Any) -> str:
    return qualified(relation.schemaname, relation.relname)


def _count(connection: psycopg.Connection, query: str) -> int:
    import psycopg

    try:
        row = connection.execute(query.encode()).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn, psycopg.errors.InvalidSchemaName):
        return 0
    except psycopg.errors.InsufficientPrivilege as error:
        raise ExecuteError(
            f"rows that would be lost cannot be counted: {error.diag.message_primary}",
            sqlstate=error.sqlstate or "",
            hint="GRANT SELECT to the user; --allow-data-loss goes on without counting",
        ) from error
    return int(row[0]) if row else 0
