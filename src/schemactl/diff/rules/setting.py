"""Defaults that read a setting of the session, as `current_setting('app.tenant')` does, and fail where it is not set.

ADD COLUMN evaluates the default once, whether the table has rows or not. So such a column is added without it; the rows
that are there, if any, take the default by an UPDATE, and only then must the setting be there.
In: a default, and the catalog with the functions that it calls. Out: names of settings, and that UPDATE.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rule import Context
from schemactl.pgsql import Token, qualified, quote_identifier, tokens

READS = "current_setting"
LANGUAGES = ("sql", "plpgsql")


def settings_read(default: Object, catalog: Catalog) -> tuple[str, ...]:
    """The settings that must be there for a default to have a value."""
    texts = [default["expression"], *_bodies(default.id, catalog)]
    return tuple(dict.fromkeys(name for text in texts for name in _names(text)))


def takes_default_later(column: ObjectId, context: Context) -> tuple[str, ...]:
    """The settings that the default of a column reads which a table gets that is there; () where there is no need."""
    table = ObjectId("table", column.schema, column.table)
    default = context.desired.objects.get(column._replace(kind="default"))
    is_added = table in context.current.objects and not context.is_remade(table)
    if default is None or not default["local"] or not is_added or column in context.current.objects:
        return ()
    return settings_read(default, context.desired)


def fill(column: ObjectId, settings: Sequence[str]) -> Statement:
    """What gives the rows that are there their default."""
    name = quote_identifier(column.name)
    return Statement(
        f"UPDATE {qualified(column.schema, column.table)} SET {name} = DEFAULT",
        needs=frozenset({column._replace(kind="default")}),
        note="schemactl:ignore mutation-without-where, backfill-with-ddl: where there are rows, they take the default, "
        f"which reads {', '.join(settings)}: SET it before.",
    )


def _bodies(id: ObjectId, catalog: Catalog) -> Iterator[str]:
    """What stands inside of the functions that are called, at any depth that Postgres knows of."""
    queue, seen = [id], {id}
    while queue:
        more = {each for each in catalog.requirements.get(queue.pop(), ()) if each.kind == "function"} - seen
        seen |= more
        queue += more
        for function in sorted(more):
            definition = catalog.objects[function]["definition"]
            if READS in definition and catalog.objects[function]["language"] in LANGUAGES:
                yield definition
                yield from (_inside(text) for word in tokens(definition) if (text := _string(definition, word)))


def _string(sql: str, word: Token) -> str:
    text = sql[word.start : word.end]
    return text if word.kind == "SCONST" and text.startswith("$") else ""


def _inside(text: str) -> str:
    """`$function$…$function$` without its ends."""
    end = text.index("$", 1) + 1
    return text[end:-end]


def _names(sql: str) -> Iterator[str]:
    """Of each call with one argument; with a second one, a setting that is missing is no error."""
    if READS not in sql:
        return
    words = tokens(sql)
    for n, word in enumerate(words):
        if sql[word.start : word.end] == READS and n + 2 < len(words) and not _has_second_argument(words, n + 1):
            name = sql[words[n + 2].start : words[n + 2].end]
            yield name.strip("'") if words[n + 2].kind == "SCONST" else "a setting"


def _has_second_argument(words: Sequence[Token], opening: int) -> bool:
    depth = 0
    for word in words[opening:]:
        depth += (word.kind == "ASCII_40") - (word.kind == "ASCII_41")
        if depth == 0:
            return False
        if depth == 1 and word.kind == "ASCII_44":
            return True
    return False
