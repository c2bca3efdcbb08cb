"""What a project may say of rules: severities, groups, objects and paths let pass, house rules, suppressions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from schemactl.config import load_config
from schemactl.errors import ConfigError, UsageError
from schemactl.finding import Finding, Severity
from schemactl.lint.changes import CreateTable
from schemactl.lint.model import Hit, Rule
from schemactl.lint.policy import active_rules, installed_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, Report, lint
from schemactl.lint.runners import PLAIN

HOUSE = Rule(
    name="acme-owner",
    code="ACME1",
    severity=Severity.WARNING,
    on=(CreateTable,),
    check=lambda change, _: [Hit(f"{change.table} has no owner", str(change.table))],
    summary="A table without an owner",
    problem="Nobody answers for it.",
    remedy="COMMENT ON TABLE with a team.",
    bad="CREATE TABLE a (id bigint PRIMARY KEY);",
    good="",
)


def run(
    folder: Path, settings: str, sql: str, *, path: str = "1.sql", chosen: Mapping[str, str] | None = None
) -> Report:
    """Lint one file under a `lint:` section."""
    text = "schema: schema.sql\nmigrations: migrations\n" + dedent(settings)
    (folder / "atlas-like.yaml").write_text(text)
    config = load_config(folder / "atlas-like.yaml", None, {})
    rules = active_rules((*RULES, HOUSE), config.lint, chosen or {})
    return lint(Job((File(path, sql),), PLAIN, rules))


def found(report: Report, *names: str) -> list[Finding]:
    return [one for one in report.findings if one.rule in names]


DROPS = "DROP TABLE tmp_a;\nDROP TABLE b;\nALTER TABLE app.c DROP COLUMN d;"


def test_destructive_statements_are_errors(tmp_path: Path) -> None:
    """Without a word in the configuration."""
    drops = found(run(tmp_path, "", DROPS), "table-dropped", "column-dropped")
    assert [one.severity for one in drops] == [Severity.ERROR] * 3


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ("lint: {rules: {destructive: {allow: [tmp_*]}}}", ["b", "app.c.d"]),
        ("lint: {rules: {SC3: {allow: ['*']}}}", []),
        ("lint: {rules: {table-dropped: {allow: tmp_a}}}", ["b", "app.c.d"]),
        ("lint: {rules: {column-dropped: {allow: [app.c]}}}", ["tmp_a", "b"]),
        ("lint: {rules: {destructive: {allow: [app.*]}}}", ["tmp_a", "b"]),
        ("lint: {destructive: 'off'}", []),
        ("lint: {rules: {destructive: {except_paths: ['1.sql']}}}", []),
        ("lint: {rules: {destructive: {except_paths: [other]}}}", ["tmp_a", "b", "app.c.d"]),
        ("lint: {rules: {SC301: off}}", ["app.c.d"]),
        ("lint: {rules: {squawk:ban-drop-table: off}}", ["app.c.d"]),
        ("lint: {rules: {ban-drop-table: off}}", ["app.c.d"]),
    ],
)
def test_what_a_project_lets_pass(tmp_path: Path, settings: str, left: list[str]) -> None:
    """By rule, code, group, another tool's name; for objects and for files."""
    assert [one.object for one in found(run(tmp_path, settings, DROPS), "table-dropped", "column-dropped")] == left


@pytest.mark.parametrize("path", ["old/1.sql", "migrations/old/1.sql", "migrations/old/deep/1.sql"])
def test_paths_that_are_let_pass(tmp_path: Path, path: str) -> None:
    """A folder stands for all below it, a pattern also for the end of a path."""
    for pattern in ("old", "migrations/old", "old/*"):
        settings = f"lint: {{rules: {{destructive: {{except_paths: ['{pattern}']}}}}}}"
        is_below = pattern != "migrations/old" or path.startswith("migrations")
        assert bool(found(run(tmp_path, settings, DROPS, path=path), "table-dropped")) is not is_below


def test_the_command_line_wins(tmp_path: Path) -> None:
    """A severity that `--rule` says is the one that holds; the options of the file stay."""
    settings = "lint: {rules: {table-dropped: {severity: off, allow: [b]}}}"
    report = run(tmp_path, settings, DROPS, chosen={"SC3": "info"})
    assert [(one.object, one.severity) for one in found(report, "table-dropped")] == [("tmp_a", Severity.INFO)]


def test_a_rule_that_is_off_is_turned_on_by_its_name(tmp_path: Path) -> None:
    """Naming it is enough; naming its group is not."""
    sql = "CREATE TABLE a (id bigint PRIMARY KEY, name varchar(3));"
    assert not found(run(tmp_path, "", sql), "prefer-text")
    assert found(run(tmp_path, "", sql, chosen={"prefer-text": ""}), "prefer-text")
    assert not found(run(tmp_path, "lint: {rules: {SC7: {except_paths: [x]}}}", sql), "prefer-text")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("lint: {rules: {tabel-dropped: off}}", "no lint rule 'tabel-dropped'"),
        ("lint: {rules: {table-dropped: {alow: [a]}}}", "table-dropped has no option 'alow'"),
        ("lint: {rules: {destructive: {types: [a]}}}", "destructive has no option 'types'"),
        ("lint: {rules: {naming: {table: '('}}}", "no regular expression"),
    ],
)
def test_settings_that_mean_nothing(tmp_path: Path, settings: str, message: str) -> None:
    """A slip of the pen turns nothing off in silence."""
    with pytest.raises(ConfigError, match=message):
        run(tmp_path, settings, "CREATE TABLE a (id bigint PRIMARY KEY);")


def test_house_rules_of_the_configuration(tmp_path: Path) -> None:
    """Names, types, columns and comments that a project asks for."""
    settings = """
        lint:
          rules:
            naming: {table: "[a-z_]+", type: ".*_kind"}
            forbidden-type: {types: {money: numeric}}
            required-columns: {columns: [created_at], comment: true}
    """
    sql = 'CREATE TABLE "Bad" (id bigint PRIMARY KEY, price money);\nCREATE TYPE mood AS ENUM ();'
    report = run(tmp_path, settings, sql)
    assert [one.message for one in found(report, "naming")] == [
        "the name of the table Bad does not match [a-z_]+",
        "the name of the type mood does not match .*_kind",
    ]
    assert found(report, "forbidden-type")
    assert {"created_at" in one.message for one in found(report, "required-columns")} == {True, False}


def test_house_rules_as_functions(tmp_path: Path) -> None:
    """A rule of another package is one like ours: with a severity, a suppression by its name."""
    tables = "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigint PRIMARY KEY);"
    sql = f"-- schemactl:ignore acme-owner: a test\n{tables}"
    report = run(tmp_path, "lint: {rules: {acme-owner: error}}", sql)
    assert [(one.object, one.severity) for one in found(report, "acme-owner")] == [("b", Severity.ERROR)]
    assert not found(report, "suppression-unknown", "suppression-unused")


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> None:
    """A package with an entry point, on the path."""
    (folder / f"{name}.py").write_text(code)
    info = folder / "acme_rules-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[schemactl.lint_rules]\nacme = {name}:RULES\n")
    monkeypatch.syspath_prepend(str(folder))


CODE = """
from schemactl.finding import Severity
from schemactl.lint.changes import CreateTable
from schemactl.lint.model import Hit, Rule

RULES = [Rule("acme", "ACME2", Severity.ERROR, (CreateTable,), lambda c, _: [Hit("no")], "s", "p.", "r", "b", "g")]
"""


def test_installed_rules_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point of the group schemactl.lint_rules is a rule, or several."""
    install(tmp_path, monkeypatch, "acme_rules", CODE)
    assert "acme" in [rule.name for rule in installed_rules()]


def test_an_entry_point_that_is_no_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is named, with what it points to."""
    install(tmp_path, monkeypatch, "acme_nothing", "RULES = [3]")
    with pytest.raises(UsageError, match="acme_nothing:RULES"):
        installed_rules()
