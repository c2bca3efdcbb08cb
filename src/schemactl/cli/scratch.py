"""The scratch server of a command: as the configuration wants it, with the project's stand-ins for extensions."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.cli import screen

if TYPE_CHECKING:
    from schemactl.catalog.model import Catalog
    from schemactl.config import Config
    from schemactl.server import ScratchServer
    from schemactl.source import Source

TRUST = "SCHEMACTL_TRUST"
STANDINS = Path("standins")
"""The project's folder of stand-ins, beside `atlas-like.yaml`."""


def open_server(config: Config, *sources: Source) -> AbstractContextManager[ScratchServer]:
    """The server that `postgres.scratch` names: of the major of the first live source, else of the configured one.

    The text of views and expressions differs between majors, so that a live database is proven on its own.
    SCHEMACTL_TRUST=1 of the user's environment, never a file of the project, lets files do there what they like.
    """
    from schemactl.config import scratch_server
    from schemactl.draft import live_major
    from schemactl.server import open_scratch
    from schemactl.source import UrlSource

    live = next((live_major(source) for source in sources if isinstance(source, UrlSource)), None)
    configured = config.postgres.version
    if live and configured and live != configured:
        screen.note(
            f"note: the database is Postgres {live}, and so is the scratch server; postgres.version is {configured}"
        )
    major = live or configured
    trusted = os.environ.get(TRUST, "") not in ("", "0")
    return open_scratch(scratch_server(config), major, config.root / STANDINS, is_trusted=trusted)


def say_standins(server: ScratchServer, *catalogs: Catalog) -> None:
    """Once a run: which of the extensions in use the scratch server only has stand-ins for."""
    used = {id.name for catalog in catalogs for id in catalog.objects if id.kind == "extension"}
    names = sorted(used & server.standins)
    if names:
        screen.note(f"note: the scratch server has stand-ins for {', '.join(names)}: signatures, little behind them")
