"""Measures apply beside other runners on this machine: the same small files, a new database each, in one table.

usage: runners.py [--files N,N] [--repeat N] [--programs FOLDER]     exits 1 if one of them is ahead
Those that are not in FOLDER or on the path are fetched: golang-migrate and goose are built from Go's proxy, dbmate
comes from npm, Alembic is installed with schemactl's own tests. Atlas is measured where FOLDER or the path has it: no
registry does (the package of npm downloads it from its maker, Go's proxy has its library only).

What an interpreter and a driver take to start is no runner's merit: for the two in Python it is measured, and what is
compared is the rest.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from apply import fetch_dbmate
from psycopg.conninfo import conninfo_to_dict
from run import SCHEMACTL, Result, own_folder, render_table, seconds

from schemactl.server import ScratchServer, open_scratch

Command = list[str | Path]
UP = "CREATE TABLE t{n} (id int PRIMARY KEY, name text);\n"
DOWN = "DROP TABLE t{n};\n"
FIRST = 20250101000000
GO = {
    "golang-migrate": ("migrate", "-tags", "postgres", "github.com/golang-migrate/migrate/v4/cmd/migrate@latest"),
    "goose": ("goose", "github.com/pressly/goose/v3/cmd/goose@latest"),
}
REVISION = """\
from alembic import op

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:
    op.execute("{up}")


def downgrade() -> None:
    op.execute("{down}")
"""
ENVIRONMENT = """\
import os

from alembic import context
from sqlalchemy import create_engine

with create_engine(os.environ["BENCH_URL"]).connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A new database: name, user, and the folder of the server's socket."""

    name: str
    user: str
    socket: str

    def url(self, key: str, scheme: str = "postgres") -> str:
        """A URL whose socket stands in the parameter `key`."""
        return f"{scheme}://{self.user}@/{self.name}?{key}={quote(self.socket, safe='')}"


@dataclass(frozen=True, slots=True)
class Runner:
    """start: what a process takes before it does anything; of those in Python with the libraries that they stand on."""

    name: str
    start: Command
    apply: Callable[[Path, Place], Command]


def find_runners(programs: Path) -> list[Runner]:
    """All that are here or can be had; says which cannot."""
    ours: Command = [sys.executable, "-c", "import psycopg, typer, yaml"]
    alembics: Command = [sys.executable, "-c", "import psycopg, sqlalchemy"]
    migrate, goose = (_built(programs, name) for name in GO)
    dbmate = _found(programs, "dbmate") or _fetched(programs)
    runners = [
        Runner("schemactl", ours, lambda _, at: [SCHEMACTL, "apply", "--url", at.url("host")]),
        Runner(
            "golang-migrate",
            [migrate, "-version"],
            lambda folder, at: [
                migrate, "-path", folder / "migrations", "-database", f"{at.url('host')}&sslmode=disable", "up",
            ],
        ),
        Runner(
            "goose",
            [goose, "-version"],
            lambda folder, at: [
                goose, "-dir", folder / "goose", "postgres",
                f"host={at.socket} user={at.user} dbname={at.name} sslmode=disable", "up",
            ],
        ),
        Runner(
            "dbmate",
            [dbmate, "--version"],
            lambda folder, at: [
                dbmate, "--url", at.url("socket"), "-d", folder / "dbmate", "--no-dump-schema", "up",
            ],
        ),
        Runner(
            "Alembic",
            alembics,
            lambda _, at: [
                "env", f"BENCH_URL={at.url('host', 'postgresql+psycopg')}", sys.executable, "-m", "alembic", "-q",
                "upgrade", "head",
            ],
        ),
    ]  # fmt: skip
    atlas = _found(programs, "atlas")
    if atlas is None:
        print("Atlas is not measured: no registry carries its program")
        return runners
    command: Command = [atlas, "migrate", "apply", "--dir", "file://atlas", "--url"]
    return [*runners, Runner("Atlas", [atlas, "version"], lambda _, at: [*command, at.url("host")])]


def _found(programs: Path, name: str) -> Path | None:
    found = shutil.which(name, path=os.pathsep.join([str(programs), os.environ["PATH"]]))
    return Path(found) if found else None


def _built(programs: Path, name: str) -> Path:
    program, *arguments = GO[name]
    if found := _found(programs, program):
        return found
    environ = {**os.environ, "GOBIN": str(programs)}
    subprocess.run(["go", "install", *arguments], env=environ, check=True)
    return programs / program


def _fetched(programs: Path) -> Path:
    shutil.copy2(fetch_dbmate(programs), programs / "dbmate")
    return programs / "dbmate"


def write_projects(folder: Path, count: int) -> None:
    """The same migrations in each one's own form."""
    for name in ("migrations", "goose", "dbmate", "alembic/versions"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        version, before = str(FIRST + number), str(FIRST + number - 1) if number else None
        up, down = UP.format(n=number), DOWN.format(n=number)
        stem = f"{version}_table_{number}"
        (folder / "migrations" / f"{stem}.up.sql").write_text(up)
        (folder / "migrations" / f"{stem}.down.sql").write_text(down)
        (folder / "goose" / f"{stem}.sql").write_text(f"-- +goose Up\n{up}\n-- +goose Down\n{down}")
        (folder / "dbmate" / f"{stem}.sql").write_text(f"-- migrate:up\n{up}\n-- migrate:down\n{down}")
        text = REVISION.format(revision=version, before=repr(before), up=up.strip(), down=down.strip())
        (folder / "alembic" / "versions" / f"{stem}.py").write_text(text)
    (folder / "alembic" / "env.py").write_text(ENVIRONMENT)
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = alembic\n")
    (folder / "atlas-like.yaml").write_text("schema: schema.sql\nmigrations: migrations\n")
    seconds([SCHEMACTL, "sum"], folder)


def measure(server: ScratchServer, runners: Sequence[Runner], folder: Path, repeat: int) -> dict[str, float]:
    """Median seconds of each; in turn, so that whatever else the machine does falls on all of them."""
    parts = conninfo_to_dict(server.plain_conninfo("postgres"))
    taken: dict[str, list[float]] = {runner.name: [] for runner in runners}
    for _ in range(repeat):
        for runner in runners:
            with server.create() as name:
                place = Place(name, str(parts["user"]), str(parts["host"]))
                if "port" in parts:
                    os.environ["PGPORT"] = str(parts["port"])
                taken[runner.name].append(seconds(runner.apply(folder, place), folder))
    return {name: statistics.median(each) for name, each in taken.items()}


def starts(runners: Sequence[Runner], folder: Path) -> dict[str, float]:
    """Median seconds of each one's start."""
    return {one.name: statistics.median(seconds(one.start, folder) for _ in range(5)) for one in runners}


def rows(counts: Sequence[int], totals: Sequence[dict[str, float]], began: dict[str, float]) -> Iterator[str]:
    """The plain figures: what a process takes, what of it is the start, what a file takes."""
    yield f"{'files':>5}  {'runner':<14}  {'seconds':>7}  {'start':>6}  {'the rest':>8}  {'a file':>8}"
    for count, total in zip(counts, totals, strict=True):
        for name, taken in total.items():
            rest = taken - began[name]
            figures = f"{taken:>7.3f}  {began[name]:>6.3f}  {rest:>8.3f}  {rest / count * 1000:>5.2f} ms"
            yield f"{count:>5}  {name:<14}  {figures}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", default="100,500")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--programs", type=Path)
    arguments = parser.parse_args()
    counts = [int(count) for count in arguments.files.split(",")]
    with own_folder() as folder, open_scratch() as server:
        programs = arguments.programs or folder
        runners = find_runners(programs.resolve())
        began, totals = starts(runners, folder), []
        python = statistics.median(seconds([sys.executable, "-c", "pass"], folder) for _ in range(5))
        print(f"python -c pass: {python:.3f} s")
        for count in counts:
            write_projects(folder / str(count), count)
            totals.append(measure(server, runners, folder / str(count), arguments.repeat))
    print("\n".join(rows(counts, totals, began)))
    results = [
        Result(
            f"apply {count} files, without Python's start", total["schemactl"] - began["schemactl"], name, taken, 1.0
        )
        for count, total in zip(counts, totals, strict=True)
        for name, taken in total.items()
        if name != "schemactl"
    ]
    print(render_table(results))
    return int(any(result.is_missed for result in results))


if __name__ == "__main__":
    sys.exit(main())
