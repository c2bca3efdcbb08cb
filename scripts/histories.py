"""Real histories of other tools through import and check: a line for each, with what it takes for a migration.

usage: histories.py TOOL=FOLDER [TOOL=FOLDER ...] [--major N]

Each is imported into a fresh project in a folder of its own, which is gone afterwards; FOLDER is only read. Exits 1 if
one could not be imported. What check finds is shown with it, as it may be true: a way back that leads elsewhere.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = "schema: schema/schema.sql\nmigrations: migrations\npostgres:\n  version: %d\n"
MOST_SHOWN = 3


@dataclass(frozen=True)
class Answer:
    """What a command said, as JSON, and how long it took."""

    code: int
    document: dict[str, Any]
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("histories", nargs="+", metavar="TOOL=FOLDER")
    parser.add_argument("--major", type=int, default=18)
    arguments = parser.parse_args()
    pairs = [one.partition("=") for one in arguments.histories]
    return max([try_history(tool, folder, arguments.major) for tool, _, folder in pairs])


def try_history(tool: str, folder: str, major: int) -> int:
    """One line, and what was wrong below it; 1 if it could not be imported."""
    with tempfile.TemporaryDirectory() as project:
        Path(project, "atlas-like.yaml").write_text(PROJECT % major)
        taken = ask(project, "import", "--from", tool, str(Path(folder).resolve()))
        if taken.code:
            print(f"{tool:15} refused  {folder}\n    {taken.document['error']['message']}")
            return 1
        checked = ask(project, "check")
    count = max(len(taken.document["migrations"]), 1)
    found = checked.document.get("findings", [])
    each = f"import {taken.seconds / count:.3f} s each  check {checked.seconds / count:.3f} s each"
    print(f"{tool:15} {count:4} migrations  {each}, {len(found) or 'no'} findings  {folder}")
    for one in [*({"message": note} for note in taken.document["notes"]), *found][:MOST_SHOWN]:
        print(f"    {one['message']}")
    return 0


def ask(project: str, *words: str) -> Answer:
    """Runs a command in the project."""
    began = time.perf_counter()
    command = [str(Path(sys.executable).parent / "schemactl"), *words, "--format", "json"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return Answer(done.returncode, json.loads(done.stdout), time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
