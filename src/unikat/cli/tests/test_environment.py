"""The launcher says in a sentence what keeps it from starting, and installs only what has changed."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from unikat.cli import environment
from unikat.cli.checkout import checkout

ROOT = checkout()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose requirements ask for nothing, with an environment folder of its own."""
    monkeypatch.delenv("UNIKAT_VENV", raising=False)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "cad", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("")
    return tmp_path


def prepare(root: Path) -> list[str]:
    said: list[str] = []
    environment.prepare(root, environment.RUN, said.append)
    return said


def test_the_environment_is_made_once_and_mended_where_something_has_changed(small: Path) -> None:
    making = f"Making a Python environment in {small / '.venv'} ..."
    installing = "Installing about 0 packages, each checked against its hash ..."
    assert prepare(small) == [making, installing]
    assert prepare(small) == []
    (small / "requirements" / "cad.txt").write_text("# changed\n")
    assert prepare(small) == [installing]
    (small / ".venv" / "bin" / "python").unlink()
    assert prepare(small) == [making, installing]


def test_a_folder_that_cannot_be_written_gets_a_sentence(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "file").touch()
    monkeypatch.setenv("UNIKAT_VENV", str(small / "file" / "venv"))
    with pytest.raises(environment.EnvironmentProblem) as problem:
        prepare(small)
    folder = small / "file" / "venv"
    assert str(problem.value) == (
        f"{folder} cannot be written. Make it writable, or name another folder in UNIKAT_VENV."
    )


PIPS_WORDS = {
    "WARNING: Retrying (Retry(total=0)) after NewConnectionError: [Errno 111] Connection refused": (
        "the packages cannot be fetched: the package index is out of reach. Is there a network?"
    ),
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": (
        "the packages do not fit: the disk is full."
    ),
    "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'": (
        "the packages cannot be written: the environment's folder is read-only."
    ),
    "ERROR: No matching distribution found for x==1": (
        "the packages could not be installed. pip's last words:\n"
        "ERROR: No matching distribution found for x==1"
    ),
}


def test_a_missing_network_gets_a_sentence(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "requirements" / "run.txt").write_text(f"nothing==1.0 --hash=sha256:{'0' * 64}\n")
    (small / ".venv" / "bin").mkdir(parents=True)
    (small / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (small / ".venv" / "pyvenv.cfg").write_text((Path(sys.prefix) / "pyvenv.cfg").read_text())
    (small / ".venv" / "lib").symlink_to(Path(sys.prefix) / "lib")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(environment.EnvironmentProblem) as problem:
        prepare(small)
    assert str(problem.value) == next(iter(PIPS_WORDS.values()))


@pytest.mark.parametrize("words", PIPS_WORDS)
def test_what_keeps_pip_from_installing_is_said_in_a_sentence(words: str) -> None:
    assert environment._why([words]) == PIPS_WORDS[words]


def test_an_incomplete_checkout_gets_a_sentence(small: Path) -> None:
    (small / "requirements" / "run.txt").unlink()
    with pytest.raises(environment.EnvironmentProblem) as problem:
        prepare(small)
    assert (
        str(problem.value)
        == f"{small / 'requirements' / 'run.txt'} cannot be read; is the checkout complete?"
    )


def test_an_old_python_gets_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(ROOT / "unikat"))
    assert end.value.code == 1
    assert capsys.readouterr().err == (
        "Unikat needs Python 3.11 or newer; this is Python 3.9.\n"
        "If a newer one is installed, name it: python3.12 ./unikat up\n"
    )


def test_the_launcher_needs_the_standard_library_only() -> None:
    probe = "import sys; sys.path.insert(0, 'src'); import unikat.cli.environment; print('alone')"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-S", "-c", probe], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "alone\n"), done.stderr
