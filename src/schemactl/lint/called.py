"""What a statement does by the bodies that it runs: those of functions in the same files, and what was seen to go.

Comes in: the changes of a statement, what was seen of it, the schema before it. Goes out: more changes, at its place.
Must never know: servers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from schemactl.lint.changes import NO_NAME, Change, Code, Drop, DropColumn, Name, Query, Rename
from schemactl.lint.read import read_inside
from schemactl.lint.schema import Schema
from schemactl.lint.trace.model import StepTrace

DEEPEST = 5


def called(changes: Iterable[Change], schema: Schema, depth: int = 0) -> Iterator[Change]:
    """The changes in the bodies that are run, and in those that these run."""
    if not schema.bodies or depth == DEEPEST:
        return
    for change in changes:
        for name in _routines(change):
            if name in schema.bodies:
                inner = list(read_inside(*schema.bodies[name], change.at))
                yield from inner
                yield from called(inner, schema, depth + 1)


def _routines(change: Change) -> Iterable[str]:
    if isinstance(change, Code):
        return (change.routine,)
    return change.routines if isinstance(change, Query) else ()


def observed(trace: StepTrace, changes: Iterable[Change], at: int, schema: Schema) -> Iterator[Change]:
    """What was seen to be dropped or to get another name, and stands in no text."""
    known = set(_named(changes, schema))
    takes_along = any(not one.original and one.normal for one in trace.dropped)
    for one in trace.dropped:
        key = (one.kind, *one.names)
        if not one.original or key in known or not one.names:
            continue
        known.add(key)
        if one.kind == "table column":
            table, column = Name(*one.names[:2]), one.names[-1]
            yield DropColumn(at, table, "table", column, cascade=takes_along)
        elif one.kind in _DROPPED:
            name = Name(*one.names) if len(one.names) > 1 else Name("", one.names[0])
            yield Drop(at, one.kind, name, cascade=takes_along)
    if not any(isinstance(change, Rename) for change in changes):
        for old, new in trace.renamed:
            yield Rename(at, "table", old, old.name, new)


def not_run(trace: StepTrace, changes: Sequence[Change], schema: Schema) -> Iterator[Change]:
    """Drops that stand in a body that was run, and were not seen: their branch did not run."""
    if trace.error or not trace.sees_drops or not isinstance(changes[0], (Code, Query)):
        return
    seen = {(one.kind, *one.names) for one in trace.dropped}
    for change in changes[1:]:
        (name,) = list(_named([change], schema)) or [()]
        if name and name not in seen and name[0] in ("table column", *_DROPPED):
            yield change


_DROPPED = ("table", "materialized view", "view", "sequence", "schema", "type", "index")


def _named(changes: Iterable[Change], schema: Schema) -> Iterator[tuple[str, ...]]:
    for change in changes:
        if isinstance(change, Drop) and change.name != NO_NAME:
            name = schema.resolve(change.name)
            yield (change.what, name.name) if change.what == "schema" else (change.what, *name)
        elif isinstance(change, DropColumn):
            yield ("table column", *schema.resolve(change.table), change.column)
