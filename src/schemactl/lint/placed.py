"""Changes that were read elsewhere than in the file, brought to one place in it.

Comes in: a change whose parts stand where they stood in a body or a made text. Goes out: the same, all at one place.
Must never know: rules.
"""

from __future__ import annotations

from dataclasses import replace

from schemactl.lint.changes import (
    AddColumn,
    AddConstraint,
    Change,
    Column,
    Constraint,
    Create,
    CreateTable,
    Mutation,
)


def placed(change: Change, at: int) -> Change:
    """The change with its columns and constraints at `at`."""
    change = replace(change, at=at)
    match change:
        case AddConstraint():
            return replace(change, constraint=_constraint(change.constraint, at))
        case AddColumn():
            return replace(change, column=_column(change.column, at))
        case CreateTable():
            columns = tuple(_column(one, at) for one in change.columns)
            return replace(
                change, columns=columns, constraints=tuple(_constraint(one, at) for one in change.constraints)
            )
        case Mutation():
            return replace(change, columns=_names(change.columns, at), listed=_names(change.listed, at))
        case Create():
            return replace(change, columns=_names(change.columns, at))
    return change


def _constraint(one: Constraint, at: int) -> Constraint:
    return one._replace(at=at)


def _column(one: Column, at: int) -> Column:
    return replace(one, at=at, constraints=tuple(_constraint(each, at) for each in one.constraints))


def _names(columns: tuple[tuple[str, int], ...], at: int) -> tuple[tuple[str, int], ...]:
    return tuple((name, at) for name, _ in columns)
