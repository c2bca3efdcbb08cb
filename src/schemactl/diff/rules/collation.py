"""Collations (https://www.postgresql.org/docs/current/sql-createcollation.html): nothing of theirs can be altered.

A column is moved from the old collation to the new one, which rewrites no row; all else is made anew around that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.aside import with_suffix
from schemactl.diff.rules.column import COLUMN
from schemactl.diff.rules.common import write_common
from schemactl.diff.rules.heirs import is_made_by_parent
from schemactl.diff.rules.spelling import named, parameters
from schemactl.pgsql import qualified, quote_identifier, quote_literal

HOLDS_ROWS = frozenset({"table", "column", "foreign_table"})


def _create(new: Object, context: Context) -> Sequence[Statement]:
    one = new["lc_collate"] == new["lc_ctype"]
    locale = new["lc_collate"] if new["provider"] == "libc" and one else new["locale"]
    texts = {"LOCALE": locale, "LC_COLLATE": None if one else new["lc_collate"]}
    texts |= {"LC_CTYPE": None if one else new["lc_ctype"], "RULES": new["rules"]}
    literals = [(word, None if text is None else quote_literal(text)) for word, text in texts.items()]
    provider = ("PROVIDER", None if new["provider"] == "libc" else new["provider"])
    deterministic = ("DETERMINISTIC", None if new["deterministic"] else "false")
    return [
        Statement(
            f"CREATE COLLATION {qualified(new.id.schema, new.id.name)} "
            f"{parameters([provider, *literals, deterministic])}"
        )
    ]


def _columns(id: ObjectId, context: Context) -> list[Object]:
    """The columns that have the collation, and go on having it; those that a parent gives follow the parent's."""
    users = sorted(user for user in context.current.dependents.get(id, ()) if user.kind == "column")
    columns = (context.desired.objects[user] for user in users if user in context.desired.objects)
    name = qualified(id.schema, id.name)
    return [column for column in columns if column["collation"] == name and not is_made_by_parent(column)]


def _rebuilds(delta: Delta, context: Context) -> frozenset[ObjectId]:
    """All that was compiled with the collation, and what uses the columns that change over to the new one."""
    if not delta.changed & COLLATION.changes.keys():
        return frozenset()
    users = context.current.dependents.get(delta.id, frozenset())
    rebuilt = {user for user in users if user.kind not in HOLDS_ROWS}
    for column in _columns(delta.id, context):
        old = context.current.objects[column.id]
        rebuilt |= COLUMN.rebuilds(Delta(column.id, old, column, frozenset({"collation"})), context)
    return frozenset(rebuilt)


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    """Dropped and made again where no column has it; else made beside the old one, and the columns are moved over."""
    assert delta.new is not None
    if not delta.changed & COLLATION.changes.keys():
        return []
    id, create = delta.id, _create(delta.new, context)[0]
    columns = _columns(id, context)
    there = frozenset({id})
    kept = [replace(s, needs=there) for s in write_common(COLLATION, None, delta.new, context)]
    if not columns:
        drop = Statement(f"DROP COLLATION {qualified(id.schema, id.name)}", removes=there)
        return [drop, create, *kept]
    old_name = with_suffix(id.name)
    rename = Statement(
        f"ALTER COLLATION {qualified(id.schema, id.name)} RENAME TO {quote_identifier(old_name)}",
        after=_rebuilds(delta, context),
        note=f"{id} is rebuilt; its columns are moved over to it.",
    )
    last = Statement(f"DROP COLLATION {qualified(id.schema, old_name)}", needs=there)
    return [rename, create, *kept, *(_move(column, there) for column in columns), last]


def _move(column: Object, needs: frozenset[ObjectId]) -> Statement:
    table, name = qualified(column.id.schema, column.id.table), quote_identifier(column.id.name)
    words = "ALTER FOREIGN TABLE" if column["foreign"] else "ALTER TABLE"
    return Statement(
        f"{words} {table} ALTER COLUMN {name} TYPE {column['type']} COLLATE {column['collation']}",
        makes=frozenset({column.id}),
        removes=frozenset({column.id}),
        needs=needs,
    )


COLLATION = Rule(
    kind="collation",
    phrase=named("COLLATION"),
    create=_create,
    alter=_alter,
    rebuilds=_rebuilds,
    changes=dict.fromkeys(("provider", "locale", "lc_collate", "lc_ctype", "deterministic", "rules"), Change.ALTER),
    rank=8,
)
