"""What a file drops and makes again: an index or a constraint of the same name, or one that does the same work.

Comes in: a Script, and the schema before it. Goes out: pairs of its statements, by their indexes, and why one of them
has to stay as it is.
Must never know: how the online form of a pair is written, and whether it works.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schemactl.lint import changes as c
from schemactl.lint.advance import constraint_name
from schemactl.lint.changes import Change, Name
from schemactl.lint.schema import KnownIndex, Schema
from schemactl.lint.script import Script, Step

_KEYS = ("primary_key", "unique", "exclude")


@dataclass(frozen=True, slots=True)
class Pair:
    """The statement that drops, and the one that makes; the same number where one does both.

    why: what speaks against another order of the two.
    """

    old: int
    new: int
    name: str
    why: str = ""


def find_pairs(script: Script, schema: Schema) -> Iterator[Pair]:
    """In the order of the drops."""
    made = [(step.index, made) for step in script.steps for change in step.changes for made in _made(change, schema)]
    for step in script.steps:
        for change in step.changes:
            gone = _gone(change, schema)
            found = _find(gone, step.index, made) if gone else None
            if gone and found is not None:
                why = _why(gone, change, script.steps[step.index + 1 : found], schema, script)
                yield Pair(step.index, found, gone.name.name, why)


@dataclass(frozen=True, slots=True)
class _Thing:
    """An index, or a constraint. kind: index for all that has one; else check or foreign_key."""

    kind: str
    name: Name
    table: Name
    columns: tuple[str, ...] = ()


def _gone(change: Change, schema: Schema) -> _Thing | None:
    """What a change drops, if it was there before the file."""
    if isinstance(change, c.Drop) and change.what == "index":
        index = schema.index(change.name)
        return _Thing("index", index.name, index.table, index.columns) if index else None
    if isinstance(change, c.DropConstraint):
        table = schema.table(change.table)
        known = table.constraints.get(change.constraint) if table else None
        if table and known:
            kind = "index" if known.kind in _KEYS else known.kind
            return _Thing(kind, Name(table.name.schema, change.constraint), table.name, known.columns)
    return None


def _made(change: Change, schema: Schema) -> Iterator[_Thing]:
    """What a change makes, if it is such a thing."""
    if isinstance(change, c.CreateIndex):
        table = schema.resolve(change.table)
        yield _Thing("index", Name(table.schema, change.index), table, change.columns)
    elif isinstance(change, c.AddConstraint):
        table = schema.resolve(change.table)
        name = Name(table.schema, constraint_name(table, change.constraint))
        kind = "index" if change.constraint.kind in _KEYS else change.constraint.kind
        yield _Thing(kind, name, table, change.constraint.columns)


def _find(gone: _Thing, at: int, made: list[tuple[int, _Thing]]) -> int | None:
    """The statement that makes it again: under its name, else an index of the table that begins with its column."""
    later = [(index, one) for index, one in made if index >= at and (one.kind, one.table) == (gone.kind, gone.table)]
    same = (index for index, one in later if one.name == gone.name)
    alike = (index for index, one in later if one.kind == "index" and one.columns[:1] == gone.columns[:1] != ())
    return next(same, next(alike, None))


def _why(gone: _Thing, change: Change, between: tuple[Step, ...], schema: Schema, script: Script) -> str:
    for step in between:
        if not all(isinstance(one, _QUIET) or _is_comment(one) for one in step.changes):
            line = script.place(step.start).line
            return f"the statement in line {line} stands between, and the rows may fit only after it"
    if getattr(change, "cascade", False):
        return "CASCADE takes along what the new one would have to get back"
    by = _resting_on(gone, schema)
    return f"the foreign key {by} rests on it" if by else ""


_QUIET = (
    *(c.AddColumn, c.AddConstraint, c.DropConstraint, c.ValidateConstraint, c.SetNotNull, c.DropNotNull, c.SetDefault),
    *(c.CreateIndex, c.Create, c.CreateTable, c.Drop, c.Rename, c.SetVariable, c.CreateEnum, c.CreateDomain),
)
"""Changes that leave the rows of tables as they are."""


def _is_comment(change: Change) -> bool:
    return isinstance(change, c.Alter) and change.what.startswith("comment")


def _resting_on(gone: _Thing, schema: Schema) -> str:
    """The foreign key that may need a unique index over these columns; empty if there is none."""
    index = schema.indexes.get(gone.name)
    if index is None or not index.unique:
        return ""
    for table in schema.tables.values():
        for name, one in table.constraints.items():
            if one.kind == "foreign_key" and schema.resolve(one.table) == gone.table and _is_on(one, index):
                return name
    return ""


def _is_on(key: c.Constraint, index: KnownIndex) -> bool:
    return not key.referenced or set(key.referenced) == set(index.columns)
