"""Options that several commands share, and what the command line chose for the whole run.

`--config`, `--env`, `--connect-timeout`, `--debug` and `--no-color` may stand before or behind the command's name; a
command does not declare them: it calls `load()`. A command that reaches a database declares `url: UrlOption = None`;
one with a result declares `format: FormatOption = Format.TEXT`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.draft import Scope
    from schemactl.migrations.target import Target


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


UrlOption = Annotated[
    str | None,
    typer.Option("--url", "-u", metavar="URL", help="The database; wins over the configuration and DATABASE_URL."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Text for people, or JSON on stdout for programs.")]
LockWaitOption = Annotated[
    str, typer.Option("--lock-wait", metavar="TIME", help="How long to wait for another run to end, as 90s.")
]
ServerWaitOption = Annotated[
    str, typer.Option("--wait", metavar="TIME", help="How long to wait for the server to be there, as 60s.")
]
LockTimeoutOption = Annotated[
    str | None,
    typer.Option("--lock-timeout", metavar="TIME", help="Postgres's lock_timeout; else database.lock_timeout, 5s."),
]
StatementTimeoutOption = Annotated[
    str | None,
    typer.Option("--statement-timeout", metavar="TIME", help="Postgres's; else database.statement_timeout, none."),
]
RoleOption = Annotated[str | None, typer.Option("--role", help="Run as this role; else database.role.")]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the options of the whole run say."""

    config: Path | None = None
    environment: str | None = None
    connect_timeout: str | None = None
    debug: bool = False
    format: Format = Format.TEXT
    error_document: Mapping[str, Any] = field(default_factory=dict)


_run = [Chosen()]


def begin() -> None:
    """Forgets what an earlier run in this process chose."""
    _run[0] = Chosen()


def choose(
    config: Annotated[
        Path | None, typer.Option("--config", "-c", metavar="FILE", help="The configuration, else atlas-like.yaml.")
    ] = None,
    env: Annotated[
        str | None, typer.Option("--env", "-e", metavar="NAME", help="An environment of the configuration.")
    ] = None,
    connect_timeout: Annotated[
        str | None,
        typer.Option("--connect-timeout", metavar="TIME", help="How long to wait for a database to answer; 10s."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks, and the SQL that is sent.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours, as with NO_COLOR.")] = False,
) -> None:
    """Takes over the options that are given; called for those before and those behind the command's name."""
    from schemactl.cli import screen

    if config:
        _run[0] = replace(_run[0], config=config)
    if env:
        _run[0] = replace(_run[0], environment=env)
    if connect_timeout:
        _run[0] = replace(_run[0], connect_timeout=connect_timeout)
    if debug:
        _run[0] = replace(_run[0], debug=True)
        screen.show_log()
    if no_color:
        screen.without_colour()


def remember_format(format: Format | None) -> None:
    """What the command's `--format` says, so that its errors have the same form."""
    _run[0] = replace(_run[0], format=format or Format.TEXT)


def is_json() -> bool:
    """Whether programs read the result, errors included."""
    return _run[0].format is Format.JSON


def add_to_error(document: Mapping[str, Any]) -> None:
    """What had been done before the error that follows, for its JSON."""
    _run[0] = replace(_run[0], error_document=document)


def error_document() -> Mapping[str, Any]:
    """What an error's JSON says besides the error."""
    return _run[0].error_document


def is_debug() -> bool:
    """Whether tracebacks are wanted."""
    return _run[0].debug


def load(*, is_new: bool = False) -> Config:
    """The configuration that the options of this run name. `is_new`: the file need not be there yet."""
    from schemactl.config import load_config, parse_duration
    from schemactl.connect import always

    wanted = _run[0].connect_timeout
    always(**{"connect_timeout": str(ceil(parse_duration(wanted)))} if wanted else {})
    return load_config(_run[0].config, _run[0].environment, os.environ, is_new=is_new)


def config_file() -> Path:
    """The configuration that this run names, or would be made in the working directory."""
    from schemactl.config import FILE_NAME

    return _run[0].config or Path(FILE_NAME)


def target(
    config: Config,
    url: str | None,
    lock_wait: str = "0",
    lock_timeout: str | None = None,
    statement_timeout: str | None = None,
    role: str | None = None,
    server_wait: str = "0",
) -> Target:
    """The database that a command works on, and how; options win over the configuration."""
    from schemactl.config import database_url

    how = any_target(config, lock_wait, lock_timeout, statement_timeout, role, server_wait)
    return replace(how, url=database_url(config, url))


def any_target(
    config: Config,
    lock_wait: str = "0",
    lock_timeout: str | None = None,
    statement_timeout: str | None = None,
    role: str | None = None,
    server_wait: str = "0",
) -> Target:
    """How a command works on whichever database: a target without a URL."""
    from schemactl.config import parse_duration
    from schemactl.migrations.session import Session
    from schemactl.migrations.target import Target

    database = config.database
    session = Session(
        lock_timeout=database.lock_timeout if lock_timeout is None else parse_duration(lock_timeout),
        statement_timeout=(
            database.statement_timeout if statement_timeout is None else parse_duration(statement_timeout)
        ),
        role=role or database.role,
    )
    waits = parse_duration(lock_wait), parse_duration(server_wait)
    return Target("", config.history.schema, session, *waits, exclude=config.diff.exclude)


def scope(config: Config) -> Scope:
    """What is compared, by the configuration."""
    from schemactl.draft import Scope

    return Scope(config.diff.exclude, config.diff.owners, config.diff.privileges, config.diff.verify)
