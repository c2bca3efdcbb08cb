"""Confines what a thread starts, by the operating system: what it may read, write and execute, and no network.

In: a command and a `Confinement`. Out: the process; it, and all that it starts, is confined for good. Raises OSError
where the system cannot do it: see `missing`.

On Linux, a thread confines itself, starts the process, and ends. Landlock allows what is known and refuses every other
file and program; newer kernels also signals to other processes. A filter of system calls (seccomp) refuses the network:
connections to any socket, and other sockets than those that a server listens on. Neither asks for a privilege, and no
process gets one back. On macOS, sandbox-exec does the same.
https://docs.kernel.org/userspace-api/landlock.html https://docs.kernel.org/userspace-api/seccomp_filter.html
This file must never know what a server is for.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What a program that is linked to shared libraries reads, wherever it was installed.
SYSTEM_FILES = tuple(
    map(
        Path,
        (
            *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/opt/homebrew"),
            *("/usr/share/postgresql", "/usr/share/zoneinfo", "/usr/share/locale", "/usr/share/icu"),
            *("/etc/ld.so.cache", "/etc/localtime", "/dev/urandom", "/dev/zero"),
        ),
    )
)
_MAC_PROGRAM = "/usr/bin/sandbox-exec"
_MAC_FILES = tuple(map(Path, ("/System", "/Library/Preferences", "/private/var/db/timezone", "/dev", "/usr/share")))
LOADERS = tuple(found for folder in ("/lib", "/lib64") for found in Path(folder).glob("ld-*.so*"))
"""Of shared libraries: a program that needs them is run by one."""

# Rights of Landlock, by the version that knows them first.
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_CHAR, _MAKE_PIPE, _MAKE_BLOCK, _MAKE_SYMBOLIC, _REFER = 1 << 6, 1 << 10, 1 << 11, 1 << 12, 1 << 13
_RIGHTS = {1: (1 << 13) - 1, 2: _REFER, 3: 1 << 14, 5: 1 << 15}
_IOCTL = _RIGHTS[5]
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _RIGHTS[3] | _IOCTL
_TCP, _SCOPES = 0b11, 0b11  # bind and connect, since 4; abstract sockets and signals, since 6
_SIZES = {1: 8, 4: 16, 6: 24}
_CREATE, _ADD, _RESTRICT, _VERSION, _PATH_BENEATH = 444, 445, 446, 1, 1

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2

# Numbers of system calls: of those that are refused whatever they are asked, of `connect` and of `socket`.
_ARCHITECTURES: Mapping[str, tuple[int, tuple[int, ...], int, int]] = {
    "x86_64": (
        0xC000003E,
        (101, 165, 166, 155, 248, 249, 250, 272, 298, 304, 308, 310, 311, 321, 323, 425, 426, 427, 438),
        42,
        41,
    ),
    "aarch64": (
        0xC00000B7,
        (117, 40, 39, 41, 217, 218, 219, 97, 241, 265, 268, 270, 271, 280, 282, 425, 426, 427, 438),
        203,
        198,
    ),
}
"""ptrace, mount, umount2, pivot_root, add_key, request_key, keyctl, unshare, perf_event_open, open_by_handle_at, setns,
process_vm_readv, process_vm_writev, bpf, userfaultfd, io_uring_setup, _enter and _register, pidfd_getfd."""
_X32 = 0x40000000
_UNIX, _INET, _INET6, _STREAM, _DATAGRAM = 1, 2, 10, 1, 2
_ADDRESS_LENGTHS = (16, 28)  # of IPv4 and IPv6; libpq gives one of 110 bytes for a path


@dataclass(frozen=True, slots=True)
class Confinement:
    """read, write: folders and files, with all below. execute: files. A path that is not there is passed over.

    Where it may write it makes no links and no pipes: a process of ours that reads there would follow them, or wait.
    is_talking: whether it may use UDP, as Postgres 14 does to talk to its statistics collector.
    """

    read: tuple[Path, ...] = ()
    write: tuple[Path, ...] = ()
    execute: tuple[Path, ...] = ()
    is_talking: bool = False


def missing() -> str:
    """Why nothing can be confined here; empty if it can."""
    if sys.platform == "darwin":
        return "" if Path(_MAC_PROGRAM).exists() else f"{_MAC_PROGRAM} is not there"
    if sys.platform != "linux":
        return f"schemactl does not know how to confine programs on {platform.system()}"
    if platform.machine() not in _ARCHITECTURES:
        return f"schemactl does not know the system calls of {platform.machine()}"
    return "" if landlock_version() else "the kernel has no Landlock (Linux 5.13), or it is switched off"


def landlock_version() -> int:
    """What this kernel offers; 0 for nothing."""
    found: int = _libc().syscall(_CREATE, None, 0, _VERSION)
    return max(0, found)


def start_confined(command: Sequence[str], rules: Confinement, options: Mapping[str, Any]) -> subprocess.Popen[bytes]:
    """Start a program, confined; `options` are those of Popen. OSError."""
    if sys.platform == "darwin":
        return subprocess.Popen([_MAC_PROGRAM, "-p", mac_profile(rules), *command], **options)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_start_here, command, rules, options).result()


def _start_here(command: Sequence[str], rules: Confinement, options: Mapping[str, Any]) -> subprocess.Popen[bytes]:
    confine_thread(rules)
    return subprocess.Popen(command, **options)


def mac_profile(rules: Confinement) -> str:
    """For sandbox-exec: what comes later counts."""
    read = "".join(map(_mac_path, (*rules.read, *rules.write, *rules.execute, *_MAC_FILES)))
    write, execute = ("".join(map(_mac_path, paths)) for paths in (rules.write, rules.execute))
    return (
        "(version 1)(allow default)(deny network-outbound)(deny network-inbound)"
        f'(deny file-read-data)(allow file-read-data (literal "/"){read})'
        f"(deny file-write*)(allow file-write*{write})(deny process-exec*)(allow process-exec{execute})"
        f"(allow network-bind{write})(allow network-inbound{write})"
    )


def _mac_path(path: Path) -> str:
    quoted = str(path.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    return f' (subpath "{quoted}")'


def confine_thread(rules: Confinement) -> None:
    """Confine this thread and all that it starts from now on. OSError; then nothing may be started in it."""
    _call("prctl", _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _restrict_files(rules, landlock_version())
    _restrict_calls(rules)


def _restrict_files(rules: Confinement, version: int) -> None:
    handled = sum(right for since, right in _RIGHTS.items() if since <= version)
    attributes = struct.pack("QQQ", handled, _TCP, _SCOPES)
    size = max(size for since, size in _SIZES.items() if since <= version)
    ruleset = _call("landlock_create_ruleset", _libc().syscall(_CREATE, attributes, size, 0))
    try:
        for path, rights in _paths(rules):
            _allow(ruleset, path, rights & handled)
        _call("landlock_restrict_self", _libc().syscall(_RESTRICT, ruleset, 0))
    finally:
        os.close(ruleset)


def _paths(rules: Confinement) -> Iterator[tuple[Path, int]]:
    read = _READ_FILE | _READ_DIR
    everything = sum(_RIGHTS.values()) & ~(_EXECUTE | _MAKE_CHAR | _MAKE_PIPE | _MAKE_BLOCK | _MAKE_SYMBOLIC | _IOCTL)
    yield from ((path, read) for path in rules.read)
    yield from ((path, everything) for path in rules.write)
    yield from ((path, _READ_FILE | _EXECUTE) for path in rules.execute)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        allowed = rights if path.is_dir() else rights & _OF_FILES
        beneath = struct.pack("=Qi", allowed, handle)
        _call(f"landlock_add_rule for {path}", _libc().syscall(_ADD, ruleset, _PATH_BENEATH, beneath, 0))
    finally:
        os.close(handle)


def _restrict_calls(rules: Confinement) -> None:
    program = b"".join(_filter(*_ARCHITECTURES[platform.machine()], is_talking=rules.is_talking))
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    _call("prctl", _libc().prctl(_SET_SECCOMP, _FILTER, header, 0, 0))


def _filter(
    architecture: int, refused: tuple[int, ...], connect: int, socket: int, *, is_talking: bool
) -> Iterator[bytes]:
    """A program of the classic Berkeley packet filter over (number, architecture, instruction, arguments)."""
    allow, refuse = _return(0x7FFF0000), _return(0x00050000 | errno.EACCES)
    yield _load(4)
    yield _jump_if_equal(architecture, 1, 0)
    yield refuse
    yield _load(0)
    yield _jump_if_greater_or_equal(_X32, 0, 1)
    yield refuse
    for number in refused:
        yield _jump_if_equal(number, 0, 1)
        yield refuse
    lengths = _ADDRESS_LENGTHS if is_talking else ()
    yield from _if_number(connect, [_load(_argument(2)), *_one_of(lengths, allow), refuse])
    families = [(_UNIX, _STREAM), *((family, _DATAGRAM) for family in (_INET, _INET6) if is_talking)]
    yield from _if_number(socket, [*(step for each in families for step in _if_socket(*each, allow)), refuse])
    yield allow


def _if_socket(family: int, kind: int, then: bytes) -> list[bytes]:
    """The kind stands beside flags."""
    is_kind = [_load(_argument(1)), _and(0xF), _jump_if_equal(kind, 0, 1), then]
    return [_load(_argument(0)), _jump_if_equal(family, 0, len(is_kind)), *is_kind]


def _if_number(number: int, steps: list[bytes]) -> list[bytes]:
    return [_jump_if_equal(number, 0, len(steps)), *steps]


def _one_of(values: tuple[int, ...], then: bytes) -> list[bytes]:
    return [step for value in values for step in (_jump_if_equal(value, 0, 1), then)]


def _argument(number: int) -> int:
    """Where the lower half of an argument stands; both machines are little-endian."""
    return 16 + 8 * number


def _load(offset: int) -> bytes:
    return struct.pack("HBBI", 0x20, 0, 0, offset)


def _and(mask: int) -> bytes:
    return struct.pack("HBBI", 0x54, 0, 0, mask)


def _jump_if_equal(value: int, then: int, otherwise: int) -> bytes:
    return struct.pack("HBBI", 0x15, then, otherwise, value)


def _jump_if_greater_or_equal(value: int, then: int, otherwise: int) -> bytes:
    return struct.pack("HBBI", 0x35, then, otherwise, value)


def _return(value: int) -> bytes:
    return struct.pack("HBBI", 0x06, 0, 0, value)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(what: str, result: int) -> int:
    """The result of a system call; OSError with its name if it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
