"""Connections to databases that people name.

Comes in: a URL. Goes out: an autocommit psycopg connection that prepares nothing (poolers), and whose session begins
with the settings of `settings.py`; or a ConnectError in words. Must never know: what runs on the connection. A password
never leaves this file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from configparser import ConfigParser
from configparser import Error as ConfigParserError
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING

from schemactl import __version__
from schemactl.config.urls import redact
from schemactl.errors import ConnectError, ExecuteError, SchemactlError, UsageError
from schemactl.pooler import Mode, find_mode
from schemactl.settings import LATER, MARK, parse_options, set_sql, startup_options, with_options
from schemactl.stop import pause

if TYPE_CHECKING:
    import psycopg

    from schemactl.wire import Wire

APPLICATION = f"schemactl/{__version__}"
RETRY_SECONDS = 0.5
# Of a network that goes silent a connection hears within a minute. Milliseconds for the last one.
DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        "fallback_application_name": APPLICATION,
        "connect_timeout": "10",
        "keepalives": "1",
        "keepalives_idle": "30",
        "keepalives_interval": "10",
        "keepalives_count": "3",
        "tcp_user_timeout": "60000",
    }
)
_always: dict[str, str] = {}
_URL_HINT = "write postgresql://user:password@host:5432/database; in a password @ is %40, : is %3A, / is %2F, % is %25"
_LOOK = f"""SELECT pg_catalog.pg_backend_pid(), pg_catalog.current_setting('{MARK}', true),
    pg_catalog.current_setting('transaction_timeout', true), pg_catalog.current_setting('session_replication_role')"""


def connect(url: str, wait: float = 0.0, *, settings: Mapping[str, str] | None = None) -> psycopg.Connection:
    """An autocommit connection. UsageError for a URL that is none, ConnectError when the database is not reached.

    `wait`: for how many seconds to try again while there is no server, or none that takes connections yet.
    `settings`: of the session, to which RESET ALL comes back; they win over the URL's, and those over ours.
    """
    import psycopg

    parts = _with_environment(_parts(url))
    if settings:
        parts["options"] = with_options(parts.get("options", ""), settings)
    deadline = monotonic() + wait
    while True:
        try:
            return _open(parts)
        except psycopg.Error as error:
            if monotonic() >= deadline or not any(words in str(error) for words in _PASSING):
                raise connect_error(error, url) from None
        pause(RETRY_SECONDS)


def always(**parameters: str) -> None:
    """What the command line wants of every connection of this process, whatever its URL says; nothing: no longer."""
    _always.clear()
    _always.update(parameters)


def after_reset(connection: psycopg.Connection) -> tuple[str, ...]:
    """SQL that must follow a RESET ALL: settings that did not come with the startup. Empty without a pooler."""
    return getattr(connection, "after_reset", ())


def hurry(connection: psycopg.Connection) -> None:
    """From now on the connection waits for no answer longer than a moment: the run ends."""
    if hasattr(connection, "hurry"):
        connection.hurry()


def full_conninfo(url: str) -> str:
    """`url` with our settings of the session, for who connects otherwise than by `connect`."""
    return _conninfo(_with_environment(_parts(url)), {})


def _open(parts: Mapping[str, str], later: Mapping[str, str] | None = None) -> psycopg.Connection:
    """A connection with our settings: by its startup, or by SQL where a pooler takes no options."""
    import psycopg

    try:
        connection = _dial(_conninfo(parts, later or {}))
    except psycopg.OperationalError as error:
        if not any(words in str(error) for words in _NO_OPTIONS):
            raise
        connection = _dial(_conninfo(parts, None))
    try:
        wrong = _settle(connection, parts)
        if not wrong or later is not None:
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return _open_with(parts, wrong)


def _settle(connection: Wire, parts: Mapping[str, str]) -> Mapping[str, str]:
    """Looks what became of our settings; by SQL what can be; what only another startup could set."""
    row = connection.execute(_LOOK).fetchone()
    assert row
    connection.pid, mark, *found = row
    theirs = parse_options(parts.get("options", ""))
    if mark is None:
        _set(connection, parts, theirs)
        return {}
    _keep_readable(connection)
    return {
        name: ours
        for (name, ours), value in zip(LATER.items(), found, strict=True)
        if value not in (None, ours) and name not in (theirs or {})
    }


def _open_with(parts: Mapping[str, str], later: Mapping[str, str]) -> psycopg.Connection:
    """With settings that the role or the database has, as few have them."""
    import psycopg

    try:
        return _open(parts, later)
    except psycopg.OperationalError as error:
        if "session_replication_role" not in str(error):
            raise
        raise UsageError(
            f"sessions at {_target(parts)} begin with another session_replication_role, where triggers and foreign keys"
            " are silent, and may not change it",
            hint="ALTER ROLE … RESET session_replication_role, or ALTER DATABASE …; if it is meant, say so in the URL:"
            " ?options=-csession_replication_role%3Dreplica",
        ) from None


def _set(connection: Wire, parts: Mapping[str, str], theirs: Mapping[str, str] | None) -> None:
    """Our settings and the URL's, by SQL; not where the session is not ours, and others would have them next."""
    import psycopg

    mode = find_mode(connection, lambda: _dial(_conninfo(parts, None)))
    if mode is not Mode.SESSION:
        connection.pid = 0
        if mode is Mode.STATEMENT:
            raise no_session(mode)
        return
    try:
        if theirs is None:
            raise UsageError(
                f"the pooler at {_target(parts)} takes no `options`, and the URL has more there than settings",
                hint="leave them out, or name the database itself",
            )
        _do(connection, set_sql(theirs))
        _keep_readable(connection)
    except psycopg.Error as error:
        said = error.diag.message_primary or str(error)
        raise UsageError(f"settings of the URL are refused by {_target(parts)}: {said}", hint="correct them") from error


def _keep_readable(connection: Wire) -> None:
    """Dates and intervals in the form that can be read, whatever the URL or PGDATESTYLE says; their order stays."""
    status = connection.info.parameter_status
    if not (status("DateStyle") or "ISO").startswith("ISO"):
        _do(connection, ["SET DateStyle = ISO"])
    if status("IntervalStyle") not in (None, "postgres"):
        _do(connection, ["SET IntervalStyle = postgres"])


def _do(connection: Wire, queries: Sequence[str]) -> None:
    """Runs settings, and notes them for `after_reset`."""
    for query in queries:
        connection.execute(query.encode())
    connection.after_reset = (*connection.after_reset, *queries)


def _dial(conninfo: str) -> Wire:
    from schemactl.wire import Wire

    connection = Wire.connect(conninfo, autocommit=True, prepare_threshold=None)
    connection.conninfo = conninfo
    connection.patience = max(float(_parts(conninfo)["connect_timeout"]), 2.0)
    return connection


def no_session(mode: Mode) -> UsageError:
    """Why nothing can be done through a pooler that gives no session."""
    lacks = "no migration lock can hold" if mode is Mode.TRANSACTION else "there are no transactions"
    return UsageError(
        f"the URL leads to a pooler in {mode.value} mode, where {lacks}",
        hint="set MIGRATE_DATABASE_URL to the database itself, or to a pooler in session mode",
    )


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**_parts(url) | {"dbname": name})


def with_settings(url: str, settings: Mapping[str, str]) -> str:
    """The same database, in sessions with more settings, to which RESET ALL comes back."""
    from psycopg.conninfo import make_conninfo

    parts = _parts(url)
    return make_conninfo(**parts | {"options": with_options(parts.get("options", ""), settings)})


def _conninfo(parts: Mapping[str, str], later: Mapping[str, str] | None) -> str:
    """What a URL says, with what we want of a connection, where it does not say otherwise. later None: no options."""
    from psycopg.conninfo import make_conninfo

    options = "" if later is None else startup_options(parts.get("options", ""), later)
    return make_conninfo(**{**DEFAULTS, **parts, **_always, "options": options, "client_encoding": "UTF8"})


def _with_environment(parts: dict[str, str]) -> dict[str, str]:
    """What a URL says, and what its service or PG* variables say for it, of what we would say otherwise."""
    from psycopg.pq import Conninfo

    defaults = {one.keyword.decode(): (one.val or b"").decode() for one in Conninfo.get_defaults()}
    said = {**defaults, **(_service(parts["service"]) if "service" in parts else {})}
    return {**{name: said[name] for name in ("options", *DEFAULTS) if said.get(name)}, **parts}


def _service(name: str) -> dict[str, str]:
    """What a service of that name says: https://www.postgresql.org/docs/current/libpq-pgservice.html."""
    home = Path(os.environ.get("PGSERVICEFILE") or Path.home() / ".pg_service.conf")
    for path in (home, Path(os.environ.get("PGSYSCONFDIR", "/etc")) / "pg_service.conf"):
        found = ConfigParser(interpolation=None, strict=False)
        with suppress(OSError, ConfigParserError, UnicodeDecodeError):
            found.read_string(path.read_text("utf-8"))
        if found.has_section(name):
            return dict(found[name])
    return {}


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


def _target(parts: Mapping[str, str]) -> str:
    if not parts:
        return "the database"
    host = parts.get("host") or parts.get("hostaddr") or "the local socket"
    port = f":{parts['port']}" if "port" in parts else ""
    user = f"{parts['user']}@" if "user" in parts else ""
    return f"{user}{host}{port}/{parts.get('dbname', parts.get('user', ''))}"


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
_NO_OPTIONS = (
    "startup parameter",
    "command-line option",
    "command line option",
    "unrecognized configuration parameter",
)
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
