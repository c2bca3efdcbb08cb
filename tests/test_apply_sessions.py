"""What a file makes of its session: it holds to the end of the file, however the run is cut, and no longer.

Files that run statement by statement are cut at each statement, by kill -9 or by a statement that fails, and taken on
by the next run; what is there then is what an uncut run leaves.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from runs import Write, killed_command, query

from schemactl.errors import ExecuteError, HistoryError, LockError
from schemactl.migrations.apply import apply_migrations, read_status
from schemactl.migrations.mark import resolve_retry
from schemactl.migrations.observer import Notice, Silent
from schemactl.migrations.plan import Choice
from schemactl.migrations.run import FileError
from schemactl.migrations.state import State
from schemactl.migrations.target import Target

ALONE = "-- schemactl: transaction=none\n"
SETTINGS = """\
CREATE SCHEMA app;
GRANT ALL ON SCHEMA app TO pg_monitor;
CREATE TABLE public.t (i int);
SET search_path = app, public;
SET ROLE pg_monitor;
SET statement_timeout = '77s';
SET lock_timeout = '78s';
SET TIME ZONE 'Asia/Tokyo';
SELECT set_config('app.tenant', 'blue', false);
CREATE TABLE t (i int, at timestamptz DEFAULT '2024-01-01 00:00', tenant text);
CREATE INDEX CONCURRENTLY t_i ON t (i);
INSERT INTO t (i, tenant) VALUES (1, current_setting('app.tenant'));
INSERT INTO t (i, tenant) SELECT 2, concat(current_setting('statement_timeout'), current_setting('lock_timeout'));
RESET ROLE;
CREATE TABLE last ();
"""
FACTS = """
SELECT c.relnamespace::regnamespace::text, c.relname, c.relowner::regrole::text, i.indisvalid
FROM pg_class AS c LEFT JOIN pg_index AS i ON i.indexrelid = c.oid
WHERE c.relnamespace IN ('public'::regnamespace, to_regnamespace('app')) AND c.relkind IN ('r', 'i')
ORDER BY 1, 2
"""


def run_killed(url: str, folder: Path, event: int) -> bool:
    """Whether a run was killed at the event of that number; False if it was done before."""
    command = killed_command(url, folder, event)
    return subprocess.run(command, check=False, capture_output=True).returncode == -9


def require_truth(url: str, folder: Path) -> None:
    """What `status` counts as done of the file is there, and no more than the statement in doubt besides."""
    standing = read_status(Target(url), folder)
    done = standing.applied[0].statements_done if standing.applied else 0
    facts = {tuple(fact[:2]) for fact in query(url, FACTS)}
    made = [(3, ("public", "t")), (10, ("app", "t")), (11, ("app", "t_i")), (15, ("app", "last"))]
    for number, fact in made:
        if number <= done:
            assert fact in facts
        elif number > done + 1:
            assert fact not in facts


@pytest.mark.parametrize("event", range(30))
def test_settings_hold_to_the_end_of_a_file_that_is_killed(
    tmp_path: Path, database: str, lay: Write, event: int
) -> None:
    """Search path, role, time limits, time zone, a setting of the user's own: as in a run that nobody cut."""
    lay(v1=ALONE + SETTINGS)
    if run_killed(database, tmp_path, event):
        require_truth(database, tmp_path)
        apply_migrations(Target(database, lock_wait=20), tmp_path)
    owner = query(database, "SELECT current_user")[0][0]
    assert query(database, FACTS) == [
        ("app", "last", owner, None),
        ("app", "t", "pg_monitor", None),
        ("app", "t_i", "pg_monitor", True),
        ("public", "t", owner, None),
    ]
    rows = query(database, "SELECT i, at AT TIME ZONE 'UTC', tenant FROM app.t ORDER BY i")
    assert [(i, f"{at:%d %H}", tenant) for i, at, tenant in rows] == [(1, "31 15", "blue"), (2, "31 15", "77s78s")]
    assert read_status(Target(database), tmp_path).state is State.UP_TO_DATE


def test_settings_end_with_their_file(tmp_path: Path, database: str, lay: Write) -> None:
    """The next file begins as if it were the first, whichever way each runs."""
    probe = "CREATE TABLE {} AS SELECT current_setting('search_path') AS path, current_user::text AS who;\n"
    lay(
        v1="CREATE SCHEMA app; GRANT ALL ON SCHEMA app TO pg_monitor;",
        v2=ALONE + "SET search_path = app; SET ROLE pg_monitor; CREATE TEMP TABLE gone (); CREATE TABLE mine ();",
        v3=probe.format("public.a"),
        v4="SET search_path = app; SET ROLE pg_monitor; CREATE TEMP TABLE gone ();",
        v5=ALONE + probe.format("public.b") + "CREATE TEMP TABLE gone ();",
    )
    apply_migrations(Target(database), tmp_path)
    owner = query(database, "SELECT current_user")[0][0]
    assert query(database, "SELECT * FROM a UNION ALL SELECT * FROM b") == [('"$user", public', owner)] * 2
    assert query(database, "SELECT relowner::regrole::text FROM pg_class WHERE relname = 'mine'") == [("pg_monitor",)]


def test_what_ends_with_a_session_is_refused_by_name(tmp_path: Path, database: str, lay: Write) -> None:
    """A temporary table of statement 1 is not there for statement 3 of the next run, nor another one of its name."""
    begin = ALONE + "CREATE TEMP TABLE ids AS SELECT 1 AS id;\nCREATE TABLE t (id int);\n"
    lay(v1=begin + "INSERT INTO t SELECT nowhere FROM ids;\n")
    with pytest.raises(FileError):
        apply_migrations(Target(database), tmp_path)
    lay(v1=begin + "INSERT INTO t SELECT id FROM ids;\n")
    with pytest.raises(HistoryError, match="statement 3: what statement 1 made has ended") as caught:
        apply_migrations(Target(database), tmp_path)
    assert "schemactl resolve 1 --retry --statement 1" in caught.value.hint
    query(database, "DROP TABLE t")
    resolve_retry(Target(database), tmp_path, "1", 1)
    apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT id FROM t") == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SET LOCAL lock_timeout = 1",
        "SET TRANSACTION READ WRITE",
        "SET CONSTRAINTS ALL DEFERRED",
        "SELECT pg_catalog.set_config('search_path', '', true)",
    ],
)
def test_what_ends_with_a_transaction_is_refused_where_there_is_none(
    tmp_path: Path, database: str, lay: Write, sql: str
) -> None:
    """It would be done and undone in one statement, without a word; in a file that is a transaction it is fine."""
    lay(v1=f"SELECT 1;\n{sql};\nSELECT 2;")
    apply_migrations(Target(database), tmp_path)
    lay(v2=ALONE + f"SELECT 1;\n  {sql};\n")
    with pytest.raises(ExecuteError, match="it would do nothing") as caught:
        apply_migrations(Target(database), tmp_path)
    assert (caught.value.place and (caught.value.place.line, caught.value.place.column)) == (3, 3)
    assert "SET" in caught.value.hint or "one transaction" in caught.value.hint


def test_a_file_is_utf8_whatever_it_says(tmp_path: Path, database: str, lay: Write) -> None:
    """SET client_encoding of another encoding would turn its letters into others; UTF8 is what dumps say."""
    lay(v1="SET client_encoding = 'UTF8';\nCREATE TABLE t AS SELECT 'é' AS a;")
    apply_migrations(Target(database), tmp_path)
    for sql in ("SET client_encoding = 'LATIN1'", "SET NAMES 'latin1'", "SET client_encoding TO win1252"):
        lay(v2=f"{sql};\nINSERT INTO t VALUES ('é');")
        with pytest.raises(ExecuteError, match="the file is UTF-8"):
            apply_migrations(Target(database), tmp_path)
    say = "DO $$ BEGIN PERFORM set_config('client_encoding', 'LATIN1', false); END $$;"
    lay(v2=say, v3="INSERT INTO t VALUES ('ü');")
    apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT a FROM t ORDER BY a") == [("é",), ("ü",)]


def test_set_transaction_first_in_a_file(tmp_path: Path, database: str, lay: Write) -> None:
    """Nothing of ours comes before it that would make it too late; also in the second file of a run."""
    probe = "CREATE TABLE {} AS SELECT current_setting('transaction_isolation') AS level;"
    lay(
        v1="SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n" + probe.format("a"),
        v2="SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, NOT DEFERRABLE;\n" + probe.format("b"),
        v3=probe.format("c"),
    )
    apply_migrations(Target(database), tmp_path)
    found = query(database, "SELECT * FROM a UNION ALL SELECT * FROM b UNION ALL SELECT * FROM c")
    assert found == [("serializable",), ("repeatable read",), ("read committed",)]


ALTERED = (
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.tenant = ''green''', current_database());"
    " EXECUTE format('ALTER DATABASE %I SET work_mem = ''9MB''', current_database()); END $$;\n"
)
PROBE = (
    "CREATE TABLE {} AS SELECT current_setting('app.tenant', true) AS tenant, current_setting('work_mem') AS memory;\n"
)


@pytest.mark.parametrize("limit", [None, 1])
@pytest.mark.parametrize("mode", ["", ALONE])
def test_alter_database_gives_one_result_however_a_run_is_cut(
    tmp_path: Path, database: str, lay: Write, mode: str, limit: int | None
) -> None:
    """The files after it see the settings, in the same run as in the next one."""
    lay(v1=mode + ALTERED + PROBE.format("same"), v2=PROBE.format("next"))
    for _ in range(2):
        apply_migrations(Target(database), tmp_path, Choice(limit))
    assert query(database, "SELECT * FROM next") == [("green", "9MB")]
    if mode:
        assert query(database, "SELECT * FROM same") == [("green", "9MB")]


@pytest.mark.parametrize("event", range(8))
def test_alter_database_in_a_file_that_is_cut(tmp_path: Path, database: str, lay: Write, event: int) -> None:
    """The statement after it gives the same, whether the run died before it or not; what the file had set stays."""
    lay(v1=ALONE + "CREATE SCHEMA app;\nSET search_path = app, public;\n" + ALTERED + PROBE.format("same"))
    assert run_killed(database, tmp_path, event)
    apply_migrations(Target(database, lock_wait=20), tmp_path)
    assert query(database, "SELECT * FROM app.same") == [("green", "9MB")]


COMMITS = "DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO t VALUES (i); COMMIT; END LOOP; END $$;\n"


def test_do_and_call_may_commit_where_there_is_no_transaction(tmp_path: Path, database: str, lay: Write) -> None:
    """In batches, as psql runs them; statements around them have their own transactions still."""
    procedure = "CREATE PROCEDURE work() LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (9); COMMIT; END';\n"
    rest = "CALL work();\nDO $$ BEGIN CALL work(); END $$;\nINSERT INTO t VALUES (10);\n"
    lay(v1=ALONE + "CREATE TABLE t (i int);\n" + COMMITS + procedure + rest)
    apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT i FROM t ORDER BY i") == [(1,), (2,), (3,), (9,), (9,), (10,)]
    assert query(database, "SELECT statements_done FROM schemactl.migrations") == [(6,)]
    lay(v2=COMMITS)
    with pytest.raises(FileError, match="invalid transaction termination") as caught:
        apply_migrations(Target(database), tmp_path)
    assert "transaction=none" in caught.value.hint


def test_a_do_that_commits_and_dies_is_in_doubt(tmp_path: Path, database: str, lay: Write) -> None:
    """What it had committed stays: running it again would do that twice, and so nobody does it unasked."""
    lay(v1=ALONE + "CREATE TABLE t (i int);\n" + COMMITS.replace("COMMIT;", "COMMIT; PERFORM pg_sleep(1);"))
    command = killed_command(database, tmp_path, 99)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (query(database, "SELECT to_regclass('t')")[0][0] and query(database, "SELECT * FROM t")):
        assert process.poll() is None
    process.kill()
    process.wait()
    with pytest.raises(HistoryError, match="nobody knows whether statement 2"):
        apply_migrations(Target(database, lock_wait=20), tmp_path)
    assert read_status(Target(database), tmp_path).state is State.IN_DOUBT


DUMPED = r"""
\restrict x'y
SET client_encoding = 'UTF8';
CREATE TABLE t (a int, b text);
COPY public.t (a, b) FROM stdin;
1	it's; \\N
2	\N
3	é
\.
COPY t FROM STDIN WITH (FORMAT csv);
4,"a
b"
\.

INSERT INTO t VALUES (5, 'x');
\unrestrict x'y
"""


@pytest.mark.parametrize("mode", ["", ALONE])
def test_a_dump_is_a_migration(tmp_path: Path, database: str, lay: Write, mode: str) -> None:
    """Rows below COPY go to the table, in the file's transaction or their own; lines of psql's are passed over."""
    lay(v1=mode + DUMPED)
    apply_migrations(Target(database), tmp_path)
    expected = [(1, "it's; \\N"), (2, None), (3, "é"), (4, "a\nb"), (5, "x")]
    assert query(database, "SELECT * FROM t ORDER BY a") == expected
    assert query(database, "SELECT statements_done FROM schemactl.migrations") == [(5,)]


@pytest.mark.parametrize("mode", ["", ALONE])
def test_a_bad_row_below_copy_is_named(tmp_path: Path, database: str, lay: Write, mode: str) -> None:
    """The line of the data, the statement of the file; what came before it is undone, or stays, by the file's mode."""
    lay(v1=mode + DUMPED.replace("\n2\t", "\ntwo\t"))
    with pytest.raises(FileError, match="invalid input syntax") as caught:
        apply_migrations(Target(database), tmp_path)
    assert "COPY t, line 2, column a" in caught.value.detail
    assert caught.value.place
    assert caught.value.place.text.startswith("COPY public.t")
    assert query(database, "SELECT to_regclass('t') IS NOT NULL") == [(bool(mode),)]
    lay(v1=mode + DUMPED)
    apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT count(*) FROM t") == [(5,)]
    lay(v1=mode + DUMPED.replace("it's", "its"))
    assert read_status(Target(database), tmp_path).state is State.DIVERGED


class Ears(Silent):
    """Keeps what the server says."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def noticed(self, notice: Notice) -> None:
        self.heard.append(str(notice))


def test_notices_are_heard(tmp_path: Path, database: str, lay: Write) -> None:
    """In every kind of file, and none of our own."""
    say = "DO $$ BEGIN RAISE {} '{}'; END $$;\n"
    index = "CREATE TABLE t (i int);\nCREATE INDEX CONCURRENTLY t_i ON t (i);\n"
    lay(v1=say.format("NOTICE", "one") + say.format("WARNING", "two"), v2=index + say.format("NOTICE", "three"))
    ears = Ears()
    result = apply_migrations(Target(database), tmp_path, observer=ears)
    assert ears.heard == ["NOTICE: one", "WARNING: two", "NOTICE: three"]
    assert [[str(one) for one in applied.notices] for applied in result.applied] == [ears.heard[:2], ears.heard[2:]]


@pytest.mark.parametrize("mode", ["", ALONE])
def test_a_failure_at_commit_says_commit(tmp_path: Path, database: str, lay: Write, mode: str) -> None:
    """A deferred constraint fails no statement: the last one is not to blame."""
    tables = "CREATE TABLE a (i int PRIMARY KEY);\nCREATE TABLE b (i int REFERENCES a DEFERRABLE INITIALLY DEFERRED);\n"
    lay(v1=mode + tables + "INSERT INTO b VALUES (1);\nSELECT 1;\n")
    with pytest.raises(FileError, match="at COMMIT: insert or update on table") as caught:
        apply_migrations(Target(database), tmp_path)
    place = caught.value.place
    assert place
    assert place.line == (4 if mode else 0)
    assert "deferred" in caught.value.hint
    (error,) = query(database, "SELECT error FROM schemactl.events WHERE event = 'failed'")
    assert error[0].startswith("at COMMIT: ")


INDEX = "CREATE UNIQUE INDEX CONCURRENTLY ON t (i, lower(s)) WHERE i > 0;\n"


def test_an_index_without_a_name_leaves_no_invalid_one(tmp_path: Path, database: str, lay: Write) -> None:
    """Each try would leave one more; others, invalid or of another definition, are not ours to drop."""
    rows = "CREATE TABLE t (i int, s text);\nINSERT INTO t VALUES (1, 'a'), (1, 'A');\n"
    lay(v1=rows + "CREATE INDEX t_other ON t (i);", v2=INDEX)
    for _ in range(3):
        with pytest.raises(FileError, match="could not create unique index"):
            apply_migrations(Target(database), tmp_path)
    assert query(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid") == [(1,)]
    query(database, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_other'::regclass; DELETE FROM t")
    apply_migrations(Target(database), tmp_path)
    names = "SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1"
    assert query(database, names) == [("t_i_lower_idx", True), ("t_other", False)]


@pytest.mark.parametrize("event", [2, 3])
def test_an_index_without_a_name_is_looked_for(tmp_path: Path, database: str, lay: Write, event: int) -> None:
    """By what it is: after a death it is built once, not twice."""
    lay(v1=ALONE + "CREATE TABLE t (i int, s text);\n" + INDEX + "CREATE TABLE last ();")
    assert run_killed(database, tmp_path, event)
    apply_migrations(Target(database, lock_wait=20), tmp_path)
    count = "SELECT count(*), bool_and(indisvalid) FROM pg_index WHERE indrelid = 't'::regclass"
    assert query(database, count) == [(1, True)]


def test_many_statements_run_one_by_one_leave_a_small_history(tmp_path: Path, database: str, lay: Write) -> None:
    """Its row does not grow with the file, nor does the table that it is in."""
    lay(v1=ALONE + "CREATE TABLE t (i int);\n" + "INSERT INTO t VALUES (1);\n" * 3000)
    apply_migrations(Target(database), tmp_path)
    size = "SELECT pg_total_relation_size('schemactl.migrations') < 1000000, statements_done FROM schemactl.migrations"
    assert query(database, size) == [(True, 3001)]


def test_another_run_that_took_the_file_on_is_noticed(tmp_path: Path, database: str, lay: Write) -> None:
    """A row that another run has written ends this one at its next statement, which is rolled back."""
    lay(v1=ALONE + "CREATE TABLE t (i int);\n" + "INSERT INTO t SELECT 1 FROM pg_sleep(0.1);\n" * 5)

    class Thief(Silent):
        def statement_finished(self, index: int, *_: object) -> None:
            if index == 2:
                query(database, "UPDATE schemactl.migrations SET batch = gen_random_uuid()")

    with pytest.raises(LockError, match="lock is lost"):
        apply_migrations(Target(database), tmp_path, observer=Thief())
    same = "SELECT statements_done = 1 + (SELECT count(*) FROM t), statements_done FROM schemactl.migrations"
    assert query(database, same) in ([(True, done)] for done in (3, 4, 5))
