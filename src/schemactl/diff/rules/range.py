"""Range types, each with its multirange type (https://www.postgresql.org/docs/current/rangetypes.html)."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.chosen import LONGEST
from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named, parameters
from schemactl.errors import UnsupportedError
from schemactl.pgsql import qualified


def default_multirange(id: ObjectId) -> list[str]:
    """The multirange that CREATE TYPE makes where none is named; [] where that depends on what else is there."""
    head, found, tail = id.name.partition("range")
    name = f"{head}multirange{tail}" if found else f"{id.name}_multirange"
    return [id.schema, name] if len(name.encode()) <= LONGEST else []


def _create(new: Object, context: Context) -> Sequence[Statement]:
    if new["canonical"]:
        raise UnsupportedError(
            f"{new.id} has a canonical function, which needs the type before the type can be made",
            hint="Create such a type in a migration of your own (schemactl new), or exclude it.",
            object=str(new.id),
        )
    multirange = None if new["multirange"] == default_multirange(new.id) else qualified(*new["multirange"])
    clauses = parameters(
        [
            ("SUBTYPE", new["subtype"]),
            ("SUBTYPE_OPCLASS", new["opclass"]),
            ("COLLATION", new["collation"]),
            ("SUBTYPE_DIFF", new["subtype_diff"]),
            ("MULTIRANGE_TYPE_NAME", multirange),
        ]
    )
    return [Statement(f"CREATE TYPE {qualified(new.id.schema, new.id.name)} AS RANGE {clauses}")]


RANGE = Rule(
    kind="range",
    phrase=named("TYPE"),
    create=_create,
    changes=dict.fromkeys(
        ("subtype", "opclass", "collation", "canonical", "subtype_diff", "multirange"), Change.REPLACE
    ),
    grant_on=lambda object: f"TYPE {qualified(object.id.schema, object.id.name)}",
    rank=22,
)
