"""Takes over the migrations of another tool: files and, where a target is named, its history. All of it or nothing.

Comes in: a conversion that was seen to run, perhaps a target. Goes out: the versions that its history has now.
Must never know: who asked, or how anything is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemactl.connect import connect
from schemactl.errors import HistoryError
from schemactl.migrations.apply import locked
from schemactl.migrations.files import Migration, add_migrations
from schemactl.migrations.foreign.books import find_table, read_rows
from schemactl.migrations.foreign.convert import Conversion
from schemactl.migrations.foreign.model import Table
from schemactl.migrations.history import Entry
from schemactl.migrations.mark import entry_of, mark_all, refuse_history
from schemactl.migrations.observer import Observer, Silent
from schemactl.migrations.target import Target

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True)
class State:
    """What the other tool says has run: versions as schemactl has them, in the order in which they did.

    `edited`: those of them whose file is another one than the one that ran.
    """

    table: Table
    versions: tuple[str, ...]
    edited: tuple[str, ...] = ()


def read_state(target: Target, conversion: Conversion, table: str | None = None) -> State:
    """HistoryError for a migration that stopped half-way, one without a file, or a history that is there already."""
    with connect(target.url, target.server_wait) as connection:
        refuse_history(connection, target)
        return _read(connection, conversion, find_table(connection, conversion.tool, table))


def take_over(
    target: Target,
    folder: Path,
    conversion: Conversion,
    state: State,
    beside: Mapping[Path, str],
    observer: Observer | None = None,
) -> None:
    """Marks what has run as applied, with the origin `import`, and writes the files; under the migration lock.

    HistoryError if the other tool has gone on since `state` was read.
    """
    by_version = {one.version: one for one in conversion.migrations}
    entries = [_entry(by_version[version]) for version in state.versions]
    with (
        connect(target.url, target.server_wait) as connection,
        locked(target, observer or Silent()) as lock,
    ):
        refuse_history(connection, target)
        with lock.connection.transaction():
            mark_all(lock.connection, target, entries, "import", "imported")
            if _read(connection, conversion, state.table) != state:
                hint = "stop it, then import again"
                raise HistoryError(f"{conversion.tool.name} has gone on meanwhile", state="diverged", hint=hint)
            add_migrations(folder, conversion.migrations, beside)


def _entry(one: Migration) -> Entry:
    return entry_of(Entry(one.version, one.name, "up", one.up_sha, one.down_sha or None, one.down_sql, None, ()), one)


def _read(connection: psycopg.Connection, conversion: Conversion, table: Table) -> State:
    books, found = conversion.tool.books, conversion.found
    rows = read_rows(connection, conversion.tool, table)
    done = tuple(conversion.versions[key] for key in books.applied(rows, found))
    return State(table, done, tuple(conversion.versions[key] for key in books.edited(rows, found)))
