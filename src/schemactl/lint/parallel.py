"""Work in other processes, where the system can make one that starts with all that is known here.

Comes in: functions. Goes out: their results, in the same order.
Must never know: what the work is.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Result = TypeVar("Result")


def can_fork() -> bool:
    """Whether another process is worth while and safe: there is a second processor, and no other thread."""
    return sys.platform == "linux" and threading.active_count() == 1 and _processors() > 1


def in_children(works: Iterable[Callable[[], Result]], last: Callable[[], Result]) -> Iterator[Result]:
    """Each work in a process forked when it comes, as many at a time as there are processors; the last one here.

    So the next work is made here while others are done. A result must be picklable. ChildProcessError if one raises.
    """
    waiting: deque[Callable[[], Result]] = deque()
    for work in works:
        waiting.append(_in_child(work))
        if len(waiting) == _processors():
            yield waiting.popleft()()
    own = last()
    for wait in waiting:
        yield wait()
    yield own


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _in_child(work: Callable[[], Result]) -> Callable[[], Result]:
    """Start `work`; what is given back waits for its result."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(writer, work)
    os.close(writer)

    def wait() -> Result:
        with os.fdopen(reader, "rb") as stream:
            answer = stream.read()
        os.waitpid(child, 0)
        if not answer:
            raise ChildProcessError("a process of lint was ended")
        failure, value = pickle.loads(answer)  # noqa: S301 our own child's
        if failure:
            raise ChildProcessError(failure)
        result: Result = value
        return result

    return wait


def _answer(writer: int, work: Callable[[], Result]) -> None:
    """Compute, send, end: nothing else of the parent's is done here, not even flushing what it was about to print."""
    try:
        try:
            answer = pickle.dumps(("", work()), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 whatever it is, the parent raises it
            answer = pickle.dumps((f"{type(error).__name__}: {error}", None))
        with os.fdopen(writer, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)
