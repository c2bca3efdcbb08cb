"""How the values of a column become values of another type, for USING clauses and for types that are rebuilt.

Postgres's own cast comes first; through text goes only what has no cast (one enum to another), and never a value that
has a structure: the text of a composite type says places and no names. For those a cast is made, attribute by
attribute.
A value that does not fit is an error, as in an INSERT, and is never cut: a cast to varchar(n) would cut it.
This file must never know why a type changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context
from schemactl.diff.rules.aside import with_suffix
from schemactl.pgsql import qualified, quote_identifier

SWAPPED = frozenset({"enum", "composite_type", "domain", "range"})
"""Types that are rebuilt beside their old form."""
CONVERT = "__schemactl_convert"
CUT = {"character varying(": "text", "character(": "text", "bit(": "bit varying", "bit varying(": "bit varying"}
"""Types whose casts cut what is too long, and the like of them without a limit."""


def unlimited(type: str, catalog: Catalog) -> str:
    """The type to cast to, so that the assignment to `type` that comes after it refuses what does not fit."""
    array = "[]" if type.endswith("[]") else ""
    base = type.removesuffix("[]")
    named = {qualified(id.schema, id.name): object for id, object in catalog.objects.items() if id.kind == "domain"}
    while base in named:
        base = named[base]["type"]
    free = next((each for word, each in CUT.items() if base.startswith(word)), None)
    return f"{free}{array}" if free else type


def via_text(value: str, type: str) -> str:
    """The value as its text reads in the new type; arrays element by element."""
    text = "text[]" if type.endswith("[]") else "text"
    return f"{value}::{text}" if type == text else f"{value}::{text}::{type}"


def records_of(id: ObjectId, catalog: Catalog) -> set[ObjectId]:
    """The composite types that values of a type are made of, so that their text must not be its bridge."""
    if id.kind == "composite_type":
        return {id}
    if id.kind != "domain":
        return set()
    return {record for each in catalog.requirements.get(id, ()) for record in records_of(each, catalog)}


def conversion_of(id: ObjectId) -> ObjectId:
    """Stands for the cast from the old form of a composite type to its new one, once it is there."""
    return id._replace(kind="conversion")


def record_cast(
    id: ObjectId, old: ObjectId, columns: Sequence[ObjectId], last: frozenset[ObjectId], context: Context
) -> tuple[list[Statement], list[Statement]]:
    """A cast from the old form to the new one, by the names of attributes; and its end.

    old: the name of the old form meanwhile. columns: those that are moved over with it. last: the old forms of types
    that are rebuilt as well, and whose values it converts until they go. What the function returns is assigned, so that
    nothing is cut; it holds no semicolon, at which other runners would end the statement.
    """
    was = {name: type for name, type, *_ in context.current.objects[id]["attributes"]}
    wanted = {name: type for name, type, *_ in context.desired.objects[id]["attributes"]}
    source, target = qualified(old.schema, old.name), qualified(id.schema, id.name)
    function = f"{qualified(id.schema, with_suffix(id.name, CONVERT))}({source})"
    enums = _made_of_new_enums(context)
    head = f"CREATE FUNCTION {function} RETURNS {target}\n    LANGUAGE sql IMMUTABLE STRICT\n    RETURN ROW"
    forms = []
    for through_text in (False, True):
        values = (_attribute(n, t, was, enums, context.desired, through_text=through_text) for n, t in wanted.items())
        forms.append(f"{head}({', '.join(values)})")
    inner = {conversion_of(each) for each in context.current.requirements.get(id, ()) if each.kind in SWAPPED}
    begin = [
        Statement(forms[0], fallback=forms[1], needs=frozenset(inner)),
        Statement(f"CREATE CAST ({source} AS {target}) WITH FUNCTION {function}", makes=frozenset({conversion_of(id)})),
    ]
    there = frozenset({*columns, conversion_of(id)})
    end = [
        Statement(f"DROP CAST ({source} AS {target})", needs=there, after=last),
        Statement(f"DROP FUNCTION {function}"),
    ]
    return begin, end


def _made_of_new_enums(context: Context) -> set[str]:
    """The enums that are rebuilt, and the domains over them, by their names."""
    names = {qualified(each.schema, each.name) for each in context.made if each.kind == "enum"}
    domains = [context.desired.objects[each] for each in context.made if each.kind == "domain"]
    size = -1
    while size != len(names):
        size = len(names)
        over = (o.id for o in domains if o["type"].removesuffix("[]") in names)
        names |= {qualified(id.schema, id.name) for id in over}
    return names


def _attribute(
    name: str, type: str, was: Mapping[str, str], enums: set[str], desired: Catalog, *, through_text: bool
) -> str:
    """The value of one attribute in its new type. enums: those that are rebuilt, which have no cast to their new form.

    through_text: whether those that change their type go that way, for want of a cast.
    """
    target = unlimited(type, desired)
    if name not in was:
        return f"NULL::{target}"
    value = f"($1).{quote_identifier(name)}"
    if type.removesuffix("[]") in enums or (through_text and was[name] != type):
        return via_text(value, target)
    return f"{value}::{target}"


def lost_attributes(id: ObjectId, columns: Sequence[ObjectId], nested: frozenset[ObjectId], context: Context) -> str:
    """In words, what the rows lose of values of a composite type that is rebuilt."""
    if id.kind != "composite_type" or id not in context.desired.objects or not (columns or nested):
        return ""
    wanted = {name for name, *_ in context.desired.objects[id]["attributes"]}
    lost = [quote_identifier(a[0]) for a in context.current.objects[id]["attributes"] if a[0] not in wanted]
    return f"{', '.join(lost)} in every column of type {qualified(id.schema, id.name)}" if lost else ""
