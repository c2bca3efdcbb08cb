"""`lint --fix` of files of other runners: each is told in its own words to run a file without a transaction."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemactl.cli.lint_report import write_fixes
from schemactl.config import LintConfig
from schemactl.lint.collect import Wanted, collect
from schemactl.lint.fix import Fixed, fix
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import Job, lint
from schemactl.lint.runners import RUNNERS

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

BASE = "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n"
INDEX = "CREATE INDEX i ON users (email);\n"
FIXED = INDEX.replace("INDEX", "INDEX CONCURRENTLY")
MORE = "ALTER TABLE users ADD COLUMN age int;\n"
HEAD = "--liquibase formatted sql\n"
MORE2 = "ALTER TABLE users ADD COLUMN size int;\n"

WRITTEN = {
    "schemactl": ("2_b.up.sql", INDEX, FIXED),
    "goose": (
        "2_b.sql",
        f"-- +goose Up\n{MORE}{INDEX}-- +goose Down\nDROP INDEX i;\n",
        f"-- +goose NO TRANSACTION\n-- +goose Up\n{MORE}{FIXED}-- +goose Down\nDROP INDEX i;\n",
    ),
    "dbmate": (
        "2_b.sql",
        f"-- migrate:up\n{MORE}{INDEX}-- migrate:down\nDROP INDEX i;\n",
        f"-- migrate:up transaction:false\n{MORE}{FIXED}-- migrate:down\nDROP INDEX i;\n",
    ),
    "flyway": ("V2__b.sql", INDEX, FIXED),
    "atlas": ("2_b.sql", f"{MORE}{INDEX}", f"-- atlas:txmode none\n\n{MORE}{FIXED}"),
    "sql-migrate": (
        "2_b.sql",
        f"-- +migrate Up\r\n{MORE}{INDEX}-- +migrate Down\nDROP INDEX i;\n",
        f"-- +migrate Up notransaction\r\n{MORE}{FIXED}-- +migrate Down\nDROP INDEX i;\n",
    ),
    "tern": ("2_b.sql", f"{MORE}{INDEX}", f"---- tern: disable-tx ----\n{MORE}{FIXED}"),
    "sqlx": ("2_b.sql", INDEX, f"-- no-transaction\n{FIXED}"),
    "golang-migrate": ("2_b.up.sql", INDEX, FIXED),
    "prisma": ("2_b/migration.sql", INDEX, FIXED),
    "diesel": ("2_b/up.sql", INDEX, FIXED),
    "liquibase": (
        "2_b.sql",
        f"{HEAD}--changeset a:2\n{MORE}--changeset a:3 on:x\n{INDEX}--changeset a:4\n{MORE2}",
        f"{HEAD}--changeset a:2\n{MORE}--changeset a:3 on:x runInTransaction:false\n{FIXED}--changeset a:4\n{MORE2}",
    ),
}
CHANGESETS = "--liquibase formatted sql\n--changeset a:2\n{0}\n--changeset a:3\n{1}\n"
LEFT = {
    "golang-migrate": ("2_b.up.sql", f"{MORE}{INDEX}"),
    "prisma": ("2_b/migration.sql", f"{MORE}{INDEX}"),
    "node-pg-migrate": ("2_b.sql", f"-- Up Migration\n{INDEX}-- Down Migration\n"),
    "sqlx": ("2_b.sql", f"{MORE}{INDEX}"),
    "diesel": ("2_b/up.sql", f"{MORE}{INDEX}"),
    "sqitch": ("deploy/2_b.sql", f"BEGIN;\n{INDEX}COMMIT;\n"),
    "alembic": ("2_b.sql", f"BEGIN;\n{INDEX}COMMIT;\n"),
}
MARKS = {"goose": "-- +goose Up\n", "dbmate": "-- migrate:up\n", "sql-migrate": "-- +migrate Up\n"}
MARKS["liquibase"] = "--liquibase formatted sql\n--changeset a:1\n"


def project(folder: Path, runner: str, name: str, text: str) -> Path:
    """A folder of a runner with a migration before this one."""
    if runner == "sqitch":
        (folder / "sqitch.plan").write_text("%project=x\n1_b 2020-01-01\n2_b 2020-01-01\n")
    second = folder / name
    first = folder / name.replace("2_b", "1_b").replace("V2", "V1")
    for path, content in ((first, MARKS.get(runner, "") + BASE), (second, text)):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode())
    return second


def job_of(path: Path, runner: str, server: ScratchServer) -> Job:
    (batch,) = collect(Wanted((str(path),), runner=runner))
    return Job(batch.files, batch.runner, active_rules(RULES, LintConfig(), {}), lambda: nullcontext(server))


def fixed(path: Path, runner: str, server: ScratchServer) -> Fixed:
    return fix(job_of(path, runner, server))[0]


@pytest.mark.parametrize("runner", WRITTEN)
def test_a_runner_is_told_in_its_own_words(scratch: ScratchServer, tmp_path: Path, runner: str) -> None:
    """Where it would make a transaction around the file; lint finds nothing of it any more, and no other error."""
    name, before, after = WRITTEN[runner]
    path = project(tmp_path, runner, name, before)
    found = fixed(path, runner, scratch)
    assert found.after == after
    write_fixes([[found]])
    left = lint(job_of(path, runner, scratch)).findings
    assert not {"index-not-concurrent", "concurrently-in-transaction"}.intersection(one.rule for one in left)
    assert fixed(path, runner, scratch).after == after


def test_settings_of_a_runner_lie_beside_the_file(scratch: ScratchServer, tmp_path: Path) -> None:
    """Flyway refuses a file of both kinds of statements, and reads what it asks for beside it; diesel does as well."""
    flyway = project(tmp_path, "flyway", "V2__b.sql", f"{MORE}{INDEX}")
    (tmp_path / "V2__b.sql.conf").write_text("outOfOrder=true\n")
    write_fixes([[fixed(flyway, "flyway", scratch)]])
    assert flyway.read_text() == f"{MORE}{FIXED}"
    assert (tmp_path / "V2__b.sql.conf").read_text() == "executeInTransaction=false\noutOfOrder=true\n"
    diesel = project(tmp_path, "diesel", "2_b/up.sql", INDEX)
    write_fixes([[fixed(diesel, "diesel", scratch)]])
    assert diesel.with_name("metadata.toml").read_text() == "run_in_transaction = false\n"


@pytest.mark.parametrize("runner", LEFT)
def test_what_no_word_changes_stays(scratch: ScratchServer, tmp_path: Path, runner: str) -> None:
    """A file that its runner sends as one transaction whatever it says, or that makes one itself; it is said why."""
    name, text = LEFT[runner]
    found = fixed(project(tmp_path, runner, name, text), runner, scratch)
    assert (found.after, found.settings) == (text, None)
    assert "transaction" in found.notes[0]
    assert "index-not-concurrent stays" in found.notes[0]


def test_changesets(scratch: ScratchServer, tmp_path: Path) -> None:
    """Each is one transaction for Liquibase, and is asked for none by itself; what two of them do stays in two."""
    check = "ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0);"
    path = project(tmp_path, "liquibase", "2_b.sql", CHANGESETS.format(check, MORE))
    assert "--changeset a:2 runInTransaction:false\n" in fixed(path, "liquibase", scratch).after
    assert "--changeset a:3\n" in fixed(path, "liquibase", scratch).after
    path.with_name("1_b.sql").write_text(f"{MARKS['liquibase']}{BASE}CREATE INDEX k ON users (email);\n")
    path.write_text(CHANGESETS.format("DROP INDEX k;", "CREATE INDEX k ON users (id, email);"))
    found = fixed(path, "liquibase", scratch)
    assert found.after == path.read_text()
    assert "another changeset" in found.notes[0]
    path.write_text(CHANGESETS.format("CREATE INDEX CONCURRENTLY i ON users (email);", MORE))
    left = [one for one in lint(job_of(path, "liquibase", scratch)).findings if one.rule.startswith("concurrently")]
    assert [one.message.partition(", ")[2] for one in left] == ["and liquibase runs each changeset in one"]


def test_every_runner_has_its_case() -> None:
    """Each is told, or left and named; psql needs no word."""
    assert {*WRITTEN, *LEFT} | {"plain"} == RUNNERS.keys()
