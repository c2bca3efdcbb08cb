"""`schemactl lint` as a user calls it: which files, which form, which exit code, and files that are none."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from schemactl.cli import main as cli

Run = Callable[..., SimpleNamespace]
DROP = "DROP TABLE users;\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `schemactl lint --static` in an empty folder, with bytes on standard input if there are any."""
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, given: bytes = b"") -> SimpleNamespace:
        monkeypatch.setattr(sys, "argv", ["schemactl", "lint", "--static", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        with pytest.raises(SystemExit) as caught:
            cli.main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=caught.value.code or 0, out=out, err=err)

    return call


def write(path: str, text: str | bytes) -> str:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def places(outcome: SimpleNamespace, rule: str) -> list[tuple[str, int, int]]:
    """Where a rule was found, from a JSON report."""
    found = json.loads(outcome.out)["findings"]
    return [
        (one["place"]["path"], one["place"]["line"], one["place"]["column"]) for one in found if one["rule"] == rule
    ]


def test_a_folder_with_nothing_in_it(run: Run) -> None:
    """2, with what was looked for; a folder for each migration is something."""
    Path("empty").mkdir()
    found = run("empty")
    assert (found.code, "nothing to lint in empty" in found.err, "migration.sql" in found.err) == (2, True, True)
    write("prisma/migrations/1_a/migration.sql", DROP)
    assert run("prisma").code == 1


def test_exit_codes(run: Run) -> None:
    """1 for errors, or from what --fail-on says; 0 with --exit-zero; 2 for a severity that is none."""
    drop = write("a.sql", DROP)
    warn = write("b.sql", "CREATE TABLE a (at timestamp, id bigint PRIMARY KEY);")
    assert run(drop).code == 1
    assert run(drop, "--exit-zero").code == 0
    assert run(warn).code == 0
    assert run(warn, "--fail-on", "warning").code == 1
    assert run(warn, "--fail-on", "never").code == 2
    assert run("nowhere.sql").code == 2
    assert run(drop, "--rule", "no-such-rule=off").code == 2


@pytest.mark.parametrize("form", ["text", "json", "lines", "github", "sarif", "gitlab", "junit", "markdown"])
def test_every_form(run: Run, form: str) -> None:
    """Each names the rule and the file, and the exit code is the same."""
    outcome = run(write("a.sql", DROP), "--format", form)
    assert outcome.code == 1
    assert "table-dropped" in outcome.out
    assert "a.sql" in outcome.out
    if form in ("json", "sarif", "gitlab"):
        json.loads(outcome.out)


def test_github_summary(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job's page gets what annotations leave out; paths start from the top of the repository."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    write("db/a.sql", DROP)
    monkeypatch.chdir(tmp_path / "db")
    outcome = run("a.sql", "--format", "github")
    assert "file=db/a.sql,line=1,col=12" in outcome.out
    assert "table-dropped" in (tmp_path / "summary.md").read_text()


def test_places_count_from_one_whatever_the_bytes(run: Run) -> None:
    """Characters, not bytes; CRLF is one line end; a byte order mark is no character."""
    text = "-- ünï 🎉\r\n/* ü */ DROP TABLE users;\r\n"
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode()):
        write("a.sql", data)
        assert places(run("a.sql", "--format", "json"), "table-dropped") == [("a.sql", 2, 20)]
        outcome = run("-", "--stdin-filename", "x.sql", "--format", "json", given=data)
        assert places(outcome, "table-dropped") == [("x.sql", 2, 20)]


def test_what_is_no_sql(run: Run) -> None:
    """Binary, empty, blank, NUL, Latin-1, half a statement: a finding at its place, and the others are linted."""
    write("0.sql", bytes(range(256)))
    write("1.sql", b"")
    write("2.sql", b"  \n-- nothing\n")
    write("3.sql", b"SELECT 1;\nSELECT '\x00';")
    write("4.sql", "SELECT 1;\nSELECT 'ü';".encode("latin-1"))
    write("5.sql", b"SELECT 1;\nCREATE TABLE (")
    write("6.sql", DROP)
    outcome = run(".", "--format", "json")
    assert outcome.code == 1
    assert [place[:2] for place in places(outcome, "syntax-error")] == [
        ("0.sql", 2),
        ("3.sql", 2),
        ("4.sql", 2),
        ("5.sql", 2),
    ]
    assert places(outcome, "table-dropped") == [("6.sql", 1, 12)]
    assert run("-", given=b"\xff\xfe").code == 1


def test_deep_and_long(run: Run) -> None:
    """Expressions nested a thousand deep, a line of a megabyte: linted, not crashed."""
    write("a.sql", f"SELECT {'(' * 1000}1{')' * 1000};\nSELECT '{'x' * 1_000_000}';\n" + DROP)
    assert places(run("a.sql", "--format", "json"), "table-dropped") == [("a.sql", 3, 12)]


def test_ten_thousand_findings(run: Run) -> None:
    """All are shown."""
    write("a.sql", "".join(f"DROP TABLE t{number};\n" for number in range(10_000)))
    assert len(places(run("a.sql", "--format", "json"), "table-dropped")) == 10_000
    assert run("a.sql", "--format", "lines").out.count("[table-dropped]") == 10_000
    outcome = run("a.sql", "--format", "sarif")
    assert len(json.loads(outcome.out)["runs"][0]["results"]) >= 10_000
    assert "GitHub keeps 5,000 results" in outcome.err


def test_the_baseline(run: Run) -> None:
    """What was there when it was written is not shown; `--baseline` names another file."""
    write("m/1.sql", DROP)
    assert run("m", "--write-baseline", "known.json").code == 0
    outcome = run("m", "--baseline", "known.json")
    assert outcome.code == 0
    assert "of the baseline not shown" in outcome.err
    write("m/2.sql", "DROP TABLE more;")
    assert run("m", "--baseline", "known.json").code == 1
    write("m/1.sql", "SELECT 1;")
    assert "found no longer" in run("m", "--baseline", "known.json").err
    assert run("m", "--baseline", write("bad.json", "[]")).code == 2
    assert run("m", "--baseline", "nowhere.json").code == 2


def test_rules_are_listed(run: Run) -> None:
    """With the severities that they have here."""
    outcome = run("--rules", "--rule", "SC301=info", "--format", "json")
    rules = {row["rule"]: row["severity"] for row in json.loads(outcome.out)["rules"]}
    assert (rules["table-dropped"], rules["column-dropped"], rules["prefer-text"]) == ("info", "error", "off")
    assert "SC301  error" in run("--rules").out


def git(*arguments: str) -> None:
    identity = (
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    )
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_what_the_base_branch_does_not_have(run: Run) -> None:
    """Files added or edited on this branch, committed or not; `--since` names another base."""
    write("atlas-like.yaml", "schema: s.sql\nmigrations: m\n")
    write("m/1_a.up.sql", DROP)
    git("init")
    git("add", ".")
    git("commit", "-m", "a")
    git("checkout", "-b", "work")
    write("m/2_b.up.sql", DROP)
    git("add", ".")
    git("commit", "-m", "b")
    write("m/3_c.up.sql", DROP)
    outcome: Any = json.loads(run("--format", "json").out)
    assert outcome["files"] == ["m/2_b.up.sql", "m/3_c.up.sql"]
    assert outcome["notes"] == ["compared with main"]
    assert json.loads(run("--format", "json", "--since", "HEAD").out)["files"] == ["m/3_c.up.sql"]
    assert json.loads(run("--format", "json", "--latest", "1").out)["files"] == ["m/3_c.up.sql"]
    assert run("--since", "nothing").code == 2


def test_a_shallow_clone_is_compared_with_the_tip_of_its_base(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git does not say what both have in common; every file that the base does not have is looked at."""
    write("origin/atlas-like.yaml", "schema: s.sql\nmigrations: m\n")
    write("origin/m/1_a.up.sql", DROP)
    git("-C", "origin", "init")
    git("-C", "origin", "add", ".")
    git("-C", "origin", "commit", "-m", "a")
    git("-C", "origin", "checkout", "-b", "work")
    for name in ("2_b", "3_c"):
        write(f"origin/m/{name}.up.sql", DROP)
        git("-C", "origin", "add", ".")
        git("-C", "origin", "commit", "-m", name)
    git("-C", "origin", "checkout", "main")
    git("clone", "--depth", "1", "--branch", "work", f"file://{tmp_path}/origin", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    outcome = run("--format", "json")
    assert (outcome.code, "git fetch --depth 1 origin main" in outcome.out + outcome.err) == (2, True)
    git("fetch", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    document: Any = json.loads(run("--format", "json").out)
    assert document["files"] == ["m/2_b.up.sql", "m/3_c.up.sql"]
    assert document["notes"] == ["compared with origin/main"]


def test_without_a_commit_all_is_new(run: Run) -> None:
    """A new repository has no base branch, and nothing in it has been looked at."""
    write("atlas-like.yaml", "schema: s.sql\nmigrations: m\n")
    write("m/1_a.up.sql", DROP)
    write("m/2_b.up.sql", DROP)
    git("init")
    outcome: Any = json.loads(run("--format", "json").out)
    assert outcome["files"] == ["m/1_a.up.sql", "m/2_b.up.sql"]
