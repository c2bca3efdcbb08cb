"""Statements of the parse tree to what they do.

Comes in: a statement's node. Goes out: the changes of `changes.py`, in the order of the text.
Must never know: what a rule makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from schemactl.errors import SourceError
from schemactl.lint import changes as c
from schemactl.lint.changes import NO_NAME, Change, Name
from schemactl.lint.nodes import (
    any_name,
    column_of,
    constraint_of,
    enum_of,
    function_calls,
    is_on,
    key_columns,
    kind_of,
    list_name,
    only_not_null,
    range_name,
    relations_in,
    routine_of,
    strings,
    targets,
    type_of,
    where_null,
    word_of,
)
from schemactl.lint.placed import placed
from schemactl.lint.read_table import read_alter_table
from schemactl.pgsql import parse
from schemactl.plpgsql import read_body


def read_changes(kind: str, node: Any, at: int) -> tuple[Change, ...]:
    """What one statement does; `at` is where it starts. Never empty."""
    reader = _READERS.get(kind)
    return tuple(reader(node, at)) if reader else (c.Other(at, kind),)


_LIKE_INDEXES = 64
"""INCLUDING INDEXES, as one bit of the options of LIKE."""


def _create_table(node: Any, at: int) -> Iterator[Change]:
    base = node.base_stmt if node.DESCRIPTOR.name == "CreateForeignTableStmt" else node
    columns, constraints, likes = [], [], []
    copies_keys = False
    for item in base.table_elts:
        kind = item.WhichOneof("node")
        if kind == "column_def":
            columns.append(column_of(item.column_def))
        elif kind == "constraint":
            constraints.append(constraint_of(item.constraint))
        elif kind == "table_like_clause":
            likes.append(range_name(item.table_like_clause.relation))
            copies_keys = copies_keys or bool(item.table_like_clause.options & _LIKE_INDEXES)
    parents = tuple(range_name(parent.range_var) for parent in base.inh_relations)
    is_partition = base.HasField("partbound")
    yield c.CreateTable(
        at,
        range_name(base.relation),
        tuple(columns),
        tuple(constraints),
        partition_of=parents[0] if is_partition and parents else None,
        is_default=is_partition and base.partbound.is_default,
        is_partitioned=base.HasField("partspec"),
        persistence=base.relation.relpersistence or "p",
        likes=tuple(likes),
        copies_keys=copies_keys,
        inherits=() if is_partition else parents,
        of_type=base.HasField("of_typename"),
        if_not_exists=base.if_not_exists,
        is_foreign=base is not node,
    )


def _create_table_as(node: Any, at: int) -> Iterator[Change]:
    name = range_name(node.into.rel)
    if enum_of(node, "objtype") == "OBJECT_MATVIEW":
        yield c.Create(at, "materialized view", name, if_not_exists=node.if_not_exists)
    else:
        persistence = node.into.rel.relpersistence or "p"
        reads = relations_in(node.query)
        yield c.CreateTable(
            at, name, persistence=persistence, is_query=True, reads=reads, if_not_exists=node.if_not_exists
        )
    yield c.Query(at, relations_in(node.query))


def _create_index(node: Any, at: int) -> Iterator[Change]:
    yield c.CreateIndex(
        at,
        node.idxname,
        range_name(node.relation),
        tuple(item.index_elem.name for item in node.index_params),
        unique=node.unique,
        concurrently=node.concurrent,
        if_not_exists=node.if_not_exists,
        only=not node.relation.inh,
        is_partial=node.HasField("where_clause"),
        not_null=only_not_null(node.where_clause),
        method=node.access_method,
        keys=frozenset(key_columns(node)),
    )


def _drop(node: Any, at: int) -> Iterator[Change]:
    what = kind_of(node, "remove_type")
    cascade = enum_of(node, "behavior") == "DROP_CASCADE"
    for item in node.objects:
        name, of = any_name(item), NO_NAME
        if what in ("trigger", "policy", "rule"):
            *table, part = strings(item.list.items)
            name, of = Name("", part), list_name(table)
        elif what == "schema":
            name = Name("", name.name)
        yield c.Drop(at, what, name, cascade, node.concurrent, node.missing_ok, of)


def _rename(node: Any, at: int) -> Iterator[Change]:
    what = kind_of(node, "rename_type")
    relation = kind_of(node, "relation_type") if node.relation_type else ""
    if what in ("column", "attribute", "constraint", "domain constraint", "trigger", "policy", "rule"):
        name = range_name(node.relation) if node.HasField("relation") else any_name(node.object)
        yield c.Rename(at, what, name, node.subname, node.newname, relation)
        return
    if node.HasField("relation"):
        name = range_name(node.relation)
    elif node.HasField("object"):
        name = any_name(node.object)
    else:
        name = Name("", node.subname)
    yield c.Rename(at, what, name, name.name, node.newname, relation, node.missing_ok)


def _set_schema(node: Any, at: int) -> Iterator[Change]:
    name = range_name(node.relation) if node.HasField("relation") else any_name(node.object)
    yield c.SetSchema(at, kind_of(node, "object_type"), name, node.newschema, node.missing_ok)


def _alter_enum(node: Any, at: int) -> Iterator[Change]:
    name = list_name(strings(node.type_name))
    if node.old_val:
        yield c.Rename(at, "enum value", name, node.old_val, node.new_val)
        return
    has_position = bool(node.new_val_neighbor)
    yield c.AddEnumValue(at, name, node.new_val, has_position, node.skip_if_new_val_exists)


def _create_domain(node: Any, at: int) -> Iterator[Change]:
    kept = tuple(
        constraint_of(item.constraint)
        for item in node.constraints
        if enum_of(item.constraint, "contype") in ("CONSTR_CHECK", "CONSTR_NOTNULL")
    )
    yield c.CreateDomain(at, list_name(strings(node.domainname)), type_of(node.type_name), kept)


_DOMAIN_ACTIONS = {"T": "default", "N": "drop_not_null", "O": "set_not_null", "C": "add", "X": "drop", "V": "validate"}


def _alter_domain(node: Any, at: int) -> Iterator[Change]:
    name = list_name(strings(node.type_name))
    definition = getattr(node, "def")
    constraint = constraint_of(definition.constraint) if definition.HasField("constraint") else None
    action = _DOMAIN_ACTIONS.get(node.subtype, node.subtype)
    yield c.AlterDomain(at, name, action, constraint, node.name, node.missing_ok)


def _reindex(node: Any, at: int) -> Iterator[Change]:
    concurrently = is_on(node.params, "concurrently")
    name = range_name(node.relation) if node.HasField("relation") else Name("", node.name)
    yield c.Reindex(at, word_of(node, "kind", "REINDEX_OBJECT_"), name, concurrently)


def _vacuum(node: Any, at: int) -> Iterator[Change]:
    full = is_on(node.options, "full")
    tables = [range_name(item.vacuum_relation.relation) for item in node.rels] or [NO_NAME]
    for table in tables:
        yield c.Vacuum(at, table, full, analyze_only=not node.is_vacuumcmd)


def _mutation(verb: str) -> Callable[[Any, int], Iterator[Change]]:
    def read(node: Any, at: int) -> Iterator[Change]:
        columns: tuple[tuple[str, int], ...] = ()
        if verb == "update":
            columns = targets(node.target_list)
        elif verb == "insert" and node.HasField("on_conflict_clause"):
            columns = targets(node.on_conflict_clause.target_list)
        listed: tuple[tuple[str, int], ...] = ()
        if verb == "insert":
            listed = targets(node.cols)
        elif verb == "merge":
            clauses = [item.merge_when_clause for item in node.merge_when_clauses]
            inserts = [one.target_list for one in clauses if enum_of(one, "command_type") == "CMD_INSERT"]
            listed = targets(inserts[0]) if inserts else ()
        has_where = verb in ("update", "delete") and node.HasField("where_clause")
        source = node.select_stmt if verb == "insert" else node.source_relation if verb == "merge" else None
        reads = relations_in(source) if source is not None else ()
        nulls = tuple(where_null(node.where_clause)) if verb == "delete" else ()
        is_of_values = verb == "insert" and len(node.select_stmt.select_stmt.values_lists) > 0  # perhaps thousands
        routines = () if is_of_values else tuple(function_calls(node))
        yield c.Mutation(at, verb, range_name(node.relation), has_where, columns, listed, reads, nulls, routines)
        yield from _in_with(node, at)

    return read


def _in_with(node: Any, at: int) -> Iterator[Change]:
    """What WITH changes on its way."""
    for item in node.with_clause.ctes:
        kind = item.common_table_expr.ctequery.WhichOneof("node") or ""
        if kind in ("update_stmt", "delete_stmt", "insert_stmt"):
            yield from _READERS[kind](getattr(item.common_table_expr.ctequery, kind), at)


def _select(node: Any, at: int) -> Iterator[Change]:
    routines = tuple(function_calls(node))
    yield c.Query(
        at,
        relations_in(node),
        locks=bool(node.locking_clause),
        sets_sequence=any(name.name == "setval" for name, _ in routines),
        routines=routines,
    )
    yield from _in_with(node, at)


def _query_of(node: Any, at: int) -> Iterable[Change]:
    """What EXPLAIN ANALYZE runs, and what is prepared to be run."""
    kind = node.query.WhichOneof("node") or ""
    runs = node.DESCRIPTOR.name == "PrepareStmt" or is_on(node.options, "analyze")
    return read_changes(kind, getattr(node.query, kind), at) if runs else [c.Query(at, relations_in(node.query))]


_LOCK_MODES = (
    "",
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
)


def _lock(node: Any, at: int) -> Iterator[Change]:
    for item in node.relations:
        yield c.Lock(at, range_name(item.range_var), _LOCK_MODES[node.mode])


def _set(node: Any, at: int) -> Iterator[Change]:
    kind = enum_of(node, "kind")
    values = (item.a_const for item in node.args)
    value = ", ".join(one.sval.sval if one.HasField("sval") else str(one.ival.ival) for one in values)
    yield c.SetVariable(at, node.name.lower(), value, node.is_local, kind not in ("VAR_SET_VALUE", "VAR_SET_MULTI"))


def _do(node: Any, at: int) -> Iterator[Change]:
    options = {item.def_elem.defname: item.def_elem.arg.string.sval for item in node.args}
    language, text = options.get("language", "plpgsql"), options.get("as", "")
    yield c.Code(at, "DO", language, text, is_whole=read_body(language, text).is_whole)
    yield from read_inside(language, text, at)


def read_inside(language: str, text: str, at: int, names: tuple[str, ...] = ()) -> Iterator[Change]:
    """What the statements of a body do, whichever branch they stand in; all of them at the place of who runs it."""
    return read_texts(read_body(language, text, names).statements, at)


def read_texts(texts: Iterable[str], at: int) -> Iterator[Change]:
    """What texts do that were found elsewhere than in the file; nothing where one is no SQL."""
    for sql in texts:
        with suppress(SourceError):
            for item in parse(sql).stmts:
                kind = item.stmt.WhichOneof("node") or ""
                if kind != "transaction_stmt":
                    yield from (placed(one, at) for one in read_changes(kind, getattr(item.stmt, kind), at))


def _create_function(node: Any, at: int) -> Iterator[Change]:
    arguments = {item.def_elem.defname: item.def_elem.arg for item in node.options}
    language = arguments["language"].string.sval if "language" in arguments else "sql"
    body = arguments["as"].list.items[0].string.sval if "as" in arguments else ""
    what = "procedure" if node.is_procedure else "function"
    name = list_name(strings(node.funcname))
    changes = tuple(_read_tree(node.sql_body, at)) if node.HasField("sql_body") else ()
    routine = routine_of(node, language, body, changes)
    yield c.Create(at, what, name, or_replace=node.replace, routine=routine)


def _read_tree(body: Any, at: int) -> Iterator[Change]:
    """What the statements between BEGIN ATOMIC and END do."""
    for group in body.list.items:
        for item in group.list.items:
            kind = item.WhichOneof("node") or ""
            yield from read_changes(kind, getattr(item, kind), at)


def read_routine(routine: c.Routine, at: int) -> Iterator[Change]:
    """What a function does, at the place of who runs it."""
    yield from (replace(change, at=at) for change in routine.changes)
    yield from read_inside(routine.language, routine.text, at, routine.names)


def _create_view(node: Any, at: int) -> Iterator[Change]:
    targets = (item.res_target for item in node.query.select_stmt.target_list)
    columns = () if node.aliases else tuple((target.name, target.location) for target in targets if target.name)
    yield c.Create(at, "view", range_name(node.view), or_replace=node.replace, columns=columns)


def _create_trigger(node: Any, at: int) -> Iterator[Change]:
    of = range_name(node.relation)
    yield c.Create(at, "trigger", Name("", node.trigname), or_replace=node.replace, of=of)


def _create_schema(node: Any, at: int) -> Iterator[Change]:
    yield c.Create(at, "schema", Name("", node.schemaname), if_not_exists=node.if_not_exists)
    for item in node.schema_elts:
        kind = item.WhichOneof("node") or ""
        yield from read_changes(kind, getattr(item, kind), at)


def _comment(node: Any, at: int) -> Iterator[Change]:
    what = kind_of(node, "objtype")
    yield c.Alter(at, "comment" if what == "table" else f"comment on {what}", any_name(node.object))


def _copy(node: Any, at: int) -> Iterator[Change]:
    table = range_name(node.relation)
    yield c.Mutation(at, "insert", table, has_where=True) if node.is_from else c.Query(at, (table,))


_READERS: dict[str, Callable[[Any, int], Iterable[Change]]] = {
    "alter_domain_stmt": _alter_domain,
    "alter_enum_stmt": _alter_enum,
    "alter_extension_stmt": lambda n, at: iter([c.Alter(at, "extension", Name("", n.extname))]),
    "alter_object_schema_stmt": _set_schema,
    "alter_policy_stmt": lambda n, at: iter([c.Alter(at, "policy", range_name(n.table))]),
    "alter_table_stmt": read_alter_table,
    "call_stmt": lambda n, at: iter([c.Code(at, "CALL", routines=tuple(function_calls(n.funccall)))]),
    "cluster_stmt": lambda n, at: iter([c.Cluster(at, range_name(n.relation))]),
    "comment_stmt": _comment,
    "copy_stmt": _copy,
    "create_domain_stmt": _create_domain,
    "create_enum_stmt": lambda n, at: iter([c.CreateEnum(at, list_name(strings(n.type_name)), strings(n.vals))]),
    "create_extension_stmt": lambda n, at: iter(
        [c.Create(at, "extension", Name("", n.extname), if_not_exists=n.if_not_exists)]
    ),
    "create_foreign_table_stmt": _create_table,
    "create_function_stmt": _create_function,
    "create_policy_stmt": lambda n, at: iter([c.Create(at, "policy", Name("", n.policy_name), of=range_name(n.table))]),
    "create_schema_stmt": _create_schema,
    "create_seq_stmt": lambda n, at: iter(
        [c.Create(at, "sequence", range_name(n.sequence), if_not_exists=n.if_not_exists)]
    ),
    "create_stmt": _create_table,
    "create_table_as_stmt": _create_table_as,
    "create_trig_stmt": _create_trigger,
    "delete_stmt": _mutation("delete"),
    "do_stmt": _do,
    "drop_stmt": _drop,
    "dropdb_stmt": lambda n, at: iter([c.Drop(at, "database", Name("", n.dbname), if_exists=n.missing_ok)]),
    "execute_stmt": lambda _, at: iter([c.Code(at, "EXECUTE")]),
    "explain_stmt": _query_of,
    "grant_stmt": lambda _, at: iter([c.Alter(at, "privileges", NO_NAME)]),
    "index_stmt": _create_index,
    "insert_stmt": _mutation("insert"),
    "lock_stmt": _lock,
    "merge_stmt": _mutation("merge"),
    "prepare_stmt": _query_of,
    "refresh_mat_view_stmt": lambda n, at: iter([c.Refresh(at, range_name(n.relation), n.concurrent, not n.skip_data)]),
    "reindex_stmt": _reindex,
    "rename_stmt": _rename,
    "select_stmt": _select,
    "transaction_stmt": lambda n, at: iter([c.Transaction(at, enum_of(n, "kind").removeprefix("TRANS_STMT_").lower())]),
    "truncate_stmt": lambda n, at: (
        c.Truncate(at, range_name(item.range_var), enum_of(n, "behavior") == "DROP_CASCADE") for item in n.relations
    ),
    "update_stmt": _mutation("update"),
    "vacuum_stmt": _vacuum,
    "variable_set_stmt": _set,
    "view_stmt": _create_view,
}
