"""A changed index or constraint in the online form: the new one is there before the old one goes.

Comes in: the statement that drops and the one that makes, which may be one statement. Goes out: the statements that do
both, as text, each to be run in a transaction of its own; none where there is no mechanical way. An index is built
under another name, the old one dropped, and the name taken over; a constraint changes hands in one statement.
Must never know: files, connections; whether the result is right is for a proof.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from schemactl.diff.rules.aside import with_suffix
from schemactl.pgsql import enum_name, qualified, quote_identifier, top_node
from schemactl.plan.rewrite import add_using, before, behind, default_name, index_of_key, insert, words

NEW = "__schemactl_new"


def meanwhile(name: str, taken: Collection[str]) -> str:
    """What the new form of an index is called until the old one is gone: a name that nobody has."""
    suffixes = [NEW, *(f"{NEW}{number}" for number in range(1, len(taken) + 1))]
    return next(found for suffix in suffixes if (found := with_suffix(name, suffix)) not in taken)


def replace(dropped: str, made: str, taken: Collection[str]) -> tuple[str, ...]:
    """Both statements as others, or (). taken: names of relations, the one that is dropped among them."""
    old, new = _old_of(dropped), _new_of(made)
    if old is None or new is None or (dropped == made) != (old.is_with_more and new.is_with_more):
        return ()
    if new.kind in ("CONSTR_CHECK", "CONSTR_FOREIGN"):
        return _merged(old, new) if old.command else ()
    name = meanwhile(new.name, taken) if new.name == old.name else new.name
    return tuple(_beside(old, new, name, is_renamed=name != new.name))


@dataclass(frozen=True, slots=True)
class _Old:
    """sql: the whole statement, CONCURRENTLY where it drops an index. command: of a constraint, DROP CONSTRAINT c."""

    name: str
    sql: str
    command: str = ""
    is_with_more: bool = False


@dataclass(frozen=True, slots=True)
class _New:
    """kind: as the parser calls it; empty for an index. start: ALTER TABLE t. node: the index, or the constraint."""

    name: str
    sql: str
    kind: str
    table: Any
    node: Any
    start: str = ""
    is_with_more: bool = False


def _old_of(sql: str) -> _Old | None:
    kind, node = top_node(sql)
    if kind == "drop_stmt" and enum_name(node, "remove_type") == "OBJECT_INDEX" and len(node.objects) == 1:
        name = node.objects[0].list.items[-1].string.sval
        dropped = sql if node.concurrent else insert(sql, "INDEX", "CONCURRENTLY")
        return None if enum_name(node, "behavior") == "DROP_CASCADE" else _Old(name, dropped)
    if kind != "alter_table_stmt" or not 1 <= len(node.cmds) <= 2:
        return None
    command = node.cmds[0].alter_table_cmd
    if enum_name(command, "subtype") != "AT_DropConstraint" or enum_name(command, "behavior") == "DROP_CASCADE":
        return None
    words = f"DROP CONSTRAINT {'IF EXISTS ' if command.missing_ok else ''}{quote_identifier(command.name)}"
    return _Old(command.name, sql, words, len(node.cmds) == 2)


def _new_of(sql: str) -> _New | None:
    kind, node = top_node(sql)
    if kind == "index_stmt":
        is_plain = node.relation.inh and not node.if_not_exists
        return _New(node.idxname, sql, "", node.relation, node) if is_plain else None
    if kind != "alter_table_stmt" or not 1 <= len(node.cmds) <= 2:
        return None
    command = node.cmds[-1].alter_table_cmd
    if enum_name(command, "subtype") != "AT_AddConstraint":
        return None
    constraint = getattr(command, "def").constraint
    is_with_more = len(node.cmds) == 2
    start = before(sql, "DROP" if is_with_more else "ADD")
    name = constraint.conname or default_name(node.relation.relname, constraint)
    contype = enum_name(constraint, "contype")
    return _New(name, sql, contype, node.relation, constraint, start, is_with_more) if start else None


def _merged(old: _Old, new: _New) -> tuple[str, ...]:
    """A check or a foreign key: the new one is enforced from the moment at which the old one goes; rows come later."""
    if new.node.skip_validation or not new.node.is_enforced:
        return ()
    added = new.sql.rstrip()
    if not new.node.conname:
        added = insert(added, "ADD", f"CONSTRAINT {quote_identifier(new.name)}")
    if not new.is_with_more:
        added = f"{new.start} {old.command}, {added[len(new.start) :].lstrip()}"
    return (behind(added, "NOT VALID"), f"{new.start} VALIDATE CONSTRAINT {quote_identifier(new.name)}")


def _beside(old: _Old, new: _New, name: str, *, is_renamed: bool) -> Iterator[str]:
    """The new index under `name`; then what of the old one and of the name is left to do."""
    built = index_of_key(new.node, name, new.table) if new.kind in _KEYS else ""
    if new.kind == "":
        built = _build(new, name if is_renamed else "")
    if not built:
        return
    yield built
    if new.kind and old.command:
        yield f"{new.start} {old.command}, {add_using(new.node, new.name, name)}"
        return
    yield old.sql
    if new.kind:
        yield f"{new.start} {add_using(new.node, new.name, name)}"
    elif is_renamed:
        yield f"ALTER INDEX {qualified(new.table.schemaname, name)} RENAME TO {quote_identifier(new.name)}"


_KEYS = ("CONSTR_UNIQUE", "CONSTR_PRIMARY")


def _build(new: _New, name: str) -> str:
    """CREATE INDEX as it is written, CONCURRENTLY, under another name if there is one."""
    sql = new.sql
    if name:
        places = [(word, start, end) for word, start, end in words(sql) if word != "CONCURRENTLY"]
        first = next(number for number, (word, _, _) in enumerate(places) if word == "INDEX")
        _, start, end = places[first + 1]
        sql = f"{sql[:start]}{quote_identifier(name)}{sql[end:]}"
    return sql if new.node.concurrent else insert(sql, "INDEX", "CONCURRENTLY")
