"""docs/coverage.md, from the tables of kinds and rules: what is planned, what is refused, what is never compared.

Pure; this file must never know a database.
"""

from __future__ import annotations

from schemactl.catalog.kinds import KINDS
from schemactl.diff.rule import Change, Rule
from schemactl.diff.rules import RULE_OF

HEAD = """# What is compared and planned

Made from the code by `make docs`. Every kind below is read from Postgres 14 to 18. A difference in what is neither
planned nor left out is refused by name, with exit code 3.

*Altered*: in place. *Replaced*: by DROP and CREATE; what depends on the object is dropped before it and given back
whole after it. *Follows*: from another change; the proof sees whether it did. *Never compared*: no migration makes it.
Owner, privileges and comment are compared wherever Postgres has them; owners if asked (`diff.owners`, `--owners`).

| Kind | Altered | Replaced | Follows | Never compared |
|---|---|---|---|---|
"""
TAIL = """
Left out on purpose: roles and their memberships, tablespaces, settings of databases and large objects (not part of a
database's schema); rows; members of extensions (they come and go with the extension; only privileges given later
are compared); versions of extensions; whether a materialized view holds data and whether a subscription is enabled
(states of operation).
"""
COLUMNS = (Change.ALTER, Change.REPLACE, Change.FOLLOW, Change.IGNORE)


def render_coverage() -> str:
    """The page, kinds by name."""
    names = {name for kind in KINDS for name in (kind.name, "procedure" if kind.name == "function" else kind.name)}
    return HEAD + "".join(_row(name, RULE_OF.get(name)) for name in sorted(names)) + TAIL


def _row(kind: str, rule: Rule | None) -> str:
    words = kind.replace("_", " ")
    if rule is None:
        return f"| {words} | read and reported by name, not planned | | | |\n"
    cells = (
        ", ".join(sorted(name.replace("_", " ") for name, change in rule.changes.items() if change is column))
        for column in COLUMNS
    )
    return f"| {words} | {' | '.join(cells)} |\n"
