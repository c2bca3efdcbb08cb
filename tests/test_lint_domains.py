"""What lint knows of the constraints of domains, from one statement to the next."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from schemactl.config import LintConfig
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import PLAIN

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

GIVEN = """
CREATE TABLE t (id int PRIMARY KEY);
CREATE DOMAIN plain AS int;
CREATE DOMAIN checked AS int CHECK (value > 0);
CREATE DOMAIN filled AS int NOT NULL;
CREATE DOMAIN twice AS int NOT NULL CONSTRAINT low CHECK (value > 0) CHECK (value < 9);
"""
CONSTRAINED = {
    "plain": {
        "": False,
        "ALTER DOMAIN plain ADD CHECK (value > 0) NOT VALID;": True,
        "ALTER DOMAIN plain SET NOT NULL;": True,
        "ALTER DOMAIN plain ADD CONSTRAINT c CHECK (value > 0); ALTER DOMAIN plain DROP CONSTRAINT c;": False,
        "ALTER DOMAIN plain ADD CHECK (value > 0); ALTER DOMAIN plain DROP CONSTRAINT plain_check;": False,
        "ALTER DOMAIN plain SET NOT NULL; ALTER DOMAIN plain DROP NOT NULL;": False,
        "ALTER DOMAIN plain SET DEFAULT 5;": False,
        "ALTER DOMAIN plain DROP CONSTRAINT IF EXISTS c;": False,
    },
    "checked": {
        "": True,
        "ALTER DOMAIN checked DROP CONSTRAINT checked_check;": False,
        "ALTER DOMAIN checked DROP NOT NULL;": True,
        "ALTER DOMAIN checked RENAME CONSTRAINT checked_check TO c;": True,
        "ALTER DOMAIN checked RENAME CONSTRAINT checked_check TO c; ALTER DOMAIN checked DROP CONSTRAINT c;": False,
        "DROP DOMAIN checked; CREATE DOMAIN checked AS int;": False,
        "DROP DOMAIN plain; ALTER DOMAIN checked RENAME TO plain; CREATE DOMAIN checked AS int;": False,
    },
    "filled": {
        "": True,
        "ALTER DOMAIN filled DROP NOT NULL;": False,
        "ALTER DOMAIN filled SET NOT NULL; ALTER DOMAIN filled DROP NOT NULL;": False,
        "ALTER DOMAIN filled ADD CHECK (value > 0); ALTER DOMAIN filled DROP NOT NULL;": True,
    },
    "twice": {
        "ALTER DOMAIN twice DROP NOT NULL;": True,
        "ALTER DOMAIN twice DROP NOT NULL; ALTER DOMAIN twice DROP CONSTRAINT low;": True,
        "ALTER DOMAIN twice DROP NOT NULL; ALTER DOMAIN twice DROP CONSTRAINT low;"
        " ALTER DOMAIN twice DROP CONSTRAINT twice_check;": False,
    },
}
CASES = [(domain, sql) for domain, cases in CONSTRAINED.items() for sql in cases]


@pytest.mark.parametrize("is_run", [False, True], ids=["text", "run"])
@pytest.mark.parametrize(("domain", "sql"), CASES)
def test_a_column_of_a_domain(scratch: ScratchServer, domain: str, sql: str, is_run: bool) -> None:
    """It rewrites its table as long as the domain has a constraint, by the text alone and as the server shows it."""
    files = (File("1.sql", GIVEN, is_wanted=False), File("2.sql", f"{sql}\nALTER TABLE t ADD COLUMN x {domain};"))
    server = (lambda: nullcontext(scratch)) if is_run else None
    found = lint(Job(files, PLAIN, active_rules(RULES, LintConfig(), {}), server)).findings
    assert ("constrained-domain-rewrites" in {one.rule for one in found}) is CONSTRAINED[domain][sql]
