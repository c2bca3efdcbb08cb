"""Reads what a session does: its locks, the files of relations, tuples scanned, the server's remarks.

Comes in: the connection of the session itself, between two of its statements. Goes out: a StepTrace for each statement.
Locks and files are read in the session, since its changes are not visible elsewhere before it commits; the queries take
locks on system catalogs only.
Must never know: files and rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from schemactl.lint.changes import NO_NAME, Name
from schemactl.lint.trace.model import STRENGTH, Dropped, Held, Relation, StepTrace
from schemactl.lint.trace.nested import Nested, make_remark
from schemactl.lint.trace.query import query

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
_SEEN = f"SELECT id, kind, identity, original, is_normal, names, context FROM {HIDDEN}.seen(%s)"
_WATCHED = f"SELECT pg_catalog.to_regclass('{HIDDEN}.noted') IS NOT NULL"


def watch(connection: psycopg.Connection[Any]) -> None:
    """Makes the database note what is dropped, and remark on what functions and blocks run. Only a superuser may."""
    if connection.info.parameter_status("is_superuser") != "on":
        return
    connection.execute(_TRIGGER.encode())
    make_remark(connection)


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
        self.nested = Nested(connection)
        self.names = {oid: relation.name.name for oid, relation in self.before.items()}
        self.last = 0
        row = connection.execute(_WATCHED.encode()).fetchone()
        self.is_watched = bool(row and row[0])
        connection.add_notice_handler(self._note)
        self.told(StepTrace())  # of files before

    def close(self) -> None:
        self.connection.remove_notice_handler(self._note)

    def begin_block(self) -> None:
        """A transaction has begun: it holds nothing yet. What the counters say is of those before, and not yet told."""
        self.since = {}
        self.nested.begin_block()
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
        self.nested.begin_step()
        self.debug.clear()

    def told(self, trace: StepTrace) -> StepTrace:
        """With what the server said and noted of the last statement; what nobody watches is left out."""
        trace = replace(trace, debug=tuple(self.debug), sees_drops=self.is_watched)
        if not self.is_watched:
            return trace
        rows = self.connection.execute(_SEEN.encode(), [self.last]).fetchall()
        self.last = max((row[0] for row in rows), default=self.last)
        dropped = tuple(
            Dropped(kind, identity, original, is_normal, tuple(names or ()))
            for _, kind, identity, original, is_normal, names, context in rows
            if context is None
        )
        texts, called, is_silenced = self.nested.read(row[-1] for row in rows if row[-1] is not None)
        return replace(trace, dropped=dropped, texts=texts, called=called, is_silenced=is_silenced)

    def read(self, index: int) -> StepTrace:
        """What the statement with this index did, read after it in its transaction."""
        locks = self.connection.execute(query("locks").encode()).fetchall()
        work = self.connection.execute(query("work").encode()).fetchall()
        trace = self._trace(index, locks, work)
        return self.told(replace(trace, renamed=tuple(self._renamed(locks))))

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
        if severity == "LOG":
            self.nested.note(diagnostic)
        elif severity.startswith("DEBUG"):
            self.debug.append(diagnostic.message_primary or "")


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
