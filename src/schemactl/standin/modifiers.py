"""Modifiers of a type, as in geometry(Polygon,4326), without C: how they read stands in labels of an enum.

In: an extension and one of its types. Out: the SQL of the function that reads its modifiers; `enum_out` writes them.
This file must never know connections.

A type's modifier is an integer; Postgres's own enum_out() gives the label that has a number. The function that reads
modifiers gets cstring[], which no language but C may take: it is made for text[], and its row in pg_proc then says
otherwise. `spellings/<extension>.<type>.sql` is how that type prints what was written; others print it as it stands.
`spellings/<extension>.sql` is added to the end of its stand-in. They lie with the stand-ins that we bring.
"""

from __future__ import annotations

import importlib.resources

from schemactl.pgsql import quote_literal

AS_WRITTEN = "'(' || array_to_string($1, ',') || ')'"


def labels_of(extension: str) -> str:
    """The enum of an extension, by name."""
    return f"modifiers_of_{extension}"[:63]


def is_known(extension: str, type: str) -> bool:
    """Whether it is known how this type prints its modifiers."""
    return _spelling(extension, type).is_file()


def own_code(extension: str) -> str:
    """What a stand-in for this extension does at its end; empty for most."""
    file = _folder() / f"{extension}.sql"
    return file.read_text("utf-8") if file.is_file() else ""


def read_modifiers(function: str, extension: str, type: str) -> str:
    """The statements that make the function which gives the number of the modifiers that it gets."""
    spelling = _spelling(extension, type)
    label = _without_comment(spelling.read_text("utf-8")) if spelling.is_file() else AS_WRITTEN
    body = _without_comment((_folder() / "function.sql").read_text("utf-8"))
    body = body.replace(":label", label).replace(":type", quote_literal(labels_of(extension)))
    takes = "'cstring[]'::pg_catalog.regtype::pg_catalog.oid::text::pg_catalog.oidvector"
    return (
        f"CREATE FUNCTION {function}(text[]) RETURNS integer\n    LANGUAGE sql VOLATILE STRICT SECURITY DEFINER "
        f"SET search_path = pg_catalog AS {quote_literal(body)};\n"
        f"UPDATE pg_catalog.pg_proc SET proargtypes = {takes}\n"
        f"    WHERE oid = {quote_literal(function + '(text[])')}::pg_catalog.regprocedure"
    )


def _spelling(extension: str, type: str) -> importlib.resources.abc.Traversable:
    return _folder() / f"{extension}.{type}.sql"


def _folder() -> importlib.resources.abc.Traversable:
    return importlib.resources.files("schemactl.server") / "standins" / "spellings"


def _without_comment(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.startswith("--"))
