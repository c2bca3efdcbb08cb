"""Migrations of other tools: their files, their books, and what becomes of both; refusals by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from foreign_folders import BOOKS, DONE, FOLDERS, GOLANG_MIGRATE, RAN, without_psql, write_folder
from hypothesis import given
from hypothesis import strategies as st
from runs import query

from schemactl.errors import HistoryError, SourceError, UsageError
from schemactl.migrations.files import load_migrations
from schemactl.migrations.foreign.convert import convert
from schemactl.migrations.foreign.flyway import version_of
from schemactl.migrations.foreign.takeover import read_state, take_over
from schemactl.migrations.foreign.text import adapt
from schemactl.migrations.foreign.tools import TOOLS, find_tool
from schemactl.migrations.target import Target
from schemactl.pgsql import split_statements

NAMES = sorted(FOLDERS)
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(project: Path, run_json: Run) -> Run:
    """Runs a command in an empty project; its exit code and its JSON."""
    (project / "schema" / "schema.sql").write_text("-- nothing yet\n")
    return run_json


def written(folder: Path) -> dict[str, str]:
    """The files of a migrations folder, less the sum."""
    return {path.name: path.read_text() for path in folder.iterdir() if path.suffix == ".sql"}


def make_live(url: str, tool: str, folder: Path, keys: list[str]) -> None:
    """A database on which the tool has run these migrations."""
    conversion = convert(find_tool(tool), folder, folder / "none")
    for foreign, one in zip(conversion.found.migrations, conversion.migrations, strict=True):
        if foreign.key in keys:
            for sql in one.up_sql.split("\n\n") if "transaction=none" in one.up_sql else [one.up_sql]:
                query(url, without_psql(sql))
    query(url, BOOKS[tool])
    query(url, RAN[tool])


@pytest.mark.parametrize("tool", NAMES)
def test_files_become_migrations(tool: str, run: Run, project: Path, database: str) -> None:
    """All run on a new database and lead to the schema file that is written with them; a second import has no work."""
    write_folder(project / "old", FOLDERS[tool])
    code, document = run("import", "--from", tool, "old")
    assert (code, document["marked"]) == (0, [])
    assert [one["message"] for one in document["findings"]] == []
    migrations = load_migrations(project / "migrations")
    assert document["migrations"] == [one.version for one in migrations]
    assert {project / name for name in document["files"]} == {
        *(path for one in migrations for path in (one.up_path, one.down_path) if path),
        project / "schema" / "schema.sql",
        *([project / "atlas-like.yaml"] if tool == "rails" else []),  # Rails' own tables stay out of the schema
    }
    assert run("check")[0] == 0
    code, applied = run("apply", "--url", database)
    assert (code, len(applied["applied"])) == (0, len(migrations))
    before = written(project / "migrations")
    assert run("import", "--from", tool, "old")[1]["files"] == []
    assert written(project / "migrations") == before


@pytest.mark.parametrize("tool", NAMES)
def test_the_history_is_taken_over(tool: str, run: Run, project: Path, database: str) -> None:
    """What the tool's table says has run is applied, by import; the rest is pending, and runs."""
    folder = write_folder(project / "old", FOLDERS[tool])
    make_live(database, tool, folder, DONE[tool])
    code, document = run("import", "--from", tool, "old", "--url", database)
    assert (code, document["findings"]) == (0, [])
    rows = query(database, "SELECT version, status, origin FROM schemactl.migrations ORDER BY position")
    assert rows == [(version, "applied", "import") for version in document["marked"]]
    assert len(rows) == len(DONE[tool])
    assert query(database, "SELECT DISTINCT event FROM schemactl.events") == [("imported",)]
    late = ["--allow-out-of-order"] if tool == "flyway" else []  # its repeatable ones come last
    code, applied = run("apply", "--url", database, *late)
    assert (code, len(applied["applied"])) == (0, len(document["migrations"]) - len(rows))
    assert run("status", "--url", database, "--exit-code")[0] == 0
    assert run("diff", "--from", database, "--to", "schema/schema.sql")[1]["plan"] is None
    assert run("import", "--from", tool, "old", "--url", database)[1]["error"]["state"] == "has_history"


def test_the_text_of_each_tool(tmp_path: Path) -> None:
    """Annotations, sections, transactions of the file's own, delimiters and archives: what is left is plain SQL."""
    made = {}
    for tool in NAMES:
        folder = write_folder(tmp_path / tool, FOLDERS[tool])
        conversion = convert(find_tool(tool), folder, tmp_path / "out")
        made[tool] = {one.up_path.name: (one.up_sql, one.down_sql) for one in conversion.migrations}
    plain = made["golang-migrate"]["000001_create-users.up.sql"]
    assert plain == (GOLANG_MIGRATE["000001_create-users.up.sql"], GOLANG_MIGRATE["000001_create-users.down.sql"])
    assert "".join(filter(None, made["golang-migrate"]["000002_add_orders.up.sql"])) == (
        "-- From 000002_add_orders.up.sql, by golang-migrate.\n-- what was bought; and paid\n"
        "CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));\n"
        "CREATE INDEX orders_user ON orders (user_id);\n"
        "DROP TABLE orders;\n"
    )
    assert made["goose"]["00002_rows.up.sql"] == (
        "-- From 00002_rows.sql, by goose.\nINSERT INTO users (name) VALUES ('first');\n",
        None,
    )
    none = "-- schemactl: transaction=none\n"
    assert made["goose"]["00003_index.up.sql"] == (
        f"-- From 00003_index.sql, by goose.\n{none}CREATE INDEX CONCURRENTLY users_name ON users (name);\n",
        f"{none}DROP INDEX CONCURRENTLY users_name;\n",
    )
    up, down = made["dbmate"]["20230215120000_add_state.up.sql"]
    assert none in up and down == "ALTER TABLE users DROP COLUMN state;\nDROP TYPE state;\n"
    assert list(made["flyway"]) == [
        *("001_create_users.up.sql", "002_Add_orders.up.sql", "003_add_index.up.sql"),
        *("004_last.up.sql", "005_names.up.sql"),
    ]
    assert made["flyway"]["001_create_users.up.sql"][1] == "DROP TABLE users;\n"
    assert none in made["flyway"]["003_add_index.up.sql"][0]
    assert none in made["atlas"]["20240102000000_index.up.sql"][0]
    assert "CREATE TABLE a (id int)\n;" in made["atlas"]["20240103000000_migration.up.sql"][0]
    up, down = made["atlas"]["20240104000000_checked.up.sql"]
    assert (up.splitlines()[1:], down) == (["DROP TABLE a;"], "CREATE TABLE a (id int);\n")
    assert not any("checkpoint" in name for name in made["atlas"])


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    """Callbacks, repeatable files, checks, checkpoints, transactions that cut a file: each is named with its file."""
    notes = {
        tool: convert(find_tool(tool), write_folder(tmp_path / tool, FOLDERS[tool]), tmp_path / "out") for tool in NAMES
    }
    flyway = "\n".join(notes["flyway"].found.notes)
    assert "afterMigrate.sql is left out" in flyway and "R__names.sql is repeatable" in flyway
    atlas = "\n".join(notes["atlas"].found.notes)
    assert "checks.sql left out" in atlas and "checkpoint.sql is left out" in atlas
    assert notes["golang-migrate"].found.notes == ()
    text, said = adapt("BEGIN; SELECT 1; COMMIT;\nBEGIN; SELECT 2; END;\n", "x.sql")
    assert text.split() == "-- schemactl: transaction=none SELECT 1; SELECT 2;".split()
    assert said == ("x.sql: it makes several transactions; here it runs statement by statement",)


REFUSED = [
    ("goose", {"1_x.sql": "-- +goose Up\nSELECT 1;\n", "2_y.go": ""}, UsageError, "2_y.go is a migration in Go"),
    ("goose", {"1_x.sql": "-- +goose ENVSUB ON\n-- +goose Up\nSELECT '${A}';\n"}, SourceError, "ENVSUB"),
    ("goose", {"1_x.sql": "SELECT 1;\n"}, SourceError, "no `-- .goose Up`"),
    ("goose", {"1_x.sql": "-- +goose Upp\nSELECT 1;\n"}, SourceError, "not an annotation of goose: upp"),
    ("dbmate", {"1_x.sql": "SELECT 1;\n"}, SourceError, "no `-- migrate:up`"),
    ("goose", {"1_x.sql": "SELECT 1;\n-- +goose Up\n"}, SourceError, "a statement above"),
    ("dbmate", {"1_x.sql": "/* x */ SELECT 1;\n-- migrate:up\n"}, SourceError, "a statement above"),
    ("dbmate", {"1_x.sql": "-- migrate:up\n-- migrate:up\n"}, SourceError, "more than once"),
    ("dbmate", {"1_x.sql": "-- migrate:up transactional:false\n"}, SourceError, "not an option of dbmate"),
    ("flyway", {"V1__x.sql": "SELECT 1;\nSELECT '${env}';\n"}, SourceError, "put a value in here"),
    ("flyway", {"V1__x.java": ""}, UsageError, "migration in Java"),
    ("flyway", {"V1__x.sql": "SELECT 1;", "V1.0__y.sql": "SELECT 2;"}, UsageError, "have one version"),
    ("golang-migrate", {"1_x.up.sql": "SELECT 1;", "01_y.up.sql": "SELECT 1;"}, UsageError, "have one version"),
    ("dbmate", {"1_x.sql": "-- migrate:up\n", "01_y.sql": "-- migrate:up\n"}, UsageError, "have one version"),
    ("atlas", {"v1_x.sql": "SELECT 1;", "v1_y.sql": "SELECT 1;"}, UsageError, "have one version"),
    ("golang-migrate", {"1_x.up.sql": "BEGIN;\nROLLBACK;\n"}, SourceError, "ROLLBACK cannot be taken over"),
    ("golang-migrate", {"x.sql": "SELECT 1;"}, UsageError, "no migrations of golang-migrate"),
    ("atlas", {"1_x.sql": "-- atlas:txtar\n-- a.sql --\n"}, SourceError, "no `-- migration.sql --`"),
    ("alembic", {"x.sql": "SELECT 1;"}, UsageError, "no SQL of Alembic's"),
]


@pytest.mark.parametrize(("tool", "files", "kind", "message"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_cannot_be_had_is_refused_by_name(
    tool: str, files: dict[str, str], kind: type[Exception], message: str, tmp_path: Path
) -> None:
    """With the file, and the way out where there is one."""
    with pytest.raises(kind, match=message):
        convert(find_tool(tool), write_folder(tmp_path / "old", files), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    """An error in a section has the line of the file that the user knows."""
    folder = write_folder(tmp_path / "old", {"1_x.sql": "-- +goose Down\nSELECT 1;\n-- +goose Up\n\n  SELEC 1;\n"})
    with pytest.raises(SourceError) as caught:
        convert(TOOLS["goose"], folder, tmp_path / "out")
    assert str(caught.value.place) == f"{folder}/1_x.sql:5:3"


STOPPED = {
    "golang-migrate": "UPDATE schema_migrations SET dirty = true",
    "flyway": "UPDATE flyway_schema_history SET success = false WHERE installed_rank = 2",
    "atlas": "UPDATE atlas_schema_revisions.atlas_schema_revisions SET applied = 0, error = 'x'",
}


@pytest.mark.parametrize("tool", sorted(STOPPED))
def test_a_migration_that_stopped_half_way_is_not_taken_over(tool: str, run: Run, project: Path, database: str) -> None:
    """Exit code 4, what to do, and nothing is written: no file, no history."""
    folder = write_folder(project / "old", FOLDERS[tool])
    make_live(database, tool, folder, DONE[tool])
    query(database, STOPPED[tool])
    code, document = run("import", "--from", tool, "old", "--url", database)
    assert (code, document["error"]["state"]) == (4, "failed")
    assert "import again" in document["error"]["hint"]
    assert list((project / "migrations").iterdir()) == []
    assert query(database, "SELECT to_regnamespace('schemactl')") == [(None,)]


def test_a_database_that_is_not_the_tools_or_has_newer_migrations(run: Run, project: Path, database: str) -> None:
    """No table, another tool's table of that name, a version without a file, two tables: each says so."""
    write_folder(project / "old", GOLANG_MIGRATE)
    error = run("import", "--from", "golang-migrate", "old", "--url", database)[1]["error"]
    assert (error["state"], error["message"]) == (
        "no_history",
        "the database has no table schema_migrations of golang-migrate's",
    )
    query(database, BOOKS["golang-migrate"])
    query(database, "INSERT INTO schema_migrations VALUES (11, false)")
    code, document = run("import", "--from", "golang-migrate", "old", "--url", database)
    assert (code, document["error"]["state"]) == (4, "missing")
    write_folder(project / "other", FOLDERS["dbmate"])
    assert run("import", "--from", "dbmate", "other", "--url", database)[1]["error"]["state"] == "no_history"
    query(database, "CREATE SCHEMA app; CREATE TABLE app.schema_migrations (version bigint, dirty boolean)")
    code, document = run("import", "--from", "golang-migrate", "old", "--url", database)
    assert (code, "--table SCHEMA.TABLE" in document["error"]["hint"]) == (2, True)
    code, document = run(*"import --from golang-migrate old --table app.schema_migrations --url".split(), database)
    assert (code, document["marked"]) == (0, [])


def test_what_the_live_database_has_besides_is_said(run: Run, project: Path, database: str) -> None:
    """A difference between the database and its migrations is a warning with the object's name."""
    folder = write_folder(project / "old", FOLDERS["goose"])
    make_live(database, "goose", folder, DONE["goose"])
    query(database, "CREATE INDEX by_hand ON users (updated_at)")
    assert len(run("import", "--from", "goose", "old")[1]["files"]) == 6
    code, document = run("import", "--from", "goose", "old", "--url", database)
    (finding,) = document["findings"]
    assert code == 0 and "by_hand" in finding["message"] and finding["severity"] == "warning"
    assert (document["files"], document["marked"]) == (["atlas-like.yaml"], ["00001", "00002"])


def test_a_file_that_does_not_run_stops_it_all(run: Run, project: Path) -> None:
    """Proven first: nothing is written if one of them fails, and the place is told."""
    write_folder(project / "old", {"1_a.up.sql": "CREATE TABLE a ();", "2_b.up.sql": "CREATE TABLE a ();"})
    code, document = run("import", "--from", "golang-migrate", "old")
    assert (code, document["error"]["sqlstate"]) == (3, "42P07")
    assert document["error"]["detail"].startswith("this is old/2_b.up.sql as it would be written, on Postgres 1")
    assert list((project / "migrations").iterdir()) == []
    assert (project / "schema" / "schema.sql").read_text() == "-- nothing yet\n"


def test_a_way_back_that_does_not_lead_back_is_a_warning(run: Run, project: Path) -> None:
    """Other tools do not try them: the file is taken over, and named."""
    files = {"1_a.up.sql": "CREATE TABLE a (); CREATE TABLE b ();", "1_a.down.sql": "DROP TABLE a;"}
    write_folder(project / "old", files)
    code, document = run("import", "--from", "golang-migrate", "old")
    assert code == 0
    assert "1_a.down.sql does not lead back: table public.b" in document["findings"][0]["message"]


def test_all_ways_back_that_do_not_lead_back_are_named(run: Run, project: Path) -> None:
    """Among many that do: each by its file, and the migrations behind them are tried all the same."""
    files = {}
    for number in range(1, 12):
        files[f"{number}_t.up.sql"] = f"CREATE TABLE t{number} (id int);"
        files[f"{number}_t.down.sql"] = f"DROP TABLE t{number};"
    files["3_t.down.sql"] = "SELECT 1;"
    files["7_t.down.sql"] = "DROP TABLE nowhere;"
    del files["9_t.down.sql"]
    write_folder(project / "old", files)
    code, document = run("import", "--from", "golang-migrate", "old")
    messages = [one["message"] for one in document["findings"]]
    assert code == 0
    assert "3_t.down.sql does not lead back" in messages[0]
    named = {Path(one["place"]["path"]).name for one in document["findings"]}
    assert named == {"3_t.down.sql", "7_t.down.sql"}
    code, document = run("check")
    assert (code, [one["message"] for one in document["findings"]]) == (1, messages)


def test_files_in_the_folder_itself(run: Run, project: Path) -> None:
    """golang-migrate's names are ours: they may stay where they are. Others must be moved first; nothing is deleted."""
    files = {
        "1_a.up.sql": "CREATE TABLE a ();\n",
        "1_a.down.sql": "DROP TABLE a;\n",
        "embed.go": "package migrations\n",
    }
    write_folder(project / "migrations", files)
    code, document = run("import", "--from", "golang-migrate", "migrations")
    assert (code, document["files"]) == (0, ["schema/schema.sql"])
    assert run("check")[0] == 0
    for path in (project / "migrations").iterdir():
        path.unlink()
    write_folder(project / "migrations", FOLDERS["goose"])
    code, document = run("import", "--from", "goose", "migrations")
    assert (code, "git mv" in document["error"]["hint"]) == (2, True)
    assert {path.name for path in (project / "migrations").iterdir()} == FOLDERS["goose"].keys()


def test_another_migration_of_the_same_version_is_not_overwritten(run: Run, project: Path) -> None:
    """What is in the migrations folder stays; later migrations may stand behind imported ones."""
    write_folder(project / "old", {"1_a.up.sql": "CREATE TABLE a ();\n"})
    assert run("import", "--from", "golang-migrate", "old")[0] == 0
    assert run("new", "more")[0] == 0
    assert run("import", "--from", "golang-migrate", "old") == (
        0,
        {**run("import", "--from", "golang-migrate", "old")[1]},
    )
    (project / "old" / "1_a.up.sql").write_text("CREATE TABLE other ();\n")
    code, document = run("import", "--from", "golang-migrate", "old")
    assert (code, "is there already" in document["error"]["message"]) == (2, True)


def test_a_tool_that_goes_on_meanwhile(tmp_path: Path, database: str) -> None:
    """Its table is read again under the lock: nothing is marked, no file is written."""
    folder = write_folder(tmp_path / "old", FOLDERS["goose"])
    make_live(database, "goose", folder, DONE["goose"])
    conversion = convert(TOOLS["goose"], folder, tmp_path / "out")
    state = read_state(Target(database), conversion)
    query(database, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (3, true)")
    with pytest.raises(HistoryError, match="gone on meanwhile"):
        take_over(Target(database), tmp_path / "out", conversion, state, {})
    assert query(database, "SELECT count(*) FROM schemactl.migrations") == [(0,)]
    assert not list((tmp_path / "out").glob("*"))


STATEMENTS = st.lists(
    st.sampled_from(["SELECT 1", "SELECT ';'", "CREATE TABLE a (b text DEFAULT $$;COMMIT;$$)", "SELECT 2 -- BEGIN;\n"]),
    max_size=4,
)
GAPS = st.sampled_from(["", "\n", "\n\n-- why; and\n", " /* COMMIT; /* nested */ */ "])


@given(
    parts=st.lists(STATEMENTS, min_size=1, max_size=3), gap=GAPS, end=st.sampled_from(["COMMIT", "end", "commit work"])
)
def test_transactions_go_and_nothing_else(parts: list[list[str]], gap: str, end: str) -> None:
    """Whatever stands around BEGIN and COMMIT: the other statements are left, in order, as they were."""
    text = "".join(
        f"{gap}BEGIN{gap};{gap}" + "".join(f"{sql}{gap};{gap}" for sql in part) + f"{end};\n" for part in parts
    )
    adapted, notes = adapt(text, "x.sql")
    left = [one.sql for one in split_statements(adapted)]
    assert left == [one.sql for part in parts for sql in part for one in split_statements(sql)]
    is_cut = sum(1 for part in parts if part) > 1
    assert (bool(notes), adapted.startswith("-- schemactl: transaction=none")) == (is_cut, is_cut)


def test_what_stands_for_files_that_are_gone(tmp_path: Path) -> None:
    """A checkpoint of Atlas, or a B file of Flyway, is a migration where it is the first, and left out elsewhere."""
    files = {"1_base.sql": "-- atlas:checkpoint\n\nCREATE TABLE a ();\n", "2_b.sql": "CREATE TABLE b ();\n"}
    atlas = convert(TOOLS["atlas"], write_folder(tmp_path / "atlas", files), tmp_path / "out")
    assert [one.version for one in atlas.migrations] == ["1", "2"]
    files = {"B2__base.sql": "CREATE TABLE a ();\n", "V3__c.sql": "CREATE TABLE c ();\n"}
    flyway = convert(TOOLS["flyway"], write_folder(tmp_path / "flyway", files), tmp_path / "out")
    assert [one.version for one in flyway.migrations] == ["2", "3"]
    rows = [(1, "2", "base", "BASELINE", True), (2, "3", "c", "SQL", True), (3, "3", "c", "UNDO_SQL", True)]
    assert flyway.tool.books.applied(rows, flyway.found) == ("2",)
    write_folder(tmp_path / "flyway", {"V1__a.sql": "CREATE TABLE a ();\n"})
    flyway = convert(TOOLS["flyway"], tmp_path / "flyway", tmp_path / "out")
    assert [one.version for one in flyway.migrations] == ["1", "3"]
    assert flyway.tool.books.applied(rows, flyway.found) == ("1",)


def test_versions_of_flyway() -> None:
    """Underscores are dots, zeros at the end and in front do not count."""
    assert version_of("1_2.3") == (1, 2, 3)
    assert version_of("1.0") == version_of("001") == (1,)


def test_a_history_that_begins_later(run: Run, project: Path) -> None:
    """What is missing at the first migration was made by something else: the hint says the ways out."""
    write_folder(project / "old", {"1_a.up.sql": "ALTER TABLE users ADD COLUMN x int;"})
    code, document = run("import", "--from", "golang-migrate", "old")
    assert (code, document["error"]["sqlstate"]) == (3, "42P01")
    assert "`schemactl init --from URL`" in document["error"]["hint"]


def test_an_unknown_tool_and_no_folder(run: Run) -> None:
    """Both name what there is."""
    error = run("import", "--from", "gose")[1]["error"]
    assert "did you mean goose" in error["hint"]
    assert run("import", "--from", "dbmate")[1]["error"]["message"] == "no folder db/migrations"
