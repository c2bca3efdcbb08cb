"""What differs is said, and nothing beside it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from test_cli_diff import schemactl
from test_hash_seeds import rich

from schemactl.catalog.read import read_catalog
from schemactl.diff.model import Delta
from schemactl.diff.rule import Context
from schemactl.diff.rules import RULE_OF
from schemactl.diff.rules.common import COMMON
from schemactl.lint.changes import Name, Type
from schemactl.pgsql import split_statements
from schemactl.server import ScratchServer


@pytest.mark.parametrize("form", [0, 1])
def test_a_rule_writes_only_what_changed(scratch: ScratchServer, form: int) -> None:
    """Where an owner, a grant or a comment differs, `alter` of every kind has nothing to write, nothing is rebuilt."""
    with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
        for statement in split_statements(rich(form)):
            with suppress(psycopg.Error):
                connection.execute(statement.sql.encode())
        catalog = read_catalog(connection)
    context, written = Context(catalog, catalog), []
    for id, object in catalog.objects.items():
        rule = RULE_OF.get(id.kind)
        for attribute in COMMON if rule and id.kind != "default" else ():  # a default is nothing but its expression
            assert rule
            delta = Delta(id, object, object, frozenset({attribute}))
            if rule.alter(delta, context) or rule.needs_replace(delta, context) or rule.rebuilds(delta, context):
                written.append((id, attribute))
    assert not written


@pytest.mark.parametrize(
    ("modifiers", "text"),
    [
        ((), "interval"),
        ((32767, 3), "interval(3)"),
        ((6,), "interval year to month"),
        ((7176, 3), "interval day to second(3)"),
        ((8,), "interval day"),
    ],
)
def test_an_interval_is_written_as_people_write_it(modifiers: tuple[int, ...], text: str) -> None:
    """Not as the parser has it: a set of fields, and a precision."""
    assert Type(Name("pg_catalog", "interval"), modifiers).text == text
    assert Type(Name("", "interval"), modifiers, is_array=True).text == f"{text}[]"


def test_a_table_of_other_types_is_no_rename(tmp_path: Path) -> None:
    """Equal names of columns are not enough."""
    (tmp_path / "a.sql").write_text("CREATE TABLE n (a int, b text);")
    (tmp_path / "b.sql").write_text("CREATE TABLE m (a uuid, b text);")
    (tmp_path / "c.sql").write_text("CREATE TABLE m (a int, b text);")
    other = schemactl("diff", "--from", "a.sql", "--to", "b.sql", cwd=tmp_path)
    same = schemactl("diff", "--from", "a.sql", "--to", "c.sql", cwd=tmp_path)
    assert "renamed" not in other.err
    assert "table public.n goes and table public.m comes" in same.err
    assert "if it was renamed, say so" in same.err


def test_a_plan_in_several_transactions_is_judged_as_such(tmp_path: Path) -> None:
    """A label that is added may be used by the statements after it, so nothing is to be said of that."""
    (tmp_path / "a.sql").write_text("CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (id int, x e);")
    (tmp_path / "b.sql").write_text("CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (id int, x e DEFAULT 'b');")
    outcome = schemactl("diff", "--from", "a.sql", "--to", "b.sql", cwd=tmp_path)
    assert outcome.code == 0
    assert "ADD VALUE" in outcome.out
    assert outcome.err == ""
