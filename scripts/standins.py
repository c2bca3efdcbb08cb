"""Write the stand-ins that schemactl brings along anew, from extensions that are installed somewhere.

usage: standins.py URL EXTENSION...      a database in which they are; its names and signatures are taken, and no code
"""

from __future__ import annotations

import sys

from schemactl.connect import connect
from schemactl.server.standin import BUILT_IN
from schemactl.standin.capture import capture


def main() -> None:
    url, *names = sys.argv[1:]
    for name in names:
        with connect(url) as connection:
            captured = capture(connection, name, with_bodies=False)
        path = BUILT_IN / f"{name}--{captured.version}.sql"
        path.write_text(captured.text, encoding="utf-8")
        print(path.name, *captured.missing, sep="\n  missing: ")


if __name__ == "__main__":
    main()
