"""Names that the server chooses, against a server that chooses them."""

from __future__ import annotations

import psycopg
import pytest

from schemactl.catalog.chosen import is_made, make_name
from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.catalog.read import read_catalog
from schemactl.plan.make import find_deltas

LONG = "t" * 50
WIDE = "é" * 31
PARTITIONED = f"""
    CREATE TABLE m (id int, at date, "{"c" * 50}" int, "{"ü" * 25}" int) PARTITION BY RANGE (at);
    CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    CREATE TABLE {LONG} PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY RANGE (at);
    CREATE TABLE "{WIDE}" PARTITION OF {LONG} DEFAULT;
"""
INDEXES = (
    "CREATE INDEX {} ON m (id)",
    "CREATE INDEX {} ON m ((id + 1), (id + 2), at) INCLUDE (id)",
    f'CREATE INDEX {{}} ON m ("{"c" * 50}", "{"ü" * 25}")',
    "ALTER TABLE m ADD CONSTRAINT {} UNIQUE (id, at)",
    "ALTER TABLE m ADD CONSTRAINT {} FOREIGN KEY (id) REFERENCES r",
)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("t_a_idx", ("t", "a", "idx")),
        ("t_pkey", ("t", "", "pkey")),
        ("t" * 29 + "_" + "c" * 29 + "_idx", ("t" * 60, "c" * 60, "idx")),
        ("é" * 28 + "_id_not", ("é" * 40, "id", "not")),
    ],
)
def test_a_name_is_cut_to_63_bytes(name: str, parts: tuple[str, str, str]) -> None:
    """The longer part first, and never through the middle of a character."""
    assert make_name(*parts) == name
    assert is_made(name, *parts)
    assert len(name.encode()) <= 63


def test_a_number_behind_it_is_the_servers_too() -> None:
    """The name was taken."""
    assert is_made("t_a_idx12", "t", "a", "idx")
    assert not is_made("t_a_idx_2", "t", "a", "idx")
    assert not is_made("t_b_idx", "t", "a", "idx")


def read(database: str, sql: str) -> Catalog:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(b"DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET search_path = public")
        connection.execute(sql.encode())
        return read_catalog(connection)


def test_copies_are_the_same_in_whatever_order_they_were_made(database: str) -> None:
    """Twins of every kind, long names and names of several bytes a letter: no difference, and one fingerprint."""
    base = f"CREATE TABLE r (id int PRIMARY KEY); {PARTITIONED}"
    made = [f"{sql.format(f'{name}_{n}')};" for n, sql in enumerate(INDEXES) for name in ("z", "y", "x")]
    one, other = (read(database, base + "".join(statements)) for statements in (made, made[::-1]))
    assert not [o for o in one.objects.values() if o.alias and o["called"]]
    assert len([o for o in one.objects.values() if o.alias]) == 3 * len(made)
    assert not find_deltas(one, other)
    assert not find_deltas(other, one)
    assert one.fingerprint == other.fingerprint


def test_a_name_that_somebody_wrote_counts(database: str) -> None:
    """So does one that a comment or the table's own setting says."""
    base = f"{PARTITIONED} CREATE INDEX i ON m (id);"
    plain = read(database, base)
    for said in (
        "ALTER INDEX m_1_id_idx RENAME TO mine",
        "COMMENT ON INDEX m_1_id_idx IS 'said'",
        "ALTER TABLE m_1 CLUSTER ON m_1_id_idx",
        "ALTER INDEX m_1_id_idx SET (fillfactor = 70)",
    ):
        wanted = read(database, f"{base} {said}")
        assert any("called" in delta.changed for delta in find_deltas(plain, wanted)), said


def test_names_of_not_null_are_read_where_somebody_wrote_them(database: str, major: int) -> None:
    """Attached or made as a partition, long or with a number: the same columns; a written name is another."""
    if major < 18:
        pytest.skip("NOT NULL has had a name since 18")
    columns = f'id int NOT NULL, k int NOT NULL, "{"c" * 60}" int NOT NULL'
    parent = f"CREATE TABLE p ({columns}) PARTITION BY LIST (k);"
    attached = f"CREATE TABLE {LONG} ({columns}); ALTER TABLE p ATTACH PARTITION {LONG} FOR VALUES IN (1)"
    made = f"CREATE TABLE {LONG} PARTITION OF p FOR VALUES IN (1)"
    assert not find_deltas(read(database, f"{parent} {attached}"), read(database, f"{parent} {made}"))
    written = attached.replace("id int NOT NULL", "id int CONSTRAINT mine NOT NULL")
    assert find_deltas(read(database, f"{parent} {attached}"), read(database, f"{parent} {written}"))


def test_what_an_older_server_cannot_tell_is_no_difference() -> None:
    """A column read on 18, where NOT NULL has a name, and the same one read on 15."""
    id = ObjectId("column", "public", "a", "t")
    new = Object(id, {"not_null": True, "not_null_constraint": {"name": "mine"}})
    old = Object(id, {"not_null": True})
    here, there = Catalog(180004, {id: new}), Catalog(150010, {id: old})
    assert not find_deltas(here, there)
    assert not find_deltas(there, here)
    assert find_deltas(Catalog(180004, {id: old}), here)
