"""Lint's reports for build servers: each is what its reader asks for, and nothing breaks out of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from schemactl.config import LintConfig
from schemactl.errors import Place, UsageError
from schemactl.finding import Effect, Finding, Severity
from schemactl.lint.fingerprint import fingerprints, render_baseline, weigh
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, Report, lint
from schemactl.lint.runners import PLAIN
from schemactl.report.findings import render_findings, render_lines, render_summary, report_document
from schemactl.report.github import SHOWN, render_github
from schemactl.report.gitlab import gitlab_document
from schemactl.report.junit import render_junit
from schemactl.report.markdown import LONGEST, MARK, render_markdown
from schemactl.report.sarif import sarif_document

SARIF_SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
EVIL = 'public."a%\r\n::error::b,c:d"'
"""A name that would end a line, a command and a property."""


def finding(path: str = "migrations/1.sql", line: int = 1, **more: Any) -> Finding:
    """An error about a column, with all fields."""
    found = Finding(
        "column-dropped",
        Severity.ERROR,
        "drops the column users.name with all its values",
        "Stop using it first.",
        "users.name",
        Place(path, line, 13, "ALTER TABLE users DROP COLUMN name;"),
        "SC302",
        Place(path, line, 35),
        "ALTER TABLE users DROP COLUMN name",
        "trace",
        (Effect("users", "ACCESS EXCLUSIVE", "reads and writes", "rewrite", 3, 1200, 4096),),
    )
    return found._replace(**more)


def report(findings: Sequence[Finding], *files: str) -> Report:
    return Report(tuple(findings), files or tuple(dict.fromkeys(one.place.path for one in findings if one.place)))


def linted(*texts: str) -> Report:
    """What lint says of these files, by their texts."""
    rules = active_rules(RULES, LintConfig(), {})
    return lint(Job(tuple(File(f"{number}.sql", text) for number, text in enumerate(texts, 1)), PLAIN, rules))


SAMPLE = (
    "-- schemactl:ignore table-dropped: nobody reads it\nDROP TABLE old;\nALTER TABLE users DROP COLUMN name;",
    "CREATE TABEL x ();",
    "CREATE TABLE fine (id bigint PRIMARY KEY);",
)


def test_sarif_is_valid() -> None:
    """The document keeps to the schema of SARIF 2.1.0: places, rules, suppressions, a file that does not parse."""
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    document = sarif_document(linted(*SAMPLE), RULES)
    jsonschema.validate(document, schema, cls=jsonschema.Draft4Validator)
    run = document["runs"][0]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("syntax error")
    assert by_rule["table-dropped"]["suppressions"] == [{"kind": "inSource", "justification": "nobody reads it"}]
    assert "suppressions" not in by_rule["column-dropped"]
    region = by_rule["column-dropped"]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 31, "endLine": 3, "endColumn": 35}
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(ids[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_sarif_of_nothing_is_valid() -> None:
    """No findings: a run with no results, which closes what an earlier one opened."""
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    document = sarif_document(linted(SAMPLE[2]), RULES)
    jsonschema.validate(document, schema, cls=jsonschema.Draft4Validator)
    assert document["runs"][0]["results"] == []


@pytest.mark.parametrize("path", ["-", "", "a b/ü#1.sql", "a\\b.sql"])
def test_sarif_uris(path: str) -> None:
    """Paths are relative URI references whatever they hold."""
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    document = sarif_document(report([finding(path)]), RULES)
    jsonschema.validate(
        document, schema, cls=jsonschema.Draft4Validator, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )
    uri = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #\\")


def test_github_escapes() -> None:
    """A message and a property end where they should, whatever names are in them; places count from 1."""
    text = render_github(report([finding(f"{EVIL}.sql", message=f"drops {EVIL}", effects=(), end=None)]))
    assert text.count("\n") == 0
    command, _, message = text.partition("::drops")
    assert command == (
        '::error title=column-dropped (SC302),file=public."a%25%0D%0A%3A%3Aerror%3A%3Ab%2Cc%3Ad".sql,line=1,col=13'
    )
    assert message == ' public."a%25%0D%0A::error::b,c:d"%0AInstead: Stop using it first.'


def test_github_shows_the_worst_first_and_says_what_it_hides() -> None:
    """GitHub drops all but ten of a kind: errors stand first, and a last line counts what is not shown."""
    many = [finding(line=line, severity=Severity.WARNING) for line in range(1, SHOWN + 4)]
    lines = render_github(report([*many, finding(line=99)])).splitlines()
    assert lines[0].startswith("::error ")
    assert "line=99" in lines[0]
    assert "3 warnings" in lines[-1]
    assert len(lines) == len(many) + 2


def test_gitlab() -> None:
    """An array of entries with the five fields that GitLab asks for; an empty one where nothing was found."""
    entries = gitlab_document(report([finding("./a.sql"), finding("./a.sql", 9, severity=Severity.INFO)]))
    assert [sorted(entry) for entry in entries] == [
        ["check_name", "description", "fingerprint", "location", "severity"]
    ] * 2
    assert entries[0]["location"] == {"path": "a.sql", "lines": {"begin": 1, "end": 1}}
    assert [entry["severity"] for entry in entries] == ["critical", "info"]
    assert len({entry["fingerprint"] for entry in entries}) == 2
    assert gitlab_document(report([], "a.sql")) == []


def test_junit() -> None:
    """A suite for each file; errors and warnings fail; a clean file has a case that passes; XML whatever is in it."""
    odd = finding("a.sql", message="drops \x00\x1b[31m <b>&", severity=Severity.WARNING)
    note = finding("a.sql", 2, severity=Severity.INFO)
    root = ET.fromstring(render_junit(report([odd, note], "a.sql", "b.sql")))
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    first, second = root.findall("testsuite")
    assert [case.get("name") for case in first] == ["column-dropped at 1:13", "column-dropped at 2:13"]
    failure = first[0].find("failure")
    assert failure is not None
    assert failure.get("type") == "warning"
    assert [case.get("name") for case in second] == ["no findings"]


def test_markdown() -> None:
    """The worst first, nothing of it markup of the file's own, nobody mentioned, no fence broken out of."""
    evil = finding(message="drops `a` <b> @team #1", statement="SELECT '```\n<script>'", severity=Severity.WARNING)
    text = render_markdown(report([evil, finding(line=2)]))
    assert text.startswith(MARK)
    assert text.index("`migrations/1.sql:2:13`") < text.index("`migrations/1.sql:1:13`")
    assert "drops \\`a\\` \\<b\\> &#64;team \\#1" in text
    assert "````sql\nSELECT '```" in text


def test_markdown_keeps_to_what_github_takes() -> None:
    """Ten thousand findings: as long as a comment may be, and the number of those left out is said."""
    text = render_markdown(report([finding(line=line) for line in range(10_000)]))
    assert len(text) <= LONGEST + 1000
    shown = text.count("**column-dropped**")
    assert f"{10_000 - shown} more" in text


def test_text_shows_locks_once_and_notes_in_a_line() -> None:
    """Locks stand with the first finding of a statement; what is only worth knowing takes one line."""
    second = finding(rule="looks-renamed")
    text = render_findings([finding(), second, finding(severity=Severity.INFO)])
    assert text.count("lock: users: ACCESS EXCLUSIVE, blocks reads and writes") == 1
    assert "since line 3, 1,200 rows" in text
    assert text.splitlines()[-1].startswith("info[column-dropped]: drops the column")


def test_text_commands_no_terminal() -> None:
    """Control characters of a file are shown as pictures, and end no line."""
    evil = finding(message=f"drops {EVIL} \x1b[2J", place=Place("a.sql", 1, 1, "SELECT '\x1b]0;x\x07';"))
    for text in (render_findings([evil]), render_lines([evil])):
        assert "\x1b" not in text
        assert "\x07" not in text
        assert not any(line.startswith("::") for line in text.splitlines())


def test_json() -> None:
    """All that text says, as data: counts, places, effects, what was suppressed and why."""
    document = report_document(linted(*SAMPLE))
    assert document["counts"]["error"] == 2
    assert [one["reason"] for one in document["suppressed"]] == ["nobody reads it"]
    assert document["files"] == ["1.sql", "2.sql", "3.sql"]
    effect = report_document(report([finding()]))["findings"][0]["effects"][0]
    assert (effect["lock"], effect["rows"], effect["bytes"]) == ("ACCESS EXCLUSIVE", 1200, 4096)


def test_ten_thousand_findings_are_all_there() -> None:
    """No form leaves one out."""
    many = report([finding(line=line) for line in range(1, 10_001)])
    assert len(sarif_document(many, RULES)["runs"][0]["results"]) == 10_000
    assert len({entry["fingerprint"] for entry in gitlab_document(many)}) == 10_000
    assert render_lines(many.findings).count("\n") == 9_999
    assert render_summary(many.findings, 1) == "10000 errors in 1 file"


def test_a_fingerprint_survives_moved_text() -> None:
    """New lines above and other blanks change no mark; the same statement twice has two marks."""
    before = linted("ALTER TABLE users DROP COLUMN name;").findings
    after = linted("-- new\n\nALTER  TABLE users\n  DROP COLUMN name;").findings
    assert fingerprints(before) == fingerprints(after)
    assert len(set(fingerprints([finding(), finding(line=2)]))) == 2


def test_a_baseline_holds_what_is_known() -> None:
    """What is in it is not shown again; what is new is; what it holds in vain is counted, of the files looked at."""
    old = linted("ALTER TABLE users DROP COLUMN name;", "DROP TABLE x;")
    text = render_baseline(old.findings)
    assert weigh(old.findings, text, "b.json", old.files).findings == ()
    now = linted("\nALTER TABLE users DROP COLUMN name, DROP COLUMN b;")
    weighed = weigh(now.findings, text, "b.json", now.files)
    assert "users.b" in {one.object for one in weighed.findings}
    assert weighed.gone
    only_new = weigh((), text, "b.json", ("3.sql",))
    assert (only_new.known, only_new.gone) == (0, 0)


@pytest.mark.parametrize("text", ["", "[]", '{"findings": 3}', '{"findings": [{"mark": 1}]}', "nonsense"])
def test_a_baseline_that_is_none(text: str) -> None:
    """An error that says how one is written."""
    with pytest.raises(UsageError, match="not a baseline"):
        weigh((), text, "b.json", ())
