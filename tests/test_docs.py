"""The docs tell the truth: links resolve, and every setting, command, option and room is named."""

import argparse
import re
import tomllib
from pathlib import Path

from unikat.cli.main import parser

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
SETTING = re.compile(
    r"""(?:env(?:\.\w+)?\(|environ(?:\.get|\.setdefault)?[\[(])\s*["'](UNIKAT_\w+|DATABASE_URL)["']"""
)


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(line.lstrip("#")) for line in page.read_text().splitlines() if line.startswith("#")}


def broken_links(page: Path) -> list[str]:
    broken = []
    for target in LINK.findall(re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(target)
    return broken


def test_every_link_resolves(root: Path, files: list[Path]) -> None:
    pages = [file for file in files if file.suffix == ".md"]
    assert {f"{page.relative_to(root)}": broken for page in pages if (broken := broken_links(page))} == {}


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One title\n[a](page.md#one-title) [b](page.md#two) ![c](gone.png) [d](https://x.example)"
    )
    assert broken_links(page) == ["page.md#two", "gone.png"]


def named_settings(root: Path) -> set[str]:
    sources = [
        *(root / "src").rglob("*.py"),
        *(root / "journeys").rglob("*.py"),
        *(root / "tests").rglob("*.py"),
    ]
    names = {name for source in sources for name in SETTING.findall(source.read_text())}
    return {name for name in names if name.removesuffix("_FILE") not in names - {name}}


def test_every_setting_is_named_and_every_named_setting_exists(root: Path) -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", (root / "docs/operate/settings.md").read_text(), re.MULTILINE))
    assert named_settings(root) == told


def test_every_command_and_option_is_named(root: Path) -> None:
    page = (root / "docs/operate/commands.md").read_text()
    nouns = next(one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)).choices
    missing = [name for name in nouns if f"| `{name}` |" not in page]
    for noun in nouns.values():
        missing += [
            f"{noun.prog} {option}"
            for action in noun._actions
            for option in action.option_strings
            if not re.search(rf"`{option}[` ]", page) and option != "-h"
        ]
    assert missing == []


def test_every_room_is_named(root: Path) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["id"] == "rooms")
    rooms = [room for layer in layers for room in re.findall(r"\w+", layer)]
    page = (root / "docs/house.md").read_text()
    assert [room for room in rooms if f"`{room}`" not in page] == []


def test_every_decision_is_numbered_once_and_says_why(root: Path) -> None:
    records = sorted((root / "docs/decisions").glob("*.md"))
    assert [record.name[:4] for record in records] == [
        f"{number:04}" for number in range(1, len(records) + 1)
    ]
    assert [record.name for record in records if "**Why" not in record.read_text()] == []
