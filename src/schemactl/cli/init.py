"""`schemactl init`: the files of a new project, in the working directory; with `--from`, those of a live database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format, FormatOption, LockWaitOption, RoleOption
from schemactl.cli.project import CONFIG, MAJOR

if TYPE_CHECKING:
    from schemactl.migrations.files import Migration

SCHEMA = """\
-- The schema as it should be. Edit this file, then run `schemactl diff NAME`: it writes the migration.
"""
NAME = "baseline"
BASELINE = """\
-- The schema as it was when schemactl came, seen to load on %s. A database that had it already does not run this:
-- `schemactl baseline %s` says so there.

"""


def init(
    source: Annotated[
        str | None, typer.Option("--from", metavar="URL", help="A live database, which is only read.")
    ] = None,
    *,
    mark: Annotated[
        bool, typer.Option("--baseline", help="With --from: say there, too, that the baseline is applied.")
    ] = False,
    lock_wait: LockWaitOption = "60s",
    role: RoleOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Write atlas-like.yaml, schema/schema.sql and migrations/ here. What is there already stays as it is.

    postgres.version is that of the database, if one is reached. With --from, the schema file is that of the database,
    and a baseline migration makes the same elsewhere.
    """
    from schemactl.errors import UsageError

    if source:
        _adopt(source, lock_wait, role, format, is_marked=mark)
    elif mark:
        raise UsageError("--baseline goes with --from", hint="`schemactl baseline VERSION` marks later")
    else:
        _begin(format)


def _begin(format: Format) -> None:
    from schemactl.report.json import render_json

    config = options.config_file()
    folder = config.parent
    files = {config: CONFIG, folder / "schema" / "schema.sql": SCHEMA, folder / "migrations" / ".gitkeep": ""}
    written = [path for path, text in files.items() if _write_new(path, text)]
    made, kept = [one.as_posix() for one in written], [one.as_posix() for one in files if one not in written]
    major = _record_major()
    if format is Format.JSON:
        screen.out(render_json({"command": "init", "written": made, "kept": kept, "postgres_version": major}))
        return
    for path in made:
        screen.out(f"wrote {path}")
    for path in kept:
        screen.note(f"kept {path}")
    if major:
        screen.note(f"postgres.version is {major}, as the database is")
    screen.note("next: write schema/schema.sql, then `schemactl diff initial_schema`")


def _record_major() -> int | None:
    """The major of the configured database, if it was added to the configuration; there need not be one yet."""
    from schemactl.cli.project import record_major
    from schemactl.config import database_url
    from schemactl.draft import live_major
    from schemactl.errors import SchemactlError
    from schemactl.source import UrlSource

    config = options.load()
    if config.postgres.version is not None:
        return None
    try:
        url = database_url(config)
    except SchemactlError:
        return None
    try:
        major = live_major(UrlSource(url))
    except SchemactlError as error:
        screen.note(f"note: postgres.version is left out: {error.message}")
        return None
    return major if record_major(config, major) else None


def _write_new(path: Path, text: str) -> bool:
    """Writes a file that is not there yet; says whether it did."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def _adopt(url: str, lock_wait: str, role: str | None, format: Format, *, is_marked: bool) -> None:
    """All of it, or nothing: the schema is read and seen to load before the first file is written."""
    from schemactl.cli.project import free_schema_file, record_major
    from schemactl.cli.review import version_text
    from schemactl.cli.scratch import open_server, say_standins
    from schemactl.dump import dump
    from schemactl.errors import UsageError
    from schemactl.migrations.files import add_migrations, load_migrations
    from schemactl.migrations.mark import baseline, check_baseline
    from schemactl.source import UrlSource

    config = options.load(is_new=True)
    schema, folder = free_schema_file(config), config.migrations
    if schema is None or (folder.is_dir() and load_migrations(folder)):
        raise UsageError("there is a schema or a migration here already", hint="run it in a new folder")
    target = options.target(config, url, lock_wait, role=role)
    if is_marked:
        check_baseline(target)
    source = UrlSource(url)
    with open_server(config, source) as server:
        major = server.major
        made = dump(server, source, options.scope(config))
        say_standins(server, made.catalog)
        migration = _baseline(folder, made.text, version_text(server))
    beside = {schema: made.text}
    if config.path is None:
        beside[config.root / options.config_file().name] = CONFIG + MAJOR % major
    add_migrations(folder, [migration], beside)
    if config.path is not None:
        record_major(config, major)
    marked = baseline(target, folder, migration.version) if is_marked else ()
    _show(migration, [*beside, migration.up_path], marked, format)


def _baseline(folder: Path, text: str, proven_on: str) -> Migration:
    from datetime import UTC, datetime

    from schemactl.migrations.files import next_version, plan_migration

    version = next_version(folder, datetime.now(UTC).date())
    return plan_migration(folder, version, NAME, BASELINE % (proven_on, version) + text, None)


def _show(migration: Migration, paths: list[Path], marked: tuple[str, ...], format: Format) -> None:
    from schemactl.report.json import render_json
    from schemactl.report.text import shown_path

    shown = [shown_path(str(path)) for path in paths]
    if format is Format.JSON:
        document = {"command": "init", "written": shown, "kept": [], "migration": migration.version}
        screen.out(render_json({**document, "marked": list(marked)}))
        return
    for path in shown:
        screen.out(f"wrote {path}")
    if marked:
        screen.out(f"marked {migration.version}_{migration.name} as applied there")
    else:
        screen.note(f"next: `schemactl baseline {migration.version} --url URL` for each database that has this schema")
