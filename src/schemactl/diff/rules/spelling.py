"""Spellings that many kinds share: the words that name an object, and lists of parameters in parentheses."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schemactl.catalog.model import Object, ObjectId
from schemactl.pgsql import qualified

Phrase = Callable[[ObjectId, Object], str]


def named(words: str) -> Phrase:
    """A rule's phrase that is some words and the object's name: 'COLLATION app.german'."""
    return lambda id, object: f"{words} {qualified(id.schema, id.name)}"


def parameters(pairs: Iterable[tuple[str, str | None]]) -> str:
    """`(SFUNC = app.step, STYPE = integer)`; a parameter without a value ('') is its name alone, None leaves it out."""
    given = (f"{name} = {value}" if value else name for name, value in pairs if value is not None)
    return f"({', '.join(given)})"
