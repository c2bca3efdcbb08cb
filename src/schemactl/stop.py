"""How the work of a thread is ended from another one: an event, at which all that it waits for is interrupted.

Only a process's main thread gets Control-C; what it has started in others ends by this. Must never know: what is waited
for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import sleep

_event: ContextVar[threading.Event | None] = ContextVar("stop", default=None)


@contextmanager
def stopped_by(event: threading.Event) -> Iterator[None]:
    """What this thread waits for in the block ends with a KeyboardInterrupt once the event is set."""
    token = _event.set(event)
    try:
        yield
    finally:
        _event.reset(token)


def is_stopped() -> bool:
    """Whether this thread is to end its work."""
    event = _event.get()
    return event is not None and event.is_set()


def pause(seconds: float) -> None:
    """Sleeps; KeyboardInterrupt if the thread is to stop."""
    event = _event.get()
    if event is None:
        sleep(seconds)
    elif event.wait(seconds):
        raise KeyboardInterrupt
