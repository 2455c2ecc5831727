"""The checkout around the package, for the commands that only make sense for developers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from unikat.cli.problem import Problem


def checkout() -> Path:
    """The repository's root; refuses in words when Unikat is installed as a package without it."""
    root = Path(__file__).resolve().parents[3]
    if not (root / "pyproject.toml").exists() or not (root / "src" / "unikat").exists():
        raise Problem(
            "this command is for developers and needs the checkout. "
            "Clone the repository and run it there, with ./unikat in front."
        )
    return root


def run_in(root: Path, command: Sequence[str | Path], more: Mapping[str, str] | None = None) -> int:
    """Run a tool in the checkout, its output shown as it comes; gives back its exit code."""
    return subprocess.run(
        [*map(str, command)], cwd=root, env=surroundings(root, more), check=False
    ).returncode


def surroundings(root: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment variables of a tool: ours, with the sources on Python's path."""
    paths = [str(root / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), **(more or {})}
