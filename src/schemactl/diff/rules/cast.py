"""Casts (https://www.postgresql.org/docs/current/sql-createcast.html): nothing of theirs can be altered."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Change, Context, Rule

METHOD = {"i": "WITH INOUT", "b": "WITHOUT FUNCTION"}
WHEN = {"e": "", "a": " AS ASSIGNMENT", "i": " AS IMPLICIT"}


def _phrase(id: ObjectId, object: Object) -> str:
    return f"CAST ({id.name})"


def _create(new: Object, context: Context) -> Sequence[Statement]:
    method = METHOD.get(new["method"]) or f"WITH FUNCTION {new['function']}"
    return [Statement(f"CREATE {_phrase(new.id, new)} {method}{WHEN[new['context']]}")]


CAST = Rule(
    kind="cast",
    phrase=_phrase,
    create=_create,
    changes=dict.fromkeys(("method", "context", "function"), Change.REPLACE),
    ownable=False,
    rank=46,
)
