"""Check style, types, import contracts, budgets, migrations, translations and docs."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from unikat.cli.checkout import checkout, surroundings

TOOLS = Path(sys.executable).parent
MOST = 80
"""Lines shown of a tool that has found something."""

HOUSE = ["pytest", "-q", "--tb=short", "-p", "no:cacheprovider"]
CHECKS: dict[str, list[str]] = {
    "style": ["ruff", "check", "--quiet", "--output-format", "concise", "."],
    "format": ["ruff", "format", "--check", "--output-format", "concise", "."],
    "templates": ["djlint", "--lint", "--quiet", "src"],
    "types": ["mypy"],
    "import contracts": ["lint-imports", "--no-logo"],
    "migrations": ["django-admin", "makemigrations", "--check", "--dry-run"],
    "budgets": [*HOUSE, "tests/test_budgets.py"],
    "translations": [*HOUSE, "tests/test_translations.py"],
    "docs": [*HOUSE, "tests/test_docs.py"],
    "requirements and licences": [*HOUSE, "tests/test_files.py"],
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which checks."""
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(CHECKS)}")


def run(chosen: argparse.Namespace) -> int:
    """Run every check even when one fails; shows a tool's words only when it has found something."""
    root = checkout()
    named = {name: command for name, command in CHECKS.items() if not chosen.names or name in chosen.names}
    with tempfile.TemporaryDirectory() as data:
        failed = [name for name, command in named.items() if not _passes(root, name, command, data)]
    print(f"{len(named) - len(failed)} of {len(named)} checks passed.", flush=True)
    return 1 if failed or not named else 0


def _passes(root: Path, name: str, command: list[str], data: str) -> bool:
    begun = time.monotonic()
    more = {"UNIKAT_DATA": data, "DJANGO_SETTINGS_MODULE": "unikat.conf.settings"}
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]],
        cwd=root,
        env=surroundings(root, more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{name:<26}{verdict:<7}{time.monotonic() - begun:5.1f} s", flush=True)
    if done.returncode:
        print(*_shown(done.stdout), sep="\n", flush=True)
    return done.returncode == 0


def _shown(words: str) -> list[str]:
    """A tool's last lines, indented; the rest is a matter of running the tool itself."""
    lines = words.strip().splitlines()
    left_out = [f"    ... {len(lines) - MOST} lines more before these"] if len(lines) > MOST else []
    return left_out + [f"    {line}" for line in lines[-MOST:]]
