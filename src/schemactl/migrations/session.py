"""The session that runs a migration: how it begins, what a file makes of it, and how the books are written in it.

Comes in: what the configuration says, the statements of a file. Goes out: statements that give a session its settings,
whatever a file did before; those that bring a session to where a file left it; what cannot be brought back.
Must never know: connections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemactl.code import Code
from schemactl.pgsql import Statement, quote_identifier, top_node

OWN_PATH_HERE = "SET LOCAL search_path TO pg_catalog"
"""As `settings.OWN_PATH`, until the end of the transaction: the session goes on with what the file has set."""
# So that the server ends the work of a client that was killed, and frees its locks.
CLIENT_CHECK = "SET client_connection_check_interval = 500"
DISCARD = "DISCARD TEMP"
"""Takes a snapshot, so that a SET TRANSACTION could not come after it in the same transaction."""

_HOLD = 0x20  # CURSOR_OPT_HOLD
# How sessions of this user and this database begin.
LOGIN_SETTINGS = """
SELECT COALESCE(pg_catalog.md5(pg_catalog.string_agg(s.setting, ',' ORDER BY s.setting)), '')
FROM (
    SELECT pg_catalog.concat_ws('/', r.setdatabase, r.setrole, r.setconfig::text) AS setting
    FROM pg_catalog.pg_db_role_setting AS r
    WHERE r.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
      AND r.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user))
) AS s
"""


@dataclass(frozen=True, slots=True)
class Session:
    """Settings of a session that runs migrations; seconds, 0 for no limit."""

    lock_timeout: float = 5.0
    statement_timeout: float = 0.0
    role: str | None = None


def session_sql(session: Session, *, checks_client: bool = True, after_reset: Sequence[str] = ()) -> tuple[str, ...]:
    """Statements that undo whatever a file has set, and set what `session` says; DISCARD goes before them.

    `after_reset`: the connection's.
    """
    return (
        "SET SESSION AUTHORIZATION DEFAULT",
        "RESET ALL",
        *after_reset,
        *([CLIENT_CHECK] if checks_client else []),
        *timeout_sql(session),
        role_sql(session),
    )


def timeout_sql(session: Session) -> tuple[str, ...]:
    """The time limits of the session."""
    limits = {"lock_timeout": session.lock_timeout, "statement_timeout": session.statement_timeout}
    return tuple(f"SET {name} = {round(seconds * 1000)}" for name, seconds in limits.items())


def role_sql(session: Session) -> str:
    """The statement that gives the session the role that migrations run as, whatever a file has made of it."""
    return f"SET ROLE {quote_identifier(session.role)}" if session.role else "RESET ROLE"


# Between the statements of a file the server need not wait for the disk: what it could lose in a crash are statements
# and what the books say of them, together.
HASTE = "SET synchronous_commit TO off"


def last_books_sql(session: Session) -> tuple[str, ...]:
    """What the books need in the transaction that ends a file."""
    encoding = "SET client_encoding TO 'UTF8'"
    return "SET SESSION AUTHORIZATION DEFAULT", role_sql(session), encoding, "RESET synchronous_commit", OWN_PATH_HERE


def books_sql(session: Session) -> tuple[str, ...]:
    """What the books need in a transaction within a file, which has its own settings again after it."""
    role = quote_identifier(session.role) if session.role else "DEFAULT"
    return (
        "SET LOCAL SESSION AUTHORIZATION DEFAULT",
        f"SET LOCAL role TO {role}",
        "SET LOCAL client_encoding TO 'UTF8'",
        OWN_PATH_HERE,
    )


def settings_of(statements: Sequence[Statement], done: int) -> tuple[str, ...]:
    """The statements that bring a new session to where the first `done` statements of a file left theirs."""
    from schemactl.source.settings import settings_before

    sql = [one for one in statements[:done] if not isinstance(one, Code)]
    return tuple(sql[index].sql for index in settings_before(sql)[-1])


def lost_with_session(statements: Sequence[Statement], done: int) -> Statement | None:
    """The first of `done` statements that made something which ends with its session and cannot be made again."""
    found: dict[str, Statement] = {}
    for one in statements[:done]:
        first = one.sql.split(None, 1)[0].lower()
        if isinstance(one, Code) or first not in _OF_SESSION:
            continue
        if first == "discard":
            found = {name: made for name, made in found.items() if name.startswith("lock ")}
        for name in _dropped(one) if first == "drop" else ():
            found.pop(name, None)
        if first not in ("discard", "drop") and (name := _made(one)):
            found.setdefault(name, one)
    return next(iter(found.values()), None)


_OF_SESSION = frozenset("create select prepare declare listen discard drop with".split())


def _made(statement: Statement) -> str:
    """What a statement leaves in its session: a temporary relation, a prepared statement, a cursor, a lock."""
    kind, node = top_node(statement.sql)
    match kind:
        case "create_stmt" | "view_stmt" | "create_seq_stmt" | "create_table_as_stmt" | "select_stmt":
            relation = _relation(kind, node)
            if relation and (relation.relpersistence == "t" or relation.schemaname == "pg_temp"):
                return str(relation.relname)
            is_lock = kind == "select_stmt" and "advisory_lock" in statement.sql.lower()
            return f"lock {statement.sql}" if is_lock else ""
        case "prepare_stmt":
            return f"prepared {node.name}"
        case "declare_cursor_stmt":
            return f"cursor {node.portalname}" if node.options & _HOLD else ""
        case "listen_stmt":
            return f"listen {node.conditionname}"
    return ""


def _relation(kind: str, node: Any) -> Any:
    match kind:
        case "view_stmt":
            return node.view
        case "create_seq_stmt":
            return node.sequence
        case "create_table_as_stmt":
            return node.into.rel
        case "select_stmt":
            return node.into_clause.rel if node.HasField("into_clause") else None
    return node.relation


def _dropped(statement: Statement) -> Iterator[str]:
    kind, node = top_node(statement.sql)
    if kind == "drop_stmt":
        yield from (one.list.items[-1].string.sval for one in node.objects if one.list.items)


def may_change_session(statement: Statement) -> bool:
    """Whether the session may be another one after it: it sets something, or calls what may."""
    first = statement.sql[:12].split(None, 1)[0].lower()
    return isinstance(statement, Code) or first not in _PLAIN


_PLAIN = frozenset(
    "insert update delete merge create alter drop comment grant revoke truncate copy vacuum analyze".split()
)


def leaves_session(statements: Sequence[Statement]) -> bool:
    """Whether the session after these statements is the one before them: they only define things, none temporary."""
    return all(
        not isinstance(one, Code)
        and one.sql[:12].split(None, 1)[0].lower() in _DEFINING
        and "temp" not in one.sql.lower()
        and not may_change_logins(one)
        for one in statements
    )


_DEFINING = frozenset("create alter drop comment grant revoke".split())


def may_change_logins(statement: Statement) -> bool:
    """Whether sessions may begin otherwise after it: ALTER DATABASE or ROLE … SET, or code that may hold one."""
    if isinstance(statement, Code):
        return True
    words = statement.sql[:200].lower().split(None, 2)
    if words[0] == "alter":
        return len(words) > 1 and words[1] in ("database", "role", "user")
    if words[0] in ("do", "call"):
        return True
    is_query = words[0] in ("select", "with") and "(" in statement.sql
    return is_query and not any(name in statement.sql.lower() for name in ("setval", "set_config"))
