"""`schemactl baseline VERSION`: a database that others have made gets a history."""

from __future__ import annotations

from typing import Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption, LockWaitOption, RoleOption, UrlOption


def baseline(
    version: Annotated[
        str, typer.Argument(metavar="VERSION", help="The last migration that the database has already.")
    ],
    *,
    url: UrlOption = None,
    lock_wait: LockWaitOption = "60s",
    role: RoleOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Say that all migrations up to VERSION are applied, on a database without a history. Runs none of them."""
    from schemactl.migrations.mark import baseline as mark_baseline
    from schemactl.report.json import render_json
    from schemactl.report.text import render_count

    config = options.load()
    target = options.target(config, url, lock_wait, role=role)
    versions = mark_baseline(target, config.migrations, version)
    if format is Format.JSON:
        screen.out(render_json({"command": "baseline", "marked": list(versions)}))
    else:
        screen.out(f"marked {render_count(len(versions), 'migration')} as applied, up to {versions[-1]}")
