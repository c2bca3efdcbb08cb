"""What docs/lint-peers.md says of other linters' findings, measured: each example is run, on tables with rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from schemactl.config import LintConfig
from schemactl.lint.check import check, table_of
from schemactl.lint.live import open_live
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.rules.rewrites import CALM
from schemactl.lint.runners import PLAIN
from schemactl.lint.schema import Schema
from schemactl.lint.script import Mode, Script, read_script
from schemactl.lint.trace.model import ACCESS_EXCLUSIVE, SHARE, StepTrace, Trial

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

PAGE = Path(__file__).parent.parent / "docs" / "lint-peers.md"
SETUP = """\
CREATE TABLE u (id bigint PRIMARY KEY, x int);
CREATE DOMAIN d AS int;
CREATE TABLE t (id bigint PRIMARY KEY, a int NOT NULL, b int, v d, CHECK (a >= 0));
ALTER TABLE t ALTER a DROP NOT NULL;
CREATE UNIQUE INDEX i ON t (b);
CREATE TABLE w (a int, b int, c int, d int);
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE INDEX pi ON ONLY p (a);
CREATE INDEX p1i ON p1 (a);
CREATE STATISTICS st ON a, b FROM t;
CREATE VIEW v AS SELECT x FROM u;
CREATE MATERIALIZED VIEW m AS SELECT id FROM u;
CREATE UNIQUE INDEX m_id ON m (id);
CREATE SEQUENCE q;
CREATE SCHEMA s;
CREATE TYPE c AS (a int);
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
INSERT INTO u SELECT n, n FROM generate_series(1, 100) n;
INSERT INTO t SELECT n, n, n, n FROM generate_series(1, 100) n;
INSERT INTO w VALUES (1, 1, 1, 1), (1, 1, 1, 2);
INSERT INTO g SELECT n FROM generate_series(1, 100) n;
REFRESH MATERIALIZED VIEW m;
"""
WORDS = {"lock", "no lock", "reads pass", "scan", "no scan", "no scan at last", "rewrite", "no rewrite", "runs"}
WORDS |= {"leaves nothing"}


class Row(NamedTuple):
    example: str
    facts: tuple[str, ...]
    since: int


def rows() -> list[Row]:
    """The rows of the page's tables of kinds."""
    text = PAGE.read_text().partition("## Kinds of statements")[2].partition("## Beside measured facts")[0]
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `") or " rules " in line]
    found = []
    for _, example, _, _, measured in (one for one in cells if len(one) == 5):
        facts = measured.split(", ")
        since = [int(one.removeprefix("since ")) for one in facts if one.startswith("since ")]
        found.append(
            Row(example.strip("`"), tuple(one for one in facts if not one.startswith("since ")), *since or [0])
        )
    return found


ROWS = rows()


def test_the_page_has_facts_that_can_be_measured() -> None:
    """Each row has at least one, in words that the test below knows."""
    assert len(ROWS) > 50
    for row in ROWS:
        assert row.facts, row
        for fact in row.facts:
            assert fact in WORDS or re.fullmatch(r"SQLSTATE \w{5}|`[a-z-]+`", fact), row


@pytest.mark.parametrize("row", ROWS, ids=[f"{index}-{row.example[:40]}" for index, row in enumerate(ROWS)])
def test_what_the_page_says_was_measured(scratch: ScratchServer, major: int, row: Row) -> None:
    """Locks, scans, rewrites and failures are those of the page, and so is what lint finds."""
    if major < row.since:
        pytest.skip(f"since {row.since}")
    setup = read_script("0.sql", SETUP, Mode.EACH)
    script = read_script("1.sql", f"{row.example};", Mode.EACH)
    assert not script.fault
    with open_live(scratch, [setup]) as live:
        schema = live.schema()
        before = shape(schema)
        traces = live.run(script, is_partial=False)
        after = shape(live.schema())
    seen = facts_of(traces)
    if "runs" not in seen and before == after:
        seen.add("leaves nothing")
    found = names_found(script, schema, Trial(traces), scratch.version)
    assert not [fact for fact in row.facts if fact not in seen | found], (seen, found)


def shape(schema: Schema) -> object:
    """Tables with their columns."""
    return {name: sorted(table.columns) for name, table in schema.tables.items()}


def names_found(script: Script, schema: Schema, trial: Trial, version: int) -> set[str]:
    rules = table_of(active_rules(RULES, LintConfig(), {}))
    found = check(script, schema, rules, runner=PLAIN, version=version, trial=trial)
    return {f"`{one.rule}`" for one in found.findings}


def facts_of(traces: Mapping[int, StepTrace]) -> set[str]:
    """What was measured, in the page's words."""
    steps = [one for _, one in sorted(traces.items())]
    errors = {f"SQLSTATE {one.sqlstate}" for one in steps if one.error}
    tables = {one.relation.name for step in steps for one in step.held if one.relation.kind in "rpm"}
    strong = max((one.strength for step in steps for one in step.held if one.relation.kind in "rpm"), default=0)
    scans = [any(tuples for name, (_, tuples) in step.scanned.items() if name in tables) for step in steps]
    rewrites = any(one.kind in "rpm" for step in steps for one in step.rewritten)
    seen = {
        "lock" if strong >= SHARE else "no lock",
        "scan" if any(scans) else "no scan",
        "rewrite" if rewrites else "no rewrite",
    }
    seen |= {"reads pass"} if strong < ACCESS_EXCLUSIVE else set()
    seen |= {"no scan at last"} if not scans[-1] else set()
    return errors or {*seen, "runs"}


def test_calls_that_cost_nothing_are_not_volatile(scratch: ScratchServer) -> None:
    """What lint takes for stable by its name is so on the server, wherever it has a function of this name."""
    import psycopg

    with psycopg.connect(scratch.plain_conninfo(scratch.database("calm", lambda _: None))) as connection:
        volatile = connection.execute(
            b"SELECT proname FROM pg_catalog.pg_proc WHERE provolatile = 'v' AND proname = ANY (%s) AND prokind = 'f'"
            b" AND pronamespace = 'pg_catalog'::regnamespace",
            [list(CALM)],
        ).fetchall()
    assert not volatile
