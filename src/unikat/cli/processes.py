"""Processes that a command starts, each in a group of its own, and ends together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from unikat.cli.problem import Problem

PATIENCE = 8.0
"""Seconds that a process has to end by itself; uvicorn gives open streams 5."""


@dataclass(frozen=True)
class Running:
    """A started process and the word by which people know it."""

    name: str
    process: subprocess.Popen[bytes]


def start(name: str, command: Sequence[str], surroundings: Mapping[str, str]) -> Running:
    """Start a process out of reach of the terminal's Ctrl-C, which is ours to pass on."""
    return Running(name, subprocess.Popen(command, env=dict(surroundings), start_new_session=True))


def refuse_if_ended(running: Sequence[Running]) -> None:
    """All must still be there."""
    for one in running:
        code = one.process.poll()
        if code is not None:
            raise Problem(f"the {one.name} process ended by itself (exit code {code}); its words are above.")


@contextmanager
def ending_all(running: list[Running]) -> Iterator[None]:
    """Whatever happens inside, every process in the list is gone afterwards, its children too."""
    try:
        yield
    finally:
        with _undisturbed():
            for one in running:
                _signal(one, signal.SIGTERM)
            deadline = time.monotonic() + PATIENCE
            for one in running:
                with suppress(subprocess.TimeoutExpired):
                    one.process.wait(max(0.1, deadline - time.monotonic()))
            for one in running:
                _signal(one, signal.SIGKILL)
                one.process.wait()


def _signal(one: Running, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(one.process.pid, number)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not leave half of the processes behind."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
