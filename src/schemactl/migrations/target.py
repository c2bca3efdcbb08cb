"""A database to work on, and how.

Must never know: files, connections.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schemactl.migrations.session import Session


@dataclass(frozen=True, slots=True)
class Target:
    """The database, the history in it, the settings of the sessions.

    `lock_wait`, `server_wait`: seconds to wait for another run to end, and for the server to be there. `schema`: the
    only one that is migrated, where each tenant has one. `exclude`: globs of what others keep there.
    """

    url: str = field(repr=False)  # it may hold a password
    history: str = "schemactl"
    session: Session = field(default_factory=Session)
    lock_wait: float = 60.0
    server_wait: float = 0.0
    schema: str | None = None
    exclude: tuple[str, ...] = ()
