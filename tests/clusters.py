"""Servers of a test's own, as initdb makes them: what scratch servers are not, or must not be made to be.

In: a scratch server, for its programs. Out: a running `Cluster`, whose superuser is `postgres`.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from schemactl.server import ScratchServer
from schemactl.server.system import give_to, run_as, server_account


class Cluster:
    """A server of the test's own, which may be stopped and started."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self.binaries = binaries
        self.account = server_account(os.environ)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        give_to(folder, self.account)
        options = ["-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-locale", "-N"]
        self._run([str(binaries / "initdb"), "-D", str(folder / "data"), *options])
        self.process = self._start()

    @property
    def url(self) -> str:
        return make_conninfo(host="127.0.0.1", port=self.port, user="postgres", dbname="postgres")

    def _run(self, command: list[str]) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **run_as(self.account))

    def _start(self) -> subprocess.Popen[bytes]:
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)]
        command += ["-h", "127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"]
        null = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=null, stderr=null, cwd=self.folder, **run_as(self.account))
        for _ in range(200):
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return process
        raise AssertionError("the server did not start")

    def crash(self) -> None:
        """As if the machine had lost its power: kill -9, and start again, which recovers."""
        self.process.kill()
        self.process.wait()
        for _ in range(200):  # its children end by themselves
            try:
                with socket.create_server(("127.0.0.1", self.port)):
                    break
            except OSError:
                time.sleep(0.05)
        self.process = self._start()

    def become_standby(self) -> None:
        """From now on it only replays, and lets itself be read."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        (self.folder / "data" / "standby.signal").touch()
        self.process = self._start()

    def stop(self) -> None:
        """For good."""
        self.process.kill()
        self.process.wait()


def login(name: str, conninfo: str) -> str:
    """SQL for a role that connects by a conninfo with another user in it: the password is the same."""
    return f"CREATE ROLE {name} LOGIN PASSWORD '{conninfo_to_dict(conninfo)['password']}'"


@contextmanager
def own_cluster(scratch: ScratchServer) -> Iterator[Cluster]:
    """A server with the programs of the scratch server's."""
    with psycopg.connect(scratch.plain_conninfo("postgres")) as connection:
        row = connection.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
    assert row
    if not (Path(row[0]) / "initdb").exists():
        pytest.skip("the server's programs are elsewhere")
    folder = Path(tempfile.mkdtemp(prefix="schemactl-cluster-"))
    made = Cluster(folder, Path(row[0]))
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
