"""`schemactl rebase`: this branch's migrations come behind those of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemactl.finding import Finding
    from schemactl.migrations.base import Base
    from schemactl.migrations.rebase import Rebase


def rebase(
    *,
    onto: Annotated[
        str | None,
        typer.Option("--onto", metavar="REF", help="The branch to come behind, else origin/main, main and so on."),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Renumber the migrations that another branch does not have, behind its last one, and rewrite schemactl.sum.

    Run it after a merge. All of them are run on a scratch server first; what schemactl wrote is written anew where it
    no longer leads to the desired schema, what was written by hand is kept. Nothing is written unless all of it works.
    """
    from datetime import UTC, datetime
    from functools import partial

    from schemactl.cli.review import render_pair, version_text
    from schemactl.cli.scratch import open_server
    from schemactl.errors import UsageError
    from schemactl.migrations.base import read_base
    from schemactl.migrations.rebase import plan_rebase, write_rebase
    from schemactl.source import parse_source, skipped_rows

    config = options.load()
    folder = config.root / config.migrations
    base = read_base(folder, onto)
    if base is None:
        raise UsageError(
            "no branch to come behind was found", hint="name it with --onto; this must be a git repository"
        )
    desired, today = parse_source(config.schema, config.root), datetime.now(UTC).date()
    with open_server(config) as server:
        render = partial(render_pair, config, proven_on=version_text(server))
        result = plan_rebase(server, folder, base, desired, options.scope(config), today, render)
    write_rebase(folder, base, result)
    _show(base, result, skipped_rows(desired), format)


def _show(base: Base, result: Rebase, findings: Sequence[Finding], format: Format) -> None:
    from schemactl.cli.answers import finding_document, say_findings
    from schemactl.report.json import render_json

    say_findings(findings)
    moves = [
        {
            "from": move.old.up_path.name,
            "to": move.new.up_path.name if move.new else None,
            "rewritten": move.is_rewritten,
        }
        for move in result.moves
    ]
    if format is Format.JSON:
        said = {"losses": list(result.losses), "findings": [finding_document(one) for one in findings]}
        screen.out(render_json({"command": "rebase", "onto": base.ref, "moves": moves, **said}))
        return
    for move in moves:
        if move["to"] is None:
            screen.out(f"removed {move['from']}: nothing of it is left to do")
        else:
            how = "written anew" if move["rewritten"] else "kept" if move["from"] == move["to"] else "renumbered"
            screen.out(f"{how}: {move['from']}" + (f" -> {move['to']}" if move["from"] != move["to"] else ""))
    for loss in result.losses:
        screen.warn(f"this destroys {loss}")
    if not moves:
        screen.note(f"nothing to move: {base.ref} has all migrations")
    if any(move["from"] != move["to"] for move in moves):
        screen.note("a database that has run one of them by its old version: `schemactl down` there, then apply again")
