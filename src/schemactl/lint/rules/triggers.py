"""Triggers, which come and go under a lock on their table."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AlterTrigger, Create, Drop, Rename
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import shown


def _check(change: Create | Drop | Rename | AlterTrigger, context: Context) -> Iterator[Hit]:
    if isinstance(change, AlterTrigger):
        table, mode = change.table, "SHARE ROW EXCLUSIVE"
    elif change.what != "trigger":
        return
    elif isinstance(change, Create):
        table, mode = change.of, "SHARE ROW EXCLUSIVE"
    else:
        table, mode = change.of if isinstance(change, Drop) else change.name, "ACCESS EXCLUSIVE"
    if context.is_old(table):
        yield Hit(f"takes {mode} on {shown(table)}", shown(table))


TRIGGER_LOCKS_TABLE = Rule(
    name="trigger-locks-table",
    code="SC117",
    severity=Severity.INFO,
    on=(Create, Drop, Rename, AlterTrigger),
    check=_check,
    summary="CREATE, ENABLE, DISABLE, DROP or RENAME of a trigger of an old table",
    problem="The work is short, but while it waits for its lock everybody who wants to write (or, for DROP and "
    "RENAME, read) queues behind it.",
    remedy="Set a short lock_timeout, and try again when it is not had.",
    given="CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql "
    "AS 'BEGIN RETURN new; END';",
    bad="CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION stamp();",
    good="CREATE OR REPLACE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN old; END';",
    aliases=("pgsafe:add-trigger",),
)

RULES = (TRIGGER_LOCKS_TABLE,)
