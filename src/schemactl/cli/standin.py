"""`schemactl standin`: capture stand-ins for extensions that the scratch server lacks, from a server that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption, UrlOption
from schemactl.cli.scratch import STANDINS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from schemactl.config import Config
    from schemactl.standin.capture import Captured


def standin(
    extensions: Annotated[
        list[str] | None, typer.Argument(metavar="[EXTENSION]...", help="Extensions that the database has.")
    ] = None,
    url: UrlOption = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="All that the database has and the scratch server lacks.")
    ] = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Capture the names and signatures of extensions, for scratch servers that lack them.

    The database is only read. The stand-ins are written to standins/, where every command finds them; what they cannot
    carry is named.
    """
    from schemactl.config import database_url
    from schemactl.connect import connect
    from schemactl.errors import UsageError
    from schemactl.standin.capture import capture, installed

    if bool(extensions) == every:
        raise UsageError("which extensions?", hint="name them, or write --all")
    config = options.load()
    target = database_url(config, url)
    with connect(target) as connection:
        there = installed(connection) if every else []
        names = _lacking(config, target, there) if every else list(dict.fromkeys(extensions or ()))
        captured = [capture(connection, name) for name in names]
    _show([(_write(config.root / STANDINS, one), one) for one in captured], format)


def _lacking(config: Config, url: str, names: Sequence[str]) -> list[str]:
    """Those that the scratch server neither has nor brings a stand-in for."""
    import psycopg

    from schemactl.cli.scratch import open_server
    from schemactl.server.standin import is_built_in
    from schemactl.source import UrlSource

    with open_server(config, UrlSource(url)) as server, server.create() as name:
        with psycopg.connect(server.conninfo(name)) as connection:
            rows = connection.execute("SELECT name FROM pg_catalog.pg_available_extensions").fetchall()
        has = {name for (name,) in rows} - {name for name in server.standins if not is_built_in(name)}
    return [name for name in names if name not in has]


def _show(written: Sequence[tuple[Path, Captured]], format: Format) -> None:
    from schemactl.report.json import render_json
    from schemactl.report.text import shown_path

    if format is Format.JSON:
        standins = [
            {"file": shown_path(str(path)), "extension": one.name, "version": one.version, "missing": one.missing}
            for path, one in written
        ]
        screen.out(render_json({"command": "standin", "standins": standins}))
        return
    for path, one in written:
        screen.out(shown_path(str(path)))
        for missing in one.missing:
            screen.warn(f"the stand-in for {one.name} has no {missing}")
    if not written:
        screen.note("the scratch server has all extensions of the database, or brings stand-ins for them")


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
