"""Where SQL of files runs: confined to what a migration does to its own database."""

from schemactl.sandbox.grants import is_of_members, unheeded
from schemactl.sandbox.limits import limit_memory
from schemactl.sandbox.room import Sandbox, Session, open_sandbox, open_session
from schemactl.sandbox.statements import REFUSED, WAY_OUT, is_always_raised, is_raised

__all__ = [
    "REFUSED",
    "WAY_OUT",
    "Sandbox",
    "Session",
    "is_always_raised",
    "is_of_members",
    "is_raised",
    "limit_memory",
    "open_sandbox",
    "open_session",
    "unheeded",
]
