"""Measure our claims of speed, each as a ratio within one run."""

from __future__ import annotations

import argparse
import sys

from unikat.cli.checkout import checkout, run_in
from unikat.cli.problem import Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which measurement."""
    parser.add_argument("name", nargs="?", help="a script of bench/ without its ending (default: all)")


def run(chosen: argparse.Namespace) -> int:
    """Run the named script of bench/, or all of them; fails when one of them does."""
    root = checkout()
    scripts = {script.stem: script for script in sorted((root / "bench").glob("[a-z]*.py"))}
    if chosen.name and chosen.name not in scripts:
        raise Problem(f"there is no measurement {chosen.name}. There are: {', '.join(scripts)}.")
    wanted = [chosen.name] if chosen.name else list(scripts)
    codes = {}
    for name in wanted:
        print(f"\n== {name}", flush=True)
        codes[name] = run_in(root, [sys.executable, "-m", f"bench.{name}"])
    print("\n" + "\n".join(f"{name:12} {'NOT HELD' if code else 'holds'}" for name, code in codes.items()))
    return max(codes.values(), default=0)
