"""What all kinds share: owner, privileges and comment, from objects to statements.

The words are those of the rule's `phrase` (COMMENT ON, ALTER … OWNER TO) and `grant_on` (GRANT … ON).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from schemactl.catalog.model import Object, ObjectId
from schemactl.catalog.privileges import OWNER
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context, Rule
from schemactl.diff.rules.given import given_privileges
from schemactl.pgsql import quote_identifier, quote_literal

COMMON = ("owner", "privileges", "comment", "column_comments", "column_privileges", "extensions")


def comment_on(phrase: str, comment: str | None) -> Statement:
    return Statement(f"COMMENT ON {phrase} IS {quote_literal(comment) if comment else 'NULL'}")


OWNER_HAS = {
    "TABLE": ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"),
    "SEQUENCE": ("SELECT", "UPDATE", "USAGE"),
    "SCHEMA": ("USAGE", "CREATE"),
    "FUNCTION": ("EXECUTE",),
    "PROCEDURE": ("EXECUTE",),
}
PUBLIC_HAS = {"FUNCTION": "EXECUTE", "PROCEDURE": "EXECUTE", "TYPE": "USAGE", "DOMAIN": "USAGE", "LANGUAGE": "USAGE"}


def default_privileges(words: str, version: int) -> list[Any]:
    """What acldefault() gives for `GRANT … ON words …`: table 5.2 of postgresql.org/docs/current/ddl-priv.html."""
    owner = [p for p in OWNER_HAS.get(words, ("USAGE",)) if p != "MAINTAIN" or version >= 170000]
    public = [["", PUBLIC_HAS[words], False]] if words in PUBLIC_HAS else []
    return public + [[OWNER, privilege, False] for privilege in owner]


def change_owner(phrase: str, new: Object) -> Statement:
    sql = f"ALTER {phrase} OWNER TO {_role(new.get('owner') or 'CURRENT_USER')}"
    return Statement(sql, makes=frozenset({owner_of(new.id)}))


def owner_of(id: ObjectId) -> ObjectId:
    """Stands for an object that has its new owner, so that a statement can wait for that."""
    return id._replace(kind=f"owner of {id.kind}")


def write_common(rule: Rule, old: Object | None, new: Object, context: Context) -> Sequence[Statement]:
    """Statements that bring owner, privileges and comments from `old` (None: just created) to `new`."""
    statements: list[Statement] = []
    phrase = rule.phrase(new.id, new)
    before = old.get if old is not None else lambda name: None
    if rule.ownable and before("owner") != new.get("owner") and not new.get("owned_by"):
        statements.append(change_owner(phrase, new))
    if rule.grant_on is not None:
        target = rule.grant_on(new)
        column = new.id.name if new.id.kind == "column" else ""
        default = [] if column else default_privileges(target.split()[0], context.version)
        given = given_privileges(new.id, default, context.desired) if old is None else default
        had, wanted = before("privileges"), new.get("privileges")
        was = given if had is None else had
        statements += write_privileges(target, was, default if wanted is None else wanted, column, new.get("owner"))
        statements += _column_privileges(target, before("column_privileges") or {}, new)
    if rule.commentable and before("comment") != new.get("comment"):
        comment = new.get("comment")
        statements.append(comment_on(phrase, new.get("default_comment") if comment is None else comment))
    if new.get("column_comments") or before("column_comments"):
        statements += _column_comments(new, before("column_comments") or {})
    return statements + depend_on_extensions(phrase, before("extensions"), new.get("extensions"))


def depend_on_extensions(phrase: str, was: Sequence[str] | None, wanted: Sequence[str] | None) -> list[Statement]:
    """ALTER … DEPENDS ON EXTENSION: whatever is said to, goes with the extension."""
    gone, fresh = (sorted(set(a or ()) - set(b or ())) for a, b in ((was, wanted), (wanted, was)))
    no = [Statement(f"ALTER {phrase} NO DEPENDS ON EXTENSION {quote_identifier(name)}") for name in gone]
    return no + [
        Statement(
            f"ALTER {phrase} DEPENDS ON EXTENSION {quote_identifier(name)}",
            needs=frozenset({ObjectId("extension", "", name)}),
        )
        for name in fresh
    ]


def write_privileges(
    target: str, was: list[Any], wanted: list[Any], column: str = "", owner: str | None = None
) -> list[Statement]:
    """GRANT and REVOKE statements from one list of [grantee, privilege, grantable] to another; revokes first."""
    owner = owner or "CURRENT_USER"
    before = {(owner if g == OWNER else g, p): grantable for g, p, grantable in was}
    after = {(owner if g == OWNER else g, p): grantable for g, p, grantable in wanted}
    revoke = [(g, p) for g, p in before if (g, p) not in after]
    downgrade = [(g, p) for g, p in before if before[g, p] and after.get((g, p)) is False]
    grant = [(g, p) for g, p in after if (g, p) not in before and not after[g, p]]
    option = [(g, p) for g, p in after if after[g, p] and not before.get((g, p))]
    return [
        *_each("REVOKE {} ON {} FROM {}", revoke, target, column),
        *_each("REVOKE GRANT OPTION FOR {} ON {} FROM {}", downgrade, target, column),
        *_each("GRANT {} ON {} TO {}", grant, target, column),
        *_each("GRANT {} ON {} TO {} WITH GRANT OPTION", option, target, column),
    ]


def _each(template: str, pairs: list[tuple[str, str]], target: str, column: str) -> list[Statement]:
    """One statement a grantee."""
    of = f" ({quote_identifier(column)})" if column else ""
    return [
        Statement(template.format(", ".join(sorted(p + of for _, p in group)), target, _role(grantee)))
        for grantee, group in groupby(sorted(pairs), key=lambda pair: pair[0])
    ]


def _role(name: str) -> str:
    if name == "CURRENT_USER":
        return name
    return quote_identifier(name) if name else "PUBLIC"


def _column_privileges(target: str, was: dict[str, Any], new: Object) -> list[Statement]:
    """Of views; the columns of tables are objects of their own."""
    wanted = new.get("column_privileges") or {}
    lists = {column: (was.get(column, []), wanted.get(column, [])) for column in sorted(was.keys() | wanted.keys())}
    return [s for c, (a, b) in lists.items() for s in write_privileges(target, a, b, c, new.get("owner"))]


def _column_comments(new: Object, was: dict[str, str]) -> list[Statement]:
    """Comments on the columns of views and materialized views."""
    wanted = new.get("column_comments") or {}
    names = [column[0] for column in new["columns"]]
    name = f"{quote_identifier(new.id.schema)}.{quote_identifier(new.id.name)}"
    return [
        comment_on(f"COLUMN {name}.{quote_identifier(column)}", wanted.get(column))
        for column in names
        if wanted.get(column) != was.get(column)
    ]
