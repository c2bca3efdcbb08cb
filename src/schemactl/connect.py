"""Connections to databases that people name.

Comes in: a URL. Goes out: an autocommit psycopg connection that prepares nothing (poolers), or a ConnectError in words.
Must never know: what runs on the connection. A password never leaves this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic, sleep
from typing import TYPE_CHECKING

from schemactl import __version__
from schemactl.config.urls import redact
from schemactl.errors import ConnectError, SchemactlError, UsageError

if TYPE_CHECKING:
    import psycopg

APPLICATION = f"schemactl/{__version__}"
CONNECT_SECONDS = 10
RETRY_SECONDS = 0.5
_URL_HINT = "write postgresql://user:password@host:5432/database; in a password @ is %40, : is %3A, / is %2F, % is %25"


def connect(url: str, wait: float = 0.0, *, settings: Mapping[str, str] | None = None) -> psycopg.Connection:
    """An autocommit connection. UsageError for a URL that is none, ConnectError when the database is not reached.

    `wait`: for how many seconds to try again while there is no server, or none that takes connections yet.
    `settings`: of the session, to which RESET ALL comes back.
    """
    import psycopg

    deadline = monotonic() + wait
    while True:
        try:
            return psycopg.connect(_conninfo(url, settings), autocommit=True, prepare_threshold=None)
        except psycopg.Error as error:
            if monotonic() >= deadline or not any(words in str(error) for words in _PASSING):
                raise connect_error(error, url) from None
        sleep(RETRY_SECONDS)


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**_parts(url) | {"dbname": name})


def with_settings(url: str, settings: Mapping[str, str]) -> str:
    """The same database, in sessions with more settings, to which RESET ALL comes back."""
    from psycopg.conninfo import make_conninfo

    parts = _parts(url)
    more = (f"-c {name}={_escaped(value)}" for name, value in settings.items())
    return make_conninfo(**parts | {"options": " ".join(filter(None, (parts.get("options"), *more)))})


def _escaped(value: str) -> str:
    """As libpq's `options` want it: a blank ends an option unless a backslash stands before it."""
    return value.replace("\\", "\\\\").replace(" ", "\\ ")


def _conninfo(url: str, settings: Mapping[str, str] | None) -> str:
    """`url` with what we want of a connection, where it does not say otherwise."""
    from psycopg.conninfo import make_conninfo

    parts = _parts(with_settings(url, settings) if settings else url)
    ours = {"fallback_application_name": APPLICATION, "connect_timeout": str(CONNECT_SECONDS)}
    return make_conninfo(**ours | parts | {"client_encoding": "UTF8"})


def connect_error(error: psycopg.Error, url: str = "") -> SchemactlError:
    """Why there is no connection to `url` (empty: not known), in words and without a password.

    libpq gives no SQLSTATE for a connection that was not made: its English words are all there is.
    """
    from psycopg import OperationalError

    if not isinstance(error, OperationalError):
        # Only this message of libpq is sure to hold no part of a password.
        said = str(error).strip()
        known = said if said.startswith("invalid URI query parameter") else ""
        return UsageError("not the URL of a database", detail=known, hint=_URL_HINT)
    parts = _parts(url)
    said = redact(str(error).strip(), parts.get("password", ""))
    detail = said.splitlines()[0].partition("FATAL:")[2].strip() or said
    for words, message, hint in _KNOWN:
        if all(word in said for word in words):
            return ConnectError(message.format(target=_target(parts)), detail=detail, hint=hint)
    return ConnectError(f"cannot connect to {_target(parts)}", detail=detail)


def name_of(url: str) -> str:
    """user@host:port/database, without the password."""
    return _target(_parts(url))


def _plain_url(url: str) -> str:
    """SQLAlchemy's postgresql+driver:// is understood too."""
    scheme, separator, rest = url.strip().partition("://")
    if separator and scheme.startswith(("postgresql+", "postgres+")):
        return f"postgresql://{rest}"
    return url.strip()


def _parts(url: str) -> dict[str, str]:
    """What a URL says; UsageError if it is none."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {name: str(value) for name, value in conninfo_to_dict(_plain_url(url)).items()}
    except ProgrammingError as error:
        raise connect_error(error) from None


def _target(parts: dict[str, str]) -> str:
    if not parts:
        return "the database"
    host = parts.get("host") or parts.get("hostaddr") or "the local socket"
    port = f":{parts['port']}" if "port" in parts else ""
    user = f"{parts['user']}@" if "user" in parts else ""
    return f"{user}{host}{port}/{parts.get('dbname', parts.get('user', ''))}"


_PASSWORD_HINT = "the password belongs into the URL (@ is %40, : is %3A, / is %2F), PGPASSWORD or ~/.pgpass"  # noqa: S105
_START_HINT = "start it, or check host and port; a container may need a moment"
_PASSING = ("Connection refused", "Is the server running", "timeout", "starting up", "too many", "not yet accepting")
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
