"""Assertions in a migration: queries that must give true before the statement below them runs.

    -- schemactl:assert select not exists (select from users where nickname is not null)
    ALTER TABLE users DROP COLUMN nickname;

Comes in: a statement with its comments. Goes out: the queries, and SQL that fails where one is not true.
Must never know: who runs it, and what it proves.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemactl.errors import SourceError
from schemactl.pgsql import Statement, quote_literal, top_node

MARKS = ("schemactl:assert", "schemactl: assert")
FORM = "-- schemactl:assert select not exists (select from the_table)"


@dataclass(frozen=True, slots=True)
class Assertion:
    """comment: as written, so that its place can be found again."""

    sql: str
    comment: str


def read_assertions(statement: Statement) -> tuple[Assertion, ...]:
    """Those above a statement. Raises SourceError with the statement's place for one that is no query."""
    above = statement.comments[: len(statement.comments) - statement.behind]
    return tuple(
        Assertion(_query(sql, statement), comment) for comment in above if (sql := written_in(comment)) is not None
    )


def written_in(comment: str) -> str | None:
    """What a comment asserts; None if it is not meant so."""
    inner = (comment[2:-2] if comment.startswith("/*") else comment[2:]).strip()
    mark = next((mark for mark in MARKS if inner.lower().startswith(mark)), "")
    rest = inner[len(mark) :]
    return rest.lstrip(": \t").rstrip("; \t\n") if mark and rest[:1] in ("", ":", " ", "\t", "\n") else None


def _query(sql: str, statement: Statement) -> str:
    try:
        kind, _ = top_node(sql)
    except SourceError as error:
        raise SourceError(f"an assertion is no SQL: {error.message}", hint=FORM, place=statement.place) from error
    if kind != "select_stmt":
        raise SourceError(f"an assertion is one query, not {sql!r}", hint=FORM, place=statement.place)
    return sql


def render_check(assertion: Assertion) -> str:
    """SQL that raises assert_failure (P0004) unless the query gives true; one for any number of rows but one."""
    body = (
        f"BEGIN IF ({assertion.sql}\n) IS NOT TRUE THEN RAISE EXCEPTION USING ERRCODE = 'assert_failure', "
        f"MESSAGE = {quote_literal(f'an assertion does not hold: {assertion.sql}')}; END IF; END"
    )
    return f"DO {quote_literal(body)}"
