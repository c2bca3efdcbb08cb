"""Errors, places and findings as text for people.

Comes in: errors with their fields. Goes out: text, with `paint` applied to the parts that a terminal may colour.
Must never know: whether there is a terminal.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import east_asian_width

from schemactl.config.paths import as_written
from schemactl.errors import Place, SchemactlError

Paint = Callable[[str, str], str]
WIDEST_LINE = 160
_PICTURES = {number: 0x2400 + number for number in range(32)} | dict.fromkeys((*range(127, 160), 8232), 65533)


def plain(style: str, text: str) -> str:  # noqa: ARG001 the style of no style
    """The paint of a file or a pipe."""
    return text


def render_error(error: SchemactlError, paint: Paint = plain) -> str:
    """Message, place with the line and a caret, the server's detail and SQLSTATE, the way out."""
    code = f" (SQLSTATE {error.sqlstate})" if error.sqlstate else ""
    parts = [f"{paint('error', 'error:')} {error.message}{code}"]
    if error.place:
        parts.append(render_place(error.place, paint))
    if error.detail:
        parts.append(_labelled(paint("dim", "detail:"), error.detail))
    if error.hint:
        parts.append(_labelled(paint("hint", "hint:"), error.hint))
    return "\n".join(parts)


def visible(text: str) -> str:
    """Text in which control characters are pictures of themselves: what a file holds commands no terminal."""
    return text if text.isprintable() else text.translate(_PICTURES)


def render_place(place: Place, paint: Paint = plain) -> str:
    """`file:line:column`, and below it the line with a caret, if they are known."""
    shown = f"  {paint('place', str(Place(shown_path(place.path), place.line, place.column)))}"
    if not (place.text and place.column):
        return shown
    text, column = _window(place.text, place.column)
    number = f"{place.line:>5} | "
    below, text = _blanks(text[: column - 1]), text.translate(_PICTURES | {9: 9})
    return f"{shown}\n{paint('dim', number)}{text}\n{paint('dim', '      | ')}{below}{paint('error', '^')}"


def shown_path(path: str) -> str:
    """A path as a person at the working directory would write it."""
    if not path.startswith(("/", "\\")) and path[1:2] != ":":
        return path
    return as_written(Path(path))


def render_seconds(seconds: float) -> str:
    """3 ms, 1.2 s, 2 min 5 s."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds // 60)} min {int(seconds % 60)} s"


def render_bytes(number: float) -> str:
    """512 bytes, 1.5 MB."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "bytes" or number >= 10 else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} TB"


def render_count(number: int, noun: str) -> str:
    """1 migration, 2 migrations."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _labelled(label: str, text: str) -> str:
    return f"{label} " + text.replace("\n", "\n  ")


def _window(text: str, column: int) -> tuple[str, int]:
    """The part of a long line that has the column in it, and the column there."""
    if len(text) <= WIDEST_LINE:
        return text, column
    start = max(0, min(column - WIDEST_LINE // 2, len(text) - WIDEST_LINE))
    return text[start : start + WIDEST_LINE], column - start


def _blanks(text: str) -> str:
    """As wide as `text` on a terminal; tabs stay."""
    if text.isascii():
        return "".join(letter if letter == "\t" else " " for letter in text) if "\t" in text else " " * len(text)
    return "".join("\t" if letter == "\t" else " " * _width(letter) for letter in text)


def _width(letter: str) -> int:
    return 2 if east_asian_width(letter) in ("W", "F") else 1
