"""How much memory a server process may have.

In: the number of a process of the scratch server. Out: whether the limit holds.
This file must never know what the process runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

MOST_MEMORY = 4 << 30


def limit_memory(pid: int, most: int = MOST_MEMORY) -> bool:
    """Let a server process have no more than this; False where the system, or the server's place, forbids it."""
    if sys.platform != "linux":
        return False
    import resource

    try:
        resource.prlimit(pid, resource.RLIMIT_AS, (most, most))
    except PermissionError:
        return _limit_as_owner(pid, most)
    except OSError:
        return False
    return True


def _limit_as_owner(pid: int, most: int) -> bool:
    """A root without the right to limit others asks in the name of the one who runs the server."""
    program, process = shutil.which("prlimit"), Path(f"/proc/{pid}")
    if sys.platform == "win32" or os.geteuid() != 0 or program is None or not process.exists():
        return False
    owner = process.stat()
    command = [program, f"--pid={pid}", f"--as={most}"]
    with suppress(OSError):
        done = subprocess.run(command, user=owner.st_uid, group=owner.st_gid, capture_output=True, check=False)
        return done.returncode == 0
    return False
