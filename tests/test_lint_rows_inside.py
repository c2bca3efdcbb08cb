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


SILENT = (
    "CREATE FUNCTION {}(t text) RETURNS void LANGUAGE plpgsql {} AS $$ BEGIN {} EXECUTE 'DELETE FROM ' || t; END $$;\n"
)
SET = "SET client_min_messages = error"
SILENCED = "(client_min_messages)"


@pytest.mark.parametrize(
    "text",
    [
        VARIABLE.format(f"{SET}; EXECUTE 'DELETE FROM ' || t;"),
        VARIABLE.format(f"{SET}; EXECUTE 'DELETE FROM ' || t; SET client_min_messages = debug1;"),
        VARIABLE.format("RESET ALL; EXECUTE 'DELETE FROM ' || t;"),
        VARIABLE.format("PERFORM set_config('client_min_messages', 'error', true); EXECUTE 'DELETE FROM ' || t;"),
        VARIABLE.format(
            "t := set_config('client_min_' || 'messages', 'error', true); EXECUTE 'DELETE FROM ' || left('a', 1);"
        ),
        SILENT.format("f", SET, "") + "SELECT f('a');",
        SILENT.format("f", "", "SET LOCAL client_min_messages = error;") + "SELECT f('a');",
        SILENT.format("f", SET, "") + "DO $$ BEGIN PERFORM f('a'); END $$;",
        "INSERT INTO silent VALUES (1);",
    ],
)
def test_who_silences_the_server_is_told_of(project: Path, text: str) -> None:
    """Where a text of the run may be missing, that is an error; definitions are known all the same."""
    silent = "CREATE TABLE silent (id bigint PRIMARY KEY);\n"
    silent += f"CREATE FUNCTION on_silent() RETURNS trigger LANGUAGE plpgsql {SET} AS\n"
    silent += "$$ BEGIN EXECUTE 'DELETE FROM ' || left('a', 1); RETURN NULL; END $$;\n"
    silent += "CREATE TRIGGER t AFTER INSERT ON silent EXECUTE FUNCTION on_silent();\n"
    found = lint(project, text, base=BASE + silent)
    assert found.count("error[unchecked-sql]") == 1
    assert SILENCED in found


def test_who_silences_it_and_says_nothing_of_it(project: Path) -> None:
    """Also where no text says so, and nothing is to be seen afterwards: the lock on a table that is written remains."""
    found = lint(
        project,
        VARIABLE.format(
            "PERFORM set_config(reverse('segassem_nim_tneilc'), 'error', false); EXECUTE 'DELETE FROM ' || t;"
            " PERFORM set_config(reverse('segassem_nim_tneilc'), 'debug1', false);"
        ),
    )
    assert "error[unchecked-sql]: what this DO does is not known: it locks a to write rows" in found.replace(
        "public.", ""
    )


def test_silence_does_not_hide_definitions(project: Path) -> None:
    """These are noted where a file cannot reach."""
    found = lint(project, VARIABLE.format(f"{SET}; EXECUTE 'ALTER TABLE ' || t || ' RENAME x TO y';"))
    assert "error[column-renamed]: renames a.x to y" in found


@pytest.mark.parametrize(
    "text",
    [
        f"{SET};\nDO $$ DECLARE t text := 'a'; BEGIN EXECUTE 'DELETE FROM ' || t || ' WHERE id = 1'; END $$;",
        f"DO $$ BEGIN {SET}; DELETE FROM a WHERE id = 1; END $$;",
    ],
)
def test_silence_that_hides_nothing_is_none(project: Path, text: str) -> None:
    """What a file sets between its statements is set back; and what stands in the text is known."""
    assert "unchecked-sql" not in lint(project, text)


BRANCHES = """\
CREATE SCHEMA s;
CREATE FUNCTION s.work(really boolean) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN IF really THEN DELETE FROM a; TRUNCATE b; DROP TABLE b; END IF; END $$;
CREATE FUNCTION s.work() RETURNS void LANGUAGE sql AS 'SELECT';
CREATE FUNCTION work(really boolean) RETURNS void LANGUAGE sql AS 'SELECT';
CREATE PROCEDURE s.go(really boolean, INOUT x int DEFAULT 0) LANGUAGE plpgsql AS
$$ BEGIN PERFORM s.work(really); END $$;
CREATE FUNCTION s.on_b() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF TG_NARGS > 0 THEN TRUNCATE a; END IF; RETURN NULL; END $$;
CREATE TRIGGER t AFTER INSERT ON b EXECUTE FUNCTION s.on_b();
"""
IDLE = ", in a branch that did not run here"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("SELECT s.work(false);", [DELETES_A, "empties the table b\n", "drops the table b with all its rows\n"]),
        ("SELECT 1 WHERE s.work(false) IS NULL;", [DELETES_A]),
        ("CALL s.go(false);", [DELETES_A]),
        ("SET search_path = s, public;\nSELECT work(false);", [DELETES_A]),
        ("INSERT INTO b VALUES (1);", [EMPTIES_A]),
        ("DO $$ DECLARE r record; BEGIN FOR r IN SELECT FROM a LOOP DELETE FROM a; END LOOP; END $$;", [DELETES_A]),
        ("UPDATE b SET x = NULL WHERE s.work(true) IS NULL;", [DELETES_A]),
        ("INSERT INTO a SELECT 1, s.work(true)::text FROM b;", [DELETES_A]),
        ("SELECT s.work();", []),
        ("SELECT work(false);", []),
        ("WITH d AS (DELETE FROM a RETURNING 1) SELECT * FROM d;", []),
    ],
)
def test_a_branch_of_a_known_function_is_read(project: Path, text: str, findings: list[str]) -> None:
    """Of the one that is called: by its schema, or by the search path, and by its number of arguments."""
    found = lint(project, text, base=BASE + BRANCHES)
    for finding in findings:
        assert found.count(finding.replace("\n", f"{IDLE}\n")) == 1
    assert findings or IDLE not in found


@pytest.mark.parametrize("options", [(), ("--static",)])
@pytest.mark.parametrize(
    "text",
    [
        "WITH d AS (DELETE FROM a RETURNING id) INSERT INTO log SELECT * FROM d;",
        "WITH d AS (DELETE FROM a RETURNING id) UPDATE b SET x = NULL FROM d WHERE d.id = b.id;",
        "EXPLAIN (ANALYZE, COSTS off) DELETE FROM a;",
        "PREPARE p AS DELETE FROM a;\nEXECUTE p;",
    ],
)
def test_a_statement_in_a_statement_is_read(project: Path, text: str, options: tuple[str, ...]) -> None:
    """Behind WITH, EXPLAIN ANALYZE and PREPARE; EXPLAIN alone runs nothing."""
    assert lint(project, text, *options, base=BASE + "CREATE TABLE log (id bigint);").count(DELETES_A) == 1
    assert DELETES_A not in lint(project, "EXPLAIN DELETE FROM a;", *options)
