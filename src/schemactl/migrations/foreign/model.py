"""What the folder and the books of another tool hold, in words that all of them share.

Must never know: any one tool, databases, schemactl's own files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemactl.errors import HistoryError

Files = Mapping[str, str]
"""Paths as they are shown, to texts."""
Rows = Sequence[tuple[Any, ...]]
Table = tuple[str, str]
"""Schema and name."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """One migration of another tool, as schemactl would run it, in the order in which the tool runs them.

    `key` is what the tool's own books call it; `down` is None where there is no way back. `parents`: keys of those that
    it follows or stands for, where the tool says so. `number`: its version, where the key is none. `sums`: checksums
    that the tool may have of its file.
    """

    key: str
    name: str
    source: str
    up: str
    down: str | None = None
    parents: tuple[str, ...] = ()
    number: str = ""
    sums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The migrations in a folder. `notes`: what was left out or reads differently, in words, each with its file."""

    migrations: tuple[Foreign, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Books:
    """Where a tool writes down what has run: a table of this name with all of these columns, read in `order`.

    `never`: columns of another tool's table of the same name. `applied` gives the keys of those that have run, in the
    order in which they did, or raises HistoryError; `edited` those whose file is another one than the one that ran.
    `definition`: how the tool makes the table, between the parentheses. `schema`: where it is, if nothing else is said.
    `beside`: what else is its own, by name.
    """

    table: str
    columns: tuple[str, ...]
    applied: Callable[[Rows, Found], tuple[str, ...]]
    definition: str
    order: str = ""
    never: tuple[str, ...] = ()
    schema: str = "public"
    beside: tuple[str, ...] = ()
    edited: Callable[[Rows, Found], tuple[str, ...]] = lambda rows, found: ()  # noqa: ARG005


@dataclass(frozen=True, slots=True)
class Tool:
    """Another tool. `parse` reads files; `folders`: where they are if nobody says; `is_deep`: in folders below too.

    `has_texts`: its versions are texts, of which 1 and 01 are two.
    """

    name: str
    parse: Callable[[Files], Found]
    books: Books
    folders: tuple[str, ...]
    is_deep: bool = False
    has_texts: bool = False


def unfinished(tool: str, what: str, hint: str) -> HistoryError:
    """A migration that the tool began and did not end."""
    return HistoryError(f"{tool} says that {what}", state="failed", hint=hint)


def through(key: str, found: Found) -> tuple[str, ...]:
    """The keys of all migrations up to this one."""
    keys = [one.key for one in found.migrations]
    return tuple(keys[: keys.index(known(key, found)) + 1])


def known(key: str, found: Found) -> str:
    """`key`, if there is a file of it. HistoryError `missing`."""
    if any(one.key == key for one in found.migrations):
        return key
    hint = "take the folder of the version that ran there, so that all of its migrations are known"
    raise HistoryError(f"the database has migration {key}, of which there is no file", state="missing", hint=hint)
