"""Rows in a schema file: a structure file of Rails, or a dump, is a schema; what is left out is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemactl.cli import main as cli

STRUCTURE = """\
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.schema_migrations (version character varying NOT NULL PRIMARY KEY);
CREATE TABLE public.users (id bigint GENERATED ALWAYS AS IDENTITY, name text CHECK (name <> ''));
INSERT INTO public.users (name) VALUES ('');
SELECT pg_catalog.setval('public.users_id_seq', 41, true);

SET search_path TO "$user", public;

INSERT INTO "schema_migrations" (version) VALUES
('20260102030405'),
('20260102030406');
"""
Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a project whose schema is a structure file; its exit code, what it printed, what it said."""
    (project / "schema" / "schema.sql").write_text(STRUCTURE)

    def call(*arguments: str) -> tuple[int, Any, str]:
        monkeypatch.setattr(sys, "argv", ["schemactl", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        out, err = capsys.readouterr()
        return int(caught.value.code or 0), json.loads(out) if "json" in arguments else out, err

    return call


NOTE = "the schema holds rows (2 INSERT, 1 setval), which are left out"


@pytest.mark.parametrize("command", ["diff first", "diff second", "diff", "check", "dump schema/schema.sql"])
def test_rows_are_left_out_and_said_once(command: str, run: Run) -> None:
    """How many there are, where the first one is, and what to do; as text and as JSON; also when nothing differs."""
    if command in ("check", "diff second"):
        run("diff", "first")
    code, out, err = run(*command.split())
    assert (code, err.count(NOTE)) == (0, 1)
    assert "INSERT INTO" not in out
    assert "`schemactl new NAME`" in err
    assert "schema/schema.sql:6:1" in err
    if "first" not in command:
        code, document, _ = run(*command.split(), "--format", "json")
        (finding,) = document["findings"]
        assert (code, finding["rule"], finding["severity"], finding["message"]) == (0, "rows", "info", NOTE)
        assert finding["place"]["line"] == 6


def test_the_schema_is_whole_without_its_rows(run: Run, project: Path) -> None:
    """What stands between and after the rows is there, and a sequence needs no rows."""
    assert run("diff", "first")[0] == 0
    (up,) = (project / "migrations").glob("*.up.sql")
    assert up.read_text().count("CREATE TABLE") == 2
    assert run("diff", "--from", "schema/schema.sql", "--to", "schema/schema.sql")[2].count(NOTE) == 1


def test_rows_that_change_are_refused(run: Run, project: Path) -> None:
    """UPDATE is no row of a dump: leaving it out may be wrong, running it too."""
    (project / "schema" / "schema.sql").write_text(STRUCTURE + "UPDATE users SET name = 'x';")
    code, _, err = run("diff", "first")
    assert code == 3
    assert "UPDATE: a schema file holds no rows" in err


def test_words_alone_are_no_rows(run: Run, project: Path) -> None:
    """INSERT in bodies, policies and privileges is none; a query of setval and more is run."""
    (project / "schema" / "schema.sql").write_text("""
        CREATE TABLE t (id serial);
        CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'INSERT INTO t DEFAULT VALUES';
        CREATE POLICY p ON t FOR INSERT WITH CHECK (true);
        CREATE RULE r AS ON UPDATE TO t DO ALSO INSERT INTO t DEFAULT VALUES;
        SELECT setval('t_id_seq', 1), pg_backend_pid();
    """)
    assert "rows (" not in run("diff", "first")[2]


def test_rows_as_pg_dump_writes_them(run: Run, project: Path) -> None:
    """COPY … FROM stdin with its data is rows as well, whatever stands in them."""
    rows = "COPY public.users (id, name) FROM stdin;\n1\tINSERT; it's\n2\t\\N\n\\.\n\nCREATE VIEW v AS SELECT 1;\n"
    (project / "schema" / "schema.sql").write_text(STRUCTURE + rows)
    code, _, err = run("diff", "first")
    assert (code, err.count("the schema holds rows (2 INSERT, 1 setval, 1 COPY), which are left out")) == (0, 1), err
    (up,) = (project / "migrations").glob("*.up.sql")
    assert "CREATE VIEW" in up.read_text()
