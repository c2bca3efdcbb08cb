"""Types, functions, a table and views that hang on one another: what must be made room for when one of them changes.

A strand is an object in several forms; a schema holds one of them, or none. What stands on a strand that is not there
is not there either, since Postgres refuses it. In: the files `web/<number>_<strand>.sql`, with `-- or` between two
forms. Out: STRANDS, the forms of each strand, in an order in which they load.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "web"

STRANDS: dict[str, tuple[str, ...]] = {
    file.stem.partition("_")[2]: tuple(file.read_text("utf-8").split("-- or\n"))
    for file in sorted(FOLDER.glob("*.sql"))
}
