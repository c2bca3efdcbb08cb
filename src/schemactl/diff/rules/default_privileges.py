"""Default privileges (https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html).

What a role's new objects of a class get. For all schemas the list stands in place of the server's own; for one
schema it is added to that. An object without rows is one that neither grants nor revokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.common import write_privileges
from schemactl.diff.rules.given import ME
from schemactl.pgsql import quote_identifier


def _write(id: ObjectId, old: Object | None, new: Object | None) -> list[Statement]:
    """What is neither granted nor revoked on either side is as the server made it, and stays so."""
    (given, taken), (wanted, unwanted) = (
        (object["granted"], object["revoked"]) if object else ([], []) for object in (old, new)
    )
    was = given + [item for item in unwanted if item not in taken]
    now = wanted + [item for item in taken if item not in unwanted]
    role = "" if id.name == ME else f" FOR ROLE {quote_identifier(id.name)}"
    schema = f" IN SCHEMA {quote_identifier(id.schema)}" if id.schema else ""
    statements = write_privileges(id.signature, was, now)
    return [replace(s, sql=f"ALTER DEFAULT PRIVILEGES{role}{schema} {s.sql}") for s in statements]


def _create(new: Object, context: Context) -> Sequence[Statement]:
    return _write(new.id, None, new)


def _drop(old: Object, context: Context) -> Sequence[Statement]:
    """`makes`: going back to what the server gives is done first as well, so that new objects find it so."""
    return [replace(s, makes=frozenset({old.id})) for s in _write(old.id, old, None)]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    return _write(delta.id, delta.old, delta.new)


DEFAULT_PRIVILEGES = Rule(
    kind="default_privileges",
    phrase=lambda id, object: f"DEFAULT PRIVILEGES FOR {id.signature}",
    create=_create,
    drop=_drop,
    alter=_alter,
    changes={"granted": Change.ALTER, "revoked": Change.ALTER},
    ownable=False,
    commentable=False,
    rank=2,
)
