"""Lint of long files: what it costs grows as they do. What is counted is work, lines of code that run, and not time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from schemactl.config import LintConfig
from schemactl.lint.changes import Name
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN
from schemactl.lint.schema import Schema
from schemactl.lint.script import Mode, Script, WideText, read_script
from schemactl.pgsql import parse

MOST = 2.06
"""From n statements to 2n, and from there to 4n: the second step is twice the first one, or this at most."""


def repeat(form: str, joint: str = "\n") -> Callable[[int], str]:
    return lambda count: joint.join(form.format(number) for number in range(count))


def alter(form: str) -> Callable[[int], str]:
    """One ALTER TABLE of many commands."""
    return lambda count: f"ALTER TABLE x {repeat(form, ', ')(count)};"


def block(form: str) -> Callable[[int], str]:
    """One transaction of many statements."""
    return lambda count: f"BEGIN;\n{repeat(form)(count)}\nCOMMIT;"


LONG: dict[str, Callable[[int], str]] = {
    "columns added": alter("ADD COLUMN c{0} integer DEFAULT random()"),
    "columns dropped": alter("DROP COLUMN c{0} CASCADE"),
    "checks": alter("ADD CONSTRAINT c{0} CHECK (a{0} > 0)"),
    "columns listed": lambda count: f"INSERT INTO x ({repeat('c{0}', ', ')(count)}) SELECT 1;",
    "labels": block("ALTER TYPE e ADD VALUE 'v{0}';\nUPDATE x SET a = 'v{0}' WHERE b = 1;"),
    "columns renamed": repeat("ALTER TABLE x RENAME COLUMN a{0} TO b{0};\nALTER TABLE x ADD COLUMN d{0} text;"),
    "tables renamed": repeat("ALTER TABLE a{0} RENAME TO b{0};\nCREATE VIEW v{0} AS SELECT 1;"),
    "columns filled": repeat(
        "UPDATE x SET c{0} = 1 WHERE c{0} IS NULL;\nALTER TABLE x ALTER COLUMN c{0} SET NOT NULL;"
    ),
    "constraints replaced": repeat(
        "ALTER TABLE x DROP CONSTRAINT k{0};\nALTER TABLE x ADD CONSTRAINT j{0} CHECK (a > 0) NOT VALID;"
    ),
    "indexes replaced": repeat("DROP INDEX CONCURRENTLY i{0};\nCREATE INDEX CONCURRENTLY j{0} ON x (c{0});"),
    "transactions": repeat("BEGIN;\nUPDATE x SET a = {0} WHERE b = 1;\nSELECT 1 FROM x;\nCOMMIT;"),
    "one transaction": block("CREATE TABLE t{0} (id bigint PRIMARY KEY);\nDELETE FROM x WHERE a = {0};"),
    "suppressions": lambda count: f"{repeat('-- schemactl:ignore file truncate: {0}')(count)}\n\nTRUNCATE x;",
}


def work(text: str) -> int:
    """How many lines of Python run while a text is linted."""
    rules = active_rules(RULES, LintConfig(), {})
    job = Job((File("1.sql", text),), PLAIN, rules, is_alone=True)
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ARG001 what a trace function gets
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        lint(job)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("form", LONG.values(), ids=LONG.keys())
def test_work_grows_with_the_text(form: Callable[[int], str]) -> None:
    """A file that is twice as long costs twice as much, whatever is in it."""
    lint(Job((File("1.sql", form(3)),), PLAIN, active_rules(RULES, LintConfig(), {}), is_alone=True))  # imports
    once, twice, fourfold = (work(form(count)) for count in (30, 60, 120))
    assert (fourfold - twice) / (twice - once) <= MOST


def test_places_in_a_wide_text_are_counted_from_the_last_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text that is not of ASCII alone, each place looks at one block of it, and not at all that is before."""
    script = read_script("1.sql", "SELECT 'ä€𝄞';\n" * 2000, Mode.EACH)
    first = [script.place(step.start) for step in script.steps]
    assert [place.line for place in first] == [*range(1, 2001)]
    looked_at: list[int] = []
    count = WideText._count

    def counted(self: WideText, start: int, end: int) -> int:
        looked_at.append(end - start)
        return count(self, start, end)

    monkeypatch.setattr(WideText, "_count", counted)
    assert [script.place(step.start) for step in script.steps] == first
    assert len(looked_at) == len(first)
    assert max(looked_at) < WideText.BLOCK


def test_characters_of_a_wide_text() -> None:
    """A byte offset is that of a character, at the ends of blocks as well."""
    text = "aä€𝄞" * WideText.BLOCK
    wide = WideText(text)
    for characters in (*range(8), *range(3000, 3010), len(text) - 1, len(text)):
        assert wide.characters(len(text[:characters].encode())) == characters


def test_a_file_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which statements run outside of a transaction is seen in the tree that is there."""
    parsed: list[str] = []

    def counted(sql: str) -> Any:
        parsed.append(sql)
        return parse(sql)

    monkeypatch.setattr("schemactl.lint.script.parse", counted)
    script = read_script("1.sql", repeat("CREATE INDEX i{0} ON x (a);\nDROP TABLE t{0};")(20), Mode.AUTO)
    assert len(script.steps) == 40
    assert len(parsed) == 1


def test_a_label_is_looked_up() -> None:
    """A label that is added is compared with few of those that are there."""
    compared: list[object] = []

    class Label(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            compared.append(other)
            return str.__eq__(self, other)

    schema = Schema()
    for number in range(500):
        schema.add_label(Name("public", "e"), Label(number))
    schema.add_label(Name("public", "e"), Label(7))
    assert list(schema.enums[Name("public", "e")]) == [str(number) for number in range(500)]
    assert len(compared) < 600


def test_a_statement_is_found_by_its_place() -> None:
    """Each offset belongs to the statement around it, and to none behind the last."""
    script: Script = read_script("1.sql", "SELECT 1; SELECT 2;\nSELECT 3;  -- the end", Mode.EACH)
    found = [script.step_at(at) for at in range(len(script.text))]
    around = [next((step for step in script.steps if step.start <= at < step.end), None) for at in range(len(found))]
    assert found == around
