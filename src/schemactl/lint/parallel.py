"""Work in a second process, where the system can make one that starts with all that is known here.

Comes in: a function. Goes out: a function that waits for its result.
Must never know: what the work is.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


def can_fork() -> bool:
    """Whether a second process is worth while and safe: a second processor with nothing to do, and no other threads."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    running = int(
        Path("/proc/loadavg").read_text().split()[3].partition("/")[0]
    )  # at this moment, ourselves among them
    return running < len(os.sched_getaffinity(0))


def in_child(work: Callable[[], Result]) -> Callable[[], Result]:
    """Start `work` in a forked process. Its result must be picklable. ChildProcessError if it raises."""
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
