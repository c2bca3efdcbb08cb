"""Partitions that come and go."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AttachPartition, CreateTable, DetachPartition, Name
from schemactl.lint.context import Context
from schemactl.lint.effects import work_on
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import shown

GIVEN = "CREATE TABLE visits (at date NOT NULL) PARTITION BY RANGE (at);\n"
OLD = "CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
DEFAULT = "CREATE TABLE visits_rest PARTITION OF visits DEFAULT;\n"
BOUND = "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"


def _attach(change: AttachPartition, context: Context) -> Iterator[Hit]:
    if change.relation != "table":
        return
    seen = context.seen
    if seen:
        busy = [name for name in _involved(change, context) if work_on(name, seen) and context.is_old(name)]
        if busy:
            yield Hit(f"scans {', '.join(map(shown, busy))} while nobody can read or write it", shown(change.partition))
    elif context.is_old(change.partition) and not _has_check(change.partition, context):
        table = shown(change.partition)
        yield Hit(f"scans {table} while nobody can read or write it, unless a CHECK implies its bound", table)


def _involved(change: AttachPartition, context: Context) -> list[Name]:
    default = context.schema.default_partition(change.table)
    return [*context.family(change.partition), *([default.name] if default else [])]


def _has_check(table: Name, context: Context) -> bool:
    known = context.schema.table(table)
    return bool(known) and any(one.kind == "check" and one.is_valid for one in known.constraints.values())  # type: ignore[union-attr]


ATTACH_PARTITION_SCANS = Rule(
    name="attach-partition-scans",
    code="SC112",
    severity=Severity.ERROR,
    on=(AttachPartition,),
    check=_attach,
    summary="ATTACH PARTITION of a table without a CHECK that implies the bound",
    problem="The table that is attached is scanned under ACCESS EXCLUSIVE, the default partition as well, and "
    "indexes that it lacks are built.",
    remedy="Add a CHECK that implies the bound, NOT VALID, and validate it; one to the default partition that "
    "excludes the bound; build the parent's indexes CONCURRENTLY; then attach, and drop the CHECK.",
    given=GIVEN + "CREATE TABLE v25 (at date NOT NULL);\nCREATE TABLE v26 (at date NOT NULL, "
    "CHECK (at >= '2026-01-01' AND at < '2027-01-01'));",
    bad=f"ALTER TABLE visits ATTACH PARTITION v25 {BOUND};",
    good="ALTER TABLE visits ATTACH PARTITION v26 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
    aliases=("pgsafe:attach-partition",),
)


def _detach(change: DetachPartition, context: Context) -> Iterator[Hit]:
    if change.concurrently or context.major < 14 or not context.is_old(change.table):
        return
    default = context.schema.default_partition(change.table)
    remedy = ""
    if default and default.name != context.schema.resolve(change.partition):
        name = shown(default.name)
        remedy = f"CONCURRENTLY is refused beside a default partition ({name}): set a short lock_timeout."
    yield Hit(f"takes ACCESS EXCLUSIVE on all of {shown(change.table)}", shown(change.table), remedy)


DETACH_PARTITION_BLOCKS = Rule(
    name="detach-partition-blocks",
    code="SC113",
    severity=Severity.INFO,
    on=(DetachPartition,),
    check=_detach,
    summary="DETACH PARTITION without CONCURRENTLY",
    problem="It takes ACCESS EXCLUSIVE on the whole partitioned table, for a moment; all later queries queue behind it "
    "until it is had. lock-timeout-missing warns where nothing ends that.",
    remedy="DETACH PARTITION … CONCURRENTLY (from Postgres 14 on, outside a transaction).",
    given=GIVEN + OLD,
    bad="ALTER TABLE visits DETACH PARTITION visits_2024;",
    good="ALTER TABLE visits DETACH PARTITION visits_2024 CONCURRENTLY;",
    aliases=("squawk:require-concurrent-partition-detach", "pgsafe:detach-partition-non-concurrent"),
)


def _create(change: CreateTable, context: Context) -> Iterator[Hit]:
    parent = change.partition_of
    if parent is None or not context.is_old(parent):
        return
    default = context.schema.default_partition(parent)
    scans = context.scans(default.name) if default else False
    if default and not change.is_default and (scans is None or scans):
        message = (
            f"takes ACCESS EXCLUSIVE on {shown(parent)} and scans its default partition {shown(default.name)} meanwhile"
        )
        yield Hit(message, shown(parent), severity=Severity.ERROR)
    else:
        yield Hit(f"takes ACCESS EXCLUSIVE on {shown(parent)}", shown(parent))


CREATE_PARTITION_LOCKS_PARENT = Rule(
    name="create-partition-locks-parent",
    code="SC114",
    severity=Severity.INFO,
    on=(CreateTable,),
    check=_create,
    summary="CREATE TABLE … PARTITION OF; an error where a default partition is scanned",
    problem="It takes ACCESS EXCLUSIVE on the parent; where there is a default partition, that is scanned meanwhile.",
    remedy="CREATE TABLE (LIKE the parent), add a CHECK that implies the bound, and ATTACH, which lets others "
    "read and write.",
    given=GIVEN,
    bad=f"CREATE TABLE visits_2025 PARTITION OF visits {BOUND};",
    good=f"CREATE TABLE visits_2025 (LIKE visits);\nALTER TABLE visits ATTACH PARTITION visits_2025 {BOUND};",
)

RULES = (ATTACH_PARTITION_SCANS, DETACH_PARTITION_BLOCKS, CREATE_PARTITION_LOCKS_PARENT)
