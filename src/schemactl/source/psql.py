"""What psql does before the server sees the text: backslash commands and data behind COPY.

Comes in: the text of a file. Goes out: its backslash commands with their positions.
Must never know: what SQL means; it only skips what psql's own scanner skips (strings, identifiers, dollar quotes,
comments), since the server's grammar does not know backslash commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schemactl.errors import SourceError
from schemactl.pgsql import comment_end, is_copy_of_client, place_at, split_statements

_MARKS = ("'", '"', "$", "--", "/*", "\\", ";")
_INCLUDES = {"i": False, "include": False, "ir": True, "include_relative": True}
# No effect on a schema: pg_dump's guards, output, and psql's own settings.
_IGNORED = frozenset("restrict unrestrict echo qecho warn timing pset x encoding".split())
_PSQL_SETTINGS = frozenset("AUTOCOMMIT ECHO ON_ERROR_ROLLBACK ON_ERROR_STOP QUIET SHOW_CONTEXT VERBOSITY".split())
NO_ROWS = "a schema holds no rows: use pg_dump --schema-only; a migration holds them as INSERT: pg_dump --inserts"
_ADVICE = {
    "c": "a schema file is loaded into one database: make the dump without --create, or remove the line",
    "connect": "a schema file is loaded into one database: make the dump without --create, or remove the line",
    "copy": "a schema file holds no rows: put them into a migration",
    ".": NO_ROWS,
    "set": "variables are not expanded: write the values",
    "gexec": "write out the statements that it would make, or use a DO block",
}
_OTHER_ADVICE = "schemactl runs SQL and knows \\i and \\ir: write what the command does as SQL, or remove the line"


@dataclass(frozen=True, slots=True)
class Command:
    """One backslash command; `end` is the end of its line. `name` is without the backslash."""

    name: str
    argument: str
    start: int
    end: int

    @property
    def is_include(self) -> bool:
        return self.name in _INCLUDES

    @property
    def is_relative(self) -> bool:
        """Whether the path is relative to the file, not to the working folder."""
        return _INCLUDES.get(self.name, False)


def find_commands(text: str, path: str = "") -> tuple[Command, ...]:
    """The backslash commands of `text`, in order.

    Raises SourceError with the place for those that change what a file means and are not includes, and for
    COPY … FROM stdin, whose data could not be told from SQL.
    """
    if "\\" not in text and "stdin" not in text.lower():
        return ()
    found: list[Command] = []
    begin = 0
    for position in _marks_outside_quotes(text):
        if text[position] == ";":
            _refuse_copy(text, begin, position, path)
            begin = position + 1
        elif not found or position >= found[-1].end:
            found.append(_read_command(text, position))
            _refuse_command(found[-1], text, path)
            begin = found[-1].end
    return tuple(found)


def blank_out(text: str, commands: tuple[Command, ...]) -> str:
    """`text` with blanks in place of its commands: the same length and the same lines."""
    parts: list[str] = []
    done = 0
    for command in commands:
        parts += [text[done : command.start], " " * (command.end - command.start)]
        done = command.end
    return "".join([*parts, text[done:]])


def _read_command(text: str, start: int) -> Command:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    line = text[start + 1 : end].rstrip("\r")
    name, _, rest = line.replace("\t", " ").partition(" ")
    return Command(name.rstrip(";"), _argument(rest.strip()), start, end)


def _argument(rest: str) -> str:
    """A path as psql reads it: in quotes with '' for one, or up to a blank; a `;` behind it is dropped."""
    if not rest.startswith("'"):
        return rest.partition(" ")[0].rstrip(";")
    return rest[1:].replace("''", "\0").partition("'")[0].replace("\0", "'")


def _refuse_command(command: Command, text: str, path: str) -> None:
    is_setting = command.name in ("set", "unset") and command.argument in _PSQL_SETTINGS
    if command.is_include and command.argument:
        return
    if command.name in _IGNORED or is_setting:
        return
    place = place_at(text, path, command.start)
    if command.is_include:
        raise SourceError(f"\\{command.name} without a file name", place=place)
    hint = _ADVICE.get(command.name, _OTHER_ADVICE)
    raise SourceError(f"psql command \\{command.name} cannot be run", hint=hint, place=place)


def _refuse_copy(text: str, start: int, end: int, path: str) -> None:
    words = text[start:end].lower()
    if "stdin" not in words or "copy" not in words:
        return
    try:
        statements = split_statements(text[start:end])
    except SourceError:
        return  # the whole file is parsed later, and says it with a better place
    if statements and is_copy_of_client(statements[0].sql):
        place = place_at(text, path, start + statements[0].offset)
        raise SourceError("COPY … FROM stdin cannot be run from a file", hint=NO_ROWS, place=place)


def _marks_outside_quotes(text: str) -> Iterator[int]:
    """Positions of backslashes and `;` outside strings, quoted identifiers, dollar quotes and comments."""
    following = dict.fromkeys(_MARKS, -1)
    position = 0
    while True:
        for mark, at in following.items():
            if at < position:
                found = text.find(mark, position)
                following[mark] = len(text) if found < 0 else found
        at = min(following.values())
        if at == len(text):
            return
        if text[at] in "\\;":
            yield at
        position = _skip(text, at)


def _skip(text: str, at: int) -> int:
    """Behind the string, identifier or comment that starts at `at`; behind one character if none does."""
    match text[at]:
        case "\\":
            end = text.find("\n", at)
            return len(text) if end < 0 else end
        case "'" if _is_escape_string(text, at):
            return _escape_string_end(text, at + 1)
        case "'" | '"' as quote:
            return _behind(text, quote, at + 1)
        case "$":
            tag = _dollar_tag(text, at)
            return _behind(text, tag, at + len(tag)) if tag else at + 1
        case "-" | "/":
            return max(comment_end(text, at, len(text)), at + 1)
        case _:
            return at + 1


def _behind(text: str, what: str, start: int) -> int:
    found = text.find(what, start)
    return len(text) if found < 0 else found + len(what)


def _is_escape_string(text: str, quote: int) -> bool:
    return text[max(0, quote - 1) : quote] in ("e", "E") and not _is_name_part(text, quote - 2)


def _is_name_part(text: str, position: int) -> bool:
    """Whether an identifier goes on here: what stands behind it then begins nothing new."""
    return position >= 0 and (text[position].isalnum() or text[position] in "_$" or not text[position].isascii())


def _escape_string_end(text: str, position: int) -> int:
    while position < len(text):
        if text[position] == "\\" or text.startswith("''", position):
            position += 2
        elif text[position] == "'":
            return position + 1
        else:
            position += 1
    return len(text)


def _dollar_tag(text: str, start: int) -> str:
    """`$tag$` where a dollar quote starts, else nothing: `$1` is a parameter, and `a$b$` a name."""
    if _is_name_part(text, start - 1):
        return ""
    end = text.find("$", start + 1)
    tag = text[start + 1 : end] if end > 0 else "$"
    is_tag = all(_is_name_part(text, position) for position in range(start + 1, end)) and not tag[:1].isdigit()
    return text[start : end + 1] if is_tag and "$" not in tag else ""
