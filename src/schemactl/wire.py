"""A connection that notices when nobody answers any more, and that an interrupt ends at once.

A statement may take hours, and a network may go silent without a word. While an answer is waited for, the server is
asked now and then over a connection beside: whether it is there, and whether our backend still works for us. TCP's own
probes (`connect.py` turns them on) do not see a machine or a proxy that takes everything in and does nothing.
In: what psycopg runs on the connection. Out: its answer; psycopg.OperationalError when there will be none.
Must never know: what is waited for.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

import psycopg
from psycopg import waiting
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus

from schemactl.stop import is_stopped

log = logging.getLogger(__name__)

TICK = 0.1
GRACE = 2.0  # for the end of a run: what takes longer is left to the server, which notices that the client is gone
LONGEST_PAUSE = 60.0
IDLE_SECONDS = 5.0
TRIES = 2
_STATE = """
SELECT state LIKE 'idle%%' AND pg_catalog.clock_timestamp() - state_change > pg_catalog.make_interval(secs => %s)
FROM pg_catalog.pg_stat_activity
WHERE pid = %s
"""


class Wire(psycopg.Connection[Any]):
    """`pid`: the backend, if it is known which one works for us. `limit`: until when anything is waited for at all."""

    after_reset: tuple[str, ...] = ()
    conninfo: str = ""
    pid: int = 0
    patience: float = 10.0
    limit: float | None = None

    def wait(self, gen: Generator[Any, Any, Any], interval: float = TICK, timeout: float | None = None) -> Any:
        """As psycopg's, with an eye on who should answer; an interrupt ends what runs in the server, if it can."""
        more: dict[str, Any] = {} if timeout is None else {"timeout": timeout}
        try:
            return waiting.wait(self._watched(gen), self.pgconn.socket, interval=min(interval, TICK), **more)
        except KeyboardInterrupt:
            self._give_up(gen)
            raise

    def hurry(self) -> None:
        """From now on nothing is waited for longer than a moment: the run ends."""
        self.limit = monotonic() + GRACE

    def _watched(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """`gen`, and at each tick without an answer a look around."""
        watch = _Watch(monotonic(), self.patience)
        try:
            state = next(gen)
            while True:
                ready = yield state
                if ready:
                    watch.heard = monotonic()
                else:
                    self._look(watch)
                state = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _look(self, watch: _Watch) -> None:
        """KeyboardInterrupt if the work is to end, psycopg.OperationalError if no answer will come."""
        now = monotonic()
        if self.limit is None and is_stopped():
            raise KeyboardInterrupt
        if self.limit is not None and now > self.limit:
            self._close("the server does not answer")
        if now - watch.heard > watch.pause and not self._is_local():
            why = self._silence()
            if why:
                self._close(why)
            watch.heard, watch.pause = monotonic(), min(2 * watch.pause, LONGEST_PAUSE)

    def _close(self, why: str) -> None:
        self.pgconn.finish()
        raise psycopg.OperationalError(why)

    def _is_local(self) -> bool:
        return not self.conninfo or not self.pgconn.host or self.pgconn.host.startswith((b"/", b"@"))

    def _silence(self) -> str:
        """Why there will be no answer; empty if there may be one."""
        for left in reversed(range(TRIES)):
            try:
                return self._ask()
            except psycopg.Error as error:
                if not isinstance(error, (psycopg.errors.ConnectionTimeout, _NoAnswer)):
                    return ""  # somebody answers, if only to say no
                log.debug("no answer from the server: %s", error)
                if not left:
                    return "the server no longer answers"
        return ""

    def _ask(self) -> str:
        parts = conninfo_to_dict(self.conninfo)
        for name in ("options", "target_session_attrs", "load_balance_hosts"):
            parts.pop(name, None)
        info = self.info
        where = make_conninfo("", **{**parts, "host": info.host, "hostaddr": info.hostaddr, "port": info.port})
        with _Beside.connect(where, autocommit=True, prepare_threshold=None) as other:
            other.limit = monotonic() + self.patience
            row = other.execute(_STATE, [IDLE_SECONDS, self.pid]).fetchone() if self.pid else (False,)
        if row is None:
            return "the server has ended our session"
        return "the answer of the server was lost on the way" if row[0] else ""

    def _give_up(self, gen: Generator[Any, Any, Any]) -> None:
        """Ends what runs in the server, and takes in what it says to that; closes the connection if it says nothing."""
        if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
            return
        try:
            if not self._cancel():
                self._close("the server does not answer")
            self.hurry()
            waiting.wait(self._watched(gen), self.pgconn.socket, interval=TICK)
        except psycopg.errors.QueryCanceled:
            pass
        except BaseException as error:
            self.pgconn.finish()
            if not isinstance(error, Exception):
                raise

    def _cancel(self) -> bool:
        """Whether the server took it. By a thread: the libpq of some psycopgs waits for that without end."""
        done: list[bool] = []

        def work() -> None:
            with suppress(psycopg.Error):
                self.cancel_safe(timeout=GRACE)
                done.append(True)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(GRACE)
        return bool(done)


class _NoAnswer(psycopg.OperationalError):
    """A connection beside was made, and then nothing came."""


class _Beside(Wire):
    def _close(self, why: str) -> None:
        self.pgconn.finish()
        raise _NoAnswer(why)


@dataclass(slots=True)
class _Watch:
    """When something was heard last, and after how long without a word the next look is taken."""

    heard: float
    pause: float
