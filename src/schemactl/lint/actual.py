"""What a statement really does: by the bodies that it runs, by what was seen to go, and without what it passes over.

Comes in: the changes of a statement, what was seen of it, the schema before it. Goes out: its changes, at its place.
Must never know: servers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from schemactl.lint.changes import (
    NO_NAME,
    AddColumn,
    Change,
    Code,
    CreateIndex,
    CreateTable,
    Drop,
    DropColumn,
    DropConstraint,
    Mutation,
    Name,
    Other,
    Query,
    Rename,
    Truncate,
)
from schemactl.lint.read import read_inside, read_routine, read_texts
from schemactl.lint.schema import Schema, type_from_text
from schemactl.lint.script import Step
from schemactl.lint.trace.model import Called, Dropped, StepTrace

DEEPEST = 5


def actual(step: Step, trace: StepTrace | None, schema: Schema) -> Step:
    """The statement with all that it does, and nothing else."""
    runs_more = any(
        isinstance(one, (Code, Query)) or (isinstance(one, Mutation) and one.routines) for one in step.changes
    )
    inner = tuple(_inside(step, trace, schema)) if trace or runs_more else ()
    if trace and trace.texts:
        inner += tuple(_made(trace, (*step.changes, *inner), step.start, schema))
    if trace and (trace.texts or runs_more):
        inner += tuple(_observed(trace, (*step.changes, *inner), step.start, schema))
    runs_body = isinstance(step.changes[0], Code)
    needless = [
        change
        for change in step.changes
        if _is_needless(change, trace, schema) and not (runs_body and _is_known(change, schema))
    ]
    if not inner and not needless:
        return step
    kept = tuple(change for change in step.changes if change not in needless)
    return replace(step, changes=(*kept, *inner) or (Other(step.start, step.kind),))


def _is_needless(change: Change, trace: StepTrace | None, schema: Schema) -> bool:
    """Whether IF EXISTS or IF NOT EXISTS passes it over: nothing was seen to go, or the thing is there."""
    match change:
        case Drop() | DropColumn() | DropConstraint():
            is_seen = trace and trace.sees_drops and not trace.error
            return bool(is_seen and not getattr(change, "concurrently", False) and not _is_gone(change, trace))
        case AddColumn(if_not_exists=True):
            table = schema.tables.get(schema.resolve(change.table))
            return bool(table and change.column.name in table.columns)
        case CreateTable(if_not_exists=True):
            return schema.resolve(change.table) in schema.tables
        case CreateIndex(if_not_exists=True):
            return Name(schema.resolve(change.table).schema, change.index) in schema.indexes
    return False


def _is_known(change: Change, schema: Schema) -> bool:
    """Whether what is dropped is there: a branch that drops it did not run, and is no less meant for that."""
    match change:
        case Drop():
            name = schema.resolve(change.name)
            return change.what not in _DROPPED or name in schema.tables or name in schema.indexes
        case DropColumn() | DropConstraint():
            return schema.table(change.table) is not None
    return False


def _is_gone(change: Drop | DropColumn | DropConstraint, trace: StepTrace | None) -> bool:
    if isinstance(change, Drop) and change.what not in _DROPPED:
        return True  # how others are called when they go is not known for sure
    last = {Drop: "name", DropColumn: "column", DropConstraint: "constraint"}[type(change)]
    wanted = getattr(change, last)
    name = wanted.name if isinstance(wanted, Name) else wanted
    return any(one.names[-1:] == (name,) for one in (trace.dropped if trace else ()))


def _inside(step: Step, trace: StepTrace | None, schema: Schema) -> Iterator[Change]:
    """What stands in the bodies that are run: of functions that are called, and of those that were seen to be."""
    seen = [change for one in (trace.called if trace else ()) for change in _body(one, step.start)]
    inside = [*_called(step.changes, schema), *seen, *_called(seen, schema)]
    known = set(step.changes) if inside else set()
    for change in inside:
        if change not in known:
            known.add(change)
            yield change


def _body(called: Called, at: int) -> Iterator[Change]:
    return read_inside(called.language, called.text, at, called.names)


def _called(changes: Iterable[Change], schema: Schema, depth: int = 0) -> Iterator[Change]:
    """The changes in the bodies that are run, and in those that these run."""
    if depth == DEEPEST:
        return
    for change in changes:
        for name, arguments in change.routines if isinstance(change, (Code, Mutation, Query)) else ():
            for routine in schema.routines(name, arguments):
                inner = list(read_routine(routine, change.at))
                yield from inner
                yield from _called(inner, schema, depth + 1)


@lru_cache(maxsize=2)
def _ran(texts: tuple[str, ...], at: int) -> Mapping[Change, None]:
    """What the texts of one statement do, each once; asked twice of it."""
    return dict.fromkeys(read_texts(texts, at))


def _made(trace: StepTrace, changes: Sequence[Change], at: int, schema: Schema) -> Iterator[Change]:
    """What was run as a text that was made at run time, or by what nobody calls by its name, as triggers.

    Not what is seen to go or to get another name: that is known better, whatever the search path was.
    """
    known = set(changes)
    for change in _ran(trace.texts, at):
        is_seen = (
            isinstance(change, DropColumn)
            or (isinstance(change, Drop) and change.what in _DROPPED)
            or (isinstance(change, Rename) and change.what in _RENAMED)
        )
        if not is_seen and change not in known and not _is_needless(change, trace, schema):
            known.add(change)
            yield change


def _observed(trace: StepTrace, changes: Iterable[Change], at: int, schema: Schema) -> Iterator[Change]:
    """What was seen to be dropped or to get another name, and stands in no text."""
    known = set(_named(changes, schema))
    takes_along = any(not one.original and one.normal for one in trace.dropped)
    for one in trace.dropped:
        if not one.original or not one.names or one.names[0] == "pg_temp":
            continue
        key = _key(one)
        if key in known:
            continue
        known.add(key)
        if one.kind == "table column":
            table, column = Name(*one.names[:2]), one.names[-1]
            yield DropColumn(at, table, "table", column, cascade=takes_along)
        elif one.kind in _DROPPED:
            name = Name(*key[1:]) if len(key) > 2 else Name("", key[1])
            yield Drop(at, one.kind, name, cascade=takes_along)
    told = {(change.old, change.new) for change in changes if isinstance(change, Rename)}
    for old, new in trace.renamed:
        if (old.name, new) not in told:
            yield Rename(at, "table", old, old.name, new)


def not_run(trace: StepTrace, written: Step, changes: Sequence[Change], schema: Schema) -> Iterator[Change]:
    """What stands in a body that was run, and was not seen: its branch did not run. Drops, and what is done to rows."""
    if trace.error or not trace.sees_drops:
        return
    is_body = isinstance(written.changes[0], Code)
    seen = {_key(one) for one in trace.dropped}
    ran = _ran(trace.texts, written.start)
    for change in changes[1:]:
        if change in written.changes and not is_body:
            continue
        (name,) = list(_named([change], schema)) or [()]
        is_drop = bool(name) and name[0] in ("table column", *_DROPPED)
        is_of_rows = isinstance(change, (Mutation, Truncate)) and not trace.is_silenced
        if (is_drop and name not in seen) or (is_of_rows and change not in ran):
            yield change


_RENAMED = ("table", "materialized view", "view")
_DROPPED = ("table", "materialized view", "view", "sequence", "schema", "type", "index")


def _key(one: Dropped) -> tuple[str, ...]:
    """Its kind and its name; that of a type comes as SQL writes it."""
    if one.kind != "type" or len(one.names) != 1:
        return (one.kind, *one.names)
    return (one.kind, *type_from_text(one.names[0]).name)


def _named(changes: Iterable[Change], schema: Schema) -> Iterator[tuple[str, ...]]:
    for change in changes:
        if isinstance(change, Drop) and change.name != NO_NAME:
            name = schema.resolve(change.name)
            yield (change.what, name.name) if change.what == "schema" else (change.what, *name)
        elif isinstance(change, DropColumn):
            yield ("table column", *schema.resolve(change.table), change.column)
