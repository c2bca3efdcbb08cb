"""Reads what a session does: its locks, the files of relations, tuples scanned, the server's remarks.

Comes in: the connection of the session itself, between two of its statements. Goes out: a StepTrace for each statement.
Locks and files are read in the session, since its changes are not visible elsewhere before it commits; the queries take
locks on system catalogs only.
Must never know: files and rules.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from schemactl.lint.changes import NO_NAME, Name
from schemactl.lint.trace.model import STRENGTH, Dropped, Held, Relation, StepTrace
from schemactl.lint.trace.texts import texts_of
from schemactl.pgsql import quote_identifier

if TYPE_CHECKING:
    import psycopg

HIDDEN = "schemactl_lint"

# What is dropped is written down where a file can neither see nor change it, whatever it sets; what is rolled back was
# not dropped, and is not in there. So are the definitions that functions and blocks run, with the server's context.
_TRIGGER = f"""
CREATE TABLE {HIDDEN}.noted (id bigint GENERATED ALWAYS AS IDENTITY,
  kind text, identity text, original boolean, is_normal boolean, names text[], context text);
CREATE FUNCTION {HIDDEN}.dropped() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
BEGIN
  INSERT INTO {HIDDEN}.noted (kind, identity, original, is_normal, names)
  SELECT object_type, object_identity, original, normal, address_names FROM pg_event_trigger_dropped_objects();
END $$;
CREATE FUNCTION {HIDDEN}.made() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog SET lc_messages = 'C' AS $$
DECLARE context text;
BEGIN
  GET DIAGNOSTICS context = PG_CONTEXT;
  INSERT INTO {HIDDEN}.noted (context) SELECT substr(context, strpos(context, E'\\n') + 1)
  WHERE strpos(context, E'\\n') > 0 AND NOT EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE in_extension);
END $$;
CREATE FUNCTION {HIDDEN}.seen(last bigint) RETURNS SETOF {HIDDEN}.noted LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog AS $$ SELECT * FROM {HIDDEN}.noted WHERE id > last ORDER BY id $$;
REVOKE ALL ON ALL TABLES IN SCHEMA {HIDDEN} FROM PUBLIC;
GRANT USAGE ON SCHEMA {HIDDEN} TO PUBLIC;
CREATE EVENT TRIGGER {HIDDEN} ON sql_drop EXECUTE FUNCTION {HIDDEN}.dropped();
CREATE EVENT TRIGGER {HIDDEN}_made ON ddl_command_end EXECUTE FUNCTION {HIDDEN}.made();
"""
# The server remarks on each statement that it takes up, also in functions and blocks, where the context has its text:
# whatever that was made of. A file may not switch this off: it is a superuser's to set. The server's log is spared.
_REMARKS = {"log_parser_stats": "on", "lc_messages": "C", "log_min_messages": "fatal"}
TAKEN_UP = "REWRITER STATISTICS"
ATOMIC = "BEGIN ATOMIC\n"
# A file may have set it otherwise; and a plan that is kept would be run again without a remark.
_LOUD = b"SET client_min_messages = debug1; DISCARD PLANS"
_SEEN = f"SELECT id, kind, identity, original, is_normal, names, context FROM {HIDDEN}.seen(%s)"
_BODIES = (
    b"SELECT COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) FROM pg_catalog.pg_proc p "
    b"JOIN pg_catalog.pg_language l ON l.oid OPERATOR(pg_catalog.=) p.prolang "
    b"WHERE p.proname OPERATOR(pg_catalog.=) %s AND l.lanname OPERATOR(pg_catalog.=) 'sql' ORDER BY p.oid"
)
_WATCHED = f"SELECT pg_catalog.to_regclass('{HIDDEN}.noted') IS NOT NULL"


@cache
def query(name: str) -> str:
    """A query of this room."""
    return (importlib.resources.files("schemactl.lint.trace") / "queries" / f"{name}.sql").read_text("utf-8")


def watch(connection: psycopg.Connection[Any]) -> None:
    """Makes the database note what is dropped, and remark on what functions and blocks run. Only a superuser may."""
    if connection.info.parameter_status("is_superuser") != "on":
        return
    connection.execute(_TRIGGER.encode())
    for name, value in _REMARKS.items():
        connection.execute(f"ALTER DATABASE {quote_identifier(connection.info.dbname)} SET {name} = '{value}'".encode())


@dataclass(frozen=True, slots=True)
class _Seen:
    """The locks of one moment, and the counters of the transaction."""

    locks: tuple[tuple[Any, ...], ...]
    work: tuple[tuple[Any, ...], ...]


Saved = tuple[dict[int, int], dict[int, str], set[int]]


class Probe:
    """One session under observation; `before` are the relations as they were at the start of the file."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.before = read_relations(connection)
        self.files = {oid: relation.file for oid, relation in self.before.items()}
        self.counters: dict[int, tuple[int, int, int]] = {}
        self.since: dict[tuple[int, str], int] = {}
        self.gone: set[int] = set()
        self.debug: list[str] = []
        self.contexts: dict[str, None] = {}
        self.names = {oid: relation.name.name for oid, relation in self.before.items()}
        self.last = 0
        row = connection.execute(_WATCHED.encode()).fetchone()
        self.is_watched = bool(row and row[0])
        connection.add_notice_handler(self._note)
        self.take_noted()  # of files before

    def close(self) -> None:
        self.connection.remove_notice_handler(self._note)

    def begin_block(self) -> None:
        """A transaction has begun: it holds nothing yet. What the counters say is of those before, and not yet told."""
        self.since = {}
        rows = self.connection.execute(query("work").encode()).fetchall()
        self.counters = {oid: (scans, tuples, written) for oid, _, _, scans, tuples, written in rows}

    def save(self) -> Saved:
        """What is known of relations before a transaction."""
        return dict(self.files), dict(self.names), set(self.gone)

    def restore(self, saved: Saved) -> None:
        """As it was saved: the transaction was rolled back."""
        self.files, self.names, self.gone = saved

    def begin_step(self) -> None:
        """What the server says from here on is of the next statement."""
        self.connection.execute(_LOUD)
        self.debug.clear()
        self.contexts.clear()

    def take_noted(self) -> tuple[tuple[Dropped, ...], tuple[str, ...]]:
        """What went since the last time, and the texts that functions and blocks ran; nothing where nobody watches."""
        if not self.is_watched:
            return (), ()
        remarks = tuple(self.contexts)
        rows = self.connection.execute(_SEEN.encode(), [self.last]).fetchall()
        self.last = max((row[0] for row in rows), default=self.last)
        dropped = tuple(
            Dropped(kind, identity, original, is_normal, tuple(names or ()))
            for _, kind, identity, original, is_normal, names, context in rows
            if context is None
        )
        noted = (row[-1] for row in rows if row[-1] is not None)
        texts = dict.fromkeys(text for one in (*remarks, *noted) for text in texts_of(one, self._bodies))
        return dropped, tuple(texts)

    def _bodies(self, routine: str) -> list[str]:
        """The texts of functions in SQL with this name, as far as they are still there."""
        rows = self.connection.execute(_BODIES, [routine]).fetchall()
        return [body.removeprefix(ATOMIC).removesuffix("\nEND") for (body,) in rows]

    def read(self, index: int) -> StepTrace:
        """What the statement with this index did, read after it in its transaction."""
        debug = tuple(self.debug)
        locks = self.connection.execute(query("locks").encode()).fetchall()
        work = self.connection.execute(query("work").encode()).fetchall()
        trace = self._trace(index, locks, work)
        dropped, texts = self.take_noted()
        return replace(
            trace,
            debug=debug,
            dropped=dropped,
            texts=texts,
            renamed=tuple(self._renamed(locks)),
            sees_drops=self.is_watched,
        )

    def _renamed(self, locks: list[Any]) -> Iterator[tuple[Name, str]]:
        for oid, _, _, name, kind, _ in locks:
            old = self.names.get(oid)
            if old and name and name != old and kind in "rpmv":
                self.names[oid] = name
                yield Name(self.before[oid].name.schema, old), name

    def _trace(self, index: int, locks: list[Any], work: list[Any]) -> StepTrace:
        scanned, written = self._work(work)
        old_names = {(one.name, one.kind.lower()): one for one in self.before.values()}
        rewritten: list[Relation] = []
        rebuilt: list[Relation] = []
        reused: list[Relation] = []
        seen: set[int] = set()
        for oid, _, schema, name, kind, file in locks:
            if name is None or oid in seen:
                continue
            seen.add(oid)
            known = self.before.get(oid)
            if known and file != self.files.get(oid, 0):
                rewritten.append(known)
            elif not known:
                old = old_names.get((Name(schema, name), kind.lower()))
                if old and oid not in self.files and old.oid not in self.gone:  # else the file makes it anew itself
                    (reused if file == old.file else rebuilt).append(old)
            self.files[oid] = file
        self.gone.update(oid for oid, _, _, name, *_ in locks if name is None)
        return StepTrace(self._held(index, locks), tuple(rewritten), tuple(rebuilt), tuple(reused), scanned, written)

    def _held(self, index: int, locks: list[Any]) -> tuple[Held, ...]:
        strongest: dict[int, str] = {}
        for oid, mode, *_ in locks:
            spelled = spelling(mode)
            if oid in self.before and spelled in STRENGTH:
                self.since.setdefault((oid, spelled), index)
                if STRENGTH[spelled] > STRENGTH.get(strongest.get(oid, ""), -1):
                    strongest[oid] = spelled
        return tuple(Held(self.before[oid], mode, self.since[oid, mode]) for oid, mode in strongest.items())

    def _work(self, rows: list[Any]) -> tuple[dict[Name, tuple[int, int]], dict[Name, int]]:
        """What was scanned and written since the last statement; new tables among them."""
        scanned: dict[Name, tuple[int, int]] = {}
        written: dict[Name, int] = {}
        for oid, schema, table, scans, tuples, rows_written in rows:
            was = self.counters.get(oid, (0, 0, 0))
            self.counters[oid] = (scans, tuples, rows_written)
            name = self.before[oid].name if oid in self.before else Name(schema, table)
            if scans > was[0]:
                scanned[name] = (scans - was[0], tuples - was[1])
            if rows_written > was[2]:
                written[name] = rows_written - was[2]
        return scanned, written

    def _note(self, diagnostic: Any) -> None:
        severity = diagnostic.severity_nonlocalized
        if severity.startswith("DEBUG"):
            self.debug.append(diagnostic.message_primary or "")
        elif severity == "LOG" and diagnostic.message_primary == TAKEN_UP and diagnostic.context:
            self.contexts[diagnostic.context] = None


def read_relations(connection: psycopg.Connection[Any]) -> Mapping[int, Relation]:
    """All relations of the database by oid; indexes know their table."""
    rows = connection.execute(query("relations").encode()).fetchall()
    return {
        oid: Relation(oid, Name(schema, name), kind, file, Name(of_schema, of) if of else NO_NAME)
        for oid, schema, name, kind, file, of_schema, of in rows
    }


@cache
def spelling(mode: str) -> str:
    """AccessExclusiveLock as Postgres's documentation has it."""
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in mode.removesuffix("Lock"))
    return words.strip().upper()
