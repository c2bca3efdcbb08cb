"""What the loader has to do with one statement.

Comes in: the SQL of one statement. Goes out: a `Verdict`: run it, run it at its place, leave it out, refuse it.
Must never know: files and connections.

Most statements are known by their first two words, which stand in `_PLAIN`; the others are parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from schemactl.pgsql import enum_name, is_copy_of_client, needs_own_transaction, top_node


class Treatment(StrEnum):
    """RUN when its needs are met; SESSION and BARRIER at their place; ROLE makes roles; SKIP has nothing to do here.

    ROWS, CHANGES and SERVER are for the caller to allow, leave out or refuse: rows that come, rows that change, and
    what belongs to the server rather than to a database. REFUSE never runs.
    """

    RUN = "run"
    SESSION = "session"
    BARRIER = "barrier"
    ROLE = "role"
    SKIP = "skip"
    ROWS = "rows"
    CHANGES = "changes"
    SERVER = "server"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` and `advice` are for messages, where a statement may be refused."""

    treatment: Treatment
    reason: str = ""
    advice: str = ""


# A session as it begins. RESET ALL leaves the role alone.
RESET_SESSION = ("RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL")

_RUN = Verdict(Treatment.RUN)
_SESSION = Verdict(Treatment.SESSION)
_BARRIER = Verdict(Treatment.BARRIER)
_ROLE = Verdict(Treatment.ROLE)
_SKIP = Verdict(Treatment.SKIP)
_NO_ROWS = ("a schema file holds no rows", "put rows into a migration (`schemactl new NAME`), or leave them out")
_ROWS = Verdict(Treatment.ROWS, *_NO_ROWS)
_CHANGES = Verdict(Treatment.CHANGES, *_NO_ROWS)
_SERVER = Verdict(
    Treatment.SERVER,
    "this belongs to the server, not to the schema of a database",
    "leave it out of the schema (of a dump: pg_dump without --create)",
)
_ROLLBACK = Verdict(
    Treatment.REFUSE,
    "a file is loaded in transactions of schemactl's own",
    "remove the statement, and those that it undoes",
)
_SUBSCRIPTION = Verdict(
    Treatment.REFUSE,
    "this subscription would connect to its publisher from the scratch server",
    "add WITH (connect = false)",
)
_CLIENT_DATA = Verdict(
    Treatment.REFUSE,
    "what COPY … TO stdout prints goes nowhere",
    "remove it, or write COPY … TO a file of the server",
)

_PLAIN = {
    "create": frozenset(
        """aggregate cast collation constraint conversion domain extension foreign function index materialized operator
        or policy procedure recursive rule schema sequence server statistics table temp temporary text transform trigger
        type unique unlogged view""".split()
    ),
    "alter": frozenset(
        """aggregate collation domain extension foreign function index materialized operator policy procedure schema
        sequence table text trigger type view""".split()
    ),
}
_PLAIN_COMMENTS = frozenset(
    "column constraint domain extension function index policy schema sequence table trigger type view".split()
)
_BY_KIND = {
    **dict.fromkeys("update_stmt delete_stmt merge_stmt truncate_stmt".split(), _CHANGES),
    **dict.fromkeys(
        """createdb_stmt dropdb_stmt alter_database_stmt alter_database_set_stmt alter_database_refresh_coll_stmt
        alter_system_stmt create_table_space_stmt drop_table_space_stmt alter_table_space_options_stmt
        alter_table_move_all_stmt""".split(),
        _SERVER,
    ),
    "create_role_stmt": _ROLE,
    **dict.fromkeys("alter_role_stmt alter_role_set_stmt drop_role_stmt grant_role_stmt".split(), _SKIP),
    **dict.fromkeys("vacuum_stmt check_point_stmt notify_stmt listen_stmt unlisten_stmt".split(), _SKIP),
    **dict.fromkeys("do_stmt call_stmt execute_stmt alter_default_privileges_stmt".split(), _BARRIER),
}


@lru_cache(maxsize=16384)
def verdict(sql: str) -> Verdict:
    """What to do with one statement, which begins with its first word."""
    words = sql[:120].lower().split(None, 3)
    first = words[0] if words else ""
    if len(words) > 1 and words[1] in _PLAIN.get(first, ()):
        return _RUN
    if first == "comment" and len(words) > 2 and words[2] in _PLAIN_COMMENTS:
        return _RUN
    return _judge(sql)


def _judge(sql: str) -> Verdict:
    kind, node = top_node(sql)
    match kind:
        case "transaction_stmt":
            word = enum_name(node, "kind").removeprefix("TRANS_STMT_")
            return _SKIP if word in ("BEGIN", "START", "COMMIT", "SAVEPOINT", "RELEASE") else _ROLLBACK
        case "variable_set_stmt":
            return _SKIP if node.name in ("client_encoding", "TRANSACTION", "SESSION CHARACTERISTICS") else _SESSION
        case "discard_stmt":
            return _SKIP if needs_own_transaction(kind, node) else _SESSION
        case "copy_stmt":
            return _ROWS if node.is_from or not is_copy_of_client(sql) else _CLIENT_DATA
        case "insert_stmt":
            return _CHANGES if _changes_rows(node) else _ROWS
        case "select_stmt":
            return _judge_select(sql, node)
        case "create_subscription_stmt":
            return _SUBSCRIPTION if needs_own_transaction(kind, node) else _RUN
    return _BY_KIND.get(kind) or _judge_object(kind, node)


def _judge_select(sql: str, node: Any) -> Verdict:
    if _changes_rows(node):
        return _CHANGES
    if node.target_list and all(_is_setval(target.res_target.val) for target in node.target_list):
        return _ROWS
    return _SESSION if "set_config" in sql.lower() else _BARRIER


def _changes_rows(node: Any) -> bool:
    """Whether a query has INSERT, UPDATE, DELETE or MERGE in its WITH."""
    ctes = (item.common_table_expr.ctequery for item in node.with_clause.ctes)
    return any(query.WhichOneof("node") != "select_stmt" for query in ctes)


def _is_setval(value: Any) -> bool:
    """Whether an expression is a call of setval(), which says where a sequence stands among rows."""
    names = [part.string.sval for part in value.func_call.funcname]
    return names[-1:] == ["setval"] and names[:-1] in ([], ["pg_catalog"])


def _judge_object(kind: str, node: Any) -> Verdict:
    """Statements that may be about any kind of object."""
    names = node.DESCRIPTOR.fields_by_name if node is not None else {}
    fields = ("objtype", "object_type", "rename_type", "remove_type")
    about = [enum_name(node, name) for name in fields if name in names]
    if "OBJECT_DATABASE" in about or "OBJECT_TABLESPACE" in about:
        return _SERVER
    if "OBJECT_ROLE" in about:
        return _SKIP
    if kind == "grant_stmt" and enum_name(node, "targtype") == "ACL_TARGET_ALL_IN_SCHEMA":
        return _BARRIER
    return _RUN
