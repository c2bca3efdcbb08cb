"""`schemactl apply`: runs what is pending."""

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
    UrlOption,
)


def apply(
    *,
    url: UrlOption = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Apply at most N migrations.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="VERSION", help="Apply nothing behind this version.")
    ] = None,
    allow_out_of_order: Annotated[
        bool, typer.Option("--allow-out-of-order", help="Run migrations that come late, behind later ones.")
    ] = False,
    allow_ahead: Annotated[
        bool, typer.Option("--allow-ahead", help="Do not mind migrations in the database that have no files here.")
    ] = False,
    lock_wait: LockWaitOption = "60s",
    lock_timeout: LockTimeoutOption = None,
    role: RoleOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Run the pending migrations, each in a transaction if it can, and keep the books.

    One run at a time: others wait, and find nothing left to do.
    """
    from schemactl.cli.progress import Progress, applied_document
    from schemactl.errors import SchemactlError
    from schemactl.migrations.apply import apply_migrations
    from schemactl.migrations.plan import Choice
    from schemactl.migrations.state import State
    from schemactl.report.json import render_json
    from schemactl.report.text import render_count

    config = options.load()
    target = options.target(config, url, lock_wait, lock_timeout, role)
    chosen = {State.OUT_OF_ORDER: allow_out_of_order, State.AHEAD: allow_ahead}
    allow = frozenset(state for state, is_allowed in chosen.items() if is_allowed)
    progress = Progress(is_quiet=format is Format.JSON)
    try:
        result = apply_migrations(target, config.migrations, Choice(limit, to, allow), observer=progress)
    except SchemactlError:
        options.add_to_error({"command": "apply", "applied": [applied_document(one) for one in progress.applied]})
        raise
    pending = result.standing.pending
    if format is Format.JSON:
        document = {
            "command": "apply",
            "state": result.standing.state,
            "applied": [applied_document(one) for one in result.applied],
            "pending": [one.version for one in pending],
        }
        screen.out(render_json(document))
        return
    rest = f"{render_count(len(pending), 'migration')} pending still" if pending else "up to date"
    screen.note(rest if result.applied or pending else "nothing to do: up to date")
