"""Applying in other ways: only tried, all in one transaction, as approved, and after others were at work."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from runs import Write, query, tables

from schemactl.catalog.fingerprint import Same, compare_fingerprints, make_fingerprint, reader_texts
from schemactl.errors import HistoryError, UsageError
from schemactl.migrations.apply import Trial, apply_migrations, read_outlook, read_status, try_migrations
from schemactl.migrations.drift import DriftCheck
from schemactl.migrations.files import update_sum
from schemactl.migrations.pinned import check_pinned, pinned_document, read_pinned
from schemactl.migrations.plan import Choice, Outlook
from schemactl.migrations.run import FileError
from schemactl.migrations.state import State
from schemactl.migrations.target import Target

if TYPE_CHECKING:
    import psycopg

ONE = "CREATE TABLE one (id int);\n"
TWO = "CREATE TABLE two (id int);\n"
CONCURRENT = "CREATE INDEX CONCURRENTLY one_id ON one (id);\n"


def test_all_in_one_transaction_or_nothing(tmp_path: Path, database: str, lay: Write) -> None:
    """With the last file broken nothing is applied, what was there before stays; corrected, all are."""
    lay(v1=ONE)
    apply_migrations(Target(database), tmp_path)
    lay(v2=TWO, v3="CREATE TABLE three ();\nSELECT nowhere;\n")
    with pytest.raises(FileError) as caught:
        apply_migrations(Target(database), tmp_path, together=True)
    assert caught.value.applied == ()
    assert str(caught.value.place).endswith("3_x.up.sql:2:8")
    assert tables(database) == ["one"]
    assert query(database, "SELECT version FROM schemactl.migrations") == [("1",)]
    assert query(database, "SELECT event, version FROM schemactl.events ORDER BY id") == [
        ("applied", "1"),
        ("failed", "3"),
    ]
    lay(v3="CREATE TABLE three ();")
    result = apply_migrations(Target(database), tmp_path, together=True)
    assert [one.version for one in result.applied] == ["2", "3"]
    assert query(database, "SELECT count(DISTINCT xmin::text) FROM schemactl.migrations WHERE version > '1'") == [(1,)]


def test_what_cannot_share_a_transaction_is_refused_before_anything_runs(
    tmp_path: Path, database: str, lay: Write
) -> None:
    """By the name of the file."""
    lay(v1=ONE, v2=CONCURRENT)
    with pytest.raises(UsageError, match=r"2_x\.up\.sql cannot share"):
        apply_migrations(Target(database), tmp_path, together=True)
    assert tables(database) == []


def test_a_trial_leaves_nothing(tmp_path: Path, database: str, lay: Write) -> None:
    """No table, no history, no event; and it says what it could not try."""
    lay(v1=ONE, v2=TWO, v3=CONCURRENT, v4="CREATE TABLE four ();")
    trial: Trial = try_migrations(Target(database), tmp_path)
    assert [one.version for one in trial.applied] == ["1", "2"]
    assert [job.entry.version for job in trial.untried] == ["3", "4"]
    assert tables(database) == []
    assert query(database, "SELECT to_regnamespace('schemactl')") == [(None,)]
    assert try_migrations(Target(database), tmp_path, Choice(limit=1)).untried == ()


def test_a_trial_finds_what_would_fail(tmp_path: Path, database: str, lay: Write) -> None:
    """With the place, as the real run would."""
    lay(v1=ONE, v2="CREATE TABLE one ();")
    with pytest.raises(FileError) as caught:
        try_migrations(Target(database), tmp_path)
    assert caught.value.sqlstate == "42P07"
    assert tables(database) == []


def test_drift_is_noticed(tmp_path: Path, database: str, lay: Write) -> None:
    """What something else changes after a run with the check stops the next one, and is seen by status."""
    check = DriftCheck()
    lay(v1=ONE)
    apply_migrations(Target(database), tmp_path, drift=check)
    assert read_status(Target(database), tmp_path, drift=check).state is State.UP_TO_DATE
    query(database, "ALTER TABLE one ADD COLUMN hot_fix int")
    lay(v2=TWO)
    assert read_status(Target(database), tmp_path, drift=check).state is State.DRIFTED
    assert read_status(Target(database), tmp_path).state is State.BEHIND
    with pytest.raises(HistoryError) as caught:
        apply_migrations(Target(database), tmp_path, drift=check)
    assert caught.value.state == "drifted"
    query(database, "ALTER TABLE one DROP COLUMN hot_fix; CREATE SCHEMA audit; CREATE TABLE audit.log ()")
    check = DriftCheck(("audit", "audit.*"))
    assert [one.version for one in apply_migrations(Target(database), tmp_path, drift=check).applied] == ["2"]


@pytest.mark.parametrize("mark", ["", "0123456789ab:"])
def test_what_another_reader_recorded_is_not_known(tmp_path: Path, database: str, lay: Write, mark: str) -> None:
    """A fingerprint of an earlier version, which reads fewer attributes, is no drift: it is recorded again."""
    check = DriftCheck()
    lay(v1=ONE)
    apply_migrations(Target(database), tmp_path, drift=check)
    query(database, f"UPDATE schemactl.migrations SET target_fingerprint = '{mark}{'0' * 64}'")
    standing = read_status(Target(database), tmp_path, drift=check)
    assert (standing.state, standing.same) == (State.UP_TO_DATE, Same.UNKNOWN)
    apply_migrations(Target(database), tmp_path, drift=check)
    assert read_status(Target(database), tmp_path, drift=check).same is Same.YES
    query(database, "ALTER TABLE one ADD COLUMN hot_fix int")
    assert read_status(Target(database), tmp_path, drift=check).same is Same.NO


def test_a_plan_of_another_reader_is_refused_for_what_it_is(tmp_path: Path, database: str, lay: Write) -> None:
    """Nobody knows whether the database moved: that is said, and not that it has."""
    lay(v1=ONE)
    plan = tmp_path / "plan.json"
    _, fingerprint = read_outlook(Target(database), tmp_path)
    outlook, _ = read_outlook(Target(database), tmp_path, exclude=("audit",))
    for other in (fingerprint.partition(":")[2], fingerprint.replace(fingerprint[:4], "zzzz", 1)):
        plan.write_text(json.dumps(pinned_document(other, outlook)))
        with pytest.raises(HistoryError) as caught:
            apply_migrations(Target(database), tmp_path, gate=pinned(plan))
        assert caught.value.state == "unknown"
    assert tables(database) == []


def test_a_reader_is_known_by_its_files() -> None:
    """The mark is made of the texts of the queries and modules, so that each change of them gives another."""
    from schemactl.catalog.model import Catalog

    one = make_fingerprint(Catalog(180000, {}))
    assert compare_fingerprints(one, make_fingerprint(Catalog(180003, {}))) is Same.YES
    assert compare_fingerprints(one, make_fingerprint(Catalog(170003, {}))) is Same.UNKNOWN
    assert compare_fingerprints(one, make_fingerprint(Catalog(180000, {}), ["audit"])) is Same.UNKNOWN
    found = {name for name, _ in reader_texts()}
    assert {"queries/column.sql", "queries/column.pg18.sql", "assemble.py", "kinds.py"} <= found


def pinned(path: Path) -> Callable[[psycopg.Connection, Outlook], None]:
    """The check that belongs to a plan in a file."""
    plan = read_pinned(path)

    def gate(connection: psycopg.Connection, outlook: Outlook) -> None:
        check_pinned(connection, (), plan, outlook)

    return gate


def test_an_approved_plan_runs_as_it_was_or_not_at_all(tmp_path: Path, database: str, lay: Write) -> None:
    """Refused when the database or the files have moved since; done a second time, it has nothing to do."""
    lay(v1=ONE, v2=TWO)
    plan = tmp_path / "plan.json"
    outlook, fingerprint = read_outlook(Target(database), tmp_path)
    plan.write_text(json.dumps(pinned_document(fingerprint, outlook)))
    gate = pinned(plan)
    query(database, "CREATE TABLE meanwhile ()")
    apply_migrations_fails(database, tmp_path, gate, "no history")
    query(database, "DROP TABLE meanwhile; CREATE SCHEMA meanwhile")
    apply_migrations_fails(database, tmp_path, gate, "not as it was when the plan")
    query(database, "DROP SCHEMA meanwhile")
    lay(v3="CREATE TABLE three ();")
    apply_migrations_fails(database, tmp_path, gate, "other migrations are pending")
    (tmp_path / "3_x.up.sql").unlink()
    update_sum(tmp_path)
    assert [one.version for one in apply_migrations(Target(database), tmp_path, gate=gate).applied] == ["1", "2"]
    assert apply_migrations(Target(database), tmp_path, gate=gate).applied == ()


def apply_migrations_fails(database: str, folder: Path, gate: Any, message: str) -> None:
    """Nothing was applied, for the reason given."""
    with pytest.raises(HistoryError, match=message):
        apply_migrations(Target(database), folder, gate=gate)
    assert "one" not in tables(database)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"fingerprint": "x", "files": [{}]}'])
def test_what_is_no_plan_is_said_so(tmp_path: Path, text: str) -> None:
    """A usage error with the way to one."""
    (tmp_path / "plan.json").write_text(text)
    with pytest.raises(UsageError, match="is not a plan") as caught:
        read_pinned(tmp_path / "plan.json")
    assert "--dry-run" in caught.value.hint
    with pytest.raises(UsageError, match="cannot read"):
        read_pinned(tmp_path / "none.json")
