"""What partitions have of their parent's constraints and indexes, and what that is called.

A copy is named by the server, unless somebody renames it, or makes and attaches it under a name of his own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from string import digits

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Statement
from schemactl.diff.rule import Context, called
from schemactl.pgsql import qualified, quote_identifier


def table_of(object: Object) -> ObjectId:
    return ObjectId("table", object.id.schema, object.id.table or object["on_table"])


def copies_of(id: ObjectId, context: Context, *, everywhere: bool = False) -> set[ObjectId]:
    """The partitions' constraints or indexes that come with the parent's, at every depth.

    everywhere: also in partitions that are not there yet.
    """
    found = {copy.id for copy in context.copies.get(_key(id), ()) if everywhere or _has_relation(copy, context)}
    return found.union(*(copies_of(copy, context, everywhere=everywhere) for copy in found))


def _has_relation(object: Object, context: Context) -> bool:
    """A partition that is not there yet brings its own copies."""
    table = table_of(object)
    return table in context.current.objects and not context.is_remade(table)


def twins_before(new: Object, context: Context) -> frozenset[ObjectId]:
    """Those whose copies have the same names with lower numbers: made first, they get these from the server again."""
    twins = {twin for copy in context.copies.get(_key(new.id), ()) for twin in _twins(copy, context)}
    others = (context.desired.objects[id] for id in twins - {new.id} if id in context.desired.objects)
    beside = [other for other in others if table_of(other) == table_of(new)]
    return frozenset(o.id for o in beside if (_numbers(o, context), o.id) < (_numbers(new, context), new.id))


def namesakes_below(new: Object, context: Context) -> frozenset[ObjectId]:
    """What partitions have under the name of their parent's constraint, so that its copies there take another one."""
    copies = context.copies.get(_key(new.id), ()) if new.id.table else ()
    ids = {new.id._replace(schema=copy.id.schema, table=copy.id.table) for copy in copies}
    return frozenset((ids & context.desired.objects.keys()) - {copy.id for copy in copies})


def gone_below(new: Object, context: Context) -> frozenset[ObjectId]:
    """The keys and indexes of partitions that go: while they are there, the new one may take them for its copies."""
    tables = {table_of(context.desired.objects[copy]) for copy in copies_of(new.id, context)}
    kinds = ("constraint", "index")
    ids = {id for table in tables for kind in kinds for id in _of_table(table, kind, context)}
    gone = (id for id in ids if id not in context.desired.objects)
    return frozenset(id for id in gone if not source_id(context.current.objects[id]))


def _of_table(table: ObjectId, kind: str, context: Context) -> Iterable[ObjectId]:
    columns = (part.id for part in context.current.parts.get(table, ()) if part.id.kind == "column")
    users = (id for each in (table, *columns) for id in context.current.dependents_of_kind.get((each, kind), ()))
    return (id for id in users if table_of(context.current.objects[id]) == table)


def skipped_before(copies: Iterable[Object], context: Context) -> frozenset[ObjectId]:
    """Other things that have the lower numbers of copies' names: made first, they keep the server from these."""
    found = set[ObjectId]()
    for copy in copies:
        if copy.alias and copy["called"] is None:
            number = copy.id.name[len(_stem(copy.id)) :]
            names = (_stem(copy.id) + str(n or "") for n in range(int(number) if number else 0))
            found |= {context.relations.get((copy.id.schema, name), copy.id) for name in names}
    others = (context.desired.objects[id] for id in found)
    tables = {table_of(copy) for copy in copies}
    return frozenset(o.id for o in others if not o.alias and _table_if_any(o) not in tables)


def _table_if_any(object: Object) -> ObjectId | None:
    return table_of(object) if object.id.kind in ("index", "constraint") else None


def _twins(copy: Object, context: Context) -> set[ObjectId]:
    """What other copies in the same partition are copies of, if they have the same name but for its number."""
    users = (context.desired.objects[id] for id in context.desired.dependents.get(table_of(copy), ()))
    twins = (o for o in users if o.id.kind == copy.id.kind and o.alias and _stem(o.id) == _stem(copy.id))
    return {source for twin in twins if (source := source_id(twin))}


def _stem(id: ObjectId) -> str:
    return id.name.rstrip(digits)


def _numbers(root: Object, context: Context) -> list[tuple[ObjectId, int]]:
    """The numbers behind the names of the copies in each partition."""
    copies = context.copies.get(_key(root.id), ())
    return sorted((table_of(copy), int(copy.id.name[len(_stem(copy.id)) :] or 0)) for copy in copies)


def _key(id: ObjectId) -> tuple[str, ...]:
    """As `Context.copies` has it."""
    return (id.kind, id.schema, id.table, id.name) if id.table else (id.kind, id.schema, id.name)


def source_id(copy: Object) -> ObjectId | None:
    path = copy.get("parent_index") or copy.get("parent_constraint")
    if not path:
        return None
    schema, *table, name = path
    return ObjectId(copy.id.kind, schema, name, *table)


def renames(delta: Delta, words: str, context: Context) -> list[Statement]:
    """A copy gets a name that somebody wrote, or gives one back; another copy that has it makes room.

    words: of the statement, up to the old name.
    """
    assert delta.old is not None and delta.new is not None
    if "called" not in delta.changed or called(delta.old).id == delta.new.id:
        return []
    is_free = not any(called(other).id == delta.new.id for other in context.current.objects.values())
    if is_free:
        return [_rename(words, called(delta.old).id, delta.new.id.name)]
    first, last = _in_two_steps(words, delta.old, delta.new.id)
    holders = (o for o in context.current.objects.values() if called(o).id == delta.new.id and o.alias)
    aside = [_in_two_steps(words, o, o.id) for o in holders if not _is_renamed(o, context)]
    return [*(one for one, _ in aside), first, last, *(other for _, other in aside)]


def _is_renamed(copy: Object, context: Context) -> bool:
    wanted = context.desired.objects.get(copy.id)
    return wanted is None or copy.get("called") != wanted.get("called")


def _in_two_steps(words: str, old: Object, wanted: ObjectId) -> tuple[Statement, Statement]:
    """By way of a name that nothing has, since another thing has the wanted one until its own first step."""
    was = called(old).id
    between = was._replace(name=f"{was.name[:48]}__schemactl_old")
    first, last = _rename(words, was, between.name), _rename(words, between, wanted.name)
    return first, replace(last, removes=frozenset(), after=frozenset({_name(wanted)}))


def _rename(words: str, old: ObjectId, name: str) -> Statement:
    sql = f"{words} {_spelled(old)} {'RENAME ' if old.kind == 'index' else ''}TO {quote_identifier(name)}"
    return Statement(sql, removes=frozenset({_name(old)}))


def _spelled(id: ObjectId) -> str:
    return qualified(id.schema, id.name) if id.kind == "index" else quote_identifier(id.name)


def _name(id: ObjectId) -> ObjectId:
    """A name that is in use, as something that a statement ends."""
    return id._replace(kind="name")


def name_then(delta: Delta) -> str:
    """What it is called after its rename, if there is one."""
    assert delta.old is not None and delta.new is not None
    return delta.new.id.name if "called" in delta.changed else called(delta.old).id.name
