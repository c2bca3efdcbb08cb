"""A file of SQL as its runner runs it: statements, what they do, which of them share a transaction.

Comes in: a file's text and how its runner treats transactions. Goes out: a Script; text that does not parse is one
with a `fault` and no steps.
Must never know: other files, servers, rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar, cast

from schemactl import psql
from schemactl.code import Code, read_code
from schemactl.errors import Place, SourceError
from schemactl.lint import changes as c
from schemactl.lint.changes import Change, Transaction
from schemactl.lint.read import read_changes
from schemactl.pgsql import Lines, needs_own_transaction, parse

Kind = TypeVar("Kind", bound=Change)
Keys = Callable[[Any], Iterable[Any]]


class Mode(StrEnum):
    """How a runner sends a file.

    FILE: one transaction around it. EACH: every statement by itself. TOGETHER: as one string, of which the server makes
    one transaction. AUTO: FILE, unless a statement cannot run in a transaction: then EACH.
    """

    FILE = "file"
    EACH = "each"
    TOGETHER = "together"
    AUTO = "auto"


class WideText:
    """A text that is not of ASCII alone: its bytes, and the characters before a byte, counted by blocks."""

    BLOCK = 4096
    _LATER = bytes(range(0x80, 0xC0))
    """All bytes of a character but its first."""

    def __init__(self, text: str) -> None:
        self.data = text.encode()
        starts = range(0, len(self.data), self.BLOCK)
        self._before = [0, *accumulate(self._count(start, start + self.BLOCK) for start in starts)]

    def characters(self, at: int) -> int:
        """A byte offset as one of characters."""
        block = at // self.BLOCK
        return self._before[block] + self._count(block * self.BLOCK, at)

    def _count(self, start: int, end: int) -> int:
        return len(self.data[start:end].translate(None, self._LATER))


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One statement. start, end: byte offsets. block: the number of its transaction; 0 where it has none.

    data: the rows below a COPY … FROM stdin.
    """

    index: int
    start: int
    end: int
    kind: str
    node: Any
    changes: tuple[Change, ...]
    block: int = 0
    data: str | None = None


@dataclass(frozen=True, eq=False)
class Script:
    """path: as shown to people. mode: never AUTO. code: of a file in Python, which is one step."""

    path: str
    source: psql.Script
    steps: tuple[Step, ...] = ()
    mode: Mode = Mode.FILE
    fault: SourceError | None = None
    code: Code | None = None

    @property
    def text(self) -> str:
        """What the server sees: with blanks for psql's lines and for the data of COPY."""
        return self.source.text

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text, self.path)

    @cached_property
    def _wide(self) -> WideText | None:
        return None if self.text.isascii() else WideText(self.text)

    @cached_property
    def _by_kind(self) -> Mapping[type[Change], tuple[list[int], list[Change]]]:
        found: dict[type[Change], tuple[list[int], list[Change]]] = {}
        for step in self.steps:
            for change in step.changes:
                indexes, changes = found.setdefault(type(change), ([], []))
                indexes.append(step.index)
                changes.append(change)
        return found

    @cached_property
    def _by_key(self) -> dict[tuple[type[Change], Keys], dict[Any, tuple[list[int], list[Change]]]]:
        return {}

    def changes(
        self, kind: type[Kind], start: int = 0, end: int | None = None, *, about: tuple[Keys, Any] | None = None
    ) -> Sequence[Kind]:
        """The changes of one kind, of the statements from `start` to before `end`.

        about: only those that are about one thing, and what says of a change which things it is about.
        """
        indexes, changes = self._about(kind, *about) if about else self._by_kind.get(kind, ([], []))
        last = len(changes) if end is None else bisect_left(indexes, end)
        return cast("list[Kind]", changes[bisect_left(indexes, start) : last])

    def _about(self, kind: type[Kind], keys: Keys, wanted: Any) -> tuple[list[int], list[Change]]:
        if (kind, keys) not in self._by_key:
            found = self._by_key[kind, keys] = {}
            for index, change in zip(*self._by_kind.get(kind, ([], [])), strict=True):
                for key in keys(change):
                    indexes, changes = found.setdefault(key, ([], []))
                    indexes.append(index)
                    changes.append(change)
        return self._by_key[kind, keys].get(wanted, ([], []))

    @cached_property
    def blocks(self) -> Mapping[int, Sequence[Step]]:
        """The statements of each transaction."""
        found: dict[int, list[Step]] = {}
        for step in self.steps:
            if step.block:
                found.setdefault(step.block, []).append(step)
        return found

    def place(self, at: int) -> Place:
        """The place of a byte offset."""
        return self.lines.place(self._wide.characters(at) if self._wide else at)

    def characters(self, at: int) -> int:
        """A byte offset as one of characters."""
        return self._wide.characters(at) if self._wide else at

    def slice(self, start: int, end: int) -> str:
        """The text between two byte offsets."""
        return self._wide.data[start:end].decode() if self._wide else self.text[start:end]

    def step_at(self, at: int) -> Step | None:
        """The statement that a byte offset is in."""
        index = bisect_right(self.steps, at, key=lambda step: step.start) - 1
        return self.steps[index] if index >= 0 and at < self.steps[index].end else None

    def sql(self, step: Step) -> str:
        """The text of a statement."""
        return self.slice(step.start, step.end).rstrip()


class Text:
    """The text of one statement, as findings show it and point into it. end: behind its last character."""

    def __init__(self, script: Script, step: Step) -> None:
        self.script = script
        self.sql = script.sql(step)
        self.start = script.characters(step.start)
        self.end = script.lines.place(self.start + len(self.sql))

    @cached_property
    def _lower(self) -> str:
        lower = self.sql.lower()
        return lower if len(lower) == len(self.sql) else "".join(map(_lower, self.sql))

    def place(self, at: int, word: str = "") -> Place:
        """Where to point: at `word` behind a byte offset if it stands there as a word, else at the offset."""
        position = self.script.characters(at)
        if word:
            for form in (word.lower(), f'"{word.lower()}"'):
                found = self._find(form, position - self.start)
                if found >= 0:
                    return self.script.lines.place(self.start + found)
        return self.script.lines.place(position)

    def _find(self, word: str, start: int) -> int:
        lower, position = self._lower, start - 1
        while (position := lower.find(word, position + 1)) >= 0:
            end = position + len(word)
            around = (lower[position - 1] if position > start else " ") + (lower[end : end + 1] or " ")
            if not any(letter.isalnum() or letter in '_$"' for letter in around):
                return position
        return -1


def _lower(letter: str) -> str:
    """Where that is one letter as well, so that places stay."""
    return letter.lower() if len(letter.lower()) == 1 else letter


Parts = tuple[tuple[int, bool], ...]
"""Where parts of a file begin (in characters) that their runner runs one by one, and whether each in a transaction."""


def read_script(path: str, text: str, mode: Mode, parts: Parts = ()) -> Script:
    """Parse a file and lay its statements out in transactions."""
    try:
        if "\0" in text:
            raise SourceError("NUL byte: this is no SQL text", place=Lines(text, path).place(text.index("\0")))
        source = psql.read_script(text, path, includes=False)
        text = source.text
        tree = parse(text)
    except SourceError as error:
        if error.place:
            error.place = error.place._replace(path=path)
        return Script(path, psql.Script(text), fault=error)
    read = [_read(item) for item in tree.stmts]
    if mode is Mode.AUTO:
        mode = Mode.EACH if any(needs_own_transaction(kind, node) for _, _, kind, node in read) else Mode.FILE
    size = len(text) if text.isascii() else len(text.encode())
    steps = tuple(_laid_out(read, mode, size))
    if parts:
        steps = tuple(_in_parts(steps, [(len(text[:at].encode()), is_wrapped) for at, is_wrapped in parts]))
    return Script(path, source, _with_data(steps, source) if source.data else steps, mode)


def read_program(path: str, text: str) -> Script:
    """A file in Python: one statement, whose changes nobody knows."""
    try:
        code = read_code(text, path)
    except SourceError as error:
        return Script(path, psql.Script(""), fault=error)
    whole = Step(0, 0, len(text.encode()), "", None, (c.Code(0, "migration in Python", "python"),))
    return Script(path, psql.Script(text), (whole,), Mode.EACH, code=code)


def _with_data(steps: Sequence[Step], source: psql.Script) -> tuple[Step, ...]:
    """Each COPY … FROM stdin with its rows. split_script gives as many statements as the parser did."""
    return tuple(
        replace(step, data=statement.data) for step, statement in zip(steps, psql.split_script(source), strict=True)
    )


_Read = tuple[int, int, str, Any]


def _read(item: Any) -> _Read:
    """Start, length (0: to the end of the text), kind and node of a statement."""
    statement = item.stmt
    kind = statement.WhichOneof("node") or ""
    return item.stmt_location, item.stmt_len, kind, getattr(statement, kind)


def _in_parts(steps: Iterable[Step], parts: Sequence[tuple[int, bool]]) -> Iterator[Step]:
    """The same, with a transaction for each part that has one; parts: by bytes."""
    for step in steps:
        number = bisect_right(parts, step.start, key=lambda part: part[0])
        yield replace(step, block=number if number and parts[number - 1][1] else 0)


def _laid_out(statements: list[_Read], mode: Mode, size: int) -> Iterator[Step]:
    """Steps with the number of their transaction: what the runner opens, and what BEGIN and COMMIT in the file do."""
    wrapped = mode is Mode.FILE or (mode is Mode.TOGETHER and len(statements) > 1)  # one alone is in no block
    block, number = (1, 1) if wrapped else (0, 0)
    for index, (start, length, kind, node) in enumerate(statements):
        changes = read_changes(kind, node, start)
        word = changes[0].word if isinstance(changes[0], Transaction) else ""
        if word in ("begin", "start") and not block:
            number += 1
            block = number
        yield Step(index, start, start + length if length else size, kind, node, changes, block)
        if word in ("commit", "rollback", "prepare"):
            number += 1
            block = number if mode is Mode.TOGETHER else 0
