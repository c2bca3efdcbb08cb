"""What the work grows with: of twice the schema no more than twice the work. Work is counted, never time.

Counted are calls, of Python's functions and of those in C, and for sets, which do their work in one call, how large the
sets are that a catalog's edges are joined with.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from schemactl import attempt as proving
from schemactl.catalog.model import Catalog
from schemactl.diff.write import _Writer
from schemactl.draft import Scope, draft, read_source
from schemactl.plan.make import make_statements
from schemactl.plan.rename import Answers, find_renames
from schemactl.source import EmptySource, parse_source
from schemactl.source import run as running

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

SMALL = 40
MOST = 2.5
"""How much more work twice as many tables may be."""


def chain(n: int, suffix: str = "") -> list[str]:
    """Tables that each refer to earlier ones, with what tables have around them."""
    made = ["CREATE TYPE state AS ENUM ('a', 'b')", f"CREATE FUNCTION f{suffix}() RETURNS trigger {BODY}"]
    for i in range(n):
        keys = "".join(f", r{k} int REFERENCES t{j}{suffix}" for k, j in enumerate({i - 1, i // 2} - {i, -1}))
        made.append(
            f"CREATE TABLE t{i}{suffix} (id int PRIMARY KEY, s state DEFAULT 'a', t text CHECK (t <> ''){keys})"
        )
        made.append(f"CREATE INDEX i{i}{suffix} ON t{i}{suffix} (t)")
        made.append(f"CREATE VIEW v{i}{suffix} AS SELECT id, s FROM t{i}{suffix}")
        made.append(f"CREATE TRIGGER tr BEFORE UPDATE ON t{i}{suffix} EXECUTE FUNCTION f{suffix}()")
        made.append(f"GRANT SELECT ON t{i}{suffix} TO PUBLIC")
    return made


BODY = "LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"


def couples(n: int) -> list[str]:
    """Tables that refer to each other two by two: a circle in each couple."""
    keys = [f"ALTER TABLE t{i} ADD CONSTRAINT k FOREIGN KEY (o) REFERENCES t{i ^ 1}" for i in range(n)]
    return [*(f"CREATE TABLE t{i} (id int PRIMARY KEY, o int)" for i in range(n)), *keys]


def tangle(n: int) -> list[str]:
    """Tables that refer to one another without any order: one large knot of circles."""
    pick = random.Random(1)
    made = [f"CREATE TABLE t{i} (id int PRIMARY KEY, a int, b int, c int)" for i in range(n)]
    return made + [
        f"ALTER TABLE t{i} ADD CONSTRAINT k_{c} FOREIGN KEY ({c}) REFERENCES t{pick.randrange(n)}"
        for i in range(n)
        for c in "abc"
    ]


def hub(n: int, action: str = "CASCADE") -> list[str]:
    """Tables that all refer to one, which has keys enough to choose from."""
    made = ["CREATE TABLE hub (id int PRIMARY KEY, a int UNIQUE)", "CREATE UNIQUE INDEX hub_b ON hub (id)"]
    return made + [f"CREATE TABLE t{i} (id int PRIMARY KEY REFERENCES hub ON DELETE {action})" for i in range(n)]


def partitions(n: int) -> list[str]:
    """Partitions of one table."""
    made = ["CREATE TABLE p (id int, v text, PRIMARY KEY (id)) PARTITION BY LIST (id)", "CREATE INDEX ON p (v)"]
    return made + [f"CREATE TABLE p{i} PARTITION OF p FOR VALUES IN ({i})" for i in range(n)]


def read(server: ScratchServer, folder: Path, statements: Iterable[str]) -> Catalog:
    return read_source(server, parse_source(write(folder, statements), folder), ())


def write(folder: Path, statements: Iterable[str]) -> str:
    (folder / "schema.sql").write_text(";\n".join(statements) + ";\n")
    return "schema.sql"


class Counted(frozenset[Any]):
    """A set that counts what it is joined with. Python calls the reflected method of a subclass first."""

    work = 0

    def __and__(self, other: Any) -> Any:
        Counted.work += min(len(self), len(other))
        return frozenset.__and__(self, other)

    def __rand__(self, other: Any) -> Any:
        Counted.work += min(len(self), len(other))
        return frozenset.__and__(self, other)

    def __or__(self, other: Any) -> Any:
        Counted.work += len(self) + len(other)
        return frozenset.__or__(self, other)

    def __sub__(self, other: Any) -> Any:
        Counted.work += len(self)
        return frozenset.__sub__(self, other)


def counted(catalog: Catalog) -> Catalog:
    """The same, its edges in counted sets."""
    fresh = Catalog(catalog.version, catalog.objects, catalog.dependencies)
    for name in ("requirements", "dependents", "taken_along"):
        fresh.__dict__[name] = {id: Counted(ids) for id, ids in getattr(fresh, name).items()}
    return fresh


def work(job: Callable[[], Any]) -> int:
    """How many calls a job makes, and what its sets come to."""
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    Counted.work, before = 0, sys.getprofile()
    sys.setprofile(count)
    try:
        job()
    finally:
        sys.setprofile(before)
    return calls + Counted.work


@pytest.fixture(autouse=True)
def counted_drops(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other drops take along is a set as large as the schema."""
    original = _Writer._covered
    monkeypatch.setattr(_Writer, "_covered", lambda self, dropped: Counted(original(self, dropped)))


def plan(current: Catalog, desired: Catalog) -> None:
    find_renames(current, desired, (), Answers())
    make_statements(counted(current), counted(desired))


@pytest.mark.parametrize("shape", [chain, couples, tangle, hub, partitions])
def test_planning_grows_with_the_schema(
    shape: Callable[[int], list[str]], scratch: ScratchServer, tmp_path: Path
) -> None:
    """All made, and all dropped."""
    small, large = (read(scratch, tmp_path, shape(n)) for n in (SMALL, 2 * SMALL))
    empty = read_source(scratch, EmptySource(), ())
    make_statements(empty, small)  # what is made ready once
    assert work(lambda: plan(empty, large)) < MOST * work(lambda: plan(empty, small))
    assert work(lambda: plan(large, empty)) < MOST * work(lambda: plan(small, empty))


def test_changes_everywhere_grow_with_the_schema(scratch: ScratchServer, tmp_path: Path) -> None:
    """A type that all columns have, and all names; also where nearly everything is rebuilt for it."""
    olds = [read(scratch, tmp_path, chain(n)) for n in (SMALL, 2 * SMALL)]
    types = [
        read(scratch, tmp_path, [one.replace("('a', 'b')", "('b', 'a')") for one in chain(n)])
        for n in (SMALL, 2 * SMALL)
    ]
    names = [read(scratch, tmp_path, chain(n, "_new")) for n in (SMALL, 2 * SMALL)]
    hubs = [[read(scratch, tmp_path, hub(n, action)) for n in (SMALL, 2 * SMALL)] for action in ("CASCADE", "RESTRICT")]
    for (small, large), (new_small, new_large) in ((olds, types), (olds, names), hubs):
        make_statements(small, new_small)
        assert work(lambda: plan(large, new_large)) < MOST * work(lambda: plan(small, new_small))  # noqa: B023 at once


def test_reading_grows_with_the_schema(scratch: ScratchServer, tmp_path: Path) -> None:
    """Rows to objects, and their edges."""
    read(scratch, tmp_path, chain(SMALL))
    read(scratch, tmp_path, chain(2 * SMALL))  # both are built; what is counted is the reading
    few = work(lambda: read(scratch, tmp_path, chain(SMALL)))
    assert work(lambda: read(scratch, tmp_path, chain(2 * SMALL))) < MOST * few


def test_loading_and_proving_grow_with_the_schema(
    scratch: ScratchServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements sent, of files in no order, and of a plan whose last statements wait for the ones before."""
    sent = {running: 0, proving: 0}

    def counting(module: Any, name: str) -> None:
        original = getattr(module, name)

        def send(first: Any, sql: Any) -> Any:
            sent[module] += 1 if isinstance(sql, str) else len(sql)
            return original(first, sql)

        monkeypatch.setattr(module, name, send)

    def count(n: int) -> dict[Any, int]:
        sent.update(dict.fromkeys(sent, 0))
        draft(scratch, EmptySource(), parse_source(write(tmp_path, waiting(n)), tmp_path), Scope())
        return dict(sent)

    counting(running, "send")
    counting(proving, "send")
    small, large = count(SMALL), count(2 * SMALL)
    assert all(large[module] < MOST * small[module] for module in sent)


def waiting(n: int) -> list[str]:
    """Materialized views that read each other through functions, whose bodies no catalog knows, the last name first."""
    made = []
    for i in range(n):
        before = f"SELECT count(*) FROM public.m{n - i + 1:03}" if i else "SELECT 1"
        made.append(f"CREATE FUNCTION f{i}() RETURNS bigint LANGUAGE sql AS '{before}'")
        made.append(f"CREATE MATERIALIZED VIEW m{n - i:03} AS SELECT f{i}() AS n")
    random.Random(1).shuffle(made)
    return made
