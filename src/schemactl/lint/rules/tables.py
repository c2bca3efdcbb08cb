"""What a table should have, and not have twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemactl.lint.advance import constraint_name
from schemactl.lint.changes import AddColumn, AddConstraint, Change, Constraint, Create, CreateTable, Mutation, Name
from schemactl.lint.context import Context
from schemactl.lint.model import EndOfFile, Hit, Rule, Severity
from schemactl.lint.nodes import has_long_words, long_names
from schemactl.lint.rules.common import shown
from schemactl.lint.schema import Schema

LONGEST = 63
GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY);"


def _keys(_: EndOfFile, context: Context) -> Iterator[Hit]:
    for step in context.script.steps:
        keys = [key for change in step.changes for key in _foreign_keys(change)]
        if keys:
            yield Hit("refers to another table", at=keys[0][2], until_end=tuple((table, one) for table, one, _ in keys))


def _no_index(made: tuple[tuple[Name, Constraint], ...], schema: Schema) -> Iterator[Hit]:
    """One for each table, with all the keys of a statement."""
    found: dict[Name, list[str]] = {}
    for name, now in (one for key in made for one in _as_it_is(*key, schema)):
        if now.columns and not _is_covered(name, now.columns, schema):
            found.setdefault(name, []).append(f"{', '.join(now.columns)}, which refers to {shown(now.table)}")
    for name, keys in found.items():
        yield Hit(f"no index of {shown(name)} begins with {'; or with '.join(keys)}", shown(name))


def _as_it_is(table: Name, key: Constraint, schema: Schema) -> Iterator[tuple[Name, Constraint]]:
    """The table and the key as they are at the end, perhaps renamed; nothing if either was dropped."""
    known = schema.table(table)
    if known is None and not schema.is_whole and schema.resolve(table) not in schema.gone:
        yield table, key
        return
    name = constraint_name(schema.resolve(table), key)
    for other in [known] if known else schema.tables.values():
        one = other.constraints.get(name)
        if not one or one.kind != "foreign_key":
            continue
        if known and set(one.columns) == set(key.columns):
            yield table, key
        elif not set(key.columns) <= other.columns.keys() or not known:
            yield other.name, one  # else another file has made it anew


def _foreign_keys(change: Change) -> Iterator[tuple[Name, Constraint, int]]:
    if isinstance(change, CreateTable):
        for one in (*change.constraints, *(each for column in change.columns for each in column.constraints)):
            if one.kind == "foreign_key":
                yield change.table, one, one.at
    elif isinstance(change, AddColumn):
        for one in change.column.constraints:
            if one.kind == "foreign_key":
                yield change.table, one, one.at
    elif isinstance(change, AddConstraint) and change.constraint.kind == "foreign_key":
        yield change.table, change.constraint, change.at


def _is_covered(table: Name, columns: tuple[str, ...], schema: Schema) -> bool:
    """Whether an index begins with these columns, in whatever order, and has all rows in which they are not null."""
    return any(
        (not index.is_partial or (index.not_null and set(index.not_null) <= set(columns)))
        and index.is_valid
        and set(index.columns[: len(columns)]) == set(columns)
        for index in schema.indexes_of(table)
    )


FK_WITHOUT_INDEX = Rule(
    name="fk-without-index",
    code="SC709",
    severity=Severity.WARNING,
    on=(EndOfFile,),
    check=_keys,
    confirm=_no_index,
    summary="A foreign key whose columns no index begins with, at the end of all files that are looked at",
    problem="Every DELETE, and every UPDATE of the key, of the other table scans this one for rows that refer to it.",
    remedy="CREATE INDEX CONCURRENTLY over the columns; a partial one helps if all that it asks is that they are not "
    "null.",
    given=GIVEN,
    bad="CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));",
    good="CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));\n"
    "CREATE INDEX orders_user_id_idx ON orders (user_id);",
    aliases=("eugene:E15", "pgsafe:fk-without-covering-index"),
)


def _no_key(_: EndOfFile, context: Context) -> Iterator[Hit]:
    for step in context.script.steps:
        for change in step.changes:
            if not isinstance(change, CreateTable) or change.is_foreign or change.persistence == "t":
                continue
            known = context.schema.table(change.table)
            if change.partition_of or change.copies_keys or change.is_query or not known or not known.is_new:
                continue
            if not any(one.kind == "primary_key" for one in known.constraints.values()):
                yield Hit(
                    f"the table {shown(change.table)} has no primary key",
                    shown(change.table),
                    at=change.at,
                    word=change.table.name,
                )


TABLE_WITHOUT_PK = Rule(
    name="table-without-pk",
    code="SC712",
    severity=Severity.WARNING,
    on=(EndOfFile,),
    check=_no_key,
    summary="A new table without a primary key, at the end of the file",
    problem="Its rows cannot be told apart; logical replication cannot update or delete them.",
    remedy="id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, or the columns that are the key.",
    bad="CREATE TABLE logs (line text);",
    good="CREATE TABLE logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, line text);",
    aliases=("pgsafe:require-primary-key", "diesel-guard:CreateTableWithoutPkCheck"),
)


def _duplicates(change: CreateTable | Mutation | Create, _: Context) -> Iterator[Hit]:
    lists: tuple[tuple[str, Sequence[tuple[str, int]]], ...]
    if isinstance(change, CreateTable):
        lists = (("is listed twice", [(column.name, column.at) for column in change.columns]),)
    elif isinstance(change, Create):
        lists = (("is listed twice", change.columns),)
    else:
        lists = (("is set twice", change.columns), ("is listed twice", change.listed))
    for word, columns in lists:
        names = set[str]()
        for name, at in columns:
            if name in names:
                yield Hit(f"the column {name} {word}", name, at=at)
            names.add(name)


DUPLICATE_COLUMN = Rule(
    name="duplicate-column",
    code="SC713",
    severity=Severity.ERROR,
    on=(CreateTable, Mutation, Create),
    check=_duplicates,
    summary="A column that is listed or set twice",
    problem="Postgres refuses it.",
    remedy="Leave out all but the last.",
    given=GIVEN,
    bad="UPDATE users SET id = 1, id = 2 WHERE id = 3;",
    good="UPDATE users SET id = 2 WHERE id = 3;",
    aliases=("squawk:ban-duplicate-column-assignments",),
)


def _long(_: EndOfFile, context: Context) -> Iterator[Hit]:
    script = context.script
    if not has_long_words(script.text, LONGEST):
        return
    for step in script.steps:
        names = () if step.kind == "drop_stmt" else long_names(script.sql(step), step.node, LONGEST)
        for name in names:  # what is dropped has been made under the name that is left
            if not context.is_first("long", name):
                continue
            cut = name.encode()[:LONGEST].decode("utf-8", "ignore")
            message = f"the name {name[:20]}… is {len(name.encode())} bytes long, and becomes {cut}"
            yield Hit(message, name, at=step.start, word=name)


IDENTIFIER_TOO_LONG = Rule(
    name="identifier-too-long",
    code="SC711",
    severity=Severity.ERROR,
    on=(EndOfFile,),
    check=_long,
    summary="A name of more than 63 bytes",
    problem="Postgres cuts it off with no more than a notice; two that differ only behind that are one.",
    remedy="A shorter name.",
    bad="CREATE TABLE a_table_whose_name_goes_on_and_on_until_nobody_remembers_how_it_began (id bigint PRIMARY KEY);",
    good="CREATE TABLE a_table (id bigint PRIMARY KEY);",
    aliases=("squawk:identifier-too-long", "pgsafe:identifier-too-long"),
)


def _unnamed(change: CreateTable | AddConstraint, _: Context) -> Iterator[Hit]:
    constraints = [change.constraint] if isinstance(change, AddConstraint) else list(change.constraints)
    for one in constraints:
        if not one.name and one.kind not in ("primary_key", "not_null"):
            yield Hit(f"this {one.kind.replace('_', ' ')} constraint has no name of its own", at=one.at)


UNNAMED_CONSTRAINT = Rule(
    name="unnamed-constraint",
    code="SC714",
    severity=Severity.WARNING,
    on=(CreateTable, AddConstraint),
    check=_unnamed,
    summary="A constraint of a table that has no name",
    problem="Postgres makes one up, which may differ between two databases; a later migration cannot name it.",
    remedy="CONSTRAINT name …",
    given=GIVEN,
    bad="ALTER TABLE users ADD CHECK (id > 0) NOT VALID;",
    good="ALTER TABLE users ADD CONSTRAINT users_id_positive CHECK (id > 0) NOT VALID;",
    aliases=("diesel-guard:UnnamedConstraintCheck",),
    is_on=False,
)

RULES = (FK_WITHOUT_INDEX, TABLE_WITHOUT_PK, DUPLICATE_COLUMN, IDENTIFIER_TOO_LONG, UNNAMED_CONSTRAINT)
