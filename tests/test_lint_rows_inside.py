"""Rows that go by texts which only a run can know: in blocks, functions and triggers, as if they stood in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_lint_inside import BASE, QUIET, lint

if TYPE_CHECKING:
    from pathlib import Path

LOOP = """\
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT relname FROM pg_class WHERE relname IN ('a', 'b') AND relkind = 'r' LOOP {} END LOOP;
END $$;
"""
VARIABLE = "DO $$ DECLARE t text := 'a'; r record; c refcursor; BEGIN {} END $$;\n"
HELPERS = """\
CREATE FUNCTION empty(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'TRUNCATE ' || t; END $$;
CREATE FUNCTION forget() RETURNS void LANGUAGE sql AS 'UPDATE a SET x = NULL; DELETE FROM b';
CREATE FUNCTION forget_now() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE a SET x = NULL; DELETE FROM b; END;
CREATE PROCEDURE clear(t text) LANGUAGE plpgsql AS
$$ BEGIN COMMIT; EXECUTE format('DELETE FROM %I', t); COMMIT; END $$;
CREATE TABLE log (id bigint PRIMARY KEY);
CREATE FUNCTION on_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM a; RETURN NULL; END $$;
CREATE TRIGGER logged AFTER INSERT ON log FOR EACH STATEMENT EXECUTE FUNCTION on_log();
"""
KEYS = """\
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child (id bigint PRIMARY KEY REFERENCES parent ON DELETE CASCADE);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1);
"""
REFRESH = """\
CREATE MATERIALIZED VIEW m AS SELECT id FROM a;
CREATE UNIQUE INDEX ON m (id);
DO $$ BEGIN REFRESH MATERIALIZED VIEW CONCURRENTLY m; END $$;
"""

DELETES_A = "error[mutation-without-where]: deletes every row of the table a\n"
DELETES_B = "error[mutation-without-where]: deletes every row of the table b\n"
UPDATES_A = "error[mutation-without-where]: writes every row anew of the table a\n"
EMPTIES_A = "error[truncate]: empties the table a\n"
WRITES_A = "error[backfill-with-ddl]: writes rows of a in the transaction that changes b\n"


@pytest.mark.parametrize("quiet", ["", QUIET])
@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (LOOP.format("EXECUTE 'delete from ' || r.relname;"), [DELETES_A, DELETES_B]),
        (LOOP.format("EXECUTE format('UPDATE %I SET x = 1', r.relname);"), [UPDATES_A]),
        (LOOP.format("EXECUTE 'truncate ' || quote_ident(r.relname);"), [EMPTIES_A]),
        (VARIABLE.format("FOR r IN EXECUTE 'DELETE FROM ' || t || ' RETURNING id' LOOP NULL; END LOOP;"), [DELETES_A]),
        (VARIABLE.format("EXECUTE 'WITH d AS (DELETE FROM ' || t || ' RETURNING 1) SELECT * FROM d';"), [DELETES_A]),
        (VARIABLE.format("OPEN c FOR EXECUTE 'SELECT empty(''' || t || ''')'; FETCH c INTO r;"), [EMPTIES_A]),
        (
            "BEGIN;\nALTER TABLE b ADD COLUMN y text;\n"
            + VARIABLE.format("EXECUTE 'UPDATE ' || t || ' SET x = 1 WHERE id < 5';")
            + "COMMIT;",
            [WRITES_A],
        ),
        ("SELECT empty('a');", [EMPTIES_A]),
        ("SELECT now(), (SELECT empty('a'));", [EMPTIES_A]),
        ("WITH w AS (SELECT empty('a')) SELECT * FROM w;", [EMPTIES_A]),
        ("CREATE TABLE n AS SELECT empty('a')::text;", [EMPTIES_A]),
        ("DO $$ BEGIN PERFORM forget(); END $$;", [UPDATES_A, DELETES_B]),
        ("DO $$ BEGIN PERFORM forget_now(); END $$;", [UPDATES_A, DELETES_B]),
        ("-- schemactl: transaction=none\nCALL clear('a');", [DELETES_A]),
        ("INSERT INTO log VALUES (1);", [DELETES_A]),
    ],
)
def test_rows_that_go_by_a_text_of_the_run(project: Path, text: str, findings: list[str], quiet: str) -> None:
    """Whoever made the text, and whatever the file tells the server to keep to itself; each is told once."""
    head, _, rest = text.rpartition("transaction=none\n")
    found = lint(project, (f"{head}transaction=none\n" if head else "") + quiet + rest, base=BASE + HELPERS)
    for finding in findings:
        assert found.count(finding) == 1


def test_each_run_is_looked_at(project: Path) -> None:
    """A session that has run a function before keeps its plans, and is told again."""
    found = lint(project, "INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2);", base=BASE + HELPERS)
    assert found.count(DELETES_A) == 2


@pytest.mark.parametrize(
    "text",
    [
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM a';",
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN TRUNCATE a; END';",
        LOOP.format("EXECUTE format('DELETE FROM %I WHERE id < 5', r.relname);"),
        LOOP.format("EXECUTE format('INSERT INTO %I (id) VALUES (1)', r.relname);"),
        VARIABLE.format("EXECUTE 'CREATE TABLE n AS SELECT * FROM ' || t; EXECUTE 'DELETE FROM n'; TRUNCATE n;"),
        "CREATE TABLE n (id bigint PRIMARY KEY);\n" + VARIABLE.format("t := 'n'; EXECUTE 'DELETE FROM ' || t;"),
        VARIABLE.format("CREATE TEMP TABLE t (id bigint PRIMARY KEY); DELETE FROM t; TRUNCATE t;"),
        "CREATE TABLE n (id bigint PRIMARY KEY);\nSELECT empty('n');",
        REFRESH,
        "DELETE FROM parent WHERE id = 1;\nALTER TABLE parent ADD COLUMN x text;",
    ],
)
def test_what_takes_no_old_rows_is_quiet(project: Path, text: str) -> None:
    """What is only defined, has a WHERE, or is about a table that the file made; what the server runs for itself."""
    found = lint(project, text, base=BASE + HELPERS + KEYS)
    assert "mutation-without-where" not in found
    assert "truncate" not in found
    assert "child" not in found


def test_a_trusted_run_sees_as_much(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went and what was run is known of a superuser's session as well."""
    monkeypatch.setenv("SCHEMACTL_TRUST", "1")
    found = lint(project, VARIABLE.format("EXECUTE 'DROP TABLE ' || t; t := 'b'; EXECUTE 'DELETE FROM ' || t;"))
    assert "error[table-dropped]: drops the table public.a with all its rows\n" in found
    assert DELETES_B in found
