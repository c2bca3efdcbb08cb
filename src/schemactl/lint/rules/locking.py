"""Locks as such: how many, how long, whether anybody gives up waiting for them."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import (
    Change,
    Cluster,
    CreateIndex,
    CreateTable,
    Drop,
    DropConstraint,
    Lock,
    Mutation,
    Name,
    Other,
    Query,
    Refresh,
    Reindex,
    SetVariable,
    Transaction,
    Vacuum,
)
from schemactl.lint.context import TABLE_KINDS, Context
from schemactl.lint.effects import work_on
from schemactl.lint.locks import LOCKING, locks_of
from schemactl.lint.model import EndOfStatement, Hit, Rule, Severity
from schemactl.lint.rules.common import TABLES, shown
from schemactl.lint.script import Step
from schemactl.lint.trace.model import ACCESS_EXCLUSIVE, EXCLUSIVE_ROWS, SHARE, STRENGTH

GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, name text);\n"
CHILD = "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));"


def _drop(change: Drop | DropConstraint, context: Context) -> Iterator[Hit]:
    """Told once for each referenced table of a transaction."""
    own = change.name if isinstance(change, Drop) else change.table
    if (isinstance(change, Drop) and change.what not in TABLES) or not context.is_old(own):
        return
    others = [
        name for name in _referenced(change, context) if context.schema.resolve(own) != name and context.is_old(name)
    ]
    transaction = context.here.block or -context.here.index
    held = {
        context.schema.resolve(name) for name, (mode, _) in context.taken.items() if STRENGTH[mode] == ACCESS_EXCLUSIVE
    }
    others = [name for name in others if context.is_first("referenced", transaction, name) and name not in held]
    if others:
        listed = ", ".join(map(shown, others))
        yield Hit(
            f"takes ACCESS EXCLUSIVE on {listed} as well, to which its foreign key refers",
            shown(own),
            evidence="catalog",
        )


def _referenced(change: Drop | DropConstraint, context: Context) -> list[Name]:
    """Tables at the other end of the foreign keys that go."""
    known = context.schema.table(change.name if isinstance(change, Drop) else change.table)
    constraints = known.constraints if known else {}
    gone = [constraints.get(change.constraint)] if isinstance(change, DropConstraint) else constraints.values()
    return list({context.schema.resolve(one.table): None for one in gone if one and one.kind == "foreign_key"})


DROP_LOCKS_REFERENCED_TABLE = Rule(
    name="drop-locks-referenced-table",
    code="SC118",
    severity=Severity.INFO,
    on=(Drop, DropConstraint),
    check=_drop,
    summary="DROP TABLE or DROP CONSTRAINT of a foreign key: the other table is locked too",
    problem="Dropping a foreign key removes its triggers from the table that it refers to, under ACCESS "
    "EXCLUSIVE. That is mostly the busier one. The lock is short; lock-timeout-missing warns where nothing ends the "
    "wait for it.",
    remedy="Drop each foreign key in a transaction of its own with a short lock_timeout, then the table.",
    given=GIVEN + CHILD,
    bad="ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;",
    good="ALTER TABLE orders ALTER COLUMN user_id SET DEFAULT 0;",
    aliases=("online-migrations:drop_table_multiple_foreign_keys",),
)


def _many(_: EndOfStatement, context: Context) -> Iterator[Hit]:
    """Told once, where the second table is locked by a second statement."""
    seen, here = context.seen, context.here
    if not seen or not here.block:
        return
    held = [one for one in seen.held if one.strength >= EXCLUSIVE_ROWS and one.relation.kind in TABLE_KINDS]
    new = sorted({str(one.relation.name) for one in held if one.since == here.index})
    before = {str(one.relation.name) for one in held if one.since < here.index}
    statements = {one.since for one in held}
    if new and before - set(new) and len(statements) == 2:
        yield Hit(f"locks {', '.join(new)} while {', '.join(sorted(before))} is still locked", new[0])


MANY_TABLES_LOCKED = Rule(
    name="many-tables-locked",
    code="SC119",
    severity=Severity.WARNING,
    on=(EndOfStatement,),
    check=_many,
    summary="One transaction takes strong locks on several old tables, one after the other (seen on the scratch "
    "server)",
    problem="While it waits for the second, nobody can use the first; with another transaction that takes them in "
    "another order it deadlocks.",
    remedy="One table in a transaction: split the file, or commit in between.",
    given=GIVEN + "CREATE TABLE teams (id bigint PRIMARY KEY);",
    bad="BEGIN;\nALTER TABLE users ADD COLUMN a int;\nALTER TABLE teams ADD COLUMN a int;\nCOMMIT;",
    good="ALTER TABLE users ADD COLUMN a int;\nALTER TABLE teams ADD COLUMN a int;",
    aliases=("online-migrations:multiple_foreign_keys",),
    needs_run=True,
)


def _work(_: EndOfStatement, context: Context) -> Iterator[Hit]:
    """Told once for each lock: at the first statement that works under it and has no error for that work already."""
    held = _held_before(context)
    if not held or _is_command(context.here):
        return
    name, mode, since = held
    busy = _busy(context, context.here)
    if busy and any(one.severity is Severity.ERROR and one.code.startswith(_WORKING) for one in context.found):
        return
    line = context.script.place(context.script.steps[since].start).line
    if busy:
        is_told = ("backfill", context.here.block) in context.told
        if is_told and any(isinstance(one, Mutation) and one.verb != "insert" for one in context.here.changes):
            return
        if context.is_suppressed(WORK_UNDER_EXCLUSIVE_LOCK) or context.is_first("under", context.here.block, since):
            yield Hit(f"{busy} while {name} is locked ({mode} since line {line})", name)
    elif _is_worth_a_word(context, mode, since):
        yield Hit(f"goes on while {name} is locked ({mode} since line {line})", name, severity=Severity.INFO)


_WORKING = ("SC1", "SC2", "SC501", "SC606")
"""Codes of the rules that say of a statement itself that it works under a lock, or that it fails where rows are."""


def _held_before(context: Context) -> tuple[str, str, int] | None:
    """The strongest lock on an old table that an earlier statement of this transaction took, the first one of these."""
    here, seen = context.here, context.seen
    if not here.block:
        return None
    foremost = context.foremost
    if seen:
        found = (
            (-one.strength, one.since, str(one.relation.name), one.mode)
            for one in seen.held
            if one.strength >= EXCLUSIVE_ROWS
            and one.since < here.index
            and one.relation.kind in TABLE_KINDS
            and context.is_old(one.relation.name)
        )
        foremost = min(found, default=None)
    if foremost is None or -foremost[0] < EXCLUSIVE_ROWS:
        return None
    _, since, name, mode = foremost
    return name, mode, since


def _busy(context: Context, step: Step) -> str:
    """What takes time in a statement of this file."""
    seen = context.trace_of(step.index)
    if seen and not seen.error:
        works = {
            name: work_on(name, seen) for name in {*seen.scanned, *seen.written, *(one.name for one in seen.rewritten)}
        }
        words = {
            "rewrite": "writes {} anew",
            "index": "builds an index on {}",
            "scan": "scans {}",
            "write": "writes to {}",
        }
        made = {context.schema.resolve(one.table) for one in step.changes if isinstance(one, CreateTable)}
        old = (name for name in works if name not in made and context.is_old(name))
        return ", ".join(sorted(words[works[name]].format(shown(name)) for name in old if works[name]))
    for change in step.changes:
        words_of = _WORDS.get(type(change))
        if words_of and _is_on_old(change, context):
            return words_of
    return ""


def _is_on_old(change: Change, context: Context) -> bool:
    """Whether a change reads or writes a table that was there before the file."""
    match change:
        case Query(tables=tables):
            return any(map(context.is_old, tables))
        case Mutation(table=table, reads=reads):
            return any(map(context.is_old, (table, *reads)))
        case CreateIndex(table=table):
            return context.is_old(table)
    return True


_WORDS: dict[type[Change], str] = {
    Query: "reads",
    Mutation: "writes rows",
    CreateIndex: "builds an index",
    Reindex: "rebuilds an index",
    Refresh: "fills a materialized view",
}


def _is_worth_a_word(context: Context, mode: str, since: int) -> bool:
    """Whether this is the first statement after the one that locked, nothing else says so, and none after it works."""
    if STRENGTH[mode] != ACCESS_EXCLUSIVE or any(one.rule in _SAY_SO for one in context.found):
        return False
    here = context.here
    steps = context.script.steps
    is_second = all(_is_command(steps[index]) for index in range(since + 1, here.index))
    rest = (step for step in context.script.blocks[here.block] if step.index >= here.index)
    return is_second and not any(_busy(context, step) for step in rest)


_SAY_SO = ("many-tables-locked", "alters-can-merge")


def _is_command(step: Step) -> bool:
    """Whether a statement is one of those that neither read nor write: BEGIN, SET."""
    return isinstance(step.changes[0], (Transaction, SetVariable))


WORK_UNDER_EXCLUSIVE_LOCK = Rule(
    name="work-under-exclusive-lock",
    code="SC120",
    severity=Severity.ERROR,
    on=(EndOfStatement,),
    check=_work,
    summary="A statement that scans or writes in a transaction that holds a strong lock since an earlier one",
    problem="A lock lasts to the end of the transaction: whatever comes behind it adds to the time that others wait.",
    remedy="Commit first, or put it into a migration of its own; what takes the strongest lock comes last.",
    given=GIVEN,
    bad="BEGIN;\nALTER TABLE users ADD COLUMN email text;\nSELECT count(*) FROM users;\nCOMMIT;",
    good="ALTER TABLE users ADD COLUMN email text;\nSELECT count(*) FROM users;",
    aliases=("eugene:E4", "django-migration-linter:CREATE_INDEX_EXCLUSIVE"),
)


def _timeout(setting: str) -> object:
    def check(_: Change, context: Context) -> Iterator[Hit]:
        if setting in context.told or _is_set(context.settings.get(setting, "")) or _sets(setting, context):
            return
        locks = context.strong_locks()
        wide, is_strong = ("", False) if locks else _wide_lock(context)
        weak = "" if locks or is_strong else wide or _weak_lock(context)
        if weak:
            context.told.add(setting)
            yield Hit(f"waits for {weak} without a {setting}", severity=Severity.INFO, at=context.here.start)
        elif is_strong:
            context.told.add(setting)
            yield Hit(f"waits for {wide} without a {setting}", at=context.here.start)
        elif locks:
            context.told.add(setting)
            name, mode = max(locks, key=lambda lock: STRENGTH[lock[1]])
            waits = (
                f"waits for {mode} on {shown(name)}"
                if setting == "lock_timeout"
                else f"works under {mode} on {shown(name)}"
            )
            yield Hit(f"{waits} without a {setting}", shown(name), at=context.here.start)

    return check


def _wide_lock(context: Context) -> tuple[str, bool]:
    """A lock on all tables of a schema, a role or the database, whichever these are, and whether others wait for it."""
    for change in context.here.changes:
        match change:
            case Reindex(what="schema" | "database" | "system"):
                weak = "SHARE UPDATE EXCLUSIVE" if change.concurrently else ""
                return f"{weak or 'SHARE'} on each table of the {change.what} in turn", not weak
            case Vacuum(table=table) if not table.name and not change.analyze_only:
                mode = "ACCESS EXCLUSIVE" if change.full else "SHARE UPDATE EXCLUSIVE"
                return f"{mode} on each table of the database in turn", change.full
            case Cluster(table=table) if not table.name:
                return "ACCESS EXCLUSIVE on each table that was clustered before", True
            case Drop(what="schema", cascade=True) if context.seen is None:
                return f"ACCESS EXCLUSIVE on all tables of {shown(change.name)}", True
            case Other(kind="drop_owned_stmt"):
                return "ACCESS EXCLUSIVE on all tables of the role", True
    return "", False


def _weak_lock(context: Context) -> str:
    """A lock that keeps nobody from reading or writing, and may have to be waited for all the same."""
    for change in context.here.changes:
        for name, mode in locks_of(change, context.schema):
            if context.is_old(name) and (isinstance(change, Lock) or mode == "SHARE UPDATE EXCLUSIVE"):
                return f"{mode} on {shown(name)}"
    return ""


def _sets(setting: str, context: Context) -> bool:
    """Whether a body that the statement runs sets it."""
    return any(
        isinstance(change, SetVariable) and change.name == setting and _is_set(change.value)
        for change in context.here.changes[1:]
    )


def _is_set(value: str) -> bool:
    return value.strip("'\" ") not in ("", "0", "default", "0s", "0ms")


LOCK_TIMEOUT_MISSING = Rule(
    name="lock-timeout-missing",
    code="SC121",
    severity=Severity.WARNING,
    on=(*LOCKING, Other),
    check=_timeout("lock_timeout"),  # type: ignore[arg-type]
    summary="A strong lock is taken, and lock_timeout is not set",
    problem="A statement that waits for its lock makes all that come after it wait too, also those that only "
    "read: one long query somewhere, and the application stands still.",
    remedy="SET lock_timeout = '5s' first, and run the migration again if it is not had. `schemactl apply` does "
    "so by itself.",
    given=GIVEN,
    bad="ALTER TABLE users ADD COLUMN email text;",
    good="SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN email text;",
    aliases=("squawk:require-lock-timeout", "squawk:require-timeout-settings", "eugene:E9", "pgsafe:require-timeout"),
)

STATEMENT_TIMEOUT_MISSING = Rule(
    name="statement-timeout-missing",
    code="SC122",
    severity=Severity.INFO,
    on=(*LOCKING, Other),
    check=_timeout("statement_timeout"),  # type: ignore[arg-type]
    summary="A strong lock is taken, and statement_timeout is not set",
    problem="Work that takes longer than anybody thought is not broken off, and holds its lock to the end.",
    remedy="SET statement_timeout to what the application can stand.",
    given=GIVEN,
    bad="ALTER TABLE users ADD COLUMN email text;",
    good="SET statement_timeout = '30s';\nALTER TABLE users ADD COLUMN email text;",
    aliases=("squawk:require-statement-timeout", "squawk:require-timeout-settings"),
)


def _explicit(change: Lock, context: Context) -> Iterator[Hit]:
    if STRENGTH[change.mode] >= SHARE and context.is_old(change.table):
        name = shown(change.table)
        yield Hit(f"locks {name} in {change.mode} mode to the end of the transaction", name, word=change.table.name)


EXPLICIT_LOCK = Rule(
    name="explicit-lock",
    code="SC123",
    severity=Severity.INFO,
    on=(Lock,),
    check=_explicit,
    summary="LOCK TABLE in a mode that others must wait for",
    problem="It lasts to the end of the transaction, whatever that does; work-under-exclusive-lock says where that is "
    "long.",
    remedy="Let the statements take the locks that they need, the strongest one last.",
    given=GIVEN,
    bad="LOCK TABLE users;",
    good="LOCK TABLE users IN SHARE UPDATE EXCLUSIVE MODE;",
)

RULES = (
    DROP_LOCKS_REFERENCED_TABLE,
    MANY_TABLES_LOCKED,
    WORK_UNDER_EXCLUSIVE_LOCK,
    LOCK_TIMEOUT_MISSING,
    STATEMENT_TIMEOUT_MISSING,
    EXPLICIT_LOCK,
)
