"""A connection that notices when nobody answers any more, and that an interrupt ends at once.

A statement may take hours, and a network may go silent without a word. While an answer is waited for, the server is
asked now and then beside: whether it is there, and whether our backend still works for us. TCP's own probes, which
`connect.py` turns on, do not see a machine or a proxy that takes everything in and does nothing.
In: what psycopg runs on the connection. Out: its answer; psycopg.OperationalError when there will be none.
Must never know: what is waited for.
"""

from __future__ import annotations

import socket
import struct
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

from schemactl.pooler import SERVER
from schemactl.stop import TICK, is_stopped

GRACE = 2.0  # for the end of a run: what takes longer is left to the server, which notices that the client is gone
LONGEST_PAUSE = 60.0
IDLE_SECONDS = 5.0
TRIES = 2
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
_STATE = f"""
SELECT {SERVER}, a.pid IS NOT NULL,
    a.state LIKE 'idle%%' AND pg_catalog.clock_timestamp() - a.state_change > pg_catalog.make_interval(secs => %s)
FROM (VALUES (%s)) AS v (pid) LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = v.pid
"""


class Wire(psycopg.Connection[Any]):
    """`pid`: the backend that works for us, if it is known, on `server`. `limit`: until when anything is waited for."""

    after_reset: tuple[str, ...] = ()
    conninfo: str = ""
    pid: int = 0
    server: str = ""
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
        address = self.info.hostaddr or self.info.host, self.info.port
        if not any(answers(address, self.patience) for _ in range(TRIES)):
            return "the server no longer answers"
        with suppress(psycopg.Error):
            return self._look_beside()
        return ""

    def _look_beside(self) -> str:
        """What another session sees of ours. That it does not get to it says nothing: we may be what it waits for."""
        if self.pid != self.info.backend_pid:
            return ""
        parts = conninfo_to_dict(self.conninfo)
        for name in ("options", "target_session_attrs", "load_balance_hosts"):
            parts.pop(name, None)
        info = self.info
        where = make_conninfo("", **{**parts, "host": info.host, "hostaddr": info.hostaddr, "port": info.port})
        with Wire.connect(where, autocommit=True, prepare_threshold=None) as other:
            other.limit = monotonic() + self.patience
            server, is_there, is_idle = other.execute(_STATE, [IDLE_SECONDS, self.pid]).fetchone() or ("", True, False)
        if server != self.server:
            return ""
        if not is_there:
            return "the server has ended our session"
        return "the answer of the server was lost on the way" if is_idle else ""

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


@dataclass(slots=True)
class _Watch:
    """When something was heard last, and after how long without a word the next look is taken."""

    heard: float
    pause: float


def answers(address: tuple[str, int], seconds: float) -> bool:
    """Whether somebody is there: asked for TLS, a server says yes or no before it does anything else.

    https://www.postgresql.org/docs/current/protocol-flow.html. A refused connection is an answer too.
    """
    try:
        with socket.create_connection(address, timeout=seconds) as asked:
            asked.sendall(_SSL_REQUEST)
            asked.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True
    return True
