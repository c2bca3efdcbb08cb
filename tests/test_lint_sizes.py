"""`lint --stats`: how large the tables of a real database are, and how long a lock on them would last."""

from __future__ import annotations

import psycopg
import pytest

from schemactl.errors import ConnectError
from schemactl.finding import Effect, Finding, Severity
from schemactl.lint.changes import Name
from schemactl.lint.sizes import Size, duration_class, read_sizes, with_sizes
from schemactl.report.findings import render_effect

SETUP = """
CREATE SCHEMA app;
CREATE TABLE app.big (id int PRIMARY KEY, body text);
INSERT INTO app.big SELECT n, repeat('x', 100) FROM generate_series(1, 10000) n;
CREATE TABLE parts (k int) PARTITION BY RANGE (k);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (100) TO (1000);
INSERT INTO parts SELECT generate_series(0, 499);
CREATE TABLE "Empty" (a int);
VACUUM ANALYZE;
"""


def test_sizes_are_the_servers_own(database: str) -> None:
    """Rows and bytes of tables with their indexes; a partitioned table has those of its partitions."""
    with psycopg.connect(database, autocommit=True) as connection:
        for statement in filter(str.strip, SETUP.split(";\n")):
            connection.execute(statement.encode())
        row = connection.execute("SELECT pg_relation_size('app.big') + pg_relation_size('app.big_pkey')").fetchone()
    sizes = read_sizes(database)
    assert sizes[Name("app", "big")].rows == 10_000
    assert row is not None
    assert sizes[Name("app", "big")].bytes == row[0]
    assert sizes[Name("public", "parts")].rows == 500
    assert sizes[Name("public", "parts")].bytes == sum(sizes[Name("public", f"parts_{n}")].bytes for n in (1, 2))
    assert sizes[Name("public", "Empty")] == Size(0, 0)
    assert not [name for name in sizes if name.schema.startswith("pg_")]


def test_a_locked_table_keeps_nobody_waiting(database: str) -> None:
    """The sizes are read while somebody holds ACCESS EXCLUSIVE."""
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE a (b int)")
        connection.commit()
        connection.execute("LOCK TABLE a")
        assert Name("public", "a") in read_sizes(database)


def test_a_database_that_is_not_there() -> None:
    """An error in words, without the password."""
    with pytest.raises(ConnectError) as caught:
        read_sizes("postgresql://me:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in f"{caught.value.message}{caught.value.detail}"


@pytest.mark.parametrize("relation", ["public.Users", 'public."Users"', '"Users"'])
def test_findings_say_how_large_a_table_is(relation: str) -> None:
    """However the finding spells its name; what is not known stays as it was."""
    effects = (Effect(relation, "ACCESS EXCLUSIVE", "reads and writes", "rewrite"), Effect("other", "SHARE"))
    finding = Finding("r", Severity.ERROR, "m", effects=effects)
    known, unknown = with_sizes([finding], {Name("public", "Users"): Size(1_200_000, 3 << 30)})[0].effects
    assert render_effect(known).endswith(", 1,200,000 rows, 3.0 GB, for minutes or so")
    assert unknown == Effect("other", "SHARE")


@pytest.mark.parametrize(
    ("work", "bytes", "wanted"),
    [
        ("", 1 << 40, "under a second"),
        ("scan", 1 << 20, "under a second"),
        ("scan", 1 << 31, "seconds"),
        ("rewrite", 1 << 33, "minutes"),
        ("rewrite", 1 << 40, "hours"),
    ],
)
def test_classes_of_duration(work: str, bytes: int, wanted: str) -> None:
    """By the work and the bytes; a lock without work is short, whatever the table."""
    assert duration_class(work, bytes) == wanted
