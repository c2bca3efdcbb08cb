"""What is taken away under programs that rely on it: constraints, defaults, and what looks like a rename."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import TypeGuard

from schemactl.lint.changes import (
    AddColumn,
    AddConstraint,
    Change,
    Constraint,
    Create,
    CreateTable,
    Drop,
    DropColumn,
    DropConstraint,
    Mutation,
    Name,
    SetDefault,
    Type,
)
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import (
    TABLES,
    column_shown,
    is_first_of,
    of_table,
    owners,
    owners_of_default,
    plain,
    shown,
)
from schemactl.lint.trace.model import Dropped

ALIKE = 0.6
"""How much of two names must be the same, where several columns come and go."""
GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, mail text, plan text UNIQUE);"


def _constraint(change: DropConstraint, context: Context) -> Iterator[Hit]:
    """Told once for each table of a statement."""
    if change.relation != "table" or not context.is_old(change.table):
        return
    if not is_first_of(change, (DropConstraint,), context):
        return
    dropped = [one for one in context.here.changes if isinstance(one, DropConstraint) and one.table == change.table]
    gone = [one for one in dropped if not _is_made_good(one, context)]
    if not gone:
        return
    known = context.schema.table(change.table)
    constraints = [known.constraints.get(one.constraint) if known else None for one in gone]
    kinds = {one.kind.replace("_", " ") + " " if one else "" for one in constraints}
    what = f"the {kinds.pop() if len(kinds) == 1 else ''}constraint{'s' if len(gone) > 1 else ''}"
    names, table = ", ".join(one.constraint for one in gone), shown(change.table)
    yield Hit(f"drops {what} {names} of {table}", table, word=gone[0].constraint)


def _is_made_good(change: DropConstraint, context: Context) -> bool:
    """Whether another takes its place, or something larger goes, which says more."""
    known = context.schema.table(change.table)
    one = known.constraints.get(change.constraint) if known else None
    if _is_replaced(change, one, context):
        return True
    return one is not None and (_goes_with_more(change, one, context) or _is_unique_still(change, one, context))


def _is_unique_still(change: DropConstraint, one: Constraint, context: Context) -> bool:
    """Whether another unique index over some of its columns is there."""
    return one.kind == "unique" and any(
        index.unique and index.is_valid and not index.is_partial and set(index.columns) <= set(one.columns)
        for index in context.schema.indexes_of(change.table)
        if index.constraint != change.constraint
    )


def _is_replaced(change: DropConstraint, one: Constraint | None, context: Context) -> bool:
    """Whether this statement, or a later one of the file, adds another to the table that takes its place."""
    wanted = [(plain(change.table), "", change.constraint), *(_kinds(change.table, one) if one else ())]
    return any(
        context.script.changes(kind, context.here.index, about=(_added, key))
        for kind in (AddConstraint, AddColumn)
        for key in wanted
    )


def _added(change: AddConstraint | AddColumn) -> Iterator[tuple[Name, str, str | frozenset[str]]]:
    """The constraints that are added, by their names and by what they are."""
    for one in change.column.constraints if isinstance(change, AddColumn) else (change.constraint,):
        yield plain(change.table), "", one.name
        yield from _kinds(change.table, one)


def _kinds(table: Name, one: Constraint) -> Iterator[tuple[Name, str, str | frozenset[str]]]:
    """A table has one primary key: any other takes its place."""
    yield plain(table), one.kind, frozenset(() if one.kind == "primary_key" else one.columns)


def _goes_with_more(change: DropConstraint, one: Constraint, context: Context) -> bool:
    """Whether its columns, its table or the table that it refers to are dropped in this file, which says more."""
    script, here, resolve = context.script, context.here.index, context.schema.resolve
    columns = [(plain(change.table), column) for column in one.columns]
    if any(script.changes(DropColumn, here, about=(_dropped_column, column)) for column in columns):
        return True
    return any(
        resolve(each.name) == resolve(table)
        for table in (change.table, one.table)
        if table.name
        for each in script.changes(Drop, here, about=(_dropped_table, table.name))
    )


def _dropped_column(change: DropColumn) -> list[tuple[Name, str]]:
    return [(plain(change.table), change.column)]


def _dropped_table(change: Drop) -> list[str]:
    return [change.name.name] if change.what == "table" else []


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
        alike = context.script.changes(CreateTable, about=(_columns, frozenset(columns))) if columns else ()
        made = next((one for one in alike if _has(one, columns)), None)
        if made and made.table.name != change.name.name:
            old = shown(change.name)
            yield Hit(f"{shown(made.table)} looks like {old} renamed: its rows are lost", old)


def _columns(made: CreateTable) -> list[frozenset[str]]:
    return [frozenset(column.name for column in made.columns)]


def _has(made: CreateTable, columns: Mapping[str, Type | None]) -> bool:
    """Whether columns of the same names have the same types, where these are known."""
    types = {column.name: column.type for column in made.columns}
    return all(columns[name] in (None, type) for name, type in types.items())


def _column_renamed(change: DropColumn, context: Context) -> Iterator[Hit]:
    known = context.schema.column(change.table, change.column)
    if change.relation != "table" or not context.is_old(change.table) or not known or known.is_new or not known.type:
        return
    about = of_table(change.table)
    if context.changes_before(Mutation, about):
        return
    added = context.script.changes(AddColumn, about=about)
    is_only = len(added) == len(context.script.changes(DropColumn, about=about)) == 1
    sounds_alike = _alike(change.column)
    for one in added:
        is_like = one.column.type == known.type and one.column.name != change.column
        if is_like and (is_only or sounds_alike(one.column.name)):
            old = column_shown(change.table, change.column)
            yield Hit(f"{one.column.name} looks like {old} renamed: its values are lost", old, word=change.column)
            return


def _alike(name: str) -> Callable[[str], bool]:
    """What says of other names whether they sound like this one; the cheapest question comes first."""
    matcher = SequenceMatcher(None, "", name.lower())

    def ask(other: str) -> bool:
        matcher.set_seq1(other.lower())
        return all(ratio() >= ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))

    return ask


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


def _cascades(change: Change) -> TypeGuard[Drop | DropColumn | DropConstraint]:
    return isinstance(change, (Drop, DropColumn, DropConstraint)) and change.cascade


def _cascade(change: Drop | DropColumn | DropConstraint, context: Context) -> Iterator[Hit]:
    if not change.cascade or change is not next(one for one in context.here.changes if _cascades(one)):
        return
    changes = [one for one in context.here.changes if _cascades(one)]
    seen = context.seen
    if seen is None:
        changes = [one for one in changes if not (isinstance(one, Drop) and one.what == "sequence")]
        if any(context.is_old(one.name if isinstance(one, Drop) else one.table) for one in changes):
            yield Hit("CASCADE may take along what the statement does not name", severity=Severity.WARNING)
        return
    own = owners(seen.dropped)
    if any(isinstance(one, Drop) and one.what == "sequence" for one in changes):  # sequence-dropped names them
        own |= {owner for one in seen.dropped for owner in owners_of_default(one)}
    dropped = (
        one
        for one in seen.dropped
        if not one.original and one.normal and own.isdisjoint(owners_of_default(one)) and not _stays(one, context)
    )
    unseen = list(dict.fromkeys(f"{one.kind} {one.identity}" for one in dropped))
    if unseen:
        more = f" and {len(unseen) - 8} more" if len(unseen) > 8 else ""
        yield Hit(f"CASCADE takes along {', '.join(unseen[:8])}{more}", unseen[0])


def _stays(one: Dropped, context: Context) -> bool:
    """Whether it is the rule that makes a view one, and goes with it; or a view that the file makes again."""
    if one.kind in ("view", "materialized view"):
        made = (other for other in context.changes_after(Create) if other.what == one.kind)
        return any(context.schema.resolve(other.name) == Name(*one.names) for other in made)
    return one.identity.startswith('"_RETURN" on ')


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
