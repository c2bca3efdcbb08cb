"""PostGIS on servers that do not have it: types with modifiers in words, indexes, functions; judged by the real one.

Where the installation has PostGIS itself, the same tests see that what they expect is true of it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from schemactl.errors import ServerError
from schemactl.server import open_scratch
from schemactl.standin.capture import capture

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

Connection = psycopg.Connection[Any]

SHAPES = (
    "Geometry Point LineString Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection CircularString "
    "CompoundCurve CurvePolygon MultiCurve MultiSurface PolyhedralSurface Triangle Tin"
).split()
MODIFIERS = [f"{shape}{more}{number}" for shape in SHAPES for more in ("", "Z", "M", "ZM") for number in ("", ",4326")]


@contextmanager
def bare(server: ScratchServer) -> Iterator[Connection]:
    """An empty database."""
    with server.create() as name, psycopg.connect(server.plain_conninfo(name), autocommit=True) as connection:
        yield connection


@contextmanager
def fresh(server: ScratchServer) -> Iterator[Connection]:
    """An empty database with PostGIS, or what stands in for it."""
    with bare(server) as connection:
        connection.execute("CREATE EXTENSION postgis")
        yield connection


def printed(connection: Connection) -> list[Any]:
    """How types read whose modifiers are in capitals."""
    columns = [f"{type}_{i} {type}({m.upper()})" for i, m in enumerate(MODIFIERS) for type in ("geometry", "geography")]
    columns += ["a geometry(point)[]", "b geometry", 'c geometry(" PointZ ",-5)', "d geometry(Polygon,0)"]
    connection.execute(f"CREATE TABLE modified ({', '.join(columns)})".encode())
    query = """SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
        WHERE attrelid = 'modified'::regclass AND attnum > 0 ORDER BY attnum"""
    return connection.execute(query).fetchall()


def expected() -> list[tuple[str, str]]:
    """What PostGIS prints: nothing for a geometry of any kind; geography is in degrees unless it says otherwise."""
    rows = []
    for i, modifier in enumerate(MODIFIERS):
        degrees = modifier if "," in modifier else f"{modifier},4326"
        rows.append((f"geometry_{i}", "geometry" if modifier == "Geometry" else f"geometry({modifier})"))
        rows.append((f"geography_{i}", f"geography({degrees})"))
    rows += [("a", "geometry(Point)[]"), ("b", "geometry"), ("c", "geometry(PointZ)"), ("d", "geometry(Polygon)")]
    return rows


def test_modifiers_read_as_those_of_the_real_one(scratch: ScratchServer) -> None:
    """Each shape, with and without Z, M and a reference system; a word that is no shape is refused."""
    with fresh(scratch) as connection:
        assert printed(connection) == expected()
        for wrong in ("geometry(4326)", "geometry(Blob)", "geography(Point,x)"):
            with pytest.raises(psycopg.DataError):
                connection.execute(f"SELECT NULL::{wrong}".encode())


def test_modifiers_end_with_the_transaction(scratch: ScratchServer) -> None:
    """What was rolled back is forgotten; the same modifiers are the same type."""
    with fresh(scratch) as connection:
        with suppress(ZeroDivisionError), connection.transaction():
            connection.execute("CREATE TABLE a (x geometry(Tin,5))")
            raise ZeroDivisionError
        connection.execute("CREATE TABLE a (x geometry(Tin,5)); CREATE TABLE b (x geometry(Tin,5), y geometry(Tin,6))")
        found = connection.execute(
            "SELECT atttypmod FROM pg_attribute WHERE attname IN ('x', 'y') ORDER BY attrelid, attnum"
        )
        first, second, third = (number for (number,) in found)
        assert first == second != third


def test_rows_can_be_stored_indexed_and_read(scratch: ScratchServer) -> None:
    """With every access method, generated columns, checks, views, casts to text and JSON."""
    with fresh(scratch) as connection:
        connection.execute("""
            CREATE TABLE t (a geometry(Point,4326) NOT NULL, b geography, CHECK (ST_IsValid(a)), lon float8,
                made geometry(Point) GENERATED ALWAYS AS (ST_MakePoint(lon, 1)) STORED);
            INSERT INTO t (a, b, lon)
                SELECT ('SRID=4326;POINT(' || i || ' 1)')::geometry, ('POINT(2 ' || i || ')')::geography, i
                FROM generate_series(1, 50) i;
            CREATE INDEX ON t USING gist (a); CREATE INDEX ON t USING gist (a gist_geometry_ops_nd);
            CREATE INDEX ON t USING spgist (a); CREATE INDEX ON t USING brin (a); CREATE INDEX ON t USING btree (a);
            CREATE INDEX ON t USING hash (a); CREATE INDEX ON t USING gist (b); CREATE INDEX ON t USING btree (b);
            CREATE INDEX ON t USING gist (ST_Buffer(a, 2)) WHERE a IS NOT NULL;
            CREATE VIEW v AS SELECT a, ST_AsText(a) FROM t WHERE a && ST_MakeEnvelope(0, 0, 1, 1, 4326);
        """)
        found = connection.execute("SELECT count(a::text), count(DISTINCT a), count(to_jsonb(t)) FROM t").fetchone()
        assert found == (50, 50, 50)
        connection.execute("SELECT AddGeometryColumn('t', 'old', 3857, 'LINESTRING', 3); SELECT * FROM v")
        query = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 'old'"
        assert connection.execute(query).fetchone() == ("geometry(LineStringZ,3857)",)


CONSTANTS = {
    "POINT(1.5 -2)": "0101000000000000000000F83F00000000000000C0",
    "SRID=3857;POINT Z (1 2 3)": "01010000A0110F0000000000000000F03F00000000000000400000000000000840",
    "point m empty": "0101000040000000000000F87F000000000000F87F000000000000F87F",
    "MULTIPOINT(1 2, 3 4)": "0104000000020000000101000000000000000000F03F0000000000000040"
    "010100000000000000000008400000000000001040",
    "POLYGON((0 0,1 0,1 1,0 0))": "010300000001000000040000000000000000000000"
    "0000000000000000000000000000F03F0000000000000000000000000000F03F000000000000F03F00000000000000000000000000000000",
    "GEOMETRYCOLLECTION(MULTILINESTRING EMPTY,POINT(0 1))": "010700000002000000"
    "0105000000000000000101000000000000000000000000000000" "0000F03F",
}  # fmt: skip


def test_constants_read_as_those_of_the_real_one(scratch: ScratchServer) -> None:
    """A view holds them as PostGIS writes them, so that its text is the same on both."""
    with fresh(scratch) as connection:
        for written, read in CONSTANTS.items():
            connection.execute(f"CREATE OR REPLACE VIEW v AS SELECT '{written}'::geometry AS g".encode())
            (text,) = connection.execute("SELECT pg_get_viewdef('v'::regclass)").fetchone() or ("",)
            assert f"'{read}'::geometry AS g" in text
        degrees = connection.execute("SELECT 'LINESTRING EMPTY'::geography::text").fetchone()
        assert degrees == ("0102000020E610000000000000",)


def test_a_stand_in_of_the_stand_in_is_the_same(scratch: ScratchServer) -> None:
    """A capture has modifiers, too, and loads where another major's words are keywords."""
    with fresh(scratch) as connection:
        captured = capture(connection, "postgis")
        before = printed(connection)
    assert captured.missing == ()
    for major in (14, 15, 16, 17, 18):
        with suppress(ServerError), open_scratch(major=major) as server, bare(server) as other:
            other.execute(b"SET check_function_bodies = off; " + captured.text.encode())
            assert printed(other) == before


SCHEMA = """
CREATE EXTENSION postgis;
CREATE TABLE places (
    id int PRIMARY KEY,
    spot geometry(Point,4326) NOT NULL,
    ground geometry(MultiPolygon,3857),
    path geography(LineStringZ)[],
    EXCLUDE USING gist (ground WITH &&),
    CONSTRAINT sound CHECK (ST_IsValid(spot))
);
CREATE INDEX places_spot ON places USING gist (spot);
CREATE VIEW near AS
    SELECT id, ST_AsGeoJSON(spot)::jsonb AS json FROM places WHERE spot && 'SRID=4326;POINT(1 2)'::geometry;
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(project: Path) -> Run:
    """Runs a command in a project with that schema."""
    (project / "schema" / "schema.sql").write_text(SCHEMA)

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "schemactl", *arguments]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    return call


def test_a_project_with_postgis(run: Run, project: Path, scratch: ScratchServer) -> None:
    """Files, migrations and database agree, the modifiers are in what is written, and what is not known is said."""
    assert run("diff", "first").returncode == 0
    (up,) = (project / "migrations").glob("*.up.sql")
    assert "ground public.geometry(MultiPolygon,3857)" in up.read_text()
    assert "path public.geography(LineStringZ,4326)[]" in up.read_text()
    assert "Not proven" not in up.read_text()
    with fresh(scratch) as connection:
        url = scratch.plain_conninfo(connection.info.dbname)
        connection.execute("DROP EXTENSION postgis")
        applied = run("apply", "--url", url)
        assert applied.returncode == 0, applied.stderr
        assert run("diff", "--from", url, "--to", "schema/schema.sql", "--exit-code").returncode == 0
        dumped = run("dump", "--url", url, "-o", "dump.sql")
        assert dumped.returncode == 0, dumped.stderr
    assert run("diff", "--from", "dump.sql", "--to", "schema/schema.sql", "--exit-code").returncode == 0
    assert run("check").returncode == 0
    path = project / "schema" / "schema.sql"
    path.write_text(SCHEMA.replace("MultiPolygon,3857", "Geometry,3857"))
    changed = run("diff", "second")
    assert changed.returncode == 0, changed.stderr
    if "postgis" in scratch.standins:
        said = "whether values of column public.places.ground fit public.geometry(Geometry,3857)"
        assert said in changed.stderr
    linted = run("lint")
    assert "from public.geometry(multipolygon,3857) to public.geometry(geometry,3857)" in linted.stdout
