"""Schemas, extensions, enums and composite types."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff import engine
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.common import comment_on
from schemactl.diff.rules.conversion import SWAPPED
from schemactl.pgsql import qualified, quote_identifier

COMPILED = frozenset({"view", "materialized_view", "rule", "policy", "trigger", "domain_constraint"})
"""Kinds whose expressions name attributes; those of tables are carried over, or stand in the way of nothing."""


def _schema(id: ObjectId, object: Object) -> str:
    return f"SCHEMA {quote_identifier(id.name)}"


SCHEMA = Rule(
    kind="schema",
    phrase=_schema,
    create=engine.create_schema,
    drop=engine.drop_schema,
    grant_on=lambda object: _schema(object.id, object),
    rank=0,
)


def _alter_extension(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    if "in_schema" not in delta.changed:
        return []
    return [
        Statement(
            f"ALTER EXTENSION {quote_identifier(delta.id.name)} SET SCHEMA {quote_identifier(delta.new['in_schema'])}",
            needs=frozenset({ObjectId("schema", "", delta.new["in_schema"])}),
        )
    ]


EXTENSION = Rule(
    kind="extension",
    phrase=lambda id, object: f"EXTENSION {quote_identifier(id.name)}",
    create=engine.create_extension,
    drop=engine.drop_extension,
    alter=_alter_extension,
    changes={
        "in_schema": Change.ALTER,
        **dict.fromkeys(("relocatable", "version", "default_comment"), Change.IGNORE),
    },
    needs_replace=lambda delta, context: "in_schema" in delta.changed and not delta.either["relocatable"],
    ownable=False,
    rank=1,
)


def _type(id: ObjectId, object: Object) -> str:
    return f"TYPE {qualified(id.schema, id.name)}"


def can_add_labels(delta: Delta) -> bool:
    """Whether the wanted labels are the old ones in their order, with new ones among them."""
    assert delta.old is not None and delta.new is not None
    old, new = delta.old["labels"], delta.new["labels"]
    return [label for label in new if label in set(old)] == list(old) and bool(old)


def _alter_enum(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    return [Statement(statement.sql, commit_after=True) for statement in engine.add_enum_values(delta.old, delta.new)]


ENUM = Rule(
    kind="enum",
    phrase=_type,
    create=engine.create_enum,
    drop=engine.drop_enum,
    alter=_alter_enum,
    changes={"labels": Change.ALTER},
    needs_replace=lambda delta, context: "labels" in delta.changed and not can_add_labels(delta),
    grant_on=lambda object: _type(object.id, object),
    rank=10,
)


def _attribute_comments(new: Object, old: Object | None) -> list[Statement]:
    was = {a[0]: a[3] for a in old["attributes"]} if old is not None else {}
    name = qualified(new.id.schema, new.id.name)
    return [
        comment_on(f"COLUMN {name}.{quote_identifier(a[0])}", a[3]) for a in new["attributes"] if a[3] != was.get(a[0])
    ]


def _create_composite(new: Object, context: Context) -> Sequence[Statement]:
    return [*engine.create_composite_type(new, context), *_attribute_comments(new, None)]


def _must_remake(delta: Delta, context: Context) -> bool:
    """ALTER TYPE can drop, retype and append attributes, and only while no column has the type."""
    assert delta.old is not None and delta.new is not None
    old, new = ([a[:3] for a in o["attributes"]] for o in (delta.old, delta.new))
    if old == new:
        return False
    names = [a[0] for a in new]
    kept = [a[0] for a in old if a[0] in names]
    return names[: len(kept)] != kept or (_has_retyped(delta) and is_stored(delta.id, context.current))


def _has_retyped(delta: Delta) -> bool:
    """An attribute keeps its name and gets another type or collation."""
    assert delta.old is not None and delta.new is not None
    old, new = ({a[0]: a[1:3] for a in o["attributes"]} for o in (delta.old, delta.new))
    return any(new[name] != old[name] for name in old.keys() & new.keys())


def is_stored(type: ObjectId, catalog: Catalog) -> bool:
    """Whether columns hold its values, be it in arrays, in domains or ranges over it, or in other composite types."""
    found, queue = {type}, [type]
    while queue:
        users = catalog.dependents.get(queue.pop(), frozenset())
        if any(id.kind == "column" for id in users):
            return True
        more = {id for id in users if id.kind in SWAPPED} - found
        found |= more
        queue += more
    return False


def _rebuilds(delta: Delta, context: Context) -> frozenset[ObjectId]:
    """What may use an attribute that goes or gets another type, and was compiled: Postgres carries none of it over."""
    assert delta.old is not None and delta.new is not None
    kept = {a[0] for a in delta.new["attributes"]}
    if not _has_retyped(delta) and kept >= {a[0] for a in delta.old["attributes"]}:
        return frozenset()
    users = (context.current.objects[id] for id in context.current.dependents.get(delta.id, ()))
    return frozenset(o.id for o in users if o.id.kind in COMPILED or o.get("parsed_body"))


def _alter_composite(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    alter = f"ALTER {_type(delta.id, delta.new)}"
    old = {a[0]: a for a in delta.old["attributes"]}
    new = {a[0]: a for a in delta.new["attributes"]}
    statements = [_drop_attribute(delta, name, context) for name in old if name not in new]
    clauses = []
    for name, (_, type, collation, _) in new.items():
        text = f"{quote_identifier(name)} {{}}{type}{f' COLLATE {collation}' if collation else ''}"
        if name not in old:
            clauses.append(f"ADD ATTRIBUTE {text.format('')}")
        elif old[name][1:3] != [type, collation]:
            clauses.append(f"ALTER ATTRIBUTE {text.format('TYPE ')}")
    statements += [Statement(f"{alter} {clause}", after=_rebuilds(delta, context)) for clause in clauses]
    return [*statements, *_attribute_comments(delta.new, delta.old)]


def _drop_attribute(delta: Delta, name: str, context: Context) -> Statement:
    """Rows that hold values of the type lose the attribute."""
    loss = f"{quote_identifier(name)} in every column of type {qualified(delta.id.schema, delta.id.name)}"
    sql = f"ALTER {_type(delta.id, delta.either)} DROP ATTRIBUTE {quote_identifier(name)}"
    loses = is_stored(delta.id, context.current)
    return Statement(sql, data_loss=loss if loses else "", after=_rebuilds(delta, context))


COMPOSITE_TYPE = Rule(
    kind="composite_type",
    phrase=_type,
    create=_create_composite,
    drop=engine.drop_composite_type,
    alter=_alter_composite,
    changes={"attributes": Change.ALTER},
    needs_replace=_must_remake,
    rebuilds=_rebuilds,
    grant_on=lambda object: _type(object.id, object),
    rank=12,
)
