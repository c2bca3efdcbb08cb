"""Measures diff between two live databases: beside pg_dump of both, and beside other tools.

usage: live.py [--tables N] [--peers N] [--repeat N]      exits 1 if a bar is missed
pg_dump at the wanted size and at twice of it; the others at a size that they manage. These (migra, results) come from
PyPI into a folder of their own; --peers 0 leaves them out.
"""

from __future__ import annotations

import argparse
import resource
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from run import ENVIRON, SCHEMACTL, Result, median_pair, own_folder, psql, render_table, seconds
from tables import render_schema

from schemactl.server import ScratchServer, open_scratch

CHANGED = 10
MEGABYTES = 600


@contextmanager
def pair(server: ScratchServer, folder: Path, tables: int) -> Iterator[tuple[str, str]]:
    """URLs of two databases of so many tables, of which a few differ."""
    with server.create() as one, server.create() as other:
        for name, changed in ((one, 0), (other, CHANGED)):
            file = folder / f"{name}.sql"
            file.write_text(render_schema(tables, changed), encoding="utf-8")
            options = ["-X", "-q", "-v", "ON_ERROR_STOP=1"]
            seconds([psql(), *options, "-f", file, server.plain_conninfo(name)], folder)
            seconds([psql(), "-X", "-q", "-c", "ANALYZE", server.plain_conninfo(name)], folder)
        yield url(server, one), url(server, other)


def url(server: ScratchServer, name: str) -> str:
    """As psycopg2 and SQLAlchemy take it too."""
    parts = conninfo_to_dict(server.plain_conninfo(name))
    return f"postgresql://{parts['user']}@/{name}?host={parts['host']}&port={parts['port']}"


def diff(folder: Path, urls: tuple[str, str]) -> float:
    return seconds([SCHEMACTL, "diff", "--from", urls[0], "--to", urls[1]], folder)


def measure_size(server: ScratchServer, folder: Path, tables: int, repeat: int) -> Result:
    """Against pg_dump -s of the one and then the other: a C program that reads the same catalogs."""
    dump = Path(psql()).with_name("pg_dump")
    with pair(server, folder, tables) as urls:
        diff(folder, urls)

        def dumps(_: int) -> float:
            return sum(seconds([dump, "-s", "-f", "/dev/null", each], folder) for each in urls)

        ours, theirs = median_pair(repeat, lambda _: diff(folder, urls), dumps)
    return Result(f"diff of two live databases, {tables} tables", ours, "pg_dump -s of both", theirs, 1.0)


def measure_peers(server: ScratchServer, folder: Path, tables: int) -> list[Result]:
    """What other programs take for the same two databases; they prove nothing, so there is no bar."""
    home = folder / "peers"
    venv.create(home, with_pip=True)
    wanted = ["migra", "results", "psycopg2-binary", "setuptools<81"]
    seconds([home / "bin" / "pip", "install", "--quiet", *wanted], folder)
    with pair(server, folder, tables) as urls:
        ours = diff(folder, urls)
        return [
            Result(
                f"the same, {tables} tables", ours, name, elapsed([home / "bin" / name, *words, *urls], folder), None
            )
            for name, words in (("migra", ["--unsafe"]), ("results", ["dbdiff"]))
        ]


def elapsed(command: list[str | Path], folder: Path) -> float:
    """As `seconds`, of a program that tells by its exit code that there are differences."""
    script = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]) not in (0, 1, 2))"
    return seconds([sys.executable, "-c", script, *command], folder, ENVIRON)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=5000)
    parser.add_argument("--peers", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    with own_folder() as folder, open_scratch() as server:
        sizes = arguments.tables, 2 * arguments.tables
        results = [measure_size(server, folder, size, arguments.repeat) for size in sizes]
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        if arguments.peers:
            results += measure_peers(server, folder, arguments.peers)
    print(render_table(results))
    print(f"largest process: {peak:.0f} MB, bar {MEGABYTES}")
    return int(peak > MEGABYTES or any(result.is_missed for result in results))


if __name__ == "__main__":
    sys.exit(main())
