"""What a failure of the server means for a load, and how it reads to the person whose file it is.

Comes in: a statement and the server's answer. Goes out: whether to go on, or a SourceError with the place in the file.
Must never know: connections.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from schemactl.errors import Place, SourceError
from schemactl.pgsql import Statement, node_kind, place_in, role_names, top_node
from schemactl.source.needs import makes_same
from schemactl.source.session import Failure

_DUPLICATE = frozenset("42P07 42710 42P06 42723 42701".split())
# No other statement can heal these: duplicates, names, rights, unknown features, resources, crashes.
_HOPELESS = _DUPLICATE | frozenset("42601 42501 42602 42622 42939 0A000 57014".split())
_HOPELESS_CLASSES = frozenset("25 53 54 58 XX".split())
# Settings in the preamble of pg_dump that an older server may not know.
_DUMP_SETTINGS = frozenset(
    "default_table_access_method idle_in_transaction_session_timeout row_security transaction_timeout".split()
)


def is_hopeless(sql: str, failure: Failure) -> bool:
    """Whether trying again later is of no use. A DROP is never tried again: it would drop what was made meanwhile."""
    code = failure.sqlstate
    first_word = sql.split(None, 1)[0].lower()
    return code in _HOPELESS or code[:2] in _HOPELESS_CLASSES or first_word in ("drop", "set", "reset")


def is_tolerated(sql: str, failure: Failure) -> bool:
    """Whether the statement has nothing to do on this server.

    A new database has its schema public already, which dumps of older versions create; and dumps set what an older
    server does not know.
    """
    if failure.sqlstate == "42P06":
        kind, node = top_node(sql)
        is_plain = kind == "create_schema_stmt" and not node.schema_elts and not node.HasField("authrole")
        return is_plain and node.schemaname == "public"
    if failure.sqlstate == "42704":
        kind, node = top_node(sql)
        return kind == "variable_set_stmt" and node.name in _DUMP_SETTINGS
    return False


def source_error(statements: Sequence[Statement], index: int, failure: Failure) -> SourceError:
    """The server's words with the place in the file that they are about, and the way out where we know more."""
    statement = statements[index]
    return SourceError(
        failure.message,
        hint=_hint(statements, index, failure) or failure.hint,
        place=_place(statement, failure),
        sqlstate=failure.sqlstate,
        detail="\n".join(part for part in (failure.detail, failure.context) if part),
    )


def _place(statement: Statement, failure: Failure) -> Place:
    if failure.position:
        return place_in(statement, failure.position - 1)
    if failure.inner and failure.inner in statement.sql:
        return place_in(statement, statement.sql.index(failure.inner) + max(0, failure.inner_position - 1))
    return statement.place


def _hint(statements: Sequence[Statement], index: int, failure: Failure) -> str:
    sql = statements[index].sql
    if failure.sqlstate in _DUPLICATE:
        first = next((one for one in islice(statements, index) if makes_same(one.sql, sql)), None)
        return f"it is made before, at {first.place}" if first else ""
    if failure.sqlstate in ("0A000", "58P01") and node_kind(sql) == "create_extension_stmt":
        name = top_node(sql)[1].extname
        return (
            f"the scratch server does not have the extension {name}: install it for a Postgres of this machine, "
            "or name a server that has it as postgres.scratch in atlas-like.yaml, "
            f"or capture a stand-in from one: schemactl standin {name} --url URL"
        )
    if failure.sqlstate == "42501" and any(role_names(one.sql) for one in islice(statements, index) if _sets(one.sql)):
        return "roles on the scratch server have no rights of their own: leave SET ROLE out of the schema"
    return ""


def _sets(sql: str) -> bool:
    return sql.split(None, 1)[0].lower() == "set"
