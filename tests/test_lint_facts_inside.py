"""The measured statements again, where no text of the file has them: in blocks, functions and texts made there.

Each form is wrapped in a DO block, an EXECUTE, a loop over the catalog, a function, a procedure, and put after what
keeps the server silent. What is found of the bare form must be found of each of these, and nothing else.
With SCHEMACTL_ALL_FORMS each wrapper takes every form; else, to save time, every other slow and every fourth harmless
one, each wrapper others than its neighbour.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest
from test_lint_facts import CASES, DESTRUCTIVE, blocking, is_slow, load, setup_of

from schemactl.config import LintConfig
from schemactl.errors import SourceError
from schemactl.finding import Finding, Severity
from schemactl.lint.check import check, confirm, table_of
from schemactl.lint.live import Live, open_live
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.run import File, Job, lint
from schemactl.lint.runners import Runner
from schemactl.lint.schema import Schema
from schemactl.lint.script import Mode, Script, read_script
from schemactl.lint.trace.model import Trial
from schemactl.pgsql import quote_literal, split_statements

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

pytestmark = pytest.mark.skipif(not CASES, reason="no ../shared/lint-corpus here")

ACTIVE = active_rules(RULES, LintConfig(), {})
TABLE = table_of(ACTIVE)
BY_NAME = {rule.name: rule for rule in RULES}
TABLES = ("t", "nt", "pt", "ptd", "fkchild", "fkchild2", "newp", "inhfree", "ul", "mv")


def statements(sql: str) -> list[str]:
    return [one.sql.rstrip("; \n") for one in split_statements(sql)]


def body(sql: str) -> str:
    """The statements as a block holds them."""
    return " ".join(f"{one};" for one in statements(sql))


def executed(sql: str) -> str:
    """The statements as texts."""
    return " ".join(f"EXECUTE {quote_literal(one)};" for one in statements(sql))


def looped(sql: str) -> str:
    """The statements as texts that nobody knows: with a name that a query of the catalog gives, or at least a part."""
    parts = []
    for one in statements(sql):
        table = next((name for name in TABLES if re.search(rf"(?<![.\w]){name}\b", one)), "t")
        pattern = re.sub(rf"(?<![.\w]){table}\b", "%1$I", one.replace("%", "%%"), count=1)
        text = f"format({quote_literal(pattern)}, r.relname)" if pattern != one else f"{quote_literal(one)} || r.blank"
        query = f"SELECT relname, left(relname, 0) AS blank FROM pg_catalog.pg_class WHERE relname = '{table}'"
        parts.append(f"FOR r IN {query} LOOP EXECUTE {text}; END LOOP;")
    return " ".join(parts)


def function(language: str, inside: str, *, kind: str = "FUNCTION", declared: str = "") -> str:
    result = "RETURNS void " if kind == "FUNCTION" else ""
    text = f"{declared} BEGIN {inside} END" if language == "plpgsql" else f"{inside} SELECT"
    return f"CREATE {kind} work9() {result}LANGUAGE {language} SET client_min_messages = error AS $w$ {text} $w$;"


@dataclass(frozen=True)
class Wrapper:
    """text: the file that holds a form. before: the file before it. is_known: whether text alone tells what is run."""

    text: Callable[[str], str]
    before: Callable[[str], str] | None = None
    is_known: bool = True
    mode: Mode = Mode.FILE


LOOP = "DECLARE r record;"
CATCH = "EXCEPTION WHEN unique_violation THEN NULL;"
WRAPPERS = {
    "block": Wrapper(lambda sql: f"DO $w$ BEGIN {body(sql)} END $w$;"),
    "text": Wrapper(lambda sql: f"DO $w$ BEGIN {executed(sql)} END $w$;"),
    "loop": Wrapper(lambda sql: f"DO $w$ {LOOP} BEGIN {looped(sql)} END $w$;", is_known=False),
    "guarded": Wrapper(lambda sql: f"DO $w$ BEGIN BEGIN {body(sql)} {CATCH} END; END $w$;"),
    "function": Wrapper(lambda sql: f"{function('plpgsql', body(sql))} SELECT work9();"),
    "procedure": Wrapper(lambda sql: f"{function('plpgsql', body(sql), kind='PROCEDURE')} CALL work9();"),
    "earlier": Wrapper(lambda _: "SELECT work9();", lambda sql: function("sql", body(sql))),
    "helper": Wrapper(
        lambda _: "DO $w$ BEGIN PERFORM work9(); END $w$;",
        lambda sql: function("plpgsql", looped(sql), declared=LOOP),
        is_known=False,
    ),
    "quiet": Wrapper(lambda sql: f"SET client_min_messages = error; {body(sql)}"),
    "local": Wrapper(lambda sql: f"BEGIN; SET LOCAL client_min_messages = error; {body(sql)} COMMIT;", mode=Mode.EACH),
}
NOT_INSIDE = {
    "select_for_update",  # PL/pgSQL: its rows go nowhere
    "create_function",  # a block in a block
}
"""Forms that a block cannot hold."""
REFUSED = {("enum_created_and_used_same_tx", "guarded")}
"""A label of an enum is refused in the subtransaction that adds it, and that is what is found."""


def told(findings: Iterable[Finding]) -> set[str]:
    """Rules that say something of weight; not that something is not looked at."""
    return {one.rule for one in findings if one.severity is not Severity.INFO and one.rule != "unchecked-sql"}


def setup_script(name: str) -> Script:
    return read_script("0.sql", ";\n".join(part.rstrip("; \n") for part in setup_of(load(name))) + ";", Mode.EACH)


KNOWN: dict[str, Schema] = {}


def traced(scratch: ScratchServer, name: str, wrapper: Wrapper) -> list[Finding]:
    """What lint says of a wrapped form that it runs; the state before is read once for each form."""
    sql, runner = load(name)["sql"], Runner("facts", wrapper.mode)
    with open_live(scratch, [setup_script(name)]) as live:
        if wrapper.before:
            run(live, wrapper.before(sql), Mode.FILE)
        if name not in KNOWN:
            KNOWN[name] = live.schema()
        schema = copy.deepcopy(KNOWN[name])
        script, trial = run(live, wrapper.text(sql), wrapper.mode)
        found = check(script, schema, TABLE, runner=runner, version=scratch.version, trial=trial)
        late = [one for each in found.pending for one in confirm(each, schema, BY_NAME[each.finding.rule])]
        return [*found.findings, *late]


def run(live: Live, text: str, mode: Mode) -> tuple[Script, Trial]:
    script = read_script("1.sql", text, mode)
    assert not script.fault, text
    return script, Trial(live.run(script, is_partial=False))


def untraced(name: str, wrapper: Wrapper) -> list[Finding]:
    """What lint says of a wrapped form by its text."""
    sql = load(name)["sql"]
    before = [File("1.sql", wrapper.before(sql), is_wanted=False)] if wrapper.before else []
    files = (File("0.sql", setup_script(name).text, is_wanted=False), *before, File("2.sql", wrapper.text(sql)))
    return list(lint(Job(files, Runner("facts", wrapper.mode), ACTIVE)).findings)


BARE = Wrapper(body)


@cache
def bare(scratch: ScratchServer, name: str) -> frozenset[str]:
    return frozenset(told(traced(scratch, name, BARE)))


@cache
def bare_text(name: str) -> set[str]:
    return told(untraced(name, BARE))


def chosen(major: int, wrapped: str) -> list[tuple[str, bool]]:
    """The forms that a wrapper takes."""
    turn = list(WRAPPERS).index(wrapped)
    is_all = "SCHEMACTL_ALL_FORMS" in os.environ
    slow = [one for one in forms(major) if one[1]]
    harmless = [one for one in forms(major) if not one[1]]
    some = (slow, harmless) if is_all else (slow[turn % 2 :: 2], harmless[turn % 4 :: 4])
    return [one for each in some for one in each if (one[0], wrapped) not in REFUSED]


@cache
def forms(major: int) -> tuple[tuple[str, bool], ...]:
    """The forms that run on a major, and whether each is slow."""
    known = ((name, load(name)["by_version"].get(str(major))) for name in CASES)
    return tuple(
        (name, is_slow(wanted))
        for name, wanted in known
        if wanted and "error" not in wanted and name not in NOT_INSIDE | DESTRUCTIVE
    )


@pytest.mark.parametrize("wrapped", WRAPPERS)
def test_what_is_wrapped_is_found_as_if_it_were_bare(scratch: ScratchServer, major: int, wrapped: str) -> None:
    """Slow forms by the same rules, and harmless ones are not called slow."""
    wrong = []
    for name, slow in chosen(major, wrapped):
        try:
            found = traced(scratch, name, WRAPPERS[wrapped])
            wanted = bare(scratch, name)
        except SourceError as error:
            if "is not available" in str(error):
                continue
            raise
        if told(found) != wanted or bool(blocking(tuple(found))) != slow:
            wrong.append(f"{name} (slow: {slow}): {sorted(told(found))}, bare {sorted(wanted)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("wrapped", [name for name, one in WRAPPERS.items() if one.is_known])
def test_the_text_alone_is_enough_where_it_is_known(major: int, wrapped: str) -> None:
    """Without a server the same is said of a form and of each wrapper with its text."""
    wrong = []
    for name, slow in forms(major):
        found, wanted = told(untraced(name, WRAPPERS[wrapped])), bare_text(name)
        if found != wanted:
            wrong.append(f"{name} (slow: {slow}): {sorted(found)}, bare {sorted(wanted)}")
    assert not wrong, "\n".join(wrong)
