"""Objects that stand for themselves: for each kind, texts that are alternatives to one another.

A schema holds one of a kind's texts, or none. Each text brings what it needs under names of its own, so that any
choice goes with any other. In: the files `variants/<kind>/<case>.sql`. Out: VARIANTS, the texts of each kind.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "variants"

VARIANTS: dict[str, tuple[str, ...]] = {
    kind.name: tuple(case.read_text("utf-8") for case in sorted(kind.glob("*.sql")))
    for kind in sorted(FOLDER.iterdir())
}
