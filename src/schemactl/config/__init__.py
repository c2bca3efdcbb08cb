"""The configuration of a project: atlas-like.yaml, the chosen environment and the variables of the process.

Comes in: the file's path (or none: it is looked for), the name of an environment, the process's variables.
Goes out: `Config`, frozen; every mistake as a ConfigError with file, line and column.
Must never know: what lint rules exist, how a source is read, how a database is reached.

A text may hold `${NAME}` and `${NAME:-otherwise}`, nested. A variable that is not set is an error only where the
text is used, so that `schemactl diff` does not ask for the URL of production.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from schemactl.config.document import did_you_mean
from schemactl.config.model import (
    Config,
    DatabaseConfig,
    DiffConfig,
    HistoryConfig,
    LintConfig,
    PostgresConfig,
    RuleConfig,
    Text,
)
from schemactl.config.read import parse_duration, read_config
from schemactl.config.variables import URL_VARIABLES, expand, with_dotenv
from schemactl.errors import ConfigError, Place

__all__ = [
    "FILE_NAME",
    "Config",
    "DatabaseConfig",
    "DiffConfig",
    "HistoryConfig",
    "LintConfig",
    "PostgresConfig",
    "RuleConfig",
    "Text",
    "database_url",
    "did_you_mean",
    "expand",
    "find_config",
    "load_config",
    "parse_duration",
    "scratch_server",
]

FILE_NAME = "atlas-like.yaml"


def load_config(
    path: Path | None, environment: str | None, environ: Mapping[str, str], *, is_new: bool = False
) -> Config:
    """The configuration from `path`, or from the atlas-like.yaml found upwards; the defaults if there is none.

    Settings of `environment` lie over those of the file. Variables of the file `.env` beside it (or in the working
    directory) are added to `environ` and never replace one of it. `is_new`: what `path` names need not be there yet.
    """
    path = path.parent.resolve() / path.name if path else find_config(Path.cwd())
    root = path.parent if path else Path.cwd()
    variables = with_dotenv(root / ".env", environ)
    base = Config(root=root, migrations=root / "migrations", environ=variables)
    if path is None or (is_new and not path.exists()):
        if environment:
            raise ConfigError(f"no {FILE_NAME}, so no environment {environment!r}", hint="`schemactl init` writes one")
        return base
    return read_config(path, environment, base)


def find_config(folder: Path) -> Path | None:
    """The atlas-like.yaml of `folder`; else of the nearest folder above it within the same git repository."""
    folders = [folder, *folder.parents]
    tops = [index for index, above in enumerate(folders) if (above / ".git").exists()]
    for candidate in folders[: tops[0] + 1 if tops else 1]:
        if (candidate / FILE_NAME).is_file():
            return candidate / FILE_NAME
    return None


def database_url(config: Config, option: str | None = None) -> str:
    """The URL of the target: the option, the file's database.url, MIGRATE_DATABASE_URL, DATABASE_URL.

    The first that is named is the one: if it is empty that is a ConfigError, and no later one is taken in its place.
    """
    if option is not None:
        return _named("--url", option, "give it a URL; without the option the configuration says which database")
    written = config.database.url
    if written is not None:
        return _written_url(config, written)
    for variable in URL_VARIABLES:
        if variable in config.environ:
            return _named(f"the variable {variable}", config.environ[variable], "give it a URL, or unset it")
    hint = f"pass --url, set database.url in {FILE_NAME}, or set {' or '.join(URL_VARIABLES)}"
    raise ConfigError("no database is named", hint=hint)


def _written_url(config: Config, written: Text) -> str:
    try:
        found = expand(written, config.environ)
    except ConfigError as error:
        error.hint += ", or pass --url"
        raise
    within = f" (environment {config.environment})" if config.environment else ""
    hint = f"it is written as '{written.raw}': set what is missing, or pass --url"
    return _named(f"database.url{within}", found, hint, written.place)


def scratch_server(config: Config) -> str:
    """`embedded`, or the URL of the server on which scratch databases may be made."""
    written = config.postgres.scratch
    hint = f"it is written as '{written.raw}': set what is missing, or write `embedded`"
    return _named("postgres.scratch", expand(written, config.environ), hint, written.place)


def _named(what: str, value: str, hint: str, place: Place | None = None) -> str:
    """`value`; ConfigError if there is nothing in it."""
    if value.strip():
        return value
    raise ConfigError(f"{what} is empty", hint=hint, place=place)
