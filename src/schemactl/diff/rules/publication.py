"""Publications (https://www.postgresql.org/docs/current/sql-createpublication.html).

A table that is dropped leaves its publications by itself. A member whose columns or row filter change is set anew
with the whole list, so that no moment passes without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named
from schemactl.pgsql import qualified, quote_identifier

Member = list[Any]
"""[schema, table, columns or None, row filter or None]."""

OPTIONS = ("publish", "via_partition_root", "generated_columns")
EVERY_OPERATION = ["insert", "update", "delete", "truncate"]

_publication = named("PUBLICATION")


def _member(member: Member, context: Context) -> str:
    schema, table, columns, row_filter = member
    only = "ONLY " if _has_children(schema, table, context) else ""
    listed = f" ({', '.join(map(quote_identifier, columns))})" if columns else ""
    return f"{only}{qualified(schema, table)}{listed}" + (f" WHERE ({row_filter})" if row_filter else "")


def _has_children(schema: str, table: str, context: Context) -> bool:
    """Children by inheritance are members of their own; without ONLY they would all come along."""
    parent = context.desired.objects.get(ObjectId("table", schema, table))
    return parent is not None and not parent["partitioned"] and (schema, table) in context.children


def _list(tables: Sequence[str], schemas: Sequence[str]) -> str:
    parts = [f"TABLE {', '.join(tables)}"] if tables else []
    parts += [f"TABLES IN SCHEMA {', '.join(map(quote_identifier, schemas))}"] if schemas else []
    return ", ".join(parts)


def _members(object: Object, context: Context) -> str:
    return _list([_member(member, context) for member in object["tables"]], object["schemas"])


def _option(new: Object, name: str) -> str:
    if name == "publish":
        return f"publish = '{', '.join(new['publish'])}'"
    if name == "via_partition_root":
        return f"publish_via_partition_root = {'true' if new['via_partition_root'] else 'false'}"
    return f"publish_generated_columns = {new['generated_columns']}"


def _create(new: Object, context: Context) -> Sequence[Statement]:
    default = {"publish": EVERY_OPERATION, "via_partition_root": False, "generated_columns": "none"}
    members = "ALL TABLES" if new["all_tables"] else _members(new, context)
    options = ", ".join(_option(new, name) for name in OPTIONS if new[name] != default[name])
    sql = f"CREATE {_publication(new.id, new)}" + (f" FOR {members}" if members else "")
    return [Statement(sql + (f" WITH ({options})" if options else ""))]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    changed = [name for name in OPTIONS if name in delta.changed]
    alter = f"ALTER {_publication(delta.id, delta.new)}"
    options = ", ".join(_option(delta.new, name) for name in changed)
    statements = [Statement(f"{alter} SET ({options})")] if options else []
    return [*statements, *_change_members(alter, delta.old, delta.new, context)]


def _change_members(alter: str, old: Object, new: Object, context: Context) -> list[Statement]:
    was, wanted = ({(m[0], m[1]): m for m in object["tables"]} for object in (old, new))
    current_form_gone = frozenset({new.id})
    has_column_lists = any(columns for _, _, columns, _ in was.values())
    enters_beside_them = has_column_lists and not set(new["schemas"]) <= set(old["schemas"])
    if enters_beside_them or any(was[name] != wanted[name] for name in was.keys() & wanted.keys()):
        return [Statement(f"{alter} SET {_members(new, context)}", removes=current_form_gone)]
    stays = context.desired.objects.keys()
    gone = [qualified(*name) for name in was if name not in wanted and ObjectId("table", *name) in stays]
    left = [s for s in old["schemas"] if s not in new["schemas"] and ObjectId("schema", "", s) in stays]
    added = [_member(member, context) for name, member in wanted.items() if name not in was]
    entered = [schema for schema in new["schemas"] if schema not in old["schemas"]]
    drop = [Statement(f"{alter} DROP {_list(gone, left)}", removes=current_form_gone)] if gone or left else []
    return [*drop, *([Statement(f"{alter} ADD {_list(added, entered)}")] if added or entered else [])]


PUBLICATION = Rule(
    kind="publication",
    phrase=_publication,
    create=_create,
    alter=_alter,
    changes={
        "all_tables": Change.REPLACE,
        **dict.fromkeys(("tables", "schemas", *OPTIONS), Change.ALTER),
    },
    rank=80,
)
