"""Suppressions: comments that say which findings are meant, and why.

    -- schemactl:ignore column-dropped: unused since 3.2     one statement
    -- schemactl:ignore file SC1, truncate: a test project   the whole file

One statement: the one in which a comment stands, also in the body of a DO; else the next one, on the comment's line or
below; behind the last one of a line that one. Others on its line are not meant. A comment in the block at the top of a
file that a blank line sets off is for the whole file, too. Those of squawk, eugene, pgsafe and Atlas are understood as
well. Each is checked: names that are no rule's, suppressions that suppress nothing, and (if the project wants that)
those without a reason are findings.
Comes in: a Script, and later its findings. Goes out: its suppressions; what remains, and what was suppressed.
Must never know: where findings come from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from schemactl.errors import Place
from schemactl.finding import Finding
from schemactl.lint.check import ActiveRule
from schemactl.lint.comments import comments, program_comments
from schemactl.lint.model import Rule
from schemactl.lint.policy import is_named, known_names
from schemactl.lint.rules import RULES
from schemactl.lint.script import Script
from schemactl.pgsql import tokens


@dataclass(frozen=True, slots=True)
class _Form:
    """How a tool writes it. file: words that make it one for the whole file. ends: what comes before the reason."""

    word: str
    is_file: bool = False
    ends: tuple[str, ...] = ()
    is_own: bool = False


_FORMS = (
    _Form("schemactl:ignore-file", is_file=True, ends=(":",), is_own=True),
    _Form("schemactl: ignore-file", is_file=True, ends=(":",), is_own=True),
    _Form("schemactl:ignore", ends=(":",), is_own=True),
    _Form("schemactl: ignore", ends=(":",), is_own=True),
    _Form("squawk-ignore-file", is_file=True, ends=("--",)),
    _Form("squawk-ignore", ends=("--",)),
    _Form("eugene: ignore", ends=()),
    _Form("pgsafe:ignore-file", is_file=True, ends=()),
    _Form("pgsafe:ignore", ends=()),
    _Form("atlas:nolint", ends=()),
)
_HINTS = ("ignore", "nolint")


Spot = tuple[int, int]
_END: Spot = (2**31, 0)


@dataclass(frozen=True, slots=True)
class Suppression:
    """rules: names as written. place: of the comment.

    span: line and column at which the statement begins that it is for, and the next one; None for the file.
    """

    rules: tuple[str, ...]
    reason: str
    place: Place
    span: tuple[Spot, Spot] | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a file's findings; `suppressed` with the reasons."""

    findings: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, str], ...] = ()


def sift(
    suppressions: Sequence[Suppression],
    findings: Sequence[Finding],
    active: Sequence[ActiveRule],
    *,
    is_whole: bool = True,
) -> Sifted:
    """Apply the suppressions of a file. is_whole: all rules could speak, so that an unused one may be told."""
    if not suppressions:
        return Sifted(tuple(findings))
    rules = _known(active)
    kept: list[Finding] = []
    suppressed: list[tuple[Finding, str]] = []
    used: set[int] = set()
    where = _Coverage(suppressions)
    for finding in findings:
        by = [index for index in where.of(finding) if _names(suppressions[index], rules.get(finding.rule))]
        used.update(by)
        if by:
            suppressed.append((finding, suppressions[by[0]].reason))
        else:
            kept.append(finding)
    own = _Own(active, tuple(rules.values()))
    for index, one in enumerate(suppressions):
        kept += own.judge(one, is_used=index in used or not is_whole)
    return Sifted(tuple(kept), tuple(suppressed))


def suppresses(suppressions: Sequence[Suppression], rule: Rule, place: Place) -> bool:
    """Whether what a rule finds in the statement that begins at a place is let pass."""
    here = (place.line, place.column)
    return any(_names(one, rule) for one in suppressions if one.span is None or one.span[0] == here)


def _known(active: Sequence[ActiveRule]) -> dict[str, Rule]:
    """The rules that there are, installed ones among them."""
    return {rule.name: rule for rule in (*RULES, *(one.rule for one in active))}


def read_suppressions(script: Script, active: Sequence[ActiveRule]) -> tuple[Suppression, ...]:
    """Those of a file, in order."""
    if not any(hint in script.text for hint in _HINTS):
        return ()
    rules, where = tuple(_known(active).values()), _Where(script)
    return tuple(
        _read(form, rest, rules, where, at)
        for at, text in _comments(script)
        for form, rest in [_form(_inner(text))]
        if form
    )


def _form(inner: str) -> tuple[_Form | None, str]:
    """Which tool's a comment is, and what stands after its word; None if it is no suppression."""
    form = next((one for one in _FORMS if inner.lower().startswith(one.word)), None)
    rest = inner[len(form.word) :] if form else ""
    return (form, rest) if rest[:1] in ("", " ", "\t", "\n", ",") else (None, "")


def _comments(script: Script) -> Iterator[tuple[int, str]]:
    """Those of a file, also in the bodies of its DO statements, which are strings to SQL."""
    if script.code:
        yield from program_comments(script.text)
        return
    yield from comments(script.text)
    for step in script.steps:
        if step.kind == "do_stmt":
            sql, start = script.sql(step), script.characters(step.start)
            for one in tokens(sql):
                if one.kind == "SCONST" and sql[one.start] == "$":
                    inner = sql.index("$", one.start + 1) + 1
                    yield from ((start + inner + at, text) for at, text in comments(sql[inner : one.end]))


def _inner(comment: str) -> str:
    inner = comment[2:-2] if comment.startswith("/*") else comment.removeprefix("#").removeprefix("--")
    return inner.strip()


def _read(form: _Form, rest: str, rules: Sequence[Rule], where: _Where, at: int) -> Suppression:
    reason = ""
    for end in form.ends:
        rest, found, said = rest.partition(end)
        reason = said.strip() if found else reason
    names = rest.replace(",", " ").split()
    is_file = form.is_file
    if form.is_own and names[:1] == ["file"]:
        names, is_file = names[1:], True
    if not form.ends:  # whatever comes behind the names of rules is the reason
        count = next((i for i, name in enumerate(names) if not _named(name, rules)), len(names)) or len(names[:1])
        names, reason = names[:count], " ".join(names[count:])
    return Suppression(
        tuple(names),
        reason,
        where.script.lines.place(at),
        None if is_file or at < where.head else where.span(at),
        form.is_own,
    )


class _Where:
    """What the comments of a file stand at."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.spans = [(script.characters(step.start), script.characters(step.end)) for step in script.steps]
        self.head = self._end_of_head(script.text[: self.spans[0][0]] if self.spans else script.text)

    @staticmethod
    def _end_of_head(text: str) -> int:
        """Where the block at the top ends that a blank line sets off; 0 if there is none."""
        position, is_begun = 0, False
        for line in text.splitlines(keepends=True):
            position += len(line)
            if is_begun and not line.strip():
                return position
            is_begun = is_begun or bool(line.strip())
        return 0

    def span(self, at: int) -> tuple[Spot, Spot]:
        """Of the statement that a comment is for."""
        index = self._step(at)
        spots = [self._spot(start) for start, _ in self.spans[index : index + 2]]
        first, following = (*spots, _END, _END)[:2]
        return first, following

    def _spot(self, at: int) -> Spot:
        place = self.script.lines.place(at)
        return place.line, place.column

    def _step(self, at: int) -> int:
        """The statement around a comment, else the next one on its line, the last one on it, the next one."""
        text, spans = self.script.text, self.spans
        index = bisect_right(spans, at, key=lambda span: span[0]) - 1
        following = min(index + 1, max(len(spans) - 1, 0))
        if index < 0 or (at >= spans[index][1] and "\n" in text[spans[index][1] : at]):
            return following
        is_followed = following > index and "\n" not in text[at : spans[following][0]]
        return following if at >= spans[index][1] and is_followed else index


class _Coverage:
    """Which suppressions are for a finding: those of the file, and those of its statement."""

    def __init__(self, suppressions: Sequence[Suppression]) -> None:
        self.of_file = [index for index, one in enumerate(suppressions) if one.span is None]
        self.by_span: dict[tuple[Spot, Spot], list[int]] = {}
        for index, one in enumerate(suppressions):
            if one.span is not None:
                self.by_span.setdefault(one.span, []).append(index)
        self.spans = sorted(self.by_span)

    def of(self, finding: Finding) -> list[int]:
        """Numbers of suppressions, in the order of the file."""
        at = (finding.place.line, finding.place.column) if finding.place else (0, 0)
        found = bisect_right(self.spans, at, key=lambda span: span[0]) - 1
        is_inside = found >= 0 and at < self.spans[found][1]
        return sorted([*self.of_file, *(self.by_span[self.spans[found]] if is_inside else ())])


def _names(one: Suppression, rule: Rule | None) -> bool:
    return rule is not None and any(is_named(rule, name) for name in one.rules)


def _named(name: str, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if is_named(rule, name))


@dataclass(frozen=True, slots=True)
class _Own:
    """Findings about suppressions."""

    active: Sequence[ActiveRule]
    rules: Sequence[Rule]

    def judge(self, one: Suppression, *, is_used: bool) -> Iterator[Finding]:
        unknown = [name for name in one.rules if not _named(name, self.rules)]
        for name in unknown:
            near = get_close_matches(name, known_names(self.rules), n=1)
            remedy = f"Did you mean {near[0]}?" if near else ""
            yield from self._finding("suppression-unknown", f"no rule is called {name}", one, remedy)
        if not one.rules:
            yield from self._finding("suppression-unknown", "this suppression names no rule", one)
        elif not is_used and one.is_own and len(unknown) < len(one.rules):
            yield from self._finding("suppression-unused", f"nothing here is found by {', '.join(one.rules)}", one)
        if not one.reason and one.is_own:
            yield from self._finding("suppression-no-reason", "this suppression gives no reason", one)

    def _finding(self, name: str, message: str, one: Suppression, remedy: str = "") -> Iterator[Finding]:
        for active in self.active:
            if active.rule.name == name:
                remedy = remedy or active.rule.remedy
                yield Finding(name, active.severity, message, remedy, place=one.place, code=active.rule.code)
