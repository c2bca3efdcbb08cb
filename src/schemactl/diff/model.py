"""What the diff speaks of: deltas between two catalogs, and the statements that carry them out.

Data only: no SQL is written here and no kind is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
    def ids(self) -> frozenset[ObjectId]:
        """Its id, and the one that it has in the current state, where its name is nobody's choice."""
        is_called = self.old is not None and self.old.alias is not None and self.old.given
        return frozenset({self.id, self.id._replace(name=self.old.given)} if self.old and is_called else {self.id})

    @property
    def either(self) -> Object:
        """The object as it will be, or as it was if it goes."""
        object = self.new or self.old
        assert object is not None
        return object


class Fold(NamedTuple):
    """A clause that may stand inside the statement that makes `into`, instead of being a statement of its own.

    Where `into` is one of that statement's items (a column), the clause is appended to the item; else it is a new item.
    """

    into: ObjectId
    clause: str
    place: int = 0


class Item(NamedTuple):
    """One part of a statement that has several; place orders them (columns 0, then keys, then checks)."""

    id: ObjectId
    text: str
    place: int = 0


class Frame(NamedTuple):
    """How the items of a statement are set: before the first, between two, after the last."""

    opening: str = " (\n    "
    separator: str = ",\n    "
    closing: str = "\n)"


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement and what the order of a plan must know of it.

    makes: objects that have their desired form after it. removes: objects whose current form is gone after it.
    needs: desired objects that must be there before, beyond what the dependencies tell; without: what they tell but it
    can do without for now (a sequence, its owning column).
    after: current objects whose removal comes before it. transactional: False where Postgres refuses it in a
    transaction block. commit_after: its effect is usable only after a commit (ADD VALUE). note: a comment for the
    reader of the file. data_loss: in words, what it destroys. risks: in words, on which
    rows it fails, or which values it cannot keep exactly.
    fallback: the same change as Postgres takes it where it refuses `sql` for want of a cast (42804).
    frame, items: the parts of a CREATE TABLE or ADD COLUMN, each with the object it makes; see `text`. Without a frame
    those of a statement that was several.
    shares: the beginning that it may share with a neighbour: then both are one statement, with a comma between.
    fold: the clause that a CREATE TABLE may hold instead.
    """

    sql: str
    makes: frozenset[ObjectId] = frozenset()
    removes: frozenset[ObjectId] = frozenset()
    needs: frozenset[ObjectId] = frozenset()
    without: frozenset[ObjectId] = frozenset()
    after: frozenset[ObjectId] = frozenset()
    transactional: bool = True
    commit_after: bool = False
    note: str = ""
    data_loss: str = ""
    risks: tuple[str, ...] = ()
    fallback: str = ""
    second_fallback: str = ""
    frame: Frame | None = None
    items: tuple[Item, ...] = ()
    fold: Fold | None = None
    shares: str = ""
    about: ObjectId | None = None

    @property
    def text(self) -> str:
        """The statement as it runs, without a final semicolon."""
        if self.frame is None:
            return self.sql
        if not self.items:
            return f"{self.sql} (){self.frame.closing.lstrip().lstrip(')')}" if self.frame.opening.strip() else self.sql
        return (
            self.sql + self.frame.opening + self.frame.separator.join(i.text for i in self.items) + self.frame.closing
        )
