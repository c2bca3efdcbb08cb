"""Which session settings are in force at each statement of a load.

Comes in: statements in the order of their files. Goes out: for each, the statements that make its settings.
Must never know: what the settings mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.pgsql import Statement, enum_name, top_node
from schemactl.source.verdict import Treatment, verdict

_OUTLIVES_RESET_ALL = frozenset({"role", "session_authorization"})
_UNDONE = frozenset({"VAR_RESET", "VAR_SET_DEFAULT"})


def settings_before(statements: Sequence[Statement]) -> list[tuple[int, ...]]:
    """For each statement, and for the end, the indexes of those to run after a reset to have the session it expects.

    Statements at the same settings get the same tuple. A later setting of the same name takes the place of an earlier.
    """
    found: list[tuple[int, ...]] = []
    names: dict[str, int] = {}
    current: tuple[int, ...] = ()
    for index, statement in enumerate(statements):
        found.append(current)
        if verdict(statement.sql).treatment is Treatment.SESSION:
            names = _after(names, statement.sql, index)
            current = tuple(names.values())
    return [*found, current]


def _after(names: dict[str, int], sql: str, index: int) -> dict[str, int]:
    kind, node = top_node(sql)
    if kind != "variable_set_stmt":
        return {**names, sql: index}
    action = enum_name(node, "kind")
    if action == "VAR_RESET_ALL":
        return {name: at for name, at in names.items() if name in _OUTLIVES_RESET_ALL}
    others = {name: at for name, at in names.items() if name != node.name}
    return others if action in _UNDONE else {**others, node.name: index}
