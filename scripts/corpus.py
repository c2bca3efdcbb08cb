"""Judge the diff on other projects' schema transitions: each is planned by the command line, applied and compared.

usage: corpus.py CORPUS [--engine NAME] [--major N] [--shards N] [--only TEXT] [--out FILE]

CORPUS is a folder of projects, each a folder of cases; the judge is CORPUS/../tools/converge.py. Every shard gets a
throw-away Postgres of its own, since roles belong to a whole server. Exits 1 if any case was wrong without schemactl
saying so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from schemactl.server.binaries import Installation, find_installation
from schemactl.server.system import Account, give_to, run_as, server_account

SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_locks_per_transaction": "1024",
    "synchronous_commit": "off",
    "unix_socket_directories": "",
    "wal_level": "logical",
}
Command = list[str | Path]
WRONG = ("silent", "core", "data-loss")


@contextmanager
def throw_away_server(installation: Installation, account: Account | None, folder: Path) -> Iterator[str]:
    """The URL of a fresh server on a free local port; trust, no durability; gone afterwards."""
    folder.mkdir(mode=0o711)
    give_to(folder, account)
    data, port = folder / "data", free_port()
    initdb: Command = [
        installation.program("initdb"),
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **run_as(account))
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        command: Command = [installation.program("postgres"), "-D", data, "-p", str(port), *options]
        server = subprocess.Popen(command, stdout=log, stderr=log, **run_as(account))
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        wait_until_ready(server, url, folder / "log")
        yield url
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    sys.exit(f"the throw-away server did not start:\n{log.read_text()}")


def judge(command: Command, urls: list[str], folder: Path) -> list[Any]:
    """All shards of the judge's command at once; each writes its results to a file of its own."""
    environ = os.environ | {"SCHEMACTL": str(Path(sys.executable).with_name("schemactl"))}
    outs = [folder / f"results-{number}.json" for number in range(len(urls))]
    processes = []
    for number, (url, out) in enumerate(zip(urls, outs, strict=True)):
        own: Command = ["--url", url, "--out", out, "--shard", f"{number}/{len(urls)}"]
        processes.append(subprocess.Popen([*command, *own], env=environ, stdout=subprocess.DEVNULL))
    codes = [process.wait() for process in processes]
    if any(codes):
        sys.exit(f"the judge failed (exit codes {codes})")
    return [result for out in outs for result in json.loads(out.read_text())]


def report(results: list[Any]) -> int:
    """Sums by project and in all; the number of cases that were wrong without a word."""
    by_project: dict[str, Counter[str]] = {}
    for result in results:
        by_project.setdefault(result["case"].split("/")[0], Counter())[result["status"]] += 1
    total: Counter[str] = sum(by_project.values(), Counter())
    for name, counts in [*sorted(by_project.items()), ("all", total)]:
        judged = counts.total() - counts["unloadable"] - counts["harness"]
        rest = ", ".join(f"{status} {count}" for status, count in counts.most_common() if status != "full")
        print(f"{name:10} full {counts['full']:4} of {judged:4} = {counts['full'] / max(judged, 1):6.1%}   {rest}")
    wrong = [result for result in results if result["status"] in WRONG]
    for result in wrong:
        print(f"WRONG {result['status']} {result['case']} {result['direction']}: {result['why'][:200]}")
    seconds = sorted(result["seconds"] for result in results if "seconds" in result)
    if seconds:
        print(f"one transition takes {seconds[len(seconds) // 2]:.2f} s (median), {seconds[-1]:.2f} s (longest)")
    return len(wrong)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--engine", default="schemactl", help="schemactl, or another that the judge knows, as migra")
    parser.add_argument("--shards", type=int, default=2)
    parser.add_argument("--major", type=int, default=18, help="of the servers that judge and plan")
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, help="keep the results of all cases, the SQL included, in this file")
    arguments = parser.parse_args()
    judge_path = arguments.corpus.resolve().parent / "tools" / "converge.py"
    if not judge_path.is_file():
        sys.exit(f"there is no {judge_path}: the judge lies beside the corpus")
    projects = sorted(path for path in arguments.corpus.resolve().iterdir() if path.is_dir())
    account = server_account(os.environ)
    with tempfile.TemporaryDirectory(prefix="schemactl-corpus-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o711)
        installation = find_installation(arguments.major, os.environ, folder)
        servers = [
            throw_away_server(installation, account, folder / f"server-{number}") for number in range(arguments.shards)
        ]
        urls = [stack.enter_context(server) for server in servers]
        options: Command = ["--both", "--pg-dump", installation.program("pg_dump"), "--only", arguments.only]
        judging: Command = [sys.executable, "-W", "ignore", judge_path, arguments.engine, *projects, *options]
        results = judge(judging, urls, folder)
    if arguments.out:
        arguments.out.write_text(json.dumps(results, indent=1))
    return int(report(results) > 0)


if __name__ == "__main__":
    sys.exit(main())
