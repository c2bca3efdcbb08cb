"""What the body of a DO block or a function holds: SQL statements, and texts that it makes and runs.

Comes in: a body in PL/pgSQL or SQL. Goes out: a `Body`. Runs nothing, and knows no variable's value.
Must never know: what the statements do.

EXECUTE is followed where its text is made of constants: a literal, `||`, format(), quote_ident(), quote_literal().
Its parser is postgast's (libpg_query), as for SQL.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from schemactl.errors import SourceError
from schemactl.pgsql import parse, quote_identifier, quote_literal, split_statements

if TYPE_CHECKING:
    postgast: Any  # as in pgsql.py


@dataclass(frozen=True, slots=True)
class Body:
    """`statements` in the order of the text. `is_whole`: there is nothing else, such as a text made at run time."""

    statements: tuple[str, ...]
    is_whole: bool


_QUERIES = {
    "PLpgSQL_stmt_execsql": "sqlstmt",
    "PLpgSQL_stmt_perform": "expr",
    "PLpgSQL_stmt_call": "expr",
    "PLpgSQL_stmt_fors": "query",
    "PLpgSQL_stmt_forc": "argquery",
    "PLpgSQL_stmt_return_query": "query",
    "PLpgSQL_stmt_open": "query",
}
_TEXTS = {"PLpgSQL_stmt_dynexecute": "query", "PLpgSQL_stmt_dynfors": "query", "PLpgSQL_stmt_open": "dynquery"}


@lru_cache(maxsize=256)
def read_body(language: str, text: str, names: tuple[str, ...] = ()) -> Body:
    """Of another language, or one that does not parse, nothing is known. names: of a function's arguments."""
    try:
        if language == "sql":
            return Body(tuple(one.sql for one in split_statements(text)), is_whole=True)
        if language == "plpgsql":
            found = list(_walk(_parse(text, names)))
            return Body(tuple(sql for sql in found if sql is not None), all(sql is not None for sql in found))
    except SourceError:
        pass
    return Body((), is_whole=False)


def _parse(text: str, names: tuple[str, ...]) -> Any:
    """The tree. What a function takes and gives decides what it may assign and RETURN: the first header that fits."""
    if not TYPE_CHECKING:
        import postgast

    tag = "schemactl"
    while f"${tag}$" in text:
        tag += "_"
    message = ""
    for kind, returns in product(("text", "record") if names else ("text",), ("void", "record", "SETOF record")):
        arguments = dict.fromkeys(("new", "old"), "record") | dict.fromkeys(filter(None, names), kind)
        listed = ", ".join(f"{quote_identifier(name)} {type}" for name, type in arguments.items())
        header = f"CREATE FUNCTION f({listed}) RETURNS {returns} LANGUAGE plpgsql AS"
        try:
            found = postgast.parse_plpgsql(f"{header} ${tag}${text}${tag}$")
        except postgast.PgQueryError as error:
            message = message or error.message
        else:
            return json.loads(found) if isinstance(found, str) else found
    raise SourceError(message)


def _walk(node: Any) -> Iterator[str | None]:
    """SQL in the order of the text; None for a text that is made at run time."""
    if isinstance(node, list):
        for item in node:
            yield from _walk(item)
    elif isinstance(node, dict):
        for kind, inner in node.items():
            if isinstance(inner, dict) and kind in _QUERIES and _QUERIES[kind] in inner:
                yield _query(inner[_QUERIES[kind]])
            if isinstance(inner, dict) and kind in _TEXTS and _TEXTS[kind] in inner:
                yield _constant(_query(inner[_TEXTS[kind]]))
            yield from _walk(inner)


def _query(node: Any) -> str:
    return str(node["PLpgSQL_expr"]["query"])


def _constant(expression: str) -> str | None:
    """The text that an expression makes, if only constants are in it."""
    try:
        (statement,) = parse(f"SELECT {expression}").stmts
        (target,) = statement.stmt.select_stmt.target_list
    except (SourceError, ValueError):
        return None
    return _value(target.res_target.val)


def _value(node: Any) -> str | None:
    kind = node.WhichOneof("node")
    if kind == "a_const":
        return str(node.a_const.sval.sval) if node.a_const.HasField("sval") else None
    if kind == "type_cast":
        return _value(node.type_cast.arg)
    if kind == "a_expr" and [one.string.sval for one in node.a_expr.name] == ["||"]:
        left, right = _value(node.a_expr.lexpr), _value(node.a_expr.rexpr)
        return None if left is None or right is None else left + right
    if kind != "func_call":
        return None
    values = [_value(one) for one in node.func_call.args]
    known = [one for one in values if one is not None]
    if len(known) < len(values) or not known:
        return None
    match node.func_call.funcname[-1].string.sval:
        case "quote_ident":
            return quote_identifier(known[0])
        case "quote_literal":
            return quote_literal(known[0])
        case "format":
            return _format(known[0], known[1:])
        case "concat":
            return "".join(known)
    return None


def _format(pattern: str, values: list[str]) -> str | None:
    """What format() gives for %s, %I, %L and %%; None for positions and widths."""
    parts, rest = [], iter(values)
    pieces = pattern.split("%")
    parts.append(pieces[0])
    position = 1
    while position < len(pieces):
        piece = pieces[position]
        if not piece:  # %%
            parts.append("%" + (pieces[position + 1] if position + 1 < len(pieces) else ""))
            position += 2
            continue
        quotes: dict[str, Callable[[str], str]] = {"s": str, "I": quote_identifier, "L": quote_literal}
        quote = quotes.get(piece[0])
        value = next(rest, None)
        if quote is None or value is None:
            return None
        parts += [quote(value), piece[1:]]
        position += 1
    return "".join(parts)
