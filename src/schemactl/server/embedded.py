"""Our own cluster as a host of scratch databases, and the list of what it keeps.

In: a running cluster. Out: a `Host` for scratch.py. This file must never know how a cluster is started.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path

from schemactl.server.cluster import Cluster

KEPT_DATABASES = 24
KEPT_SECONDS = 30 * 86400


class Shelf:
    """Kept databases by the time of their last use, in a file beside the data; only the slot's holder reads it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._used: dict[str, float] = {}
        with contextlib.suppress(OSError, ValueError, AttributeError):
            self._used = {str(name): float(used) for name, used in json.loads(file.read_text()).items()}

    def holds(self, name: str) -> bool:
        return name in self._used

    def use(self, name: str) -> None:
        self._used[name] = time.time()

    def forget(self, name: str) -> None:
        self._used.pop(name, None)

    def surplus(self) -> list[str]:
        """Those beyond the number that is kept, and those that nobody asked for in a month; oldest first."""
        oldest_first = sorted(self._used, key=self._used.__getitem__)
        stale = [name for name in oldest_first if self._used[name] < time.time() - KEPT_SECONDS]
        too_many = oldest_first[: max(0, len(oldest_first) - KEPT_DATABASES)]
        return [name for name in oldest_first if name in stale or name in too_many]

    def save(self) -> None:
        fresh = self._file.with_suffix(".tmp")
        fresh.write_text(json.dumps(self._used, indent=1))
        fresh.replace(self._file)


class EmbeddedHost:
    """A cluster of ours; `prefix` may be the same in every run, since no other run uses this cluster."""

    prefix = "scratch_"

    def __init__(self, cluster: Cluster, description: str) -> None:
        self.description = description
        self._cluster = cluster
        self._shelf = Shelf(cluster.slot.folder / "databases.json")

    def conninfo(self, database: str) -> str:
        from psycopg.conninfo import make_conninfo

        return make_conninfo(
            "",
            host=str(self._cluster.socket),
            hostaddr="",
            port=5432,
            user="postgres",
            dbname=database or "postgres",
            sslmode="disable",
            gssencmode="disable",
            channel_binding="disable",
            target_session_attrs="any",
            client_encoding="UTF8",
            options="",
            connect_timeout=30,
            **_forced(),
        )

    def kept(self) -> Shelf:
        return self._shelf

    def locks(self) -> int:
        return self._cluster.locks

    def grow(self, locks: int) -> None:
        self._cluster.grow(locks)

    def explain(self) -> str:
        return self._cluster.log_tail()


def _forced() -> dict[str, str]:
    """Settings of newer libpq that the user's environment would force on us; older ones do not know their names."""
    forced = {"PGREQUIREAUTH": ("require_auth", ""), "PGSSLNEGOTIATION": ("sslnegotiation", "postgres")}
    return {name: value for variable, (name, value) in forced.items() if variable in os.environ}
