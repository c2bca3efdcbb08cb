"""Which rules are on, and how grave each one is.

Comes in: all rules, the `lint` section of the configuration, what the command line adds. Goes out: the active rules.
Raises ConfigError for a rule that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from schemactl.config import LintConfig
from schemactl.errors import ConfigError, Place
from schemactl.finding import Severity
from schemactl.lint.check import ActiveRule
from schemactl.lint.model import Rule

OFF = "off"


def active_rules(rules: Sequence[Rule], config: LintConfig, chosen: Mapping[str, str]) -> tuple[ActiveRule, ...]:
    """The rules that are on. chosen: severities of the command line by rule, code, prefix of codes, alias or `all`."""
    severities: dict[str, str | None] = {rule.name: _default(rule, config) for rule in rules}
    options: dict[str, Mapping[str, object]] = {}
    for setting in config.rules:
        for rule in find_rules(rules, setting.name, setting.place):
            if setting.severity is not None or severities[rule.name] == OFF:
                severities[rule.name] = setting.severity or rule.severity
            options[rule.name] = setting.options
    for name, severity in chosen.items():
        for rule in find_rules(rules, name):
            severities[rule.name] = (
                (severity or rule.severity) if severity or severities[rule.name] == OFF else severities[rule.name]
            )
    return tuple(
        ActiveRule(rule, Severity(found), options.get(rule.name, {}))
        for rule in rules
        if (found := severities[rule.name]) and found != OFF
    )


def _default(rule: Rule, config: LintConfig) -> str:
    if rule.is_destructive:
        return config.destructive
    return rule.severity if rule.is_on else OFF


def find_rules(rules: Sequence[Rule], name: str, place: Place | None = None) -> tuple[Rule, ...]:
    """The rules that a name means: a rule's own, its code, a prefix of codes, an alias, or `all`."""
    found = tuple(rule for rule in rules if is_named(rule, name))
    if not found:
        near = get_close_matches(name, known_names(rules), n=1)
        hint = f"did you mean {near[0]}?" if near else "`schemactl lint --rules` lists them"
        raise ConfigError(f"no lint rule {name!r}", hint=hint, place=place)
    return found


def is_named(rule: Rule, name: str) -> bool:
    """Whether `name` means this rule."""
    if name in ("all", rule.name, rule.code) or name in rule.aliases:
        return True
    return any(alias.partition(":")[2] == name for alias in rule.aliases) or _is_prefix(name, rule.code)


def _is_prefix(name: str, code: str) -> bool:
    return len(name) in (3, 4) and name.startswith("SC") and code.startswith(name)


def known_names(rules: Iterable[Rule]) -> list[str]:
    """Names, codes and aliases."""
    return [
        name for rule in rules for name in (rule.name, rule.code, *(a.partition(":")[2] or a for a in rule.aliases))
    ]
