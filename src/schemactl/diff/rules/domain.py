"""Domains and their CHECK constraints (https://www.postgresql.org/docs/current/sql-alterdomain.html)."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.chosen import NOT_NULL, make_name
from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Fold, Frame, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.common import comment_on
from schemactl.diff.rules.types import is_stored
from schemactl.pgsql import qualified, quote_identifier

NOT_VALID = " NOT VALID"


def _phrase(id: ObjectId, object: Object) -> str:
    return f"DOMAIN {qualified(id.schema, id.name)}"


def _create(new: Object, context: Context) -> Sequence[Statement]:
    parts = [f"CREATE {_phrase(new.id, new)} AS {new['type']}"]
    parts += [f"COLLATE {new['collation']}"] if new["collation"] else []
    parts += [f"DEFAULT {new['default']}"] if new["default"] is not None else []
    parts += [_not_null(new, context)] if new["not_null"] else []
    return [Statement(" ".join(parts), frame=Frame("", "", ""))]


def _not_null(new: Object, context: Context) -> str:
    """With a name of its own (17), or where the domain that goes holds the name that Postgres would give."""
    is_named = new.get("not_null_name") or ("not_null_name" in new.attributes and new.id in context.current.objects)
    return f"CONSTRAINT {quote_identifier(_not_null_name(new))} NOT NULL" if is_named else "NOT NULL"


def _not_null_name(object: Object) -> str:
    return object.get("not_null_name") or make_name(object.id.name, "", NOT_NULL)


def _settle(new: Object, context: Context) -> Sequence[Statement]:
    return [_comment_on_not_null(new)] if new.get("not_null_comment") else []


def _comment_on_not_null(new: Object) -> Statement:
    name = quote_identifier(_not_null_name(new))
    return comment_on(f"CONSTRAINT {name} ON {_phrase(new.id, new)}", new["not_null_comment"])


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    old, new, alter = delta.old, delta.new, f"ALTER {_phrase(delta.id, delta.new)}"
    statements = []
    if "default" in delta.changed:
        default = delta.new["default"]
        statements.append(Statement(f"{alter} DROP DEFAULT" if default is None else f"{alter} SET DEFAULT {default}"))
    if "not_null" in delta.changed:
        add = f"ADD {_not_null(new, context)}" if new.get("not_null_name") else "SET NOT NULL"
        statements.append(Statement(f"{alter} {add if new['not_null'] else 'DROP NOT NULL'}"))
    elif new["not_null"] and _not_null_name(old) != _not_null_name(new):
        names = f"{quote_identifier(_not_null_name(old))} TO {quote_identifier(_not_null_name(new))}"
        statements.append(Statement(f"{alter} RENAME CONSTRAINT {names}"))
    if new["not_null"] and old.get("not_null_comment") != new.get("not_null_comment"):
        statements.append(_comment_on_not_null(new))
    return statements


def _domain_of(id: ObjectId) -> str:
    return qualified(id.schema, id.table)


def _constraint_phrase(id: ObjectId, object: Object) -> str:
    return f"CONSTRAINT {quote_identifier(id.name)} ON DOMAIN {_domain_of(id)}"


def _add_constraint(new: Object, context: Context) -> Sequence[Statement]:
    name = quote_identifier(new.id.name)
    clause = f"CONSTRAINT {name} {new['definition']}"
    fold = Fold(ObjectId("domain", new.id.schema, new.id.table), f" {clause}") if _is_valid(new) else None
    return [Statement(f"ALTER DOMAIN {_domain_of(new.id)} ADD {clause}", fold=fold)]


def _is_valid(constraint: Object) -> bool:
    """CREATE DOMAIN knows no NOT VALID."""
    return not constraint["definition"].endswith(NOT_VALID)


def _is_other(delta: Delta, context: Context) -> bool:
    """A constraint that was not valid can be validated, and nothing else."""
    assert delta.old is not None and delta.new is not None
    return bool(delta.old["definition"] != delta.new["definition"] + NOT_VALID) and "definition" in delta.changed


def _is_checked_inside(domain: ObjectId, context: Context) -> bool:
    """Whether columns hold values of it in arrays or in other types: Postgres adds nothing that it must check there."""
    users = (context.current.objects[id] for id in context.current.dependents.get(domain, ()))
    wholes = ("composite_type", "range")
    return any(
        o["type"].endswith("[]") if o.id.kind == "column" else o.id.kind in wholes and is_stored(o.id, context.current)
        for o in users
    )


def _remakes(delta: Delta, context: Context) -> frozenset[ObjectId]:
    """The domain, where a new constraint cannot be checked."""
    domain = ObjectId("domain", delta.id.schema, delta.id.table)
    is_new = delta.new is not None and "definition" in (delta.changed or {"definition"}) and _is_valid(delta.new)
    is_there = domain in context.current.objects and domain in context.desired.objects
    return frozenset({domain} if is_new and is_there and _is_checked_inside(domain, context) else ())


def _must_remake(delta: Delta, context: Context) -> bool:
    """NOT NULL is such a constraint."""
    assert delta.new is not None
    return "not_null" in delta.changed and bool(delta.new["not_null"]) and _is_checked_inside(delta.id, context)


def _validate(delta: Delta, context: Context) -> Sequence[Statement]:
    if "definition" not in delta.changed:
        return []
    return [Statement(f"ALTER DOMAIN {_domain_of(delta.id)} VALIDATE CONSTRAINT {quote_identifier(delta.id.name)}")]


def _drop_constraint(old: Object, context: Context) -> Sequence[Statement]:
    return [Statement(f"ALTER DOMAIN {_domain_of(old.id)} DROP CONSTRAINT {quote_identifier(old.id.name)}")]


DOMAIN = Rule(
    kind="domain",
    phrase=_phrase,
    create=_create,
    settle=_settle,
    alter=_alter,
    changes={
        "type": Change.REPLACE,
        "collation": Change.REPLACE,
        **dict.fromkeys(("default", "not_null", "not_null_name", "not_null_comment"), Change.ALTER),
    },
    needs_replace=_must_remake,
    grant_on=lambda object: f"DOMAIN {qualified(object.id.schema, object.id.name)}",
    rank=20,
)

DOMAIN_CONSTRAINT = Rule(
    kind="domain_constraint",
    phrase=_constraint_phrase,
    create=_add_constraint,
    drop=_drop_constraint,
    alter=_validate,
    remakes=_remakes,
    changes={"definition": Change.ALTER},
    needs_replace=_is_other,
    ownable=False,
    rank=21,
)
