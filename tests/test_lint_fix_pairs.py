"""`lint --fix` of what is dropped and made again: the new one is there before the old one goes."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from schemactl.config import LintConfig
from schemactl.lint.fix import Fixed, fix
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import GOLANG_MIGRATE, PLAIN, SCHEMACTL, Runner
from schemactl.plan.replace import meanwhile

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

GIVEN = """
CREATE SCHEMA app;
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, age int, team bigint NOT NULL);
CREATE UNIQUE INDEX u ON users (email);
CREATE INDEX i ON users (age);
ALTER TABLE users ADD CONSTRAINT c UNIQUE (email, age), ADD CONSTRAINT k CHECK (age > 0);
CREATE TABLE app.t (a int NOT NULL, b int NOT NULL, CONSTRAINT "T key" UNIQUE (a));
CREATE INDEX "T index" ON app.t (b);
CREATE TABLE p (id bigint NOT NULL, region int NOT NULL, CONSTRAINT p_pkey PRIMARY KEY (id));
CREATE TABLE teams (id bigint PRIMARY KEY, name text, code text, CONSTRAINT teams_code UNIQUE (code));
CREATE TABLE members (team bigint, code text CONSTRAINT members_code REFERENCES teams (code));
ALTER TABLE members ADD CONSTRAINT f FOREIGN KEY (team) REFERENCES teams;
"""
CASES = {
    "DROP INDEX u;\nCREATE UNIQUE INDEX u ON users (email, team);": (
        "CREATE UNIQUE INDEX CONCURRENTLY u__schemactl_new ON users (email, team);\n"
        "DROP INDEX CONCURRENTLY u;\n"
        "ALTER INDEX u__schemactl_new RENAME TO u;"
    ),
    "DROP INDEX CONCURRENTLY i;\nCREATE INDEX CONCURRENTLY i ON users (age, team);": (
        "CREATE INDEX CONCURRENTLY i__schemactl_new ON users (age, team);\n"
        "DROP INDEX CONCURRENTLY i;\n"
        "ALTER INDEX i__schemactl_new RENAME TO i;"
    ),
    "-- old\nDROP INDEX IF EXISTS i; -- gone\nALTER TABLE users ADD COLUMN x int;\nCREATE INDEX i ON users (x); -- z": (
        "-- old\n-- gone\nALTER TABLE users ADD COLUMN x int;\n"
        "CREATE INDEX CONCURRENTLY i__schemactl_new ON users (x);\n"
        "DROP INDEX CONCURRENTLY IF EXISTS i;\n"
        "ALTER INDEX i__schemactl_new RENAME TO i; -- z"
    ),
    "DROP INDEX i;\nCREATE INDEX better ON users (age, team);": (
        "CREATE INDEX CONCURRENTLY better ON users (age, team);\nDROP INDEX CONCURRENTLY i;"
    ),
    'DROP INDEX app."T index"; CREATE INDEX "T index" ON app.t (b, a);': (
        'CREATE INDEX CONCURRENTLY "T index__schemactl_new" ON app.t (b, a);\n'
        'DROP INDEX CONCURRENTLY app."T index";\n'
        'ALTER INDEX app."T index__schemactl_new" RENAME TO "T index";'
    ),
    "ALTER TABLE users DROP CONSTRAINT c;\nALTER TABLE users ADD CONSTRAINT c UNIQUE (email, age, team);": (
        "CREATE UNIQUE INDEX CONCURRENTLY c__schemactl_new ON users (email, age, team);\n"
        "ALTER TABLE users DROP CONSTRAINT c, ADD CONSTRAINT c UNIQUE USING INDEX c__schemactl_new;"
    ),
    'ALTER TABLE app.t DROP CONSTRAINT IF EXISTS "T key", ADD CONSTRAINT "T key" UNIQUE (b) INCLUDE (a) DEFERRABLE;': (
        'CREATE UNIQUE INDEX CONCURRENTLY "T key__schemactl_new" ON app.t (b) INCLUDE (a);\n'
        'ALTER TABLE app.t DROP CONSTRAINT IF EXISTS "T key",'
        ' ADD CONSTRAINT "T key" UNIQUE USING INDEX "T key__schemactl_new" DEFERRABLE;'
    ),
    "ALTER TABLE users DROP CONSTRAINT c;\nALTER TABLE users ADD CONSTRAINT other UNIQUE (email, team);": (
        "CREATE UNIQUE INDEX CONCURRENTLY other ON users (email, team);\n"
        "ALTER TABLE users DROP CONSTRAINT c, ADD CONSTRAINT other UNIQUE USING INDEX other;"
    ),
    "ALTER TABLE p DROP CONSTRAINT p_pkey;\nALTER TABLE p ADD PRIMARY KEY (region, id);": (
        "CREATE UNIQUE INDEX CONCURRENTLY p_pkey__schemactl_new ON p (region, id);\n"
        "ALTER TABLE p DROP CONSTRAINT p_pkey,"
        " ADD CONSTRAINT p_pkey PRIMARY KEY USING INDEX p_pkey__schemactl_new;"
    ),
    "DROP INDEX u;\nALTER TABLE users ADD CONSTRAINT u UNIQUE (email);": (
        "CREATE UNIQUE INDEX CONCURRENTLY u__schemactl_new ON users (email);\n"
        "DROP INDEX CONCURRENTLY u;\n"
        "ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX u__schemactl_new;"
    ),
    "ALTER TABLE users DROP CONSTRAINT c;\nCREATE UNIQUE INDEX c ON users (email, age) WHERE age > 5;": (
        "CREATE UNIQUE INDEX CONCURRENTLY c__schemactl_new ON users (email, age) WHERE age > 5;\n"
        "ALTER TABLE users DROP CONSTRAINT c;\n"
        "ALTER INDEX c__schemactl_new RENAME TO c;"
    ),
    "ALTER TABLE users DROP CONSTRAINT k;\nALTER TABLE users ADD CONSTRAINT k CHECK (age > 18);": (
        "ALTER TABLE users DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (age > 18) NOT VALID;\n"
        "ALTER TABLE users VALIDATE CONSTRAINT k;"
    ),
    "ALTER TABLE members DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (team) REFERENCES teams ON DELETE CASCADE;": (
        "ALTER TABLE members DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (team) REFERENCES teams ON DELETE CASCADE"
        " NOT VALID;\nALTER TABLE members VALIDATE CONSTRAINT f;"
    ),
}
LEFT = {
    "DROP INDEX u;\nDELETE FROM users WHERE team > 9;\nCREATE UNIQUE INDEX u ON users (team);": "line 2",
    "DROP INDEX u;\nDO $$ BEGIN END $$;\nCREATE UNIQUE INDEX u ON users (team);": "line 2",
    "DROP INDEX u;\nALTER TABLE users ALTER email TYPE varchar(9);\nCREATE UNIQUE INDEX u ON users (email);": "line 2",
    "ALTER TABLE members DROP CONSTRAINT members_code;\nALTER TABLE teams DROP CONSTRAINT teams_code;\n"
    "ALTER TABLE teams ADD CONSTRAINT teams_code UNIQUE (code, name);": "members_code rests on it",
    "ALTER TABLE teams DROP CONSTRAINT teams_code CASCADE, ADD CONSTRAINT teams_code UNIQUE (code);": "CASCADE",
    "ALTER TABLE users DROP CONSTRAINT c, ADD CONSTRAINT c UNIQUE (email) WITH (fillfactor = 50);": "no safe",
}


def job(server: ScratchServer, sql: str, runner: Runner = PLAIN) -> Job:
    files = (File("1.sql", GIVEN, is_wanted=False), File("2.sql", sql))
    return Job(files, runner, active_rules(RULES, LintConfig(), {}), lambda: nullcontext(server))


def fixed(server: ScratchServer, sql: str, runner: Runner = PLAIN) -> Fixed:
    return fix(job(server, sql, runner))[0]


@pytest.mark.parametrize("runner", [PLAIN, SCHEMACTL], ids=lambda runner: runner.name)
@pytest.mark.parametrize("sql", CASES)
def test_the_new_one_is_there_first(scratch: ScratchServer, sql: str, runner: Runner) -> None:
    """At no time rows may be written that neither takes; lint finds nothing of it any more, and no other error."""
    after = fixed(scratch, sql, runner).after
    assert after.removeprefix("-- schemactl: transaction=none\n") == CASES[sql]
    assert fixed(scratch, after, runner).after == after
    found = {one.rule for one in lint(job(scratch, after, runner)).findings}
    assert not found & {"index-not-concurrent", "index-drop-not-concurrent", "index-drop-before-replacement"}
    assert not found & {"unique-builds-index", "pk-builds-index", "check-not-valid-missing", "fk-not-valid-missing"}


@pytest.mark.parametrize("runner", [PLAIN, SCHEMACTL], ids=lambda runner: runner.name)
@pytest.mark.parametrize("sql", LEFT)
def test_what_needs_the_gap_keeps_it(scratch: ScratchServer, sql: str, runner: Runner) -> None:
    """Rows that change meanwhile may fit only then; a foreign key has nothing to rest on. Neither half is written."""
    found = fixed(scratch, sql, runner)
    assert found.after == sql
    assert LEFT[sql] in found.notes[0]


def test_a_refused_half_takes_the_other_along(scratch: ScratchServer) -> None:
    """The server builds no such index CONCURRENTLY: then the drop stays plain as well, in a file of any kind."""
    sql = "DROP INDEX u;\nCREATE UNIQUE INDEX u ON ONLY users (email, id);"
    assert fixed(scratch, sql).after == sql
    more = f"{sql}\nCREATE INDEX other ON users (team);"
    assert fixed(scratch, more).after == f"{sql}\nCREATE INDEX CONCURRENTLY other ON users (team);"


def test_a_transaction_that_hides_the_gap_is_kept(scratch: ScratchServer) -> None:
    """Another statement of the file is not worth it: apart, all could see that there is no index."""
    sql = (
        "DROP INDEX u;\nUPDATE users SET email = lower(email);\nCREATE UNIQUE INDEX u ON users (team);\n"
        "CREATE INDEX other ON users (id);"
    )
    found = fixed(scratch, sql, SCHEMACTL)
    assert found.after == sql
    assert any("one transaction, in which u is dropped and made again" in note for note in found.notes)
    assert "CONCURRENTLY other" in fixed(scratch, sql, PLAIN).after
    assert fixed(scratch, sql, GOLANG_MIGRATE).after == sql


def test_rows_are_unique_all_the_time(scratch: ScratchServer) -> None:
    """After each statement of the new file a second row of the old kind is refused, as it is before the first."""
    import psycopg

    sql = "DROP INDEX u;\nCREATE UNIQUE INDEX u ON users (email) INCLUDE (age);"
    after = fixed(scratch, sql).after
    with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
        connection.execute(GIVEN.encode())
        connection.execute(b"INSERT INTO users VALUES (1, 'a', 1, 1)")
        for statement in ("SELECT 1", *after.split(";")):
            connection.execute(statement.encode())
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute(b"INSERT INTO users VALUES (2, 'a', 2, 2)")


def test_names_that_are_taken() -> None:
    """As much of the name as fits, and a number if somebody has that already."""
    assert meanwhile("u", ()) == "u__schemactl_new"
    assert meanwhile("u", {"u", "u__schemactl_new"}) == "u__schemactl_new1"
    long = "ä" * 31
    assert meanwhile(long, {long}) == "ä" * 24 + "__schemactl_new"
    assert len(meanwhile(long, {long}).encode()) <= 63
