"""Nodes of the parse tree to names, types, columns and constraints.

Comes in: protobuf nodes. Goes out: the plain data of `changes.py`.
Must never know: which statement they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from schemactl.lint.changes import NO_NAME, Change, Column, Constraint, Name, Routine, Type
from schemactl.pgsql import messages

CONSTRAINT_KINDS = {
    "CONSTR_CHECK": "check",
    "CONSTR_FOREIGN": "foreign_key",
    "CONSTR_UNIQUE": "unique",
    "CONSTR_PRIMARY": "primary_key",
    "CONSTR_EXCLUSION": "exclude",
    "CONSTR_NOTNULL": "not_null",
}


@cache
def _values(descriptor: Any, field: str) -> dict[int, str]:
    values = descriptor.fields_by_name[field].enum_type.values_by_number
    return {number: str(value.name) for number, value in values.items()}


def enum_of(node: Any, field: str) -> str:
    """The name of an enumerated value."""
    return _values(node.DESCRIPTOR, field)[getattr(node, field)]


def strings(nodes: Iterable[Any]) -> tuple[str, ...]:
    """A list of String nodes."""
    return tuple(node.string.sval for node in nodes)


def range_name(node: Any) -> Name:
    """A RangeVar."""
    return Name(node.schemaname, node.relname)


def list_name(parts: Iterable[str]) -> Name:
    """A qualified name that stands as a list of words."""
    words = tuple(parts)
    return Name(words[-2] if len(words) > 1 else "", words[-1]) if words else NO_NAME


def any_name(node: Any) -> Name:
    """The name of an object as DROP, COMMENT and RENAME have it, whatever node it is."""
    kind = node.WhichOneof("node")
    if kind == "list":
        words = strings(node.list.items)
        if not any(words):  # a cast has no name, but two types
            return Name("", " AS ".join(type_of(item.type_name).text for item in node.list.items))
        return list_name(words)
    if kind == "string":
        return Name("", node.string.sval)
    if kind == "type_name":
        return list_name(strings(node.type_name.names))
    if kind == "object_with_args":
        return list_name(strings(node.object_with_args.objname))
    return NO_NAME


def type_of(node: Any) -> Type:
    """A TypeName."""
    names, is_array, given = node.names, bool(node.array_bounds), node.typmods
    name = Name(names[-2].string.sval if len(names) > 1 else "", names[-1].string.sval) if names else NO_NAME
    if not given:
        return Type(name, is_array=is_array)
    modifiers = tuple(mod.a_const.ival.ival for mod in given if mod.a_const.HasField("ival"))
    return Type(name, modifiers, is_array, tuple(map(_modifier, given)) if len(modifiers) < len(given) else ())


def _modifier(node: Any) -> str:
    """A word or a number."""
    if node.a_const.HasField("ival"):
        return str(node.a_const.ival.ival)
    return node.a_const.sval.sval or ".".join(part.string.sval for part in node.column_ref.fields)


def column_of(node: Any) -> Column:
    """A ColumnDef."""
    constraints: list[Constraint] = []
    default, identity, generated = None, "", ""
    if node.HasField("raw_default"):
        default = node.raw_default
    for item in node.constraints:
        one = item.constraint
        kind = enum_of(one, "contype")
        if kind == "CONSTR_DEFAULT":
            default = one.raw_expr
        elif kind == "CONSTR_IDENTITY":
            identity = one.generated_when
        elif kind == "CONSTR_GENERATED":
            generated = one.generated_kind or "s"
        elif kind in CONSTRAINT_KINDS:
            constraints.append(constraint_of(one, node.colname))
        elif kind == "CONSTR_ATTR_NOT_ENFORCED" and constraints:
            constraints[-1] = constraints[-1]._replace(is_enforced=False)
    return Column(
        node.colname, type_of(node.type_name), node.location, tuple(constraints), default, identity, generated
    )


def constraint_of(node: Any, column: str = "") -> Constraint:
    """A Constraint node; `column` is the one that it is written with."""
    kind = CONSTRAINT_KINDS.get(enum_of(node, "contype"), "")
    keys = strings(node.fk_attrs if kind == "foreign_key" else node.keys)
    is_foreign = kind == "foreign_key"
    return Constraint(
        kind,
        node.conname,
        node.location,
        keys or ((column,) if column else ()),
        is_valid=not node.skip_validation,
        is_enforced=node.is_enforced or kind not in ("check", "foreign_key"),
        using=node.indexname,
        table=range_name(node.pktable) if is_foreign else NO_NAME,
        referenced=strings(node.pk_attrs) if is_foreign else (),
        not_null=never_null(node.raw_expr) if kind == "check" else (),
    )


MOST_ARGUMENTS = 100


def routine_of(node: Any, language: str, text: str, changes: tuple[Change, ...]) -> Routine:
    """A CREATE FUNCTION node, with its body. A call names the OUT arguments of procedures, and of nothing else."""
    given = [item.function_parameter for item in node.parameters]
    modes = [enum_of(one, "mode").removeprefix("FUNC_PARAM_") for one in given]
    inputs = [one for one, mode in zip(given, modes, strict=True) if mode not in ("OUT", "TABLE")]
    most = MOST_ARGUMENTS if "VARIADIC" in modes else len(given) if node.is_procedure else len(inputs)
    return Routine(
        language,
        text,
        tuple(one.name for one in given),
        changes,
        tuple(type_of(one.arg_type) for one in inputs),
        sum(not one.HasField("defexpr") for one in inputs),
        most,
    )


def function_calls(expression: Any) -> Iterator[tuple[Name, int]]:
    """Functions that an expression calls, with the number of arguments."""
    if expression.DESCRIPTOR.name != "FuncCall" and not _may_have(expression, "func_call"):
        return
    for message in messages(expression):
        if message.DESCRIPTOR.name == "FuncCall":
            yield list_name(strings(message.funcname)), len(message.args)


def _may_have(node: Any, kind: str) -> bool:
    """Whether nodes of a kind may be below: a quick look, at the bytes of the tree, before a thorough one."""
    return _tag(node.DESCRIPTOR.file, kind) in node.SerializeToString()


@cache
def _tag(file: Any, kind: str) -> bytes:
    """The bytes before each node of a kind (https://protobuf.dev/programming-guides/encoding): its number, and 2."""
    number = file.message_types_by_name["Node"].fields_by_name[kind].number << 3 | 2
    return bytes((number & 0x7F | 0x80, number >> 7))


def column_names(expression: Any) -> Iterator[str]:
    """Columns that an expression names."""
    for message in messages(expression):
        if message.DESCRIPTOR.name == "ColumnRef" and message.fields:
            yield message.fields[-1].string.sval


def word_of(node: Any, field: str, prefix: str) -> str:
    """An enumerated value as Postgres writes it: OBJECT_FOREIGN_TABLE is foreign table."""
    return enum_of(node, field).removeprefix(prefix).lower().replace("_", " ")


def kind_of(node: Any, field: str) -> str:
    """The kind of an object, as people call it."""
    word = word_of(node, field, "OBJECT_")
    return _WORDS.get(word, word)


_WORDS = {"matview": "materialized view", "tabconstraint": "constraint", "domconstraint": "domain constraint"}


def key_columns(index: Any) -> Iterator[str]:
    """The columns of an index, and those that its expressions name."""
    for item in index.index_params:
        if item.index_elem.name:
            yield item.index_elem.name
        else:
            yield from column_names(item.index_elem.expr)


def relations_in(node: Any) -> tuple[Name, ...]:
    """Every relation that a query names, common table expressions left out."""
    own: set[str] = set()
    found: dict[Name, None] = {}
    for message in messages(node):
        kind = message.DESCRIPTOR.name
        if kind == "CommonTableExpr":
            own.add(message.ctename)
        elif kind == "RangeVar":
            found[range_name(message)] = None
    return tuple(name for name in found if name.schema or name.name not in own)


def never_null(expression: Any) -> tuple[str, ...]:
    """The columns that an expression says are not null: `column IS NOT NULL`, alone or in a conjunction."""
    found: list[str] = []
    parts = [expression]
    while parts:
        part = parts.pop()
        kind = part.WhichOneof("node")
        if kind == "bool_expr" and enum_of(part.bool_expr, "boolop") == "AND_EXPR":
            parts += part.bool_expr.args
        elif kind == "null_test" and enum_of(part.null_test, "nulltesttype") == "IS_NOT_NULL":
            fields = part.null_test.arg.column_ref.fields
            found += [fields[-1].string.sval] if fields else []
    return tuple(found)


def only_not_null(expression: Any) -> tuple[str, ...]:
    """The columns whose IS NOT NULL are all that a condition asks; none where it asks anything else."""
    kind = expression.WhichOneof("node")
    if kind == "bool_expr" and enum_of(expression.bool_expr, "boolop") == "AND_EXPR":
        parts = [only_not_null(one) for one in expression.bool_expr.args]
        return tuple(name for part in parts for name in part) if all(parts) else ()
    if kind == "null_test" and enum_of(expression.null_test, "nulltesttype") == "IS_NOT_NULL":
        fields = expression.null_test.arg.column_ref.fields
        return (fields[-1].string.sval,) if len(fields) > 0 else ()
    return ()


def where_null(condition: Any) -> Iterator[str]:
    """The columns that are null in no row of those that a condition leaves out."""
    kind = condition.WhichOneof("node")
    if kind == "bool_expr" and enum_of(condition.bool_expr, "boolop") == "OR_EXPR":
        for one in condition.bool_expr.args:
            yield from where_null(one)
    elif kind == "null_test" and enum_of(condition.null_test, "nulltesttype") == "IS_NULL":
        fields = condition.null_test.arg.column_ref.fields
        if len(fields) > 0:
            yield fields[-1].string.sval


def is_plain_cast(expression: Any, column: str) -> bool:
    """Whether an expression is the column itself, cast or not."""
    kind = expression.WhichOneof("node")
    if kind == "type_cast":
        return is_plain_cast(expression.type_cast.arg, column)
    fields: Any = expression.column_ref.fields if kind == "column_ref" else ()
    return len(fields) == 1 and fields[0].string.sval == column


def text_constants(node: Any) -> Iterator[str]:
    """The string literals of a statement."""
    for message in messages(node):
        if message.DESCRIPTOR.name == "A_Const" and message.HasField("sval"):
            yield message.sval.sval


def is_on(options: Any, name: str) -> bool:
    """A boolean option of a parenthesised list; one without a value is on."""
    for item in options:
        option = item.def_elem
        if option.defname == name:
            value = option.arg
            word = value.string.sval or (value.boolean.boolval and "on") or str(value.integer.ival)
            return not option.HasField("arg") or word.lower() in ("true", "on", "1")
    return False


def targets(nodes: Any) -> tuple[tuple[str, int], ...]:
    """What SET assigns; parts of a column (SET a[1], a.x) are none of their own."""
    found = (item.res_target for item in nodes)
    return tuple((target.name, target.location) for target in found if not target.indirection)


def has_long_words(text: str, longest: int) -> bool:
    """Whether a text may hold a name of more than `longest` bytes: a quick look before a thorough one."""
    words = [*text.split(), *(text.split('"')[1::2] if '"' in text else ())]
    size = len if text.isascii() else lambda word: len(word.encode())
    return max(map(size, words), default=0) > longest


def long_names(sql: str, node: Any, longest: int) -> tuple[str, ...]:
    """Names of more than `longest` bytes as they are written; the tree has them cut off already."""
    words = [word for word in sql.split() if len(word) * 4 > longest and len(word.encode()) > longest]
    parts = [part for word in words for part in "".join(c if c.isalnum() or c in "_$" else " " for c in word).split()]
    parts += sql.split('"')[1::2] if '"' in sql else ()
    found = dict.fromkeys(part for part in parts if len(part.encode()) > longest)
    if not found:
        return ()
    texts = {value for message in messages(node) for field, value in message.ListFields() if isinstance(value, str)}
    cut = {part: part.encode()[:longest].decode("utf-8", "ignore") for part in found}
    return tuple(part for part in found if cut[part] in texts or cut[part].lower() in texts)
