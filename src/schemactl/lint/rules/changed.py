"""What is taken away under programs that rely on it: constraints, defaults, and what looks like a rename."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from schemactl.lint.changes import (
    AddColumn,
    AddConstraint,
    Constraint,
    CreateTable,
    Drop,
    DropColumn,
    DropConstraint,
    Mutation,
    SetDefault,
    Type,
)
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import TABLES, column_shown, shown

ALIKE = 0.6
"""How much of two names must be the same, where several columns come and go."""
GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, mail text, plan text UNIQUE);"


def _constraint(change: DropConstraint, context: Context) -> Iterator[Hit]:
    if change.relation != "table" or not context.is_old(change.table):
        return
    known = context.schema.table(change.table)
    one = known.constraints.get(change.constraint) if known else None
    if any(_replaces(other, change, one) for other in _constraints_after(change, context)):
        return
    if one and _goes_with_more(change, one, context):
        return
    what = f"the {one.kind.replace('_', ' ')} constraint" if one else "the constraint"
    yield Hit(f"drops {what} {change.constraint} of {shown(change.table)}", shown(change.table), word=change.constraint)


def _constraints_after(change: DropConstraint, context: Context) -> Iterator[Constraint]:
    """Those that this statement, or a later one of the file, adds to the table."""
    here = context.here.index
    for one in context.script.changes(AddConstraint, here):
        if one.table == change.table:
            yield one.constraint
    for added in context.script.changes(AddColumn, here):
        if added.table == change.table:
            yield from added.column.constraints


def _replaces(other: Constraint, change: DropConstraint, one: Constraint | None) -> bool:
    """A table has one primary key: any other takes its place."""
    is_alike = one and other.kind == one.kind and (one.kind == "primary_key" or set(other.columns) == set(one.columns))
    return other.name == change.constraint or bool(is_alike)


def _goes_with_more(change: DropConstraint, one: Constraint, context: Context) -> bool:
    """Whether its columns, its table or the table that it refers to are dropped in this file, which says more."""
    here = context.here.index
    columns = [each for each in context.script.changes(DropColumn, here) if each.table == change.table]
    if any(each.column in one.columns for each in columns):
        return True
    tables = {context.schema.resolve(each.name) for each in context.script.changes(Drop, here) if each.what == "table"}
    return bool(tables & {context.schema.resolve(name) for name in (change.table, one.table) if name.name})


CONSTRAINT_DROPPED = Rule(
    name="constraint-dropped",
    code="SC406",
    severity=Severity.WARNING,
    on=(DropConstraint,),
    check=_constraint,
    summary="DROP CONSTRAINT that is not added again",
    problem="Rows come in that the programs take to be impossible; added again later, the constraint may fail.",
    remedy="Be sure that nobody relies on it; ON CONFLICT needs its unique constraint, too.",
    given=GIVEN,
    bad="ALTER TABLE users DROP CONSTRAINT users_plan_key;",
    good="ALTER TABLE users DROP CONSTRAINT users_plan_key;\n"
    "ALTER TABLE users ADD CONSTRAINT users_plan_key UNIQUE (plan, mail);",
    aliases=("atlas:CD101", "pgsafe:drop-constraint", "diesel-guard:DropPrimaryKeyCheck"),
)


def _default(change: SetDefault, context: Context) -> Iterator[Hit]:
    if change.relation in TABLES and context.is_old(change.table):
        known = context.schema.column(change.table, change.column)
        if not known or not known.is_new:
            name = column_shown(change.table, change.column)
            yield Hit(f"changes the default of {name}", name, word=change.column)


DEFAULT_CHANGED = Rule(
    name="default-changed",
    code="SC407",
    severity=Severity.WARNING,
    on=(SetDefault,),
    check=_default,
    summary="SET DEFAULT or DROP DEFAULT on an old column",
    problem="Programs that leave the column out get another value from one moment to the next; some ORMs write "
    "the old default themselves.",
    remedy="Let the programs write the value that they mean before the default changes.",
    given=GIVEN,
    bad="ALTER TABLE users ALTER COLUMN plan SET DEFAULT 'paid';",
    good="ALTER TABLE users ADD COLUMN kind text DEFAULT 'person';",
    aliases=("strong-migrations:change_column_default",),
    is_on=False,
)


def _looks_renamed(change: DropColumn | Drop, context: Context) -> Iterator[Hit]:
    if isinstance(change, DropColumn):
        yield from _column_renamed(change, context)
    elif change.what == "table" and context.is_old(change.name):
        known = context.schema.table(change.name)
        columns = {name: column.type for name, column in known.columns.items()} if known else {}
        made = next((one for one in context.script.changes(CreateTable) if columns and _has(one, columns)), None)
        if made and made.table.name != change.name.name:
            old = shown(change.name)
            yield Hit(f"{shown(made.table)} looks like {old} renamed: its rows are lost", old)


def _has(made: CreateTable, columns: Mapping[str, Type | None]) -> bool:
    """The same columns, of the same types where these are known."""
    types = {column.name: column.type for column in made.columns}
    return types.keys() == columns.keys() and all(columns[name] in (None, type) for name, type in types.items())


def _column_renamed(change: DropColumn, context: Context) -> Iterator[Hit]:
    known = context.schema.column(change.table, change.column)
    if change.relation != "table" or not context.is_old(change.table) or not known or known.is_new or not known.type:
        return
    if any(one.table == change.table for one in context.changes_before(Mutation)):
        return
    added = [one for one in context.script.changes(AddColumn) if one.table == change.table]
    gone = [one for one in context.script.changes(DropColumn) if one.table == change.table]
    for one in added:
        is_only = len(added) == len(gone) == 1
        is_like = one.column.type == known.type and one.column.name != change.column
        if is_like and (is_only or _sound_alike(one.column.name, change.column)):
            old = column_shown(change.table, change.column)
            yield Hit(f"{one.column.name} looks like {old} renamed: its values are lost", old, word=change.column)
            return


def _sound_alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a.lower(), b.lower()).ratio() >= ALIKE


LOOKS_RENAMED = Rule(
    name="looks-renamed",
    code="SC311",
    severity=Severity.WARNING,
    on=(DropColumn, Drop),
    check=_looks_renamed,
    summary="A drop and an add in one file that look like a rename",
    problem="A generator that compares two schemas sees one thing go and another come; the values are lost all "
    "the same.",
    remedy="If it is a rename, say so: ALTER TABLE … RENAME. If it is none, add the new column first, copy, and "
    "drop the old one in a later migration.",
    given=GIVEN,
    bad="ALTER TABLE users DROP COLUMN mail;\nALTER TABLE users ADD COLUMN email text;",
    good="ALTER TABLE users ADD COLUMN email text;",
)


def _cascade(change: Drop | DropColumn | DropConstraint, context: Context) -> Iterator[Hit]:
    changes = [
        one for one in context.here.changes if isinstance(one, (Drop, DropColumn, DropConstraint)) and one.cascade
    ]
    if not changes or change is not changes[0]:
        return
    seen = context.seen
    if seen is None:
        if any(context.is_old(one.name if isinstance(one, Drop) else one.table) for one in changes):
            yield Hit("CASCADE may take along what the statement does not name", severity=Severity.WARNING)
        return
    dropped = (one for one in seen.dropped if not one.original and one.normal and not _is_of_view(one.identity))
    unseen = list(dict.fromkeys(f"{one.kind} {one.identity}" for one in dropped))
    if unseen:
        more = f" and {len(unseen) - 8} more" if len(unseen) > 8 else ""
        yield Hit(f"CASCADE takes along {', '.join(unseen[:8])}{more}", unseen[0])


def _is_of_view(identity: str) -> bool:
    """Whether it is the rule that makes a view one, and goes with it."""
    return identity.startswith('"_RETURN" on ')


CASCADE_DROPS_UNSEEN = Rule(
    name="cascade-drops-unseen",
    code="SC307",
    severity=Severity.ERROR,
    on=(Drop, DropColumn, DropConstraint),
    check=_cascade,
    summary="DROP … CASCADE that takes along what it does not name",
    problem="Views, foreign keys, triggers, whole tables of a schema go without a word in the file, and perhaps "
    "others in production than on the scratch server.",
    remedy="Drop what is meant by name, in the right order, without CASCADE: then Postgres refuses what nobody "
    "thought of.",
    given=GIVEN + "\nCREATE VIEW mails AS SELECT mail FROM users;",
    bad="ALTER TABLE users DROP COLUMN mail CASCADE;",
    good="DROP VIEW mails;\nALTER TABLE users DROP COLUMN mail;",
    is_destructive=True,
)

RULES = (CONSTRAINT_DROPPED, DEFAULT_CHANGED, LOOKS_RENAMED, CASCADE_DROPS_UNSEEN)
