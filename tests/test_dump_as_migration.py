"""A dump with its rows is a migration for every command, and what `apply` would refuse is found before it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

DUMP = r"""--
-- PostgreSQL database dump
--

\restrict abc'd

SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.author (
    id integer NOT NULL,
    name text NOT NULL
);

COPY public.author (id, name) FROM stdin;
1	Zoë; DROP TABLE author;
2	a\\b
\.

ALTER TABLE ONLY public.author
    ADD CONSTRAINT author_pkey PRIMARY KEY (id);

\unrestrict abc'd
"""


def schemactl(*arguments: str, code: int = 0) -> str:
    """What a command prints, both streams."""
    done = subprocess.run(
        [sys.executable, "-m", "schemactl", *arguments], env=os.environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def dumped(project: Path) -> Path:
    """A project whose migration and whose schema file are one dump."""
    (project / "migrations" / "20250101001_base.up.sql").write_text(DUMP)
    (project / "schema" / "schema.sql").write_text(DUMP)
    schemactl("sum")
    return project


@pytest.mark.usefixtures("dumped")
def test_every_command_takes_it(database: str) -> None:
    """checked, linted, compared, shown with its rows, applied with them."""
    assert "all is well" in schemactl("check")
    assert "in 1 file" in schemactl("lint", "migrations")
    assert "Nothing to do" in schemactl("diff", "nothing")
    shown = schemactl("apply", "--dry-run", "-u", database)
    assert "FROM stdin;\n1\tZoë; DROP TABLE author;\n2\ta\\\\b\n\\.\n" in shown
    document = json.loads(schemactl("apply", "--dry-run", "--format", "json", "-u", database))
    assert document["files"][0]["statements"][3].endswith("\n\\.")
    schemactl("apply", "-u", database)
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT * FROM author ORDER BY id").fetchall()
    assert rows == [(1, "Zoë; DROP TABLE author;"), (2, "a\\b")]
    assert "up to date" in schemactl("status", "-u", database)


def test_other_rows_are_another_state(dumped: Path) -> None:
    """What is kept of a migrations folder is kept under its rows too: a key that they break is seen."""
    schemactl("check")
    file = dumped / "migrations" / "20250101001_base.up.sql"
    file.write_text(DUMP.replace("\n2\t", "\n1\t"))
    schemactl("sum")
    assert 'could not create unique index "author_pkey"' in schemactl("check", code=1)
    assert 'could not create unique index "author_pkey"' in schemactl("diff", "nothing", code=3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("BEGIN;\nCREATE TABLE a ();\nCOMMIT;\n", "begins and ends no transaction"),
        ("-- schemactl: transaction=none\nSET LOCAL lock_timeout = 1;\nCREATE TABLE a ();\n", "it would do nothing"),
        ("CREATE TABEL a ();\n", "syntax error"),
        ("\\i other.sql\n", "a migration includes no other file"),
    ],
)
def test_what_apply_refuses_fails_the_check(project: Path, text: str, message: str) -> None:
    """Not the deployment: both read a file alike."""
    (project / "migrations" / "20250101001_x.up.sql").write_text(text)
    schemactl("sum")
    assert message in schemactl("check", code=1)


def test_what_apply_runs_passes_lint_and_check(project: Path) -> None:
    """DO and CALL that commit where there is no transaction, SET TRANSACTION first in a file that is one."""
    (project / "migrations" / "20250101001_x.up.sql").write_text(
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE t (id bigint PRIMARY KEY);\n"
    )
    (project / "migrations" / "20250101002_y.up.sql").write_text(
        "-- schemactl: transaction=none\n"
        "DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO t VALUES (i); COMMIT; END LOOP; END $$;\n"
        "CREATE PROCEDURE work() LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (9); COMMIT; END';\n"
        "CALL work();\nDROP PROCEDURE work();\n"
    )
    (project / "schema" / "schema.sql").write_text("CREATE TABLE t (id bigint PRIMARY KEY);\n")
    schemactl("sum")
    assert "all is well" in schemactl("check")
    assert "error" not in schemactl("lint", "migrations")
