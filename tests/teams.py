"""A project, a database and somebody who types commands: what tests from the outside share (fixture `team`)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


class Team:
    """A project, a database, and somebody who types commands."""

    def __init__(self, root: Path, url: str, run: Callable[..., Outcome]) -> None:
        self.root = root
        self.url = url
        self.run = run

    def files(self, **files: str) -> None:
        """`v1="…"` is the up file of version 1, `d1` its down file."""
        for key, text in files.items():
            half = {"v": "up", "d": "down"}[key[0]]
            (self.root / "migrations" / f"{key[1:]}_x.{half}.sql").write_bytes(text.encode())
        assert self.run("sum").code == 0

    def do(self, command: str, *arguments: str) -> Outcome:
        """A command on the database."""
        return self.run(command, "--url", self.url, *arguments)

    def state(self) -> dict[str, Any]:
        """What `status --format json` says."""
        found: dict[str, Any] = json.loads(self.do("status", "--format", "json").out)
        return found

    def start(self, command: str, *arguments: str) -> subprocess.Popen[str]:
        """A command in a process of its own."""
        words = [sys.executable, "-m", "schemactl", command, "--url", self.url, *arguments]
        return subprocess.Popen(words, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def tables(self) -> list[str]:
        """The tables in public."""
        found = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
        return [row[0] for row in self.query(found)]

    def history(self) -> list[tuple[Any, ...]]:
        """Everything that the history says is so."""
        return self.query("SELECT version, status, statements_done FROM schemactl.migrations ORDER BY position")

    def shape(self) -> list[tuple[Any, ...]]:
        """The columns of all tables of users."""
        return self.query(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            " ORDER BY 1, 2"
        )

    @contextmanager
    def lock_held(self) -> Iterator[int]:
        """As if another runner were at work; gives its backend."""
        from schemactl.migrations.lock import migration_lock

        with migration_lock(self.url, "schemactl") as lock:
            yield lock.pid
