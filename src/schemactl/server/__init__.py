"""Scratch servers: a Postgres to load schemas into, to compare them on and to prove migrations with.

In: `embedded`, or the URL of a server on which databases may be created, and a wanted major version. Out: a
`ScratchServer`, gone at the end of the block with everything that was made on it.

    with open_scratch("embedded", major=18) as server:
        name = server.database(key, load)           kept, and not loaded again while the key is the same
        with server.clone(name) as copy:
            psycopg.connect(server.conninfo(copy))

Reading order: system, cache, binaries, standin, slot, cluster (a server that runs); admin, roles, shelf, embedded,
remote, scratch (databases on it). Raises ServerError.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from schemactl.errors import NotConfinedError, ServerError
from schemactl.server.scratch import ScratchServer

__all__ = ["ScratchServer", "dump_program", "open_scratch", "require_confinement"]


def dump_program(major: int) -> Path:
    """A pg_dump of this machine, or of an installed package, that reads servers of this major. ServerError."""
    from schemactl.server.binaries import find_dump
    from schemactl.server.cache import cache_folder
    from schemactl.server.system import server_account

    return find_dump(major, os.environ, cache_folder(os.environ, server_account(os.environ)))


@contextlib.contextmanager
def open_scratch(
    where: str = "embedded", major: int | None = None, standins: Path | None = None, *, is_trusted: bool = False
) -> Iterator[ScratchServer]:
    """Start a server of ours, or connect to the one that a URL names, for as long as the block lasts.

    is_trusted: whether files may do there what a superuser may. Else only what a migration does to its database, on a
    server of ours that the operating system confines; NotConfinedError where it is none, or cannot be confined.
    standins: a folder of stand-ins for extensions that a server of ours may lack, besides the built-in ones.
    """
    if not is_trusted:
        require_confinement(where)
    if where == "embedded":
        opened = _open_embedded(major, standins, is_trusted=is_trusted)
    else:
        opened = _open_remote(where, major, is_trusted=is_trusted)
    with opened as server:
        yield server


def require_confinement(where: str = "embedded") -> None:
    """NotConfinedError for a scratch server that nothing keeps from its machine."""
    from schemactl.server.confine import missing

    hint = "if you know who wrote the files, set SCHEMACTL_TRUST=1; see docs/security.md"
    if where != "embedded":
        message = "files are not run unasked on a server that is not schemactl's own (postgres.scratch)"
        raise NotConfinedError(message, hint=f"take `postgres.scratch: embedded`; {hint}")
    if why := missing():
        raise NotConfinedError(f"files are not run unasked where nothing confines the scratch server: {why}", hint=hint)


@contextlib.contextmanager
def _open_embedded(major: int | None, standins: Path | None, *, is_trusted: bool) -> Iterator[ScratchServer]:
    from schemactl.server.binaries import find_installation, readable_installation
    from schemactl.server.cache import cache_folder
    from schemactl.server.cluster import Cluster
    from schemactl.server.embedded import EmbeddedHost
    from schemactl.server.slot import open_pool
    from schemactl.server.standin import equip
    from schemactl.server.system import server_account

    account = server_account(os.environ)
    cache = cache_folder(os.environ, account)
    installation = find_installation(major, os.environ, cache)
    installation = readable_installation(installation, cache, account)
    equipment = equip(installation, cache, standins)
    pool = open_pool(equipment.installation, cache, account, is_trusted=is_trusted)
    cluster = Cluster(pool, equipment.settings, None if is_trusted else equipment.files)
    cluster.is_trusted = False
    try:
        description = f"Postgres {installation.version} ({installation.origin})"
        server = ScratchServer(EmbeddedHost(cluster, description, equipment), is_trusted=is_trusted)
        try:
            yield server
        finally:
            with contextlib.suppress(ServerError, OSError):  # then `is_clean` stays False, and the cluster goes
                server.close()
            cluster.is_trusted = server.is_clean
    finally:
        cluster.stop()


@contextlib.contextmanager
def _open_remote(where: str, major: int | None, *, is_trusted: bool) -> Iterator[ScratchServer]:
    from schemactl.server.remote import RemoteHost

    with (
        contextlib.closing(RemoteHost(where, major)) as host,
        contextlib.closing(ScratchServer(host, is_trusted=is_trusted)) as server,
    ):
        yield server
