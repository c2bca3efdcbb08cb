"""How what a thread waits for is interrupted, from another thread too.

Only a process's main thread gets Control-C, and only between two steps of Python: what it has started in others ends by
an event, and what waits in C waits in a thread of its own. Must never know: what is waited for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import sleep
from typing import TypeVar

T = TypeVar("T")

TICK = 0.1

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


def beside(work: Callable[[], T], undo: Callable[[T], object]) -> T:
    """What `work` gives or raises, while an interrupt is heard at once. `undo` is for what it gives after one."""
    given: list[T] = []
    raised: list[BaseException] = []
    is_over, is_left = threading.Event(), threading.Event()

    def run() -> None:
        try:
            given.append(work())
        except BaseException as error:  # noqa: BLE001 it is raised where it is waited for
            raised.append(error)
        is_over.set()
        if is_left.is_set() and given:
            undo(given[0])

    threading.Thread(target=run, daemon=True).start()
    try:
        while not is_over.wait(TICK):
            if is_stopped():
                raise KeyboardInterrupt
    except BaseException:
        is_left.set()
        if is_over.is_set() and given:
            undo(given[0])
        raise
    if raised:
        raise raised[0]
    return given[0]
