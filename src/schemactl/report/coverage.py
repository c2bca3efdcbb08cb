"""docs/coverage.md, from the tables of kinds and rules: what is planned, what is refused, what is never compared.

Pure; this file must never know a database.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.catalog.kinds import KINDS, query_text
from schemactl.diff.rule import Change, Rule
from schemactl.diff.rules import RULE_OF
from schemactl.pgsql import parse

HEAD = """# What is compared and planned

Made from the code by `make docs`. Every kind below is read from Postgres 14 to 18. A difference in what is neither
planned nor left out is refused by name, with exit code 3.

*Altered*: in place. *Replaced*: by DROP and CREATE; what depends on the object is dropped before it and given back
whole after it. *Follows*: from another change; the proof sees whether it did. *Never compared*: no migration makes it.
Owner, privileges and comment are compared wherever Postgres has them; owners if asked (`diff.owners`, `--owners`).
A number is the first major that has the attribute.

| Kind | Altered | Replaced | Follows | Never compared |
|---|---|---|---|---|
"""
TAIL = """
What a later major writes into a definition is compared and planned with that definition: `NULLS NOT DISTINCT`,
`security_invoker` and row filters of publications since 15, the privilege MAINTAIN since 17, virtual generated columns,
`NOT ENFORCED`, `WITHOUT OVERLAPS` and `PERIOD` since 18.

Left out on purpose: roles and their memberships, tablespaces, settings of databases and large objects (not part of a
database's schema); rows; members of extensions (they come and go with the extension; only privileges given later
are compared); versions of extensions; whether a materialized view holds data and whether a subscription is enabled
(states of operation); privileges of the server's own objects (pg_catalog, information_schema).
"""
OLDEST, NEWEST = 14, 18
COLUMNS = (Change.ALTER, Change.REPLACE, Change.FOLLOW, Change.IGNORE)


def render_coverage() -> str:
    """The page, kinds by name."""
    names = {name for kind in KINDS for name in (kind.name, "procedure" if kind.name == "function" else kind.name)}
    return HEAD + "".join(_row(name, RULE_OF.get(name)) for name in sorted(names)) + TAIL


def _row(kind: str, rule: Rule | None) -> str:
    words = kind.replace("_", " ")
    if rule is None:
        return f"| {words} | read and reported by name, not planned | | | |\n"
    since = _since(kind)
    cells = (
        ", ".join(sorted(_attribute(name, since) for name, change in rule.changes.items() if change is column))
        for column in COLUMNS
    )
    return f"| {words} | {' | '.join(cells)} |\n"


def _attribute(name: str, since: dict[str, int]) -> str:
    words = name.replace("_", " ")
    return f"{words} ({since[name]})" if since.get(name, OLDEST) > OLDEST else words


def _since(kind: str) -> dict[str, int]:
    """The first major whose query reads an attribute, rather than giving a constant for it."""
    known = {each.name for each in KINDS}
    found: dict[str, int] = {}
    for major in range(NEWEST, OLDEST - 1, -1):
        for name in _targets(query_text(kind, major)) if kind in known else ():
            found[name] = major
    return found


def _targets(sql: str) -> Iterator[str]:
    """The names of what a SELECT gives, without those that are the same constant in each row."""
    for target in parse(sql).stmts[0].stmt.select_stmt.target_list:
        value = target.res_target.val
        while value.HasField("type_cast"):
            value = value.type_cast.arg
        if not value.HasField("a_const") and not (value.HasField("a_array_expr") and not value.a_array_expr.elements):
            yield target.res_target.name or value.column_ref.fields[-1].string.sval
