"""A network that can go silent: a TCP proxy before a server, which takes everything in and passes nothing on.

In: the conninfo of a database. Out: a `Proxy` with a conninfo of its own.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from psycopg.conninfo import conninfo_to_dict, make_conninfo


@dataclass
class Proxy:
    """`is_silent`: nothing passes. `is_deaf`: nothing passes on connections that there are; new ones are as new."""

    target: str
    listener: socket.socket
    is_silent: bool = False
    passed: int = 0
    sockets: list[socket.socket] = field(default_factory=list)
    deaf: set[socket.socket] = field(default_factory=set)

    @property
    def url(self) -> str:
        return make_conninfo(self.target, host="127.0.0.1", port=self.listener.getsockname()[1], connect_timeout=2)

    def deafen(self) -> None:
        """Nothing passes any more on the connections that there are."""
        self.deaf.update(self.sockets)

    def accept(self) -> None:
        """Until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = _connect(self.target)
                self.sockets += [client, server]
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=self._pump, args=[one, other], daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                if not self.is_silent and one not in self.deaf:
                    self.passed += len(data)
                    other.sendall(data)
        if not self.is_silent and one not in self.deaf:
            for end in (one, other):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)


def _connect(target: str) -> socket.socket:
    parts = conninfo_to_dict(target)
    host, port = str(parts["host"]), int(parts["port"] or 5432)
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    one = socket.socket(socket.AF_UNIX)
    one.connect(f"{host}/.s.PGSQL.{port}")
    return one


@contextmanager
def proxy(target: str) -> Iterator[Proxy]:
    """A proxy before the database, which passes everything on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Proxy(target, listener)
        threading.Thread(target=made.accept, daemon=True).start()
        try:
            yield made
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            for one in made.sockets:
                one.close()
