"""Which migrations make something that depends on when they run: partitions "of today", names made of now().

Comes in: migrations, and what a replay of them has found. Goes out: a finding for each that may be why. A default or a
row with now() is no such thing: only what is built or bounded by it is another schema on another day.
Pure. Must never know: servers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemactl.code import Code, read_statements
from schemactl.errors import Place, SourceError
from schemactl.finding import Finding, Severity
from schemactl.migrations.files import Migration
from schemactl.pgsql import Statement, messages, tokens, top_node

CLOCK = frozenset(
    "now current_date current_timestamp current_time localtime localtimestamp clock_timestamp statement_timestamp"
    " transaction_timestamp timeofday random random_normal gen_random_uuid uuidv4 uuidv7 uuid_generate_v4".split()
)
BUILDS = frozenset({"execute", "partition"})
"""Words of code that makes objects from values: SQL put together, bounds of partitions."""
REPLAYS = frozenset({"replay", "down", "up-again", "behind-base-replay"})
ONLY_WANTED = "only the desired schema has it"
"""How what is said of an object ends that the migrations do not make."""
REMEDY = (
    "write the values of one day as constants; or leave such objects to a job that makes them, and name them in "
    "diff.exclude"
)


@dataclass(frozen=True, slots=True)
class Reads:
    """A statement that builds with `word`, which has another value each time."""

    word: str
    place: Place


def clock_findings(migrations: Sequence[Migration], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """For what differs or fails where the time of the run may be why."""
    if not any(one.rule in REPLAYS or one.rule == "differs" for one in findings):
        return ()
    found = dict(_readers(migrations))
    if not found or not any(_may_be_why(one, migrations, found) for one in findings):
        return ()
    return tuple(
        Finding(
            "clock",
            Severity.ERROR,
            f"{migrations[n].up_path.name} makes what depends on when it runs ({reads.word}): on another day it leads"
            " elsewhere, and the differences or failures above may come of that",
            REMEDY,
            place=reads.place,
        )
        for n, reads in found.items()
    )


def _may_be_why(finding: Finding, migrations: Sequence[Migration], found: Mapping[int, Reads]) -> bool:
    """A file that fails at or after one that reads the clock; a bound, or an object whose name no file has."""
    if finding.rule in REPLAYS:
        path = finding.place.path if finding.place else ""
        return any(path in (str(one.up_path), str(one.down_path)) for one in migrations[min(found) :])
    if finding.rule != "differs":
        return False
    name = finding.object.rpartition(".")[2].partition("(")[0]
    is_unnamed = not any(name in one.up_sql for one in migrations)
    return (is_unnamed and not finding.message.endswith(ONLY_WANTED)) or "partition_bound" in finding.message


def _readers(migrations: Sequence[Migration]) -> Iterator[tuple[int, Reads]]:
    """The number of each migration that builds with the clock, and its first statement that does."""
    functions: set[str] = set()
    for n, migration in enumerate(migrations):
        text = migration.up_sql.lower()
        if any(word in text for word in CLOCK | functions):  # cheap: most files are not parsed
            reads = [found for one in _statements(migration) if (found := _read(one, functions))]
            yield from ((n, one) for one in reads[:1])


def _statements(migration: Migration) -> Sequence[Statement]:
    return [one for one in read_statements(migration.up_sql, str(migration.up_path)) if not isinstance(one, Code)]


def _read(statement: Statement, functions: set[str]) -> Reads | None:
    """Adds to `functions` what the statement defines, where that builds with the clock."""
    kind, node = top_node(statement.sql)
    if kind in ("do_stmt", "create_function_stmt"):
        word = _built_with(_strings(node), functions)
        if word and kind == "create_function_stmt":
            functions.add(node.funcname[-1].string.sval.lower())
            return None
        return Reads(word, statement.place) if word else None
    if kind in ("select_stmt", "call_stmt"):
        called = [name for name in _called(node) if name in functions]
        return Reads(f"{called[0]}()", statement.place) if called else None
    bounds = [m for m in messages(node) if m.DESCRIPTOR.name == "PartitionBoundSpec"]
    words = [name for bound in bounds for name in _called(bound) if name in CLOCK]
    return Reads(words[0], statement.place) if words else None


def _built_with(texts: Sequence[str], functions: set[str]) -> str:
    """The word of a body that reads the clock and builds with it."""
    words = {word for text in texts for word in _words(text)}
    clock = sorted(words & CLOCK) if words & BUILDS else sorted(words & functions)
    return clock[0] if clock else ""


def _strings(node: Any) -> list[str]:
    return [m.sval for m in messages(node) if m.DESCRIPTOR.name == "String"]


def _called(node: Any) -> list[str]:
    """Names of functions, also of those that are written as one word: current_date."""
    found = []
    for m in messages(node):
        if m.DESCRIPTOR.name == "FuncCall":
            found.append(m.funcname[-1].string.sval.lower())
        elif m.DESCRIPTOR.name == "SQLValueFunction":
            found.append(m.DESCRIPTOR.fields_by_name["op"].enum_type.values_by_number[m.op].name[6:].lower())
    return found


def _words(text: str) -> frozenset[str]:
    """The words of SQL or of a body; none where the text is another language's."""
    try:
        return frozenset(text[one.start : one.end].lower() for one in tokens(text))
    except SourceError:
        return frozenset()
