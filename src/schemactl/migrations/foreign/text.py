"""Files of other tools as files of schemactl: sections between marks, and transactions that the files make themselves.

Comes in: text, and the path that it is shown by. Goes out: text; SourceError with the place for what cannot be had.
Must never know: which tool it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from schemactl.code import read_statements
from schemactl.errors import SourceError
from schemactl.pgsql import Statement, comment_end, enum_name, place_at, top_node

NO_TRANSACTION = "-- schemactl: transaction=none\n"
_WORDS = frozenset("begin start commit end rollback abort savepoint release prepare".split())
_PLAIN = {"TRANS_STMT_BEGIN", "TRANS_STMT_START", "TRANS_STMT_COMMIT"}

Mark = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Section:
    """The text behind a mark. It has blanks in the place of all other lines, so that places in it are the file's."""

    mark: str
    text: str


def sections(text: str, mark: Mark) -> list[Section]:
    """The text cut at its marks; what stands above the first has the mark ''. `mark` says what a line is, if any."""
    lines = text.splitlines(keepends=True)
    marks = [(0, ""), *((index, found) for index, line in enumerate(lines) if (found := mark(line)) is not None)]
    ends = [index for index, _ in marks[1:]] + [len(lines)]
    cut = []
    for (start, found), end in zip(marks, ends, strict=True):
        first = start + 1 if found else start
        cut.append(Section(found, "".join([*map(blank, lines[:first]), *lines[first:end]])))
    return cut


def blank(text: str) -> str:
    """Text of the same length and lines, with nothing in it."""
    return "".join(letter if letter in "\r\n" else " " for letter in text)


def adapt(
    text: str,
    path: str,
    *,
    transaction: bool = True,
    leave_out: Callable[[str, Any], bool] = lambda kind, node: False,  # noqa: ARG005
) -> tuple[str, tuple[str, ...]]:
    """The text as schemactl runs it, and what is to be said of that.

    BEGIN and COMMIT go, since schemactl makes the transactions; if they cut the file in pieces, or `transaction` is
    False, it runs statement by statement. Statements that `leave_out` names (kind, node) go too.
    """
    gone: list[Statement] = []
    pieces = [0]
    for statement in read_statements(text, path):
        if _ends_or_begins(statement):
            gone.append(statement)
            pieces.append(0)
        elif leave_out(*top_node(statement.sql)):
            gone.append(statement)
        else:
            pieces[-1] += 1
    cut = tidy(_without(text, gone)) if gone or text[:1].isspace() else text
    if sum(1 for piece in pieces if piece) > 1:
        return NO_TRANSACTION + cut, (f"{path}: it makes several transactions; here it runs statement by statement",)
    return (cut if transaction else NO_TRANSACTION + cut), ()


def adapt_back(
    text: str | None,
    path: str,
    *,
    transaction: bool = True,
    leave_out: Callable[[str, Any], bool] = lambda kind, node: False,  # noqa: ARG005
) -> tuple[str | None, tuple[str, ...]]:
    """The same of a way back: none where there is no statement in it, or, with a note, where it cannot be had."""
    if text is None:
        return None, ()
    try:
        made, notes = adapt(text, path, transaction=transaction, leave_out=leave_out)
        return (made, notes) if has_statements(made, path) else (None, ())
    except SourceError as error:
        return None, (f"{error.place or path}: the way back is left out: {error.message}",)


def checksums(text: str, algorithm: str) -> tuple[str, ...]:
    """What a tool may have as a file's checksum: with the line endings and the mark that another copy of it has."""
    lines = text.replace("\r\n", "\n")
    forms = (mark + form for mark in ("", "\ufeff") for form in (text, lines, lines.replace("\n", "\r\n")))
    return tuple(dict.fromkeys(hashlib.new(algorithm, form.encode()).hexdigest() for form in forms))


def has_statements(text: str, path: str) -> bool:
    """Whether there is more than comments."""
    return bool(read_statements(text, path))


def tidy(text: str) -> str:
    """Without blank lines at both ends, and blanks at the ends of the lines that were marks."""
    return text.strip("\ufeff \t\r\n") + "\n" if text.strip() else ""


def mark_of(line: str, word: str) -> str | None:
    """What stands behind `word` in a line that is a comment with it, lower case or not; None in any other line."""
    stripped = line.strip()
    if not stripped.startswith("--"):
        return None
    said = stripped[2:].strip()
    return said[len(word) :].strip() if said.lower().startswith(word) else None


def refuse_above(parts: Sequence[Section], path: str, mark: str) -> None:
    """SourceError for a statement above the first mark, which no tool would run."""
    for part in parts:
        above = read_statements(part.text, path) if not part.mark else ()
        if above:
            hint = f"move it below `{mark}`, if it is meant"
            raise SourceError(f"a statement above `{mark}`", hint=hint, place=above[0].place)


def refuse_text(text: str, path: str, word: str, message: str, hint: str) -> None:
    """SourceError at the first place of `word`, if it is anywhere."""
    if word in text:
        raise SourceError(message, hint=hint, place=place_at(text, path, text.index(word)))


def join_notes(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All notes, each once."""
    return tuple(dict.fromkeys(note for part in parts for note in part))


def _ends_or_begins(statement: Statement) -> bool:
    """Whether it is a BEGIN or COMMIT; SourceError for what else there is of transactions."""
    first = "".join(takewhile(str.isalpha, statement.sql)).lower()
    kind, node = top_node(statement.sql) if first in _WORDS else ("", None)
    if kind != "transaction_stmt":
        return False
    if enum_name(node, "kind") not in _PLAIN:
        hint = "write the file without it: schemactl runs a file in one transaction"
        raise SourceError(f"{first.upper()} cannot be taken over", hint=hint, place=statement.place)
    return True


def _without(text: str, gone: Sequence[Statement]) -> str:
    for statement in reversed(gone):
        end = _behind(text, statement.offset + len(statement.sql))
        rest = text[end:]
        is_line = not text[: statement.offset].rpartition("\n")[2].strip() and not rest.partition("\n")[0].strip()
        text = text[: statement.offset] + (rest.partition("\n")[2].lstrip("\r\n") if is_line else rest)
    return text


def _behind(text: str, position: int) -> int:
    """Where a statement ends with its semicolon, comments between them or not."""
    while position < len(text):
        stop = comment_end(text, position, len(text))
        if text[position] == ";":
            return position + 1
        position = max(stop, position + 1)
    return position
