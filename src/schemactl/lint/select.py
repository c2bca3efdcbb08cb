"""Which files are new.

Comes in: the files of a folder in their order, and what the user asked for. Goes out: those to look at, and in words
why them.
Must never know: what is in the files.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schemactl.errors import UsageError

BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")


@dataclass(frozen=True, slots=True)
class Selection:
    """reason: for people, where they did not say which. added: those that the base branch does not have at all."""

    paths: tuple[Path, ...]
    reason: str = ""
    added: frozenset[Path] = frozenset()
    is_by_branch: bool = False


def select_new(folder: Path, files: Sequence[Path], since: str | None, latest: int | None) -> Selection:
    """The files of a folder that the base branch does not have, or has otherwise; without a base the latest one.

    Raises UsageError if `since` names no commit.
    """
    if latest is not None:
        return Selection(tuple(files[-latest:]) if latest else ())
    if since is not None:
        base = _git(folder, "merge-base", since, "HEAD")
        if base is None:
            hint = "fetch it first (in CI: a full clone, fetch-depth: 0)"
            raise UsageError(f"git knows no commit {since!r}, or it has nothing in common with this branch", hint=hint)
        return _changed(folder, files, base)
    for name in BASES:
        base = _git(folder, "merge-base", name, "HEAD")
        if base is not None:
            return _changed(folder, files, base, f"compared with {name.removesuffix('/HEAD')}")
    is_repository = _git(folder, "rev-parse", "--git-dir") is not None
    why = "no base branch was found" if is_repository else "this is no git repository"
    return Selection(tuple(files[-1:]), f"{why}: the latest migration is looked at")


def _changed(folder: Path, files: Sequence[Path], base: str, reason: str = "") -> Selection:
    """Added or edited since `base`, in the working folder as it is, untracked files too."""
    untracked = _paths(folder, _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", "."))
    diff = ("diff", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "--relative")
    added = untracked | _paths(folder, _git(folder, *diff, "--diff-filter=A", base, "--", "."))
    changed = added | _paths(folder, _git(folder, *diff, "--diff-filter=d", base, "--", "."))
    chosen = tuple(path for path in files if path.resolve() in changed)
    return Selection(chosen, reason, frozenset(path for path in chosen if path.resolve() in added), is_by_branch=True)


def _paths(folder: Path, names: str | None) -> set[Path]:
    return {(folder / name).resolve() for name in (names or "").split("\0") if name}


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says; None if it fails or is not there. No setting of the repository runs a program here."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-c", "core.fsmonitor=false", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout.strip("\n") if done.returncode == 0 else None
