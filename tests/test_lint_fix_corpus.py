"""`lint --fix` of all files of the shared corpus: whatever it changes is better, and leads to the same database.

The cases lie beside this repository, in ../shared/lint-corpus: measured facts, and those of other linters; where they
are not, nothing is tested. The original and the new file are run as psql runs them, by nothing that lint shares, and
compared by our own reader and by pg_dump.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from schemactl.catalog.read import read_catalog
from schemactl.config import LintConfig
from schemactl.finding import Finding, Severity
from schemactl.lint.fix import Fixed, fix
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN, SCHEMACTL
from schemactl.pgsql import split_statements
from schemactl.plan.rewrite import REWRITERS
from schemactl.source.roles import make_placeholder_roles

if TYPE_CHECKING:
    from second_look import SecondLook

    from schemactl.server import ScratchServer

FOLDER = Path(__file__).parent.parent.parent / "shared" / "lint-corpus"
CASES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/**/*.json"))

pytestmark = pytest.mark.skipif(not CASES, reason="no ../shared/lint-corpus here")


def files_of(case: dict[str, Any]) -> tuple[File, ...]:
    """The file of a case, after what is there before; skips where there is nothing to fix."""
    if "steps" in case:
        files = tuple(File(f"{number}.sql", step["sql"]) for number, step in enumerate(case["steps"]))
    else:
        setup = ";".join(filter(None, [case.get("setup"), case.get("setup_more")]))
        if "EXT " in setup:
            pytest.skip("needs an extension")
        files = (File("0.sql", setup.replace("create role r1 nologin;", "")), File("1.sql", case["sql"]))
    return tuple(File(file.path, file.text, is_wanted=file is files[-1]) for file in files)


def found_in(job: Job) -> list[Finding]:
    return list(lint(job).findings)


def run(conninfo: str, text: str) -> None:
    """As psql does: each statement by itself."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for statement in split_statements(text):
            connection.execute(statement.sql.encode())


@pytest.mark.parametrize("name", CASES)
def test_what_is_fixed_is_better_and_the_same(scratch: ScratchServer, second_look: SecondLook, name: str) -> None:
    """No finding that was fixed is left, there is no new error, and both readers see one database."""
    case = json.loads((FOLDER / name).read_text())
    files = files_of(case)
    for runner in (PLAIN, SCHEMACTL) if name.startswith("pg_facts/") else (PLAIN,):
        job = Job(files, runner, active_rules(RULES, LintConfig(), {}), lambda: nullcontext(scratch))
        fixed = fix(job)[0]
        if fixed.before == fixed.after:
            continue
        before = found_in(job)
        after = found_in(Job((*files[:-1], File("1.sql", fixed.after)), runner, job.rules, job.server))
        assert len(_fixable(after)) < len(_fixable(before))
        known = {one.rule for one in before if one.severity is not Severity.INFO}
        assert {one.rule for one in after if one.severity is Severity.ERROR} <= known
        _compare(scratch, second_look, files, fixed)


def _fixable(findings: list[Finding]) -> list[str]:
    return [one.rule for one in findings if one.rule in REWRITERS]


def _compare(scratch: ScratchServer, second_look: SecondLook, files: tuple[File, ...], fixed: Fixed) -> None:
    with scratch.create() as one, scratch.create() as other:
        for database, text in ((one, fixed.before), (other, fixed.after)):
            with psycopg.connect(scratch.plain_conninfo(database), autocommit=True) as connection:
                make_placeholder_roles(connection, ["r1"])
            for sql in (*(file.text for file in files[:-1]), text):
                run(scratch.plain_conninfo(database), sql)
        conninfos = (scratch.conninfo(one), scratch.conninfo(other))
        catalogs = []
        for conninfo in conninfos:
            with psycopg.connect(conninfo, autocommit=True) as connection:
                catalogs.append(read_catalog(connection))
        assert catalogs[0].objects == catalogs[1].objects
        second_look.compare(*conninfos, "after the fixed file")
