"""The command line: every noun is told about, and developers' commands say what they need."""

from pathlib import Path

import pytest

from unikat import __version__
from unikat.cli import main as command
from unikat.cli import system
from unikat.cli.problem import Problem


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        command.main(["--version"])
    assert (end.value.code, capsys.readouterr().out) == (0, f"unikat {__version__}\n")


def test_every_command_is_told_about(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--help"])
    told = capsys.readouterr().out
    assert [name for name in command.COMMANDS if f"    {name} " not in told] == []


def test_without_chromium_the_line_to_type_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNIKAT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem) as nothing:
        system.chromium()
    assert str(nothing.value) == (
        "the journeys need a browser, and no Chromium was found. "
        "Install it with your system's packages (on Debian: sudo apt-get install chromium)."
    )
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Problem) as forbidden:
        system.chromium()
    assert str(forbidden.value) == (
        "the journeys need a browser, and no Chromium was found. Type: sudo apt-get install chromium"
    )
