"""`lint --fix`: safe forms of statements, and the proof that they lead to the same schema."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemactl.cli import main as cli
from schemactl.config import LintConfig
from schemactl.finding import Severity
from schemactl.lint.fix import Fixed, fix
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN, SCHEMACTL, Runner
from schemactl.plan.rewrite import REWRITERS, rewrite

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

GIVEN = """
CREATE TABLE users (id bigint PRIMARY KEY, email text, age int, team_id bigint, "Odd Name" int);
CREATE TABLE teams (id bigint PRIMARY KEY);
CREATE TABLE plain (id bigint NOT NULL);
CREATE INDEX users_age_idx ON users (age);
CREATE MATERIALIZED VIEW mv AS SELECT id FROM users;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE MATERIALIZED VIEW bare AS SELECT id FROM users;
CREATE TABLE parts (k int) PARTITION BY RANGE (k);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (9);
"""
CASES = {
    "CREATE INDEX i ON users (email)": "CREATE INDEX CONCURRENTLY i ON users (email)",
    "create unique index on\n  users (id, email)": "create unique index CONCURRENTLY on\n  users (id, email)",
    "DROP INDEX IF EXISTS users_age_idx": "DROP INDEX CONCURRENTLY IF EXISTS users_age_idx",
    "REINDEX (VERBOSE) TABLE users": "REINDEX (VERBOSE) TABLE CONCURRENTLY users",
    "REFRESH MATERIALIZED VIEW mv": "REFRESH MATERIALIZED VIEW CONCURRENTLY mv",
    "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0 /* ADD */)": (
        "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0 /* ADD */) NOT VALID;\n"
        "ALTER TABLE users VALIDATE CONSTRAINT c"
    ),
    "ALTER TABLE ONLY users ADD CHECK (age > 0)": (
        "ALTER TABLE ONLY users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;\n"
        "ALTER TABLE ONLY users VALIDATE CONSTRAINT users_age_check"
    ),
    "ALTER TABLE users ADD FOREIGN KEY (team_id) REFERENCES teams ON DELETE CASCADE": (
        "ALTER TABLE users ADD CONSTRAINT users_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams ON DELETE CASCADE"
        " NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT users_team_id_fkey"
    ),
    'ALTER TABLE public.users ADD CONSTRAINT "U" UNIQUE (email, "Odd Name")': (
        'CREATE UNIQUE INDEX CONCURRENTLY "U" ON public.users (email, "Odd Name");\n'
        'ALTER TABLE public.users ADD CONSTRAINT "U" UNIQUE USING INDEX "U"'
    ),
    "ALTER TABLE users ADD UNIQUE (email) INCLUDE (age) DEFERRABLE INITIALLY DEFERRED": (
        "CREATE UNIQUE INDEX CONCURRENTLY users_email_age_key ON users (email) INCLUDE (age);\n"
        "ALTER TABLE users ADD CONSTRAINT users_email_age_key UNIQUE USING INDEX users_email_age_key"
        " DEFERRABLE INITIALLY DEFERRED"
    ),
    "ALTER TABLE plain ADD PRIMARY KEY (id)": (
        "CREATE UNIQUE INDEX CONCURRENTLY plain_pkey ON plain (id);\n"
        "ALTER TABLE plain ADD CONSTRAINT plain_pkey PRIMARY KEY USING INDEX plain_pkey"
    ),
    "ALTER TABLE users ADD COLUMN x int CHECK (x > 0)": (
        "ALTER TABLE users ADD COLUMN x int;\n"
        "ALTER TABLE users ADD CONSTRAINT users_x_check CHECK (x > 0) NOT VALID;\n"
        "ALTER TABLE users VALIDATE CONSTRAINT users_x_check"
    ),
    "ALTER TABLE users ADD x int DEFAULT 5 CONSTRAINT q REFERENCES teams (id) DEFERRABLE NOT NULL": (
        "ALTER TABLE users ADD x int DEFAULT 5 NOT NULL;\n"
        "ALTER TABLE users ADD CONSTRAINT q FOREIGN KEY (x) REFERENCES teams (id) DEFERRABLE NOT VALID;\n"
        "ALTER TABLE users VALIDATE CONSTRAINT q"
    ),
    "ALTER TABLE users ADD x text UNIQUE CHECK (x <> 'ä') DEFAULT 'y'": (
        "ALTER TABLE users ADD x text DEFAULT 'y';\n"
        "CREATE UNIQUE INDEX CONCURRENTLY users_x_key ON users (x);\n"
        "ALTER TABLE users ADD CONSTRAINT users_x_key UNIQUE USING INDEX users_x_key;\n"
        "ALTER TABLE users ADD CONSTRAINT users_x_check CHECK (x <> 'ä') NOT VALID;\n"
        "ALTER TABLE users VALIDATE CONSTRAINT users_x_check"
    ),
    'ALTER TABLE users ALTER "Odd Name" SET NOT NULL': (
        'ALTER TABLE users ADD CONSTRAINT "users_Odd Name_not_null" NOT NULL "Odd Name" NOT VALID;\n'
        'ALTER TABLE users VALIDATE CONSTRAINT "users_Odd Name_not_null"'
    ),
}
LEFT = (
    "CREATE INDEX i ON parts (k)",
    "CREATE INDEX IF NOT EXISTS i ON users (email)",
    "DROP INDEX users_age_idx, mv_id",
    "REFRESH MATERIALIZED VIEW bare",
    "ALTER TABLE parts DETACH PARTITION parts_1",  # CONCURRENTLY leaves a check behind
    "ALTER TABLE users ADD UNIQUE (email) WITH (fillfactor = 70)",
    "ALTER TABLE users ADD CHECK (age > 0), ADD COLUMN x int",
    "ALTER TABLE users ADD COLUMN IF NOT EXISTS x int CHECK (x > 0)",
    "ALTER TABLE plain ADD COLUMN x int PRIMARY KEY",
    "ALTER TABLE users ALTER COLUMN age TYPE bigint",
    "BEGIN; CREATE INDEX i ON users (email); COMMIT",
    "TRUNCATE users",
)


def job(server: ScratchServer, sql: str, runner: Runner = PLAIN) -> Job:
    rules = active_rules(RULES, LintConfig(), {})
    files = (File("1.sql", GIVEN, is_wanted=False), File("2.sql", sql))
    return Job(files, runner, rules, lambda: nullcontext(server))


def fixed(server: ScratchServer, sql: str, runner: Runner = PLAIN) -> Fixed:
    return fix(job(server, sql, runner))[0]


@pytest.mark.parametrize("sql", CASES)
def test_safe_forms(scratch: ScratchServer, sql: str) -> None:
    """Each is written as people would, proven, and leaves nothing to fix; comments and blanks around it stay."""
    if "SET NOT NULL" in sql and scratch.major < 18:
        pytest.skip("another form before 18")
    before = f"-- above\n{sql}; -- behind\n\nSELECT 1;\n"
    after = fixed(scratch, before).after
    assert after == f"-- above\n{CASES[sql]}; -- behind\n\nSELECT 1;\n"
    assert fixed(scratch, after).after == after
    left = lint(job(scratch, after)).findings
    assert not [one.rule for one in left if one.rule in REWRITERS and one.severity is not Severity.INFO]


def test_not_null_before_18(scratch: ScratchServer) -> None:
    """By a check, which the server takes for a proof; it is dropped at the end."""
    sql = "ALTER TABLE users ALTER COLUMN age SET NOT NULL"
    statements = rewrite(sql, "set-not-null-scans", 17)
    name = "users_age_not_null"
    assert statements == (
        f"ALTER TABLE users ADD CONSTRAINT {name} CHECK (age IS NOT NULL) NOT VALID",
        f"ALTER TABLE users VALIDATE CONSTRAINT {name}",
        sql,
        f"ALTER TABLE users DROP CONSTRAINT {name}",
    )
    if scratch.major < 18:
        assert fixed(scratch, sql).after == ";\n".join(statements)


@pytest.mark.parametrize("sql", LEFT)
def test_what_has_no_safe_form_stays(scratch: ScratchServer, sql: str) -> None:
    """What the server refuses, what is more than one thing, and what stands in a transaction."""
    assert fixed(scratch, sql).after == sql


def test_a_refused_rewrite_spoils_no_other(scratch: ScratchServer) -> None:
    """The good ones are made; the one that the server refuses is named with its line."""
    sql = "CREATE INDEX i ON users (email);\nREFRESH MATERIALIZED VIEW bare;\nDROP INDEX users_age_idx;"
    rules = active_rules(RULES, LintConfig(), {})
    found = fix(Job(job(scratch, sql).files, PLAIN, rules, lambda: nullcontext(scratch)))[0]
    assert found.after.count("CONCURRENTLY") == 2
    assert "REFRESH MATERIALIZED VIEW bare" in found.after


def test_a_file_of_ours_is_told_to_run_apart(scratch: ScratchServer) -> None:
    """NOT VALID and VALIDATE in one transaction would gain nothing; a concurrent index says it by itself."""
    check = "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0);\r\n"
    after = fixed(scratch, check, SCHEMACTL).after
    assert after.startswith("-- schemactl: transaction=none\r\nALTER TABLE")
    assert after.count("\n") == after.count("\r\n")
    assert not fixed(scratch, "CREATE INDEX i ON users (email);", SCHEMACTL).after.startswith("--")
    assert fixed(scratch, after, SCHEMACTL).after == after


def test_the_command(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """--diff prints and writes nothing; --fix writes, keeps the byte order mark, and lints what came out."""
    (project / "migrations" / "20250101001_a.up.sql").write_text(GIVEN)
    file = project / "migrations" / "20250101002_b.up.sql"
    before = b"\xef\xbb\xbfCREATE INDEX i ON users (email);\r\n"
    file.write_bytes(before)

    def run(*arguments: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["schemactl", "lint", "--latest", "1", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        return (caught.value.code or 0, *capsys.readouterr())

    code, out, _ = run("--diff")
    assert code == 1
    assert "+CREATE INDEX CONCURRENTLY i" in out
    assert file.read_bytes() == before
    code, out, err = run("--fix")
    assert code == 0
    assert "fixed migrations/20250101002_b.up.sql" in err
    assert file.read_bytes() == before.replace(b"INDEX", b"INDEX CONCURRENTLY")
    assert "no findings" in out
    assert run("--diff")[:2] == (0, "")
    assert run("--fix", "--static")[0] == 2


def test_released_files_stay(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the base branch has may have run somewhere, even if it is edited here or named; new files are fixed."""

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)

    folder = project / "migrations"
    (folder / "20250101001_a.up.sql").write_text(GIVEN)
    old, new = folder / "20250101002_b.up.sql", folder / "20250101003_c.up.sql"
    old.write_text("CREATE INDEX i ON users (email);")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "released")
    git("checkout", "-q", "-b", "work")
    old.write_text("CREATE INDEX i ON users (age, email);")
    new.write_text("CREATE INDEX j ON users (email);")
    for arguments in (["migrations"], ["--latest", "2"], [str(old), str(new)], []):
        before = old.read_text()
        new.write_text("CREATE INDEX j ON users (email);")
        monkeypatch.setattr(sys, "argv", ["schemactl", "lint", "--fix", *arguments])
        with pytest.raises(SystemExit):
            cli.main()
        assert old.read_text() == before
        assert new.read_text() == "CREATE INDEX CONCURRENTLY j ON users (email);"
        assert "on the base branch" in capsys.readouterr().err
