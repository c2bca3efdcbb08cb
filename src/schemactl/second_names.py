"""Names that the server chose, in what pg_dump prints: they are nobody's wish, and no difference.

In: the statements of a dump. Out: the same, in which the copy that a partition has of an index or a key goes by what it
is a copy of, and a NOT NULL constraint by no name, where the server names them so. This file must never know what our
own catalog holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import digits

from schemactl.pgsql import COMMENTS, Token, enum_name, quote_identifier, tokens, top_node

ENDINGS = ("_idx", "_key", "_pkey", "_excl")
NOT_NULL = "_not_null"
NAMING = frozenset({"index_stmt", "alter_table_stmt"})
"""The statements that make copies and attach them."""


def chosen_names(statements: Iterable[str]) -> Mapping[str, str]:
    """For each copy whose name the server makes, what stands for it: the name of what it is a copy of."""
    sources = dict(pair for sql in statements if " ATTACH PARTITION " in sql for pair in _attached(sql))
    return {name: _root(name, sources) for name in sources if name.rstrip(digits).endswith(ENDINGS)}


def _attached(sql: str) -> list[tuple[str, str]]:
    kind, node = top_node(sql)
    if kind != "alter_table_stmt" or enum_name(node, "objtype") != "OBJECT_INDEX":
        return []
    commands = (each.alter_table_cmd for each in node.cmds)
    return [(getattr(command, "def").partition_cmd.name.relname, node.relation.relname) for command in commands]


def _root(name: str, sources: Mapping[str, str]) -> str:
    path = [name]
    while path[-1] in sources and sources[path[-1]] not in path:
        path.append(sources[path[-1]])
    return path[-1]


def with_sources(sql: str, kind: str, names: Mapping[str, str]) -> str:
    """The statement with `copy of …` for the names of copies that it makes or attaches."""
    if kind not in NAMING or not names:
        return sql
    for word in reversed([word for word in tokens(sql) if word.kind not in COMMENTS]):
        name = _identifier(sql, word)
        if name in names:
            sql = sql[: word.start] + quote_identifier(f"copy of {names[name]}") + sql[word.end :]
    return sql


def without_not_null_name(item: str) -> str:
    """A column without what the server calls its NOT NULL constraint."""
    words: Sequence[Token] = [word for word in tokens(item) if word.kind not in COMMENTS] if NOT_NULL in item else []
    for place, word in enumerate(words[:-3]):
        is_not_null = [each.kind for each in words[place + 2 : place + 4]] == ["NOT", "NULL_P"]
        if word.kind == "CONSTRAINT" and is_not_null:
            name = _identifier(item, words[place + 1])
            if name.rstrip(digits).endswith(NOT_NULL):
                return item[: word.start] + item[words[place + 2].start :]
    return item


def _identifier(sql: str, word: Token) -> str:
    text = sql[word.start : word.end]
    return text[1:-1].replace('""', '"') if text.startswith('"') else text
