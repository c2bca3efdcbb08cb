"""From what the user names to the files that are linted, and those that come before them.

Comes in: paths, or the folder of a project. Goes out: batches, one for each folder, each with its runner.
Must never know: what is in the files, but for the marks by which runners are told apart.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schemactl.code import SUFFIX
from schemactl.config import did_you_mean
from schemactl.config.paths import as_written
from schemactl.errors import Place, SourceError, UsageError
from schemactl.lint.layout import History, histories, history_of, nothing, root_of, step_in
from schemactl.lint.run import File
from schemactl.lint.runners import PLAIN, RUNNERS, SCHEMACTL, Runner, find_runner, in_order
from schemactl.lint.select import find_released, select_new

HEAD = 4096


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for. folder: the project's migrations. runner: a name, or empty to find out.

    is_project: whether there is a configuration, so that the folder is schemactl's own.
    """

    paths: tuple[str, ...] = ()
    folder: Path = Path("migrations")
    is_project: bool = False
    since: str | None = None
    latest: int | None = None
    runner: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one folder in their runner's order. reason: in words, why these, where the user did not name them.

    is_alone: nothing is known of the state before. late: new files that sort before old ones.
    """

    files: tuple[File, ...]
    runner: Runner
    is_alone: bool = False
    reason: str = ""
    late: tuple[str, ...] = ()


def collect(wanted: Wanted) -> tuple[Batch, ...]:
    """The batches. Raises UsageError for what is not there, and for a named folder with nothing in it."""
    if not wanted.paths:
        if not wanted.folder.is_dir():
            hint = "name files or folders, or `migrations:` in atlas-like.yaml"
            raise UsageError(f"no folder {wanted.folder}", hint=hint)
        found = _folder_batches(wanted.folder, wanted, is_narrowed=True)
        if not found and not wanted.is_project:
            raise nothing(wanted.folder)
        return found or (Batch((), SCHEMACTL),)  # a project without a migration yet
    batches: list[Batch] = []
    files: dict[Path, list[Path]] = {}
    for name in wanted.paths:
        path = step_in(Path(name)) or Path(name)
        if path.is_dir():
            narrowed = wanted.since is not None or wanted.latest is not None
            found = _folder_batches(path, wanted, is_narrowed=narrowed)
            if not found:
                raise nothing(path)
            batches += found
        elif path.exists():
            files.setdefault(root_of(path), []).append(path)
        else:
            raise UsageError(f"no such file or folder: {name}")
    return (*batches, *(_file_batch(folder, paths, wanted) for folder, paths in files.items()))


def standard_input(data: bytes, name: str, wanted: Wanted) -> Batch:
    """What comes on standard input: behind all migrations of the project, if there is one."""
    file = _decoded(name or "-", data)
    if not wanted.is_project or not wanted.folder.is_dir():
        return Batch((file,), _chosen(wanted) or PLAIN, is_alone=True)
    runner, ordered = _in_order(history_of(wanted.folder), wanted)
    before = (path for path in ordered if path.name != Path(name).name)
    return Batch((*(_read(path, runner, is_wanted=False) for path in before), file), runner)


def _folder_batches(folder: Path, wanted: Wanted, *, is_narrowed: bool) -> tuple[Batch, ...]:
    """A batch for each history in a folder; `is_narrowed`: only new files are linted."""
    make = _new_files if is_narrowed else _whole_history
    found = (make(history, wanted) for history in histories(folder) or [History(folder, ())])
    return tuple(batch for batch in found if batch.files)


def _new_files(history: History, wanted: Wanted) -> Batch:
    runner, ordered = _in_order(history, wanted)
    selection = select_new(history.folder, ordered, wanted.since, wanted.latest)
    chosen = set(selection.paths)
    old = [index for index, path in enumerate(ordered) if path not in chosen]
    late = [path for path in ordered[: old[-1] if old else 0] if path in chosen and wanted.latest is None]
    is_new_known = selection.is_by_branch
    files = tuple(_read(path, runner, is_wanted=path in chosen) for path in ordered)
    late_names = tuple(shown(path) for path in late if is_new_known and path in selection.added)
    return Batch(files, runner, reason=_reason(history, selection.reason), late=late_names)


def _whole_history(history: History, wanted: Wanted) -> Batch:
    runner, ordered = _in_order(history, wanted)
    files = tuple(_read(path, runner, is_wanted=True) for path in ordered)
    return Batch(files, runner, runner is PLAIN, _reason(history))


def _reason(history: History, why: str = "") -> str:
    """What is to be said of the choice of files."""
    left = f"other files in or below {history.folder} are not looked at ({history.left}): name them"
    return "; ".join(filter(None, [why, left if history.left else ""]))


def _file_batch(folder: Path, chosen: Sequence[Path], wanted: Wanted) -> Batch:
    """Files that are named: behind their elders, if the folder is one of migrations; else by themselves."""
    runner, ordered = _in_order(history_of(folder, chosen), wanted)
    if runner is PLAIN or any(path not in ordered for path in chosen):
        plain = _chosen(wanted) or PLAIN
        alone = in_order(PLAIN, chosen) or chosen
        return Batch(tuple(_read(path, plain, is_wanted=True) for path in alone), plain, is_alone=True)
    return Batch(tuple(_read(path, runner, is_wanted=path in chosen) for path in ordered), runner)


def _in_order(history: History, wanted: Wanted) -> tuple[Runner, list[Path]]:
    """The runner of a history, and the files that go up, those in Python among them, which only schemactl runs."""
    runner = _runner(history, wanted)
    programs = history.folder.glob(f"*.up{SUFFIX}") if runner is SCHEMACTL else ()
    return runner, in_order(runner, [*history.files, *programs])


def _runner(history: History, wanted: Wanted) -> Runner:
    given = _chosen(wanted)
    if given:
        return given
    found = find_runner(history.files, _head)
    is_own = wanted.is_project and history.folder.resolve() == wanted.folder.resolve()
    return SCHEMACTL if is_own and found.name in ("golang-migrate", "plain") else found


def _chosen(wanted: Wanted) -> Runner | None:
    if not wanted.runner:
        return None
    if wanted.runner not in RUNNERS:
        raise UsageError(f"no runner {wanted.runner!r}", hint=did_you_mean(wanted.runner, tuple(RUNNERS)))
    return RUNNERS[wanted.runner]


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(HEAD).decode("utf-8-sig", "ignore")


def _read(path: Path, runner: Runner, *, is_wanted: bool) -> File:
    """A file with its text, or with the reason why it has none; and with its settings."""
    file = _decoded(shown(path), path.read_bytes(), is_wanted=is_wanted)
    beside = runner.beside(path)
    return replace(file, settings=beside.read_text("utf-8", "replace")) if beside and beside.is_file() else file


def _decoded(name: str, data: bytes, *, is_wanted: bool = True) -> File:
    try:
        return File(name, data.decode("utf-8-sig"), is_wanted)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02x}"
        fault = SourceError(message, hint="save the file as UTF-8", place=Place(name, line, column))
        return File(name, "", is_wanted, fault)


def shown(path: Path) -> str:
    """As a person at the working directory would write it, with forward slashes."""
    return as_written(path.resolve()).replace(os.sep, "/")


def unreleased(batch: Batch, since: str | None) -> Batch:
    """The same batch, without linting what the base branch has; the reason says how many that are."""
    wanted = [Path(file.path) for file in batch.files if file.is_wanted]
    released = {path.as_posix() for path in find_released(wanted, since)}
    if not released:
        return batch
    which = f"{next(iter(released))} is" if len(released) == 1 else f"{len(released)} files are"
    reason = f"{which} on the base branch, and may have run somewhere: no released file is rewritten"
    return replace(only(batch, {path.as_posix() for path in wanted} - released), reason=reason)


def only(batch: Batch, names: Iterable[str]) -> Batch:
    """The same batch, with only these files linted."""
    kept = set(names)
    return replace(batch, files=tuple(replace(file, is_wanted=file.path in kept) for file in batch.files))
