"""Migration runners: how each one names its files, cuts them and runs them.

Comes in: names and texts of files. Goes out: which runner they are for, the files in its order, the part of each that
goes up, and how it treats transactions.
Must never know: rules, servers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from schemactl.lint.script import Mode, Parts
from schemactl.migrations.foreign.diesel import is_in_transaction, version_of
from schemactl.migrations.foreign.flyway import is_bare as flyway_is_bare
from schemactl.migrations.foreign.flyway import is_callback
from schemactl.migrations.foreign.flyway import version_of as version_of_flyway
from schemactl.migrations.foreign.sqlx import NO_TRANSACTION


def _whole(text: str) -> str:
    return text


def _as_it_is(text: str, places: Sequence[int]) -> str:  # noqa: ARG001 a runner that has no word for it
    return text


def _undivided(text: str) -> Parts:  # noqa: ARG001 a runner that knows no parts
    return ()


def _never(text: str) -> bool:  # noqa: ARG001 a runner that has no word for it
    return False


def _nowhere(path: Path) -> None:  # noqa: ARG001 a runner without such files
    return None


@dataclass(frozen=True, slots=True)
class Runner:
    """mode: of a file that says nothing else. settings: what it sets before the first statement.

    resumes: after a failure outside a transaction it goes on with the statement that failed. cut: blanks what does
    not go up, so that places stay. is_bare: whether a file asks to be run without a transaction; bare: how it is then.
    parts: those of a file that are run one by one. beside: where a file's settings may be; is_bare_by: what is_bare is,
    of those. asserts: it asks what a file asserts before it runs the statement below. to_bare, to_bare_by: the text, or
    the settings, that ask for it, for what stands at these places; the same text where there is no word for it.
    is_mixed: whether a file may hold both what runs in a transaction and what cannot.
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
    parts: Callable[[str], Parts] = _undivided
    to_bare: Callable[[str, Sequence[int]], str] = _as_it_is
    to_bare_by: Callable[[str], str] = _whole
    is_mixed: bool = True

    def mode_of(self, text: str, settings: str = "") -> Mode:
        """How a file of this text is run; `settings`: the text of the file of its settings."""
        return self.bare if self.is_bare(text) or self.is_bare_by(settings) else self.mode


def _has(*words: str) -> Callable[[str], bool]:
    """Whether one of these lines stands in the text as a comment, blanks and case aside."""

    def ask(text: str) -> bool:
        return any(_mark(line).startswith(words) for line in text.splitlines())

    return ask


def _section(start: str, end: str) -> Callable[[str], str]:
    """Keeps what stands between two marks; other lines become blank."""

    def cut(text: str) -> str:
        kept, parts = False, []
        for line in text.splitlines(keepends=True):
            mark = _mark(line)
            if mark.startswith(start):
                kept = True
            elif mark.startswith(end):
                kept = False
            parts.append(line if kept else _blank(line))
        return "".join(parts)

    return cut


def _above(end: str) -> Callable[[str], str]:
    """Keeps what stands above a mark."""

    def cut(text: str) -> str:
        kept, parts = True, []
        for line in text.splitlines(keepends=True):
            kept = kept and not _mark(line).startswith(end)
            parts.append(line if kept else _blank(line))
        return "".join(parts)

    return cut


def _mark(line: str) -> str:
    """What a comment says; empty if the line is none."""
    word = line.strip().lower()
    return word.removeprefix("--").strip() if word.startswith("--") else ""


def _marks(text: str, start: str) -> list[str]:
    return [mark for mark in map(_mark, text.splitlines()) if mark.startswith(start)]


def _topped(line: str) -> Callable[[str, Sequence[int]], str]:
    """Puts a line at the top of a text."""
    return lambda text, _: f"{line}{_end_of_lines(text)}{text}"


def _with_word(start: str, word: str, old: str) -> Callable[[str, Sequence[int]], str]:
    """Adds a word to the marks above these places that start so; it takes the place of `old`."""

    def write(text: str, places: Sequence[int]) -> str:
        marks = [(at, line) for at, line in _lines(text) if _mark(line).startswith(start)]
        above = {max((mark for mark in marks if mark[0] <= place), default=None) for place in places}
        for at, line in sorted((mark for mark in above if mark), reverse=True):
            bare = line.rstrip()
            kept = bare.replace(old, "").rstrip() if old else bare
            text = f"{text[:at]}{kept} {word}{text[at + len(bare) :]}"
        return text

    return write


def _changesets(text: str) -> Parts:
    """Liquibase's: each begins with a mark, and has a transaction unless that says otherwise."""
    marks = ((at, _mark(line)) for at, line in _lines(text))
    return tuple((at, "runintransaction:false" not in mark) for at, mark in marks if mark.startswith("changeset"))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its place."""
    lines = text.splitlines(keepends=True)
    return zip(accumulate(map(len, lines), initial=0), lines, strict=False)


def _above_atlas(text: str, _: Sequence[int]) -> str:
    """A directive for the whole file stands in a block at its top, which a blank line ends."""
    is_there = _mark(text.partition("\n")[0]).startswith("atlas:")
    return _topped("-- atlas:txmode none")(text if is_there else f"{_end_of_lines(text)}{text}", ())


def _with_setting(key: str, line: str) -> Callable[[str], str]:
    """Settings in which this line is the one with the key."""

    def write(text: str) -> str:
        kept = [one for one in text.splitlines(keepends=True) if one.partition("=")[0].strip() != key]
        return f"{line}{_end_of_lines(text)}{''.join(kept)}"

    return write


def _end_of_lines(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


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
    to_bare=_topped("-- schemactl: transaction=none"),
)
GOLANG_MIGRATE = Runner("golang-migrate", Mode.TOGETHER)
GOOSE = Runner(
    "goose",
    Mode.FILE,
    cut=_section("+goose up", "+goose down"),
    is_bare=_has("+goose no transaction"),
    to_bare=_topped("-- +goose NO TRANSACTION"),
)
DBMATE = Runner(
    "dbmate",
    Mode.FILE,
    cut=_section("migrate:up", "migrate:down"),
    is_bare=_has("migrate:up transaction:false"),
    to_bare=_with_word("migrate:up", "transaction:false", "transaction:true"),
)
FLYWAY = Runner(
    "flyway",
    Mode.AUTO,
    beside=lambda path: path.with_name(f"{path.name}.conf"),
    is_bare_by=flyway_is_bare,
    to_bare_by=_with_setting("executeInTransaction", "executeInTransaction=false"),
    is_mixed=False,
)
ATLAS = Runner("atlas", Mode.FILE, is_bare=_has("atlas:txmode none"), to_bare=_above_atlas)
ALEMBIC = Runner("alembic", Mode.EACH)
SQL_MIGRATE = Runner(
    "sql-migrate",
    Mode.FILE,
    cut=_section("+migrate up", "+migrate down"),
    is_bare=lambda text: any("notransaction" in line for line in _marks(text, "+migrate up")),
    to_bare=_with_word("+migrate up", "notransaction", ""),
)
NODE_PG_MIGRATE = Runner("node-pg-migrate", Mode.FILE, cut=_above("down migration"))
TERN = Runner(
    "tern",
    Mode.FILE,
    cut=_above("-- create above / drop below"),
    is_bare=_has("-- tern: disable-tx"),
    to_bare=_topped("---- tern: disable-tx ----"),
)
LIQUIBASE = Runner(
    "liquibase",
    Mode.EACH,
    resumes=True,
    parts=_changesets,
    to_bare=_with_word("changeset", "runInTransaction:false", "runInTransaction:true"),
)
"""One transaction for a changeset; what ran is not run again."""
SQITCH = Runner("sqitch", Mode.EACH)
"""psql runs a script, which has its own BEGIN and COMMIT."""
PRISMA = Runner("prisma", Mode.TOGETHER)
SQLX = Runner(
    "sqlx",
    Mode.FILE,
    is_bare=lambda text: text.startswith(NO_TRANSACTION),
    bare=Mode.TOGETHER,
    to_bare=_topped(NO_TRANSACTION),
)
DIESEL = Runner(
    "diesel",
    Mode.FILE,
    beside=lambda path: path.with_name("metadata.toml"),
    is_bare_by=lambda text: not is_in_transaction(text, "metadata.toml"),
    bare=Mode.TOGETHER,
    to_bare_by=_with_setting("run_in_transaction", "run_in_transaction = false"),
)
PLAIN = Runner("plain", Mode.EACH)
_ALL = (
    *(SCHEMACTL, GOLANG_MIGRATE, GOOSE, DBMATE, FLYWAY, ATLAS, ALEMBIC, PRISMA, SQLX, DIESEL),
    *(SQL_MIGRATE, NODE_PG_MIGRATE, TERN, LIQUIBASE, SQITCH, PLAIN),
)
RUNNERS = {one.name: one for one in _ALL}

_FLYWAY_NAME = re.compile(r"(?:(?P<kind>[VUB])(?P<version>[0-9][0-9._]*)|R)__.+\.sql", re.ASCII)
_PAIR_NAME = re.compile(r".+\.(up|down)\.sql", re.ASCII)
_MARKS = (
    *((GOOSE, "+goose up"), (DBMATE, "migrate:up"), (ALEMBIC, "running upgrade"), (SQL_MIGRATE, "+migrate up")),
    *((NODE_PG_MIGRATE, "up migration"), (LIQUIBASE, "liquibase formatted sql")),
    *((TERN, "-- create above / drop below"), (TERN, "-- tern: disable-tx")),
)
LOOKED_AT = 10
"""Files of a folder whose beginning may tell the runner."""
PLAN = "sqitch.plan"
_DIGITS = re.compile(r"(\d+)")


def find_runner(paths: Sequence[Path], head: Callable[[Path], str]) -> Runner:
    """The runner that a folder of these files is for. head: the beginning of a file's text."""
    names = {path.name for path in paths}
    folders = {path.parent for path in paths}
    if names == {"migration.sql"}:
        return PRISMA
    if names == {"up.sql"} and all(folder.name[:1].isdigit() for folder in folders):
        return DIESEL
    if any((folder / "schemactl.sum").is_file() for folder in folders):
        return SCHEMACTL
    if any((folder.parent / PLAN).is_file() for folder in folders):
        return SQITCH
    if is_flyway(paths):
        return FLYWAY
    return _by_marks(paths, head) or _by_names(paths, folders)


def _by_marks(paths: Sequence[Path], head: Callable[[Path], str]) -> Runner | None:
    """By what the first files say: no other runner reads that."""
    for path in paths[:LOOKED_AT]:
        marks = [mark for mark in map(_mark, head(path).splitlines()) if mark]
        for runner, word in _MARKS:
            if any(mark.startswith(word) for mark in marks):
                return runner
    return None


def _by_names(paths: Sequence[Path], folders: set[Path]) -> Runner:
    """By the names, and what is around them. Atlas keeps its sums for folders of other runners as well."""
    if any(_is_of_sqlx(folder) for folder in folders):
        return SQLX
    if _is_mostly(paths, _PAIR_NAME):
        return GOLANG_MIGRATE
    if any((folder / "tern.conf").is_file() for folder in folders):
        return TERN
    return ATLAS if any((folder / "atlas.sum").is_file() for folder in folders) else PLAIN


def is_flyway(paths: Sequence[Path]) -> bool:
    """Whether most of them are called as Flyway wants it, its callbacks aside; it passes over all others."""
    return _is_mostly([path for path in paths if not is_callback(path.name)], _FLYWAY_NAME)


def is_flyways(path: Path) -> bool:
    """Whether Flyway runs it, at some time."""
    return _FLYWAY_NAME.fullmatch(path.name) is not None


def _is_mostly(paths: Sequence[Path], name: re.Pattern[str]) -> bool:
    return sum(name.fullmatch(path.name) is not None for path in paths) * 2 > len(paths)


def _is_of_sqlx(folder: Path) -> bool:
    """Whether the crate that a folder is in uses sqlx: its files are called as those of other tools."""
    crate = folder.resolve().parent
    crate = crate.parent if crate.name == "migrations" else crate  # migrations/postgres
    cargo = crate / "Cargo.toml"
    return (
        (crate / "sqlx.toml").is_file()
        or (crate / ".sqlx").is_dir()
        or (cargo.is_file() and "sqlx" in cargo.read_text("utf-8", "ignore"))
    )


def in_order(runner: Runner, paths: Sequence[Path]) -> list[Path]:
    """The files that go up, as the runner runs them."""
    if runner is FLYWAY:
        return _in_flyways_order(paths)
    if runner is SQITCH:
        return _in_order_of_plan(paths)
    if runner is PRISMA:
        return sorted(paths, key=lambda path: path.parent.name)
    if runner is DIESEL:
        return sorted(paths, key=lambda path: version_of(path.parent.name))
    is_paired = runner is GOLANG_MIGRATE and _is_mostly(paths, _PAIR_NAME)
    up = [path for path in paths if not path.name.endswith(".down.sql")]
    up = [path for path in up if not is_paired or path.name.endswith(".up.sql")]
    return sorted(up, key=lambda path: _natural(path.name))


def _natural(name: str) -> list[tuple[int, str]]:
    """Digits compare as numbers."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(name) if part]


def _in_flyways_order(paths: Sequence[Path]) -> list[Path]:
    """Without undo files; without a baseline (B) where what it stands for is there, and with the last one else."""
    versioned = {path: version_of_flyway(match["version"]) for path in paths if (match := _versioned(path))}
    kinds = {kind: [path for path in versioned if path.name.startswith(kind)] for kind in "VB"}
    last = max(kinds["B"], key=lambda path: versioned[path], default=None)
    is_needed = last is not None and all(versioned[path] > versioned[last] for path in kinds["V"])
    repeated = [path for path in paths if path.name.startswith("R") and is_flyways(path)]
    return sorted([*([last] if last and is_needed else []), *kinds["V"], *repeated], key=_flyway_key)


def _versioned(path: Path) -> re.Match[str] | None:
    match = _FLYWAY_NAME.fullmatch(path.name)
    return match if match and match["version"] else None


def _in_order_of_plan(paths: Sequence[Path]) -> list[Path]:
    """As the plan has them; NAME@TAG is what a change was before it was reworked."""
    plan = next((path.parent.parent / PLAN for path in paths), None)
    lines = plan.read_text("utf-8", "ignore").splitlines() if plan and plan.is_file() else []
    words = [line.split()[0] for line in lines if line.strip() and line.lstrip()[0] not in "#%@"]
    first, last = {name: at for at, name in reversed([*enumerate(words)])}, {name: at for at, name in enumerate(words)}
    places: dict[Path, int] = {}
    for path in paths:
        name, _, tag = path.name.removesuffix(".sql").partition("@")
        if name in last:
            places[path] = first[name] if tag else last[name]
    return sorted(places, key=lambda path: (places[path], path.name))


def _flyway_key(path: Path) -> tuple[bool, list[tuple[int, str]]]:
    """Versioned ones by version, repeatable ones (R__) behind them by name."""
    match = _FLYWAY_NAME.fullmatch(path.name)
    version = match["version"].replace("_", ".") if match and match["version"] else path.name
    return path.name.startswith("R"), _natural(version or path.name)
