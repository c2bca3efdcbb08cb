"""SQL text: splitting, places, names and quoting, by the server's own grammar.

Comes in: SQL text. Goes out: `Statement`s with their places in the file, facts about one statement, quoted names.
Must never know: files on disk, connections, or what a schema is; Postgres decides that.

postgast (libpg_query, the grammar of Postgres 18) is imported here, and in plpgsql.py for bodies. Its protobuf half
takes 0.1 s and more to import, so it is imported where a tree is asked for; splitting loads only the C library.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from schemactl.errors import Place, SourceError

if TYPE_CHECKING:
    postgast: Any  # its stub (0.2) is no valid Python, and would stop the check of every program that imports this one

# pg_get_keywords() of Postgres 18 where catcode is not 'U': the words that quote_ident() quotes.
KEYWORDS = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
    char character check coalesce collate collation column concurrently constraint create cross current_catalog
    current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
    desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
    grouping having ilike in initially inner inout int integer intersect interval into is isnull join json json_array
    json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
    lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize
    not notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision
    primary real references returning right row select session_user setof similar smallint some substring symmetric
    system_user table tablesample then time timestamp to trailing treat trim true union unique user using values
    varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest
    xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split()
)
COMMENTS = ("SQL_COMMENT", "C_COMMENT")  # kinds of tokens
_PLAIN_FIRST = frozenset("abcdefghijklmnopqrstuvwxyz_")
_PLAIN_REST = _PLAIN_FIRST | frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a file.

    `sql` has no trailing `;` and no comments before or behind it; those stand in `comments`, as written: the ones
    above it, then those `behind` it on its last line, in number. `place` and `offset` (characters): its first token.
    `data`: the rows below a COPY … FROM stdin, as COPY has them; None where no file has any.
    """

    sql: str
    place: Place
    offset: int = 0
    comments: tuple[str, ...] = ()
    behind: int = 0
    data: str | None = None


class Token(NamedTuple):
    """A word of SQL: its kind as the grammar calls it (IDENT, SCONST…), and where it stands, in characters."""

    kind: str
    start: int
    end: int


class Lines:
    """Turns character offsets of one text into places. Lines end with LF; a CR before it is not shown."""

    def __init__(self, text: str, path: str = "") -> None:
        self.text = text
        self.path = path
        lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
        self._lines = [line.rstrip("\r") for line in lines] if "\r" in text else lines

    def place(self, offset: int) -> Place:
        """The place of a character offset; one behind the end is the place where the next character would stand."""
        offset = offset if 0 <= offset <= len(self.text) else max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return Place(self.path, line, offset - self._starts[line - 1] + 1, self._lines[line - 1])


def place_at(text: str, path: str, offset: int) -> Place:
    """As `Lines.place`, for a single offset."""
    return Lines(text, path).place(offset)


def place_in(statement: Statement, offset: int) -> Place:
    """The place in the file of a character offset within `statement.sql`, as server errors count them (from 0)."""
    start = statement.place
    before = statement.sql[:offset]
    lines = before.count("\n")
    if not lines:
        return Place(start.path, start.line, start.column + len(before), start.text)
    text = statement.sql.split("\n")[lines].rstrip("\r")
    return Place(start.path, start.line + lines, len(before) - before.rindex("\n"), text)


def split_statements(text: str, path: str = "") -> tuple[Statement, ...]:
    """The statements of `text`, in order; empty ones and text of comments only give none.

    Raises SourceError with the place (sqlstate 42601) where the grammar does not allow the text. The whole text must
    parse: splitting by tokens alone would cut BEGIN ATOMIC bodies and rules in pieces.
    """
    lines = Lines(text, path)
    if "\0" in text:
        raise SourceError("NUL byte in SQL text", place=lines.place(text.index("\0")))
    spans = _character_spans(text, _split_bytes(text, lines))
    gaps = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    tails, heads = zip(*(_gap_comments(text, start, end) for start, end in gaps), strict=True)
    return tuple(
        _make_statement(lines, start, end, heads[index], tails[index + 1] if index + 1 < len(tails) else ())
        for index, (start, end) in enumerate(spans)
    )


def parse(sql: str) -> Any:
    """The parse tree (protobuf) of `sql`; byte locations. Raises SourceError as split_statements does."""
    if not TYPE_CHECKING:
        import postgast
    from google.protobuf.message import DecodeError

    try:
        return postgast.parse(sql)
    except DecodeError:
        with _deep_trees():
            return postgast.parse(sql)
    except postgast.PgQueryError as error:
        raise _syntax_error(error.message, error.cursorpos, Lines(sql)) from None


@contextmanager
def _deep_trees() -> Iterator[None]:
    """Lifts protobuf's limit of 100 levels, which an expression of fifty operators exceeds.

    Not for good, since it is a setting of the whole process.
    """
    from google._upb import _message

    _message.SetAllowOversizeProtos(True)  # noqa: FBT003
    try:
        yield
    finally:
        _message.SetAllowOversizeProtos(False)  # noqa: FBT003


def tokens(sql: str) -> tuple[Token, ...]:
    """The words of `sql` as the server's scanner sees them, comments among them."""
    if not TYPE_CHECKING:
        import postgast

    kinds = postgast.pg_query_pb2.Token
    found = postgast.scan(sql).tokens
    spans = _decoded_spans(sql.encode("utf-8"), [(token.start, token.end) for token in found])
    return tuple(Token(kinds.Name(one.token), *span) for one, span in zip(found, spans, strict=True))


def node_kind(sql: str) -> str:
    """The name of the top node of one statement, as `create_stmt`; empty for empty text."""
    return top_node(sql)[0]


def needs_own_transaction(kind: str, node: Any) -> bool:
    """Whether Postgres refuses a statement in a transaction block (PreventInTransactionBlock in its source).

    ALTER TYPE … ADD VALUE is allowed in one (its value may not be used there). What only the server can know
    (REINDEX of a partitioned table, DO or CALL that commits) is not seen.
    """
    return kind in _NEVER_IN_BLOCK or (kind in _SOMETIMES_IN_BLOCK and _SOMETIMES_IN_BLOCK[kind](node))


def is_copy_of_client(sql: str) -> bool:
    """Whether this is COPY … FROM stdin or TO stdout, whose data is not the server's."""
    kind, node = top_node(sql)
    return kind == "copy_stmt" and not node.filename and not node.is_program


def role_names(sql: str) -> tuple[str, ...]:
    """The roles that a statement names and needs, each once, in order; not CURRENT_USER, PUBLIC and their like."""
    names: dict[str, None] = {}
    for statement in parse(sql).stmts:
        for message in messages(statement):
            for name in _roles_of(message):
                names[name] = None
    return tuple(names)


@lru_cache(maxsize=65536)
def quote_identifier(name: str) -> str:
    """As quote_ident(): quoted only when needed (characters, capitals, keywords that are not plain names)."""
    if "\0" in name or not name:
        raise ValueError(f"not an identifier: {name!r}")
    if name[0] in _PLAIN_FIRST and _PLAIN_REST.issuperset(name) and name not in KEYWORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


def quote_literal(text: str) -> str:
    """As quote_literal(): E'' when there is a backslash, so that it holds whatever standard_conforming_strings is."""
    if "\0" in text:
        raise ValueError("a Postgres text holds no NUL byte")
    quoted = "'" + text.replace("'", "''") + "'"
    return "E" + quoted.replace("\\", "\\\\") if "\\" in text else quoted


def qualified(schema: str, name: str) -> str:
    """`schema.name`, each quoted where needed; `name` alone where there is no schema."""
    return f"{quote_identifier(schema)}.{quote_identifier(name)}" if schema else quote_identifier(name)


@cache
def _native() -> Any:
    """postgast's ctypes module, without the protobuf half that importing the package brings along."""
    import importlib.util

    if "postgast" not in sys.modules:
        package = importlib.util.find_spec("postgast")
        folder = next(iter(package.submodule_search_locations or ()), "") if package else ""
        spec = importlib.util.spec_from_file_location("schemactl_libpg_query", f"{folder}/native.py")
        if spec and spec.loader:
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    return importlib.import_module("postgast.native")


def _split_bytes(text: str, lines: Lines) -> list[tuple[int, int]]:
    """Start and end of each statement in bytes of UTF-8."""
    library = _native().lib
    result = library.pg_query_split_with_parser(text.encode("utf-8"))
    try:
        if result.error:
            error = result.error.contents
            raise _syntax_error(error.message.decode("utf-8", "replace"), error.cursorpos, lines)
        spans = (result.stmts[index].contents for index in range(result.n_stmts))
        return [(span.stmt_location, span.stmt_location + span.stmt_len) for span in spans]
    finally:
        library.pg_query_free_split_result(result)


def _syntax_error(message: str, cursor: int, lines: Lines) -> SourceError:
    """`cursor` counts characters from 1 (not bytes, whatever postgast says); 0 means that it is not known where."""
    return SourceError(message, place=lines.place(max(0, cursor - 1)), sqlstate="42601")


def _character_spans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Byte spans to character spans, without the blanks and comments that the parser leaves before a `;`."""
    if not text.isascii():
        spans = list(_decoded_spans(text.encode("utf-8"), spans))
    return [(start, start + len(_without_tail(text[start:end].rstrip()))) for start, end in spans]


def _without_tail(sql: str) -> str:
    """`sql` without comments behind its last word. Only one that may have such is given to the scanner."""
    if not sql.endswith("*/") and "--" not in sql[sql.rfind("\n") + 1 :]:
        return sql
    return sql[: max((token.end for token in tokens(sql) if token.kind not in COMMENTS), default=0)]


def _decoded_spans(data: bytes, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    done, characters = 0, 0
    for start, end in spans:
        begin = characters + len(data[done:start].decode("utf-8"))
        characters = begin + len(data[start:end].decode("utf-8"))
        done = end
        yield begin, characters


def _make_statement(lines: Lines, start: int, end: int, above: tuple[str, ...], behind: tuple[str, ...]) -> Statement:
    return Statement(lines.text[start:end], lines.place(start), start, above + behind, len(behind))


def _gap_comments(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The comments between two statements: those on the line where the gap begins, and the rest.

    A gap holds blanks, `;` and comments only, since the parser has taken everything else.
    """
    same_line: list[str] = []
    rest: list[str] = []
    found, position = same_line if start else rest, start
    while position < end:
        if text[position] == "\n":
            found = rest
        stop = comment_end(text, position, end)
        if stop > position:
            found.append(text[position:stop])
        position = max(stop, position + 1)
    return tuple(same_line), tuple(rest)


def comment_end(text: str, position: int, end: int) -> int:
    """Where the comment that starts at `position` ends; `position` itself if none starts there."""
    if text.startswith("--", position):
        for mark in "\n\r":  # the second is looked for on this line alone
            stop = text.find(mark, position, end)
            end = end if stop < 0 else stop
        return end
    if not text.startswith("/*", position):
        return position
    depth, position = 1, position + 2
    while depth and position < end:
        pair = text[position : position + 2]
        depth += {"/*": 1, "*/": -1}.get(pair, 0)
        position += 2 if pair in ("/*", "*/") else 1
    return position


def top_node(sql: str) -> tuple[str, Any]:
    """Kind and node of the first statement in `sql`."""
    statements = parse(sql).stmts
    if not statements:
        return "", None
    kind = statements[0].stmt.WhichOneof("node") or ""
    return kind, getattr(statements[0].stmt, kind)


def messages(root: Any) -> Iterator[Any]:
    """Every message of a tree, parents first, in the order of the text; without recursion, since trees are deep."""
    stack = [root]
    while stack:
        message = stack.pop()
        yield message
        children: list[Any] = []
        for field, value in message.ListFields():
            if field.message_type is not None:
                children.extend([value] if hasattr(value, "ListFields") else value)
        stack.extend(reversed(children))


def _roles_of(message: Any) -> list[str]:
    """The roles that one node names by itself."""
    kind = message.DESCRIPTOR.name
    if kind == "RoleSpec":
        return [message.rolename] if message.rolename else []
    if kind == "GrantRoleStmt":
        return [item.access_priv.priv_name for item in message.granted_roles]
    if kind in ("CommentStmt", "SecLabelStmt") and message.object.string.sval:
        return [message.object.string.sval] if enum_name(message, "objtype") == "OBJECT_ROLE" else []
    if kind == "VariableSetStmt" and message.name in ("role", "session_authorization"):
        names = [item.a_const.sval.sval for item in message.args]
        return [name for name in names if name and name != "none"]
    return []


def enum_name(node: Any, field: str) -> str:
    """The name of an enumerated value of a node."""
    return str(node.DESCRIPTOR.fields_by_name[field].enum_type.values_by_number[getattr(node, field)].name)


def _is_on(options: Any, name: str, *, default: bool) -> bool:
    """A boolean option of a WITH or parenthesised list, as defGetBoolean() reads it."""
    for item in options:
        option = item.def_elem
        if option.defname == name:
            value = option.arg
            names = value.type_name.names
            word = value.string.sval or (names[0].string.sval if names else "") or str(value.integer.ival)
            return not option.HasField("arg") or word.lower() in ("true", "on", "1")
    return default


def _detaches_concurrently(node: Any) -> bool:
    definitions = (getattr(command.alter_table_cmd, "def") for command in node.cmds)
    return any(definition.partition_cmd.concurrent for definition in definitions)


def _creates_slot(node: Any) -> bool:
    return _is_on(node.options, "connect", default=True) and _is_on(node.options, "create_slot", default=True)


def _refreshes(node: Any) -> bool:
    kind = enum_name(node, "kind").removeprefix("ALTER_SUBSCRIPTION_")
    if kind.endswith("_PUBLICATION"):
        return _is_on(node.options, "refresh", default=True)
    return kind == "REFRESH" or any(item.def_elem.defname in ("failover", "two_phase") for item in node.options)


_NEVER_IN_BLOCK = frozenset(
    """createdb_stmt dropdb_stmt create_table_space_stmt drop_table_space_stmt alter_system_stmt drop_subscription_stmt
    """.split()
)
_SOMETIMES_IN_BLOCK: dict[str, Callable[[Any], bool]] = {
    "alter_database_stmt": lambda node: any(item.def_elem.defname == "tablespace" for item in node.options),
    "alter_subscription_stmt": _refreshes,
    "alter_table_stmt": _detaches_concurrently,
    "cluster_stmt": lambda node: not node.HasField("relation"),
    "create_subscription_stmt": _creates_slot,
    "discard_stmt": lambda node: enum_name(node, "target") == "DISCARD_ALL",
    "drop_stmt": lambda node: node.concurrent,
    "index_stmt": lambda node: node.concurrent,
    "reindex_stmt": lambda node: not node.HasField("relation") or _is_on(node.params, "concurrently", default=False),
    "vacuum_stmt": lambda node: node.is_vacuumcmd,
}
