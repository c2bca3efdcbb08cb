"""The settings that every session of ours begins with: Postgres's own defaults, as on the scratch server.

A role and a database may have others (ALTER ROLE … SET, ALTER DATABASE … SET). Those would change what a migration
means, or how values are written for us to read, from what was proven. Comes in: libpq's `options`. Goes out: `options`
with ours before them, so that a URL has the last word; or the SQL that sets the same where a pooler takes no options.
What tunes a server, or says where it puts data, is left to those who run it: memory, the planner, tablespaces and
compression, which are not compared, the text search configuration, the locale's forms.
Must never know: connections.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schemactl.pgsql import quote_literal

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        # what SQL means
        "search_path": '"$user", public',
        "TimeZone": "UTC",
        "standard_conforming_strings": "on",
        "array_nulls": "on",
        "transform_null_equals": "off",
        "xmloption": "content",
        "row_security": "on",
        "check_function_bodies": "on",
        "default_table_access_method": "heap",
        "default_transaction_isolation": "read committed",
        "default_transaction_read_only": "off",
        "default_transaction_deferrable": "off",
        # how values and definitions are written
        "DateStyle": "ISO, MDY",
        "IntervalStyle": "postgres",
        "bytea_output": "hex",
        "extra_float_digits": "1",
        "xmlbinary": "base64",
        "quote_all_identifiers": "off",
        "client_min_messages": "notice",
        # how long: the command's own limits come later
        "statement_timeout": "0",
        "lock_timeout": "0",
        "idle_in_transaction_session_timeout": "0",
        "idle_session_timeout": "0",
        # so that the server too hears of a network that went silent, and lets go of our locks within a minute
        "tcp_keepalives_idle": "30",
        "tcp_keepalives_interval": "10",
        "tcp_keepalives_count": "3",
        "tcp_user_timeout": "60000",
    }
)
WRITTEN = (
    *("TimeZone", "DateStyle", "IntervalStyle", "standard_conforming_strings", "bytea_output", "extra_float_digits"),
    *("xmlbinary", "quote_all_identifiers"),
)
"""Those that say how values in definitions are written."""
LATER: Mapping[str, str] = MappingProxyType({"transaction_timeout": "0", "session_replication_role": "origin"})
"""What cannot stand in every startup, being new in Postgres 17 and of superusers: said only where it is otherwise."""

OWN_PATH = "SET search_path TO pg_catalog"
"""For our own queries: who may make an operator in a schema of the path, which fits better than Postgres's own for a
name and a constant, would have it run with our rights."""

MARK = "schemactl.session"
"""Set by our options, and nowhere else: a pooler that passes over them in silence is found out by it."""


def with_options(options: str, settings: Mapping[str, str]) -> str:
    """libpq's `options` with settings behind them, which win."""
    return " ".join(filter(None, (options, *(f"-c {name}={_escaped(value)}" for name, value in settings.items()))))


def startup_options(options: str, more: Mapping[str, str]) -> str:
    """Our settings (`more` of them too), and behind them what a URL says."""
    return " ".join(filter(None, (with_options("", {MARK: "on", **SETTINGS, **more}), options)))


def parse_options(options: str) -> dict[str, str] | None:
    """The settings in libpq's `options`, by their names in lower case; None if they say something else besides."""
    found: dict[str, str] = {}
    words = iter(_words(options))
    for word in words:
        said = next(words, "") if word == "-c" else word[2:] if word.startswith(("-c", "--")) else ""
        name, equals, value = said.partition("=")
        if not name or not equals:
            return None
        found[name.strip().replace("-", "_").lower()] = value
    return found


def set_sql(theirs: Mapping[str, str]) -> tuple[str, ...]:
    """SQL that sets what our options would, as far as the server knows it, and then what a URL says."""
    path = f"SELECT pg_catalog.set_config('search_path', {quote_literal(SETTINGS['search_path'])}, false)"
    known = {**SETTINGS, "transaction_timeout": "0"}
    rows = ", ".join(f"({quote_literal(name.lower())}, {quote_literal(value)})" for name, value in known.items())
    ours = (
        f"SELECT pg_catalog.set_config(s.name, v.value, false) FROM (VALUES {rows}) AS v (name, value)"
        " JOIN pg_catalog.pg_settings AS s ON pg_catalog.lower(s.name) = v.name WHERE s.name <> 'search_path'"
    )
    sets = (
        f"SELECT pg_catalog.set_config({quote_literal(name)}, {quote_literal(value)}, false)"
        for name, value in theirs.items()
    )
    return (path, ours, *sets)


def _words(options: str) -> list[str]:
    """The words of `options`: blanks part them, unless a backslash stands before one."""
    words, word, is_in = [], "", False
    signs = iter(options)
    for sign in signs:
        if sign.isspace():
            words += [word] if is_in else []
            word, is_in = "", False
        else:
            word, is_in = word + (next(signs, "") if sign == "\\" else sign), True
    return [*words, word] if is_in else words


def _escaped(value: str) -> str:
    """A blank ends an option unless a backslash stands before it."""
    return "".join(f"\\{sign}" if sign.isspace() or sign == "\\" else sign for sign in value)
