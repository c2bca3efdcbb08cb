"""`schemactl diff`: write the next migration, or print what differs between any two sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.draft import Draft, Scope
    from schemactl.plan.rename import Answers
    from schemactl.source import Source

UpOnlyOption = Annotated[
    bool, typer.Option("--up-only", help="Where there is no way back, write the migration without a down file.")
]
SourceOption = Annotated[
    str | None,
    typer.Option(metavar="SOURCE", help="A schema file, folder or glob, a migrations folder, or a database's URL."),
]
VerifyOption = Annotated[
    bool | None, typer.Option("--verify/--no-verify", help="Let pg_dump see the proof as well; else diff.verify.")
]


def diff(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="What it does, as add_session_title.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="SOURCE", help="Current state; else the migrations folder.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="SOURCE", help="Desired state; else the schema files.")
    ] = None,
    owners: Annotated[
        bool | None,
        typer.Option("--owners/--no-owners", help="Compare owners; else diff.owners, yes between two databases."),
    ] = None,
    rename: Annotated[
        list[str] | None,
        typer.Option("--rename", metavar="OLD=NEW", help="A rename, as app.users.username=user_name; may be repeated."),
    ] = None,
    *,
    verify: VerifyOption = None,
    up_only: UpOnlyOption = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where there are differences.")] = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Compare the desired state with the migrations and write the next migration, proven.

    With NAME, the pair of files and its line in schemactl.sum are written. Without, or with --from or --to, the SQL
    is printed and nothing is written. A SOURCE is a schema file, folder or glob, a migrations folder, or a URL.
    """
    from schemactl.cli.answers import make_answers, say_findings
    from schemactl.errors import UsageError
    from schemactl.migrations.files import check_name

    if name is not None and (from_ or to):
        raise UsageError(
            "NAME writes a migration of this project; --from and --to print SQL", hint="give one or the other"
        )
    if name is not None:
        check_name(name)
    config = _load(verify)
    answers = make_answers(rename or (), config.diff.renames, can_ask=format is Format.TEXT, up_only=up_only)
    result, server = _draft(config, from_, to, owners, answers, with_down=name is not None)
    say_findings(result.findings)
    if not result.up.statements:
        _say_nothing_to_do(name, result, format)
        return
    if name is not None:
        _write(config, name, result, server, format)
    else:
        _print(config, result, format)
    if exit_code:
        raise typer.Exit(1)


def _load(verify: bool | None) -> Config:
    config = options.load()
    return config if verify is None else replace(config, diff=replace(config.diff, verify=verify))


def _draft(
    config: Config, from_: str | None, to: str | None, owners: bool | None, answers: Answers, *, with_down: bool
) -> tuple[Draft, str]:
    """The draft, and in words the server that proved it."""
    from concurrent.futures import ThreadPoolExecutor

    from schemactl.cli import review
    from schemactl.cli.scratch import open_server, say_standins
    from schemactl.draft import draft

    current, desired = _current(config, from_), _desired(config, to)
    with open_server(config, current, desired) as server, ThreadPoolExecutor(1) as pool:
        scope = _scope(config, current, desired, owners)
        pool.submit(review.prepare)
        result = draft(server, current, desired, scope, answers, with_down=with_down)
        say_standins(server, result.current, result.desired)
        return result, review.version_text(server)


def _current(config: Config, given: str | None) -> Source:
    from schemactl.source import MigrationsSource, parse_source

    if given is not None:
        return parse_source(given, Path.cwd())
    _check_history(config)
    return MigrationsSource(config.root / config.migrations)


def _check_history(config: Config) -> None:
    """The files that are the current state must be what was recorded."""
    from schemactl.migrations.files import check_sum, load_migrations

    folder = config.root / config.migrations
    check_sum(folder, load_migrations(folder))


def _desired(config: Config, given: str | None) -> Source:
    from schemactl.source import parse_source

    if given is not None:
        return parse_source(given, Path.cwd())
    return parse_source(config.schema, config.root)


def _scope(config: Config, current: Source, desired: Source, owners: bool | None) -> Scope:
    from schemactl.source import UrlSource

    both_live = isinstance(current, UrlSource) and isinstance(desired, UrlSource)
    return replace(options.scope(config), owners=owners if owners is not None else config.diff.owners or both_live)


def _say_nothing_to_do(name: str | None, result: Draft, format: Format) -> None:
    from schemactl.report.json import render_json

    if format is Format.JSON:
        screen.out(render_json({"command": "diff", "plan": None, "files": [], **_findings(result)}))
    elif name is not None:
        screen.out("Nothing to do: the migrations lead to the desired state. Nothing is written.")
    else:
        screen.note("Nothing to do: both are the same.")


def _findings(result: Draft) -> dict[str, Any]:
    from schemactl.cli.answers import finding_document

    return {"findings": [finding_document(finding) for finding in result.findings]}


def _print(config: Config, result: Draft, format: Format) -> None:
    from schemactl.cli.review import hazards
    from schemactl.plan.render import plan_document, render_sql
    from schemactl.report.json import render_json

    if format is Format.JSON:
        screen.out(render_json({"command": "diff", "plan": plan_document(result.up), "files": [], **_findings(result)}))
        return
    sql = render_sql(result.up)
    screen.sql(sql)
    _warn(result, hazards(config, result.up, result.current))


def _warn(result: Draft, found: tuple[str, ...]) -> None:
    for loss in result.up.data_loss:
        screen.warn(f"this destroys {loss}")
    for each in result.up.unproven:
        screen.note(f"note: not proven: {each}")
    for risk in result.up.risks:
        screen.warn(f"this {risk}")
    for hazard in found:
        screen.warn(hazard)


def _warn_of_history(config: Config, result: Draft, path: str) -> None:
    """That `apply` refuses a file which makes the schema that its own history is in by then."""
    from schemactl.catalog.model import ObjectId

    schema = ObjectId("schema", "", config.history.schema)
    if schema in result.desired.objects and schema not in result.current.objects:
        screen.warn(
            f"{path} makes the schema {schema.name}, which `apply` makes before it, for the history: name another"
            " schema in `history.schema`, or write CREATE SCHEMA IF NOT EXISTS and run `schemactl sum`"
        )


def _write(config: Config, name: str, result: Draft, proven_on: str, format: Format) -> None:
    from schemactl.cli.review import hazards, render_pair
    from schemactl.migrations.files import check_name, next_version, write_migration
    from schemactl.plan.render import plan_document
    from schemactl.report.json import render_json
    from schemactl.report.text import shown_path

    folder = config.root / config.migrations
    version = next_version(folder, datetime.now(UTC).date())
    there = hazards(config, result.up, result.current)
    up, down = render_pair(config, result, proven_on, there)
    written = write_migration(folder, version, check_name(name), up, down, result.fingerprint)
    paths = [shown_path(str(path)) for path in (written.up_path, written.down_path) if path]
    _warn_of_history(config, result, paths[0])
    if format is Format.JSON:
        document = {
            "command": "diff",
            "plan": plan_document(result.up),
            "down": None if result.no_way_back else plan_document(result.down),
            "no_way_back": result.no_way_back or None,
            "files": paths,
            **_findings(result),
        }
        screen.out(render_json(document))
        return
    screen.out("\n".join(paths))
    count = len(result.up.statements)
    ways = "up only" if result.no_way_back else "up, down and up again"
    screen.note(f"{count} statement{'s' if count != 1 else ''}, proven on {proven_on}: {ways}.")
    if result.no_way_back:
        screen.warn(f"there is no way back: {result.no_way_back}")
    _warn(result, there)
