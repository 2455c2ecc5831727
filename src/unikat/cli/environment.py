"""The Python environment of a checkout, made from the hashed requirements.

Runs before anything is installed, so it uses the standard library only.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

RUN = ("run", "cad")
TEST = ("run", "cad", "test")
FOR_DEVELOPERS = frozenset({"test", "check", "bench", "texts"})
_PIN = re.compile(r"^[A-Za-z0-9]\S*==", re.MULTILINE)
_KEPT_LINES = 15


class EnvironmentProblem(Exception):
    """The environment cannot be made; the message is for the person at the terminal."""


def start(checkout: str, arguments: Sequence[str]) -> None:
    """Make the environment where needed and become the command inside it; never returns."""
    root = Path(checkout)
    try:
        python = prepare(root, TEST if FOR_DEVELOPERS.intersection(arguments[:1]) else RUN, say=_say)
    except EnvironmentProblem as problem:
        sys.exit(f"unikat: {problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start goes on from here.")
    paths = [str(root / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    os.execve(python, [str(python), "-m", "unikat", *arguments], surroundings)  # noqa: S606


def prepare(root: Path, requirements: Sequence[str], say: Callable[[str], None]) -> Path:
    """The environment's Python with these requirements installed; installs only what has changed.

    Raises EnvironmentProblem when the folder cannot be written or a package cannot be had.
    """
    folder = Path(os.environ.get("UNIKAT_VENV", root / ".venv"))
    files = [root / "requirements" / f"{name}.txt" for name in requirements]
    python, stamp = folder / "bin" / "python", folder / f"unikat-{requirements[-1]}"
    key = _key(files)
    if _is_current(python, stamp, key):
        return python
    with _exclusive(folder, say):
        if _is_current(python, stamp, key):
            return python
        if not _works(python):
            say(f"Making a Python environment in {folder} ...")
            _create(folder)
        _install(python, files[-1:] if requirements == TEST else files, say)
        _write(stamp, key)
    return python


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _key(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for file in files:
        try:
            digest.update(file.read_bytes())
        except OSError as error:
            raise EnvironmentProblem(f"{file} cannot be read; is the checkout complete?") from error
    return digest.hexdigest()


def _is_current(python: Path, stamp: Path, key: str) -> bool:
    return python.exists() and stamp.exists() and stamp.read_text() == key


def _works(python: Path) -> bool:
    """Whether the environment has a Python of our version and pip; it breaks when that moves."""
    probe = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    try:
        return subprocess.run([python, "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextmanager
def _exclusive(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """One start at a time makes the environment; others wait for it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "unikat-lock").open("w")
    except OSError as error:
        raise _unwritable(folder) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is making the environment; waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unwritable(folder: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"{folder} cannot be written. Make it writable, or name another folder in UNIKAT_VENV."
    )


def _write(stamp: Path, key: str) -> None:
    try:
        stamp.write_text(key)
    except OSError as error:
        raise _unwritable(stamp.parent) from error


def _create(folder: Path) -> None:
    try:
        venv.EnvBuilder(with_pip=True, clear=False, upgrade_deps=False).create(folder)
    except OSError as error:
        raise _unwritable(folder) from error
    except subprocess.CalledProcessError as error:
        raise EnvironmentProblem(
            "this Python cannot make environments (its module ensurepip is missing). "
            "On Debian and Ubuntu: apt-get install python3-venv"
        ) from error


def _install(python: Path, files: Sequence[Path], say: Callable[[str], None]) -> None:
    expected = sum(len(set(_PIN.findall(file.read_text()))) for file in files)
    say(f"Installing about {expected} packages, each checked against its hash ...")
    command: list[str | Path] = [python, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-input", "--progress-bar", "off", "--disable-pip-version-check", "--no-color"]
    command += ["--retries", "2", "--timeout", "15"]
    for file in files:
        command += ["-r", file]
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=surroundings
    ) as pip:
        assert pip.stdout is not None
        last = _show_progress(pip.stdout, expected, say)
    if pip.returncode:
        raise EnvironmentProblem(_why(last))


def _show_progress(lines: Iterator[str], expected: int, say: Callable[[str], None]) -> list[str]:
    """Turn pip's output into words; gives back its last lines for the case that it failed."""
    last: list[str] = []
    fetched = 0
    for line in lines:
        last = [*last, line.rstrip()][-_KEPT_LINES:]
        if line.startswith("Collecting "):
            fetched += 1
            if fetched % 10 == 0:
                say(f"  {fetched} of {expected}: {line.split()[1].partition('==')[0]}")
        elif line.startswith("Installing collected packages"):
            say("  unpacking ...")
    return last


def _why(last: Sequence[str]) -> str:
    text = "\n".join(last)
    if re.search(r"NewConnectionError|Name or service|ConnectTimeout|ReadTimeout|ProxyError|No route", text):
        return "the packages cannot be fetched: the package index is out of reach. Is there a network?"
    if "No space left" in text:
        return "the packages do not fit: the disk is full."
    if "Permission denied" in text or "Read-only file system" in text:
        return "the packages cannot be written: the environment's folder is read-only."
    if "HASHES" in text or "hashes" in text.lower():
        return "a package does not have the hash that requirements/ names; nothing was installed.\n" + text
    return "the packages could not be installed. pip's last words:\n" + text
