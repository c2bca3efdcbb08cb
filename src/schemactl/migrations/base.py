"""The migrations of another branch: what git has of the folder at a commit.

Comes in: a folder of the working tree, the name of a commit. Goes out: the files there, by name.
Must never know: what is in the files.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemactl.errors import UsageError
from schemactl.git import BASES, ask_git, find_commit
from schemactl.migrations.files import Migration, match_name, sha256_of
from schemactl.migrations.sums import SUM_NAME


@dataclass(frozen=True, slots=True)
class Base:
    """The files of the folder at `ref`, without their byte order marks."""

    ref: str
    files: Mapping[str, str]

    @property
    def versions(self) -> frozenset[int]:
        return frozenset(int(match["version"]) for name in self.files if (match := match_name(name)))

    @property
    def last(self) -> int:
        return max(self.versions, default=0)

    def is_edited(self, migration: Migration) -> bool:
        """Whether the up file of a migration that the base has is another one there."""
        text = self.files.get(migration.up_path.name)
        return text is None or sha256_of(text) != migration.up_sha


def read_base(folder: Path, ref: str | None) -> Base | None:
    """The folder at `ref`; else at the first of the usual names of a main branch; None if there is none of them.

    UsageError if git does not know `ref`.
    """
    for name in [ref] if ref else BASES:
        commit = find_commit(folder, name)
        if commit:
            archive = ask_git(folder, "archive", "--format=tar", commit, ".")  # None: it has no such folder yet
            return Base(name.removesuffix("/HEAD"), _unpack(archive) if archive else {})
    if ref:
        hint = "fetch it first (in CI: a full clone, fetch-depth: 0)"
        raise UsageError(f"git knows no commit {ref!r}", hint=hint)
    return None


def _unpack(archive: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            name = member.name.removeprefix("./")
            file = tar.extractfile(member) if "/" not in name and name.endswith((".sql", ".py", SUM_NAME)) else None
            if file:
                found[name] = file.read().decode("utf-8-sig", "replace")
    return found
