"""The data folder: database, files, keys, and whether it holds the demo."""

from __future__ import annotations

import argparse
import fcntl
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from unikat.cli.problem import Problem

Mode = Literal["demo", "empty"]


@dataclass(frozen=True)
class Folder:
    """Where one Unikat keeps everything that it must not lose."""

    path: Path

    @property
    def mode(self) -> Mode | None:
        """What the folder was made for; None while it is new."""
        try:
            return "demo" if (self.path / "mode").read_text().strip() == "demo" else "empty"
        except FileNotFoundError:
            return None

    def decide(self, mode: Mode) -> None:
        """Remember for every later start what the folder was made for."""
        (self.path / "mode").write_text(f"{mode}\n")

    def lock(self) -> IO[str]:
        """Hold the folder for one running Unikat; the lock ends with the process."""
        held = (self.path / "running").open("a")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.close()
            raise Problem(
                f"another Unikat is already running from {self.path}. Stop it, or name another with --data."
            ) from None
        held.truncate(0)
        return held

    @property
    def address(self) -> str:
        """Where the Unikat of this folder is, or was last, reached; empty while it never was."""
        return (self.path / "running").read_text().strip()


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let a command name its data folder."""
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        default=Path(os.environ.get("UNIKAT_DATA", "data")),
        help="the folder that keeps database, files and keys (default: %(default)s, or UNIKAT_DATA)",
    )


def open_folder(path: Path) -> Folder:
    """The folder, made with a secret key of its own where it is new; tells the settings where it is."""
    path = path.resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
        key = path / "secret-key"
        if not key.exists():
            _write_key(key)
        (path / "running").touch()
    except OSError as error:
        raise Problem(
            f"the data folder {path} cannot be written ({error.strerror}). Name another with --data DIR."
        ) from error
    os.environ["UNIKAT_DATA"] = str(path)
    if not os.environ.get("UNIKAT_SECRET_KEY"):
        os.environ.setdefault("UNIKAT_SECRET_KEY_FILE", str(key))
    return Folder(path)


def _write_key(file: Path) -> None:
    """Written beside and renamed, so that an interrupted start leaves no half a key."""
    new = file.with_suffix(".new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(48))
    new.rename(file)
