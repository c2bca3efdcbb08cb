"""Transactions: where they begin and end, what may not be in them, what should not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemactl.lint.changes import (
    Change,
    Cluster,
    CreateIndex,
    DetachPartition,
    Drop,
    Mutation,
    Name,
    Other,
    Reindex,
    TableChange,
    Transaction,
    Vacuum,
    ValidateConstraint,
)
from schemactl.lint.context import Context
from schemactl.lint.locks import locks_of
from schemactl.lint.model import EndOfFile, Hit, Rule, Severity
from schemactl.lint.rules.common import shown
from schemactl.lint.script import Mode
from schemactl.lint.trace.model import SHARE, STRENGTH
from schemactl.pgsql import needs_own_transaction

GIVEN = "CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);"


def _alone(change: Change, context: Context) -> Iterator[Hit]:
    here = context.here
    if not here.block or change is not here.changes[0] or not needs_own_transaction(here.kind, here.node):
        return
    if context.script.mode is Mode.TOGETHER and len(context.script.steps) == 1:
        return
    words = " ".join(context.script.sql(here).split()[:2]).upper()
    yield Hit(f"{words} … cannot run in a transaction{_whose(context)}")


def _whose(context: Context) -> str:
    mode = context.script.mode
    if mode is Mode.FILE:
        return f", and {context.runner.name} runs the file in one"
    if mode is Mode.TOGETHER:
        return f"; {context.runner.name} sends the file as one string, of which the server makes one"
    if context.runner.parts(context.script.text):
        return f", and {context.runner.name} runs each changeset in one"
    return ""


CONCURRENTLY_IN_TRANSACTION = Rule(
    name="concurrently-in-transaction",
    code="SC601",
    severity=Severity.ERROR,
    on=(CreateIndex, Drop, Reindex, DetachPartition, Vacuum, Cluster, Other),
    check=_alone,
    summary="CONCURRENTLY, VACUUM and their like in a transaction",
    problem="Postgres refuses them there (SQLSTATE 25001), also in the transaction that it makes of several "
    "statements that come as one string.",
    remedy="A file of its own, without BEGIN, and with the runner's word for no transaction: -- schemactl: "
    "transaction=none, -- +goose NO TRANSACTION, -- migrate:up transaction:false, -- atlas:txmode none, "
    "--changeset … runInTransaction:false.",
    given=GIVEN,
    bad="BEGIN;\nCREATE INDEX CONCURRENTLY users_email_idx ON users (email);\nCOMMIT;",
    good="CREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
    aliases=(
        "squawk:ban-concurrent-index-creation-in-transaction",
        "atlas:PG103",
        "pgsafe:concurrently-in-transaction",
        "diesel-guard:AddIndexCheck",
    ),
)


def _nested(change: Transaction, context: Context) -> Iterator[Hit]:
    word, block, mode = change.word, context.here.block, context.script.mode
    words = context.script.sql(context.here).split()[0].upper()
    is_open = bool(block) and context.memo.get(("begun",)) == block
    if word in ("begin", "start"):
        context.memo["begun",] = block
        if mode is Mode.FILE:
            yield Hit(f"{words} in the transaction that {context.runner.name} has opened")
        elif is_open:
            yield Hit(f"{words} in a transaction")
    elif word in ("commit", "rollback") and mode is Mode.FILE:
        yield Hit(f"{words} ends the transaction that {context.runner.name} has opened: the rest runs without one")
    elif word in ("commit", "rollback") and not is_open:
        yield Hit(f"{words} without a transaction")


def _word(step: Any) -> str:
    first = step.changes[0]
    return first.word if isinstance(first, Transaction) else ""


NESTED_TRANSACTION = Rule(
    name="nested-transaction",
    code="SC602",
    severity=Severity.ERROR,
    on=(Transaction,),
    check=_nested,
    summary="BEGIN in a transaction, COMMIT without one, either of them under a runner that has its own",
    problem="Postgres has no transactions in transactions: the inner BEGIN is a warning, and the inner COMMIT "
    "ends all.",
    remedy="Leave BEGIN and COMMIT to one of the two, the file or the runner.",
    given=GIVEN,
    bad="BEGIN;\nBEGIN;\nALTER TABLE users ADD COLUMN a int;\nCOMMIT;",
    good="BEGIN;\nALTER TABLE users ADD COLUMN a int;\nCOMMIT;",
    aliases=("squawk:transaction-nesting",),
)


def _uncommitted(_: EndOfFile, context: Context) -> Iterator[Hit]:
    if context.script.mode is Mode.FILE:
        return
    opened: Any = None
    for step in context.script.steps:
        word = _word(step)
        if word in ("begin", "start"):
            opened = opened or step
        elif word in ("commit", "rollback", "prepare"):
            opened = None
    if opened:
        yield Hit("this transaction is never committed: nothing of it stays", at=opened.start)


UNCOMMITTED_TRANSACTION = Rule(
    name="uncommitted-transaction",
    code="SC603",
    severity=Severity.ERROR,
    on=(EndOfFile,),
    check=_uncommitted,
    summary="BEGIN that no COMMIT follows",
    problem="When the connection ends, Postgres rolls everything back, and the runner takes the file for applied.",
    remedy="Put COMMIT at its end.",
    given=GIVEN,
    bad="BEGIN;\nALTER TABLE users ADD COLUMN a int;",
    good="BEGIN;\nALTER TABLE users ADD COLUMN a int;\nCOMMIT;",
    aliases=("squawk:ban-uncommitted-transaction",),
)


def _merge(change: TableChange, context: Context) -> Iterator[Hit]:
    here = context.here
    if here.kind != "alter_table_stmt" or change is not here.changes[0]:
        return
    own = _alter_of(here)
    before = context.memo.get(("alter", own))
    context.memo["alter", own] = here
    if own and before and not own[1] and context.is_old(own[0]):
        line = context.script.place(before.start).line
        yield Hit(f"could be one ALTER TABLE with that of line {line}", shown(own[0]), at=here.start)


def _alter_of(step: Any) -> tuple[Name, bool] | None:
    """The table of an ALTER TABLE, and whether a VALIDATE is in it, which had better stay apart."""
    first = step.changes[0] if step.changes else None
    if not isinstance(first, TableChange) or first.relation != "table":
        return None
    return first.table, any(isinstance(one, ValidateConstraint) for one in step.changes)


ALTERS_CAN_MERGE = Rule(
    name="alters-can-merge",
    code="SC605",
    severity=Severity.INFO,
    on=tuple(TableChange.__subclasses__()),
    check=_merge,
    summary="Several ALTER TABLE of one table",
    problem="Each takes its lock and, where it must, scans or writes the table; together they do so once.",
    remedy="One ALTER TABLE with several commands. VALIDATE CONSTRAINT stays apart.",
    given=GIVEN,
    bad="ALTER TABLE users ADD COLUMN a int;\nALTER TABLE users ADD COLUMN b int;",
    good="ALTER TABLE users ADD COLUMN a int, ADD COLUMN b int;",
    aliases=("eugene:W12",),
)


def _backfill(change: Mutation, context: Context) -> Iterator[Hit]:
    """Told once for a transaction, at the first statement that writes: of all tables that are written."""
    if not context.here.block or not _fills(change, context):
        return
    changed = _changed_in_block(context)
    is_alone = context.is_suppressed(BACKFILL_WITH_DDL)
    if changed and (is_alone or context.is_first("backfill", context.here.block)):
        rest = context.here.changes if is_alone else (*context.here.changes, *context.rest_of_block())
        written = (one for one in rest if isinstance(one, Mutation) and _fills(one, context))
        tables = {context.schema.resolve(one.table): one.table for one in written}
        known = map(context.schema.resolve, changed)
        of = next((tables[name] for name in known if name in tables), changed[0])
        listed = ", ".join(map(shown, tables.values()))
        yield Hit(f"writes rows of {listed} in the transaction that changes {shown(of)}", shown(change.table))


def _fills(change: Mutation, context: Context) -> bool:
    return change.verb in ("update", "delete") and context.is_old(change.table)


def _changed_in_block(context: Context) -> list[Name]:
    """Old tables that this transaction locks for a change, else what other relations; looked for once."""
    key = ("changed in block", context.here.block)
    if key not in context.memo:
        locks = (lock for one in context.rest_of_block() for lock in locks_of(one, context.schema))
        strong = [name for name, mode in locks if STRENGTH[mode] >= SHARE and context.is_old(name)]
        known = [context.schema.table(name) for name in strong]
        tables = [name for name, one in zip(strong, known, strict=True) if one and one.kind == "table"]
        context.memo[key] = tables or strong
    names: list[Name] = context.memo[key]
    return names


BACKFILL_WITH_DDL = Rule(
    name="backfill-with-ddl",
    code="SC606",
    severity=Severity.ERROR,
    on=(Mutation,),
    check=_backfill,
    summary="UPDATE or DELETE of an old table in the transaction of a change of schema",
    problem="The strong lock of the one is held as long as the other takes, and every row stays locked to the end.",
    remedy="Change the schema first; write the rows in a later migration, in batches with a commit each.",
    given=GIVEN,
    bad="BEGIN;\nALTER TABLE users ADD COLUMN a int;\nUPDATE users SET a = 1 WHERE id < 1000;\nCOMMIT;",
    good="ALTER TABLE users ADD COLUMN a int;\nUPDATE users SET a = 1 WHERE id < 1000;",
)

RULES = (
    CONCURRENTLY_IN_TRANSACTION,
    NESTED_TRANSACTION,
    UNCOMMITTED_TRANSACTION,
    ALTERS_CAN_MERGE,
    BACKFILL_WITH_DDL,
)
