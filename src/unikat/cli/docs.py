"""List the pages of the documentation and where they are."""

from __future__ import annotations

import argparse

from unikat.cli.checkout import checkout


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(chosen: argparse.Namespace) -> int:
    """Print each page's path with its title."""
    root = checkout()
    for page in [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]:
        title = page.read_text().partition("\n")[0].lstrip("# ")
        print(f"{page.relative_to(root)!s:<52}{title}")
    return 0
