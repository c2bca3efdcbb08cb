"""What was seen while a statement ran on the scratch server. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from schemactl.lint.changes import Name, change

MODES = (
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
)
STRENGTH = {mode: index for index, mode in enumerate(MODES)}
SHARE = STRENGTH["SHARE"]
EXCLUSIVE_ROWS = STRENGTH["SHARE ROW EXCLUSIVE"]
ACCESS_EXCLUSIVE = STRENGTH["ACCESS EXCLUSIVE"]


def blocks(mode: str) -> str:
    """What a lock of this mode keeps other sessions from."""
    strength = STRENGTH.get(mode, -1)
    return "reads and writes" if strength == ACCESS_EXCLUSIVE else "writes" if strength >= SHARE else ""


@change
class Relation:
    """kind: relkind of pg_class, as r, p, i, I, m, S, t. file: its file node. of: an index's table."""

    oid: int
    name: Name
    kind: str
    file: int
    of: Name


@change
class Held:
    """A lock on a relation that was there before the file. since: index of the statement that first took this mode."""

    relation: Relation
    mode: str
    since: int

    @property
    def strength(self) -> int:
        return STRENGTH[self.mode]


@change
class Dropped:
    """An object that went. original: it was named; else it went along, or with CASCADE. normal: it stands by itself.

    names: schema, name, and of a column its own.
    """

    kind: str
    identity: str
    original: bool
    normal: bool
    names: tuple[str, ...] = ()


@change
class Called:
    """A function that ran. names: of its arguments. is_silent: it has the server say less while it runs."""

    name: Name
    language: str
    text: str
    names: tuple[str, ...]
    is_silent: bool


@change
class StepTrace:
    """What one statement did to relations that were there before the file.

    held: the strongest lock on each of them when it was done. rewritten: those with new files. rebuilt: indexes made
    anew under their old names; reused: the same over their old files. scanned: scans and tuples read of tables,
    written: rows changed. debug: what the server said of its work. dropped: what went; renamed: tables, with their new
    names. sees_drops: whether anybody could be made to watch them. texts: what functions, blocks and triggers ran,
    as the server was given it; is_silenced: the session was kept from hearing of some. called: functions, by whomever.
    error: the server's message; is_left_out: it says nothing of other servers.
    """

    held: tuple[Held, ...] = ()
    rewritten: tuple[Relation, ...] = ()
    rebuilt: tuple[Relation, ...] = ()
    reused: tuple[Relation, ...] = ()
    scanned: Mapping[Name, tuple[int, int]] = field(default_factory=dict)
    written: Mapping[Name, int] = field(default_factory=dict)
    renamed: tuple[tuple[Name, str], ...] = ()
    sees_drops: bool = True
    debug: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    texts: tuple[str, ...] = ()
    called: tuple[Called, ...] = ()
    is_silenced: bool = False
    error: str = ""
    sqlstate: str = ""
    is_left_out: bool = False
    seconds: float = 0.0


@change
class Trial:
    """A file that was run: what its statements did, by index. left_out: why others did not run here.

    partial_from: the first one after which the database may lack what is there elsewhere; -1 if it does from the start.
    is_alone: nothing was known of the database before the files.
    """

    traces: Mapping[int, StepTrace] = field(default_factory=dict)
    left_out: Mapping[int, StepTrace] = field(default_factory=dict)
    partial_from: int | None = None
    is_alone: bool = False
