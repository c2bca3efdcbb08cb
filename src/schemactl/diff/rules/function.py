"""Functions and procedures (https://www.postgresql.org/docs/current/sql-createfunction.html)."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object
from schemactl.diff import engine
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.common import depend_on_extensions
from schemactl.pgsql import qualified

OUTPUT = ("o", "b", "t")


def _words(object: Object) -> str:
    return f"{object.id.kind.upper()} {qualified(object.id.schema, object.id.name)}({object['identity_arguments']})"


def _must_remake(delta: Delta, context: Context) -> bool:
    """CREATE OR REPLACE may not change the result, rename input arguments or take defaults away."""
    assert delta.old is not None and delta.new is not None
    old, new = delta.old, delta.new
    if old["result"] != new["result"] or _outputs(old) != _outputs(new) or old["window"] != new["window"]:
        return True
    renamed = any(a and a != b for a, b in zip(old["argument_names"] or (), new["argument_names"] or (), strict=False))
    unnamed = bool(old["argument_names"]) and not new["argument_names"]
    return renamed or unnamed or new["argument_defaults"] < old["argument_defaults"]


def _outputs(object: Object) -> list[str]:
    modes, names = object["argument_modes"] or [], object["argument_names"] or []
    return [f"{mode}{name}" for mode, name in zip(modes, names, strict=False) if mode in OUTPUT]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    """CREATE OR REPLACE takes away what DEPENDS ON EXTENSION said."""
    assert delta.old is not None and delta.new is not None
    if not delta.changed & CHANGES.keys():
        return []
    kept = set(delta.old["extensions"] or ()) & set(delta.new["extensions"] or ())
    again = depend_on_extensions(_words(delta.new), (), sorted(kept))
    return [*engine.create_function(delta.new, context), *again]


CHANGES = {
    "definition": Change.ALTER,
    "arguments": Change.ALTER,
    "result": Change.REPLACE,
    "identity_arguments": Change.ALTER,
    "argument_names": Change.ALTER,
    "argument_modes": Change.ALTER,
    "argument_defaults": Change.ALTER,
    "language": Change.ALTER,
    "parsed_body": Change.ALTER,
    "window": Change.ALTER,
}


def _rule(kind: str) -> Rule:
    return Rule(
        kind=kind,
        phrase=lambda id, object: _words(object),
        create=engine.create_function,
        drop=engine.drop_function,
        alter=_alter,
        changes=CHANGES,
        needs_replace=_must_remake,
        grant_on=_words,
        rank=40,
    )


FUNCTION = _rule("function")
PROCEDURE = _rule("procedure")
