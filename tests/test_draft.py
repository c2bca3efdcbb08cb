"""From two sources to a proven draft: what is proven, what a failed proof comes to, and what is never touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from clusters import login

from schemactl import prove as proving
from schemactl.catalog.model import Catalog
from schemactl.diff.model import Statement
from schemactl.draft import Draft, NoWayBackError, Scope, draft
from schemactl.errors import ProofError, SourceError, UnsupportedError
from schemactl.plan.make import make_statements
from schemactl.source import EmptySource, FileSource, MigrationsSource, Source, UrlSource

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

ONE = "CREATE TABLE a (id integer PRIMARY KEY, x text);"
TWO = "CREATE TABLE a (id integer PRIMARY KEY, x text NOT NULL, y integer); CREATE TABLE b (id integer);"
Make = Callable[..., Draft]


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str], FileSource]:
    """Writes a schema file, and gives it as a source."""

    def write(sql: str) -> FileSource:
        path = tmp_path / f"schema{len(list(tmp_path.iterdir()))}.sql"
        path.write_text(sql, "utf-8")
        return FileSource((path,), tmp_path)

    return write


@pytest.fixture
def make(scratch: ScratchServer, files: Callable[[str], FileSource]) -> Make:
    """A draft from one schema file's text to another's."""

    def between(current: str, desired: str, scope: Scope | None = None) -> Draft:
        return draft(scratch, files(current), files(desired), scope or Scope())

    return between


def sql(result: Draft) -> tuple[list[str], list[str]]:
    return [s.text for s in result.up.statements], [s.text for s in result.down.statements]


def databases(scratch: ScratchServer) -> set[str]:
    """All databases but the kept ones."""
    with psycopg.connect(scratch.plain_conninfo("postgres")) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname !~ '^kept_'").fetchall()
    return {name for (name,) in rows}


def test_there_and_back(make: Make) -> None:
    """Both plans, each one transaction, what is lost in words."""
    result = make(ONE, TWO)
    assert sql(result) == (
        [
            "ALTER TABLE public.a ALTER COLUMN x SET NOT NULL",
            "ALTER TABLE public.a ADD COLUMN y integer",
            "CREATE TABLE public.b (\n    id integer\n)",
        ],
        [
            "ALTER TABLE public.a ALTER COLUMN x DROP NOT NULL",
            "ALTER TABLE public.a DROP COLUMN y",
            "DROP TABLE public.b",
        ],
    )
    assert (result.up.is_whole, result.down.is_whole) == (True, True)
    assert result.up.data_loss == ()
    assert result.down.data_loss == ("the values of public.a.y", "all rows of public.b")


def test_nothing_to_do(make: Make) -> None:
    """Two texts of one schema: no statement either way."""
    result = make(
        ONE, "CREATE TABLE public.a (id int4 NOT NULL, x pg_catalog.text); ALTER TABLE a ADD PRIMARY KEY (id);"
    )
    assert sql(result) == ([], [])


def test_from_nothing_and_to_nothing(scratch: ScratchServer, files: Callable[[str], FileSource]) -> None:
    """An empty source is a new database."""
    there, back = sql(draft(scratch, EmptySource(), files(ONE), Scope()))
    again = sql(draft(scratch, files(ONE), EmptySource(), Scope()))
    assert (back, there) == again


def test_a_migrations_folder_is_a_source(
    scratch: ScratchServer, tmp_path: Path, files: Callable[[str], FileSource]
) -> None:
    """Its state is that after all up files, rows that they write included."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "1_a.up.sql").write_text(ONE)
    (folder / "2_b.up.sql").write_text("INSERT INTO a VALUES (1, 'x'); ALTER TABLE a ADD COLUMN y integer;")
    result = draft(scratch, MigrationsSource(folder), files(TWO), Scope())
    assert sql(result)[0][0] == "ALTER TABLE public.a ALTER COLUMN x SET NOT NULL"
    assert len(result.up.statements) == 2


def test_the_scope(make: Make) -> None:
    """Owners and privileges are compared or not; what is excluded is not seen at all."""
    desired = ONE + "CREATE TABLE b (id integer); ALTER TABLE a OWNER TO writer; GRANT SELECT ON a TO reader;"
    assert make(ONE, desired, Scope(owners=False, privileges=False, exclude=("public.b",))).up.statements == ()
    texts = sql(make(ONE, desired, Scope(exclude=("public.b",))))[0]
    assert texts == ["ALTER TABLE public.a OWNER TO writer", "GRANT SELECT ON TABLE public.a TO reader"]
    assert sql(make(ONE, desired, Scope(owners=False, privileges=False)))[0] == [
        "CREATE TABLE public.b (\n    id integer\n)"
    ]


def test_nothing_is_left_behind(scratch: ScratchServer, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every copy is dropped, after success and after failure."""
    monkeypatch.setattr(scratch, "is_trusted", True)  # base types are for superusers
    before = databases(scratch)
    make(ONE, TWO)
    with pytest.raises(UnsupportedError):
        make(ONE, "CREATE TYPE shell;")
    with pytest.raises(SourceError):
        make(ONE, "CREATE TABLE a (id nothing);")
    assert databases(scratch) == before


def forgetful(left_out: str) -> Callable[..., tuple[Statement, ...]]:
    """A planner that never writes some statement."""

    def make(current: Catalog, desired: Catalog, ignore: Sequence[str] = (), **more: bool) -> tuple[Statement, ...]:
        return tuple(s for s in make_statements(current, desired, ignore, **more) if left_out not in s.text)

    return make


def test_a_plan_that_does_not_reach_the_desired_state(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed proof says what remains, object and attribute; exit code 3."""
    monkeypatch.setattr(proving, "make_statements", forgetful("SET NOT NULL"))
    with pytest.raises(ProofError) as failed:
        make(ONE, TWO)
    assert "different: column public.a.x: not_null is False, wanted True" in str(failed.value)
    assert "nothing is written" in str(failed.value)
    assert failed.value.exit_code == 3


def test_a_plan_that_does_not_come_back(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way down is proven as well."""
    monkeypatch.setattr(proving, "make_statements", forgetful("DROP TABLE"))
    with pytest.raises(ProofError, match=r"left over: table public\.b"):
        make(ONE, TWO)


def test_a_plan_that_fails(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The statement that the server refused, and its words."""

    def wrong(current: Catalog, desired: Catalog, ignore: Sequence[str] = (), **more: bool) -> tuple[Statement, ...]:
        return (
            *make_statements(current, desired, ignore, **more),
            Statement("ALTER TABLE public.a ADD COLUMN x integer"),
        )

    monkeypatch.setattr(proving, "make_statements", wrong)
    with pytest.raises(ProofError) as failed:
        make(ONE, TWO)
    assert 'column "x" of relation "a" already exists' in str(failed.value)
    assert "ALTER TABLE public.a ADD COLUMN x integer" in str(failed.value)
    assert failed.value.sqlstate == "42701"


def test_a_plan_that_makes_a_table_anew(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a plan may not do to reach the desired state: drop a table that is in both."""

    def wrong(current: Catalog, desired: Catalog, ignore: Sequence[str] = (), **more: bool) -> tuple[Statement, ...]:
        statements = make_statements(current, desired, ignore, **more)
        if not statements:
            return ()
        return (
            Statement("DROP TABLE public.a"),
            Statement("CREATE TABLE public.a (id integer PRIMARY KEY, x text)"),
            *statements,
        )

    monkeypatch.setattr(proving, "make_statements", wrong)
    with pytest.raises(ProofError, match=r"public\.a"):
        make(ONE, TWO)


class Opened:
    """Watches psycopg's connections: the database and the settings of each session."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.options: list[tuple[str, str]] = []
        connect = psycopg.Connection.connect.__func__  # type: ignore[attr-defined]

        def watch(kind: type[psycopg.Connection[Any]], /, conninfo: str = "", **keywords: Any) -> Any:
            opened = connect(kind, conninfo, **keywords)
            self.options.append((opened.info.dbname, opened.info.options))
            return opened

        monkeypatch.setattr(psycopg.Connection, "connect", classmethod(watch))
        monkeypatch.setattr(psycopg, "connect", psycopg.Connection.connect)


def test_live_databases_are_only_read(scratch: ScratchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every session with a live database is read only, and proves nothing there."""
    with scratch.create() as one, scratch.create() as other:
        urls = scratch.plain_conninfo(one), scratch.plain_conninfo(other)
        for url, script in zip(urls, (ONE, TWO), strict=True):
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(script.encode())
        opened = Opened(monkeypatch)
        result = draft(scratch, UrlSource(urls[0]), UrlSource(urls[1]), Scope())
        with psycopg.connect(urls[0]) as connection:
            assert connection.execute("SELECT to_regclass('b')").fetchone() == (None,)
    assert len(result.up.statements) == 3
    live = [options for database, options in opened.options[:-1] if database in (one, other)]
    assert live
    assert all("default_transaction_read_only=on" in options for options in live)


def test_a_role_that_may_only_read_is_enough(scratch: ScratchServer) -> None:
    """The live databases need grant nothing but CONNECT."""
    role = "plain_reader"
    with scratch.create() as one, scratch.create() as other:
        for name, script in ((one, ONE), (other, TWO)):
            with psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
                connection.execute(script.encode())
        with psycopg.connect(scratch.plain_conninfo("postgres"), autocommit=True) as admin:
            admin.execute(login(role, scratch.plain_conninfo("postgres")).encode())
            try:
                sources: list[Source] = [
                    UrlSource(f"{scratch.plain_conninfo(name)} user={role}") for name in (one, other)
                ]
                result = draft(scratch, sources[0], sources[1], Scope())
            finally:
                admin.execute(f"DROP ROLE {role}")
    assert len(result.up.statements) == 3


def test_a_label_that_is_used_at_once(make: Make) -> None:
    """A new enum label cannot be used in its own transaction: the plan knows, and runs in several."""
    kind = "CREATE TYPE k AS ENUM ('a'{}); CREATE TABLE t (k k{});"
    result = make(kind.format("", ""), kind.format(", 'b'", " DEFAULT 'b'"))
    assert not result.up.is_whole
    assert result.down.is_whole


def test_bodies_that_are_text_settle_themselves(make: Make) -> None:
    """What only a body's text tells (no pg_depend knows it) is found out by running."""
    function = "CREATE FUNCTION {} RETURNS bigint LANGUAGE sql AS 'SELECT {}';"
    functions = function.format("a()", "b()") + function.format("b()", "count(*) FROM z")
    result = make("", functions + "CREATE TABLE z (id integer); CREATE VIEW v AS SELECT a();")
    assert len(result.up.statements) == 4


def test_a_column_that_only_the_child_keeps(scratch: ScratchServer, files: Callable[[str], FileSource]) -> None:
    """It goes from the parent alone, with no value of the child lost; no ALTER leads back, which is said."""
    current = files("CREATE TABLE up (id integer, x text); CREATE TABLE child () INHERITS (up);")
    desired = files("CREATE TABLE up (id integer); CREATE TABLE child (x text) INHERITS (up);")
    result = draft(scratch, current, desired, Scope(), with_down=False)
    assert [s.text for s in result.up.statements] == ["ALTER TABLE ONLY public.up DROP COLUMN x"]
    with pytest.raises(NoWayBackError, match=r"column public\.child\.x: a table's own column cannot become one"):
        draft(scratch, current, desired, Scope())
