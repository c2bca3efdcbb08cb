"""What a fingerprint says besides what it is of: which reader made it.

Comes in: a catalog, and what was left out of it. Goes out: a text to record; or whether a recorded one says anything.
A reader is all that makes a catalog of a database: the queries and the modules of this room, the server's major, which
writes expressions in its own way, and what is left out. It is told by a digest of them, so that nobody needs to raise
a number; two fingerprints of different readers say nothing of each other.
This file must never know where fingerprints are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from schemactl.catalog.model import Catalog

_BETWEEN = ":"
_LENGTH = 12


class Same(Enum):
    """Whether a database is as it was when a fingerprint of it was recorded."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def make_fingerprint(catalog: Catalog, exclude: Sequence[str] = ()) -> str:
    """The reader's mark and the sha256 of all that it has read. exclude: the globs that `catalog` was read with."""
    return f"{_mark(catalog.version // 10000, exclude)}{_BETWEEN}{catalog.fingerprint}"


def compare_fingerprints(recorded: str | None, found: str) -> Same:
    """UNKNOWN where nothing was recorded, or by another reader; versions before marks made fingerprints without one."""
    if recorded is None or recorded.partition(_BETWEEN)[0] != found.partition(_BETWEEN)[0]:
        return Same.UNKNOWN
    return Same.YES if recorded == found else Same.NO


def _mark(major: int, exclude: Sequence[str]) -> str:
    digest = sha256(_reader().encode())
    digest.update(repr((major, sorted(set(exclude)))).encode())
    return digest.hexdigest()[:_LENGTH]


@cache
def _reader() -> str:
    """A digest of the text of all files of this room."""
    digest = sha256()
    for name, file in sorted(reader_texts()):
        digest.update(name.encode() + b"\0" + file.read_text(encoding="utf-8").encode() + b"\0")
    return digest.hexdigest()


def reader_texts() -> list[tuple[str, Traversable]]:
    """The files of the reader, by their paths in this room."""
    return _texts(files("schemactl.catalog"), "")


def _texts(folder: Traversable, at: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for one in folder.iterdir():
        if one.is_dir():
            found += _texts(one, f"{at}{one.name}/")
        elif one.name.endswith((".py", ".sql")):
            found.append((at + one.name, one))
    return found
