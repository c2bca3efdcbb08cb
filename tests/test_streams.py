"""Streams that are closed or full: a deployment goes on to its end, and the exit code and stderr tell the truth."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from schemactl.migrations.apply import apply_migrations
from schemactl.migrations.observer import Silent
from schemactl.migrations.revert import revert_migrations
from schemactl.migrations.target import Target

COUNT = 5
FULL = "/dev/full"
pytestmark = pytest.mark.skipif(not Path(FULL).exists(), reason="there is no /dev/full")


@pytest.fixture
def folder(project: Path) -> Path:
    """Five migrations that work, each with a way back."""
    for number in range(1, COUNT + 1):
        (project / "migrations" / f"{number}_x.up.sql").write_text(f"CREATE TABLE t{number} ();")
        (project / "migrations" / f"{number}_x.down.sql").write_text(f"DROP TABLE t{number};")
    assert shell(project, "sum").returncode == 0
    return project


def shell(folder: Path, command: str, streams: str = "") -> subprocess.CompletedProcess[str]:
    """What a shell makes of `schemactl COMMAND STREAMS`."""
    text = f"set -o pipefail; {sys.executable} -m schemactl {command} {streams}"
    return subprocess.run(["bash", "-c", text], cwd=folder, capture_output=True, text=True, check=False, env=os.environ)


def tables(database: str) -> int:
    """How many of the migrations' tables there are."""
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT count(*) FROM pg_class WHERE relname ~ '^t[0-9]$'").fetchone()
    assert row
    return int(row[0])


STREAMS = (
    *("| true", "| head -1", f"> {FULL}", ">&-"),
    *(f"2> {FULL}", "2>&-", f"> {FULL} 2>&1", "<&- >&- 2>&-"),
)


@pytest.mark.parametrize(
    ("streams", "format"),
    [*((one, "text") for one in STREAMS), *((one, "json") for one in ("| true", f"> {FULL}", ">&-"))],
)
def test_a_deployment_goes_on(folder: Path, database: str, streams: str, format: str) -> None:
    """All are applied, and all are taken back, with exit code 0; what stdout does not take stands on stderr."""
    applied = shell(folder, f'apply --format {format} --url "{database}"', streams)
    assert (applied.returncode, tables(database)) == (0, COUNT), applied.stderr
    assert "Traceback" not in applied.stderr
    assert "Exception ignored" not in applied.stderr
    assert ("stdout takes no more" in applied.stderr) or streams != f"> {FULL}"
    if streams in (f"> {FULL}", ">&-"):
        said = f"applied {COUNT}_x" if format == "text" else f'"migration": "{COUNT}"'
        assert said in applied.stderr
    down = shell(folder, f'down {COUNT} --format {format} --url "{database}"', streams)
    assert (down.returncode, tables(database)) == (0, 0), down.stderr


@pytest.mark.parametrize("streams", ["| true", f"> {FULL}", f"2> {FULL}", "<&- >&- 2>&-"])
def test_a_failure_is_a_failure(folder: Path, database: str, streams: str) -> None:
    """Exit code 3, whatever becomes of the words; what stands before it is done."""
    (folder / "migrations" / "4_x.up.sql").write_text("SELECT 1/0;")
    assert shell(folder, "sum").returncode == 0
    for format in ("text", "json"):
        done = shell(folder, f'apply --format {format} --url "{database}"', streams)
        assert (done.returncode, tables(database)) == (3, 3), done.stderr
        if "2>" not in streams:
            assert "division by zero" in done.stderr
            assert "Traceback" not in done.stderr


@pytest.mark.parametrize("streams", ["| true", f"> {FULL}", ">&-", f"2> {FULL}"])
def test_a_fleet_goes_on(folder: Path, database: str, streams: str) -> None:
    """Each target is done."""
    (folder / "fleet.yaml").write_text(
        "targets:\n" + "".join(f"  - {{name: {name}, url: {json.dumps(database)}}}\n" for name in "ab")
    )
    done = shell(folder, "apply --fleet fleet.yaml --parallel 1", streams)
    assert (done.returncode, tables(database)) == (0, COUNT), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "streams", "code"),
    [
        ("status --format json", f"> {FULL}", 3),
        ("status", "| true", 141),
        ("status --exit-code", "| true", 1),
        ("dump", f"> {FULL}", 3),
        ("dump", ">&-", 3),
        ("status", f"2> {FULL}", 0),
        ("--help", f"> {FULL}", 3),
    ],
)
def test_a_result_that_nobody_gets(folder: Path, database: str, command: str, streams: str, code: int) -> None:
    """Of a command whose result is what it prints, that is a failure, in one line."""
    where = "" if command == "--help" else f' --url "{database}"'
    done = shell(folder, f"{command}{where}", streams)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if code == 3:
        assert "No space left" in done.stderr or "Bad file descriptor" in done.stderr


def test_letters_that_stdout_does_not_have(folder: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in no ASCII on a stdout that has nothing else: shown as its code, and the deployment goes on."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    (folder / "migrations" / "4_x.up.sql").rename(folder / "migrations" / "4_größe.up.sql")
    (folder / "migrations" / "4_x.down.sql").rename(folder / "migrations" / "4_größe.down.sql")
    assert shell(folder, "sum").returncode == 0
    done = shell(folder, f'apply --url "{database}"')
    assert (done.returncode, tables(database)) == (0, COUNT), done.stderr


class Broken(Silent):
    """An observer whose reader went away."""

    def file_started(self, *_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")


def test_an_observer_that_fails(folder: Path, database: str, caplog: pytest.LogCaptureFixture) -> None:
    """It is told no more, that is logged once, and the run goes on."""
    with caplog.at_level(logging.ERROR, logger="schemactl"):
        result = apply_migrations(Target(database), folder / "migrations", observer=Broken())
    assert len(result.applied) == COUNT
    assert [record.message for record in caplog.records] == [
        "the observer of the run failed, and is told no more; the run goes on"
    ]


class Impatient(Silent):
    """An observer that wants the run to end."""

    def file_started(self, *_: object) -> None:
        raise KeyboardInterrupt


def test_an_observer_that_interrupts(folder: Path, database: str) -> None:
    """An interrupt is no error, and ends the run."""
    apply_migrations(Target(database), folder / "migrations")
    with pytest.raises(KeyboardInterrupt):
        revert_migrations(Target(database), count=1, observer=Impatient())
