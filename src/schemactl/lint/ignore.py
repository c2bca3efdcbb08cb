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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from schemactl.finding import Finding
from schemactl.lint.check import ActiveRule
from schemactl.lint.comments import comments
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
    suppressions = tuple(find_suppressions(script))
    if not suppressions:
        return Sifted(tuple(findings))
    kept: list[Finding] = []
    suppressed: list[tuple[Finding, str]] = []
    used: set[int] = set()
    steps = _steps_of_lines(script)
    for finding in findings:
        by = [index for index, one in enumerate(suppressions) if _covers(one, finding, steps)]
        used.update(by)
        if by:
            suppressed.append((finding, suppressions[by[0]].reason))
        else:
            kept.append(finding)
    own = _Own(script, active)
    for index, one in enumerate(suppressions):
        kept += own.judge(one, is_used=index in used or not is_whole)
    return Sifted(tuple(kept), tuple(suppressed))


def find_suppressions(script: Script) -> Iterator[Suppression]:
    """Those of a file, in order."""
    if not any(hint in script.text for hint in _HINTS):
        return
    starts = [(script.characters(step.start), script.characters(step.end)) for step in script.steps]
    for at, text in comments(script.text):
        inner = _inner(text)
        form = next((one for one in _FORMS if inner.lower().startswith(one.word)), None)
        if form and (rest := inner[len(form.word) :])[:1] in ("", " ", "\t", "\n", ","):
            yield _read(form, rest, at, script.text, starts)


def _inner(comment: str) -> str:
    inner = comment[2:-2] if comment.startswith("/*") else comment[2:]
    return inner.strip()


def _read(form: _Form, rest: str, at: int, text: str, starts: list[tuple[int, int]]) -> Suppression:
    reason = ""
    for end in form.ends:
        rest, found, said = rest.partition(end)
        reason = said.strip() if found else reason
    names = rest.replace(",", " ").split()
    is_file = form.is_file
    if form.is_own and names[:1] == ["file"]:
        names, is_file = names[1:], True
    if not form.ends:  # whatever comes behind the names of rules is the reason
        count = next((i for i, name in enumerate(names) if not _rules(name)), len(names)) or len(names[:1])
        names, reason = names[:count], " ".join(names[count:])
    return Suppression(
        tuple(names),
        reason,
        at,
        None if is_file or _is_head(at, text, starts) else _step(at, text, starts),
        form.is_own,
    )


def _is_head(at: int, text: str, starts: list[tuple[int, int]]) -> bool:
    """Whether a comment stands in the block at the top of the file that a blank line sets off."""
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


def _step(at: int, text: str, starts: list[tuple[int, int]]) -> int:
    """The statement that a comment is for: the one around it, the one behind whose end it stands, else the next."""
    for index, (start, end) in enumerate(starts):
        if start <= at < end:
            return index
        if at < start:
            before = starts[index - 1][1] if index else None
            return index - 1 if before is not None and "\n" not in text[before:at] else index
    return max(len(starts) - 1, 0)


def _steps_of_lines(script: Script) -> list[tuple[int, int, int]]:
    """First line, last line and index of each statement."""
    return [
        (script.place(step.start).line, script.place(max(step.start, step.end - 1)).line, step.index)
        for step in script.steps
    ]


def _covers(one: Suppression, finding: Finding, steps: list[tuple[int, int, int]]) -> bool:
    rule = next((rule for rule in RULES if rule.name == finding.rule), None)
    if rule is None or not any(is_named(rule, name) for name in one.rules):
        return False
    if one.step is None:
        return True
    line = finding.place.line if finding.place else 0
    return any(first <= line <= last and index == one.step for first, last, index in steps)


def _rules(name: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if is_named(rule, name))


@dataclass(frozen=True, slots=True)
class _Own:
    """Findings about suppressions."""

    script: Script
    active: Sequence[ActiveRule]

    def judge(self, one: Suppression, *, is_used: bool) -> Iterator[Finding]:
        unknown = [name for name in one.rules if not _rules(name)]
        for name in unknown:
            near = get_close_matches(name, known_names(RULES), n=1)
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
