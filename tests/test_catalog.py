"""Reading a database into a Catalog: what is read, what is left out, and that names alone are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.rows import dict_row

from schemactl.catalog.assemble import IDENTITY
from schemactl.catalog.kinds import KINDS, KindQuery, query_text
from schemactl.catalog.model import Catalog, ObjectId
from schemactl.catalog.privileges import OWNER, parse_acl
from schemactl.catalog.read import read_catalog
from schemactl.catalog.reading import OWN
from schemactl.diff.rules import RULE_OF
from schemactl.diff.rules.common import COMMON
from schemactl.plan.make import find_deltas

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

ADDRESSES = {"oid", "subid", "index_oid", "column_names", "given"}
ACCESS = {"acl": "privileges", "acl_default": "", "acl_owner": "", "column_acl": "column_privileges"}
ACCESS |= {f"identity_{name}": to and f"identity_{to}" for name, to in ACCESS.items() if name != "column_acl"}
Load = Callable[[str], psycopg.Connection[Any]]


@pytest.fixture
def load(scratch: ScratchServer) -> Iterator[Load]:
    """Makes a database of a script, and connects to it; gone afterwards."""
    with ExitStack() as stack:

        def make(script: str) -> psycopg.Connection[Any]:
            name = stack.enter_context(scratch.create())
            connection = stack.enter_context(psycopg.connect(scratch.plain_conninfo(name), autocommit=True))
            connection.execute(script.encode())
            return connection

        yield make


def ids(catalog: Catalog) -> set[str]:
    return {str(id) for id in catalog.objects}


def test_an_empty_database(load: Load) -> None:
    """The schema public and the language that every database has: nothing of the server's own."""
    assert ids(read_catalog(load(""))) == {"schema public", "extension plpgsql"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name in RULE_OF], ids=lambda kind: kind.name)
def test_what_is_read_is_what_the_rule_knows(kind: KindQuery, database: str, major: int) -> None:
    """Every attribute that a query reads stands in the kind's rule, and every attribute of the rule is read."""
    with psycopg.connect(database, row_factory=dict_row) as connection:
        connection.execute("CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY)")
        connection.execute(OWN)
        cursor = connection.execute(query_text(kind.name, major).encode())
        read = {column.name for column in cursor.description or ()}
        if "more" in read:
            read = read - {"more"} | next(row["more"].keys() for row in cursor)
    read = {ACCESS.get(name, name) for name in read - ADDRESSES - set(IDENTITY)} - {""}
    known = set(RULE_OF[kind.name].changes)
    assert read - set(COMMON) <= known
    later = {"not_null_constraint", "not_null_local"} if kind.name == "column" and major < 18 else set()
    later |= {"not_null_comment"} if major < 18 and (kind.name == "column" or major < 17) else set()
    later |= {"not_null_name"} if major < 17 else set()
    assert known - read <= later | {"called"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_rows_come_in_an_order(kind: KindQuery) -> None:
    """Each query of each version ends in ORDER BY, so that two reads of one database are alike."""
    for major in range(14, 19):
        assert query_text(kind.name, major).rstrip().splitlines()[-1].startswith("ORDER BY ")


SCHEMA = """
    CREATE SCHEMA app;
    CREATE TYPE app.state AS ENUM ('a', 'b');
    CREATE TABLE app.t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state app.state DEFAULT 'a', x text UNIQUE);
    CREATE TABLE app.u (t_id bigint REFERENCES app.t ON DELETE CASCADE, CHECK (t_id > 0));
    CREATE INDEX u_t ON app.u (t_id);
    CREATE VIEW app.v AS SELECT id FROM app.t;
    CREATE FUNCTION app.f(n integer) RETURNS integer LANGUAGE sql AS $$SELECT n$$;
    COMMENT ON TABLE app.t IS 'said';
"""
FOREIGN = """
    CREATE FOREIGN DATA WRAPPER w;
    CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'secret');
"""


def test_names_alone_are_compared(load: Load) -> None:
    """Other oids, other column numbers, other order of making: the same catalog, dependencies and fingerprint."""
    churn = "CREATE TABLE gone (a int, b int); DROP TABLE gone; CREATE TABLE public.x (id int); DROP TABLE public.x;"
    one = read_catalog(load(SCHEMA))
    other = read_catalog(
        load(
            churn
            + SCHEMA.replace(
                "(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                "(gone int, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            )
            + "ALTER TABLE app.t DROP COLUMN gone;"
        )
    )
    assert not find_deltas(one, other)
    assert one.dependencies == other.dependencies
    assert one.fingerprint == other.fingerprint


def test_a_fingerprint_tells_apart(load: Load) -> None:
    """Any difference in any attribute is another fingerprint."""
    connection = load(SCHEMA)
    before = read_catalog(connection).fingerprint
    connection.execute("COMMENT ON TABLE app.t IS 'said otherwise'")
    after = read_catalog(connection)
    assert after.fingerprint != before


def test_rows_and_states_are_no_schema(load: Load) -> None:
    """Rows, statistics, values of sequences and temporary tables are not read."""
    connection = load(SCHEMA)
    before = read_catalog(connection)
    connection.execute("INSERT INTO app.t (x) VALUES ('a'), ('b'); CREATE TEMPORARY TABLE mine (id int); ANALYZE;")
    assert read_catalog(connection).fingerprint == before.fingerprint


def test_what_an_extension_makes_is_its_own(load: Load) -> None:
    """Members of an extension are left out; what depends on them is told to depend on the extension."""
    connection = load("CREATE TABLE t (id int)")
    made = connection.execute("SELECT name FROM pg_available_extensions WHERE name = 'vector'").fetchone()
    if made is None:
        pytest.skip("no extension that every server has")
    connection.execute("CREATE EXTENSION vector; ALTER TABLE t ADD COLUMN v vector(3)")
    catalog = read_catalog(connection)
    own = {"table public.t", "column public.t.id", "column public.t.v"}
    assert ids(catalog) == {"schema public", "extension plpgsql", "extension vector"} | own
    column, extension = ObjectId("column", "public", "v", "t"), ObjectId("extension", "", "vector")
    assert extension in catalog.requirements[column]


def test_parts_know_their_whole(load: Load) -> None:
    """Columns in their order, defaults and constraints: parts of their table, dropped with it."""
    catalog = read_catalog(load(SCHEMA))
    table = ObjectId("table", "app", "t")
    names = [part.id.name for part in catalog.parts[table] if part.id.kind == "column"]
    assert names == ["id", "state", "x"]
    assert {part.id for part in catalog.parts[table]} <= catalog.taken_along[table]


@pytest.mark.parametrize(
    ("dependent", "referenced"),
    [
        (ObjectId("column", "app", "state", "t"), ObjectId("enum", "app", "state")),
        (ObjectId("default", "app", "state", "t"), ObjectId("enum", "app", "state")),
        (ObjectId("constraint", "app", "u_t_id_fkey", "u"), ObjectId("constraint", "app", "t_pkey", "t")),
        (ObjectId("index", "app", "u_t"), ObjectId("column", "app", "t_id", "u")),
        (ObjectId("view", "app", "v"), ObjectId("column", "app", "id", "t")),
        (ObjectId("table", "app", "t"), ObjectId("schema", "", "app")),
    ],
    ids=str,
)
def test_who_needs_whom(load: Load, dependent: ObjectId, referenced: ObjectId) -> None:
    """Edges of pg_depend between objects, insides (row types, indexes of keys) standing for their owners."""
    assert referenced in read_catalog(load(SCHEMA)).requirements[dependent]


@pytest.mark.parametrize(
    ("globs", "left"),
    [
        (("app",), set()),
        (("app.t",), {"table app.u", "view app.v"}),
        (("app.*",), set()),
        (("*.v",), {"table app.t", "table app.u"}),
        (("nowhere", "app.u*"), {"table app.t", "view app.v"}),
    ],
)
def test_excluded(load: Load, globs: tuple[str, ...], left: set[str]) -> None:
    """Globs over schemas and over what is in them; parts go with their whole, and edges with both of their ends."""
    catalog = read_catalog(load(SCHEMA), globs)
    assert {str(id) for id in catalog.objects if id.kind in ("table", "view")} == left
    assert all(
        edge.dependent in catalog.objects and edge.referenced in catalog.objects for edge in catalog.dependencies
    )
    assert not [id for id in catalog.objects if id.kind == "column" and f"table {id.schema}.{id.table}" not in left]


def test_the_connection_is_left_as_it_was(load: Load) -> None:
    """Idle, in its old mode, with its old settings; and what is read is one moment, read only."""
    connection = load(SCHEMA)
    connection.execute("SET search_path = app; SET work_mem = '3MB'")
    read_catalog(connection)
    assert connection.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
    assert (connection.autocommit, connection.read_only, connection.isolation_level) == (True, None, None)
    shown = [connection.execute(f"SHOW {name}".encode()).fetchone() for name in ("search_path", "work_mem")]
    assert shown == [("app",), ("3MB",)]


def test_an_ordinary_role_can_read(load: Load) -> None:
    """No privilege on any object is needed, but for secrets, which are None then."""
    connection = load(SCHEMA + FOREIGN)
    whole = read_catalog(connection)
    role = f"nobody_{connection.info.backend_pid}"
    connection.execute(f"CREATE ROLE {role}".encode())
    try:
        connection.execute(f"SET ROLE {role}".encode())
        seen = read_catalog(connection)
        connection.execute("RESET ROLE")
    finally:
        connection.execute(f"DROP ROLE {role}".encode())
    assert [(delta.id.kind, sorted(delta.changed)) for delta in find_deltas(whole, seen)] == [
        ("user_mapping", ["options"])
    ]


@pytest.mark.parametrize(
    ("items", "parsed"),
    [
        (
            ["me=arwdDxt/me", "you=r*w/me", "=r/me"],
            [("", "SELECT", False), (OWNER, "DELETE", False), ("you", "SELECT", True)],
        ),
        (['"a=b"=X/me', '"q""q"=U*/me'], [("a=b", "EXECUTE", False), ('q"q', "USAGE", True)]),
        ([], []),
    ],
)
def test_access_control_lists(items: list[str], parsed: list[tuple[str, str, bool]]) -> None:
    """Grantee, privilege, grantable; the owner by his role, PUBLIC by nothing; quoted names unquoted."""
    found = [tuple(each) for each in parse_acl(items, "me")]
    assert found == sorted(found)
    assert set(parsed) <= set(found)
    assert not parsed or {grantee for grantee, _, _ in found} == {grantee for grantee, _, _ in parsed}
