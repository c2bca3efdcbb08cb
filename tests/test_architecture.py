"""The rules that keep this code readable, held by tests: what may import what, what may print, how long things get."""

from __future__ import annotations

import ast
import itertools
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "schemactl"
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"sqlalchemy", "migra", "schemainspect", "postgast", "google.protobuf", "rich.console", "psycopg", "yaml"}

SILENT = [path for path in MODULES if PACKAGE / "cli" not in path.parents]
TALK = {"print", "input", "exit", "quit", "sys.exit", "sys.stdout.write", "sys.stderr.write"}

VERSION = "import sys; sys.argv[1:] = ['--version']; from schemactl.cli.main import main; main()"


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> set[str]:
    """Top-level packages that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.walk(ast.parse(path.read_text()))
    return [node for node in tree if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def is_data(path: Path) -> bool:
    """A module that is mostly tables: fewer than one line in five belongs to a function."""
    lines = sum((node.end_lineno or 0) - node.lineno + 1 for node in functions(path))
    return lines * 5 < len(path.read_text().splitlines())


def test_only_the_engine_knows_migra() -> None:
    """migra and schemainspect are imported by diff/engine.py and by no other module."""
    assert [name_of(path) for path in MODULES if imports(path) & {"migra", "schemainspect"}] == ["diff/engine.py"]


def test_only_two_modules_know_the_parser() -> None:
    """postgast is young: there are two doors to it, of SQL and of PL/pgSQL, so that it can be changed for another."""
    assert [name_of(path) for path in MODULES if imports(path) & {"postgast"}] == ["pgsql.py", "plpgsql.py"]


@pytest.mark.parametrize("path", SILENT, ids=name_of)
def test_nothing_outside_the_command_line_prints_or_exits(path: Path) -> None:
    """A library function returns or raises; only cli/ prints, prompts and exits."""
    tree = ast.parse(path.read_text())
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & TALK
    assert not imports(path) & {"typer", "click", "rich", "getpass"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_short(path: Path) -> None:
    """400 lines at most, 600 for tables of data: beyond that it is two modules."""
    assert len(path.read_text().splitlines()) <= (600 if is_data(path) else 400)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_stays_short(path: Path) -> None:
    """50 lines at most, docstring included."""
    too_long = {node.name for node in functions(path) if (node.end_lineno or 0) - node.lineno + 1 > 50}
    assert not too_long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    """Every module that holds code opens with a docstring."""
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_says_what_it_holds(path: Path) -> None:
    """Each test's docstring states the behaviour that it holds."""
    tests = [node for node in functions(path) if node.name.startswith("test_")]
    assert not [node.name for node in tests if not ast.get_docstring(node)]


def test_half_of_the_functions_are_short() -> None:
    """Half of all functions have fewer than ten lines, docstring included."""
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for path in MODULES for node in functions(path))
    assert lengths[len(lengths) // 2] < 10


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.sql")), ids=lambda path: path.name)
def test_a_query_says_what_a_row_is_and_names_its_schema(path: Path) -> None:
    """SQL files open with a comment, and take catalog tables from pg_catalog whatever the search path is."""
    text = path.read_text()
    assert text.startswith("--")
    words = text.replace("(", " ").split()
    after_from = {word for before, word in itertools.pairwise(words) if before.lower() in {"from", "join"}}
    assert not {word for word in after_from if word.startswith("pg_") and not word.startswith("pg_catalog.")}


@pytest.mark.parametrize("arguments", [["-c", "import schemactl"], ["-c", VERSION]], ids=["import", "version"])
def test_starting_is_light(arguments: list[str]) -> None:
    """Importing the package and asking for its version load none of the heavy libraries."""
    command = [sys.executable, "-X", "importtime", *arguments]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loaded = {line.rsplit("|", 1)[1].strip() for line in report.splitlines() if line.startswith("import time:")}
    assert not loaded & HEAVY


def test_rooms_import_one_way() -> None:
    """The import contracts of pyproject.toml hold (asked where import-linter is installed)."""
    importlinter = pytest.importorskip("importlinter.cli")
    assert importlinter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
