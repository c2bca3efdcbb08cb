"""Folders of other runners: told by their files, in their order, with the transactions that they make."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from schemactl.config import LintConfig
from schemactl.errors import UsageError
from schemactl.lint.collect import Batch, Wanted, collect
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import Job, Report, lint
from schemactl.server import ScratchServer

INDEX = "CREATE INDEX CONCURRENTLY i ON users (email);"
TWO = f"{INDEX}\nCREATE INDEX CONCURRENTLY j ON users (id);"
BASE = "CREATE TABLE users (id bigint PRIMARY KEY, email text);"


def write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def batch(folder: Path, files: dict[str, str], **wanted: object) -> Batch:
    write(folder, files)
    (found,) = collect(Wanted((str(folder),), **wanted))  # type: ignore[arg-type]
    return found


def linted(found: Batch) -> Report:
    return lint(Job(found.files, found.runner, active_rules(RULES, LintConfig(), {}), is_alone=found.is_alone))


def rules(found: Batch) -> set[str]:
    return {one.rule for one in linted(found).findings}


FOLDERS = {
    "golang-migrate": {"1_a.up.sql": BASE, "1_a.down.sql": "DROP TABLE users;", "2_b.up.sql": INDEX},
    "goose": {
        "1_a.sql": f"-- +goose Up\n{BASE}\n-- +goose Down\nDROP TABLE users;\n",
        "2_b.sql": f"-- +goose Up\n{INDEX}",
    },
    "dbmate": {
        "1_a.sql": f"-- migrate:up\n{BASE}\n-- migrate:down\nDROP TABLE users;\n",
        "2_b.sql": f"-- migrate:up\n{INDEX}",
    },
    "flyway": {"V1__a.sql": BASE, "V2__b.sql": INDEX, "U2__b.sql": "DROP INDEX i;", "R__v.sql": "SELECT 1;"},
    "atlas": {"1_a.sql": BASE, "2_b.sql": INDEX, "atlas.sum": "h1:x"},
    "alembic": {"1.sql": f"BEGIN;\n-- Running upgrade  -> 1\n{BASE}\nCOMMIT;\n", "2.sql": "SELECT 1;"},
    "plain": {"1.sql": BASE, "2.sql": INDEX},
    "sql-migrate": {
        "1_a.sql": f"-- +migrate Up\n{BASE}\n-- +migrate Down\nDROP TABLE users;\n",
        "2_b.sql": f"-- +migrate Up\n{INDEX}",
    },
    "node-pg-migrate": {
        "1_a.sql": f"-- Up Migration\n{BASE}\n-- Down Migration\nDROP TABLE users;\n",
        "2_b.sql": f"-- Up Migration\n{INDEX}",
    },
    "tern": {"001_a.sql": f"{BASE}\n---- create above / drop below ----\nDROP TABLE users;\n", "002_b.sql": INDEX},
    "liquibase": {
        "1.sql": f"--liquibase formatted sql\n--changeset ann:1\n{BASE}\n--rollback DROP TABLE users;\n",
        "2.sql": f"--liquibase formatted sql\n--changeset ann:2 runInTransaction:false\n{INDEX}",
    },
}
REFUSED = {"goose", "dbmate", "atlas", "sql-migrate", "node-pg-migrate", "tern"}
"""Runners that make a transaction around a file, and know nothing of what is in it."""


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_tells_its_runner(tmp_path: Path, name: str) -> None:
    """And CONCURRENTLY is an error where that runner would send it in a transaction."""
    found = batch(tmp_path / "m", FOLDERS[name])
    assert found.runner.name == name
    assert ("concurrently-in-transaction" in rules(found)) is (name in REFUSED)


BESIDE = [
    ("golang-migrate", {**FOLDERS["golang-migrate"], "atlas.sum": "h1:x"}),
    ("golang-migrate", {**FOLDERS["golang-migrate"], "schema.sql": BASE, "README.md": ""}),
    ("goose", {**FOLDERS["goose"], "atlas.sum": "h1:x", "00003_c.go": "package migrations"}),
    ("goose", {**FOLDERS["goose"], "00_seed.sql": "SELECT 1;"}),
    ("dbmate", {**FOLDERS["dbmate"], "atlas.sum": "h1:x"}),
    ("flyway", {**FOLDERS["flyway"], "atlas.sum": "h1:x"}),
    ("flyway", {"B1__base.sql": BASE, "V2__b.sql": INDEX, "V2__b.sql.conf": ""}),
    ("flyway", {"B1__base.sql": BASE}),
    ("flyway", {**FOLDERS["flyway"], "afterMigrate.sql": "SELECT 1;", "beforeEachMigrate__x.sql": "SELECT 1;"}),
    ("flyway", {**FOLDERS["flyway"], "V3__c.java": "", "readme.sql": "SELECT 1;"}),
    ("alembic", {"up.sql": FOLDERS["alembic"]["1.sql"]}),
    ("tern", {"001_a.sql": BASE, "tern.conf": ""}),
    ("plain", {"up.sql": BASE}),
    ("plain", {"structure.sql": f"SET client_min_messages = warning;\n{BASE}"}),
    ("plain", {"V__a.sql": BASE, "1.sql": BASE}),
]


@pytest.mark.parametrize(("name", "files"), BESIDE)
def test_what_lies_beside_does_not_mislead(tmp_path: Path, name: str, files: dict[str, str]) -> None:
    """Sums of Atlas, programs, baselines, callbacks, settings, notes: the runner is the one that runs the files."""
    found = batch(tmp_path / "m", files)
    assert found.runner.name == name
    assert ("concurrently-in-transaction" in rules(found)) is (name in REFUSED and len(files) > 2)


def test_a_baseline_of_flyway(tmp_path: Path) -> None:
    """It stands for the versions that are not there; where they are, it never runs on a database with rows."""
    files = {"B3__old.sql": BASE, "V4__x.sql": "SELECT 1;", "B1__older.sql": BASE, "R__v.sql": "SELECT 1;"}
    found = batch(tmp_path / "m", files)
    assert [Path(file.path).name for file in found.files] == ["B3__old.sql", "V4__x.sql", "R__v.sql"]
    found = batch(tmp_path / "n", {"V1__a.sql": BASE, "B2__b.sql": BASE, "V2__b.sql": "SELECT 1;"})
    assert [Path(file.path).name for file in found.files] == ["V1__a.sql", "V2__b.sql"]


@pytest.mark.parametrize("name", ["golang-migrate", "goose", "dbmate", "sql-migrate", "node-pg-migrate", "tern"])
def test_what_goes_down_is_not_looked_at(tmp_path: Path, name: str) -> None:
    """Neither files nor sections; places count from the top of the file."""
    found = batch(tmp_path / "m", FOLDERS[name])
    assert "table-dropped" not in rules(found)
    assert not [file.path for file in found.files if ".down." in file.path]


def test_one_string_is_one_transaction(tmp_path: Path) -> None:
    """golang-migrate sends a file as one string: two concurrent indexes in it are refused by the server."""
    found = batch(tmp_path / "m", {**FOLDERS["golang-migrate"], "2_b.up.sql": TWO})
    assert "concurrently-in-transaction" in rules(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("goose", "-- +goose NO TRANSACTION\n-- +goose Up\n"),
        ("dbmate", "-- migrate:up transaction:false\n"),
        ("atlas", "-- atlas:txmode none\n\n"),
        ("golang-migrate", ""),
        ("flyway", ""),
        ("sql-migrate", "-- +migrate Up notransaction\n"),
        ("tern", "---- tern: disable-tx ----\n"),
        ("liquibase", "--liquibase formatted sql\n"),
    ],
)
def test_the_runners_word_for_no_transaction(tmp_path: Path, name: str, text: str) -> None:
    """Is understood, each in its own way."""
    files = dict(FOLDERS[name])
    last = next(file for file in files if "2" in file and not file.startswith("U"))
    assert "concurrently-in-transaction" not in rules(batch(tmp_path / "m", {**files, last: text + INDEX}))


def test_files_in_the_runners_order(tmp_path: Path) -> None:
    """Versions as numbers; Flyway's repeatable ones last, its undo files never."""
    names = ["V10__c.sql", "V2_1__b.sql", "V2__a.sql", "R__z.sql", "U2__a.sql"]
    found = batch(tmp_path / "m", dict.fromkeys(names, "SELECT 1;"))
    order = ["V2__a.sql", "V2_1__b.sql", "V10__c.sql", "R__z.sql"]
    assert [Path(file.path).name for file in found.files] == order
    found = batch(tmp_path / "n", {"10_b.up.sql": "SELECT 1;", "9_a.up.sql": "SELECT 1;"})
    assert [Path(file.path).name for file in found.files] == ["9_a.up.sql", "10_b.up.sql"]


def test_a_file_is_judged_behind_its_elders(tmp_path: Path) -> None:
    """One that is named alone stands behind those before it in its folder."""
    write(tmp_path / "m", FOLDERS["golang-migrate"])
    (found,) = collect(Wanted((str(tmp_path / "m" / "2_b.up.sql"),)))
    assert [file.is_wanted for file in found.files] == [False, True]


def test_a_runner_that_is_named(tmp_path: Path) -> None:
    """Wins over what the files look like; one that there is not is an error with the nearest name."""
    assert batch(tmp_path / "m", FOLDERS["plain"], runner="goose").runner.name == "goose"
    with pytest.raises(UsageError, match="no runner"):
        batch(tmp_path / "m", {}, runner="gose")
    with pytest.raises(UsageError, match="no such file"):
        collect(Wanted(("nowhere",)))


def test_what_is_known_of_other_linters_comments(tmp_path: Path) -> None:
    """Suppressions of squawk, eugene, pgsafe and Atlas hold here, by their names for the rules."""
    comments = (
        "-- squawk-ignore ban-drop-table",
        "-- atlas:nolint DS102",
        "-- pgsafe:ignore drop-table unused",
        "-- schemactl:ignore table-dropped: unused",
    )
    for number, comment in enumerate(comments):
        found = batch(tmp_path / str(number), {"1.sql": f"SELECT 1;\n{comment}\nDROP TABLE users;"})
        assert "table-dropped" not in rules(found), comment
        assert "suppression-unknown" not in rules(found), comment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-- schemactl:ignore tabel-dropped: x\nDROP TABLE a;", {"suppression-unknown", "table-dropped"}),
        ("-- schemactl:ignore\nDROP TABLE a;", {"suppression-unknown", "table-dropped"}),
        ("DROP TABLE a; -- schemactl:ignore table-dropped: behind it", set()),
        ("-- schemactl:ignore file SC3: a test\n\nDROP TABLE a;\nDROP TABLE b;", set()),
        ("-- schemactl:ignore table-dropped: the head is for all\n\nDROP TABLE a;\nDROP TABLE b;", set()),
        ("-- schemactl:ignore table-dropped: one\nDROP TABLE a;\nDROP TABLE b;", {"table-dropped"}),
        ("SELECT '-- schemactl:ignore table-dropped: no comment';\nDROP TABLE a;", {"table-dropped"}),
    ],
)
def test_suppressions_are_checked(tmp_path: Path, text: str, expected: set[str]) -> None:
    """One without a rule's name is a finding; each is for its own statement, or for the file."""
    kinds = {"table-dropped", "suppression-unknown"}
    assert rules(batch(tmp_path / "m", {"1.sql": text})) & kinds == expected


def test_reasons_may_be_asked_for(tmp_path: Path) -> None:
    """`suppression-no-reason` is off until a project turns it on."""
    found = batch(tmp_path / "m", {"1.sql": "-- schemactl:ignore table-dropped\nDROP TABLE a;"})
    assert "suppression-no-reason" not in rules(found)
    active = active_rules(RULES, LintConfig(), {"suppression-no-reason": ""})
    assert "suppression-no-reason" in {one.rule for one in lint(Job(found.files, found.runner, active)).findings}


PYTHON = "def up(connection):\n    connection.execute('CREATE TABLE made (id int)')\n"


@pytest.mark.parametrize("trusted", [False, True])
@pytest.mark.parametrize("is_new", [False, True])
def test_migrations_in_python(
    tmp_path: Path, scratch: ScratchServer, monkeypatch: pytest.MonkeyPatch, trusted: bool, is_new: bool
) -> None:
    """Run where they are trusted; else lint says so, and judges what comes behind by its text."""
    later = "ALTER TABLE made ADD COLUMN x int;\nALTER TABLE made ALTER COLUMN x TYPE bigint;"
    found = batch(tmp_path / "m", {"1_a.up.sql": BASE, "2_b.up.py": PYTHON, "3_c.up.sql": later, "schemactl.sum": ""})
    assert [Path(file.path).name for file in found.files] == ["1_a.up.sql", "2_b.up.py", "3_c.up.sql"]
    files = [replace(file, is_wanted=file is found.files[2] or is_new) for file in found.files]
    monkeypatch.setattr(scratch, "is_trusted", trusted)
    active = active_rules(RULES, LintConfig(), {})
    report = lint(Job(tuple(files), found.runner, active, lambda: nullcontext(scratch)))
    assert "migration-fails" not in {one.rule for one in report.findings}
    evidence = [one.evidence for one in report.findings if one.rule == "type-change-rewrites"]
    assert evidence == ["trace" if trusted else "tree"]
    assert ("not run unasked" in " ".join(report.notes)) is not trusted


def test_a_program_that_is_none(tmp_path: Path) -> None:
    """Is a finding at its place, like SQL that is none."""
    found = batch(tmp_path / "m", {"1_a.up.sql": BASE, "2_b.up.py": "def up(:\n", "schemactl.sum": ""})
    findings = lint(Job(found.files, found.runner, active_rules(RULES, LintConfig(), {}))).findings
    assert ("syntax-error", 1) in {(one.rule, one.place.line) for one in findings if one.place}
