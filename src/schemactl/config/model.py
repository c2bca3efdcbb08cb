"""What a configuration is: frozen data with the defaults, each written here and nowhere else.

Must never know: how it is written in a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemactl.errors import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it stands in the file, its variables not yet expanded."""

    raw: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PostgresConfig:
    """`version` None: whichever major is at hand. `scratch`: embedded, or the URL of a server to make databases on."""

    version: int | None = None
    scratch: Text = Text("embedded")


@dataclass(frozen=True, slots=True)
class DatabaseConfig:
    """Timeouts in seconds, 0 for none, as Postgres means them."""

    url: Text | None = None
    lock_timeout: float = 5.0
    statement_timeout: float = 0.0
    role: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryConfig:
    schema: str = "schemactl"


@dataclass(frozen=True, slots=True)
class DiffConfig:
    """`exclude`: patterns as `schema.name`, with `*`, of objects that are not looked at."""

    online: bool = True
    renames: str = "ask"
    privileges: bool = True
    owners: bool = False
    exclude: tuple[str, ...] = ()
    verify: bool = False


@dataclass(frozen=True, slots=True)
class RuleConfig:
    """What the file says of one lint rule: its severity (None: as the rule has it) and the rule's own options."""

    name: str
    severity: str | None
    options: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class LintConfig:
    destructive: str = "error"
    rules: tuple[RuleConfig, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """`path` is None where there is no file; `root` is the folder that the paths in it start from."""

    root: Path
    path: Path | None = None
    environment: str | None = None
    schema: tuple[str, ...] = ("schema/schema.sql",)
    migrations: Path = Path("migrations")
    postgres: PostgresConfig = PostgresConfig()
    database: DatabaseConfig = DatabaseConfig()
    history: HistoryConfig = HistoryConfig()
    diff: DiffConfig = DiffConfig()
    lint: LintConfig = LintConfig()
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
