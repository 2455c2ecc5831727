"""Programs of the operating system that tests need: found, installed from Debian, or asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from unikat.cli.problem import Problem

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser's program: the one named by UNIKAT_CHROMIUM, else the first on the path."""
    return os.environ.get("UNIKAT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def chromium() -> str:
    """The browser's program, installed from Debian where we may."""
    found = find_chromium()
    if found is None:
        install("chromium", because="the journeys need a browser, and no Chromium was found")
        found = find_chromium()
    if found is None:
        raise Problem("Chromium was installed, but its program is nowhere to be found.")
    return found


def install(package: str, *, because: str) -> None:
    """Install a Debian package as root; otherwise name the one line to type."""
    line = f"apt-get install {package}"
    apt = shutil.which("apt-get")
    if apt is None:
        raise Problem(f"{because}. Install it with your system's packages (on Debian: sudo {line}).")
    if os.geteuid() != 0:
        raise Problem(f"{because}. Type: sudo {line}")
    print(
        f"{because[:1].upper()}{because[1:]}: {line} ...",
        file=sys.stderr,
        flush=True,
    )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run([apt, *step], env=quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"{because}, and apt-get could not install it:\n{done.stderr.strip()}")
