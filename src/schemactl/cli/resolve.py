"""`schemactl resolve VERSION`: a person says what became of a migration."""

from __future__ import annotations

from typing import Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption, LockWaitOption, RoleOption, UrlOption


def resolve(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="The migration.")],
    *,
    applied: Annotated[
        bool, typer.Option("--applied", help="It is applied: by hand, or its file was edited on purpose.")
    ] = False,
    reverted: Annotated[
        bool, typer.Option("--reverted", help="It is not applied: taken back by hand, or gone for good.")
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="It stopped half-way, and goes on with the next run.")] = False,
    statement: Annotated[
        int | None,
        typer.Option("--statement", min=1, metavar="N", help="With --retry: go on at statement N of the file."),
    ] = None,
    url: UrlOption = None,
    lock_wait: LockWaitOption = "60s",
    role: RoleOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Correct what the history says of one migration. Runs nothing; the correction is kept as an event."""
    from schemactl.errors import UsageError
    from schemactl.migrations import mark
    from schemactl.report.json import render_json

    if [applied, reverted, retry].count(True) != 1 or (statement and not retry):
        raise UsageError("say what is so", hint="give one of --applied, --reverted, --retry; --statement with --retry")
    config = options.load()
    target = options.target(config, url, lock_wait, role=role)
    if applied:
        mark.resolve_applied(target, config.migrations, version)
        said = "applied"
    elif reverted:
        mark.resolve_reverted(target, version)
        said = "not applied"
    else:
        number = mark.resolve_retry(target, config.migrations, version, statement)
        said = f"to go on at statement {number}"
    if format is Format.JSON:
        screen.out(render_json({"command": "resolve", "migration": version, "resolved": said}))
    else:
        screen.out(f"{version} is {said}")
