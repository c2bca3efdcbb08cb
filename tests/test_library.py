"""The library: from a folder, a package and a zip; sync and async; what the start of an application needs."""

from __future__ import annotations

import asyncio
import importlib
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest

import schemactl
from schemactl.migrations.files import update_sum

ONE = "CREATE TABLE one (id int);\n"
TWO = "CREATE TABLE two (id int);\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The migrations of a package `shop`, which lies in `tmp_path`."""
    made = tmp_path / "shop" / "migrations"
    made.mkdir(parents=True)
    (tmp_path / "shop" / "__init__.py").write_text("")
    (made / "1_one.up.sql").write_text(ONE)
    (made / "1_one.down.sql").write_text("DROP TABLE one;\n")
    (made / "2_two.up.sql").write_text(TWO)
    update_sum(made)
    return made


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        query = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
        return [name for (name,) in connection.execute(query)]


def test_what_is_pending_is_applied_without_a_word(
    folder: Path, database: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """From a path as text, in parts, and once: what was done comes back as data, nothing is printed."""
    result = schemactl.apply(database, str(folder), limit=1)
    assert [(one.version, one.name) for one in result.applied] == [("1", "one")]
    assert result.standing.state is schemactl.State.BEHIND
    assert [one.version for one in schemactl.apply(database, folder).applied] == ["2"]
    assert schemactl.apply(database, folder).applied == ()
    assert tables(database) == ["one", "two"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("is_zipped", [False, True], ids=["package", "zip"])
def test_migrations_in_a_package(
    folder: Path, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_zipped: bool
) -> None:
    """What importlib.resources gives is a folder of migrations like any other, also where there is no file on disk."""
    root = folder.parent.parent
    if is_zipped:
        with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
            for path in sorted((root / "shop").rglob("*")):
                archive.write(path, path.relative_to(root).as_posix())
        root = tmp_path / "app.zip"
    monkeypatch.syspath_prepend(str(root))
    monkeypatch.delitem(sys.modules, "shop", raising=False)
    importlib.invalidate_caches()
    migrations = files("shop") / "migrations"
    assert [one.version for one in schemactl.apply(database, migrations).applied] == ["1", "2"]
    assert schemactl.assert_current(database, migrations).state is schemactl.State.UP_TO_DATE
    sys.modules.pop("shop", None)


def test_a_failure_in_a_zip_names_the_file(database: str, tmp_path: Path) -> None:
    """The place of an error is the archive, the file in it and the line."""
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
        archive.writestr("m/1_x.up.sql", "SELECT 1;\nSELECT nowhere;\n")
        archive.writestr("m/schemactl.sum", "1 - - -\n")
    with pytest.raises(schemactl.FileError) as caught:
        schemactl.apply(database, zipfile.Path(tmp_path / "app.zip", "m/"))
    assert str(caught.value.place).endswith("app.zip/m/1_x.up.sql:2:8")


def test_an_application_refuses_to_start_on_a_database_that_lags(folder: Path, database: str) -> None:
    """Behind, or edited, is an error that says so; ahead is not: a newer version is being rolled out."""
    with pytest.raises(schemactl.HistoryError, match="1_one has not run, nor 1 more") as caught:
        schemactl.assert_current(database, folder)
    assert (caught.value.state, caught.value.object) == ("behind", "1")
    schemactl.apply(database, folder)
    assert schemactl.assert_current(database, folder).pending == ()
    (folder / "2_two.up.sql").rename(folder.parent / "2_two.up.sql")
    update_sum(folder)
    assert schemactl.assert_current(database, folder).state is schemactl.State.AHEAD
    with pytest.raises(schemactl.HistoryError, match="ahead"):
        schemactl.apply(database, folder)
    assert schemactl.apply(database, folder, allow={schemactl.State.AHEAD}).applied == ()
    (folder / "1_one.up.sql").write_text(ONE + TWO)
    update_sum(folder)
    with pytest.raises(schemactl.HistoryError) as caught:
        schemactl.assert_current(database, folder)
    assert caught.value.state == "diverged"


def test_many_processes_that_start_at_once(folder: Path, database: str) -> None:
    """One of them applies, the others wait for it and find nothing left to do."""
    with ThreadPoolExecutor(5) as pool:
        results = list(pool.map(lambda _: schemactl.apply(database, folder), range(5)))
    assert sorted(len(result.applied) for result in results) == [0, 0, 0, 0, 2]


def test_the_same_for_asyncio(folder: Path, database: str) -> None:
    """The loop goes on while they work; errors come through."""

    async def start() -> int:
        ticks = 0
        with pytest.raises(schemactl.HistoryError):
            await schemactl.assert_current_async(database, folder)
        work = asyncio.create_task(schemactl.apply_async(database, folder, to="1"))
        while not work.done():
            ticks += 1
            await asyncio.sleep(0.001)
        assert [one.version for one in (await work).applied] == ["1"]
        assert (await schemactl.status_async(database, folder)).state is schemactl.State.BEHIND
        return ticks

    assert asyncio.run(start()) > 1


def test_settings_of_the_target(folder: Path, database: str) -> None:
    """A target has the history's place and the sessions' settings."""
    target = schemactl.Target(database, history="books", session=schemactl.Session(statement_timeout=0.05))
    (folder / "3_slow.up.sql").write_text("SELECT pg_sleep(5);\n")
    update_sum(folder)
    with pytest.raises(schemactl.FileError) as caught:
        schemactl.apply(target, folder)
    assert (caught.value.sqlstate, [one.version for one in caught.value.applied]) == ("57014", ["1", "2"])
    assert [row.version for row in schemactl.status(target, folder).applied] == ["1", "2"]


def test_no_password_is_shown() -> None:
    """A target may be logged; the library's errors name the database without it."""
    target = schemactl.Target("postgresql://me:hunter2@localhost:1/app")
    assert "hunter2" not in repr(target)
    with pytest.raises(schemactl.ConnectError) as caught:
        schemactl.status(target, Path(__file__).parent.parent / "migrations")
    assert "hunter2" not in f"{caught.value} {caught.value.detail} {caught.value.hint}"


def test_the_package_has_the_names_that_it_says_and_no_others() -> None:
    """Each name of `__all__` is there and shown by dir(); another one is an AttributeError."""
    assert all(getattr(schemactl, name) for name in schemactl.__all__)
    assert set(schemactl.__all__) <= set(dir(schemactl))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        schemactl.nothing  # noqa: B018


def test_the_library_is_typed(tmp_path: Path) -> None:
    """A type checker knows what comes back, and refuses what does not fit (asked where mypy is installed)."""
    pytest.importorskip("mypy")
    (tmp_path / "app.py").write_text(
        "import schemactl\n"
        "from importlib.resources import files\n"
        "result = schemactl.apply('postgresql://x', files('app') / 'm', allow={schemactl.State.AHEAD})\n"
        "reveal_type(result.applied[0].version)\n"
        "schemactl.apply(1, 'm')\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "app.py"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert 'Revealed type is "str"' in said.replace("builtins.", "")
    assert 'Argument 1 to "apply" has incompatible type "int"' in said
    assert "Found 1 error" in said
