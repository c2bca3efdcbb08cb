"""Ways back, each judged by itself, by `import` and `check` alike; and what depends on when it runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from teams import Outcome, Team

ALL_GONE = "DROP TABLE IF EXISTS a, b, c;\n"
TODAY = """\
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
DO $$ BEGIN
  EXECUTE format('CREATE TABLE events_%s PARTITION OF events FOR VALUES FROM (%L) TO (%L)',
    to_char(now(), 'YYYYMMDD'), current_date, current_date + 1);
END $$;
"""
FUNCTION = """\
CREATE FUNCTION make_partition(day date DEFAULT current_date) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('CREATE TABLE events_%s PARTITION OF events FOR VALUES FROM (%L) TO (%L)',
    to_char(now(), 'YYYYMMDD'), day, day + 1);
END $$;
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
SELECT make_partition();
"""
BOUND = """\
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_new PARTITION OF events FOR VALUES FROM (current_date) TO (MAXVALUE);
"""
YESTERDAY = """\
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_20200101 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2020-01-02');
"""


def found(outcome: Outcome) -> list[tuple[str, str]]:
    """Rule and file of each finding."""
    findings: list[dict[str, Any]] = json.loads(outcome.out)["findings"]
    return [(one["rule"], Path(one["place"]["path"]).name if one["place"] else "") for one in findings]


def check(team: Team, schema: str, **files: str) -> Outcome:
    """`check` of these files and this desired state."""
    (team.root / "schema" / "schema.sql").write_text(schema)
    team.files(**files)
    return team.run("check", "--format", "json")


def test_a_way_back_is_not_excused_by_an_earlier_one(team: Team) -> None:
    """The first one drops everything: the second still has to lead back to the first, in import and in check."""
    files = {
        "1_a.up.sql": "CREATE TABLE a (id int);\n",
        "1_a.down.sql": ALL_GONE,
        "2_b.up.sql": "CREATE TABLE b (id int);\n",
        "2_b.down.sql": "SELECT 1;\n",
        "3_c.up.sql": "CREATE TABLE c (id int);\n",
        "3_c.down.sql": ALL_GONE,
        "4_d.up.sql": "CREATE TABLE d (id int);\n",
        "4_d.down.sql": "DROP TABLE d;\n",
    }
    (team.root / "old").mkdir()
    for name, text in files.items():
        (team.root / "old" / name).write_text(text)
    imported = team.run("import", "--from", "golang-migrate", "old", "--format", "json")
    assert imported.code == 0
    assert found(imported) == [("down", "2_b.down.sql"), ("down", "3_c.down.sql")]
    checked = team.run("check", "--format", "json")
    assert (checked.code, found(checked)) == (1, found(imported))
    assert json.loads(checked.out)["reversed"] == 4


def test_check_lists_all_that_fail(team: Team) -> None:
    """A way back that fails, one that leads elsewhere, an up file that fails again; and what differs in the end."""
    outcome = check(
        team,
        "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCREATE TABLE d (id int);\nCREATE TABLE e ();\n",
        v1="CREATE TABLE a (id int);\n",
        d1="DROP TABLE nowhere;\n",
        v2="CREATE TABLE b (id int);\n",
        d2="ALTER TABLE b ADD COLUMN x int;\n",
        v3="CREATE TABLE c (id int PRIMARY KEY);\nINSERT INTO c VALUES (1);\n",
        d3="DROP TABLE c;\n",
        v4="INSERT INTO c VALUES (2);\n",
        d4="SELECT 1;\n",
        v5="DROP TABLE c;\nCREATE TABLE d (id int);\n",
    )
    assert outcome.code == 1
    assert found(outcome) == [
        ("down", "1_x.down.sql"),
        ("down", "2_x.down.sql"),
        ("up-again", "4_x.up.sql"),
        ("differs", ""),
    ]


def test_a_migration_that_fails_ends_the_replay(team: Team) -> None:
    """Nothing can be said of what stands after it; the ways back before it are listed."""
    outcome = check(
        team, "", v1="CREATE TABLE a ();\n", d1="SELECT 1;\n", v2="SELECT 1 / 0;\n", v3="SELECT 1;\n", d3="SELECT 2;\n"
    )
    assert found(outcome) == [("down", "1_x.down.sql"), ("replay", "2_x.up.sql")]


def test_rows_come_again_with_the_migrations_that_made_them(team: Team) -> None:
    """After a way back that failed the replay goes on from a database that all migrations have run on, rows and all."""
    outcome = check(
        team,
        "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int REFERENCES a);\n",
        v1="CREATE TABLE a (id int PRIMARY KEY);\nINSERT INTO a VALUES (1);\n",
        v2="CREATE TABLE b (id int REFERENCES a);\n",
        d2="DROP TABLE b; DELETE FROM a; CREATE TABLE left_over ();\n",
        v3="INSERT INTO b VALUES (1);\n",
        d3="DELETE FROM b;\n",
    )
    assert found(outcome) == [("down", "2_x.down.sql")]


@pytest.mark.parametrize(("up", "word"), [(TODAY, "current_date"), (FUNCTION, "make_partition()")])
def test_a_partition_of_today_is_why(team: Team, up: str, word: str) -> None:
    """What a migration makes of the current date is another thing tomorrow: check says which file, and the way out."""
    outcome = check(team, YESTERDAY, v1="SELECT 1;\n", v2=up)
    assert outcome.code == 1
    (why,) = [one for one in json.loads(outcome.out)["findings"] if one["rule"] == "clock"]
    assert (Path(why["place"]["path"]).name, word in why["message"]) == ("2_x.up.sql", True)
    assert "diff.exclude" in why["remedy"]


def test_a_bound_of_today_is_why(team: Team) -> None:
    """A bound that is evaluated when the partition is made differs, though the names are the same."""
    schema = BOUND.replace("(current_date)", "('2020-01-01')")
    outcome = check(team, schema, v1=BOUND)
    assert found(outcome)[-1] == ("clock", "1_x.up.sql")


def test_a_check_of_today_is_why(team: Team) -> None:
    """A constraint that is put together from the clock has another expression on another day."""
    table = "CREATE TABLE t (at date);\n"
    block = "DO $$ BEGIN EXECUTE format('ALTER TABLE t ADD CHECK (at >= %L)', current_date); END $$;\n"
    outcome = check(team, f"{table}ALTER TABLE t ADD CHECK (at >= '2020-01-01');\n", v1=table, v2=block)
    assert found(outcome) == [("differs", ""), ("clock", "2_x.up.sql")]


def test_a_way_back_of_yesterday_is_why(team: Team) -> None:
    """A down file that names the partition of the day on which it was written fails on any other."""
    down = "DROP TABLE events_20200101;\nDROP TABLE events;\n"
    outcome = check(team, YESTERDAY, v1=TODAY, d1=down)
    assert found(outcome)[0] == ("down", "1_x.down.sql")
    assert found(outcome)[-1] == ("clock", "1_x.up.sql")


def test_rows_of_a_fixed_day_are_why(team: Team) -> None:
    """A row that was in the partition of today is in none tomorrow."""
    outcome = check(team, YESTERDAY, v1=TODAY, v2="INSERT INTO events VALUES ('2020-01-01');\n")
    assert found(outcome) == [("replay", "2_x.up.sql"), ("clock", "1_x.up.sql")]


def test_the_clock_is_not_blamed_for_what_it_does_not_do(team: Team) -> None:
    """Defaults and rows with now() build nothing; where nothing differs, nothing is said of the clock at all."""
    table = "CREATE TABLE t (id uuid DEFAULT gen_random_uuid(), at timestamptz DEFAULT now());\n"
    rows = f"{table}INSERT INTO t DEFAULT VALUES;\n"
    block = "DO $$ BEGIN EXECUTE 'UPDATE t SET at = now()'; END $$;\n"
    assert found(check(team, f"{table}CREATE TABLE other ();\n", v1=rows)) == [("differs", "")]
    assert check(team, table, v1=rows, v2=block).code == 0
    assert found(check(team, f"{table}CREATE TABLE other ();\n", v1=rows, v2=block)) == [("differs", "")]
