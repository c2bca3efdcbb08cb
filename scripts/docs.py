"""Rewrites the pages that are made from the code: docs/rules/, a page for each lint rule.

usage: docs.py [--check]      With --check nothing is written; exits 1 if a page is not as the code has it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from schemactl.lint.pages import rule_pages

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"


def main() -> int:
    """Write what differs, remove what no rule has; the exit code."""
    pages = rule_pages()
    old = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    changed = sorted(name for name in pages.keys() | old.keys() if pages.get(name) != old.get(name))
    for name in changed:
        print(f"docs/rules/{name}")
    if "--check" in sys.argv:
        return 1 if changed else 0
    FOLDER.mkdir(exist_ok=True)
    for name in changed:
        if name in pages:
            (FOLDER / name).write_text(pages[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
