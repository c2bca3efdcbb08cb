"""Which statements of a file share a transaction, and which no runner may send.

Comes in: statements. Goes out: `Segment`s; ExecuteError with the place for what cannot be run from a file.
Must never know: connections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from schemactl.assertion import read_assertions
from schemactl.code import Code
from schemactl.errors import ExecuteError
from schemactl.pgsql import Statement, is_copy_of_client, needs_own_transaction, parse, top_node

# A statement without any of these words can share a transaction: parsing it would only cost time.
_SUSPECT = "concurrently vacuum database tablespace system subscription reindex cluster discard".split()
_ENDS_TRANSACTION = frozenset("begin start commit end rollback abort savepoint release prepare".split())
_UTF8 = frozenset("utf8 utf-8 unicode sql_ascii".split())  # the last leaves bytes as they are


@dataclass(frozen=True, slots=True)
class Segment:
    """Statements that share a transaction, or one that must run outside of any. `first` is its index in the file.

    `is_apart`: one of a file that runs one by one.
    """

    first: int
    statements: tuple[Statement, ...]
    is_transaction: bool
    is_apart: bool = False

    @property
    def end(self) -> int:
        return self.first + len(self.statements)

    @property
    def code(self) -> Code | None:
        """The file in Python that this is, if it is one."""
        first = self.statements[0] if self.statements else None
        return first if isinstance(first, Code) else None


COMMITS = "2D000"
"""What DO and CALL say that commit inside of a transaction."""


def segments(statements: Sequence[Statement], *, transaction: bool = True) -> tuple[Segment, ...]:
    """One segment if all can share a transaction, which `transaction=False` forbids; else one for each statement.

    Raises ExecuteError for what cannot be sent so: BEGIN and COMMIT of the file's own, an encoding that is not the
    file's, what holds to the end of a transaction where each statement has its own; SourceError for an assertion that
    is none.
    """
    for statement in statements:
        if not isinstance(statement, Code):
            _refuse(statement)
            read_assertions(statement)
    alone = [not one.transaction if isinstance(one, Code) else is_alone(one.sql) for one in statements]
    if not statements or (transaction and not any(alone)):
        return (Segment(0, tuple(statements), is_transaction=True),)
    for statement in statements:
        if not isinstance(statement, Code):
            _refuse_apart(statement)
    return tuple(
        Segment(index, (statement,), is_transaction=not alone[index], is_apart=True)
        for index, statement in enumerate(statements)
    )


def is_alone(sql: str) -> bool:
    """Whether a statement must run outside of any transaction."""
    lower = sql.lower()
    return any(word in lower for word in _SUSPECT) and needs_own_transaction(*top_node(sql))


def may_commit(sql: str) -> bool:
    """Whether a statement may end transactions by itself: a CALL, or a DO with such words in it."""
    words = sql.lower()
    if not words.startswith(("do", "call")):
        return False
    kind, _ = top_node(sql)
    return kind == "call_stmt" or (kind == "do_stmt" and any(word in words for word in ("commit", "rollback", "call")))


def _refuse(statement: Statement) -> None:
    """ExecuteError for what no file may hold."""
    first = "".join(takewhile(str.isalpha, statement.sql)).lower()
    if first in _ENDS_TRANSACTION and parse(statement.sql).stmts[0].stmt.HasField("transaction_stmt"):
        hint = "remove it: a file runs in one; `-- schemactl: transaction=none` at its top runs each statement alone"
        raise ExecuteError("a migration file begins and ends no transaction", hint=hint, place=statement.place)
    if first == "copy" and statement.data is None and is_copy_of_client(statement.sql):
        hint = "its rows stand below it, up to a line `\\.`; what COPY … TO stdout prints goes nowhere"
        raise ExecuteError("a COPY with the client needs rows in the file", hint=hint, place=statement.place)
    if first == "set":
        encoding = _setting(statement, "client_encoding")
        if encoding and encoding.lower() not in _UTF8:
            hint = "save the file as UTF-8 and remove the line: files are sent as UTF-8"
            raise ExecuteError(f"the file is UTF-8, not {encoding}", hint=hint, place=statement.place)


def _refuse_apart(statement: Statement) -> None:
    """ExecuteError for what ends with its transaction, which here is the statement's own."""
    first = "".join(takewhile(str.isalpha, statement.sql)).lower()
    if first not in ("set", "select"):
        return
    kind, node = top_node(statement.sql)
    is_local = kind == "variable_set_stmt" and (node.is_local or node.name in ("TRANSACTION", "TRANSACTION SNAPSHOT"))
    if is_local or kind == "constraints_set_stmt" or (kind == "select_stmt" and _sets_locally(node)):
        hint = "write SET, which holds to the end of the file" if is_local else "give it a file that is one transaction"
        message = "this ends with its transaction, and the file runs statement by statement: it would do nothing"
        raise ExecuteError(message, hint=hint, place=statement.place)


def _setting(statement: Statement, name: str) -> str:
    """What a SET gives to a setting, empty for any other statement."""
    kind, node = top_node(statement.sql)
    if kind != "variable_set_stmt" or node.name.lower() != name or not node.args:
        return ""
    return str(node.args[0].a_const.sval.sval)


def _sets_locally(select: Any) -> bool:
    """Whether a SELECT gives a setting to the end of the transaction: set_config(…, …, true)."""
    calls = (item.res_target.val.func_call for item in select.target_list)
    named = (call for call in calls if call.funcname and call.funcname[-1].string.sval == "set_config")
    return any(len(call.args) == 3 and call.args[2].a_const.boolval.boolval for call in named)
