"""Forms of statements that no rule shows in its example, in a file of which nothing else is known."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from schemactl.config import LintConfig
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

FOUND = (
    ("DROP CAST (text AS integer); SELECT 1", "not-rerunnable"),
    ("UPDATE t SET a = u.a FROM u", "mutation-without-where"),
    ("DELETE FROM t USING u", "mutation-without-where"),
    ("ALTER DOMAIN d SET NOT NULL", "domain-constraint-locks-tables"),
    ("ALTER DOMAIN d DROP NOT NULL", "not-null-dropped"),
    ("ALTER TYPE y RENAME ATTRIBUTE a TO b", "column-renamed"),
    ("ALTER SEQUENCE q RENAME TO r", "table-renamed"),
    ("ALTER FUNCTION f(int) RENAME TO g", "table-renamed"),
    ("ALTER TYPE y RENAME TO z", "table-renamed"),
    ("REINDEX SYSTEM d", "reindex-not-concurrent"),
    ("ALTER TABLE t ADD COLUMN a int DEFAULT nextval('s')", "volatile-default-rewrites"),
    ("ALTER TABLE t ADD PRIMARY KEY USING INDEX i", "pk-using-index-nullable"),
    ("CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE n () INHERITS (p)", "table-without-pk"),
    ("DROP INDEX IF EXISTS i", "index-drop-not-concurrent"),
    ("ALTER TABLE IF EXISTS t DROP COLUMN a", "column-dropped"),
    ("DROP TABLE IF EXISTS t", "table-dropped"),
)
PASSED = (
    ("UPDATE t SET a = u.a FROM u WHERE t.id = u.id", "mutation-without-where"),
    ("CREATE DOMAIN d AS int NOT NULL; ALTER DOMAIN d DROP NOT NULL", "not-null-dropped"),
    ("CREATE SEQUENCE q; ALTER SEQUENCE q RENAME TO r", "table-renamed"),
    ("CREATE TYPE y AS ENUM ('a'); ALTER TYPE y RENAME TO z", "table-renamed"),
    ("ALTER TABLE t ADD COLUMN a int DEFAULT nextval('s')", "serial-column-rewrites"),
    ("CREATE FOREIGN TABLE n (a char(3), b timestamp) SERVER s", "no-char"),
    ("CREATE FOREIGN TABLE n (a char(3), b timestamp) SERVER s", "prefer-timestamptz"),
    ("CREATE TEMP TABLE n (a int8)", "schema-name-missing"),
    ("CREATE TABLE t (id bigint); DROP TABLE IF EXISTS t", "table-dropped"),
)


def rules_of(server: ScratchServer | None, sql: str) -> set[str]:
    rules = active_rules(RULES, LintConfig(), {"all": ""})
    opened = (lambda: nullcontext(server)) if server else None
    return {one.rule for one in lint(Job((File("1.sql", sql),), PLAIN, rules, opened, is_alone=True)).findings}


@pytest.mark.parametrize(("sql", "rule"), FOUND)
def test_forms_that_are_found(scratch: ScratchServer, sql: str, rule: str) -> None:
    """By the text, and where the scratch server runs the file without what it is about."""
    assert rule in rules_of(None, sql)
    assert rule in rules_of(scratch, sql)


@pytest.mark.parametrize(("sql", "rule"), PASSED)
def test_forms_that_pass(scratch: ScratchServer, sql: str, rule: str) -> None:
    """What is of the same file, of another server, or said by another rule."""
    assert rule not in rules_of(None, sql)
    assert rule not in rules_of(scratch, sql)
