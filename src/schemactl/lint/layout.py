"""Where the migrations of a folder lie: in it, in a folder for each, or in several folders below.

Comes in: a folder, or a file that was named. Goes out: histories: a folder, and its files in no order.
Must never know: what is in the files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schemactl.errors import UsageError
from schemactl.lint.runners import PLAN, is_flyway, is_flyways

STEPS = ("migration.sql", "up.sql")
"""What a migration's file is called where each has a folder, which has its version: Prisma, Diesel."""
BACK = "down.sql"
DEPLOY = "deploy"
"""Where sqitch keeps what goes up."""
_NOT_OURS = ("node_modules", "__pycache__")
_OTHERS = frozenset(
    """mysql mariadb sqlite sqlite3 oracle mssql sqlserver h2 hsqldb derby db2 cockroach cockroachdb clickhouse spanner
    tidb snowflake redshift yugabyte yugabytedb""".split()
)
"""Other databases: a folder or a file that is called so is not for Postgres."""
_PARTS = frozenset("mysql mariadb sqlite sqlite3 mssql sqlserver".split())
"""Those whose names mean nothing else, also as a part of a folder's: mysql_migrations."""
_OURS = frozenset(("postgres", "postgresql", "pg", "psql"))
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
    everything = sorted(_below(folder))
    deep = [path for path in _for_postgres(everything) if not _is_of_other(folder, path)]
    here = [path for path in deep if path.parent == folder]
    if is_flyway(here or deep):
        mine = tuple(path for path in deep if is_flyways(path))
        return (History(folder, mine, len(everything) - len(mine)),)
    if here:
        return (History(folder, tuple(here), len(everything) - len(here)),)
    roots: dict[Path, list[Path]] = {}
    for path in deep:
        roots.setdefault(root_of(path), []).append(path)
    found = tuple(_history(root, files) for root, files in sorted(roots.items()))
    others = len(everything) - len(deep)
    return tuple(replace(one, left=one.left + others * (one is found[0])) for one in found)


def history_of(folder: Path, chosen: Sequence[Path] = ()) -> History:
    """The one of the folder; of files that have folders of their own, if those are chosen."""
    names = {path.name for path in chosen if _is_step(path)}
    files = [path for name in names for path in folder.glob(f"*/{name}")] if names else folder.iterdir()
    return _history(folder, _for_postgres(sorted(path for path in files if _is_sql(path))))


def _history(folder: Path, files: Sequence[Path]) -> History:
    """Without the ways back that stand beside migrations which have a folder each."""
    steps = tuple(path for path in files if _is_step(path) and path.name in STEPS)
    backs = [path for path in files if steps and path.name == BACK]
    return History(folder, steps or tuple(files), len(files) - len(steps) - len(backs) if steps else 0)


def _is_of_other(folder: Path, path: Path) -> bool:
    """Whether it lies in a folder of another database, below the one that was named."""
    names = [part.lower() for part in path.relative_to(folder).parts[:-1]]
    parts = {part for name in names for part in name.replace("-", "_").split("_")}
    return bool(_OTHERS.intersection(names) or _PARTS & parts)


def _for_postgres(files: Sequence[Path]) -> list[Path]:
    """Of 1_a.mysql.up.sql, 1_a.postgres.up.sql and 1_a.up.sql the one for Postgres, else the one for all."""
    tags = {path: set(path.name.lower().split(".")[1:-1]) for path in files}
    special = {_untagged(path) for path in files if tags[path] & _OURS}
    return [path for path in files if tags[path] & _OURS or not (tags[path] & _OTHERS or path in special)]


def _untagged(path: Path) -> Path:
    return path.with_name(".".join(part for part in path.name.split(".") if part.lower() not in _OURS))


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
