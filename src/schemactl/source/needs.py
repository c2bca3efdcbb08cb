"""A guess at what statements need from one another, to retry those that failed in a good order.

Comes in: the SQL of statements. Goes out: an order, or the ones that need no other.
Must never know: whether the guess is right. The server judges; a wrong guess costs a retry, never a result.

A name is written `schema.name`; `.name` stands for one that was made without a schema, and `*.name` for any schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from schemactl.errors import SourceError
from schemactl.pgsql import enum_name, messages, parse, top_node

_ADDERS = frozenset("AT_AddColumn AT_AddIndex AT_AttachPartition".split())
_KEYS = frozenset("CONSTR_PRIMARY CONSTR_UNIQUE".split())

_Names = tuple[str, ...]  # a name in its parts


@dataclass(frozen=True, slots=True)
class _Makers:
    """By name, who makes it, and who completes it."""

    making: dict[str, list[int]]
    completing: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Needs:
    """`made` are names of new objects, `completed` of those that get columns, keys or labels, `asked` of any."""

    made: _Names = ()
    completed: _Names = ()
    asked: _Names = ()


def order_by_need(indexes: Sequence[int], sql_of: Callable[[int], str]) -> list[int]:
    """`indexes` so that what is needed comes first, otherwise in their order; circles are cut anywhere."""
    makers = _makers(indexes, sql_of)
    done: dict[int, None] = {}
    entered: set[int] = set()
    for root in indexes:
        stack = [(root, iter(_needed(root, sql_of, makers)))] if root not in entered else []
        entered.add(root)
        while stack:
            index, following = stack[-1]
            child = next((one for one in following if one not in entered), None)
            if child is None:
                done[index] = None
                stack.pop()
            else:
                entered.add(child)
                stack.append((child, iter(_needed(child, sql_of, makers))))
    return list(done)


def first_cause(indexes: Sequence[int], sql_of: Callable[[int], str]) -> int:
    """The first that fails for a reason of its own: it needs nothing that another of them makes."""
    makers = _makers(indexes, sql_of)
    return next((index for index in indexes if not _needed(index, sql_of, makers)), indexes[0])


def makes_same(sql: str, other: str) -> bool:
    """Whether both make an object of one name; one without a schema may be in any."""
    made, theirs = _needs(sql).made, _needs(other).made
    if not made or made[1:2] != theirs[1:2]:
        return False
    return made[0] == theirs[0] or made[0].startswith(".") or theirs[0].startswith(".")


def _makers(indexes: Iterable[int], sql_of: Callable[[int], str]) -> _Makers:
    makers = _Makers({}, {})
    for index in indexes:
        needs = _needs(sql_of(index))
        for names, by_name in ((needs.made, makers.making), (needs.completed, makers.completing)):
            for name in names:
                by_name.setdefault(name, []).append(index)
    return makers


def _needed(index: int, sql_of: Callable[[int], str], makers: _Makers) -> list[int]:
    """The others that make what `index` needs, in the order of the file."""
    needs = _needs(sql_of(index))
    found = {maker for name in needs.asked for maker in makers.making.get(name, ())}
    for name in set(needs.asked).difference(needs.completed):
        found.update(makers.completing.get(name, ()))
    return sorted(found - {index})


@lru_cache(maxsize=16384)
def _needs(sql: str) -> _Needs:
    kind, node = top_node(sql)
    made = [name for parts in (_MAKERS[kind](node) if kind in _MAKERS else ()) for name in _answers(parts)]
    completed = [name for parts in _completed(kind, node) for name in _answers(parts)]
    asked = {name: None for parts in _mentioned(parse(sql)) for name in _askings(parts) if name not in made}
    return _Needs(tuple(made), tuple(completed), tuple(asked))


def _answers(parts: _Names) -> _Names:
    """The names under which others may ask for what a statement makes."""
    if not parts or not parts[-1]:
        return ()
    return (f"{parts[-2] if len(parts) > 1 else ''}.{parts[-1]}", f"*.{parts[-1]}")


def _askings(parts: _Names) -> _Names:
    """A qualified name also asks for its schema."""
    if len(parts) < 2:
        return tuple(f"*.{name}" for name in parts)
    return (f"{parts[-2]}.{parts[-1]}", f".{parts[-1]}", f".{parts[-2]}")


def _completed(kind: str, node: Any) -> list[_Names]:
    """What others see as made only when this is done too: columns and keys of a table, labels of an enum."""
    if kind == "alter_enum_stmt":
        return [_strings(node.type_name)]
    if kind == "alter_table_stmt" and any(_adds(command.alter_table_cmd) for command in node.cmds):
        return [_relation(node.relation)]
    return [_relation(node.relation)] if kind == "index_stmt" and node.unique else []


def _adds(command: Any) -> bool:
    subtype = enum_name(command, "subtype")
    constraint = getattr(command, "def").constraint
    return subtype in _ADDERS or (subtype == "AT_AddConstraint" and enum_name(constraint, "contype") in _KEYS)


def _mentioned(tree: Any) -> Iterator[_Names]:
    """Every name in a tree that may be an object's."""
    for message in messages(tree):
        read = _MENTIONS.get(message.DESCRIPTOR.name)
        if read:
            yield from read(message)


def _in_body(node: Any) -> Iterator[_Names]:
    """Names in the body of a function in SQL; other languages are not read."""
    options = {item.def_elem.defname: item.def_elem.arg for item in node.options}
    if "language" in options and options["language"].string.sval.lower() == "sql" and "as" in options:
        for item in options["as"].list.items:
            try:
                yield from _mentioned(parse(item.string.sval))
            except SourceError:
                continue


def _in_string(node: Any) -> list[_Names]:
    """A constant may be the text of a name, as in nextval('app.numbers')."""
    return [tuple(part.strip('"') for part in node.sval.sval[:130].split("."))[-2:]] if node.sval.sval else []


def _relation(node: Any) -> _Names:
    return (node.schemaname, node.relname) if node.schemaname else (node.relname,)


def _strings(items: Any) -> _Names:
    return tuple(item.string.sval for item in items if item.string.sval)


def _schema(node: Any) -> list[_Names]:
    made: list[_Names] = [(node.schemaname or node.authrole.rolename,)]
    for element in node.schema_elts:
        kind = element.WhichOneof("node")
        if kind in _MAKERS:
            made += [(node.schemaname, parts[-1]) for parts in _MAKERS[kind](getattr(element, kind))]
    return made


def _index(node: Any) -> list[_Names]:
    return [(*_relation(node.relation)[:-1], node.idxname)]


_MENTIONS: dict[str, Callable[[Any], Iterable[_Names]]] = {
    "A_Const": _in_string,
    "CollateClause": lambda node: [_strings(node.collname)],
    "CreateEventTrigStmt": lambda node: [_strings(node.funcname)],
    "CreateExtensionStmt": lambda node: [(item.def_elem.arg.string.sval,) for item in node.options],
    "CreateForeignServerStmt": lambda node: [(node.fdwname,)],
    "CreateForeignTableStmt": lambda node: [(node.servername,)],
    "CreateFunctionStmt": _in_body,
    "CreateTrigStmt": lambda node: [_strings(node.funcname)],
    "CreateUserMappingStmt": lambda node: [(node.servername,)],
    "FuncCall": lambda node: [_strings(node.funcname)],
    "IndexElem": lambda node: [_strings(node.collation), _strings(node.opclass)],
    "List": lambda node: [_strings(node.items)],
    "ObjectWithArgs": lambda node: [_strings(node.objname)],
    "RangeVar": lambda node: [_relation(node)],
    "TypeName": lambda node: [_strings(node.names)],
}
_MAKERS: dict[str, Callable[[Any], list[_Names]]] = {
    "composite_type_stmt": lambda node: [_relation(node.typevar)],
    "create_am_stmt": lambda node: [(node.amname,)],
    "create_conversion_stmt": lambda node: [_strings(node.conversion_name)],
    "create_domain_stmt": lambda node: [_strings(node.domainname)],
    "create_enum_stmt": lambda node: [_strings(node.type_name)],
    "create_extension_stmt": lambda node: [(node.extname,)],
    "create_fdw_stmt": lambda node: [(node.fdwname,)],
    "create_foreign_server_stmt": lambda node: [(node.servername,)],
    "create_foreign_table_stmt": lambda node: [_relation(node.base_stmt.relation)],
    "create_function_stmt": lambda node: [_strings(node.funcname)],
    "create_op_class_stmt": lambda node: [_strings(node.opclassname)],
    "create_op_family_stmt": lambda node: [_strings(node.opfamilyname)],
    "create_plang_stmt": lambda node: [(node.plname,)],
    "create_policy_stmt": lambda node: [(node.table.relname, node.policy_name)],
    "create_publication_stmt": lambda node: [(node.pubname,)],
    "create_range_stmt": lambda node: [_strings(node.type_name)],
    "create_schema_stmt": _schema,
    "create_seq_stmt": lambda node: [_relation(node.sequence)],
    "create_stats_stmt": lambda node: [_strings(node.defnames)],
    "create_stmt": lambda node: [_relation(node.relation)],
    "create_table_as_stmt": lambda node: [_relation(node.into.rel)],
    "create_trig_stmt": lambda node: [(node.relation.relname, node.trigname)],
    "define_stmt": lambda node: [_strings(node.defnames)],
    "index_stmt": _index,
    "rename_stmt": lambda node: [(node.newname,)],
    "rule_stmt": lambda node: [(node.relation.relname, node.rulename)],
    "view_stmt": lambda node: [_relation(node.view)],
}
