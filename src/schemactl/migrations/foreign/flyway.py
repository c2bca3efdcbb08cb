"""Flyway: V files and their U files, R files, B files; a row in its books for each run.

Pure. https://documentation.red-gate.com/fd/migrations-184127470.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from schemactl.errors import Place, UsageError
from schemactl.migrations.foreign.model import Books, Files, Foreign, Found, Rows, Tool, known, unfinished
from schemactl.migrations.foreign.text import adapt, join_notes, refuse_text

_NAME = re.compile(r"(?P<kind>[VUB])(?P<version>[0-9][0-9._]*)__(?P<name>.+)\.(?P<end>sql|java)", re.ASCII)
_REPEATABLE = re.compile(r"R__(?P<name>.+)\.(?P<end>sql|java)", re.ASCII)
_CALLBACK = re.compile(r"(before|after|create)[A-Z]\w*(__.+)?\.sql", re.ASCII)
Version = tuple[int, ...]


def parse(files: Files) -> Found:
    """V files by version, each with its U file as the way back, then R files by name.

    A B file stands for all up to its version; it is left out where those are there. SourceError for placeholders.
    """
    kinds: dict[str, dict[Version, str]] = {"V": {}, "U": {}, "B": {}}
    for path in sorted(files):
        match = _NAME.fullmatch(PurePosixPath(path).name)
        if match:
            _refuse_java(match["end"], path)
            _add(kinds[match["kind"]], version_of(match["version"]), path)
    versioned, notes = _with_baseline(kinds["V"], kinds["B"])
    notes += [f"{path} is left out: schemactl has no callbacks" for path in files if is_callback(path)]
    made, said = [], []
    for version in sorted(versioned):
        one, more = _migration(_dotted(version), versioned[version], kinds["U"].get(version), files)
        made.append(one)
        said.append(more)
    for path in sorted(files, key=lambda path: PurePosixPath(path).name):
        if match := _REPEATABLE.fullmatch(PurePosixPath(path).name):
            _refuse_java(match["end"], path)
            one, more = _migration(f"R {_described(match['name'])}", path, None, files)
            made.append(one)
            said.append(more)
            notes.append(f"{path} is repeatable: it runs once here; a change of it is a new migration")
    return Found(tuple(made), (*notes, *join_notes(said)))


def version_of(text: str) -> Version:
    """1.2 as numbers; 1_2 is the same, and so is 1.2.0."""
    parts = [int(part) for part in re.split(r"[._]", text) if part]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def applied(rows: Rows, found: Found) -> tuple[str, ...]:
    """The latest row of a version counts. A baseline stands for all up to its version."""
    done: dict[str, None] = {}
    for _, version, description, type, is_done in rows:
        if type == "SCHEMA":
            continue
        key = _dotted(version_of(version)) if version else f"R {description}"
        if not is_done:
            hint = "take back by hand what of it took effect, then `flyway repair`, and import again"
            raise unfinished("Flyway", f"{version or description} has failed", hint)
        if type.startswith(("UNDO", "DELETE")):
            done.pop(key, None)
        elif "BASELINE" in type:
            done.update(dict.fromkeys(_up_to(version_of(version), found)))
        else:
            done[key] = None
    return tuple(known(key, found) for key in done)


def _up_to(last: Version, found: Found) -> Iterable[str]:
    return (one.key for one in found.migrations if not one.key.startswith("R ") and version_of(one.key) <= last)


def _dotted(version: Version) -> str:
    return ".".join(map(str, version))


def _described(name: str) -> str:
    return name.replace("_", " ")


def _add(kind: dict[Version, str], version: Version, path: str) -> None:
    if version in kind:
        raise UsageError(f"{kind[version]} and {path} have one version", place=Place(path))
    kind[version] = path


def _refuse_java(end: str, path: str) -> None:
    if end == "java":
        hint = "write it as SQL, with the same version, or as <version>_<name>.up.py; then import again"
        raise UsageError(f"{path} is a migration in Java, which schemactl cannot run", hint=hint)


def is_callback(path: str) -> bool:
    """Whether a file is no migration, but run before or after others."""
    return _CALLBACK.fullmatch(PurePosixPath(path).name) is not None


def _with_baseline(ups: dict[Version, str], baselines: dict[Version, str]) -> tuple[dict[Version, str], list[str]]:
    """The V files, and the B files that stand for V files that are gone."""
    made, notes = dict(ups), []
    for version in sorted(baselines):
        if any(one <= version for one in made):
            notes.append(f"{baselines[version]} is left out: the migrations that it stands for are there")
        else:
            made[version] = baselines[version]
    return made, notes


def _migration(key: str, path: str, undo: str | None, files: Files) -> tuple[Foreign, tuple[str, ...]]:
    name = PurePosixPath(path).name.partition("__")[2].removesuffix(".sql")
    up, said = _adapted(path, files)
    down, more = _adapted(undo, files) if undo else (None, ())
    return Foreign(key, name.replace(" ", "_"), path, up, down), (*said, *more)


def _adapted(path: str, files: Files) -> tuple[str, tuple[str, ...]]:
    settings = _settings(files.get(f"{path}.conf", ""))
    if settings.get("placeholderreplacement") != "false":
        refuse_text(files[path], path, "${", "Flyway would put a value in here", "write the value into the file")
    return adapt(files[path], path, transaction=not is_bare(files.get(f"{path}.conf", "")))


def is_bare(settings: str) -> bool:
    """Whether the `.conf` file beside a migration says that it runs without a transaction."""
    return _settings(settings).get("executeintransaction") == "false"


def _settings(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


FLYWAY = Tool(
    "flyway",
    parse,
    Books(
        "flyway_schema_history",
        ("installed_rank", "version", "description", "type", "success"),
        applied,
        "installed_rank int NOT NULL PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,"
        " type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int, installed_by varchar(100) NOT NULL,"
        " installed_on timestamp NOT NULL DEFAULT now(), execution_time int NOT NULL, success boolean NOT NULL",
        order="installed_rank",
    ),
    ("src/main/resources/db/migration", "db/migration", "sql", "migrations"),
    is_deep=True,
)
