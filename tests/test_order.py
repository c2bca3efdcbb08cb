"""The order of statements, without a server: laws over graphs made up by hypothesis, and what cycles come to."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemactl.catalog import slice as slicing
from schemactl.catalog.model import Catalog, Dependency, Object, ObjectId
from schemactl.catalog.slice import slices
from schemactl.diff.model import Fold, Frame, Item, Statement
from schemactl.diff.write import Written
from schemactl.errors import UnsupportedError
from schemactl.pgsql import split_statements
from schemactl.plan.merge import gather, merge
from schemactl.plan.model import Plan
from schemactl.plan.order import order
from schemactl.plan.render import render_down, render_sql, render_up

KINDS = ("schema", "enum", "function", "view", "materialized_view", "trigger", "policy", "sequence")
IDS = tuple(
    ObjectId(kind, "app", f"{kind}{n}", "t" if kind in ("trigger", "policy") else "") for kind in KINDS for n in (1, 2)
)
EMPTY = Catalog(180000, {})


def catalog(ids: Iterable[ObjectId], edges: Iterable[tuple[ObjectId, ObjectId]] = ()) -> Catalog:
    """Objects that are nothing but names; edges are (dependent, referenced)."""
    objects = {id: Object(id, {}) for id in ids}
    return Catalog(180000, objects, frozenset(Dependency(*edge) for edge in edges if set(edge) <= objects.keys()))


def create(id: ObjectId) -> Statement:
    return Statement(f"CREATE {id}", makes=frozenset({id}), about=id)


def drop(id: ObjectId) -> Statement:
    return Statement(f"DROP {id}", removes=frozenset({id}), about=id)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Catalog, Catalog, list[Statement]]:
    """Two catalogs without circles, and the statements from the one to the other: drops, creates, replacements."""
    sides = []
    for _ in range(2):
        ids = draw(st.lists(st.sampled_from(IDS), unique=True))
        edges = draw(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))))
        place = {id: n for n, id in enumerate(ids)}
        sides.append(
            catalog(ids, [(a, b) for a, b in edges if place.get(a, 0) > place.get(b, 0) and {a, b} <= place.keys()])
        )
    current, desired = sides
    replaced = set(draw(st.lists(st.sampled_from(IDS)))) & current.objects.keys() & desired.objects.keys()
    replaced = closure(replaced, current) & desired.objects.keys()
    statements = [drop(id) for id in sorted((current.objects.keys() - desired.objects.keys()) | replaced)]
    statements += [create(id) for id in sorted((desired.objects.keys() - current.objects.keys()) | replaced)]
    return current, desired, statements


def closure(ids: set[ObjectId], current: Catalog) -> set[ObjectId]:
    """These, and all that depends on them."""
    while more := {dependent for id in ids for dependent in current.dependents.get(id, ())} - ids:
        ids = ids | more
    return ids


@given(graphs())
def test_an_order_respects_its_edges(graph: tuple[Catalog, Catalog, list[Statement]]) -> None:
    """Nothing is made before what it needs, nothing dropped before what needs it; a name is free when it is taken."""
    current, desired, statements = graph
    ordered = order(Written(tuple(statements)), current, desired)
    assert sorted(s.sql for s in ordered) == sorted(s.sql for s in statements)
    made = {id: n for n, s in enumerate(ordered) for id in s.makes}
    gone = {id: n for n, s in enumerate(ordered) for id in s.removes}
    for dependent, needed, _ in desired.dependencies:
        assert made.get(needed, -1) < made.get(dependent, len(ordered))
    for dependent, needed, _ in current.dependencies:
        assert gone.get(dependent, -1) < gone.get(needed, len(ordered))
    assert all(gone[id] < made[id] for id in gone.keys() & made.keys())


@given(graphs(), st.randoms(use_true_random=False))
def test_an_order_does_not_depend_on_the_order_before(
    graph: tuple[Catalog, Catalog, list[Statement]], chance: st.DataObject
) -> None:
    """The same statements, shuffled, come out as before: kind and name decide, never the place."""
    current, desired, statements = graph
    shuffled = list(statements)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert order(Written(tuple(statements)), current, desired) == order(Written(tuple(shuffled)), current, desired)


@given(graphs(), st.integers(1, 5))
def test_chains_keep_their_order(graph: tuple[Catalog, Catalog, list[Statement]], length: int) -> None:
    """Statements about one object stay one behind the other."""
    current, desired, statements = graph
    chain = tuple(Statement(f"ALTER {n}", about=IDS[0]) for n in range(length))
    start = len(statements)
    written = Written((*statements, *chain), (tuple(range(start, start + length)),))
    ordered = order(written, current, desired)
    assert [s for s in ordered if s in chain] == list(chain)


def test_a_circle_is_named_in_full() -> None:
    """Two objects that need each other, with nothing to give up: refused, with both names and a way out."""
    one, two = IDS[4], IDS[6]
    desired = catalog((one, two), [(one, two), (two, one)])
    with pytest.raises(UnsupportedError) as refused:
        order(Written((create(one), create(two))), EMPTY, desired)
    assert str(one) in str(refused.value)
    assert str(two) in str(refused.value)
    assert "two steps" in refused.value.hint


TABLE_A, TABLE_B = ObjectId("table", "app", "a"), ObjectId("table", "app", "b")
COLUMN = ObjectId("column", "app", "id", "a")
KEY_A, KEY_B = ObjectId("constraint", "app", "a_b", "a"), ObjectId("constraint", "app", "b_a", "b")


def table(id: ObjectId) -> Statement:
    return Statement(
        f"CREATE TABLE {id.name}", makes=frozenset({id}), about=id, frame=Frame(), items=(Item(COLUMN, "id integer"),)
    )


def key(id: ObjectId, table: ObjectId) -> Statement:
    return Statement(f"ADD {id.name}", makes=frozenset({id}), about=id, fold=Fold(table, f"CONSTRAINT {id.name}", 3))


def test_two_tables_that_refer_to_each_other_are_planned() -> None:
    """One foreign key stands inside its table, the other is added when both tables are there."""
    edges = [(KEY_A, TABLE_A), (KEY_A, TABLE_B), (KEY_B, TABLE_B), (KEY_B, TABLE_A)]
    desired = catalog((TABLE_A, TABLE_B, KEY_A, KEY_B), edges)
    statements = (table(TABLE_A), table(TABLE_B), key(KEY_A, TABLE_A), key(KEY_B, TABLE_B))
    ordered = [s.text for s in order(Written(statements), EMPTY, desired)]
    assert len(ordered) == 3
    assert ordered[-1].startswith("ADD ")
    assert sum("CONSTRAINT" in text for text in ordered[:2]) == 1


def test_a_table_comes_after_those_that_it_refers_to() -> None:
    """So that its foreign key can stand inside it, whatever the names say."""
    edges = [(KEY_A, TABLE_A), (KEY_A, TABLE_B)]
    desired = catalog((TABLE_A, TABLE_B, KEY_A), edges)
    ordered = order(Written((table(TABLE_A), table(TABLE_B), key(KEY_A, TABLE_A))), EMPTY, desired)
    assert [s.about for s in ordered] == [TABLE_B, TABLE_A]
    assert ordered[1].text == "CREATE TABLE a (\n    id integer,\n    CONSTRAINT a_b\n)"


def test_a_drop_gives_up_a_part_to_break_a_circle() -> None:
    """Two tables whose drops take each other's foreign keys along: one key is dropped by itself first."""
    edges = [(KEY_A, TABLE_A), (KEY_A, TABLE_B), (KEY_B, TABLE_B), (KEY_B, TABLE_A)]
    current = catalog((TABLE_A, TABLE_B, KEY_A, KEY_B), edges)
    drops = (
        Statement("DROP a", removes=frozenset({TABLE_A, KEY_A}), about=TABLE_A),
        Statement("DROP b", removes=frozenset({TABLE_B, KEY_B}), about=TABLE_B),
    )
    covered = {id: Statement(f"DROP {id.name}", removes=frozenset({id}), about=id) for id in (KEY_A, KEY_B)}
    ordered = [s.sql for s in order(Written(drops, (), covered), current, EMPTY)]
    assert len(ordered) == 3
    assert ordered[0] in ("DROP a_b", "DROP b_a")
    assert sorted(ordered[1:]) == ["DROP a", "DROP b"]


@given(graphs(), st.sets(st.sampled_from(IDS)), st.integers(0, 2))
def test_a_slice_holds_what_its_objects_need(
    graph: tuple[Catalog, Catalog, list[Statement]], changed: set[ObjectId], whole: int
) -> None:
    """The changed objects, all that depends on them, and all that any of these needs; and no edge into nothing."""
    current, desired, _ = graph
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slicing, "WHOLE", whole)
        parts = slices(current, desired, changed)
    for part, side in zip(parts, (current, desired), strict=True):
        assert changed & side.objects.keys() <= part.objects.keys() <= side.objects.keys()
        for dependent, needed, _ in side.dependencies:
            assert dependent not in part.objects or needed in part.objects
            assert needed not in changed or dependent in part.objects
        assert part.dependencies == {d for d in side.dependencies if d.dependent in part.objects}


texts = st.sampled_from(
    (
        "CREATE TABLE a (\n    x text DEFAULT ';'\n)",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$SELECT 1; -- ';\nSELECT 2$$",
        "CREATE FUNCTION g() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "COMMENT ON TABLE \"a;b\" IS 'it''s -- no /* comment'",
        "SELECT /* a /* nested; */ one */ 1",
        'DROP TABLE "two\nlines"',
    )
)
words = st.text(st.sampled_from("ab ;'\"$-/*\n\r\\"), max_size=12)
statements = st.builds(Statement, sql=texts, note=words, data_loss=words)


@given(st.lists(statements), st.booleans(), st.lists(words))
def test_what_is_rendered_splits_into_what_was_planned(
    planned: list[Statement], is_whole: bool, lost: list[str]
) -> None:
    """Whatever notes and names hold: a file of a plan is read back as the statements of the plan."""
    plan = Plan(tuple(planned), is_whole)
    for text in (render_sql(plan), render_up(plan, "a test"), render_down(plan, lost)):
        assert [statement.sql for statement in split_statements(text)] == [statement.text for statement in planned]


@given(st.data())
def test_what_shares_a_beginning_comes_together(data: st.DataObject) -> None:
    """No statement is lost, none comes before what it waits for, and neighbours become one statement."""
    count = data.draw(st.integers(1, 8))
    shares = [data.draw(st.sampled_from(["", "ALTER TABLE a", "ALTER TABLE b"])) for _ in range(count)]
    before = {n: {m for m in range(n) if data.draw(st.booleans())} for n in range(count)}
    statements = [
        Statement(f"{shared or 'SELECT'} {n}", shares=shared, about=ObjectId("column", "s", str(n), "t"))
        for n, shared in enumerate(shares)
    ]
    found = gather(statements, range(count), before)
    assert sorted(found) == list(range(count))
    assert all(found.index(m) < found.index(n) for n, waiting in before.items() for m in waiting)
    merged = merge([statements[n] for n in found])
    assert sorted(number for one in merged for number in numbers(one)) == sorted(map(str, range(count)))


def numbers(statement: Statement) -> list[str]:
    return [word.strip(",") for word in statement.sql.split() if word.strip(",").isdigit()]


def test_what_must_stand_between_keeps_two_apart() -> None:
    """What the later one waits for goes before both, unless that waits for the earlier one."""
    a, x, b = Statement("A 1", shares="A"), Statement("X"), Statement("A 2", shares="A")
    assert gather([a, x, b], [0, 1, 2], {}) == [0, 2, 1]
    assert gather([a, x, b], [0, 1, 2], {2: {1}}) == [1, 0, 2]
    assert gather([a, x, b], [0, 1, 2], {1: {0}, 2: {1}}) == [0, 1, 2]
    assert gather([a, b], [0, 1], {1: {0}}) == [0, 1]
