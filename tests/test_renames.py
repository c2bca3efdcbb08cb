"""Renames: what hints and flags say is renamed first and carries all that hangs on it; nothing is ever guessed."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from schemactl.catalog.model import ObjectId
from schemactl.draft import Draft, Scope, draft
from schemactl.errors import SourceError, UsageError
from schemactl.finding import Severity
from schemactl.pgsql import split_statements
from schemactl.plan.rename import Answers
from schemactl.source import FileSource
from schemactl.source.hints import find_hints, parse_rename

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

Compare = Callable[..., Draft]


class Says(Answers):
    """Answers every question alike."""

    def __init__(self, answer: bool) -> None:
        super().__init__()
        self.answer = answer
        self.asked: list[tuple[ObjectId, ObjectId]] = []

    def is_rename(self, old: ObjectId, new: ObjectId) -> bool:
        self.asked.append((old, new))
        return self.answer


@pytest.fixture
def compare(scratch: ScratchServer, tmp_path: Path) -> Compare:
    """`compare(before, after, *flags, answers=None)`: the proven draft from one schema file to the other."""

    def make(before: str, after: str, *flags: str, answers: Answers | None = None, with_down: bool = True) -> Draft:
        files = []
        for name, text in (("before.sql", before), ("after.sql", after)):
            (tmp_path / name).write_text(text)
            files.append(FileSource((tmp_path / name,), tmp_path))
        said = answers or Answers([parse_rename(flag) for flag in flags])
        return draft(scratch, files[0], files[1], Scope(), said, with_down=with_down)

    return make


def up(result: Draft) -> list[str]:
    return [statement.text for statement in result.up.statements]


def down(result: Draft) -> list[str]:
    return [statement.text for statement in result.down.statements]


def hinted(sql: str) -> list[tuple[str, str, str]]:
    """Of each hint: the kinds, the new name in full, the old name."""
    hints = find_hints(split_statements(sql, "schema.sql"))
    return [(" ".join(hint.kinds), ".".join(hint.new), ".".join(hint.old)) for hint in hints]


IN_TABLE = """
CREATE TABLE app.users (  -- schemactl:renamed from=people
    id int, name text, -- schemactl:renamed from=title
    -- schemactl:renamed from=e_mail
    email text
        CONSTRAINT has_at CHECK (email LIKE '%@%'), -- schemactl:renamed from=at_check
    größe text, /* schemactl:renamed from="Size" */
    CONSTRAINT unique_name UNIQUE (name) -- schemactl:renamed from=names
);
"""


def test_a_hint_in_a_table_is_about_what_it_stands_beside() -> None:
    """At the end of a line: the last column or constraint on it; above one: that one; on the first line: the table."""
    assert hinted(IN_TABLE) == [
        ("table", "app.users", "people"),
        ("column", "app.users.name", "title"),
        ("column", "app.users.email", "e_mail"),
        ("constraint", "app.users.has_at", "at_check"),
        ("column", "app.users.größe", "Size"),
        ("constraint", "app.users.unique_name", "names"),
    ]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("CREATE TYPE s AS ENUM ('ä', -- schemactl:renamed from=x y\n 'b' -- schemactl:renamed from='x y'\n)",
         [("enum_value", "s.ä", "x"), ("enum_value", "s.b", "x y")]),
        ("CREATE TYPE a.t AS (\n-- schemactl:renamed from=x\ny int)", [("attribute", "a.t.y", "x")]),
        ("CREATE DOMAIN d AS int CONSTRAINT k CHECK (true) -- schemactl:renamed from=old", [("domain", "d", "old")]),
        ("CREATE DOMAIN d AS int\nCONSTRAINT k CHECK (VALUE > 0) -- schemactl:renamed from=old\nNOT NULL",
         [("domain_constraint", "d.k", "old")]),
        ("ALTER TABLE ONLY a.t -- hm\n ADD CONSTRAINT k UNIQUE (b); -- schemactl:renamed from=old",
         [("constraint", "a.t.k", "old")]),
        ("-- schemactl:renamed from=other.i\nCREATE INDEX i ON a.t (b)", [("index", "a.i", "other.i")]),
        ("CREATE VIEW v AS SELECT 1; -- schemactl: renamed from = w", [("view", "v", "w")]),
        ("-- schemactl:renamed from=g\n\nCREATE FUNCTION a.f() RETURNS int LANGUAGE sql RETURN 1",
         [("function procedure", "a.f", "g")]),
        ("CREATE POLICY p ON a.t; -- schemactl:renamed from=q", [("policy", "a.t.p", "q")]),
        ("CREATE SCHEMA a; -- schemactl:renamed from=b", [("schema", "a", "b")]),
        ("CREATE VIEW v AS SELECT 'schemactl:renamed from=x'; -- renamed by hand", []),
    ],
)  # fmt: skip
def test_hints_beside_all_that_has_a_name(sql: str, expected: list[tuple[str, str, str]]) -> None:
    """Labels, attributes, constraints of domains, added constraints, and statements as wholes; strings are no hints."""
    assert hinted(sql) == expected


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a int);\n-- schemactl:renamed to=b\nCREATE TABLE u ()",
        "-- schemactl:renamed from=x\nGRANT SELECT ON t TO PUBLIC",
        "CREATE TABLE t (a int\n-- schemactl:renamed from=b\n)",
        "CREATE INDEX ON t (a); -- schemactl:renamed from=b",
    ],
)
def test_a_hint_that_says_nothing_is_an_error_with_its_place(sql: str) -> None:
    """Without an old name, or beside nothing that has a name: a SourceError."""
    with pytest.raises(SourceError) as caught:
        hinted(sql)
    assert caught.value.place is not None


def test_flags() -> None:
    """Names with dots in quotes, labels in quotes, and the kind before them."""
    assert parse_rename("app.users.username=user_name").old == ("app", "users", "username")
    assert parse_rename('app."A.b"=c').old == ("app", "A.b")
    assert parse_rename("app.status.'in progress'='to do'").new == ("to do",)
    assert parse_rename("materialized view app.a=b").kinds == ("materialized_view",)
    for text in ("app.users", "=b", "a..b=c", "a="):
        with pytest.raises(UsageError):
            parse_rename(text)


BEFORE = """
CREATE SCHEMA app;
CREATE TYPE app.status AS ENUM ('open', 'closed');
CREATE TABLE app.people (
    id serial PRIMARY KEY,
    username text NOT NULL UNIQUE,
    state app.status DEFAULT 'closed',
    CONSTRAINT long_enough CHECK (length(username) > 2)
);
CREATE INDEX ON app.people (username, state);
COMMENT ON COLUMN app.people.username IS 'as it is shown';
CREATE VIEW app.names AS SELECT id, username FROM app.people;
GRANT SELECT ON app.names TO PUBLIC;
"""
AFTER = """
CREATE SCHEMA app;
CREATE TYPE app.status AS ENUM ('open', 'done' -- schemactl:renamed from=closed
);
-- schemactl:renamed from=people
CREATE TABLE app.users (
    id serial PRIMARY KEY,
    user_name text NOT NULL UNIQUE, -- schemactl:renamed from=username
    state app.status DEFAULT 'done',
    CONSTRAINT user_name_length CHECK (length(user_name) > 2) -- schemactl:renamed from=long_enough
);
CREATE INDEX ON app.users (user_name, state);
COMMENT ON COLUMN app.users.user_name IS 'as it is shown';
CREATE VIEW app.names AS SELECT id, user_name FROM app.users;
GRANT SELECT ON app.names TO PUBLIC;
"""


def test_a_rename_carries_all_that_hangs_on_it(compare: Compare) -> None:
    """Comments, constraints, indexes, sequences, views and grants follow; there is nothing but renames, both ways."""
    result = compare(BEFORE, AFTER)
    assert not result.findings
    assert not result.up.data_loss
    assert up(result)[:4] == [
        "ALTER TABLE app.people RENAME TO users",
        "ALTER TYPE app.status RENAME VALUE 'closed' TO 'done'",
        "ALTER TABLE app.users RENAME COLUMN username TO user_name",
        "ALTER TABLE app.users RENAME CONSTRAINT long_enough TO user_name_length",
    ]
    assert all("RENAME" in statement for statement in up(result) + down(result))
    assert down(result)[-1] == "ALTER TABLE app.users RENAME TO people"


@pytest.mark.parametrize("table", ["app.people", "app.users"])
def test_flags_name_the_table_as_it_was_or_as_it_is(compare: Compare, table: str) -> None:
    """A column's flag may call a renamed table by either name, and each flag is worth a comment."""
    before = "CREATE SCHEMA app; CREATE TABLE app.people (username text);"
    after = "CREATE SCHEMA app; CREATE TABLE app.users (user_name text);"
    result = compare(before, after, "app.people=users", f"{table}.username=user_name")
    assert up(result) == [
        "ALTER TABLE app.people RENAME TO users",
        "ALTER TABLE app.users RENAME COLUMN username TO user_name",
    ]


def test_rows_and_the_table_itself_stay(compare: Compare, database: str) -> None:
    """The migration, run on a database with rows, keeps them and the oid."""
    result = compare(BEFORE, AFTER)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(BEFORE.encode())
        connection.execute("INSERT INTO app.people (username) VALUES ('anna'), ('bert')")
        before = connection.execute("SELECT 'app.people'::regclass::oid").fetchone()
        for statement in up(result):
            connection.execute(statement.encode())
        rows = connection.execute("SELECT user_name, state::text FROM app.users ORDER BY 1").fetchall()
        assert rows == [("anna", "done"), ("bert", "done")]
        assert connection.execute("SELECT 'app.users'::regclass::oid").fetchone() == before


def test_two_that_swap_their_names(compare: Compare) -> None:
    """One of them goes by a name in between."""
    before = "CREATE TABLE a (x int); CREATE TABLE b (y text);"
    after = "CREATE TABLE b (x int); -- schemactl:renamed from=a\nCREATE TABLE a (y text); -- schemactl:renamed from=b"
    assert up(compare(before, after)) == [
        "ALTER TABLE public.a RENAME TO a_renaming",
        "ALTER TABLE public.b RENAME TO a",
        "ALTER TABLE public.a_renaming RENAME TO b",
    ]


def test_a_chain_of_names(compare: Compare) -> None:
    """A name is given up before another takes it."""
    before = "CREATE TABLE t (a int, b int);"
    after = "CREATE TABLE t (b int, -- schemactl:renamed from=a\n c int -- schemactl:renamed from=b\n);"
    assert up(compare(before, after)) == [
        "ALTER TABLE public.t RENAME COLUMN b TO c",
        "ALTER TABLE public.t RENAME COLUMN a TO b",
    ]


def test_a_schema_and_what_stands_in_it(compare: Compare) -> None:
    """Parts are found under the schema's new name, and an object can move to another schema."""
    before = "CREATE SCHEMA old; CREATE SCHEMA other; CREATE TABLE old.a (x int); CREATE TABLE other.b (y int);"
    after = """
        CREATE SCHEMA new; -- schemactl:renamed from=old
        CREATE SCHEMA other;
        CREATE TABLE new.a (z int -- schemactl:renamed from=x
        );
        CREATE TABLE new.c (y int); -- schemactl:renamed from=other.b
    """
    assert up(compare(before, after)) == [
        "ALTER SCHEMA old RENAME TO new",
        "ALTER TABLE other.b RENAME TO c",
        "ALTER TABLE other.c SET SCHEMA new",
        "ALTER TABLE new.a RENAME COLUMN x TO z",
    ]


MANY = """
CREATE TABLE example (id serial PRIMARY KEY, v text);
CREATE VIEW ev AS SELECT id FROM example;
CREATE TYPE color AS ENUM ('red');
CREATE DOMAIN pos AS int CHECK (VALUE > 0);
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN a;
CREATE SEQUENCE sq;
CREATE TABLE uses (c color, d pos DEFAULT nextval('sq'));
"""
MANY_MOVED = """
CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'new';
CREATE TABLE app.example (id serial PRIMARY KEY, v text, n int); -- schemactl:renamed from=public.example
CREATE VIEW app.ev AS SELECT id FROM app.example; -- schemactl:renamed from=public.ev
CREATE TYPE app.color AS ENUM ('red'); -- schemactl:renamed from=public.color
CREATE DOMAIN app.pos AS int CHECK (VALUE > 0); -- schemactl:renamed from=public.pos
CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE sql RETURN a; -- schemactl:renamed from=public.f
CREATE SEQUENCE app.sq; -- schemactl:renamed from=public.sq
CREATE TABLE uses (c app.color, d app.pos DEFAULT nextval('app.sq'));
"""


def test_a_schema_that_things_move_to_is_made_before_them(compare: Compare) -> None:
    """And dropped after they have moved back."""
    result = compare(MANY, MANY_MOVED)
    moves = {
        "ALTER TABLE public.example SET SCHEMA app",
        "ALTER VIEW public.ev SET SCHEMA app",
        "ALTER TYPE public.color SET SCHEMA app",
        "ALTER DOMAIN public.pos SET SCHEMA app",
        "ALTER FUNCTION public.f(a integer) SET SCHEMA app",
        "ALTER SEQUENCE public.sq SET SCHEMA app",
    }
    assert up(result)[0] == "CREATE SCHEMA app"
    assert set(up(result)[1:]) == {
        *moves,
        "COMMENT ON SCHEMA app IS 'new'",
        "ALTER TABLE app.example ADD COLUMN n integer",
    }
    assert down(result)[-1] == "DROP SCHEMA app"
    assert len(down(result)) == len(up(result))


def test_a_move_to_a_schema_that_gets_its_name_by_a_rename(compare: Compare) -> None:
    """Nothing is made for it."""
    before = "CREATE SCHEMA old; CREATE TABLE old.x (id int); CREATE TABLE y (id int)"
    after = """CREATE SCHEMA fresh; -- schemactl:renamed from=old
        CREATE TABLE fresh.x (id int);
        CREATE TABLE fresh.y (id int); -- schemactl:renamed from=public.y"""
    result = compare(before, after)
    assert up(result) == ["ALTER SCHEMA old RENAME TO fresh", "ALTER TABLE public.y SET SCHEMA fresh"]
    assert down(result) == ["ALTER TABLE fresh.y SET SCHEMA public", "ALTER SCHEMA fresh RENAME TO old"]


def test_tables_of_one_name_that_change_places(compare: Compare) -> None:
    """The one that makes room moves before it gets its name back."""
    both = "CREATE SCHEMA s1; CREATE SCHEMA s2; CREATE TABLE {}.a (x int){} CREATE TABLE {}.a (y text){}"
    hints = ("; -- schemactl:renamed from=s1.a\n", "; -- schemactl:renamed from=s2.a\n")
    result = compare(both.format("s1", ";", "s2", ";"), both.format("s2", hints[0], "s1", hints[1]))
    assert up(result) == [
        "ALTER TABLE s1.a RENAME TO a_renaming",
        "ALTER TABLE s2.a SET SCHEMA s1",
        "ALTER TABLE s1.a_renaming SET SCHEMA s2",
        "ALTER TABLE s2.a_renaming RENAME TO a",
    ]


def test_a_name_that_is_taken_where_a_table_comes_from(compare: Compare) -> None:
    """It moves first, and is renamed then."""
    before = "CREATE SCHEMA s1; CREATE SCHEMA s2; CREATE TABLE s1.a (x int); CREATE TABLE s1.b (y text)"
    after = """CREATE SCHEMA s1; CREATE SCHEMA s2; CREATE TABLE s2.b (x int); -- schemactl:renamed from=s1.a
        CREATE TABLE s1.b (y text);"""
    assert up(compare(before, after)) == ["ALTER TABLE s1.a SET SCHEMA s2", "ALTER TABLE s2.a RENAME TO b"]


def test_the_search_path_says_where_a_table_has_moved_to(compare: Compare) -> None:
    """A hint that names the old schema, beside a name without one."""
    before = "CREATE SCHEMA old; CREATE TABLE old.x (id int)"
    result = compare(before, "CREATE TABLE x (id int); -- schemactl:renamed from=old.x")
    assert up(result) == ["ALTER TABLE old.x SET SCHEMA public", "DROP SCHEMA old"]
    assert not result.findings


def test_names_without_a_schema_are_those_of_the_search_path(compare: Compare) -> None:
    """With tables of one name in two schemas, the hint is about the one that the statement makes."""
    both = "CREATE SCHEMA app; CREATE TABLE public.t ({}); CREATE TABLE app.t ({});"
    after = "CREATE SCHEMA app; CREATE TABLE public.t (a int); SET search_path = app;"
    after += "CREATE TABLE t (b int -- schemactl:renamed from=a\n)"
    assert up(compare(both.format("a int", "a int"), after)) == ["ALTER TABLE app.t RENAME COLUMN a TO b"]


NO_ARGUMENT = "CREATE FUNCTION {}() RETURNS int LANGUAGE sql AS 'SELECT 2'"
PARTITION = "CREATE TABLE q PARTITION OF p DEFAULT"


def test_two_that_trade_names(compare: Compare) -> None:
    """Hints alone say so, since nothing else differs: what stood under the one name stands under the other."""
    after = "CREATE TABLE t (\na int, -- schemactl:renamed from=b\nb int -- schemactl:renamed from=a\n)"
    assert up(compare("CREATE TABLE t (a int, b int)", after)) == [
        "ALTER TABLE public.t RENAME COLUMN b TO b_renaming",
        "ALTER TABLE public.t RENAME COLUMN a TO b",
        "ALTER TABLE public.t RENAME COLUMN b_renaming TO a",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("CREATE VIEW v AS SELECT 1 AS a", "CREATE VIEW w AS SELECT 1 AS a; -- schemactl:renamed from=v",
         "ALTER VIEW public.v RENAME TO w"),
        ("CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'; " + NO_ARGUMENT.format("f"),
         "CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'; -- schemactl:renamed from=f\n"
         + NO_ARGUMENT.format("g"),
         "ALTER FUNCTION public.f() RENAME TO g; ALTER FUNCTION public.f(a integer) RENAME TO g"),
        ("CREATE DOMAIN d AS int CONSTRAINT k CHECK (VALUE > 0)",
         "CREATE DOMAIN d AS int\nCONSTRAINT l CHECK (VALUE > 0) -- schemactl:renamed from=k\n",
         "ALTER DOMAIN public.d RENAME CONSTRAINT k TO l"),
        ("CREATE TYPE c AS (a int, b text)", "CREATE TYPE c AS (a int, d text) -- schemactl:renamed from=c",
         "ALTER TYPE public.c ADD ATTRIBUTE d text; ALTER TYPE public.c DROP ATTRIBUTE b"),
        ("CREATE TYPE c AS (a int, b text)", "CREATE TYPE c AS (a int,\nd text -- schemactl:renamed from=b\n)",
         "ALTER TYPE public.c RENAME ATTRIBUTE b TO d"),
        ("CREATE TABLE p (a int) PARTITION BY LIST (a);" + PARTITION,
         "CREATE TABLE p (b int -- schemactl:renamed from=a\n) PARTITION BY LIST (b);" + PARTITION,
         "ALTER TABLE public.p RENAME COLUMN a TO b"),
    ],
    ids=["view", "overloads", "domain constraint", "no such thing", "attribute", "partitions"],
)  # fmt: skip
def test_kinds(compare: Compare, before: str, after: str, expected: str) -> None:
    """What a hint makes of each kind, with everything else left as it is."""
    assert sorted("; ".join(up(compare(before, after))).split("; ")) == sorted(expected.split("; "))


def test_a_hint_that_is_no_longer_true_is_a_note(compare: Compare) -> None:
    """After the rename the hint is only said to be done, with its place; a flag likewise."""
    table = "CREATE TABLE t (\n    b int{}\n);"
    hint = " -- schemactl:renamed from=a"
    result = compare(table.format(""), table.format(hint), "t.a=b")
    assert up(result) == []
    notes = [(finding.rule, finding.severity, finding.place and finding.place.line) for finding in result.findings]
    assert notes == [("rename-hint-stale", Severity.INFO, 2), ("rename-hint-stale", Severity.INFO, None)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("CREATE TABLE t (x int)", "CREATE TABLE t (x int, b int -- schemactl:renamed from=a\n)", "made anew"),
        ("CREATE TABLE t (a int)", "CREATE TABLE t (a int, b int -- schemactl:renamed from=a\n)", "still wanted"),
        ("CREATE TABLE t (a int, b int)", "CREATE TABLE t (b int -- schemactl:renamed from=a\n)", "besides"),
    ],
)
def test_hints_that_cannot_be_true(compare: Compare, before: str, after: str, said: str) -> None:
    """What is there on neither side, still wanted, or there under both names: the finding says which."""
    (finding,) = compare(before, after).findings
    assert said in finding.message


def test_flags_that_fit_nothing_or_too_much(compare: Compare) -> None:
    """Nothing of that name, or several things: a usage error that names them."""
    with pytest.raises(UsageError, match="nothing has this name"):
        compare("CREATE TABLE t (a int)", "CREATE TABLE t (b int)", "t.x=y")
    both = "CREATE SCHEMA x; CREATE SCHEMA y; CREATE TABLE x.t ({0} int); CREATE TABLE y.t ({0} int)"
    with pytest.raises(UsageError, match=r"x\.t\.a.*y\.t\.a"):
        compare(both.format("a"), both.format("b"), "t.a=b")


SAME_SHAPE = {
    "table": ("CREATE TABLE a (x int, y text)", "CREATE TABLE b (y text, x int)", "TABLE public.a RENAME TO b"),
    "column": ("CREATE TABLE t (aa int, z int)", "CREATE TABLE t (ab int, z int)", "COLUMN aa TO ab"),
    "schema": ("CREATE SCHEMA a; CREATE TABLE a.t (x int)", "CREATE SCHEMA b; CREATE TABLE b.t (x int)", "SCHEMA a"),
    "enum": ("CREATE TYPE a AS ENUM ('x')", "CREATE TYPE b AS ENUM ('x')", "TYPE public.a RENAME TO b"),
    "label": ("CREATE TYPE a AS ENUM ('x', 'y')", "CREATE TYPE a AS ENUM ('x', 'z')", "VALUE 'y' TO 'z'"),
    "attribute": ("CREATE TYPE a AS (x int)", "CREATE TYPE a AS (y int)", "ATTRIBUTE x TO y"),
    "sequence": ("CREATE SEQUENCE a MINVALUE 7", "CREATE SEQUENCE b MINVALUE 7", "SEQUENCE public.a RENAME"),
    "materialized view": (
        "CREATE MATERIALIZED VIEW a AS SELECT 1 AS x",
        "CREATE MATERIALIZED VIEW b AS SELECT 1 AS x",
        "MATERIALIZED VIEW public.a RENAME",
    ),
}


@pytest.mark.parametrize("kind", SAME_SHAPE)
def test_nothing_is_guessed(compare: Compare, kind: str) -> None:
    """A drop and an add of the same shape are two things unless somebody says otherwise; a finding names the pair."""
    before, after, renamed = SAME_SHAPE[kind]
    silent = compare(before, after, with_down=False)
    assert not any("RENAME" in statement for statement in up(silent))
    assert [finding.rule for finding in silent.findings] == ["possible-rename"]
    yes = compare(before, after, answers=Says(True))
    assert [renamed in statement for statement in up(yes)] == [True]
    assert not yes.findings
    no = compare(before, after, with_down=False, answers=Says(False))
    assert up(no) == up(silent)
    assert not no.findings


def test_each_thing_is_asked_about_once(compare: Compare) -> None:
    """The likeliest pair first; what is settled is not asked about again, and a hint settles it too."""
    answers = Says(True)
    result = compare(
        "CREATE TABLE t (name text, note text)", "CREATE TABLE t (names text, notes text)", answers=answers
    )
    assert [(old.name, new.name) for old, new in answers.asked] in (
        [("name", "names"), ("note", "notes")],
        [("note", "notes"), ("name", "names")],
    )
    assert len(up(result)) == 2
    before, after = "CREATE TABLE t (a int, b int)", "CREATE TABLE t (a int, c int -- schemactl:renamed from=b\n)"
    assert not compare(before, after).findings


def test_policy_never_says_nothing(compare: Compare) -> None:
    """With diff.renames: never, nobody is asked and nothing is reported."""
    before, after, _ = SAME_SHAPE["column"]
    assert not compare(before, after, answers=Answers(mentions=False)).findings


def test_what_only_differs_in_its_name_is_renamed(compare: Compare) -> None:
    """Indexes, constraints, and sequences of columns, without any hint; nothing is built anew."""
    before = """
        CREATE TABLE o (id int PRIMARY KEY);
        CREATE SEQUENCE s AS int;
        CREATE TABLE t (a int DEFAULT nextval('s') CONSTRAINT k CHECK (a > 0), b int REFERENCES o,
                        CONSTRAINT u UNIQUE (a, b));
        ALTER SEQUENCE s OWNED BY t.a;
        CREATE INDEX i ON t (b) WHERE a > 0;
    """
    after = """
        CREATE TABLE o (id int CONSTRAINT "Key" PRIMARY KEY);
        CREATE SEQUENCE s2 AS int;
        CREATE TABLE t (a int DEFAULT nextval('s2') CONSTRAINT k2 CHECK (a > 0), b int CONSTRAINT fk REFERENCES o,
                        CONSTRAINT u2 UNIQUE (a, b));
        ALTER SEQUENCE s2 OWNED BY t.a;
        CREATE INDEX i2 ON t (b) WHERE a > 0;
    """
    assert sorted(up(compare(before, after))) == [
        "ALTER INDEX public.i RENAME TO i2",
        "ALTER SEQUENCE public.s RENAME TO s2",
        'ALTER TABLE public.o RENAME CONSTRAINT o_pkey TO "Key"',
        "ALTER TABLE public.t RENAME CONSTRAINT k TO k2",
        "ALTER TABLE public.t RENAME CONSTRAINT t_b_fkey TO fk",
        "ALTER TABLE public.t RENAME CONSTRAINT u TO u2",
    ]


def test_a_name_that_is_taken_is_not_tried(compare: Compare) -> None:
    """The index wants the name of a table that goes: it is made anew rather than renamed, and the plan works."""
    before = "CREATE TABLE i (x int, y int); CREATE TABLE t (a int); CREATE INDEX j ON t (a)"
    after = "CREATE TABLE t (a int); CREATE INDEX i ON t (a)"
    assert not any("RENAME" in statement for statement in up(compare(before, after)))


def test_a_tree_of_indexes(compare: Compare) -> None:
    """Of a partitioned table, the parent's index and those of the partitions are renamed one by one."""
    both = "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE q PARTITION OF p FOR VALUES IN (1);"
    result = compare(
        both + "CREATE INDEX x ON p (a); ALTER INDEX q_a_idx RENAME TO y",
        both + "CREATE INDEX z ON p (a); ALTER INDEX q_a_idx RENAME TO w",
    )
    assert sorted(up(result)) == ["ALTER INDEX public.x RENAME TO z", "ALTER INDEX public.y RENAME TO w"]


def test_renames_and_other_changes_together(compare: Compare) -> None:
    """What else changes is planned on the new names, and the way back undoes both."""
    after = AFTER.replace("state app.status DEFAULT 'done',", "state app.status, age int,")
    result = compare(BEFORE, after.replace("(user_name, state)", "(user_name, age)"))
    assert sorted(statement for statement in up(result) if "RENAME" not in statement) == [
        "ALTER TABLE app.users ADD COLUMN age integer",
        "ALTER TABLE app.users ALTER COLUMN state DROP DEFAULT",
        "CREATE INDEX users_user_name_age_idx ON app.users USING btree (user_name, age)",
        "DROP INDEX app.people_username_state_idx",
    ]


def files(folder: Path) -> None:
    (folder / "a.sql").write_text("CREATE TABLE users (username text);")
    (folder / "b.sql").write_text("CREATE TABLE users (user_name text);")


def test_the_command_asks_on_a_terminal(tmp_path: Path) -> None:
    """`diff` asks on a terminal whether a drop and an add are a rename, and does what is answered."""
    files(tmp_path)
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "schemactl", "diff", "--from", "a.sql", "--to", "b.sql"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=slave, stderr=slave, stdout=subprocess.PIPE, text=True) as run:
        os.close(slave)
        os.write(master, b"y\n")
        out, _ = run.communicate(timeout=60)
    os.close(master)
    assert out == "ALTER TABLE public.users RENAME COLUMN username TO user_name;\n"


def test_the_command_without_a_terminal_names_the_pair(tmp_path: Path) -> None:
    """It drops and adds, with a warning that says how to make it a rename; the flag does."""
    files(tmp_path)
    command = [sys.executable, "-m", "schemactl", "diff", "--from", "a.sql", "--to", "b.sql"]
    silent = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert "DROP COLUMN username" in silent.stdout
    assert "--rename public.users.username=user_name" in silent.stderr
    flag = ["--rename", "users.username=user_name", "--format", "json"]
    said = subprocess.run([*command, *flag], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert '"sql": "ALTER TABLE public.users RENAME COLUMN username TO user_name"' in said.stdout
    assert '"findings": []' in said.stdout
