"""Views and materialized views (https://www.postgresql.org/docs/current/sql-createview.html)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule, not_nulls_of
from schemactl.diff.rules.relation import option_changes, options_clause, setting_changes
from schemactl.pgsql import qualified, quote_identifier


def _name(object: Object) -> str:
    return qualified(object.id.schema, object.id.name)


def _view_sql(new: Object, verb: str) -> Statement:
    return Statement(f"{verb} VIEW {_name(new)}{options_clause(new['options'])} AS\n{new['definition']}")


def _create_view(new: Object, context: Context) -> Sequence[Statement]:
    return [_view_sql(new, "CREATE")]


def _must_remake(delta: Delta, context: Context) -> bool:
    """CREATE OR REPLACE VIEW may only append columns."""
    assert delta.old is not None and delta.new is not None
    old, new = delta.old["columns"] or [], delta.new["columns"] or []
    return bool(new[: len(old)] != old)


def _alter_view(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    if "definition" in delta.changed or "columns" in delta.changed:
        return [_view_sql(delta.new, "CREATE OR REPLACE")]
    clauses = option_changes(delta.old["options"], delta.new["options"])
    return [Statement(f"ALTER VIEW {_name(delta.new)} {clause}") for clause in clauses]


VIEW = Rule(
    kind="view",
    phrase=lambda id, object: f"VIEW {qualified(id.schema, id.name)}",
    create=_create_view,
    alter=_alter_view,
    changes={"definition": Change.ALTER, "columns": Change.ALTER, "options": Change.ALTER},
    needs_replace=_must_remake,
    grant_on=lambda object: f"TABLE {_name(object)}",
    rank=60,
)


def _create_materialized(new: Object, context: Context) -> Sequence[Statement]:
    using = "" if new["access_method"] in (None, "heap") else f" USING {quote_identifier(new['access_method'])}"
    data = "" if new["populated"] else "\nWITH NO DATA"
    head = f"CREATE MATERIALIZED VIEW {_name(new)}{using}{options_clause(new['options'])}"
    create = Statement(f"{head} AS\n{new['definition']}{data}")
    identity = [replica_identity(new)] if new["replica_identity"] not in ("DEFAULT", None) else []
    return [create, *_settings(new, {}, context), *identity, *cluster(new)]


def _settings(new: Object, was: Mapping[str, Any], context: Context) -> list[Statement]:
    """Storage, compression, statistics and options of columns, from what they were."""
    wanted = new["column_settings"] or {}
    columns = [name for name, *_ in new["columns"] if was.get(name) != wanted.get(name)]
    alter = f"ALTER MATERIALIZED VIEW {_name(new)} ALTER COLUMN"
    nothing = dict.fromkeys(("storage", "compression", "statistics", "options"))
    sides = {name: (was.get(name, nothing), wanted.get(name, nothing)) for name in columns}
    return [
        Statement(f"{alter} {quote_identifier(name)} {clause}")
        for name, (before, after) in sides.items()
        for clause in setting_changes(before, after, context)
    ]


def replica_identity(new: Object) -> Statement:
    """What a subscriber knows its rows by; the index is needed first."""
    words, index = new["replica_identity"] or "DEFAULT", new.get("replica_index")
    needs = index_ids(new.id, index) if index else frozenset()
    if index:
        needs |= {not_nulls_of(new.id)}
    return Statement(f"ALTER {_kind_words(new.id)} {_name(new)} REPLICA IDENTITY {words}", needs=needs)


def cluster(new: Object) -> list[Statement]:
    """The index that CLUSTER shall use; the index is needed first."""
    if not new["clustered_on"]:
        return []
    sql = f"ALTER {_kind_words(new.id)} {_name(new)} CLUSTER ON {quote_identifier(new['clustered_on'])}"
    return [Statement(sql, needs=index_ids(new.id, new["clustered_on"]))]


def index_ids(relation: ObjectId, name: str) -> frozenset[ObjectId]:
    """An index of a relation is an object of its own, or the inside of a constraint of that name."""
    return frozenset(
        {ObjectId("index", relation.schema, name), ObjectId("constraint", relation.schema, name, relation.name)}
    )


def _kind_words(id: ObjectId) -> str:
    return id.kind.replace("_", " ").upper()


def _alter_materialized(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    alter = f"ALTER MATERIALIZED VIEW {_name(delta.new)}"
    clauses = option_changes(delta.old["options"], delta.new["options"])
    if "clustered_on" in delta.changed and not delta.new["clustered_on"]:
        clauses.append("SET WITHOUT CLUSTER")
    if "access_method" in delta.changed:
        clauses.append(f"SET ACCESS METHOD {quote_identifier(delta.new['access_method'])}")
    statements = [Statement(f"{alter} {clause}") for clause in clauses]
    statements += _settings(delta.new, delta.old["column_settings"] or {}, context)
    statements += [replica_identity(delta.new)] if "replica_identity" in delta.changed else []
    return statements + (cluster(delta.new) if "clustered_on" in delta.changed else [])


MATERIALIZED_VIEW = Rule(
    kind="materialized_view",
    phrase=lambda id, object: f"MATERIALIZED VIEW {qualified(id.schema, id.name)}",
    create=_create_materialized,
    alter=_alter_materialized,
    changes={
        "definition": Change.REPLACE,
        "columns": Change.REPLACE,
        "options": Change.ALTER,
        "access_method": Change.ALTER,
        "clustered_on": Change.ALTER,
        "column_settings": Change.ALTER,
        "replica_identity": Change.ALTER,
        "tablespace": Change.IGNORE,
        "populated": Change.IGNORE,
    },
    grant_on=lambda object: f"TABLE {_name(object)}",
    rank=61,
)
