"""Where the history is, and what of a database is ours: our own two tables, and nothing that users have beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from teams import Team

A, B = "CREATE TABLE a (id int);\n", "CREATE TABLE b (id int);\n"
SCHEMA = "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n"


def place(team: Team, schema: str, more: str = "") -> None:
    """The project's history is in `schema`."""
    path = team.root / "atlas-like.yaml"
    path.write_text(f"{path.read_text()}\nhistory: {{schema: {schema}}}\n{more}")


@pytest.fixture(params=["public", "app", "schemactl"])
def schema(request: pytest.FixtureRequest, team: Team) -> str:
    """The history's schema, which users share; it is there already, as they made it."""
    name = str(request.param)
    place(team, name)
    team.query(f"CREATE SCHEMA IF NOT EXISTS {name}; COMMENT ON SCHEMA {name} IS 'shared'")
    return name


def test_a_table_beside_the_history_is_an_object(team: Team, schema: str) -> None:
    """Nothing runs on a database that has one and no history, whatever schema the history would be in."""
    team.query(f"CREATE TABLE {schema}.customers AS SELECT 1 AS id")
    team.files(v1=f"DROP TABLE IF EXISTS {schema}.customers;\n")
    assert team.state()["state"] == "no_baseline"
    outcome = team.do("apply")
    assert (outcome.code, f"{schema}.customers" in outcome.err) == (4, True)
    assert team.query(f"SELECT id FROM {schema}.customers") == [(1,)]
    assert team.query("SELECT to_regclass('migrations')") == [(None,)]


def test_a_shared_schema_stays_as_it_was(team: Team, schema: str) -> None:
    """The history makes its tables there; the comment that others gave the schema is theirs."""
    team.files(v1=A)
    assert team.do("apply").code == 0
    assert team.query(f"SELECT obj_description('{schema}'::regnamespace)") == [("shared",)]
    assert team.query(f"SELECT count(*) FROM {schema}.migrations") == [(1,)]


def test_what_others_do_beside_the_history_is_drift(team: Team, schema: str) -> None:
    """A table that comes, goes or changes in the history's schema is seen; what the history does to itself is not."""
    team.query(f"CREATE TABLE {schema}.mine (id int)")
    team.files(v1=A, v2=B)
    assert team.do("baseline", "0").code == 0
    assert team.do("apply", "--limit", "1", "--check-drift").code == 0
    assert team.do("apply", "--check-drift").code == 0
    assert team.run("status", "--url", team.url, "--check-drift", "--exit-code").code == 0
    for change, back in (
        (f"ALTER TABLE {schema}.mine ADD x int", f"ALTER TABLE {schema}.mine DROP COLUMN x"),
        (f"CREATE TABLE {schema}.events_of_mine ()", f"DROP TABLE {schema}.events_of_mine"),
    ):
        team.query(change)
        found = json.loads(team.do("status", "--check-drift", "--format", "json").out)
        assert (found["state"], found["drift"]) == ("drifted", "yes")
        assert team.do("apply", "--check-drift").code == 4
        team.query(back)
        assert json.loads(team.do("status", "--check-drift", "--format", "json").out)["drift"] == "no"


def test_dump_and_diff_show_the_users_part(team: Team, schema: str) -> None:
    """All that users have in the history's schema is dumped and compared; nothing of the history is."""
    team.query(f"CREATE TABLE {schema}.mine (id int PRIMARY KEY)")
    team.files(v1=A)
    assert team.do("baseline", "0").code == 0
    assert team.do("apply").code == 0
    sql = team.do("dump").out
    assert ("mine" in sql, "CREATE TABLE public.a" in sql, "migrations" in sql, "events" in sql) == (
        True,
        True,
        False,
        False,
    )
    same = team.run("diff", "--from", team.url, "--to", team.url)
    assert (same.code, same.out) == (0, "")
    (team.root / "schema" / "schema.sql").write_text(
        f"CREATE SCHEMA IF NOT EXISTS {schema};\nCOMMENT ON SCHEMA {schema} IS 'shared';\n{A}"
    )
    lost = team.run("diff", "--from", team.url, "--to", "schema/schema.sql")
    assert "DROP TABLE" in lost.out
    assert "migrations" not in lost.out
    assert "DROP SCHEMA" not in lost.out


def test_a_database_is_adopted_with_its_history(team: Team, schema: str, tmp_path: Path) -> None:
    """`init --from` of a database with a history beside users' tables takes theirs only."""
    team.query(f"CREATE TABLE {schema}.mine (id int PRIMARY KEY)")
    team.files(v1=A)
    assert team.do("baseline", "0").code == 0
    assert team.do("apply").code == 0
    for path in [*tmp_path.glob("migrations/*"), tmp_path / "schema" / "schema.sql"]:
        path.unlink()
    assert team.run("init", "--from", team.url).code == 0
    text = (tmp_path / "schema" / "schema.sql").read_text()
    assert ("mine" in text, "statements_done" in text) == (True, False)


def test_a_schema_that_only_the_history_has_is_nobodys(team: Team) -> None:
    """The schema made for the history is in no dump and no difference, whatever it is called."""
    place(team, '"the books"')
    team.files(v1=A)
    assert team.do("apply").code == 0
    assert "books" not in team.do("dump").out
    (team.root / "schema" / "schema.sql").write_text(A)
    for verify in ("--no-verify", "--verify"):
        outcome = team.run("diff", "--from", team.url, "--to", "schema/schema.sql", verify)
        assert (outcome.code, outcome.out) == (0, ""), outcome.err


def test_a_schema_that_the_history_made_and_users_want(team: Team) -> None:
    """It is there: it is not made again, and one that they want no more is not dropped below the history."""
    place(team, "app")
    team.files(v1="SELECT 1;\n")
    assert team.do("apply").code == 0
    (team.root / "schema" / "schema.sql").write_text("CREATE SCHEMA app;\nCREATE TABLE app.t (id int);\n")
    there = team.run("diff", "--from", team.url, "--to", "schema/schema.sql").out
    assert ("CREATE TABLE app.t" in there, "CREATE SCHEMA" in there) == (True, False)
    team.query(there)
    (team.root / "schema" / "schema.sql").write_text("")
    back = team.run("diff", "--from", team.url, "--to", "schema/schema.sql").out
    assert ("DROP TABLE app.t" in back, "DROP SCHEMA" in back) == (True, False)


def test_a_migration_cannot_make_the_schema_of_the_history(team: Team) -> None:
    """It is there before the first file runs: said at once, with the ways out, before anything is made."""
    place(team, "app")
    team.files(v1=A, v2="CREATE SCHEMA app;\nCREATE TABLE app.t (id int);\n", d2="DROP TABLE app.t;\n")
    refused = team.do("apply")
    assert (refused.code, "IF NOT EXISTS" in refused.err, "history.schema" in refused.err) == (2, True, True)
    assert team.query("SELECT to_regnamespace('app'), to_regclass('a')") == [(None, None)]
    team.files(v2="CREATE SCHEMA IF NOT EXISTS app;\nCREATE TABLE app.t (id int);\n")
    assert team.do("apply").code == 0
    assert team.query("SELECT count(*) FROM app.t, app.migrations") == [(0,)]


def test_diff_says_that_it_makes_the_schema_of_the_history(team: Team) -> None:
    """When it is written, not only when it is refused; in no other case."""
    path = team.root / "schema" / "schema.sql"
    path.write_text("CREATE SCHEMA app;\nCREATE TABLE app.t (id int);\n")
    place(team, "app")
    first = team.run("diff", "first")
    assert (first.code, "name another schema" in first.err) == (0, True)
    path.write_text("CREATE SCHEMA app;\nCREATE TABLE app.t (id int, x int);\n")
    second = team.run("diff", "second")
    assert (second.code, "name another schema" in second.err) == (0, False)


def test_the_schema_of_the_role_may_be_shared(team: Team) -> None:
    """A role whose own schema is the history's keeps its tables there, beside it."""
    place(team, "sharer")
    team.query("CREATE ROLE sharer; CREATE SCHEMA sharer AUTHORIZATION sharer")
    try:
        team.files(v1=A)
        assert team.do("apply", "--role", "sharer").code == 0
        assert team.query("SELECT count(*) FROM sharer.a, sharer.migrations") == [(0,)]
        assert team.do("status", "--exit-code").code == 0
    finally:
        team.query("DROP OWNED BY sharer; DROP ROLE sharer")


def test_a_comment_that_an_earlier_version_wrote(team: Team) -> None:
    """It said of a shared schema what is true of one made for the history: that is no wish, and no difference."""
    place(team, "public")
    team.files(v1=A)
    assert team.do("apply").code == 0
    team.query("COMMENT ON SCHEMA public IS 'schemactl: which migrations have run here'")
    for verify in ("--no-verify", "--verify"):
        outcome = team.run("diff", "--from", team.url, "--to", "migrations", verify)
        assert (outcome.code, outcome.out) == (0, ""), outcome.err


@pytest.mark.parametrize("where", ["public", "app", "schemactl"])
def test_a_large_database_with_a_history(team: Team, where: str) -> None:
    """Of a large one only what differs is read, and what each new database has is no difference."""
    place(team, where)
    tables = "".join(f"CREATE TABLE t{number} (id int PRIMARY KEY, a text);\n" for number in range(600))
    team.files(v1=tables)
    assert team.do("apply").code == 0
    path = team.root / "schema" / "schema.sql"
    path.write_text(tables)
    same = team.run("diff", "--from", team.url, "--to", "schema/schema.sql")
    assert (same.code, same.out) == (0, ""), same.err
    path.write_text(f"{tables}CREATE TABLE more (id int);\n")
    more = team.run("diff", "--from", team.url, "--to", "schema/schema.sql")
    assert (more.code, "CREATE TABLE" in more.out, "migrations" in more.out) == (0, True, False), more.err
    team.query(f"CREATE TABLE {where}.extra ()")
    extra = team.run("diff", "--from", team.url, "--to", "migrations")
    assert (extra.code, extra.out.strip().splitlines()[-1]) == (0, f"DROP TABLE {where}.extra;"), extra.err


def test_a_table_called_migrations_elsewhere_is_the_users(team: Team) -> None:
    """In another schema than the history's, or with other columns, it is an object as any other."""
    team.query("CREATE TABLE migrations (id int, name text)")
    team.files(v1="CREATE TABLE events (at date);\n")
    assert team.state()["state"] == "no_baseline"
    assert team.do("baseline", "0").code == 0
    assert team.do("apply").code == 0
    sql = team.do("dump").out
    assert ("public.migrations" in sql, "public.events" in sql) == (True, True)


def test_a_history_that_is_elsewhere_is_named(team: Team) -> None:
    """Where the configuration names another schema than it did, nobody is led to mark what has run already."""
    team.files(v1=A)
    assert team.do("apply").code == 0
    place(team, "public")
    (problem,) = team.state()["problems"]
    assert (problem["state"], "a history in schema schemactl" in problem["hint"]) == ("no_baseline", True)


def test_histories_of_others_are_not_objects(team: Team) -> None:
    """Another project's history in the same database, and another tool's table, do not stand in the way."""
    team.files(v1=A)
    assert team.do("apply").code == 0
    team.query(
        "DROP TABLE a; CREATE TABLE flyway_schema_history (installed_rank int, version text, description text,"
        " type text, script text, checksum int, installed_by text, installed_on timestamp, execution_time int,"
        " success boolean); CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint,"
        " is_applied boolean, tstamp timestamp)"
    )
    place(team, "mine")
    assert team.state()["state"] == "behind"
    assert team.do("apply").code == 0


def test_extensions_are_not_objects(team: Team) -> None:
    """What an extension has made is not the users': tables, types, functions."""
    team.query("CREATE EXTENSION hstore; CREATE EXTENSION pg_stat_statements")
    team.files(v1=A)
    assert team.do("apply").code == 0


def test_what_is_excluded_is_not_an_object(team: Team) -> None:
    """`diff.exclude` names what others keep in the database: a migration may begin beside it."""
    team.query("CREATE SCHEMA cron; CREATE TABLE cron.jobs (); CREATE TABLE spatial_notes ()")
    team.files(v1=A)
    assert team.do("apply").code == 4
    place(team, "schemactl", 'diff: {exclude: ["cron", "public.spatial_*"]}\n')
    assert team.do("apply").code == 0


def test_nothing_of_mine_is_applied_here(team: Team) -> None:
    """`baseline 0` makes an empty history, and apply begins with the first migration beside what others have."""
    team.query("CREATE TABLE theirs (id int)")
    team.files(v1=A, v2=B, d1="DROP TABLE a;\n", d2="DROP TABLE b;\n")
    refused = team.do("apply")
    assert refused.code == 4
    assert all(f"baseline {version}" in refused.err for version in ("0", "VERSION"))
    marked = team.do("baseline", "0", "--format", "json")
    assert (marked.code, json.loads(marked.out)["marked"]) == (0, [])
    assert (team.state()["state"], len(team.state()["pending"])) == ("behind", 2)
    assert team.query("SELECT event, version FROM schemactl.events") == [("baselined", "0")]
    assert team.do("apply").code == 0
    assert team.tables() == ["a", "b", "theirs"]
    assert team.do("baseline", "0").code == 4
    assert team.do("down", "--to", "0").code == 0
    assert team.state()["state"] == "behind"
    assert team.do("apply").code == 0


def test_a_history_of_which_nothing_came_says_nothing(team: Team) -> None:
    """A first migration that failed leaves an empty history; objects that come after it are still unknown ones."""
    team.files(v1="SELECT 1 / 0;\n")
    assert team.do("apply").code == 3
    assert team.state()["state"] == "behind"
    team.query("CREATE TABLE restored (id int)")
    assert team.state()["state"] == "no_baseline"


def test_baselines_of_a_fleet(team: Team) -> None:
    """Each tenant has its own history: one with objects is marked by itself, by schema."""
    team.query("CREATE SCHEMA t1; CREATE SCHEMA t2; CREATE TABLE t1.theirs (); CREATE TABLE t2.theirs ()")
    team.files(v1=A, v2=B)
    (team.root / "fleet.yaml").write_text(f'targets:\n  - {{url: "{team.url}", schemas: "t*"}}\n')
    assert team.run("apply", "--fleet", "fleet.yaml", "--max-failures", "9").code == 3
    marked = team.run("baseline", "0", "--fleet", "fleet.yaml", "--format", "json")
    assert (marked.code, [one["marked"] for one in json.loads(marked.out)["targets"]]) == (0, [[], []])
    assert team.run("apply", "--fleet", "fleet.yaml").code == 0
    assert team.query("SELECT count(*) FROM pg_tables WHERE schemaname IN ('t1', 't2')") == [(6,)]
    assert "schemactl_t1" not in team.do("dump").out
    (team.root / "fleet.yaml").write_text(f'targets:\n  - {{url: "{team.url}", schemas: "*t1"}}\n')
    again = json.loads(team.run("status", "--fleet", "fleet.yaml", "--format", "json").out)
    assert [one["target"].rpartition("/")[2] for one in again["targets"]] == ["t1"]
