"""What pg_dump says of a database: a second reader, which knows nothing of ours.

In: a pg_dump program and databases to connect to. Out: a set of printed facts for each, and the lines in which two of
them differ. A fact is one statement as pg_dump prints it; each item of a table (a column, a check) is one of its own,
since a migration can only append columns. Roles that stand for whoever runs a migration have one name, and the owner
of an object has another one in its privileges, as in our catalogs (`catalog/privileges.py`).
This file must never know what our own catalog holds: a second opinion is worth something as long as it is independent.
"""

from __future__ import annotations

import fnmatch
import os
import subprocess
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from schemactl.catalog.canonical import canonical
from schemactl.catalog.histories import SCHEMA_COMMENT
from schemactl.catalog.own import own_globs
from schemactl.catalog.privileges import OWNER
from schemactl.catalog.row_aliases import may_alias_rows, without_unused_names
from schemactl.connect import connect
from schemactl.errors import ProofError, ServerError
from schemactl.pgsql import COMMENTS, Token, enum_name, messages, qualified, split_statements, tokens, top_node
from schemactl.second_names import chosen_names, with_sources, without_not_null_name

ME = "CURRENT_USER"
OWN = """SELECT r.rolname::text FROM pg_catalog.pg_roles r
         WHERE r.oid = (SELECT datdba FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            OR r.rolname IN (pg_catalog.current_setting('schemactl.guest', true), 'pg_database_owner')"""
"""As in `catalog/reading.py`; and the role that owns the schema public of a new database."""

SETTINGS = frozenset({"variable_set_stmt", "select_stmt"})
TABLES = frozenset({"create_stmt", "create_foreign_table_stmt"})
VIEWS = frozenset({"view_stmt", "create_table_as_stmt"})
RESTRICT = ("\\restrict ", "\\unrestrict ")
SYSTEM = frozenset({"pg_catalog", "information_schema", "SCHEMA pg_catalog", "SCHEMA information_schema"})
"""What a server's own objects may do is its operator's affair, and left out on purpose (docs/coverage.md)."""

DEPTH = {"ASCII_40": 1, "ASCII_91": 1, "ASCII_41": -1, "ASCII_93": -1}
COMMA = "ASCII_44"
COLUMN_LISTS = {"create_stats_stmt": ("ON", "FROM"), "alter_publication_stmt": ("ASCII_40", "ASCII_41")}
"""Between which words the columns of these statements stand."""

MOST_LINES = 20


class Entry(NamedTuple):
    """What the comment above a statement says: the entry of pg_dump's table of contents that it belongs to."""

    name: str = ""
    type: str = ""
    schema: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at. exclude: globs, as in `catalog.read.without`; owners, privileges: whether they count."""

    exclude: tuple[str, ...] = ()
    owners: bool = True
    privileges: bool = True


@dataclass(frozen=True, slots=True)
class Verification:
    """pg_dump as a judge beside our own catalogs. current, desired: libpq strings for where a migration leads."""

    program: Path
    current: str
    desired: str
    view: View = View()

    def check_up(self, copy: str) -> None:
        """ProofError, with the lines that differ, unless it prints the same of a database as of the desired one."""
        self._check(copy, self.desired, "desired state")

    def check_down(self, copy: str) -> None:
        """As `check_up`, for the current one."""
        self._check(copy, self.current, "current state")

    def _check(self, copy: str, other: str, state: str) -> None:
        got, wanted = (read_facts(self.program, conninfo, self.view) for conninfo in (copy, other))
        refuse_differences(got, wanted, state)


def read_dump(program: Path, conninfo: str) -> str:
    """The text of pg_dump --schema-only. ServerError if it cannot be had; the password is in no process list."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    parts = conninfo_to_dict(conninfo)
    password = parts.pop("password", None)
    environ = {**os.environ, **({"PGPASSWORD": str(password)} if password is not None else {})}
    conninfo = make_conninfo(**{name: str(value) for name, value in parts.items()})
    command = [str(program), "--schema-only", "--no-tablespaces", "--dbname", conninfo]
    done = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise ServerError("pg_dump cannot read the database", detail=said, object=str(program))
    return done.stdout.decode("utf-8")


def read_facts(program: Path, conninfo: str, view: View = View()) -> frozenset[str]:
    """What pg_dump prints of a database that a libpq string names."""
    with connect(conninfo) as connection:
        own = frozenset(str(name) for (name,) in connection.execute(OWN))
        view = replace(view, exclude=(*view.exclude, *own_globs(connection)))
    return facts(read_dump(program, conninfo), own, view)


def facts(text: str, own: Collection[str] = (), view: View = View()) -> frozenset[str]:
    """The facts that a dump's text states. own: roles that stand for whoever runs a migration."""
    return frozenset(_facts(text, own, view))


def differences(got: Collection[str], wanted: Collection[str]) -> tuple[str, ...]:
    """A line for each fact that only one side has, sorted; nothing where both say the same."""
    words = {**dict.fromkeys(set(wanted) - set(got), "missing"), **dict.fromkeys(set(got) - set(wanted), "extra")}
    return tuple(f"{words[fact]}: {fact}" for fact in sorted(words))


def refuse_differences(got: Collection[str], wanted: Collection[str], state: str) -> None:
    """Raise ProofError, which lists the lines, unless both say the same. state: what was to be reached, in words."""
    found = differences(got, wanted)
    if not found:
        return
    shown = [f"  {line.replace(chr(10), chr(10) + '    ')}" for line in found[:MOST_LINES]]
    shown += [f"  … and {len(found) - MOST_LINES} more"] if len(found) > MOST_LINES else []
    raise ProofError(
        f"pg_dump sees a difference from the {state} that schemactl does not; nothing is written. What remains:\n"
        + "\n".join(shown),
        hint="This is something that schemactl does not read: please report it. "
        "Meanwhile write this part by hand: schemactl new NAME.",
    )


def _facts(text: str, own: Collection[str], view: View) -> Iterator[str]:
    entry, method = Entry(), "heap"
    statements = split_statements(_without_restrict(text))
    names = chosen_names(statement.sql for statement in statements)
    for statement in statements:
        entry = _entry(statement.comments) or entry
        kind, node = top_node(statement.sql)
        if kind in SETTINGS:
            method = _access_method(node, method)
        elif not _is_out(entry, kind, node, own, view):
            sql = _renamed_roles(statement.sql, entry, own)
            sql = canonical(sql) if "ARRAY[(" in sql else sql
            sql = without_unused_names(sql) if kind in VIEWS and may_alias_rows(sql) else sql
            sql = with_sources(_with_sorted_lists(sql, kind), kind, names)
            yield from _table(sql, kind, node, method) if kind in TABLES else (sql + _using(kind, method),)


def _without_restrict(text: str) -> str:
    """Without the lines by which psql shuts itself off; what may follow them is a key (since August 2025)."""
    keys = {line for line in text.splitlines() if line.startswith(RESTRICT)}
    key = next((line.split(" ", 1)[1] for line in text.splitlines() if line.startswith(RESTRICT[0])), None)
    ours = keys & {word + (key or "") for word in RESTRICT}
    return "\n".join(line for line in text.split("\n") if line not in ours)


def _entry(comments: Sequence[str]) -> Entry | None:
    """`-- Name: a; Type: TABLE; Schema: public; Owner: me`; names may hold anything but line ends."""
    for comment in reversed(comments):
        if comment.startswith("-- Name: "):
            rest, _, owner = comment.removeprefix("-- Name: ").rpartition("; Owner: ")
            rest, _, schema = rest.rpartition("; Schema: ")
            name, _, type = rest.rpartition("; Type: ")
            return Entry(name, type, schema, owner)
    return None


def _access_method(node: Any, method: str) -> str:
    """What tables that follow have: pg_dump says it by a setting."""
    if getattr(node, "name", "") != "default_table_access_method":
        return method
    return str(node.args[0].a_const.sval.sval)


def _using(kind: str, method: str) -> str:
    return f"\nUSING {method}" if kind == "create_table_as_stmt" and method != "heap" else ""


def _is_out(entry: Entry, kind: str, node: Any, own: Collection[str], view: View) -> bool:
    if kind == "comment_stmt" and node.comment == SCHEMA_COMMENT:
        return True
    if _is_owner(kind, node) and (not view.owners or _new_owner(kind, node) in own):
        return True
    if entry.type == "ACL" and (not view.privileges or SYSTEM.intersection((entry.schema, entry.name))):
        return True
    return _is_excluded(entry, view.exclude)


def _is_owner(kind: str, node: Any) -> bool:
    if kind == "alter_table_stmt":
        return any(enum_name(c.alter_table_cmd, "subtype") == "AT_ChangeOwner" for c in node.cmds)
    return kind == "alter_owner_stmt"


def _new_owner(kind: str, node: Any) -> str:
    role = node.newowner if kind == "alter_owner_stmt" else node.cmds[0].alter_table_cmd.newowner
    return str(role.rolename)


def _is_excluded(entry: Entry, exclude: Sequence[str]) -> bool:
    """An entry's name begins with kind and whole (`COLUMN t.a`, `t t_pkey`): any run of its words may be the object."""
    schema = _unquoted(entry.name.removeprefix("SCHEMA ")) if entry.schema == "-" else entry.schema
    if any(fnmatch.fnmatchcase(schema, glob) for glob in exclude):
        return True
    words = entry.name.partition("(")[0].replace(".", " ").split(" ")
    runs = (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    names = {f"{schema}.{run}" for run in runs} if exclude else set[str]()
    return any(fnmatch.fnmatchcase(name, glob) for name in names for glob in exclude)


def _unquoted(name: str) -> str:
    """What comments and privileges are about is quoted where it must be in SQL."""
    return name[1:-1].replace('""', '"') if name.startswith('"') and name.endswith('"') else name


def _renamed_roles(sql: str, entry: Entry, own: Collection[str]) -> str:
    """The statement with the names that roles have for every database: the owner's own, and of who migrates."""
    names = {**dict.fromkeys(own, ME), **({entry.owner: OWNER} if entry.type == "ACL" else {})}
    if not any(name in sql for name in names):
        return sql
    _, root = top_node(sql)
    places = {m.location: m.rolename for m in messages(root) if m.DESCRIPTOR.name == "RoleSpec" and m.rolename in names}
    data, words = sql.encode(), tokens(sql)
    starts = {len(sql[: word.start].encode()): len(sql[: word.end].encode()) for word in words}
    for place in sorted(places, reverse=True):
        data = data[:place] + names[places[place]].encode() + data[starts[place] :]
    return data.decode()


def _with_sorted_lists(sql: str, kind: str) -> str:
    """Columns of statistics and publications are shown in their order in the table, which is nobody's wish."""
    if kind not in COLUMN_LISTS:
        return sql
    words = [word for word in tokens(sql) if word.kind not in COMMENTS]
    opening, closing = COLUMN_LISTS[kind]
    start = next((place for place, word in enumerate(words) if word.kind == opening), len(words))
    end = next((place for place, word in enumerate(words) if word.kind == closing and place > start), 0)
    if not end:
        return sql
    depth, cuts = 0, [start]
    for place in range(start + 1, end):
        depth += DEPTH.get(words[place].kind, 0)
        cuts += [place] if words[place].kind == COMMA and not depth else []
    cuts.append(end)
    items = sorted(sql[words[a].end : words[b].start].strip() for a, b in pairwise(cuts))
    return f"{sql[: words[start].end]} {', '.join(items)} {sql[words[end].start :]}"


def _table(sql: str, kind: str, node: Any, method: str) -> Iterator[str]:
    """The statement without its items, and each item by itself: their order is nobody's wish."""
    relation = node.base_stmt.relation if kind == "create_foreign_table_stmt" else node.relation
    name = qualified(relation.schemaname, relation.relname)
    words = [word for word in tokens(sql) if word.kind not in COMMENTS]
    start, end, cuts = _item_list(words)
    using = f"\nUSING {method}" if kind == "create_stmt" and not node.HasField("partspec") and method != "heap" else ""
    if not end:
        yield sql + using
        return
    yield f"{sql[: words[start].end]}…{sql[words[end].start :]}{using}"
    edges = [start, *cuts, end]
    items = (sql[words[a].end : words[b].start].strip() for a, b in pairwise(edges))
    yield from (f"{name}: {without_not_null_name(item)}" for item in items if item)


def _item_list(words: Sequence[Token]) -> tuple[int, int, list[int]]:
    """Where the first list in parentheses begins and ends, and where its commas are; zeros if there is none."""
    depth, start, cuts = 0, 0, list[int]()
    for place, word in enumerate(words):
        depth += DEPTH.get(word.kind, 0)
        if word.kind == "ASCII_40" and not start:
            start = place
        elif start and not depth:
            return start, place, cuts
        elif word.kind == COMMA and depth == 1:
            cuts.append(place)
    return 0, 0, []
