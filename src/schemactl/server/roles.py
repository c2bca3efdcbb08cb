"""Roles that loads make: they belong to the whole server, and must last one run only.

In: the server's admin connection. Out: facts about roles, and roles made, unmade and hidden.

A kept database may depend on roles that its load made. Between runs these are *hidden*: renamed to a name that
nobody uses, which changes nothing in the databases, since they know roles by number. A run that uses the database
again gives them their names back. So a role of one project is never in the way of another project's run.
This file must never know which databases are kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schemactl.server.admin import FIRST_OWN_OID, Admin

HIDDEN = "schemactl_hidden_"
RIGHTS = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS"
TEMPORARY_FILES = "1GB"


@dataclass(frozen=True, slots=True)
class Guest:
    """A role with few rights: SQL of files runs as it, what comes of that has it as its owner."""

    name: str
    password: str = field(repr=False)


def is_superuser(admin: Admin) -> bool:
    """Whether our own role is one."""
    query = "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolsuper"
    return bool(admin.execute("look for our role", query))


def make_guest(admin: Admin) -> Guest:
    """Make the guest, or give it back the rights it should have, and a password that only this run knows."""
    from psycopg import sql

    guest = Guest(admin.guest, secrets.token_hex(32))
    statements = [
        f"ALTER ROLE {{name}} {RIGHTS} PASSWORD {{password}}",
        "ALTER ROLE {name} RESET ALL",
        f"ALTER ROLE {{name}} SET temp_file_limit = '{TEMPORARY_FILES}'",
    ]
    if not admin.execute("look for the guest", "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = %s", (guest.name,)):
        statements.insert(0, "CREATE ROLE {name}")
    parts = {"name": sql.Identifier(guest.name), "password": sql.Literal(guest.password)}
    for statement in statements:
        admin.execute("make the guest", sql.SQL(statement).format(**parts))
    return guest


def read_roles(admin: Admin) -> dict[int, str]:
    """All roles but those that came with the server and the guest, hidden ones too, by number."""
    query = "SELECT oid, rolname FROM pg_catalog.pg_roles WHERE oid >= %s AND rolname <> %s ORDER BY oid"
    rows = admin.execute("list roles", query, (FIRST_OWN_OID, admin.guest))
    return {int(str(oid)): str(name) for oid, name in rows}


def roles_of(admin: Admin, database: str) -> set[int]:
    """Roles that a database depends on: owners, grantees, roles of policies."""
    query = """
        SELECT DISTINCT s.refobjid FROM pg_catalog.pg_shdepend s, pg_catalog.pg_database d
        WHERE d.datname = %s AND s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND s.refobjid >= %s
          AND (s.dbid = d.oid OR s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND s.objid = d.oid)"""
    rows = admin.execute("look for roles", query, (database, FIRST_OWN_OID))
    return {int(str(oid)) for (oid,) in rows}


def reveal_roles(admin: Admin, wanted: Mapping[int, str]) -> bool:
    """Give hidden roles their names back; False, and nothing done, if one is gone or its name is taken."""
    now = read_roles(admin)
    taken = {name: oid for oid, name in now.items()}
    if any(oid not in now or taken.get(name, oid) != oid for oid, name in wanted.items()):
        return False
    for oid, name in wanted.items():
        if now[oid] != name:
            _rename(admin, now[oid], name)
    return True


def hide_roles(admin: Admin, wanted: Iterable[int]) -> None:
    """Take these roles out of the next run's sight."""
    now = read_roles(admin)
    for oid in wanted:
        if oid in now and not now[oid].startswith(HIDDEN):
            _rename(admin, now[oid], f"{HIDDEN}{oid}")


def drop_roles(admin: Admin, names: Iterable[str]) -> None:
    """DROP ROLE, all at once, since they may be members of each other."""
    from psycopg import sql

    if some := sorted(names):
        identifiers = sql.SQL(", ").join(map(sql.Identifier, some))
        admin.execute("drop the roles of this run", sql.SQL("DROP ROLE IF EXISTS {}").format(identifiers))


def _rename(admin: Admin, old: str, new: str) -> None:
    from psycopg import sql

    statement = sql.SQL("ALTER ROLE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
    admin.execute("rename a role", statement)
