"""Files that are written whole or not at all, by one writer at a time.

Must never know: what is in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path


def write_all(contents: Mapping[Path, str]) -> None:
    """Writes each file beside its place, then moves all there; takes back what it made if that fails."""
    temporary = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in contents}
    made: list[Path] = []
    try:
        for path, text in contents.items():
            with temporary[path].open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for path, before in temporary.items():
            if not path.exists():
                made.append(path)
            before.replace(path)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)
    _sync_folder(next(iter(contents)).parent)


def write_output(path: Path, text: str) -> None:
    """Writes a file that somebody named: whole or not at all, or into a pipe or device as it comes."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
    else:
        write_all({path.resolve(): text})


def _sync_folder(folder: Path) -> None:
    """Makes the renames last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer a folder at a time, where the system has such locks (Windows: the check of versions must do)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
