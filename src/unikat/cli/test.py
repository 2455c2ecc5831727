"""Run all tests: engines, stages, and the journeys in a real browser."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

from unikat.cli import postgres, system
from unikat.cli.checkout import checkout, run_in
from unikat.cli.problem import Problem

JOURNEYS = "journeys"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which tests, on which database."""
    parser.add_argument("paths", nargs="*", help="test files or folders (default: everything)")
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], default="sqlite", help="(default: %(default)s)"
    )
    parser.add_argument("-n", dest="workers", default="auto", help="processes at once (default: %(default)s)")
    parser.add_argument(
        "--journeys",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="with the browser (default: yes on SQLite, no on PostgreSQL)",
    )


def run(chosen: argparse.Namespace) -> int:
    """Run pytest and pass on its word: 0 only when every part has run and passed."""
    root = checkout()
    on_sqlite = chosen.database == "sqlite"
    with_browser = on_sqlite if chosen.journeys is None else chosen.journeys
    with ExitStack() as stack:
        more = {}
        if not on_sqlite:
            more["DATABASE_URL"] = stack.enter_context(postgres.throw_away_server())
        if chosen.paths:
            more |= {"UNIKAT_CHROMIUM": found} if (found := system.find_chromium()) else {}
            return _pytest(root, chosen.paths, chosen.workers, more)
        if with_browser:
            more["UNIKAT_CHROMIUM"] = system.chromium()
        return _everything(root, chosen.workers, more, with_browser=with_browser)


def _everything(root: Path, workers: str, more: dict[str, str], *, with_browser: bool) -> int:
    code = _pytest(root, [] if with_browser else ["-m", "not browser"], workers, more)
    if not with_browser:
        print("The journeys and other browser tests were left out; add --journeys to walk them.", flush=True)
        return code
    if not (root / JOURNEYS).is_dir():
        raise Problem(f"this checkout has no {JOURNEYS}.")
    print("The journeys, in a real browser:", flush=True)
    return _pytest(root, [JOURNEYS], "0", more) or code


def _pytest(root: Path, rest: list[str], workers: str, more: dict[str, str]) -> int:
    spread = [] if workers == "0" else ["-n", workers]
    return run_in(root, [sys.executable, "-m", "pytest", *spread, *rest], more)
