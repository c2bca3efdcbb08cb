"""What real histories hold and what lint once took for a fault: each kind, and beside it what is one."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from schemactl.config import LintConfig
from schemactl.finding import Severity
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, Report, lint
from schemactl.lint.runners import RUNNERS
from schemactl.server import ScratchServer

USERS = "CREATE TABLE users (id bigint PRIMARY KEY);"
ORDERS = "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), shop_id bigint);"
PLACES = "CREATE TABLE places (id bigint PRIMARY KEY, a text, b text, c text UNIQUE, UNIQUE (a, b));"
MOOD = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE people (id bigint PRIMARY KEY, mood mood);"


def linted(texts: list[str], scratch: ScratchServer | None, *, runner: str = "golang-migrate", old: int = 0) -> Report:
    """What lint says of files that follow each other; `old`: how many of them are only there for the state before."""
    files = tuple(File(f"{at}.up.sql", text, is_wanted=at >= old) for at, text in enumerate(texts))
    server = (lambda: nullcontext(scratch)) if scratch else None
    return lint(Job(files, RUNNERS[runner], active_rules(RULES, LintConfig(), {}), server))


def count(rule: str, report: Report) -> int:
    """How often a rule speaks."""
    return sum(one.rule == rule for one in report.findings)


@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize(
    ("texts", "times"),
    [
        ([USERS, ORDERS], 1),
        ([USERS, ORDERS, "CREATE INDEX i ON orders (user_id) WHERE user_id IS NOT NULL;"], 0),
        ([USERS, ORDERS, "CREATE INDEX i ON orders (user_id, shop_id) WHERE (user_id IS NOT NULL);"], 0),
        ([USERS, ORDERS, "CREATE INDEX i ON orders (user_id) WHERE shop_id IS NOT NULL;"], 1),
        ([USERS, ORDERS, "CREATE INDEX i ON orders (user_id) WHERE user_id IS NULL;"], 1),
        ([USERS, ORDERS, "CREATE INDEX i ON orders (user_id) WHERE user_id IS NOT NULL AND shop_id > 0;"], 1),
        ([USERS, ORDERS, "DROP TABLE orders;"], 0),
        ([USERS, ORDERS, "ALTER TABLE orders DROP COLUMN user_id;"], 0),
        ([USERS, ORDERS, "ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;"], 0),
        ([USERS, ORDERS, "ALTER TABLE orders RENAME TO sales;"], 1),
        ([USERS, ORDERS, "ALTER TABLE orders RENAME COLUMN user_id TO buyer;"], 1),
        (
            [
                USERS,
                ORDERS,
                (
                    "ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;\n"
                    "ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);"
                ),
            ],
            1,
        ),
    ],
)
def test_keys_without_an_index(scratch: ScratchServer, texts: list[str], times: int, runs: bool) -> None:
    """Told of keys that are there at the end, once; a partial index serves that leaves out nulls alone."""
    assert count("fk-without-index", linted(texts, scratch if runs else None)) == times


ENUMS = [
    (
        (
            "CREATE TYPE mood_new AS ENUM ('sad', 'ok', 'glad');\n"
            "ALTER TABLE people ALTER COLUMN mood TYPE mood_new USING mood::text::mood_new;"
        ),
        0,
    ),
    (
        (
            "CREATE TYPE mood_new AS ENUM ('sad', 'glad');\n"
            "ALTER TABLE people ALTER COLUMN mood TYPE mood_new USING mood::text::mood_new;"
        ),
        1,
    ),
    ("ALTER TABLE people ALTER COLUMN mood TYPE bytea USING convert_to(mood::text, 'UTF8');", 0),
]


@pytest.mark.parametrize(("text", "times"), ENUMS)
@pytest.mark.parametrize("runs", [True, False])
def test_casts_that_cannot_fail(scratch: ScratchServer, text: str, times: int, runs: bool) -> None:
    """An enum that only grows takes every label; a USING that is more than a cast is not judged as one."""
    assert count("cast-may-fail", linted([MOOD, text], scratch if runs else None, old=1)) == times


def test_what_is_stable_rewrites_nothing(scratch: ScratchServer) -> None:
    """Beside a volatile default too, now() is not the one that writes the table anew."""
    text = "ALTER TABLE users ADD COLUMN a uuid DEFAULT gen_random_uuid(), ADD COLUMN b timestamptz DEFAULT now();"
    found = [one for one in linted([USERS, text], scratch, old=1).findings if one.rule == "volatile-default-rewrites"]
    assert [one.object for one in found] == ["users.a"]
    harmless = (
        "ALTER TABLE users ADD COLUMN b timestamp DEFAULT timezone('utc', now()), ADD c date DEFAULT CURRENT_DATE;"
    )
    assert "volatile-default-rewrites" not in {one.rule for one in linted([USERS, harmless], None, old=1).findings}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("ALTER TABLE places DROP COLUMN a, ADD COLUMN z text;", 1),
        ("ALTER TABLE places DROP COLUMN a, ADD COLUMN z bigint;", 0),
        ("ALTER TABLE places DROP COLUMN a, DROP COLUMN b, ADD COLUMN z text;", 0),
        ("ALTER TABLE places DROP COLUMN a, ADD COLUMN city text, ADD COLUMN street text;", 0),
        ("ALTER TABLE places ADD COLUMN street_name text;\nALTER TABLE places DROP COLUMN b, DROP COLUMN c;", 0),
    ],
)
def test_what_looks_renamed(scratch: ScratchServer, text: str, times: int) -> None:
    """Of several columns that come and go only those whose names are alike; never across types."""
    assert count("looks-renamed", linted([PLACES, text], scratch, old=1)) == times


def test_names_that_are_alike(scratch: ScratchServer) -> None:
    """One that is added stands for the one that it is called like."""
    old = "CREATE TABLE places (id bigint PRIMARY KEY, street text, town text);"
    text = "ALTER TABLE places DROP COLUMN street, DROP COLUMN town, ADD COLUMN street_1 text;"
    found = [one for one in linted([old, text], scratch, old=1).findings if one.rule == "looks-renamed"]
    assert [one.object for one in found] == ["places.street"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("ALTER TABLE places DROP CONSTRAINT places_c_key;", 1),
        ("ALTER TABLE places DROP CONSTRAINT places_pkey;\nALTER TABLE places ADD PRIMARY KEY (id, a);", 0),
        ("ALTER TABLE places DROP CONSTRAINT places_pkey, ADD CONSTRAINT places_pkey PRIMARY KEY (a);", 0),
        ("ALTER TABLE places DROP CONSTRAINT places_c_key;\nALTER TABLE places DROP COLUMN c;", 0),
        ("ALTER TABLE places DROP CONSTRAINT places_c_key;\nDROP TABLE places;", 0),
        ("ALTER TABLE places DROP CONSTRAINT places_a_b_key;\nALTER TABLE places ADD UNIQUE (b, a);", 0),
    ],
)
def test_constraints_that_are_replaced(scratch: ScratchServer, text: str, times: int) -> None:
    """A primary key by another; one whose column or table goes as well is a part of that."""
    assert count("constraint-dropped", linted([PLACES, text], scratch, old=1)) == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("CREATE UNIQUE INDEX i ON places (a);", 1),
        ("DROP INDEX j;\nCREATE UNIQUE INDEX i ON places (a, id, c);", 0),
        ("ALTER TABLE places DROP CONSTRAINT places_c_key, ADD UNIQUE (c);", 0),
        (
            "DELETE FROM places x USING places y WHERE x.a = y.a AND x.id > y.id; CREATE UNIQUE INDEX i ON places (a);",
            0,
        ),
    ],
)
def test_what_is_unique_already(scratch: ScratchServer, text: str, times: int) -> None:
    """By an index that was dropped just now, or perhaps by what the file does about it before."""
    old = PLACES + ("CREATE UNIQUE INDEX j ON places (b);" if "DROP INDEX" in text else "")
    assert count("unique-may-fail", linted([old, text], scratch, old=1)) == times


@pytest.mark.parametrize(("runner", "times"), [("goose", 0), ("golang-migrate", 0), ("plain", 1)])
def test_an_index_that_is_replaced_in_one_transaction(scratch: ScratchServer, runner: str, times: int) -> None:
    """Nobody sees the time in between."""
    text = "-- +goose Up\nDROP INDEX j;\nCREATE INDEX i ON places (b, a);"
    old = f"-- +goose Up\n{PLACES}\nCREATE INDEX j ON places (b);"
    assert count("index-drop-before-replacement", linted([old, text], scratch, runner=runner, old=1)) == times


@pytest.mark.parametrize("runs", [True, False])
def test_taste_is_about_what_a_file_makes(scratch: ScratchServer, runs: bool) -> None:
    """A length that changes, or a default, is no choice of the type: an earlier file has made it."""
    old = "CREATE TABLE t (id int PRIMARY KEY, c char(2), at timestamp, n serial, j json);"
    text = (
        "ALTER TABLE t ALTER COLUMN c TYPE char(3), ALTER COLUMN at TYPE timestamp(3), ALTER COLUMN id SET DEFAULT 1;"
    )
    rules = {one.rule for one in linted([old, text], scratch if runs else None, old=1).findings}
    assert not {rule for rule in rules if rule.startswith(("prefer-", "no-"))}
    chosen = "ALTER TABLE t ALTER COLUMN at TYPE date USING at::date, ALTER COLUMN j TYPE char(9) USING 'x';"
    assert "no-char" in {one.rule for one in linted([old, chosen], scratch if runs else None, old=1).findings}


def test_a_view_takes_its_own_rule_along(scratch: ScratchServer) -> None:
    """DROP VIEW … CASCADE of a view that nothing uses takes nothing along."""
    old = f"{USERS}\nCREATE VIEW v AS SELECT * FROM users;"
    assert count("cascade-drops-unseen", linted([old, "DROP VIEW v CASCADE;"], scratch, old=1)) == 0
    used = f"{old}\nCREATE VIEW w AS SELECT * FROM v;"
    found = linted([used, "DROP VIEW v CASCADE;"], scratch, old=1).findings
    assert [one.message for one in found if one.rule == "cascade-drops-unseen"] == ["CASCADE takes along view public.w"]


def test_what_a_failed_file_does_not_make(scratch: ScratchServer) -> None:
    """Is missing in later ones, which is said once, at the cause; a failure of their own is one."""
    texts = [
        "SELECT nothing();\nCREATE TABLE t (id bigint PRIMARY KEY);",
        "ALTER TABLE t ADD COLUMN a int;",
        "SELECT 1/0;",
    ]
    report = linted(texts, scratch)
    failed = [one.place.path for one in report.findings if one.rule == "migration-fails" and one.place]
    assert failed == ["0.up.sql", "2.up.sql"]
    assert any("does not exist" in note for note in report.notes)


@pytest.mark.parametrize("runner", ["golang-migrate", "prisma", "flyway", "plain", "alembic", "liquibase", "sqitch"])
@pytest.mark.parametrize(
    "text", ["-- why\nCREATE INDEX CONCURRENTLY i ON users (id);", "REINDEX TABLE CONCURRENTLY users;"]
)
def test_a_lone_statement_outside_of_a_transaction(scratch: ScratchServer, runner: str, text: str) -> None:
    """Runs under each runner that sends it as it is."""
    found = {one.rule for one in linted([USERS, text], scratch, runner=runner, old=1).findings}
    assert not found & {"migration-fails", "concurrently-in-transaction"}


@pytest.mark.parametrize("kind", ["MATERIALIZED VIEW", "TABLE"])
def test_what_a_file_drops_and_makes_anew(scratch: ScratchServer, kind: str) -> None:
    """Under the same names: nothing old is written anew, and nobody waits for it."""
    text = f"CREATE {kind} m AS SELECT 1 AS id;\nCREATE UNIQUE INDEX m_id ON m (id);"
    found = {one.rule for one in linted([text, f"DROP {kind} m;\n{text}"], scratch, old=1).findings}
    assert not found & {"rewrite-observed", "index-not-concurrent"}


def test_a_rewrite_is_told_once(scratch: ScratchServer) -> None:
    """Of several volatile defaults in one statement, which write the table anew together."""
    text = "ALTER TABLE users ADD a uuid DEFAULT gen_random_uuid(), ADD b float DEFAULT random();"
    for server in (scratch, None):
        found = [one for one in linted([USERS, text], server, old=1).findings if one.code == "SC204"]
        assert [one.message for one in found] == ["writes all of users anew, to give each row its own a, b"]


def test_what_a_cascade_took_is_made_anew(scratch: ScratchServer) -> None:
    """A view that CASCADE took along, and that the file makes again, is a new one: nobody waits for its index."""
    made = "CREATE MATERIALIZED VIEW m AS SELECT * FROM v;\nCREATE UNIQUE INDEX m_id ON m (id);"
    view = "CREATE VIEW v AS SELECT * FROM users;"
    report = linted([USERS, f"{view}\n{made}", f"DROP VIEW v CASCADE;\n{view}\n{made}"], scratch, old=2)
    assert not {"index-not-concurrent", "rewrite-observed"} & {one.rule for one in report.findings}


def test_drops_are_laid_to_the_file_that_drops(scratch: ScratchServer) -> None:
    """A query at the beginning of the next file took nothing away."""
    report = linted([USERS, "DROP TABLE users;", "SELECT 1;"], scratch, old=1)
    assert [one.place.path for one in report.findings if one.rule == "table-dropped" and one.place] == ["1.up.sql"]


def test_a_table_that_is_written_several_times(scratch: ScratchServer) -> None:
    """Beside a change of schema: one finding for each table and transaction."""
    text = "UPDATE places SET a = 'x' WHERE id = 1;\nDELETE FROM places WHERE id = 2;\nALTER TABLE places ADD d text;"
    assert count("backfill-with-ddl", linted([PLACES, text], scratch, old=1)) == 1


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("ALTER TABLE places ALTER COLUMN a SET NOT NULL;", 1),
        ("DELETE FROM places WHERE a IS NULL;\nALTER TABLE places ALTER COLUMN a SET NOT NULL;", 0),
        ("DELETE FROM places WHERE b IS NULL;\nALTER TABLE places ALTER COLUMN a SET NOT NULL;", 1),
    ],
)
def test_rows_with_nulls_that_were_deleted(scratch: ScratchServer, text: str, times: int) -> None:
    """Are as good as filled."""
    assert count("not-null-may-fail", linted([PLACES, text], scratch, old=1)) == times


ALTER = "ALTER TABLE users ADD COLUMN a int;"
LOG = "CREATE TABLE log (id bigint PRIMARY KEY, note text);"


@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("SELECT count(*) FROM log;", 1),
        ("SELECT count(*) FROM log; SELECT sum(id) FROM log; INSERT INTO log SELECT id FROM users;", 1),
        ("SELECT 1;", 0),
        ("CREATE INDEX log_note ON log (note);", 0),  # index-not-concurrent says it, and its effects name the lock
        ("CREATE INDEX log_note ON log (note); SELECT count(*) FROM log;", 1),
        ("CREATE TABLE new (id bigint PRIMARY KEY, b int); CREATE INDEX new_b ON new (b);", 0),
        ("CREATE TABLE new (id bigint PRIMARY KEY, b int); INSERT INTO new VALUES (1, 1);", 0),
        ("CREATE TABLE new (id bigint PRIMARY KEY); INSERT INTO new SELECT id FROM log;", 1),
    ],
)
def test_work_under_a_lock_is_told_once(*, text: str, times: int, runs: bool, scratch: ScratchServer) -> None:
    """An error for each lock under which old tables are read or written, where no other error says so already."""
    report = linted([USERS + LOG, f"BEGIN; {ALTER} {text} COMMIT;"], scratch if runs else None, runner="plain", old=1)
    found = [one for one in report.findings if one.rule == "work-under-exclusive-lock"]
    assert sum(one.severity is Severity.ERROR for one in found) == times
    assert len(found) <= 1


@pytest.mark.parametrize("runs", [True, False])
def test_a_table_made_in_the_file_is_no_lock(*, runs: bool, scratch: ScratchServer) -> None:
    """What this transaction has made, nobody else waits for."""
    text = f"BEGIN; CREATE TABLE new (id bigint PRIMARY KEY); ALTER TABLE new ADD COLUMN b int; {COUNT} COMMIT;"
    report = linted([USERS + LOG, text], scratch if runs else None, runner="plain", old=1)
    assert count("work-under-exclusive-lock", report) == 0


COUNT = "SELECT count(*) FROM log;"


def test_a_referenced_table_is_told_of_once(scratch: ScratchServer) -> None:
    """Dropping several foreign keys to one table in a transaction locks it once."""
    texts = [
        USERS + ORDERS + "CREATE TABLE bills (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));",
        "BEGIN; DROP TABLE orders; DROP TABLE bills; COMMIT;",
    ]
    assert count("drop-locks-referenced-table", linted(texts, scratch, runner="plain", old=1)) == 1


def test_one_rewrite_is_told_once(scratch: ScratchServer) -> None:
    """Several columns of other types in one ALTER TABLE: the table is written once, and those at fault are named."""
    old = USERS + "CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, c varchar(10));"
    text = "ALTER TABLE t ALTER a TYPE bigint, ALTER c TYPE varchar(20), ALTER b TYPE numeric;"
    (found,) = [one for one in linted([old, text], scratch, old=1).findings if one.rule == "type-change-rewrites"]
    assert found.message == "writes all of t anew to change t.a from integer to bigint, t.b from integer to numeric"
    apart = "ALTER TABLE t ALTER a TYPE bigint; ALTER TABLE t ALTER b TYPE numeric;"
    assert count("type-change-rewrites", linted([old, apart], scratch, old=1)) == 2


def test_temporary_tables_of_a_trigger_are_no_loss(scratch: ScratchServer) -> None:
    """What a trigger, or REFRESH CONCURRENTLY in one, makes for itself and drops."""
    old = (
        LOG + "CREATE MATERIALIZED VIEW notes AS SELECT id FROM log; CREATE UNIQUE INDEX notes_id ON notes (id);"
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CREATE TEMP TABLE own (a int); "
        "DROP TABLE own; REFRESH MATERIALIZED VIEW CONCURRENTLY notes; RETURN NULL; END $$;"
        "CREATE TRIGGER t AFTER DELETE ON log EXECUTE FUNCTION f();"
    )
    report = linted([old, "DELETE FROM log WHERE id = 1;"], scratch, runner="plain", old=1)
    assert not count("table-dropped", report)


def test_changes_of_access_are_told_once(scratch: ScratchServer) -> None:
    """For a block that changes row security and policies of many tables, and for a table of a file."""
    text = (
        "DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['users', 'log'] LOOP "
        "EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t); "
        "EXECUTE format('CREATE POLICY p ON %I USING (true)', t); END LOOP; END $$;"
    )
    (found,) = [
        one
        for one in linted([USERS + LOG, text], scratch, runner="plain", old=1).findings
        if one.rule == "access-change"
    ]
    assert found.message == "changes row security of users, log, under ACCESS EXCLUSIVE"
    apart = (
        "DROP POLICY IF EXISTS p ON users; CREATE POLICY p ON users; CREATE POLICY q ON users; CREATE POLICY p ON log;"
    )
    assert count("access-change", linted([USERS + LOG, apart], scratch, runner="plain", old=1)) == 2


def test_the_same_table_is_named_each_time(scratch: ScratchServer) -> None:
    """Of tables that are locked alike the oldest, whatever order the server lists its locks in."""
    names = [f"t{number}" for number in range(8)]
    old = "".join(f"CREATE TABLE {name} (id bigint PRIMARY KEY);" for name in names)
    keys = ", ".join(f"{name} bigint REFERENCES {name}" for name in reversed(names))
    report = linted([old, f"CREATE TABLE new (id bigint PRIMARY KEY, {keys});"], scratch, runner="plain", old=1)
    (found,) = [one for one in report.findings if one.rule == "lock-timeout-missing"]
    assert found.message == "waits for SHARE ROW EXCLUSIVE on public.t0 without a lock_timeout"


def said(rule: str, report: Report) -> list[str]:
    """What a rule says."""
    return [one.message for one in report.findings if one.rule == rule]


@pytest.mark.parametrize("runs", [True, False])
def test_types_are_told_once_for_a_table(*, runs: bool, scratch: ScratchServer) -> None:
    """Whatever number of its columns a statement makes of a type."""
    text = (
        "CREATE TABLE t (id bigint PRIMARY KEY, a timestamp, b timestamp, c char(2), n int, m int);"
        "ALTER TABLE users ADD COLUMN a timestamp, ADD COLUMN b json;"
    )
    report = linted([USERS, text], scratch if runs else None, old=1)
    assert said("prefer-timestamptz", report) == [
        "a, b are timestamp, which do not know what moment they mean",
        "a is timestamp, which does not know what moment it means",
    ]
    assert said("prefer-bigint", report) == ["n, m are integer, which end at 2,147,483,647"]
    assert (count("no-char", report), count("prefer-jsonb", report)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("CREATE TABLE t (id int PRIMARY KEY);", 1),
        ("CREATE TABLE t (id int, PRIMARY KEY (id));", 1),
        ("CREATE TABLE t (id serial, at date, PRIMARY KEY (id, at));", 1),
        ("CREATE TABLE t (day date, number int, PRIMARY KEY (day, number));", 0),
        ("CREATE TABLE t (host text, port int, PRIMARY KEY (host, port));", 0),
        ("CREATE TABLE s (id int PRIMARY KEY); CREATE TABLE t (id bigint PRIMARY KEY, s int REFERENCES s);", 1),
        ("CREATE TABLE s (id int PRIMARY KEY); CREATE TABLE t (s int PRIMARY KEY REFERENCES s);", 1),
    ],
)
def test_keys_that_end(scratch: ScratchServer, text: str, keys: int) -> None:
    """A column that numbers rows; not one that counts within another, or that has its type from where it refers."""
    report = linted([text], scratch)
    assert sum(one.severity is Severity.WARNING for one in report.findings if one.rule == "prefer-bigint") == keys


MARKS = PLACES + "CREATE INDEX i ON places (a); CREATE INDEX j ON places (b); CREATE INDEX k ON users (id);"


@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("DROP INDEX i; DROP INDEX j;", 2),
        ("DROP INDEX i, j;", 1),
        ("BEGIN; DROP INDEX i; DROP INDEX j; COMMIT;", 1),
        ("BEGIN; DROP INDEX i; DROP INDEX k; COMMIT;", 2),
        ("BEGIN; ALTER TABLE places ADD COLUMN d text; DROP INDEX i; COMMIT;", 0),
        ("BEGIN; DROP INDEX i; DROP TABLE places; COMMIT;", 0),
        ("BEGIN; DROP INDEX i; COMMIT; DROP INDEX j;", 2),
    ],
)
def test_indexes_that_are_dropped_under_one_lock(*, text: str, times: int, runs: bool, scratch: ScratchServer) -> None:
    """Are told once; not at all where the transaction has the lock, or drops the table."""
    report = linted([USERS + MARKS, text], scratch if runs else None, runner="plain", old=1)
    assert count("index-drop-not-concurrent", report) == times


@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize(
    ("text", "whole", "beside", "under"),
    [
        ("ALTER TABLE places ADD d text; UPDATE places SET d = a;", 0, 1, 0),
        ("ALTER TABLE places ADD d text; UPDATE places SET d = a, b = a;", 1, 1, 0),
        ("ALTER TABLE places ADD d text; UPDATE places SET d = a; UPDATE places SET d = b WHERE id = 1;", 0, 1, 0),
        ("ALTER TABLE places ADD d text; UPDATE places SET d = a; UPDATE users SET id = 1 WHERE id = 2;", 0, 1, 0),
        ("ALTER TABLE places ADD d text; DELETE FROM users;", 1, 1, 0),
        ("COMMIT; UPDATE places SET b = a;", 1, 0, 0),
        ("ALTER TABLE places ADD d text; INSERT INTO places (id) SELECT id FROM users;", 0, 0, 1),
    ],
)
def test_rows_that_are_written_beside_a_change(
    *, text: str, whole: int, beside: int, under: int, runs: bool, scratch: ScratchServer
) -> None:
    """One finding for a transaction; another one where the values of a whole table go."""
    report = linted([USERS + PLACES, f"BEGIN; {text} COMMIT;"], scratch if runs else None, runner="plain", old=1)
    rules = ("mutation-without-where", "backfill-with-ddl", "work-under-exclusive-lock")
    assert [count(rule, report) for rule in rules] == [whole, beside, under]


def test_the_tables_that_are_written_beside_a_change(scratch: ScratchServer) -> None:
    """All of them, and of what changes a table that is among them, else any other rather than an index or a view."""
    old = USERS + MARKS + "CREATE VIEW v AS SELECT * FROM users;"
    text = "BEGIN; DELETE FROM users WHERE id = 1; UPDATE places SET b = 'x'; DROP VIEW v; DROP INDEX i; COMMIT;"
    (found,) = said("backfill-with-ddl", linted([old, text], scratch, runner="plain", old=1))
    assert found == "writes rows of users, places in the transaction that changes places"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ALTER TABLE log ADD a int NOT NULL;", "log.a without a default: it fails if the table has a row"),
        (
            "ALTER TABLE log ADD a int NOT NULL, ADD b int NOT NULL;",
            "columns a, b of log without a default: it fails if",
        ),
        ("DELETE FROM log; ALTER TABLE log ADD a int NOT NULL;", "without a default: programs that insert without it"),
        ("TRUNCATE log; ALTER TABLE log ADD a int NOT NULL;", "without a default: programs that insert without it"),
        ("DELETE FROM log WHERE id = 1; ALTER TABLE log ADD a int NOT NULL;", "it fails if the table has a row"),
        ("ALTER TABLE log ADD a int NOT NULL UNIQUE;", "it fails if the table has a row"),
    ],
)
def test_columns_that_rows_lack(scratch: ScratchServer, text: str, message: str) -> None:
    """Told once for a statement; a table that was emptied has no row, and no index of such a column takes time."""
    report = linted([LOG, text], scratch, runner="plain", old=1)
    (found,) = said("required-column", report)
    assert message in found
    assert not count("unique-builds-index", report)


def test_one_scan_for_nulls_is_told_once(scratch: ScratchServer) -> None:
    """Several columns of one ALTER TABLE are looked through together; and so are those that lose NOT NULL told."""
    text = "ALTER TABLE places ALTER a SET NOT NULL, ALTER b SET NOT NULL; ALTER TABLE places ALTER c SET NOT NULL;"
    for server in (scratch, None):
        report = linted([PLACES, text], server, old=1)
        assert said("set-not-null-scans", report) == [
            "looks for nulls in places.a, places.b while nobody can read or write places",
            "looks for nulls in places.c while nobody can read or write places",
        ]
        assert count("not-null-may-fail", report) == 3
    back = "ALTER TABLE places ALTER a DROP NOT NULL, ALTER b DROP NOT NULL, ALTER c SET DEFAULT '';"
    report = linted([PLACES + text, back], scratch, old=1)
    assert said("not-null-dropped", report) == ["lets nulls into a, b of places, which their readers do not expect"]


def test_constraints_that_go_together_are_told_once(scratch: ScratchServer) -> None:
    """What one ALTER TABLE drops; not what another unique index still says."""
    text = "ALTER TABLE places DROP CONSTRAINT places_c_key, DROP CONSTRAINT places_a_b_key;"
    assert said("constraint-dropped", linted([PLACES, text], scratch, old=1)) == [
        "drops the unique constraints places_c_key, places_a_b_key of places"
    ]
    narrower = PLACES + "CREATE UNIQUE INDEX places_a ON places (a);"
    for old, times in ((narrower, 0), (PLACES + "CREATE UNIQUE INDEX i ON places (a) WHERE a > '';", 1)):
        report = linted([old, "ALTER TABLE places DROP CONSTRAINT places_a_b_key;"], scratch, old=1)
        assert count("constraint-dropped", report) == times


def test_a_referenced_table_that_is_locked_already(scratch: ScratchServer) -> None:
    """The drop of a foreign key says what else it locks; not what the transaction has locked as strongly before."""
    for table, times in (("log", 1), ("users", 0)):
        text = f"BEGIN; ALTER TABLE {table} ADD a int; ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey; COMMIT;"
        report = linted([USERS + ORDERS + LOG, text], scratch, runner="plain", old=1)
        assert count("drop-locks-referenced-table", report) == times


def test_what_cascade_takes_and_the_file_makes_again(scratch: ScratchServer) -> None:
    """Is no loss; and the default that a sequence takes along is told with the sequence."""
    old = USERS + "CREATE VIEW v AS SELECT * FROM users; CREATE MATERIALIZED VIEW m AS SELECT * FROM v;"
    text = "DROP VIEW v CASCADE; CREATE VIEW v AS SELECT * FROM users;"
    again = "CREATE MATERIALIZED VIEW m AS SELECT * FROM v;"
    assert count("cascade-drops-unseen", linted([old, text], scratch, old=1)) == 1
    assert count("cascade-drops-unseen", linted([old, text + again], scratch, old=1)) == 0
    report = linted(["CREATE TABLE t (id serial PRIMARY KEY);", "DROP SEQUENCE t_id_seq CASCADE;"], scratch, old=1)
    assert count("cascade-drops-unseen", report) == 0
    assert said("sequence-dropped", report) == [
        "drops the sequence t_id_seq and where it stood; CASCADE takes along the default of public.t.id"
    ]


def test_an_expression_that_is_unique(scratch: ScratchServer) -> None:
    """What is alike is alike in any expression of it: its columns are unique, too."""
    for index, times in (("lower(a)", 0), ("lower(b)", 1), ("a || b", 1)):
        old = f"{PLACES} CREATE UNIQUE INDEX i ON places (({index}));"
        assert count("unique-may-fail", linted([old, "ALTER TABLE places ADD UNIQUE (a);"], scratch, old=1)) == times


def test_values_that_were_made_to_fit(scratch: ScratchServer) -> None:
    """An UPDATE of the column before says what becomes of them."""
    old = "CREATE TABLE t (id bigint PRIMARY KEY, a text);"
    text = "ALTER TABLE t ALTER a TYPE varchar(5);"
    assert count("type-narrowed", linted([old, text], scratch, old=1)) == 1
    cut = f"UPDATE t SET a = left(a, 5) WHERE length(a) > 5; {text}"
    assert count("type-narrowed", linted([old, cut], scratch, old=1)) == 0


def test_a_long_name_is_told_once(scratch: ScratchServer) -> None:
    """Where it is given; who drops it means the one that is left of it."""
    name = "an_index_whose_name_goes_on_and_on_until_nobody_remembers_its_beginning"
    text = f"CREATE INDEX {name} ON log (note); COMMENT ON INDEX {name} IS 'x';"
    assert count("identifier-too-long", linted([LOG, text], scratch, old=1)) == 1
    assert count("identifier-too-long", linted([LOG + text, f"DROP INDEX {name};"], scratch, old=1)) == 0


@pytest.mark.parametrize("runs", [True, False])
def test_what_stands_in_a_block_is_told_at_its_place(*, runs: bool, scratch: ScratchServer) -> None:
    """Not where the same number of letters ends in the file."""
    text = (
        "SELECT 1;\n\nDO $$ BEGIN IF true THEN\nALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (shop_id) "
        "REFERENCES users (id);\nALTER TABLE orders ADD COLUMN at timestamp UNIQUE;\n"
        "CREATE TABLE t (id int PRIMARY KEY);\nEND IF; END $$;"
    )
    report = linted([USERS + ORDERS, text], scratch if runs else None, old=1)
    rules = ("fk-not-valid-missing", "unique-builds-index", "prefer-timestamptz", "prefer-bigint", "fk-without-index")
    places = {one.rule: one.place.line for one in report.findings if one.rule in rules and one.place}
    assert places == dict.fromkeys(rules, 3)


def test_a_table_with_and_without_its_schema(scratch: ScratchServer) -> None:
    """Generators write public in some statements and not in others: it is the same table."""
    text = "ALTER TABLE public.orders DROP CONSTRAINT orders_user_id_fkey; ALTER TABLE orders DROP COLUMN user_id;"
    assert not count("constraint-dropped", linted([USERS + ORDERS, text], scratch, old=1))
    text = "UPDATE places SET a = '' WHERE a IS NULL; ALTER TABLE public.places ALTER COLUMN a SET NOT NULL;"
    assert not count("not-null-may-fail", linted([PLACES, text], scratch, old=1))


def test_keys_of_one_table_that_end(scratch: ScratchServer) -> None:
    """Are told together."""
    text = "CREATE TABLE t (id serial PRIMARY KEY, number serial, n int);"
    assert said("prefer-bigint", linted([text], scratch)) == [
        "the keys id, number are serial, which end at 2,147,483,647",
        "n is integer, which ends at 2,147,483,647",
    ]


@pytest.mark.parametrize("runs", [True, False])
def test_a_column_that_got_another_name(*, runs: bool, scratch: ScratchServer) -> None:
    """Takes its keys and indexes along: what was unique is so under the new name."""
    old = PLACES + "CREATE UNIQUE INDEX i ON places (lower(b));"
    text = (
        "ALTER TABLE places RENAME c TO d; ALTER TABLE places DROP CONSTRAINT places_c_key; ALTER TABLE places "
        "ADD UNIQUE (d); ALTER TABLE places RENAME b TO e; ALTER TABLE places ADD UNIQUE (e);"
    )
    report = linted([old, text], scratch if runs else None, old=1)
    assert (count("unique-may-fail", report), count("constraint-dropped", report)) == (0, 0)
