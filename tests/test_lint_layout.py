"""Folders whose migrations lie deeper: what is linted, what is named as not looked at, and when there is nothing."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from foreign_folders import DIESEL, FLYWAY, PRISMA, SQLX, write_folder

from schemactl.config import LintConfig
from schemactl.errors import UsageError
from schemactl.lint.collect import Batch, Wanted, collect
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import Job, lint
from schemactl.server import ScratchServer

INDEX = "CREATE INDEX CONCURRENTLY i ON users (id);\n"
BASE = "CREATE TABLE users (id bigint PRIMARY KEY);\n"


def names(batch: Batch, folder: Path) -> list[str]:
    """The files of a batch, below the folder."""
    return [str(Path(file.path).resolve().relative_to(folder.resolve())) for file in batch.files if file.is_wanted]


def rules(batch: Batch, scratch: ScratchServer | None = None) -> set[str]:
    """What is found in it; on a server, if one is given."""
    server = (lambda: nullcontext(scratch)) if scratch else None
    job = Job(batch.files, batch.runner, active_rules(RULES, LintConfig(), {}), server, is_alone=batch.is_alone)
    return {one.rule for one in lint(job).findings}


def test_a_folder_for_each_migration(tmp_path: Path) -> None:
    """Prisma's and Diesel's are told by their files, in the order of their folders; ways back are no migrations."""
    prisma = write_folder(tmp_path / "prisma" / "migrations", PRISMA)
    for given in (prisma, prisma.parent):
        (found,) = collect(Wanted((str(given),)))
        assert (found.runner.name, names(found, prisma)) == (
            "prisma",
            [f"{one}/migration.sql" for one in ("0_init", "20240102030405_unique-email", "20240203040506_posts")],
        )
    diesel = write_folder(tmp_path / "diesel", DIESEL)
    (found,) = collect(Wanted((str(diesel),)))
    assert (found.runner.name, len(found.files), found.files[0].path.endswith("setup/up.sql")) == ("diesel", 3, True)
    last = diesel / "2023-01-03-030405_index"
    for given in (last, last / "up.sql"):
        (found,) = collect(Wanted((str(given),)))
        assert (found.runner.name, [file.is_wanted for file in found.files]) == ("diesel", [False, False, True])


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ({"1_a/migration.sql": BASE, "2_b/migration.sql": INDEX}, False),
        ({"1_a/migration.sql": BASE, "2_b/migration.sql": INDEX + "SELECT 1;"}, True),
        ({"1_a/up.sql": BASE, "2_b/up.sql": INDEX}, True),
        ({"1_a/up.sql": BASE, "2_b/up.sql": INDEX, "2_b/metadata.toml": "run_in_transaction = false"}, False),
        (
            {"1_a/up.sql": BASE, "2_b/up.sql": f"{INDEX}SELECT 1;", "2_b/metadata.toml": "run_in_transaction = false"},
            True,
        ),
        ({"1_a.sql": BASE, "2_b.sql": INDEX, "../Cargo.toml": 'sqlx = "0.8"'}, True),
        ({"1_a.sql": BASE, "2_b.sql": f"-- no-transaction\n{INDEX}", "../Cargo.toml": 'sqlx = "0.8"'}, False),
        ({"1_a.up.sql": BASE, "2_b.up.sql": INDEX, "../.sqlx/q.json": ""}, True),
        ({"V1__a.sql": BASE, "x/V2__b.sql": INDEX, "x/V2__b.sql.conf": "executeInTransaction=false"}, False),
    ],
)
def test_transactions_of_each_runner(tmp_path: Path, files: dict[str, str], refused: bool) -> None:
    """Prisma sends a file as one string, sqlx and Diesel make a transaction; without it, theirs is one string too."""
    write_folder(tmp_path / "m", files)
    (found,) = collect(Wanted((str(tmp_path / "m"),)))
    assert ("concurrently-in-transaction" in rules(found)) is refused


def test_deploy_scripts_of_sqitch(tmp_path: Path) -> None:
    """In the order of the plan; ways back and tests are no migrations; a reworked one has its earlier form."""
    plan = "%syntax-version=1.0.0\n%project=x\n\nzoo 2024-01-01T00:00:00Z A <a@b>\n@v1 2024-01-02T00:00:00Z A <a@b>\n"
    plan += "ant [zoo] 2024-01-03T00:00:00Z A <a@b>\nzoo [zoo@v1] 2024-01-04T00:00:00Z A <a@b>\n"
    files = {
        "sqitch.plan": plan,
        "deploy/ant.sql": "SELECT 1;",
        "deploy/zoo.sql": "SELECT 2;",
        "deploy/zoo@v1.sql": BASE,
    }
    files |= {"revert/zoo.sql": "DROP TABLE users;", "verify/zoo.sql": "SELECT 1;"}
    write_folder(tmp_path / "s", files)
    for given in (tmp_path / "s", tmp_path / "s" / "deploy"):
        (found,) = collect(Wanted((str(given),)))
        assert found.runner.name == "sqitch"
        assert names(found, tmp_path / "s" / "deploy") == ["zoo@v1.sql", "ant.sql", "zoo.sql"]
        assert "table-dropped" not in rules(found)


def test_a_folder_for_each_database(tmp_path: Path) -> None:
    """The crate of migrations/postgres is two folders above."""
    write_folder(tmp_path / "migrations" / "postgres", {"1_a.sql": BASE, "../../Cargo.toml": 'sqlx = "0.8"'})
    assert collect(Wanted((str(tmp_path / "migrations" / "postgres"),)))[0].runner.name == "sqlx"


def test_files_for_other_databases(tmp_path: Path) -> None:
    """Are none of this one: folders and files called after them. A file for Postgres wins over the one for all."""
    there = {"mysql/V1__a.sql": "x", "postgresql/V1__a.sql": BASE, "common/V2__b.sql": "SELECT 1;"}
    write_folder(tmp_path / "f", {f"db/migration/{name}": text for name, text in there.items()})
    (found,) = collect(Wanted((str(tmp_path / "f"),)))
    assert names(found, tmp_path / "f" / "db" / "migration") == ["postgresql/V1__a.sql", "common/V2__b.sql"]
    assert "not looked at (1)" in found.reason
    pop = {
        "1_a.mysql.up.sql": "x",
        "1_a.postgres.up.sql": BASE,
        "1_a.up.sql": "x",
        "1_a.down.sql": "x",
        "2_b.up.sql": "",
    }
    write_folder(tmp_path / "p", pop)
    (found,) = collect(Wanted((str(tmp_path / "p"),)))
    assert (found.runner.name, names(found, tmp_path / "p")) == (
        "golang-migrate",
        ["1_a.postgres.up.sql", "2_b.up.sql"],
    )
    write_folder(tmp_path / "m", {"mysql/1_a.up.sql": "x", "postgres/1_a.up.sql": BASE, "to_sqlite/1_a.up.sql": "x"})
    (found,) = collect(Wanted((str(tmp_path / "m"),)))
    assert names(found, tmp_path / "m") == ["postgres/1_a.up.sql"]
    assert "not looked at (2)" in found.reason


def test_several_histories_below(tmp_path: Path) -> None:
    """Each is a batch of its own, with its own runner; hidden folders and node_modules are not looked into."""
    write_folder(tmp_path / "api" / "migrations", {"1_a.up.sql": BASE, "1_a.down.sql": "DROP TABLE users;"})
    write_folder(tmp_path / "web" / "prisma" / "migrations", PRISMA)
    write_folder(tmp_path / "node_modules" / "x", {"1.sql": BASE})
    write_folder(tmp_path / ".git", {"1.sql": BASE})
    found = collect(Wanted((str(tmp_path),)))
    assert [(one.runner.name, len(one.files)) for one in found] == [("golang-migrate", 1), ("prisma", 3)]


def test_what_is_not_looked_at_is_said(tmp_path: Path) -> None:
    """Files beside others are linted, those in folders below named; Flyway's own folders are all looked into."""
    write_folder(tmp_path / "m", {"1.sql": BASE, "old/2.sql": BASE, "old/3.sql": BASE})
    (found,) = collect(Wanted((str(tmp_path / "m"),)))
    assert names(found, tmp_path / "m") == ["1.sql"]
    assert found.reason == f"other files in or below {tmp_path / 'm'} are not looked at (2): name them"
    write_folder(tmp_path / "f", FLYWAY)
    (found,) = collect(Wanted((str(tmp_path / "f"),)))
    assert "later/V10__last.sql" in names(found, tmp_path / "f")


def test_nothing_to_lint(tmp_path: Path) -> None:
    """Is an error that says what was looked for; not so in a project that has no migration yet."""
    write_folder(tmp_path / "m", {"readme.md": "", "x/y/seed.js": ""})
    for wanted in (Wanted((str(tmp_path / "m"),)), Wanted(folder=tmp_path / "m")):
        with pytest.raises(UsageError, match="nothing to lint") as caught:
            collect(wanted)
        assert "<name>/migration.sql (Prisma)" in caught.value.hint
    assert collect(Wanted(folder=tmp_path / "m", is_project=True))[0].files == ()


def test_new_files_in_folders_of_their_own(tmp_path: Path) -> None:
    """`--latest` counts migrations, whatever folder they are in."""
    prisma = write_folder(tmp_path / "m", PRISMA)
    (found,) = collect(Wanted((str(prisma),), latest=1))
    assert names(found, prisma) == ["20240203040506_posts/migration.sql"]


def test_files_about_their_runners_own_table(tmp_path: Path, scratch: ScratchServer) -> None:
    """It is there before the first of them, as the runner makes it, and so they run."""
    table = {
        "goose": {"1_a.sql": "-- +goose Up\nALTER TABLE goose_db_version ADD COLUMN note text;\n-- +goose Down\n"},
        "golang-migrate": {"1_a.up.sql": "ALTER TABLE schema_migrations ALTER COLUMN version TYPE numeric;"},
        "prisma": {"1_a/migration.sql": 'ALTER TABLE "_prisma_migrations" ALTER COLUMN logs SET NOT NULL;'},
        "sqlx": {**SQLX, "30240101000000_last.sql": "ALTER TABLE _sqlx_migrations ADD CHECK (version > 0);"},
    }
    (tmp_path / "Cargo.toml").write_text('sqlx = "0.8"')
    for name, files in table.items():
        folder = tmp_path if name == "sqlx" else tmp_path / name
        write_folder(folder / "m", files)
        (found,) = collect(Wanted((str(folder / "m"),)))
        assert found.runner.name == name
        assert "migration-fails" not in rules(found, scratch), name


def test_one_statement_alone_is_in_no_transaction(tmp_path: Path, scratch: ScratchServer) -> None:
    """A string of one statement is no block: an index is built concurrently, and the run says so too."""
    files = {"1_a.up.sql": BASE, "2_b.up.sql": INDEX}
    (found,) = collect(Wanted((str(write_folder(tmp_path / "m", files)),)))
    assert not {"migration-fails", "concurrently-in-transaction"} & rules(found, scratch)
