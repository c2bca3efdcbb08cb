"""What the history and the files say together: what is pending, and what stands in the way.

Comes in: rows of the history, migrations of the folder. Goes out: a `Standing`. Pure; no database, no files.
Must never know: how anything is run.

The history is a set, not a high-water mark: a migration is pending if its version has no row, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from schemactl.errors import HistoryError
from schemactl.migrations.files import Migration
from schemactl.migrations.history import Row

if TYPE_CHECKING:
    from schemactl.catalog.fingerprint import Same
    from schemactl.migrations.leftovers import InvalidIndex

MOST_SHOWN = 3
DRIFT_HINT = "`schemactl diff --from DATABASE_URL --to migrations` shows what was changed, and the way back"


class State(StrEnum):
    """From the one that matters most to the one that matters least."""

    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    RUNNING = "running"
    DIVERGED = "diverged"
    MISSING = "missing"
    OUT_OF_ORDER = "out_of_order"
    NO_BASELINE = "no_baseline"
    DRIFTED = "drifted"
    AHEAD = "ahead"
    BEHIND = "behind"
    UP_TO_DATE = "up_to_date"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the way, the migration that it is about, and the way out; `resumes` is the command that goes on."""

    state: State
    version: str
    message: str
    hint: str
    resumes: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """`applied` in the order of application, `pending` in the order in which they would run.

    `same`: whether the database is as its last migration left it, if that was asked. `invalid_indexes`: as leftovers.py
    finds them, where the database was looked at; they stand in no migration's way.
    """

    state: State
    applied: tuple[Row, ...]
    pending: tuple[Migration, ...]
    problems: tuple[Problem, ...]
    same: Same | None = None
    invalid_indexes: tuple[InvalidIndex, ...] = ()

    def refuse(self, command: str, allowed: Collection[State] = (), late: Collection[str] = ()) -> None:
        """HistoryError for the gravest problem that `command` does not take on, whose state is not `allowed`.

        `late`: versions that may be out of order.
        """
        left = [
            problem
            for problem in self.problems
            if problem.resumes != command
            and problem.state not in allowed
            and not (problem.state is State.OUT_OF_ORDER and problem.version in late)
        ]
        if left:
            first, more = left[0], len(left) - 1
            detail = f"and {more} more: `schemactl status` shows all" if more else ""
            raise HistoryError(
                first.message, state=first.state.value, object=first.version, hint=first.hint, detail=detail
            )

    def with_corrections(self, found: Iterable[Problem]) -> Standing:
        """With what is known better of some migrations than by their rows, instead of what was said of those."""
        better = {problem.version: problem for problem in found}
        if not better:
            return self
        rest = [one for one in self.problems if not (one.resumes and one.version in better)]
        return _make(self.applied, self.pending, [*rest, *better.values()])

    def with_drift(self, same: Same) -> Standing:
        """With what is known of the database itself: NO if something else has changed it."""
        problems = [*self.problems]
        if same.value == "no":
            problems.append(Problem(State.DRIFTED, "", "the database was changed since its last migration", DRIFT_HINT))
        found = _make(self.applied, self.pending, problems)
        return replace(found, same=same, invalid_indexes=self.invalid_indexes)


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is in a database that has no history: names of objects, and of the tools that have migrated it.

    `elsewhere`: the schemas that have a history, of which this project's configuration does not speak.
    """

    objects: tuple[str, ...]
    tools: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    def problem(self) -> Problem:
        """That nobody knows which migrations it has, and the ways to say so."""
        shown = ", ".join(self.objects[:MOST_SHOWN])
        more = f" and {len(self.objects) - MOST_SHOWN} more" if len(self.objects) > MOST_SHOWN else ""
        hint = (
            "`schemactl baseline 0` says that none of the migrations has run here, and `apply` begins with the first; "
            "`schemactl baseline VERSION` says that those up to VERSION have, and they never run here. "
            "What others keep here is not counted if diff.exclude names it"
        )
        if self.elsewhere:
            hint = (
                f"there is a history in schema {self.elsewhere[0]}: history.schema names it, if that is it. Else {hint}"
            )
        taken = f"; {self.tools[0]} has migrated it: `schemactl import` takes over what has run" if self.tools else ""
        return Problem(State.NO_BASELINE, "", f"the database has objects and no history: {shown}{more}", hint + taken)


def compare(rows: Sequence[Row], migrations: Sequence[Migration], *, unknown: Unknown | None = None) -> Standing:
    """The standing. `unknown`: what is in a database that has no history."""
    by_version = {int(row.version): row for row in rows}
    pending = tuple(one for one in migrations if not _is_done(by_version.get(int(one.version))))
    problems = [
        *(problem for row in rows if (problem := _row_problem(row))),
        *_differences(by_version, migrations),
        *_gaps(by_version, migrations, pending),
    ]
    if unknown:
        problems.append(unknown.problem())
    return _make(tuple(rows), pending, problems)


def _make(applied: tuple[Row, ...], pending: tuple[Migration, ...], problems: Sequence[Problem]) -> Standing:
    """The problems in order of weight, the gravest as the state."""
    order = list(State)
    ordered = sorted(problems, key=lambda problem: (order.index(problem.state), int(problem.version or 0)))
    rest = State.BEHIND if pending else State.UP_TO_DATE
    return Standing(ordered[0].state if ordered else rest, applied, pending, tuple(ordered))


def _is_done(row: Row | None) -> bool:
    """A file whose up stopped half-way is pending still: it goes on where it stopped."""
    return row is not None and (row.status == "applied" or row.direction == "down")


def _row_problem(row: Row) -> Problem | None:
    name = f"{row.version}_{row.name}"
    progress = f"{row.statements_done} of {row.statements_total} statements done"
    again = "apply" if row.direction == "up" else "down"
    if row.status == "running" and row.is_running:
        message = f"{name} ({row.direction}) is running: {progress}"
        return Problem(State.RUNNING, row.version, message, f"backend {row.backend_pid} works on it", again)
    if row.statements_done >= row.statements_total and row.status != "applied":
        message = (
            f"all {row.statements_total} statements of {name} ({row.direction}) are done, and its end is not recorded"
        )
        return Problem(State.IN_DOUBT, row.version, message, f"`schemactl {again}` records it, and goes on", again)
    if row.status == "running":
        message = f"the run of {name} ({row.direction}) died: {progress}, the next in doubt"
        hint = f"`schemactl {again}` looks whether that statement took effect, and goes on"
        return Problem(State.IN_DOUBT, row.version, message, hint, again)
    if row.status == "failed":
        where = f"at statement {row.statements_done + 1}: {progress}"
        if row.error is None:  # a person has said so
            hint = f"`schemactl {again}` goes on there"
            return Problem(State.FAILED, row.version, f"{name} ({row.direction}) is to go on {where}", hint, again)
        message = f"{name} ({row.direction}) stopped {where}; {row.error}"
        hint = f"correct that statement; `schemactl {again}` goes on there"
        return Problem(State.FAILED, row.version, message, hint, again)
    return None


def _differences(rows: dict[int, Row], migrations: Sequence[Migration]) -> list[Problem]:
    """Applied migrations whose up file is another one now."""
    return [
        Problem(
            State.DIVERGED,
            one.version,
            f"{one.up_path.name} is not the file that was applied",
            "restore it as it was; what should change now goes into a new migration",
        )
        for one in migrations
        if (row := rows.get(int(one.version))) and row.status == "applied" and row.up_sha256 != one.up_sha
    ]


def _gaps(rows: dict[int, Row], migrations: Sequence[Migration], pending: Sequence[Migration]) -> list[Problem]:
    """Rows without files, and files that come too late."""
    known = {int(one.version) for one in migrations}
    last_file, last_row = max(known, default=0), max(rows, default=0)
    problems = []
    for version, row in rows.items():
        if version in known:
            continue
        name = f"{row.version}_{row.name}"
        if version > last_file:
            hint = "use the migrations of the newer version; --allow-ahead takes it as it is"
            problems.append(Problem(State.AHEAD, row.version, f"the database is ahead: {name} has no file here", hint))
        else:
            message = f"{name} was applied, and its files are gone"
            problems.append(Problem(State.MISSING, row.version, message, "bring its files back"))
    for one in pending:
        if int(one.version) < last_row and int(one.version) not in rows:
            hint = "give it a later version, or run it late with --allow-out-of-order"
            message = f"{one.up_path.name} is out of order: later migrations have been applied"
            problems.append(Problem(State.OUT_OF_ORDER, one.version, message, hint))
    return problems
