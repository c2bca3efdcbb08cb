"""Tables, ordinary and partitioned (https://www.postgresql.org/docs/current/sql-altertable.html).

A partition is made by CREATE TABLE … PARTITION OF, which makes its inherited columns, constraints, indexes and
triggers as well; a table that is there already is attached or detached, never made anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Delta, Frame, Item, Statement
from schemactl.diff.rule import Change, Context, Rule
from schemactl.diff.rules.column import column_clause
from schemactl.diff.rules.copies import skipped_before
from schemactl.diff.rules.heirs import is_made_by_parent
from schemactl.diff.rules.identity import identity_sequences
from schemactl.diff.rules.partition import (
    change_parents,
    checks_that_precede,
    create_and_attach,
    going_members,
    made_with_partition,
    must_be_attached,
    must_precede_partition,
    parents_of,
    staying_members,
    those_that_overlap,
)
from schemactl.diff.rules.relation import option_changes, options_clause
from schemactl.diff.rules.typed import change_type
from schemactl.diff.rules.view import cluster, replica_identity
from schemactl.pgsql import qualified, quote_identifier


def _name(object: Object) -> str:
    return qualified(object.id.schema, object.id.name)


def _phrase(id: ObjectId, object: Object) -> str:
    return f"TABLE {qualified(id.schema, id.name)}"


def _create(new: Object, context: Context) -> Sequence[Statement]:
    columns = [part for part in context.desired.parts.get(new.id, ()) if part.id.kind == "column"]
    if new["partition_bound"] and must_be_attached(new, columns, context.desired):
        return create_and_attach(new, _head(new) + "{}" + _tail(new), columns, context)
    own = [c for c in columns if not is_made_by_parent(c) and not new["of_type"]]
    made = {new.id, *(c.id for c in columns), *identity_sequences(columns)}
    parents = set(parents_of(new))
    needs = parents.union(
        checks_that_precede(new, context.desired), *(_columns_of(p, context.desired) for p in parents)
    )
    if new["partition_bound"]:
        copies = made_with_partition(new, context)
        made |= copies
        needs |= must_precede_partition(new, context)
        needs |= skipped_before([context.desired.objects[id] for id in copies if id.kind != "trigger"], context)
    after = those_that_overlap(parents_of(new)[0], context) if new["partition_bound"] else frozenset[ObjectId]()
    is_framed = not new["of_type"] and not new["partition_bound"]
    return [
        Statement(
            _head(new) + _origin(new) + ("" if is_framed else _tail(new)),
            makes=frozenset(made),
            needs=frozenset(needs),
            after=after,
            frame=Frame(closing="\n)" + _tail(new)) if is_framed else None,
            items=tuple(Item(c.id, column_clause(c, context)) for c in own),
        )
    ]


def _head(new: Object) -> str:
    return f"CREATE {'UNLOGGED ' if new['unlogged'] else ''}TABLE {_name(new)}"


def _origin(new: Object) -> str:
    if new["of_type"]:
        return f" OF {new['of_type']}"
    if new["partition_bound"]:
        return f" PARTITION OF {qualified(*new['parents'][0])} {new['partition_bound']}"
    return ""


def _tail(new: Object) -> str:
    """What stands behind the columns, in the order of the grammar."""
    tail = ""
    if new["parents"] and not new["partition_bound"]:
        tail += f" INHERITS ({', '.join(qualified(*parent) for parent in new['parents'])})"
    if new["partitioned"]:
        tail += f" PARTITION BY {new['partition_key']}"
    if new["access_method"] not in (None, *(() if new["partitioned"] else ("heap",))):
        tail += f" USING {quote_identifier(new['access_method'])}"
    return tail + options_clause(new["options"])


def _settle(new: Object, context: Context) -> Sequence[Statement]:
    alter, clauses = f"ALTER TABLE {_name(new)}", []
    clauses += ["ENABLE ROW LEVEL SECURITY"] if new["row_security"] else []
    clauses += ["FORCE ROW LEVEL SECURITY"] if new["force_row_security"] else []
    statements = [Statement(f"{alter} {clause}") for clause in clauses]
    if new["replica_identity"] not in ("DEFAULT", None):
        statements.append(replica_identity(new))
    return [*statements, *cluster(new)]


def _must_remake(delta: Delta, context: Context) -> bool:
    return context.is_remade(delta.id)


def _drop(old: Object, context: Context) -> Sequence[Statement]:
    taken, staying = identity_sequences(context.current.parts.get(old.id, ())), staying_members(old.id, context)
    holders = going_members(old.id, context) if old["partitioned"] and staying else [_name(old)]
    loss = f"all rows of {', '.join(holders)}" if holders else ""
    return [Statement(f"DROP TABLE {_name(old)}", data_loss=loss, removes=taken, after=staying)]


def _alter(delta: Delta, context: Context) -> Sequence[Statement]:
    assert delta.old is not None and delta.new is not None
    old, new, changed = delta.old, delta.new, delta.changed
    clauses = option_changes(old["options"], new["options"]) if "options" in changed else []
    if "unlogged" in changed:
        clauses.append("SET UNLOGGED" if new["unlogged"] else "SET LOGGED")
    if "row_security" in changed:
        clauses.append(f"{'ENABLE' if new['row_security'] else 'DISABLE'} ROW LEVEL SECURITY")
    if "force_row_security" in changed:
        clauses.append(f"{'FORCE' if new['force_row_security'] else 'NO FORCE'} ROW LEVEL SECURITY")
    if "access_method" in changed:  # of a partitioned table, what partitions get that do not say (17)
        method = new["access_method"]
        clauses.append(f"SET ACCESS METHOD {quote_identifier(method) if method else 'DEFAULT'}")
    if "clustered_on" in changed and not new["clustered_on"]:
        clauses.append("SET WITHOUT CLUSTER")
    statements = [Statement(f"ALTER TABLE {_name(new)} {clause}") for clause in clauses]
    untie, tie = change_type(old, new, context) if "of_type" in changed else ([], [])
    statements = [*untie, *statements, *tie]
    parents = change_parents(old, new, context)
    leave = [statement for statement in parents if statement.removes]
    statements = leave + statements + [statement for statement in parents if not statement.removes]
    if "replica_identity" in changed:
        statements.append(replica_identity(new))
    return statements + (cluster(new) if "clustered_on" in changed else [])


def _columns_of(table: ObjectId, catalog: Catalog) -> frozenset[ObjectId]:
    return frozenset(part.id for part in catalog.parts.get(table, ()) if part.id.kind == "column")


TABLE = Rule(
    kind="table",
    phrase=_phrase,
    create=_create,
    settle=_settle,
    drop=_drop,
    alter=_alter,
    changes={
        "partitioned": Change.ALTER,
        "partition_key": Change.ALTER,
        "partition_key_columns": Change.ALTER,
        "partition_bound": Change.ALTER,
        "parents": Change.ALTER,
        "of_type": Change.ALTER,
        "unlogged": Change.ALTER,
        "access_method": Change.ALTER,
        "options": Change.ALTER,
        "replica_identity": Change.ALTER,
        "replica_index": Change.ALTER,
        "clustered_on": Change.ALTER,
        "row_security": Change.ALTER,
        "force_row_security": Change.ALTER,
        "tablespace": Change.IGNORE,
    },
    needs_replace=_must_remake,
    grant_on=lambda object: f"TABLE {_name(object)}",
    rank=50,
)
