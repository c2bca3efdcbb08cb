"""What is written is a function of what is read: the same bytes, in whatever order Python goes through its sets.

Each command runs in processes of its own, with five seeds of the hashes that this order comes from.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from generated_variants import VARIANTS
from generated_web import STRANDS

from schemactl.pgsql import split_statements
from schemactl.server import ScratchServer

SEEDS = ("0", "1", "2", "3", "4")
MANY = 120
"""Tables that refer to one another at random: circles within circles."""


def rich(form: int) -> str:
    """All kinds of objects, in one form of those that the generated schemas are made of, and many alike."""
    texts = [
        "CREATE SCHEMA app",
        *(forms[min(form, len(forms) - 1)] for kind, forms in VARIANTS.items() if kind != "subscription"),
    ]
    texts += [forms[0] for forms in STRANDS.values()]
    pick = random.Random(1)
    texts += [
        f"CREATE TABLE app.many_{i} (id int PRIMARY KEY, a int, b int, c app.kind, d app.place)" for i in range(MANY)
    ]
    for i in range(MANY):
        action = ("CASCADE", "RESTRICT")[form]
        texts.append(f"ALTER TABLE app.many_{i} ADD FOREIGN KEY (a) REFERENCES app.many_{pick.randrange(MANY)}")
        other = f"app.many_{pick.randrange(MANY)} ON DELETE {action}"
        texts.append(f"ALTER TABLE app.many_{i} ADD FOREIGN KEY (b) REFERENCES {other}")
        texts.append(f"CREATE VIEW app.seen_{i} AS SELECT m.id, m.c, n.d FROM app.many_{i} m, app.many_{i // 2} n")
        texts.append(f"GRANT SELECT, UPDATE (a, b), INSERT ON app.many_{i} TO reader, writer WITH GRANT OPTION")
        texts.append(f"CREATE POLICY p ON app.many_{i} TO writer, reader USING (a = {form})")
    return ";\n".join(text.rstrip(";\n") for text in texts)


@pytest.fixture
def sides(scratch: ScratchServer, tmp_path: Path) -> Path:
    """A folder with two schema files, each of what Postgres takes of a rich schema."""
    for form in (0, 1):
        taken = []
        with scratch.create() as name, psycopg.connect(scratch.plain_conninfo(name), autocommit=True) as connection:
            for statement in split_statements(rich(form)):
                with suppress(psycopg.Error):
                    connection.execute(statement.sql.encode())
                    taken.append(statement.sql)
        (tmp_path / f"{form}.sql").write_text(";\n".join(taken) + ";\n")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "--from", "empty", "--to", "1.sql"),
        ("diff", "--from", "0.sql", "--to", "empty"),
        ("diff", "--from", "0.sql", "--to", "1.sql"),
        ("dump", "1.sql"),
    ],
    ids=" ".join,
)
def test_the_same_bytes(command: tuple[str, ...], sides: Path, major: int) -> None:
    """On standard output, and what is said beside it."""
    (sides / "atlas-like.yaml").write_text(f"schema: 1.sql\nmigrations: migrations\npostgres: {{version: {major}}}\n")
    said = set()
    for seed in SEEDS:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SCHEMACTL_TRUST": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "schemactl", *command], cwd=sides, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout
        said.add((done.stdout, done.stderr))
    assert len(said) == 1
