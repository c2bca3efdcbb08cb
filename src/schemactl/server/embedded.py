"""Our own cluster as a host of scratch databases.

In: a running cluster. Out: a `Host` for scratch.py. This file must never know how a cluster is started.
"""

from __future__ import annotations

import os

from schemactl.server.cluster import Cluster
from schemactl.server.shelf import Shelf
from schemactl.server.slot import SUPERUSER
from schemactl.server.standin import Equipment


class EmbeddedHost:
    """A cluster of ours; `prefix` is the same in every run, since no other run uses this cluster."""

    prefix = "scratch_"
    guest = "postgres"

    def __init__(self, cluster: Cluster, description: str, equipment: Equipment) -> None:
        self.description = description
        self.standins = equipment.names
        self.flavour = equipment.digest
        self.shelf: Shelf | None = Shelf(cluster.slot.folder / "databases.json")
        self._cluster = cluster

    def conninfo(self, database: str) -> str:
        """Says everything that libpq would otherwise take from the user's environment."""
        from psycopg.conninfo import make_conninfo

        address = self._cluster.address
        return make_conninfo(
            "",
            host=address.host,
            hostaddr="",
            port=address.port,
            user=SUPERUSER,
            password=address.password,
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

    def explain(self) -> str:
        return self._cluster.log_tail()

    def locks(self) -> int:
        return self._cluster.locks

    def grow(self, locks: int, *, now: bool) -> None:
        self._cluster.grow(locks, now=now)


def _forced() -> dict[str, str]:
    """Settings of newer libpq that the user's environment would force on us; older ones do not know their names."""
    forced = {
        "PGREQUIREAUTH": ("require_auth", "scram-sha-256,md5"),
        "PGSSLNEGOTIATION": ("sslnegotiation", "postgres"),
    }
    return {name: value for variable, (name, value) in forced.items() if variable in os.environ}
