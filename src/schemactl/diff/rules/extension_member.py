"""Members of extensions: they come and go with the extension; only privileges given later are the schema's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemactl.catalog.model import Object
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.common import write_privileges


def _write(member: Object, was: list[Any], wanted: list[Any]) -> Sequence[Statement]:
    return write_privileges(member.id.signature, was, wanted, member["of_column"] or "")


def _create(new: Object, context: Context) -> Sequence[Statement]:
    return _write(new, new["initial"], new["privileges"] or [])


def _drop(old: Object, context: Context) -> Sequence[Statement]:
    return _write(old, old["privileges"] or [], old["initial"])


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    return _write(delta.new, delta.old["privileges"] or [], delta.new["privileges"] or [])


EXTENSION_MEMBER = Rule(
    kind="extension_member",
    phrase=lambda id, object: id.signature,
    create=_create,
    drop=_drop,
    alter=_alter,
    changes={"initial": Change.IGNORE, "of_column": Change.IGNORE},
    ownable=False,
    commentable=False,
    rank=90,
)
