"""git, asked about the repository in which a folder lies.

Comes in: a folder, the name of a commit, arguments of git. Goes out: what git prints; None where it fails.
Must never know: what is in the files.

A repository may be a stranger's. No program runs that its settings or files name; a folder that is itself made up as
a repository is none (only one called `.git` counts, and git commits none); and no name is taken for an option.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""How a main branch is usually called."""

_SAFE = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "diff.external="),
    *("-c", "safe.bareRepository=explicit", "-c", "protocol.allow=never", "--no-optional-locks", "--literal-pathspecs"),
)


def ask_git(folder: Path, *arguments: str) -> bytes | None:
    """What git says in a folder; paths are relative to it."""
    git, repository = shutil.which("git"), _find_repository(folder)
    if git is None or repository is None:
        return None
    done = subprocess.run(
        [git, *_SAFE, *_place(repository), *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name not in _MISLEADING},
    )
    return done.stdout if done.returncode == 0 else None


def find_commit(folder: Path, name: str) -> str | None:
    """The full name of a commit, which is no option of anything."""
    if name.startswith("-"):
        return None
    found = ask_git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return found.decode().strip() if found else None


_MISLEADING = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PREFIX"})
"""A hook of git's sets some of these, for its own repository."""


def _find_repository(folder: Path) -> Path | None:
    """The nearest `.git` above; a file in a worktree or a submodule."""
    there = folder.resolve()
    if not there.is_dir():
        return None
    return next((above / ".git" for above in (there, *there.parents) if (above / ".git").exists()), None)


def _place(repository: Path) -> tuple[str, ...]:
    """Says where the repository is. One of another user is left to git to find, which asks safe.directory then."""
    if os.name == "posix" and repository.stat().st_uid != os.geteuid():
        return ()
    return f"--git-dir={repository}", f"--work-tree={repository.parent}"
