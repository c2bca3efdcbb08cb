"""Measures apply and status beside dbmate: 500 small migrations, on this machine and over a link of 20 ms; and fleets.

usage: apply.py [--files N] [--dbmate PATH] [--databases N]      exits 1 if a bar is missed
dbmate's program is fetched with npm (@dbmate/linux-x64), unless a path is given.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from run import SCHEMACTL, Result, own_folder, render_table, seconds

from schemactl.server import ScratchServer, open_scratch

ONE_WAY = 0.010
BARS = {"a link of 20 ms": 0.2, "this machine": 1.0}


class Link:
    """A TCP port that leads to a server's socket, with a delay in each direction; counts turns of the conversation."""

    def __init__(self, socket: str, delay: float) -> None:
        self.socket = socket
        self.delay = delay
        self.port = 0
        self.turns = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        self._ready.wait()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_unix_connection(self.socket)
        spoken = ["server"]
        await asyncio.gather(
            self._pass(reader, there[1], "client", spoken),
            self._pass(there[0], writer, "server", spoken),
            return_exceptions=True,
        )

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, side: str, spoken: list[str]
    ) -> None:
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        sender = asyncio.ensure_future(self._send(queue, writer))
        data = b"-"
        while data:
            data = await reader.read(65536)
            if data and side == "client" and spoken[0] != side:
                self.turns += 1
            spoken[0] = side
            queue.put_nowait((self._loop.time() + self.delay, data))
        await sender

    async def _send(self, queue: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        while True:
            when, data = await queue.get()
            await asyncio.sleep(max(0.0, when - self._loop.time()))
            if not data:
                writer.close()
                return
            writer.write(data)


def write_projects(folder: Path, count: int) -> None:
    """The same migrations for both, in each one's own form."""
    for name in ("migrations", "dbmate"):
        (folder / name).mkdir()
    for number in range(count):
        stem = f"{20250101000000 + number}_table_{number}"
        up, down = f"CREATE TABLE t{number} (id int PRIMARY KEY, name text);\n", f"DROP TABLE t{number};\n"
        (folder / "migrations" / f"{stem}.up.sql").write_text(up)
        (folder / "migrations" / f"{stem}.down.sql").write_text(down)
        (folder / "dbmate" / f"{stem}.sql").write_text(f"-- migrate:up\n{up}\n-- migrate:down\n{down}")
    (folder / "atlas-like.yaml").write_text("schema: schema.sql\nmigrations: migrations\n")
    seconds([SCHEMACTL, "sum"], folder)


def fetch_dbmate(folder: Path) -> Path:
    npm = shutil.which("npm") or sys.exit("no npm: name dbmate's program with --dbmate")
    subprocess.run([npm, "pack", "--silent", "@dbmate/linux-x64"], cwd=folder, check=True, capture_output=True)
    shutil.unpack_archive(next(folder.glob("dbmate-*.tgz")), folder)
    return folder / "package" / "bin" / "dbmate"


@contextmanager
def url(server: ScratchServer, link: Link) -> Iterator[str]:
    with server.create() as name:
        user = conninfo_to_dict(server.plain_conninfo(name))["user"]
        yield f"postgres://{user}@127.0.0.1:{link.port}/{name}?sslmode=disable"


def measure(server: ScratchServer, folder: Path, dbmate: Path, where: str, link: Link) -> Result:
    """Both apply everything to a new database of their own."""
    with url(server, link) as ours_url:
        turns = link.turns
        ours = seconds([SCHEMACTL, "apply", "--url", ours_url], folder)
        per_apply = link.turns - turns
        turns = link.turns
        seconds([SCHEMACTL, "status", "--url", ours_url], folder)
        per_status = link.turns - turns
    with url(server, link) as theirs_url:
        turns = link.turns
        command: list[str | Path] = [dbmate, "--url", theirs_url, "-d", folder / "dbmate", "--no-dump-schema", "up"]
        theirs = seconds(command, folder)
        print(f"{where}: round trips {per_apply} to apply, {per_status} for status; dbmate {link.turns - turns}")
    start = 0.0 if where != "this machine" else seconds([sys.executable, "-c", "import psycopg, typer, yaml"], folder)
    return Result(f"apply, {where}", ours - start, "dbmate up", theirs, BARS[where])


def measure_fleet(server: ScratchServer, folder: Path, count: int) -> Result:
    """How all of a fleet stand, which the bar gives 10 ms each; then one migration for all, shown without a bar."""
    project = folder / "fleet"
    (project / "migrations").mkdir(parents=True)
    (project / "migrations" / "1_users.up.sql").write_text("CREATE TABLE users (id int PRIMARY KEY);\n")
    (project / "atlas-like.yaml").write_text("schema: schema.sql\nmigrations: migrations\n")
    seconds([SCHEMACTL, "sum"], project)
    with ExitStack() as stack:
        names = [stack.enter_context(server.create()) for _ in range(count)]
        lines = [f"  - {json.dumps({'name': name, 'url': server.plain_conninfo(name)})}\n" for name in names]
        (project / "targets.yaml").write_text("targets:\n" + "".join(lines))
        fleet: list[str | Path] = ["--fleet", "targets.yaml", "--parallel", "8"]
        ours = seconds([SCHEMACTL, "status", *fleet], project)
        applied = seconds([SCHEMACTL, "apply", *fleet], project)
    print(f"a fleet of {count}: one migration for all takes {applied:.1f} s, eight at a time")
    return Result(f"status of a fleet of {count}", ours, "10 ms each", count * 0.010, 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--dbmate", type=Path)
    parser.add_argument("--databases", type=int, default=200)
    arguments = parser.parse_args()
    with own_folder() as folder, open_scratch() as server:
        write_projects(folder, arguments.files)
        dbmate = arguments.dbmate or fetch_dbmate(folder)
        parts = conninfo_to_dict(server.plain_conninfo("postgres"))
        socket = f"{parts['host']}/.s.PGSQL.{parts['port']}"
        links = {"this machine": 0.0, "a link of 20 ms": ONE_WAY}
        results = [measure(server, folder, dbmate, where, Link(socket, delay)) for where, delay in links.items()]
        results.append(measure_fleet(server, folder, arguments.databases))
    print(render_table(results))
    return int(any(result.is_missed for result in results))


if __name__ == "__main__":
    sys.exit(main())
