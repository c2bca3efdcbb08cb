"""Rows that go although the table stays: TRUNCATE, DELETE and UPDATE of everything."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddColumn, Mutation, Truncate
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import of_table, shown


def _truncate(change: Truncate, context: Context) -> Iterator[Hit]:
    if context.is_old(change.table):
        name = shown(change.table)
        yield Hit(f"empties the table {name}", name, word=change.table.name)
        if change.cascade:
            yield Hit(f"empties every table that refers to {name}, and those that refer to them", word="cascade")


TRUNCATED = Rule(
    name="truncate",
    code="SC305",
    severity=Severity.ERROR,
    on=(Truncate,),
    check=_truncate,
    summary="TRUNCATE of a table that this file did not make",
    problem="All rows are gone; with CASCADE also those of every table with a foreign key to it, however far "
    "away. It takes ACCESS EXCLUSIVE on all of them.",
    remedy="Delete what is meant, with a WHERE, in batches; name every table instead of CASCADE.",
    given="CREATE TABLE visits (id bigint PRIMARY KEY);",
    bad="TRUNCATE visits CASCADE;",
    good="DELETE FROM visits WHERE id < 1000;",
    aliases=("squawk:ban-truncate-cascade", "pgsafe:truncate", "diesel-guard:TruncateTableCheck", "truncated"),
    is_destructive=True,
)


def _mutation(change: Mutation, context: Context) -> Iterator[Hit]:
    if change.verb not in ("update", "delete") or change.has_where or not context.is_old(change.table):
        return
    if change.verb == "update" and _only_fills(change, context):
        return
    name = shown(change.table)
    did = "deletes every row of" if change.verb == "delete" else "writes every row anew of"
    yield Hit(f"{did} the table {name}", name)


def _only_fills(change: Mutation, context: Context) -> bool:
    """Whether it writes columns that this transaction has added: no value goes, and backfill-with-ddl says the rest."""
    known = [context.schema.column(change.table, name) for name, _ in change.columns]
    if not known or not all(column and column.is_new for column in known):
        return False
    return any(map(context.is_in_block, context.changes_before(AddColumn, of_table(change.table))))


MUTATION_WITHOUT_WHERE = Rule(
    name="mutation-without-where",
    code="SC308",
    severity=Severity.ERROR,
    on=(Mutation,),
    check=_mutation,
    summary="UPDATE or DELETE of a whole table that this file did not make",
    problem="Every row is locked until the transaction ends, the old values are gone, and the table is twice its "
    "size after.",
    remedy="Say which rows with a WHERE, and go in batches outside of a transaction, each with its own commit.",
    given="CREATE TABLE users (id bigint PRIMARY KEY, plan text);",
    bad="UPDATE users SET plan = 'free';",
    good="UPDATE users SET plan = 'free' WHERE id BETWEEN 1 AND 1000;",
    aliases=("diesel-guard:MutationWithoutWhereCheck", "delete-without-where", "update-without-where"),
    is_destructive=True,
)

RULES = (TRUNCATED, MUTATION_WITHOUT_WHERE)
