"""The proof looks at rows: what it writes into tables, and that it finds wrong plans by what became of them.

Faults are planted where plans are made: the right statements, and one that should not be there; or another conversion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sessions import trusted

from schemactl import prove as proving
from schemactl.catalog.model import ObjectId
from schemactl.catalog.read import read_catalog
from schemactl.diff.model import Statement
from schemactl.draft import Draft, Scope, draft
from schemactl.errors import ProofError, UnsupportedError
from schemactl.plan.make import make_statements
from schemactl.rows import Sides, open_evidence
from schemactl.source import FileSource, MigrationsSource

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

TABLE = "CREATE TABLE t (id int PRIMARY KEY, a int, b text, c text, f boolean);"
MORE = "ALTER TABLE public.t ADD COLUMN more int"
Faults = Mapping[str, tuple[str, ...]]


def with_more(schema: str) -> str:
    """The same schema with one column more, so that there is something to plan."""
    return schema.replace("CREATE TABLE t (", "CREATE TABLE t (more int, ")


@pytest.fixture
def make(scratch: ScratchServer, tmp_path: Path) -> Callable[[str, str], Draft]:
    """A draft from one schema file's text to another's."""

    def between(current: str, desired: str) -> Draft:
        sources = []
        for name, text in (("a.sql", current), ("b.sql", desired)):
            (tmp_path / name).write_text(text, "utf-8")
            sources.append(FileSource((tmp_path / name,), tmp_path))
        return draft(scratch, sources[0], sources[1], Scope())

    return between


def plant(monkeypatch: pytest.MonkeyPatch, wrong: Sequence[str], at: int = 1) -> None:
    """The plan that is made at the `at`-th time is this one."""
    made = [0]

    def planted(*arguments: Any, **options: Any) -> tuple[Statement, ...]:
        made[0] += 1
        if made[0] == at:
            return tuple(Statement(sql) for sql in wrong)
        return make_statements(*arguments, **options)

    monkeypatch.setattr(proving, "make_statements", planted)


def retype(column: str, type: str, using: str) -> str:
    return f"ALTER TABLE public.t ALTER COLUMN {column} TYPE {type} USING {using}"


ROWS_OR_VALUES = {
    "columns trade names": (
        "ALTER TABLE public.t RENAME b TO x",
        "ALTER TABLE public.t RENAME c TO b",
        "ALTER TABLE public.t RENAME x TO c",
    ),
    "columns trade values": ("UPDATE public.t SET b = c, c = b",),
    "values are dropped": ("UPDATE public.t SET b = NULL",),
    "one value is dropped": ("UPDATE public.t SET b = NULL WHERE id = (SELECT min(id) FROM public.t)",),
    "a row is deleted": ("DELETE FROM public.t WHERE id = (SELECT min(id) FROM public.t)",),
    "all rows are deleted": ("TRUNCATE public.t",),
    "texts are changed": ("UPDATE public.t SET b = upper(b)",),
    "texts are cut": ("UPDATE public.t SET b = left(b, 3)",),
    "texts lose blanks": ("UPDATE public.t SET b = replace(b, ' ', '')",),
    "numbers are changed": ("UPDATE public.t SET a = a + 1",),
    "signs are changed": ("UPDATE public.t SET a = -a",),
    "truth is changed": ("UPDATE public.t SET f = NOT f",),
    "nothing becomes something": ("UPDATE public.t SET b = '' WHERE b IS NULL",),
    "a column is dropped and added": ("ALTER TABLE public.t DROP COLUMN c", "ALTER TABLE public.t ADD COLUMN c text"),
    "rows trade values": (
        "UPDATE public.t SET b = o.b FROM public.t o WHERE o.id <> t.id AND o.b IS NOT NULL AND t.b IS NOT NULL",
    ),
    "keys are given anew": ("UPDATE public.t SET id = id + 100",),
}
"""Beside the right statement for one column more."""


@pytest.mark.parametrize("wrong", ROWS_OR_VALUES.values(), ids=ROWS_OR_VALUES)
def test_a_plan_that_touches_other_values(
    make: Callable[[str, str], Draft], monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, ...]
) -> None:
    """A plan that reaches the schema and changes, loses or swaps values on the way is refused, and says which."""
    plant(monkeypatch, [MORE, *wrong])
    with pytest.raises(ProofError, match="would lose or change values") as failure:
        make(TABLE, with_more(TABLE))
    assert "public.t" in failure.value.message


SWAP_TYPE = "ALTER TYPE public.y RENAME TO old; "
CONVERSIONS = {
    "a number that is none of it": ("a int", "a bigint", retype("a", "bigint", "0")),
    "a number that is another": ("a int", "a text", retype("a", "text", "(a + 1)::text")),
    "a length for a number": ("a text", "a int", retype("a", "int", "length(a)")),
    "rounded the other way": ("a numeric(6,2)", "a int", retype("a", "int", "ceil(a)::int")),
    "another day": ("a timestamp", "a date", retype("a", "date", "a::date + 1")),
    "another zone": ("a timestamptz", "a timestamp", retype("a", "timestamp", "a AT TIME ZONE 'Asia/Tokyo'")),
    "an element too few": ("a int[]", "a bigint[]", retype("a", "bigint[]", "a[1:1]")),
    "elements in another order": ("a int[]", "a bigint[]", retype("a", "bigint[]", "ARRAY[a[2], a[1]]")),
    "a hash": ("a uuid", "a text", retype("a", "text", "md5(a::text)")),
    "no document": ("a jsonb", "a json", retype("a", "json", "'{}'::json")),
    "a document as text": ("a jsonb", "a text", retype("a", "text", "to_json(a::text)::text")),
    "the truth turned": ("a boolean", "a int", retype("a", "int", "(NOT a)::int")),
    "padded": ("a varchar(20)", "a text", retype("a", "text", "rpad(a, 30)")),
    "hexadecimal": ("a bytea", "a text", retype("a", "text", "encode(a, 'escape')")),
    "half a range": ("a int4range", "a int8range", retype("a", "int8range", "int8range(lower(a), NULL)")),
}


@pytest.mark.parametrize(("old", "new", "wrong"), CONVERSIONS.values(), ids=CONVERSIONS)
def test_a_conversion_that_makes_other_values(
    make: Callable[[str, str], Draft], monkeypatch: pytest.MonkeyPatch, old: str, new: str, wrong: str
) -> None:
    """What a value becomes in its new type is what Postgres's cast makes of it, or its text; all else is refused."""
    plant(monkeypatch, [wrong])
    with pytest.raises(ProofError, match="would lose or change values"):
        make(f"CREATE TABLE t ({old})", f"CREATE TABLE t ({new})")


PAIR = "CREATE TYPE y AS ({}); CREATE TABLE t (id int, v y);"
MOOD = "CREATE TYPE y AS ENUM ({}); CREATE TABLE t (id int, v y);"
FAMILY = "CREATE TABLE {0} (id int PRIMARY KEY); CREATE TABLE t (id int, up int REFERENCES {0});"
SERIAL = "CREATE TABLE t (id serial PRIMARY KEY);"
IDENTITY = "CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);"
PARTS = "CREATE TABLE t (id int, b text) PARTITION BY LIST (id); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1, 2);"
HEIRS = "CREATE TABLE t (id int, b text); CREATE TABLE t1 (n int) INHERITS (t);"
WEBS = {
    "attributes trade places": (
        PAIR.format("a text, b text"),
        PAIR.format("b text, a text"),
        [
            "ALTER TYPE public.y RENAME TO old",
            "CREATE TYPE public.y AS (b text, a text)",
            "ALTER TABLE public.t ALTER COLUMN v TYPE public.y USING v::text::public.y",
            "DROP TYPE public.old",
        ],
    ),
    "labels trade places": (
        MOOD.format("'a', 'b'"),
        MOOD.format("'b', 'a'"),
        [
            "ALTER TYPE public.y RENAME TO old",
            "CREATE TYPE public.y AS ENUM ('b', 'a')",
            retype("v", "public.y", "CASE v WHEN 'a' THEN 'b'::public.y WHEN 'b' THEN 'a' END"),
            "DROP TYPE public.old",
        ],
    ),
    "a computed value that stays": (
        "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED)",
        "CREATE TABLE t (a int, b int)",
        ["ALTER TABLE public.t DROP COLUMN b", "ALTER TABLE public.t ADD COLUMN b int"],
    ),
    "a reference is cut": (FAMILY.format("r"), with_more(FAMILY.format("r")), [MORE, "UPDATE public.t SET up = NULL"]),
    "rows of a partition": (PARTS, with_more(PARTS), [MORE, "DELETE FROM public.t1"]),
    "values of an heir": (
        HEIRS,
        with_more(HEIRS),
        [MORE, "ALTER TABLE public.t DROP COLUMN b", "ALTER TABLE public.t ADD COLUMN b text"],
    ),
    "an identity from the start": (
        SERIAL,
        IDENTITY,
        [
            "ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT",
            "DROP SEQUENCE public.t_id_seq",
            "ALTER TABLE public.t ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY",
        ],
    ),
    "an identity from the largest value": (
        SERIAL,
        IDENTITY,
        [
            "ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT",
            "DROP SEQUENCE public.t_id_seq",
            "ALTER TABLE public.t ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY",
            "SELECT setval('public.t_id_seq', max(id)) FROM public.t",
        ],
    ),
    "a sequence set back": (
        SERIAL,
        with_more(SERIAL),
        [MORE, "SELECT setval('public.t_id_seq', 1)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("current", "desired", "wrong"), WEBS.values(), ids=WEBS)
def test_a_plan_for_more_than_a_column(
    make: Callable[[str, str], Draft],
    monkeypatch: pytest.MonkeyPatch,
    current: str,
    desired: str,
    wrong: list[str],
) -> None:
    """Values inside of types, of partitions and heirs, and where sequences stand, are held against what they were."""
    plant(monkeypatch, wrong)
    with pytest.raises(ProofError, match="would lose or change values"):
        make(current, desired)


def test_a_way_back_that_changes_values(make: Callable[[str, str], Draft], monkeypatch: pytest.MonkeyPatch) -> None:
    """The way back is held to the same: what it destroys it says, all else is as it was."""
    plant(monkeypatch, ["ALTER TABLE public.t DROP COLUMN more", "UPDATE public.t SET b = c"], at=2)
    with pytest.raises(ProofError, match="would lose or change values"):
        make(TABLE, with_more(TABLE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("int", "uuid"), ("bigint", "uuid"), ("date", "int"), ("int", "timestamp"), ("boolean", "date"),
        ("uuid", "bigint"), ("interval", "int"), ("timestamptz", "uuid"),
    ],
)  # fmt: skip
def test_a_cast_that_can_never_succeed(make: Callable[[str, str], Draft], old: str, new: str) -> None:
    """A change of type that works for no value is refused by name, with the way out; also inside a composite type."""
    with pytest.raises(UnsupportedError, match=r"public\.t\.x: no .* can become") as refusal:
        make(f"CREATE TABLE t (x {old})", f"CREATE TABLE t (x {new})")
    assert "under another name" in (refusal.value.hint or "")
    with pytest.raises(UnsupportedError, match=r"public\.t\.v\.x: no .* can become"):
        make(PAIR.format(f"x {old}"), PAIR.format(f"x {new}"))


RISKS = [
    ("bigint", "int", "x NOT BETWEEN -2147483648 AND 2147483647"),
    ("text", "varchar(10)", "length(x::text) > 10"),
    ("varchar(50)", "varchar(10)", "length(x::text) > 10"),
    ("numeric(12,2)", "int", "x::integer::numeric(12,2) IS DISTINCT FROM x"),
    ("timestamp", "date", "IS DISTINCT FROM x"),
    ("int", "bigint", ""),
    ("varchar(10)", "text", ""),
    ("date", "timestamp", ""),
    ("real", "double precision", ""),
]


@pytest.mark.parametrize(("old", "new", "query"), RISKS)
def test_a_cast_that_may_fail(make: Callable[[str, str], Draft], old: str, new: str, query: str) -> None:
    """A change of type that fails on some values, or rounds them, comes with the query that finds them."""
    risks = make(f"CREATE TABLE t (x {old})", f"CREATE TABLE t (x {new})").up.risks
    assert any(query in risk for risk in risks) if query else not risks


def test_text_to_uuid_names_a_query(make: Callable[[str, str], Draft], scratch: ScratchServer) -> None:
    """Where Postgres can judge a text without failing (since 16), the query asks it."""
    (risk,) = make("CREATE TABLE t (x text)", "CREATE TABLE t (x uuid)").up.risks
    assert ("pg_input_is_valid(x::text, 'uuid')" if scratch.major >= 16 else "SELECT x::text::uuid FROM") in risk


CUT = {
    "domain": (
        "CREATE DOMAIN d AS text; CREATE TABLE t (x d)",
        "CREATE DOMAIN d AS varchar(5); CREATE TABLE t (x d)",
        "INSERT INTO t (x) VALUES ('much too long')",
    ),
    "attribute": (
        PAIR.format("x text, z int"),
        PAIR.format("z int, x varchar(5)"),
        "INSERT INTO t (v) VALUES (ROW('much too long', 1))",
    ),
    "enum": (
        "CREATE TYPE e AS ENUM ('ok', 'much too long'); CREATE TABLE t (x e)",
        "CREATE TABLE t (x varchar(5))",
        "INSERT INTO t (x) VALUES ('much too long')",
    ),
}


@pytest.mark.parametrize(("current", "desired", "row"), CUT.values(), ids=CUT)
def test_nothing_is_cut(
    make: Callable[[str, str], Draft], scratch: ScratchServer, current: str, desired: str, row: str
) -> None:
    """What is too long for its new type fails, as in an INSERT, also where the conversion needs a cast."""
    plan = "; ".join(statement.text for statement in make(current, desired).up.statements)
    with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as target:
        target.execute(current.encode())
        target.execute(row.encode())
        with pytest.raises(psycopg.errors.StringDataRightTruncation):
            target.execute(plan.encode())


KINDS = """
CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN code AS varchar(4) CHECK (VALUE ~ '^[A-Z]{2,3}$');
CREATE DOMAIN share AS numeric(3,2) NOT NULL CHECK (VALUE BETWEEN 0 AND 1);
CREATE TYPE pair AS (a int, b mood[]);
CREATE TABLE parents (id int PRIMARY KEY, code code UNIQUE, UNIQUE (id, code));
CREATE TABLE all_kinds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id int NOT NULL REFERENCES parents, parent_code code,
    s smallint, n numeric(4,1), r real, m money, t text, v varchar(3), c char(2), y "char", na name, b boolean,
    u uuid, d date, ti time, ts timestamp(3), tz timestamptz, iv interval, j json, jb jsonb, by bytea, i inet, ci cidr,
    ma macaddr, bi bit(5), vb varbit, p point, bx box, tv tsvector, tq tsquery, ir int4range, nr nummultirange,
    mood mood, moods mood[], share share, pair pair, pairs pair[], grid int[][],
    g int GENERATED ALWAYS AS (s + 1) STORED,
    FOREIGN KEY (parent_id, parent_code) REFERENCES parents (id, code)
);
"""
HARD_TABLES = {
    "check": "CREATE TABLE x (price int CHECK (price > 1000 AND price < 1010),"
    " kind text NOT NULL CHECK (kind IN ('a', 'b')))",
    "checks over two columns": "CREATE TABLE x (a int NOT NULL, b int NOT NULL, CHECK (a > b), CHECK (b > 50))",
    "pattern": "CREATE TABLE x (mail text NOT NULL CHECK (mail ~ '^[a-z]+@[a-z.]+$'),"
    " code char(5) CHECK (length(code) = 5))",
    "dates": "CREATE TABLE x (day date NOT NULL CHECK (day >= '2030-01-01' AND day < '2030-02-01'))",
    "self reference": "CREATE TABLE x (id int PRIMARY KEY, up int NOT NULL REFERENCES x)",
    "circle": "CREATE TABLE w (id int PRIMARY KEY); CREATE TABLE x (id int PRIMARY KEY, w int NOT NULL REFERENCES w);"
    "ALTER TABLE w ADD x int NOT NULL REFERENCES x",
    "one boolean each": "CREATE TABLE x (b boolean NOT NULL UNIQUE)",
    "exclusion": "CREATE TABLE x (r int4range NOT NULL, EXCLUDE USING gist (r WITH &&))",
    "trigger that refuses": "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';"
    "CREATE TABLE x (id int); CREATE TRIGGER no BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION no()",
    "row security": "CREATE TABLE x (id int); ALTER TABLE x ENABLE ROW LEVEL SECURITY;"
    "ALTER TABLE x FORCE ROW LEVEL SECURITY",
    "no columns": "CREATE TABLE x ()",
    "range partition": "CREATE TABLE p (d date NOT NULL, n int) PARTITION BY RANGE (d);"
    "CREATE TABLE x PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')",
    "hash partition": "CREATE TABLE p (n int NOT NULL) PARTITION BY HASH (n);"
    "CREATE TABLE x PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 3)",
    "list partition below another": "CREATE TABLE p (k text, n int) PARTITION BY LIST (k);"
    "CREATE TABLE q PARTITION OF p FOR VALUES IN ('eu', 'us') PARTITION BY RANGE (n);"
    "CREATE TABLE x PARTITION OF q FOR VALUES FROM (7000) TO (8000)",
}  # fmt: skip


def filled(scratch: ScratchServer, schema: str) -> tuple[dict[ObjectId, list[dict[str, Any]]], dict[ObjectId, str]]:
    """The rows of each table after it was filled, and why others have none."""
    with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
        connection.execute(schema.encode())
        catalog = read_catalog(connection)
        sides = Sides(catalog, catalog, lambda id: id)
        with open_evidence(trusted(connection), sides, catalog.objects) as evidence:
            return dict(evidence.values.rows), evidence.empty


def test_every_kind_of_column_is_filled(scratch: ScratchServer) -> None:
    """Every column of every type has values, distinct ones where there are more than two, and NULL where it may."""
    rows, empty = filled(scratch, KINDS)
    assert not empty
    table = rows[ObjectId("table", "public", "all_kinds")]
    assert len(table) == 4
    for column in table[0]:
        values = [str(row[column]) for row in table if row[column] is not None]
        few = column in ("b", "mood", "moods", "share", "parent_code")
        assert len(set(values)) >= (1 if few else 3), column
        assert len(values) == (4 if column in ("id", "parent_id", "share") else 3), column


@pytest.mark.parametrize("schema", HARD_TABLES.values(), ids=HARD_TABLES)
def test_hard_tables_are_filled(scratch: ScratchServer, schema: str) -> None:
    """Checks, keys, exclusions, partitions, triggers and policies do not keep a table without rows."""
    rows, empty = filled(scratch, schema)
    assert not empty
    assert rows[ObjectId("table", "public", "x")]


WANTED = {
    "check": ("a int, b text", "a int CHECK (a BETWEEN 1000 AND 1005), b text CHECK (b IN ('on', 'off'))"),
    "key of few values": ("a boolean NOT NULL", "a boolean NOT NULL UNIQUE"),
    "domain": ("a text", "a text, CHECK (a ~ '^[A-Z]+$')"),
}


@pytest.mark.parametrize(("old", "new"), WANTED.values(), ids=WANTED)
def test_rows_fit_what_is_wanted(make: Callable[[str, str], Draft], old: str, new: str) -> None:
    """Rows that can be made to hold for a new check or key are: the proof of such a plan has rows."""
    result = make(f"CREATE TABLE t ({old})", f"CREATE TABLE t ({new})")
    assert not result.up.risks
    assert not result.up.unproven


def test_rows_that_migrations_wrote_do_not_give_way(scratch: ScratchServer, tmp_path: Path) -> None:
    """They are in every database: what fails on them fails, and what refers to them is filled with their keys."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "20250101001_kinds.up.sql").write_text(
        "CREATE TABLE kinds (id int PRIMARY KEY, name text); INSERT INTO kinds VALUES (7, 'a'), (8, NULL);"
        "CREATE TABLE things (kind int NOT NULL REFERENCES kinds);"
    )
    desired = tmp_path / "schema.sql"
    things = "CREATE TABLE things (kind {} NOT NULL REFERENCES kinds);"
    desired.write_text("CREATE TABLE kinds (id int PRIMARY KEY, name text NOT NULL);" + things.format("int"))
    sources = MigrationsSource(folder), FileSource((desired,), tmp_path)
    with pytest.raises(ProofError, match='column "name" of relation "kinds" contains null values'):
        draft(scratch, *sources, Scope())
    desired.write_text("CREATE TABLE kinds (id bigint PRIMARY KEY, name text);" + things.format("bigint"))
    result = draft(scratch, *sources, Scope())
    assert not result.up.unproven
    assert len(result.up.statements) == 2


def test_a_check_that_waits(scratch: ScratchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table whose rows take too long to write is left without, and named; the others are filled."""
    monkeypatch.setattr("schemactl.rows.fill.MOST_SECONDS", 1)
    wait = "CREATE FUNCTION wait(int) RETURNS boolean LANGUAGE sql AS 'SELECT pg_sleep(60) IS NOT NULL';"
    rows, empty = filled(scratch, f"{wait} CREATE TABLE x (id int CHECK (wait(id))); CREATE TABLE y (id int);")
    assert "takes more than 1 s" in empty[ObjectId("table", "public", "x")]
    assert rows.keys() == {ObjectId("table", "public", "y")}


def test_what_cannot_be_filled_is_named(scratch: ScratchServer) -> None:
    """A table that takes no row is told with what the server said."""
    _, empty = filled(scratch, "CREATE TABLE x (a int CHECK (a IS NOT NULL AND a > 5 AND a < 3))")
    assert "violates check constraint" in empty[ObjectId("table", "public", "x")]
