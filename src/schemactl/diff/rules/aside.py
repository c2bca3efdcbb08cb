"""Names that things have meanwhile: what is rebuilt makes place for its new form, and is dropped later. Pure."""

from __future__ import annotations

from schemactl.catalog.chosen import LONGEST

OLD = "__schemactl_old"


def with_suffix(name: str, suffix: str = OLD) -> str:
    """As much of the name as leaves room for the suffix."""
    return name.encode()[: LONGEST - len(suffix)].decode(errors="ignore") + suffix
