"""Alembic's migrations as SQL, by Alembic itself.

Comes in: the folder with alembic.ini. Goes out: what `--sql` prints, both ways, and the names of the revisions' files.
Runs the project's env.py, offline: nothing is connected to. UsageError if Alembic is not there or cannot do it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from schemactl.errors import UsageError
from schemactl.migrations.foreign.model import Files

_MARK = "-- Running downgrade "
_BY_HAND = "or name a file with the output of `alembic upgrade base:head --sql`, made where Alembic is"


def read_offline(folder: Path) -> Files:
    """The files that `alembic.parse` reads. A downgrade that fails is no way back; UsageError for an upgrade."""
    command = _find_alembic()
    up = _run([*command, "upgrade", "base:heads", "--sql"], folder)
    if up.returncode:
        raise _failure(up)
    ini = str(folder / "alembic.ini")
    names = {path.name: "" for path in sorted(folder.rglob("*.py")) if path.parent.name == "versions"}
    return {f"{ini} (upgrade).sql": up.stdout, f"{ini} (downgrade).sql": _read_downgrade(command, folder), **names}


def _read_downgrade(command: list[str], folder: Path) -> str:
    """From all heads to nothing; where one is in the way, on from what it follows."""
    texts: list[str] = []
    start, before = "heads", ""
    while start != before:
        done = _run([*command, "downgrade", f"{start}:base", "--sql"], folder)
        printed, mark, last = done.stdout.rpartition(_MARK)
        if not done.returncode or not mark:
            return "".join([*texts, done.stdout])
        texts.append(printed)
        before, start = start, last.partition("\n")[0].partition("->")[2].split(" (")[0].strip() or start
    return "".join(texts)


def _find_alembic() -> list[str]:
    """Beside this Python first. Not `python -m`: the project's own folder is often called alembic."""
    program = shutil.which("alembic", path=str(Path(sys.executable).parent)) or shutil.which("alembic")
    if program is None:
        raise UsageError("Alembic is not installed here", hint=f"pip install alembic beside schemactl, {_BY_HAND}")
    return [program]


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _failure(done: subprocess.CompletedProcess[str]) -> UsageError:
    return UsageError(
        f"`alembic {' '.join(done.args[-3:])}` failed",
        detail="\n".join(done.stderr.strip().splitlines()[-3:]),
        hint=f"a migration that asks the database (op.get_bind()) has no offline SQL: write it out by hand, {_BY_HAND};"
        " or begin with the database as it is: `schemactl init --from URL`",
    )
