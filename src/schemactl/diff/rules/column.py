"""Columns of tables and foreign tables; their defaults are in default.py.

A column is never dropped and made again where ALTER can reach the wanted form; only a generation expression that
the server's version cannot set in place is (its values are computed, so nothing is lost).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff import engine
from schemactl.diff.model import Delta, Frame, Item, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules import inside
from schemactl.diff.rules.conversion import unlimited, via_text
from schemactl.diff.rules.heirs import copies_below, is_made_by_parent, is_retyped_above, with_copies
from schemactl.diff.rules.identity import (
    change_identity,
    drop_identity,
    has_own_identity,
    identity_clause,
    identity_sequences,
    retype_identity,
    users_of_lost_sequence,
)
from schemactl.diff.rules.not_null import (
    add_not_null,
    becomes_inherited,
    change_not_null,
    change_validity,
    default_not_null,
    has_own_not_null,
    is_named_later,
    named_not_null,
    set_not_null,
    unchecked_below,
)
from schemactl.diff.rules.reference import breaks_between
from schemactl.diff.rules.relation import alter_column, alter_table, setting_changes, table_name
from schemactl.diff.rules.setting import fill, takes_default_later
from schemactl.errors import UnsupportedError
from schemactl.pgsql import qualified, quote_identifier, quote_literal

GENERATED = {"s": "STORED", "v": "VIRTUAL"}
REBUILT_AROUND_TYPE = frozenset(
    {"view", "materialized_view", "rule", "policy", "trigger", "function", "procedure", "column", "publication"}
)
"""Kinds that Postgres will not carry over ALTER COLUMN … TYPE: they are dropped before it and given back after it."""


def column_clause(new: Object, context: Context) -> str:
    """`name type …` as CREATE TABLE and ADD COLUMN take it; the default is folded in later."""
    parts = [quote_identifier(new.id.name), new["type"]]
    parts += [f"OPTIONS ({fdw_options(new['fdw_options'])})"] if new["fdw_options"] else []
    parts += [f"COLLATE {new['collation']}"] if new["collation"] else []
    parts += [f"COMPRESSION {new['compression']}"] if new["compression"] else []
    if new["generated"]:
        parts.append(
            f"GENERATED ALWAYS AS {_parenthesised(new['generation_expression'])} {GENERATED[new['generated']]}"
        )
    if new["identity"]:
        parts.append(identity_clause(new))
    named = named_not_null(new) or default_not_null(new, context)
    is_said = new["not_null"] and new.get("not_null_local") is not False
    if is_said and not is_named_later(new) and not (new["identity"] and not named):
        parts += [f"CONSTRAINT {quote_identifier(named['name'])}"] if named else []
        parts.append("NOT NULL")
        parts += ["NO INHERIT"] if named and named["no_inherit"] else []
    return " ".join(parts)


def fdw_options(options: Sequence[str]) -> str:
    pairs = (option.split("=", 1) for option in options)
    return ", ".join(f"{quote_identifier(name)} {quote_literal(value)}" for name, value in pairs)


def _parenthesised(expression: str) -> str:
    return expression if expression.startswith("(") and expression.endswith(")") else f"({expression})"


def _create(new: Object, context: Context) -> Sequence[Statement]:
    if is_made_by_parent(new) and not context.is_joining(new.parent):
        return []
    added = Object(new.id, {**new.attributes, "not_null": False}) if takes_default_later(new.id, context) else new
    add = Statement(
        f"{alter_table(new)} ADD COLUMN",
        frame=Frame(" ", "", ""),
        items=(Item(new.id, column_clause(added, context)),),
        makes=frozenset({new.id, *copies_below(new, context, context.desired), *identity_sequences([new])}),
        needs=context.declared_below(new),
        after=context.leaving.get((new.id.schema, new.id.table), frozenset()),
    )
    return [add]


def _settle(new: Object, context: Context) -> Sequence[Statement]:
    """What the clause cannot say."""
    alter, clauses = alter_column(new), []
    clauses += [f"SET STORAGE {new['storage']}"] if new["storage"] else []
    clauses += [f"SET STATISTICS {new['statistics']}"] if new["statistics"] is not None else []
    clauses += [f"SET ({', '.join(new['options'])})"] if new["options"] else []
    statements = [Statement(f"{alter} {clause}") for clause in clauses]
    if is_made_by_parent(new) and has_own_identity(new):  # before Postgres 17, partitions had identities of their own
        statements.append(Statement(f"{alter} ADD {identity_clause(new)}", makes=identity_sequences([new])))
    if has_own_identity(new) and new["identity_options"]["type"] != new["type"]:
        statements.append(retype_identity(new))
    if settings := takes_default_later(new.id, context):
        statements.append(fill(new.id, settings))
        needs = statements[-1].needs
        named = named_not_null(new)
        statements += (
            [replace(add_not_null(new) if named else set_not_null(new), needs=needs)] if new["not_null"] else []
        )
    elif is_named_later(new):
        statements.append(replace(add_not_null(new), needs=unchecked_below(new, context)))
    elif is_made_by_parent(new) and has_own_not_null(new, context.desired):
        statements.append(add_not_null(new) if new.get("not_null_constraint") else set_not_null(new))
    return [*statements, *inside.write_insides(None, new, context)]


def _drop(old: Object, context: Context) -> Sequence[Statement]:
    ended = context.outlived(old.parent) if old.parent else frozenset[ObjectId]()
    left_alone = any(_is_kept_below(id, context) for id in context.inherited_from(old))
    if is_made_by_parent(old) and not ended and not left_alone:
        return []
    new = context.desired.objects.get(old.id)
    becomes_plain = new is not None and not new["generated"]  # what was computed is expected to stay
    holds_values = (not old["generated"] or becomes_plain) and not old["foreign"]
    loss = f"the values of {table_name(old)}.{quote_identifier(old.id.name)}" if holds_values else ""
    statement = engine.drop_column(old, table_name(old))[0]
    words = "ALTER FOREIGN TABLE" if old["foreign"] else "ALTER TABLE"
    left_alone_below = _is_kept_below(old.id, context)
    words += " ONLY" if left_alone_below else ""
    sql = statement.sql.replace("ALTER TABLE", words, 1)
    after = ended or context.inherited_from(old)
    gone = {*identity_sequences([old]), *(set() if left_alone_below else copies_below(old, context, context.current))}
    return [Statement(sql, data_loss=loss, removes=frozenset(gone), after=after)]


def _is_kept_below(column: ObjectId, context: Context) -> bool:
    """It goes, and an heir keeps what it had from it: without ONLY, that would go with it."""
    if column not in context.current.objects or column in context.desired.objects:
        return False
    heirs = context.heirs(context.current.objects[column].parent)
    return any(column._replace(schema=h.schema, table=h.name) in context.desired.objects for h in heirs)


def _must_remake(delta: Delta, context: Context) -> bool:
    """Into a generated column there is no ALTER; out of one there is; its expression can be set since 17."""
    assert delta.old is not None and delta.new is not None
    old, new = delta.old, delta.new
    if is_made_by_parent(new):
        return False
    if old["generated"] != new["generated"]:
        return bool(new["generated"]) or old["generated"] == "v"
    changed = "generation_expression" in delta.changed
    return changed and context.version < 170000


def _rebuilds(delta: Delta, context: Context) -> frozenset[ObjectId]:
    """A new type: what uses the column by name must make room; without identity: what counts on its sequence."""
    counting = users_of_lost_sequence(delta, context)
    if not {"type", "collation"} & delta.changed:
        return counting
    users = context.current.dependents.get(delta.id, frozenset())
    default = delta.id._replace(kind="default")
    rebuilt = {id for id in users if id.kind in REBUILT_AROUND_TYPE and not _becomes_plain(id, context)}
    rebuilt |= {id for id in users if breaks_between(id, context)}
    if default in context.current.objects and default in context.desired.objects:
        same = context.current.objects[default] == context.desired.objects[default]
        rebuilt |= set() if same else {default}
    return counting | rebuilt


def _becomes_plain(id: ObjectId, context: Context) -> bool:
    """A generated column that keeps its values, and is no longer in the way once it has lost its expression."""
    old, new = context.current.objects.get(id), context.desired.objects.get(id)
    return bool(old and new and old.get("generated") == "s" and not new.get("generated"))


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    old, new, changed = delta.old, delta.new, delta.changed
    inherited = is_made_by_parent(new) and not context.is_joining(new.parent)
    _refuse_disowning(delta, context)
    statements: list[Statement] = []
    if not inherited:
        statements += [*drop_identity(delta, alter_column(new), context), *_drop_expression(old, new)]
        is_retyped = bool({"type", "collation"} & changed) and not is_retyped_above(new, context)
        statements += [with_copies(_change_type(delta, context), new, context)] if is_retyped else []
        statements += change_not_null(old, new, changed, context)
        statements += change_identity(delta, alter_column(new), context)
        if "generation_expression" in changed and old["generated"] == new["generated"]:
            statements.append(
                Statement(f"{alter_column(new)} SET EXPRESSION AS {_parenthesised(new['generation_expression'])}")
            )
    elif has_own_not_null(old, context.current) or has_own_not_null(new, context.desired):
        statements += change_not_null(old, new, changed, context)
    elif "not_null_constraint" in changed:
        statements += change_validity(old, new, context)
    statements += _change_settings(old, new, changed, context)
    return statements + inside.write_insides(old, new, context)


def _refuse_disowning(delta: Delta, context: Context) -> None:
    """INHERIT leaves a table its own columns; ATTACH PARTITION does not."""
    assert delta.old is not None and delta.new is not None
    table = context.desired.objects.get(ObjectId("table", delta.id.schema, delta.id.table))
    if delta.old["local"] and not delta.new["local"] and not (table and table["partition_bound"]):
        raise UnsupportedError(
            f"{delta.id}: a table's own column cannot become one that it only inherits: Postgres has no ALTER for it "
            "(INHERIT leaves it the table's own, and DROP COLUMN would lose its values)",
            hint="Declare it in the table as well: CREATE TABLE … (column type) INHERITS (…); Postgres merges the two.",
            object=str(delta.id),
        )
    if becomes_inherited(delta):
        raise UnsupportedError(
            f"{delta.id}: a table's own NOT NULL cannot become one that it only inherits: Postgres has no ALTER for it",
            hint="Say NOT NULL in the table as well: CREATE TABLE … (column type NOT NULL) INHERITS (…).",
            object=str(delta.id),
        )


def _change_type(delta: Delta, context: Context) -> Statement:
    assert delta.old is not None and delta.new is not None
    new = delta.new
    collate = f" COLLATE {new['collation']}" if new["collation"] else ""
    sql = f"{alter_column(new)} TYPE {new['type']}{collate}"
    if new["foreign"]:
        return Statement(sql, removes=frozenset({delta.id}))
    column, target = quote_identifier(new.id.name), unlimited(new["type"], context.desired)
    return Statement(
        sql,
        fallback=f"{sql} USING {column}::{target}",
        second_fallback=f"{sql} USING {via_text(column, target)}",
        removes=frozenset({delta.id}),
        shares=alter_table(new),
    )


def _drop_expression(old: Object, new: Object) -> list[Statement]:
    if not old["generated"] or new["generated"]:
        return []
    return [Statement(f"{alter_column(new)} DROP EXPRESSION", removes=frozenset({new.id}))]


def _change_settings(old: Object, new: Object, changed: frozenset[str], context: Context) -> list[Statement]:
    clauses = setting_changes(old.attributes, new.attributes, context)
    if "fdw_options" in changed:
        clauses.append(f"OPTIONS ({changed_fdw_options(old['fdw_options'], new['fdw_options'])})")
    return [Statement(f"{alter_column(new)} {clause}") for clause in clauses]


def changed_fdw_options(old: Sequence[str] | None, new: Sequence[str] | None) -> str:
    """ADD, SET and DROP words for OPTIONS (…)."""
    was, wanted = (dict(o.split("=", 1) for o in options or ()) for options in (old, new))
    words = [f"DROP {quote_identifier(name)}" for name in was if name not in wanted]
    for name, value in wanted.items():
        if was.get(name) != value:
            verb = "SET" if name in was else "ADD"
            words.append(f"{verb} {quote_identifier(name)} {quote_literal(value)}")
    return ", ".join(words)


COLUMN = Rule(
    kind="column",
    phrase=lambda id, object: f"COLUMN {qualified(id.schema, id.table)}.{quote_identifier(id.name)}",
    create=_create,
    settle=_settle,
    drop=_drop,
    alter=_alter,
    changes={
        **dict.fromkeys(("type", "collation", "not_null", "not_null_constraint", "not_null_local"), Change.ALTER),
        **dict.fromkeys(
            ("identity", "identity_options", "generated", "generation_expression", "storage"), Change.ALTER
        ),
        **dict.fromkeys(("compression", "statistics", "options", "fdw_options", *inside.CHANGES), Change.ALTER),
        "local": Change.FOLLOW,
        "inherited": Change.FOLLOW,
        "foreign": Change.IGNORE,
    },
    needs_replace=_must_remake,
    rebuilds=_rebuilds,
    grant_on=lambda object: f"TABLE {table_name(object)}",
    ownable=False,
    rank=51,
)
