"""Starting and stopping the `postgres` program on a slot, so that nothing is left running whatever happens to us.

In: a pool of slots. Out: a running `Cluster` that knows how to be reached. It listens on a Unix socket in a folder
that only its user may enter, and nowhere else (on Windows: on loopback, with a random password). Durability is off,
since its data is thrown away on any doubt.

Three things stop it: `stop()`, the end of the interpreter, and a watching shell that holds a pipe to this process
and so learns of its death by any signal. (A parent-death signal would be bound to the thread that started the
server, needs a hook between fork and exec that Python forbids beside threads, and exists on Linux only.)
This file must never know what is done in the server's databases.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from schemactl.errors import ServerError
from schemactl.server.confine import LOADERS, SYSTEM_FILES, Confinement, start_confined
from schemactl.server.slot import (
    FEW_ITERATIONS,
    Pool,
    disk_errors,
    make_socket_folder,
    prepare_slot,
    release_slot,
    renew_slot,
    seal_slot,
    server_environment,
    take_slot,
)
from schemactl.server.system import IS_WINDOWS, run_as

log = logging.getLogger(__name__)

CONNECTIONS = 24
FEW_LOCKS = 24_000  # 1,000 tables with keys and indexes in one transaction take 20,000; 20,000 more cost 9 ms a start
START_SECONDS = 30.0
STOPS = (("INT", 60.0), ("QUIT", 5.0), ("KILL", 5.0))
WATCH = 'read -r word || kill -QUIT "$1"'

# (name, value, first major that knows it)
SETTINGS = (
    ("max_connections", str(CONNECTIONS), 14),
    ("shared_buffers", "64MB", 14),  # 256MB loads 1,000 tables no faster, and costs 15 ms a start
    ("fsync", "off", 14),
    ("full_page_writes", "off", 14),
    ("synchronous_commit", "off", 14),
    ("wal_level", "logical", 14),  # what publications ask for; `minimal` loads no faster
    ("max_wal_senders", "0", 14),
    ("max_wal_size", "4GB", 14),
    ("min_wal_size", "2MB", 14),
    ("wal_recycle", "off", 14),
    ("wal_init_zero", "off", 14),
    ("checkpoint_timeout", "1d", 14),
    ("bgwriter_lru_maxpages", "0", 14),
    ("autovacuum", "off", 14),
    ("autovacuum_max_workers", "1", 14),
    ("autovacuum_worker_slots", "1", 18),  # lock tables are made for every process that there may be
    ("max_worker_processes", "0", 14),
    ("dynamic_shared_memory_type", "mmap", 14),  # in the data folder; /dev/shm is everybody's
    ("jit", "off", 14),
    ("max_parallel_workers_per_gather", "0", 14),
    ("max_parallel_maintenance_workers", "0", 14),
    ("max_logical_replication_workers", "0", 14),  # a subscription never connects to anybody from here
    ("restart_after_crash", "off", 14),
    ("timezone", "UTC", 14),
    ("log_timezone", "UTC", 14),
    ("lc_messages", "C", 14),
    ("password_encryption", "md5", 14),
    ("password_encryption", "scram-sha-256", FEW_ITERATIONS),
    ("scram_iterations", "1", FEW_ITERATIONS),
    ("log_min_messages", "fatal", 14),
    ("logging_collector", "off", 14),
    ("io_method", "sync", 18),  # three processes fewer to start
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a client finds the server: a folder with its socket, or a host."""

    host: str
    port: int
    password: str = ""


class Cluster:
    """A running server on a slot that no other process uses."""

    def __init__(
        self, pool: Pool, settings: Mapping[str, str] | None = None, files: Sequence[Path] | None = None
    ) -> None:
        """Take a slot and start, with `settings` besides our own.

        files: what a confined server may read, with all below; None: it is not confined.
        A cluster that does not start is thrown away, once.
        """
        self._pool = pool
        self._settings = dict(settings or {})
        self._files = files
        self._owner = os.getpid()
        self._is_open = True
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        self.is_trusted = True
        self.address = Address("", 0)
        self.locks = FEW_LOCKS
        self.slot = take_slot(pool)
        try:
            self._start_on_something()
        except BaseException:
            self._end_server()
            release_slot(self.slot)
            raise
        atexit.register(self.stop)

    def grow(self, locks: int, *, now: bool) -> None:
        """Make room for more locks when the slot is next started, or now: then all connections end."""
        (self.slot.folder / "locks").write_text(str(locks))
        if now:
            self._end_server()
            self._start()

    def stop(self) -> None:
        """Stop the server and give the slot back; a second call does nothing."""
        if self._owner != os.getpid() or not self._is_open:
            return
        self._is_open = False
        atexit.unregister(self.stop)
        try:
            if self._end_server() and self.is_trusted:
                seal_slot(self.slot)
        finally:
            release_slot(self.slot)

    def log_tail(self) -> str:
        """The last lines that the server wrote."""
        with contextlib.suppress(OSError):
            return "\n".join(self.slot.log.read_text(errors="replace").splitlines()[-8:])
        return ""

    def _start_on_something(self) -> None:
        prepare_slot(self._pool, self.slot)
        try:
            self._start()
        except ServerError as error:
            log.info("%s: %s; making a fresh cluster", error.message, error.detail)
            renew_slot(self._pool, self.slot)
            prepare_slot(self._pool, self.slot)
            self._start()

    def _start(self) -> None:
        self.locks = _read_locks(self.slot.folder)
        with disk_errors(self.slot.folder):
            self.address = self._choose_address()
        with disk_errors(self.slot.folder), self.slot.log.open("wb") as output:
            process = self._launch(output)
        self._process = process
        self._watch_over(process.pid)
        import psycopg  # noqa: F401  it takes longer than the server's start, so let both happen at once

        self._wait_until_ready(process)

    def _choose_address(self) -> Address:
        if self._pool.uses_sockets:
            return Address(str(make_socket_folder(self.slot, self._pool.account)), 5432, self._pool.password())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return Address("127.0.0.1", free.getsockname()[1], self._pool.password())

    def _options(self) -> list[str]:
        chosen = {name: value for name, value, since in SETTINGS if self._pool.installation.major >= since}
        chosen["max_locks_per_transaction"] = str(self.locks // CONNECTIONS + 1)
        if self._pool.uses_sockets:
            chosen["listen_addresses"] = ""
            chosen["unix_socket_directories"] = '"{}"'.format(self.address.host.replace('"', '""'))
            chosen["unix_socket_permissions"] = "0700"
        else:
            chosen["listen_addresses"] = self.address.host
            chosen["unix_socket_directories"] = ""
        chosen["port"] = str(self.address.port)
        chosen |= self._settings
        return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]

    def _launch(self, output: BinaryIO) -> subprocess.Popen[bytes]:
        options = {
            "stdin": subprocess.DEVNULL,
            "stdout": output,
            "stderr": subprocess.STDOUT,
            "cwd": self.slot.folder,
            "env": server_environment(self._pool.installation),
            "start_new_session": True,
            **run_as(self._pool.account),
        }
        command = [str(self._pool.installation.program("postgres")), "-D", str(self.slot.data), *self._options()]
        if self._files is None:
            return subprocess.Popen(command, **options)
        return start_confined(command, self._confinement(self._files), options)

    def _confinement(self, files: Sequence[Path]) -> Confinement:
        """The installation may be read, and the slot written; Postgres is the one program."""
        program = self._pool.installation.program("postgres")
        socket = (Path(self.address.host).resolve(),) if self._pool.uses_sockets else ()
        return Confinement(
            read=(*files, *SYSTEM_FILES),
            write=(self.slot.data, *socket, Path(os.devnull)),
            execute=(program, *LOADERS),
            is_talking=self._pool.installation.major < 15,
        )

    def _watch_over(self, pid: int) -> None:
        if IS_WINDOWS:
            return
        self._watch = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "schemactl-watch", str(pid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        """The server writes `ready` to the eighth line of postmaster.pid; asking the file needs no connection."""
        end = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < end:
            with contextlib.suppress(OSError, IndexError):
                lines = (self.slot.data / "postmaster.pid").read_text().splitlines()
                if lines[0] == str(process.pid) and lines[7].strip() == "ready":
                    return
            time.sleep(0.001)
        self._end_server()
        raise ServerError(
            f"the scratch server (Postgres {self._pool.installation.version}) does not start",
            detail=self.log_tail(),
            hint=f"programs: {self._pool.installation.folder}; data: {self.slot.data}",
        )

    def _end_server(self) -> bool:
        """Stop the process; True if it said that it shut down cleanly."""
        process, self._process = self._process, None
        if process is None:
            return False
        for name, seconds in STOPS:
            if process.poll() is None:
                self._send(process, name)
                _wait(process, seconds)
        self._end_watch()
        return process.returncode == 0

    def _send(self, process: subprocess.Popen[bytes], name: str) -> None:
        if IS_WINDOWS:
            program = self._pool.installation.program("pg_ctl")
            subprocess.run([program, "kill", name, str(process.pid)], check=False, capture_output=True)
        else:
            process.send_signal(signal.Signals[f"SIG{name}"])

    def _end_watch(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            try:
                watch.communicate(b"done\n", timeout=5)
            except (OSError, subprocess.SubprocessError):
                watch.kill()
                watch.wait()


def _read_locks(folder: Path) -> int:
    """How many locks a transaction may take; a slot remembers what its databases needed."""
    try:
        return max(FEW_LOCKS, int((folder / "locks").read_text()))
    except (OSError, ValueError):
        return FEW_LOCKS


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Look each millisecond: `Popen.wait` sleeps up to 50, and a scratch server stops in 10."""
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
