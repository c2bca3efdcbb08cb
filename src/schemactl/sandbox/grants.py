"""GRANT and REVOKE on what extensions have made, which a superuser owns: Postgres warns the guest, and does nothing.

In: a connection to the database, a statement. Out: whether it may run raised. It must not give the guest what the
extension itself keeps from everybody, so only what its script left to PUBLIC counts, whatever was revoked since.
This file must never know why the statement is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from schemactl.pgsql import enum_name
from schemactl.sandbox.statements import top_node

if TYPE_CHECKING:
    import psycopg

WARNINGS = frozenset({"01006", "01007"})
"""Privileges were not revoked, or not granted."""
HARMLESS = ("pg_stat_statements",)
"""Extensions that keep functions from everybody which do no harm on a scratch server."""

_MEMBERS = """
SELECT pg_catalog.count(*) > 0 AND pg_catalog.bool_and(EXISTS (
    SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid
    WHERE d.classid = '{catalog}'::pg_catalog.regclass AND d.objid = o.oid AND d.deptype = 'e'
      AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND (x.extname = ANY (%s) OR NOT EXISTS (
        SELECT FROM pg_catalog.pg_init_privs i WHERE i.classoid = d.classid AND i.objoid = o.oid AND i.objsubid = 0
          AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(i.initprivs) a WHERE a.grantee = 0)))))
FROM {catalog} o JOIN pg_catalog.pg_namespace n ON n.oid = o.{prefix}namespace
WHERE o.{prefix}name = %s AND (%s = '' OR n.nspname = %s)"""
_CATALOGS = {
    **dict.fromkeys(("OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE"), ("pg_catalog.pg_proc", "pro")),
    **dict.fromkeys(("OBJECT_TYPE", "OBJECT_DOMAIN"), ("pg_catalog.pg_type", "typ")),
    **dict.fromkeys(("OBJECT_TABLE", "OBJECT_SEQUENCE"), ("pg_catalog.pg_class", "rel")),
}


@contextmanager
def unheeded(connection: psycopg.Connection[Any]) -> Iterator[list[str]]:
    """Collects the SQLSTATEs of warnings that privileges were not granted or revoked."""
    found: list[str] = []

    def see(notice: psycopg.errors.Diagnostic) -> None:
        if notice.sqlstate in WARNINGS:
            found.append(notice.sqlstate)

    connection.add_notice_handler(see)
    try:
        yield found
    finally:
        connection.remove_notice_handler(see)


def is_grant(sql: str) -> bool:
    """Whether it is GRANT or REVOKE, cheaply."""
    return sql[:6].lower() in ("grant ", "revoke")


def is_of_members(connection: psycopg.Connection[Any], sql: str) -> bool:
    """Whether all objects of a GRANT or REVOKE, by their names, are members of extensions that everybody may use."""
    if not is_grant(sql):
        return False
    kind, node = top_node(sql)
    if kind != "grant_stmt" or enum_name(node, "targtype") != "ACL_TARGET_OBJECT":
        return False
    catalog, prefix = _CATALOGS.get(enum_name(node, "objtype"), ("", ""))
    if not catalog:
        return False
    query = _MEMBERS.format(catalog=catalog, prefix=prefix).encode()
    for schema, name in map(_name, node.objects):
        row = connection.execute(query, [list(HARMLESS), name, schema, schema]).fetchone()
        if not (row and row[0]):
            return False
    return True


def _name(object: Any) -> tuple[str, str]:
    """Schema, empty if it is not said, and name of an object of a GRANT."""
    if object.WhichOneof("node") == "range_var":
        return object.range_var.schemaname, object.range_var.relname
    parts = object.object_with_args.objname if object.WhichOneof("node") == "object_with_args" else object.list.items
    names = [part.string.sval for part in parts]
    return (names[-2] if len(names) > 1 else ""), names[-1]
