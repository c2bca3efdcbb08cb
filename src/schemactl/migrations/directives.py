"""What a migration file says about itself: lines `-- schemactl: …` above its first statement; `#` in Python.

Comes in: the text of a file. Goes out: `Directives`; UsageError with the place for a word that is none.
Must never know: SQL. `ignore`, `assert` and `renamed` belong to others and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schemactl.code import is_code
from schemactl.config import did_you_mean
from schemactl.errors import Place, UsageError

PREFIX = "schemactl:"
NO_TRANSACTION = "transaction=none"
OUT_OF_ORDER = "allow-out-of-order"
_OTHERS = ("ignore", "assert", "renamed")


@dataclass(frozen=True, slots=True)
class Directives:
    """`transaction`: whether the file may run in one; `is_late_allowed`: whether it may run behind later versions."""

    transaction: bool = True
    is_late_allowed: bool = False


def read_directives(text: str, path: str) -> Directives:
    """The directives at the top of a file."""
    words = dict(_words(text, path))
    for word, place in words.items():
        if word not in (NO_TRANSACTION, OUT_OF_ORDER):
            known = (NO_TRANSACTION, OUT_OF_ORDER, *_OTHERS)
            raise UsageError(f"not a directive: {word}", hint=did_you_mean(word, known), place=place)
    return Directives(NO_TRANSACTION not in words, OUT_OF_ORDER in words)


def _words(text: str, path: str) -> Iterator[tuple[str, Place]]:
    mark = "#" if is_code(path) else "--"
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith(mark):
            return
        comment = stripped.removeprefix(mark).strip()
        if comment.lower().startswith(PREFIX):
            rest = comment[len(PREFIX) :].split()
            if rest and rest[0].rstrip(":") in _OTHERS:
                continue
            for word in rest:
                yield word.rstrip(","), Place(path, number, line.index(word) + 1, line)
