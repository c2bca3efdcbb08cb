"""The tools whose migrations can be taken over, each one line."""

from __future__ import annotations

from schemactl.config import did_you_mean
from schemactl.errors import UsageError
from schemactl.migrations.foreign.alembic import ALEMBIC
from schemactl.migrations.foreign.atlas import ATLAS
from schemactl.migrations.foreign.dbmate import DBMATE
from schemactl.migrations.foreign.diesel import DIESEL
from schemactl.migrations.foreign.flyway import FLYWAY
from schemactl.migrations.foreign.golang_migrate import GOLANG_MIGRATE
from schemactl.migrations.foreign.goose import GOOSE
from schemactl.migrations.foreign.model import Tool
from schemactl.migrations.foreign.prisma import PRISMA
from schemactl.migrations.foreign.rails import RAILS
from schemactl.migrations.foreign.sqlx import SQLX

_ALL = (GOLANG_MIGRATE, GOOSE, DBMATE, FLYWAY, ATLAS, ALEMBIC, PRISMA, SQLX, DIESEL, RAILS)
TOOLS = {one.name: one for one in _ALL}


def find_tool(name: str) -> Tool:
    """The tool of a name, UsageError for any other."""
    if name not in TOOLS:
        hint = did_you_mean(name, tuple(TOOLS)) or f"one of {', '.join(TOOLS)}"
        raise UsageError(f"not a tool that schemactl can import from: {name}", hint=hint)
    return TOOLS[name]
