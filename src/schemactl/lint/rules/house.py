"""House rules, most of them off until a project asks: names, types, columns, what others should look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from schemactl.errors import ConfigError
from schemactl.lint.changes import (
    AddColumn,
    AddConstraint,
    Alter,
    Change,
    Create,
    CreateDomain,
    CreateEnum,
    CreateIndex,
    CreateTable,
    Drop,
    Mutation,
    Name,
    OtherTableChange,
    Rename,
    ReplicaIdentity,
    TableChange,
    Truncate,
)
from schemactl.lint.context import Context
from schemactl.lint.model import EndOfFile, Hit, Rule, Severity
from schemactl.lint.rules.common import shown
from schemactl.lint.rules.design import COLUMNS, TypedChange, typed

GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, email text);"
KINDS = """table column index constraint schema view materialized_view type function procedure sequence trigger policy
extension""".split()
NAMED = (CreateTable, CreateIndex, Drop, Rename, Truncate, Mutation, Create, *TableChange.__subclasses__())


def _unqualified(change: Change, context: Context) -> Iterator[Hit]:
    name = _name_of(change)
    if name and name.name and not name.schema:
        known = context.schema.table(name)
        if not (known and known.persistence == "t"):
            yield Hit(f"{shown(name)} has no schema: the search path decides", shown(name), word=name.name)


def _name_of(change: Change) -> Name | None:
    match change:
        case CreateTable(persistence="t"):
            return None
        case CreateTable(table=table) | CreateIndex(table=table) | Truncate(table=table) | Mutation(table=table):
            return table
        case Drop(what=what, name=name) if what in ("table", "view", "materialized view", "sequence", "index", "type"):
            return name
        case Rename(what=what, name=name) if what in ("table", "column", "constraint", "view", "index"):
            return name
        case Create(what=what, name=name) if what in ("view", "materialized view", "sequence", "function", "procedure"):
            return name
        case TableChange(table=table):
            return table
    return None


SCHEMA_NAME_MISSING = Rule(
    name="schema-name-missing",
    code="SC801",
    severity=Severity.WARNING,
    on=NAMED,
    check=_unqualified,
    summary="A table, index, view, sequence or function without its schema",
    problem="Who runs the migration, and with which search_path, decides where the table is made or which one is "
    "changed.",
    remedy="Write schema.name.",
    given=GIVEN,
    bad="ALTER TABLE users ADD COLUMN name text;",
    good="ALTER TABLE public.users ADD COLUMN name text;",
    aliases=("squawk:require-table-schema", "pgsafe:require-schema-qualified"),
    is_on=False,
)


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise ConfigError(f"naming: {text!r} is no regular expression: {error}") from error


def _naming(change: Change, context: Context) -> Iterator[Hit]:
    for kind, name, at in _new_names(change):
        pattern = context.options.get(kind)
        if isinstance(pattern, str) and name and not _pattern(pattern).fullmatch(name):
            yield Hit(f"the name of the {kind} {name} does not match {pattern}", name, at=at, word=name)


def _new_names(change: Change) -> Iterator[tuple[str, str, int]]:
    match change:
        case CreateTable(table=table, columns=columns, at=at):
            yield "table", table.name, at
            for column in columns:
                yield "column", column.name, column.at
        case AddColumn(column=column, at=at):
            yield "column", column.name, at
        case CreateIndex(index=index, at=at):
            yield "index", index, at
        case AddConstraint(constraint=one, at=at):
            yield "constraint", one.name, at
        case CreateEnum(type=name, at=at) | CreateDomain(domain=name, at=at):
            yield "type", name.name, at
        case Rename(what=what, new=new, at=at):
            yield what.replace(" ", "_"), new, at
        case Create(what=what, name=name, at=at):
            yield what.replace(" ", "_"), name.name, at


NAMING = Rule(
    name="naming",
    code="SC802",
    severity=Severity.WARNING,
    on=(CreateTable, AddColumn, CreateIndex, AddConstraint, CreateDomain, CreateEnum, Rename, Create),
    check=_naming,
    summary="Names that do not match the project's patterns",
    problem="Names are for ever: everybody who writes a query reads them.",
    remedy="A name that matches.",
    bad="-- with table: '[a-z_]+'\nCREATE TABLE Users2 (id bigint PRIMARY KEY);",
    good="CREATE TABLE users (id bigint PRIMARY KEY);",
    aliases=("atlas:NM101", "pgsafe:naming-convention"),
    is_on=False,
    options=tuple((kind, "a regular expression that the whole name must match") for kind in KINDS),
)


def _forbidden(change: TypedChange, context: Context) -> Iterator[Hit]:
    types: Sequence[str] | Mapping[str, str] = context.options.get("types", ())
    for name, type, at, _column in typed(change, context):
        for word in {type.text, type.text.partition("(")[0], type.base, str(type.name)}:
            if word and word in types:
                instead = f"Use {types[word]}." if isinstance(types, Mapping) else ""
                yield Hit(f"{name} is {type.text}, which this project does not use", name, instead, at=at)
                break


FORBIDDEN_TYPE = Rule(
    name="forbidden-type",
    code="SC803",
    severity=Severity.ERROR,
    on=COLUMNS,
    check=_forbidden,
    summary="Types that the project does not use",
    problem="A house rule.",
    remedy="Another type.",
    bad="-- with types: [money]\nCREATE TABLE orders (id bigint PRIMARY KEY, total money);",
    good="CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);",
    aliases=("pgsafe:forbidden-column-type",),
    is_on=False,
    options=(("types", "a list of types, or a mapping of each to what is used instead"),),
)


def _required(_: EndOfFile, context: Context) -> Iterator[Hit]:
    wanted = context.options.get("columns", ())
    wants_comment = bool(context.options.get("comment"))
    commented = {
        context.schema.resolve(one.name)
        for step in context.script.steps
        for one in step.changes
        if isinstance(one, Alter) and one.what == "comment"
    }
    for step in context.script.steps:
        for change in step.changes:
            if (
                not isinstance(change, CreateTable)
                or change.persistence == "t"
                or change.partition_of
                or change.is_query
            ):
                continue
            known = context.schema.table(change.table)
            name = shown(change.table)
            missing = [
                column for column in wanted if known and known.is_new and known.is_whole and column not in known.columns
            ]
            if missing:
                yield Hit(f"the table {name} lacks {', '.join(missing)}", name, at=change.at, word=change.table.name)
            if wants_comment and known and known.name not in commented:
                yield Hit(
                    f"the table {name} has no comment", name, "COMMENT ON TABLE …", at=change.at, word=change.table.name
                )


REQUIRED_COLUMNS = Rule(
    name="required-columns",
    code="SC804",
    severity=Severity.WARNING,
    on=(EndOfFile,),
    check=_required,
    summary="Columns, or a comment, that each new table must have",
    problem="A house rule.",
    remedy="Add them.",
    bad="-- with columns: [created_at]\nCREATE TABLE orders (id bigint PRIMARY KEY);",
    good="CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz);",
    aliases=("pgsafe:require-columns", "pgsafe:require-comment"),
    is_on=False,
    options=(("columns", "names"), ("comment", "true: a COMMENT ON TABLE in the same file")),
)


def _extension(change: Create | Alter | Drop, _: Context) -> Iterator[Hit]:
    if change.what == "extension":
        yield Hit(f"changes the extension {shown(change.name)}", shown(change.name), word=change.name.name)


EXTENSION_CHANGE = Rule(
    name="extension-change",
    code="SC805",
    severity=Severity.WARNING,
    on=(Create, Alter, Drop),
    check=_extension,
    summary="CREATE, ALTER or DROP EXTENSION",
    problem="Many extensions need a superuser, and files on the server that production may not have.",
    remedy="Have it installed by whoever runs the servers.",
    bad="CREATE EXTENSION pg_trgm;",
    good="CREATE SCHEMA search;",
    aliases=("diesel-guard:CreateExtensionCheck", "pg-schema-diff:UPGRADING_EXTENSION_VERSION"),
    is_on=False,
)


def _access(change: Change, context: Context) -> Iterator[Hit]:
    """Told once for each table of a file, and once for a statement: a block may change many of many."""
    if _accessed(change) is None or change is not next(one for one in context.here.changes if _accessed(one)):
        return
    found = list(filter(None, map(_accessed, context.here.changes)))
    tables = {context.schema.resolve(table): shown(table) for table, _ in found if context.is_old(table)}
    names = [name for whole, name in tables.items() if context.is_first("access", whole)]
    if names:
        more = f" and {len(names) - 8} more" if len(names) > 8 else ""
        yield Hit(f"changes {found[0][1]} of {', '.join(names[:8])}{more}, under ACCESS EXCLUSIVE", names[0])


def _accessed(change: Change) -> tuple[Name, str] | None:
    """The table whose access a change is about, and what it changes."""
    if isinstance(change, OtherTableChange) and "RowSecurity" in change.subtype:
        return change.table, "row security"
    if isinstance(change, (Create, Drop)) and change.what == "policy":
        return change.of, f"the policy {change.name.name}"
    if isinstance(change, Alter) and change.what == "policy":
        return change.name, "a policy"
    return None


ACCESS_CHANGE = Rule(
    name="access-change",
    code="SC806",
    severity=Severity.WARNING,
    on=(OtherTableChange, Create, Drop, Alter),
    check=_access,
    summary="Row security and policies of an old table",
    problem="Who may see what changes from one moment to the next. Row security without a policy hides every row.",
    remedy="Have it looked at by whoever answers for access; enable row security and make its policies in one "
    "transaction.",
    given=GIVEN,
    bad="ALTER TABLE users ENABLE ROW LEVEL SECURITY;",
    good="COMMENT ON TABLE users IS 'people';",
    aliases=("pg-schema-diff:AUTHZ_UPDATE",),
)


def _replica(change: ReplicaIdentity, context: Context) -> Iterator[Hit]:
    if context.is_old(change.table):
        yield Hit(f"changes what replicas are told of {shown(change.table)}", shown(change.table))


REPLICA_IDENTITY = Rule(
    name="replica-identity",
    code="SC807",
    severity=Severity.WARNING,
    on=(ReplicaIdentity,),
    check=_replica,
    summary="REPLICA IDENTITY of an old table",
    problem="Subscribers find rows by it: with NOTHING they lose updates and deletes, with FULL each is written whole.",
    remedy="Agree on it with whoever consumes the changes.",
    given=GIVEN,
    bad="ALTER TABLE users REPLICA IDENTITY FULL;",
    good="CREATE TABLE logs (id bigint PRIMARY KEY);",
    aliases=("pg-schema-diff:CORRECTNESS",),
)


RULES = (
    SCHEMA_NAME_MISSING,
    NAMING,
    FORBIDDEN_TYPE,
    REQUIRED_COLUMNS,
    EXTENSION_CHANGE,
    ACCESS_CHANGE,
    REPLICA_IDENTITY,
)
