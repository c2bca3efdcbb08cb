"""From an extension on a live database to a stand-in for it: a script with the same names and signatures.

In: a connection, which is only read. Out: `Captured`: the text of `<extension>--<version>.sql`, and by name what it
cannot carry. Types become texts with the properties that a schema can see; functions in C give nothing, or refuse to
be called; all that stands on these (operators, their classes, casts, aggregates) is made as it is.
This file must never know where the text goes, nor how a server finds it.

Statements come kind by kind, so that what they need is there; within a kind in the order in which they were made.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from schemactl.errors import UsageError
from schemactl.pgsql import quote_identifier, quote_literal
from schemactl.standin.modifiers import is_known, labels_of, own_code, read_modifiers
from schemactl.standin.words import newer_words, quote_words

if TYPE_CHECKING:
    import psycopg

HEAD = "-- standin:"
KEPT_LANGUAGES = ("sql", "plpgsql")
INPUT = ("textin", "textout", "textrecv", "textsend", "modifiers", "enum_out")
AS_JSON = ("to_json", "to_jsonb")
SAME = "int8up"
"""A function of the server's own that gives back what it gets."""
QUIET, LOUD = "void_in", "shell_in"
"""Functions of the server's own that do nothing, and that raise an error, whatever they are called with."""

PHASES = """
    schema shell input type relation function operator family class member cast aggregate range plain privilege
""".split()
"""The order of the statements. A base type is a shell until its functions are there; a range needs an operator class;
members of a family that no class has, and constraints of domains, come when all else is there."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Captured:
    """missing: members, and properties of members, that the stand-in does not have."""

    name: str
    version: str
    text: str
    missing: tuple[str, ...]


class _Part(NamedTuple):
    """A statement about the object with this oid, and the phase that it belongs to."""

    phase: str
    oid: int
    sql: str

    @property
    def place(self) -> tuple[int, int]:
        return PHASES.index(self.phase), self.oid


def installed(connection: psycopg.Connection[Any]) -> list[str]:
    """The extensions that this database has, by name."""
    return [name for (name,) in connection.execute("SELECT extname FROM pg_catalog.pg_extension ORDER BY extname")]


def capture(connection: psycopg.Connection[Any], name: str, *, with_bodies: bool = True) -> Captured:
    """Read an extension that is installed in this database. Raises UsageError if it is not, and psycopg.Error.

    with_bodies: keep what functions of SQL and PL/pgSQL do; without, those that may change something raise an error.
    """
    from psycopg.rows import dict_row

    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        extension = cursor.execute(_query("extension"), {"name": name}).fetchone()
        if extension is None:
            hint = f"CREATE EXTENSION {quote_identifier(name)} there, or name another database"
            raise UsageError(f"this database has no extension {name}", hint=hint)
        cursor.execute("SELECT pg_catalog.set_config('search_path', %s, true)", [_path(extension)])

        def rows(query: str) -> Sequence[Row]:
            return cursor.execute(_query(query), {"extension": extension["oid"]}).fetchall()

        functions = rows("function")
        if not with_bodies:
            functions = [{**row, "body": None, "language": "", "is_lost": _is_lost(row)} for row in functions]
        parts, missing, done = _parts(rows, functions, name)
        words = newer_words(row["word"] for row in rows("keyword"))
        members = rows("member")
    missing += [row["description"] for row in members if row["oid"] not in done]
    statements = (f"\n{quote_words(part.sql, words)};" for part in parts)
    text = "\n".join([*_head(name, extension, missing), *statements, "", own_code(name)]).rstrip() + "\n"
    return Captured(name, extension["version"], text, tuple(missing))


def _query(name: str) -> bytes:
    return (importlib.resources.files("schemactl.standin") / "queries" / f"{name}.sql").read_bytes()


def _path(extension: Row) -> str:
    """What is in the extension's own schema is written without it, so that the stand-in can be put anywhere."""
    return quote_identifier(extension["schema"])


def _head(name: str, extension: Row, missing: Sequence[str]) -> Iterator[str]:
    words = [word for word in ("relocatable", "trusted") if extension[word]]
    if not extension["relocatable"] and extension["fixed_schema"]:
        words.append(f"schema={extension['fixed_schema']}")
    if extension["requires"]:
        words.append(f"requires={','.join(extension['requires'])}")
    yield f"-- A stand-in for the extension {name} {extension['version']}, on scratch servers only."
    yield f"{HEAD} {' '.join(words)}".rstrip()
    if extension["comment"]:
        yield f"-- comment: {extension['comment']}"
    yield "-- Written by schemactl standin: names and signatures, with nothing behind them."
    yield from (f"-- missing: {each}" for each in missing)


def _is_lost(row: Row) -> bool:
    """Whether it did something that nobody would notice to be missing."""
    return row["language"] in KEPT_LANGUAGES and row["volatility"] == "VOLATILE"


def _parts(
    rows: Callable[[str], Sequence[Row]], functions: Sequence[Row], name: str
) -> tuple[list[_Part], list[str], set[int]]:
    """All statements in their order, what they cannot say, and the oids that they are of."""
    types = rows("type")
    labels = next((row["oid"] for row in types if row["plain_name"] == labels_of(name)), 0)
    parts = [part for row in types if row["oid"] != labels for part in _type(row)]
    if any(row["type"] for row in functions):
        parts.append(_Part("schema", labels, f"CREATE TYPE {quote_identifier(labels_of(name))} AS ENUM ()"))
    parts += [_Part(_phase(row), row["oid"], _function(row, name)) for row in functions]
    parts += [part for row in rows("operator_class") if not row["is_foreign"] for part in _class(row)]
    for phase in ("schema", "relation", "operator", "cast", "aggregate", "plain", "privilege"):
        parts += [_Part(phase, row["oid"], row["sql"]) for row in rows(phase)]
    return sorted(parts, key=lambda part: part.place), list(_shortcomings(types, name)), {part.oid for part in parts}


def _phase(row: Row) -> str:
    return "input" if row["role"] in INPUT else "function"


def _type(row: Row) -> Iterable[_Part]:
    if row["class"] == "b":
        yield _Part("shell", row["oid"], f"CREATE TYPE {row['name']}")
    yield _Part("range" if row["class"] == "r" else "type", row["oid"], row["sql"])
    yield from (_Part("member", row["oid"], sql) for sql in row["later"])


def _shortcomings(types: Iterable[Row], name: str) -> Iterator[str]:
    for row in types:
        if row["has_modifiers"] and not is_known(name, row["plain_name"]):
            yield f"check of the modifiers of type {row['name']}, which stay as they are written"
        if row["has_subscripts"]:
            yield f"subscripts of type {row['name']}"


def _class(row: Row) -> Iterable[_Part]:
    yield _Part("class" if row["is_class"] else "family", row["oid"], row["sql"])
    if row["later"]:
        yield _Part("member", row["oid"], row["later"])


def _function(row: Row, extension: str) -> str:
    if row["type"]:
        return read_modifiers(row["signature"].partition("(")[0], extension, row["type"])
    kind = "PROCEDURE" if row["kind"] == "p" else "FUNCTION"
    returns = f" RETURNS {row['result']}" if row["result"] and kind == "FUNCTION" else ""
    words = [row["volatility"], f"PARALLEL {row['parallel']}"] if kind == "FUNCTION" else []
    words += ["WINDOW"] if row["kind"] == "w" else []
    words += ["STRICT"] if (row["strict"] or row["role"] == SAME) and kind == "FUNCTION" else []
    words += ["SECURITY DEFINER"] if row["definer"] else []
    words += ["LEAKPROOF"] if row["leakproof"] else []
    return f"CREATE {kind} {row['head']}{returns}\n    {_body(row, ' '.join(words))}"


def _body(row: Row, words: str) -> str:
    """What it did if that is SQL; else nothing, in PL/pgSQL, which takes all types but those that only C does."""
    if row["role"] in INPUT:
        return f"LANGUAGE internal {words} AS {quote_literal(row['role'])}"
    if row["body"]:
        return f"LANGUAGE sql {words}\n{row['body']}"
    if row["language"] in KEPT_LANGUAGES:
        return f"LANGUAGE {row['language']} {words} AS {quote_literal(row['source'])}"
    if row["kind"] == "w":
        return f"LANGUAGE internal {words} AS 'window_row_number'"
    if row["role"] in AS_JSON:
        return f"LANGUAGE sql {words} AS 'SELECT pg_catalog.{row['role']}($1::pg_catalog.text)'"
    if row["role"] or row["is_opaque"]:
        symbol = row["role"] or (QUIET if row["is_void"] else LOUD)
        return f"LANGUAGE internal {words} AS {quote_literal(symbol)}"
    return f"LANGUAGE plpgsql {words} AS {quote_literal(_nothing(row))}"


def _nothing(row: Row) -> str:
    result = row["result"] or ""
    if row.get("is_lost"):
        return "BEGIN RAISE EXCEPTION 'a stand-in for the extension cannot do this'; END"
    if result == "trigger":
        return "BEGIN RETURN NEW; END"
    has_rows = result.startswith(("SETOF", "TABLE")) or result in ("void", "event_trigger")
    if has_rows or row["kind"] == "p" or " OUT " in f" {row['head'].partition('(')[2]}":
        return "BEGIN RETURN; END"
    return "BEGIN RETURN NULL; END"
