"""Migrations whose way back is impossible: written up only where somebody says so, and refused by `down` by name."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest
from test_cli_diff import Outcome, command, schemactl, tree, write_schema

from schemactl.migrations.files import load_migrations

INHERITED = "CREATE TABLE parent (id integer);\nCREATE TABLE child (z integer) INHERITS (parent);\n"
OWN = "CREATE TABLE parent (id integer);\nCREATE TABLE child (z integer, id integer);\n"
REASON = "column public.child.id: a table's own column cannot become one that it only inherits"


@pytest.fixture
def stuck(project: Path) -> Path:
    """A project whose next change cannot be taken back."""
    write_schema(project, INHERITED)
    assert schemactl("diff", "initial").code == 0
    write_schema(project, OWN)
    return project


def test_without_a_terminal_the_way_out_is_named(stuck: Path) -> None:
    """Nothing is written, and the error says why and how."""
    before = tree(stuck)
    outcome = schemactl("diff", "own_column")
    assert outcome.code == 3
    assert "there is no way back: " in outcome.err
    assert REASON in outcome.err
    assert "--up-only" in outcome.err
    assert tree(stuck) == before


def test_up_only(stuck: Path, database: str) -> None:
    """The up file alone, with the reason in it; all commands take it as what it is, and `down` refuses it."""
    outcome = schemactl("diff", "own_column", "--up-only")
    assert outcome.code == 0
    assert "proven on" in outcome.err and "up only" in outcome.err
    assert REASON in outcome.err
    *_, written = load_migrations(stuck / "migrations")
    assert written.down_path is None
    assert outcome.out.split() == [f"migrations/{written.up_path.name}"]
    assert f"-- There is no way back: {REASON}" in written.up_sql
    environ = {"DATABASE_URL": database}
    for words in (["check"], ["sum"], ["apply"], ["status"]):
        assert schemactl(*words, environ=environ).code == 0, words
    assert schemactl("diff", "nothing_more").out.startswith("Nothing to do")
    refused = schemactl("down", environ=environ)
    assert refused.code == 4
    assert f"{written.version}_own_column has no way back" in refused.err


def test_a_way_back_that_there_is_is_written(project: Path) -> None:
    """The flag only says that there need be none."""
    write_schema(project, "CREATE TABLE a (b int);")
    outcome = schemactl("diff", "column", "--up-only")
    assert outcome.code == 0
    assert len(outcome.out.split()) == 2


def test_the_document_says_why(stuck: Path) -> None:
    """`down` is null, and the reason is there."""
    document = schemactl("diff", "own_column", "--up-only", "--format", "json").document
    assert document["down"] is None
    assert REASON in document["no_way_back"]
    assert len(document["files"]) == len(load_migrations(stuck / "migrations")) - 1 == 1


@pytest.mark.parametrize("answer", ["y", "n"])
def test_it_is_asked_on_a_terminal(stuck: Path, answer: str) -> None:
    """Nothing is written without a yes."""
    before = tree(stuck)
    outcome = on_terminal(answer, "diff", "own_column")
    assert f"There is no way back: {REASON}" in outcome.err
    assert "Write the migration without one? [y/n]" in outcome.err
    assert (outcome.code == 0) is (answer == "y")
    assert (tree(stuck) == before) is (answer == "n")


def on_terminal(answer: str, *arguments: str) -> Outcome:
    """With a terminal as its standard input and error."""
    master, slave = pty.openpty()
    os.write(master, f"{answer}\n".encode())
    run = subprocess.run(command(*arguments), stdin=slave, stdout=subprocess.PIPE, stderr=slave, check=False)
    os.close(slave)
    said = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(master)
    return Outcome(run.returncode, run.stdout.decode(), said.decode())
