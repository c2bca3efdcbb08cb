"""`schemactl init`: the files of a new project, in the working directory."""

from __future__ import annotations

from pathlib import Path

from schemactl.cli import screen
from schemactl.cli.options import Format, FormatOption

CONFIG = """\
# What schemactl works on. Every key is in docs/configuration.md; ${NAME} and ${NAME:-otherwise} are expanded.
schema: schema/schema.sql
migrations: migrations

database:
  url: ${MIGRATE_DATABASE_URL:-${DATABASE_URL}}
"""
SCHEMA = """\
-- The schema as it should be. Edit this file, then run `schemactl diff NAME`: it writes the migration.
"""


def init(format: FormatOption = Format.TEXT) -> None:
    """Write atlas-like.yaml, schema/schema.sql and migrations/ here. What is there already stays as it is."""
    from schemactl.report.json import render_json

    files = {"atlas-like.yaml": CONFIG, "schema/schema.sql": SCHEMA, "migrations/.gitkeep": ""}
    made = [path for path, text in files.items() if _write_new(Path(path), text)]
    kept = [path for path in files if path not in made]
    if format is Format.JSON:
        screen.out(render_json({"command": "init", "written": made, "kept": kept}))
        return
    for path in made:
        screen.out(f"wrote {path}")
    for path in kept:
        screen.note(f"kept {path}")
    screen.note("next: write schema/schema.sql, then `schemactl diff initial_schema`")


def _write_new(path: Path, text: str) -> bool:
    """Writes a file that is not there yet; says whether it did."""
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
