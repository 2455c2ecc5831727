"""Takes everything away from this process that reading one file does not need. Linux; elsewhere less is on.

Called in the child after all imports, before it looks at the file. Each step says whether it worked; none is
assumed. Method: setrlimit(2), unshare(2), setresuid(2), prctl(2), landlock(7), through ctypes.
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from dataclasses import dataclass

from unikat.engines.shaping.limits import Limits

_NEW_NETWORK, _NEW_IPC, _NEW_USER = 0x40000000, 0x08000000, 0x10000000
_PARENT_DEATH, _NO_NEW_RIGHTS = 1, 38
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION_ONLY, _LANDLOCK_PATH = 1, 1
_WRITE, _READ, _READ_DIRECTORY = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FILE, _TRUNCATE = 1 << 5, 1 << 8, 1 << 14
_FIRST_RIGHTS = (1 << 13) - 1
_CAPABILITIES_V3 = 0x20080522
_FILES, _PROCESSES = 24, 1


@dataclass(frozen=True)
class Order:
    """What the parent asks for: the limits, and the user and group to become (None: stay)."""

    limits: Limits
    uid: int | None


def confine(order: Order) -> tuple[str, ...]:
    """Confines this process to its current directory and returns the names of the guards that are on."""
    guards = [*_limit_resources(order.limits)]
    libc = _libc()
    if libc is not None:
        guards += _leave_network(libc)
    if order.uid is not None:
        guards += _become(order.uid)
    if libc is not None:
        libc.prctl(_PARENT_DEATH, signal.SIGKILL, 0, 0, 0)
        guards += _drop_rights(libc) + _lock_files(libc)
    return tuple(guards)


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _limit_resources(limits: Limits) -> list[str]:
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it; here it must end the process
    wanted = [
        ("memory", resource.RLIMIT_AS, limits.memory_bytes),
        ("cpu", resource.RLIMIT_CPU, limits.cpu_seconds),
        ("output", resource.RLIMIT_FSIZE, limits.output_bytes),
        ("no core", resource.RLIMIT_CORE, 0),
        ("few files", resource.RLIMIT_NOFILE, _FILES),
        ("no children", resource.RLIMIT_NPROC, _PROCESSES),
    ]
    done = []
    for name, which, most in wanted:
        hard = most + 1 if which == resource.RLIMIT_CPU else most
        try:
            resource.setrlimit(which, (most, hard))
        except (ValueError, OSError):  # a stricter limit is inherited, or the system has no such limit
            continue
        done.append(name)
    return done


def _leave_network(libc: ctypes.CDLL) -> list[str]:
    """An own, empty network; without root that needs an own user namespace, which not every host allows."""
    if libc.unshare(_NEW_NETWORK | _NEW_IPC) == 0 or libc.unshare(_NEW_USER | _NEW_NETWORK | _NEW_IPC) == 0:
        return ["no network"]
    return []


def _become(uid: int) -> list[str]:
    try:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    except OSError:
        return []
    return ["own user"]


def _drop_rights(libc: ctypes.CDLL) -> list[str]:
    done = ["no new rights"] if libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) == 0 else []
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITIES_V3, 0))
    if libc.capset(header, ctypes.create_string_buffer(24)) == 0:
        done.append("no capabilities")
    return done


def _lock_files(libc: ctypes.CDLL) -> list[str]:
    """Landlock: only files in the current directory, no TCP, no signals to others, as the kernel can."""
    version = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), _LANDLOCK_VERSION_ONLY)
    if version < 1:
        return []
    rights = _FIRST_RIGHTS
    for since, right in ((2, 1 << 13), (3, _TRUNCATE), (5, 1 << 15)):
        rights |= right if version >= since else 0
    wanted = struct.pack("=QQQ", rights, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = libc.syscall(_LANDLOCK_CREATE, ctypes.create_string_buffer(wanted), ctypes.c_size_t(size), 0)
    if rules < 0:
        return []
    here = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    own = rights & (_WRITE | _READ | _READ_DIRECTORY | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE)
    rule = ctypes.create_string_buffer(struct.pack("=Qi", own, here))
    locked = (
        libc.syscall(_LANDLOCK_ADD, rules, _LANDLOCK_PATH, rule, 0) == 0
        and libc.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0
    )
    os.close(here)
    os.close(rules)
    return ["own files only"] if locked else []
