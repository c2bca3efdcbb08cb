"""`schemactl standin`: capture a stand-in for an extension that the scratch server lacks, from a server that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption, UrlOption
from schemactl.cli.scratch import STANDINS

if TYPE_CHECKING:
    from pathlib import Path

    from schemactl.standin.capture import Captured


def standin(
    extension: Annotated[str, typer.Argument(metavar="EXTENSION", help="An extension that the database has.")],
    url: UrlOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Capture the names and signatures of an extension, for scratch servers that lack it.

    The database is only read. The stand-in is written to standins/, where every command finds it; what it cannot carry
    is named.
    """
    from schemactl.config import database_url
    from schemactl.connect import connect
    from schemactl.report.json import render_json
    from schemactl.report.text import shown_path
    from schemactl.standin.capture import capture

    config = options.load()
    with connect(database_url(config, url)) as connection:
        captured = capture(connection, extension)
    path = shown_path(str(_write(config.root / STANDINS, captured)))
    if format is Format.JSON:
        document = {"extension": captured.name, "version": captured.version, "missing": captured.missing}
        screen.out(render_json({"command": "standin", "file": path, **document}))
        return
    screen.out(path)
    for missing in captured.missing:
        screen.warn(f"the stand-in has no {missing}")


def _write(folder: Path, captured: Captured) -> Path:
    """In the place of what an earlier version left."""
    from schemactl.migrations.writing import write_output

    folder.mkdir(exist_ok=True)
    path = folder / f"{captured.name}--{captured.version}.sql"
    write_output(path, captured.text)
    for earlier in folder.glob("*.sql"):
        if earlier != path and earlier.name.partition("--")[0] == captured.name:
            earlier.unlink()
    return path
