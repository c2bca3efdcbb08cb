"""What a URL says of a database: libpq's parameters, with what its service and PG* variables say for it.

Comes in: a URL or libpq's key=value. Goes out: parameters, another URL, or a name to show, without the password.
Must never know: whether anybody is there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.errors import UsageError
from schemactl.settings import with_options

if TYPE_CHECKING:
    import psycopg

URL_HINT = "write postgresql://user:password@host:5432/database; in a password @ is %40, : is %3A, / is %2F, % is %25"
PARAMETER_HINT = "remove it: it is a library's own, as schema, pgbouncer and connection_limit are Prisma's"


def name_of(url: str) -> str:
    """user@host:port/database, without the password."""
    return target_of(parts_of(url))


def _plain_url(url: str) -> str:
    """SQLAlchemy's postgresql+driver:// is understood too."""
    scheme, separator, rest = url.strip().partition("://")
    if separator and scheme.startswith(("postgresql+", "postgres+")):
        return f"postgresql://{rest}"
    return url.strip()


def parts_of(url: str) -> dict[str, str]:
    """What a URL says; UsageError if it is none."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {name: str(value) for name, value in conninfo_to_dict(_plain_url(url)).items()}
    except ProgrammingError as error:
        raise not_a_url(error) from None


def target_of(parts: Mapping[str, str]) -> str:
    """As `name_of`, of parameters."""
    if not parts:
        return "the database"
    host = parts.get("host") or parts.get("hostaddr") or "the local socket"
    port = f":{parts['port']}" if "port" in parts else ""
    user = f"{parts['user']}@" if "user" in parts else ""
    return f"{user}{host}{port}/{parts.get('dbname', parts.get('user', ''))}"


def not_a_url(error: psycopg.Error) -> UsageError:
    """What libpq says against a URL; of its messages only one is sure to hold no part of a password."""
    said = str(error).strip()
    known = said if said.startswith("invalid URI query parameter") else ""
    hint = PARAMETER_HINT if known else URL_HINT
    return UsageError("not the URL of a database", detail=known, hint=hint)


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**parts_of(url) | {"dbname": name})


def with_settings(url: str, settings: Mapping[str, str]) -> str:
    """The same database, in sessions with more settings, to which RESET ALL comes back."""
    from psycopg.conninfo import make_conninfo

    parts = parts_of(url)
    return make_conninfo(**parts | {"options": with_options(parts.get("options", ""), settings)})


def with_environment(parts: dict[str, str], names: Iterable[str]) -> dict[str, str]:
    """What a URL says; of `options` and of `names` also what its service or PG* variables say for it."""
    from psycopg.pq import Conninfo

    defaults = {one.keyword.decode(): (one.val or b"").decode() for one in Conninfo.get_defaults()}
    said = {**defaults, **(_service(parts["service"]) if "service" in parts else {})}
    return {**{name: said[name] for name in ("options", *names) if said.get(name)}, **parts}


def _service(name: str) -> dict[str, str]:
    """What a service of that name says: https://www.postgresql.org/docs/current/libpq-pgservice.html."""
    from configparser import ConfigParser, Error

    home = Path(os.environ.get("PGSERVICEFILE") or Path.home() / ".pg_service.conf")
    for path in (home, Path(os.environ.get("PGSYSCONFDIR", "/etc")) / "pg_service.conf"):
        found = ConfigParser(interpolation=None, strict=False)
        with suppress(OSError, Error, UnicodeDecodeError):
            found.read_string(path.read_text("utf-8"))
        if found.has_section(name):
            return dict(found[name])
    return {}
