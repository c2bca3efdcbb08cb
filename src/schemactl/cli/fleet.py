"""Many targets at once: the options of a fleet, and how its run is shown.

Comes in: a fleet's file, what to do with one target. Goes out: a line for each target on stdout, a sum on stderr, an
exit code. Must never know: how a target is migrated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from schemactl.cli import options, screen
from schemactl.cli.options import Format

if TYPE_CHECKING:
    from schemactl.config import Config
    from schemactl.migrations.fleet import Outcome, Pace
    from schemactl.migrations.target import Target

T = TypeVar("T")

FleetOption = Annotated[
    Path | None, typer.Option("--fleet", metavar="FILE", help="Many databases or schemas: a YAML file with `targets:`.")
]
ShardOption = Annotated[
    str | None, typer.Option("--shard", metavar="I/N", help="Of a fleet only one of N parts, as 3/10.")
]
ParallelOption = Annotated[
    int, typer.Option("--parallel", min=1, max=200, metavar="N", help="Of a fleet so many at a time.")
]
CanaryOption = Annotated[
    int, typer.Option("--canary", min=0, metavar="N", help="Of a fleet so many first; they must all succeed.")
]
MaxFailuresOption = Annotated[
    int, typer.Option("--max-failures", min=1, metavar="N", help="Begin no more of a fleet after so many failures.")
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the options of a fleet say."""

    file: Path
    shard: str | None
    pace: Pace


def run(
    config: Config,
    base: Target,
    chosen: Chosen,
    work: Callable[[Target], T],
    *,
    command: str,
    describe: Callable[[T], str],
    document: Callable[[T], dict[str, Any]],
    format: Format,
) -> tuple[Outcome[T], ...]:
    """Does the work on all members, and shows how it went; exit code 3 if any failed or was not begun."""
    from schemactl.config.fleet import read_fleet
    from schemactl.migrations.fleet import Ending, find_members, in_shard, run_fleet

    members = find_members(read_fleet(chosen.file, config.environ), base)
    if chosen.shard:
        members = in_shard(members, *_parse_shard(chosen.shard))
    width = max((len(one.name) for one in members), default=0)

    seen: list[Outcome[T]] = []

    def show(outcome: Outcome[T]) -> None:
        seen.append(outcome)
        if format is Format.TEXT:
            screen.out(f"{outcome.member.name:<{width}}  {_line(outcome, describe)}")

    try:
        outcomes = run_fleet(members, work, chosen.pace, show)
    except KeyboardInterrupt:
        options.add_to_error({"command": command, "targets": _targets(seen, document)})
        raise
    if format is Format.JSON:
        _print_json(command, outcomes, document)
    else:
        _print_sum(outcomes)
    if any(one.ending is not Ending.DONE for one in outcomes):
        raise typer.Exit(3)
    return outcomes


def _parse_shard(text: str) -> tuple[int, int]:
    from schemactl.errors import UsageError

    number, _, count = text.partition("/")
    if not (number.isascii() and number.isdigit() and count.isascii() and count.isdigit()):
        raise UsageError(f"not a shard: {text!r}", hint="write 3/10 for the third of ten")
    return int(number), int(count)


def _line(outcome: Outcome[T], describe: Callable[[T], str]) -> str:
    from schemactl.config.urls import redact
    from schemactl.report.text import render_seconds

    took = f"({render_seconds(outcome.seconds)})"
    if outcome.error is None:
        assert outcome.result is not None
        return f"{describe(outcome.result)} {took}"
    known = _known(outcome.error)
    place = f"{known.place}: " if known.place else ""
    return redact(f"FAILED: {place}{known.message} {took}")


def _known(error: Exception) -> Any:
    from schemactl.errors import SchemactlError

    return error if isinstance(error, SchemactlError) else screen.as_known(error)


def _print_sum(outcomes: Sequence[Outcome[Any]]) -> None:
    from schemactl.migrations.fleet import Ending
    from schemactl.report.text import render_count

    counts = Counter(one.ending for one in outcomes)
    said = ", ".join(f"{counts[ending]} {ending}" for ending in Ending if counts[ending]) or "none in this shard"
    screen.note(f"{render_count(len(outcomes), 'target')}: {said}")
    if counts[Ending.FAILED]:
        screen.note("hint: correct what failed and run the same again; what is done stays done")


def _print_json(command: str, outcomes: Sequence[Outcome[T]], document: Callable[[T], dict[str, Any]]) -> None:
    from schemactl.config.urls import redact
    from schemactl.report.json import render_json

    screen.out(redact(render_json({"command": command, "targets": _targets(outcomes, document)})))


def _targets(outcomes: Sequence[Outcome[T]], document: Callable[[T], dict[str, Any]]) -> list[dict[str, Any]]:
    from schemactl.report.json import error_document

    return [
        {
            "target": one.member.name,
            "ending": one.ending,
            "seconds": round(one.seconds, 6),
            **(document(one.result) if one.result is not None else {}),
            **(error_document(_known(one.error)) if one.error is not None else {}),
        }
        for one in outcomes
    ]
