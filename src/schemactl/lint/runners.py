"""Migration runners: how each one names its files, cuts them and runs them.

Comes in: names and texts of files. Goes out: which runner they are for, the files in its order, the part of each that
goes up, and how it treats transactions.
Must never know: rules, servers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemactl.lint.script import Mode
from schemactl.migrations.foreign.diesel import is_in_transaction, version_of
from schemactl.migrations.foreign.flyway import is_bare as flyway_is_bare
from schemactl.migrations.foreign.flyway import is_callback
from schemactl.migrations.foreign.sqlx import NO_TRANSACTION


def _whole(text: str) -> str:
    return text


def _never(text: str) -> bool:  # noqa: ARG001 a runner that has no word for it
    return False


def _nowhere(path: Path) -> None:  # noqa: ARG001 a runner without such files
    return None


@dataclass(frozen=True, slots=True)
class Runner:
    """mode: of a file that says nothing else. settings: what it sets before the first statement.

    resumes: after a failure outside a transaction it goes on with the statement that failed. cut: blanks what does
    not go up, so that places stay. is_bare: whether a file asks to be run without a transaction; bare: how it is then.
    beside: where a file's settings may be; is_bare_by: what is_bare is, of those. asserts: it asks what a file asserts
    before it runs the statement below.
    """

    name: str
    mode: Mode
    settings: tuple[tuple[str, str], ...] = ()
    resumes: bool = False
    cut: Callable[[str], str] = _whole
    is_bare: Callable[[str], bool] = _never
    bare: Mode = Mode.EACH
    beside: Callable[[Path], Path | None] = _nowhere
    is_bare_by: Callable[[str], bool] = _never
    asserts: bool = False

    def mode_of(self, text: str, settings: str = "") -> Mode:
        """How a file of this text is run; `settings`: the text of the file of its settings."""
        return self.bare if self.is_bare(text) or self.is_bare_by(settings) else self.mode


def _has(*words: str) -> Callable[[str], bool]:
    """Whether one of these lines stands in the text as a comment, blanks and case aside."""

    def ask(text: str) -> bool:
        lines = (line.strip().lower() for line in text.splitlines() if line.lstrip().startswith("--"))
        return any(line.removeprefix("--").strip().startswith(words) for line in lines)

    return ask


def _section(start: str, end: str) -> Callable[[str], str]:
    """Keeps what stands between two marks; other lines become blank."""

    def cut(text: str) -> str:
        kept, parts = False, []
        for line in text.splitlines(keepends=True):
            mark = line.strip().lower().removeprefix("--").strip() if line.lstrip().startswith("--") else ""
            if mark.startswith(start):
                kept = True
            elif mark.startswith(end):
                kept = False
            parts.append(line if kept else _blank(line))
        return "".join(parts)

    return cut


def _blank(line: str) -> str:
    return "".join(letter if letter in "\r\n" else " " for letter in line)


_OWN_SETTINGS = (("lock_timeout", "5s"), ("statement_timeout", "as database.statement_timeout says"))
SCHEMACTL = Runner(
    "schemactl",
    Mode.AUTO,
    _OWN_SETTINGS,
    resumes=True,
    is_bare=_has("schemactl: transaction=none"),
    asserts=True,
)
GOLANG_MIGRATE = Runner("golang-migrate", Mode.TOGETHER)
GOOSE = Runner("goose", Mode.FILE, cut=_section("+goose up", "+goose down"), is_bare=_has("+goose no transaction"))
DBMATE = Runner(
    "dbmate", Mode.FILE, cut=_section("migrate:up", "migrate:down"), is_bare=_has("migrate:up transaction:false")
)
FLYWAY = Runner("flyway", Mode.AUTO, beside=lambda path: path.with_name(f"{path.name}.conf"), is_bare_by=flyway_is_bare)
ATLAS = Runner("atlas", Mode.FILE, is_bare=_has("atlas:txmode none"))
ALEMBIC = Runner("alembic", Mode.EACH)
PRISMA = Runner("prisma", Mode.TOGETHER)
SQLX = Runner("sqlx", Mode.FILE, is_bare=lambda text: text.startswith(NO_TRANSACTION), bare=Mode.TOGETHER)
DIESEL = Runner(
    "diesel",
    Mode.FILE,
    beside=lambda path: path.with_name("metadata.toml"),
    is_bare_by=lambda text: not is_in_transaction(text, "metadata.toml"),
    bare=Mode.TOGETHER,
)
PLAIN = Runner("plain", Mode.EACH)
_ALL = (SCHEMACTL, GOLANG_MIGRATE, GOOSE, DBMATE, FLYWAY, ATLAS, ALEMBIC, PRISMA, SQLX, DIESEL, PLAIN)
RUNNERS = {one.name: one for one in _ALL}

_FLYWAY_NAME = re.compile(r"(?P<kind>[VUR])(?P<version>[0-9._]*)__.+\.sql", re.ASCII)
_DIGITS = re.compile(r"(\d+)")


def find_runner(paths: Sequence[Path], head: Callable[[Path], str]) -> Runner:
    """The runner that a folder of these files is for. head: the beginning of a file's text."""
    names = {path.name for path in paths}
    folders = {path.parent for path in paths}
    if names in ({"migration.sql"}, {"up.sql"}):
        return PRISMA if names == {"migration.sql"} else DIESEL
    if any((folder / "schemactl.sum").is_file() for folder in folders):
        return SCHEMACTL
    if any((folder / "atlas.sum").is_file() for folder in folders):
        return ATLAS
    if is_flyway(paths):
        return FLYWAY
    if any(_is_of_sqlx(folder) for folder in folders):
        return SQLX
    if names and all(name.endswith((".up.sql", ".down.sql")) for name in names):
        return GOLANG_MIGRATE
    for path in paths[:3]:
        text = head(path)
        for runner, word in ((GOOSE, "+goose up"), (DBMATE, "migrate:up"), (ALEMBIC, "running upgrade")):
            if _has(word)(text):
                return runner
    return PLAIN


def is_flyway(paths: Sequence[Path]) -> bool:
    """Whether all of them are called as Flyway wants it, its callbacks aside."""
    names = [path.name for path in paths if not is_callback(path.name)]
    return bool(names) and all(_FLYWAY_NAME.fullmatch(name) for name in names)


def _is_of_sqlx(folder: Path) -> bool:
    """Whether the crate that a folder is in uses sqlx: its files are called as those of other tools."""
    crate = folder.resolve().parent
    cargo = crate / "Cargo.toml"
    return (
        (crate / "sqlx.toml").is_file()
        or (crate / ".sqlx").is_dir()
        or (cargo.is_file() and "sqlx" in cargo.read_text("utf-8", "ignore"))
    )


def in_order(runner: Runner, paths: Sequence[Path]) -> list[Path]:
    """The files that go up, as the runner runs them."""
    if runner is FLYWAY:
        up = [path for path in paths if _FLYWAY_NAME.fullmatch(path.name) and not path.name.startswith("U")]
        return sorted(up, key=_flyway_key)
    if runner is PRISMA:
        return sorted(paths, key=lambda path: path.parent.name)
    if runner is DIESEL:
        return sorted(paths, key=lambda path: version_of(path.parent.name))
    up = [path for path in paths if not path.name.endswith(".down.sql")]
    return sorted(up, key=lambda path: _natural(path.name))


def _natural(name: str) -> list[tuple[int, str]]:
    """Digits compare as numbers."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(name) if part]


def _flyway_key(path: Path) -> tuple[bool, list[tuple[int, str]]]:
    """Versioned ones by version, repeatable ones (R__) behind them by name."""
    match = _FLYWAY_NAME.fullmatch(path.name)
    version = match["version"].replace("_", ".") if match else path.name
    return path.name.startswith("R"), _natural(version or path.name)
