"""Reads the command line and hands over to the noun that was named."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from types import ModuleType

from unikat import __version__
from unikat.cli import bench, check, docs, options, parts, recount, seed, test, texts, up, worker
from unikat.cli.problem import Problem

COMMANDS: dict[str, ModuleType] = {
    "up": up,
    "seed": seed,
    "worker": worker,
    "recount": recount,
    "parts": parts,
    "options": options,
    "test": test,
    "check": check,
    "bench": bench,
    "texts": texts,
    "docs": docs,
}
"""Each module has `arguments(parser)` and `run(chosen) -> exit code`; its docstring is the command's help."""


def parser() -> argparse.ArgumentParser:
    """The whole command line, one sub-command per noun."""
    top = argparse.ArgumentParser(prog="unikat", description="Open vehicles, from wish to car book.")
    top.add_argument("--version", action="version", version=f"unikat {__version__}")
    nouns = top.add_subparsers(metavar="COMMAND", required=True)
    for name, module in COMMANDS.items():
        summary, _, more = (module.__doc__ or "").partition("\n")
        noun = nouns.add_parser(name, help=summary, description=f"{summary}\n{more}".strip())
        module.arguments(noun)
        noun.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end with its exit code; SIGTERM ends it as Ctrl-C does."""
    chosen = parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = chosen.run(chosen)
    except Problem as problem:
        sys.exit(f"unikat: {problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
    sys.exit(code)


def _terminate(signum: int, frame: object) -> None:
    raise KeyboardInterrupt
