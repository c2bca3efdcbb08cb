"""Which locks a change takes, by the text alone: measured on Postgres 13 to 18.

Comes in: a change. Goes out: relations and modes, strongest first; what only the server knows (partitions, tables that
use a domain) is missing.
Must never know: rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from schemactl.lint import changes as c
from schemactl.lint.changes import Change, Name
from schemactl.lint.schema import Schema

SUE, S, SRE, E, AE = "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"
RE = "ROW EXCLUSIVE"
Locks = Iterator[tuple[Name, str]]

_LIGHT = frozenset("SetStatistics SetOptions ResetOptions SetRelOptions ResetRelOptions ClusterOn DropCluster".split())


def locks_of(change: Change, schema: Schema) -> tuple[tuple[Name, str], ...]:
    """The locks of one change on tables, views and materialized views."""
    reader = _LOCKS.get(type(change))
    return tuple(lock for lock in reader(change, schema) if lock[0].name) if reader else ()


def _table(change: c.TableChange, schema: Schema) -> Locks:
    if change.relation not in ("type", "sequence"):
        yield _relation(change, schema), AE


def _relation(change: c.TableChange, schema: Schema) -> Name:
    """ALTER INDEX works on its index, whose table is what others use."""
    index = schema.index(change.table) if change.relation == "index" else None
    return index.table if index else change.table


def _add_column(change: c.AddColumn, schema: Schema) -> Locks:
    yield from _table(change, schema)
    for constraint in change.column.constraints:
        if constraint.kind == "foreign_key":
            yield constraint.table, SRE


def _add_constraint(change: c.AddConstraint, _: Schema) -> Locks:
    if change.constraint.kind == "foreign_key":
        yield change.table, SRE
        yield change.constraint.table, SRE
    else:
        yield change.table, AE


def _drop_constraint(change: c.DropConstraint, schema: Schema) -> Locks:
    yield change.table, AE
    known = schema.table(change.table)
    constraint = known.constraints.get(change.constraint) if known else None
    if constraint and constraint.kind == "foreign_key":
        yield constraint.table, AE


def _attach(change: c.AttachPartition, _: Schema) -> Locks:
    if change.relation == "table":
        yield change.partition, AE
        yield change.table, SUE


def _detach(change: c.DetachPartition, _: Schema) -> Locks:
    yield change.table, SUE if change.concurrently else AE
    yield change.partition, AE


def _alter(change: c.Alter, _: Schema) -> Locks:
    if change.what == "policy":
        yield change.name, AE
    elif change.what == "comment":
        yield change.name, SUE
    elif change.what == "comment on column":
        yield Name("", change.name.schema), SUE


def _alter_trigger(change: c.AlterTrigger, _: Schema) -> Locks:
    yield change.table, SRE


def _other(change: c.OtherTableChange, schema: Schema) -> Locks:
    if change.relation in ("type", "sequence"):
        return
    yield _relation(change, schema), SUE if change.subtype in _LIGHT else AE


def _create_table(change: c.CreateTable, _: Schema) -> Locks:
    if change.partition_of:
        yield change.partition_of, AE
    constraints = [*change.constraints, *(one for column in change.columns for one in column.constraints)]
    for constraint in constraints:
        if constraint.kind == "foreign_key":
            yield constraint.table, SRE


def _drop(change: c.Drop, schema: Schema) -> Locks:
    if change.what in ("table", "view", "materialized view", "foreign table"):
        yield change.name, AE
        known = schema.table(change.name)
        for constraint in known.constraints.values() if known else ():
            if constraint.kind == "foreign_key":
                yield constraint.table, AE
    elif change.what == "index":
        index = schema.index(change.name)
        yield index.table if index else change.name, SUE if change.concurrently else AE
    elif change.what in ("trigger", "policy", "rule"):
        yield change.of, AE


def _create(change: c.Create, _: Schema) -> Locks:
    if change.what == "trigger":
        yield change.of, SRE
    elif change.what in ("policy", "rule"):
        yield change.of, AE
    elif change.or_replace and change.what == "view":
        yield change.name, AE


def _rename(change: c.Rename, _: Schema) -> Locks:
    if change.what in ("index", "type", "enum value", "schema", "function", "sequence", "domain"):
        return
    yield change.name, AE


def _reindex(change: c.Reindex, schema: Schema) -> Locks:
    if change.what in ("index", "table"):
        index = schema.index(change.name)
        yield index.table if index else change.name, SUE if change.concurrently else S


def _vacuum(change: c.Vacuum, _: Schema) -> Locks:
    yield change.table, AE if change.full else SUE


_LOCKS: dict[type[Change], Callable[[Any, Schema], Locks]] = {
    **dict.fromkeys(
        (
            c.AlterConstraint,
            c.AlterType,
            c.DropColumn,
            c.DropNotNull,
            c.MoveStorage,
            c.ReplicaIdentity,
            c.SetDefault,
            c.SetExpression,
            c.SetLogged,
            c.SetNotNull,
        ),
        _table,
    ),
    c.AddColumn: _add_column,
    c.AddConstraint: _add_constraint,
    c.Alter: _alter,
    c.AlterTrigger: _alter_trigger,
    c.AttachPartition: _attach,
    c.Cluster: lambda change, _: iter([(change.table, AE)]),
    c.Create: _create,
    c.CreateIndex: lambda change, _: iter([(change.table, SUE if change.concurrently else S)]),
    c.CreateTable: _create_table,
    c.DetachPartition: _detach,
    c.Drop: _drop,
    c.DropConstraint: _drop_constraint,
    c.Lock: lambda change, _: iter([(change.table, change.mode)]),
    c.Mutation: lambda change, _: iter([(change.table, RE)]),
    c.OtherTableChange: _other,
    c.Refresh: lambda change, _: iter([(change.view, E if change.concurrently else AE)]),
    c.Reindex: _reindex,
    c.Rename: _rename,
    c.SetSchema: lambda change, _: iter([(change.name, AE)] if change.what == "table" else []),
    c.Truncate: lambda change, _: iter([(change.table, AE)]),
    c.Vacuum: _vacuum,
    c.ValidateConstraint: lambda change, _: iter([(change.table, SUE)]),
}

LOCKING = (*_LOCKS, c.AlterDomain, c.Code, c.Query)
"""All changes that may take a lock; of the last three only the server knows which."""
