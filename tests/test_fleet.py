"""Many databases or schemas at once, from the outside: what is applied, what is said, what a second run finishes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from schemactl.cli import main as cli
from schemactl.config.fleet import read_fleet
from schemactl.errors import ConfigError, UsageError
from schemactl.migrations.fleet import Ending, Member, Pace, in_shard, run_fleet
from schemactl.migrations.target import Target

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

A = "CREATE TABLE a (id int);\n"


class Fleet:
    """A project, some databases, and somebody who types commands."""

    def __init__(self, root: Path, urls: list[str], run: Callable[..., tuple[int, str, str]]) -> None:
        self.root = root
        self.urls = urls
        self.run = run

    def file(self, *lines: str) -> None:
        """The targets, one line each; without any, all databases under the names t0 to t5."""
        lines = lines or tuple(f"{{name: t{number}, url: {json.dumps(url)}}}" for number, url in enumerate(self.urls))
        text = "targets:\n" + "".join(f"  - {line}\n" for line in lines)
        (self.root / "targets.yaml").write_text(text, encoding="utf-8")

    def do(self, command: str, *arguments: str) -> tuple[int, dict[str, Any]]:
        """The exit code, and each target's part of the JSON."""
        code, out, _ = self.run(command, "--fleet", "targets.yaml", "--format", "json", *arguments)
        return code, {one["target"]: one for one in json.loads(out)["targets"]}

    def spoil(self, *numbers: int) -> None:
        """Databases in which the migration must fail."""
        for number in numbers:
            with psycopg.connect(self.urls[number], autocommit=True) as connection:
                connection.execute("CREATE TABLE a (other int)")


@pytest.fixture
def fleet(
    tmp_path: Path, scratch: ScratchServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Fleet]:
    """A project with one migration, and six databases."""
    for variable in ("DATABASE_URL", "MIGRATE_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["schemactl", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        assert isinstance(caught.value.code, int | None)
        return (caught.value.code or 0, *capsys.readouterr())

    assert run("init")[0] == 0
    (tmp_path / "migrations" / "1_a.up.sql").write_text(A, encoding="utf-8")
    assert run("sum")[0] == 0
    with ExitStack() as stack:
        urls = [scratch.plain_conninfo(stack.enter_context(scratch.create())) for _ in range(6)]
        yield Fleet(tmp_path, urls, run)


def test_each_target_is_migrated_and_has_a_history(fleet: Fleet) -> None:
    """All are applied, in the order of the file; a second run has nothing to do; status tells."""
    fleet.file()
    assert {one["state"] for one in fleet.do("status")[1].values()} == {"behind"}
    code, targets = fleet.do("apply")
    assert (code, list(targets)) == (0, ["t0", "t1", "t2", "t3", "t4", "t5"])
    assert [len(one["applied"]) for one in targets.values()] == [1] * 6
    assert [len(one["applied"]) for one in fleet.do("apply")[1].values()] == [0] * 6
    code, targets = fleet.do("status", "--exit-code")
    assert (code, {one["state"] for one in targets.values()}) == (0, {"up_to_date"})


def test_failures_are_told_and_a_second_run_finishes(fleet: Fleet) -> None:
    """What failed is named with its error, all else is done; when the cause is gone the rest is done too."""
    fleet.file()
    url = fleet.urls[4]
    fleet.spoil(4)
    code, targets = fleet.do("apply", "--max-failures", "9")
    assert code == 3
    assert {name: one["ending"] for name, one in targets.items() if one["ending"] != "done"} == {"t4": "failed"}
    assert "no history" in targets["t4"]["error"]["message"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE a")
    code, targets = fleet.do("apply")
    assert (code, [name for name, one in targets.items() if one["applied"]]) == (0, ["t4"])


@pytest.mark.parametrize("row", ["'a', NULL", "'a', ''", "NULL, 'postgresql://x'", "' ', 'postgresql://x'"])
def test_a_query_that_leaves_something_out(fleet: Fleet, row: str) -> None:
    """A target without a URL is not whatever database libpq would take."""
    fleet.file(f'{{url: {json.dumps(fleet.urls[0])}, query: "SELECT {row}"}}')
    code, out, err = fleet.run("status", "--fleet", "targets.yaml")
    assert (code, out) == (2, "")
    assert "in the query's answer" in err


def test_a_canary_goes_first(fleet: Fleet) -> None:
    """If it fails nobody else is touched, however many failures are allowed."""
    fleet.spoil(0)
    fleet.file()
    code, targets = fleet.do("apply", "--canary", "1", "--max-failures", "5")
    assert code == 3
    assert [one["ending"] for one in targets.values()] == ["failed"] + ["not started"] * 5
    assert fleet.do("status")[1]["t1"]["state"] == "behind"


def test_no_more_are_begun_after_so_many_failures(fleet: Fleet) -> None:
    """One at a time: the first two fail, the third is not begun."""
    fleet.spoil(0, 1)
    fleet.file()
    code, targets = fleet.do("apply", "--parallel", "1", "--max-failures", "2")
    assert (code, [one["ending"] for one in targets.values()]) == (3, ["failed"] * 2 + ["not started"] * 4)


def test_people_read_a_line_for_each_target(fleet: Fleet) -> None:
    """Names, what happened, a sum with the way out."""
    fleet.spoil(5)
    fleet.file()
    code, out, err = fleet.run("apply", "--fleet", "targets.yaml", "--max-failures", "6", "--parallel", "1")
    lines = out.splitlines()
    assert (code, len(lines)) == (3, 6)
    assert lines[0].startswith("t0  applied 1 migration (")
    assert lines[5].startswith("t5  FAILED: the database has objects and no history")
    assert "6 targets: 5 done, 1 failed" in err
    assert "run the same again" in err


def test_schemas_of_one_database(fleet: Fleet) -> None:
    """A tenant's objects and history are its own; other tenants are no strangers' objects."""
    url = fleet.urls[0]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute('CREATE SCHEMA tenant_1; CREATE SCHEMA "tenant 2"; CREATE TABLE public.shared ()')
    fleet.file(f"{{url: {json.dumps(url)}, schemas: 'tenant?*'}}")
    code, targets = fleet.do("apply", "--parallel", "1")
    assert (code, [len(one["applied"]) for one in targets.values()]) == (0, [1, 1])
    found = "SELECT table_schema FROM information_schema.tables WHERE table_name = 'a' ORDER BY 1"
    with psycopg.connect(url) as connection:
        assert connection.execute(found).fetchall() == [("tenant 2",), ("tenant_1",)]
    assert [len(one["applied"]) for one in fleet.do("apply")[1].values()] == [0, 0]


def test_databases_by_name_and_targets_by_query(fleet: Fleet) -> None:
    """A glob is matched by the server's databases; a query gives names and URLs."""
    name = conninfo_to_dict(fleet.urls[1])["dbname"]
    fleet.file(f"{{url: {json.dumps(fleet.urls[0])}, databases: '{name}'}}")
    assert list(fleet.do("status")[1]) == [name]
    with psycopg.connect(fleet.urls[0], autocommit=True) as connection:
        connection.execute("CREATE TABLE tenants (name text, url text)")
        connection.cursor().executemany(
            "INSERT INTO tenants VALUES (%s, %s)", [("second", fleet.urls[2]), ("first", fleet.urls[1])]
        )
    fleet.file(f"{{url: {json.dumps(fleet.urls[0])}, query: 'SELECT name, url FROM tenants ORDER BY name'}}")
    assert list(fleet.do("apply")[1]) == ["first", "second"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the fleet has no targets"),
        ("targets: 5", "targets must be a list"),
        ("targets:\n  - {name: a}", "a target needs a url"),
        ("targets:\n  - {url: a, urls: b}", "unknown key urls in a target"),
        ("targets:\n  - {url: a, schemas: b, databases: c}", "databases and schemas exclude each other"),
        ("targets:\n  - {url: '${NOT_SET_ANYWHERE}'}", "the variable NOT_SET_ANYWHERE is not set"),
    ],
)
def test_mistakes_in_the_file(tmp_path: Path, text: str, said: str) -> None:
    """Each is an error with its place."""
    path = tmp_path / "targets.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said.replace("$", r"\$")) as caught:
        read_fleet(path, {})
    assert caught.value.place
    assert caught.value.place.path == str(path)


def test_options_that_are_for_one_database(fleet: Fleet) -> None:
    """They are refused, not left out."""
    fleet.file()
    code, _, err = fleet.run("apply", "--fleet", "targets.yaml", "--url", "postgresql://x")
    assert (code, "--url is for one database" in err) == (2, True)
    assert fleet.run("apply", "--fleet", "targets.yaml", "--shard", "x")[0] == 2


@given(st.sets(st.text(min_size=1)), st.integers(1, 12))
def test_shards_are_a_partition(names: set[str], count: int) -> None:
    """Each member is in exactly one shard."""
    members = [Member(name, Target("")) for name in names]
    shards = [in_shard(members, number, count) for number in range(1, count + 1)]
    assert sorted(one.name for shard in shards for one in shard) == sorted(names)


def test_a_shard_that_there_is_not() -> None:
    """Shards are numbered from one."""
    with pytest.raises(UsageError, match="no shard 0 of 3"):
        in_shard([], 0, 3)


@given(st.integers(0, 30), st.integers(1, 8), st.integers(0, 5), st.integers(1, 5), st.sets(st.integers(0, 30)))
def test_every_member_has_one_outcome(count: int, parallel: int, canary: int, most: int, bad: set[int]) -> None:
    """Whatever fails: in the order of the members, none left out, none done twice."""
    members = [Member(str(number), Target(str(number))) for number in range(count)]
    begun: list[str] = []

    def work(target: Target) -> str:
        begun.append(target.url)
        if int(target.url) in bad:
            raise UsageError("bad")
        return target.url

    outcomes = run_fleet(members, work, Pace(parallel, canary, most), lambda _: None)
    assert [one.member for one in outcomes] == members
    assert sorted(begun) == sorted(one.member.name for one in outcomes if one.ending is not Ending.NOT_STARTED)
    assert {one.member.name for one in outcomes if one.ending is Ending.FAILED} <= {str(number) for number in bad}
    if not bad & set(range(count)):
        assert all(one.ending is Ending.DONE for one in outcomes)


@pytest.mark.parametrize("form", ["", "name: a, ", "databases: '*', ", "query: 'SELECT 1', "])
@pytest.mark.parametrize(
    "url", ["postgresql://u:hunter2@127.0.0.1:1/x", "host=127.0.0.1 port=1 password=hunter2", "hunter2://"]
)
def test_a_password_is_never_shown(fleet: Fleet, form: str, url: str) -> None:
    """Nor in the name of a target that was given none, nor in an error, nor in the JSON."""
    fleet.file(f"{{{form}url: {json.dumps(url)}}}")
    for format in ("text", "json"):
        code, out, err = fleet.run("--debug", "status", "--fleet", "targets.yaml", "--format", format)
        assert code in (2, 3)
        assert "hunter2" not in out.replace("hunter2://", "") + err
