"""`schemactl new NAME`: an empty migration, to be written by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption

UP = "-- {name}\n\n"
PYTHON = """\
\"\"\"{name}.\"\"\"


def up(connection):
    \"\"\"Called with a connection of psycopg, in a transaction that schemactl commits.\"\"\"
"""
DOWN = "-- Takes back what {up} does. Remove this file if there is no way back.\n\n"


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it does, as add_session_title.")],
    python: Annotated[bool, typer.Option("--python", help="The up file in Python, for what SQL cannot do.")] = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Write an empty migration, to be filled in by hand.

    Its line in schemactl.sum is a draft: edit the files as you like, then `schemactl sum` records them.
    """
    from datetime import UTC, datetime

    from schemactl.migrations.files import check_name, next_version, plan_migration, write_draft
    from schemactl.report.json import render_json
    from schemactl.report.text import shown_path

    folder = options.load().migrations
    name = check_name(name)
    version = next_version(folder, datetime.now(UTC).date())
    suffix, text = (".py", PYTHON) if python else (".sql", UP)
    down = DOWN.format(up=f"{version}_{name}.up{suffix}")
    migration = plan_migration(folder, version, name, text.format(name=name), down, suffix)
    write_draft(folder, migration)
    paths = [shown_path(str(path)) for path in (migration.up_path, migration.down_path)]
    if format is Format.JSON:
        screen.out(render_json({"command": "new", "migration": version, "files": paths}))
    else:
        screen.out("\n".join(paths))
