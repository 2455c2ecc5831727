"""How soon others are answered while 100 uploads stall and 50 people read slowly; what becomes of the stalled in the end.

The server is the one that `unikat up` starts, two processes. A stalled upload has sent its head and a third of its
body; a slow reader asks for the largest script and takes none of it. Pages are asked one after the other by one
visitor, each over a connection of its own, before and while the others hang on.
"""

from __future__ import annotations

import http.client
import socket
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles

from bench.ground.serving import Server, filled, serving, told

from unikat.conf.answering import SILENCE

UPLOADS, READERS, PAGES = 100, 50, 200
BODY = 3_000_000
WITHIN = 1000
"""Milliseconds within which everybody else is answered."""
LIST = "/p/feldhase/wishes/"
SCRIPT = "/static/ui/viewer/stage.js"


def main() -> int:
    """Serve, stall, ask, print; 1 when somebody waited too long or something was left behind."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as opened:
        cookie = filled(Path(place), 1_000)
        server = opened.enter_context(serving(Path(place), workers=2))
        _asked(server, cookie)
        before = _asked(server, cookie)
        stalled = [opened.enter_context(_upload(server, cookie)) for _ in range(UPLOADS)]
        readers = [opened.enter_context(_read_nothing(server)) for _ in range(READERS)]
        time.sleep(2)
        during = _asked(server, cookie)
        print(f"alone: {_told(before)}")
        print(f"beside {len(stalled)} stalled uploads and {len(readers)} slow readers: {_told(during)}")
        claims = [
            (max(during) <= WITHIN, f"the slowest of {PAGES} pages within {WITHIN} ms"),
            (
                server.temporary_files() == UPLOADS,
                f"{server.temporary_files()} half bodies are held meanwhile",
            ),
            *_given_up(stalled, server),
        ]
    return told(claims)


def _upload(server: Server, cookie: str) -> socket.socket:
    head = f"POST {LIST}new/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nContent-Length: {BODY}\r\n"
    head += "Content-Type: multipart/form-data; boundary=part\r\n\r\n"
    sending = socket.create_connection(("127.0.0.1", server.port))
    sending.sendall(head.encode() + b"x" * (BODY // 3))
    return sending


def _read_nothing(server: Server) -> socket.socket:
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.connect(("127.0.0.1", server.port))
    reader.sendall(f"GET {SCRIPT} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return reader


def _asked(server: Server, cookie: str) -> list[float]:
    times = []
    for number in range(PAGES):
        begun = time.perf_counter()
        asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        asking.request("GET", LIST, headers={"Cookie": cookie} if number % 2 else {})
        if asking.getresponse().status != http.client.OK:
            raise SystemExit("a page was refused")
        asking.close()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def _told(times: list[float]) -> str:
    cuts = quantiles(times, n=100)
    return f"p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms, slowest {max(times):.0f} ms"


def _given_up(stalled: list[socket.socket], server: Server) -> list[tuple[bool, str]]:
    """One sender goes away, the others are silent until the server has had enough."""
    stalled.pop().close()
    time.sleep(0.5)
    left = server.temporary_files()
    answers = set()
    for sending in stalled:
        sending.settimeout(SILENCE + 10)
        whole = b"".join(iter(lambda sending=sending: sending.recv(4096), b""))
        answers.add(whole.split(b"\r\n")[0].decode())
    refused = answers == {"HTTP/1.1 408 Request Timeout"}
    return [
        (left == len(stalled), "a sender who goes away leaves no half body"),
        (
            refused,
            f"{len(stalled)} silent senders were answered after {SILENCE:.0f} s: {', '.join(sorted(answers))}",
        ),
        (server.temporary_files() == 0, f"{server.temporary_files()} half bodies are left"),
    ]


if __name__ == "__main__":
    sys.exit(main())
