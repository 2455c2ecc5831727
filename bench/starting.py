"""How long `unikat up` takes until it is ready: the first start of a new data folder, and later ones.

The environment is there already; making it depends on the network. Beside the seconds stand the CPU seconds of all processes
up to that moment, which do not grow with what else the machine does.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.ground.serving import TICKS, free_port, told

LATER_WITHIN = 5.0
"""Seconds within which a later start is ready."""


def main() -> int:
    """Start three times, print; 1 when a later start takes too long."""
    with tempfile.TemporaryDirectory() as place:
        starts = {name: _start(Path(place, "data")) for name in ("first", "second", "third")}
    for name, (seconds, cpu) in starts.items():
        print(f"{name} start: ready after {seconds:.1f} s, {cpu:.1f} CPU s")
    later = min(starts["second"], starts["third"])
    return told([(later[0] <= LATER_WITHIN, f"a later start {later[0]:.1f} s, at most {LATER_WITHIN:.0f} s")])


def _start(data: Path) -> tuple[float, float]:
    begun = time.monotonic()
    command = [sys.executable, "-m", "unikat", "up", "--data", str(data), "--port", str(free_port())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            if not any("is ready" in line for line in process.stdout):
                raise SystemExit("unikat up did not become ready")
            return time.monotonic() - begun, sum(_cpu(pid) for pid in _family(process.pid))
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _cpu(pid: int) -> float:
    """CPU seconds of a process and of the children it has waited for."""
    facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fact) for fact in facts[11:15]) / TICKS


if __name__ == "__main__":
    sys.exit(main())
