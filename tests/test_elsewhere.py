"""`-c app/atlas-like.yaml` from another working directory: the configuration's paths start from its own folder."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from schemactl.cli import main as cli

Run = Callable[..., tuple[int, str, str]]
GOOSE = "-- +goose Up\nCREATE TABLE g ();\n-- +goose Down\nDROP TABLE g;\n"


@pytest.fixture
def run(
    tmp_path: Path, major: int, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Types commands in `elsewhere`, beside the project `app`; whatever they say names no path that is not there."""
    for variable in ("MIGRATE_DATABASE_URL", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DATABASE_URL", database)
    (tmp_path / "app" / "schema").mkdir(parents=True)
    (tmp_path / "app" / "db" / "migrations").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "app" / "atlas-like.yaml").write_text(
        f"schema: schema/*.sql\nmigrations: db/migrations\npostgres: {{version: {major}}}\n"
    )
    (tmp_path / "app" / "schema" / "a.sql").write_text("CREATE TABLE a (id bigint PRIMARY KEY);\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path / "elsewhere")

    def call(*arguments: str, config: str = "../app/atlas-like.yaml") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["schemactl", "-c", config, *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        assert isinstance(caught.value.code, int | None)
        out, err = capsys.readouterr()
        assert "elsewhere/.." not in out + err
        return caught.value.code or 0, out, err

    return call


def done(outcome: tuple[int, str, str]) -> str:
    """What it said, once it has worked."""
    assert outcome[0] == 0, outcome
    return outcome[1]


def test_a_project_from_elsewhere(run: Run, tmp_path: Path) -> None:
    """From the first diff to the last down; what stands on the command line starts from the working directory."""
    app, here = tmp_path / "app", tmp_path / "elsewhere"
    up, down = done(run("diff", "first")).splitlines()
    assert up.startswith("../app/db/migrations/")
    assert (here / up).is_file()
    assert (here / down).is_file()
    done(run("diff"))
    assert json.loads(done(run("check", "--format", "json")))["migrations"] == 1
    assert "in 1 file" in done(run("lint", "--latest", "1"))
    Path("plan.json").write_text(done(run("apply", "--dry-run", "--format", "json")))
    assert "applied" in done(run("apply", "--plan", "plan.json"))
    done(run("status", "--exit-code", "--check-drift"))
    assert done(run("dump", "-o", "dumped.sql")).strip() == "dumped.sql"
    assert done(run("diff", "--from", "dumped.sql", "--to", "../app/schema")) == ""
    assert "CREATE TABLE" in done(run("dump", "../app/schema"))
    assert done(run("new", "by_hand")).startswith("../app/db/migrations/")
    done(run("sum"))
    Path("fleet.yaml").write_text('targets:\n  - {name: one, url: "${DATABASE_URL}"}\n')
    assert "applied 1 migration" in done(run("apply", "--fleet", "fleet.yaml"))
    done(run("status", "--fleet", "fleet.yaml"))
    done(run("down", "2", "--allow-data-loss"))
    done(run("resolve", Path(up).name.partition("_")[0], "--applied"))
    assert done(run("standin", "plpgsql")).startswith("../app/standins/")
    assert sorted(path.name for path in here.iterdir()) == ["dumped.sql", "fleet.yaml", "plan.json"]
    assert sorted(path.name for path in app.iterdir()) == ["atlas-like.yaml", "db", "schema", "standins"]


def test_what_is_found_is_named_as_seen_from_here(run: Run, tmp_path: Path) -> None:
    """In text and in JSON; a mistake of the configuration too."""
    done(run("diff", "first"))
    (tmp_path / "app" / "schema" / "a.sql").write_text("")
    done(run("diff", "drops_it"))
    code, out, _ = run("lint", "--latest", "1")
    assert code == 1
    assert "  ../app/db/migrations/" in out
    (tmp_path / "app" / "schema" / "a.sql").write_text("CREATE TABLE oops (;")
    code, _, err = run("diff")
    assert (code, "schema/a.sql:1:" in err) == (3, True), err
    (tmp_path / "app" / "atlas-like.yaml").write_text("schema: x\nmigrations: y\noops: 1\n")
    code, _, err = run("diff")
    assert (code, "../app/atlas-like.yaml:3:1" in err) == (2, True), err


def test_an_import_from_elsewhere(run: Run, tmp_path: Path) -> None:
    """The tool's files are looked for in the project; a folder that is named is where the name says."""
    for folder in (tmp_path / "app" / "migrations", tmp_path / "elsewhere" / "theirs"):
        folder.mkdir()
        (folder / "1_g.sql").write_text(GOOSE)
    assert "../app/db/migrations/" in done(run("import", "--from", "goose"))
    assert not (tmp_path / "elsewhere" / "migrations").exists()
    for path in (tmp_path / "app" / "db" / "migrations").iterdir():
        path.unlink()
    assert "../app/db/migrations/" in done(run("import", "theirs", "--from", "goose"))


def test_a_project_begun_elsewhere(run: Run, tmp_path: Path, database: str) -> None:
    """`init` makes the file that is named, and the rest beside it; with --from as well."""
    done(run("init", config="../new/own.yaml"))
    made = [path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()]
    assert sorted(made) == ["migrations/.gitkeep", "own.yaml", "schema/schema.sql"]
    done(run("status", config="../new/own.yaml"))
    done(run("apply", config="../new/own.yaml"))
    parts = conninfo_to_dict(database)
    url = "postgresql:///?" + "&".join(
        f"{name}={parts[name]}" for name in ("host", "port", "user", "password", "dbname") if name in parts
    )
    (tmp_path / "other").mkdir()
    done(run("init", "--from", url, config="../other/own.yaml"))
    assert (tmp_path / "other" / "own.yaml").is_file()
    assert (tmp_path / "other" / "schema" / "schema.sql").is_file()
    assert list((tmp_path / "elsewhere").iterdir()) == []
