"""Which rules are on, how grave each one is, and what it lets pass.

Comes in: all rules, the `lint` section of the configuration, what the command line adds. Goes out: the active rules.
Every rule knows the options `allow` (patterns of objects) and `except_paths` (patterns of files).
Raises ConfigError for a rule that does not exist, UsageError for an installed rule that is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any

from schemactl.config import LintConfig, did_you_mean
from schemactl.config.model import RuleConfig
from schemactl.errors import ConfigError, Place, UsageError
from schemactl.finding import Finding, Severity
from schemactl.lint.check import ActiveRule
from schemactl.lint.model import Rule

OFF = "off"
COMMON_OPTIONS = ("allow", "except_paths")
ENTRY_POINTS = "schemactl.lint_rules"


def active_rules(rules: Sequence[Rule], config: LintConfig, chosen: Mapping[str, str]) -> tuple[ActiveRule, ...]:
    """The rules that are on. chosen: severities of the command line by rule, code, prefix of codes, alias or group."""
    severities: dict[str, str] = {rule.name: _default(rule, config) for rule in rules}
    options: dict[str, dict[str, Any]] = {}
    for setting in config.rules:
        for rule in find_rules(rules, setting.name, setting.place):
            _check_options(rule, setting)
            grouped = is_group(rule, setting.name)
            severities[rule.name] = _chosen(rule, severities[rule.name], setting.severity, grouped=grouped)
            options.setdefault(rule.name, {}).update(setting.options)
    for name, severity in chosen.items():
        for rule in find_rules(rules, name):
            severities[rule.name] = _chosen(rule, severities[rule.name], severity, grouped=False)
    return tuple(
        ActiveRule(rule, Severity(severities[rule.name]), options.get(rule.name, {}))
        for rule in rules
        if severities[rule.name] != OFF
    )


def _check_options(rule: Rule, setting: RuleConfig) -> None:
    """ConfigError for an option that the rule does not know; of a group, for one that not every rule knows."""
    known = (*COMMON_OPTIONS, *(name for name, _ in rule.options if not is_group(rule, setting.name)))
    for name in setting.options:
        if name not in known:
            hint = did_you_mean(name, ("severity", *known))
            raise ConfigError(f"{setting.name} has no option {name!r}", hint=hint, place=setting.place)


def _default(rule: Rule, config: LintConfig) -> str:
    if rule.is_destructive:
        return config.destructive
    return rule.severity if rule.is_on else OFF


def _chosen(rule: Rule, now: str, severity: str | None, *, grouped: bool) -> str:
    """A severity that is said; a rule that is named without one is turned on, a group is left as it is."""
    if severity:
        return severity
    return rule.severity if now == OFF and not grouped else now


def is_group(rule: Rule, name: str) -> bool:
    """Whether a name means this rule among others."""
    return name in ("all", "destructive") or _is_prefix(name, rule.code)


def find_rules(rules: Sequence[Rule], name: str, place: Place | None = None) -> tuple[Rule, ...]:
    """The rules that a name means: a rule's own, its code, a prefix of codes, an alias, `destructive`, or `all`."""
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
    if name == "destructive":
        return rule.is_destructive
    return any(alias.partition(":")[2] == name for alias in rule.aliases) or _is_prefix(name, rule.code)


def _is_prefix(name: str, code: str) -> bool:
    return len(name) in (3, 4) and name.startswith("SC") and code.startswith(name)


def known_names(rules: Iterable[Rule]) -> list[str]:
    """Names, codes and aliases."""
    return [
        name for rule in rules for name in (rule.name, rule.code, *(a.partition(":")[2] or a for a in rule.aliases))
    ]


def allows(active: ActiveRule, finding: Finding) -> bool:
    """Whether the options of a rule let this finding pass."""
    if not active.options:
        return False
    path = finding.place.path if finding.place else ""
    if any(_matches(path, pattern) for pattern in _patterns(active.options.get("except_paths"))):
        return True
    names = _names(finding.object)
    return any(fnmatchcase(name, pattern) for pattern in _patterns(active.options.get("allow")) for name in names)


def _patterns(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _matches(path: str, pattern: str) -> bool:
    """A pattern of a whole path, of its end, or of a folder above it."""
    folder = f"{pattern.rstrip('/')}/*"
    return any(fnmatchcase(path, form) for form in (pattern, f"*/{pattern}", folder, f"*/{folder}"))


def _names(object: str) -> list[str]:
    """What an object may be called in a pattern: schema.table.column is also table.column, and belongs to table."""
    parts = object.replace('"', "").split(".")
    return [".".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)]


def installed_rules() -> tuple[Rule, ...]:
    """House rules of other packages: each entry point of the group is a Rule, or several."""
    from importlib.metadata import entry_points

    found: list[Rule] = []
    for entry in entry_points(group=ENTRY_POINTS):
        loaded = entry.load()
        rules = [loaded] if isinstance(loaded, Rule) else list(loaded)
        if not all(isinstance(rule, Rule) for rule in rules):
            raise UsageError(f"the entry point {entry.name} ({entry.value}) is no lint rule")
        found += rules
    return tuple(found)
