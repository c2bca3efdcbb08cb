"""What is shown of a statement that takes its time."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from schemactl.cli import live
from schemactl.cli.progress import Progress
from schemactl.migrations.apply import apply_migrations
from schemactl.migrations.files import update_sum
from schemactl.migrations.target import Target
from schemactl.migrations.watch import Blocker, Look, look

if TYPE_CHECKING:
    import pytest


def test_who_blocks_a_statement(database: str) -> None:
    """The session that holds the lock, and what it is doing."""
    with psycopg.connect(database, autocommit=True) as watcher, psycopg.connect(database) as holder:
        watcher.execute("CREATE TABLE a (id int)")
        holder.execute("LOCK TABLE a")
        with psycopg.connect(database) as waiting:
            thread = threading.Thread(target=lambda: waiting.execute("ALTER TABLE a ADD b int"))
            thread.start()
            pid, holding, seen = waiting.info.backend_pid, holder.info.backend_pid, Look()
            for _ in range(200):
                if (seen := look(watcher, pid)).blockers:
                    break
                time.sleep(0.02)
            holder.rollback()
            thread.join()
    assert [(one.pid, one.state) for one in seen.blockers] == [(holding, "idle in transaction")]


def test_how_far_an_index_is(database: str) -> None:
    """Postgres's own view of its progress, while a concurrent build waits for another transaction."""
    with psycopg.connect(database, autocommit=True) as watcher, psycopg.connect(database) as holder:
        watcher.execute("CREATE TABLE a (id int)")
        holder.execute("INSERT INTO a VALUES (1)")
        with psycopg.connect(database, autocommit=True) as building:
            thread = threading.Thread(target=lambda: building.execute("CREATE INDEX CONCURRENTLY i ON a (id)"))
            thread.start()
            seen = Look()
            for _ in range(200):
                if (seen := look(watcher, building.info.backend_pid)).phase.startswith("waiting"):
                    break
                time.sleep(0.02)
            holder.rollback()
            thread.join()
    assert (seen.phase, seen.total) == ("waiting for writers before build", 1)


def test_a_server_that_cannot_be_asked(database: str) -> None:
    """Nothing is told, and nothing fails."""
    with psycopg.connect(database) as connection:
        pass
    assert look(connection, 1) == Look()


def test_the_words() -> None:
    """Statement, time, phase, blockers."""
    blocker = Blocker(7, "psql", "app", "idle in transaction", 40.2)
    found = live.render_live("ALTER TABLE a", 12.4, Look((blocker,), "building index", 45, 100))
    assert found.split(" · ")[:3] == ["ALTER TABLE a", "12.4 s", "building index 45 %"]
    assert found.split(" · ")[3] == "blocked by pid 7, psql of app, idle in transaction, 40 s"


def test_lines_where_there_is_no_terminal(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A statement that works for long is named on stderr, then again after twice the time."""
    monkeypatch.setattr(live, "TICK", 0.05)
    monkeypatch.setattr(live, "PATIENCE", 0.2)
    monkeypatch.setattr(live, "FIRST_LINE", 0.3)
    (tmp_path / "1_x.up.sql").write_text("CREATE TABLE a ();\nSELECT pg_sleep(1.1);\n", encoding="utf-8")
    update_sum(tmp_path)
    with Progress() as progress:
        apply_migrations(Target(database), tmp_path, observer=progress)
    lines = [line for line in capsys.readouterr().err.splitlines() if "pg_sleep" in line]
    assert lines
    assert len(lines) < 6
    assert all(line.startswith("still at work: SELECT pg_sleep(1.1) · ") for line in lines)
    assert not any(thread.name == "schemactl-live" for thread in threading.enumerate())


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It comes for what takes its time, and goes with it."""
    monkeypatch.setattr(live, "TICK", 0.02)
    monkeypatch.setattr(live, "PATIENCE", 0.05)
    monkeypatch.setattr("schemactl.cli.screen.has_colour", lambda stream: stream is sys.stderr)
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = live.Live(lambda: Look((), "building index", 1, 2))
    shown.begin("CREATE INDEX i ON a (id)", 0, 1)
    time.sleep(0.4)
    shown.close()
    assert "building index 50 %" in capsys.readouterr().err
