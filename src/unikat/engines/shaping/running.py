"""Runs the confined child from outside: a directory for each run, an end in any case, a reason in words."""

import json
import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from unikat.engines.shaping.limits import MEGABYTE, Limits
from unikat.engines.shaping.reasons import Unreadable, unreadable

_PACKAGES = Path(__file__).parents[3]
_PRIVATE_USERS = range(1_800_000_000, 2_000_000_000)
_NOBODY = 65534
_LOOK_EVERY = 0.2
_ANSWER_BYTES = 32 * MEGABYTE
_DETAIL_LETTERS = 500
_CRASHES = {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSYS}


@dataclass(frozen=True)
class Done:
    """What the child left: its answer (not yet trusted), the directory it stands in, seconds of wall time."""

    answer: dict[str, Any]
    box: Path
    seconds: float


@contextmanager
def run_confined(source: Path | None, order: dict[str, Any], limits: Limits) -> Iterator[Done | Unreadable]:
    """Carries out an order on a copy of `source`; the box with the results exists inside the `with` only."""
    box = Path(tempfile.mkdtemp(prefix="unikat-shaping-"))
    try:
        refused = _copy_in(source, box, limits) if source is not None else None
        yield refused or _run(box, order, limits)
    finally:
        shutil.rmtree(box, ignore_errors=True)


def take(box: Path, name: str, limits: Limits) -> bytes | None:
    """The bytes of a plain file the child left, or None: no link is followed, no size is believed."""
    try:
        handle = os.open(box / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with open(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1 or facts.st_size > limits.output_bytes:
            return None
        return file.read(limits.output_bytes + 1)


def _copy_in(source: Path, box: Path, limits: Limits) -> Unreadable | None:
    try:
        size = source.stat().st_size
    except OSError:
        return unreadable("not-found")
    if size == 0:
        return unreadable("zero-bytes")
    if size > limits.input_bytes:
        return unreadable("too-big", size=size, limit=limits.input_bytes)
    shutil.copyfile(source, box / "input")
    return None


def _run(box: Path, order: dict[str, Any], limits: Limits) -> Done | Unreadable:
    full = order | {"limits": asdict(limits), "uid": _own_user(box)}
    command = [sys.executable, "-P", "-m", "unikat.engines.shaping.child", json.dumps(full)]
    started = time.monotonic()
    with (box / "stderr").open("wb") as errors:
        child = subprocess.Popen(
            command,
            cwd=box,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
    ended_well = _wait(child, box, started + limits.wall_seconds, limits)
    seconds = time.monotonic() - started
    if ended_well is not None:
        return ended_well
    if child.returncode != 0:
        return _death(child.returncode, box, limits)
    return _read_answer(box, seconds)


def _own_user(box: Path) -> int | None:
    """As root: gives the box to a user that nobody else is, so that runs cannot touch each other."""
    if os.geteuid() != 0:
        return None
    for uid in (secrets.choice(_PRIVATE_USERS), _NOBODY):
        try:
            for path in (box, *box.iterdir()):
                os.chown(path, uid, uid)
        except OSError:  # inside a container only some numbers exist
            continue
        return uid
    return None


def _environment() -> dict[str, str]:
    """Nothing of the parent's environment: it may hold secrets."""
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return single | {"PYTHONPATH": str(_PACKAGES), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def _wait(child: "subprocess.Popen[bytes]", box: Path, until: float, limits: Limits) -> Unreadable | None:
    """Waits for the end; ends it itself when time or room in the box is used up, and says so."""
    while True:
        try:
            child.wait(min(_LOOK_EVERY, max(0.0, until - time.monotonic())))
        except subprocess.TimeoutExpired:
            reason = _overdrawn(box, until, limits)
            if reason is None:
                continue
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return reason
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise
        return None


def _overdrawn(box: Path, until: float, limits: Limits) -> Unreadable | None:
    if time.monotonic() >= until:
        return unreadable("too-slow")
    used = 0
    with suppress(OSError), os.scandir(box) as entries:
        used = sum(entry.stat(follow_symlinks=False).st_size for entry in entries)
    # Each file is limited by the kernel; this is the sum, with room for the input and the kernel's own files.
    return unreadable("output-too-big") if used > limits.input_bytes + 3 * limits.output_bytes else None


def _death(status: int, box: Path, limits: Limits) -> Unreadable:
    """Says in words how the child died."""
    detail = (take(box, "stderr", limits) or b"")[-_DETAIL_LETTERS:].decode("utf-8", "replace").strip()
    number = -status
    if number == signal.SIGXCPU:
        return unreadable("too-slow", detail)
    if number == signal.SIGXFSZ:
        return unreadable("output-too-big", detail)
    if number == signal.SIGKILL or "MemoryError" in detail or "bad_alloc" in detail:
        return unreadable("out-of-memory", detail)
    known = number in _CRASHES
    return unreadable("crashed", f"{signal.Signals(number).name} {detail}".strip() if known else detail)


def _read_answer(box: Path, seconds: float) -> Done | Unreadable:
    raw = take(box, "answer.json", Limits(output_bytes=_ANSWER_BYTES))
    try:
        answer = json.loads(raw or b"")
    except (ValueError, RecursionError):
        return unreadable("crashed", "no answer")
    if not isinstance(answer, dict):
        return unreadable("crashed", "no answer")
    if answer.get("memory") is True:
        return unreadable("out-of-memory")
    refused = answer.get("refused")
    if isinstance(refused, dict):
        return Unreadable(str(refused.get("code"))[:40], str(refused.get("sentence"))[:400])
    return Done(answer, box, seconds)
