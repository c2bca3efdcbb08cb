"""What the diff speaks of: deltas between two catalogs, and the statements that carry them out.

Data only: no SQL is written here and no kind is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from schemactl.catalog.model import Object, ObjectId


class Action(StrEnum):
    CREATE = "create"
    DROP = "drop"
    ALTER = "alter"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Delta:
    """One object that differs. `old` is None for an added one, `new` for a removed one; `changed` names attributes."""

    id: ObjectId
    old: Object | None
    new: Object | None
    changed: frozenset[str] = frozenset()

    @property
    def either(self) -> Object:
        """The object as it will be, or as it was if it goes."""
        object = self.new or self.old
        assert object is not None
        return object


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement and what the order of a plan must know of it.

    makes: objects that have their desired form after it. removes: objects whose current form is gone after it.
    needs: desired objects that must be there before, beyond what the catalogs' dependencies tell.
    after_removal: current objects that must be gone before it. transactional: False where Postgres refuses it in a
    transaction block, or where its effect is usable only after a commit. note: a comment for the reader of the file.
    fold: for a part of a new table, the clause that may stand inside its CREATE TABLE instead.
    data_loss: in words, what rows or values it destroys.
    """

    sql: str
    makes: frozenset[ObjectId] = frozenset()
    removes: frozenset[ObjectId] = frozenset()
    needs: frozenset[ObjectId] = frozenset()
    after_removal: frozenset[ObjectId] = frozenset()
    transactional: bool = True
    note: str = ""
    fold: str = ""
    data_loss: str = ""
    about: ObjectId | None = None
    rank: int = field(default=0)
