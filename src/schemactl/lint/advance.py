"""Follows the changes of a file through a Schema.

Comes in: the schema before a statement, and its changes. Goes out: the same schema, as it is behind it.
Must never know: rules. What a change does beyond the names in it (CASCADE, what a DO block runs) is not followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from schemactl.lint import changes as c
from schemactl.lint.changes import Change, Column, Constraint, Name
from schemactl.lint.schema import KnownColumn, KnownIndex, KnownTable, Schema


def advance(schema: Schema, changes: Iterable[Change]) -> None:
    """Takes every change over."""
    for change in changes:
        follow = _FOLLOW.get(type(change))
        if follow:
            follow(schema, change)


def constraint_name(table: Name, constraint: Constraint) -> str:
    """The name that Postgres gives to a constraint that has none (if it is free, and short enough)."""
    if constraint.name:
        return constraint.name
    ending = {"primary_key": "pkey", "foreign_key": "fkey", "unique": "key", "exclude": "excl", "check": "check"}
    columns = () if constraint.kind == "primary_key" else constraint.columns
    return "_".join([table.name, *columns, ending.get(constraint.kind, constraint.kind)])


def _create_table(schema: Schema, change: c.CreateTable) -> None:
    name = schema.resolve(change.table)
    if change.if_not_exists and name in schema.tables:
        return
    table = KnownTable(
        name,
        "foreign table" if change.is_foreign else "table",
        change.is_partitioned,
        tuple(schema.resolve(parent) for parent in (change.partition_of, *change.inherits) if parent),
        change.persistence,
        is_whole=not (change.likes or change.is_query or change.of_type or change.partition_of or change.inherits),
        is_partition=change.partition_of is not None,
        is_default=change.is_default,
        is_filled=any(not schema.is_new(read) or schema.is_filled(read) for read in change.reads),
    )
    schema.tables[name] = table
    schema.mark_new(table)
    for column in change.columns:
        _add_column_to(schema, table, column)
    for constraint in change.constraints:
        _add_constraint_to(schema, table, constraint)


def _add_column_to(schema: Schema, table: KnownTable, column: Column) -> None:
    not_null = column.has("not_null") or column.has("primary_key") or column.is_serial or bool(column.identity)
    known = KnownColumn(column.type, not_null, has_default=column.is_filled, generated=column.generated)
    table.columns[column.name] = known
    schema.mark_new(known)
    for constraint in column.constraints:
        _add_constraint_to(schema, table, constraint)


def _add_constraint_to(schema: Schema, table: KnownTable, constraint: Constraint) -> None:
    if constraint.kind == "not_null":
        for name in constraint.columns:
            column = table.columns.setdefault(name, KnownColumn())
            column.not_null = column.not_null or constraint.is_valid
    name = constraint_name(table.name, constraint)
    table.constraints[name] = constraint
    if constraint.kind == "primary_key":
        index = schema.indexes.get(Name(table.name.schema, constraint.using))
        for column_name in constraint.columns or (index.columns if index else ()):
            table.columns.setdefault(column_name, KnownColumn()).not_null = True
    if constraint.kind in ("primary_key", "unique", "exclude"):
        index_name = Name(table.name.schema, name)
        known = schema.pop_index(Name(table.name.schema, constraint.using))
        columns = known.columns if known else constraint.columns
        made = KnownIndex(index_name, table.name, columns, constraint.kind != "exclude", constraint=name)
        schema.put_index(made)
        schema.mark_new(made)


def _of_table(schema: Schema, name: Name) -> KnownTable:
    """A table that is changed is there, whatever made it."""
    whole = schema.resolve(name)
    if whole not in schema.tables:
        schema.tables[whole] = KnownTable(whole)
    return schema.tables[whole]


def _add_column(schema: Schema, change: c.AddColumn) -> None:
    table = _of_table(schema, change.table)
    if not (change.if_not_exists and change.column.name in table.columns):
        _add_column_to(schema, table, change.column)


def _drop_column(schema: Schema, change: c.DropColumn) -> None:
    table = _of_table(schema, change.table)
    table.columns.pop(change.column, None)
    for name in [name for name, one in table.constraints.items() if change.column in one.columns]:
        table.constraints.pop(name)
    for index in [one for one in schema.indexes_of(change.table) if change.column in one.columns]:
        schema.pop_index(index.name)


def _alter_type(schema: Schema, change: c.AlterType) -> None:
    column = _of_table(schema, change.table).columns.setdefault(change.column, KnownColumn())
    column.type = change.type


def _set_not_null(schema: Schema, change: c.SetNotNull | c.DropNotNull) -> None:
    column = _of_table(schema, change.table).columns.setdefault(change.column, KnownColumn())
    column.not_null = isinstance(change, c.SetNotNull)


def _set_default(schema: Schema, change: c.SetDefault) -> None:
    column = _of_table(schema, change.table).columns.setdefault(change.column, KnownColumn())
    column.has_default = change.default is not None


def _add_constraint(schema: Schema, change: c.AddConstraint) -> None:
    _add_constraint_to(schema, _of_table(schema, change.table), change.constraint)


def _drop_constraint(schema: Schema, change: c.DropConstraint) -> None:
    table = _of_table(schema, change.table)
    gone = table.constraints.pop(change.constraint, None)
    index = schema.pop_index(Name(table.name.schema, change.constraint))
    schema.dropped_indexes += [index] if index else []
    if gone and gone.kind == "not_null":
        for name in gone.columns:
            table.columns.setdefault(name, KnownColumn()).not_null = False


def _validate(schema: Schema, change: c.ValidateConstraint) -> None:
    table = _of_table(schema, change.table)
    if change.constraint in table.constraints:
        one = table.constraints[change.constraint]._replace(is_valid=True)
        table.constraints[change.constraint] = one
        if one.kind == "not_null":
            for name in one.columns:
                table.columns.setdefault(name, KnownColumn()).not_null = True


def _attach(schema: Schema, change: c.AttachPartition) -> None:
    if change.relation == "table":
        table = _of_table(schema, change.partition)
        table.parents, table.is_partition = (schema.resolve(change.table),), True
        table.is_default = change.is_default


def _detach(schema: Schema, change: c.DetachPartition) -> None:
    table = _of_table(schema, change.partition)
    table.parents, table.is_partition = (), False


def _create_index(schema: Schema, change: c.CreateIndex) -> None:
    table = schema.resolve(change.table)
    columns = [column or "expr" for column in change.columns]
    name = Name(table.schema, change.index or "_".join([table.name, *columns, "idx"]))
    known = schema.tables.get(table)
    if not (change.if_not_exists and name in schema.indexes):
        made = KnownIndex(name, table, change.columns, change.unique, change.is_partial, change.not_null)
        made.is_partitioned, made.keys = bool(known and known.is_partitioned), change.keys
        schema.put_index(made)
        schema.mark_new(made)


def _drop(schema: Schema, change: c.Drop) -> None:
    name = schema.resolve(change.name)
    if change.what in ("table", "view", "materialized view", "foreign table"):
        schema.tables.pop(name, None)
        schema.gone.add(name)
        schema.dropped_indexes = [one for one in schema.dropped_indexes if one.table != name]
        for index in schema.indexes_of(name):
            schema.pop_index(index.name)
    elif change.what == "index":
        gone = schema.pop_index(name)
        schema.dropped_indexes += [gone] if gone else []
    elif change.what in ("type", "domain"):
        schema.change_enum(name, None)
        schema.domains.discard(name)
        schema.checks_of_domains.pop(name, None)
    elif change.what == "schema":
        for table in [one for one in schema.tables if one.schema == change.name.name]:
            schema.tables.pop(table)


def _rename(schema: Schema, change: c.Rename) -> None:
    name = schema.resolve(change.name)
    new = Name(name.schema, change.new)
    if change.what in ("table", "view", "materialized view", "foreign table") and name in schema.tables:
        schema.tables[new] = table = schema.tables.pop(name)
        table.name = new
        for index in schema.indexes_of(name):
            schema.pop_index(index.name)
            index.table = new
            schema.put_index(index)
    elif change.what == "column" and name in schema.tables:
        _rename_column(schema, schema.tables[name], change.old, change.new)
    elif change.what == "constraint" and name in schema.tables:
        constraints = schema.tables[name].constraints
        if change.old in constraints:
            constraints[change.new] = constraints.pop(change.old)._replace(name=change.new)
    elif change.what == "index" and name in schema.indexes:
        renamed = schema.indexes[name]
        schema.pop_index(name)
        renamed.name = new
        schema.put_index(renamed)
    elif change.what == "domain constraint" and change.old in schema.checks_of_domains.get(name, {}):
        checks = schema.checks_of_domains[name]
        checks[change.new] = checks.pop(change.old)
    elif change.what in ("type", "domain") and name in schema.domains:
        schema.domains ^= {name, new}
        schema.checks_of_domains[new] = schema.checks_of_domains.pop(name, {})
    elif change.what == "type" and name in schema.enums:
        schema.change_enum(new, schema.enums[name])
        schema.change_enum(name, None)
    elif change.what == "enum value" and name in schema.enums:
        labels = [change.new if label == change.old else label for label in schema.enums[name]]
        schema.change_enum(name, labels)


def _rename_column(schema: Schema, table: KnownTable, old: str, new: str) -> None:
    """With it go the constraints and indexes that are over it."""
    if old in table.columns:
        table.columns[new] = table.columns.pop(old)

    def renamed(columns: Iterable[str]) -> tuple[str, ...]:
        return tuple(new if column == old else column for column in columns)

    for name, one in table.constraints.items():
        if old in one.columns:
            table.constraints[name] = one._replace(columns=renamed(one.columns))
    for index in schema.indexes_of(table.name):
        index.columns, index.not_null = renamed(index.columns), renamed(index.not_null)
        index.keys = frozenset(renamed(index.keys))


def _set_schema(schema: Schema, change: c.SetSchema) -> None:
    name = schema.resolve(change.name)
    if name in schema.tables:
        schema.tables[Name(change.new, name.name)] = table = schema.tables.pop(name)
        table.name = Name(change.new, name.name)


def _create_enum(schema: Schema, change: c.CreateEnum) -> None:
    name = schema.resolve(change.type)
    schema.change_enum(name, change.labels)
    schema.new_types.add(name)


def _add_enum_value(schema: Schema, change: c.AddEnumValue) -> None:
    schema.add_label(schema.resolve(change.type), change.label)


def _create_domain(schema: Schema, change: c.CreateDomain) -> None:
    name = schema.resolve(change.domain)
    schema.domains.add(name)
    schema.new_types.add(name)
    for constraint in change.constraints:
        _check_domain(schema, name, constraint.kind, constraint.name)


def _alter_domain(schema: Schema, change: c.AlterDomain) -> None:
    name = schema.resolve(change.domain)
    checks = schema.checks_of_domains.get(name, {})
    if change.action == "add" and change.constraint:
        _check_domain(schema, name, change.constraint.kind, change.constraint.name)
    elif change.action == "set_not_null":
        _check_domain(schema, name, "not_null")
    elif change.action == "drop_not_null":
        schema.checks_of_domains[name] = {one: kind for one, kind in checks.items() if kind != "not_null"}
    elif change.action == "drop":
        checks.pop(change.name, None)


def _check_domain(schema: Schema, domain: Name, kind: str, name: str = "") -> None:
    """A domain with one constraint more, under Postgres's name for it where it has none; with one NOT NULL at most."""
    checks = schema.checks_of_domains.setdefault(domain, {})
    names = (f"{domain.name}_{kind}{number or ''}" for number in range(len(checks) + 1))
    if kind != "not_null" or kind not in checks.values():
        checks[name or next(one for one in names if one not in checks)] = kind


def _create(schema: Schema, change: c.Create) -> None:
    if change.what in ("view", "materialized view"):
        name = schema.resolve(change.name)
        if name not in schema.tables or not (change.or_replace or change.if_not_exists):  # else a CASCADE took it
            schema.tables[name] = KnownTable(name, change.what)
            schema.mark_new(schema.tables[name])
    elif change.what == "sequence":
        schema.sequences.add(schema.resolve(change.name))
        schema.new_sequences.add(schema.resolve(change.name))
    elif change.routine:
        schema.put_routine(change.name, change.routine)


def _set_variable(schema: Schema, change: c.SetVariable) -> None:
    if change.name == "search_path":
        path = [part.strip() for part in change.value.split(",") if part.strip()]
        schema.search_path = ("public",) if change.is_reset else tuple(path)


def _fill(schema: Schema, change: c.Mutation) -> None:
    table = schema.table(change.table)
    if table and any(not schema.is_new(name) or schema.is_filled(name) for name in change.reads):
        table.is_filled = True


_FOLLOW: dict[type[Change], Callable[[Schema, Any], None]] = {
    c.AddColumn: _add_column,
    c.AddConstraint: _add_constraint,
    c.AddEnumValue: _add_enum_value,
    c.AlterDomain: _alter_domain,
    c.AlterType: _alter_type,
    c.AttachPartition: _attach,
    c.Create: _create,
    c.CreateDomain: _create_domain,
    c.CreateEnum: _create_enum,
    c.CreateIndex: _create_index,
    c.CreateTable: _create_table,
    c.DetachPartition: _detach,
    c.Drop: _drop,
    c.DropColumn: _drop_column,
    c.DropConstraint: _drop_constraint,
    c.DropNotNull: _set_not_null,
    c.Mutation: _fill,
    c.Rename: _rename,
    c.SetDefault: _set_default,
    c.SetNotNull: _set_not_null,
    c.SetSchema: _set_schema,
    c.SetVariable: _set_variable,
    c.ValidateConstraint: _validate,
}
