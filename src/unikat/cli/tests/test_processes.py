"""Whatever happens, every started process is gone afterwards, its children and the deaf ones too."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from unikat.cli import processes
from unikat.cli.problem import Problem

PARENT = """
import pathlib, signal, subprocess, sys, time
deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(99)"
child = subprocess.Popen([sys.executable, "-c", deaf])
if "deaf" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(99)
"""


def start(note: Path, *more: str) -> processes.Running:
    """A process with a child that does not listen to SIGTERM; returns when the child is there."""
    one = processes.start("parent", [sys.executable, "-c", PARENT, str(note), *more], os.environ)
    while not (note.exists() and note.read_text()):
        time.sleep(0.02)
    return one


def is_gone(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return state.stdout.strip() in ("", "Z", "Zs")


@pytest.mark.parametrize("manner", ["listens", "deaf"])
def test_processes_and_their_children_are_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manner: str
) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.5)
    running: list[processes.Running] = []
    with pytest.raises(KeyboardInterrupt), processes.ending_all(running):  # noqa: PT012
        running.append(start(tmp_path / "note", manner))
        child = int((tmp_path / "note").read_text())
        assert not is_gone(child)
        raise KeyboardInterrupt
    assert running[0].process.returncode is not None
    time.sleep(0.1)
    assert is_gone(child)


def test_a_process_that_ends_by_itself_is_noticed() -> None:
    one = processes.start("worker", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    one.process.wait()
    with pytest.raises(Problem) as problem:
        processes.refuse_if_ended([one])
    assert str(problem.value) == "the worker process ended by itself (exit code 3); its words are above."
