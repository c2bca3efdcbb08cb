"""Range types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemactl.catalog.model import Object, ObjectId
from schemactl.diff.rules.range import default_multirange

Transition = Callable[..., list[str]]
FUNCTION = "CREATE FUNCTION apart(a float8, b float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT a - b';"


def test_a_range_is_made_with_all_that_is_not_the_default(transition: Transition) -> None:
    """Operator class, collation, difference function and the multirange's name."""
    after = """CREATE COLLATION posix (LOCALE = 'POSIX');
        CREATE TYPE span AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = posix,
          MULTIRANGE_TYPE_NAME = spans);
        CREATE TYPE floatrange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = apart)"""
    assert transition("", after, FUNCTION)[1:] == [
        "CREATE TYPE public.floatrange AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = public.apart)",
        (
            "CREATE TYPE public.span AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = pg_catalog.text_pattern_ops, "
            "COLLATION = public.posix, MULTIRANGE_TYPE_NAME = public.spans)"
        ),
    ]


def test_a_range_that_a_column_has_is_changed_under_it(transition: Transition) -> None:
    """The column is moved over to the new type; the table is not made anew."""
    table = ";CREATE TABLE t (id int, r floatrange)"
    statements = transition(
        "CREATE TYPE floatrange AS RANGE (SUBTYPE = float8)" + table,
        "CREATE TYPE floatrange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = apart)" + table,
        FUNCTION,
    )
    assert not [statement for statement in statements if "TABLE" in statement and "ALTER TABLE" not in statement]


@pytest.mark.parametrize(
    ("name", "multirange"),
    [("floatrange", "floatmultirange"), ("span", "span_multirange"), ("rangerange", "multirangerange")],
)
def test_the_name_that_a_multirange_gets_by_itself(transition: Transition, name: str, multirange: str) -> None:
    """As Postgres names it, so that the name is written only where it was chosen."""
    assert default_multirange(ObjectId("range", "public", name)) == ["public", multirange]
    assert transition("", f"CREATE TYPE {name} AS RANGE (SUBTYPE = float8)") == [
        f"CREATE TYPE public.{name} AS RANGE (SUBTYPE = double precision)"
    ]


def test_a_canonical_function_is_refused_by_name() -> None:
    """It needs a shell type first, which only a migration written by hand can give."""
    from schemactl.catalog.model import Catalog
    from schemactl.diff.rule import Context
    from schemactl.diff.rules.range import RANGE
    from schemactl.errors import UnsupportedError

    empty = Catalog(180000, {})
    with pytest.raises(UnsupportedError, match=r"range app\.steps has a canonical function"):
        RANGE.create(Object(ObjectId("range", "app", "steps"), {"canonical": "app.step"}), Context(empty, empty))
