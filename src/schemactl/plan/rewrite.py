"""One statement as several that keep a database in use: concurrent indexes, constraints that are validated apart.

Comes in: a statement, and what is wrong with it, by the name of the lint rule that says so. Goes out: the statements
that lead to the same end, as text; none where there is no mechanical way. The words of the original stay as they are.
Must never know: files, connections; whether the result is right is for a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from schemactl.pgsql import COMMENTS, enum_name, messages, qualified, quote_identifier, tokens, top_node

Rewriter = Callable[[str, Any, int], tuple[str, ...]]


def rewrite(sql: str, rule: str, major: int) -> tuple[str, ...]:
    """The online form of a statement that a rule has found, each to be run in a transaction of its own; else nothing.

    major: of the server.
    """
    rewriter = REWRITERS.get(rule)
    kind, node = top_node(sql) if rewriter else ("", None)
    return rewriter(sql, node, major) if rewriter and kind in _KINDS else ()


_KINDS = frozenset({"index_stmt", "drop_stmt", "reindex_stmt", "refresh_mat_view_stmt", "alter_table_stmt"})


def words(sql: str) -> list[tuple[str, int, int]]:
    """Words in capitals with their places; a quoted one keeps its quotes."""
    return [(sql[one.start : one.end].upper(), one.start, one.end) for one in tokens(sql) if one.kind not in COMMENTS]


def insert(sql: str, after: str, text: str) -> str:
    """`text` behind the first word `after`."""
    end = next(end for word, _, end in words(sql) if word == after)
    return f"{sql[:end]} {text}{sql[end:]}"


def _create_index(sql: str, node: Any, _: int) -> tuple[str, ...]:
    if node.concurrent or node.if_not_exists or not node.relation.inh:
        return ()
    return (insert(sql, "INDEX", "CONCURRENTLY"),)


def _drop_index(sql: str, node: Any, _: int) -> tuple[str, ...]:
    is_plain = enum_name(node, "remove_type") == "OBJECT_INDEX" and enum_name(node, "behavior") != "DROP_CASCADE"
    if node.concurrent or not is_plain or len(node.objects) != 1:
        return ()
    return (insert(sql, "INDEX", "CONCURRENTLY"),)


def _reindex(sql: str, node: Any, _: int) -> tuple[str, ...]:
    kind = enum_name(node, "kind").removeprefix("REINDEX_OBJECT_")
    return (insert(sql, kind, "CONCURRENTLY"),) if kind in ("INDEX", "TABLE", "SCHEMA", "DATABASE") else ()


def _refresh(sql: str, node: Any, _: int) -> tuple[str, ...]:
    return () if node.concurrent or node.skip_data else (insert(sql, "VIEW", "CONCURRENTLY"),)


def behind(sql: str, text: str) -> str:
    """`text` at the end, where a comment does not swallow it."""
    last = [one for one in tokens(sql) if one.end <= len(sql)][-1:]
    return f"{sql}\n{text}" if last and last[0].kind in COMMENTS else f"{sql} {text}"


def only_command(node: Any, subtype: str) -> Any:
    """The only command of an ALTER TABLE, if it is of this kind."""
    if getattr(node, "cmds", None) is None or len(node.cmds) != 1:
        return None
    command = node.cmds[0].alter_table_cmd
    return command if enum_name(command, "subtype") == subtype else None


def before(sql: str, word: str) -> str:
    """ALTER TABLE [IF EXISTS] [ONLY] name, as it is written: all before the command, whose first word this is."""
    places = [start for found, start, _ in words(sql)[1:] if found == word]
    return sql[: places[0]].rstrip() if places else ""


def _added(sql: str, node: Any, *kinds: str) -> tuple[str, Any] | None:
    """What stands before ADD, and the constraint that is added."""
    command = only_command(node, "AT_AddConstraint")
    if command is None:
        return None
    constraint, start = getattr(command, "def").constraint, before(sql, "ADD")
    return (start, constraint) if start and enum_name(constraint, "contype") in kinds else None


def _not_valid(sql: str, node: Any, _: int) -> tuple[str, ...]:
    if only_command(node, "AT_AddColumn"):
        return _apart(sql, node)
    found = _added(sql, node, "CONSTR_CHECK", "CONSTR_FOREIGN")
    if found is None or found[1].skip_validation or not found[1].is_enforced:
        return ()
    start, constraint = found
    name = quote_identifier(constraint.conname or default_name(node.relation.relname, constraint))
    added = sql.rstrip() if constraint.conname else insert(sql.rstrip(), "ADD", f"CONSTRAINT {name}")
    return (behind(added, "NOT VALID"), f"{start} VALIDATE CONSTRAINT {name}")


def default_name(table: str, constraint: Any) -> str:
    """What Postgres calls a constraint without a name, if that is free and short enough."""
    if enum_name(constraint, "contype") == "CONSTR_FOREIGN":
        return "_".join([table, *(item.string.sval for item in constraint.fk_attrs), "fkey"])
    if enum_name(constraint, "contype") == "CONSTR_PRIMARY":
        return f"{table}_pkey"
    if enum_name(constraint, "contype") == "CONSTR_UNIQUE":
        return "_".join([table, *(item.string.sval for item in (*constraint.keys, *constraint.including)), "key"])
    columns = dict.fromkeys(_columns(constraint.raw_expr))
    return "_".join([table, *(columns if len(columns) == 1 else ()), "check"])


def _columns(node: Any) -> list[str]:
    return [one.fields[-1].string.sval for one in messages(node) if one.DESCRIPTOR.name == "ColumnRef"]


_MOVED = {"CONSTR_CHECK": "check", "CONSTR_FOREIGN": "fkey", "CONSTR_UNIQUE": "key"}
_ATTRIBUTES = "CONSTR_ATTR_"  # DEFERRABLE and its like, which belong to what stands before them


def _apart(sql: str, node: Any) -> tuple[str, ...]:
    """ADD COLUMN without the constraints that are checked or built while it holds the table; they come behind it."""
    command, start = only_command(node, "AT_AddColumn"), before(sql, "ADD")
    column = getattr(command, "def").column_def
    if not start or command.missing_ok or column.HasField("coll_clause"):
        return ()
    kept, moved = sql, list[str]()
    pieces = _pieces(sql, [item.constraint for item in column.constraints])
    for constraint, first, last in reversed(pieces):
        added = _as_of_table(node.relation.relname, column.colname, constraint, sql[first:last].strip())
        if added:
            kept = f"{kept[:first].rstrip()} {kept[last:].lstrip()}".rstrip()
            moved.insert(0, f"{start} ADD {added[0]}")
            moved[1:1] = [f"{start} VALIDATE CONSTRAINT {added[1]}"] if added[0].endswith("NOT VALID") else []
    return (kept, *moved) if moved else ()


def _pieces(sql: str, constraints: Sequence[Any]) -> list[tuple[Any, int, int]]:
    """Each constraint of a column with its place in the text, up to the next one; the last ends the statement."""
    whole = [one for one in constraints if not enum_name(one, "contype").startswith(_ATTRIBUTES)]
    data = sql.encode()
    starts = [len(data[: one.location].decode()) for one in whole]
    return list(zip(whole, starts, [*starts[1:], len(sql)], strict=True))


def _as_of_table(table: str, column: str, constraint: Any, text: str) -> tuple[str, str] | None:
    """A column's constraint as one of its table, and its name; None for those that stay with the column."""
    kind, body = enum_name(constraint, "contype"), text
    if kind not in _MOVED:
        return None
    if constraint.conname:
        ends = [end for _, _, end in words(text)]
        body = text[ends[1] :].lstrip()
    name = quote_identifier(constraint.conname or _column_name(table, column, constraint))
    match kind:
        case "CONSTR_CHECK" if not constraint.skip_validation and constraint.is_enforced:
            return behind(f"CONSTRAINT {name} {body}", "NOT VALID"), name
        case "CONSTR_FOREIGN" if constraint.is_enforced:
            start = f"CONSTRAINT {name} FOREIGN KEY ({quote_identifier(column)})"
            return behind(f"{start} {body}", "NOT VALID"), name
        case "CONSTR_UNIQUE" if body.upper() == "UNIQUE":
            return f"CONSTRAINT {name} UNIQUE ({quote_identifier(column)})", name
    return None


def _column_name(table: str, column: str, constraint: Any) -> str:
    if enum_name(constraint, "contype") == "CONSTR_CHECK":
        return default_name(table, constraint)
    return f"{table}_{column}_{_MOVED[enum_name(constraint, 'contype')]}"


def _using_index(sql: str, node: Any, _: int) -> tuple[str, ...]:
    if only_command(node, "AT_AddColumn"):
        return _apart(sql, node)
    found = _added(sql, node, "CONSTR_UNIQUE", "CONSTR_PRIMARY")
    if found is None:
        return ()
    start, one = found
    name = one.conname or default_name(node.relation.relname, one)
    built = index_of_key(one, name, node.relation)
    return (built, f"{start} {add_using(one, name, name)}") if built else ()


_OF_KEYS = frozenset(
    """contype conname keys including nulls_not_distinct deferrable initdeferred location is_enforced initially_valid
    """.split()
)


def index_of_key(constraint: Any, index: str, table: Any) -> str:
    """What builds the index of a unique or primary key; empty where that has what no index takes over."""
    if {field.name for field, _ in constraint.ListFields()} - _OF_KEYS or not constraint.keys:
        return ""
    columns, included = (
        ", ".join(quote_identifier(item.string.sval) for item in items)
        for items in (constraint.keys, constraint.including)
    )
    name, on = quote_identifier(index), qualified(table.schemaname, table.relname)
    more = f" INCLUDE ({included})" if included else ""
    more += " NULLS NOT DISTINCT" if constraint.nulls_not_distinct else ""
    return f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {on} ({columns}){more}"


def add_using(constraint: Any, name: str, index: str) -> str:
    """ADD CONSTRAINT over an index that is there; the server gives it the name of the constraint."""
    word = "UNIQUE" if enum_name(constraint, "contype") == "CONSTR_UNIQUE" else "PRIMARY KEY"
    more = " DEFERRABLE" if constraint.deferrable else ""
    more += " INITIALLY DEFERRED" if constraint.initdeferred else ""
    return f"ADD CONSTRAINT {quote_identifier(name)} {word} USING INDEX {quote_identifier(index)}{more}"


def _set_not_null(sql: str, node: Any, major: int) -> tuple[str, ...]:
    command = only_command(node, "AT_SetNotNull")
    start = before(sql, "ALTER")
    if command is None or not start or not node.relation.inh:
        return ()
    column = quote_identifier(command.name)
    name = quote_identifier(f"{node.relation.relname}_{command.name}_not_null")
    if major >= 18:
        return (
            f"{start} ADD CONSTRAINT {name} NOT NULL {column} NOT VALID",
            f"{start} VALIDATE CONSTRAINT {name}",
        )
    return (
        f"{start} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL) NOT VALID",
        f"{start} VALIDATE CONSTRAINT {name}",
        sql,
        f"{start} DROP CONSTRAINT {name}",
    )


REWRITERS: Mapping[str, Rewriter] = {
    "index-not-concurrent": _create_index,
    "index-drop-not-concurrent": _drop_index,
    "reindex-not-concurrent": _reindex,
    "matview-refresh-blocks": _refresh,
    "check-not-valid-missing": _not_valid,
    "fk-not-valid-missing": _not_valid,
    "unique-builds-index": _using_index,
    "pk-builds-index": _using_index,
    "set-not-null-scans": _set_not_null,
}
