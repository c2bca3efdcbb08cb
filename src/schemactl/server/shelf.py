"""The list of kept databases: what each needs, and when it was last used.

In: a file beside a cluster's data, which only the holder of the cluster reads. Out: which databases there are and
which are to go. This file must never know how a database is made or dropped.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)

KEPT_DATABASES = 24
KEPT_RELATIONS = 100_000  # of all of them together; 9,000 (a schema of 1,000 tables) take 80 MB
KEPT_SECONDS = 30 * 86400


@dataclass(frozen=True, slots=True)
class Kept:
    """One database. `roles` are those that must be there when it is used: number and name."""

    used: float
    relations: int
    roles: Mapping[int, str] = field(default_factory=dict)


class Shelf:
    """Kept databases by name; saved once, when the run ends."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept = _read(file)

    def find(self, name: str) -> Kept | None:
        return self._kept.get(name)

    def put(self, name: str, relations: int, roles: Mapping[int, str]) -> None:
        """Remember a database that was used just now."""
        self._kept[name] = Kept(time.time(), relations, dict(roles))

    def forget(self, name: str) -> None:
        self._kept.pop(name, None)

    def names(self) -> set[str]:
        return set(self._kept)

    def roles(self) -> set[int]:
        """Numbers of all roles that some kept database needs."""
        return {oid for kept in self._kept.values() for oid in kept.roles}

    def surplus(self) -> list[str]:
        """Those that nobody asked for in a month, and the least recently used ones beyond what is kept."""
        oldest = time.time() - KEPT_SECONDS
        gone, relations = [], 0
        newest_first = sorted(self._kept.items(), key=lambda item: item[1].used, reverse=True)
        for place, (name, kept) in enumerate(newest_first):
            relations += kept.relations
            if kept.used < oldest or place >= KEPT_DATABASES or (place and relations > KEPT_RELATIONS):
                gone.append(name)
        return gone

    def save(self) -> None:
        """Written whole and renamed."""
        fresh = self._file.with_suffix(".tmp")
        fresh.write_text(json.dumps({name: asdict(kept) for name, kept in self._kept.items()}, indent=1))
        fresh.replace(self._file)


def _read(file: Path) -> dict[str, Kept]:
    """What the file says; nothing if it is not there or not ours."""
    try:
        return {name: _kept(entry) for name, entry in json.loads(file.read_text()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.info("the list of kept databases cannot be read, and starts anew: %s", error)
        return {}


def _kept(entry: Mapping[str, object]) -> Kept:
    roles = entry["roles"]
    pairs = roles.items() if isinstance(roles, dict) else ()
    return Kept(float(str(entry["used"])), int(str(entry["relations"])), {int(oid): str(name) for oid, name in pairs})
