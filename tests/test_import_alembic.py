"""Alembic's revisions, by the offline SQL that Alembic itself writes: both ways, in its order, with what has none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from runs import query

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(project: Path, run_json: Run) -> Run:
    """Runs a command in an empty project; its exit code and its JSON."""
    (project / "schema" / "schema.sql").write_text("-- nothing yet\n")
    return run_json


def written(folder: Path) -> dict[str, str]:
    """The files of a migrations folder, less the sum."""
    return {path.name: path.read_text() for path in folder.iterdir() if path.suffix == ".sql"}


REVISION = '''\
"""{message}"""
import sqlalchemy as sa
from alembic import op

revision = "{key}"
down_revision = {before!r}


def upgrade() -> None:
    {up}


def downgrade() -> None:
    {down}
'''


@pytest.fixture
def alembic(project: Path, database: str) -> Path:
    """A project of Alembic's with three revisions, the last in an autocommit block, and the database it is for."""
    pytest.importorskip("alembic")
    folder = project / "alembic"
    command = [sys.executable, "-m", "alembic", "init", "--template", "generic", str(folder / "scripts")]
    folder.mkdir()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    ini = folder / "alembic.ini"
    url = psycopg.conninfo.conninfo_to_dict(database)
    dsn = f"postgresql+psycopg://{url['user']}@/{url['dbname']}?host={url['host']}"
    dsn += f"&port={url['port']}" if "port" in url else ""
    dsn += f"&password={url['password']}"
    lines = ini.read_text().splitlines()
    ini.write_text(
        "\n".join(f"sqlalchemy.url = {dsn}" if line.startswith("sqlalchemy.url") else line for line in lines)
    )
    table = "op.create_table('account', sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.Text))"
    rows = "op.execute(\"INSERT INTO account (name) VALUES ('-- Running; not')\")"
    index = "with op.get_context().autocommit_block():\n        "
    index += "op.create_index('ix', 'account', ['name'], postgresql_concurrently=True)"
    revisions = [
        ("aaa1", None, table, "op.drop_table('account')"),
        ("bbb2", "aaa1", rows, "pass"),
        ("ccc3", "bbb2", index, "op.drop_index('ix')"),
    ]
    for key, before, up, down in revisions:
        text = REVISION.format(message=key, key=key, before=before, up=up, down=down)
        (folder / "scripts" / "versions" / f"{key}_step.py").write_text(text)
    return folder


def test_alembic_by_its_own_offline_sql(alembic: Path, run: Run, project: Path, database: str) -> None:
    """Each revision is a migration; what Alembic itself has run on a database is known, its own table left out."""
    command = [sys.executable, "-m", "alembic", "upgrade", "bbb2"]
    subprocess.run(command, cwd=alembic, check=True, capture_output=True)
    code, document = run("import", "--from", "alembic", str(alembic), "--url", database)
    assert (code, document["marked"], document["findings"]) == (0, ["001", "002"], [])
    files = written(project / "migrations")
    assert sorted(files) == [
        *("001_step.down.sql", "001_step.up.sql", "002_step.up.sql", "003_step.down.sql", "003_step.up.sql"),
    ]
    assert not any("alembic_version" in text or "COMMIT" in text for text in files.values())
    assert run("apply", "--url", database)[0] == 0
    assert query(database, "SELECT indexname FROM pg_indexes WHERE indexname = 'ix'") == [("ix",)]


def test_a_downgrade_that_raises(alembic: Path, run: Run, project: Path) -> None:
    """It has no way back, by name; those before and after it keep theirs."""
    path = alembic / "scripts" / "versions" / "bbb2_step.py"
    path.write_text(path.read_text().replace("    pass\n", "    raise NotImplementedError('never')\n"))
    code, document = run("import", "--from", "alembic", str(alembic))
    assert (code, document["notes"]) == (0, ["revision bbb2 has no way back: its downgrade() has no offline SQL"])
    assert sorted(written(project / "migrations"))[:3] == ["001_step.down.sql", "001_step.up.sql", "002_step.up.sql"]


def test_alembic_from_a_file_that_it_has_printed(alembic: Path, run: Run, project: Path) -> None:
    """Where Alembic is not installed, its output will do; without either, both ways out are named."""
    command = [sys.executable, "-m", "alembic", "upgrade", "base:head", "--sql"]
    (project / "up.sql").write_bytes(subprocess.run(command, cwd=alembic, check=True, capture_output=True).stdout)
    code, document = run("import", "--from", "alembic", "up.sql")
    assert (code, document["migrations"]) == (0, ["001", "002", "003"])
    assert sorted(written(project / "migrations")) == ["001_aaa1.up.sql", "002_bbb2.up.sql", "003_ccc3.up.sql"]


def test_without_alembic(alembic: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither beside this Python nor on the PATH: refused, with what to install and what to give instead."""
    monkeypatch.setattr("schemactl.migrations.foreign.offline.sys.executable", str(tmp_path / "python"))
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    code, document = run("import", "--from", "alembic", str(alembic))
    assert (code, document["error"]["message"]) == (2, "Alembic is not installed here")
    assert "alembic upgrade base:head --sql" in document["error"]["hint"]


def test_a_revision_that_asks_the_database(alembic: Path, run: Run) -> None:
    """It has no offline SQL: Alembic's own words come through."""
    path = alembic / "scripts" / "versions" / "bbb2_step.py"
    path.write_text(path.read_text().replace("op.execute(", "op.get_bind().scalar("))
    code, document = run("import", "--from", "alembic", str(alembic))
    assert (code, "op.get_bind()" in document["error"]["hint"]) == (2, True)
