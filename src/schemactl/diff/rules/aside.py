"""Names that things have meanwhile: what is rebuilt makes place for its new form, and is dropped later. Pure."""

from __future__ import annotations

OLD = "__schemactl_old"
LONGEST_NAME = 63  # in bytes: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS


def with_suffix(name: str, suffix: str = OLD) -> str:
    """As much of the name as leaves room for the suffix."""
    return name.encode()[: LONGEST_NAME - len(suffix)].decode(errors="ignore") + suffix
