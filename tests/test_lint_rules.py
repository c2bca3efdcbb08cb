"""Every lint rule by its own examples: the bad one is found, the good one passes, and both are documented."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemactl.config import LintConfig
from schemactl.finding import Finding, Severity
from schemactl.lint.model import Rule
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN, SCHEMACTL
from schemactl.report.findings import render_finding

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "src" / "schemactl" / "lint" / "rules").glob("*.py"))
BY_FILE = {"history-not-linear"}
BY_OPTIONS: dict[str, dict[str, object]] = {
    "naming": {"table": "[a-z_]+"},
    "forbidden-type": {"types": ["money"]},
    "required-columns": {"columns": ["created_at"]},
}
VERSIONS = {"concurrent-index-server-bug": 140003}
STATIC = {"concurrent-index-server-bug", "unchecked-sql", "storage-move-rewrites"}
"""Rules whose bad example is about another server, about not running, or about a tablespace that is not there."""
OWN = {"assertion-fails"}
"""Rules about what only schemactl's own files have."""
EXAMPLES = [rule for rule in RULES if rule.name not in BY_FILE]


def findings_of(rule: Rule, sql: str, server: ScratchServer | None) -> tuple[Finding, ...]:
    """What lint says of an example, with all rules on, run outside of a transaction as psql would; looked at once."""
    key = (id(server), rule.name, sql)
    if key not in _seen:
        _seen[key] = look_at(rule, sql, server)
    return _seen[key]


_seen: dict[tuple[int, str, str], tuple[Finding, ...]] = {}


def look_at(rule: Rule, sql: str, server: ScratchServer | None) -> tuple[Finding, ...]:
    """Lint one example."""
    rules = tuple(
        replace(active, options=BY_OPTIONS.get(active.rule.name, {}))
        for active in active_rules(RULES, LintConfig(), {"all": ""})
    )
    files = [File("given.sql", rule.given, is_wanted=False)] if rule.given else []
    runs = server is not None and rule.name not in STATIC

    def open_server() -> AbstractContextManager[ScratchServer]:
        assert server is not None
        return nullcontext(server)

    version = VERSIONS.get(rule.name, 180000)
    runner = SCHEMACTL if rule.name in OWN else PLAIN
    job = Job((*files, File("example.sql", sql)), runner, rules, open_server if runs else None, version)
    return lint(job).findings


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.name)
def test_the_bad_example_is_found(rule: Rule, scratch: ScratchServer) -> None:
    """A rule finds its own bad example, run on a server, and says what to do instead."""
    found = [one for one in findings_of(rule, rule.bad, scratch) if one.rule == rule.name]
    assert found
    assert all(one.message and one.remedy and one.place and one.place.path == "example.sql" for one in found)


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.name)
def test_the_good_example_passes(rule: Rule, scratch: ScratchServer) -> None:
    """A rule does not find its good example, which runs."""
    found = findings_of(rule, rule.good, scratch)
    assert not [one for one in found if one.rule == rule.name and one.severity is not Severity.INFO]
    assert not [one.message for one in found if one.rule == "migration-fails"]


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.name)
def test_what_people_read(rule: Rule, scratch: ScratchServer, update_golden: bool) -> None:
    """The text of a finding is what tests/lint has for it, word for word."""
    if scratch.major != 18:
        pytest.skip("texts are those of Postgres 18")
    found = [one for one in findings_of(rule, rule.bad, scratch) if one.rule == rule.name]
    text = "\n\n".join(render_finding(one) for one in found) + "\n"
    golden = ROOT / "tests" / "lint" / f"{rule.name}.txt"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_file_of_rules_is_registered() -> None:
    """A rule that is written is in RULES: no file with one is forgotten."""
    from importlib import import_module

    written = {
        value.name
        for path in FILES
        for value in vars(import_module(f"schemactl.lint.rules.{path.stem}")).values()
        if path.stem != "__init__" and isinstance(value, Rule)
    }
    assert written == {rule.name for rule in RULES}


def test_names_and_codes_are_unique() -> None:
    """No two rules share a name or a code, and no alias is another rule's name."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert not {alias for rule in RULES for alias in rule.aliases} & set(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_explains_itself(rule: Rule) -> None:
    """Problem and remedy are sentences, the summary is a phrase."""
    assert rule.problem.endswith(".")
    assert rule.remedy
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.bad
    assert rule.good
