"""What hangs on the insides of a column: on the sequence of its identity, and on the constraint that NOT NULL is (18).

In: a column as it was (None: it was made just now) and as it shall be. Out: statements for the privileges, the comment
and the persistence of the sequence, and for the comment on the constraint; the insides themselves are column.py's.
"""

from __future__ import annotations

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context, not_null_name
from schemactl.diff.rules.common import comment_on, default_privileges, write_privileges
from schemactl.diff.rules.given import given_privileges
from schemactl.pgsql import qualified, quote_identifier, quote_literal

CHANGES = ("identity_privileges", "identity_comment", "identity_unlogged", "not_null_comment")


def write_insides(old: Object | None, new: Object, context: Context) -> list[Statement]:
    """Statements that bring what hangs on the insides from `old` to `new`."""
    had_identity = old is not None and bool(old["identity"] and old["identity_options"])
    sequence = _write_sequence(old if had_identity else None, new, context) if new.get("identity_options") else []
    return [*sequence, *_write_not_null(old, new, context)]


def _write_sequence(old: Object | None, new: Object, context: Context) -> list[Statement]:
    options = new["identity_options"]
    sequence = ObjectId("sequence", options["schema"], options["name"])
    phrase, statements = f"SEQUENCE {qualified(sequence.schema, sequence.name)}", list[Statement]()
    before = old.get if old is not None else lambda name: None
    table = context.desired.objects.get(new.parent) if new.parent else None
    if before("identity_unlogged") != new["identity_unlogged"]:
        unlogged = new["identity_unlogged"]
        unlogged = bool(table and table.get("unlogged")) if unlogged is None else unlogged
        statements.append(Statement(f"ALTER {phrase} SET {'UNLOGGED' if unlogged else 'LOGGED'}"))
    default = default_privileges("SEQUENCE", context.version)
    given = given_privileges(sequence, default, context.desired) if old is None else default
    was, wanted = before("identity_privileges"), new["identity_privileges"]
    was, wanted = given if was is None else was, default if wanted is None else wanted
    statements += write_privileges(phrase, was, wanted, owner=table.get("owner") if table else None)
    if before("identity_comment") != new["identity_comment"]:
        statements.append(comment_on(phrase, new["identity_comment"]))
    return statements


def users_of_sequence(column: Object, catalog: Catalog) -> frozenset[ObjectId]:
    """Defaults of other columns, views and functions that name the sequence of an identity.

    They depend on the column, like all that uses the column itself; only their text tells which of the two it is.
    """
    options = column["identity_options"]
    literal = f"{quote_literal(qualified(options['schema'], options['name']))}::regclass"
    users = (catalog.objects[id] for id in catalog.dependents.get(column.id, ()))
    return frozenset(o.id for o in users if any(literal in v for v in o.attributes.values() if isinstance(v, str)))


def _write_not_null(old: Object | None, new: Object, context: Context) -> list[Statement]:
    was = old.get("not_null_comment") if old is not None and old["not_null"] else None
    wanted = new.get("not_null_comment")
    if was == wanted or not new["not_null"]:
        return []
    table = qualified(new.id.schema, new.id.table)
    name = new.given if old is None or _is_named_anew(old, new, context) else old.given
    return [comment_on(f"CONSTRAINT {quote_identifier(name)} ON {table}", wanted)]


def _is_named_anew(old: Object, new: Object, context: Context) -> bool:
    is_out = new.parent is not None and context.is_out(new.parent)
    return is_out or not old["not_null"] or not_null_name(old) != not_null_name(new)
