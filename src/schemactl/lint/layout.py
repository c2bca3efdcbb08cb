"""Where the migrations of a folder lie: in it, in a folder for each, or in several folders below.

Comes in: a folder, or a file that was named. Goes out: histories: a folder, and its files in no order.
Must never know: what is in the files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemactl.errors import UsageError
from schemactl.lint.runners import PLAN, is_flyway, is_flyways

STEPS = ("migration.sql", "up.sql")
"""What a migration's file is called where each has a folder, which has its version: Prisma, Diesel."""
BACK = "down.sql"
DEPLOY = "deploy"
"""Where sqitch keeps what goes up."""
_NOT_OURS = ("node_modules", "__pycache__")
_LOOKED_FOR = (
    "looked for *.sql in it, then below: <name>/migration.sql (Prisma), <version>_<name>/up.sql (Diesel), *.sql"
)


@dataclass(frozen=True, slots=True)
class History:
    """Files of one runner. left: how many are beside or below them that are not looked at."""

    folder: Path
    files: tuple[Path, ...]
    left: int = 0


def histories(folder: Path) -> tuple[History, ...]:
    """What is in a folder; only where nothing is, what lies deeper. None: there is nothing."""
    if (folder / PLAN).is_file() and (folder / DEPLOY).is_dir():
        folder = folder / DEPLOY  # beside it lie ways back and tests
    here = sorted(path for path in folder.iterdir() if _is_sql(path))
    deep = sorted(_below(folder))
    if is_flyway(here or deep):
        mine = tuple(path for path in deep if is_flyways(path))
        return (History(folder, mine, len(deep) - len(mine)),)
    if here:
        return (History(folder, tuple(here), len(deep) - len(here)),)
    roots: dict[Path, list[Path]] = {}
    for path in deep:
        roots.setdefault(root_of(path), []).append(path)
    return tuple(_history(root, files) for root, files in sorted(roots.items()))


def history_of(folder: Path, chosen: Sequence[Path] = ()) -> History:
    """The one of the folder; of files that have folders of their own, if those are chosen."""
    names = {path.name for path in chosen if _is_step(path)}
    files = [path for name in names for path in folder.glob(f"*/{name}")] if names else folder.iterdir()
    return _history(folder, sorted(path for path in files if _is_sql(path)))


def _history(folder: Path, files: Sequence[Path]) -> History:
    """Without the ways back that stand beside migrations which have a folder each."""
    steps = tuple(path for path in files if _is_step(path) and path.name in STEPS)
    backs = [path for path in files if steps and path.name == BACK]
    return History(folder, steps or tuple(files), len(files) - len(steps) - len(backs) if steps else 0)


def nothing(folder: Path) -> UsageError:
    """There is nothing to lint."""
    return UsageError(f"nothing to lint in {folder}", hint=_LOOKED_FOR)


def root_of(path: Path) -> Path:
    """The folder of the history that a file belongs to."""
    return path.parent.parent if _is_step(path) else path.parent


def step_in(folder: Path) -> Path | None:
    """The migration in a folder that is the folder of one."""
    found = (folder / name for name in STEPS)
    return next((path for path in found if _is_step(path) and path.is_file()), None)


def _is_step(path: Path) -> bool:
    return path.name in (*STEPS, BACK) and (path.parent.name[:1].isdigit() or path.name == STEPS[0])


def _is_sql(path: Path) -> bool:
    return path.suffix == ".sql" and not path.name.startswith(".") and path.is_file()


def _below(folder: Path) -> Iterator[Path]:
    """The files in a folder and below it; hidden folders, and those that others fill, are not looked into."""
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NOT_OURS]
        yield from (path for name in files if _is_sql(path := Path(root, name)))
