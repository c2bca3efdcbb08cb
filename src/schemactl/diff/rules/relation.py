"""Options of relations (WITH (…)), alike for tables, views and indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemactl.catalog.model import Object
from schemactl.diff.rule import Context
from schemactl.pgsql import qualified, quote_identifier


def table_name(part: Object) -> str:
    """The table of a column or another part."""
    return qualified(part.id.schema, part.id.table)


def alter_table(part: Object) -> str:
    return f"ALTER {'FOREIGN ' if part.get('foreign') else ''}TABLE {table_name(part)}"


def alter_column(column: Object) -> str:
    return f"{alter_table(column)} ALTER COLUMN {quote_identifier(column.id.name)}"


def options_clause(options: Sequence[str]) -> str:
    """['fillfactor=70'] to ' WITH (fillfactor=70)'; '' for none."""
    return f" WITH ({', '.join(_option(o) for o in options)})" if options else ""


def option_changes(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """SET (…) and RESET (…) clauses that bring one list of name=value to another."""
    was, wanted = (dict(o.split("=", 1) for o in options) for options in (old, new))
    sets = [f"{name}={value}" for name, value in wanted.items() if was.get(name) != value]
    named = {option.split("=", 1)[0] for option in sets}
    kept = [option for option in old if option.split("=", 1)[0] in wanted.keys() - named]
    if [*kept, *sets] != list(new):  # SET appends: only setting all of them brings this order
        sets = list(new)
    sets = [_option(option) for option in sets]
    resets = [name for name in was if name not in wanted]
    return ([f"SET ({', '.join(sets)})"] if sets else []) + ([f"RESET ({', '.join(resets)})"] if resets else [])


def setting_changes(old: Mapping[str, Any], new: Mapping[str, Any], context: Context) -> list[str]:
    """SET clauses of ALTER COLUMN from one column's storage, compression, statistics and options to another's."""
    clauses = []
    if old["storage"] != new["storage"]:
        default = "DEFAULT" if context.version >= 160000 else "EXTENDED"
        clauses.append(f"SET STORAGE {new['storage'] or default}")
    if old["compression"] != new["compression"]:
        clauses.append(f"SET COMPRESSION {new['compression'] or 'default'}")
    if old["statistics"] != new["statistics"]:
        clauses.append(f"SET STATISTICS {-1 if new['statistics'] is None else new['statistics']}")
    if old["options"] != new["options"]:
        gone = {o.split("=")[0] for o in old["options"] or ()} - {o.split("=")[0] for o in new["options"] or ()}
        clauses += [f"RESET ({', '.join(sorted(gone))})"] if gone else []
        clauses += [f"SET ({', '.join(new['options'])})"] if new["options"] else []
    return clauses


def _option(option: str) -> str:
    """Values that are not plain words or numbers are quoted."""
    name, value = option.split("=", 1)
    plain = value.replace(".", "").replace("_", "").replace("-", "").isalnum()
    return f"{name}={value}" if plain else "{}='{}'".format(name, value.replace("'", "''"))
