"""Write the stand-ins that schemactl brings along anew, from extensions that are installed somewhere.

usage: standins.py URL EXTENSION...      a database in which they are; its names and signatures are taken, and no code

What `scripts/standins/EXTENSION.sql` holds, our own code, is added at the end.
"""

from __future__ import annotations

import sys
from pathlib import Path

from schemactl.connect import connect
from schemactl.server.standin import BUILT_IN
from schemactl.standin.capture import capture

OURS = Path(__file__).resolve().parent / "standins"


def main() -> None:
    url, *names = sys.argv[1:]
    for name in names:
        with connect(url) as connection:
            captured = capture(connection, name, with_bodies=False)
        added = OURS / f"{name}.sql"
        text = captured.text + (f"\n{added.read_text()}" if added.exists() else "")
        path = BUILT_IN / f"{name}--{captured.version}.sql"
        path.write_text(text, encoding="utf-8")
        print(path.name, *captured.missing, sep="\n  missing: ")


if __name__ == "__main__":
    main()
