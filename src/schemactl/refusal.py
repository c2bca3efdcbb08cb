"""Why a server is not reached, or does not do what is asked of it: in words, with the way out, without a password.

Comes in: psycopg's errors. Goes out: our own. libpq gives no SQLSTATE for a connection that was not made: its English
words are all there is. Must never know: what was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemactl.address import not_a_url, parts_of, target_of
from schemactl.config.urls import redact
from schemactl.errors import ConnectError, ExecuteError, SchemactlError, UsageError
from schemactl.pooler import Mode

if TYPE_CHECKING:
    import psycopg


def connect_error(error: psycopg.Error, url: str = "") -> SchemactlError:
    """Why there is no connection to `url` (empty: not known), in words and without a password."""
    from psycopg import OperationalError

    if not isinstance(error, OperationalError):
        return not_a_url(error)
    parts = parts_of(url)
    said = redact(str(error).strip(), parts.get("password", ""))
    detail = said.splitlines()[0].partition("FATAL:")[2].strip() or said
    for words, message, hint in _KNOWN:
        if all(word in said for word in words):
            return ConnectError(message.format(target=target_of(parts)), detail=detail, hint=hint)
    return ConnectError(f"cannot connect to {target_of(parts)}", detail=detail)


def server_error(error: psycopg.Error) -> SchemactlError | None:
    """What a server refuses, or does not answer, wherever that was: in words. None for what is no fault of it."""
    from psycopg import OperationalError

    state, said = error.sqlstate or "", error.diag.message_primary or str(error).strip()
    if "statement pooling mode" in said:
        return no_session(Mode.STATEMENT)
    if not state and isinstance(error, OperationalError):
        is_new = any(words in said for words in ("connection to server", "connection failed", "connection timeout"))
        return connect_error(error) if is_new else ConnectError(_LOST, detail=redact(said))
    for prefix, message, hint in _REFUSED:
        if state.startswith(prefix):
            kind = ConnectError if message == _LOST else ExecuteError
            return kind(f"{message}: {said}", sqlstate=state, detail=error.diag.message_detail or "", hint=hint)
    return None


def no_session(mode: Mode) -> UsageError:
    """Why nothing can be done through a pooler that gives no session."""
    lacks = "no migration lock can hold" if mode is Mode.TRANSACTION else "there are no transactions"
    return UsageError(
        f"the URL leads to a pooler in {mode.value} mode, where {lacks}",
        hint="set MIGRATE_DATABASE_URL to the database itself, or to a pooler in session mode",
    )


_LOST = "the connection to the database was lost"
_LIMIT_HINT = "a limit of the URL or of the server ends statements; take it out, or make it longer"
_REFUSED: tuple[tuple[str, str, str], ...] = (
    ("25006", "the server takes no changes", "name the primary, or a URL without default_transaction_read_only"),
    ("57014", "the server cancelled what was asked of it", _LIMIT_HINT),
    ("55P03", "something else holds a lock that is needed", "run it again when that is done"),
    ("25P", _LOST, _LIMIT_HINT),
    ("57P05", _LOST, _LIMIT_HINT),
    ("57P", _LOST, "run it again; `schemactl status` says how things stand"),
    ("08", _LOST, "run it again; `schemactl status` says how things stand"),
    ("42501", "the role may not do what is needed", "GRANT what is missing to it, or name another with database.role"),
    ("53", "the server has too little left", "free some of it, or raise the limit, and run it again"),
)
_PASSWORD_HINT = "the password belongs into the URL (@ is %40, : is %3A, / is %2F), PGPASSWORD or ~/.pgpass"  # noqa: S105
_START_HINT = "start it, or check host and port; a container may need a moment"
_KNOWN: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("Connection refused",), "no Postgres server answers at {target}", _START_HINT),
    (("Is the server running",), "no Postgres server answers at {target}", _START_HINT),
    (("timeout",), "no Postgres server answers at {target}", _START_HINT),
    (("starting up",), "the server at {target} is starting up", "try again in a moment"),
    (("password authentication failed",), "the server does not accept the password of {target}", _PASSWORD_HINT),
    (("no password supplied",), "the server wants a password for {target}", _PASSWORD_HINT),
    (("permission denied for database",), "the user may not connect to {target}", "GRANT CONNECT ON DATABASE … TO …"),
    (
        ("no pg_hba.conf entry",),
        "the server admits no connection as {target}",
        "pg_hba.conf of the server decides that",
    ),
    (('role "', "does not exist"), "the server does not know the user of {target}", "check the user's name"),
    (
        ('database "', "does not exist"),
        "there is no database {target}",
        "check the name, or make it with CREATE DATABASE",
    ),
    (("too many",), "the server has no connection left for {target}", "close some, or raise max_connections"),
    (("failed to resolve host",), "no machine has the name in {target}", "check the host's name"),
)
