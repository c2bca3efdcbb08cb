"""The documentation of the rules, made from the rules.

Comes in: nothing. Goes out: file names and their Markdown.
Must never know: where the files lie.
"""

from __future__ import annotations

from schemactl.lint.model import Rule
from schemactl.lint.rules import RULES

GROUPS = {
    "SC1": "Locks that make others wait",
    "SC2": "Tables and indexes written anew",
    "SC3": "Data lost",
    "SC4": "Programs that still run the old code",
    "SC5": "Failures that only real rows show",
    "SC6": "Transactions and repeated runs",
    "SC7": "Design",
    "SC8": "House rules",
    "SC9": "The linter itself",
}


def rule_pages() -> dict[str, str]:
    """A page for each rule, and README.md with all of them."""
    pages = {f"{rule.name}.md": _page(rule) for rule in RULES}
    return {"README.md": _index(), **pages}


def _index() -> str:
    parts = ["# Lint rules\n\nMade from `src/schemactl/lint/rules/` by `make docs`.\n"]
    for prefix, title in GROUPS.items():
        rules = [rule for rule in RULES if rule.code.startswith(prefix)]
        if rules:
            rows = "\n".join(_row(rule) for rule in sorted(rules, key=lambda rule: rule.code))
            parts.append(f"## {title}\n\n| rule | code | severity | what it finds |\n|---|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    return f"| [{rule.name}]({rule.name}.md) | {rule.code} | {severity_shown(rule)} | {rule.summary} |"


def severity_shown(rule: Rule) -> str:
    """error, or `off (warning)` for one that must be asked for."""
    return rule.severity if rule.is_on else f"off ({rule.severity})"


def _page(rule: Rule) -> str:
    given = f"Behind this:\n\n{_sql(rule.given)}\n" if rule.given else ""
    names = [f"`{alias}`" for alias in rule.aliases]
    also = f"\nAlso known as {', '.join(names)}.\n" if names else ""
    options = "".join(f"\n- `{name}`: {text}" for name, text in rule.options)
    return (
        f"# {rule.name}\n\n`{rule.code}` · {severity_shown(rule)} · {rule.summary}\n\n{rule.problem}\n\n"
        f"**Instead:** {rule.remedy}\n\n## Example\n\n{given}"
        f"Found:\n\n{_sql(rule.bad)}\nNot found:\n\n{_sql(rule.good)}"
        + (f"\n## Options\n{options}\n" if options else "")
        + also
    )


def _sql(text: str) -> str:
    return f"```sql\n{text.strip()}\n```\n"
