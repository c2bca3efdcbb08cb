"""Stand-ins: extensions that a server of ours lacks, with the same functions and signatures and little behind them.

In: an installation, and a folder of stand-ins that the project captured. Out: `Equipment`: how to start that server
so that CREATE EXTENSION finds them. They lie in our cache, never among the user's files: Postgres 18 is told where to
look, an older one runs from a tree of links to its own programs, with a folder of extensions of its own.

A stand-in is a file `<extension>--<version>.sql`, as Postgres has them, with lines `-- comment: TEXT` and
`-- standin: WORDS` at its top, the words of `relocatable`, `trusted`, `schema=NAME` and `requires=NAME,NAME`.
This file must never know what is in an extension.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from schemactl.errors import Place, ServerError, UsageError
from schemactl.server.binaries import Installation, files_of, open_for_reading
from schemactl.server.system import IS_WINDOWS

BUILT_IN = Path(__file__).parent / "standins"
NEWER = {"pgcrypto": (18, "1.4")}  # from this major on, an extension has this version
HEAD = "-- standin:"
COMMENT = "-- comment: "
CONTROL_PATH_SINCE = 18


@dataclass(frozen=True, slots=True)
class Standin:
    """One stand-in: `files` are its scripts by name, `words` and `comment` what it says of itself."""

    name: str
    version: str
    words: tuple[str, ...]
    comment: str
    files: Mapping[str, str]

    def control(self) -> str:
        """The text of its control file."""
        said = {word.partition("=")[0]: word.partition("=")[2] for word in self.words}
        values: dict[str, str] = {
            **({"comment": self.comment.replace("'", "''")} if self.comment else {}),
            "default_version": self.version,
            "relocatable": str("relocatable" in said).lower(),
            "trusted": str("trusted" in said).lower(),
            **{key: said[key].replace(",", ", ") for key in ("schema", "requires") if key in said},
        }
        return "".join(f"{key} = '{value}'\n" for key, value in values.items())


@dataclass(frozen=True, slots=True)
class Equipment:
    """What to start: the programs, settings for them, the stand-ins that they then have, and what decides those.

    files: the folders that they read.
    """

    installation: Installation
    files: tuple[Path, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    digest: str = ""


def equip(installation: Installation, cache: Path, folder: Path | None) -> Equipment:
    """Stand-ins for what the installation lacks: built-in ones, and those of a project's folder, which win."""
    extensions = _extension_folder(installation)
    if extensions is None:
        return Equipment(installation, files_of(installation))
    known = {each.name: each for each in (*_built_in(installation.major), *_captured(folder))}
    lacking = [each for each in known.values() if not (extensions / f"{each.name}.control").is_file()]
    if not lacking:
        return Equipment(installation, files_of(installation))
    digest = _digest(lacking)
    has_path = installation.major >= CONTROL_PATH_SINCE
    place = "" if has_path else hashlib.sha256(os.fsencode(installation.folder)).hexdigest()[:8]
    home = cache / "-".join(filter(None, ("standins", installation.digest[:12], digest, place)))
    if not home.exists():
        _make(home, lacking, None if has_path else (installation.folder, extensions))
    with contextlib.suppress(OSError):
        os.utime(home)
    names, files = frozenset(each.name for each in lacking), (*files_of(installation), home)
    if has_path:
        return Equipment(installation, files, {"extension_control_path": f"$system{os.pathsep}{home}"}, names, digest)
    programs = home / _place(installation.folder, extensions)
    if not programs.is_dir():
        return Equipment(installation, files_of(installation))
    return Equipment(replace(installation, folder=programs), files, {}, names, digest)


def read_standin(file: Path) -> Standin:
    """Raises UsageError for a file that is no stand-in."""
    name, mark, version = file.stem.partition("--")
    text = file.read_text("utf-8")
    lines = text[: text.find("\n\n") + 1 or None].splitlines()  # a script may be long, and is read at each start
    words = next((line.removeprefix(HEAD).split() for line in lines if line.startswith(HEAD)), None)
    comment = next((line.removeprefix(COMMENT) for line in lines if line.startswith(COMMENT)), "")
    if not (name and mark and version) or "--" in version or words is None:
        hint = "schemactl standin EXTENSION --url URL writes one"
        raise UsageError(f"{file.name} is no stand-in for an extension", place=Place(str(file)), hint=hint)
    return Standin(name, version, tuple(words), comment, {file.name: text})


def is_built_in(name: str) -> bool:
    """Whether schemactl brings a stand-in for an extension of this name."""
    return any(file.name.startswith(f"{name}--") for file in BUILT_IN.glob("*.sql"))


def _built_in(major: int) -> Iterator[Standin]:
    for file in sorted(BUILT_IN.glob("*.sql")):
        if file.stem.count("--") == 1:
            standin = read_standin(file)
            since, version = NEWER.get(standin.name, (0, standin.version))
            updates = {each.name: each.read_text("utf-8") for each in BUILT_IN.glob(f"{file.stem}--*.sql")}
            if major < since:
                version, updates = standin.version, {}
            files = {name: text + _own_end(standin.name) for name, text in standin.files.items()}
            yield replace(standin, version=version, files={**files, **updates})


def _own_end(name: str) -> str:
    """What stands at the end of every stand-in for an extension, captured or brought; nothing for most."""
    file = BUILT_IN / "spellings" / f"{name}.sql"
    return f"\n{file.read_text('utf-8')}" if file.is_file() else ""


def _captured(folder: Path | None) -> Iterator[Standin]:
    """Of several versions of one extension the last one by name is taken."""
    yield from (read_standin(file) for file in sorted(folder.glob("*.sql") if folder and folder.is_dir() else ()))


def _digest(standins: Iterable[Standin]) -> str:
    digest = hashlib.sha256()
    for each in sorted(standins, key=lambda each: each.name):
        digest.update(repr((each.name, each.control(), sorted(each.files.items()))).encode())
    return digest.hexdigest()[:12]


def _extension_folder(installation: Installation) -> Path | None:
    """Where the control files of a server's own extensions lie; None if it is none of the places where they do."""
    programs, major = installation.folder, installation.major
    above = (programs.parent, programs.parent / "postgresql", programs.parent.parent)
    shares = [place / "share" / name for place in above for name in ("", "postgresql", f"postgresql@{major}", "pgsql")]
    shares += [prefix / "share" / "postgresql" / str(major) for prefix in programs.parents[3:4]]  # Debian's
    folders = (share / "extension" for share in shares)
    return next((folder for folder in folders if (folder / "plpgsql.control").is_file()), None)


def _make(home: Path, standins: Sequence[Standin], tree: tuple[Path, Path] | None) -> None:
    """The folder with the stand-ins, made whole or not at all; with the tree of a server around it, if it needs one."""
    fresh = home.with_name(f"{home.name}.{os.getpid()}.tmp")
    try:
        fresh.mkdir()
        if tree and not IS_WINDOWS:
            target = _link_tree(*tree, fresh)
        else:
            target = fresh / "extension"
            target.mkdir()
        for each in standins:
            for name, text in ((f"{each.name}.control", each.control()), *each.files.items()):
                (target / name).write_text(text, "utf-8")
        open_for_reading(fresh)
        fresh.rename(home)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if not home.exists():
            hint = "set SCHEMACTL_CACHE to a folder with room that you may write to"
            raise ServerError(f"cannot prepare stand-ins in {home}", detail=str(error), hint=hint) from error


def _place(programs: Path, extensions: Path) -> Path:
    """Where the programs stand in the tree: as far below its root as two levels above all that they need.

    A server finds its share folder by the way from its own; wheels keep libraries beside the folder of their package.
    """
    prefix = _prefix(programs, extensions)
    return Path(prefix.parent.name, prefix.name, programs.relative_to(prefix))


def _prefix(programs: Path, extensions: Path) -> Path:
    return Path(os.path.commonpath([programs, extensions]))


def _link_tree(programs: Path, extensions: Path, root: Path) -> Path:
    """The server's files as links, but for its program, which must not be one; returns its folder of extensions."""
    prefix = _prefix(programs, extensions)
    base = root / prefix.parent.name / prefix.name
    own = root / _place(programs, extensions)
    share = base / extensions.parent.relative_to(prefix)
    for folder in (own, share / "extension"):
        folder.mkdir(parents=True)
    shutil.copy2(programs / "postgres", own)
    _link_all(programs, own)
    _link_all(programs.parent, own.parent)
    _link_all(extensions.parent, share)
    _link_all(extensions, share / "extension")
    libraries = prefix.parent.parent / f"{prefix.parent.name}.libs"
    if prefix.parent.name and libraries.is_dir():
        (root / libraries.name).symlink_to(libraries)
    return share / "extension"


def _link_all(source: Path, target: Path) -> None:
    """Everything in a folder that the target does not have already."""
    for each in source.iterdir():
        if not (target / each.name).exists():
            (target / each.name).symlink_to(each)
