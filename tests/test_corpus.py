"""The corpus: each case a pair of schemas, planned and proved both ways, the SQL compared with what was read.

A case is a folder `tests/corpus/<kind>--<case>/` of `current.sql`, `desired.sql` and `plan.sql`, the plan up and
down on the newest major. `seed.sql`, where there is one, puts rows into the current state: they survive both
ways, and tables keep their oid and their storage. The first comment of `desired.sql` says what the case is about, and
may hold
    -- since: 15                     the oldest major that knows what the case is about
    -- needs: hstore, citext         extensions that not every server has
    -- rewrites: app.a, app.b        tables whose storage no ALTER can keep
    -- remakes: app.a                tables that no ALTER can bring there: their rows are lost, and the plan says so
    -- converts: app.a.x             columns whose values become others, as they must
    -- refused: column app.a.x: …    what the plan is refused for, and the reason's first words

`pytest tests/test_corpus.py --update-golden` writes the plans anew: read each one, as if it were to run tonight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sessions import trusted

from schemactl.catalog.model import Catalog
from schemactl.catalog.read import read_catalog
from schemactl.diff.rule import Change
from schemactl.diff.rules import RULES
from schemactl.diff.rules.common import COMMON
from schemactl.draft import Draft, Scope, draft
from schemactl.errors import UnsupportedError
from schemactl.execute import run
from schemactl.migrations.directives import read_directives
from schemactl.pgsql import split_statements
from schemactl.plan.make import find_deltas
from schemactl.plan.render import render_down, render_up
from schemactl.source import UrlSource, load_statements

if TYPE_CHECKING:
    from second_look import SecondLook

    from schemactl.server import ScratchServer

FOLDER = Path(__file__).parent / "corpus"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
NEWEST = 18
"""The major that plan.sql is written on."""

WITH_ROWS = ("table", "column", "default", "constraint", "index")
PLANNED = (Change.ALTER, Change.REPLACE)
FUNCTION = (
    "argument_defaults argument_modes argument_names arguments identity_arguments language parsed_body result window"
).split()
UNREACHED = {
    "aggregate.variant": "its arguments would be others, and so would the aggregate",
    "collation.deterministic": "needs ICU, which the wheels lack",
    "collation.rules": "needs ICU, which the wheels lack",
    "operator.left": "is part of its name",
    "operator.right": "is part of its name",
    "procedure.result": "procedures have none",
    "procedure.window": "procedures are never window functions",
    "range.canonical": "is refused: the case range--canonical",
}
"""Planned attributes without a case, with the reason."""

IN_DEFINITION = "stands in the definition, too"
TOGETHER = {
    **dict.fromkeys((f"{kind}.{name}" for kind in ("function", "procedure") for name in FUNCTION), IN_DEFINITION),
    **dict.fromkeys(("index.on_table", "index.options", "statistics.on_table", "constraint.type"), IN_DEFINITION),
    **dict.fromkeys(("trigger.constraint", "trigger.function"), IN_DEFINITION),
    "access_method.type": "its handler is of that type",
    "aggregate.arguments": "are identity arguments with names",
    "aggregate.identity_arguments": "are arguments",
    **dict.fromkeys(("aggregate.state", "aggregate.moving_state"), "its functions take a state of that type"),
    **dict.fromkeys(("aggregate.final_extra", "aggregate.moving_final_extra"), "its function takes more"),
    "aggregate.result": "is that of a function",
    "column.not_null_local": "cannot be taken back: the case column--not-null-inherited-only",
    "collation.provider": "each calls its locale otherwise",
    **dict.fromkeys(("conversion.source", "conversion.destination"), "its function is for these encodings"),
    "operator_class.type": "its operators are of that type",
    "table.partitioned": "has a key, then",
    "table.partition_key_columns": "has columns of other types, then",
    "table.replica_index": "is in the replica identity",
    **dict.fromkeys(("event_trigger.owner", "foreign_data_wrapper.owner"), "is a superuser"),
    "subscription.owner": "may make subscriptions, which no role of a test may",
}
"""Attributes that change in no object alone, with the reason."""

ALONE = dict(line.split() for line in (FOLDER / "alone.txt").read_text("utf-8").splitlines() if line[0] != "#")
"""For each attribute, a case in which an object differs in this alone."""

SCOPE = Scope(exclude=())
HEADING = "-- What differs: "
Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Case:
    """One folder of the corpus."""

    name: str
    current: str
    desired: str
    seed: str
    facts: Mapping[str, str]

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    def named(self, fact: str) -> set[str]:
        """A fact that is a list of names."""
        return {name.strip() for name in self.facts.get(fact, "").split(",")} - {""}


def load_case(name: str) -> Case:
    """The texts of a case, and the facts in the first comment of its desired state."""
    current, desired = ((FOLDER / name / file).read_text("utf-8") for file in ("current.sql", "desired.sql"))
    seed = FOLDER / name / "seed.sql"
    return Case(name, current, desired, seed.read_text("utf-8") if seed.exists() else "", dict(_facts(desired)))


def _facts(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if not line.startswith("--"):
            return
        word, colon, value = line.removeprefix("--").strip().partition(": ")
        if colon and word in ("since", "needs", "rewrites", "remakes", "converts", "refused"):
            yield word, value


@dataclass(frozen=True)
class Table:
    """A table with its rows: what a migration must not lose. Columns that the server computes are left out."""

    oid: int
    storage: int
    rows: tuple[Mapping[str, str | None], ...]

    def values(self, columns: set[str]) -> list[tuple[str, ...]]:
        """The rows, cut to these columns, in an order of their own."""
        return sorted(tuple(str(row[column]) for column in sorted(columns)) for row in self.rows)


TABLES = """
    SELECT format('%I.%I', n.nspname, c.relname), c.oid, c.relfilenode,
           array(SELECT a.attname::text FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"""


def read_tables(connection: Connection) -> dict[str, Table]:
    """Every table, by its qualified name."""
    tables = {}
    for name, oid, storage, columns in connection.execute(TABLES).fetchall():
        texts = ", ".join(f'"{column}"::text' for column in columns)
        rows = connection.execute(f"SELECT {texts} FROM ONLY {name}".encode()).fetchall()
        tables[name] = Table(oid, storage, tuple(dict(zip(columns, row, strict=True)) for row in rows))
    return tables


def check_survivors(case: Case, before: Mapping[str, Table], after: Mapping[str, Table]) -> None:
    """Tables that stay keep oid and rows, and their storage unless the case says that this cannot be."""
    for name in before.keys() & after.keys() - case.named("remakes"):
        old, new = before[name], after[name]
        assert new.oid == old.oid, f"{name} was made anew"
        assert new.storage == old.storage or name in case.named("rewrites"), f"{name} was rewritten"
        assert len(new.rows) == len(old.rows), f"{name} lost rows"
        if not old.rows:
            continue
        columns = {c for c in old.rows[0].keys() & new.rows[0].keys() if f"{name}.{c}" not in case.named("converts")}
        assert new.values(columns) == old.values(columns), name


def render_golden(proven: Draft) -> str:
    """Both plans as a person reads them, under the list of what differs."""
    parts = [HEADING + ", ".join(sorted(differences(proven))) + "\n"]
    for direction, text in (("up", render_up(proven.up, "")), ("down", render_down(proven.down, proven.up.data_loss))):
        body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("-- Written by "))
        parts.append(f"\n-- ===== {direction} =====\n{body.lstrip()}")
    return "".join(parts)


def differences(proven: Draft, *, alone: bool = False) -> set[str]:
    """`+table` for kinds with an object that is new, `-table` gone, `table.options` for changed attributes.

    alone: only attributes of objects that differ in nothing else.
    """
    found = set()
    for delta in find_deltas(proven.current, proven.desired):
        if delta.old is None or delta.new is None:
            found.add(f"{'+' if delta.old is None else '-'}{delta.id.kind}")
        if not alone or len(delta.changed) == 1:
            found |= {f"{delta.id.kind}.{attribute}" for attribute in delta.changed}
    return found


def migrate(connection: Connection, text: str, wanted: Catalog) -> None:
    """Run a migration file as `apply` does, and see where it led."""
    run(connection, split_statements(text), transaction=read_directives(text, "plan.sql").transaction)
    connection.execute("RESET ALL")
    remaining = find_deltas(read_catalog(connection), wanted)
    assert not remaining, [(str(delta.id), sorted(delta.changed)) for delta in remaining]


@pytest.fixture
def loaded(scratch: ScratchServer) -> Iterator[Any]:
    """Makes databases of schemas; each is dropped afterwards."""
    with ExitStack() as stack:

        def load(text: str) -> str:
            conninfo = scratch.plain_conninfo(stack.enter_context(scratch.create()))
            with psycopg.connect(conninfo, autocommit=True) as connection:
                load_statements(trusted(connection), split_statements(text))
            return conninfo

        yield load


@pytest.mark.parametrize("name", CASES)
def test_a_transition(
    name: str, scratch: ScratchServer, loaded: Any, second_look: SecondLook, update_golden: bool
) -> None:
    """Proved on what was rebuilt from the catalog, then run both ways over rows, which survive; the SQL as read.

    What our catalogs call equal afterwards is equal for pg_dump.
    """
    case = load_case(name)
    if scratch.major < int(case.facts.get("since", "14")):
        pytest.skip(f"since Postgres {case.facts['since']}")
    missing = case.named("needs") - available_extensions(scratch)
    if missing:
        pytest.skip(f"this server lacks {', '.join(sorted(missing))}")
    current, desired = loaded(case.current), loaded(case.desired)
    if "refused" in case.facts:
        with pytest.raises(UnsupportedError) as refused:
            draft(scratch, UrlSource(current), UrlSource(desired), SCOPE)
        assert case.facts["refused"] in str(refused.value)
        return
    proven = draft(scratch, UrlSource(current), UrlSource(desired), SCOPE)
    begun = second_look.read(current)
    with psycopg.connect(current, autocommit=True) as connection:
        connection.execute(case.seed.encode())
        before = read_tables(connection)
        migrate(connection, render_up(proven.up, "a test"), proven.desired)
        after = read_tables(connection)
        check_survivors(case, before, after)
        second_look.compare(current, desired, "after up")
        migrate(connection, render_down(proven.down, proven.up.data_loss), proven.current)
        check_survivors(case, after, read_tables(connection))
        second_look.compare(current, begun, "after down")
    if scratch.major == NEWEST:
        named = {attribute for attribute, example in ALONE.items() if example == name}
        assert named <= differences(proven, alone=True)
        compare_golden(case, render_golden(proven), update=update_golden)


def available_extensions(scratch: ScratchServer) -> set[str]:
    """What CREATE EXTENSION can make on this server."""
    with psycopg.connect(scratch.plain_conninfo("postgres")) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM pg_available_extensions")}


def compare_golden(case: Case, text: str, *, update: bool) -> None:
    golden = case.folder / "plan.sql"
    if update:
        golden.write_text(text, "utf-8")
    assert golden.exists(), "no plan.sql yet: pytest --update-golden, then read it"
    assert text == golden.read_text("utf-8")


def covered() -> set[str]:
    """What the plans of the corpus say about their differences."""
    lines = ((FOLDER / name / "plan.sql").read_text("utf-8").splitlines()[0] for name in CASES if _has_plan(name))
    return {word for line in lines for word in line.removeprefix(HEADING).split(", ")}


def _has_plan(name: str) -> bool:
    return (FOLDER / name / "plan.sql").exists()


def test_every_kind_and_attribute_has_a_case() -> None:
    """Each kind comes and goes in some case, and each attribute that a rule plans changes in some case."""
    found = covered()
    kinds = {rule.kind for rule in RULES if not {f"+{rule.kind}", f"-{rule.kind}"} & found}
    planned = {f"{rule.kind}.{name}" for rule in RULES for name, how in rule.changes.items() if how in PLANNED}
    assert not kinds
    assert not planned - found - UNREACHED.keys()
    assert not found & UNREACHED.keys()


def test_every_attribute_changes_alone_in_a_case() -> None:
    """Each attribute that a rule plans, and each that all kinds share, differs somewhere without any other.

    So no attribute is seen only because another one differs with it.
    """
    wanted = {f"{rule.kind}.{name}" for rule in RULES for name, how in rule.changes.items() if how in PLANNED}
    wanted |= {f"{rule.kind}.comment" for rule in RULES if rule.commentable}
    wanted |= {f"{rule.kind}.owner" for rule in RULES if rule.ownable}
    wanted |= {f"{rule.kind}.privileges" for rule in RULES if rule.grant_on is not None}
    wanted |= {
        f"{kind}.{name}" for kind in ("view", "materialized_view") for name in COMMON if name.startswith("column")
    }
    wanted |= {f"{kind}.extensions" for kind in ("function", "procedure", "trigger", "index", "materialized_view")}
    assert not wanted - ALONE.keys() - TOGETHER.keys() - UNREACHED.keys()
    assert not ALONE.keys() & (TOGETHER.keys() | UNREACHED.keys())
    assert not TOGETHER.keys() - wanted


@pytest.mark.parametrize("name", [name for name in CASES if name.partition("--")[0] in WITH_ROWS])
def test_a_case_with_tables_has_rows(name: str) -> None:
    """What the corpus says about columns, tables and their parts is said over rows that must survive."""
    assert load_case(name).seed
