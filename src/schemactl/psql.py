"""What psql does before the server sees the text: backslash commands, and data below COPY … FROM stdin.

Comes in: the text of a file. Goes out: a `Script`: the text with blanks in the place of what the server never sees,
its includes, and its data; or the statements, each COPY with its data.
Must never know: what SQL means; it only skips what psql's own scanner skips (strings, identifiers, dollar quotes,
comments), since the server's grammar does not know backslash commands.
https://www.postgresql.org/docs/current/app-psql.html, and of COPY: https://www.postgresql.org/docs/current/sql-copy.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemactl.errors import SourceError
from schemactl.pgsql import Statement, comment_end, is_copy_of_client, place_at, split_statements, top_node

_MARKS = ("'", '"', "$", "--", "/*", "\\", ";")
_INCLUDES = {"i": False, "include": False, "ir": True, "include_relative": True}
# No effect on a schema: pg_dump's guards, output, and psql's own settings.
_IGNORED = frozenset("restrict unrestrict echo qecho warn timing pset x encoding".split())
_PSQL_SETTINGS = frozenset("AUTOCOMMIT ECHO ON_ERROR_ROLLBACK ON_ERROR_STOP QUIET SHOW_CONTEXT VERBOSITY".split())
_ADVICE = {
    "c": "a file is for one database: make the dump without --create, or remove the line",
    "connect": "a file is for one database: make the dump without --create, or remove the line",
    "copy": "write COPY … FROM stdin with the rows below it, or INSERT",
    ".": "it ends the rows below COPY … FROM stdin; there is none above it",
    "set": "variables are not expanded: write the values",
    "gexec": "write out the statements that it would make, or use a DO block",
}
_OTHER_ADVICE = "schemactl runs SQL and knows \\i and \\ir: write what the command does as SQL, or remove the line"
_END_OF_DATA = "\\."


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


@dataclass(frozen=True, slots=True)
class Data:
    """The lines below a COPY … FROM stdin, without the line that ends them. `start`, `end`: with that line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Script:
    """`text` has blanks for commands and data: the same length, the same lines. All are in order."""

    text: str
    includes: tuple[Command, ...] = ()
    data: tuple[Data, ...] = ()


def read_script(text: str, path: str = "", *, includes: bool = True) -> Script:
    """The text as the server may see it, and what psql makes of the rest.

    Raises SourceError with the place for commands that change what a file means and are not includes; for includes
    too, where a file must stand for itself (`includes` False).
    """
    if "\\" not in text and "stdin" not in text.lower():
        return Script(text)
    commands: list[Command] = []
    data: list[Data] = []
    begin = done = 0
    for position in _marks_outside_quotes(text, data):
        if position < done:
            continue
        if text[position] == ";":
            is_copy, begin = _awaits_data(text[begin:position]), position + 1
            if is_copy:
                data.append(_read_data(text, begin, path))
                begin = done = data[-1].end
        else:
            commands.append(_read_command(text, position))
            _refuse_command(commands[-1], text, path, includes=includes)
            begin = done = commands[-1].end
    spans = sorted([*((one.start, one.end) for one in commands), *((one.start, one.end) for one in data)])
    return Script(_blank_out(text, spans), tuple(one for one in commands if one.is_include), tuple(data))


def split_script(script: Script, path: str = "") -> tuple[Statement, ...]:
    """The statements of a script, each COPY with its data. Raises SourceError as split_statements does."""
    statements = list(split_statements(script.text, path))
    index = 0
    for one in script.data:
        while index + 1 < len(statements) and statements[index + 1].offset < one.start:
            index += 1
        statements[index] = replace(statements[index], data=one.text)
    return tuple(statements)


def as_written(statement: Statement) -> str:
    """A statement as it stands in its file: without its semicolon, but for a COPY, which has its rows below it."""
    return statement.sql if statement.data is None else f"{statement.sql};\n{statement.data}{_END_OF_DATA}"


def _awaits_data(sql: str) -> bool:
    """Whether this is a COPY … FROM stdin. What does not parse is no such; the whole file is parsed later."""
    words = sql.lower()
    if "stdin" not in words or "copy" not in words:
        return False
    try:
        statements = split_statements(sql)
    except SourceError:
        return False
    first = statements[0].sql if statements else ""
    return is_copy_of_client(first) and bool(top_node(first)[1].is_from)


def _read_data(text: str, position: int, path: str) -> Data:
    """From the line below a position up to the line that ends data, or to the end of the file."""
    start = text.find("\n", position) + 1
    rest = text[position : start or len(text)]
    if rest.strip() and comment_end(rest.lstrip(), 0, len(rest.lstrip())) == 0:
        place = place_at(text, path, position + len(rest) - len(rest.lstrip()))
        raise SourceError(
            "something stands on the line of a COPY … FROM stdin", hint="its rows begin on the next line", place=place
        )
    start = at = start or len(text)
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at:end].rstrip("\r") == _END_OF_DATA:
            return Data(text[start:at], start, end)
        at = end + 1
    return Data(text[start:], start, len(text))


def _blank_out(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """`text` with blanks in place of spans: the same length and the same lines."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [text[done:start], *(blank_line(line) for line in text[start:end].splitlines(keepends=True))]
        done = end
    return "".join([*parts, text[done:]])


def blank_line(line: str) -> str:
    """A line of blanks, as long as `line`, with its end."""
    content = line.rstrip("\r\n")
    return " " * len(content) + line[len(content) :]


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


def _refuse_command(command: Command, text: str, path: str, *, includes: bool) -> None:
    is_setting = command.name in ("set", "unset") and command.argument in _PSQL_SETTINGS
    if command.name in _IGNORED or is_setting or (command.is_include and command.argument and includes):
        return
    place = place_at(text, path, command.start)
    if command.is_include and not includes:
        hint = "write here what that file says: a migration stands for itself, and so does its checksum"
        raise SourceError(f"\\{command.name}: a migration includes no other file", hint=hint, place=place)
    if command.is_include:
        raise SourceError(f"\\{command.name} without a file name", place=place)
    hint = _ADVICE.get(command.name, _OTHER_ADVICE)
    raise SourceError(f"psql command \\{command.name} cannot be run", hint=hint, place=place)


def _marks_outside_quotes(text: str, data: Sequence[Data]) -> Iterator[int]:
    """Positions of backslashes and `;` outside strings, quoted identifiers, dollar quotes and comments.

    `data`: what was found meanwhile; it is passed over.
    """
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
        position = max(_skip(text, at), data[-1].end if data else 0)


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
