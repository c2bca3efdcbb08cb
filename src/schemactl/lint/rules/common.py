"""What several rules say or ask in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from schemactl.lint.changes import Name
from schemactl.lint.context import Context
from schemactl.lint.script import Keys
from schemactl.lint.trace.model import Dropped
from schemactl.pgsql import qualified

TABLES = ("table", "foreign table")


def plain(table: Name) -> Name:
    """A table by its name alone if it is in public: it is written in some statements and not in others."""
    return Name("", table.name) if table.schema == "public" else table


def by_table(change: Any) -> list[Name]:
    """The table that a change is about."""
    return [plain(change.table)]


def of_table(table: Name) -> tuple[Keys, Name]:
    """For Script.changes: those that are about a table."""
    return by_table, plain(table)


def shown(name: Name) -> str:
    """A name as SQL writes it."""
    return qualified(name.schema, name.name)


def owners(dropped: Iterable[Dropped]) -> set[str]:
    """Tables and columns among what was dropped: their defaults go with them, whatever the statement says."""
    return {one.identity for one in dropped if one.kind in ("table column", *TABLES)}


def owners_of_default(one: Dropped) -> tuple[str, ...]:
    """The column that a dropped default was of, and its table; of anything else nothing."""
    column = one.identity.removeprefix("for ")
    return (column, column.rpartition(".")[0]) if one.kind == "default value" else ()


def is_old_table(context: Context, table: Name, relation: str = "table") -> bool:
    """Whether a change is one of a table that others may use by now."""
    return relation in TABLES and context.is_old(table)


def is_first_of(change: Any, kinds: tuple[type[Any], ...], context: Context) -> bool:
    """Whether a change is the first one of such kinds that its statement makes to its table: the one that tells."""
    changes = context.here.changes
    if changes[0] is change:
        return True
    return change is next(one for one in changes if isinstance(one, kinds) and one.table == change.table)


def column_shown(table: Name, column: str) -> str:
    """table.column."""
    return f"{shown(table)}.{qualified('', column)}"
