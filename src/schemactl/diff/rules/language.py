"""Procedural languages, transforms, conversions and access methods: names for functions that are written in C."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named
from schemactl.pgsql import qualified, quote_identifier, quote_literal

ACCESS_METHOD_TYPE = {"i": "INDEX", "t": "TABLE"}


def _define_language(new: Object, verb: str) -> Statement:
    words = "TRUSTED LANGUAGE" if new["trusted"] else "LANGUAGE"
    functions = (("HANDLER", "handler"), ("INLINE", "inline"), ("VALIDATOR", "validator"))
    clauses = [f"{word} {new[attribute]}" for word, attribute in functions if new[attribute]]
    return Statement(" ".join([verb, words, quote_identifier(new.id.name), *clauses]))


def _create_language(new: Object, context: Context) -> Sequence[Statement]:
    return [_define_language(new, "CREATE")]


def _alter_language(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    return [_define_language(delta.new, "CREATE OR REPLACE")] if delta.changed & LANGUAGE.changes.keys() else []


def _must_remake_language(delta: Delta, context: Context) -> bool:
    """Once a language is no longer trusted, its privileges cannot be taken away."""
    assert delta.old is not None and delta.new is not None
    return delta.old["trusted"] and not delta.new["trusted"] and delta.old["privileges"] is not None


LANGUAGE = Rule(
    kind="language",
    phrase=named("LANGUAGE"),
    create=_create_language,
    alter=_alter_language,
    changes=dict.fromkeys(("trusted", "handler", "inline", "validator"), Change.ALTER),
    needs_replace=_must_remake_language,
    grant_on=lambda object: f"LANGUAGE {quote_identifier(object.id.name)}",
    rank=6,
)


def _transform(id: ObjectId, object: Object) -> str:
    return f"TRANSFORM FOR {id.name} LANGUAGE {quote_identifier(id.signature)}"


def _define_transform(new: Object, verb: str) -> Statement:
    sides = (("FROM SQL", new["from_sql"]), ("TO SQL", new["to_sql"]))
    clauses = ", ".join(f"{words} WITH FUNCTION {function}(internal)" for words, function in sides if function)
    return Statement(f"{verb} {_transform(new.id, new)} ({clauses})")


def _create_transform(new: Object, context: Context) -> Sequence[Statement]:
    return [_define_transform(new, "CREATE")]


def _alter_transform(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    return [_define_transform(delta.new, "CREATE OR REPLACE")] if delta.changed & TRANSFORM.changes.keys() else []


TRANSFORM = Rule(
    kind="transform",
    phrase=_transform,
    create=_create_transform,
    alter=_alter_transform,
    changes=dict.fromkeys(("from_sql", "to_sql"), Change.ALTER),
    ownable=False,
    rank=46,
)


def _create_conversion(new: Object, context: Context) -> Sequence[Statement]:
    default = "DEFAULT " if new["default"] else ""
    encodings = f"FOR {quote_literal(new['source'])} TO {quote_literal(new['destination'])}"
    name = qualified(new.id.schema, new.id.name)
    return [Statement(f"CREATE {default}CONVERSION {name} {encodings} FROM {new['function']}")]


CONVERSION = Rule(
    kind="conversion",
    phrase=named("CONVERSION"),
    create=_create_conversion,
    changes=dict.fromkeys(("source", "destination", "function", "default"), Change.REPLACE),
    rank=46,
)


def _create_access_method(new: Object, context: Context) -> Sequence[Statement]:
    name, words = quote_identifier(new.id.name), ACCESS_METHOD_TYPE[new["type"]]
    return [Statement(f"CREATE ACCESS METHOD {name} TYPE {words} HANDLER {new['handler']}")]


ACCESS_METHOD = Rule(
    kind="access_method",
    phrase=named("ACCESS METHOD"),
    create=_create_access_method,
    changes=dict.fromkeys(("type", "handler"), Change.REPLACE),
    ownable=False,
    rank=41,
)
