"""Fixtures over a real Postgres: `scratch` (a server), `database` (an empty one on it), `project` (a folder of files).

In: the option `--pg`, a list of majors; each test that asks for a server runs once on each of them.
Out: fixtures that leave nothing behind, whatever the order of the tests and however many workers run them.
This file must never know what any test is about.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemactl.server import ScratchServer

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
    parser.addoption("--pg", default="18", metavar="MAJORS", help="Postgres majors to run on, as 18 or 15,16,17,18")


def pytest_configure(config: pytest.Config) -> None:
    """All scratch servers of this run, also those of commands under test, live in one cache that goes with it."""
    if hasattr(config, "workerinput"):
        return
    folder = Path(tempfile.mkdtemp(prefix="schemactl-tests-"))
    folder.chmod(0o711)
    os.environ["SCHEMACTL_CACHE"] = str(folder / "cache")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def majors(config: pytest.Config) -> list[int]:
    """The majors asked for, in the order given."""
    return [int(major) for major in config.getoption("--pg").split(",")]


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


@pytest.fixture(scope="session")
def scratch(major: int) -> Iterator[ScratchServer]:
    """A running scratch server of the wanted major, shared by all tests of this worker: make databases, not changes."""
    from schemactl.server import open_scratch

    with open_scratch(major=major) as server:
        yield server


@pytest.fixture
def database(scratch: ScratchServer) -> Iterator[str]:
    """The connection string of a fresh, empty database; it is dropped afterwards."""
    with scratch.create() as name:
        yield scratch.conninfo(name)


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
