"""What the assertions of a file prove: that a table holds no rows, or a column no values, so that nothing is lost.

Comes in: a Script. Goes out: its assertions, and which findings they prove to be harmless.
Must never know: who runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemactl.assertion import read_assertions
from schemactl.errors import Place, SourceError
from schemactl.finding import Finding
from schemactl.lint.changes import NO_NAME, Name
from schemactl.lint.nodes import column_names, enum_of, range_name
from schemactl.lint.script import Script
from schemactl.pgsql import split_statements, top_node

_OF_TABLES = frozenset(
    """table-dropped column-dropped truncate mutation-without-where looks-renamed type-narrowed required-column
    unique-may-fail not-null-may-fail cast-may-fail""".split()
)
_OF_VALUES = frozenset("column-dropped looks-renamed type-narrowed cast-may-fail".split())


@dataclass(frozen=True, slots=True)
class Proof:
    """table: the one that has no row; column: if only rows with a value in it are meant. No name: it proves nothing.

    step: the statement before which it is asked.
    """

    sql: str
    place: Place
    step: int
    table: Name = NO_NAME
    column: str = ""


def read_proofs(script: Script) -> tuple[Proof, ...]:
    """The assertions of a file. Raises SourceError with the place for one that is no query."""
    return tuple(_proofs(script)) if "assert" in script.text and not script.fault else ()


def _proofs(script: Script) -> Iterator[Proof]:
    position = 0
    for step, statement in enumerate(split_statements(script.text, script.path)):
        for comment in statement.comments[: len(statement.comments) - statement.behind]:
            position = script.text.index(comment, position)
            try:
                found = [one for one in read_assertions(statement) if one.comment is comment]
            except SourceError as error:
                error.place = script.lines.place(position)
                raise
            for one in found:
                yield Proof(one.sql, script.lines.place(position), step, *_read(top_node(one.sql)[1]))
        position = statement.offset + len(statement.sql)


def _read(node: Any) -> tuple[Name, str]:
    """What SELECT NOT EXISTS (SELECT FROM table [WHERE column IS NOT NULL]) is about; of any other form nothing."""
    inner = _empty_query(node)
    if inner is None or len(inner.from_clause) != 1 or inner.from_clause[0].WhichOneof("node") != "range_var":
        return NO_NAME, ""
    relation = inner.from_clause[0].range_var
    plain = {"schemaname", "relname", "inh", "relpersistence", "location"}
    if not _has_only(inner, {"target_list", "from_clause", "where_clause"}) or not _has_only(relation, plain):
        return NO_NAME, ""
    if not relation.inh or not all(_is_constant(item.res_target.val) for item in inner.target_list):
        return NO_NAME, ""
    if not inner.HasField("where_clause"):
        return range_name(relation), ""
    column = _column_with_value(inner.where_clause)
    return (range_name(relation), column) if column else (NO_NAME, "")


def _empty_query(node: Any) -> Any:
    """The query of SELECT NOT EXISTS (query); None for any other."""
    if not _has_only(node, {"target_list"}) or len(node.target_list) != 1:
        return None
    value = node.target_list[0].res_target.val
    if value.WhichOneof("node") != "bool_expr" or enum_of(value.bool_expr, "boolop") != "NOT_EXPR":
        return None
    link = value.bool_expr.args[0].sub_link
    is_exists = enum_of(link, "sub_link_type") == "EXISTS_SUBLINK"
    return link.subselect.select_stmt if is_exists else None


def _has_only(node: Any, names: set[str]) -> bool:
    """Whether nothing else is said in a node: LIMIT, WITH, GROUP BY and their like change what is asked."""
    always = {"limit_option", "op"}
    return {field.name for field, _ in node.ListFields()} <= names | always


def _is_constant(value: Any) -> bool:
    kind = value.WhichOneof("node")
    is_star = kind == "column_ref" and value.column_ref.fields[-1].WhichOneof("node") == "a_star"
    return bool(kind == "a_const" or is_star)


def _column_with_value(condition: Any) -> str:
    """The column of `column IS NOT NULL`."""
    if condition.WhichOneof("node") != "null_test":
        return ""
    test = condition.null_test
    if enum_of(test, "nulltesttype") != "IS_NOT_NULL" or test.arg.WhichOneof("node") != "column_ref":
        return ""
    names = list(column_names(test.arg))
    return names[0] if len(names) == 1 else ""


def prover(proofs: Sequence[Proof]) -> Callable[[Finding], bool]:
    """What says whether an assertion that stands before a finding says that there is nothing for it to destroy."""
    of_tables: dict[tuple[str, ...], list[Proof]] = {}
    of_values: dict[tuple[str, ...], list[Proof]] = {}
    for one in proofs:
        for name in _names(one):
            (of_values if one.column else of_tables).setdefault(name, []).append(one)

    def is_proven(finding: Finding) -> bool:
        parts = tuple(part.strip('"') for part in finding.object.split("."))
        known = [*of_tables.get(parts, ()), *of_tables.get(parts[:-1], ())] if finding.rule in _OF_TABLES else []
        known += of_values.get(parts, ()) if finding.rule in _OF_VALUES else ()
        return any(_is_before(one.place, finding.place) for one in known)

    return is_proven


def _names(one: Proof) -> set[tuple[str, ...]]:
    """What findings call it: a table with its schema or without, a column with its table."""
    if not one.table.name:
        return set()
    column = (one.column,) if one.column else ()
    names = {(one.table.schema or "public", one.table.name, *column)}
    return names | {(one.table.name, *column)} if one.table.schema in ("", "public") else names


def _is_before(place: Place, other: Place | None) -> bool:
    return other is not None and (place.line, place.column) < (other.line, other.column)
