"""What a new object has before anything is granted: the server's own default, as default privileges change it.

In: a kind's default and a catalog's default privileges. Out: a list of [grantee, privilege, grantable].
This file must never know how a privilege is granted.
"""

from __future__ import annotations

from typing import Any

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.catalog.privileges import OWNER

ME = "CURRENT_USER"
"""How default privileges name the owner of the database, as which a migration runs."""

CLASS_OF = {
    "table": "TABLES",
    "view": "TABLES",
    "materialized_view": "TABLES",
    "foreign_table": "TABLES",
    "sequence": "SEQUENCES",
    "function": "FUNCTIONS",
    "procedure": "FUNCTIONS",
    "aggregate": "FUNCTIONS",
    "enum": "TYPES",
    "composite_type": "TYPES",
    "domain": "TYPES",
    "range": "TYPES",
    "schema": "SCHEMAS",
}
"""The class of new objects that each kind belongs to; kinds that are not here have no default privileges."""

Privileges = list[list[Any]]
"""[grantee, privilege, grantable]."""


def given_privileges(id: ObjectId, server_default: Privileges, catalog: Catalog) -> Privileges:
    """The privileges that an object has when CURRENT_USER has just made it, under this catalog's default privileges.

    server_default: what it has without any, as `common.default_privileges` says. Grantees as in `privileges`.
    """
    given = {(grantee, privilege): grantable for grantee, privilege, grantable in server_default}
    for schema in dict.fromkeys(("", id.schema)):
        found = catalog.objects.get(ObjectId("default_privileges", schema, ME, "", CLASS_OF.get(id.kind, "")))
        for grantee, privilege, _ in found["revoked"] if found else ():
            given.pop((_owner(grantee), privilege), None)
        for grantee, privilege, grantable in found["granted"] if found else ():
            key = (_owner(grantee), privilege)
            given[key] = given.get(key, False) or grantable
    return [[*key, grantable] for key, grantable in sorted(given.items())]


def _owner(grantee: str) -> str:
    return OWNER if grantee == ME else grantee
