"""`unikat up` in a process of its own: starts, answers, ends everything; says sentences when it cannot."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from unikat.cli.checkout import checkout, surroundings

ROOT = checkout()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unikat(folder: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """The command in a new process, its words readable, its settings not those of this test run."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("UNIKAT_", "DJANGO_"))}
    ours.pop("DATABASE_URL", None)
    path = surroundings(ROOT)["PYTHONPATH"]
    return subprocess.Popen(
        [sys.executable, "-m", "unikat", *arguments],
        cwd=folder,
        env={**ours, "PYTHONPATH": path, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def words_until(process: subprocess.Popen[str], last: str) -> str:
    """What was printed up to the line that begins with `last`."""
    said = ""
    for line in process.stdout or ():
        said += line
        if line.startswith(last):
            return said
    raise AssertionError(said)


def descendants(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split() for line in listed.splitlines()]
    children = [
        int(child) for child, parent, state in rows if int(parent) == pid and not state.startswith("Z")
    ]
    return [*children, *(grandchild for child in children for grandchild in descendants(child))]


def still_there(pids: list[int]) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    alive = {int(line.split()[0]) for line in listed.splitlines() if not line.split()[1].startswith("Z")}
    return [pid for pid in pids if pid in alive]


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """A running empty Unikat: its process, its port, its words."""
    port = free_port()
    process = unikat(tmp_path, "up", "--empty", "--port", str(port))
    try:
        yield process, port, words_until(process, "Ctrl-C stops everything")
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.slow
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_an_empty_house_answers_and_ends_with_everything_it_started(
    empty_house: tuple[subprocess.Popen[str], int, str], way: signal.Signals
) -> None:
    process, port, words = empty_house
    link = re.search(rf"http://127\.0\.0\.1:{port}(\S+)", words.partition("first steward")[2])
    assert link is not None, words
    assert [status(port, path) for path in ("/health", link.group(1))] == [200, 200]
    started = descendants(process.pid)
    assert len(started) >= 4
    process.send_signal(way)
    assert process.wait(30) == 0
    assert still_there(started) == []


def status(port: int, path: str) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    asked.request("GET", path)
    return asked.getresponse().status


def refusal(folder: Path, *arguments: str) -> tuple[int, str]:
    process = unikat(folder, *arguments)
    words, _ = process.communicate(timeout=60)
    return process.returncode, words


def test_a_taken_port_gets_a_sentence_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refusal(tmp_path, "up", "--port", str(port)) == (
            1,
            f"unikat: port {port} is taken. Choose another: --port {port + 1}\n",
        )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path, "up", "--port", str(free_port()), "--data", "file/x") == (
        1,
        f"unikat: the data folder {tmp_path}/file/x cannot be written (Not a directory). "
        "Name another with --data DIR.\n",
    )


def test_the_demo_is_not_mixed_with_an_empty_house(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mode").write_text("demo\n")
    assert refusal(tmp_path, "up", "--empty", "--port", str(free_port())) == (
        1,
        f"unikat: {tmp_path}/data holds the demo. Name another folder: --empty --data DIR\n",
    )
    (tmp_path / "data" / "mode").write_text("empty\n")
    assert refusal(tmp_path, "seed") == (
        1,
        f"unikat: {tmp_path}/data was made without the demo. Name another folder with --data.\n",
    )


def test_the_demo_cannot_be_started_in_production(tmp_path: Path) -> None:
    process = unikat(tmp_path, "up", "--port", str(free_port()), UNIKAT_PRODUCTION="1")
    words, _ = process.communicate(timeout=60)
    assert (process.returncode, words.splitlines()[-1]) == (
        1,
        "unikat: The demo (UNIKAT_DEMO) cannot be switched on in production.",
    )


@pytest.mark.slow
def test_a_production_server_answers_under_its_own_name_only(tmp_path: Path) -> None:
    port = free_port()
    own = {"UNIKAT_URL": "https://unikat.example", "UNIKAT_HOSTS": "unikat.example", "UNIKAT_PRODUCTION": "1"}
    process = unikat(tmp_path, "up", "--empty", "--port", str(port), **own)
    try:
        words = words_until(process, "Ctrl-C stops everything")
        assert "https://unikat.example/" in words
        assert status(port, "/health") == 400
    finally:
        process.terminate()
        assert process.wait(30) == 0
