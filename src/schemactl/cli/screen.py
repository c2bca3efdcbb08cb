"""The only place that writes to the terminal: results to stdout, everything else to stderr.

Colours go to terminals only, and not where NO_COLOR or `--no-color` says so. No password is ever shown. Writing never
fails, so that no full disk and no reader that went away ends a deployment half-way: that it could not be done is
remembered, and `end` makes an exit code of it. The results of a command that works on a database go to stderr then.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from schemactl.errors import SchemactlError

_CODES = {"error": "1;31", "warning": "1;33", "hint": "36", "place": "1", "dim": "2", "good": "32"}


@dataclass(slots=True)
class _Run:
    """What holds for one run. `lost`: why nothing more can be written to stdout."""

    colour: bool = True
    is_deployment: bool = False
    lost: OSError | None = None


_run = _Run()
_STREAMS = ("stdin", "stdout", "stderr")


def begin() -> None:
    """Forgets what an earlier run in this process chose; makes streams of those that the process was started without.

    A connection would get the number of a closed one, and whatever is written there.
    """
    global _run  # noqa: PLW0603 one run at a time
    _run = _Run()
    show_log(wanted=False)
    logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it ignores is nothing for people
    for number, name in enumerate(_STREAMS):
        stream = getattr(sys, name)
        if stream is None:
            _nowhere(name, number)
            if name == "stdout":
                _run.lost = OSError(errno.EBADF, os.strerror(errno.EBADF))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def deploys(*, is_deployment: bool) -> None:
    """Whether what the command does counts, and not what it prints."""
    _run.is_deployment = is_deployment


def without_colour() -> None:
    """No colours for the rest of the run, whatever the terminal."""
    _run.colour = False


def has_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that may have colours."""
    wanted = _run.colour and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and stream.isatty()


def paint(style: str, text: str, stream: TextIO | None = None) -> str:
    """`text` in a style (error, warning, hint, place, dim, good), for stderr unless said otherwise."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if has_colour(stream or sys.stderr) else text


def out(text: str) -> None:
    """A result, to stdout; of a deployment to stderr, once stdout takes no more."""
    if _run.lost is None:
        _run.lost = _write("stdout", text + "\n")
        if _run.lost and _run.is_deployment:
            warn(f"stdout takes no more ({_run.lost.strerror}), so the results follow here")
    if _run.lost and _run.is_deployment:
        note(text)


def note(text: str) -> None:
    """What goes on, to stderr, behind the results so far."""
    from schemactl.config.urls import redact

    _write("stderr", redact(text) + "\n")


def end(code: int) -> int:
    """The exit code of the run, which would have been `code`: 141 or 3 if its result could not be written."""
    if _run.lost is None or _run.is_deployment or code:
        return code
    if _run.lost.errno == errno.EPIPE:
        return 141  # as of a process that SIGPIPE ended
    note(f"{paint('error', 'error:')} the result cannot be written to stdout: {_run.lost.strerror}")
    return 3


def _write(name: str, text: str) -> OSError | None:
    """Writes it at once; why that failed, and then nothing more goes there."""
    stream = getattr(sys, name)
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _nowhere(name)
        return error
    except ValueError as error:  # closed by somebody in this process
        _nowhere(name)
        return OSError(errno.EBADF, str(error))
    return None


def give_up_stdout() -> None:
    """After a failure that was not ours: what waits for stdout goes nowhere, and does not fail again at the end."""
    _nowhere("stdout")


def _nowhere(name: str, number: int | None = None) -> None:
    """Lets a stream lead nowhere, and with it what waits in its buffer: it would fail again at the process's end."""
    null = os.open(os.devnull, os.O_RDWR)
    with suppress(OSError, ValueError):
        number = getattr(sys, name).fileno() if number is None else number
        if number != null:
            os.dup2(null, number)
            os.close(null)
            null = number
    setattr(sys, name, os.fdopen(null, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False))


def warn(text: str) -> None:
    """What somebody should know, to stderr."""
    note(f"{paint('warning', 'warning:')} {text}")


def sql(text: str) -> None:
    """SQL as a result, to stdout; coloured on a terminal."""
    text = text.rstrip("\n")
    if has_colour(sys.stdout):
        from rich.console import Console
        from rich.syntax import Syntax

        with (console := Console()).capture() as painted:
            console.print(Syntax(text, "postgresql", theme="ansi_dark", background_color="default"))
        text = painted.get().rstrip("\n")
    out(text)


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
    if psycopg and isinstance(error, psycopg.Error):
        from schemactl.refusal import server_error

        if known := server_error(error):
            return known
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
