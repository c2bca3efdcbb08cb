"""Data folders of scratch clusters: taken by one process at a time, made by initdb, thrown away on doubt.

In: an installation, the cache folder, the account. Out: a `Slot` whose data folder a server can be started on.

    <cache>/18-<digest>/slot-0.lock   held by the process that uses slot 0
    <cache>/18-<digest>/slot-0/       data, socket, log, seal, and what others keep beside them

A slot whose server did not stop cleanly has no seal, and its data is made anew. This file must never know what
databases lie in a cluster.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemactl.errors import ServerError
from schemactl.server.binaries import Installation
from schemactl.server.system import (
    IS_WINDOWS,
    Account,
    boot_id,
    end_process,
    give_to,
    is_server_of,
    lock_file,
    run_as,
)

log = logging.getLogger(__name__)

SUPERUSER = "schemactl_admin"  # not postgres: that is the role of files, which name it as theirs
LAYOUT = "6"  # raise it when what initdb is asked for, or what lies in a slot, changes its meaning
FEW_ITERATIONS = 16
"""The major that can be told to make SCRAM's keys in one step: 4,096 cost 10 ms for each connection, and help only a
password that can be guessed. Before, the keys are of MD5."""
MOST_SLOTS = 64
KEPT_SLOTS = 3
UNUSED_DAYS = 30
SOCKET_PATH_BYTES = 100  # the system's limit is 104 to 108


@dataclass(frozen=True, slots=True)
class Slot:
    """One cluster's folder, held by this process for as long as `lock` is open."""

    folder: Path
    number: int
    lock: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"


@dataclass(frozen=True, slots=True)
class Pool:
    """All slots of one installation and one account."""

    folder: Path
    installation: Installation
    account: Account | None
    uses_sockets: bool

    def password(self) -> str:
        """Of the superuser; in a file that the server's user may not read, and none of its programs if confined."""
        return (self.folder / "password").read_text()


def open_pool(
    installation: Installation,
    cache: Path,
    account: Account | None,
    *,
    uses_sockets: bool = not IS_WINDOWS,
    is_trusted: bool = False,
) -> Pool:
    """The folder of clusters that this installation may use; made if it is not there.

    is_trusted: of those that nothing confines. What a confined server has left in its data, they must not start with.
    """
    parts = [str(installation.major), installation.digest[:12], LAYOUT, str(account.uid) if account else ""]
    folder = cache / "-".join(filter(None, [*parts, "" if uses_sockets else "tcp", "trusted" if is_trusted else ""]))
    with disk_errors(folder):
        if not folder.exists():
            _make_folder(folder, account)
            _remove_unused(cache, folder)
        if not (folder / "password").exists():
            _write_password(folder / "password")
    return Pool(folder, installation, account, uses_sockets)


def _write_password(file: Path) -> None:
    """Linked to its name when it is whole, so that of two runs at once the first one's password counts."""
    fresh = file.with_name(f"password.{os.getpid()}.tmp")
    _make_file(fresh, secrets.token_hex(24))
    with contextlib.suppress(FileExistsError):
        file.hardlink_to(fresh)
    fresh.unlink()


def _make_file(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)


@contextlib.contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """A full disk or a missing permission, in words."""
    try:
        yield
    except OSError as error:
        first = error.args[0][0][2] if isinstance(error, shutil.Error) else error  # copytree goes on and lists them all
        raise ServerError(
            f"cannot prepare a scratch server in {folder}",
            detail=str(first),
            hint="run schemactl as an ordinary user, not as a root that may not change users"
            if isinstance(first, PermissionError)
            else "a server takes 60 MB; set SCHEMACTL_CACHE to a folder with room",
        ) from error


def take_slot(pool: Pool) -> Slot:
    """The first slot that no other process holds."""
    for number in range(MOST_SLOTS):
        folder = pool.folder / f"slot-{number}"
        with disk_errors(folder):
            if (lock := lock_file(pool.folder / f"slot-{number}.lock")) is not None:
                os.utime(pool.folder / f"slot-{number}.lock")
                _make_folder(folder, pool.account)
                return Slot(folder, number, lock)
    raise ServerError(
        f"{MOST_SLOTS} scratch servers are running already", hint=f"stop some; they are listed in {pool.folder}"
    )


def release_slot(slot: Slot) -> None:
    """Let others have it; the few first slots stay for the next run."""
    _remove(slot.folder / "socket")
    if slot.number >= KEPT_SLOTS:
        _remove(slot.folder)
    os.close(slot.lock)
    _remove_extra_slots(slot.folder.parent)


def _remove_extra_slots(pool: Path) -> None:
    """Those beyond the few first ones whose runs were killed before they could remove them."""
    for folder in pool.glob("slot-*/"):
        if int(folder.name.removeprefix("slot-")) >= KEPT_SLOTS:
            lock = lock_file(pool / f"{folder.name}.lock")
            if lock is not None:
                end_leftover(folder / "data")
                _remove(folder)
                os.close(lock)


def prepare_slot(pool: Pool, slot: Slot) -> None:
    """Make the data folder fit to start on: as it was left if it was sealed, else made anew."""
    if not is_sealed(slot):
        renew_slot(pool, slot)
    with disk_errors(slot.folder):
        (slot.folder / "seal").unlink()
        (slot.data / "postgresql.auto.conf").write_bytes(b"")  # what ALTER SYSTEM wrote was for another run


def is_sealed(slot: Slot) -> bool:
    """Whether the server stopped cleanly since the machine was started; without fsync a crash of it loses data."""
    try:
        sealed = (slot.folder / "seal").read_text() == _seal_text()
    except OSError:
        return False
    return sealed and (slot.data / "global" / "pg_control").is_file()


def seal_slot(slot: Slot) -> None:
    """Say that the data can be trusted by the next run."""
    (slot.folder / "seal").write_text(_seal_text())


def _seal_text() -> str:
    return f"stopped cleanly\n{boot_id()}\n"


def renew_slot(pool: Pool, slot: Slot) -> None:
    """Throw the cluster away, with a server that may still work on it, and put a fresh one in its place.

    Each time by initdb: to copy what it makes, a thousand small files, takes as long.
    """
    end_leftover(slot.data)
    with disk_errors(slot.folder):
        for each in slot.folder.iterdir():
            _remove(each)
        fresh = slot.folder / "data.tmp"
        with _removed_if_half_made(fresh):
            _run_initdb(pool, fresh)
            _remove_maps(fresh)
            fresh.rename(slot.data)
        seal_slot(slot)


def _remove_maps(data: Path) -> None:
    """Maps of free space and visibility: a quarter of the files that CREATE DATABASE copies, and DROP removes.

    A server makes them anew where it wants them (https://www.postgresql.org/docs/current/storage-fsm.html).
    """
    for name in ("*/*_fsm", "*/*_vm"):
        for file in (data / "base").glob(name):
            file.unlink()


@contextlib.contextmanager
def _removed_if_half_made(folder: Path) -> Iterator[None]:
    """A full disk must not stay full of what did not fit."""
    try:
        yield
    except BaseException:
        _remove(folder)
        raise


def end_leftover(data: Path) -> None:
    """Stop the server that a killed run left on this data folder, if there is one."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if is_server_of(pid, data):
        log.info("stopping the scratch server %d that an earlier run left behind", pid)
        end_process(pid, data)


def make_socket_folder(slot: Slot, account: Account | None) -> Path:
    """A folder that only the server's user may enter, with a path short enough for a socket.

    If the slot's own path is too long it is a folder below /tmp, which the slot points to, to be removed later.
    """
    folder = slot.folder / "socket"
    _remove(folder)
    text = os.fsencode(folder / ".s.PGSQL.5432")
    if len(text) <= SOCKET_PATH_BYTES and b"," not in text:
        _make_folder(folder, None)
        give_to(folder, account)
        return folder
    short = Path(tempfile.mkdtemp(prefix="schemactl-", dir=None if IS_WINDOWS else "/tmp"))  # noqa: S108
    folder.symlink_to(short)
    give_to(short, account)
    return short


def _make_folder(folder: Path, account: Account | None) -> None:
    """A folder of ours: closed to others, but for the server's user who must pass through."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        folder.chmod(0o711)


def _remove(path: Path) -> None:
    """Remove a file or folder of ours, whatever is left of it; a link goes with the folder it points to."""
    if path.is_symlink():
        shutil.rmtree(path.readlink(), ignore_errors=True)
        path.unlink(missing_ok=True)
    elif path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _run_initdb(pool: Pool, data: Path) -> None:
    _make_folder(data, None)
    give_to(data, pool.account)
    secret = data.with_name("password.tmp")  # gone before a server runs
    _make_file(secret, pool.password())
    give_to(secret, pool.account)
    command = [str(pool.installation.program("initdb")), "-D", str(data), f"--pwfile={secret}", *_initdb_options(pool)]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=data.parent,
        env=server_environment(pool.installation),
        **run_as(pool.account),
    )
    secret.unlink()
    if done.returncode:
        raise ServerError(
            f"initdb of Postgres {pool.installation.version} failed in {data}",
            detail="\n".join((done.stderr or done.stdout).strip().splitlines()[-8:]),
            hint=f"its programs are in {pool.installation.folder}; SCHEMACTL_CACHE chooses another place for the data",
        )


def _initdb_options(pool: Pool) -> list[str]:
    major = pool.installation.major
    options = ["-U", SUPERUSER, "-E", "UTF8", "--no-sync", "--no-instructions", "--locale=C"]
    options += ["--wal-segsize=1"]  # instead of 16 MB to write and to copy, which was most of both
    options += [f"--auth={'scram-sha-256' if major >= FEW_ITERATIONS else 'md5'}"]
    if major >= FEW_ITERATIONS:
        options += ["--set=scram_iterations=1"]
    if major >= 17:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if major >= 18:
        options += ["--no-data-checksums"]
    return options


def server_environment(installation: Installation) -> dict[str, str]:
    """Nothing of the user's environment reaches the server but what programs need to be found and run."""
    wanted = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    kept = {name: os.environ[name] for name in wanted if name in os.environ}
    icu = installation.folder.parent / "share" / "icu"
    return {**kept, "LC_ALL": "C", "TZ": "UTC", **({"ICU_DATA": str(icu)} if icu.is_dir() else {})}


def _remove_unused(cache: Path, keep: Path) -> None:
    """Pools of programs that are gone for good, since nobody has held a slot for a month; then copies of programs."""
    oldest = time.time() - UNUSED_DAYS * 86400
    for first in cache.glob("*/slot-0.lock"):
        if first.parent == keep or first.stat().st_mtime > oldest:
            continue
        locks = [lock_file(path) for path in sorted(first.parent.glob("*.lock"))]
        if all(lock is not None for lock in locks):
            _remove(first.parent)
        for lock in locks:
            if lock is not None:
                os.close(lock)
    for half_made in cache.glob("*.tmp"):
        if half_made.stat().st_mtime < oldest:
            _remove(half_made)
    for programs in cache.glob("programs-*"):
        digest = programs.name.removeprefix("programs-")
        if programs.stat().st_mtime < oldest and not list(cache.glob(f"*-{digest}-*")):
            _remove(programs)
    for standins in cache.glob("standins-*"):
        if standins.stat().st_mtime < oldest:
            _remove(standins)
