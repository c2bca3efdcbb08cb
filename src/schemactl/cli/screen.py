"""The only place that writes to the terminal: results to stdout, everything else to stderr.

Colours go to terminals only, and not where NO_COLOR or `--no-color` says so. No password is ever shown.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from schemactl.errors import SchemactlError

_CODES = {"error": "1;31", "warning": "1;33", "hint": "36", "place": "1", "dim": "2", "good": "32"}
_chosen = {"colour": True}


def begin() -> None:
    """Forgets what an earlier run in this process chose."""
    _chosen["colour"] = True
    show_log(wanted=False)


def without_colour() -> None:
    """No colours for the rest of the run, whatever the terminal."""
    _chosen["colour"] = False


def has_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that may have colours."""
    wanted = _chosen["colour"] and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and stream.isatty()


def paint(style: str, text: str, stream: TextIO | None = None) -> str:
    """`text` in a style (error, warning, hint, place, dim, good), for stderr unless said otherwise."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if has_colour(stream or sys.stderr) else text


def out(text: str) -> None:
    """A result, to stdout."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """What goes on, to stderr, behind the results so far."""
    from schemactl.config.urls import redact

    sys.stdout.flush()
    sys.stderr.write(redact(text) + "\n")


def warn(text: str) -> None:
    """What somebody should know, to stderr."""
    note(f"{paint('warning', 'warning:')} {text}")


def sql(text: str) -> None:
    """SQL as a result, to stdout; coloured on a terminal."""
    if not has_colour(sys.stdout):
        out(text.rstrip("\n"))
        return
    from rich.console import Console
    from rich.syntax import Syntax

    Console().print(Syntax(text.rstrip("\n"), "postgresql", theme="ansi_dark", background_color="default"))


def fail(error: SchemactlError) -> None:
    """An error with its place and the way out, to stderr."""
    from schemactl.report.text import render_error

    note(render_error(error, paint))


def fail_as_json(error: SchemactlError, more: Mapping[str, Any]) -> None:
    """An error as the result, to stdout, with what was done before it."""
    from schemactl.config.urls import redact
    from schemactl.report.json import error_document, render_json

    out(redact(render_json({**more, **error_document(error)})))


def as_known(error: Exception) -> SchemactlError:
    """Any error as one that can be shown: what the system refused, or what nobody foresaw, in one line."""
    from schemactl.errors import SchemactlError

    if isinstance(error, OSError) and error.filename:
        return SchemactlError(f"{error.filename}: {error.strerror}")
    psycopg = sys.modules.get("psycopg")
    if psycopg and isinstance(error, psycopg.OperationalError) and not error.sqlstate:
        from schemactl.connect import connect_error

        return connect_error(error)
    said = " ".join(str(error).split())
    hint = "this is a bug in schemactl: run again with --debug and report what it shows"
    return SchemactlError(f"{type(error).__name__}: {said}", hint=hint)


def traceback() -> None:
    """The traceback of the error at hand, for --debug."""
    from traceback import format_exc

    note(paint("dim", format_exc().rstrip()))


class _Log(logging.Handler):
    """What schemactl logs, SQL included, to stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        note(paint("dim", f"{record.name}: {record.getMessage()}"))


def show_log(*, wanted: bool = True) -> None:
    """Shows the log from here on, or no longer."""
    logger = logging.getLogger("schemactl")
    for handler in [one for one in logger.handlers if isinstance(one, _Log)]:
        logger.removeHandler(handler)
    logger.setLevel(logging.DEBUG if wanted else logging.NOTSET)
    if wanted:
        logger.addHandler(_Log())


def close_pipes() -> int:
    """After the reader of a pipe went away: nothing more is written; the exit code of a process ended by SIGPIPE."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 open to the end of the process
    return 141
