"""Which files are new.

Comes in: the files of a folder in their order, and what the user asked for. Goes out: those to look at, and in words
why them.
Must never know: what is in the files.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schemactl.errors import UsageError
from schemactl.git import BASES, ask_git, find_commit


@dataclass(frozen=True, slots=True)
class Selection:
    """reason: for people, where they did not say which. added: those that the base branch does not have at all."""

    paths: tuple[Path, ...]
    reason: str = ""
    added: frozenset[Path] = frozenset()
    is_by_branch: bool = False


def select_new(folder: Path, files: Sequence[Path], since: str | None, latest: int | None) -> Selection:
    """The files of a folder that the base branch does not have, or has otherwise; outside of git the latest one.

    Raises UsageError if `since` names no commit, or no base branch is there: what is new cannot be told then.
    """
    if latest is not None:
        return Selection(tuple(files[-latest:]) if latest else ())
    if since is not None:
        base = _find(folder, since)
        if base is None:
            hint = "fetch it first: git fetch --depth 1 origin BRANCH is enough"
            raise UsageError(f"git knows no commit {since!r}", hint=hint)
        return _changed(folder, files, base)
    for name in BASES:
        base = _find(folder, name)
        if base is not None:
            return _changed(folder, files, base, f"compared with {name.removesuffix('/HEAD')}")
    if ask_git(folder, "rev-parse", "--git-dir") is None:
        return Selection(tuple(files[-1:]), "this is no git repository: the latest migration is looked at")
    if find_commit(folder, "HEAD") is None:
        return Selection(tuple(files), "nothing is committed yet: all migrations are looked at", frozenset(files))
    raise UsageError(
        f"no base branch was found ({', '.join(BASES[1:])}), so nobody knows which migrations are new",
        hint="fetch it (git fetch --depth 1 origin main), name another with --since, or say --latest N, or name files",
    )


def find_released(paths: Sequence[Path], since: str | None) -> frozenset[Path]:
    """Those that the base branch has, in whatever form: somebody may have run them. None where no base is known."""
    released: set[Path] = set()
    for folder in {path.parent for path in paths}:
        bases = [since] if since else BASES
        tips = (find_commit(folder, name) for name in bases)
        base = next((tip for tip in tips if tip), None)
        names = _paths(folder, ask_git(folder, "ls-tree", "--name-only", "-z", base, "--", ".")) if base else set()
        released.update(path for path in paths if path.parent == folder and path.resolve() in names)
    return frozenset(released)


def _find(folder: Path, name: str) -> str | None:
    """Where this branch left another one; the other's tip where a shallow clone does not say. None if it is unknown."""
    tip = find_commit(folder, name)
    left = ask_git(folder, "merge-base", tip, "HEAD") if tip else None
    return left.decode().strip() if left else tip


def _changed(folder: Path, files: Sequence[Path], base: str, reason: str = "") -> Selection:
    """Added or edited since `base`, in the working folder as it is, untracked files too."""
    untracked = _paths(folder, ask_git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", "."))
    diff = ("diff", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "--relative")
    added = untracked | _paths(folder, ask_git(folder, *diff, "--diff-filter=A", base, "--", "."))
    changed = added | _paths(folder, ask_git(folder, *diff, "--diff-filter=d", base, "--", "."))
    chosen = tuple(path for path in files if path.resolve() in changed)
    return Selection(chosen, reason, frozenset(path for path in chosen if path.resolve() in added), is_by_branch=True)


def _paths(folder: Path, names: bytes | None) -> set[Path]:
    return {(folder / os.fsdecode(name)).resolve() for name in (names or b"").split(b"\0") if name}
