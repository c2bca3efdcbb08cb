"""schemactl.sum: one line for each version, in order; what is recorded of the files, and of the catalog after them.

Comes in: the text of the file. Goes out: `SumLine`s; UsageError for what is none. Pure but for reading the file.
Must never know: migrations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import pairwise

from schemactl.errors import Place, UsageError

SUM_NAME = "schemactl.sum"
NONE = "-"
SUM_HINT = "`schemactl sum` records the files as they are, if that is meant"
_HEADER = "# schemactl.sum 1: version, sha256 of up, sha256 of down, fingerprint; `schemactl sum` writes it\n"
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of schemactl.sum."""

    version: str
    up_sha: str = NONE
    down_sha: str = NONE
    fingerprint: str = NONE

    @property
    def is_draft(self) -> bool:
        return self.up_sha == NONE

    @property
    def has_fingerprint(self) -> bool:
        return self.fingerprint != NONE


def read_sum(folder: Traversable) -> tuple[SumLine, ...]:
    """The lines of schemactl.sum in order of version; empty if there is no such file."""
    path = folder / SUM_NAME
    if not path.is_file():
        return ()
    lines = [
        _parse_sum_line(path, index, text)
        for index, text in enumerate(read_text(path).splitlines(), 1)
        if text.strip() and not text.startswith("#")
    ]
    for one, other in pairwise(lines := sorted(lines, key=lambda line: int(line.version))):
        if int(one.version) == int(other.version):
            raise UsageError(f"{SUM_NAME} has two lines for {one.version}", hint=SUM_HINT, place=Place(str(path)))
    return tuple(lines)


def read_lines(folder: Traversable) -> tuple[SumLine, ...]:
    """All lines that are some, of both sides if there is a merge conflict."""
    path = folder / SUM_NAME
    text = read_text(path) if path.is_file() else ""
    return tuple(line for line in map(_parse_words, text.splitlines()) if line)


def parse_sum(text: str) -> tuple[SumLine, ...]:
    """The lines of a file that is known to be whole."""
    return tuple(line for line in map(_parse_words, text.splitlines()) if line)


def render_sum(lines: Iterable[SumLine]) -> str:
    """The text of the file."""
    ordered = sorted(lines, key=lambda line: int(line.version))
    rows = [f"{line.version} {line.up_sha} {line.down_sha} {line.fingerprint}\n" for line in ordered]
    return _HEADER + "".join(rows)


def read_text(path: Traversable) -> str:
    """The text of a file of the folder. UsageError with the line of what is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(f"{path.name} is not UTF-8", hint="save it as UTF-8", place=Place(str(path), line)) from error


def _parse_words(text: str) -> SumLine | None:
    words = text.split()
    return SumLine(*words) if len(words) == 4 and words[0].isascii() and words[0].isdigit() else None


def _parse_sum_line(path: Traversable, index: int, text: str) -> SumLine:
    place = Place(str(path), index, 1, text)
    if text.startswith(_CONFLICT):
        hint = "`schemactl rebase` puts the migrations of this branch behind the other's"
        raise UsageError(f"{SUM_NAME} has a merge conflict", hint=hint, place=place)
    line = _parse_words(text)
    if line is None:
        raise UsageError(f"not a line of {SUM_NAME}", hint=SUM_HINT, place=place)
    return line
