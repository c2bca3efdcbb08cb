"""Write the pages that are made from the code anew: docs/coverage.md, and docs/lint/, one page for each rule.

usage: docs.py      prints what it changed; tests/test_docs.py fails while a page is out of date
"""

from __future__ import annotations

from pathlib import Path

from schemactl.lint.pages import rule_pages
from schemactl.report.coverage import render_coverage

DOCS = Path(__file__).resolve().parent.parent / "docs"


def made_pages() -> dict[Path, str]:
    """All pages that are made from the code, by their path."""
    return {DOCS / "coverage.md": render_coverage()} | {
        DOCS / "lint" / name: text for name, text in rule_pages().items()
    }


def main() -> None:
    pages = made_pages()
    for path in sorted({*pages, *(DOCS / "lint").glob("*.md")}):
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = pages.get(path, "")
        if after and after != before:
            path.parent.mkdir(exist_ok=True)
            path.write_text(after, encoding="utf-8")
            print(f"wrote {path.relative_to(DOCS.parent)}")
        elif not after:
            path.unlink()
            print(f"removed {path.relative_to(DOCS.parent)}")


if __name__ == "__main__":
    main()
