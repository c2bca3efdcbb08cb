"""Where scratch servers keep what is worth keeping between runs.

In: the environment and the account that the server will run as. Out: one folder of ours, made and usable.
Nothing outside that folder is ever changed: no permission, no owner. This file must never know what lies in it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from schemactl.errors import ServerError
from schemactl.server.system import Account, is_reachable

VARIABLE = "SCHEMACTL_CACHE"


def cache_folder(environ: Mapping[str, str], account: Account | None) -> Path:
    """The first of $SCHEMACTL_CACHE, the user's cache, (root:) /var/cache and /tmp that can be used.

    $SCHEMACTL_CACHE is an order, not a wish: if it cannot be used, that is an error.
    """
    problems = []
    ordered = bool(environ.get(VARIABLE))
    for folder in _candidates(environ, account):
        problem = _make_usable(folder, account, ordered=ordered)
        if not problem:
            return folder
        problems.append(f"{folder}: {problem}")
        if ordered:
            break
    raise ServerError(
        "no folder for scratch servers can be used",
        detail="\n".join(problems),
        hint=f"set {VARIABLE} to a folder that you own and that every user may enter"
        if account
        else f"set {VARIABLE} to a folder that you may write to",
    )


def _candidates(environ: Mapping[str, str], account: Account | None) -> Iterator[Path]:
    if environ.get(VARIABLE):
        yield Path(environ[VARIABLE]).expanduser().absolute()
    if sys.platform == "win32" and environ.get("LOCALAPPDATA"):
        yield Path(environ["LOCALAPPDATA"]) / "schemactl" / "cache"
    if environ.get("XDG_CACHE_HOME"):
        yield Path(environ["XDG_CACHE_HOME"]).absolute() / "schemactl"
    if environ.get("HOME"):
        yield Path(environ["HOME"]).absolute() / ".cache" / "schemactl"
    if account:
        yield Path("/var/cache/schemactl")
    yield Path(tempfile.gettempdir()) / f"schemactl-{_own_number()}"


def _own_number() -> int:
    return 0 if sys.platform == "win32" else os.geteuid()


def _make_usable(folder: Path, account: Account | None, *, ordered: bool) -> str:
    """Make the folder if it is not there; what is wrong with it, or nothing."""
    above = _nearest(folder)
    if not ordered and (problem := _stranger(above, account, is_ours=above == folder)):
        return problem
    if not is_reachable(above, account):
        return "the user that runs the server may not enter it"
    try:
        _make(folder, account)
    except OSError as error:
        return error.strerror or str(error)
    if not is_reachable(folder, account):
        return "the user that runs the server may not enter it"
    return "" if os.access(folder, os.W_OK | os.X_OK) else "may not be written to"


def _make(folder: Path, account: Account | None) -> None:
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    if account:
        new.chmod(0o711)
    try:
        new.rename(folder)  # whole, or not at all: another run may look at it at this moment
    except OSError:
        new.rmdir()
        if not folder.is_dir():
            raise


def _nearest(folder: Path) -> Path:
    """The folder itself or the nearest one above it that is there."""
    while not os.path.lexists(folder):
        folder = folder.parent
    return folder


def _stranger(folder: Path, account: Account | None, *, is_ours: bool) -> str:
    """What speaks against a folder that nobody told us to use.

    Whoever owns it or may write to it could change the server's files; and root leaves nothing in a user's home.
    """
    if not folder.is_dir():
        return "is not a folder"
    if sys.platform == "win32":
        return ""
    status = folder.lstat()
    if status.st_uid != os.geteuid() and (is_ours or account):
        return "belongs to another user"
    return "can be written to by everyone" if is_ours and status.st_mode & 0o002 else ""
