"""Privileges on what extensions have made: a scratch server heeds them, and keeps what an extension keeps from all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BEFORE = "CREATE EXTENSION hstore; CREATE EXTENSION pg_stat_statements; CREATE TABLE t (a hstore);\n"
GRANTS = """
GRANT EXECUTE ON FUNCTION akeys(hstore) TO reader;
GRANT USAGE ON TYPE hstore TO reader;
REVOKE EXECUTE ON FUNCTION avals(hstore) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION avals(hstore) TO reader;
GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO reader;
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a project whose files nobody trusts."""
    monkeypatch.delenv("SCHEMACTL_TRUST", raising=False)
    (project / "schema" / "schema.sql").write_text(BEFORE)

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "schemactl", *arguments]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    if call("diff", "first").returncode:
        pytest.skip("this Postgres has no hstore")
    return call


def test_privileges_on_members_are_planned(run: Run, project: Path) -> None:
    """Granted to a role and taken from everybody, there and back; the next diff has nothing to do."""
    (project / "schema" / "schema.sql").write_text(BEFORE + GRANTS)
    done = run("diff", "second")
    assert done.returncode == 0, done.stderr
    (up,) = (project / "migrations").glob("*_second.up.sql")
    text = up.read_text()
    assert "GRANT EXECUTE ON FUNCTION public.akeys(public.hstore) TO reader" in text
    assert "REVOKE EXECUTE ON FUNCTION public.avals(public.hstore) FROM PUBLIC" in text
    assert "GRANT USAGE ON TYPE public.hstore TO reader" in text
    assert run("diff", "--exit-code").returncode == 0
    assert run("check").returncode == 0


@pytest.mark.parametrize(
    "statement",
    [
        "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO PUBLIC",
        "CREATE EXTENSION dblink; GRANT EXECUTE ON FUNCTION dblink_connect_u(text) TO PUBLIC",
        "GRANT INSERT ON pg_catalog.pg_proc TO PUBLIC",
        "GRANT ALL ON SCHEMA pg_catalog TO PUBLIC",
    ],
)
def test_what_is_kept_from_all_stays_so(run: Run, project: Path, statement: str) -> None:
    """Files of strangers give themselves no right that Postgres or an extension keeps."""
    (project / "schema" / "schema.sql").write_text(BEFORE + statement + ";")
    done = run("diff")
    refused = "permission denied" in done.stderr
    assert refused or "Nothing to do" in done.stderr
    assert refused == ("FUNCTION" in statement)
