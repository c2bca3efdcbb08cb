"""`schemactl import --from TOOL`: the migrations of another tool become schemactl's, and its history too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption, LockWaitOption, RoleOption, UrlOption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from schemactl.config import Config
    from schemactl.draft import Scope
    from schemactl.finding import Finding
    from schemactl.migrations.foreign.convert import Conversion
    from schemactl.migrations.foreign.takeover import State
    from schemactl.migrations.target import Target
    from schemactl.server import ScratchServer

TOOLS = "golang-migrate goose dbmate flyway atlas alembic prisma sqlx diesel rails".split()


def import_(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="The tool's files, else where it usually has them.")
    ] = None,
    *,
    tool: Annotated[str, typer.Option("--from", metavar="TOOL", help=f"{', '.join(TOOLS[:-1])} or {TOOLS[-1]}.")],
    url: UrlOption = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="The tool's table there, if it has another name.")
    ] = None,
    lock_wait: LockWaitOption = "60s",
    role: RoleOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Convert the migrations of another tool; with --url, take over what its table says has run.

    All of them are run on a scratch server before anything is written. The other tool's files and table stay.
    """
    from dataclasses import replace

    from schemactl.cli.review import version_text
    from schemactl.cli.scratch import open_server
    from schemactl.errors import SourceError
    from schemactl.migrations.foreign.convert import convert, find_folder
    from schemactl.migrations.foreign.replay import replay
    from schemactl.migrations.foreign.takeover import read_state
    from schemactl.migrations.foreign.tools import find_tool
    from schemactl.source import UrlSource

    config = options.load()
    found = find_tool(tool)
    conversion = convert(found, folder or find_folder(found, config.root), config.migrations, table)
    target = options.target(config, url, lock_wait, role=role) if url else None
    state = read_state(target, conversion, table) if target else None
    own = _own_objects(conversion, state)
    scope = options.scope(config)
    scope = replace(scope, exclude=(*scope.exclude, *own))
    with open_server(config, *([UrlSource(url)] if url else [])) as server:
        try:
            replayed = replay(server, conversion.migrations, scope, state.versions if state else None)
        except SourceError as error:
            conversion.explain(error, server.major)
            raise
        findings = [*replayed.findings, *_edited(conversion, state), *_compared(target, replayed, server, scope)]
        beside, more = _schema_file(config, server, conversion, scope)
        proven_on = version_text(server)
        major = server.major
    files = _write(config, conversion, target, state, beside)
    files += _record(config, major if url else None, own, f"{found.name}'s own table is no part of the schema")
    _show(conversion, files, state, [*findings, *more], proven_on, format)


def _record(config: Config, major: int | None, own: Sequence[str], why: str) -> list[Path]:
    """What is known of the database, and what is the other tool's: the configuration, if it was written."""
    from schemactl.cli.project import record_excluded, record_major

    written = [record_major(config, major) if major else None, record_excluded(config, own, why)]
    return list(dict.fromkeys(filter(None, written)))


def _own_objects(conversion: Conversion, state: State | None) -> Sequence[str]:
    """What is the other tool's own in the database, or in what its migrations lead to."""
    from schemactl.migrations.foreign.own_table import own_objects

    place = state.table if state else conversion.own_table
    return own_objects(conversion.tool.books, place) if place else ()


def _edited(conversion: Conversion, state: State | None) -> Sequence[Finding]:
    """What ran there from another file than the one that is here."""
    from schemactl.errors import Place
    from schemactl.finding import Finding, Severity

    tool = conversion.tool.name
    message = f"{tool} has run another file of this name there: it was edited since"
    sources = {conversion.versions[one.key]: one.source for one in conversion.found.migrations}
    return [
        Finding("edited", Severity.WARNING, message, place=Place(sources[version]))
        for version in (state.edited if state else ())
    ]


def _compared(target: Target | None, replayed: Any, server: ScratchServer, scope: Scope) -> Sequence[Finding]:
    from schemactl.migrations.foreign.replay import compare_live

    return compare_live(target.url, replayed, server, scope) if target else ()


def _schema_file(
    config: Config, server: ScratchServer, conversion: Conversion, scope: Scope
) -> tuple[Mapping[Path, str], Sequence[Finding]]:
    """The schema file, where there is none yet."""
    from schemactl.cli.project import free_schema_file
    from schemactl.migrations.foreign.replay import schema_text

    path = free_schema_file(config)
    if path is None:
        return {}, ()
    text, findings = schema_text(server, conversion.migrations, scope)
    return ({path: text} if text else {}), findings


def _write(
    config: Config,
    conversion: Conversion,
    target: Target | None,
    state: State | None,
    beside: Mapping[Path, str],
) -> list[Path]:
    """Writes what is missing; the files that were."""
    from schemactl.migrations.files import add_migrations, check_addable
    from schemactl.migrations.foreign.takeover import take_over

    new = check_addable(config.migrations, conversion.migrations)
    if target and state:
        take_over(target, config.migrations, conversion, state, beside)
    else:
        add_migrations(config.migrations, conversion.migrations, beside)
    return [*(path for one in new for path in (one.up_path, one.down_path) if path), *beside]


def _show(
    conversion: Conversion,
    files: Sequence[Path],
    state: State | None,
    findings: Sequence[Finding],
    proven_on: str,
    format: Format,
) -> None:
    from schemactl.cli.answers import finding_document
    from schemactl.report.json import render_json
    from schemactl.report.text import render_count, shown_path

    marked = state.versions if state else ()
    if format is Format.JSON:
        document = {
            "command": "import",
            "from": conversion.tool.name,
            "migrations": [one.version for one in conversion.migrations],
            "files": [shown_path(str(path)) for path in files],
            "marked": list(marked),
            "notes": list(conversion.found.notes),
            "findings": [finding_document(one) for one in findings],
        }
        screen.out(render_json(document))
        return
    for path in files:
        screen.out(shown_path(str(path)))
    count = render_count(len(conversion.migrations), "migration")
    screen.note(f"{count} of {conversion.tool.name}, run on {proven_on}" + ("" if files else "; all files were there"))
    for note in conversion.found.notes:
        screen.note(f"note: {note}")
    for finding in findings:
        screen.warn(f"{finding.place}: {finding.message}" if finding.place else finding.message)
    if state:
        table = ".".join(state.table)
        screen.out(f"marked {render_count(len(marked), 'migration')} as applied; {table} is no longer read")
    else:
        screen.note("next: `schemactl import` again with --url for each database that has run some of them")
