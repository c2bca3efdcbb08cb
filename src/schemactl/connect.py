"""Connections to databases that people name.

Comes in: a URL. Goes out: an autocommit psycopg connection that prepares nothing (poolers), and whose session begins
with the settings of `settings.py`, but for `search_path`: our own queries see pg_catalog alone, and RESET gives files
theirs; or a ConnectError in words. Must never know: what runs on the connection. A password never leaves this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING

from schemactl import __version__
from schemactl.address import URL_HINT, parts_of, target_of, with_environment
from schemactl.errors import UsageError
from schemactl.pooler import SERVER, Mode, find_mode
from schemactl.refusal import connect_error, no_session
from schemactl.settings import LATER, MARK, OWN_PATH, parse_options, set_sql, startup_options, with_options
from schemactl.stop import beside, pause

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
_modes: dict[str, tuple[float, Mode]] = {}
MODE_SECONDS = 60.0
_NO_OPTIONS = (
    "startup parameter",
    "command-line option",
    "command line option",
    "unrecognized configuration parameter",
)
_PASSING = ("Connection refused", "Is the server running", "timeout", "starting up", "too many", "not yet accepting")
_LOOK = f"""SELECT pg_catalog.pg_backend_pid(), {SERVER}, pg_catalog.current_setting('{MARK}', true),
    pg_catalog.current_setting('transaction_timeout', true), pg_catalog.current_setting('session_replication_role')"""


def connect(url: str, wait: float = 0.0, *, settings: Mapping[str, str] | None = None) -> psycopg.Connection:
    """An autocommit connection. UsageError for a URL that is none, ConnectError when the database is not reached.

    `wait`: for how many seconds to try again while there is no server, or none that takes connections yet.
    `settings`: of the session, to which RESET ALL comes back; they win over the URL's, and those over ours.
    """
    import psycopg

    if not url.strip():
        raise UsageError("the URL of the database is empty", hint=URL_HINT)
    parts = with_environment(parts_of(url), DEFAULTS)
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


def reset_path(connection: psycopg.Connection) -> None:
    """From here on names are found as files find them: for statements that are not ours."""
    for sql in ("RESET search_path", *after_reset(connection)):
        connection.execute(sql.encode())


def session_conninfo(connection: psycopg.Connection) -> str:
    """What began this session, for others that are to begin as it did."""
    return str(getattr(connection, "conninfo", ""))


def hurry(connection: psycopg.Connection) -> None:
    """From now on the connection waits for no answer longer than a moment: the run ends."""
    if hasattr(connection, "hurry"):
        connection.hurry()


def full_conninfo(url: str) -> str:
    """`url` with our settings of the session, for who connects otherwise than by `connect`."""
    return _conninfo(with_environment(parts_of(url), DEFAULTS), {})


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
    connection.pid, connection.server, mark, *found = row
    theirs = parse_options(parts.get("options", ""))
    if mark is None:
        if _set(connection, parts, theirs):
            connection.execute(OWN_PATH.encode())
        return {}
    _keep_readable(connection)
    connection.execute(OWN_PATH.encode())
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
            f"sessions at {target_of(parts)} begin with another session_replication_role, where triggers and foreign"
            " keys are silent, and may not change it",
            hint="ALTER ROLE … RESET session_replication_role, or ALTER DATABASE …; if it is meant, say so in the URL:"
            " ?options=-csession_replication_role%3Dreplica",
        ) from None


def _set(connection: Wire, parts: Mapping[str, str], theirs: Mapping[str, str] | None) -> bool:
    """Our settings and the URL's, by SQL; False where the session is not ours, and others would have them next."""
    import psycopg

    mode = mode_of(connection)
    if mode is not Mode.SESSION:
        connection.pid = 0
        if mode is Mode.STATEMENT:
            raise no_session(mode)
        return False
    try:
        if theirs is None:
            raise UsageError(
                f"the pooler at {target_of(parts)} takes no `options`, and the URL has more there than settings",
                hint="leave them out, or name the database itself",
            )
        _do(connection, set_sql(theirs))
        _keep_readable(connection)
    except psycopg.Error as error:
        said = error.diag.message_primary or str(error)
        raise UsageError(
            f"settings of the URL are refused by {target_of(parts)}: {said}", hint="correct them"
        ) from error
    return True


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

    # libpq looks for a host's name in C, where nothing interrupts it.
    connection = beside(lambda: Wire.connect(conninfo, autocommit=True, prepare_threshold=None), Wire.close)
    connection.conninfo = conninfo
    connection.patience = max(float(parts_of(conninfo)["connect_timeout"]), 2.0)
    return connection


def mode_of(connection: psycopg.Connection) -> Mode:
    """What the connection leads through; asked once a minute, since that takes a session more."""
    from psycopg.conninfo import make_conninfo

    where = make_conninfo(getattr(connection, "conninfo", ""), options="")
    asked, mode = _modes.get(where, (-MODE_SECONDS, Mode.SESSION))
    if monotonic() - asked >= MODE_SECONDS:
        mode = find_mode(connection, lambda: _dial(where))
        _modes[where] = monotonic(), mode
    return mode


def _conninfo(parts: Mapping[str, str], later: Mapping[str, str] | None) -> str:
    """What a URL says, with what we want of a connection, where it does not say otherwise. later None: no options."""
    from psycopg.conninfo import make_conninfo

    options = "" if later is None else startup_options(parts.get("options", ""), later)
    return make_conninfo(**{**DEFAULTS, **parts, **_always, "options": options, "client_encoding": "UTF8"})
