"""Tries the confinement on this machine instead of assuming it."""

import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

from unikat.engines.shaping.answers import BadAnswer, read_names
from unikat.engines.shaping.limits import Limits
from unikat.engines.shaping.reasons import Unreadable, unreadable
from unikat.engines.shaping.running import run_confined


@dataclass(frozen=True)
class Confinement:
    """The guards that are on for each file read here, and what a reader could still do (best: nothing)."""

    guards: tuple[str, ...]
    leaks: tuple[str, ...]


def try_confinement(limits: Limits | None = None) -> Confinement | Unreadable:
    """Lets a child try to read, write, connect, signal and start processes, and tells what worked."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        foreign = Path(folder) / "foreign"
        foreign.write_bytes(b"of somebody else")
        port = listener.getsockname()[1]
        order = {"task": "try to leave", "foreign": str(foreign), "port": port}
        with run_confined(None, order, limits or Limits()) as done:
            if isinstance(done, Unreadable):
                return done
            try:
                return Confinement(
                    read_names(done.answer.get("guards")), read_names(done.answer.get("leaks"))
                )
            except BadAnswer as bad:
                return unreadable("crashed", f"bad answer: {bad}")
