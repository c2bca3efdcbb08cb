"""`schemactl down`: takes migrations back."""

from __future__ import annotations

from typing import Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import (
    Format,
    FormatOption,
    LockTimeoutOption,
    LockWaitOption,
    RoleOption,
    StatementTimeoutOption,
    UrlOption,
)


def down(
    count: Annotated[int, typer.Argument(min=1, metavar="[N]", help="How many.")] = 1,
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="VERSION", help="Revert what was applied after it; 0 for all.")
    ] = None,
    allow_data_loss: Annotated[
        bool, typer.Option("--allow-data-loss", help="Run it although rows will be gone that nothing brings back.")
    ] = False,
    url: UrlOption = None,
    lock_wait: LockWaitOption = "60s",
    lock_timeout: LockTimeoutOption = None,
    statement_timeout: StatementTimeoutOption = None,
    role: RoleOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Revert the last N migrations, the last applied first, by the down SQL that the history keeps.

    What would destroy rows is refused, with their number, unless --allow-data-loss is given.
    """
    from schemactl.cli.progress import Progress, applied_document
    from schemactl.errors import SchemactlError
    from schemactl.migrations.revert import revert_migrations
    from schemactl.report.json import render_json

    config = options.load()
    target = options.target(config, url, lock_wait, lock_timeout, statement_timeout, role)
    with Progress(is_quiet=format is Format.JSON) as progress:
        try:
            reverted = revert_migrations(target, count=count, to=to, allow_data_loss=allow_data_loss, observer=progress)
        except (SchemactlError, KeyboardInterrupt):
            options.add_to_error({"command": "down", "reverted": [applied_document(one) for one in progress.applied]})
            raise
    if format is Format.JSON:
        screen.out(render_json({"command": "down", "reverted": [applied_document(one) for one in reverted]}))
    elif not reverted:
        screen.note("nothing to revert")
