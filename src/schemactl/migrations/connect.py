"""Connections to the database that is migrated, and the settings of a session.

Comes in: a URL. Goes out: an autocommit psycopg connection that prepares nothing (poolers), or a ConnectError in words.
Must never know: what runs on the connection. A password never leaves this file.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemactl import __version__
from schemactl.config.urls import redact
from schemactl.errors import ConnectError, UsageError
from schemactl.pgsql import quote_identifier, quote_literal

if TYPE_CHECKING:
    import psycopg

APPLICATION = f"schemactl/{__version__}"
CONNECT_SECONDS = 10
_URL_HINT = "write postgresql://user:password@host:5432/database; in a password @ is %40, : is %3A, / is %2F, % is %25"


@dataclass(frozen=True, slots=True)
class Session:
    """Settings of a session that runs migrations; seconds, 0 for no limit."""

    lock_timeout: float = 5.0
    statement_timeout: float = 0.0
    role: str | None = None


def connect(url: str) -> psycopg.Connection:
    """An autocommit connection. UsageError for a URL that is none, ConnectError when the database is not reached."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    url = _plain_url(url)
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError as error:
        said = str(error).strip()
        # Only this message of libpq is sure to hold no part of a password.
        known = said if said.startswith("invalid URI query parameter") else ""
        raise UsageError("not the URL of a database", detail=known, hint=_URL_HINT) from None
    timeout = parts.get("connect_timeout", CONNECT_SECONDS)
    url = make_conninfo(url, fallback_application_name=APPLICATION, connect_timeout=timeout)
    try:
        connection = psycopg.connect(url, autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise _connect_error(redact(str(error), parts.get("password", "")), url, parts) from None
    with suppress(psycopg.errors.InvalidParameterValue):  # no such check on Windows and macOS servers
        connection.execute("SET client_connection_check_interval = '500ms'")
    return connection


def session_sql(session: Session) -> str:
    """Statements that undo whatever a file has set, and set what `session` says."""
    settings = [
        "SET SESSION AUTHORIZATION DEFAULT",
        "RESET ALL",
        "DISCARD TEMP",
        f"SET lock_timeout = {_milliseconds(session.lock_timeout)}",
        f"SET statement_timeout = {_milliseconds(session.statement_timeout)}",
    ]
    return "; ".join([*settings, role_sql(session)])


def role_sql(session: Session) -> str:
    """The statement that gives the session the role that migrations run as, whatever a file has made of it."""
    return f"SET ROLE {quote_identifier(session.role)}" if session.role else "RESET ROLE"


def name_of(url: str) -> str:
    """user@host:port/database, without the password."""
    from psycopg.conninfo import conninfo_to_dict

    return _target({name: str(value) for name, value in conninfo_to_dict(_plain_url(url)).items()})


def _milliseconds(seconds: float) -> str:
    return quote_literal(f"{round(seconds * 1000)}ms")


def _plain_url(url: str) -> str:
    """SQLAlchemy's postgresql+driver:// is understood too."""
    scheme, separator, rest = url.strip().partition("://")
    if separator and scheme.startswith(("postgresql+", "postgres+")):
        return f"postgresql://{rest}"
    return url.strip()


def _target(parts: dict[str, str]) -> str:
    host = parts.get("host") or parts.get("hostaddr") or "the local socket"
    port = f":{parts['port']}" if "port" in parts else ""
    user = f"{parts['user']}@" if "user" in parts else ""
    return f"{user}{host}{port}/{parts.get('dbname', parts.get('user', ''))}"


def _connect_error(said: str, url: str, parts: dict[str, str]) -> ConnectError:
    """libpq gives no SQLSTATE for a connection that was not made: its English words are all there is."""
    from psycopg import pq

    target = _target(parts)
    lines = said.splitlines()
    detail = lines[0].partition("FATAL:")[2].strip() or said
    for words, message, hint in _KNOWN:
        if all(word in said for word in words):
            return ConnectError(message.format(target=target), detail=detail, hint=hint)
    if pq.PGconn.ping(url.encode()) == pq.Ping.NO_RESPONSE:
        hint = "start it, or check host and port; a container may need a moment"
        return ConnectError(f"no Postgres server answers at {target}", detail=said, hint=hint)
    return ConnectError(f"cannot connect to {target}", detail=detail)


_PASSWORD_HINT = "the password belongs into the URL (@ is %40, : is %3A, / is %2F), PGPASSWORD or ~/.pgpass"  # noqa: S105
_KNOWN: tuple[tuple[tuple[str, ...], str, str], ...] = (
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
