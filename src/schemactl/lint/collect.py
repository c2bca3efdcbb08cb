"""From what the user names to the files that are linted, and those that come before them.

Comes in: paths, or the folder of a project. Goes out: batches, one for each folder, each with its runner.
Must never know: what is in the files, but for the marks by which runners are told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schemactl.code import SUFFIX
from schemactl.config import did_you_mean
from schemactl.errors import Place, SourceError, UsageError
from schemactl.lint.run import File
from schemactl.lint.runners import PLAIN, RUNNERS, SCHEMACTL, Runner, find_runner, in_order
from schemactl.lint.select import select_new

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
    """The batches. Raises UsageError for what is not there."""
    if not wanted.paths:
        if not wanted.folder.is_dir():
            hint = "name files or folders, or `migrations:` in atlas-like.yaml"
            raise UsageError(f"no folder {wanted.folder}", hint=hint)
        return (_folder_batch(wanted.folder, wanted),)
    batches: list[Batch] = []
    files: dict[Path, list[Path]] = {}
    for name in wanted.paths:
        path = Path(name)
        if path.is_dir():
            narrowed = wanted.since is not None or wanted.latest is not None
            batches.append(_folder_batch(path, wanted) if narrowed else _whole_folder(path, wanted))
        elif path.exists():
            files.setdefault(path.parent, []).append(path)
        else:
            raise UsageError(f"no such file or folder: {name}")
    return (*batches, *(_file_batch(folder, paths, wanted) for folder, paths in files.items()))


def standard_input(data: bytes, name: str, wanted: Wanted) -> Batch:
    """What comes on standard input: behind all migrations of the project, if there is one."""
    file = _decoded(name or "-", data)
    if not wanted.is_project or not wanted.folder.is_dir():
        return Batch((file,), _chosen(wanted) or PLAIN, is_alone=True)
    paths = _sql_files(wanted.folder)
    runner = _runner(paths, wanted)
    ordered = _ordered(wanted.folder, paths, runner)
    before = (path for path in ordered if path.name != Path(name).name)
    return Batch((*(_read(path, is_wanted=False) for path in before), file), runner)


def _folder_batch(folder: Path, wanted: Wanted) -> Batch:
    """The new files of a folder."""
    paths = _sql_files(folder)
    runner = _runner(paths, wanted)
    ordered = _ordered(folder, paths, runner)
    selection = select_new(folder, ordered, wanted.since, wanted.latest)
    chosen = set(selection.paths)
    old = [index for index, path in enumerate(ordered) if path not in chosen]
    late = [path for path in ordered[: old[-1] if old else 0] if path in chosen and wanted.latest is None]
    is_new_known = selection.is_by_branch
    files = tuple(_read(path, is_wanted=path in chosen) for path in ordered)
    late_names = tuple(shown(path) for path in late if is_new_known and path in selection.added)
    return Batch(files, runner, reason=selection.reason, late=late_names)


def _whole_folder(folder: Path, wanted: Wanted) -> Batch:
    paths = _sql_files(folder)
    runner = _runner(paths, wanted)
    ordered = _ordered(folder, paths, runner)
    return Batch(tuple(_read(path, is_wanted=True) for path in ordered), runner, runner is PLAIN)


def _file_batch(folder: Path, chosen: Sequence[Path], wanted: Wanted) -> Batch:
    """Files that are named: behind their elders, if the folder is one of migrations; else by themselves."""
    siblings = _sql_files(folder)
    runner = _runner(siblings, wanted)
    ordered = _ordered(folder, siblings, runner)
    if runner is PLAIN or any(path not in ordered for path in chosen):
        plain = _chosen(wanted) or PLAIN
        return Batch(
            tuple(_read(path, is_wanted=True) for path in in_order(PLAIN, chosen) or chosen), plain, is_alone=True
        )
    return Batch(tuple(_read(path, is_wanted=path in chosen) for path in ordered), runner)


def _sql_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix == ".sql" and not path.name.startswith("."))


def _ordered(folder: Path, paths: Sequence[Path], runner: Runner) -> list[Path]:
    """The files that go up, those in Python among them, which only schemactl runs."""
    programs = folder.glob(f"*.up{SUFFIX}") if runner is SCHEMACTL else ()
    return in_order(runner, [*paths, *programs])


def _runner(paths: Sequence[Path], wanted: Wanted) -> Runner:
    given = _chosen(wanted)
    if given:
        return given
    found = find_runner(paths, _head)
    is_own = wanted.is_project and any(path.parent.resolve() == wanted.folder.resolve() for path in paths)
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


def _read(path: Path, *, is_wanted: bool) -> File:
    """A file with its text, or with the reason why it has none."""
    return _decoded(shown(path), path.read_bytes(), is_wanted=is_wanted)


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
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def only(batch: Batch, names: Iterable[str]) -> Batch:
    """The same batch, with only these files linted."""
    kept = set(names)
    return replace(batch, files=tuple(replace(file, is_wanted=file.path in kept) for file in batch.files))
