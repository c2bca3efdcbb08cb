"""What people are asked while a migration is drafted, and what is said to them about it.

The only place that prompts. Without a terminal nothing is asked, and nothing is guessed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from schemactl.catalog.model import ObjectId
from schemactl.cli import screen
from schemactl.finding import Finding, Severity
from schemactl.plan.rename import Answers
from schemactl.report.json import place_document
from schemactl.report.text import render_place
from schemactl.source.hints import parse_rename


class Prompts(Answers):
    """Asks on the terminal."""

    def is_rename(self, old: ObjectId, new: ObjectId) -> bool | None:
        """A drop and an add of the same shape: one thing or two."""
        if not self._mentions:
            return False
        screen.note(f"{old} goes and {new} comes, of the same shape.")
        return _ask(f"Was it renamed to {new.name}?")

    def is_up_enough(self, reason: str) -> bool:
        """A migration that nothing takes back."""
        if self._up_only:
            return True
        screen.note(f"There is no way back: {reason}")
        return bool(_ask("Write the migration without one?"))


def _ask(question: str) -> bool | None:
    """None where nobody answers."""
    while True:  # not typer's prompt, which writes a blank to stdout
        sys.stderr.write(f"{question} [y/n] ")
        sys.stderr.flush()
        word = sys.stdin.readline()
        if word.strip().lower() in ("y", "yes", "n", "no"):
            return word.strip().lower().startswith("y")
        if not word:
            return None


def make_answers(renames: Sequence[str], policy: str, *, can_ask: bool, up_only: bool = False) -> Answers:
    """What the flags say; the rest is asked where there is somebody to ask. policy: `diff.renames`."""
    is_terminal = sys.stdin.isatty() and sys.stderr.isatty()
    kind = Prompts if can_ask and is_terminal else Answers
    return kind([parse_rename(text) for text in renames], mentions=policy != "never", up_only=up_only)


def say_findings(findings: Sequence[Finding]) -> None:
    """One or two lines each, to stderr."""
    for finding in findings:
        place = f"\n{render_place(finding.place, screen.paint)}" if finding.place else ""
        text = f"{finding.message}; {finding.remedy}{place}"
        if finding.severity is Severity.INFO:
            screen.note(f"{screen.paint('hint', 'note:')} {text}")
        else:
            screen.warn(text)


def finding_document(finding: Finding) -> dict[str, Any]:
    """A finding as data."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "remedy": finding.remedy,
        "object": finding.object,
        "place": place_document(finding.place),
    }
