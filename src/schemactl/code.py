"""Migrations in Python: a file `<version>_<name>.up.py` with a function `up`, for what SQL cannot do.

    def up(connection):
        for id, text in connection.execute("SELECT id, body FROM notes").fetchall():
            connection.execute("UPDATE notes SET words = %s WHERE id = %s", [len(text.split()), id])

Comes in: the text of a file; a psycopg connection. Goes out: a `Code`, which stands among statements as one of them;
SourceError for a text that has no such function, CodeError with the file's line when it fails.
Must never know: which server the connection leads to, or what is recorded.

The function gets an autocommit connection inside a transaction, which it can neither commit nor roll back; with the
line `# schemactl: transaction=none` at the top of the file there is none, and the function makes its own.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from schemactl.errors import Place, SourceError
from schemactl.pgsql import Lines, Statement
from schemactl.psql import read_script, split_script

if TYPE_CHECKING:
    import psycopg

SUFFIX = ".py"
FUNCTION = "up"
BARE = "schemactl: transaction=none"
_FORM = "write `def up(connection):`; the connection is psycopg's"


@dataclass(frozen=True, slots=True)
class Code(Statement):
    """A whole file: `sql` is its text, in Python. `transaction`: whether it is called in one."""

    transaction: bool = True


class CodeError(SourceError):
    """`up` raised something; the place is the last line of the file that was at work."""


def is_code(path: str) -> bool:
    """Whether a file is one in Python, by its name."""
    return path.endswith(SUFFIX)


def read_statements(text: str, path: str) -> tuple[Statement, ...]:
    """The statements of a migration's file: those of SQL, each COPY with its rows; of Python the one. Runs nothing."""
    if is_code(path):
        return (read_code(text, path),)
    return split_script(read_script(text, path, includes=False), path)


def read_code(text: str, path: str) -> Code:
    """SourceError with the place for what is no Python, or has no `def up(connection)`."""
    lines = Lines(text, path)
    try:
        tree = ast.parse(text, path)
    except SyntaxError as error:
        place = Place(path, error.lineno or 0, error.offset or 0, (error.text or "").rstrip("\n"))
        raise SourceError(f"this is no Python: {error.msg}", place=place) from error
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == FUNCTION]
    if not found or len([*found[-1].args.posonlyargs, *found[-1].args.args]) != 1:
        raise SourceError(f"there is no function {FUNCTION}(connection)", hint=_FORM, place=lines.place(0))
    top = [line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")]
    return Code(text, Place(path, 1, 1, text.partition("\n")[0]), transaction=BARE not in top)


def refusal(file: Statement) -> SourceError:
    """Why a file in Python is not called where nobody has said that files are trusted."""
    hint = "it could do anything to this machine; if you know who wrote it, set SCHEMACTL_TRUST=1"
    return SourceError("a migration in Python is not run unasked", hint=hint, place=file.place)


def call(connection: psycopg.Connection, code: Code) -> None:
    """Runs the file and calls its function: in a transaction, or a savepoint if there is one; or in none. CodeError."""
    row_factory = connection.row_factory
    try:
        with connection.transaction() if code.transaction else nullcontext():
            with _module(code) as module:
                module.up(connection)
            _require_transaction(connection, code)
    except Exception as error:
        raise _failure(code, error) from error
    finally:
        connection.row_factory = row_factory


def _require_transaction(connection: psycopg.Connection, code: Code) -> None:
    """RuntimeError if the function has sent a COMMIT; psycopg's own methods refuse that by themselves."""
    if code.transaction and connection.info.transaction_status.name == "IDLE":
        raise RuntimeError(f"{FUNCTION} ended the transaction, and what it had done stays; `# {BARE}` gives it none")


@contextmanager
def _module(code: Code) -> Iterator[Any]:
    """The file as a module that can be found while it is at work, as dataclasses want; several may be at once."""
    path = code.place.path
    module = ModuleType(f"{Path(path).name.partition('.')[0]}_{uuid4().hex}")
    module.__file__ = path
    sys.modules[module.__name__] = module
    try:
        exec(compile(code.sql, path, "exec"), module.__dict__)  # noqa: S102 a migration is there to be run
        yield module
    finally:
        del sys.modules[module.__name__]


def _failure(code: Code, error: Exception) -> CodeError:
    """What was raised, in words, and where in the file."""
    import psycopg

    path, lines = code.place.path, code.sql.splitlines()
    numbers = [number for frame, number in walk_tb(error.__traceback__) if frame.f_code.co_filename == path]
    line = numbers[-1] if numbers else 1
    place = Place(path, line, 0, lines[line - 1] if line <= len(lines) else "")
    if isinstance(error, psycopg.Error):
        said = error.diag.message_primary or str(error).strip()
        return CodeError(said, place=place, sqlstate=error.sqlstate or "", detail=error.diag.message_detail or "")
    return CodeError(f"{type(error).__name__}: {error}", place=place)
