"""What each tool's books say beside the plain case, and histories that are about their tool's own table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from foreign_folders import BOOKS, DIESEL, PRISMA, RAILS, SQLX, without_psql, write_folder
from runs import query

from schemactl.cli.import_ import TOOLS as HELP
from schemactl.errors import SourceError, UsageError
from schemactl.migrations.foreign.convert import convert
from schemactl.migrations.foreign.own_table import is_about
from schemactl.migrations.foreign.tools import TOOLS, find_tool

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(project: Path, run_json: Run) -> Run:
    """Runs a command in a project without a configuration; its exit code and its JSON."""
    (project / "schema" / "schema.sql").write_text("-- nothing yet\n")
    (project / "atlas-like.yaml").unlink(missing_ok=True)
    return run_json


REFUSED = [
    ("prisma", {"migration_lock.toml": 'provider = "mysql"', "1_a/migration.sql": ""}, UsageError, "for mysql"),
    ("prisma", {"migration_lock.toml": "provider", "1_a/migration.sql": ""}, UsageError, "no TOML"),
    ("prisma", {"a/1_x/migration.sql": "", "b/1_y/migration.sql": ""}, UsageError, "several histories here: .*a, .*b"),
    ("prisma", {"1_x.sql": "SELECT 1;"}, UsageError, "no migrations of prisma"),
    ("sqlx", {"1_x.down.sql": "SELECT 1;"}, UsageError, "no migrations of sqlx"),
    ("sqlx", {"1_x.up.sql": "SELECT 1;", "1_y.sql": "SELECT 1;"}, UsageError, "have one version"),
    ("diesel", {"2020-01-01_a/up.sql": "", "20200101_b/up.sql": ""}, UsageError, "have one version"),
    ("diesel", {"1_a/up.sql": "", "1_a/metadata.toml": "run"}, UsageError, "no TOML"),
    ("rails", {"structure.sql": "CREATE TABLE a ();"}, SourceError, "says of no version"),
    ("rails", {"schema.rb": ""}, UsageError, "no structure.sql"),
    ("rails", {"structure.sql": "", "b_structure.sql": ""}, UsageError, "several structure files"),
]


@pytest.mark.parametrize(("tool", "files", "kind", "message"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_cannot_be_had_is_refused_by_name(
    tool: str, files: dict[str, str], kind: type[Exception], message: str, tmp_path: Path
) -> None:
    """Another database, several histories at once, a version twice, no TOML: with the file, before anything is run."""
    with pytest.raises(kind, match=message):
        convert(find_tool(tool), write_folder(tmp_path / "old", files), tmp_path / "out")


def test_the_text_and_the_numbers_of_each_tool(tmp_path: Path) -> None:
    """A folder's number is the version; 0 becomes 1; what runs without a transaction there does so here."""
    made = {}
    for tool, files in (("prisma", PRISMA), ("sqlx", SQLX), ("diesel", DIESEL), ("rails", RAILS)):
        conversion = convert(TOOLS[tool], write_folder(tmp_path / tool, files), tmp_path / "out")
        made[tool] = {f"{one.version}_{one.name}": (one.up_sql, one.down_sql) for one in conversion.migrations}
    assert list(made["prisma"]) == ["1_init", "20240102030405_unique-email", "20240203040506_posts"]
    assert made["prisma"]["20240102030405_unique-email"][1] == 'DROP INDEX "User_email_key";\n'
    assert "BEGIN" not in made["prisma"]["20240203040506_posts"][0]
    assert list(made["sqlx"]) == ["20240101000000_users", "20240102000000_orders", "20240103000000_index"]
    assert made["sqlx"]["20240102000000_orders"][1] is None
    assert all("transaction=none" in (text or "") for text in made["sqlx"]["20240103000000_index"])
    assert list(made["diesel"]) == [
        *("00000000000001_diesel_initial_setup", "20230102030405_create_users", "20230103030405_index"),
    ]
    up, down = made["diesel"]["20230103030405_index"]
    assert ("transaction=none" in up, down) == (True, None)
    assert list(made["rails"]) == ["20240301000000_structure"]


def test_numbers_that_stand_twice_or_begin_with_0(tmp_path: Path) -> None:
    """Two of one second become two of two; from 0 on they move up by as little as is needed."""
    names = ("20240101000000_b", "20240101000000_a", "20240101000001_c", "20240301000000_d")
    files = {f"{name}/migration.sql": "SELECT 1;" for name in names}
    conversion = convert(TOOLS["prisma"], write_folder(tmp_path / "p", files), tmp_path / "out")
    named = [(one.version, one.name) for one in conversion.migrations]
    assert named == [
        *(("20240101000000", "a"), ("20240101000001", "b"), ("20240101000002", "c"), ("20240301000000", "d")),
    ]
    files = {f"{number}_x.up.sql": "SELECT 1;" for number in ("0000", "0001", "0005")}
    conversion = convert(TOOLS["golang-migrate"], write_folder(tmp_path / "g", files), tmp_path / "out")
    assert [one.version for one in conversion.migrations] == ["0001", "0002", "0005"]


def test_a_way_back_alone(run: Run, project: Path, database: str) -> None:
    """sqlx never runs it: it is left out, by name. golang-migrate counts its version, and so does schemactl."""
    folder = write_folder(project / "sqlx", {**SQLX, "20240104000000_gone.down.sql": "DROP TABLE gone;"})
    conversion = convert(TOOLS["sqlx"], folder, project / "out")
    assert len(conversion.migrations) == 3
    assert conversion.found.notes == (f"{folder}/20240104000000_gone.down.sql is left out: it has no up file",)
    names = {"1_a.up.sql": "CREATE TABLE a ();", "2_b.down.sql": "SELECT 1;", "3_c.up.sql": "CREATE TABLE c ();"}
    write_folder(project / "old", names)
    query(database, f"{BOOKS['golang-migrate']}; INSERT INTO schema_migrations VALUES (2, false); CREATE TABLE a ()")
    code, document = run("import", "--from", "golang-migrate", "old", "--url", database)
    assert (code, document["marked"], document["findings"]) == (0, ["1", "2"], [])
    assert document["notes"] == ["old/2_b.down.sql has no up file: it does nothing on the way up"]
    assert run("check")[0] == 0
    assert [len(run("apply", "--url", database)[1]["applied"]) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("tool", "files", "place"),
    [
        ("golang-migrate", {"1_x.up.sql": "SELECT 1;", "1_x.down.sql": "\nDROP a;"}, "1_x.down.sql:2:6"),
        ("goose", {"1_x.sql": "-- +goose Up\nSELECT 1;\n-- +goose Down\nROLLBACK;"}, "1_x.sql:4:1"),
        ("dbmate", {"1_x.sql": "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELEC 1;"}, "1_x.sql:4:1"),
        ("sqlx", {"1_x.up.sql": "SELECT 1;", "1_x.down.sql": "DROP a;"}, "1_x.down.sql:1:6"),
        ("diesel", {"1_x/up.sql": "SELECT 1;", "1_x/down.sql": "DROP a;"}, "1_x/down.sql:1:6"),
        ("prisma", {"1_x/migration.sql": "SELECT 1;", "1_x/down.sql": "DROP a;"}, "1_x/down.sql:1:6"),
    ],
)
def test_a_way_back_that_cannot_be_had(tool: str, files: dict[str, str], place: str, tmp_path: Path) -> None:
    """Nobody has ever run it: it is left out, with its place and the reason; the migration is taken over."""
    conversion = convert(TOOLS[tool], write_folder(tmp_path / "old", files), tmp_path / "out")
    assert [one.down_sql for one in conversion.migrations] == [None]
    (note,) = conversion.found.notes
    assert note.startswith(f"{tmp_path}/old/{place}: the way back is left out: ")


def test_numbers_that_do_not_rise(tmp_path: Path) -> None:
    """Prisma sorts folders as texts, Diesel versions: a number that is less than the one before moves up."""
    files = {f"{name}/migration.sql": "SELECT 1;" for name in ("20240305_b", "2023010203_a", "20240101000000_c")}
    conversion = convert(TOOLS["prisma"], write_folder(tmp_path / "p", files), tmp_path / "out")
    named = [(one.version, one.name) for one in conversion.migrations]
    assert named == [("2023010203", "a"), ("20240101000000", "c"), ("20240101000001", "b")]
    files = {f"{name}/up.sql": "SELECT 1;" for name in ("00000000000000_setup", "000000000000000_first")}
    conversion = convert(TOOLS["diesel"], write_folder(tmp_path / "d", files), tmp_path / "out")
    assert [one.version for one in conversion.migrations] == ["00000000000001", "000000000000002"]


PRISMA_ROW = "INSERT INTO _prisma_migrations (migration_name, checksum, finished_at, rolled_back_at) VALUES"


def test_tries_of_prisma(run: Run, project: Path, database: str) -> None:
    """One that has failed is refused, with its name; rolled back it is pending; run again it is applied."""
    write_folder(project / "old", PRISMA)
    query(database, BOOKS["prisma"])
    query(database, 'CREATE TABLE "User" ("id" SERIAL NOT NULL, "email" TEXT NOT NULL, PRIMARY KEY ("id"))')
    query(database, f"{PRISMA_ROW} ('0_init', 'x', NULL, NULL)")
    code, document = run("import", "--from", "prisma", "old", "--url", database)
    assert (code, document["error"]["state"]) == (4, "failed")
    assert "or `--rolled-back 0_init`" in document["error"]["hint"]
    query(database, "UPDATE _prisma_migrations SET rolled_back_at = now()")
    query(database, f"{PRISMA_ROW} ('0_init', 'x', now(), NULL)")
    code, document = run("import", "--from", "prisma", "old", "--url", database)
    assert (code, document["marked"]) == (0, ["1"])
    (finding,) = document["findings"]
    assert (finding["rule"], finding["place"]["path"]) == ("edited", "old/0_init/migration.sql")


def test_a_file_with_other_line_endings_is_no_other_file(tmp_path: Path) -> None:
    """A checksum may be that of the file as git has it elsewhere."""
    conversion = convert(TOOLS["prisma"], write_folder(tmp_path / "old", PRISMA), tmp_path / "out")
    windows = {name: "\ufeff" * name.endswith(".sql") + text.replace("\n", "\r\n") for name, text in PRISMA.items()}
    other = convert(TOOLS["prisma"], write_folder(tmp_path / "new", windows), tmp_path / "out")
    ran = [(one.key, True, None, one.sums[0], None) for one in conversion.found.migrations]
    assert TOOLS["prisma"].books.edited(ran, other.found) == ()
    ran = [(one.key, True, None, one.sums[-1], None) for one in conversion.found.migrations]
    assert TOOLS["prisma"].books.edited(ran, conversion.found) == ()


def test_sqlx_that_stopped_and_another_file(run: Run, project: Path, database: str) -> None:
    """A row without success is refused; a checksum that is not the file's is said with the file."""
    write_folder(project / "old", SQLX)
    query(database, BOOKS["sqlx"])
    query(database, "CREATE TABLE users (id uuid PRIMARY KEY, name text NOT NULL)")
    query(database, "INSERT INTO _sqlx_migrations VALUES (20240101000000, 'users', now(), false, '', 1)")
    code, document = run("import", "--from", "sqlx", "old", "--url", database)
    assert (code, document["error"]["state"]) == (4, "failed")
    query(database, "UPDATE _sqlx_migrations SET success = true")
    code, document = run("import", "--from", "sqlx", "old", "--url", database)
    assert (code, document["marked"]) == (0, ["20240101000000"])
    assert [(one["rule"], one["place"]["path"]) for one in document["findings"]] == [
        ("edited", "old/20240101000000_users.up.sql"),
    ]


def test_rails_with_fewer_and_with_more_versions(run: Run, project: Path, database: str) -> None:
    """Taken over only where the database has just what the file's INSERT lists; else it says what to do there."""
    write_folder(project / "db", RAILS)
    query(database, without_psql(RAILS["structure.sql"]))
    query(database, "DELETE FROM public.schema_migrations WHERE version = '20240201000000'")
    error = run("import", "--from", "rails", "--url", database)[1]["error"]
    assert error["message"] == "the database lacks 20240201000000 of db/structure.sql"
    query(database, "INSERT INTO public.schema_migrations VALUES ('20240201000000'), ('20250101000000')")
    error = run("import", "--from", "rails", "--url", database)[1]["error"]
    assert error["message"] == "the database has 20250101000000, which db/structure.sql lacks"
    query(database, "DELETE FROM public.schema_migrations WHERE version = '20250101000000'")
    code, document = run("import", "--from", "rails", "--url", database)
    assert (code, document["marked"], document["findings"]) == (0, ["20240301000000"], [])
    schema = (project / "schema" / "schema.sql").read_text()
    assert "posts" in schema and "schema_migrations" not in schema and "ar_internal_metadata" not in schema
    assert run("check")[0] == 0
    assert run("status", "--url", database, "--check-drift", "--exit-code")[0] == 0


def test_a_dump_with_rows(run: Run, project: Path) -> None:
    """The versions that Rails' table has in a whole dump are as good as its INSERT, and the rows are taken over."""
    head, _, _ = RAILS["structure.sql"].partition("INSERT INTO")
    rows = "COPY public.schema_migrations (version) FROM stdin;\n20240101000000\n20240201000000\n\\.\n"
    rows += "COPY public.posts (id, title) FROM stdin;\n1\tone\n\\.\n"
    write_folder(project / "db", {"structure.sql": head + rows})
    code, document = run("import", "--from", "rails")
    assert (code, document["migrations"], document["findings"]) == (0, ["20240201000000"], [])
    assert run("check")[0] == 0


OWN = {
    "golang-migrate": {
        "1_a.up.sql": "CREATE TABLE a (id int);",
        "1_a.down.sql": "DROP TABLE a;",
        "2_b.up.sql": "ALTER TABLE schema_migrations ADD COLUMN at timestamptz DEFAULT now();",
        "2_b.down.sql": "ALTER TABLE schema_migrations DROP COLUMN at;",
    },
    "goose": {
        "1_a.sql": "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE a (id int);\n",
        "2_b.sql": "-- +goose Up\nINSERT INTO public.goose_db_version (version_id, is_applied) VALUES (7, true);\n",
    },
    "dbmate": {
        "1_a.sql": "-- migrate:up\nCREATE TABLE a (id int);\n",
        "2_b.sql": "-- migrate:up\nCREATE INDEX s ON schema_migrations (version) WHERE version > '';\n",
        "3_c.sql": "-- migrate:up\nALTER TABLE IF EXISTS schema_migrations ENABLE ROW LEVEL SECURITY;\n"
        "CREATE POLICY p ON schema_migrations FOR ALL TO PUBLIC USING (true);\n",
    },
    "flyway": {
        "V1__a.sql": "CREATE TABLE a (id int);",
        "V2__b.sql": "DO $$ BEGIN UPDATE flyway_schema_history SET checksum = 0; END $$;",
    },
    "alembic": {
        "up.sql": "BEGIN;\n\nCREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL\n);\n\n"
        "-- Running upgrade  -> aaa1\n\nALTER TABLE alembic_version ALTER COLUMN version_num TYPE VARCHAR(64);\n\n"
        "INSERT INTO alembic_version (version_num) VALUES ('aaa1') RETURNING alembic_version.version_num;\n\nCOMMIT;\n",
    },
    "atlas": {
        "1_a.sql": "CREATE TABLE a (id int);",
        "2_b.sql": "COMMENT ON TABLE atlas_schema_revisions.atlas_schema_revisions IS 'Atlas';",
    },
    "prisma": {
        "1_a/migration.sql": "CREATE TABLE a (id int);",
        "2_b/migration.sql": 'CREATE TABLE IF NOT EXISTS "_prisma_migrations" (id text);'
        'ALTER TABLE "_prisma_migrations" ENABLE ROW LEVEL SECURITY;',
    },
    "sqlx": {
        "1_a.sql": "CREATE TABLE a (id int);",
        "2_b.sql": "CREATE UNIQUE INDEX once ON _sqlx_migrations (description);",
    },
    "diesel": {
        "1_a/up.sql": "CREATE TABLE a (id int);",
        "2_b/up.sql": "GRANT SELECT ON __diesel_schema_migrations TO PUBLIC;",
    },
}


@pytest.mark.parametrize("tool", sorted(OWN))
def test_histories_about_their_tools_own_table(tool: str, run: Run, project: Path, database: str) -> None:
    """The table is there before them, on every new database; it is no part of the schema, nor of what is compared."""
    write_folder(project / "old", OWN[tool])
    code, document = run("import", "--from", tool, "old")
    assert (code, document.get("findings")) == (0, []), document
    assert any("is made first" in note for note in document["notes"])
    assert "atlas-like.yaml" in document["files"]
    table = TOOLS[tool].books.table
    assert table not in (project / "schema" / "schema.sql").read_text()
    assert run("check")[0] == 0
    assert run("apply", "--url", database)[0] == 0
    assert query(database, f"SELECT relname FROM pg_class WHERE relname = '{table}' AND relkind = 'r'") == [(table,)]
    assert run("status", "--url", database, "--check-drift", "--exit-code")[0] == 0


def test_the_own_table_of_another_name_and_an_author_s_configuration(run: Run, project: Path) -> None:
    """`--table` names it; a configuration that has `diff:` is its author's, and is told what to write."""
    config = "schema: schema/schema.sql\nmigrations: migrations\ndiff:\n  owners: false\n"
    (project / "atlas-like.yaml").write_text(config)
    files = {"1_a.up.sql": "GRANT SELECT ON app.versions TO PUBLIC;", "2_b.up.sql": "CREATE TABLE a (id int);"}
    write_folder(project / "old", files)
    code, document = run("import", "--from", "golang-migrate", "old", "--table", "app.versions")
    assert (code, document.get("findings")) == (0, []), document
    assert (project / "atlas-like.yaml").read_text() == config
    assert (project / "migrations" / "1_a.up.sql").read_text().splitlines()[2] == "CREATE SCHEMA IF NOT EXISTS app;"


def test_a_table_of_the_same_name_that_migrations_make(run: Run, project: Path) -> None:
    """A copy of the tool's table in another schema is a table of the project's own; the tool's is there before it."""
    like = "CREATE TABLE IF NOT EXISTS app._sqlx_migrations (LIKE public._sqlx_migrations INCLUDING ALL);"
    write_folder(project / "old", {"1_a.sql": f"CREATE SCHEMA app;\n{like}\n"})
    code, document = run("import", "--from", "sqlx", "old")
    assert (code, document.get("findings")) == (0, []), document
    schema = (project / "schema" / "schema.sql").read_text()
    assert ("app._sqlx_migrations" in schema, "public._sqlx_migrations" in schema) == (True, False)
    assert run("check")[0] == 0


def test_a_table_that_moves(tmp_path: Path) -> None:
    """The tool's table is made where the first migration about it finds it."""
    moved = "ALTER TABLE schema_migrations SET SCHEMA app;\nGRANT SELECT ON app.schema_migrations TO PUBLIC;"
    files = {"1_a.up.sql": "CREATE SCHEMA app;", "2_b.up.sql": moved}
    conversion = convert(TOOLS["golang-migrate"], write_folder(tmp_path / "old", files), tmp_path / "out")
    assert conversion.own_table == ("public", "schema_migrations")


def test_the_help_names_all_tools() -> None:
    """And no other."""
    assert list(TOOLS) == HELP


def test_what_is_about_a_table() -> None:
    """Its name as an identifier, or inside a text; not in a comment, nor as a part of another name."""
    assert is_about('ALTER TABLE "schema_migrations" ADD x int', "schema_migrations")
    assert is_about("ALTER TABLE Public.SCHEMA_MIGRATIONS ADD x int", "schema_migrations")
    assert not is_about('ALTER TABLE "SCHEMA_MIGRATIONS" ADD x int', "schema_migrations")
    assert is_about("DO $$ BEGIN DELETE FROM schema_migrations; END $$", "schema_migrations")
    assert not is_about("SELECT 1 -- schema_migrations", "schema_migrations")
    assert not is_about("SELECT /* schema_migrations */ 1", "schema_migrations")
    assert not is_about("CREATE TABLE schema_migrations_archive ()", "schema_migrations")
