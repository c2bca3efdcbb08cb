"""A tool's own table in its migrations: some alter it, write into it or grant it, so it must be there before them.

Comes in: the migrations of a folder, the tool's books. Goes out: the same, the first of which makes the table; which
objects are the tool's own, and stay out of the schema.
Must never know: databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from schemactl.code import read_statements
from schemactl.migrations.foreign.model import Books, Found, Table
from schemactl.migrations.foreign.text import NO_TRANSACTION
from schemactl.pgsql import qualified, quote_identifier, tokens, top_node


def with_table(found: Found, tool: str, books: Books, name: str | None) -> tuple[Found, Table | None]:
    """The migrations on an empty database, where nobody has made the tool's table; its place, if one names it.

    `name`: the table's, where it is not the usual one.
    """
    texts = [(text, one.source) for one in found.migrations for text in (one.up, one.down) if text]
    place, is_needed = find_place(texts, books, name)
    if place is None or not is_needed:
        return found, place
    first, *rest = found.migrations
    made = f"-- {tool}'s own table, which migrations below are about.\n{create_table(books, place)}\n"
    head = NO_TRANSACTION if first.up.startswith(NO_TRANSACTION) else ""
    first = replace(first, up=f"{head}{made}{first.up.removeprefix(head)}")
    note = f"{place[1]} is made first, since migrations are about {tool}'s own table"
    return replace(found, migrations=(first, *rest), notes=(*found.notes, note)), place


def find_place(texts: Iterable[tuple[str, str]], books: Books, name: str | None = None) -> tuple[Table | None, bool]:
    """Where the tool's table is if one of the texts (each with its path) is about it, and whether they want it made.

    They do not where the first of them makes it. SourceError for a text that does not parse.
    """
    given, _, table = (name or books.table).rpartition(".")
    touching = [
        one.sql
        for text, path in texts
        if table in text.lower()
        for one in read_statements(text, path)
        if is_about(one.sql, table)
    ]
    if not touching:
        return None, False
    named = (schema for sql in touching for schema in _schemas_of(sql, table))
    return (given or next(named, "") or books.schema, table), not _is_new(touching[0], table)


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
    return table in sql.lower() and any(
        word == table or (word[-1:] in ("'", "$") and table in word.lower()) for word in _words(sql)
    )


def _is_new(sql: str, table: str) -> bool:
    """Whether a statement creates the table and wants that there is none."""
    kind, node = top_node(sql)
    return kind == "create_stmt" and node.relation.relname == table and not node.if_not_exists


def _schemas_of(sql: str, table: str) -> list[str]:
    """The schema of each mention of the table, '' where none is; not of one which is created: the tool has its own."""
    words = _words(sql)
    named = [index for index, word in enumerate(words) if word == table]
    kind, node = top_node(sql)
    is_made = kind == "create_stmt" and node.relation.relname == table and bool(node.relation.schemaname)
    return [words[index - 2] if words[index - 1 : index] == ["."] else "" for index in named[is_made:]]


def _words(sql: str) -> list[str]:
    """Names as the server has them, and what stands between; no comments."""
    found = (one for one in tokens(sql) if not one.kind.endswith("COMMENT"))
    return [_folded(sql[one.start : one.end], one.kind) for one in found]


def _folded(word: str, kind: str) -> str:
    return word.strip('"') if word.startswith('"') else word.lower() if kind == "IDENT" else word
