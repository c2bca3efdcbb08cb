"""`schemactl baseline VERSION`: a database that others have made gets a history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from schemactl.cli import options, screen
from schemactl.cli.fleet import CanaryOption, Chosen, FleetOption, MaxFailuresOption, ParallelOption, ShardOption
from schemactl.cli.options import Format, FormatOption, LockWaitOption, RoleOption, UrlOption

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.migrations.target import Target


def baseline(
    version: Annotated[
        str, typer.Argument(metavar="VERSION", help="The last migration that the database has already; 0 if none.")
    ],
    *,
    url: UrlOption = None,
    lock_wait: LockWaitOption = "60s",
    role: RoleOption = None,
    fleet: FleetOption = None,
    shard: ShardOption = None,
    parallel: ParallelOption = 4,
    canary: CanaryOption = 0,
    max_failures: MaxFailuresOption = 1,
    format: FormatOption = Format.TEXT,
) -> None:
    """Say that all migrations up to VERSION are applied, on a database without a history. Runs none of them.

    0 says that none is applied: what is there is somebody else's, and apply begins with the first migration.
    """
    from schemactl.errors import UsageError
    from schemactl.migrations.fleet import Pace
    from schemactl.migrations.mark import baseline as mark_baseline
    from schemactl.report.json import render_json

    config = options.load()
    if fleet:
        if url:
            raise UsageError("--url is for one database, --fleet for many", hint="give one or the other")
        base = options.any_target(config, lock_wait, role=role)
        _mark_fleet(config, base, Chosen(fleet, shard, Pace(parallel, canary, max_failures)), version, format)
        return
    target = options.target(config, url, lock_wait, role=role)
    versions = mark_baseline(target, config.migrations, version)
    if format is Format.JSON:
        screen.out(render_json({"command": "baseline", **_document(versions)}))
    else:
        screen.out(_words(versions))


def _mark_fleet(config: Config, base: Target, chosen: Chosen, version: str, format: Format) -> None:
    from schemactl.cli import fleet
    from schemactl.migrations.mark import baseline as mark_baseline
    from schemactl.migrations.plan import read_folder

    folder = read_folder(config.migrations)

    def work(target: Target) -> tuple[str, ...]:
        return mark_baseline(target, folder, version)

    fleet.run(config, base, chosen, work, command="baseline", describe=_words, document=_document, format=format)


def _document(versions: tuple[str, ...]) -> dict[str, Any]:
    return {"marked": list(versions)}


def _words(versions: tuple[str, ...]) -> str:
    from schemactl.report.text import render_count

    if not versions:
        return "marked no migration as applied: `schemactl apply` begins with the first"
    return f"marked {render_count(len(versions), 'migration')} as applied, up to {versions[-1]}"
