"""What is to be written instead of statements of a file, and the text of the file with it.

Comes in: a file, the statements to write. Goes out: its new text and settings, as a runner sends each of the new
statements by itself; or why no text does that.
Must never know: rules, servers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from schemactl.lint.changes import Transaction
from schemactl.lint.run import File, read
from schemactl.lint.runners import Runner
from schemactl.lint.script import Mode, Script
from schemactl.pgsql import Statement, needs_own_transaction


@dataclass(frozen=True, slots=True)
class Edit:
    """statements: what takes the place of one; () if it goes."""

    of: Statement
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Edits of which all are made or none. rule: whose finding it answers."""

    edits: tuple[Edit, ...]
    rule: str

    @property
    def line(self) -> int:
        return self.edits[0].of.place.line

    @property
    def key(self) -> tuple[str, ...]:
        """The same wherever the file has moved it to."""
        return tuple(sql for one in self.edits for sql in (one.of.sql, *one.statements))


def written(file: File, proposals: Sequence[Proposal], runner: Runner) -> File:
    """The file with the proposals in it; asked to be run without a transaction where its runner must be."""
    made = replace(file, text=_edited(file.text, [edit for one in proposals for edit in one.edits]))
    return made if is_apart(made, runner, new_statements(proposals)) else _bare(made, runner, new_statements(proposals))


def new_statements(proposals: Sequence[Proposal]) -> frozenset[str]:
    """The texts of all that proposals write."""
    return frozenset(sql for one in proposals for edit in one.edits for sql in edit.statements)


def _bare(file: File, runner: Runner, statements: Collection[str]) -> File:
    """The file as it asks to run these without a transaction; the same one if the runner has no word for that."""
    script = read(file, runner)
    places = [script.characters(step.start) for step in script.steps if script.sql(step) in statements]
    asked = replace(file, text=runner.to_bare(file.text, places))
    return asked if asked.text != file.text else replace(file, settings=runner.to_bare_by(file.settings))


def is_apart(file: File, runner: Runner, statements: Collection[str] | None = None) -> bool:
    """Whether each statement of a file, or each of these, has a transaction of its own, or none."""
    script = read(file, runner)
    if script.fault or has_own_transaction(script):
        return False
    steps = [step for step in script.steps if statements is None or script.sql(step) in statements]
    blocks = Counter(step.block for step in script.steps)
    if any(step.block and (blocks[step.block] > 1 or needs_own_transaction(step.kind, step.node)) for step in steps):
        return False
    return runner.is_mixed or script.mode is not Mode.EACH or _is_of_one_kind(file, script, runner)


def has_own_transaction(script: Script) -> bool:
    """Whether BEGIN, COMMIT and their like stand in a file."""
    return any(isinstance(change, Transaction) for step in script.steps for change in step.changes)


def _is_of_one_kind(file: File, script: Script, runner: Runner) -> bool:
    """Whether the file asks to be run so, or its statements leave the runner no choice."""
    return runner.is_bare_by(file.settings) or all(needs_own_transaction(step.kind, step.node) for step in script.steps)


def _edited(text: str, edits: Sequence[Edit]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    for one in sorted(edits, key=lambda one: -one.of.offset):
        start, stop = one.of.offset, one.of.offset + len(one.of.sql)
        if one.statements:
            text = text[:start] + f";{end}".join(one.statements) + text[stop:]
        else:
            text = "".join(_without(text, start, stop))
    return text


def _without(text: str, start: int, stop: int) -> Iterator[str]:
    """The text without a statement and its semicolon, and without its lines if nothing else stands on them."""
    semicolon = text.index(";", stop)
    while "--" in text[stop:semicolon].rpartition("\n")[2]:  # in a comment before the semicolon
        semicolon = text.index(";", text.index("\n", semicolon))
    kept = text[stop:semicolon].strip()
    begin, behind = text.rfind("\n", 0, start) + 1, text.find("\n", semicolon)
    behind = len(text) if behind < 0 else behind + 1
    if not kept and not text[begin:start].strip() and not text[semicolon + 1 : behind].strip():
        yield from (text[:begin], text[behind:])
    else:
        yield from (text[:start], kept, text[semicolon + 1 :].removeprefix(" "))
