"""The main job, start to finish, on a copy of this project and a throw-away database.

usage: demo.py      Says what it does and how long each step took; leaves nothing behind; exits 1 if a step fails.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from schemactl.server import open_scratch

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).with_name("schemactl")
BEFORE = """\
    ended_at timestamptz
"""
AFTER = """\
    ended_at timestamptz,
    model text
"""


def main() -> int:
    """All steps; the exit code of the first that fails."""
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="schemactl-demo-") as folder,
        open_scratch() as server,
        server.create() as name,
    ):
        project = Path(folder) / "confab"
        say(f"A copy of this project in {project}, an empty database on {server.description}")
        copy_project(project)
        # Both streams of a command in the order in which a terminal shows them, also where this goes to a file.
        environ = os.environ | {"DATABASE_URL": server.plain_conninfo(name), "PYTHONUNBUFFERED": "1"}
        environ.pop("MIGRATE_DATABASE_URL", None)
        say("A developer adds a column to the table runs, in schema/schema.sql")
        edit(project / "schema" / "schema.sql")
        known = set((project / "migrations").iterdir())
        say("schemactl writes the migration, and proves it up and down before it does")
        run(project, environ, "diff", "add_run_model")
        for path in sorted(set((project / "migrations").iterdir()) - known, reverse=True):
            say(f"The file {path.relative_to(project)}")
            print(path.read_text(encoding="utf-8").rstrip())
        say("Would it hurt?")
        run(project, environ, "lint")
        say("Apply all migrations to the database")
        run(project, environ, "apply")
        say("What is applied, and what is not?")
        run(project, environ, "status")
        say("Nothing is left to do")
        run(project, environ, "diff", "nothing_new")
    print(f"\nDone in {time.perf_counter() - began:.1f} s. Everything that was made is gone again.")
    return 0


def say(text: str) -> None:
    print(f"\n== {text}", flush=True)


def copy_project(project: Path) -> None:
    project.mkdir()
    shutil.copy(ROOT / "atlas-like.yaml", project)
    for folder in ("schema", "migrations"):
        shutil.copytree(ROOT / folder, project / folder)


def edit(path: Path) -> None:
    """One column more; shown as the line that is new."""
    text = path.read_text(encoding="utf-8")
    if BEFORE not in text:
        sys.exit(f"{path} has changed: this demonstration looks for the end of the table runs in it")
    path.write_text(text.replace(BEFORE, AFTER), encoding="utf-8")
    print("+    model text")


def run(project: Path, environ: dict[str, str], *arguments: str) -> None:
    """One command of schemactl, as a user would type it, and how long it took as a whole process."""
    print(f"$ schemactl {shlex.join(arguments)}", flush=True)
    start = time.perf_counter()
    command: list[str | Path] = [COMMAND, *arguments]
    code = subprocess.run(command, cwd=project, env=environ, stderr=subprocess.STDOUT, check=False).returncode
    print(f"  ({time.perf_counter() - start:.2f} s)", flush=True)
    if code:
        sys.exit(f"schemactl {shlex.join(arguments)} failed (exit {code})")


if __name__ == "__main__":
    sys.exit(main())
