"""What constraints ask of a row, taken from their definitions: the columns of a foreign key, the expression of a check.

Pure; must never know a connection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.pgsql import Token, quote_identifier, tokens, top_node


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """columns of the referencing table, in the order of those that they refer to."""

    columns: tuple[str, ...]
    table: ObjectId
    referenced: tuple[str, ...]


def foreign_keys(table: ObjectId, catalog: Catalog) -> Iterator[ForeignKey]:
    """The foreign keys of a table."""
    for part in catalog.parts.get(table, ()):
        if part.id.kind == "constraint" and part["type"] == "f":
            yield _foreign_key(part)


def _foreign_key(constraint: Object) -> ForeignKey:
    _, node = top_node(f"ALTER TABLE t ADD {constraint['definition']}")
    command = node.cmds[0].alter_table_cmd
    key = getattr(command, "def").constraint
    columns, referenced = (tuple(each.string.sval for each in names) for names in (key.fk_attrs, key.pk_attrs))
    return ForeignKey(columns, ObjectId("table", *constraint["referenced_table"]), referenced)


def unique_keys(table: ObjectId, catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """The columns of each primary key and unique constraint."""
    for part in catalog.parts.get(table, ()):
        if part.id.kind == "constraint" and part["type"] in ("p", "u"):
            _, node = top_node(f"ALTER TABLE t ADD {part['definition']}")
            key = getattr(node.cmds[0].alter_table_cmd, "def").constraint
            yield tuple(each.string.sval for each in key.keys)


@dataclass(frozen=True, slots=True)
class Check:
    """expression: true or null for a row that is taken. columns: those of the table that it names.

    constants: the texts of the numbers and strings in it, which values that fit are often made of.
    """

    expression: str
    columns: frozenset[str]
    constants: tuple[str, ...]


def make_check(expression: str, columns: Sequence[str]) -> Check:
    """A check over a table that has these columns."""
    words = tokens(expression)
    names = {_identifier(expression[word.start : word.end]) for word in words}
    constants = (_constant(expression, word) for word in words)
    found = tuple(dict.fromkeys(each for each in constants if each is not None))
    return Check(expression, frozenset(names) & frozenset(columns), found)


def _identifier(word: str) -> str:
    return word[1:-1].replace('""', '"') if word.startswith('"') else word


def _constant(sql: str, word: Token) -> str | None:
    text = sql[word.start : word.end]
    if word.kind in ("ICONST", "FCONST"):
        return text
    return text[1:-1].replace("''", "'") if word.kind == "SCONST" and text.startswith("'") else None


def check_expression(definition: str) -> str:
    """`x > 0` of `CHECK (x > 0) NOT VALID`."""
    depth, start = 0, -1
    for word in tokens(definition):
        if word.kind == "ASCII_40":
            start = word.end if depth == 0 else start
            depth += 1
        elif word.kind == "ASCII_41":
            depth -= 1
            if depth == 0:
                return definition[start : word.start]
    return "true"


def with_value(expression: str, column: str) -> str:
    """A domain's check, asked of a column: VALUE becomes its name."""
    for word in reversed(tokens(expression)):
        if word.kind == "VALUE_P":
            expression = expression[: word.start] + quote_identifier(column) + expression[word.end :]
    return expression
