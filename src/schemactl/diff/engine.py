"""migra writes these statements: one object in, its SQL out. The only importer of migra and schemainspect.

Objects become schemainspect's Inspected… values without a connection (only what changed is ever built), migra's
`statements_for_changes` is asked about that one object, and its text is restyled: key words in capitals, quotes
only where Postgres needs them, no IF EXISTS (a plan knows what exists). Text that the server wrote (definitions,
expressions) goes through as markers, so that it is never touched.
This file must never know what depends on what, nor in which order statements run.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from traceback import walk_stack
from types import FrameType, ModuleType
from typing import Any

from schemactl.catalog.model import Object
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context
from schemactl.pgsql import quote_identifier


def prepare() -> None:
    """Import migra now, in a thread of the caller's, while something else is waited for."""
    _migra()


@cache
def _migra() -> tuple[Any, Any]:
    """migra.changes and schemainspect.pg.obj.

    schemainspect reads its query files through pkg_resources, which takes 0.4 s and warns of its own end, and finds
    out who asks for one with inspect.stack(), which takes as long in a large process; it is given light ones of both
    (docs/decisions/0006-pkg-resources.md).
    """
    with _light_pkg_resources(), _light_stack():
        from migra import changes
        from schemainspect.pg import obj
    return changes, obj


@contextmanager
def _light_pkg_resources() -> Iterator[None]:
    """`pkg_resources` with nothing but `resource_stream`, while schemainspect is imported."""
    name = "pkg_resources"
    if name in sys.modules:
        yield
        return
    light = ModuleType(name)
    light.resource_stream = lambda module, path: (files(sys.modules[module].__package__ or "") / path).open("rb")  # type: ignore[attr-defined]
    sys.modules[name] = light
    try:
        yield
    finally:
        del sys.modules[name]


@contextmanager
def _light_stack() -> Iterator[None]:
    """`inspect.stack` without files and lines, while schemainspect is imported: it looks at the frames only."""

    def callers(context: int = 1) -> list[tuple[FrameType]]:
        here = inspect.currentframe()
        assert here is not None
        return [(frame,) for frame, _ in walk_stack(here.f_back)]

    whole = inspect.stack
    inspect.stack = callers  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.stack = whole


MIGRA_NOISE = {"IF NOT EXISTS ": "", "IF EXISTS ": ""}
"""Words that migra writes and a plan does without, since it knows what exists."""

POLICY_NOISE = {"\n": " ", "AS PERMISSIVE ": "", **MIGRA_NOISE}
"""A policy goes on one line, and says nothing that holds anyway."""


def _ask(
    old: Mapping[str, Any], new: Mapping[str, Any], verbatim: Sequence[str], noise: Mapping[str, str] = MIGRA_NOISE
) -> list[Statement]:
    """migra's statements from the dictionary `old` to `new`, restyled, with markers put back."""
    changes, _ = _migra()
    texts = changes.statements_for_changes(old, new)
    return [Statement(_restyle(text, verbatim, noise)) for text in texts]


def _restyle(text: str, verbatim: Sequence[str], noise: Mapping[str, str] = MIGRA_NOISE) -> str:
    """migra quotes every identifier and writes key words small; literals stay as they are."""
    sql = "".join(_restyle_part(part, noise) for part in _parts(text.strip().rstrip(";")))
    for number, value in enumerate(verbatim, 1):
        sql = sql.replace(_marker(number), value)
    return sql


def _marker(number: int) -> str:
    """Stands for the server's own text while migra builds a statement around it; no identifier can hold it."""
    return f"\x01{number}\x02"


def _parts(text: str) -> Iterator[str]:
    """Quoted parts (with their quotes, doubled ones inside) and what stands between them."""
    start = 0
    while start < len(text):
        quote = text[start] if text[start] in "\"'" else ""
        end = start + 1
        while end < len(text) and (text[end] != quote if quote else text[end] not in "\"'"):
            end += 1
        while quote and text[end : end + 2] == quote * 2:
            end = text.index(quote, end + 2)
        yield text[start : end + len(quote)]
        start = end + len(quote)


def _restyle_part(part: str, noise: Mapping[str, str]) -> str:
    if part.startswith('"'):
        return quote_identifier(part[1:-1].replace('""', '"'))
    if part.startswith("'"):
        return part
    words = part.upper()
    for before, after in noise.items():
        words = words.replace(before, after)
    return words


def _create(
    build: Callable[[Any, Object], Any],
    new: Object,
    verbatim: Sequence[str] = (),
    noise: Mapping[str, str] = MIGRA_NOISE,
) -> list[Statement]:
    return _ask({}, {"it": build(_migra()[1], new)}, verbatim, noise)


def _drop(build: Callable[[Any, Object], Any], old: Object, verbatim: Sequence[str] = ()) -> list[Statement]:
    return _ask({"it": build(_migra()[1], old)}, {}, verbatim)


def create_schema(new: Object, context: Context) -> list[Statement]:
    return _create(lambda obj, o: obj.InspectedSchema(o.id.name), new)


def drop_schema(old: Object, context: Context) -> list[Statement]:
    return _drop(lambda obj, o: obj.InspectedSchema(o.id.name), old)


def _extension(obj: Any, o: Object) -> Any:
    return obj.InspectedExtension(o.id.name, o["in_schema"])


def create_extension(new: Object, context: Context) -> list[Statement]:
    return _create(_extension, new)


def drop_extension(old: Object, context: Context) -> list[Statement]:
    return _drop(_extension, old)


def _enum(obj: Any, o: Object) -> Any:
    return obj.InspectedEnum(o.id.name, o.id.schema, [label.replace("'", "''") for label in o["labels"]])


def create_enum(new: Object, context: Context) -> list[Statement]:
    return _create(_enum, new)


def drop_enum(old: Object, context: Context) -> list[Statement]:
    return _drop(_enum, old)


def add_enum_values(old: Object, new: Object) -> list[Statement]:
    """Only where `can_add_enum_values` says so."""
    _, obj = _migra()
    return [Statement(_restyle(text, ())) for text in _enum(obj, old).change_statements(_enum(obj, new))]


def _index(obj: Any, o: Object) -> Any:
    unused = dict.fromkeys(
        "key_columns key_options num_att is_unique is_pk is_exclusion is_immediate is_clustered key_collations "
        "key_expressions partial_predicate algorithm".split()
    )
    return obj.InspectedIndex(o.id.name, o.id.schema, o["on_table"], definition=_marker(1), **unused)


def create_index(new: Object, context: Context) -> list[Statement]:
    return _create(_index, new, [new["definition"]])


def drop_index(old: Object, context: Context) -> list[Statement]:
    return _drop(_index, old)


def _constraint(obj: Any, o: Object) -> Any:
    return obj.InspectedConstraint(o.id.name, o.id.schema, "CONSTRAINT", o.id.table, _marker(1), index=None)


def add_constraint(new: Object, context: Context) -> list[Statement]:
    return _create(_constraint, new, [new["definition"]])


def drop_constraint(old: Object, context: Context) -> list[Statement]:
    return _drop(_constraint, old)


def _function(obj: Any, o: Object) -> Any:
    return obj.InspectedFunction(
        o.id.name,
        o.id.schema,
        columns={},
        inputs=[],
        definition=None,
        volatility=None,
        strictness=None,
        security_type=None,
        identity_arguments=_marker(2),
        result_string=None,
        language=o["language"],
        full_definition=_marker(1),
        comment=None,
        returntype=None,
        kind="p" if o.id.kind == "procedure" else "f",
    )


def create_function(new: Object, context: Context) -> list[Statement]:
    """CREATE OR REPLACE, as pg_get_functiondef() writes it."""
    return _create(_function, new, [new["definition"].rstrip()])


def drop_function(old: Object, context: Context) -> list[Statement]:
    return _drop(_function, old, ["", old["identity_arguments"]])


def _trigger(obj: Any, o: Object) -> Any:
    return obj.InspectedTrigger(o.id.name, o.id.schema, o.id.table, *o["function"], "O", _marker(1))


def create_trigger(new: Object, context: Context) -> list[Statement]:
    return _create(_trigger, new, [new["definition"]])


def drop_trigger(old: Object, context: Context) -> list[Statement]:
    return _drop(_trigger, old)


def _policy(obj: Any, o: Object) -> Any:
    expressions = (_marker(2) if o["using_expression"] else None, _marker(3) if o["check_expression"] else None)
    return obj.InspectedRowPolicy(
        o.id.name, o.id.schema, o.id.table, o["command"], o["permissive"], [_marker(1)], *expressions
    )


def create_policy(new: Object, context: Context) -> list[Statement]:
    roles = ", ".join("PUBLIC" if role == "public" else quote_identifier(role) for role in new["roles"])
    texts = [roles, _inner(new["using_expression"]), _inner(new["check_expression"])]
    return _create(_policy, new, texts, POLICY_NOISE)


def drop_policy(old: Object, context: Context) -> list[Statement]:
    return _drop(_policy, old)


def _inner(expression: str | None) -> str:
    """migra puts parentheses around an expression that the server has already put in parentheses."""
    return expression or ""


def _composite(obj: Any, o: Object) -> Any:
    return obj.InspectedType(o.id.name, o.id.schema, {a[0]: _marker(i) for i, a in enumerate(o["attributes"], 1)})


def create_composite_type(new: Object, context: Context) -> list[Statement]:
    types = [f"{a[1]} COLLATE {a[2]}" if a[2] else a[1] for a in new["attributes"]]
    return _create(_composite, new, types)


def drop_composite_type(old: Object, context: Context) -> list[Statement]:
    return _drop(_composite, old)


def drop_column(old: Object, table: str) -> list[Statement]:
    return [Statement(f"ALTER TABLE {table} {_restyle(_column(old).drop_column_clause, ())}")]


def set_not_null(new: Object, table: str) -> Statement:
    """SET or DROP NOT NULL, as `new` has it."""
    return Statement(f"ALTER TABLE {table} {_restyle(_column(new).alter_not_null_clause, ())}")


def _column(o: Object) -> Any:
    _, obj = _migra()
    return obj.ColumnInfo(o.id.name, _marker(1), None, not_null=o.get("not_null"))
