"""What people say of renames: `-- schemactl:renamed from=old_name` in schema files, `--rename app.users.name=title`.

Comes in: statements with their comments, or the text of a flag. Goes out: `RenameHint`s.
Must never know: whether a hint is true; only the catalogs of both states tell.

A comment above an object, or at the end of its line, is about that object. Inside CREATE TABLE, CREATE TYPE, CREATE
DOMAIN and ALTER TABLE the objects are columns, constraints with a name, attributes and labels, found by the grammar.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from schemactl.errors import Place, SourceError, UsageError
from schemactl.pgsql import COMMENTS, Statement, enum_name, place_in, tokens, top_node
from schemactl.source.read import has_text, read_source_statements
from schemactl.source.settings import settings_before
from schemactl.source.spec import FileSource, Source

MARK = "schemactl:"
WORD = "renamed"
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameHint:
    """That something was renamed.

    `old` and `new` are its names behind those of what holds it; the shorter of the two stands in what the longer says.
    kinds: what it may be, () for anything. schemas: where a name without a schema is looked for first.
    place: of a comment, which stands beside the new name; None for a flag, which says the old one in full.
    """

    old: Names
    new: Names
    text: str
    kinds: Names = ()
    schemas: Names = ()
    place: Place | None = None


class _Element(NamedTuple):
    """Something with a name inside a statement: where it begins, in characters. level: 1 for a column's constraint."""

    start: int
    kind: str
    path: Names
    level: int = 0


def read_hints(source: Source) -> tuple[RenameHint, ...]:
    """The hints in schema files, in their order; none for sources of other kinds. Raises SourceError."""
    if not isinstance(source, FileSource) or not has_text(source, WORD):
        return ()
    return find_hints(read_source_statements(source))


def find_hints(statements: Sequence[Statement]) -> tuple[RenameHint, ...]:
    """The hints beside and inside statements. Raises SourceError for one without a name, or beside nothing."""
    if not any(WORD in statement.sql or any(WORD in text for text in statement.comments) for statement in statements):
        return ()
    settings = settings_before(statements)
    found: list[RenameHint] = []
    for statement, active in zip(statements, settings[:-1], strict=True):
        hints = [*_hints_beside(statement), *_hints_inside(statement)]
        path = _search_path([statements[index].sql for index in active]) if hints else ()
        found += [RenameHint(h.old, h.new, h.text, h.kinds, path, h.place) for h in hints]
    return tuple(found)


def parse_rename(text: str) -> RenameHint:
    """`app.users.username=user_name`, as the flag takes it; a kind may stand first: `index app.key=users_name`."""
    kind, _, rest = text.strip().rpartition(" ") if "'" not in text and '"' not in text else ("", "", text.strip())
    old, _, new = _split(rest, "=")
    names = (_names(old), _names(new))
    if not all(names) or not all(all(each) for each in names):
        hint = "write --rename app.users.username=user_name: the old name with its table and schema, then the new one"
        raise UsageError(f"not a rename: {text}", hint=hint)
    kinds = (kind.strip().replace(" ", "_"),) if kind.strip() else ()
    return RenameHint(*names, f"--rename {text}", kinds)


def _split(text: str, mark: str) -> tuple[str, str, str]:
    """As str.partition, but not inside quotes."""
    quote = ""
    for position, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == mark:
            return text[:position], mark, text[position + 1 :]
    return text, "", ""


def _names(text: str) -> Names:
    """`app."Users".name` to its parts."""
    parts = []
    rest, mark = text.strip(), "."
    while mark:
        part, mark, rest = _split(rest, ".")
        part = part.strip()
        if part[:1] in ("'", '"') and part[:1]:
            part = part[1:-1].replace(part[0] * 2, part[0])
        parts.append(part)
    return tuple(parts)


def _old_names(comment: str) -> Names | None:
    """What a comment says that the thing beside it was called; None if it says nothing of the kind, () if wrongly."""
    text = comment.removeprefix("--").removeprefix("/*").removesuffix("*/").strip()
    if not text.startswith(MARK):
        return None
    word, _, rest = text.removeprefix(MARK).strip().partition(" ")
    if word != WORD:
        return None
    key, _, value = rest.strip().partition("=")
    if key.strip() != "from" or not value.strip():
        return ()
    value, _, _ = _split(value.strip(), " ")
    return _names(value)


def _hint(comment: str, target: _Element | None, place: Place) -> RenameHint | None:
    old = _old_names(comment)
    if old is None:
        return None
    if not old:
        raise SourceError("this hint does not say the old name", hint="-- schemactl:renamed from=old_name", place=place)
    if target is None or not all(target.path):
        hint = "it stands on the line above what was renamed, or at the end of its line"
        raise SourceError("this hint stands beside nothing that can be renamed", hint=hint, place=place)
    return RenameHint(old, target.path, comment.strip(), tuple(target.kind.split()), place=place)


def _hints_beside(statement: Statement) -> Iterator[RenameHint]:
    """Those above a statement, or behind it on its last line."""
    first_behind = len(statement.comments) - statement.behind
    for number, comment in enumerate(statement.comments):
        if WORD in comment:
            target = _last_line(statement) if number >= first_behind else None
            found = _hint(comment, target or _whole(statement), statement.place)
            yield from (found,) if found else ()


def _last_line(statement: Statement) -> _Element | None:
    """What a comment behind a statement of several lines is about, if something begins on the last of them."""
    line = statement.sql.rfind("\n") + 1
    begun = [element for element in (_elements(statement) if line else ()) if element.start >= line]
    return _before(begun, line, len(statement.sql)) if begun else None


def _whole(statement: Statement) -> _Element | None:
    """The object that a statement makes; of ALTER TABLE, the one thing that it adds."""
    kind, node = top_node(statement.sql)
    if kind in _ADDING:
        added = [element for element in _elements(statement) if not element.level]
        return added[0] if len(added) == 1 else None
    if kind not in _WHOLES:
        return None
    kinds, path = _WHOLES[kind]
    return _Element(0, kinds, path(node))


def _hints_inside(statement: Statement) -> Iterator[RenameHint]:
    sql = statement.sql
    if WORD not in sql:
        return
    elements = _elements(statement)
    for token in tokens(sql):
        comment = sql[token.start : token.end]
        if token.kind in COMMENTS and _old_names(comment) is not None:
            line = sql.rfind("\n", 0, token.start) + 1
            if sql[line : token.start].strip():
                target = _before(elements, line, token.start) or _whole(statement)
            else:
                target = next((element for element in elements if element.start > token.start), None)
            found = _hint(comment, target, place_in(statement, token.start))
            yield from (found,) if found else ()


def _before(elements: Sequence[_Element], line: int, end: int) -> _Element | None:
    """What a comment at the end of a line is about.

    The last column or constraint of a table that begins on it, else the last constraint of a column that does, else
    what began before.
    """
    earlier = elements[: bisect_left(elements, (end,))]
    here = [element for element in earlier if element.start >= line]
    for group in ([e for e in here if not e.level], here, [e for e in earlier if not e.level]):
        if group:
            return group[-1]
    return None


def _elements(statement: Statement) -> list[_Element]:
    """What has a name inside a statement, in the order of the text."""
    kind, node = top_node(statement.sql)
    found: list[_Element] = []
    if kind == "create_enum_stmt":
        found = _labels(statement.sql, _strings(node.type_name), [item.string.sval for item in node.vals])
    elif kind == "composite_type_stmt":
        found = [
            _Element(item.column_def.location, "attribute", (*_relation(node.typevar), item.column_def.colname))
            for item in node.coldeflist
        ]
    elif kind == "create_domain_stmt":
        found = list(_constraints(node.constraints, _strings(node.domainname), "domain_constraint", 0))
    elif kind in ("create_stmt", "create_foreign_table_stmt"):
        table = node.base_stmt if kind == "create_foreign_table_stmt" else node
        for item in table.table_elts:
            found += _table_elements(item, _relation(table.relation))
    elif kind == "alter_table_stmt":
        for command in node.cmds:
            found += _table_elements(getattr(command.alter_table_cmd, "def"), _relation(node.relation))
    return _in_characters(statement.sql, found)


def _table_elements(item: Any, table: Names) -> Iterator[_Element]:
    if item.HasField("column_def"):
        column = item.column_def
        yield _Element(column.location, "column", (*table, column.colname))
        yield from _constraints(column.constraints, table, "constraint", 1)
    elif item.HasField("constraint"):
        yield from _constraints([item], table, "constraint", 0)


def _constraints(items: Any, owner: Names, kind: str, level: int) -> Iterator[_Element]:
    for item in items:
        if item.constraint.conname:
            yield _Element(item.constraint.location, kind, (*owner, item.constraint.conname), level)


def _labels(sql: str, type: Names, labels: Sequence[str]) -> list[_Element]:
    """The grammar does not say where labels stand: they are the strings of the statement. Offsets in bytes."""
    strings = [token for token in tokens(sql) if token.kind.endswith("SCONST")]
    starts = [len(sql[: token.start].encode()) for token in strings]
    return [_Element(start, "enum_value", (*type, label)) for start, label in zip(starts, labels, strict=False)]


def _in_characters(sql: str, elements: list[_Element]) -> list[_Element]:
    """The tree counts bytes."""
    if not sql.isascii():
        data = sql.encode()
        elements = [element._replace(start=len(data[: element.start].decode())) for element in elements]
    return sorted(elements)


def _search_path(settings: Sequence[str]) -> Names:
    for sql in settings:
        kind, node = top_node(sql)
        if kind == "variable_set_stmt" and node.name == "search_path":
            return tuple(item.a_const.sval.sval for item in node.args)
    return ()


def _relation(node: Any) -> Names:
    return (node.schemaname, node.relname) if node.schemaname else (node.relname,)


def _strings(items: Any) -> Names:
    return tuple(item.string.sval for item in items)


def _part(relation: Any, name: str) -> Names:
    return (*_relation(relation), name)


def _definition(node: Any) -> Names:
    return () if enum_name(node, "kind") == "OBJECT_OPERATOR" else _strings(node.defnames)


_ADDING = ("alter_table_stmt",)
_WHOLES: dict[str, tuple[str, Callable[[Any], Names]]] = {
    "create_stmt": ("table", lambda node: _relation(node.relation)),
    "create_foreign_table_stmt": ("foreign_table", lambda node: _relation(node.base_stmt.relation)),
    "create_table_as_stmt": ("materialized_view table", lambda node: _relation(node.into.rel)),
    "view_stmt": ("view", lambda node: _relation(node.view)),
    "index_stmt": ("index", lambda node: (*_relation(node.relation)[:-1], node.idxname)),
    "create_seq_stmt": ("sequence", lambda node: _relation(node.sequence)),
    "create_enum_stmt": ("enum", lambda node: _strings(node.type_name)),
    "composite_type_stmt": ("composite_type", lambda node: _relation(node.typevar)),
    "create_domain_stmt": ("domain", lambda node: _strings(node.domainname)),
    "create_range_stmt": ("range", lambda node: _strings(node.type_name)),
    "create_function_stmt": ("function procedure", lambda node: _strings(node.funcname)),
    "create_stats_stmt": ("statistics", lambda node: _strings(node.defnames)),
    "create_trig_stmt": ("trigger", lambda node: _part(node.relation, node.trigname)),
    "create_policy_stmt": ("policy", lambda node: _part(node.table, node.policy_name)),
    "rule_stmt": ("rule", lambda node: _part(node.relation, node.rulename)),
    "create_schema_stmt": ("schema", lambda node: (node.schemaname,)),
    "define_stmt": ("aggregate collation text_search_configuration text_search_dictionary", _definition),
}
"""By statement: the kinds that it may make, and the names of what it makes."""
