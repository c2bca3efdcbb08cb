"""Foreign data: wrappers, servers, user mappings and foreign tables (https://www.postgresql.org/docs/current/ddl-foreign-data.html).

Options may hold secrets: they go into statements, never into a message.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.model import Delta, Frame, Item, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.column import changed_fdw_options, column_clause, fdw_options
from schemactl.diff.rules.constraint import is_inherited
from schemactl.diff.rules.heirs import is_made_by_parent
from schemactl.diff.rules.spelling import named
from schemactl.errors import UnsupportedError
from schemactl.pgsql import qualified, quote_identifier, quote_literal

_wrapper = named("FOREIGN DATA WRAPPER")
_server = named("SERVER")
_table = named("FOREIGN TABLE")


def _options(object: Object) -> str:
    return f" OPTIONS ({fdw_options(object['options'])})" if object["options"] else ""


def _changed_options(delta: Delta) -> list[str]:
    assert delta.old is not None and delta.new is not None
    if "options" not in delta.changed:
        return []
    return [f"OPTIONS ({changed_fdw_options(delta.old['options'], delta.new['options'])})"]


def _create_wrapper(new: Object, context: Context) -> Sequence[Statement]:
    functions = "".join(f" {word.upper()} {new[word]}" for word in ("handler", "validator") if new[word])
    return [Statement(f"CREATE {_wrapper(new.id, new)}{functions}{_options(new)}")]


def _alter_wrapper(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    new = delta.new
    changed = [word for word in ("handler", "validator") if word in delta.changed]
    clauses = [f"{word.upper()} {new[word]}" if new[word] else f"NO {word.upper()}" for word in changed]
    clauses += _changed_options(delta)
    return [Statement(f"ALTER {_wrapper(delta.id, new)} {' '.join(clauses)}")] if clauses else []


FOREIGN_DATA_WRAPPER = Rule(
    kind="foreign_data_wrapper",
    phrase=_wrapper,
    create=_create_wrapper,
    alter=_alter_wrapper,
    changes=dict.fromkeys(("handler", "validator", "options"), Change.ALTER),
    grant_on=lambda object: _wrapper(object.id, object),
    rank=47,
)


def _create_server(new: Object, context: Context) -> Sequence[Statement]:
    facts = "".join(f" {word.upper()} {quote_literal(new[word])}" for word in ("type", "version") if new[word])
    wrapper = f" FOREIGN DATA WRAPPER {quote_identifier(new['wrapper'])}"
    return [Statement(f"CREATE {_server(new.id, new)}{facts}{wrapper}{_options(new)}")]


def _alter_server(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    version = delta.new["version"]
    clauses = [f"VERSION {quote_literal(version) if version else 'NULL'}"] if "version" in delta.changed else []
    clauses += _changed_options(delta)
    return [Statement(f"ALTER {_server(delta.id, delta.new)} {' '.join(clauses)}")] if clauses else []


SERVER = Rule(
    kind="server",
    phrase=_server,
    create=_create_server,
    alter=_alter_server,
    changes={
        "wrapper": Change.REPLACE,
        "type": Change.REPLACE,
        "version": Change.ALTER,
        "options": Change.ALTER,
    },
    grant_on=lambda object: f"FOREIGN {_server(object.id, object)}",
    rank=48,
)


def _mapping(id: ObjectId, object: Object) -> str:
    roles = {"public": "PUBLIC", "CURRENT_USER": "CURRENT_USER"}
    return f"USER MAPPING FOR {roles.get(id.name) or quote_identifier(id.name)} SERVER {quote_identifier(id.table)}"


def _require_options(*objects: Object | None) -> None:
    """The server shows a mapping's options to its user, the server's owner and superusers only."""
    for object in objects:
        if object is not None and object["options"] is None:
            raise UnsupportedError(
                f"the options of {object.id} are hidden from the role that reads them",
                hint=f"Connect as the owner of server {object.id.table}, or exclude the mapping.",
                object=str(object.id),
            )


def _create_mapping(new: Object, context: Context) -> Sequence[Statement]:
    _require_options(new)
    return [Statement(f"CREATE {_mapping(new.id, new)}{_options(new)}")]


def _alter_mapping(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    _require_options(delta.old, delta.new)
    return [Statement(f"ALTER {_mapping(delta.id, delta.new)} {clause}") for clause in _changed_options(delta)]


USER_MAPPING = Rule(
    kind="user_mapping",
    phrase=_mapping,
    create=_create_mapping,
    alter=_alter_mapping,
    changes={"options": Change.ALTER},
    ownable=False,
    commentable=False,
    rank=49,
)


def _create_table(new: Object, context: Context) -> Sequence[Statement]:
    parts = context.desired.parts.get(new.id, ())
    columns = [part for part in parts if part.id.kind == "column"]
    inherited = [part for part in parts if part.id.kind == "constraint" and is_inherited(part)]
    parents = [ObjectId("table", *parent) for parent in new["parents"] or ()]
    made = frozenset({new.id, *(c.id for c in columns), *(k.id for k in inherited)})
    head, tail = f"CREATE {_table(new.id, new)}", f" SERVER {quote_identifier(new['server'])}{_options(new)}"
    if new["partition_bound"]:
        of = f" PARTITION OF {qualified(*new['parents'][0])} {new['partition_bound']}"
        return [Statement(head + of + tail, makes=made, needs=frozenset(parents))]
    inherits = f" INHERITS ({', '.join(qualified(p.schema, p.name) for p in parents)})" if parents else ""
    items = tuple(Item(c.id, column_clause(c, context)) for c in columns if not is_made_by_parent(c))
    frame = Frame(closing="\n)" + inherits + tail) if items else Frame(" (", "", ")" + inherits + tail)
    return [Statement(head, makes=made, needs=frozenset(parents), frame=frame, items=items)]


def _alter_table(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.new is not None
    return [Statement(f"ALTER {_table(delta.id, delta.new)} {clause}") for clause in _changed_options(delta)]


FOREIGN_TABLE = Rule(
    kind="foreign_table",
    phrase=_table,
    create=_create_table,
    alter=_alter_table,
    changes={
        "server": Change.REPLACE,
        "partition_bound": Change.REPLACE,
        "parents": Change.REPLACE,
        "options": Change.ALTER,
    },
    grant_on=lambda object: f"TABLE {qualified(object.id.schema, object.id.name)}",
    rank=50,
)
