"""Suppressions: comments that say which findings are meant, and why.

    -- schemactl:ignore column-dropped: unused since 3.2     the statement above, behind or in which it stands
    -- schemactl:ignore file SC1, truncate: a test project   the whole file

One in the block at the top of a file that a blank line sets off is for the whole file, too. Those of squawk, eugene,
pgsafe and Atlas are understood as well. Each is checked: names that are no rule's, suppressions that suppress nothing,
and (if the project wants that) those without a reason are findings.
Comes in: a Script and its findings. Goes out: what remains, and what was suppressed.
Must never know: where findings come from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from schemactl.finding import Finding
from schemactl.lint.check import ActiveRule
from schemactl.lint.comments import comments, program_comments
from schemactl.lint.model import Rule
from schemactl.lint.policy import is_named, known_names
from schemactl.lint.rules import RULES
from schemactl.lint.script import Script


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


@dataclass(frozen=True, slots=True)
class Suppression:
    """rules: names as written. at: offset of the comment. step: the statement it is for; None for the file."""

    rules: tuple[str, ...]
    reason: str
    at: int
    step: int | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a file's findings; `suppressed` with the reasons."""

    findings: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, str], ...] = ()


def sift(script: Script, findings: Sequence[Finding], active: Sequence[ActiveRule], *, is_whole: bool = True) -> Sifted:
    """Apply the suppressions of a file. is_whole: all rules could speak, so that an unused one may be told."""
    rules = {rule.name: rule for rule in (*RULES, *(one.rule for one in active))}
    suppressions = tuple(find_suppressions(script, tuple(rules.values())))
    if not suppressions:
        return Sifted(tuple(findings))
    kept: list[Finding] = []
    suppressed: list[tuple[Finding, str]] = []
    used: set[int] = set()
    where = _Coverage(script, suppressions)
    for finding in findings:
        by = [index for index in where.of(finding) if _names(suppressions[index], rules.get(finding.rule))]
        used.update(by)
        if by:
            suppressed.append((finding, suppressions[by[0]].reason))
        else:
            kept.append(finding)
    own = _Own(script, active, tuple(rules.values()))
    for index, one in enumerate(suppressions):
        kept += own.judge(one, is_used=index in used or not is_whole)
    return Sifted(tuple(kept), tuple(suppressed))


def find_suppressions(script: Script, rules: Sequence[Rule] = RULES) -> Iterator[Suppression]:
    """Those of a file, in order. rules: those that there are, installed ones among them."""
    if not any(hint in script.text for hint in _HINTS):
        return
    starts = [(script.characters(step.start), script.characters(step.end)) for step in script.steps]
    for at, text in (program_comments if script.code else comments)(script.text):
        inner = _inner(text)
        form = next((one for one in _FORMS if inner.lower().startswith(one.word)), None)
        if form and (rest := inner[len(form.word) :])[:1] in ("", " ", "\t", "\n", ","):
            yield _read(form, rest, rules, _Where(at, script.text, starts))


def _inner(comment: str) -> str:
    inner = comment[2:-2] if comment.startswith("/*") else comment.removeprefix("#").removeprefix("--")
    return inner.strip()


@dataclass(frozen=True, slots=True)
class _Where:
    """at: offset of the comment. starts: first and last offset of each statement."""

    at: int
    text: str
    starts: list[tuple[int, int]]


def _read(form: _Form, rest: str, rules: Sequence[Rule], where: _Where) -> Suppression:
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
        where.at,
        None if is_file or _is_head(where) else _step(where),
        form.is_own,
    )


def _is_head(where: _Where) -> bool:
    """Whether a comment stands in the block at the top of the file that a blank line sets off."""
    at, text, starts = where.at, where.text, where.starts
    first = starts[0][0] if starts else len(text)
    if at >= first:
        return False
    lines = text[:first].splitlines(keepends=True)
    position = 0
    for line in lines:
        position += len(line)
        if not line.strip() and text[: position - len(line)].strip():
            return at < position
    return False


def _step(where: _Where) -> int:
    """The statement that a comment is for: the one around it, the one behind whose end it stands, else the next."""
    at, text, starts = where.at, where.text, where.starts
    index = bisect_right(starts, at, key=lambda span: span[0]) - 1
    if index >= 0 and (at < starts[index][1] or "\n" not in text[starts[index][1] : at]):
        return index
    return min(index + 1, max(len(starts) - 1, 0))


class _Coverage:
    """Which suppressions are for a line: those of the file, and those of the statements on it."""

    def __init__(self, script: Script, suppressions: Sequence[Suppression]) -> None:
        self.by_line: dict[int, list[int]] = {}
        self.of_file: list[int] = []
        for index, one in enumerate(suppressions):
            if one.step is None:
                self.of_file.append(index)
            elif one.step < len(script.steps):
                step = script.steps[one.step]
                last = script.place(max(step.start, step.end - 1)).line
                for line in range(script.place(step.start).line, last + 1):
                    self.by_line.setdefault(line, []).append(index)

    def of(self, finding: Finding) -> list[int]:
        """Numbers of suppressions, in the order of the file."""
        return sorted([*self.of_file, *self.by_line.get(finding.place.line if finding.place else 0, ())])


def _names(one: Suppression, rule: Rule | None) -> bool:
    return rule is not None and any(is_named(rule, name) for name in one.rules)


def _named(name: str, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if is_named(rule, name))


@dataclass(frozen=True, slots=True)
class _Own:
    """Findings about suppressions."""

    script: Script
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
                place = self.script.lines.place(one.at)
                yield Finding(
                    name, active.severity, message, remedy or active.rule.remedy, place=place, code=active.rule.code
                )
