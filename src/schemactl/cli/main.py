"""The command `schemactl`: finds the command, runs it, and turns every error into words and an exit code.

One file per command, `cli/<name>.py` with a function `<name>`; it is imported when the command is asked for, so that
`schemactl --version` costs little more than typer itself.
"""

from __future__ import annotations

import functools
import inspect
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from keyword import iskeyword
from time import monotonic
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from schemactl import __version__
from schemactl.cli import options, screen
from schemactl.errors import InterruptError, SchemactlError

COMMANDS = (
    *("init", "diff", "new", "sum", "lint", "check", "rebase", "apply", "status", "down", "baseline", "resolve"),
    *("dump", "standin", "import"),
)
# typer knows no options whose value may be left out.
_WITH_VALUE = {"--dry-run": "--dry-run=print"}
_CLICK_ERROR: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
_PASSED_ON: tuple[type[Exception], ...] = (typer.Abort, _CLICK_ERROR)
SAME_SECONDS = 0.3
# libpq would begin every session with them, those on scratch servers too: no person's own may change what SQL means.
_LEFT_OUT = ("PGDATESTYLE", "PGTZ", "PGGEQO")
# What they do to a database counts, and not what they print.
_DEPLOYMENTS = frozenset(("apply", "down", "baseline", "resolve", "import_"))


class _Terminated(KeyboardInterrupt):
    """SIGTERM: as Control-C, so that what runs is rolled back and the lock given back, with an exit code of its own."""


class _Signals:
    """SIGINT and SIGTERM: the first ends the work, the second the process, whatever it waits for."""

    def __init__(self) -> None:
        self._first: float | None = None

    def __call__(self, number: int, frame: object) -> None:  # noqa: ARG002 what a handler of signals gets
        """The handler. One that comes at once again is the same: a wrapper passes on what the terminal has sent too."""
        now = monotonic()
        if self._first is None:
            self._first = now
            raise _Terminated if number == signal.SIGTERM else KeyboardInterrupt
        if now - self._first > SAME_SECONDS:
            os._exit(128 + number)


class Commands(TyperGroup):
    """The group of all commands, each made when it is first asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _LazyCommands()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """An empty value, as an unset variable of a shell leaves it, is an error, never an option left out."""
        if name := _named_empty(args):
            raise typer.BadParameter(f"{name} is empty; leave it out, or say what is meant", ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; whatever it raises ends in words on stderr and an exit code."""
        raise typer.Exit(screen.end(self._code(ctx)))

    def _code(self, ctx: Any) -> int:
        try:
            super().invoke(ctx)
        except typer.Exit as wanted:
            return wanted.exit_code
        except KeyboardInterrupt as interrupt:
            screen.note("\ninterrupted")
            ended = InterruptError(143 if isinstance(interrupt, _Terminated) else 130)
            if options.is_json():
                screen.fail_as_json(ended, options.error_document())
            return ended.exit_code
        except _PASSED_ON:
            raise
        except Exception as error:  # noqa: BLE001 the end of the line: people get words, --debug the traceback
            if options.is_debug():
                screen.traceback()
            return _fail(error)
        return 0


def _named_empty(arguments: Sequence[str]) -> str:
    """What stands on the command line with nothing in it: `--url ""`, `--url=`, or an argument; if any."""
    for before, argument in zip(("", *arguments), arguments, strict=False):
        name, equals, value = argument.partition("=")
        if equals and name.startswith("--") and not value.strip():
            return name
        if not argument.strip():
            return before if before.startswith("-") else "an argument"
    return ""


class _LazyCommands(dict[str, Any]):
    """Names of commands to commands; `get` makes what it is asked for."""

    def __init__(self) -> None:
        super().__init__({name: None for name in COMMANDS if find_spec(f"schemactl.cli.{_python_name(name)}")})

    def get(self, name: str, default: Any = None) -> Any:
        """The command, or None if there is none of that name."""
        if name not in self:
            return default
        if self[name] is None:
            self[name] = _make_command(name)
        return self[name]


def _make_command(name: str) -> Any:
    module = import_module(f"schemactl.cli.{_python_name(name)}")
    made = typer.Typer(add_completion=False, rich_markup_mode=None)
    made.command(name)(with_shared_options(getattr(module, _python_name(name))))
    return typer.main.get_command(made)


def _python_name(name: str) -> str:
    return f"{name}_" if iskeyword(name) else name


def with_shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the options of `options.choose` behind its own."""
    own, shared = inspect.signature(command, eval_str=True), inspect.signature(options.choose, eval_str=True)

    @functools.wraps(command)
    def run(**values: Any) -> None:
        options.choose(**{name: values.pop(name) for name in shared.parameters})
        options.remember_format(values.get("format"))
        screen.deploys(is_deployment=command.__name__ in _DEPLOYMENTS)
        command(**values)

    keywords = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in shared.parameters.values()]
    parameters = [*own.parameters.values(), *keywords]
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _fail(error: Exception) -> int:
    """Says what went wrong; the exit code."""
    if not isinstance(error, SchemactlError):
        error = screen.as_known(error)
    if options.is_json():
        screen.fail_as_json(error, options.error_document())
    screen.fail(error)
    return error.exit_code


def _show_version(wanted: bool) -> None:
    if wanted:
        screen.out(f"schemactl {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Declarative schema changes for Postgres: edit schema.sql, get a proven migration, apply it."""


app = typer.Typer(cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
app.callback()(with_shared_options(_root))


def main() -> None:
    """The console script."""
    options.begin()
    screen.begin()
    for name in _LEFT_OUT:
        os.environ.pop(name, None)
    signals = _Signals()
    # Who starts a command in the background lets it ignore what the terminal sends.
    heard = [one for one in (signal.SIGTERM, signal.SIGINT) if signal.getsignal(one) is not signal.SIG_IGN]
    before = {number: signal.signal(number, signals) for number in heard}
    try:
        app([_WITH_VALUE.get(one, one) for one in sys.argv[1:]], prog_name="schemactl")
    except OSError as error:  # what typer itself writes, as of --help, to a full disk
        screen.give_up_stdout()
        screen.note(f"error: {error.strerror}")
        sys.exit(3)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
