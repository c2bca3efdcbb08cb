"""An approved plan: what was looked at is what runs, or nothing.

Comes in: the document that a dry run printed. Goes out: the check that the target and the files are still the same.
Must never know: who approved it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemactl.catalog.fingerprint import Same, compare_fingerprints
from schemactl.errors import HistoryError, Place, UsageError
from schemactl.migrations.drift import read_fingerprint
from schemactl.migrations.plan import Outlook
from schemactl.migrations.state import State
from schemactl.psql import as_written

if TYPE_CHECKING:
    import psycopg


_AGAIN = "make the plan again, and have it approved"


@dataclass(frozen=True, slots=True)
class Pinned:
    """Versions and checksums in order, and the fingerprint of the target that they are for."""

    fingerprint: str
    files: tuple[tuple[str, str], ...]


def pinned_document(fingerprint: str, outlook: Outlook) -> dict[str, Any]:
    """What `read_pinned` reads back, as data."""
    return {
        "fingerprint": fingerprint,
        "files": [
            {
                "migration": job.entry.version,
                "name": job.entry.name,
                "sha256": job.entry.up_sha256,
                "transaction": job.is_whole,
                "statements": [as_written(statement) for statement in job.statements[job.start :]],
            }
            for job in outlook.jobs
        ],
    }


def read_pinned(path: Path) -> Pinned:
    """The plan in a file. UsageError if it is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        files = tuple((str(one["migration"]), str(one["sha256"])) for one in document["files"])
        return Pinned(str(document["fingerprint"]), files)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        hint = "`schemactl apply --dry-run --format json` prints one"
        raise UsageError(f"{path} is not a plan", hint=hint, place=Place(str(path))) from error


def check_pinned(connection: psycopg.Connection, exclude: Sequence[str], pinned: Pinned, outlook: Outlook) -> None:
    """HistoryError `drifted` unless exactly the plan's files are pending, on the database it was made for.

    `unknown` if another version of schemactl made the plan, or other objects are looked at now. A plan that was
    carried out already is no error: there is nothing left to do.
    """
    applied = {(row.version, row.up_sha256) for row in outlook.standing.applied if row.status == "applied"}
    if not outlook.jobs and applied.issuperset(pinned.files):
        return
    pending = tuple((job.entry.version, job.entry.up_sha256) for job in outlook.jobs)
    if pending != pinned.files:
        raise _moved("other migrations are pending than the plan has")
    same = compare_fingerprints(pinned.fingerprint, read_fingerprint(connection, exclude))
    if same is Same.UNKNOWN:
        raise HistoryError(
            "the plan was made by another version of schemactl, on another major, or with another diff.exclude: whether"
            " the database is as it was is not known",
            state="unknown",
            hint=_AGAIN,
        )
    if same is Same.NO:
        raise _moved("the database is not as it was when the plan was made")


def _moved(message: str) -> HistoryError:
    return HistoryError(message, state=State.DRIFTED.value, hint=_AGAIN)
