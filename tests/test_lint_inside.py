"""What DO, CALL, EXECUTE and functions do is found as if it stood in the file: by their texts, and by what went."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BASE = """\
CREATE TABLE a (id bigint PRIMARY KEY, x text);
CREATE TABLE b (id bigint PRIMARY KEY, x text, at timestamptz);
CREATE VIEW of_b AS SELECT x FROM b;
"""
QUIET = "SET client_min_messages = error;\n"
DYNAMIC = "DO $$ DECLARE t text := '{}'; BEGIN EXECUTE {}; END $$;\n"
FUNCTION = "CREATE FUNCTION work() RETURNS void LANGUAGE plpgsql AS 'BEGIN DROP TABLE a; END';\n"


def lint(project: Path, text: str, *options: str, base: str = BASE) -> str:
    """What is said of a file that comes after the tables."""
    (project / "migrations" / "1_base.up.sql").write_text(base)
    (project / "migrations" / "2_x.up.sql").write_text(text)
    subprocess.run([sys.executable, "-m", "schemactl", "sum"], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "schemactl", "lint", "migrations/2_x.up.sql", *options],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


DROPS_A = "error[table-dropped]: drops the table {}a with all its rows\n"


@pytest.mark.parametrize("options", [(), ("--static",)])
@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("DO $$ BEGIN DROP TABLE a; END $$;", DROPS_A.format("")),
        ("DO LANGUAGE plpgsql 'BEGIN LOOP DROP TABLE a; EXIT; END LOOP; END';", DROPS_A.format("")),
        ("DO $$ BEGIN EXECUTE 'DROP ' || 'TABLE a'; END $$;", DROPS_A.format("")),
        ("DO $$ BEGIN EXECUTE format('DROP TABLE %I.%I', 'public', 'a'); END $$;", DROPS_A.format("public.")),
        ("DO $$ BEGIN ALTER TABLE a DROP COLUMN x; END $$;", "error[column-dropped]: drops the column a.x"),
        ("DO $$ BEGIN ALTER TABLE a RENAME TO c; END $$;", "error[table-renamed]: renames the table a to c"),
        ("DO $$ BEGIN ALTER TABLE a RENAME x TO y; END $$;", "error[column-renamed]: renames a.x to y"),
        ("DO $$ BEGIN DELETE FROM a; END $$;", "error[mutation-without-where]: deletes every row of the table a"),
        ("DO $$ BEGIN TRUNCATE a; END $$;", "error[truncate]: empties the table a"),
        (FUNCTION + "SELECT work();", DROPS_A.format("")),
        (FUNCTION + "SELECT * FROM work();", DROPS_A.format("")),
        (FUNCTION + "DO $$ BEGIN PERFORM work(); END $$;", DROPS_A.format("")),
        ("CREATE PROCEDURE p() LANGUAGE sql AS 'DROP TABLE a';\nCALL p();", DROPS_A.format("")),
        (
            "DO $$ BEGIN ALTER TABLE b ALTER COLUMN at TYPE timestamp; END $$;",
            "error[type-change-rewrites]",
        ),
    ],
)
def test_the_text_inside_is_read(project: Path, text: str, finding: str, options: tuple[str, ...]) -> None:
    """Also without a server."""
    found = lint(project, text, *options)
    assert finding in found
    assert "-observed" not in found  # once is enough


@pytest.mark.parametrize("quiet", ["", QUIET, 'SET U&"client\\005fmin_messages" = error;\n'])
@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (DYNAMIC.format("a", "'DROP TABLE ' || t"), DROPS_A.format("public.")),
        (
            DYNAMIC.format("a", "format('ALTER TABLE %I DROP COLUMN x', t)"),
            "error[column-dropped]: drops the column public.a.x",
        ),
        (
            DYNAMIC.format("a", "'ALTER TABLE ' || t || ' RENAME TO c'"),
            "error[table-renamed]: renames the table public.a to c",
        ),
        (
            DYNAMIC.format("x", "'ALTER TABLE b DROP COLUMN ' || t || ' CASCADE'"),
            "CASCADE takes along view public.of_b",
        ),
        ("ALTER TABLE b DROP COLUMN x CASCADE;", "CASCADE takes along view public.of_b"),
    ],
)
def test_what_was_seen_to_go_is_found(project: Path, text: str, finding: str, quiet: str) -> None:
    """Whatever made the text, and whatever the file tells the server to keep to itself."""
    assert finding in lint(project, quiet + text)


RENAMES_X = "error[column-renamed]: renames a.x to {}"
QUOTED = r"""E'ALTER TABLE a\n RENAME "x"\n TO "' || t || E'1"\n'"""
HELPER = """\
CREATE FUNCTION rename_column(t text, old text, new text) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN EXECUTE format('ALTER TABLE %I RENAME COLUMN %I TO %I', t, old, new); END $$;
CREATE FUNCTION forget() RETURNS void LANGUAGE sql AS 'ALTER TABLE a RENAME x TO y';
CREATE FUNCTION on_insert() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN EXECUTE 'ALTER TYPE mood RENAME VALUE ' || quote_literal('sad') || ' TO ' || quote_literal(new.x);
RETURN new; END $$;
CREATE TYPE mood AS ENUM ('sad');
CREATE SCHEMA s;
CREATE TRIGGER t BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION on_insert();
"""


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (DYNAMIC.format("x", "format('ALTER TABLE a RENAME COLUMN %I TO y', t)"), RENAMES_X.format("y")),
        (DYNAMIC.format("x", QUOTED), RENAMES_X.format("x1")),
        (DYNAMIC.format("s", "'ALTER SCHEMA ' || t || ' RENAME TO z'"), "error[schema-renamed]"),
        (DYNAMIC.format("a", "'ALTER TABLE ' || t || ' ALTER id TYPE int'"), "error[type-change-rewrites]"),
        ("SELECT rename_column('a', 'x', 'y');", RENAMES_X.format("y")),
        ("SELECT now(), (SELECT rename_column('a', 'x', 'y'));", RENAMES_X.format("y")),
        ("EXPLAIN ANALYZE SELECT rename_column('a', 'x', 'y');", RENAMES_X.format("y")),
        ("DO $$ BEGIN PERFORM forget(); END $$;", RENAMES_X.format("y")),
        ("INSERT INTO b VALUES (1, 'glum');", "error[enum-value-renamed]"),
    ],
)
def test_what_was_run_is_read(project: Path, text: str, finding: str) -> None:
    """Whatever made the text: a variable, a function of an earlier file, a trigger; and it is told once."""
    found = lint(project, QUIET + text, base=BASE + HELPER)
    assert found.count(finding) == 1


def test_a_branch_that_did_not_run_is_named(project: Path) -> None:
    """What is rolled back within the block did not happen either."""
    found = lint(project, "DO $$ BEGIN IF false THEN DROP TABLE a; END IF; END $$;")
    assert "drops the table a with all its rows, in a branch that did not run here" in found
    undone = "DO $$ BEGIN BEGIN DROP TABLE a; RAISE EXCEPTION 'x'; EXCEPTION WHEN others THEN NULL; END; END $$;"
    assert "in a branch that did not run here" in lint(project, undone)


def test_a_function_that_nobody_calls_does_nothing(project: Path) -> None:
    """What it would do is said where it is called."""
    assert "table-dropped" not in lint(project, FUNCTION)


@pytest.mark.parametrize(
    "text",
    [
        "DROP TABLE IF EXISTS nope;",
        "DROP INDEX IF EXISTS nope;",
        "ALTER TABLE IF EXISTS nope DROP COLUMN x;",
        "ALTER TABLE a DROP COLUMN IF EXISTS nope;",
        "ALTER TABLE a DROP CONSTRAINT IF EXISTS nope;",
        "ALTER TABLE a ADD COLUMN IF NOT EXISTS x text NOT NULL;",
        "CREATE UNIQUE INDEX IF NOT EXISTS a_pkey ON a (id);",
        "DO $$ BEGIN DROP TABLE IF EXISTS nope; END $$;",
    ],
)
def test_what_has_nothing_to_do_is_harmless(project: Path, text: str) -> None:
    """Neither an error nor a warning; the same of what is there is one."""
    found = lint(project, text)
    assert "error" not in found
    assert "warning" not in found
    assert "table-dropped" in lint(project, "DROP TABLE IF EXISTS a;")


def test_rows_that_nobody_knows(project: Path) -> None:
    """A table that the file fills from an old one may have any; with rows of its own it was seen to work."""
    rest = "ALTER TABLE n ALTER COLUMN x SET NOT NULL;\nCREATE UNIQUE INDEX n_x ON n (x);\n"
    made = "CREATE TABLE n (id bigint PRIMARY KEY, x text);\n"
    for filled in (made + "INSERT INTO n SELECT id, x FROM a;\n", "CREATE TABLE n AS SELECT id, x FROM a;\n"):
        found = lint(project, filled + rest)
        assert "warning[not-null-may-fail]" in found
        assert "warning[unique-may-fail]" in found
        assert "error" not in found
        assert "error[index-not-concurrent]" in lint(project, f"-- schemactl: transaction=none\n{filled}{rest}")
    assert "may-fail" not in lint(project, made + "INSERT INTO n VALUES (1, 'x');\n" + rest)
