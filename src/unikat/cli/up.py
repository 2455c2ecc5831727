"""Start Unikat here: database, web server and worker, ready in a browser."""

from __future__ import annotations

import argparse
import errno
import http.client
import os
import socket
import sys
import time
from contextlib import suppress
from urllib.parse import urlsplit

from unikat.cli import database, folder, processes, seed
from unikat.cli.problem import Problem

WORKERS = 2
"""Processes that answer pages."""
HEALTHY_WITHIN = 60.0
"""Seconds after which a server that does not answer is given up."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, where to keep things, and whether the demo is told."""
    parser.add_argument(
        "--empty", action="store_true", help="without the demo; prints the first sign-in link"
    )
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    folder.add_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Start everything and stay until Ctrl-C or SIGTERM; then end everything."""
    begun = time.monotonic()
    _refuse_taken_port(chosen.host, chosen.port)
    place = folder.open_folder(chosen.data)
    with place.lock() as held:
        _name_ourselves(chosen.host, chosen.port)
        held.write(os.environ["UNIKAT_URL"])
        held.flush()
        demo = _prepare(place, empty=chosen.empty)
        running: list[processes.Running] = []
        with processes.ending_all(running), suppress(KeyboardInterrupt):
            running += [
                processes.start("web", web(chosen.host, chosen.port), os.environ),
                processes.start("worker", [sys.executable, "-m", "unikat", "worker"], os.environ),
            ]
            _wait_until_healthy(chosen.host, chosen.port, running)
            _greet(demo=demo, seconds=time.monotonic() - begun)
            while True:
                time.sleep(0.5)
                processes.refuse_if_ended(running)
    print("\nUnikat has stopped.", flush=True)
    return 0


def _refuse_taken_port(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise Problem(f"{port} is no port; take one between 1024 and 65535.")
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Problem(f"port {port} is taken. Choose another: --port {port + 1}") from error
        raise Problem(f"cannot listen on {host}, port {port}: {error.strerror}.") from error


def _name_ourselves(host: str, port: int) -> None:
    """Tell the settings under which address we are reached, unless the operator has."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    shown = f"[{shown}]" if ":" in shown else shown
    os.environ.setdefault("UNIKAT_URL", f"http://{shown}:{port}")
    if host != "127.0.0.1":
        os.environ.setdefault("UNIKAT_HOSTS", f"127.0.0.1,localhost,[::1],{shown},{socket.gethostname()}")


def _prepare(place: folder.Folder, *, empty: bool) -> bool:
    """Database and story; gives back whether this folder holds the demo."""
    if empty and place.mode == "demo":
        raise Problem(f"{place.path} holds the demo. Name another folder: --empty --data DIR")
    print(f"Data folder: {place.path}", flush=True)
    os.environ["UNIKAT_COLLECT"] = "1"
    database.load_settings(demo=not empty and place.mode != "empty")
    if not place.mode:
        print("Making the database ...", flush=True)
    database.migrate()
    untouched = database.is_untouched()
    if not place.mode:
        place.decide("demo" if untouched and not empty else "empty")
    os.environ["UNIKAT_DEMO"] = "1" if place.mode == "demo" else "0"
    database.collect_static()
    if untouched and place.mode == "demo":
        seed.tell(say=lambda line: print(line, flush=True))
    return place.mode == "demo"


def web(host: str, port: int, workers: int = WORKERS) -> list[str]:
    """The command that starts the web server."""
    options = [
        "--workers",
        str(workers),
        "--timeout-graceful-shutdown",
        "5",
        "--log-level",
        "warning",
        "--lifespan",
        "off",
    ]
    address = ["--host", host, "--port", str(port)]
    return [sys.executable, "-m", "uvicorn", "unikat.conf.asgi:application", *address, *options]


def _wait_until_healthy(host: str, port: int, running: list[processes.Running]) -> None:
    print("Starting web server and worker ...", flush=True)
    # A production server answers only under its own name, and elsewhere sends to https.
    as_people_ask = {"Host": urlsplit(os.environ["UNIKAT_URL"]).netloc, "X-Forwarded-Proto": "https"}
    deadline = time.monotonic() + HEALTHY_WITHIN
    while time.monotonic() < deadline:
        processes.refuse_if_ended(running)
        with suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
            asked.request("GET", "/health", headers=as_people_ask)
            if asked.getresponse().status == http.client.OK:
                return
        time.sleep(0.1)
    raise Problem(f"the server did not become healthy within {HEALTHY_WITHIN:.0f} seconds.")


def _greet(*, demo: bool, seconds: float) -> None:
    from unikat.foundation.people import actions, queries

    address = os.environ["UNIKAT_URL"]
    print(f"\nUnikat is ready after {seconds:.0f} s: {address}\n", flush=True)
    if demo:
        print("Sign in there with one click as:")
        for person in queries.cast_members():
            print(f"  {person.name} - {person.about}")
    elif database.is_untouched():
        print(
            f"Nobody has an account yet. This link makes the first steward:\n  {actions.first_steward_link()}"
        )
    print("\nCtrl-C stops everything.", flush=True)
