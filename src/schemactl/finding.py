"""A finding: what lint, hazards and checks say about one place in the SQL. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schemactl.errors import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` is the kebab-case name; `object` the object it is about; `remedy` says what to do instead."""

    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    object: str = ""
    place: Place | None = None
