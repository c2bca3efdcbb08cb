"""`schemactl dump`: the schema of a database, or of any source, as a schema file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption, UrlOption

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.draft import Scope
    from schemactl.source import Source


def dump(
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="Schema files or a migrations folder, else the database.")
    ] = None,
    url: UrlOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to a file; - is stdout.")
    ] = None,
    owners: Annotated[bool | None, typer.Option("--owners/--no-owners", help="With owners; else diff.owners.")] = None,
    proof: Annotated[
        bool, typer.Option("--proof/--no-proof", help="See on a scratch server that it can be loaded.")
    ] = True,
    format: FormatOption = Format.TEXT,
) -> None:
    """Print the schema of a database, or of any source, as one schema file.

    It is ordered, it loads, and what it loads dumps as the same text again.
    """
    from schemactl.cli.answers import finding_document, say_findings
    from schemactl.cli.scratch import open_server, say_standins
    from schemactl.dump import dump as make_dump
    from schemactl.migrations.writing import write_output
    from schemactl.report.json import render_json
    from schemactl.report.text import render_count, shown_path

    config = options.load()
    chosen = _source(config, source, url)
    with open_server(config, chosen) as server:
        made = make_dump(server, chosen, _scope(config, owners), is_proven=proof)
        say_standins(server, made.catalog)
    if output and str(output) != "-":
        write_output(output, made.text)
    say_findings(made.findings)
    path = shown_path(str(output)) if output else None
    if format is Format.JSON:
        findings = [finding_document(one) for one in made.findings]
        screen.out(render_json({"command": "dump", "file": path, "sql": made.text, "findings": findings}))
    elif path and path != "-":
        screen.out(path)
        screen.note(render_count(len(made.plan.statements), "statement"))
    else:
        screen.sql(made.text)


def _source(config: Config, source: str | None, url: str | None) -> Source:
    from schemactl.config import database_url
    from schemactl.errors import UsageError
    from schemactl.source import UrlSource, parse_source

    if source and url:
        raise UsageError("SOURCE and --url name two sources", hint="give one of them")
    return parse_source(source, Path.cwd()) if source else UrlSource(database_url(config, url))


def _scope(config: Config, owners: bool | None) -> Scope:
    scope = options.scope(config)
    return scope if owners is None else replace(scope, owners=owners)
