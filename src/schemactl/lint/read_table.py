"""ALTER TABLE and its like to the changes it makes.

Comes in: an AlterTableStmt. Goes out: one change for each command, in order.
Must never know: other statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from schemactl.lint import changes as c
from schemactl.lint.changes import Change, Name
from schemactl.lint.nodes import column_of, constraint_of, enum_of, list_name, range_name, strings, type_of

_WORDS = {"matview": "materialized view"}


def read_alter_table(node: Any, at: int) -> Iterator[Change]:
    """The commands of one ALTER TABLE."""
    table = range_name(node.relation)
    word = enum_of(node, "objtype").removeprefix("OBJECT_").lower().replace("_", " ")
    relation = _WORDS.get(word, word)
    for item in node.cmds:
        command = item.alter_table_cmd
        subtype = enum_of(command, "subtype")
        reader = _COMMANDS.get(subtype)
        if reader:
            yield reader(command, at, table, relation)
        else:
            yield c.OtherTableChange(at, table, relation, subtype.removeprefix("AT_"), command.name, command.missing_ok)


def _definition(command: Any) -> Any:
    return getattr(command, "def")


def _cascades(command: Any) -> bool:
    return enum_of(command, "behavior") == "DROP_CASCADE"


def _add_column(command: Any, at: int, table: Name, relation: str) -> Change:
    node = _definition(command).column_def
    return c.AddColumn(node.location or at, table, relation, column_of(node), command.missing_ok)


def _drop_column(command: Any, at: int, table: Name, relation: str) -> Change:
    return c.DropColumn(at, table, relation, command.name, _cascades(command), command.missing_ok)


def _alter_type(command: Any, at: int, table: Name, relation: str) -> Change:
    node = _definition(command).column_def
    using = node.raw_default if node.HasField("raw_default") else None
    collation = str(list_name(strings(node.coll_clause.collname))) if node.HasField("coll_clause") else ""
    return c.AlterType(node.location or at, table, relation, command.name, type_of(node.type_name), using, collation)


def _set_default(command: Any, at: int, table: Name, relation: str) -> Change:
    default = _definition(command) if command.HasField("def") else None
    return c.SetDefault(at, table, relation, command.name, default)


def _add_constraint(command: Any, at: int, table: Name, relation: str) -> Change:
    constraint = constraint_of(_definition(command).constraint)
    return c.AddConstraint(constraint.at or at, table, relation, constraint)


def _drop_constraint(command: Any, at: int, table: Name, relation: str) -> Change:
    return c.DropConstraint(at, table, relation, command.name, _cascades(command), command.missing_ok)


def _alter_constraint(command: Any, at: int, table: Name, relation: str) -> Change:
    node = _definition(command).atalter_constraint
    is_enforced = node.is_enforced if node.alter_enforceability else None
    return c.AlterConstraint(at, table, relation, node.conname, is_enforced)


def _attach(command: Any, at: int, table: Name, relation: str) -> Change:
    node = _definition(command).partition_cmd
    return c.AttachPartition(at, table, relation, range_name(node.name), node.bound.is_default)


def _detach(command: Any, at: int, table: Name, relation: str) -> Change:
    node = _definition(command).partition_cmd
    return c.DetachPartition(at, table, relation, range_name(node.name), node.concurrent)


def _replica_identity(command: Any, at: int, table: Name, relation: str) -> Change:
    return c.ReplicaIdentity(at, table, relation, _definition(command).replica_identity_stmt.identity_type)


def _trigger(action: str) -> Callable[[Any, int, Name, str], Change]:
    return lambda command, at, table, relation: c.AlterTrigger(at, table, relation, action, command.name)


_COMMANDS: dict[str, Callable[[Any, int, Name, str], Change]] = {
    "AT_AddColumn": _add_column,
    "AT_AddConstraint": _add_constraint,
    "AT_AlterColumnType": _alter_type,
    "AT_AlterConstraint": _alter_constraint,
    "AT_AttachPartition": _attach,
    "AT_ColumnDefault": _set_default,
    "AT_DetachPartition": _detach,
    "AT_DropColumn": _drop_column,
    "AT_DropConstraint": _drop_constraint,
    "AT_DropNotNull": lambda command, at, table, relation: c.DropNotNull(at, table, relation, command.name),
    "AT_ReplicaIdentity": _replica_identity,
    "AT_SetAccessMethod": lambda command, at, table, relation: c.MoveStorage(
        at, table, relation, "access method", command.name
    ),
    "AT_SetExpression": lambda command, at, table, relation: c.SetExpression(at, table, relation, command.name),
    "AT_SetLogged": lambda _, at, table, relation: c.SetLogged(at, table, relation, is_logged=True),
    "AT_SetNotNull": lambda command, at, table, relation: c.SetNotNull(at, table, relation, command.name),
    "AT_SetTableSpace": lambda command, at, table, relation: c.MoveStorage(
        at, table, relation, "tablespace", command.name
    ),
    "AT_SetUnLogged": lambda _, at, table, relation: c.SetLogged(at, table, relation, is_logged=False),
    "AT_ValidateConstraint": lambda command, at, table, relation: c.ValidateConstraint(
        at, table, relation, command.name
    ),
    **dict.fromkeys(
        ("AT_EnableTrig", "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig", "AT_EnableTrigAll", "AT_EnableTrigUser"),
        _trigger("enable"),
    ),
    **dict.fromkeys(("AT_DisableTrig", "AT_DisableTrigAll", "AT_DisableTrigUser"), _trigger("disable")),
}
