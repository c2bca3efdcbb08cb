"""Domains that check their values."""

from __future__ import annotations

from collections.abc import Iterator

from schemactl.lint.changes import AddColumn, AlterDomain, CreateDomain
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import column_shown, shown
from schemactl.lint.trace.model import SHARE


def _locks(change: AlterDomain, context: Context) -> Iterator[Hit]:
    if change.action not in ("add", "set_not_null", "validate"):
        return
    if change.constraint and not change.constraint.is_valid:
        return
    seen, name = context.seen, shown(change.domain)
    if seen:
        tables = [held.relation.name for held in seen.held if held.strength >= SHARE and held.relation.kind in "rpm"]
    else:
        tables = context.schema.users_of(change.domain)
        is_known = context.schema.resolve(change.domain) in context.schema.domains
        if not tables and (is_known or change.action == "validate"):
            return
    if tables or not seen:
        listed = ", ".join(map(shown, tables)) or "every table that uses it"
        yield Hit(f"scans {listed} for the domain {name} while nobody can write to them", name)


DOMAIN_CONSTRAINT_LOCKS_TABLES = Rule(
    name="domain-constraint-locks-tables",
    code="SC115",
    severity=Severity.ERROR,
    on=(AlterDomain,),
    check=_locks,
    summary="ALTER DOMAIN that checks the values of all tables that use it",
    problem="It holds SHARE on every such table while it scans them; VALIDATE CONSTRAINT does so as well.",
    remedy="ADD CONSTRAINT … NOT VALID checks new values only; for old ones add a CHECK to each table, NOT VALID, "
    "and validate that.",
    given="CREATE DOMAIN email AS text;\nCREATE TABLE users (id bigint PRIMARY KEY, address email);",
    bad="ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (value LIKE '%@%');",
    good="ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (value LIKE '%@%') NOT VALID;",
    aliases=(
        "squawk:ban-alter-domain-with-add-constraint",
        "pgsafe:add-domain-constraint-without-not-valid",
        "pgsafe:add-domain-not-null",
        "diesel-guard:AddDomainCheckConstraintCheck",
    ),
)


def _rewrites(change: AddColumn, context: Context) -> Iterator[Hit]:
    if change.relation != "table" or not context.is_old(change.table) or context.rewrites(change.table) is False:
        return
    column = change.column
    if context.schema.has_constraints(column.type):
        name = column_shown(change.table, column.name)
        yield Hit(f"writes {shown(change.table)} anew, since {column.type.text} checks its values", name)


CONSTRAINED_DOMAIN_REWRITES = Rule(
    name="constrained-domain-rewrites",
    code="SC207",
    severity=Severity.ERROR,
    on=(AddColumn,),
    check=_rewrites,
    summary="ADD COLUMN of a domain that has a constraint",
    problem="The whole table and all its indexes are written anew under ACCESS EXCLUSIVE, even if the column has "
    "no default.",
    remedy="Use the domain's base type with a CHECK of the table, NOT VALID, and validate that.",
    given="CREATE DOMAIN positive AS int CHECK (value > 0);\nCREATE TABLE orders (id bigint PRIMARY KEY);",
    bad="ALTER TABLE orders ADD COLUMN amount positive;",
    good="ALTER TABLE orders ADD COLUMN amount int;",
)


def _created(change: CreateDomain, _: Context) -> Iterator[Hit]:
    if change.constraints:
        name = shown(change.domain)
        yield Hit(f"the domain {name} checks its values, which is hard to change later", name, word=change.domain.name)


DOMAIN_WITH_CONSTRAINT = Rule(
    name="domain-with-constraint",
    code="SC715",
    severity=Severity.WARNING,
    on=(CreateDomain,),
    check=_created,
    summary="CREATE DOMAIN with CHECK or NOT NULL",
    problem="A later change of the constraint locks and scans all tables that use the domain; a column of it "
    "rewrites its table when it is added.",
    remedy="Put the CHECK on the tables.",
    bad="CREATE DOMAIN positive AS int CHECK (value > 0);",
    good="CREATE DOMAIN amount AS int;",
    aliases=("squawk:ban-create-domain-with-constraint",),
    is_on=False,
)

RULES = (DOMAIN_CONSTRAINT_LOCKS_TABLES, CONSTRAINED_DOMAIN_REWRITES, DOMAIN_WITH_CONSTRAINT)
