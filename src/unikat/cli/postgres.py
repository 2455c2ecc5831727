"""A throw-away PostgreSQL server for one test run."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from unikat.cli import system
from unikat.cli.problem import Problem

READY_WITHIN = 60.0


@contextmanager
def throw_away_server() -> Iterator[str]:
    """A server in a temporary folder on a free loopback port; gives its DATABASE_URL, ends it always."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="unikat-postgresql-") as scratch:
        folder, owner, password = Path(scratch), _owner(), secrets.token_urlsafe(16)
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        _make_cluster(programs, folder, password, owner)
        port = _free_port()
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                _server(programs, folder, port),
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
                **owner,
            )
            try:
                _wait_until_ready(programs, folder, port, server)
                yield f"postgres://unikat:{password}@127.0.0.1:{port}/postgres"
            finally:
                _end(server)


def _programs() -> Path:
    """The folder of PostgreSQL's own programs, installed from Debian where we may."""
    found = _find_programs()
    if found is None:
        system.install("postgresql", because="no PostgreSQL was found")
        found = _find_programs()
    if found is None:
        raise Problem("PostgreSQL was installed, but its program initdb is nowhere to be found.")
    return found


def _find_programs() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root hands it to somebody without rights."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            somebody = pwd.getpwnam(name)
            return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    raise Problem("PostgreSQL does not run as root, and this system has neither a user postgres nor nobody.")


def _make_cluster(programs: Path, folder: Path, password: str, owner: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if owner:
        os.chown(secret, owner["user"], owner["group"])
    command: list[str | Path] = [programs / "initdb", "--pgdata", folder / "cluster", "--username", "unikat"]
    command += ["--auth", "scram-sha-256", "--pwfile", secret, "--encoding", "UTF8", "--locale", "C.UTF-8"]
    made = subprocess.run(
        [*command, "--no-sync"], capture_output=True, text=True, cwd="/", check=False, **owner
    )
    if made.returncode:
        raise Problem(f"PostgreSQL could not make a cluster:\n{made.stderr.strip()}")


def _server(programs: Path, folder: Path, port: int) -> list[str]:
    """Durability is off: nothing in here is worth a flush."""
    values = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    options = [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(folder / "cluster"), *options]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(programs: Path, folder: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    ask: list[str | Path] = [programs / "pg_isready", "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise Problem(f"PostgreSQL did not start:\n{(folder / 'log').read_text().strip()}")


def _end(server: subprocess.Popen[bytes]) -> None:
    """SIGINT is PostgreSQL's fast shutdown: clients are cut off, nobody is waited for."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
