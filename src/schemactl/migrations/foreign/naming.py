"""How tools lay out files: a pair of files for each migration, or a folder for each.

Pure. Comes in: paths. Goes out: which file is whose; UsageError for what cannot be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from schemactl.errors import Place, UsageError


def pairs(halves: Mapping[str, re.Match[str]]) -> list[tuple[str | None, str | None]]:
    """Up and down file of each version, in order, where there are both. A half that is no `down` goes up.

    UsageError for two of one version.
    """
    ups = _by_version({path: match for path, match in halves.items() if match["half"] != "down"})
    downs = _by_version({path: match for path, match in halves.items() if match["half"] == "down"})
    return [(ups.get(version), downs.get(version)) for version in sorted({*ups, *downs})]


def steps(paths: Iterable[str], file: str) -> dict[str, str]:
    """The folders that have a file of this name, by their names in order, with that file.

    UsageError if they are in several folders: which of them are one history cannot be told.
    """
    found = sorted((PurePosixPath(path) for path in paths if PurePosixPath(path).name == file), key=_folder)
    roots = sorted({str(path.parent.parent) for path in found})
    if len(roots) > 1:
        raise UsageError(f"there are several histories here: {', '.join(roots)}", hint="name one of them")
    return {_folder(path): str(path) for path in found}


def _folder(path: PurePosixPath) -> str:
    return path.parent.name


def _by_version(halves: Mapping[str, re.Match[str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for path, match in halves.items():
        if found.setdefault(int(match["version"]), path) != path:
            raise UsageError(f"{found[int(match['version'])]} and {path} have one version", place=Place(path))
    return found
