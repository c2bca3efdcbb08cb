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

_BY_HAND = "or name a file with the output of `alembic upgrade base:head --sql`, made where Alembic is"


def read_offline(folder: Path) -> Files:
    """The files that `alembic.parse` reads."""
    command = _find_alembic()
    texts = {f"{folder / 'alembic.ini'} ({words[0]}).sql": _run([*command, *words, "--sql"], folder) for words in _WAYS}
    names = {path.name: "" for path in sorted(folder.rglob("*.py")) if path.parent.name == "versions"}
    return {**texts, **names}


_WAYS = (("upgrade", "base:heads"), ("downgrade", "heads:base"))


def _find_alembic() -> list[str]:
    """Beside this Python first. Not `python -m`: the project's own folder is often called alembic."""
    program = shutil.which("alembic", path=str(Path(sys.executable).parent)) or shutil.which("alembic")
    if program is None:
        raise UsageError("Alembic is not installed here", hint=f"pip install alembic beside schemactl, {_BY_HAND}")
    return [program]


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UsageError(
            f"`alembic {' '.join(command[-3:])}` failed",
            detail="\n".join(done.stderr.strip().splitlines()[-3:]),
            hint="a migration that asks the database (op.get_bind()) has no offline SQL: write it out by hand,"
            f" {_BY_HAND}",
        )
    return done.stdout
