"""Fixtures over a real Postgres: `scratch` (a server), `database` (an empty one on it), `project` (a folder of files).

In: the option `--pg`, a list of majors; each test that asks for a server runs once on each of them.
Out: fixtures that leave nothing behind, whatever the order of the tests and however many workers run them.
This file must never know what any test is about.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg
    from second_look import SecondLook
    from teams import Team

    from schemactl.server import ScratchServer

# Who starts the tests in the background, or under nohup, has these ignored; what the tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

CONFIG = """\
schema: schema/schema.sql
migrations: migrations
postgres: {version: %d}
"""
SCHEMA = """\
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE
);
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pg", default="18", metavar="MAJORS", help="Postgres majors: 18, or 16,17,18, or all")
    parser.addoption("--update-golden", action="store_true", help="Write expected files anew; read each one")


def pytest_configure(config: pytest.Config) -> None:
    """All scratch servers of this run, also those of commands under test, live in one cache that goes with it."""
    if hasattr(config, "workerinput"):
        return
    folder = Path(tempfile.mkdtemp(prefix="schemactl-tests-"))
    folder.chmod(0o711)
    os.environ["SCHEMACTL_CACHE"] = str(folder / "cache")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def majors(config: pytest.Config) -> list[int]:
    """The majors asked for, in the order given; `all` is every one that this machine has."""
    wanted = config.getoption("--pg")
    return found_majors() if wanted == "all" else [int(major) for major in wanted.split(",")]


@cache
def found_majors() -> list[int]:
    """The majors that a scratch server can be started of, newest first."""
    from schemactl.errors import ServerError
    from schemactl.server.binaries import MAJORS, find_installation
    from schemactl.server.cache import cache_folder
    from schemactl.server.system import server_account

    folder = cache_folder(os.environ, server_account(os.environ))
    found = []
    for major in reversed(MAJORS):
        with suppress(ServerError):
            found.append(find_installation(major, os.environ, folder).major)
    return found


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Which servers the tests run on, word for word as they name themselves."""
    from schemactl.errors import ServerError
    from schemactl.server import open_scratch

    lines = []
    for major in majors(config):
        try:
            with open_scratch(major=major) as server:
                lines.append(f"postgres {major}: {server.description}")
        except ServerError as error:
            lines.append(f"postgres {major}: {error}")
    return lines


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One run of a test for each major, if it needs a server."""
    if "major" in metafunc.fixturenames:
        values = majors(metafunc.config)
        metafunc.parametrize("major", values, ids=[f"pg{value}" for value in values], scope="session")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written anew instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def scratch(major: int) -> Iterator[ScratchServer]:
    """A running scratch server of the wanted major, shared by all tests of this worker: make databases, not changes."""
    from schemactl.server import open_scratch

    with open_scratch(major=major) as server:
        yield server


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """What a command with --verbose shows ends with its test."""
    from schemactl.cli.screen import show_log

    yield
    show_log(wanted=False)


@pytest.fixture
def second_look(major: int, record_property: Callable[[str, object], None]) -> SecondLook:
    """pg_dump of the major under test, as a judge of what our own catalogs call equal."""
    from second_look import SecondLook

    from schemactl.server import dump_program

    return SecondLook(dump_program(major), record_property)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much pg_dump has compared, by all workers."""
    from second_look import COMPARED

    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    found = [value for report in reports for name, value in getattr(report, "user_properties", ()) if name == COMPARED]
    if found:
        terminalreporter.write_line(f"pg_dump has compared {len(found)} pairs of databases, {sum(found)} facts")


@pytest.fixture
def database(scratch: ScratchServer) -> Iterator[str]:
    """The connection string of a fresh, empty database; it is dropped afterwards."""
    with scratch.create() as name:
        yield scratch.plain_conninfo(name)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, major: int) -> Path:
    """A folder with the files of the smallest project, no migration yet, as the working directory.

    No database setting of the machine reaches it.
    """
    for variable in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "schema").mkdir()
    (tmp_path / "migrations").mkdir()
    (tmp_path / "atlas-like.yaml").write_text(CONFIG % major)
    (tmp_path / "schema" / "schema.sql").write_text(SCHEMA)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes files below a fresh folder: `write(**{"a.sql": "SELECT 1"})`; gives the folder."""

    def write_files(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write_files


@pytest.fixture
def connection(database: str) -> Iterator[psycopg.Connection]:
    """An autocommit connection to an empty database."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as one:
        yield one


@pytest.fixture
def team(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Team]:
    """A new project; afterwards no lock may be left."""
    from teams import Outcome, Team

    from schemactl.cli import main as cli

    for variable in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["schemactl", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        assert isinstance(caught.value.code, int | None)
        return Outcome(caught.value.code or 0, *capsys.readouterr())

    assert run("init").code == 0
    made = Team(tmp_path, database, run)
    yield made
    locks = "SELECT pid FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database"
    for _ in range(50):
        if not made.query(f"{locks} WHERE locktype = 'advisory' AND datname = current_database()"):
            break
        time.sleep(0.1)
    else:
        pytest.fail("a migration lock is left")


@pytest.fixture
def lay(tmp_path: Path) -> Callable[..., None]:
    """Writes migrations, `v1="…"` the SQL of version 1, `p1="…"` Python, `d1` its way back, and renews the sum."""
    from schemactl.migrations.files import update_sum

    def call(**files: str) -> None:
        for key, text in files.items():
            ending = {"v": "up.sql", "p": "up.py", "d": "down.sql"}[key[0]]
            (tmp_path / f"{key[1:]}_x.{ending}").write_text(text, encoding="utf-8")
        update_sum(tmp_path)

    return call


@pytest.fixture
def run_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Runs a command in the working folder; its exit code and its JSON."""
    from schemactl.cli import main as cli

    def call(*arguments: str) -> tuple[int, Any]:
        monkeypatch.setattr(sys, "argv", ["schemactl", *arguments, "--format", "json"])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        code = caught.value.code or 0
        assert isinstance(code, int)
        return code, json.loads(capsys.readouterr().out)

    return call
