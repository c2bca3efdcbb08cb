"""Extended statistics (https://www.postgresql.org/docs/current/sql-createstatistics.html)."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named
from schemactl.pgsql import qualified


def _create(new: Object, context: Context) -> Sequence[Statement]:
    return [Statement(new["definition"])]


def _set_target(new: Object) -> Statement:
    target = -1 if new["target"] is None else new["target"]
    return Statement(f"ALTER STATISTICS {qualified(new.id.schema, new.id.name)} SET STATISTICS {target}")


def _settle(new: Object, context: Context) -> Sequence[Statement]:
    return [] if new["target"] is None else [_set_target(new)]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    return [_set_target(delta.new)] if "target" in delta.changed else []


STATISTICS = Rule(
    kind="statistics",
    phrase=named("STATISTICS"),
    create=_create,
    settle=_settle,
    alter=_alter,
    changes={"definition": Change.REPLACE, "on_table": Change.REPLACE, "target": Change.ALTER},
    rank=57,
)
