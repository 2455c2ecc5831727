"""The real server in front of a filled folder, and one visitor who asks it page after page."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.ground.counting import ANSWERED, ASKED

from unikat.cli import processes, up

TICKS = os.sysconf("SC_CLK_TCK")
LIKE_A_BROWSER = {"Accept-Encoding": "gzip", "Accept-Language": "de"}


@dataclass(frozen=True)
class Page:
    """What is asked for, and by whom."""

    path: str
    cookie: str = ""
    is_fragment: bool = False


@dataclass(frozen=True)
class Server:
    """A running server; the CPU time that is read is that of its first process."""

    port: int
    pid: int

    def seconds(self) -> float:
        """CPU seconds it has used so far."""
        facts = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(facts[11]) + int(facts[12])) / TICKS

    def temporary_files(self) -> int:
        """Files without a name that its processes hold open: bodies too large for memory."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        links = [link for child in children for link in Path(f"/proc/{child}/fd").iterdir()]
        return sum(os.readlink(link).endswith("(deleted)") for link in links if link.is_symlink())

    def ask(self, page: Page, times: int = 1, *, counting: bool = False) -> int:
        """Ask for a page so many times over one connection; gives back its queries where they are counted."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = LIKE_A_BROWSER | ({"Cookie": page.cookie} if page.cookie else {})
        headers |= ({"HX-Request": "true"} if page.is_fragment else {}) | ({ASKED: "1"} if counting else {})
        for _ in range(times):
            asking.request("GET", page.path, headers=headers)
            answer = asking.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise SystemExit(f"{page.path} answered {answer.status}")
        asking.close()
        return int(answer.getheader(ANSWERED, "0"))

    def cost(self, page: Page, times: int) -> float:
        """CPU milliseconds of one request."""
        before = self.seconds()
        self.ask(page, times)
        return (self.seconds() - before) / times * 1000


def medians(asked: Mapping[Any, tuple[Server, Page]], rounds: int, times: int) -> dict[Any, float]:
    """The cost of each page, asked in turn so that whatever else the machine does falls on all alike."""
    for server, page in asked.values():
        server.ask(page, 5)
    costs = [
        {name: server.cost(page, times) for name, (server, page) in asked.items()} for _ in range(rounds)
    ]
    return {name: median(each[name] for each in costs) for name in asked}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def filled(data: Path, wishes: int) -> str:
    """Fill a new folder with so many wishes; gives back the cookie of a signed-in Ida."""
    command = [sys.executable, "-m", "bench.ground.filling", str(data), str(wishes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_surroundings(data))
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def serving(data: Path, *, workers: int = 1) -> Iterator[Server]:
    """The web server as `unikat up` starts it, with the bare page beside the product's."""
    port = free_port()
    running: list[processes.Running] = []
    with processes.ending_all(running):
        running.append(processes.start("web", up.web("127.0.0.1", port, workers), _surroundings(data)))
        for _ in range(300):
            processes.refuse_if_ended(running)
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        yield Server(port, running[0].process.pid)


def _surroundings(data: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIKAT_")}
    return {
        **kept,
        "UNIKAT_DATA": str(data),
        "UNIKAT_SECRET_KEY_FILE": str(data / "secret-key"),
        "UNIKAT_DEMO": "1",
        "UNIKAT_COLLECT": "1",
        "DJANGO_SETTINGS_MODULE": "bench.ground.settings",
    }


def told(claims: Sequence[tuple[bool, str]]) -> int:
    """Print what holds and what does not; the exit code."""
    for holds, words in claims:
        print(("holds     " if holds else "NOT HELD  ") + words)
    return 0 if all(holds for holds, _words in claims) else 1
