"""Access control lists as facts: aclitem texts in, `privileges` attributes out.

None stands for the kind's default privileges. Otherwise a sorted list of [grantee, privilege, grantable]; the
grantee is OWNER for the object's owner, '' for PUBLIC, else a role's name. Grantors are left out: a migration runs
as one role. Letters as in https://www.postgresql.org/docs/current/ddl-priv.html.
"""

from __future__ import annotations

from typing import Any

OWNER = "=owner"

LETTERS = {
    "r": "SELECT",
    "w": "UPDATE",
    "a": "INSERT",
    "d": "DELETE",
    "D": "TRUNCATE",
    "x": "REFERENCES",
    "t": "TRIGGER",
    "X": "EXECUTE",
    "U": "USAGE",
    "C": "CREATE",
    "c": "CONNECT",
    "T": "TEMPORARY",
    "s": "SET",
    "A": "ALTER SYSTEM",
    "m": "MAINTAIN",
}

Privilege = tuple[str, str, bool]


def parse_privileges(fields: dict[str, Any]) -> None:
    """Replace acl, acl_default and acl_owner by `privileges`; identity_acl… and column_acl likewise."""
    owner = fields.get("acl_owner")
    for prefix in ("", "identity_") if "identity_acl" in fields else ("",):
        acl, default = fields.pop(f"{prefix}acl", None), fields.pop(f"{prefix}acl_default", None)
        of = fields.pop(f"{prefix}acl_owner", None)
        parsed = None if acl is None else parse_acl(acl, of)
        fields[f"{prefix}privileges"] = None if parsed is None or parsed == parse_acl(default or [], of) else parsed
    if "initial" in fields:
        fields["initial"] = parse_acl(fields["initial"], owner)
    if "column_acl" in fields:
        columns = fields.pop("column_acl") or {}
        fields["column_privileges"] = {name: parse_acl(items, owner) for name, items in columns.items()} or None


def parse_acl(items: list[str], owner: str | None) -> list[list[Any]]:
    """`role=arw*/grantor` texts to a sorted list of [grantee, privilege, grantable]."""
    result: set[Privilege] = set()
    for item in items:
        grantee, letters = _split(item)
        name = _unquote(grantee)
        name = OWNER if name == owner else name
        for position, letter in enumerate(letters):
            if letter != "*":
                result.add((name, LETTERS[letter], letters[position + 1 : position + 2] == "*"))
    return [list(each) for each in sorted(result)]


def _split(item: str) -> tuple[str, str]:
    """'"a=b"=rw/x' to ('"a=b"', 'rw'): the first '=' outside double quotes ends the grantee."""
    quoted = False
    for position, character in enumerate(item):
        if character == '"':
            quoted = not quoted
        elif character == "=" and not quoted:
            return item[:position], item[position + 1 :].partition("/")[0]
    raise ValueError(item)


def _unquote(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name
