"""Text search: parsers, templates, dictionaries, configurations (https://www.postgresql.org/docs/current/textsearch.html)."""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.spelling import named, parameters
from schemactl.pgsql import qualified, quote_identifier, top_node

PARSER_FUNCTIONS = {
    "START": "start",
    "GETTOKEN": "token",
    "END": "end",
    "HEADLINE": "headline",
    "LEXTYPES": "token_types",
}
TEMPLATE_FUNCTIONS = {"INIT": "init", "LEXIZE": "lexize"}


def _rule_of_functions(words: str, functions: dict[str, str], rank: int) -> Rule:
    """Parsers and templates are nothing but C functions, and have no owner."""
    phrase = named(f"TEXT SEARCH {words.upper()}")

    def create(new: Object, context: Context) -> Sequence[Statement]:
        clauses = parameters((word, new[attribute]) for word, attribute in functions.items())
        return [Statement(f"CREATE {phrase(new.id, new)} {clauses}")]

    return Rule(
        kind=f"text_search_{words}",
        phrase=phrase,
        create=create,
        changes=dict.fromkeys(functions.values(), Change.REPLACE),
        ownable=False,
        rank=rank,
    )


TEXT_SEARCH_PARSER = _rule_of_functions("parser", PARSER_FUNCTIONS, 46)
TEXT_SEARCH_TEMPLATE = _rule_of_functions("template", TEMPLATE_FUNCTIONS, 46)

_dictionary = named("TEXT SEARCH DICTIONARY")
_configuration = named("TEXT SEARCH CONFIGURATION")


def _create_dictionary(new: Object, context: Context) -> Sequence[Statement]:
    options = f", {new['options']}" if new["options"] else ""
    return [Statement(f"CREATE {_dictionary(new.id, new)} (TEMPLATE = {new['template']}{options})")]


def option_names(options: str | None) -> list[str]:
    """The names in a dictionary's options, read by the grammar they are written in."""
    if not options:
        return []
    _, node = top_node(f"CREATE TEXT SEARCH DICTIONARY d ({options})")
    return [each.def_elem.defname for each in node.definition]


def _alter_dictionary(delta: Delta, context: Context) -> Sequence[Statement]:
    """Options that are named are set; those named without a value are taken away."""
    assert delta.old is not None and delta.new is not None
    if "options" not in delta.changed:
        return []
    wanted = delta.new["options"]
    kept = set(option_names(wanted))
    gone = [quote_identifier(name) for name in option_names(delta.old["options"]) if name not in kept]
    clauses = ", ".join([*([wanted] if wanted else []), *gone])
    return [Statement(f"ALTER {_dictionary(delta.id, delta.new)} ({clauses})")]


TEXT_SEARCH_DICTIONARY = Rule(
    kind="text_search_dictionary",
    phrase=_dictionary,
    create=_create_dictionary,
    alter=_alter_dictionary,
    changes={"template": Change.REPLACE, "options": Change.ALTER},
    rank=47,
)


def _mapping(verb: str, object: Object, tokens: Sequence[str], dictionaries: Sequence[str] = ()) -> Statement:
    names = ", ".join(quote_identifier(token) for token in tokens)
    into = f" WITH {', '.join(dictionaries)}" if dictionaries else ""
    return Statement(f"ALTER {_configuration(object.id, object)} {verb} MAPPING FOR {names}{into}")


def _map(verb: str, new: Object, tokens: Sequence[str]) -> list[Statement]:
    """One statement for all tokens that go to the same dictionaries."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for token in tokens:
        groups.setdefault(tuple(new["mappings"][token]), []).append(token)
    return [_mapping(verb, new, group, dictionaries) for dictionaries, group in groups.items()]


def _create_configuration(new: Object, context: Context) -> Sequence[Statement]:
    name = qualified(new.id.schema, new.id.name)
    create = Statement(f"CREATE TEXT SEARCH CONFIGURATION {name} (PARSER = {new['parser']})")
    return [create, *_map("ADD", new, sorted(new["mappings"]))]


def _alter_configuration(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    was, wanted = delta.old["mappings"], delta.new["mappings"]
    gone = sorted(was.keys() - wanted.keys())
    drop = [_mapping("DROP", delta.new, gone)] if gone else []
    changed = sorted(token for token in was.keys() & wanted.keys() if was[token] != wanted[token])
    return [*drop, *_map("ALTER", delta.new, changed), *_map("ADD", delta.new, sorted(wanted.keys() - was.keys()))]


TEXT_SEARCH_CONFIGURATION = Rule(
    kind="text_search_configuration",
    phrase=_configuration,
    create=_create_configuration,
    alter=_alter_configuration,
    changes={"parser": Change.REPLACE, "mappings": Change.ALTER},
    rank=48,
)
