"""Which statements may run with more rights than a file has; known by the grammar alone.

In: a statement that was refused. Out: whether it may run raised, as a superuser; or lent, as the guest with one right
more for that moment. What runs raised must run no code of the file: no function of it, not through a cast that
schemactl's own queries would meet, a validator, or an event trigger.
This file must never know connections.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from schemactl import pgsql
from schemactl.pgsql import enum_name

REFUSED = "42501"
WAY_OUT = (
    "files run without a superuser's rights on the scratch server; if you know who wrote them, and they need more,"
    " set SCHEMACTL_TRUST=1"
)

_RAISED = frozenset(
    """create_extension_stmt alter_extension_stmt create_event_trig_stmt alter_event_trig_stmt create_op_class_stmt
    create_op_family_stmt alter_op_family_stmt create_fdw_stmt alter_fdw_stmt create_publication_stmt
    alter_publication_stmt create_foreign_server_stmt comment_stmt""".split()
)
_OF_SUPERUSERS = frozenset(
    """OBJECT_EXTENSION OBJECT_EVENT_TRIGGER OBJECT_OPCLASS OBJECT_OPFAMILY OBJECT_CAST OBJECT_FDW OBJECT_TRANSFORM
    OBJECT_PUBLICATION""".split()
)
_TYPE_OF = {
    "drop_stmt": "remove_type",
    "rename_stmt": "rename_type",
    "alter_object_schema_stmt": "object_type",
    "alter_owner_stmt": "object_type",
}
_OF_ROLES = frozenset("create_role_stmt alter_role_stmt alter_role_set_stmt drop_role_stmt grant_role_stmt".split())


@lru_cache(maxsize=2)
def top_node(sql: str) -> tuple[str, Any]:
    """See `pgsql.top_node`; of one statement much is asked at once."""
    return pgsql.top_node(sql)


def is_raised(sql: str) -> bool:
    """Whether a statement that was refused may have more rights; see `is_lent`."""
    kind, node = top_node(sql)
    match kind:
        case "drop_stmt" | "rename_stmt":
            return is_superusers_own(sql) and "schemactl" not in sql
        case "alter_object_schema_stmt":
            return is_superusers_own(sql) and not node.newschema.startswith("pg_")
        case "alter_event_trig_stmt":
            return not node.trigname.startswith("schemactl")
        case "create_event_trig_stmt":
            return str(node.eventname) != "login"  # it would greet schemactl's own sessions
        case "create_fdw_stmt" | "alter_fdw_stmt":
            validators = {_validator(item.def_elem) for item in node.func_options}
            return validators <= {None, ("pg_catalog", "postgresql_fdw_validator")}
    return kind in _RAISED or bool(new_owner(sql))


def is_always_raised(sql: str) -> bool:
    """Whether the guest is not even to try: Postgres would not refuse it, but warn, and do nothing."""
    if "wrapper" not in sql.lower():  # asked of every statement that is loaded
        return False
    kind, node = top_node(sql)
    return kind == "grant_stmt" and enum_name(node, "objtype") == "OBJECT_FDW"


def is_lent(sql: str) -> bool:
    """Whether the guest runs it himself, since his own rights on the object are asked for."""
    return top_node(sql)[0] == "create_foreign_server_stmt" or (bool(new_owner(sql)) and not is_superusers_own(sql))


def is_superusers_own(sql: str) -> bool:
    """Whether it is about an object that a superuser made for the file, and that lends its owner no rights."""
    kind, node = top_node(sql)
    return kind in _TYPE_OF and enum_name(node, _TYPE_OF[kind]) in _OF_SUPERUSERS


def is_of_roles(sql: str) -> bool:
    """Whether it makes, changes or drops roles, or members of them."""
    return top_node(sql)[0] in _OF_ROLES


def wakes_always(sql: str) -> bool:
    """ENABLE ALWAYS and ENABLE REPLICA: whether an event trigger is to fire where others do not."""
    kind, node = top_node(sql)
    return kind == "alter_event_trig_stmt" and node.tgenabled not in ("O", "D")


def new_owner(sql: str) -> str:
    """The role that a statement gives an object to, if it does nothing else; empty for CURRENT_USER and its like."""
    kind, node = top_node(sql)
    if kind == "alter_owner_stmt":
        return str(node.newowner.rolename)
    if kind != "alter_table_stmt":
        return ""
    commands = [item.alter_table_cmd for item in node.cmds]
    if any(enum_name(command, "subtype") != "AT_ChangeOwner" for command in commands):
        return ""
    return str(commands[-1].newowner.rolename)


def _validator(option: Any) -> tuple[str, ...] | None:
    """The function that looks at the options of a wrapper, which is called at once; None where it is none."""
    if option.defname != "validator" or not option.HasField("arg"):
        return None
    return tuple(item.string.sval for item in option.arg.list.items)
