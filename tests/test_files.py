"""The migrations folder: names, versions, schemactl.sum, and files that are written whole or not at all. No server."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemactl.errors import HistoryError, SchemactlError, UsageError
from schemactl.migrations.files import (
    check_name,
    check_sum,
    load_migrations,
    next_version,
    plan_migration,
    read_sum,
    sha256_of,
    update_sum,
    write_draft,
    write_migration,
)
from schemactl.migrations.sums import SUM_NAME

TODAY = date(2025, 1, 21)


def put(folder: Path, *names: str) -> None:
    """Files that each hold one statement."""
    for name in names:
        (folder / name).write_text("SELECT 1;\n", encoding="utf-8")


def write(folder: Path, name: str = "one", up: str = "SELECT 1;\n", down: str | None = "SELECT 2;\n") -> str:
    """Writes the next migration of TODAY and gives its version."""
    return write_migration(folder, next_version(folder, TODAY), name, up, down, "f" * 8).version


def verified(folder: Path) -> tuple[str, ...]:
    """Loads and checks the folder as `apply` does."""
    return tuple(line.version for line in check_sum(folder, load_migrations(folder)))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """A written migration round-trips, is whole, and is in the sum."""
    written = write_migration(tmp_path, "20250121001", "first table", "CREATE TABLE a();\n", "DROP TABLE a;\n", "abc")
    assert load_migrations(tmp_path) == (written,)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "20250121001_first_table.down.sql",
        "20250121001_first_table.up.sql",
        SUM_NAME,
    ]
    (line,) = check_sum(tmp_path, (written,))
    assert (line.up_sha, line.down_sha, line.fingerprint) == (written.up_sha, written.down_sha, "abc")


def test_versions_are_ordered_as_numbers(tmp_path: Path) -> None:
    """Numbers of other tools are read too: 2 comes before 10, and 10 before a date."""
    put(tmp_path, "10_b.up.sql", "2_a.up.sql", "20250121001_c.up.sql", "1_f-o_ob+ar.up.sql", "README.md", ".hidden.sql")
    assert [one.version for one in load_migrations(tmp_path)] == ["1", "2", "10", "20250121001"]


@pytest.mark.parametrize("name", ["1.up.sql", "-1_x.up.sql", "x.up.sql", "1_x.sql", "1_x.UP.sql", "１_x.up.sql"])
def test_names_that_are_no_migrations_are_refused(tmp_path: Path, name: str) -> None:
    """A .sql file whose name says no version or no direction is never skipped in silence."""
    put(tmp_path, name)
    with pytest.raises(UsageError, match="not a migration's name"):
        load_migrations(tmp_path)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("1_a.up.sql", "1_b.up.sql"), "two migrations have version 1: 1_a.up.sql and 1_b.up.sql"),
        (("1_a.up.sql", "001_b.up.sql"), "two migrations have version"),
        (("1_a.up.sql", "1_b.down.sql"), "1_b.down.sql has no up file"),
        (("1_a.down.sql",), "1_a.down.sql has no up file"),
    ],
)
def test_pairs_that_do_not_fit_are_refused(tmp_path: Path, names: tuple[str, ...], message: str) -> None:
    """A version twice, or a down without its up; the message names the files."""
    put(tmp_path, *names)
    with pytest.raises(UsageError, match=message):
        load_migrations(tmp_path)


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    """The way out is `init` or the key in the configuration."""
    with pytest.raises(UsageError) as caught:
        load_migrations(tmp_path / "nowhere")
    assert "schemactl init" in caught.value.hint


@pytest.mark.parametrize(
    ("existing", "expected"),
    [
        ((), "20250121001"),
        (("20250121001_a.up.sql",), "20250121002"),
        (("20250120009_a.up.sql",), "20250121001"),
        (("20250121999_a.up.sql",), "20250122000"),
        (("20991231001_a.up.sql",), "20991231002"),
        (("20250121120000_a.up.sql",), "20250121120001"),
        (("7_a.up.sql",), "20250121001"),
    ],
)
def test_the_next_version_is_behind_all_others(tmp_path: Path, existing: tuple[str, ...], expected: str) -> None:
    """Also behind versions of tomorrow, of a full day, and of tools that count seconds."""
    put(tmp_path, *existing)
    assert next_version(tmp_path, TODAY) == expected


@given(st.lists(st.integers(1, 10**15), max_size=4))
def test_the_next_version_is_the_greatest(versions: list[int]) -> None:
    """A law: whatever is there, the next version is greater."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        put(Path(name), *(f"{version}_x.up.sql" for version in versions))
        assert int(next_version(Path(name), TODAY)) > max(versions, default=0)


def test_an_edited_file_is_named(tmp_path: Path) -> None:
    """After an edit the folder is diverged, until `sum` says that it was meant."""
    version = write(tmp_path)
    (tmp_path / f"{version}_one.down.sql").write_text("SELECT 3;\n", encoding="utf-8")
    with pytest.raises(HistoryError) as caught:
        verified(tmp_path)
    assert caught.value.state == "diverged"
    assert caught.value.message.startswith(f"{version}_one.down.sql: edited")
    assert update_sum(tmp_path) == (version,)
    assert verified(tmp_path) == (version,)


def test_line_endings_and_a_byte_order_mark_are_no_edit(tmp_path: Path) -> None:
    """A checkout on Windows has the same checksums."""
    version = write(tmp_path, up="SELECT 1;\nSELECT 2;\n")
    (tmp_path / f"{version}_one.up.sql").write_bytes(b"\xef\xbb\xbfSELECT 1;\r\nSELECT 2;\r\n")
    assert verified(tmp_path) == (version,)
    assert sha256_of("a\r\nb") == sha256_of("a\nb") != sha256_of("ab")


def test_files_that_are_gone_are_named(tmp_path: Path) -> None:
    """A migration, or only its down file."""
    first, second = write(tmp_path), write(tmp_path, "two")
    (tmp_path / f"{second}_two.down.sql").unlink()
    with pytest.raises(HistoryError, match=f"{second}_two.down.sql is in schemactl.sum, and is gone") as caught:
        verified(tmp_path)
    assert caught.value.state == "missing"
    (tmp_path / f"{second}_two.up.sql").unlink()
    with pytest.raises(HistoryError, match=f"version {second} .* gone"):
        verified(tmp_path)
    assert update_sum(tmp_path) == (second,)
    assert verified(tmp_path) == (first,)


def test_what_is_not_recorded_is_an_error(tmp_path: Path) -> None:
    """No sum at all, and a file that came without its line; `sum` is the way out of both."""
    put(tmp_path, "1_a.up.sql")
    with pytest.raises(UsageError, match=r"no schemactl\.sum") as caught:
        verified(tmp_path)
    assert "schemactl sum" in caught.value.hint
    update_sum(tmp_path)
    put(tmp_path, "2_b.up.sql")
    with pytest.raises(UsageError, match=r"2_b\.up\.sql is not in schemactl\.sum"):
        verified(tmp_path)
    assert update_sum(tmp_path) == ("2",)
    assert verified(tmp_path) == ("1", "2")


def test_a_draft_may_be_edited(tmp_path: Path) -> None:
    """What `new` wrote is checked only after `sum` has recorded it."""
    migration = plan_migration(tmp_path, "1", "hand", "", "")
    write_draft(tmp_path, migration)
    assert read_sum(tmp_path)[0].is_draft
    migration.up_path.write_text("SELECT 1;\n", encoding="utf-8")
    assert verified(tmp_path) == ("1",)
    update_sum(tmp_path)
    migration.up_path.write_text("SELECT 2;\n", encoding="utf-8")
    with pytest.raises(HistoryError):
        verified(tmp_path)


def test_fingerprints_end_where_an_up_file_changed(tmp_path: Path) -> None:
    """A fingerprint holds as long as nothing before it changed; an edited down changes no catalog."""
    one, two, three = (write(tmp_path, name) for name in ("a", "b", "c"))
    (tmp_path / f"{one}_a.down.sql").write_text("SELECT 9;\n", encoding="utf-8")
    update_sum(tmp_path)
    assert [line.fingerprint for line in read_sum(tmp_path)] == ["f" * 8] * 3
    (tmp_path / f"{two}_b.up.sql").write_text("SELECT 9;\n", encoding="utf-8")
    update_sum(tmp_path, {three: "new"})
    assert [line.fingerprint for line in read_sum(tmp_path)] == ["f" * 8, "-", "new"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 - - -\n001 - - -\n", "two lines for"),
        ("1 - -\n", "not a line"),
        ("x - - -\n", "not a line"),
        ("<<<<<<< HEAD\n1 - - -\n", "merge conflict"),
    ],
)
def test_a_damaged_sum_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    """With the line that is wrong; a merge conflict is called that."""
    (tmp_path / SUM_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_sum(tmp_path)


def test_a_failure_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever rename fails: no new file, the sum as it was, no temporary file."""
    write(tmp_path)
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    real = Path.replace
    for failing in range(3):
        calls = iter(range(9))

        def replace(self: Path, target: Path, calls: object = calls, failing: int = failing) -> Path:
            if next(calls) == failing:  # type: ignore[call-overload]
                raise OSError("disk full")
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        with pytest.raises(OSError, match="disk full"):
            write(tmp_path, "two")
        assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before


def test_a_version_is_taken_once(tmp_path: Path) -> None:
    """Two commands that chose the same version do not both write it."""
    write(tmp_path)
    with pytest.raises(UsageError, match="is taken"):
        write_migration(tmp_path, "20250121001", "other", "", None)


def test_not_utf8_is_said_with_its_line(tmp_path: Path) -> None:
    """The line of the first byte that is none."""
    (tmp_path / "1_a.up.sql").write_bytes(b"SELECT 1;\n-- caf\xe9\n")
    with pytest.raises(UsageError) as caught:
        load_migrations(tmp_path)
    assert str(caught.value.place).endswith("1_a.up.sql:2")


@pytest.mark.parametrize(
    ("name", "expected"), [("Add session-title", "add_session_title"), (" x ", "x"), ("a1_b", "a1_b")]
)
def test_names_are_made_fit(name: str, expected: str) -> None:
    """What a person types becomes a file name."""
    assert check_name(name) == expected


@pytest.mark.parametrize("name", ["", "../x", "a/b", "ä", "x" * 200, "a.b", "a\nb"])
def test_names_that_cannot_be_files_are_refused(name: str) -> None:
    """Never a path, never a surprise."""
    with pytest.raises(SchemactlError):
        check_name(name)


def test_written_files_are_readable_by_others(tmp_path: Path) -> None:
    """The umask decides, as for any file that an editor writes."""
    old = os.umask(0o022)
    try:
        version = write(tmp_path)
    finally:
        os.umask(old)
    assert (tmp_path / f"{version}_one.up.sql").stat().st_mode & 0o777 == 0o644
