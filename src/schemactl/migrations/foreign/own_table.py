"""A tool's own table in its migrations: some alter it, write into it or grant it, so it must be there before them.

Comes in: the migrations of a folder, the tool's books. Goes out: the same, the first of which makes the table; which
objects are the tool's own, and stay out of the schema.
Must never know: databases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemactl.code import read_statements
from schemactl.migrations.foreign.model import Books, Found, Table
from schemactl.migrations.foreign.text import NO_TRANSACTION
from schemactl.pgsql import Statement, qualified, quote_identifier, tokens, top_node


def with_table(found: Found, tool: str, books: Books, name: str | None) -> tuple[Found, Table | None]:
    """The migrations on an empty database, where nobody has made the tool's table; its place, if one names it.

    `name`: the table's, where it is not the usual one.
    """
    given, _, table = (name or books.table).rpartition(".")
    touching = list(_touching(found, table))
    if not touching:
        return found, None
    place = (given or next(filter(None, (_schema_in(one.sql, table) for one in touching)), books.schema), table)
    if _makes(touching[0], table):
        return found, place
    first, *rest = found.migrations
    made = f"-- {tool}'s own table, which migrations below are about.\n{create_table(books, place)}\n"
    head = NO_TRANSACTION if first.up.startswith(NO_TRANSACTION) else ""
    first = replace(first, up=f"{head}{made}{first.up.removeprefix(head)}")
    note = f"{table} is made first, since migrations are about {tool}'s own table"
    return replace(found, migrations=(first, *rest), notes=(*found.notes, note)), place


def create_table(books: Books, place: Table) -> str:
    """The statements that make the table where there is none."""
    schema = f"CREATE SCHEMA IF NOT EXISTS {quote_identifier(place[0])};\n" if place[0] != "public" else ""
    return f"{schema}CREATE TABLE IF NOT EXISTS {qualified(*place)} ({books.definition});"


def own_objects(books: Books, place: Table) -> tuple[str, ...]:
    """Patterns of what is the tool's own, as `diff.exclude` has them."""
    schema, table = place
    beside = (f"{schema}.{other.format(table=table)}" for other in books.beside)
    return (*((schema,) if schema == table else ()), f"{schema}.{table}", *beside)


def is_about(sql: str, table: str) -> bool:
    """Whether a statement names the table, or has its name in a text (a function's body, a DO block)."""
    if table not in sql:
        return False
    words = (sql[token.start : token.end] for token in tokens(sql) if not token.kind.endswith("COMMENT"))
    return any(word.strip('"') == table or (word[-1] in "'$" and table in word) for word in words)


def _touching(found: Found, table: str) -> Iterator[Statement]:
    for one in found.migrations:
        for text in (one.up, one.down or ""):
            statements: Sequence[Statement] = read_statements(text, one.source) if table in text else ()
            yield from (statement for statement in statements if is_about(statement.sql, table))


def _makes(statement: Statement, table: str) -> bool:
    """Whether it creates the table and wants that there is none."""
    kind, node = top_node(statement.sql)
    return kind == "create_stmt" and node.relation.relname == table and not node.if_not_exists


def _schema_in(sql: str, table: str) -> str:
    """The schema that is named with the table, if one is."""
    words = [sql[token.start : token.end].strip('"') for token in tokens(sql)]
    named = (index for index, word in enumerate(words) if word == table and words[index - 1 : index] == ["."])
    return next((words[index - 2] for index in named if index > 1), "")
