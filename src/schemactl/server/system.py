"""What the operating system must do for a scratch server: file locks, an account to drop to, processes.

In: paths, process ids, the environment. Out: plain facts, or True and False.
This file must never know what a cluster, a database or a schema is. Everything that Windows lacks is
imported inside the function that needs it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemactl.errors import ServerError

IS_WINDOWS = sys.platform == "win32"
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Account:
    """The unprivileged user that the server runs as when we are root."""

    uid: int
    gid: int


def server_account(environ: Mapping[str, str]) -> Account | None:
    """Who runs the server: None for ourselves; when we are root, whoever called sudo, else nobody."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    for account in _accounts(environ):
        if account.uid and _is_mapped(account.uid, "uid_map") and _is_mapped(account.gid, "gid_map"):
            return account
    raise ServerError(
        "Postgres refuses to run as root, and this container has no other user to run it as",
        hint="run schemactl as an ordinary user, or set `postgres.scratch: postgresql://…`",
    )


def _accounts(environ: Mapping[str, str]) -> list[Account]:
    import pwd

    found = []
    if environ.get("SUDO_UID", "").isdigit():
        uid, gid = environ["SUDO_UID"], environ.get("SUDO_GID", "")
        found.append(Account(int(uid), int(gid if gid.isdigit() else uid)))
    for name in ("nobody", "postgres"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        found.append(Account(entry.pw_uid, entry.pw_gid))
    return [*found, Account(NOBODY, NOBODY), Account(1, 1)]


def _is_mapped(number: int, table: str) -> bool:
    """Is this id usable here? In a user namespace only some are; elsewhere the table is missing or holds all."""
    try:
        lines = Path("/proc/self", table).read_text().splitlines()
    except OSError:
        return True
    ranges = [tuple(map(int, line.split())) for line in lines]
    return any(first <= number < first + count for first, _, count in ranges)


def run_as(account: Account | None) -> dict[str, Any]:
    """Arguments for `subprocess` that drop to the account; none when there is none."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def give_to(path: Path, account: Account | None) -> None:
    """Make the account the owner of a file or folder of ours."""
    if account is not None and sys.platform != "win32":
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def is_reachable(path: Path, account: Account | None) -> bool:
    """Whether the account may enter this folder and all folders above it."""
    if account is None or sys.platform == "win32":
        return True
    real = path.resolve()
    return all(_may_enter(folder, account) for folder in (real, *real.parents))


def _may_enter(folder: Path, account: Account) -> bool:
    try:
        status = folder.stat()
    except OSError:
        return False
    if status.st_uid == account.uid:
        return bool(status.st_mode & 0o100)
    if status.st_gid == account.gid:
        return bool(status.st_mode & 0o010)
    return bool(status.st_mode & 0o001)


def lock_file(path: Path) -> int | None:
    """Take an exclusive lock that ends with this process; the open file, or None if another has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):
        os.close(handle)
        return None
    except OSError:
        os.close(handle)
        raise
    return handle


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def boot_id() -> str:
    """Changes when the machine starts anew; empty where the system does not tell."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def is_server_of(pid: int, data: Path) -> bool:
    """Whether this process is a postmaster of this data folder; that is where a postmaster works."""
    if IS_WINDOWS:
        return False
    try:
        return str(Path(f"/proc/{pid}/cwd").readlink()).removesuffix(" (deleted)") == str(data.resolve())
    except OSError:
        if Path("/proc/self").exists():
            return False
    listing = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False)
    return str(data) in listing.stdout


def end_process(pid: int, data: Path) -> None:
    """Stop the postmaster of a data folder that nobody needs any more: at once, then by force."""
    for number, seconds in ((signal.SIGQUIT, 3.0), (signal.SIGKILL, 3.0)):
        end = time.monotonic() + seconds
        _signal(pid, number)
        while time.monotonic() < end:
            if not is_server_of(pid, data):
                return
            time.sleep(0.005)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
